"""Scans on their way to the store: taken at once, written in order, kept half-typed while the store is busy."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable, Sequence
from itertools import islice

from data.core.errors import MasaError, StoreProblem
from data.core.store import Look
from data.core.text import clean_line
from data.tasinir.count_drafts import CountPlace
from data.tasinir.count_stand import written_since
from data.tasinir.operations.count_entries import Scanned
from data.tasinir.operations.counting import Typed, scan_all
from screens.desk import Desk

_AT_ONCE = 50
"""Scans of one transaction; more would keep other desks waiting."""
_AGAIN = 0.5
"""Seconds between two attempts at a store that is busy."""
_SLOW = 0.3
"""Seconds after which scans that are not written yet are kept in a file too."""
_LAST = "son"
Answered = Callable[[Sequence[tuple[Typed, Scanned | MasaError]]], None]


class ScanQueue:
    """The scans of one counter in one count.

    Args:
        answered: Gets scans with what the store said to each, once they are durable.
        stopped: Gets a refusal after which no scan can be written; they stay in the queue.
        changed: The number of waiting scans, or whether the store is busy, is another one.
    """

    def __init__(
        self,
        desk: Desk,
        sayim_id: int,
        answered: Answered,
        stopped: Callable[[MasaError], None],
        changed: Callable[[], None],
    ) -> None:
        self._desk, self._sayim_id = desk, sayim_id
        self._answered, self._stopped, self._changed = answered, stopped, changed
        self._waiting: deque[Typed] = deque()
        self._key = f"sayim-okutma:{sayim_id}"
        self._last = 0
        self._kept = False
        self._since = 0.0
        self._writing = False
        self.busy = False
        """The store did not take them; what waits is kept in a file too."""
        self.why = ""
        """Why, where waiting does not help."""

    def __len__(self) -> int:
        return len(self._waiting)

    def put(self, one: Typed) -> bool:
        """Takes a scan; whether a writer has to be started for it."""
        if not self._waiting:
            self._since = time.monotonic()
        self._waiting.append(one)
        return not self._writing

    async def write(self) -> None:
        """Writes until nothing waits; tries again and again while the store is busy. One runs at a time."""
        if self._writing:
            return
        self._writing = True
        try:
            await self._write()
        finally:
            self._writing = False

    async def _write(self) -> None:
        while self._waiting:
            some = tuple(islice(self._waiting, _AT_ONCE))
            try:
                found = await self._desk.work(lambda work: scan_all(work, self._sayim_id, some))  # noqa: B023
            except StoreProblem:
                self.busy = True
                self._changed()
                await self.keep()
                await asyncio.sleep(_AGAIN)
                continue
            except MasaError as problem:
                self.busy, self.why = True, problem.message
                await self.keep()
                self._stopped(problem)
                return
            self._written(some, found)
            if self._kept:
                await self.keep()

    def _written(self, some: Sequence[Typed], found: Sequence[Scanned | MasaError]) -> None:
        for _ in some:
            self._waiting.popleft()
        self.busy, self.why, self._since = False, "", time.monotonic()
        self._last = max([self._last, *(one.id for one in found if isinstance(one, Scanned))])
        self._answered(tuple(zip(some, found, strict=True)))

    def start_after(self, entry_id: int) -> None:
        """The counter's last entry that is known to be written."""
        self._last = max(self._last, entry_id)

    # ------------------------------------------------------------ kept half-typed

    async def keep_if_slow(self) -> None:
        """Keeps what has been waiting for a while, so that a crash does not take it along."""
        if self._waiting and time.monotonic() - self._since > _SLOW:
            await self.keep()

    async def keep(self) -> None:
        """Writes what waits into the desk's box of half-typed forms, or takes it out when nothing does."""
        box = self._desk.box
        if box is None:
            return
        typed = {f"{place:06d}": _kept(one) for place, one in enumerate(self._waiting)}
        self._kept = bool(typed)
        if typed:
            await self._desk.thread(lambda: box.store(self._key, {_LAST: str(self._last), **typed}))
        else:
            await self._desk.thread(lambda: box.drop(self._key))

    async def load(self) -> tuple[Typed, ...]:
        """What an earlier sitting could not write; what reached the store nevertheless is left out."""
        box = self._desk.box
        found = await self._desk.thread(lambda: box.load(self._key)) if box is not None else None
        if found is None:
            return ()
        texts = [text for place, text in sorted(found.typed.items()) if place != _LAST]
        kept = [one for one in map(_typed, texts) if one is not None]
        last = found.typed.get(_LAST, "0")
        since = int(last) if last.isascii() and last.isdigit() else 0

        def unwritten(look: Look) -> int:
            written = written_since(look, self._sayim_id, since)
            same = 0
            while same < min(len(written), len(kept)) and written[same] == _as_written(kept[same]):
                same += 1
            return same

        left = tuple(kept[await self._desk.look(unwritten) :])
        if not left:
            await self.keep()
        return left

    async def forget(self) -> None:
        """Drops what was kept."""
        self._waiting.clear()
        await self.keep()


def _as_written(one: Typed) -> str:
    return one.quantity or clean_line(one.text)


def _kept(one: Typed) -> str:
    place = f"Y{one.where.yer_id}" if one.where.yer_id else f"A{one.where.ambar_id}"
    return "\t".join((place, one.quantity, one.text))


def _typed(kept: str) -> Typed | None:
    place, _, rest = kept.partition("\t")
    quantity, _, text = rest.partition("\t")
    if not place[1:].isascii() or not place[1:].isdigit() or not text:
        return None
    key = int(place[1:])
    return Typed(CountPlace(yer_id=key) if place[0] == "Y" else CountPlace(ambar_id=key), text, quantity)
