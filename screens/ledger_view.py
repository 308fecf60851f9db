"""A view that is a ledger: filter line, tabs of saved views, rows, and a detail pane where there is room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar, Generic, TypeVar

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from data.core.errors import MasaError
from data.core.money import format_int
from data.core.pages import Anchor, LedgerQuery, Row, Window
from data.core.store import Look
from data.core.text import clean_line, visible
from screens.actions import keys, quiet_keys
from screens.frame import Frame
from screens.listing import export_ledger
from screens.saved_views import SavedViews
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog, ConfirmDialog, ReasonDialog
from screens.widgets.detail import Detail, DetailPane
from screens.widgets.ledger import Ledger
from screens.widgets.ledger_columns import Column
from screens.widgets.line_input import LineInput

RowT = TypeVar("RowT", bound=Row)

_ROOM_FOR_DETAIL = 120
_REST = 0.1
"""Seconds that the cursor must rest on a row before its detail is read: a held arrow key stays fast."""
_SAVED = "view."
_OWN = "kendi:"


class FilterLine(LineInput):
    """The filter of a ledger; Enter and the arrows go back to the rows, Esc empties it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,down", "to_rows", "Listeye dön", key_display="Enter"),
        Binding("escape", "clear", "Süzgeci temizle", key_display="Esc"),
    ]

    def action_clear(self) -> None:
        """Empties the line and goes back to the rows."""
        self.value = ""
        self.action_to_rows()

    def action_to_rows(self) -> None:
        """Back to the rows."""
        self.screen.query_one(f"#{self.id}-rows", Ledger).focus()


def _fitting(widths: Sequence[int], place: int, room: int) -> tuple[int, int]:
    """Which tabs stand whole side by side, the one at ``place`` among them: from the first on while it fits."""

    def taken(first: int, last: int) -> int:
        marks = 2 * (first > 0) + 2 * (last < len(widths))
        return sum(widths[first:last]) + last - first - 1 + marks

    first, last = 0, place + 1
    while first < place and taken(first, last) > room:
        first += 1
    while last < len(widths) and taken(first, last + 1) <= room:
        last += 1
    return first, last


