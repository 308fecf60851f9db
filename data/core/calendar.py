"""The office's calendar as a plain value: holidays, half days, working-day arithmetic.

The rows behind it are filled from the ``holidays`` package and edited by the office
(see :mod:`data.core.holidays`); rules only ever see this value, so they can be tested for any year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

ONE_DAY = timedelta(days=1)

MONTHS = (
    "Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran",
    "Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık",
)  # fmt: skip
WEEKDAYS = ("Pazartesi", "Salı", "Çarşamba", "Perşembe", "Cuma", "Cumartesi", "Pazar")
WEEKDAYS_SHORT = ("Pt", "Sa", "Ça", "Pe", "Cu", "Ct", "Pz")


def days_between(start: date, end: date) -> Iterator[date]:
    """Every date from ``start`` to ``end``, both included."""
    day = start
    while day <= end:
        yield day
        day += ONE_DAY


def format_date(day: date) -> str:
    """``21.11.2026``."""
    return f"{day.day:02d}.{day.month:02d}.{day.year:04d}"


class HolidayKind(StrEnum):
    """Why a day is free: the law of holidays, an administrative leave, or a local day."""

    RESMI = "resmi"
    IDARI = "idari"
    YEREL = "yerel"

    @property
    def label(self) -> str:
        """As shown on screen."""
        return {"resmi": "Resmî tatil", "idari": "İdari izin", "yerel": "Yerel tatil"}[self.value]


@dataclass(frozen=True, slots=True)
class Holiday:
    """One free day. ``half`` means free from 13:00 on (2429 s. K. m.1, m.2)."""

    day: date
    name: str
    half: bool = False
    kind: HolidayKind = HolidayKind.RESMI


class WorkCalendar:
    """Holidays of a range of years, and counting over them. Saturday and Sunday are free unless told."""

    def __init__(self, holidays: Iterable[Holiday] = ()) -> None:
        self._days: dict[date, Holiday] = {}
        for holiday in holidays:
            present = self._days.get(holiday.day)
            # Two holidays may fall on one date (19.05.2027): the full one outweighs the half one.
            if present is None or (present.half and not holiday.half):
                self._days[holiday.day] = holiday

    def __iter__(self) -> Iterator[Holiday]:
        return iter(sorted(self._days.values(), key=lambda holiday: holiday.day))

    def holiday(self, day: date) -> Holiday | None:
        """The holiday on that day, if any."""
        return self._days.get(day)

    def is_working_day(self, day: date) -> bool:
        """Whether offices work that day at all; a half holiday is a working day."""
        holiday = self._days.get(day)
        return day.weekday() < 5 and (holiday is None or holiday.half)

    def next_working_day(self, day: date) -> date:
        """The day itself if offices work, else the first later day on which they do."""
        while not self.is_working_day(day):
            day += ONE_DAY
        return day

    def add_working_days(self, start: date, count: int) -> date:
        """The ``count``-th working day after ``start``; ``start`` itself is not counted.

        Args:
            count: How many working days; must not be negative.
        """
        day = start
        while count > 0:
            day += ONE_DAY
            if self.is_working_day(day):
                count -= 1
        return day

    def skipped_days(self, start: date, end: date) -> tuple[tuple[date, str], ...]:
        """The days after ``start`` up to ``end`` that were not working days, each with its cause in words."""
        skipped = []
        for day in days_between(start + ONE_DAY, end):
            if not self.is_working_day(day):
                holiday = self._days.get(day)
                skipped.append((day, holiday.name if holiday and not holiday.half else WEEKDAYS[day.weekday()]))
        return tuple(skipped)
