"""Fields without free typing: one of a few choices, and a tick."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult, RenderResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from data.core.drafts import FieldSpec
from data.core.text import fold, visible
from screens.widgets.ask_dialogs import LetterJump
from screens.widgets.drop_list import DropList
from screens.widgets.fields import Field
from screens.widgets.item_list import Item, ItemList

EMPTY = "—"


class _Press(Widget, can_focus=True):
    """One focusable line that hands every key to its field and lets no letter through to the screen behind."""

    DEFAULT_CSS = """
    _Press {
        height: 1;
        width: 1fr;
        background: $surface;
    }
    _Press:focus {
        background: $block-cursor-background;
        color: $block-cursor-foreground;
        text-style: $block-cursor-text-style;
    }
    """
    text = reactive("")

    class Pressed(Message):
        """A key or a click (key ``click``)."""

        def __init__(self, key: str, character: str) -> None:
            super().__init__()
            self.key = key
            self.character = character

    def __init__(self, keys: tuple[str, ...]) -> None:
        super().__init__()
        self._keys = keys

    def render(self) -> RenderResult:
        return Content(visible(self.text))

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        if event.is_printable or event.key in self._keys:
            event.stop()
            event.prevent_default()
            self.post_message(self.Pressed(event.key, event.character or ""))

    def on_click(self) -> None:
        self.post_message(self.Pressed("click", ""))


class ChoiceField(Field):
    """One of a few labels: arrows go through them, first letters jump, Space opens the list."""

    def __init__(self, name: str, spec: FieldSpec) -> None:
        super().__init__(name, spec)
        blank = () if spec.required else (("", EMPTY),)
        self._options: tuple[tuple[str, str], ...] = (*blank, *spec.choices)
        self._value = ""
        self._press = _Press(("left", "right", "up", "down", "enter"))
        self._list = DropList([Item(label) for _, label in self._options])
        self._letters = LetterJump([label for _, label in self._options])
        self._write()

    @property
    def control(self) -> Widget:
        """The line with the chosen label."""
        return self._press

    def below(self) -> ComposeResult:
        """The list that opens."""
        yield self._list

    def hint(self, text: str) -> None:
        """Every choice says how to choose."""
        super().hint(
            " · ".join(part for part in (text, "← → değiştirir, ilk harfleri seçer, boşluk listeyi açar") if part)
        )

    def _write(self) -> None:
        label = dict(self._options).get(self._value, EMPTY)
        self._press.text = f"‹ {label} ›"

    def _choose(self, value: str) -> None:
        if value != self._value:
            self._value = value
            self._write()
            self.touched()

    def on__press_pressed(self, event: _Press.Pressed) -> None:
        """A key in the field."""
        event.stop()
        if self._list.opened and event.key in ("up", "down"):
            self._list.action_move(-1 if event.key == "up" else 1)
        elif self._list.opened and event.key in ("enter", "space"):
            self._list.action_take()
        elif event.key in ("left", "right"):
            self._step(-1 if event.key == "left" else 1)
        elif event.key in ("up", "down", "space", "click"):
            self._list.open(self._place())
        elif event.key == "enter":
            self.post_message(self.Done(self))
        else:
            self._jump(event.character)

    def _place(self) -> int:
        keys = [key for key, _ in self._options]
        return keys.index(self._value) if self._value in keys else -1

    def _step(self, step: int) -> None:
        if self._options:
            start = self._place()
            place = (start + step) % len(self._options) if start >= 0 else (0 if step > 0 else -1)
            self._choose(self._options[place][0])
            self._list.close()

    def _jump(self, letter: str) -> None:
        """To the label that starts with what was typed; İ, I, ı and i are one key with or without Caps Lock."""
        place = self._letters.place(letter, self._place())
        if place >= 0:
            self._choose(self._options[place][0])
            self._list.close()

    def on_item_list_taken(self, event: ItemList.Taken) -> None:
        """An entry of the open list."""
        event.stop()
        self._list.close()
        self._choose(self._options[event.index][0])
        self._press.focus()

    def close_list(self) -> bool:
        """Closes the list; whether it was open."""
        return self._list.close()

    def tidy(self) -> None:
        """Leaving closes the list."""
        self._list.close()

    def read(self) -> str | None:
        """The stored value of the chosen label."""
        return self._value or None

    def show(self, value: object) -> None:
        """Chooses; an unknown value shows as empty."""
        self._value = str(value) if value is not None else ""
        self._write()

    def keep(self) -> str:
        """The stored value."""
        return self._value

    def bring_back(self, kept: str) -> None:
        """The stored value, if the choice still exists."""
        self.show(kept if kept in dict(self._options) else None)


class CheckField(Field):
    """A tick that differs by its sign, not only by colour: ``[x] Evet`` and ``[ ] Hayır``."""

    always_filled = True

    def __init__(self, name: str, spec: FieldSpec) -> None:
        super().__init__(name, spec)
        self._on = False
        self._press = _Press(("enter",))
        self._write()

    @property
    def control(self) -> Widget:
        """The line with the tick."""
        return self._press

    def hint(self, text: str) -> None:
        """Every tick says how to set it."""
        super().hint(" · ".join(part for part in (text, "Boşluk değiştirir; E evet, H hayır") if part))

    def _write(self) -> None:
        self._press.text = "[x] Evet" if self._on else "[ ] Hayır"

    def on__press_pressed(self, event: _Press.Pressed) -> None:
        """A key in the field."""
        event.stop()
        if event.key == "enter":
            self.post_message(self.Done(self))
        elif event.key in ("space", "click"):
            self._set(not self._on)
        elif fold(event.character) in ("e", "x", "h"):
            self._set(fold(event.character) != "h")

    def _set(self, on: bool) -> None:
        if on != self._on:
            self._on = on
            self._write()
            self.touched()

    def read(self) -> bool:
        """Whether it is ticked."""
        return self._on

    def show(self, value: object) -> None:
        """Ticked or not; nothing means not."""
        self._on = bool(value)
        self._write()

    def keep(self) -> str:
        """``x`` or nothing."""
        return "x" if self._on else ""

    def bring_back(self, kept: str) -> None:
        """What :meth:`keep` gave."""
        self.show(kept == "x")
