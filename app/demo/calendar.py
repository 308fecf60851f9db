"""The dates of the demo's story: three months before today, each group by its own period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta

from data.core.calendar import WorkCalendar
from data.puantaj.rules.period import Period

MONTHS = 3


@dataclass(frozen=True, slots=True)
class StoryDates:
    """When what happened.

    Attributes:
        months: The last three whole calendar months, oldest first.
        split: The last three whole periods from the 15th to the 14th, oldest first.
    """

    today: date
    months: tuple[Period, ...]
    split: tuple[Period, ...]

    @classmethod
    def before(cls, today: date) -> StoryDates:
        """The dates of a demo that is opened today."""
        return cls(today, _last(today, 1), _last(today, 15))

    @property
    def first_day(self) -> date:
        """First day with passes at the door: the rest day looks at the six days before a period."""
        return min(self.months[0].start, self.split[0].start) - timedelta(days=7)

    @property
    def founding(self) -> date:
        """When the office was set up."""
        return self.first_day - timedelta(days=5)

    def periods(self, first_day: int) -> tuple[Period, ...]:
        """The periods of a group."""
        return self.split if first_day == 15 else self.months

    def at(self, day: date, hour: int, minute: int = 0) -> datetime:
        """That clock time as an instant, but never later than this morning."""
        latest = datetime.combine(self.today, time(7, 30))
        return min(datetime.combine(day, time(hour, minute)), latest).astimezone()

    def file_spans(self) -> tuple[Period, ...]:
        """The clock is emptied twice a month: on the 15th and on the first."""
        spans, start = [], self.first_day
        while start < self.today:
            middle = start.replace(day=14)
            end = middle if start <= middle else start.replace(day=1) + relativedelta(months=1, days=-1)
            end = min(end, self.today - timedelta(days=1))
            spans.append(Period(start, end))
            start = end + timedelta(days=1)
        return tuple(spans)


def _last(today: date, first_day: int) -> tuple[Period, ...]:
    found: list[Period] = []
    month = today.replace(day=1)
    while len(found) < MONTHS:
        period = Period.of_month(month.year, month.month, first_day)
        if period.end < today:
            found.insert(0, period)
        month -= relativedelta(months=1)
    return tuple(found)


def work_day_from(calendar: WorkCalendar, day: date) -> date:
    """That day, or the next one on which the office works."""
    return day if calendar.is_working_day(day) else calendar.next_working_day(day)
