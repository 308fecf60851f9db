"""A list that opens under a field, over what lies below, while the field keeps the focus."""

from __future__ import annotations

from collections.abc import Sequence

from screens.widgets.item_list import Item, ItemList


class DropList(ItemList, can_focus=False):
    """Closed at first; the field drives it with the arrows."""

    DEFAULT_CSS = """
    DropList {
        display: none;
        overlay: screen;
        constrain: inside inflect;
        margin-left: 24;
        width: 1fr;
        min-height: 1;
        max-height: 8;
        background: $panel;
    }
    """

    def __init__(self, items: Sequence[Item] = (), *, empty: str = "") -> None:
        super().__init__(items, empty=empty)
        self.opened = False

    def open(self, cursor: int = 0) -> None:
        """Shows the list with the cursor on the given entry."""
        self.opened = True
        self.display = True
        self.set_items(self.items, cursor=max(cursor, 0))

    def close(self) -> bool:
        """Hides the list; whether it was open."""
        was_open = self.opened
        self.opened = False
        self.display = False
        return was_open
