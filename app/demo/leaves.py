"""Leave and reports of the demo's three months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from app.demo.calendar import StoryDates
from app.demo.people import DemoPerson
from data.personel.rules import StaffKind

_SHARE = 0.55
"""Leaves a person in three months."""
_MOST = 300
"""A large demo is for measuring; every leave is a transaction of its own, so there are not more than these."""
_YEARLY = {
    StaffKind.MEMUR: "YILLIK_MEMUR",
    StaffKind.SOZLESMELI: "YILLIK_MEMUR",
    StaffKind.ISCI: "YILLIK_ISCI",
    StaffKind.SIRKET: "YILLIK_ISCI",
}
_RARE = ("EVLILIK", "OLUM", "BABALIK")
_LENGTHS = {"RAPOR": (1, 5), "MAZERET": (1, 3)}
_BY_LAW = {"EVLILIK": 3, "OLUM": 3, "BABALIK": 5}
"""Days that 4857 s. K. Ek m.2 gives; a memur's are longer, and taken whole as well."""


@dataclass(frozen=True, slots=True)
class DemoLeave:
    """One leave; ``told_on`` is the day on which it reached the office."""

    person: DemoPerson
    code: str
    start: date
    end: date
    document: str
    told_on: date


def draw_leaves(random: Random, people: list[DemoPerson], dates: StoryDates) -> list[DemoLeave]:
    """The leaves; each person's :attr:`DemoPerson.away` is filled as well."""
    last = max(dates.months[-1].end, dates.split[-1].end)
    span = (last - dates.first_day).days
    able = [person for person in people if person.kind in _YEARLY and not _has_another_fate(person)]
    leaves: list[DemoLeave] = []
    for person in random.sample(able, min(_MOST, round(len(able) * _SHARE))):
        code = _code(random, person.kind)
        low, high = _length(code, person.kind)
        start = dates.first_day + timedelta(days=random.randrange(span - high))
        start += timedelta(days=max(0, 7 - start.weekday()) if start.weekday() > 4 else 0)
        end = start + timedelta(days=random.randint(low, high) - 1)
        if _collides(person, start, end):
            continue
        leaves.append(_leave(person, code, start, end, len(leaves) + 1))
    leaves.append(_sick_but_present(people, dates, len(leaves) + 1))
    return leaves


def _length(code: str, kind: StaffKind) -> tuple[int, int]:
    if code in _BY_LAW:
        public = kind in (StaffKind.MEMUR, StaffKind.SOZLESMELI)
        days = {"BABALIK": 10}.get(code, 7) if public else _BY_LAW[code]
        return days, days
    return _LENGTHS.get(code, (3, 12))


def _has_another_fate(person: DemoPerson) -> bool:
    return person.hired_in_story or person.present_though_sick or person.changes_on is not None


def _code(random: Random, kind: StaffKind) -> str:
    drawn = random.random()
    if drawn < 0.3:
        return "RAPOR"
    if drawn < 0.38:
        return random.choice(_RARE)
    if drawn < 0.5 and kind in (StaffKind.MEMUR, StaffKind.SOZLESMELI):
        return "MAZERET"
    return _YEARLY[kind]


def _collides(person: DemoPerson, start: date, end: date) -> bool:
    marked = (person.absent_on, person.new_card_on)
    leaves_before = person.exit is not None and end > person.exit
    return leaves_before or any(day is not None and start <= day <= end for day in marked)


def _leave(person: DemoPerson, code: str, start: date, end: date, number: int) -> DemoLeave:
    person.away.append((start, end))
    sick = code == "RAPOR"
    document = f"{start.year}-{4_100 + number}" if sick else f"{start.year}/{number}"
    return DemoLeave(person, code, start, end, document, start if sick else start - timedelta(days=3))


def _sick_but_present(people: list[DemoPerson], dates: StoryDates, number: int) -> DemoLeave:
    """In the month that is still open somebody passed the door while on a report: a red question waits."""
    person = next(one for one in people if one.present_though_sick)
    first = dates.months[-1].start + timedelta(days=13)
    start = first + timedelta(days=(1 - first.weekday()) % 7)  # a Tuesday, so that the next day is a work day
    leave = _leave(person, "RAPOR", start, start + timedelta(days=2), number)
    person.away[:] = [(start, start), (start + timedelta(days=2), start + timedelta(days=2))]
    return leave
