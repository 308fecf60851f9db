"""Any ledger as PDF: rows drawn as they come, heights measured, page x/y, headings repeated."""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from exports.files import replacing
from exports.listing import Cancelled, Listing, Progress, value_text, watched
from exports.pdf import Paper, Pen, elide, fit_size, font, new_canvas, wrap
from exports.values import literal, moment_text

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_SIDE, _TOP, _BOTTOM = 28.0, 26.0, 34.0
_LARGEST, _SMALLEST = 8.0, 5.0
_LETTER = 0.56
"""Usual width of a letter as a share of the type size."""
_LINES = 6
"""Most lines a text takes in its cell before it ends in ``…``."""
_HEAD_RULES = 2
"""Rules above the first row of a page; a page without a row takes one even if it is too tall."""
_TOTAL_PAGES = "toplam-sayfa"

Cells = tuple[tuple[str, ...], ...]


def listing_pdf(
    listing: Listing, path: Path, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> Path:
    """Writes the ledger as PDF on A4, standing if its columns fit so, else lying.

    Raises:
        BadInput: the file cannot be written; an existing one stays as it was.
        ExportCancelled: the person stopped it; no file is left.
    """
    letters = sum(column.width for column in listing.columns) * _LETTER + len(listing.columns)
    upright = letters * _LARGEST <= Paper.A4.portrait[0] - 2 * _SIDE
    size = Paper.A4.portrait if upright else Paper.A4.landscape
    with replacing(path) as fresh:
        canvas = new_canvas(fresh, size, title=literal(listing.title), printed_at=listing.printed_at)
        table = _Table(canvas, listing, size, letters)
        table.open_page()
        before: Cells | None = None
        # The last row is held back until the summary's place is known, so that the two share a page.
        for row in watched(listing.rows, progress, cancelled):
            if before is not None:
                table.row(before)
            before = table.cells(row)
        if before is not None:
            table.row(before, last=True)
        table.close()
        canvas.save()
    return path


class _Table:
    """A listing on one canvas."""

    def __init__(self, canvas: Canvas, listing: Listing, page: tuple[float, float], letters: float) -> None:
        self._canvas, self._listing = canvas, listing
        self._width, self._height = page
        self._plain, self._bold = font(), font(bold=True)
        self._serif = font("LiberationSerif", bold=True)
        self._pen = Pen(canvas)
        self._page = 0
        room = self._width - 2 * _SIDE
        self._size = min(_LARGEST, max(_SMALLEST, room / letters))
        self._pad = 0.4 * self._size
        total = sum(column.width for column in listing.columns) or 1
        widths = [room * column.width / total for column in listing.columns]
        self._edges = tuple(accumulate(widths, initial=_SIDE))
        self._rooms = tuple(width - 2 * self._pad for width in widths)
        self._numbers = tuple(column.kind.is_number for column in listing.columns)
        self._leading = 1.18 * self._size
        self._summary = wrap(literal(listing.summary), self._bold, self._size + 0.5, room, 4)
        self._titles = tuple(
            wrap(literal(column.title), self._bold, self._size, width, 3)
            for column, width in zip(listing.columns, self._rooms, strict=True)
        )
        self._footer = elide(
            f"Yazdırma: {moment_text(listing.printed_at)}  {literal(listing.printed_by)}",
            self._plain,
            7,
            room / 2 - 40,
        )

    def cells(self, row: tuple[object, ...]) -> Cells:
        """The row's texts, wrapped to their columns; numbers stay whole."""
        face, size = self._plain, self._size
        cells = []
        for value, room, number in zip(row, self._rooms, self._numbers, strict=True):
            text = value_text(value)
            cells.append((text,) if number else wrap(text, face, size, room, _LINES))
        return tuple(cells)

    def row(self, cells: Cells, *, last: bool = False) -> None:
        """Draws one row, on a new page if it does not fit; the last one only where the summary fits too."""
        height = self._height_of(cells)
        needed = height + (self._summary_height() if last else 0.0)
        if self._y - needed < _BOTTOM and len(self._rules) > _HEAD_RULES:
            self._close_page()
            self.open_page()
        base = self._y - 0.3 * self._size - self._leading * 0.85
        pen, face, size = self._pen, self._plain, self._size
        for place, lines in enumerate(cells):
            if self._numbers[place]:
                self._number(place, base, lines[0])
                continue
            x, y = self._edges[place] + self._pad, base
            for line in lines:
                pen.write(x, y, line, face, size)
                y -= self._leading
        self._y -= height
        self._rules.append(self._y)

    def open_page(self) -> None:
        """Heading, and the titles of the columns."""
        self._page += 1
        self._y = self._height - _TOP
        self._heading() if self._page == 1 else self._later_heading()
        self._top = self._y
        height = self._height_of(self._titles)
        self._canvas.setFillGray(0.92)
        self._canvas.rect(
            self._edges[0], self._y - height, self._edges[-1] - self._edges[0], height, stroke=0, fill=1
        )
        self._canvas.setFillGray(0)
        for place, lines in enumerate(self._titles):
            y = self._y - 0.3 * self._size - self._leading * 0.85
            for line in lines:
                if self._numbers[place]:
                    self._pen.right(self._edges[place + 1] - self._pad, y, line, self._bold, self._size)
                else:
                    self._pen.write(self._edges[place] + self._pad, y, line, self._bold, self._size)
                y -= self._leading
        self._rules = [self._y, self._y - height]
        self._y -= height

    def close(self) -> None:
        """The summary under the last row, and the number of pages into all feet."""
        y = self._y - self._size - 8
        for line in self._summary:
            self._pen.write(_SIDE, y, line, self._bold, self._size + 0.5)
            y -= (self._size + 0.5) * 1.2
        self._close_page()
        canvas = self._canvas
        canvas.beginForm(_TOTAL_PAGES, 0, -3, 80, 12)
        canvas.setFont(self._plain.name, 7)
        canvas.drawString(0, 0, str(self._page))
        canvas.endForm()

    def _heading(self) -> None:
        listing, middle, room = self._listing, self._width / 2, self._width - 2 * _SIDE
        lines = [(literal(line), self._serif, 10.0) for line in listing.office_lines]
        lines.append((literal(listing.title), self._serif, 12.0))
        lines += [(line, self._plain, 8.0) for line in wrap(literal(listing.subtitle), self._plain, 8, room, 3)]
        for text, face, size in lines:
            fitted = fit_size(text, face, size, room)
            self._y -= size * 1.25
            self._pen.centre(middle, self._y, text, face, fitted)
        self._y -= 8

    def _later_heading(self) -> None:
        title = elide(literal(self._listing.title), self._bold, 8, self._width - 2 * _SIDE)
        self._pen.write(_SIDE, self._y - 8, title, self._bold, 8)
        self._y -= 14

    def _number(self, place: int, base: float, text: str) -> None:
        fitted = fit_size(text, self._plain, self._size, self._rooms[place])
        self._pen.right(self._edges[place + 1] - self._pad, base, text, self._plain, fitted)

    def _height_of(self, cells: Cells) -> float:
        return max(map(len, cells), default=1) * self._leading + 0.6 * self._size

    def _summary_height(self) -> float:
        return 8 + len(self._summary) * (self._size + 0.5) * 1.2 if self._summary else 0.0

    def _close_page(self) -> None:
        canvas, edges = self._canvas, self._edges
        canvas.setLineWidth(0.35)
        canvas.setStrokeGray(0.4)
        left, right, bottom = edges[0], edges[-1], self._rules[-1]
        canvas.lines([(left, y, right, y) for y in self._rules] + [(x, self._top, x, bottom) for x in edges])
        y, half = _BOTTOM - 16, f"Sayfa {self._page} / "
        self._pen.write(_SIDE, y, self._footer, self._plain, 7)
        at = self._width / 2 - self._plain.width(half, 7) / 2
        self._pen.write(at, y, half, self._plain, 7)
        self._pen.lift()
        # How many pages there will be is known only at the end; until then a named place is drawn.
        canvas.saveState()
        canvas.translate(at + self._plain.width(half, 7), y)
        canvas.doForm(_TOTAL_PAGES)
        canvas.restoreState()
        canvas.showPage()
