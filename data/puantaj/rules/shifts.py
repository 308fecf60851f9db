"""The shift of one day in minutes, for counting punches against it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from data.personel.rules import WeekPattern

DAY_MINUTES = 24 * 60
EARLIEST_MINUTES = 4 * 60
"""A pass up to four hours before a shift belongs to that shift, an earlier one to the day before."""


@dataclass(frozen=True, slots=True)
class Clockwork:
    """What the settings say of minutes of a day: where the night lies, how long a break must be.

    Attributes:
        day: Presence between these minutes of the day has no night in it.
        nights: (begin, end) of the nights that a shift can touch, in minutes from the day's midnight.
        breaks: (span, break): the least break of a presence up to that span; the last holds beyond it too.
    """

    day: tuple[int, int]
    nights: tuple[tuple[int, int], ...]
    breaks: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, night_from: time, night_to: time, breaks: tuple[tuple[int, int], ...]) -> Clockwork:
        """The clockwork of a night that begins in the evening and ends in the morning (4857 s. K. m.69)."""
        begin, end = _minutes(night_from), _minutes(night_to)
        nights = tuple((begin + shift, end + DAY_MINUTES + shift) for shift in (-DAY_MINUTES, 0, DAY_MINUTES))
        return cls((end, begin), nights, breaks)

    def least_break(self, span: int) -> int:
        """Break minutes that the law takes off a presence of that length (4857 s. K. m.68)."""
        for limit, pause in self.breaks:
            if span <= limit:
                return pause
        return self.breaks[-1][1]

    def night_minutes(self, start: int, end: int) -> int:
        """Minutes of that stretch that lie in the night (4857 s. K. m.69)."""
        night = 0
        for begins, ends in self.nights:
            if start < ends and end > begins:
                night += (end if end < ends else ends) - (start if start > begins else begins)
        return night


@dataclass(frozen=True, slots=True)
class Shift:
    """Minutes from the day's midnight; ``end`` runs past 1440 where the shift crosses midnight.

    Attributes:
        opens: From this minute on a pass belongs to this day.
        work: Whether presence is cut to the shift; on a free day all of it counts.
        duty: A duty round the clock: it begins and ends at the same hour.
        cut: A half holiday ends it early.
    """

    start: int
    end: int
    break_minutes: int
    opens: int
    work: bool
    duty: bool = False
    cut: bool = False

    @classmethod
    def of(cls, week: WeekPattern, *, work: bool, ends_at: time | None = None) -> Shift:
        """The shift of a day of that pattern.

        Args:
            ends_at: On a half holiday, the hour from which the day is free.
        """
        start, end = _minutes(week.start), _minutes(week.end)
        if end <= start:
            end += DAY_MINUTES
        cut = ends_at is not None and start < _minutes(ends_at) < end
        if cut and ends_at is not None:
            end = _minutes(ends_at)
        duty = work and end - start == DAY_MINUTES
        return cls(start, end, week.break_minutes, start - EARLIEST_MINUTES, work, duty, cut)

    def pause(self, span: int, clockwork: Clockwork) -> int:
        """Break minutes of a presence: a whole shift has its own, a shorter one not more than the law's least.

        A shift without a break of its own takes the law's (4857 s. K. m.68).
        """
        own = self.break_minutes
        if own and self.work and not self.cut and span == self.end - self.start:
            return own
        least = clockwork.least_break(span)
        return own if 0 < own < least else least

    def net_minutes(self, clockwork: Clockwork) -> int:
        """Minutes of work in the whole shift, its break taken off."""
        span = self.end - self.start
        return span - self.pause(span, clockwork)

    def is_night(self, clockwork: Clockwork) -> bool:
        """Whether more than half of the shift lies in the night (4857 s. K. m.69)."""
        return clockwork.night_minutes(self.start, self.end) * 2 > self.end - self.start


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute
