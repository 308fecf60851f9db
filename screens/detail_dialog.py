"""The detail of a row over the ledger, for screens without room beside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from screens.widgets.detail import Detail, as_content
from screens.widgets.dialog import Dialog


class DetailDialog(Dialog[None]):
    """Reads only; Esc goes back."""

    DEFAULT_CSS = """
    DetailDialog .detail--text { height: auto; max-height: 80vh; padding: 0 1; }
    DetailDialog .detail--text > Static { height: auto; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,down", "nothing", "Kaydır", key_display="↑ ↓"),
        Binding("enter,escape", "leave", "Kapat", key_display="Esc"),
    ]

    def __init__(self, detail: Detail) -> None:
        super().__init__(detail.heading)
        self._detail = detail

    def body(self) -> Iterable[Widget]:
        """The lines."""
        yield VerticalScroll(
            Static(as_content(self._detail), markup=False), classes="detail--text", can_focus=True
        )

    def on_mount(self) -> None:
        """Arrows scroll at once."""
        self.query_one(".detail--text").focus()
