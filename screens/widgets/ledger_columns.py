"""Columns of a ledger: what they say, which a person chose, and how they share the width."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from rich.cells import cell_len

from data.core.pages import Row
from screens.widgets.cells import Align
from screens.widgets.tones import Tone

RowT = TypeVar("RowT", bound=Row)

GAP = 1
"""Blank cells between two columns."""

NO_NEEDS: Final[Mapping[str, int]] = {}

MIN_WIDTH = 3
MAX_WIDTH = 200


@dataclass(frozen=True, slots=True)
class Column(Generic[RowT]):
    """One column of a ledger.

    Attributes:
        key: Stable name, used for sorting and for the remembered choice; letters, digits and ``_`` only.
        width: Terminal cells; for a growing column the least it needs. A column of numbers (``align="right"``)
            is wider where its numbers are.
        text: What a row says here. Never read as markup.
        grows: Shares the width that is left over.
        min_screen: Hidden while the ledger is narrower than this many cells.
        tone: Colour that repeats what the text says.
        optional: Off until the person chooses it.
    """

    key: str
    title: str
    width: int
    text: Callable[[RowT], str]
    align: Align = "left"
    sortable: bool = False
    grows: bool = False
    min_screen: int = 0
    tone: Callable[[RowT], Tone] | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """What the person decided about one column; ``width`` 0 leaves the column's own width."""

    key: str
    shown: bool
    width: int = 0


@dataclass(frozen=True, slots=True)
class PlacedColumn(Generic[RowT]):
    """A column with the cells it got: ``x`` counts from the end of the gutter."""

    column: Column[RowT]
    x: int
    width: int


def parse_layout(layout: str, columns: Sequence[Column[Any]]) -> tuple[ColumnChoice, ...]:
    """The remembered choice for these columns, in the order of showing.

    ``"konu=40 tarih -sayi"`` shows konu 40 cells wide, then tarih, and hides sayi. Columns that a newer release
    brought follow in their own order; names that are gone are passed over, so an old choice never fails.
    """
    known = {column.key: column for column in columns}
    choices: dict[str, ColumnChoice] = {}
    for word in layout.split():
        key, _, width = word.removeprefix("-").partition("=")
        if key in known:
            cells = int(width) if width.isascii() and width.isdigit() else 0
            cells = min(max(cells, MIN_WIDTH), MAX_WIDTH) if cells else 0
            choices[key] = ColumnChoice(key, not word.startswith("-"), cells)
    for column in columns:
        choices.setdefault(column.key, ColumnChoice(column.key, not column.optional))
    return tuple(choices.values())


def format_layout(choices: Sequence[ColumnChoice]) -> str:
    """The text that :func:`parse_layout` reads."""
    return " ".join(
        f"{'' if choice.shown else '-'}{choice.key}{f'={choice.width}' if choice.width else ''}"
        for choice in choices
    )


def number_needs(columns: Iterable[Column[RowT]], rows: Sequence[RowT]) -> dict[str, int]:
    """Cells that the widest number of these rows takes, by column of numbers."""
    return {
        column.key: max((cell_len(column.text(row)) for row in rows), default=0)
        for column in columns
        if column.align == "right"
    }


def place(
    columns: Sequence[Column[RowT]],
    choices: Sequence[ColumnChoice],
    width: int,
    needs: Mapping[str, int] = NO_NEEDS,
) -> tuple[PlacedColumn[RowT], ...]:
    """Columns side by side in ``width`` cells.

    What does not fit is left out from the right, never cut; the spare cells go to the growing columns. These first
    give up to half of their own for numbers that need more than their columns have.

    Args:
        needs: Of :func:`number_needs`; a column is never narrower, whatever a person chose.
    """
    known = {column.key: column for column in columns}
    own = [
        (known[choice.key], choice.width or known[choice.key].width)
        for choice in choices
        if choice.shown and known[choice.key].min_screen <= width
    ]
    wanted = [(column, max(cells, needs.get(column.key, 0))) for column, cells in own]
    grown = _needed(wanted) - _needed(own)
    wanted = _giving_way(wanted, min(grown, _needed(wanted) - width))
    while len(wanted) > 1 and _needed(wanted) > width:
        wanted.pop()
    spare = max(0, width - _needed(wanted))
    growing = [column.key for column, _ in wanted if column.grows]
    placed: list[PlacedColumn[RowT]] = []
    x = 0
    for column, cells in wanted:
        if column.key in growing:
            more = spare // len(growing)
            cells += more
            spare -= more
            growing.remove(column.key)
        cells = min(cells, max(0, width - x))
        placed.append(PlacedColumn(column, x, cells))
        x += cells + GAP
    return tuple(placed)


def _giving_way(wanted: Sequence[tuple[Column[RowT], int]], lack: int) -> list[tuple[Column[RowT], int]]:
    """Texts give room to numbers; they grow again where a column is left out all the same."""
    given: list[tuple[Column[RowT], int]] = []
    for column, cells in wanted:
        less = min(max(0, lack), cells // 2) if column.grows and column.align != "right" else 0
        lack -= less
        given.append((column, cells - less))
    return given


def _needed(wanted: Sequence[tuple[Column[RowT], int]]) -> int:
    return sum(cells for _, cells in wanted) + GAP * max(0, len(wanted) - 1)
