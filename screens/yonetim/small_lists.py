"""Ledgers over tables of a few dozen rows, which are read at once and sliced."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from data.core.pages import LedgerQuery, RowT, Window
from data.core.text import fold


def small_window(
    rows: Sequence[RowT], query: LedgerQuery, start: int, limit: int, words_of: Callable[[RowT], str]
) -> Window[RowT]:
    """The window of a short list; every word of the filter line must stand in what ``words_of`` says."""
    words = fold(query.text).split()
    kept = [row for row in rows if all(word in fold(words_of(row)) for word in words)] if words else list(rows)
    part = tuple(kept[start : start + limit])
    return Window(start, part, tuple((row.id,) for row in part), len(kept))
