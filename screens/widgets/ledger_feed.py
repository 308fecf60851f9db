"""Between a ledger and its store: what is asked, what is held, and which answers come too late."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Generic

from data.core.pages import Anchor, Fetch, LedgerQuery, Window
from screens.widgets.ledger_cache import CHUNK, RowCache
from screens.widgets.ledger_columns import RowT

_ASKED_AT_ONCE = 2
_GATHERED_AT_ONCE = 1000


class LedgerFeed(Generic[RowT]):
    """Asks the store in worker threads and drops what answers an old question.

    Attributes:
        held: Rows of the present answer.
        shown: Rows to draw; those of the answer before until the first of the present one come.
        awaiting: Nothing of the present answer has come yet.
    """

    def __init__(self, fetch: Fetch[RowT], query: LedgerQuery) -> None:
        self._fetch = fetch
        self._query = query
        self._round = 0
        self._asked: set[int] = set()
        self.held: RowCache[RowT] = RowCache()
        self.shown = self.held
        self.awaiting = True

    def start(self, query: LedgerQuery) -> None:
        """Another question: the answer is read from its top."""
        self._query = query
        self.held = RowCache()
        self.awaiting = True
        self._new_round()

    def start_again(self) -> None:
        """The same question after a write: what is held may still be shown, but is asked for again."""
        self.held.grow_stale()
        self._new_round()

    def stop(self) -> None:
        """The question has no answer; nothing is held until the next question."""
        self.held = self.shown = RowCache()
        self.awaiting = False
        self._new_round()

    def _new_round(self) -> None:
        self._round += 1
        self._asked.clear()

    def next_chunks(self, first: int, last: int) -> Iterator[int]:
        """Chunks to bring now for these rows, nearest first and few at a time, so that a drag asks little."""
        for number in self.held.missing(first, last):
            if len(self._asked) >= _ASKED_AT_ONCE:
                return
            if number not in self._asked:
                self._asked.add(number)
                yield number

    async def bring(self, number: int) -> Window[RowT] | None:
        """Read a chunk and hold it; none if the question changed meanwhile.

        Raises:
            MasaError: The store refused, for example a filter that cannot be read.
        """
        asked_in = self._round
        try:
            window = await self._ask(number * CHUNK, CHUNK, self.held.anchor(number))
        except Exception:
            if asked_in != self._round:
                return None
            raise
        if asked_in != self._round:
            return None
        self._asked.discard(number)
        self.awaiting = False
        self.held.put(number, window)
        self.shown = self.held
        return window

    async def gather(self, first: int, last: int) -> list[tuple[int, RowT]] | None:
        """Read a long range with its positions, without holding it; none if the question changed meanwhile."""
        asked_in = self._round
        rows: list[tuple[int, RowT]] = []
        anchor: Anchor | None = None
        while (start := first + len(rows)) <= last:
            window = await self._ask(start, min(_GATHERED_AT_ONCE, last - start + 1), anchor)
            if asked_in != self._round:
                return None
            if not window.rows:
                break
            rows.extend(enumerate(window.rows, start))
            anchor = Anchor(start + len(window.rows) - 1, window.keys[-1])
        return rows

    async def _ask(self, start: int, limit: int, anchor: Anchor | None) -> Window[RowT]:
        return await asyncio.to_thread(self._fetch, self._query, start, limit, anchor)
