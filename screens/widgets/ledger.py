"""The ledger: one virtual table for all areas, as fast on a million rows as on ten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Generic

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from data.core.errors import MasaError
from data.core.pages import Fetch, LedgerQuery, Row
from screens.widgets.ledger_cache import CHUNK
from screens.widgets.ledger_columns import Column, PlacedColumn, RowT, format_layout, parse_layout, place
from screens.widgets.ledger_feed import LedgerFeed
from screens.widgets.ledger_paint import GUTTER, LedgerPainter, Look, Mark
from screens.widgets.ledger_selection import SELECTION_LIMIT, Selection
from screens.widgets.ledger_text import tab_separated
from screens.widgets.tones import TONE_CLASSES, tone_css, tone_styles

_HEADER = 1
_ANYWHERE = 2**62
"""A cursor position before the answer's length is known; End pressed early lands on the last row."""


@dataclass
class LedgerMessage(Message):
    """What all messages of a ledger carry: the ledger that they come from."""

    ledger: Ledger[Any]

    @property
    def control(self) -> Ledger[Any]:
        """For ``@on(…, "#id")``."""
        return self.ledger


class Ledger(ScrollView, Generic[RowT]):
    """Rows of a store, read a window at a time through ``fetch``.

    Args:
        columns: All columns, optional ones too.
        fetch: Asks the store; called in a worker thread. A :class:`MasaError` is shown in place of the rows.
        empty: What the area is for and which key starts; shown when there is no record.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "ledger--header",
        "ledger--pending",
        "ledger--selected",
        *TONE_CLASSES,
    }

    DEFAULT_CSS = """
    Ledger {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        background: $surface;
    }
    Ledger > .ledger--header { text-style: bold; background: $panel; color: $foreground; }
    Ledger > .ledger--pending { color: $foreground 60%; }
    Ledger > .ledger--selected { text-style: bold; }
    """ + tone_css("Ledger")

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

    ledger_query: reactive[LedgerQuery] = reactive(LedgerQuery(), init=False, repaint=False)
    """What is asked for; setting it reads anew from the top and keeps the cursor on its record if it is there."""

    @dataclass
    class Highlighted(LedgerMessage):
        """The cursor came to another row, or there is none."""

        row: Row | None

    @dataclass
    class Opened(LedgerMessage):
        """Enter or a double click on a row."""

        row: Row

    @dataclass
    class SelectionChanged(LedgerMessage):
        """More or fewer records are selected."""

        count: int

    @dataclass
    class Loaded(LedgerMessage):
        """The store answered: how many records there are, and their totals in words."""

        total: int
        summary: str

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
        super().__init__(id=id)
        self._columns = tuple(columns)
        self._empty = empty
        self._choices = parse_layout("", self._columns)
        self._feed: LedgerFeed[RowT] = LedgerFeed(fetch, self.ledger_query)
        self._selection: Selection[RowT] = Selection()
        self._painter: LedgerPainter[RowT] | None = None
        self._cursor = 0
        self._keep: tuple[int, int] | None = None
        self._told: RowT | None = None
        self._open_on_arrival = False
        self._problem = ""
        self._summary: tuple[int, str] | None = None

    # What others read

    @property
    def total(self) -> int:
        """Records in the answer that is shown."""
        return self._feed.shown.total

    @property
    def cursor(self) -> int:
        """Position of the cursor, from 0."""
        return self._cursor

    @property
    def current(self) -> RowT | None:
        """The row under the cursor; none while it has not come or the list is empty."""
        return None if self._feed.awaiting else self._feed.held.row(self._cursor)

    @property
    def selected_ids(self) -> frozenset[int]:
        """Keys of the selected records, also of those out of view."""
        return self._selection.ids

    @property
    def shown_columns(self) -> tuple[PlacedColumn[RowT], ...]:
        """Columns on the screen now, from the left."""
        return self._paint().placed

    def get_layout(self) -> str:
        """The person's choice and widths of columns as one line, to be remembered."""
        return format_layout(self._choices)

    def set_layout(self, layout: str) -> None:
        """Show the columns that were remembered; unknown names are passed over."""
        self._choices = parse_layout(layout, self._columns)
        self._repaint_all()

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

    # Asking the store

    def on_mount(self) -> None:
        """Ask for the first rows."""
        self._want()

    def watch_ledger_query(self, before: LedgerQuery, after: LedgerQuery) -> None:
        """Start a new answer; the old rows stay on the screen until its first rows come."""
        here = self.current
        self._keep = (here.id, 0) if here is not None else self._keep
        if replace(before, sort=after.sort, descending=after.descending) != after and self._selection.clear():
            self.post_message(self.SelectionChanged(self, 0))
        self._feed.start(after)
        self._cursor = 0
        self._want()

    def refresh_rows(self) -> None:
        """Ask again for the rows in view, after a write; the cursor stays on its record."""
        here = self.current
        if here is not None:
            self._keep = (here.id, self._cursor)
        self._feed.start_again()
        self._want()

    def sort_by(self, key: str) -> None:
        """Sort by this column, or turn its order around; columns that do not sort are passed over."""
        if not any(column.key == key and column.sortable for column in self._columns):
            return
        same = self.ledger_query.sort == key
        descending = same and not self.ledger_query.descending
        self.ledger_query = replace(self.ledger_query, sort=key, descending=descending)
        self.post_message(self.SortChanged(self, self.ledger_query))

    def _want(self) -> None:
        """Ask for what the view lacks."""
        if not self.is_attached:
            return
        first, last = (0, 0) if self._feed.awaiting else self._view()
        for number in self._feed.next_chunks(first, last):
            self.run_worker(self._bring(number), group="ledger")

    async def _bring(self, number: int) -> None:
        first_answer, total_before = self._feed.awaiting, self.total
        try:
            window = await self._feed.bring(number)
        except MasaError as problem:
            self._fail(problem)
            return
        if window is None:
            return
        self._problem = ""
        moved = first_answer or window.total != total_before
        if moved:
            self._settle()
        self._follow_record(first_answer)
        first, last = self._view()
        self._feed.held.trim(first)
        if moved or first // CHUNK <= number <= last // CHUNK:
            self.refresh()
        if first_answer or self._summary != (window.total, window.summary):
            self._summary = (window.total, window.summary)
            self.post_message(self.Loaded(self, window.total, window.summary))
        self._tell()
        self._want()

    def _fail(self, problem: MasaError) -> None:
        self._problem = str(problem)
        self._feed.stop()
        self._settle()
        self.refresh()
        self._tell()

    def _settle(self) -> None:
        """Fit the scroll range and the cursor to the answer's length."""
        self.virtual_size = Size(self.size.width, self.total + _HEADER)
        self._cursor = min(self._cursor, max(0, self.total - 1))

    def _follow_record(self, first_answer: bool) -> None:
        if self._keep is not None:
            record, before = self._keep
            now = self._feed.held.position(record)
            if now is not None:
                top = self.scroll_offset.y + now - before
                self._keep, self._cursor = None, now
                self.scroll_to(y=0 if first_answer else top, animate=False, force=True)
            elif first_answer or not any(self._feed.held.missing(*self._view())):
                self._keep = None
        if first_answer:
            self._into_view()

    def _tell(self) -> None:
        """Say which row is highlighted, once it is here."""
        here = self.current
        if here is not self._told and (here is not None or self.total == 0):
            self._told = here
            self.post_message(self.Highlighted(self, here))
        if here is not None and self._open_on_arrival:
            self.action_open()

    # Moving

    def move_to(self, index: int, extend: bool = False) -> None:
        """Put the cursor on a position; with ``extend`` the rows on the way are selected."""
        bottom = _ANYWHERE if self._feed.awaiting else max(0, self.total - 1)
        index = min(max(0, index), bottom)
        before, self._cursor = self._cursor, index
        self._keep = None
        self._open_on_arrival = False
        if self._feed.awaiting:
            return
        if extend:
            self._selection.begin(before)
            self._spread()
        else:
            self._selection.end_range()
        if not self._into_view():
            self._refresh_row(before)
            self._refresh_row(index)
        self._tell()
        self._want()

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
        self.move_to(_ANYWHERE, extend)

    def action_open(self) -> None:
        """Open the row under the cursor; if it has not come yet, as soon as it does."""
        here = self.current
        self._open_on_arrival = here is None and (self._feed.awaiting or self.total > 0)
        if here is not None:
            self.post_message(self.Opened(self, here))

    @property
    def _body(self) -> Size:
        return self.scrollable_content_region.size

    @property
    def _page(self) -> int:
        return max(1, self.size.height - _HEADER)

    def _view(self) -> tuple[int, int]:
        first = self.scroll_offset.y
        return first, max(first, min(first + self._page, self.total) - 1)

    def _scroll_rows(self, rows: int) -> bool:
        before = self.scroll_offset.y
        self.scroll_to(y=before + rows, animate=False, force=True)
        return self.scroll_offset.y != before

    def _into_view(self) -> bool:
        """Scroll so that the cursor shows; true if everything is repainted because of it."""
        top = self.scroll_offset.y
        if self._cursor < top:
            return self._scroll_rows(self._cursor - top)
        if self._cursor >= top + self._page:
            return self._scroll_rows(self._cursor - top - self._page + 1)
        return False

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """The view moved, by key, wheel or scroll bar: ask for what it lacks."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value) and not self._feed.awaiting:
            self._want()

    # Selecting

    def action_select_row(self) -> None:
        """Select the row or no longer, and move on."""
        here = self.current
        if here is not None:
            self._selection.toggle(self._cursor, here)
            self._selection_moved()
            self.action_move(1)

    def action_select_all(self) -> None:
        """Select every record of the answer, as far as :data:`SELECTION_LIMIT` allows."""
        if not self._feed.awaiting and self.total:
            self.clear_selection()
            self._selection.begin(0)
            self._spread(self.total - 1)
            self._selection.end_range()

    def clear_selection(self) -> None:
        """Select nothing."""
        if self._selection.clear():
            self._selection_moved()

    def _spread(self, until: int | None = None) -> None:
        start = self._selection.start or 0
        end = self._cursor if until is None else until
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
            self._selection_moved()
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
            self._selection_moved()

    def _selection_moved(self) -> None:
        self.refresh(Region(0, _HEADER, self.size.width, self._page))
        self.post_message(self.SelectionChanged(self, len(self._selection)))

    # Mouse

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor, a double click opens, a click on a title sorts."""
        at = event.get_content_offset(self)
        if at is None:
            return
        if at.y < _HEADER:
            for placed in self.shown_columns:
                if placed.x <= at.x - GUTTER < placed.x + placed.width:
                    self.sort_by(placed.column.key)
            return
        index = self.scroll_offset.y + at.y - _HEADER
        if index < self.total:
            self.move_to(index, extend=event.shift)
            if event.ctrl and (here := self.current) is not None:
                self._selection.toggle(index, here)
                self._selection_moved()
            elif event.chain == 2:
                self.action_open()

    # Painting

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lines of the screen; a new width is noticed here, once for all of them."""
        if self._painter is not None and self._painter.width != self._body.width:
            self._painter = None
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        painter = self._paint()
        if y < _HEADER:
            return painter.header(self.ledger_query)
        if self._problem or (self.total == 0 and not self._feed.awaiting):
            return painter.message(self._problem or self._empty, y - _HEADER, self._page)
        index = self.scroll_offset.y + y - _HEADER
        if index >= self.total:
            return painter.pending if self._feed.awaiting and self.total == 0 and index == 0 else painter.blank
        row = self._feed.shown.row(index)
        if row is None:
            return painter.pending
        mark = Mark(index == self._cursor and not self._feed.awaiting, row.id in self._selection, self.has_focus)
        return painter.row(index, row, mark)

    def _paint(self) -> LedgerPainter[RowT]:
        if self._painter is None:
            width = self._body.width
            look = Look(
                base=self.rich_style,
                header=self.get_component_rich_style("ledger--header"),
                pending=self.get_component_rich_style("ledger--pending"),
                selected=self.get_component_rich_style("ledger--selected"),
                tones=tone_styles(self),
            )
            placed = place(self._columns, self._choices, max(0, width - GUTTER))
            self._painter = LedgerPainter(placed, width, look)
        return self._painter

    def _repaint_all(self) -> None:
        self._painter = None
        self.refresh()

    def _refresh_row(self, index: int) -> None:
        y = index - self.scroll_offset.y + _HEADER
        if _HEADER <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def notify_style_update(self) -> None:
        """The theme changed: every line is drawn anew."""
        super().notify_style_update()
        self._painter = None

    def on_resize(self) -> None:
        """Columns share the new width; the cursor stays in view."""
        self._repaint_all()
        if not self._feed.awaiting:
            self._settle()
            self._into_view()
            self._want()

    def on_focus(self) -> None:
        """The cursor line shows whether keys arrive here."""
        self._refresh_row(self._cursor)

    def on_blur(self) -> None:
        """As on focus."""
        self._refresh_row(self._cursor)
