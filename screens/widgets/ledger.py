"""The ledger: one virtual table for all areas, as fast on a million rows as on ten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from data.core.errors import MasaError
from data.core.pages import Fetch, LedgerQuery, Row
from screens.widgets.ledger_base import ANYWHERE, HEADER, LedgerBase, LedgerMessage
from screens.widgets.ledger_columns import Column, RowT
from screens.widgets.ledger_paint import GUTTER
from screens.widgets.ledger_selection import SELECTION_LIMIT, Selection
from screens.widgets.ledger_text import tab_separated


class Ledger(LedgerBase[RowT]):
    """A list that a person moves through, opens, sorts and selects in, by keys and by mouse.

    Args:
        columns: All columns, optional ones too.
        fetch: Asks the store; called in a worker thread. A :class:`MasaError` is shown in place of the rows.
        empty: What the area is for and which key starts; shown when there is no record.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Önceki kayıt", show=False),
        Binding("down", "move(1)", "Sonraki kayıt", show=False),
        Binding("pageup", "page(-1)", "Önceki sayfa", show=False),
        Binding("pagedown", "page(1)", "Sonraki sayfa", show=False),
        Binding("home,ctrl+home", "first", "İlk kayıt", show=False),
        Binding("end,ctrl+end", "last", "Son kayıt", show=False),
        Binding("shift+up", "move(-1, True)", "Seçimi yukarı genişlet", show=False),
        Binding("shift+down", "move(1, True)", "Seçimi aşağı genişlet", show=False),
        Binding("shift+pageup", "page(-1, True)", "Seçimi bir sayfa yukarı genişlet", show=False),
        Binding("shift+pagedown", "page(1, True)", "Seçimi bir sayfa aşağı genişlet", show=False),
        Binding("shift+home", "first(True)", "Seçimi başa kadar genişlet", show=False),
        Binding("shift+end", "last(True)", "Seçimi sona kadar genişlet", show=False),
        Binding("space", "select_row", "Seç", show=False),
        Binding("ctrl+a", "select_all", "Tümünü seç", show=False),
        Binding("enter", "open", "Aç", show=False),
    ]

    @dataclass
    class Opened(LedgerMessage):
        """Enter or a double click on a row."""

        row: Row

    @dataclass
    class SelectionChanged(LedgerMessage):
        """More or fewer records are selected."""

        count: int

    @dataclass
    class SortChanged(LedgerMessage):
        """The person sorted by another column or turned the order around."""

        query: LedgerQuery

    def __init__(
        self,
        columns: Sequence[Column[RowT]],
        fetch: Fetch[RowT],
        *,
        id: str | None = None,  # noqa: A002  (Textual's own name for it)
        empty: str = "Bu listede kayıt yok.",
    ) -> None:
        super().__init__(columns, fetch, id=id, empty=empty)
        self._selection: Selection[RowT] = Selection()
        self._open_on_arrival = False

    @property
    def selected_ids(self) -> frozenset[int]:
        """Keys of the selected records, also of those out of view."""
        return self._selection.ids

    @property
    def selected_rows(self) -> list[RowT]:
        """The selected records as they stood when they were selected, in their order."""
        return self._selection.rows()

    def visible_text(self, selected: bool) -> str:
        """Shown columns as tab-separated text for the clipboard, with titles when there are several rows.

        Args:
            selected: The selected rows, or the row under the cursor if none is; otherwise the rows in view.
        """
        if selected:
            here = self.current
            rows = self._selection.rows() or ([here] if here is not None else [])
        else:
            first, last = self._view()
            rows = [row for row in map(self._feed.shown.row, range(first, last + 1)) if row is not None]
        return tab_separated([placed.column for placed in self.shown_columns], rows)

    # Moving

    def move_to(self, index: int, extend: bool = False) -> None:
        """Put the cursor on a position; with ``extend`` the rows on the way are selected."""
        before = self._cursor
        self._open_on_arrival = False
        super().move_to(index)
        if extend and not self._feed.awaiting:
            self._selection.begin(before)
            self._spread(self._cursor)
            self.refresh_positions(before, self._cursor)
        elif not extend:
            self._selection.end_range()

    def action_move(self, rows: int, extend: bool = False) -> None:
        """Up or down by rows."""
        self.move_to(self._cursor + rows, extend)

    def action_page(self, pages: int, extend: bool = False) -> None:
        """Up or down by screens."""
        self._scroll_rows(pages * self._page)
        self.move_to(self._cursor + pages * self._page, extend)

    def action_first(self, extend: bool = False) -> None:
        """To the first row."""
        self.move_to(0, extend)

    def action_last(self, extend: bool = False) -> None:
        """To the last row."""
        self.move_to(ANYWHERE, extend)

    def action_open(self) -> None:
        """Open the row under the cursor; if it has not come yet, as soon as it does."""
        here = self.current
        self._open_on_arrival = here is None and (self._feed.awaiting or self.total > 0)
        if here is not None:
            self.post_message(self.Opened(self, here))

    def _tell(self) -> None:
        super()._tell()
        if self._open_on_arrival and self.current is not None:
            self.action_open()

    # Sorting and selecting

    def sort_by(self, key: str) -> None:
        """Sort by this column, or turn its order around; columns that do not sort are passed over."""
        if not any(column.key == key and column.sortable for column in self._columns):
            return
        same = self.ledger_query.sort == key
        descending = same and not self.ledger_query.descending
        self.ledger_query = replace(self.ledger_query, sort=key, descending=descending)
        self.post_message(self.SortChanged(self, self.ledger_query))

    def watch_ledger_query(self, before: LedgerQuery, after: LedgerQuery) -> None:
        """Another filter ends the selection, so that no action reaches records out of sight; sorting keeps it."""
        if replace(before, sort=after.sort, descending=after.descending) != after:
            self.clear_selection()
        super().watch_ledger_query(before, after)

    def is_selected(self, row: RowT) -> bool:
        """Whether the row is among the selected ones."""
        return row.id in self._selection

    def action_select_row(self) -> None:
        """Select the row or no longer, and move on."""
        here = self.current
        if here is not None:
            self._toggle(here)
            self.action_move(1)

    def _toggle(self, row: RowT) -> None:
        self._selection.toggle(self._cursor, row)
        self.refresh_positions(self._cursor, self._cursor)
        self._tell_selection()

    def action_select_all(self) -> None:
        """Select every record of the answer, as far as :data:`SELECTION_LIMIT` allows."""
        if not self._feed.awaiting and self.total:
            self.clear_selection()
            self._selection.begin(0)
            self._spread(self.total - 1)
            self._selection.end_range()
            self.refresh()

    def clear_selection(self) -> None:
        """Select nothing."""
        self.workers.cancel_group(self, "ledger-range")
        if self._selection.clear():
            self.refresh()
            self._tell_selection()

    def _spread(self, end: int) -> None:
        """The open range reaches to this position."""
        start = self._selection.start or 0
        first, last = min(start, end), max(start, end)
        if last - first >= SELECTION_LIMIT:
            first, last = (
                (start, start + SELECTION_LIMIT - 1) if end > start else (start - SELECTION_LIMIT + 1, start)
            )
            self.notify(
                "En çok 10.000 kayıt birlikte seçilebilir; ilk 10.000 kayıt seçildi. Tümü için listeyi süzün.",
                title="Seçim",
                severity="warning",
            )
        held = ((index, self._feed.held.row(index)) for index in range(first, last + 1))
        rows = [(index, row) for index, row in held if row is not None]
        if len(rows) == last - first + 1:
            self._selection.spread(rows)
            self._tell_selection()
        else:
            self.run_worker(self._gather(first, last), group="ledger-range", exclusive=True)

    async def _gather(self, first: int, last: int) -> None:
        """Read a range that is not held, for selecting it."""
        try:
            rows = await self._feed.gather(first, last)
        except MasaError as problem:
            self.notify(str(problem), title="Seçim", severity="error")
            return
        if rows is not None:
            self._selection.spread(rows)
            self.refresh()
            self._tell_selection()

    def _tell_selection(self) -> None:
        self.post_message(self.SelectionChanged(self, len(self._selection)))

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor, a double click opens, a click on a title sorts."""
        at = event.get_content_offset(self)
        if at is None:
            return
        if at.y < HEADER:
            for placed in self.shown_columns:
                if placed.x <= at.x - GUTTER < placed.x + placed.width:
                    self.sort_by(placed.column.key)
            return
        index = self.scroll_offset.y + at.y - HEADER
        if index < self.total:
            self.move_to(index, extend=event.shift)
            if event.ctrl and (here := self.current) is not None:
                self._toggle(here)
            elif event.chain == 2:
                self.action_open()
