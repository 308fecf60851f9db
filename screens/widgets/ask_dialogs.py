"""Short questions and messages: confirm, give a reason, choose, read a failure."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from data.core.text import clean_line, fold
from screens.widgets.dialog import Dialog, DialogList, TextBlock
from screens.widgets.item_list import Item, ItemList
from screens.widgets.line_input import LineInput

_TOGETHER = 1.0
"""Seconds between two letters of one word."""


class LetterJump:
    """Finds labels by how they begin: letters typed soon after each other belong together, İ/I/ı/i being one.

    Where no label begins so, a later word of it may: ``satış`` finds ``Çıkış: Satış``. A letter that continues no
    label, or comes later, begins anew and goes on to the next label that starts so.

    Args:
        clock: Seconds that only go forward.
    """

    def __init__(self, labels: Sequence[str], clock: Callable[[], float] = time.monotonic) -> None:
        self._labels = tuple(fold(label) for label in labels)
        self._clock = clock
        self._typed = ""
        self._last = 0.0

    def place(self, letter: str, cursor: int) -> int:
        """Where the cursor goes from its place; -1 if no label begins so."""
        now = self._clock()
        if self._typed and now - self._last <= _TOGETHER:
            typed = fold(self._typed + letter)
            found = self._first(typed, cursor)
            if found >= 0:
                self._typed, self._last = typed, now
                return found
        self._typed, self._last = fold(letter), now
        return self._first(self._typed, cursor + 1)

    def _first(self, typed: str, start: int) -> int:
        places = [(start + offset) % len(self._labels) for offset in range(len(self._labels))]
        for begins in (str.startswith, _has_word):
            for place in places:
                if typed and begins(self._labels[place], typed):
                    return place
        return -1


def _has_word(label: str, typed: str) -> bool:
    return f" {typed}" in label


class ChooseDialog(Dialog[tuple[str, ...] | None]):
    """One of several options, or with ``multi`` any number of them.

    Args:
        options: (key, label) pairs; the first letters of a label jump to it.
        chosen: Keys that are marked at first, or the key under the cursor.

    Answers with the chosen keys in the order of the options, or ``None``.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", "Seç", key_display="Enter"),
        Binding("space", "mark", "İşaretle", key_display="Boşluk"),
        Binding("ctrl+a", "mark_all", "Tümünü işaretle", key_display="Ctrl+A"),
    ]

    def __init__(
        self,
        title: str,
        options: Sequence[tuple[str, str]],
        multi: bool = False,
        *,
        text: str = "",
        chosen: Sequence[str] = (),
    ) -> None:
        super().__init__(title)
        self._options = tuple(options)
        self._multi = multi
        self._text = text
        self._marked = {key for key, _ in options if multi and key in chosen}
        start = next((place for place, (key, _) in enumerate(options) if key in chosen), 0)
        self._list = DialogList(empty="Seçenek yok")
        self._jump = LetterJump([label for _, label in options])
        self._list.set_items(self._items(), cursor=start)

    def _items(self) -> list[Item]:
        if not self._multi:
            return [Item(label) for _, label in self._options]
        return [Item(f"{'[x]' if key in self._marked else '[ ]'} {label}") for key, label in self._options]

    def body(self) -> Iterable[Widget]:
        """The text and the options."""
        if self._text:
            yield TextBlock(self._text)
        yield self._list

    def on_mount(self) -> None:
        """The list is ready for keys."""
        self._list.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Marks exist only where several may be chosen."""
        return self._multi if action in ("mark", "mark_all") else True

    def on_key(self, event: events.Key) -> None:
        """Letters jump to the label that starts with them."""
        if event.is_printable and event.character and not (self._multi and event.key == "space"):
            event.stop()
            place = self._jump.place(event.character, self._list.cursor)
            if place >= 0:
                self._list.set_items(self._list.items, cursor=place)

    def on_item_list_taken(self, event: ItemList.Taken) -> None:
        """Enter or a click on an option."""
        event.stop()
        self.action_take()

    def action_mark(self) -> None:
        """Marks the option under the cursor, or takes its mark away."""
        if self._list.cursor >= 0:
            self._marked ^= {self._options[self._list.cursor][0]}
            self._list.set_items(self._items(), cursor=self._list.cursor)

    def action_mark_all(self) -> None:
        """Marks all, or none if all were marked."""
        every = {key for key, _ in self._options}
        self._marked = set() if self._marked == every else every
        self._list.set_items(self._items(), cursor=self._list.cursor)

    def action_take(self) -> None:
        """Answers."""
        if not self._options:
            return
        if not self._multi:
            self.dismiss((self._options[self._list.cursor][0],))
        elif self._marked:
            self.dismiss(tuple(key for key, _ in self._options if key in self._marked))
        else:
            self.complain("Hiçbir seçenek işaretlenmedi. Boşluk tuşuyla işaretleyin.")


class ConfirmDialog(Dialog[str | None]):
    """A question with a few answers; arrows or an answer's first letter choose, Enter answers.

    Args:
        choices: (key, label) pairs.
        default: The key under the cursor at first.

    Answers with the key, or ``None`` after Esc.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "take", "Seç", key_display="Enter")]

    def __init__(self, title: str, text: str, choices: Sequence[tuple[str, str]], default: str) -> None:
        super().__init__(title)
        self._text = text
        self._choices = tuple(choices)
        self._list = DialogList([Item(label) for _, label in choices])
        self._jump = LetterJump([label for _, label in choices])
        self._list.cursor = next(place for place, (key, _) in enumerate(choices) if key == default)

    def body(self) -> Iterable[Widget]:
        """The question and its answers."""
        yield TextBlock(self._text)
        yield self._list

    def on_mount(self) -> None:
        """The answers are ready for keys."""
        self._list.focus()

    def on_key(self, event: events.Key) -> None:
        """A letter moves to its answer; only Enter answers, so that a slip of a finger costs nothing."""
        if event.is_printable and event.character:
            event.stop()
            place = self._jump.place(event.character, self._list.cursor)
            if place >= 0:
                self._list.set_items(self._list.items, cursor=place)

    def on_item_list_taken(self, event: ItemList.Taken) -> None:
        """Enter or a click on an answer."""
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        """Answers."""
        self.dismiss(self._choices[self._list.cursor][0])


