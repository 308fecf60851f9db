"""The bottom line of a form or dialog: its keys, as they are bound at this moment."""

from __future__ import annotations

from typing import ClassVar

from textual.app import RenderResult
from textual.binding import Binding
from textual.content import Content
from textual.dom import DOMNode
from textual.geometry import Size
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

from screens.bound import place_of

_GAP = "  "
"""Between two pairs of a line."""
_WRITES = frozenset({"space", "delete", "backspace"})


class KeyLine(Widget):
    """Shows the keys of the screen itself, Esc last; wraps instead of cutting; each can be clicked.

    Args:
        deep: Show the keys of everything between the focus and the screen too.
    """

    DEFAULT_CSS = """
    KeyLine {
        height: auto;
        width: 100%;
        background: $footer-background;
        color: $footer-foreground;
        padding: 0 1;
        text-wrap: nowrap;
        link-style: none;
        link-style-hover: bold;
    }
    KeyLine > .key-line--key {
        color: $footer-key-foreground;
        text-style: bold;
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-line--key"}
    ALLOW_SELECT = False

    def __init__(self, *, deep: bool = False) -> None:
        super().__init__()
        self._deep = deep

    def on_mount(self) -> None:
        """Follows the screen, whose keys change with what is focused and what is open."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _screen: Screen[object]) -> None:
        lines = max(len(self._lines(self.content_size.width)), 1)
        self.refresh(layout=lines != self.content_size.height)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the pairs need at this width."""
        return max(len(self._lines(width)), 1)

    def render(self) -> RenderResult:
        """Key and meaning, pair by pair."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        """The pairs laid into lines; a pair is never broken between two of them."""
        lines: list[Content] = []
        for pair in self._pairs():
            if lines and lines[-1].cell_length + len(_GAP) + pair.cell_length <= width:
                lines[-1] = Content.assemble(lines[-1], _GAP, pair)
            else:
                lines.append(pair)
        return lines

    def _pairs(self) -> list[Content]:
        key_style = self.get_visual_style("key-line--key")
        bound = [
            (node, key, binding)
            for node, keys in self.screen._binding_chain
            if node is self.screen or (self._deep and node is not self.app)
            for key, binding in keys
        ]
        # Lines and notes alone have a text to select; asking for their classes would load both at every start.
        typing = hasattr(self.screen.focused, "selected_text")
        pairs = []
        seen: set[str] = set()
        for node, key, binding in sorted(bound, key=self._place):
            enabled = node.check_action(binding.action.partition("(")[0], ())
            if not (binding.show and enabled) or binding.action in seen:
                continue
            key_name = self.app.get_key_display(binding)
            if typing and (len(key_name) == 1 or key in _WRITES):
                continue  # in a line it writes or deletes
            seen.add(binding.action)
            pair = Content.assemble((f"{key_name} ", key_style), binding.description)
            pairs.append(pair.stylize(Style.from_meta({"@click": f"press({key!r})"})))
        return pairs

    def _place(self, bound: tuple[DOMNode, str, Binding]) -> tuple[bool, bool, int]:
        """The view's keys, then the screen's, each in the one order of all actions; Esc last."""
        node, key, binding = bound
        return (key == "escape", self._deep and node is self.screen, place_of(binding.action) if self._deep else 0)

    def action_press(self, key: str) -> None:
        """A click on a key of the line does what the key does."""
        self.app.simulate_key(key)
