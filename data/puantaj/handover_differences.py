"""What a correction changes in what HR already has, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from data.core.flat import FlatTable
from data.puantaj.handover import HandedBefore, ReadyMonth
from data.puantaj.handover_layout import (
    DAY_SPECS,
    DIFFERENCE_COLUMNS,
    DIFFERENCES,
    TOTAL_SPECS,
    DayLine,
    PersonLine,
)
from data.puantaj.rules.settings import PuantajSettings

Place = tuple[int, date | None, str]
"""A cell: person, day (``None`` for a total of the period), column."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that differs; a value is ``None`` where the person is not on that revision's sheet."""

    sicil: str
    name: str
    place: Place
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class MonthDifferences:
    """What a month's revision changes in the one that went before."""

    month: ReadyMonth
    before: HandedBefore
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """The cells of a revision, and who each person is."""

    cells: Mapping[Place, object]
    people: Mapping[int, tuple[str, str]]
    """Sicil and name by the person's key, in the order of the sheet."""


def figures(people: Iterable[PersonLine], days: Iterable[DayLine]) -> Figures:
    """The cells by which revisions are compared."""
    cells: dict[Place, object] = {}
    names: dict[int, tuple[str, str]] = {}
    for person in people:
        key = person.row.personel_id
        names[key] = (person.row.sicil, person.row.name)
        for spec in TOTAL_SPECS:
            if spec.measured:
                cells[(key, None, spec.column.name)] = spec.value(person)
    for line in days:
        for spec in DAY_SPECS:
            if spec.measured:
                cells[(line.day.personel_id, line.day.day, spec.column.name)] = spec.value(line)
    return Figures(cells, names)


def compare(old: Figures, new: Figures) -> tuple[Difference, ...]:
    """Every cell that differs: person by person as on the new sheet, first the days, then the totals.

    Writing the new values over the old cells gives the new revision, and nothing else differs.
    """
    people = {**old.people, **new.people}
    order = {
        key: place for place, key in enumerate([*new.people, *(k for k in old.people if k not in new.people)])
    }
    day_columns, total_columns = (
        {spec.column.name: place for place, spec in enumerate(specs)} for specs in (DAY_SPECS, TOTAL_SPECS)
    )

    def rank(place: Place) -> tuple[int, bool, date, int]:
        person, day, column = place
        columns = total_columns if day is None else day_columns
        return order[person], day is None, day or date.min, columns[column]

    return tuple(
        Difference(*people[place[0]], place, old.cells.get(place), new.cells.get(place))
        for place in sorted(old.cells.keys() | new.cells.keys(), key=rank)
        if old.cells.get(place) != new.cells.get(place)
    )


def difference_table(months: Iterable[MonthDifferences], settings: PuantajSettings) -> FlatTable:
    """``fark_listesi``: a line for each cell that a correction changes."""
    rows = tuple(
        (
            found.month.group,
            found.month.period.start,
            found.month.period.end,
            found.before.revision,
            found.month.revision,
            one.sicil,
            one.name,
            one.place[1],
            one.place[2],
            one.old,
            one.new,
        )
        for found in months
        for one in found.differences
    )
    return FlatTable(
        DIFFERENCES,
        "Daha önce teslim edilmiş bir puantajın düzeltmesinde değişen her değer için bir satır",
        DIFFERENCE_COLUMNS,
        rows,
        decimal_comma=settings.csv_virgul,
        iso_dates=settings.csv_iso_tarih,
    )
