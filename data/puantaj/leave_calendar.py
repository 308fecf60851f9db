"""The calendar of leave: who is away when, what is only asked for, and where too few would be left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from data.core import holidays
from data.core.models import Birim
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold
from data.puantaj.leave_names import shown_code
from data.puantaj.presence import Attendance, DayState, attendance, minimums, shortages
from data.puantaj.rules.codes import CodeGroup, Codes
from data.puantaj.rules.period import Period
from data.puantaj.setup import codes_in_use
from data.puantaj.views import DayHead, day_heads

AREA = "puantaj"
WEEKS = 5


@dataclass(frozen=True, slots=True)
class CalendarCell:
    """A person's day: a letter only where leave touches it, or where the person is not here."""

    letter: str
    group: CodeGroup
    pending: bool
    leave_id: int


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A person's window."""

    personel_id: int
    name: str
    sicil: str
    cells: tuple[CalendarCell, ...]


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of all: how many are at work and away, and the units that are below their minimum."""

    present: int
    away: int
    short: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeaveCalendar:
    """Five weeks of leave."""

    unit: str
    period: Period
    heads: tuple[DayHead, ...]
    days: tuple[CalendarDay, ...]
    rows: tuple[CalendarRow, ...]


def window_of(day: date, weeks_on: int = 0) -> Period:
    """The five weeks that begin with the Monday of a day's week, moved by whole weeks."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=weeks_on)
    return Period(monday, monday + timedelta(weeks=WEEKS, days=-1))


def leave_calendar(look: Look, period: Period, birim_id: int = 0, text: str = "") -> LeaveCalendar:
    """Everybody in sight of a unit over a window of days, and the counts of each day.

    Args:
        birim_id: The unit whose people are shown; 0 for all in sight.
        text: Words of names; the counts stay those of the whole unit.

    Raises:
        NotAllowed: no permission, or the unit is out of sight.
    """
    look.actor.require(AREA, Verb.VIEW)
    unit = look.session.get(Birim, birim_id) if birim_id else None
    if unit is not None:
        look.actor.require_sight(unit.path)
    path = unit.path if unit is not None else look.actor.scope
    present = attendance(look, path, period.start, period.end)
    codes = Codes(shown_code(code, look.actor) for code in codes_in_use(look))
    cells = _Cells(codes)
    words = fold(text).split()
    return LeaveCalendar(
        unit=unit.name if unit is not None else "",
        period=period,
        heads=day_heads(period, holidays.calendar(look)),
        days=_days(look, present, path),
        rows=tuple(
            CalendarRow(person.id, person.name, person.sicil, tuple(cells.of(state) for state in person.days))
            for person in present.people
            if all(word in fold(person.name) for word in words)
        ),
    )


class _Cells:
    """Cells made once for each state: nearly all days of nearly all people are the same few."""

    def __init__(self, codes: Codes) -> None:
        self._codes = codes
        self._made: dict[DayState, CalendarCell] = {}

    def of(self, state: DayState) -> CalendarCell:
        found = self._made.get(state)
        if found is None:
            found = self._made[state] = self._make(state)
        return found

    def _make(self, state: DayState) -> CalendarCell:
        if not state.code:
            return CalendarCell("-", CodeGroup.disi, False, 0)
        code = self._codes.by_key(state.code)
        if state.leave_id:
            return CalendarCell(code.letter, code.group, state.pending, state.leave_id)
        return CalendarCell("" if state.work else "·", code.group, False, 0)


def _days(look: Look, present: Attendance, path: str) -> tuple[CalendarDay, ...]:
    short: dict[date, list[str]] = {}
    for one in shortages(present, minimums(look, path)):
        short.setdefault(one.day, []).append(f"{one.unit}: {one.present}, asgari {one.minimum}")
    here, away = present.present(), [0] * len(present.days)
    for person in present.people:
        for place, state in enumerate(person.days):
            away[place] += state.work and state.away
    return tuple(
        CalendarDay(here[place], away[place], tuple(short.get(day, ()))) for place, day in enumerate(present.days)
    )
