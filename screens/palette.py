"""Ctrl+P and Ctrl+K: finds every action, area and record by typing, Turkish letters either way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.widget import Widget

from data.core.errors import MasaError
from data.core.text import fold
from data.evrak.finding import find_everything
from screens.bound import bound_actions
from screens.frame import Frame
from screens.widgets.dialog import Dialog, DialogList
from screens.widgets.item_list import Item, ItemList
from screens.widgets.line_input import LineInput

_MOST_RECORDS = 30
_FEWEST_LETTERS = 2
_OWN = ("palette", "search")


@dataclass(frozen=True, slots=True)
class Found:
    """What was chosen: an area, a record or an action, whichever is filled."""

    area: str = ""
    kind: str = ""
    record_id: int = 0
    action: str = ""
    node: DOMNode | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    found: Found
    label: str
    note: str
    words: str


class Palette(Dialog[Found | None]):
    """Typed words narrow the list; Enter does what stands under the cursor.

    Args:
        records_only: Only records (Ctrl+K), otherwise actions and areas first (Ctrl+P).
    """

    DEFAULT_CSS = """
    Palette { align: center top; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "list_move(-1)", "Önceki", show=False),
        Binding("down", "list_move(1)", "Sonraki", show=False),
        Binding("pageup", "list_page(-1)", "Önceki sayfa", show=False),
        Binding("pagedown", "list_page(1)", "Sonraki sayfa", show=False),
        Binding("enter", "take", "Seç", key_display="Enter"),
    ]

    def __init__(self, frame: Frame, *, records_only: bool) -> None:
        super().__init__("Kayıt ara" if records_only else "Komut ve kayıt ara")
        self._frame = frame
        self._entries = () if records_only else _entries(frame)
        self._shown: tuple[_Entry, ...] = ()
        self._line = LineInput()
        self._line.placeholder = "Adı, numarası…" if records_only else "Komut, alan veya kayıt…"
        self._list = DialogList(empty="Aramak için en az iki harf yazın." if records_only else "")

    def body(self) -> Iterable[Widget]:
        """The line to type in, what was found below it."""
        yield self._line
        yield self._list

    def on_mount(self) -> None:
        """Everything that can be done, until something is typed."""
        self._line.focus()
        self._show(self._entries)

    def on_input_changed(self, event: LineInput.Changed) -> None:
        """Narrows at once to the actions and areas; records follow when the store has answered."""
        event.stop()
        found = matching(event.value, self._entries)
        typed = len(fold(event.value).replace(" ", "")) >= _FEWEST_LETTERS
        self._list.empty = "Aranıyor…" if typed else "Aramak için en az iki harf yazın."
        self._show(found)
        self._find_records(event.value if typed else "", found)

    @work(exclusive=True, group="palette")
    async def _find_records(self, typed: str, above: Sequence[_Entry]) -> None:
        if not typed:
            return
        try:
            records = await self._frame.desk.look(lambda look: find_everything(look, typed, _MOST_RECORDS))
        except MasaError as problem:
            self.complain(str(problem))
            return
        if typed != self._line.value:
            return
        self._list.empty = "Bulunamadı. Daha az harf yazın."
        entries = (
            _Entry(Found(kind=row.kind, record_id=row.record_id), row.title, row.subtitle, "") for row in records
        )
        self._show((*above, *entries), cursor=max(self._list.cursor, 0))

    def _show(self, entries: Sequence[_Entry], cursor: int = 0) -> None:
        self._shown = tuple(entries)
        self._list.set_items([Item(entry.label, entry.note) for entry in entries], cursor=cursor)
        self.call_after_refresh(self._fit)

    def action_list_move(self, step: int) -> None:
        """Up and down while the line keeps the focus."""
        self._list.action_move(step)

    def action_list_page(self, direction: int) -> None:
        """A page up or down."""
        self._list.action_page(direction)

    def on_input_submitted(self, event: LineInput.Submitted) -> None:
        """Enter in the line."""
        event.stop()
        self.action_take()

    def on_item_list_taken(self, event: ItemList.Taken) -> None:
        """A click on an entry."""
        event.stop()
        self.action_take()

    def action_take(self) -> None:
        """Answers with the entry under the cursor."""
        if 0 <= self._list.cursor < len(self._shown):
            self.dismiss(self._shown[self._list.cursor].found)


def _entries(frame: Frame) -> tuple[_Entry, ...]:
    actions = (
        _Entry(
            Found(action=bound.action, node=bound.node),
            f"{bound.label}: {bound.help}",
            bound.key,
            fold(f"{bound.label} {bound.help}"),
        )
        for bound in bound_actions(frame)
        if bound.help and bound.action not in _OWN
    )
    areas = (
        _Entry(Found(area=area.name), f"{area.title} alanına geç", area.number, fold(f"{area.title} alan"))
        for area in frame.areas
    )
    return (*actions, *areas)


def matching(typed: str, entries: Sequence[_Entry]) -> tuple[_Entry, ...]:
    """Entries that hold every typed word; those that begin with the first word come first, then whole words."""
    words = fold(typed).split()
    if not words:
        return tuple(entries)
    kept = [entry for entry in entries if all(word in entry.words for word in words)]
    return tuple(sorted(kept, key=lambda entry: _rank(words[0], entry.words)))


def _rank(word: str, words: str) -> int:
    if words.startswith(word):
        return 0
    return 1 if f" {word}" in words else 2
