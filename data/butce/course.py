"""Sums of movements: what a tertip or its control level holds on a day, and how it came there day by day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, case, func, select
from sqlmodel import col

from data.butce.models import OdenekHareket, Tertip
from data.butce.rules.balance import Change
from data.butce.rules.states import NOTHING, PARTS, Amounts
from data.butce.rules.values import MovementKind
from data.core.store import Look

SUMS: Final[tuple[Any, ...]] = tuple(func.coalesce(func.sum(getattr(OdenekHareket, part)), 0) for part in PARTS)
"""The seven parts summed, in the order of :data:`PARTS`."""


def amounts_of(values: Iterable[int]) -> Amounts:
    """Parts from a row of :data:`SUMS`."""
    return Amounts(**dict(zip(PARTS, values, strict=True)))


def of_control(yil_id: int, kontrol: str) -> ColumnElement[bool]:
    """Movements of the tertips that are checked together."""
    same = select(col(Tertip.id)).where(col(Tertip.yil_id) == yil_id, col(Tertip.kontrol) == kontrol)
    return col(OdenekHareket.tertip_id).in_(same)


def of_tertips(yil_id: int, tertip_ids: tuple[int, ...] = ()) -> ColumnElement[bool]:
    """Movements of some tertips of a year, or of all: summing them reads the index of the tertips alone."""
    every = select(col(Tertip.id)).where(col(Tertip.yil_id) == yil_id)
    return col(OdenekHareket.tertip_id).in_(tertip_ids or every)


def changes(look: Look, where: ColumnElement[bool], since: date | None = None) -> tuple[Change, ...]:
    """What the movements changed, a row for each day that has any.

    Args:
        since: All that came before this day is one row, dated the day before it.
    """
    when: Any = col(OdenekHareket.day)
    if since is not None:
        when = case((when < since, since - timedelta(days=1)), else_=when)
    statement = select(when, *SUMS).where(where).group_by(when)
    return tuple((row[0], amounts_of(row[1:])) for row in look.session.execute(statement))


def held(look: Look, where: ColumnElement[bool], day: date | None = None) -> Amounts:
    """What is held by the end of a day; without one, all that was ever written."""
    statement = select(*SUMS).where(where)
    if day is not None:
        statement = statement.where(col(OdenekHareket.day) <= day)
    return amounts_of(look.session.execute(statement).one())


def held_from(course: Iterable[Change], day: date) -> Amounts:
    """The least that each part has on a day and on every later one: what may be taken out of it on that day."""
    by_day = sorted(course, key=lambda change: change[0])
    running = NOTHING
    for when, amounts in by_day:
        if when <= day:
            running += amounts
    least = running
    for when, amounts in by_day:
        if when > day:
            running += amounts
            least = replace(least, **{part: min(least.part(part), running.part(part)) for part in PARTS})
    return least


def by_kind(look: Look, where: ColumnElement[bool], day: date | None = None) -> dict[MovementKind, int]:
    """Sum of the amounts of each kind by the end of a day; a reversed movement counts until its reversal."""
    statement = (
        select(col(OdenekHareket.kind), func.sum(col(OdenekHareket.amount)))
        .where(where)
        .group_by(col(OdenekHareket.kind))
    )
    reversed_row = _REVERSED.c
    back = (
        select(reversed_row.kind, func.sum(col(OdenekHareket.amount)))
        .join(_REVERSED, reversed_row.id == col(OdenekHareket.reverses_id))
        .where(where, col(OdenekHareket.kind) == MovementKind.TERS.value)
        .group_by(reversed_row.kind)
    )
    if day is not None:
        statement = statement.where(col(OdenekHareket.day) <= day)
        back = back.where(col(OdenekHareket.day) <= day)
    found = {MovementKind(kind): int(total) for kind, total in look.session.execute(statement)}
    found.pop(MovementKind.TERS, None)
    for kind, total in look.session.execute(back):
        found[MovementKind(kind)] -= int(total)
    return found


_REVERSED: Final = select(col(OdenekHareket.id), col(OdenekHareket.kind)).subquery()
