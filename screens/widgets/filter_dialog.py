"""Filters a ledger by its fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from data.core.text import clean_line
from screens.widgets.dialog import Dialog
from screens.widgets.line_input import LineInput
from screens.widgets.literal import literal


class FilterDialog(Dialog[tuple[tuple[str, str], ...] | None]):
    """A line for each field; empty lines do not filter.

    Args:
        fields: (field, label) pairs.
        present: What is filtered by now.

    Answers with the (field, value) pairs that are filled, or ``None``.
    """

    DEFAULT_CSS = """
    FilterDialog .filter--fields { height: auto; max-height: 16; }
    FilterDialog .filter--row { height: 1; padding: 0 1; }
    FilterDialog .filter--label { width: 22; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next", "Sonraki", key_display="Enter"),
        Binding("ctrl+s", "take", "Süz", key_display="Ctrl+S", priority=True),
        Binding("up", "app.focus_previous", "Önceki alan", show=False),
        Binding("down", "app.focus_next", "Sonraki alan", show=False),
    ]

    def __init__(self, fields: Sequence[tuple[str, str]], present: Mapping[str, str]) -> None:
        super().__init__("Alanlara göre süz")
        self._lines = {field: (label, LineInput()) for field, label in fields}
        for field, (_, line) in self._lines.items():
            line.value = present.get(field, "")

    def body(self) -> Iterable[Widget]:
        """Label and line, field by field."""
        yield VerticalScroll(
            *(
                Horizontal(
                    Static(literal(label), classes="filter--label", markup=False), line, classes="filter--row"
                )
                for label, line in self._lines.values()
            ),
            classes="filter--fields",
            can_focus=False,
        )

    def on_mount(self) -> None:
        """Into the first line."""
        self.action_next()

    def on_input_submitted(self, event: LineInput.Submitted) -> None:
        """Enter goes to the next line; on the last one it filters."""
        event.stop()
        self.action_next()

    def action_next(self) -> None:
        """The next line, or the answer."""
        lines = [line for _, line in self._lines.values()]
        place = next((at for at, line in enumerate(lines) if line.has_focus), -1) + 1
        if place < len(lines):
            lines[place].focus()
        else:
            self.action_take()

    def action_take(self) -> None:
        """Answers with the lines that say something."""
        typed = ((field, clean_line(line.value)) for field, (_, line) in self._lines.items())
        self.dismiss(tuple((field, value) for field, value in typed if value))
