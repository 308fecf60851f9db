"""What a view holds that is in no record yet: kept in the box of unfinished forms, offered when begun again."""

from __future__ import annotations

import asyncio
import logging
from typing import Any, Generic, TypeVar

from textual.app import App

from screens.desk import Desk
from screens.widgets.ask_dialogs import ConfirmDialog

T = TypeVar("T")
_WHOLE = "tamami"
_log = logging.getLogger(__name__)


class Unfinished(Generic[T]):
    """A value of several forms together: a head with its lines, quantities that were found.

    Args:
        key: Its name in the box, with the record's key where it belongs to one.
        shape: Its type, a dataclass or a mapping of such; what was kept in another shape is passed over.
    """

    def __init__(self, desk: Desk, key: str, shape: Any) -> None:
        self._desk, self._key, self._shape = desk, key, shape
        self._in_turn = asyncio.Lock()

    async def load(self) -> T | None:
        """What was kept; nothing if there is none or it cannot be read."""
        box = self._desk.box
        kept = await self._desk.thread(lambda: box.load(self._key)) if box is not None else None
        if kept is None:
            return None
        try:
            found: T = self._adapter().validate_json(kept.typed.get(_WHOLE, ""))
        except ValueError:
            _log.warning("unfinished work could not be read and is passed over")
            return None
        return found

    async def keep(self, value: T) -> None:
        """Keeps it in the place of what was kept before; returns once it is on the disk."""
        box = self._desk.box
        if box is not None:
            text = self._adapter().dump_json(value).decode()
            async with self._in_turn:
                await self._desk.thread(lambda: box.store(self._key, {_WHOLE: text}))

    async def drop(self) -> None:
        """Forgets it: it is written, or was given up."""
        box = self._desk.box
        if box is not None:
            async with self._in_turn:
                await self._desk.thread(lambda: box.drop(self._key))

    def _adapter(self) -> Any:
        from pydantic import TypeAdapter

        return TypeAdapter(self._shape)


async def ask_leaving(app: App[Any], title: str, text: str, *, kept: bool) -> str:
    """Esc over unfinished work: ``sakla``, ``sil``, or empty to go on with it.

    Args:
        kept: There is a box that keeps it.
    """
    choices = [("sil", "Sil"), ("", "Geri dön")]
    if kept:
        choices.insert(0, ("sakla", "Vazgeç ve sakla"))
    answer = await app.push_screen_wait(ConfirmDialog(title, text, choices, choices[0][0] if kept else ""))
    return answer or ""


async def ask_going_on(app: App[Any], title: str, text: str) -> str:
    """Work was left unfinished: ``surdur``, ``sil`` to begin anew, or empty to do neither."""
    choices = (("surdur", "Kaldığı yerden sürdür"), ("sil", "Sil, baştan başla"))
    return await app.push_screen_wait(ConfirmDialog(title, text, choices, "surdur")) or ""
