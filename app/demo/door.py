"""What the door clock of the demo office wrote: true to life, which means dirty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from app.demo.people import WEEKS, DemoPerson
from data.core.calendar import WorkCalendar
from data.personel.rules import DayPlan, WeekPattern
from data.puantaj.rules.period import Period

UNKNOWN_CARD = "7777"
"""A card that was handed to nobody."""

_LATE, _EARLY, _REPEATED, _NO_EXIT, _NOTHING, _ON_SATURDAY = 0.06, 0.02, 0.04, 0.012, 0.004, 0.012
_NOON = time(13)
_IN, _OUT = "0", "1"


def attlog(seed: int, people: Sequence[DemoPerson], span: Period, calendar: WorkCalendar) -> bytes:
    """The clock's file of those days: card, moment, kind of check, direction, two columns nobody reads."""
    lines: list[tuple[datetime, str, str]] = []
    # The day before is drawn again, because its night shift ends in this file.
    for day in (span.start - timedelta(days=1), *span.days):
        random = Random(f"{seed} {day}")
        holiday = calendar.holiday(day)
        for person in people:
            if person.employed(day) and not person.is_away(day):
                lines.extend(_day(random, person, day, holiday is not None, holiday is not None and holiday.half))
        if day.weekday() == 2:
            lines.append((_moment(random, day, 9 * 60 + 20, 30), UNKNOWN_CARD, _IN))
    kept = [line for line in lines if span.start <= line[0].date() <= span.end]
    kept.sort(key=lambda line: (line[0], line[1], line[2]))
    return "".join(f"{card:>9}\t{at.isoformat(' ')}\t1\t{way}\t0\t0\n" for at, card, way in kept).encode()


def _day(
    random: Random, person: DemoPerson, day: date, holiday: bool, half: bool
) -> Iterator[tuple[datetime, str, str]]:
    week = WEEKS[person.pattern]
    card = person.card_on(day)
    if (ordered := person.orders.get(day)) is not None:
        yield from _ordered(random, week, day, card, ordered)
        return
    if week.plan(day) is not DayPlan.WORK or (holiday and not half):
        if day.weekday() == 5 and random.random() < _ON_SATURDAY:
            minute = 10 * 60 + random.randrange(60)
            yield _moment(random, day, minute, 5), card, _IN
            yield _moment(random, day, minute + 95, 30), card, _OUT
        return
    if random.random() < _NOTHING or day == person.absent_on:
        return
    start = week.start.hour * 60 + week.start.minute
    end = (_NOON if half and week.start < _NOON else week.end).hour * 60
    end += 24 * 60 if end <= start else 0
    late = random.random() < _LATE
    came = _moment(random, day, start + (8 if late else -14), 35 if late else 15)
    yield came, card, _IN
    if random.random() < _REPEATED:
        yield came + timedelta(seconds=random.randrange(4, 100)), card, _IN
    if random.random() < _NO_EXIT:
        return
    left = _moment(random, day, end - (40 if random.random() < _EARLY else 0), 25)
    yield left, card, _OUT
    if random.random() < _REPEATED:
        yield left + timedelta(seconds=random.randrange(4, 100)), card, _OUT


def _ordered(
    random: Random, week: WeekPattern, day: date, card: str, ordered: tuple[time, time]
) -> Iterator[tuple[datetime, str, str]]:
    """Whoever is ordered to work on passes the door for all of it."""
    begin = week.start if week.plan(day) is DayPlan.WORK else ordered[0]
    yield _moment(random, day, begin.hour * 60 + begin.minute - 12, 9), card, _IN
    yield _moment(random, day, ordered[1].hour * 60 + ordered[1].minute + 1, 12), card, _OUT


def _moment(random: Random, day: date, minute: int, spread: int) -> datetime:
    second = minute * 60 + int(random.random() * spread * 60)
    return datetime.combine(day, time()) + timedelta(seconds=second)
