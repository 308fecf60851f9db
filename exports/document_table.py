"""A table of a paper on a PDF canvas: measured rows, headings and rules page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from data.core.paper import CellKind, Heading, Table
from exports.document_form import (
    LETTER,
    PAD,
    cell_text,
    ems,
    is_middle,
    is_number,
    label_span,
    longest_number,
)
from exports.pdf import Font, Pen, fit_size, font, wrap
from exports.values import literal

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_LARGEST, _SMALLEST = 9.0, 4.0
_LEADING = 1.18
_EDGE = 0.6
"""Room above and below the lines of a cell together, as a share of the type size."""
_LINES, _TITLE_LINES = 24, 4
"""Most lines a text takes in its cell before it ends in ``…``: a row must always fit on a page."""
_PEN_HEIGHT = 20.0
_HEAD_GREY, _SHADE_GREY = 0.93, 0.88
_NARROWEST, _SHORT_TEXT = 0.6, 12
"""What a column of texts keeps where the numbers beside it are long: this share, and at least so many letters."""
_SO_FAR, _CARRIED = "Ara toplam", "Önceki sayfadan devir"

Cells = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """Where a paper's blocks stand: left end and width in points."""

    left: float
    width: float


@dataclass(slots=True)
class _Segment:
    """The part of a table on one page.

    Attributes:
        carried: Its first line is what the pages before came to.
        total: Its last line is a sum.
    """

    top: float
    rules: list[float] = field(default_factory=list)
    carried: bool = False
    total: bool = False


