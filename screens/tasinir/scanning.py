"""Items are gathered by their numbers: a scanner types each and presses Enter, a person may do the same."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from data.core.errors import MasaError
from data.core.money import format_int
from data.core.text import clean_line
from data.tasinir import item_scan
from data.tasinir.item_views import ItemRow
from data.tasinir.rules.values import ItemState
from screens.ledger_view import LedgerView
from screens.tasinir.handing import Chosen
from screens.widgets.dialog import Dialog, DialogList
from screens.widgets.item_list import Item
from screens.widgets.line_input import LineInput


async def scan_items(view: LedgerView[Any], title: str) -> Chosen | None:
    """Asks for items by their numbers until Ctrl+S; ``None`` after Esc."""

    async def find(typed: str) -> ItemRow:
        return await view.desk.look(lambda look: item_scan.item_by_number(look, typed))

    rows = await view.app.push_screen_wait(ScanDialog(title, find))
    if not rows:
        return None
    inside = sum(row.state is ItemState.AMBARDA for row in rows)
    return Chosen(tuple(row.seen for row in rows), inside)


class ScanDialog(Dialog[tuple[ItemRow, ...] | None]):
    """Gathers items; the last one stands on top, what cannot be taken is said at once.

    Args:
        find: The item with a number.

    Answers with the items in the order in which they came, or ``None`` after Esc.
    """

    DEFAULT_CSS = """
    ScanDialog .scan--last { height: 1; padding: 0 1; color: $text-success; }
    ScanDialog DialogList { height: 12; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "nothing", "Ekle", key_display="Enter"),
        Binding("ctrl+z", "undo", "Sonuncuyu çıkar", key_display="Ctrl+Z", priority=True),
        Binding("ctrl+s", "finish", "Bitir", key_display="Ctrl+S"),
    ]

    def __init__(self, title: str, find: Callable[[str], Awaitable[ItemRow]]) -> None:
        super().__init__(title)
        self._find = find
        self._rows: list[ItemRow] = []
        self._leaving = False
        self._in_turn = asyncio.Lock()
        self._line = LineInput()
        self._last = Static("", classes="scan--last", markup=False)
        self._list = DialogList(empty="Henüz taşınır okutulmadı")

    def body(self) -> Iterable[Widget]:
        """The line for the number, what was read last, and all that was gathered."""
        yield Static("Barkod, sicil ya da seri no:", classes="dialog--label", markup=False)
        yield self._line
        yield self._last
        yield self._list

    def on_mount(self) -> None:
        """The line is ready for the scanner."""
        self._line.focus()

    def on_input_changed(self, event: LineInput.Changed) -> None:
        """The line is only read at Enter."""
        event.stop()

    def on_input_submitted(self, event: LineInput.Submitted) -> None:
        """Enter: the line is free for the next number at once, numbers are looked up in their order."""
        event.stop()
        typed = clean_line(event.value)
        self._line.value, self._leaving = "", False
        if typed:
            self.run_worker(self._take(typed))

    async def _take(self, typed: str) -> None:
        async with self._in_turn:
            try:
                row = await self._find(typed)
            except MasaError as problem:
                self.complain(str(problem))
                return
            fault = self._fault(row)
            self.complain(fault)
            if not fault:
                self._rows.append(row)
                self._show()

    def _fault(self, row: ItemRow) -> str:
        if any(one.id == row.id for one in self._rows):
            return f"{row.sicil_no} zaten listede."
        if row.state is ItemState.DUSTU:
            return f"{row.sicil_no} kayıttan düşmüş."
        first = self._rows[0] if self._rows else row
        if (first.state is ItemState.AMBARDA) != (row.state is ItemState.AMBARDA):
            other = "ambarda" if first.state is ItemState.AMBARDA else "dışarıda"
            return f"{row.sicil_no}: {row.where}. Öncekiler {other}; ayrı teslim edin."
        return ""

    def _show(self) -> None:
        self._last.update(
            f"✓ {self._rows[-1].sicil_no} · {format_int(len(self._rows))} taşınır" if self._rows else ""
        )
        items = [Item(f"{row.sicil_no} {row.name}", row.where, fixed=True) for row in reversed(self._rows)]
        self._list.set_items(items)

    def action_undo(self) -> None:
        """Takes the last one off the list."""
        if self._rows:
            self._rows.pop()
            self.complain("")
            self._show()

    def action_leave(self) -> None:
        """Esc: at once while nothing is gathered, else when it is pressed again."""
        if self._rows and not self._leaving:
            self._leaving = True
            self.complain(f"{format_int(len(self._rows))} taşınır okutuldu. Vazgeçmek için Esc'e yeniden basın.")
            return
        super().action_leave()

    async def action_finish(self) -> None:
        """Answers once every number that was read is looked up."""
        async with self._in_turn:
            if self._rows:
                self.dismiss(tuple(self._rows))
            else:
                self.complain("Henüz taşınır okutulmadı.")