class LedgerView(View, Generic[RowT]):
    """Base of all ledger views.

    Subclasses say ``KEY`` (for what is remembered), ``COLUMNS``, ``VIEWS`` (key, title), ``EMPTY``, ``HELP`` and
    implement :meth:`fetch`; what a row's detail is, and what the actions do, is theirs too.
    """

    KEY: ClassVar[str]
    COLUMNS: ClassVar[Sequence[Column[Any]]]
    VIEWS: ClassVar[tuple[tuple[str, str], ...]] = (("", "Tümü"),)
    EMPTY: ClassVar[str] = "Bu listede kayıt yok."
    FILTER_FIELDS: ClassVar[tuple[tuple[str, str], ...]] = ()
    """(field, label) that F3 offers."""

    DEFAULT_CSS = """
    LedgerView { layout: vertical; }
    LedgerView > .ledger-view--top { height: 1; background: $surface; }
    LedgerView .ledger-view--filter { width: 3fr; min-width: 20; }
    LedgerView .ledger-view--tabs { width: 5fr; height: 1; text-wrap: nowrap; padding: 0 1; }
    LedgerView > .ledger-view--rows { height: 1fr; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("filter", "next_tab", "sort", "export"),
        *quiet_keys("filter_fields", "columns", "save_view", "copy", "refresh"),
        *quiet_keys("leave"),
    ]

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._filter = FilterLine()
        self._filter.id = f"filter-{self.KEY}"
        self._filter.placeholder = "/ ile ara…"
        self._tabs = Static("", classes="ledger-view--tabs", markup=False)
        self._rows: Ledger[RowT] = Ledger(
            self.COLUMNS, self._fetch, id=f"filter-{self.KEY}-rows", empty=self.EMPTY
        )
        self._detail = DetailPane()
        self._summary = ""
        self._selected = 0
        self._said = ""
        self._said_at: int | None = None
        self._reread = False
        self._saved = SavedViews()
        self._open_tab = self.VIEWS[0][0]
        self._resting: Timer | None = None

    def compose(self) -> ComposeResult:
        """Filter and tabs in one line, then rows and detail."""
        with Horizontal(classes="ledger-view--top"):
            self._filter.add_class("ledger-view--filter")
            yield self._filter
            yield self._tabs
        with Horizontal(classes="ledger-view--rows"):
            with Vertical():
                yield self._rows
            yield self._detail

    def on_mount(self) -> None:
        """Brings back what this user chose here."""
        self._rows.set_layout(self.desk.setting(f"{_SAVED}{self.KEY}.columns"))
        self._rows.ledger_query = LedgerQuery(view=self.VIEWS[0][0])
        self._saved = SavedViews.from_text(self.desk.setting(f"{_SAVED}{self.KEY}.saved"))
        self._draw_tabs()

    def on_resize(self) -> None:
        """The detail pane needs room; the tabs are drawn into theirs."""
        self._detail.display = self.app.size.width >= _ROOM_FOR_DETAIL
        self.call_after_refresh(self._draw_tabs)

    def start(self) -> None:
        """The rows have the focus, and the status line tells of them again."""
        self._rows.focus()
        self._said = ""
        if self.current is not None:
            self._tell()

    def reload(self) -> None:
        """Reads the rows in view again; what was said stays, also when its record left the list by it."""
        self._reread = True
        self._rows.refresh_rows()

    # ------------------------------------------------------------ what subclasses say

    def fetch(self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None) -> Window[RowT]:
        """The rows of a window; runs in a worker thread."""
        raise NotImplementedError

    def detail(self, look: Look, row: RowT) -> Detail | None:
        """What the detail pane says of a row; runs in a worker thread."""
        return None

    async def opened(self, row: RowT) -> None:
        """Enter on a row; without a screen of its own the detail is shown over the ledger."""
        from screens.detail_dialog import DetailDialog

        found = await self.ask(lambda look: self.detail(look, row))
        if found is not None:
            await self.app.push_screen_wait(DetailDialog(found))

    # ------------------------------------------------------------ rows

    @property
    def current(self) -> RowT | None:
        """The row under the cursor."""
        return self._rows.current

    @property
    def rows(self) -> Ledger[RowT]:
        """The ledger widget."""
        return self._rows

    def _fetch(self, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None) -> Window[RowT]:
        return self.desk.look_here(lambda look: self.fetch(look, query, start, limit, anchor))

    @on(Ledger.Highlighted)
    def _highlighted(self, event: Ledger.Highlighted) -> None:
        event.stop()
        if self._said and self.current is not None:
            self._tell()
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(_REST, self._show_detail)

    @work(exclusive=True, group="detail")
    async def _show_detail(self) -> None:
        row = self.current
        if row is None or not self._detail.display:
            self._detail.show(None)
            return
        try:
            found = await self.desk.look(lambda look: self.detail(look, row))
        except MasaError as problem:
            # Another desk may have taken the record away while the cursor rested on it.
            found = Detail("Gösterilemiyor", (("Neden", str(problem)),))
        self._detail.show(found)

    @on(Ledger.Opened)
    def _open(self, event: Ledger.Opened) -> None:
        event.stop()
        self._open_row()

    @work(exclusive=True, group="open")
    async def _open_row(self) -> None:
        if (row := self.current) is not None:
            await self.opened(row)

    @on(Ledger.Loaded)
    def _loaded(self, event: Ledger.Loaded) -> None:
        event.stop()
        self._summary = event.summary
        if self._reread:
            self._reread, self._said_at = False, None
        self._tell()

    @on(Ledger.SelectionChanged)
    def _selection(self, event: Ledger.SelectionChanged) -> None:
        event.stop()
        self._selected = event.count
        self._tell()

    @on(Ledger.SortChanged)
    def _sorted(self, event: Ledger.SortChanged) -> None:
        event.stop()

    def say(self, words: str) -> None:
        """One quiet line; it stays beside the count until the cursor goes to another record."""
        self._said = words
        self._said_at = self.current.id if self.current is not None else None
        super().say(words)

    def _tell(self) -> None:
        if self.current is not None:
            if self._said_at not in (None, self.current.id):
                self._said = ""
            self._said_at = self.current.id
        words = [self._said] if self._said else []
        words.append(f"{format_int(self._rows.total)} kayıt")
        if self._selected:
            words.append(f"{format_int(self._selected)} seçili")
        if self._summary:
            words.append(self._summary)
        super().say(" · ".join(words))

    # ------------------------------------------------------------ filter, tabs, sorting, columns

    def _tab_titles(self) -> tuple[tuple[str, str], ...]:
        return self.VIEWS + tuple((f"{_OWN}{name}", name) for name in self._saved.names)

    def _draw_tabs(self) -> None:
        """The views side by side; where there is no room for all, ‹ and › stand for those that make way."""
        titles = [(key, f" {visible(title)} ") for key, title in self._tab_titles()]
        place = next((place for place, (key, _) in enumerate(titles) if key == self._open_tab), 0)
        room = self._tabs.size.width
        first, last = (
            _fitting([cell_len(title) for _, title in titles], place, room) if room > 0 else (0, len(titles))
        )
        parts = [
            Content.styled(title, "reverse" if key == self._open_tab else "$text-muted")
            for key, title in titles[first:last]
        ]
        before, after = [Content("‹")] if first else [], [Content("›")] if last < len(titles) else []
        self._tabs.update(Content(" ").join([*before, *parts, *after]))

    @on(LineInput.Changed)
    def _typed(self, event: LineInput.Changed) -> None:
        event.stop()
        self._said = ""
        self._rows.ledger_query = replace(self._rows.ledger_query, text=event.value)

    def action_filter(self) -> None:
        """Into the filter line."""
        self._filter.focus()

    def check_action(self, action: str, parameters: tuple[Any, ...]) -> bool | None:
        """Keys that can do nothing in this list are not offered."""
        if action == "sort":
            return any(column.sortable for column in self.COLUMNS)
        return len(self._tab_titles()) > 1 if action == "next_tab" else True

    def action_next_tab(self) -> None:
        """The next saved view."""
        order = [key for key, _ in self._tab_titles()]
        place = order.index(self._open_tab) if self._open_tab in order else -1
        self.show_tab(order[(place + 1) % len(order)])

    def show_tab(self, key: str) -> None:
        """Shows one of the views: built in, or saved by this user with its filter and sorting."""
        self._open_tab = key
        if key.startswith(_OWN):
            query = self._saved.query(key.removeprefix(_OWN))
            with self._filter.prevent(LineInput.Changed):
                self._filter.value = query.text
            self._rows.ledger_query = query
        else:
            self._rows.ledger_query = replace(self._rows.ledger_query, view=key)
        self._draw_tabs()

    @work
    async def action_save_view(self) -> None:
        """W: keeps the present filter and sorting under a name; on a saved view it offers to forget it."""
        open_name = self._open_tab.removeprefix(_OWN) if self._open_tab.startswith(_OWN) else ""
        if open_name:
            answer = await self.app.push_screen_wait(
                ConfirmDialog("Görünüm", open_name, (("kalsin", "Kalsın"), ("sil", "Sil")), "kalsin")
            )
            if answer != "sil":
                return
            self._saved = self._saved.without(open_name)
            self._open_tab = self._rows.ledger_query.view
        else:
            name = await self.app.push_screen_wait(
                ReasonDialog("Görünümü sakla", "Süzgeç ve sıralama saklanır.", 2, label="Görünümün adı")
            )
            if name is None:
                return
            name = clean_line(name)[:20]
            self._saved = self._saved.with_view(name, self._rows.ledger_query)
            self._open_tab = f"{_OWN}{name}"
        await self.desk.remember(f"{_SAVED}{self.KEY}.saved", self._saved.to_text())
        self._draw_tabs()

    @work
    async def action_sort(self) -> None:
        """Asks for a column."""
        options = tuple((column.key, column.title) for column in self.COLUMNS if column.sortable)
        chosen = await self.app.push_screen_wait(ChooseDialog("Sıralama", options))
        if chosen:
            self._rows.sort_by(chosen[0])

    @work
    async def action_columns(self) -> None:
        """Asks which columns to show, and remembers it."""
        from screens.widgets.column_dialog import ColumnDialog

        layout = await self.app.push_screen_wait(ColumnDialog(self.COLUMNS, self._rows.get_layout()))
        if layout is not None:
            self._rows.set_layout(layout)
            await self.desk.remember(f"{_SAVED}{self.KEY}.columns", layout)

    @work
    async def action_filter_fields(self) -> None:
        """Asks for values by field."""
        from screens.widgets.filter_dialog import FilterDialog

        if not self.FILTER_FIELDS:
            self.action_filter()
            return
        present = dict(self._rows.ledger_query.fields)
        chosen = await self.app.push_screen_wait(FilterDialog(self.FILTER_FIELDS, present))
        if chosen is not None:
            self._rows.ledger_query = replace(self._rows.ledger_query, fields=chosen)

    def action_copy(self) -> None:
        """Rows to the clipboard as text, also through a remote terminal."""
        if self.current is None:
            self.say("Kopyalanacak kayıt yok.")
            return
        text = self._rows.visible_text(bool(self._rows.selected_ids))
        self.app.copy_to_clipboard(text)
        self.say("Panoya kopyalandı.")

    def action_refresh(self) -> None:
        """Reads anew, the counts beside the areas too."""
        self.reload()
        self.post_message(View.Changed())

    @work
    async def action_export(self) -> None:
        """What is seen, to a file."""
        await self.export_list()

    async def export_list(self) -> None:
        """The list as it is seen, for ledgers that offer forms besides it."""
        await export_ledger(self, self.frame.view.title() if self.frame.view else self.KEY)

    def action_leave(self) -> None:
        """Esc: first the filter, then the view."""
        if self._filter.value or self._rows.ledger_query.fields:
            with self._filter.prevent(LineInput.Changed):
                self._filter.value = ""
            self._rows.ledger_query = replace(self._rows.ledger_query, text="", fields=())
        else:
            self.frame.go_back()
