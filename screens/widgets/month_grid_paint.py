"""Lines of a month grid as they are drawn: names stay, days and totals pass under them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from data.core.text import upper
from screens.widgets.cells import fit
from screens.widgets.month_grid_model import Box, GridCell, GridModel, GridRow, Shade, Spot
from screens.widgets.tones import Tone

HEAD_LINES = 2
CURSOR_SIGN = "▸"
QUESTION_SIGN = "?"
MANUAL_SIGN = "·"

_NARROW, _WIDE = 18, 24
_WIDE_FROM = 100
_LONGEST_NAME = 30
_LONGEST_SUBTITLE = 14
_COUNT = 4
"""Cells for the number of open questions of a person, with a blank after it."""

_KEPT_STRIPS = 500


@dataclass(frozen=True, slots=True)
class Geometry:
    """Where everything stands for one width.

    Attributes:
        frozen: Cells of the names, which do not scroll.
        cell: Cells of a day.
        offsets: Where each day and then each total starts, from the end of the names; the last is the end.
    """

    width: int
    title: int
    subtitle: int
    frozen: int
    cell: int
    offsets: tuple[int, ...]

    @property
    def body(self) -> int:
        """Cells for days and totals."""
        return max(0, self.width - self.frozen)

    def first(self, scroll: int) -> int:
        """The first column that is wholly in view."""
        return bisect_left(self.offsets, scroll)

    def last(self, scroll: int) -> int:
        """One after the last column that is wholly in view; nothing is ever cut."""
        start = self.first(scroll)
        end = start
        while end + 1 < len(self.offsets) and self.offsets[end + 1] - self.offsets[start] <= self.body:
            end += 1
        return end

    def scroll_for(self, column: int, scroll: int) -> int:
        """The scroll position nearest to this one that shows the column whole."""
        if self.offsets[column] < scroll:
            return self.offsets[column]
        needed = self.offsets[column + 1] - self.body
        return scroll if needed <= scroll else self.offsets[bisect_left(self.offsets, needed)]


def measure(model: GridModel, width: int) -> Geometry:
    """Share the width: days and names first, then wider days, longer names and the subtitle if all fits."""
    totals = [
        max([len(title), *(len(row.totals[place]) for row in model.rows)]) + 1
        for place, title in enumerate(model.total_titles)
    ]
    title = _WIDE if width >= _WIDE_FROM else _NARROW
    frozen = 1 + title + _COUNT
    days = len(model.days)
    cell = 4 if frozen + 4 * days + sum(totals) <= width else 3
    spare = max(0, width - frozen - cell * days - sum(totals))
    more = min(spare, _LONGEST_NAME - title)
    longest = max((len(row.subtitle) for row in model.rows), default=0)
    subtitle = min(_LONGEST_SUBTITLE, longest)
    subtitle = subtitle if subtitle and spare - more > subtitle else 0
    offsets = [0]
    for cells in (*([cell] * days), *totals):
        offsets.append(offsets[-1] + cells)
    frozen += more + (subtitle + 1 if subtitle else 0)
    return Geometry(width, title + more, subtitle, frozen, cell, tuple(offsets))


@dataclass(frozen=True, slots=True)
class GridLook:
    """Styles under the present theme."""

    base: Style
    header: Style
    name: Style
    shades: Mapping[Shade, Style]
    tones: Mapping[Tone, Style]


@dataclass(frozen=True, slots=True)
class _Key:
    """What a row's line depends on besides the row itself."""

    first: int
    last: int
    cursor: int | None
    left: int | None
    right: int | None
    pending: str
    focused: bool


