"""Asks what each letter of a filled sheet means; once for a source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from textual import events, work
from textual.binding import Binding, BindingType
from textual.widget import Widget

from data.core.money import format_int
from data.core.text import fold, upper, visible
from data.puantaj.sheet_cells import BLANK, NUMBER, Guess, LetterUse
from screens.widgets.ask_dialogs import ChooseDialog
from screens.widgets.dialog import Dialog, DialogList, TextBlock
from screens.widgets.item_list import Item, ItemList

_UNSET = "seçilmedi"
_NAMES = {BLANK: "(boş)", NUMBER: "(sayı)"}
_LABEL = 12

Options = Sequence[tuple[str, str]]
"""(meaning, label) pairs in the order of showing."""


def _cell_name(use: LetterUse) -> str:
    """The cell as a spreadsheet calls it: ``AF6``."""
    name, left = "", use.column
    while left:
        left, place = divmod(left - 1, 26)
        name = chr(ord("A") + place) + name
    return f"{name}{use.row}"


def _starting(letter: str, options: Options) -> list[str]:
    """Meanings whose label starts with the letter: the very letter and the shortest code first."""
    found = [(meaning, label) for meaning, label in options if fold(label).startswith(fold(letter))]
    found.sort(key=lambda one: (upper(one[1][0]) != upper(letter), len(one[1].split()[0])))
    return [meaning for meaning, _ in found]


class LettersDialog(Dialog[dict[str, str] | None]):
    """One line a letter, with how often it occurs and where; a code's first letter chooses the code.

    Args:
        uses: The letters to ask about.
        options: What each of them can mean.
        known: What was said before, or is sure; the rest must be chosen, or its cells are refused.
        guesses: What a letter probably means, offered first.

    Answers with letter to meaning, or ``None``.
    """

    DEFAULT_CSS = """
    LettersDialog > .dialog--box { width: 100; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next", "Sonraki", key_display="Enter"),
        Binding("left", "change(-1)", "Kodu değiştir", key_display="← →"),
        Binding("right", "change(1)", "Kodu değiştir", show=False),
        Binding("space", "choose", "Kodlar", key_display="Boşluk"),
        Binding("delete,backspace", "clear", "Alma", key_display="Del"),
        Binding("ctrl+s", "take", "Devam", key_display="Ctrl+S"),
    ]

    def __init__(
        self,
        title: str,
        uses: Sequence[LetterUse],
        options: Mapping[str, Options],
        known: Mapping[str, str],
        guesses: Mapping[str, Guess],
    ) -> None:
        super().__init__(title)
        # What must be chosen comes first, so that nobody looks for it below what is settled.
        self._uses = tuple(sorted(uses, key=lambda use: (use.key in known, -use.count)))
        self._options = options
        self._meanings = {use.key: known[use.key] for use in uses if use.key in known}
        self._guesses = guesses
        self._warned = False
        self._list = DialogList()

    def body(self) -> Iterable[Widget]:
        """What is asked, and the letters."""
        yield TextBlock(
            "Bu kaynağın harfleri hangi gün kodudur? Yanıt bir sonraki cetvel için saklanır. "
            "Seçilmeyen harfin hücreleri alınmaz."
        )
        yield self._list

    def on_mount(self) -> None:
        """The first letter is in hand."""
        self._draw(0)
        self._list.focus()

    # What is shown

    def _draw(self, cursor: int) -> None:
        self._list.set_items([self._item(use) for use in self._uses], cursor=cursor)
        self.complain("")

    def _item(self, use: LetterUse) -> Item:
        name = _NAMES.get(use.key) or visible(use.text)[:_LABEL]
        led = f"{name} {'.' * max(_LABEL - len(name), 2)}"
        place = f"{format_int(use.count)} kez · {_cell_name(use)}"
        meaning = self._meanings.get(use.key)
        if meaning is not None:
            return Item(f"{led} ‹ {self._label(use.key, meaning)} ›", note=place)
        guess = self._guesses.get(use.key)
        hint = f"  öneri: {self._label(use.key, guess.meaning)}" if guess and guess.meaning else ""
        return Item(f"{led} ‹ {_UNSET} ›{hint}", note=place)

    def _label(self, key: str, meaning: str) -> str:
        return dict(self._options[key]).get(meaning, meaning)

    # What is changed

    @property
    def _use(self) -> LetterUse:
        return self._uses[self._list.cursor]

    def _put(self, meaning: str) -> None:
        self._meanings[self._use.key] = meaning
        self._warned = False
        self._draw(self._list.cursor)

    def action_change(self, step: int) -> None:
        """The next code; from nothing chosen to what is probable."""
        key = self._use.key
        order = [meaning for meaning, _ in self._options[key]]
        present = self._meanings.get(key)
        guess = self._guesses.get(key)
        if present is None and guess is not None and guess.meaning in order:
            self._put(guess.meaning)
        else:
            place = order.index(present) if present in order else -1 if step > 0 else 0
            self._put(order[(place + step) % len(order)])

    def on_key(self, event: events.Key) -> None:
        """A letter chooses its code; again, the next code that starts with it."""
        if event.is_printable and event.character and event.key != "space":
            event.stop()
            fitting = _starting(event.character, self._options[self._use.key])
            present = self._meanings.get(self._use.key)
            if fitting:
                self._put(fitting[(fitting.index(present) + 1) % len(fitting) if present in fitting else 0])

    @work
    async def action_choose(self) -> None:
        """All codes to choose from."""
        use = self._use
        guess = self._guesses.get(use.key)
        start = self._meanings.get(use.key) or (guess.meaning if guess else "")
        name = _NAMES.get(use.key) or f"“{visible(use.text)[:_LABEL]}”"
        chosen = await self.app.push_screen_wait(
            ChooseDialog(f"{name} hangi gün kodudur?", self._options[use.key], chosen=(start,))
        )
        if chosen:
            self._put(chosen[0])

    def action_clear(self) -> None:
        """The letter's cells are not taken."""
        self._meanings.pop(self._use.key, None)
        self._draw(self._list.cursor)

    # Answering

    def on_item_list_taken(self, event: ItemList.Taken) -> None:
        """A click on a line."""
        event.stop()
        self.action_choose()

    def action_next(self) -> None:
        """Enter: to the next letter, from the last one on; a letter that is not chosen asks for its code."""
        if self._use.key not in self._meanings and not self._warned:
            self.action_choose()
        elif self._list.cursor < len(self._uses) - 1:
            self._list.action_move(1)
        else:
            self.action_take()

    def action_take(self) -> None:
        """Answers; once it is said which letters are left without a code."""
        left = [use for use in self._uses if use.key not in self._meanings]
        if left and not self._warned:
            self._warned = True
            names = ", ".join(_NAMES.get(use.key) or visible(use.text)[:_LABEL] for use in left)
            self.complain(f"Kodu seçilmeyen: {names}. Hücreleri alınmaz; böyle sürdürmek için Ctrl+S.")
            return
        self.dismiss(dict(self._meanings))
