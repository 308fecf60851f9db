"""What every sheet of labels is made of: places on pages, the karekod, and bordered blocks in Excel."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from data.core.label_sheet import LabelSheet
from exports import excel
from exports.files import ExportCancelled, replacing
from exports.karekod import Modules as Modules
from exports.karekod import karekod as karekod
from exports.listing import Cancelled, Progress
from exports.pdf import MM, Paper, new_canvas

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

QUIET = 4
"""Light modules that a karekod needs around it (ISO/IEC 18004)."""
_LINE = 12.5
_One = TypeVar("_One")


# ---------------------------------------------------------------- karekod


def draw_karekod(canvas: Canvas, modules: Modules, x: float, y: float, side: float) -> None:
    """A karekod with its quiet zone in a square whose lower left corner is at (x, y); one path for all modules."""
    step = side / (len(modules) + 2 * QUIET)
    path = canvas.beginPath()
    for row, line in enumerate(modules):
        for start, end in runs(line):
            top = y + side - (row + 1 + QUIET) * step
            path.rect(x + (start + QUIET) * step, top, (end - start) * step, step)
    canvas.setFillGray(0)
    canvas.drawPath(path, stroke=0, fill=1)


def runs(line: tuple[bool, ...]) -> Iterator[tuple[int, int]]:
    """Begin and end of the dark stretches of a row of modules."""
    start = None
    for place, dark in enumerate((*line, False)):
        if dark and start is None:
            start = place
        elif not dark and start is not None:
            yield start, place
            start = None


def karekod_png(modules: Modules) -> bytes:
    """The modules with their quiet zone as a picture of one bit a point, four points a module."""
    from PIL import Image

    side = len(modules) + 2 * QUIET
    picture = Image.new("1", (side, side), 1)
    for row, line in enumerate(modules):
        for place, dark in enumerate(line):
            if dark:
                picture.putpixel((place + QUIET, row + QUIET), 0)
    held = BytesIO()
    picture.resize((side * 4, side * 4)).save(held, "PNG")
    return held.getvalue()


# ---------------------------------------------------------------- places


@dataclass(frozen=True, slots=True)
class Box:
    """Where a label lies on its page, in points from the page's lower left corner."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class LabelPages:
    """How labels go on paper.

    Attributes:
        place: Of the first one on the first sheet, from 1.
        single: Each on a page of its own, as large as a label.
        printed_at: Local clock time without zone.
    """

    sheet: LabelSheet
    place: int
    single: bool
    title: str
    printed_at: datetime

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of a page in points."""
        if not self.single:
            return Paper.A4.portrait
        return float(self.sheet.genislik) * MM, float(self.sheet.yukseklik) * MM

    def places(self, count: int) -> Iterator[tuple[int, Box]]:
        """Page, from 0, and box of one label after the other."""
        sheet, (_, high) = self.sheet, self.size
        size = float(sheet.genislik) * MM, float(sheet.yukseklik) * MM
        if self.single:
            yield from ((number, Box(0.0, high, *size)) for number in range(count))
            return
        for number in range(self.place - 1, self.place - 1 + count):
            page, place = divmod(number, sheet.places)
            row, column = divmod(place, sheet.sutun)
            left = sheet.sol + column * (sheet.genislik + sheet.yatay_aralik)
            top = sheet.ust + row * (sheet.yukseklik + sheet.dikey_aralik)
            yield page, Box(float(left) * MM, high - float(top) * MM, *size)


def write_pages(
    path: Path,
    pages: LabelPages,
    labels: Sequence[_One],
    draw: Callable[[Canvas, _One, Box], None],
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Path:
    """Writes labels as PDF, each drawn into its box by ``draw``.

    Raises:
        BadInput: the file cannot be written; an existing one stays as it was.
        ExportCancelled: the person stopped it; no file is left.
    """
    with replacing(path) as fresh:
        canvas = new_canvas(fresh, pages.size, title=pages.title, printed_at=pages.printed_at)
        last = 0
        told = watched_labels(labels, progress, cancelled)
        for label, (page, box) in zip(told, pages.places(len(labels)), strict=True):
            if page != last:
                canvas.showPage()
            last = page
            draw(canvas, label, box)
        canvas.showPage()
        canvas.save()
    return path


def watched_labels(
    labels: Sequence[_One], progress: Progress | None, cancelled: Cancelled | None
) -> Iterator[_One]:
    """The labels one by one, asking before each whether to go on, and telling how many are done.

    Raises:
        ExportCancelled: the person stopped it.
    """
    for number, label in enumerate(labels, 1):
        if cancelled and cancelled():
            raise ExportCancelled
        yield label
        if progress:
            progress(number)


# ---------------------------------------------------------------- Excel


class Blocks:
    """Bordered blocks of cells on a worksheet, one below the other."""

    def __init__(self, sheet: Any, widths: Sequence[float]) -> None:
        """Sets the widths of the columns and how the sheet prints."""
        from openpyxl.styles import Alignment, Border, Font, Side
        from openpyxl.utils import get_column_letter

        self._sheet, self.row = sheet, 1
        side = Side(style="thin", color="FF000000")
        looks = {"border": Border(left=side, right=side, top=side, bottom=side), "number_format": "@"}
        middle = Alignment(horizontal="center", vertical="center", wrap_text=True)
        top = Alignment(vertical="top", wrap_text=True)
        cell, face = sheet["A1"], excel.FACE
        self._bold = excel.Style(cell, font=Font(name=face, size=9, bold=True), alignment=middle, **looks)
        self._plain = excel.Style(cell, font=Font(name=face, size=9), alignment=top, **looks)
        for place, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(place)].width = width
        sheet.sheet_view.showGridLines = False
        sheet.page_setup.paperSize = 9

    def line(self, cells: tuple[tuple[int, int, str, bool], ...], lines: int) -> None:
        """One row: first and last column, text and whether it is a heading, of each cell."""
        for first, last, text, bold in cells:
            style = self._bold if bold else self._plain
            style.text(self._sheet.cell(self.row, first), text)
            for column in range(first + 1, last + 1):
                style.blank(self._sheet.cell(self.row, column))
            if last > first:
                self._merge(first, self.row, last, self.row)
        self._sheet.row_dimensions[self.row].height = 4 + lines * _LINE
        self.row += 1

    def merge_down(self, column: int, first_row: int) -> None:
        """Makes one cell of a column's cells from a row down to the last one written."""
        self._merge(column, first_row, column, self.row - 1)

    def _merge(self, *corners: int) -> None:
        from openpyxl.worksheet.cell_range import CellRange

        # The worksheet's own way compares each range with all before it: minutes for thousands of labels.
        self._sheet.merged_cells.ranges.add(CellRange(None, *corners))

    def picture(self, png: bytes, anchor: str, width: float, height: float) -> None:
        """A picture over a cell, in points; openpyxl keeps it with Pillow, which comes with reportlab."""
        from openpyxl.drawing.image import Image

        picture = Image(BytesIO(png))
        picture.width, picture.height = round(width * 4 / 3), round(height * 4 / 3)
        picture.anchor = anchor
        self._sheet.add_image(picture)
