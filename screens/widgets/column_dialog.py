"""Which columns a ledger shows, and how wide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from screens.widgets.dialog import Dialog, DialogList
from screens.widgets.item_list import Item, ItemList
from screens.widgets.ledger_columns import MAX_WIDTH, MIN_WIDTH, Column, format_layout, parse_layout


class ColumnDialog(Dialog[str | None]):
    """Shows and hides columns and changes their widths.

    Args:
        columns: All columns of the ledger.
        layout: The present choice, as the ledger gives it.

    Answers with the new choice for the ledger, or ``None``.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Tamam", key_display="Enter"),
        Binding("space", "switch", "Göster/gizle", key_display="Boşluk"),
        Binding("plus,right", "widen(1)", "Genişlet", key_display="+"),
        Binding("minus,left", "widen(-1)", "Daralt", key_display="-"),
    ]

    def __init__(self, columns: Sequence[Column[Any]], layout: str) -> None:
        super().__init__("Sütunlar")
        self._columns = {column.key: column for column in columns}
        self._choices = list(parse_layout(layout, columns))
        self._list = DialogList(self._items())

    def _items(self) -> list[Item]:
        return [
            Item(
                f"{'[x]' if choice.shown else '[ ]'} {self._columns[choice.key].title}",
                f"{choice.width or self._columns[choice.key].width} karakter",
            )
            for choice in self._choices
        ]

    def body(self) -> Iterable[Widget]:
        """The columns."""
        yield self._list

    def on_mount(self) -> None:
        """Ready for keys."""
        self._list.focus()

    def _redraw(self) -> None:
        self.complain("")
        self._list.set_items(self._items(), cursor=self._list.cursor)

    def action_switch(self) -> None:
        """Space."""
        place = self._list.cursor
        self._choices[place] = replace(self._choices[place], shown=not self._choices[place].shown)
        self._redraw()

    def action_widen(self, cells: int) -> None:
        """Wider or narrower by one cell."""
        place = self._list.cursor
        choice = self._choices[place]
        width = (choice.width or self._columns[choice.key].width) + cells
        self._choices[place] = replace(choice, width=min(max(width, MIN_WIDTH), MAX_WIDTH))
        self._redraw()

    def on_item_list_taken(self, event: ItemList.Taken) -> None:
        """A click shows or hides."""
        event.stop()
        self.action_switch()

    def action_take(self) -> None:
        """Answers; a ledger without columns would show nothing, so one must stay."""
        if any(choice.shown for choice in self._choices):
            self.dismiss(format_layout(self._choices))
        else:
            self.complain("En az bir sütun görünmelidir. Boşluk tuşuyla birini gösterin.")
