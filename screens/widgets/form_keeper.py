"""What is typed into a form that is not finished yet, kept in the draft box while the person goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from screens.draft_box import DraftBox, KeptDraft


class FormKeeper:
    """One form's place in the box; all but :meth:`keep_now` leave the slow part to a thread.

    Args:
        box: Nothing is kept anywhere if ``None``.
        key: The form's name in the box.

    Attributes:
        kept: What an earlier filling of this form left behind, until it is brought back or written.
    """

    def __init__(self, box: DraftBox | None, key: str) -> None:
        self._box = box
        self._key = key
        self.kept: KeptDraft | None = None
        self._stored = False
        self._forgotten = 0
        self._lock = asyncio.Lock()

    @property
    def keeps(self) -> bool:
        """Whether there is a box."""
        return self._box is not None

    async def look(self) -> KeptDraft | None:
        """What the box holds for this form."""
        return await asyncio.to_thread(self._box.load, self._key) if self._box is not None else None

    @property
    def filling(self) -> int:
        """Which filling of the form this is: another one as soon as it was written."""
        return self._forgotten

    async def store(self, typed: Mapping[str, str], filling: int) -> None:
        """Keeps what is typed, unless the form was written since that filling."""
        if self._box is not None:
            async with self._lock:
                if filling != self._forgotten:
                    return
                self._stored = True
                await asyncio.to_thread(self._box.store, self._key, typed)

    def keep_now(self, typed: Mapping[str, str]) -> None:
        """Keeps without waiting for a thread; only for a program that is about to end."""
        if self._box is not None:
            self._box.store(self._key, typed)

    async def leave_clean(self) -> None:
        """The form is left as it was opened: letters kept meanwhile and deleted again are forgotten, not what they
        replaced."""
        if self._stored and self._box is not None and self.kept is not None:
            await asyncio.to_thread(self._box.store, self._key, self.kept.typed)
            self._stored = False
        if self._stored:
            await self.forget()

    async def forget(self) -> None:
        """Nothing of this form is kept; a keeping that is on its way must not bring it back."""
        if self._box is not None:
            self._forgotten += 1
            async with self._lock:
                await asyncio.to_thread(self._box.drop, self._key)
        self.kept = None
