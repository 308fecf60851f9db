"""Labels of items, rooms and ambars: readable text, karekod and Code 128, on sheets of any size and in Excel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from data.tasinir.papers_label import ItemLabel, ItemLabels, LabelCodes, LabelKind
from exports import code128, excel
from exports.files import replacing
from exports.label_sheet import (
    QUIET,
    Blocks,
    Box,
    LabelPages,
    Modules,
    draw_karekod,
    karekod,
    karekod_png,
    watched_labels,
    write_pages,
)
from exports.listing import Cancelled, Progress
from exports.pdf import MM, Font, Pen, elide, fit_size, font, wrap
from exports.values import literal

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_EDGE, _GAP = 0.5 * MM, 0.6 * MM
"""Blank at the sides of bars, which bring a quiet zone along, and between texts and codes."""
_LARGEST: Final = {LabelKind.DEMIRBAS: 11.0, LabelKind.YER: 20.0, LabelKind.AMBAR: 16.0}
_SMALLEST: Final = 4.5
"""Type sizes in points between which a label's text is fitted to its room: a room is read from afar."""
_NUMBER_SMALLEST: Final = 3.0
"""An official number is rather small than cut off."""
_HEADING, _HEADING_LARGEST = 0.75, 8.0
"""Type size of the heading as a share of the text's, and in points."""
_LEADING = 1.18
_CODE_FINEST = 0.25 * MM
"""Module of a karekod below which phones and scanners fail on paper from an office printer."""
_CODE_SHARE, _BARS_SHARE = 0.36, 0.3
"""Most of a label's width for its karekod, and of its height for its bars."""
_BARS_HIGHEST = 11 * MM
_NUMBER_SHARE, _NUMBER_LARGEST = 0.34, 10.0
"""Type size of the number under the bars, as a share of their height, and in points."""


# ---------------------------------------------------------------- PDF


