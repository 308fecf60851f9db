"""The office of the worked examples: real holidays, the default codes and settings, usual weekly patterns."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import cache

from data.core.calendar import Holiday, WorkCalendar
from data.personel.rules import StaffKind, WeekPattern
from data.puantaj.rules.codes import DEFAULT_CODES, Codes
from data.puantaj.rules.days import PersonMonth, month_of
from data.puantaj.rules.period import Period
from data.puantaj.rules.person import Leave, Mark, Part, Person, PunchTime
from data.puantaj.rules.settings import PuantajSettings

CODES = Codes(DEFAULT_CODES)
DEFAULTS = PuantajSettings()
SIX_DAYS = WeekPattern.from_letters("XXXXXXT")
FIVE_DAYS = WeekPattern.from_letters("XXXXXAT")
TWO_REST_DAYS = WeekPattern.from_letters("XXXXXTT")
LONG_AGO = date(2019, 1, 1)


@cache
def calendar() -> WorkCalendar:
    """Full and half holidays of 2024–2027 as the holidays package knows them."""
    import holidays

    full = holidays.Turkey(years=range(2024, 2028), language="tr")
    both = holidays.Turkey(years=range(2024, 2028), categories=("public", "half_day"), language="tr")
    return WorkCalendar(Holiday(day, name, half=day not in full) for day, name in both.items())


def month(year: int, number: int) -> Period:
    """That calendar month."""
    return Period.of_month(year, number)


def person(
    kind: StaffKind = StaffKind.ISCI,
    week: WeekPattern = SIX_DAYS,
    *,
    leaves: tuple[Leave, ...] = (),
    marks: tuple[Mark, ...] = (),
    punches: tuple[PunchTime, ...] = (),
    hire: date | None = LONG_AGO,
    leaves_on: date | None = None,
) -> Person:
    """Somebody employed for long under one kind and pattern."""
    return Person(7, hire, leaves_on, (Part(LONG_AGO, None, kind, week),), leaves, marks, punches)


def leave(code: str, start: date, end: date, number: int = 1, document: str = "B-1") -> Leave:
    """An approved leave with its paper."""
    return Leave(number, code, start, end, document)


def mark(code: str, day: date, number: int = 1, document: str = "T-1") -> Mark:
    """A typed code with its paper."""
    return Mark(number, day, code, "", document)


def punches(*lines: str) -> tuple[PunchTime, ...]:
    """``2026-04-13 07:52 G`` per line."""
    return tuple(
        PunchTime(number, datetime.fromisoformat(line[:16]), line[17:]) for number, line in enumerate(lines, 1)
    )


def compute(who: Person, period: Period, settings: PuantajSettings = DEFAULTS) -> PersonMonth:
    """The month with the default codes."""
    return month_of(who, period, calendar(), CODES, settings)


def letters(result: PersonMonth) -> str:
    """The row as printed, cells parted by blanks."""
    return " ".join(CODES.by_key(day.code).letter for day in result.days)


def by_letter(result: PersonMonth) -> dict[str, Decimal]:
    """Days by printed letter."""
    return {CODES.by_key(key).letter: days for key, days in result.totals.by_code}


def days(**counts: str) -> dict[str, Decimal]:
    """``days(X="18.5")``."""
    return {letter: Decimal(count) for letter, count in counts.items()}


def prim(result: PersonMonth) -> tuple[int | None, int, str]:
    """Prim günü, eksik gün, kod."""
    value = result.prim.value
    return value.days, value.missing, value.reason_code


def laws(result: PersonMonth, day: date) -> str:
    """The laws that the reasons of one day name."""
    found = next(each for each in result.days if each.day == day)
    return "; ".join(reason.law for reason in found.reasons)


def questions(result: PersonMonth) -> list[tuple[int, str]]:
    """(day of month, kind) of everything asked."""
    return [(question.day.day, question.kind) for question in result.questions]
