"""Reads what a month is computed from: people, parts, leave, marks and punches, in bulk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from data.core.models import Birim
from data.core.store import Look
from data.personel.models import Part, Pattern, Personel
from data.personel.rules import StaffKind, WeekPattern
from data.puantaj import overtime_inputs, punch_inputs
from data.puantaj.models import Group, Izin, Mark, Punch
from data.puantaj.rules import person as plain
from data.puantaj.rules.leaves import LeavePart
from data.puantaj.rules.period import Period

LOOK_BACK = timedelta(days=6)
"""The rest day looks at the six days before it (4857 s. K. m.46), also across the period's beginning."""
_FEW = 50
"""People up to this number are asked for by key; of more, everybody's records of the span are read."""
_NIGHT_IS_OVER = 12
"""Hour until which a pass may still end the night shift of the day before."""


@dataclass(frozen=True, slots=True)
class Member:
    """A person of a group with what the sheet prints about him or her."""

    person: plain.Person
    sicil: str
    name: str
    gorev: str
    sira: str
    kind: StaffKind


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything one computation reads.

    Attributes:
        covered_until: Last day that any clock file reaches; ``None`` if no file touches the period.
    """

    members: tuple[Member, ...]
    covered_until: date | None


def read_inputs(look: Look, group: Group, period: Period, only: Collection[int] | None = None) -> Inputs:
    """Reads the inputs of a group's period.

    Args:
        only: Read just these people, for computing again after one cell was typed.
    """
    start, end = period.start - LOOK_BACK, period.end + timedelta(days=1)
    parts, elsewhere = _parts(look, group, only)
    ids = [
        key
        for key, found in parts.items()
        if any(p.start <= period.end and (p.end is None or p.end >= period.start) for p in found)
    ]
    people = {row.id: row for row in _in_chunks(look, select(Personel), Personel.id, ids)}
    ids = [key for key in ids if _employed(people[key], period)]
    leaves = _leaves(look, ids, start, end)
    marks = _marks(look, ids, start, end)
    orders = overtime_inputs.orders(look, ids, start, end)
    evens = overtime_inputs.evens(look, group, period)
    years = overtime_inputs.year_minutes(look, ids, period)
    punches, covered = _punches(look, ids, period, whole=only is None)
    members = []
    for key in ids:
        row = people[key]
        person = plain.Person(
            id=key,
            hire=row.hire,
            exit=row.exit,
            parts=tuple(parts[key]),
            leaves=tuple(leaves[key]),
            marks=tuple(marks[key]),
            punches=tuple(punches[key]),
            orders=tuple(orders.get(key, ())),
            evens=overtime_inputs.evens_of(evens, key),
            year_minutes=years.get(key, ()),
        )
        members.append(
            Member(
                person=_own_days(person) if key in elsewhere else person,
                sicil=row.sicil,
                name=f"{row.ad} {row.soyad}",
                gorev=row.gorev,
                sira=row.sira,
                kind=[part.kind for part in person.parts if part.start <= period.end][-1],
            )
        )
    members.sort(key=lambda member: (member.sira, member.person.id))
    return Inputs(tuple(members), covered)


def _own_days(person: plain.Person) -> plain.Person:
    """A person whose other days stand on another group's sheet: what belongs to those days is left to it.

    The parts alone tell then which days are this sheet's, so that the others are outside it and not unset.
    """
    parts = tuple(
        replace(part, start=max(part.start, person.hire or part.start))
        for part in person.parts
        if part.end is None or person.hire is None or part.end >= person.hire
    )
    return replace(
        person,
        hire=None,
        parts=parts,
        leaves=tuple(
            replace(leave, start=max(leave.start, part.start), end=min(leave.end, part.end or leave.end))
            for leave in person.leaves
            for part in parts
            if leave.end >= part.start and (part.end is None or leave.start <= part.end)
        ),
        marks=tuple(mark for mark in person.marks if _part_of(parts, mark.day) is not None),
        orders=tuple(order for order in person.orders if _part_of(parts, order.day) is not None),
        punches=tuple(punch for punch in person.punches if _passes_here(parts, punch)),
    )


def _part_of(parts: Iterable[plain.Part], day: date) -> plain.Part | None:
    return next((part for part in parts if part.start <= day and (part.end is None or day <= part.end)), None)


def _passes_here(parts: tuple[plain.Part, ...], punch: plain.PunchTime) -> bool:
    """Whether a pass lies on this sheet's days; the end of a night shift belongs to the day before."""
    day = punch.at.date()
    before = _part_of(parts, day - timedelta(days=1))
    ends_here = before is not None and before.week.end <= before.week.start and punch.at.hour < _NIGHT_IS_OVER
    return ends_here or _part_of(parts, day) is not None


def _employed(row: Any, period: Period) -> bool:
    return bool(row.hire <= period.end and (row.exit is None or row.exit >= period.start))


def _in_chunks(look: Look, statement: Any, column: Any, ids: Iterable[int]) -> Iterable[Any]:
    wanted = list(ids)
    for place in range(0, len(wanted), 500):
        part = wanted[place : place + 500]
        yield from look.session.execute(statement.where(col(column).in_(part))).scalars()