def labels_pdf(
    labels: ItemLabels, path: Path, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> Path:
    """Writes the labels as PDF: on A4 sheets from the chosen place on, or each on a page as large as a label.

    Raises:
        BadInput: the file cannot be written; an existing one stays as it was.
        ExportCancelled: the person stopped it; no file is left.
    """
    pages = LabelPages(labels.sheet, labels.place, labels.single, labels.kind.label, labels.printed_at)

    def draw(canvas: Canvas, label: ItemLabel, box: Box) -> None:
        pen = Pen(canvas)
        _Drawn(canvas, pen, label, box).draw(labels.codes, _LARGEST[labels.kind])
        pen.lift()

    return write_pages(path, pages, labels.labels, draw, progress, cancelled)


@dataclass(frozen=True, slots=True)
class _Line:
    """A text of a label.

    Attributes:
        most: Lines that it may be broken into; 0 for a number, which stands whole on one, however small.
        heading: Smaller than the rest, and gives way to it.
        needed: Stays to the last.
    """

    text: str
    face: Font
    most: int = 0
    heading: bool = False
    needed: bool = False

    def set(self, size: float, width: float, most: int) -> list[_Set]:
        """The text in at most that many lines, where the rest of the label has that type size."""
        if not self.most:
            size = max(_NUMBER_SMALLEST, fit_size(self.text, self.face, size, width))
            return [_Set(elide(self.text, self.face, size, width + 0.01), self.face, size)]
        if self.heading:
            size = max(_SMALLEST, min(_HEADING_LARGEST, size * _HEADING))
        return [_Set(text, self.face, size) for text in wrap(self.text, self.face, size, width, most)]

    def is_whole(self, parts: Sequence[_Set]) -> bool:
        """Whether nothing of it is left out and no word is broken."""
        return [word for part in parts for word in part.text.split()] == self.text.split()


@dataclass(frozen=True, slots=True)
class _Set:
    """One line as it is drawn."""

    text: str
    face: Font
    size: float


class _Drawn:
    """One label on a canvas."""

    def __init__(self, canvas: Canvas, pen: Pen, label: ItemLabel, box: Box) -> None:
        self._canvas, self._pen, self._label, self._box = canvas, pen, label, box
        # Where labels touch the edge of the sheet, office printers leave three millimetres blank.
        side, above = 0.05 * box.width, max(1.2 * MM, 0.09 * box.height - 0.8 * MM)
        self._left, self._width = box.left + side, box.width - 2 * side
        self._top, self._bottom = box.top - above, box.top - box.height + above
        self._plain, self._bold = font(), font(bold=True)

    def draw(self, codes: LabelCodes, largest: float) -> None:
        """Bars at the foot, the karekod at the right, text in what is left; no label goes without a code."""
        modules = code128.bars(self._label.number) if codes is not LabelCodes.KAREKOD else ()
        step = code128.module_width(modules, self._box.width - 2 * _EDGE)
        square = karekod(self._label.number) if codes is not LabelCodes.CODE_128 or not step else ()
        side, beside = self._side(square, modules, step)
        right = self._left + self._width - side
        floor = self._bottom
        if step:
            floor = self._bars(modules, step, (self._box.left + right) / 2 if beside else self._middle)
        if side:
            low = self._bottom if beside or not step else floor
            draw_karekod(self._canvas, square, right, low + (self._top - low - side) / 2, side)
        self._text(self._top - floor - (_GAP if step else 0), right - self._left - _GAP, largest, bool(step))

    @property
    def _middle(self) -> float:
        return self._box.left + self._box.width / 2

    def _side(self, square: Modules, modules: tuple[bool, ...], step: float) -> tuple[float, bool]:
        """Side of the karekod with its quiet zone, 0 for none; and whether bars stand beside it, not below."""
        if not square:
            return 0.0, False
        high, widest = self._top - self._bottom, self._width * _CODE_SHARE
        whole = min(high, widest)
        if not step:
            return whole, False
        needed = (len(modules) + 2 * code128.QUIET) * code128.USUAL
        if self._left + self._width - whole - self._box.left >= needed:
            return whole, True
        above = min(high - self._foot, widest)
        fine = above / (len(square) + 2 * QUIET) < _CODE_FINEST
        return (0.0, False) if fine else (above, False)

    @property
    def _bar_height(self) -> float:
        return min((self._top - self._bottom) * _BARS_SHARE, _BARS_HIGHEST)

    @property
    def _number_size(self) -> float:
        return max(_SMALLEST, min(_NUMBER_LARGEST, self._bar_height * _NUMBER_SHARE))

    @property
    def _foot(self) -> float:
        """Height of the bars with the number under them."""
        return self._bar_height + self._number_size

    def _bars(self, modules: tuple[bool, ...], step: float, middle: float) -> float:
        """Bars around a line with their number below; returns their upper edge."""
        size, wide = self._number_size, len(modules) * step
        foot = self._bottom + size
        code128.draw_bars(self._canvas, modules, middle - wide / 2, foot, step, self._bar_height)
        fitted = fit_size(self._label.number, self._plain, size, wide)
        self._pen.centre(middle, self._bottom + size * 0.1, self._label.number, self._plain, fitted)
        return foot + self._bar_height

    def _text(self, room: float, width: float, largest: float, numbered: bool) -> None:
        y = self._top
        for line in _fitted(self._lines(numbered), width, room, largest):
            y -= line.size * _LEADING
            self._pen.write(self._left, y + line.size * (_LEADING - 1), line.text, line.face, line.size)

    def _lines(self, numbered: bool) -> list[_Line]:
        """All texts in order; the number too where it does not stand under the bars."""
        number = self._label.number
        heads = [_Line(literal(text), self._plain, 2, heading=True) for text in self._label.heading]
        (_, first), *rest = self._label.fields
        lines = [*heads, _Line(literal(first), self._bold, needed=True)]
        for place, (_, value) in enumerate(rest):
            lines.append(_Line(literal(value), self._plain, 3, needed=place == 0))
        if not numbered and number != first:
            lines.append(_Line(number, self._plain, needed=True))
        return lines


def _fitted(lines: list[_Line], width: float, room: float, largest: float) -> list[_Set]:
    """The largest type in which all has room.

    Where not even the smallest does, the institution goes and leaves only its unit; then what is not needed goes,
    and what is too long ends in ``…``.
    """
    heads = sum(line.heading for line in lines)
    fewer = lines[1:] if heads > 1 else lines
    for some in (lines, fewer):
        size = largest
        while size >= _SMALLEST:
            parts = [line.set(size, width, line.most) for line in some]
            high = sum(part.size for set_ in parts for part in set_) * _LEADING
            if high <= room and all(line.is_whole(set_) for line, set_ in zip(some, parts, strict=True)):
                return [part for set_ in parts for part in set_]
            size -= 0.5
    return _shortened(fewer, width, max(1, int(room / (_SMALLEST * _LEADING) + 0.01)))


def _shortened(lines: list[_Line], width: float, most: int) -> list[_Set]:
    """At most that many lines in the smallest type; what is needed gets spare lines first."""
    kept = list(lines)
    while len(kept) > most:
        loose = next((place for place, line in enumerate(kept) if not line.needed), len(kept) - 1)
        del kept[loose]
    spare = most - len(kept)
    parts: dict[int, list[_Set]] = {}
    for place in sorted(range(len(kept)), key=lambda place: (not kept[place].needed, kept[place].heading)):
        line = kept[place]
        parts[place] = line.set(_SMALLEST, width, min(line.most, 1 + spare))
        spare -= len(parts[place]) - 1
    return [part for place in range(len(kept)) for part in parts[place]]


# ---------------------------------------------------------------- Excel

_WIDTHS = (16.0, 42.0, 14.0)
_VALUE_LINES = 6
_CODE_POINTS = 66.0
_BARS_WIDTH, _BARS_HEIGHT = 300.0, 34.0
"""Room for the bars in points: the first two columns of a row of three lines."""
_CODES_LINES = 3


def labels_xlsx(
    labels: ItemLabels, path: Path, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> Path:
    """Writes the labels as bordered blocks of cells with their codes as pictures, one below the other.

    Raises:
        BadInput: the file cannot be written; an existing one stays as it was.
        ExportCancelled: the person stopped it; no file is left.
    """
    title = labels.kind.label
    workbook = excel.new_workbook(title, labels.printed_at, size=9)
    sheet = workbook.active
    assert sheet is not None
    sheet.title = excel.sheet_title(title)
    blocks = Blocks(sheet, _WIDTHS)
    with replacing(path) as fresh:
        for label in watched_labels(labels.labels, progress, cancelled):
            _block(blocks, label, labels.codes)
        excel.save(workbook, fresh, labels.printed_at)
    return path


def _block(blocks: Blocks, label: ItemLabel, codes: LabelCodes) -> None:
    """One label, and an empty row behind it."""
    heading = "\n".join(map(literal, label.heading))
    blocks.line(((1, 3, heading, True),), max(1, len(label.heading)))
    first, fields = blocks.row, label.fields
    if label.number not in (value for _, value in fields):
        fields = (*fields, ("Barkod no", label.number))
    for caption, value in fields:
        text = literal(value)
        cells = ((1, 1, caption, True), (2, 2, text, False), (3, 3, "", False))
        blocks.line(cells, excel.lines(text, _WIDTHS[1], _VALUE_LINES))
    at = blocks.row
    blocks.line(((1, 2, "", False), (3, 3, "", False)), _CODES_LINES)
    blocks.merge_down(3, first)
    modules = code128.bars(label.number) if codes is not LabelCodes.KAREKOD else ()
    step = code128.module_width(modules, _BARS_WIDTH)
    if step:
        wide = (len(modules) + 2 * code128.QUIET) * step
        blocks.picture(code128.bars_png(modules), f"A{at}", wide, _BARS_HEIGHT)
    if codes is not LabelCodes.CODE_128 or not step:
        blocks.picture(karekod_png(karekod(label.number)), f"C{first}", _CODE_POINTS, _CODE_POINTS)
    blocks.row += 1
