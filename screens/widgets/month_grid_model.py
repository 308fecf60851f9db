"""What a month grid shows, and where its cursor and range stand; nothing here draws."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from data.core.text import fold
from screens.widgets.tones import Tone


class Shade(StrEnum):
    """What kind of day a column is; the sign stands in the head so that colour is not needed."""

    NONE = "none"
    REST = "rest"
    HOLIDAY = "holiday"
    HALF = "half"

    @property
    def sign(self) -> str:
        """As shown in the head of the column."""
        return {"none": " ", "rest": "▪", "holiday": "*", "half": "½"}[self.value]


@dataclass(frozen=True, slots=True)
class GridDay:
    """One column of days: ``head`` is the day of the month, ``sub`` the day of the week, two cells each."""

    day: date
    head: str
    sub: str
    shade: Shade = Shade.NONE


@dataclass(frozen=True, slots=True)
class GridCell:
    """One person's day.

    Attributes:
        question: Something about the day waits for an answer.
        manual: A person decided the code, not the computation.
    """

    letter: str
    tone: Tone = Tone.NORMAL
    question: bool = False
    manual: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """One person's month; ``cells`` and ``totals`` are as many as the days and the total titles."""

    id: int
    title: str
    subtitle: str
    cells: tuple[GridCell, ...]
    totals: tuple[str, ...]
    questions: int = 0


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell by its places: row from the top, column from the first day."""

    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of cells, ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def __contains__(self, spot: Spot) -> bool:
        return self.top <= spot.row <= self.bottom and self.left <= spot.column <= self.right

    def spots(self) -> Iterator[Spot]:
        """Every cell, row by row."""
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield Spot(row, column)


Letters = Callable[[int], tuple[str, ...]]
"""Codes that may be typed for a person, by the person's id (the staff kind decides)."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What typed signs mean so far: the codes they may still become, and the one they are already."""

    text: str
    candidates: tuple[str, ...]
    exact: str | None

    @property
    def complete(self) -> bool:
        """No longer code starts like this."""
        return self.exact is not None and len(self.candidates) == 1


def resolve(text: str, letters: Sequence[str]) -> Typed:
    """Match typed signs with codes whatever the case or the dots: ``yi``, ``YI`` and ``Yİ`` all mean ``Yİ``."""
    folded = fold(text)
    candidates = tuple(letter for letter in letters if fold(letter).startswith(folded))
    same = [letter for letter in candidates if fold(letter) == folded]
    exact = text if text in same else same[0] if same else None
    return Typed(text, candidates, exact)


class GridModel:
    """Rows, days, cursor and range of a month."""

    def __init__(
        self,
        days: Sequence[GridDay],
        rows: Sequence[GridRow],
        total_titles: Sequence[str],
        letters: Letters,
        *,
        read_only: bool,
    ) -> None:
        self.days = tuple(days)
        self.rows = list(rows)
        self.total_titles = tuple(total_titles)
        self.letters = letters
        self.read_only = read_only
        self.cursor = Spot(0, 0)
        self.corner: Spot | None = None
        self._places = {row.id: place for place, row in enumerate(self.rows)}
        self._days = {day.day: place for place, day in enumerate(self.days)}
        self._tones = {cell.letter: cell.tone for row in self.rows for cell in row.cells}

    def __bool__(self) -> bool:
        return bool(self.rows) and bool(self.days)

    @property
    def box(self) -> Box:
        """The range, or the single cell under the cursor."""
        here, there = self.cursor, self.corner or self.cursor
        return Box(
            min(here.row, there.row),
            min(here.column, there.column),
            max(here.row, there.row),
            max(here.column, there.column),
        )

    def clamp(self, row: int, column: int) -> Spot:
        """The nearest cell that exists."""
        return Spot(min(max(0, row), len(self.rows) - 1), min(max(0, column), len(self.days) - 1))

    def cell(self, spot: Spot) -> GridCell:
        """What stands there."""
        return self.rows[spot.row].cells[spot.column]

    def name(self, spot: Spot) -> tuple[int, date]:
        """The cell as others know it: person and day."""
        return self.rows[spot.row].id, self.days[spot.column].day

    def spot(self, person_id: int, day: date) -> Spot | None:
        """Where a person's day stands; none if it is not in this grid."""
        row, column = self._places.get(person_id), self._days.get(day)
        return None if row is None or column is None else Spot(row, column)

    def replace_row(self, row: GridRow) -> int | None:
        """Take over the store's answer for a person; the row's place, or none if the person is not shown."""
        place = self._places.get(row.id)
        if place is not None:
            self.rows[place] = row
            self._tones.update((cell.letter, cell.tone) for cell in row.cells)
        return place

    def write(self, box: Box, letter: str) -> None:
        """Show a code before the store has answered; an empty letter takes the person's mark away."""
        cell = GridCell(letter, self._tones.get(letter, Tone.NORMAL), manual=bool(letter))
        for place in range(box.top, box.bottom + 1):
            row = self.rows[place]
            middle = (cell,) * (box.right - box.left + 1)
            cells = (*row.cells[: box.left], *middle, *row.cells[box.right + 1 :])
            self.rows[place] = replace(row, cells=cells)

    def find_question(self, step: int) -> Spot | None:
        """The next (``step`` 1) or previous (-1) cell with a question, going around the ends."""
        width, size = len(self.days), len(self.days) * len(self.rows)
        here = self.cursor.row * width + self.cursor.column
        for away in range(1, size + 1):
            spot = Spot(*divmod((here + step * away) % size, width))
            if self.cell(spot).question:
                return spot
        return None
