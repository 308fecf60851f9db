"""One person's inputs to a month, as plain values taken from the store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from data.personel.rules import StaffKind, WeekPattern


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of days under one staff kind and one weekly pattern; an open end is ``None``."""

    start: date
    end: date | None
    kind: StaffKind
    week: WeekPattern


@dataclass(frozen=True, slots=True)
class Leave:
    """An approved leave or a report, both dates included. ``code`` is a day code's key.

    Attributes:
        part: ``tam`` for whole days, else which half of its one day it takes.
        minutes: Minutes of each day for leave by the hour; 0 for whole and half days.
    """

    id: int
    code: str
    start: date
    end: date
    document: str
    part: str = "tam"
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """A code that the clerk typed for one day, with its reason and the number of its paper, if any."""

    id: int
    day: date
    code: str
    reason: str
    document: str


@dataclass(frozen=True, slots=True)
class Ordered:
    """Work beyond the shift that an olur orders for a day.

    Attributes:
        start: Minutes from the day's midnight, ``end`` past 1440 where it goes on after midnight; both ``None``
            where only the net minutes are known.
        minutes: Net minutes ordered.
        as_time: Free time instead of pay, asked for in writing (4857 s. K. m.41).
    """

    id: int
    day: date
    start: int | None
    end: int | None
    break_minutes: int
    minutes: int
    document: str
    as_time: bool = False


@dataclass(frozen=True, slots=True)
class Even:
    """A stretch of weeks that an agreement evens out (denkleştirme, 4857 s. K. m.63).

    Attributes:
        earlier: Minutes worked on ordinary days of its weeks before the period's first week.
    """

    start: date
    end: date
    document: str
    earlier: int = 0


class PunchTime(NamedTuple):
    """One pass at the door clock in the office's local time: ``G`` in, ``C`` out, ``?`` not told.

    A tuple, because a month of two thousand people has two hundred thousand of them.

    Attributes:
        id: Key of the clock's record; below zero, with the sign off, of a pass that a clerk wrote by hand.
        device: The reader that saw it, where the file tells.
    """

    id: int
    at: datetime
    direction: str
    device: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Everything the month of one person is computed from.

    Leave and marks must reach back to six days before the period (4857 s. K. m.46: the rest day looks at the
    days before it), punches to one day before and one day after it (a night shift ends on the next date);
    more does no harm.

    Attributes:
        hire: First day employed; unknown means that the parts alone tell.
        exit: Last day employed, itself an insured day.
        orders: As leave, back to six days before the period; punches too for whoever has any (a week is counted
            whole).
        year_minutes: (year, minutes of fazla çalışma) of the weeks that ended before this period.
    """

    id: int
    hire: date | None
    exit: date | None
    parts: tuple[Part, ...]
    leaves: tuple[Leave, ...] = ()
    marks: tuple[Mark, ...] = ()
    punches: tuple[PunchTime, ...] = ()
    orders: tuple[Ordered, ...] = ()
    evens: tuple[Even, ...] = ()
    year_minutes: tuple[tuple[int, int], ...] = ()
