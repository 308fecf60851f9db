"""Reads what a month is computed from: people, parts, leave, marks and punches, in bulk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from data.core.models import Birim
from data.core.store import Look
from data.personel.models import Card, Part, Pattern, Personel
from data.personel.rules import StaffKind, WeekPattern
from data.personel.writing import plain_card
from data.puantaj import overtime_inputs
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
        unknown_cards: Numbers that passed in the period and are nobody's card or sicil, with how often.
    """

    members: tuple[Member, ...]
    covered_until: date | None
    unknown_cards: tuple[tuple[str, int], ...]


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
    punches, unknown, covered = _punches(look, ids, period, whole=only is None)
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
    return Inputs(tuple(members), covered, unknown)


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
) -> tuple[dict[int, list[plain.PunchTime]], tuple[tuple[str, int], ...], date | None]:
    # A week is counted whole, so its days before the period are read too; one day behind it ends a night shift.
    start, end = period.start - LOOK_BACK - timedelta(days=1), period.end + timedelta(days=1)
    held: dict[str, list[tuple[date, date | None, int]]] = defaultdict(list)
    for card in look.session.execute(select(Card)).scalars() if whole else _cards(look, ids):
        held[card.card_no].append((card.valid_from, card.valid_to, card.personel_id))
    by_sicil = _by_sicil(look, None if whole else ids, held)
    table = Punch.__table__  # type: ignore[attr-defined]
    statement = (
        select(table.c.id, table.c.card_no, table.c.at, table.c.direction)
        .where(table.c.at >= f"{start}", table.c.at < f"{end + timedelta(days=1)}")
        .order_by(table.c.at)
    )
    if not whole:
        statement = statement.where(table.c.card_no.in_([*held, *by_sicil]))
    wanted, owners = set(ids), _settled(held, start) | by_sicil
    found: dict[int, list[plain.PunchTime]] = defaultdict(list)
    unknown: dict[str, int] = defaultdict(int)
    for key, card_no, at, direction in look.session.execute(statement).all():
        owner = owners.get(card_no) or _holder(held.get(card_no, ()), at)
        if owner is None:
            unknown[card_no] += date.fromisoformat(at[:10]) in period
        elif owner in wanted:
            found[owner].append(plain.PunchTime(key, datetime.fromisoformat(at), direction))
    strange = tuple(sorted((card_no, count) for card_no, count in unknown.items() if count))
    return found, strange, _covered_until(look, period.start - timedelta(days=1), end)


def _settled(held: Mapping[str, list[tuple[date, date | None, int]]], start: date) -> dict[str, int]:
    """Cards that one person holds over the whole span; nearly all of them."""
    return {
        card: rows[0][2]
        for card, rows in held.items()
        if len(rows) == 1 and rows[0][0] <= start and not rows[0][1]
    }


def _by_sicil(look: Look, ids: list[int] | None, held: Collection[str]) -> dict[str, int]:
    """Numbers that are exactly one person's sicil and were never a card: some clocks know people by sicil.

    Args:
        ids: Only these people's numbers; ``None`` for everybody's.
        held: The numbers that are known to be cards.
    """
    statement = select(col(Personel.sicil), col(Personel.id))
    cards = set(held)
    if ids is not None:
        own = [sicil for sicil, _ in _owned(look, statement.where(col(Personel.id).in_(ids)))]
        cards.update(look.session.execute(select(col(Card.card_no)).where(col(Card.card_no).in_(own))).scalars())
        statement = statement.where(func.ltrim(col(Personel.sicil), "0").in_([sicil.lstrip("0") for sicil in own]))
    found: dict[str, list[int]] = defaultdict(list)
    for number, owner in _owned(look, statement):
        found[number].append(owner)
    return {number: owners[0] for number, owners in found.items() if len(owners) == 1 and number not in cards}


def _owned(look: Look, statement: Any) -> list[tuple[str, int]]:
    return [(plain_card(sicil), key) for sicil, key in look.session.execute(statement)]


def _cards(look: Look, ids: list[int]) -> Iterable[Any]:
    return _in_chunks(look, select(Card), Card.personel_id, ids)


def _holder(held: Iterable[tuple[date, date | None, int]], at: str) -> int | None:
    day = date.fromisoformat(at[:10])
    for first, last, owner in held:
        if first <= day and (last is None or day <= last):
            return owner
    return None


def _covered_until(look: Look, start: date, end: date) -> date | None:
    """The last day any clock file reaches in the span; one that ends in mid-month proves no absence after it."""
    last = look.session.execute(
        select(col(Punch.at))
        .where(col(Punch.at) >= f"{start}", col(Punch.at) < f"{end + timedelta(days=1)}")
        .order_by(col(Punch.at).desc())
        .limit(1)
    ).scalar()
    return date.fromisoformat(last[:10]) if last else None
