"""Which records of a ledger are selected, and how a range grows and shrinks with Shift."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic

from screens.widgets.ledger_columns import RowT

SELECTION_LIMIT = 10_000
"""Records that may be selected together; more would be held in memory and written in one transaction."""


class Selection(Generic[RowT]):
    """Selected rows by record key, with the position each had when it was selected."""

    def __init__(self) -> None:
        self._rows: dict[int, tuple[int, RowT]] = {}
        self._before: dict[int, tuple[int, RowT]] = {}
        self.start: int | None = None

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, record_id: int) -> bool:
        return record_id in self._rows

    @property
    def ids(self) -> frozenset[int]:
        """Keys of the selected records."""
        return frozenset(self._rows)

    def rows(self) -> list[RowT]:
        """Selected rows in the order in which they stood."""
        return [row for _, row in sorted(self._rows.values(), key=lambda pair: pair[0])]

    def toggle(self, index: int, row: RowT) -> None:
        """Select the row, or no longer; ends a range."""
        self.start = None
        if self._rows.pop(row.id, None) is None:
            self._rows[row.id] = (index, row)

    def begin(self, index: int) -> None:
        """A range starts here unless one is already open; what is selected now stays outside of it."""
        if self.start is None:
            self.start = index
            self._before = dict(self._rows)

    def spread(self, rows: Iterable[tuple[int, RowT]]) -> None:
        """The open range covers exactly these rows."""
        self._rows = self._before | {row.id: (index, row) for index, row in rows}

    def end_range(self) -> None:
        """The next Shift key starts a new range."""
        self.start = None

    def clear(self) -> bool:
        """Select nothing; true if something was selected."""
        had = bool(self._rows)
        self._rows = {}
        self._before = {}
        self.start = None
        return had
