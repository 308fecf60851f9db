"""The days that tests of deadlines count on: the official holidays, and a Friday in a plain week."""

from __future__ import annotations

from datetime import date
from functools import cache

from data.core.calendar import WorkCalendar
from data.core.holidays import package_holidays
from data.evrak.rules.given import parse_given

FRIDAY = date(2026, 11, 20)


@cache
def calendar() -> WorkCalendar:
    """The official holidays of 2025 to 2027 and of 2021, the year in which 2577 m.10 changed."""
    return WorkCalendar(day for year in (2021, 2025, 2026, 2027) for day in package_holidays(year))


def day(text: str) -> date:
    """``20.11.2026`` as a date."""
    found = parse_given(text).day
    assert found is not None
    return found