class GridPainter:
    """Draws the lines of one grid at one width; ``whole`` also counts the cells under the scroll bar."""

    def __init__(self, model: GridModel, geometry: Geometry, whole: int, look: GridLook) -> None:
        self.geometry = geometry
        self._whole = whole
        self._heads: dict[tuple[int, int], Strip] = {}
        self._model = model
        self._look = look
        self._rows: dict[int, tuple[GridRow, _Key, Strip]] = {}
        self._window = (-1, 0, 0)
        self._styles: dict[tuple[Tone, Shade, bool, bool], Style] = {}
        self.blank = Strip([Segment(" " * whole, look.base)], whole)

    def message(self, text: str) -> Strip:
        """A line that says why there is nothing."""
        return Strip([Segment(fit(f" {text}", self._whole), self._look.base)], self._whole)

    def head(self, line: int, scroll: int) -> Strip:
        """Line 0: days of the month with their signs; line 1: days of the week and titles of the totals."""
        key = (line, self._columns(scroll)[0])
        if key not in self._heads:
            self._heads[key] = self._draw_head(line, scroll)
        return self._heads[key]

    def _draw_head(self, line: int, scroll: int) -> Strip:
        geometry, model = self.geometry, self._model
        corner = ("Personel", "kapalı, yazılmaz" if model.read_only else "")[line]
        segments = [Segment(fit(f" {corner}", geometry.frozen), self._look.header)]
        for column in range(*self._columns(scroll)):
            cells = geometry.offsets[column + 1] - geometry.offsets[column]
            if column < len(model.days):
                day = model.days[column]
                text = fit(day.head + day.shade.sign if line == 0 else day.sub, cells)
            else:
                text = fit(model.total_titles[column - len(model.days)] if line else "", cells, "right")
            segments.append(Segment(text, self._look.header))
        return Strip(segments).simplify().adjust_cell_length(self._whole, self._look.header)

    def row(self, place: int, scroll: int, pending: str, focused: bool) -> Strip:
        """A person's line."""
        model = self._model
        row, box, cursor = model.rows[place], model.box, model.cursor
        first, last = self._columns(scroll)
        inside = box.top <= place <= box.bottom
        here = cursor.column if cursor.row == place else None
        key = _Key(
            first,
            last,
            here,
            box.left if inside else None,
            box.right if inside else None,
            pending if here is not None else "",
            focused and inside,
        )
        kept = self._rows.get(place)
        if kept is not None and kept[0] is row and kept[1] == key:
            return kept[2]
        if len(self._rows) >= _KEPT_STRIPS:
            self._rows.clear()
        strip = self._draw(place, row, key, box)
        self._rows[place] = (row, key, strip)
        return strip

    def _columns(self, scroll: int) -> tuple[int, int]:
        if self._window[0] != scroll:
            self._window = (scroll, self.geometry.first(scroll), self.geometry.last(scroll))
        return self._window[1:]

    def _draw(self, place: int, row: GridRow, key: _Key, box: Box) -> Strip:
        geometry = self.geometry
        segments = [Segment(self._name(row, key), self._look.name if key.cursor is not None else self._look.base)]
        days = len(self._model.days)
        for column in range(key.first, min(key.last, days)):
            spot = Spot(place, column)
            text, style = self._cell(row.cells[column], self._model.days[column].shade)
            if spot in box:
                active = column == key.cursor
                if active and key.pending:
                    text = fit(upper(key.pending) + "_", geometry.cell)
                style += self._mark(active, box.top == box.bottom and box.left == box.right, key.focused)
            segments.append(Segment(text, style))
        for column in range(max(key.first, days), key.last):
            cells = geometry.offsets[column + 1] - geometry.offsets[column]
            segments.append(Segment(fit(row.totals[column - days], cells, "right"), self._look.base))
        return Strip(segments).simplify().adjust_cell_length(self._whole, self._look.base)

    def _name(self, row: GridRow, key: _Key) -> str:
        geometry = self.geometry
        sign = CURSOR_SIGN if key.cursor is not None else " "
        subtitle = f" {fit(row.subtitle, geometry.subtitle)}" if geometry.subtitle else ""
        questions = f"{QUESTION_SIGN}{row.questions}" if row.questions else ""
        return sign + fit(row.title, geometry.title) + subtitle + fit(questions, _COUNT - 1, "right") + " "

    def _cell(self, cell: GridCell, shade: Shade) -> tuple[str, Style]:
        sign = QUESTION_SIGN if cell.question else MANUAL_SIGN if cell.manual else ""
        signed = len(cell.letter) < self.geometry.cell
        text = fit(cell.letter + sign if signed else cell.letter, self.geometry.cell)
        key = (cell.tone, shade, cell.question and not signed, cell.manual)
        style = self._styles.get(key)
        if style is None:
            # A code that fills its cell leaves no room for the sign; inverse video says it without colour.
            style = self._look.base + self._look.shades[shade] + self._look.tones[cell.tone]
            style += Style(underline=cell.manual or None, reverse=key[2] or None)
            self._styles[key] = style
        return text, style

    @staticmethod
    def _mark(active: bool, single: bool, focused: bool) -> Style:
        """A single cell and a range are inverse; inside a range the cell that is typed into is not."""
        if active and not single:
            return Style(bold=True, underline=True, reverse=False)
        if active and not focused:
            return Style(bold=True, underline=True)
        return Style(reverse=True, bold=active or None)
