"""Who is at work and who is away on which day: the calendar of leave, and the fewest people that must stay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlmodel import col

from data.core import holidays
from data.core.calendar import WorkCalendar, days_between
from data.core.models import Birim
from data.core.permissions import Verb
from data.core.store import Look
from data.personel.models import Part, Pattern, Personel
from data.personel.rules import StaffKind, WeekPattern
from data.puantaj.models import Izin, MinimumRow
from data.puantaj.rules import codes as keys
from data.puantaj.rules.base import base_code
from data.puantaj.rules.codes import CodeGroup, Codes, Coverage, DayCode
from data.puantaj.rules.leaves import LeavePart
from data.puantaj.rules.settings import PuantajSettings
from data.puantaj.setup import codes_in_use, settings_on

WORKED = frozenset({keys.CALISTI, keys.YARIM_TATIL})
"""Base codes of a day on which a person works."""


@dataclass(frozen=True, slots=True)
class DayState:
    """A person's day as the leave calendar knows it.

    Attributes:
        code: The leave's code, else the day's own base; empty where the person is not here.
        work: A day on which the person would work.
        away: A whole day's leave takes it.
        pending: The leave is only asked for yet.
        partial: Only hours or half the day.
    """

    code: str
    work: bool
    away: bool = False
    pending: bool = False
    partial: bool = False
    leave_id: int = 0

    @property
    def present(self) -> bool:
        """Counts towards the minimum."""
        return self.work and not self.away


NOBODY = DayState("", False)


@dataclass(frozen=True, slots=True)
class PersonDays:
    """A person's days; ``path`` and ``kind`` are those of the last day in the window."""

    id: int
    name: str
    sicil: str
    path: str
    kind: StaffKind
    days: tuple[DayState, ...]


@dataclass(frozen=True, slots=True)
class Attendance:
    """The days of a window and everybody's state on them, by Turkish order of names."""

    days: tuple[date, ...]
    people: tuple[PersonDays, ...]

    def present(self, path: str = "", kinds: Collection[StaffKind] = ()) -> tuple[int, ...]:
        """How many are at work on each day, of a unit and of some kinds only."""
        counts = [0] * len(self.days)
        for person in self.people:
            if person.path.startswith(path) and (not kinds or person.kind in kinds):
                for place, state in enumerate(person.days):
                    counts[place] += state.present
        return tuple(counts)


@dataclass(frozen=True, slots=True)
class Minimum:
    """The fewest of a unit's people, of some kinds or of all, that must be at work from a day on."""

    id: int
    birim_id: int
    unit: str
    path: str
    kinds: tuple[StaffKind, ...]
    valid_from: date
    minimum: int
    source: str


@dataclass(frozen=True, slots=True)
class Shortage:
    """A day on which too few would be at work."""

    day: date
    unit: str
    present: int
    minimum: int


def attendance(look: Look, path: str, start: date, end: date) -> Attendance:
    """Everybody of the units under ``path`` in a window; asks for no permission, the caller has."""
    days = tuple(days_between(start, end))
    bases = _Bases(days, holidays.calendar(look), settings_on(look, end))
    codes = codes_in_use(look)
    parts = _parts(look, path, start, end)
    leaves = _leaves(look, start, end)
    people = []
    for key, (person, rows) in parts.items():
        states = _states(person, rows, days, bases)
        own = leaves.get(key)
        if own:
            states = _with_leaves(states, own, days, codes, bases.settings)
        last = rows[-1]
        people.append((person.sira, PersonDays(key, person.name, person.sicil, last.path, last.kind, states)))
    people.sort(key=lambda one: (one[0], one[1].id))
    return Attendance(days, tuple(one for _, one in people))


@dataclass(frozen=True, slots=True)
class _Who:
    name: str
    sicil: str
    sira: str
    hire: date
    exit: date | None


@dataclass(frozen=True, slots=True)
class _Stretch:
    start: date
    end: date | None
    kind: StaffKind
    path: str
    week: WeekPattern


