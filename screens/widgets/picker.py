"""The picker: a field that finds a record as you type (person, birim, code …), most used first."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from textual import events, work
from textual.app import ComposeResult

from data.core.drafts import FieldSpec
from data.core.errors import BadInput, MasaError
from data.core.text import clean_line, visible
from screens.widgets.drop_list import DropList
from screens.widgets.fields import Field
from screens.widgets.item_list import Item, ItemList
from screens.widgets.line_input import LineInput

_LIMIT = 50
_NOTHING = "Eşleşen kayıt yok"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Choice:
    """One record that can be picked. The subtitle tells two of the same title apart."""

    id: int | str
    title: str
    subtitle: str = ""


class Lookup(Protocol):
    """A source of records; both questions are asked in worker threads."""

    def search(self, text: str, limit: int) -> Sequence[Choice]:
        """Records that fit the typed text, best first; for no text the most used ones."""

    def get(self, id: int | str) -> Choice | None:  # noqa: A002 - the record's key is its id everywhere
        """The record of a stored key."""


class _PickLine(LineInput):
    """The typed line; the keys that drive the list go to the field first."""

    @property
    def answering(self) -> bool:
        """Whether Enter waits for what the search finds: the next key belongs to the next field."""
        field = self.parent.parent if self.parent is not None else None
        return isinstance(field, PickField) and field.takes_first

    async def _on_key(self, event: events.Key) -> None:
        field = self.parent.parent if self.parent is not None else None
        if isinstance(field, PickField) and field.drive(event.key):
            event.stop()
            event.prevent_default()
            return
        if isinstance(field, PickField) and event.is_printable and self.cursor_at_end and field.let_go():
            self.action_select_all()  # whoever types over what was taken looks for another, not for more of it
        await super()._on_key(event)


class PickField(Field):
    """Type a name, number or code; arrows choose, Enter takes.

    Only a record taken from the list counts. Typed text that was not taken stays in the field and is refused with
    words when the form is saved.
    """

    def __init__(self, name: str, spec: FieldSpec, lookup: Lookup) -> None:
        super().__init__(name, spec)
        self._lookup = lookup
        self._line = _PickLine()
        self._list = DropList(empty=_NOTHING)
        self._choice_id: int | str | None = None
        self._title = ""
        self._found: tuple[Choice, ...] = ()
        self._asked: str | None = None
        self._searching = False
        self._take_first = False

    @property
    def control(self) -> LineInput:
        """The typed line."""
        return self._line

    def below(self) -> ComposeResult:
        """The list that opens."""
        yield self._list

    @property
    def takes_first(self) -> bool:
        """Whether the first of what is being looked for will be taken."""
        return self._take_first

    def let_go(self) -> bool:
        """What was taken no longer counts; whether there was anything."""
        taken, self._choice_id, self._title = self._choice_id is not None, None, ""
        return taken

    def hint(self, text: str) -> None:
        """Every picker says how to find."""
        super().hint(" · ".join(part for part in (text, "Yazarak arayın, ↓ listeyi açar") if part))

    def on_input_changed(self, event: LineInput.Changed) -> None:
        """Typing searches; what was taken before no longer counts."""
        event.stop()
        if event.value == self._title and self._choice_id is not None:
            return
        self._choice_id = None
        self._title = ""
        self.touched()
        if self._line.has_focus and event.value.strip():
            self._ask(event.value)
        else:
            self.close_list()

    def _ask(self, text: str) -> None:
        """Searches in a thread; only the newest text waits, answers to older ones are dropped."""
        self._asked = clean_line(text)
        if not self._searching:
            self._searching = True
            self._search()

    @work(group="ara", exit_on_error=False)
    async def _search(self) -> None:
        try:
            while self._asked is not None:
                text = self._asked
                try:
                    found = tuple(await asyncio.to_thread(self._lookup.search, text, _LIMIT))
                    empty = _NOTHING
                except MasaError as problem:
                    found, empty = (), visible(str(problem))
                except Exception:
                    _log.exception("the lookup %s failed", self.spec.lookup)
                    found, empty = (), "Liste şu anda okunamıyor; yazdığınız duruyor"
                if text == self._asked:
                    self._asked = None
                    self._show_found(found, empty)
        finally:
            self._searching = False

    def _show_found(self, found: tuple[Choice, ...], empty: str) -> None:
        self._found = found
        take, self._take_first = self._take_first, False
        if take and found:
            self._take(0)
        elif self._line.has_focus:
            self._list.empty = empty
            self._list.items = tuple(Item(choice.title, choice.subtitle) for choice in found)
            self._list.open()

    def drive(self, key: str) -> bool:
        """A key typed in the line; whether it meant the list."""
        if self._list.opened and key in ("up", "down", "pageup", "pagedown"):
            direction = -1 if key in ("up", "pageup") else 1
            (self._list.action_page if key.startswith("page") else self._list.action_move)(direction)
            return True
        if key == "down":
            self._ask("" if self._choice_id is not None else self._line.value)
            return True
        if key == "enter":
            self._enter()
            return True
        return False

    def _enter(self) -> None:
        if self._asked is not None:
            self._take_first = True
        elif self._list.opened and self._found:
            self._take(self._list.cursor)
        else:
            self.post_message(self.Done(self))

    def on_item_list_taken(self, event: ItemList.Taken) -> None:
        """A click on an entry."""
        event.stop()
        self._take(event.index)

    def _take(self, index: int) -> None:
        choice = self._found[index]
        self._hold(choice)
        self.close_list()
        self.touched()
        self.post_message(self.Done(self))

    def _hold(self, choice: Choice) -> None:
        self._choice_id = choice.id
        self._line.put(choice.title)
        self._title = self._line.value

    def close_list(self) -> bool:
        """Closes the list and forgets a running search; whether it was open."""
        self._asked = None
        self._take_first = False
        return self._list.close()

    def tidy(self) -> None:
        """Leaving closes the list; text that was not taken is complained about."""
        self.close_list()
        try:
            self.read()
        except BadInput as problem:
            self.complain(str(problem))

    def read(self) -> int | str | None:
        """The key of the record that was taken."""
        typed = clean_line(self._line.value)
        if self._choice_id is None and typed:
            raise BadInput(
                f"“{visible(typed[:40])}” listeden seçilmedi.",
                "Yazıp açılan listeden bir kayıt seçin.",
                field=self.key,
            )
        return self._choice_id

    def show(self, value: object) -> None:
        """Holds a stored key; its title is asked for in a thread."""
        self._choice_id = value if isinstance(value, int | str) else None
        self._title = ""
        self._line.put("")
        if self._choice_id is not None and self.is_mounted:
            self._show_title(self._choice_id)

    def on_mount(self) -> None:
        """The title of a key that was given before the field was on the screen."""
        if self._choice_id is not None:
            self._show_title(self._choice_id)

    @work(group="ad", exclusive=True, exit_on_error=False)
    async def _show_title(self, key: int | str) -> None:
        try:
            choice = await asyncio.to_thread(self._lookup.get, key)
        except MasaError as problem:
            self.complain(visible(str(problem)))
            return
        if self._choice_id == key and not self._line.value:
            self._hold(choice or Choice(key, f"{key} (kayıt bulunamadı)"))

    def keep(self) -> str:
        """The key that was taken, else the typed text."""
        return json.dumps([self._choice_id, "" if self._choice_id is not None else self._line.value])

    def bring_back(self, kept: str) -> None:
        """What :meth:`keep` gave; anything else is passed over."""
        try:
            key, typed = json.loads(kept)
        except (ValueError, TypeError):
            return
        if isinstance(key, int | str):
            self.show(key)
        elif isinstance(typed, str):
            self.show(None)
            self._line.put(typed)
