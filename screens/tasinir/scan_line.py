"""The line that a scanner types into: never blocked, and cheap enough for a scanner's bursts of keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import RenderResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from data.core.scans import LONGEST
from data.core.text import visible
from screens.widgets.line_input import typeable


class ScanLine(Widget, can_focus=True):
    """One line without a cursor of its own: signs go to its end, Enter hands the line on and empties it.

    Args:
        taken: Gets each line, in its order; must return at once.
    """

    DEFAULT_CSS = """
    ScanLine { height: 1; padding: 0 1; background: $boost; color: $foreground; text-wrap: nowrap; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+u", "clear", "Satırı temizle", show=False)]
    ALLOW_SELECT = False

    def __init__(self, taken: Callable[[str], None]) -> None:
        super().__init__()
        self.value = ""
        self._taken = taken

    def render(self) -> RenderResult:
        """The prompt and what was typed so far."""
        return Content.assemble(
            ("Okutun ya da yazın › ", "bold $text-accent"), visible(self.value), ("▏", "bold $text-accent")
        )

    def take_plain(self, event: events.Key) -> bool:
        """Deals with a key that writes, deletes or hands the line on; whether it was one."""
        if event.key == "enter":
            self._hand_on()
        elif event.key == "backspace":
            self.put(self.value[:-1])
        elif event.is_printable and event.character:
            self.put(self.value + event.character)
        else:
            return False
        return True

    async def _on_key(self, event: events.Key) -> None:
        if self.take_plain(event):
            event.stop()
            event.prevent_default()

    def on_blur(self) -> None:
        """A click beside the line takes the focus; the next scan's digits must not go to the areas' keys."""
        if self.is_attached and self.app.screen is self.screen:
            self.call_after_refresh(self._come_back)

    def _come_back(self) -> None:
        if self.is_attached and self.is_on_screen and self.screen.focused is None:
            self.focus()

    async def _on_paste(self, event: events.Paste) -> None:
        # Some scanners' programs paste: each line that ends is a scan, the last one is only typed.
        event.stop()
        event.prevent_default()
        *lines, last = event.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for line in lines:
            self.put(self.value + typeable(line))
            self._hand_on()
        self.put(self.value + typeable(last))

    def put(self, text: str) -> None:
        """What stands in the line; longer than any label is kept so long only that it can be refused in words."""
        self.value = text[: 2 * LONGEST]
        self.refresh()

    def _hand_on(self) -> None:
        text = self.value
        self.put("")
        if text.strip():
            self._taken(text)

    def action_clear(self) -> None:
        """Ctrl+U."""
        self.put("")
