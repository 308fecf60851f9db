"""The few thousand rows that a ledger holds of an answer that may have a million."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic

from data.core.pages import Anchor, Window
from screens.widgets.ledger_columns import RowT

CHUNK = 200
"""Rows asked for at once."""

KEPT_CHUNKS = 15
"""Chunks held at most: 3.000 rows."""

AHEAD = CHUNK // 2
"""Rows around the view that are asked for before the person gets there."""


@dataclass(slots=True)
class _Chunk(Generic[RowT]):
    window: Window[RowT]
    stale: bool = False


class RowCache(Generic[RowT]):
    """Chunks of one answer, by number, the longest unseen first.

    A stale chunk may still be shown but is asked for again.
    """

    def __init__(self) -> None:
        self.total = 0
        self._chunks: dict[int, _Chunk[RowT]] = {}

    def __len__(self) -> int:
        return sum(len(chunk.window.rows) for chunk in self._chunks.values())

    def row(self, index: int) -> RowT | None:
        """The row at this position, if it is held."""
        chunk = self._chunks.get(index // CHUNK)
        at = index % CHUNK
        return chunk.window.rows[at] if chunk is not None and at < len(chunk.window.rows) else None

    def position(self, record_id: int) -> int | None:
        """Where a record stands among the chunks that are not stale."""
        for chunk in self._chunks.values():
            if not chunk.stale:
                for at, row in enumerate(chunk.window.rows):
                    if row.id == record_id:
                        return chunk.window.start + at
        return None

    def fresh(self, number: int) -> bool:
        """Whether this chunk need not be asked for."""
        chunk = self._chunks.get(number)
        return chunk is not None and not chunk.stale

    def missing(self, first: int, last: int) -> Iterator[int]:
        """Numbers of the chunks to ask for so that these rows can be shown, then those just around them."""
        for seen in range(first // CHUNK, last // CHUNK + 1):
            if seen in self._chunks:
                self._chunks[seen] = self._chunks.pop(seen)
        top = max(0, self.total - 1) // CHUNK
        around = ((last + AHEAD) // CHUNK, (first - AHEAD) // CHUNK)
        for number in dict.fromkeys((*range(first // CHUNK, last // CHUNK + 1), *around)):
            if 0 <= number <= top and not self.fresh(number):
                yield number

    def put(self, number: int, window: Window[RowT]) -> None:
        """Keep a chunk. If the total moved, positions did too, and all other chunks turn stale."""
        if window.total != self.total:
            self.grow_stale()
            self.total = window.total
        self._chunks.pop(number, None)
        self._chunks[number] = _Chunk(window)

    def grow_stale(self) -> None:
        """Everything is to be asked for again: somebody wrote."""
        for chunk in self._chunks.values():
            chunk.stale = True

    def trim(self) -> None:
        """Let go of the chunks that were not seen for the longest time."""
        for number in list(self._chunks)[:-KEPT_CHUNKS]:
            del self._chunks[number]

    def anchor(self, number: int) -> Anchor | None:
        """The nearest row held outside this chunk, from which the store can go on by key."""
        start, end = number * CHUNK, number * CHUNK + CHUNK
        nearest: tuple[int, Anchor] | None = None
        for other, chunk in self._chunks.items():
            keys = chunk.window.keys
            if chunk.stale or other == number or not keys:
                continue
            at = len(keys) - 1 if other < number else 0
            index = chunk.window.start + at
            distance = start - index if other < number else index - end
            if nearest is None or distance < nearest[0]:
                nearest = (distance, Anchor(index, keys[at]))
        return nearest[1] if nearest else None
