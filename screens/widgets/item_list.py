"""A list of lines to choose from or to read; the chosen line carries a sign, not only a colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from screens.widgets.literal import one_line, wrapped

_POINTER = "▸ "
_NO_POINTER = "  "


@dataclass(frozen=True, slots=True)
class Item:
    """One entry. ``note`` stands behind the text in a muted colour; a fixed item can only be read."""

    text: str
    note: str = ""
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    item: int
    text: str
    note: str
    first: bool


class ItemList(ScrollView, can_focus=True):
    """Entries under a cursor. With ``wraps`` long entries take several lines, else they are elided."""

    DEFAULT_CSS = """
    ItemList {
        height: auto;
        max-height: 100%;
        width: 100%;
        background: $surface;
        color: $foreground;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
    }
    ItemList > .item-list--cursor {
        background: $block-cursor-background;
        color: $block-cursor-foreground;
        text-style: $block-cursor-text-style;
    }
    ItemList > .item-list--note {
        color: $text-muted;
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"item-list--cursor", "item-list--note"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Önceki satır", show=False),
        Binding("down", "move(1)", "Sonraki satır", show=False),
        Binding("pageup", "page(-1)", "Önceki sayfa", show=False),
        Binding("pagedown", "page(1)", "Sonraki sayfa", show=False),
        Binding("home", "edge(0)", "Başa", show=False),
        Binding("end", "edge(-1)", "Sona", show=False),
    ]

    @dataclass
    class Taken(Message):
        """An entry was clicked, or its owner took it."""

        items: ItemList
        index: int

        @property
        def control(self) -> ItemList:
            """The list, for handlers that name it by a selector."""
            return self.items

    def __init__(self, items: Sequence[Item] = (), *, wraps: bool = False, empty: str = "") -> None:
        super().__init__()
        self.items: tuple[Item, ...] = tuple(items)
        self.wraps = wraps
        self.empty = empty
        self.cursor = self._next_free(0, 1)
        self._lines: list[_Line] = []

    def set_items(self, items: Sequence[Item], *, cursor: int = 0) -> None:
        """Shows other entries, with the cursor on the given one."""
        self.items = tuple(items)
        self.cursor = self._next_free(cursor, 1)
        self._lay_out()

    def _next_free(self, start: int, step: int) -> int:
        """The first entry from ``start`` on that can be chosen; -1 if there is none."""
        index = start
        while 0 <= index < len(self.items):
            if not self.items[index].fixed:
                return index
            index += step
        return -1

    def on_resize(self) -> None:
        """Breaks the lines anew."""
        self._lay_out()

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width or self.size.width
        if not width:
            return
        self._lines = []
        for index, item in enumerate(self.items or (Item(self.empty, fixed=True),)):
            texts = wrapped(item.text, width - len(_POINTER)) if self.wraps else [item.text]
            for place, text in enumerate(texts):
                self._lines.append(_Line(index, text, item.note if place == 0 else "", place == 0))
        self.virtual_size = Size(width, len(self._lines))
        self.refresh(layout=True)
        self._show_cursor()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as there are lines; the style sheet sets the most."""
        if not self.wraps:
            return max(len(self.items), 1)
        return max(sum(len(wrapped(item.text, width - len(_POINTER))) for item in self.items), 1)

    def render_line(self, y: int) -> Strip:
        """One row of the widget."""
        width = self.scrollable_content_region.width or self.size.width
        place = y + self.scroll_offset.y
        if place >= len(self._lines) or not self.is_attached:  # taken off, and asked for once more
            return Strip.blank(width, self.rich_style)
        line = self._lines[place]
        on_cursor = line.item == self.cursor and bool(self.items)
        style = self.get_component_rich_style("item-list--cursor") if on_cursor else self.rich_style
        pointer = _POINTER if on_cursor and line.first else _NO_POINTER
        room = width - len(_POINTER)
        if not line.note:
            return Strip([Segment(pointer + one_line(line.text, room), style)], width)
        note_room = min(len(line.note), room // 2)
        note_style = style if on_cursor else self.get_component_rich_style("item-list--note")
        text = one_line(line.text, room - note_room - 1)
        return Strip(
            [Segment(f"{pointer}{text} ", style), Segment(one_line(line.note, note_room), note_style)], width
        )

    def _show_cursor(self) -> None:
        rows = [place for place, line in enumerate(self._lines) if line.item == self.cursor]
        if rows:
            self.scroll_to_region(Region(0, rows[0], 1, len(rows)), animate=False, immediate=True, force=True)
        self.refresh()

    def action_move(self, step: int) -> None:
        """One entry up or down; where nothing can be chosen the lines themselves scroll."""
        target = self._next_free(self.cursor + step, step) if self.cursor >= 0 else -1
        if target < 0:
            self.scroll_relative(y=step, animate=False, force=True)
            return
        self.cursor = target
        self._show_cursor()

    def action_page(self, direction: int) -> None:
        """A page up or down."""
        rows = max(self.size.height - 1, 1)
        if self.cursor < 0:
            self.scroll_relative(y=direction * rows, animate=False, force=True)
            return
        wanted = min(max(self.cursor + direction * rows, 0), len(self.items) - 1)
        target = self._next_free(wanted, direction)
        self.cursor = target if target >= 0 else self._next_free(wanted, -direction)
        self._show_cursor()

    def action_edge(self, end: int) -> None:
        """To the first (0) or the last (-1) entry."""
        if self.cursor < 0:
            self.scroll_to(y=len(self._lines) if end else 0, animate=False, force=True)
            return
        self.cursor = self._next_free(len(self.items) - 1, -1) if end else self._next_free(0, 1)
        self._show_cursor()

    def action_take(self) -> None:
        """Answers with the entry under the cursor."""
        if self.cursor >= 0:
            self.post_message(self.Taken(self, self.cursor))

    def on_click(self, event: events.Click) -> None:
        """A click chooses and takes."""
        place = event.y + self.scroll_offset.y
        if 0 <= place < len(self._lines) and self.items and not self.items[self._lines[place].item].fixed:
            self.cursor = self._lines[place].item
            self._show_cursor()
            self.action_take()
