"""A puantaj period: from the 1st to the month's end, or from the 15th to the 14th; always two dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from data.core.calendar import MONTHS, days_between, format_date
from data.core.errors import BadInput


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days a puantaj covers, both ends included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise BadInput("Dönemin sonu başından önce olamaz.", "Dönem tarihlerini düzeltin.", field="end")

    @property
    def days(self) -> tuple[date, ...]:
        """Every date of the period."""
        return tuple(days_between(self.start, self.end))

    def __len__(self) -> int:
        return (self.end - self.start).days + 1

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    @property
    def label(self) -> str:
        """``Ekim 2026`` for a calendar month, else both dates."""
        if self.start.day == 1 and self.end == self.start + relativedelta(months=1, days=-1):
            return f"{MONTHS[self.start.month - 1]} {self.start.year}"
        return f"{format_date(self.start)}–{format_date(self.end)}"

    @classmethod
    def of_month(cls, year: int, month: int, first_day: int = 1) -> Period:
        """The period that starts on ``first_day`` of that month: whole month for 1, 15 … 14 for 15."""
        start = date(year, month, first_day)
        return cls(start, start + relativedelta(months=1) - timedelta(days=1))

    @classmethod
    def parse(cls, text: str, first_day: int = 1) -> Period:
        """Reads ``2026-10``.

        Raises:
            BadInput: not a year and a month.
        """
        year, dash, month = text.strip().partition("-")
        if not (dash and year.isdecimal() and month.isdecimal() and len(year) == 4 and 1 <= int(month) <= 12):
            raise BadInput(f"“{text[:20]}” bir dönem değil.", "Yıl ve ayı 2026-10 gibi yazın.", field="donem")
        return cls.of_month(int(year), int(month), first_day)
