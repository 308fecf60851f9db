"""The frame that every dialog has: a box in the middle, a title, a body, its keys in the bottom line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from screens.widgets.item_list import ItemList
from screens.widgets.key_line import KeyLine
from screens.widgets.literal import literal

AnswerT = TypeVar("AnswerT")

_TALLEST = 24
"""Most rows of a list; on a high screen a dialog stays a dialog."""


class Dialog(ModalScreen[AnswerT]):
    """A question or a message over the desk; Esc answers with ``None``."""

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        background: $background 60%;
    }
    Dialog > .dialog--box {
        width: 76;
        max-width: 100%;
        height: auto;
        max-height: 100%;
        background: $surface;
        border: round $border;
        border-title-color: $text-accent;
        border-title-style: bold;
    }
    Dialog .dialog--text {
        height: auto;
        padding: 0 1;
        scrollbar-size-vertical: 1;
    }
    Dialog .dialog--label {
        padding: 1 1 0 1;
    }
    Dialog .dialog--text > Static {
        height: auto;
        width: 100%;
    }
    Dialog .dialog--error {
        height: auto;
        width: 100%;
        padding: 0 1;
        color: $text-error;
        display: none;
    }
    Dialog .dialog--error.-filled {
        display: block;
    }
    Dialog LineInput {
        margin: 0 1;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Vazgeç", key_display="Esc", id="dialog.leave"),
        Binding("up,ctrl+up", "scroll_text(-1)", "Metni kaydır", show=False),
        Binding("down,ctrl+down", "scroll_text(1)", "Metni kaydır", show=False),
        Binding("pageup", "scroll_text(-8)", "Metni kaydır", show=False),
        Binding("pagedown", "scroll_text(8)", "Metni kaydır", show=False),
    ]
    AUTO_FOCUS = None

    def __init__(self, title: str) -> None:
        super().__init__()
        self.heading = literal(" ".join(title.split()))
        self._error = Static("", classes="dialog--error", markup=False)

    def compose(self) -> ComposeResult:
        """The box; what stands in it comes from :meth:`body`."""
        with Vertical(classes="dialog--box") as box:
            yield from self.body()
            yield self._error
            yield KeyLine()
        box.border_title = self.heading

    def body(self) -> Iterable[Widget]:
        """What the dialog shows between its title and its keys."""
        return ()

    def complain(self, message: str) -> None:
        """Shows what is wrong above the keys; an empty message takes it away."""
        if not message and not self._error.has_class("-filled"):
            return  # as on nearly every key: nothing to lay out anew
        self._error.update(literal(f"! {message}" if message else ""))
        self._error.set_class(bool(message), "-filled")
        self.call_after_refresh(self._fit)

    def on_resize(self) -> None:
        """Fits text and list into the new size."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """Text and list scroll, so that what is wrong and the keys always stay in view."""
        box = next(iter(self.query(".dialog--box")), None)
        if box is None:
            return  # closed in the meantime
        text = next(iter(self.query(TextBlock)), None)
        listed = next(iter(self.query(DialogList)), None)
        others = [part for part in box.children if part.display and part not in (text, listed)]
        room = self.size.height - 2 - sum(part.outer_size.height + part.styles.margin.height for part in others)
        if text is not None:
            most = room if listed is None else room // 3
            text.styles.max_height = max(most, 1)
            room -= min(text.virtual_size.height, most)
        if listed is not None:
            listed.styles.max_height = max(min(room - listed.styles.margin.height, _TALLEST), 1)

    def action_scroll_text(self, rows: int) -> None:
        """Scrolls a long text; plain arrows do it where no list takes them, with Ctrl they always do."""
        for text in self.query(TextBlock):
            text.scroll_relative(y=rows, animate=False, force=True)

    def action_nothing(self) -> None:
        """For keys that the part in hand answers itself; they are bound only to stand in the key line."""

    def action_leave(self) -> None:
        """Esc."""
        self.dismiss(None)


class TextBlock(VerticalScroll, can_focus=False):
    """Outside text in a dialog; scrolls when it is long."""

    def __init__(self, text: str) -> None:
        super().__init__(Static(literal(text), markup=False), classes="dialog--text")


class DialogList(ItemList):
    """The list of a dialog; as high as there is room for."""

    DEFAULT_CSS = """
    DialogList {
        margin-top: 1;
    }
    """
