"""The shift of one day in minutes, for counting punches against it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from data.personel.rules import WeekPattern

DAY_MINUTES = 24 * 60
EARLIEST_MINUTES = 4 * 60
"""A pass up to four hours before a shift belongs to that shift, an earlier one to the day before."""

SURELY_DAY = (6 * 60, 20 * 60)
"""Presence between these minutes has no night in it."""

_NIGHT_LENGTH = 10 * 60
_NIGHTS = (-4 * 60, 20 * 60, 44 * 60)


@dataclass(frozen=True, slots=True)
class Shift:
    """Minutes from the day's midnight; ``end`` runs past 1440 where the shift crosses midnight.

    Attributes:
        opens: From this minute on a pass belongs to this day.
        work: Whether presence is cut to the shift; on a free day all of it counts.
    """

    start: int
    end: int
    break_minutes: int
    opens: int
    work: bool

    @classmethod
    def of(cls, week: WeekPattern, *, work: bool, ends_at: time | None = None) -> Shift:
        """The shift of a day of that pattern.

        Args:
            ends_at: On a half holiday, the hour from which the day is free.
        """
        start, end = _minutes(week.start), _minutes(week.end)
        if end <= start:
            end += DAY_MINUTES
        if ends_at is not None and start < _minutes(ends_at) < end:
            end = _minutes(ends_at)
        return cls(start, end, week.break_minutes, start - EARLIEST_MINUTES, work)


def legal_break(span: int) -> int:
    """Break minutes that the law takes off a presence of that length (4857 s. K. m.68)."""
    if span <= 4 * 60:
        return 15
    if span <= 7 * 60 + 30:
        return 30
    return 60 if span <= 11 * 60 else 90


def night_minutes(start: int, end: int) -> int:
    """Minutes of that stretch that lie between 20:00 and 06:00 (4857 s. K. m.69)."""
    night = 0
    for begins in _NIGHTS:
        ends = begins + _NIGHT_LENGTH
        if start < ends and end > begins:
            night += (end if end < ends else ends) - (start if start > begins else begins)
    return night


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute
