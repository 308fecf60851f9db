"""What a change of the holiday table would move; nothing moves by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from data.core.calendar import Holiday, WorkCalendar, format_date
from data.core.reasons import Reason
from data.evrak.rules.deadlines import Deadline, Pause, count_again
from data.evrak.rules.terms import STANDARD, Terms, Unit
from data.evrak.rules.values import Basis


@dataclass(frozen=True, slots=True)
class Kept:
    """A deadline as it was once computed and kept.

    Attributes:
        key: Whose it is; handed back as given.
        unit: A given date never moves.
        length: As it was then; a later change of the setting does not reach back.
    """

    key: int
    basis: Basis
    start: date
    unit: Unit
    length: int
    last_day: date
    pauses: tuple[Pause, ...] = ()


@dataclass(frozen=True, slots=True)
class Moved:
    """A deadline that would end on another day.

    Attributes:
        found: How the new last day is counted.
        reasons: The days of the table that make the difference, where the old table is known.
    """

    key: int
    old: date
    new: date
    found: Deadline
    reasons: tuple[Reason, ...]


def would_move(
    kept: Iterable[Kept], old: WorkCalendar | None, new: WorkCalendar, terms: Terms = STANDARD
) -> tuple[Moved, ...]:
    """Which deadlines would end on another day by the new table, in the order given.

    Args:
        old: The table that they were counted on, for naming the days; ``None`` where it is not known any more.
        terms: The customs of counting; the lengths are those kept.
    """
    moved = []
    for one in kept:
        if one.unit is Unit.TARIH:
            continue
        term = replace(terms.term(one.basis, one.start), length=one.length, unit=one.unit)
        found = count_again(term, one.start, new, terms, one.pauses)
        if found.last_day != one.last_day:
            last = max(found.last_day, one.last_day)
            why = tuple(_differences(old, new, one.start, last)) if old is not None else ()
            moved.append(Moved(one.key, one.last_day, found.last_day, found, why))
    return tuple(moved)


def _differences(old: WorkCalendar, new: WorkCalendar, start: date, last: date) -> Iterable[Reason]:
    before = {holiday.day: holiday for holiday in old if start < holiday.day <= last}
    after = {holiday.day: holiday for holiday in new if start < holiday.day <= last}
    for day in sorted(before.keys() | after.keys()):
        was, now = before.get(day), after.get(day)
        if was is None and now is not None:
            yield Reason(f"{_named(now)} takvime eklendi.", "Kurum takvimi")
        elif was is not None and now is None:
            yield Reason(f"{_named(was)} takvimden çıkarıldı.", "Kurum takvimi")
        elif was is not None and now is not None and was.half != now.half:
            yield Reason(f"{_named(now)}: {'yarım' if was.half else 'tam'} gündü.", "Kurum takvimi")


def _named(holiday: Holiday) -> str:
    return f"{format_date(holiday.day)} {holiday.name}{' (yarım gün)' if holiday.half else ''}"