class _Bases:
    """The days of the window before leave, made once for each kind and weekly pattern."""

    def __init__(self, days: Sequence[date], calendar: WorkCalendar, settings: PuantajSettings) -> None:
        self.days, self.settings = days, settings
        self._calendar = calendar
        self._made: dict[tuple[StaffKind, WeekPattern], tuple[DayState, ...]] = {}

    def of(self, kind: StaffKind, week: WeekPattern) -> tuple[DayState, ...]:
        found = self._made.get((kind, week))
        if found is None:
            bases = (base_code(day, kind, week, self._calendar, self.settings)[0] for day in self.days)
            found = tuple(DayState(code, code in WORKED) for code in bases)
            self._made[kind, week] = found
        return found


def _states(person: _Who, rows: Sequence[_Stretch], days: Sequence[date], bases: _Bases) -> tuple[DayState, ...]:
    first, last = days[0], days[-1]
    if len(rows) == 1:
        row = rows[0]
        begins = max(row.start, person.hire) <= first
        if begins and min(row.end or last, person.exit or last) >= last:
            return bases.of(row.kind, row.week)
    states = [NOBODY] * len(days)
    for row in rows:
        begin = max(row.start, person.hire, first)
        finish = min(row.end or last, person.exit or last, last)
        own = bases.of(row.kind, row.week)
        for place in range((begin - first).days, (finish - first).days + 1):
            states[place] = own[place]
    return tuple(states)


def _with_leaves(
    states: tuple[DayState, ...],
    leaves: Iterable[Izin],
    days: Sequence[date],
    codes: Codes,
    settings: PuantajSettings,
) -> tuple[DayState, ...]:
    found = list(states)
    for leave in leaves:
        code = codes.by_key(leave.code)
        partial = bool(leave.minutes) or leave.part != LeavePart.WHOLE
        away = not partial and code.group is not CodeGroup.calisma
        for place in range(max(0, (leave.start - days[0]).days), min(len(days), (leave.end - days[0]).days + 1)):
            state = found[place]
            if not _takes(code, state, settings):
                continue
            if state.leave_id and (leave.effective is False or code.group is not CodeGroup.rapor):
                continue
            found[place] = DayState(
                code.key, state.work, away and leave.effective, not leave.effective, partial, leave.id or 0
            )
    return tuple(found)


def _takes(code: DayCode, state: DayState, settings: PuantajSettings) -> bool:
    """Whether a leave of that code takes a day, as in the month itself."""
    if not state.code:
        return False
    free_counts = code.coverage is Coverage.ISGUNU and settings.cumartesi_izin
    return state.work or code.coverage is Coverage.TAKVIM or (state.code == keys.AKDI_TATIL and free_counts)


def _leaves(look: Look, start: date, end: date) -> Mapping[int, list[Izin]]:
    """Leave by person, what counts before what is asked for."""
    found: dict[int, list[Izin]] = defaultdict(list)
    statement = (
        select(Izin)
        .where(col(Izin.cancelled_at).is_(None), col(Izin.start) <= end, col(Izin.end) >= start)
        .order_by(col(Izin.effective).desc(), col(Izin.id))
    )
    for row in look.session.execute(statement).scalars():
        found[row.personel_id].append(row)
    return found


def _parts(look: Look, path: str, start: date, end: date) -> dict[int, tuple[_Who, list[_Stretch]]]:
    """People with the stretches of the window that lie in the units under ``path``."""
    statement: Any = (
        select(
            col(Part.personel_id), col(Part.valid_from), col(Part.kind), col(Birim.path), col(Pattern.days),
            col(Pattern.start), col(Pattern.end), col(Pattern.break_minutes), col(Personel.ad),
            col(Personel.soyad), col(Personel.sicil), col(Personel.sira), col(Personel.hire), col(Personel.exit),
        )
        .join(Birim, col(Birim.id) == col(Part.birim_id))
        .join(Pattern, col(Pattern.id) == col(Part.pattern_id))
        .join(Personel, col(Personel.id) == col(Part.personel_id))
        .where(
            col(Part.withdrawn_at).is_(None),
            col(Part.valid_from) <= end,
            col(Personel.hire) <= end,
            or_(col(Personel.exit).is_(None), col(Personel.exit) >= start),
        )
        .order_by(col(Part.personel_id), col(Part.valid_from))
    )  # fmt: skip
    weeks: dict[tuple[Any, ...], WeekPattern] = {}
    rows: dict[int, tuple[_Who, list[_Stretch]]] = {}
    for key, first, kind, unit, *rest in look.session.execute(statement):
        shift, who = tuple(rest[:4]), rest[4:]
        week = weeks.get(shift)
        if week is None:
            letters, begin, finish, pause = shift
            week = weeks[shift] = WeekPattern.from_letters(letters, start=begin, end=finish, break_minutes=pause)
        if key not in rows:
            ad, soyad, sicil, sira, hire, leaves = who
            rows[key] = (_Who(f"{ad} {soyad}", sicil, sira, hire, leaves), [])
        stretches = rows[key][1]
        if stretches:
            before = stretches[-1]
            stretches[-1] = _Stretch(
                before.start, first - timedelta(days=1), before.kind, before.path, before.week
            )
        stretches.append(_Stretch(first, None, StaffKind(kind), unit, week))
    found = {}
    for key, (person, stretches) in rows.items():
        own = [row for row in stretches if row.path.startswith(path) and (row.end is None or row.end >= start)]
        if own:
            found[key] = (person, own)
    return found


