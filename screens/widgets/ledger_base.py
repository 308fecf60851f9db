"""The seeing half of the ledger: asks for the rows in view, draws them, and keeps a cursor on a record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic

from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from data.core.errors import MasaError
from data.core.pages import Fetch, LedgerQuery, Row
from screens.widgets.ledger_cache import CHUNK
from screens.widgets.ledger_columns import (
    Column,
    PlacedColumn,
    RowT,
    format_layout,
    number_needs,
    parse_layout,
    place,
)
from screens.widgets.ledger_feed import LedgerFeed
from screens.widgets.ledger_paint import GUTTER, LedgerPainter, Look, Mark
from screens.widgets.line_view import LineView
from screens.widgets.tones import TONE_CLASSES, tone_css, tone_styles

HEADER = 1
ANYWHERE = 2**62
"""A cursor position before the answer's length is known; End pressed early lands on the last row."""


@dataclass
class LedgerMessage(Message):
    """What all messages of a ledger carry: the ledger that they come from."""

    ledger: LedgerBase[Any]

    @property
    def control(self) -> LedgerBase[Any]:
        """For ``@on(…, "#id")``."""
        return self.ledger


class LedgerBase(LineView, Generic[RowT]):
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
    LedgerBase {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        background: $surface;
    }
    LedgerBase > .ledger--header { text-style: bold; background: $panel; color: $foreground; }
    LedgerBase > .ledger--pending { color: $foreground 60%; }
    LedgerBase > .ledger--selected { text-style: bold; }
    """ + tone_css("LedgerBase")

    ledger_query: reactive[LedgerQuery] = reactive(LedgerQuery(), init=False, repaint=False)
    """What is asked for; setting it reads anew from the top and keeps the cursor on its record if it is there."""

    @dataclass
    class Highlighted(LedgerMessage, namespace="ledger"):
        """The cursor came to another row, or there is none."""

        row: Row | None

    @dataclass
    class Loaded(LedgerMessage, namespace="ledger"):
        """The store answered, also anew after a write: how many records there are, and their totals in words."""

        total: int
        summary: str

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
        self._needs: dict[str, int] = {}
        self._feed: LedgerFeed[RowT] = LedgerFeed(fetch, self.ledger_query)
        self._painter: LedgerPainter[RowT] | None = None
        self._painted_for = (0, 0)
        self._cursor = 0
        self._keep: tuple[int, int] | None = None
        self._told: RowT | None = None
        self._problem = ""
        self._summary: tuple[int, str] | None = None
        self._asked_again = False
        """Whoever shows more of the records than the rows hears of every new answer."""

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

    # Asking the store

    def on_mount(self) -> None:
        """Ask for the first rows."""
        self._want()

    def watch_ledger_query(self, before: LedgerQuery, after: LedgerQuery) -> None:
        """Start a new answer; the old rows stay on the screen until its first rows come."""
        here = self.current
        self._keep = (here.id, 0) if here is not None else self._keep
        self._feed.start(after)
        self._cursor = 0
        self._want()

    def refresh_rows(self) -> None:
        """Ask again for the rows in view, after a write; the cursor stays on its record."""
        here = self.current
        if here is not None:
            self._keep = (here.id, self._cursor)
        self._feed.start_again()
        self._asked_again = True
        self._want()

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
        self._make_room(window.rows, first_answer)
        self._follow_record(first_answer)
        first, last = self._view()
        self._feed.held.trim()
        if moved or first // CHUNK <= number <= last // CHUNK:
            self.refresh()
        if first_answer or self._asked_again or self._summary != (window.total, window.summary):
            self._asked_again = False
            self._summary = (window.total, window.summary)
            self.post_message(self.Loaded(self, window.total, window.summary))
        self._tell()
        self._want()

    def _make_room(self, rows: Sequence[RowT], first_answer: bool) -> None:
        """Columns grow with the numbers that came; with another answer they start anew."""
        needs = number_needs(self._columns, rows)
        before = {} if first_answer else self._needs
        self._needs = {key: max(cells, before.get(key, 0)) for key, cells in needs.items()}
        if self._painter is not None and self._painter.placed != self._placed():
            self._repaint_all()

    def _placed(self) -> tuple[PlacedColumn[RowT], ...]:
        return place(self._columns, self._choices, max(0, self._painted_for[1] - GUTTER), self._needs)

    def _fail(self, problem: MasaError) -> None:
        self._problem = str(problem)
        self._feed.stop()
        self._settle()
        self.refresh()
        self._tell()

    def _settle(self) -> None:
        """Fit the scroll range and the cursor to the answer's length."""
        self.virtual_size = Size(self.size.width, self.total + HEADER)
        self._cursor = min(self._cursor, max(0, self.total - 1))

    def _follow_record(self, first_answer: bool) -> None:
        if self._keep is not None:
            record, before = self._keep
            now = self._feed.held.position(record)
            if now is not None:
                top = self.scroll_offset.y
                self._keep, self._cursor = None, now
                if first_answer or top == 0:  # Who stands at the top sees what came on top.
                    self.scroll_to(y=0, animate=False, force=True)
                    self._into_view()
                else:
                    self.scroll_to(y=top + now - before, animate=False, force=True)
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

    # Moving

    def move_to(self, index: int) -> None:
        """Put the cursor on a position; before the first rows came it is taken as a wish."""
        bottom = ANYWHERE if self._feed.awaiting else max(0, self.total - 1)
        before, self._cursor = self._cursor, min(max(0, index), bottom)
        self._keep = None
        if self._feed.awaiting:
            return
        if not self._into_view():
            self.refresh_positions(before, before)
            self.refresh_positions(self._cursor, self._cursor)
        self._tell()
        self._want()

    def is_selected(self, row: RowT) -> bool:
        """Whether the row carries the sign of selection."""
        return False

    @property
    def _body(self) -> Size:
        return self.scrollable_content_region.size

    @property
    def _page(self) -> int:
        return max(1, self.size.height - HEADER)

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

    @property
    def _nothing(self) -> str:
        """Why there is no row: nothing was written yet, or nothing suits the filter."""
        filtered = self.ledger_query.text or self.ledger_query.fields
        return "Süzgece uyan kayıt yok. Esc süzgeci temizler." if filtered else self._empty

    # Painting

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lines of the screen; a new width is noticed here, once for all of them."""
        if self._painted_for != (self.size.width, self._body.width):
            self._painter = None
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        painter = self._paint()
        if y < HEADER:
            return painter.header(self.ledger_query)
        if self._problem or (self.total == 0 and not self._feed.awaiting):
            return painter.message(self._problem or self._nothing, y - HEADER, self._page)
        index = self.scroll_offset.y + y - HEADER
        if index >= self.total:
            return painter.pending if self._feed.awaiting and self.total == 0 and index == 0 else painter.blank
        row = self._feed.shown.row(index)
        if row is None:
            return painter.pending
        mark = Mark(index == self._cursor and not self._feed.awaiting, self.is_selected(row), self.has_focus)
        return painter.row(index, row, mark)

    def _paint(self) -> LedgerPainter[RowT]:
        if self._painter is None:
            self._painted_for = (self.size.width, self._body.width)
            look = Look(
                base=self.rich_style,
                header=self.get_component_rich_style("ledger--header"),
                pending=self.get_component_rich_style("ledger--pending"),
                selected=self.get_component_rich_style("ledger--selected"),
                tones=tone_styles(self),
            )
            self._painter = LedgerPainter(self._placed(), self._painted_for[0], look)
        return self._painter

    def _repaint_all(self) -> None:
        self._painter = None
        self.refresh()

    def refresh_positions(self, one: int, other: int) -> None:
        """Repaint the lines from one position to the other, as far as they are in view."""
        top = self.scroll_offset.y - HEADER
        first = max(min(one, other) - top, HEADER)
        last = min(max(one, other) - top, self.size.height - 1)
        if first <= last:
            self.refresh(Region(0, first, self.size.width, last - first + 1))

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
        self.refresh_positions(self._cursor, self._cursor)

    def on_blur(self) -> None:
        """As on focus."""
        self.refresh_positions(self._cursor, self._cursor)
