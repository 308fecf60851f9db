"""How long the rules need for a month of 2,000 and of 20,000 people, and whether that grows in a line.

Run: ``python tests/bench/bench_rules.py``. Prints one line a size and the ratio of seconds a person.
"""

from __future__ import annotations

import random
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from data.core.calendar import Holiday, WorkCalendar
from data.personel.rules import StaffKind, WeekPattern
from data.puantaj.rules.codes import DEFAULT_CODES, Codes
from data.puantaj.rules.days import month_of
from data.puantaj.rules.period import Period
from data.puantaj.rules.person import Leave, Mark, Part, Person, PunchTime
from data.puantaj.rules.settings import PuantajSettings

_OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))
_CALENDAR = WorkCalendar(
    [
        Holiday(date(2026, 10, 28), "Cumhuriyet Bayramı", half=True),
        Holiday(date(2026, 10, 29), "Cumhuriyet Bayramı"),
    ]
)
_BATCH = 500
_PATTERNS = (
    (StaffKind.ISCI, WeekPattern.from_letters("XXXXXXT")),
    (StaffKind.SIRKET, WeekPattern.from_letters("XXXXXXT", start=time(20), end=time(6))),
    (StaffKind.ISCI, WeekPattern.from_letters("XXXXXAT")),
    (StaffKind.MEMUR, WeekPattern.from_letters("XXXXXTT")),
)


def _person(number: int, dice: random.Random) -> Person:
    kind, week = _PATTERNS[number % len(_PATTERNS)]
    punches: list[PunchTime] = []
    night = week.end < week.start
    for place in range(-1, 32):
        day = _OCTOBER.start + timedelta(days=place)
        if dice.random() < 0.03:
            continue
        opening = datetime.combine(day, week.start)
        hours = (0, 4, 5, 10 if night else 9)
        for turn, hour in enumerate(hours):
            at = opening + timedelta(hours=hour, minutes=dice.choice((-6, -2, 0, 1, 4, 12)))
            punches.append(PunchTime(len(punches), at, "GC"[turn % 2]))
        if dice.random() < 0.05:
            punches.pop()
    leaves: tuple[Leave, ...] = ()
    marks: tuple[Mark, ...] = ()
    if dice.random() < 0.3:
        start = _OCTOBER.start + timedelta(days=dice.randrange(28))
        leaves = (Leave(1, "RAPOR", start, start + timedelta(days=dice.randrange(4)), "R-1"),)
    if dice.random() < 0.2:
        marks = (Mark(1, _OCTOBER.start + timedelta(days=dice.randrange(31)), "DEVAMSIZ", "", "T-1"),)
    part = Part(date(2020, 1, 1), None, kind, week)
    return Person(number, part.start, None, (part,), leaves, marks, tuple(punches))


def main() -> None:
    """Measures both sizes."""
    codes, settings = Codes(DEFAULT_CODES), PuantajSettings()
    a_person: dict[int, float] = {}
    for size in (2_000, 20_000):
        dice = random.Random(2026)
        seconds, punches = 0.0, 0
        # People come from the store in batches; so they do here.
        for first in range(0, size, _BATCH):
            people = [_person(number, dice) for number in range(first, first + _BATCH)]
            punches += sum(len(person.punches) for person in people)
            began = perf_counter()
            months = [month_of(person, _OCTOBER, _CALENDAR, codes, settings) for person in people]
            seconds += perf_counter() - began
            assert len(months) == _BATCH
        a_person[size] = seconds / size
        print(f"{size} people, {punches} punches: {seconds:.2f} s")  # noqa: T201
    print(f"seconds a person, 20000 against 2000: {a_person[20_000] / a_person[2_000]:.2f}")  # noqa: T201


if __name__ == "__main__":
    main()
