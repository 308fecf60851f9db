"""Lines of a ledger as they are drawn; each is made once for a row, a width and a theme."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from data.core.pages import LedgerQuery
from screens.widgets.cells import ELLIPSIS, fit
from screens.widgets.ledger_columns import GAP, PlacedColumn, RowT
from screens.widgets.tones import Tone

GUTTER = 3
"""Cells before the first column: cursor sign, selection sign, blank."""

CURSOR_SIGN = "▸"
SELECTED_SIGN = "✓"
ASCENDING = "▲"
DESCENDING = "▼"
TOO_WIDE = "#"
"""Fills the cell of a number that does not fit even in all the room that there is."""

_KEPT_STRIPS = 1000
_GAP = " " * GAP


@dataclass(frozen=True, slots=True)
class Look:
    """Styles under the present theme."""

    base: Style
    header: Style
    pending: Style
    selected: Style
    tones: Mapping[Tone, Style]


@dataclass(frozen=True, slots=True)
class Mark:
    """What is said about a row besides its text: the cursor is on it, it is selected, the ledger has the focus."""

    cursor: bool = False
    selected: bool = False
    focused: bool = False


class LedgerPainter(Generic[RowT]):
    """Draws the lines of one width; a change of width, columns or theme needs a new painter."""

    def __init__(self, placed: Sequence[PlacedColumn[RowT]], width: int, look: Look) -> None:
        self.placed = tuple(placed)
        self.width = width
        self._look = look
        self._rows: dict[int, tuple[RowT, Mark, Strip]] = {}
        self._header: tuple[tuple[str, bool], Strip] | None = None
        self.blank = Strip([Segment(" " * width, look.base)], width)
        self.pending = Strip([Segment(fit(" " * GUTTER + ELLIPSIS, width), look.pending)], width)

    def row(self, index: int, row: RowT, mark: Mark) -> Strip:
        """A row's line."""
        kept = self._rows.get(index)
        if kept is not None and kept[1] == mark and (kept[0] is row or kept[0] == row):
            return kept[2]
        if len(self._rows) >= _KEPT_STRIPS:
            self._rows.clear()
        strip = self._draw(row, mark)
        self._rows[index] = (row, mark, strip)
        return strip

    def header(self, query: LedgerQuery) -> Strip:
        """The line of titles; the sorted column carries a sign."""
        order = (query.sort, query.descending)
        if self._header is None or self._header[0] != order:
            self._header = (order, self._draw_header(query))
        return self._header[1]

    def _draw_header(self, query: LedgerQuery) -> Strip:
        words = [" " * GUTTER]
        for placed in self.placed:
            column, width = placed.column, placed.width
            if column.key == query.sort and width > 1:
                sign = DESCENDING if query.descending else ASCENDING
                title = fit(column.title, min(width - 1, len(column.title)))
                words.append(fit(title + sign, width, column.align))
            else:
                words.append(fit(column.title, width, column.align))
            words.append(_GAP)
        return Strip([Segment(fit("".join(words[:-1]), self.width), self._look.header)], self.width)

    def message(self, text: str, y: int, height: int) -> Strip:
        """Line ``y`` of a text centred in ``height`` lines, wrapped between words."""
        lines = [
            line for part in text.splitlines() for line in textwrap.wrap(part, max(10, self.width - 4)) or [""]
        ]
        at = y - max(0, (height - len(lines)) // 2)
        if not 0 <= at < len(lines):
            return self.blank
        left = max(0, (self.width - len(lines[at])) // 2)
        return Strip([Segment(fit(" " * left + lines[at], self.width), self._look.pending)], self.width)

    def _draw(self, row: RowT, mark: Mark) -> Strip:
        base = self._look.selected if mark.selected else self._look.base
        if mark.cursor:
            base += Style(reverse=True) if mark.focused else Style(bold=True)
        signs = (CURSOR_SIGN if mark.cursor else " ") + (SELECTED_SIGN if mark.selected else " ")
        run, run_style = [signs.ljust(GUTTER)], base
        segments: list[Segment] = []
        for placed in self.placed:
            column = placed.column
            tone = column.tone(row) if column.tone is not None else Tone.NORMAL
            style = base if tone is Tone.NORMAL else base + self._look.tones[tone]
            if style != run_style:
                segments.append(Segment("".join(run), run_style))
                run, run_style = [], style
            text = column.text(row)
            if column.align == "right" and len(text) > placed.width and any(map(str.isdigit, text)):
                text = TOO_WIDE * placed.width  # A number that lost digits would be read as another one.
            run.append(fit(text, placed.width, column.align))
            run.append(_GAP)
        segments.append(Segment("".join(run), run_style))
        return Strip(segments).adjust_cell_length(self.width, base)
