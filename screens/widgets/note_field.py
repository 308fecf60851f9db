"""The field of several lines."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from data.core.drafts import FieldSpec
from data.core.text import clean_block
from screens.widgets.fields import Field


class _NoteArea(TextArea):
    """Several lines; Enter leaves the field, as it does everywhere in a form."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "done", "Sonraki alan", show=False, priority=True),
        Binding("ctrl+j,alt+enter,shift+enter,ctrl+enter", "break_line", "Yeni satır", show=False),
        Binding("ctrl+a", "select_all", "Tümünü seç", show=False),
    ]

    def action_done(self) -> None:
        field = self.parent.parent if self.parent is not None else None
        if isinstance(field, Field):
            field.post_message(Field.Done(field))

    def action_break_line(self) -> None:
        self.insert("\n")

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self._replace_via_keyboard(clean_block(event.text), *self.selection)


class NoteField(Field):
    """Several lines of text; Ctrl+J breaks the line."""

    DEFAULT_CSS = """
    NoteField TextArea {
        height: auto;
        min-height: 2;
        max-height: 10;
        padding: 0;
        background: $surface;
    }
    NoteField TextArea:focus {
        background: $boost;
    }
    """

    def __init__(self, name: str, spec: FieldSpec) -> None:
        super().__init__(name, spec)
        self._area = _NoteArea(
            soft_wrap=True,
            tab_behavior="focus",
            compact=True,
            highlight_cursor_line=False,
            show_line_numbers=False,
        )

    @property
    def control(self) -> TextArea:
        """The lines."""
        return self._area

    def hint(self, text: str) -> None:
        """Every note says how to break a line."""
        super().hint(" · ".join(part for part in (text, "Yeni satır: Ctrl+J") if part))

    def read(self) -> str | None:
        """The text as typed."""
        return self._area.text if self._area.text.strip() else None

    def show(self, value: object) -> None:
        """The text."""
        text = "" if value is None else clean_block(str(value))
        if text != self._area.text:
            self._area.text = text

    def keep(self) -> str:
        """The text as typed."""
        return self._area.text

    def bring_back(self, kept: str) -> None:
        """The text as it was typed."""
        self.show(kept)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Typing takes an old error away."""
        event.stop()
        self.touched()