def _parts(
    look: Look, group: Group, only: Collection[int] | None
) -> tuple[dict[int, list[plain.Part]], frozenset[int]]:
    """Dated parts by person without other units' and kinds', and who has such parts: another sheet's days."""
    unit = look.session.get(Birim, group.birim_id)
    statement = (
        select(
            col(Part.personel_id),
            col(Part.valid_from),
            col(Part.kind),
            col(Birim.path),
            col(Pattern.days),
            col(Pattern.start),
            col(Pattern.end),
            col(Pattern.break_minutes),
        )
        .join(Birim, col(Birim.id) == col(Part.birim_id))
        .join(Pattern, col(Pattern.id) == col(Part.pattern_id))
        .where(col(Part.withdrawn_at).is_(None))
        .order_by(col(Part.personel_id), col(Part.valid_from))
    )
    if only is not None:
        statement = statement.where(col(Part.personel_id).in_(list(only)))
    kinds = {StaffKind(kind) for kind in group.kinds.split(",")}
    path = unit.path if unit else "/"
    weeks: dict[tuple[Any, ...], WeekPattern] = {}
    dated: dict[int, list[tuple[date, StaffKind, str, WeekPattern]]] = defaultdict(list)
    for key, first, kind, birim_path, *shift in look.session.execute(statement):
        week = weeks.get(tuple(shift))
        if week is None:
            letters, begin, finish, pause = shift
            week = WeekPattern.from_letters(letters, start=begin, end=finish, break_minutes=pause)
            weeks[tuple(shift)] = week
        dated[key].append((first, StaffKind(kind), birim_path, week))
    result: dict[int, list[plain.Part]] = {}
    elsewhere = set()
    for key, rows in dated.items():
        own = []
        for place, (first, staff, birim_path, week) in enumerate(rows):
            last = rows[place + 1][0] - timedelta(days=1) if place + 1 < len(rows) else None
            if staff in kinds and birim_path.startswith(path):
                own.append(plain.Part(first, last, staff, week))
        if own:
            result[key] = own
            if len(own) < len(rows):
                elsewhere.add(key)
    return result, frozenset(elsewhere)


def _leaves(look: Look, ids: list[int], start: date, end: date) -> dict[int, list[plain.Leave]]:
    """Leave that takes whole days: what is only asked for, hours and half days leave the day's code as it is."""
    statement = (
        select(Izin)
        .where(col(Izin.cancelled_at).is_(None), col(Izin.start) <= end, col(Izin.end) >= start)
        .where(col(Izin.effective), col(Izin.minutes) == 0, col(Izin.part) == LeavePart.WHOLE.value)
        .order_by(col(Izin.id))
    )
    if len(ids) <= _FEW:
        statement = statement.where(col(Izin.personel_id).in_(ids))
    wanted, found = set(ids), defaultdict(list)
    for row in look.session.execute(statement).scalars():
        if row.personel_id in wanted:
            found[row.personel_id].append(plain.Leave(row.id or 0, row.code, row.start, row.end, row.document))
    return found


def _marks(look: Look, ids: list[int], start: date, end: date) -> dict[int, list[plain.Mark]]:
    statement = (
        select(Mark)
        .where(col(Mark.withdrawn_at).is_(None), col(Mark.day) >= start, col(Mark.day) <= end)
        .order_by(col(Mark.id))
    )
    if len(ids) <= _FEW:
        statement = statement.where(col(Mark.personel_id).in_(ids))
    wanted, found = set(ids), defaultdict(list)
    for row in look.session.execute(statement).scalars():
        if row.personel_id in wanted:
            found[row.personel_id].append(plain.Mark(row.id or 0, row.day, row.code, row.reason, row.document))
    return found


def _punches(
    look: Look, ids: list[int], period: Period, *, whole: bool
) -> tuple[dict[int, list[plain.PunchTime]], date | None]:
    # A week is counted whole, so its days before the period are read too; one day behind it ends a night shift.
    start, end = period.start - LOOK_BACK - timedelta(days=1), period.end + timedelta(days=1)
    owners = punch_inputs.owners(look, None if whole else ids, start)
    by_hand = punch_inputs.hand_work(look, ids)
    table = Punch.__table__  # type: ignore[attr-defined]
    statement = (
        select(table.c.id, table.c.card_no, table.c.at, table.c.direction, table.c.device)
        .where(table.c.at >= f"{start}", table.c.at < f"{end + timedelta(days=1)}")
        .order_by(table.c.at)
    )
    if not whole:
        statement = statement.where(table.c.card_no.in_(owners.numbers))
    wanted, settled = set(ids), owners.settled
    found: dict[int, list[plain.PunchTime]] = defaultdict(list)
    readers: dict[str, str] = {}
    for key, card_no, at, direction, device in look.session.execute(statement).all():
        owner = settled.get(card_no) or owners.on(card_no, at)
        if owner in wanted and key not in by_hand.aside:
            reader = readers.setdefault(device, device)  # one text for all passes of a reader
            found[owner].append(plain.PunchTime(key, datetime.fromisoformat(at), direction, reader))
    for owner, passes in by_hand.added.items():
        found[owner].extend(one for one in passes if start <= one.at.date() <= end)
    return found, _covered_until(look, period.start - timedelta(days=1), end)


def _covered_until(look: Look, start: date, end: date) -> date | None:
    """The last day any clock file reaches in the span; one that ends in mid-month proves no absence after it."""
    last = look.session.execute(
        select(col(Punch.at))
        .where(col(Punch.at) >= f"{start}", col(Punch.at) < f"{end + timedelta(days=1)}")
        .order_by(col(Punch.at).desc())
        .limit(1)
    ).scalar()
    return date.fromisoformat(last[:10]) if last else None