class TableBlock:
    """One table; made once, opened and closed on every page it stands on."""

    def __init__(self, canvas: Canvas, pen: Pen, table: Table, strip: Strip) -> None:
        self._canvas, self._pen = canvas, pen
        self._columns = table.columns
        self._plain, self._bold = font(), font(bold=True)
        self._size = size = min(_LARGEST, max(_SMALLEST, strip.width / max(ems(table.columns), 1)))
        self._pad, self._leading = PAD * size, _LEADING * size
        self._least = _PEN_HEIGHT if table.pen else 0.0
        widths = _widths(table, size, strip.width)
        self._edges = tuple(accumulate(widths, initial=strip.left))
        self._rooms = tuple(width - 2 * self._pad for width in widths)
        self._right = tuple(is_number(column.kind) for column in table.columns)
        self._middle = tuple(is_middle(column.kind) for column in table.columns)
        # A date or a number is one line, shrunk where needed; a day code too.
        self._whole = tuple(a or b for a, b in zip(self._right, self._middle, strict=True))
        self._kinds = tuple(column.kind for column in table.columns)
        total = table.total or ()
        self._span = label_span(total)
        self._sums = {place: 0 for place, value in enumerate(total) if table.subtotals and isinstance(value, int)}
        self._named = next((place for place, value in enumerate(total) if isinstance(value, str) and value), -1)
        self._begun = False
        self._titles = tuple(
            _title(literal(column.title), self._bold, size, room)
            for column, room in zip(table.columns, self._rooms, strict=True)
        )
        self.head_height = max((len(lines) for _, lines in self._titles), default=1) * self._leading + _EDGE * size
        self._segment: _Segment | None = None

    def cells(self, row: Sequence[object]) -> Cells:
        """The row's texts, wrapped to their columns; numbers and day codes stay whole."""
        face, size = self._face(row), self._size
        cells = []
        for value, kind, room, whole in zip(row, self._kinds, self._rooms, self._whole, strict=True):
            text = cell_text(value, kind)
            if kind is CellKind.TEXT or not whole:
                cells.append(wrap(text, face, size, room, _LINES))
            else:
                cells.append((text,))
        return tuple(cells)

    def height(self, cells: Cells) -> float:
        """Of a row with these texts."""
        return max(self._least, max(map(len, cells), default=1) * self._leading + _EDGE * self._size)

    def open(self, y: float) -> float:
        """The headings, with their upper end at ``y``, and what is carried over; gives where the rows begin."""
        self._segment = _Segment(y, [y, y - self.head_height], carried=self._begun)
        for place, (size, lines) in enumerate(self._titles):
            middle = (self._edges[place] + self._edges[place + 1]) / 2
            base = y - (self.head_height - (len(lines) - 1) * self._leading) / 2 - size * 0.35
            for line in lines:
                if self._kinds[place] is CellKind.TEXT:
                    self._pen.write(self._edges[place] + self._pad, base, line, self._bold, size)
                else:
                    self._pen.centre(middle, base, line, self._bold, size)
                base -= self._leading
        y -= self.head_height
        if not self._begun:
            return y
        self._sum_line(self._running(_CARRIED), y)
        return y - self.total_height

    def _face(self, row: Sequence[object]) -> Font:
        return self._bold if isinstance(row, Heading) else self._plain

    def row(self, cells: Cells, row: Sequence[object], y: float) -> None:
        """One row with its texts, its upper end at ``y``; adds to what is summed up page by page."""
        for place in self._sums:
            value = row[place]
            self._sums[place] += value if isinstance(value, int) else 0
        self._begun = bool(self._sums)
        pen, face, size, edges = self._pen, self._face(row), self._size, self._edges
        height = self.height(cells)
        base = y - _EDGE / 2 * size - self._leading * 0.85
        if self._least:
            deep = max(map(len, cells), default=1) * self._leading + _EDGE * size
            base -= (height - deep) / 2
        for place, lines in enumerate(cells):
            if not lines:
                continue
            if self._whole[place]:
                self._single(place, base, lines[0], face)
                continue
            x, at = edges[place] + self._pad, base
            for line in lines:
                pen.write(x, at, line, face, size)
                at -= self._leading
        self._rule(y - height)

    def total(self, total: Sequence[object], y: float) -> None:
        """The totals line: its label ends where the first total begins."""
        self._begun = False
        self._sum_line(total, y)
        if self._segment:
            self._segment.total = True

    def subtotal(self, y: float) -> None:
        """What the total comes to so far, at the end of a page; nothing if all is told already."""
        if self._begun and self._segment and len(self._segment.rules) > 2 + self._segment.carried:
            self._sum_line(self._running(_SO_FAR), y)
            self._segment.total = True

    @property
    def subtotal_height(self) -> float:
        """Room that each page keeps for its subtotal."""
        return self.total_height if self._sums else 0.0

    def _running(self, label: str) -> tuple[object, ...]:
        """The sums so far, with their label where that of the total stands."""
        places = range(len(self._columns))
        return tuple(label if place == self._named else self._sums.get(place, "") for place in places)

    def _sum_line(self, total: Sequence[object], y: float) -> None:
        base = y - _EDGE / 2 * self._size - self._leading * 0.85
        if self._span:
            left, right = self._edges[0] + self._pad, self._edges[self._span] - self._pad
            label = cell_text(total[0], CellKind.TEXT)
            fitted = fit_size(label, self._bold, self._size, right - left)
            if self._span > 1 and self._span < len(total):
                self._pen.right(right, base, label, self._bold, fitted)
            else:
                self._pen.write(left, base, label, self._bold, fitted)
        for place in range(self._span, len(total)):
            text = cell_text(total[place], self._kinds[place])
            if self._whole[place]:
                self._single(place, base, text, self._bold)
            else:
                fitted = fit_size(text, self._bold, self._size, self._rooms[place])
                self._pen.write(self._edges[place] + self._pad, base, text, self._bold, fitted)
        self._rule(y - self.total_height)

    @property
    def total_height(self) -> float:
        """Of the totals line."""
        return self._leading + _EDGE * self._size

    def close(self) -> None:
        """Shading and rules of the part on this page; the texts are laid over them later."""
        part, canvas, edges = self._segment, self._canvas, self._edges
        if part is None:
            return
        self._segment = None
        top, head, bottom = part.top, part.rules[1], part.rules[-1]
        canvas.setFillGray(_HEAD_GREY)
        canvas.rect(edges[0], head, edges[-1] - edges[0], top - head, stroke=0, fill=1)
        canvas.setFillGray(_SHADE_GREY)
        for place, column in enumerate(self._columns):
            if column.shaded:
                canvas.rect(edges[place], bottom, edges[place + 1] - edges[place], top - bottom, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.setStrokeGray(0.35)
        canvas.setLineWidth(0.35)
        lines = [(edges[0], y, edges[-1], y) for y in part.rules]
        inside = part.rules[-2] if part.total else bottom
        for place, x in enumerate(edges):
            if not 0 < place < self._span:
                lines.append((x, top, x, bottom))
                continue
            lines.append((x, part.rules[2] if part.carried else top, x, inside))
            if part.carried:
                lines.append((x, top, x, head))
        canvas.lines(lines)
        canvas.setStrokeGray(0)
        canvas.setLineWidth(0.8)
        canvas.rect(edges[0], bottom, edges[-1] - edges[0], top - bottom, stroke=1, fill=0)

    def _single(self, place: int, base: float, text: str, face: Font) -> None:
        if not text:
            return
        size, room = self._size, self._rooms[place]
        wide = face.width(text, size)
        if self._middle[place]:
            # A day letter may use the room beside it before it is made smaller.
            room += self._pad
        if wide > room:
            size *= room / wide
            wide = room
        if self._right[place]:
            self._pen.write(self._edges[place + 1] - self._pad - wide, base, text, face, size)
        else:
            middle = (self._edges[place] + self._edges[place + 1]) / 2
            self._pen.write(middle - wide / 2, base, text, face, size)

    def _rule(self, y: float) -> None:
        if self._segment:
            self._segment.rules.append(y)


def _widths(table: Table, size: float, room: float) -> list[float]:
    """Width of each column in points: long numbers take from long texts, and texts get what is left over."""
    widths, least, growing = [], [], []
    for place, column in enumerate(table.columns):
        own = (column.width * LETTER + 2 * PAD) * size
        text = column.kind is CellKind.TEXT and not column.shaded
        widths.append(own if text else max(own, _needed(table, place, size)))
        kept = max(column.width * _NARROWEST, min(column.width, _SHORT_TEXT)) if text else column.width
        least.append((kept * LETTER + 2 * PAD) * size if text else widths[-1])
        growing.append(own if text else 0.0)
    spare = room - sum(widths)
    if spare < 0:
        given = min(-spare, sum(widths) - sum(least))
        share = sum(widths) - sum(least) or 1
        widths = [width - given * (width - low) / share for width, low in zip(widths, least, strict=True)]
        return widths if sum(widths) <= room else [width * room / sum(widths) for width in widths]
    if not any(growing):
        growing = widths
    share = sum(growing) or 1
    return [width + spare * part / share for width, part in zip(widths, growing, strict=True)]


def _needed(table: Table, place: int, size: float) -> float:
    """Width at which a column shows its longest number whole, as bold as a total."""
    return font(bold=True).width(longest_number(table, place), size) + 2 * PAD * size + 0.01


def _title(title: str, face: Font, size: float, room: float) -> tuple[float, tuple[str, ...]]:
    """A heading wrapped between its words, in a type in which its longest word stands on one line."""
    longest = max(title.split(), key=lambda word: face.width(word, size), default="")
    fitted = max(fit_size(longest, face, size, room), size * 0.6)
    return fitted, wrap(title, face, fitted, room + 0.01, _TITLE_LINES)