class ReasonDialog(Dialog[str | None]):
    """Asks for a reason in one line.

    Args:
        min_length: Fewest characters that count as a reason.
        label: What is asked for, if it is not a reason.

    Answers with the cleaned line, or ``None`` after Esc.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "take", "Tamam", key_display="Enter")]

    def __init__(self, title: str, text: str, min_length: int = 3, *, label: str = "Gerekçe") -> None:
        super().__init__(title)
        self._label = label
        self._text = text
        self._min_length = min_length
        self._line = LineInput()

    def body(self) -> Iterable[Widget]:
        """What the reason is for, and the line to type it in."""
        yield TextBlock(self._text)
        yield Static(f"{self._label}:", classes="dialog--label", markup=False)
        yield self._line

    def on_mount(self) -> None:
        """The line is ready for typing."""
        self._line.focus()

    def on_input_changed(self, event: LineInput.Changed) -> None:
        """Typing takes the complaint away."""
        event.stop()
        self.complain("")

    def on_input_submitted(self, event: LineInput.Submitted) -> None:
        """Enter."""
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        """Answers if the reason is long enough."""
        reason = clean_line(self._line.value)
        if len(reason) < self._min_length:
            self.complain(f"{self._label} en az {self._min_length} karakter olmalıdır.")
        else:
            self.dismiss(reason)


class MessageDialog(Dialog[None]):
    """A failure that must be read; Enter or Esc closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "leave", "Kapat", key_display="Enter"),
        Binding("escape", "leave", "Kapat", show=False),
    ]

    def __init__(self, title: str, text: str) -> None:
        super().__init__(title)
        self._text = text

    def body(self) -> Iterable[Widget]:
        """The message; arrows scroll it."""
        yield TextBlock(self._text)
