"""How a ledger asks for rows: a window at a time, never the whole set.

The widget addresses rows by position. It also passes the nearest row it already holds as an anchor, so the
store can continue from that row's key (0,1 ms anywhere in a million rows) and falls back to an offset from the
nearer end only when the person drags the scroll bar.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar


class Row(Protocol):
    """What every ledger row has: the record's key."""

    @property
    def id(self) -> int: ...


RowT = TypeVar("RowT", bound=Row, covariant=True)


@dataclass(frozen=True, slots=True)
class LedgerQuery:
    """What the person asked the ledger for.

    Attributes:
        text: The filter line as typed; the area folds and parses it.
        view: Key of the saved view (tab); empty for all.
        sort: Column key; empty for the area's own order.
        descending: Sort direction.
        fields: Filters by field from F3, as (column key, typed text).
        whole: Every row is wanted, for a file; on screen a ledger may stop counting a flood of matches.
    """

    text: str = ""
    view: str = ""
    sort: str = ""
    descending: bool = False
    fields: tuple[tuple[str, str], ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """A row that the ledger already holds: its position and its sort values, id last."""

    index: int
    key: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Window(Generic[RowT]):
    """Rows ``start … start+len(rows)-1`` of an answer that has ``total`` rows.

    Attributes:
        keys: The sort values of each row, for use as later anchors.
        summary: Totals over the whole answer for the status line, already in words; may be empty.
    """

    start: int
    rows: tuple[RowT, ...]
    keys: tuple[tuple[object, ...], ...]
    total: int
    summary: str = field(default="")


Fetch = Callable[[LedgerQuery, int, int, Anchor | None], Window[RowT]]
"""``fetch(query, start, limit, anchor)``; runs in a worker thread, never on the UI thread."""
