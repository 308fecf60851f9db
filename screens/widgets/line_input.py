"""One line to type in: takes no control or direction marks, and undoes."""

from __future__ import annotations

import re
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Focus, Paste
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from data.core.text import clean_block

_BREAKS = re.compile(r"[\n\t]+")
_STEPS_KEPT = 200


def typeable(text: str) -> str:
    """Outside text as it may stand in one line: line breaks become blanks, invisible marks go."""
    return _BREAKS.sub(" ", clean_block(text))


class LineInput(Input):
    """Textual's line, one row high, with a memory for undoing."""

    DEFAULT_CSS = """
    LineInput {
        background: $surface;
        width: 1fr;
    }
    LineInput:focus {
        background: $boost;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "undo", "Geri al", show=False),
        Binding("ctrl+y", "redo", "Yinele", show=False),
        Binding("ctrl+a", "select_all", "Tümünü seç", show=False),
    ]

    virtual_size = Reactive(Size(0, 0), layout=False)
    """How wide the text is; a line never grows with it, so a typed letter lays out nothing anew."""

    def __init__(self, *, password: bool = False) -> None:
        super().__init__(password=password, compact=True, validate_on=[])
        self._past: list[str] = []
        self._future: list[str] = []
        self._again = False

    def focus_again(self) -> None:
        """Takes the focus back with the cursor where it was, so that going on typing replaces nothing."""
        self._again = self.screen.focused is not self
        self.focus()

    def _on_focus(self, _event: Focus) -> None:
        # Runs before the base class's handler, which selects all or leaves the cursor alone.
        self.select_on_focus = not self._again
        self._again = False

    def put(self, text: str) -> None:
        """Replaces all that stands in the line; undoing leads back to what the person had typed."""
        if self._past:
            self._past.append(self.value)
        self.value = typeable(text)
        self.cursor_position = len(self.value)

    def replace(self, text: str, start: int, end: int) -> None:
        """Every way of typing and pasting comes through here."""
        before = self.value
        super().replace(typeable(text), start, end)
        if self.value != before:
            self._past = [*self._past[-_STEPS_KEPT:], before]
            self._future.clear()

    def _on_paste(self, event: Paste) -> None:
        # Textual would keep the first line only; a clerk who pastes an address means all of it.
        event.stop()
        event.prevent_default()
        self.replace(event.text.strip("\r\n"), *self.selection)

    def action_undo(self) -> None:
        """Takes back the last change of this line."""
        self._step(self._past, self._future)

    def action_redo(self) -> None:
        """Takes back the last undoing."""
        self._step(self._future, self._past)

    def _step(self, source: list[str], target: list[str]) -> None:
        if source:
            target.append(self.value)
            self.value = source.pop()
            self.cursor_position = len(self.value)