# ---------------------------------------------------------------- the fewest that must stay


def minimums(look: Look, path: str = "") -> tuple[Minimum, ...]:
    """Every minimum that holds or held, of the units under ``path``, by unit and day."""
    rows = look.session.execute(
        select(MinimumRow, Birim)
        .join(Birim, col(Birim.id) == col(MinimumRow.birim_id))
        .where(col(MinimumRow.withdrawn_at).is_(None), col(Birim.path).startswith(path))
        .order_by(col(Birim.path), col(MinimumRow.kinds), col(MinimumRow.valid_from), col(MinimumRow.id))
    )
    return tuple(
        Minimum(
            row.id or 0,
            row.birim_id,
            unit.name,
            unit.path,
            tuple(StaffKind(kind) for kind in row.kinds.split(",") if kind),
            row.valid_from,
            row.minimum,
            row.source,
        )
        for row, unit in rows
    )


def minimums_in_sight(look: Look) -> tuple[Minimum, ...]:
    """The minimums of the units that the actor may see.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require("puantaj", Verb.VIEW)
    return minimums(look, look.actor.scope)


def holding(rows: Iterable[Minimum], day: date) -> tuple[Minimum, ...]:
    """Of each unit and set of kinds the minimum that holds on a day; one of 0 asks for nobody."""
    found: dict[tuple[int, tuple[StaffKind, ...]], Minimum] = {}
    for row in rows:
        if row.valid_from <= day:
            found[row.birim_id, row.kinds] = row
    return tuple(row for row in found.values() if row.minimum)


def shortages(
    present: Attendance, rows: Iterable[Minimum], without: int = 0, over: tuple[date, date] | None = None
) -> tuple[Shortage, ...]:
    """Days on which fewer are at work than must be; only days on which anybody would work are looked at.

    Args:
        without: A person who would be away besides.
        over: The days on which that person would.
    """
    rows, found = tuple(rows), []
    leaver = next((one for one in present.people if one.id == without), None)
    counted: dict[Minimum, tuple[tuple[int, ...], tuple[int, ...]]] = {}
    for place, day in enumerate(present.days):
        if over is not None and not over[0] <= day <= over[1]:
            continue
        for row in holding(rows, day):
            if row not in counted:
                counted[row] = (present.present(row.path, row.kinds), _expected(present, row))
            here, expected = counted[row][0][place], counted[row][1][place]
            if leaver is not None:
                in_row = leaver.path.startswith(row.path) and (not row.kinds or leaver.kind in row.kinds)
                if not in_row or not leaver.days[place].present:
                    continue
                here -= 1
            if expected and here < row.minimum:
                found.append(Shortage(day, row.unit, here, row.minimum))
    return tuple(found)


def _expected(present: Attendance, row: Minimum) -> tuple[int, ...]:
    """How many would work on each day if nobody were away; a day of rest is nobody's shortage."""
    counts = [0] * len(present.days)
    for person in present.people:
        if person.path.startswith(row.path) and (not row.kinds or person.kind in row.kinds):
            for place, state in enumerate(person.days):
                counts[place] += state.work
    return tuple(counts)
