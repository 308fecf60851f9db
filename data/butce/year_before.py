"""What the tertips that this year's go on from came to in the year before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlmodel import col

from data.butce.models import OdenekHareket, Tertip
from data.butce.rules.values import MovementKind
from data.core.store import Look


@dataclass(frozen=True, slots=True)
class YearBefore:
    """A tertip's year before, or that of several, kuruş.

    Attributes:
        old_ids: The tertips of that year.
        odenek: As it was before what was left of it was cancelled at the year's end.
        by_then: Spent until the same day of that year.
        spent: Spent until its end, the mahsup dönemi with it.
    """

    old_ids: frozenset[int]
    odenek: int
    by_then: int
    spent: int

    def __or__(self, other: YearBefore) -> YearBefore:
        """Both together; what several go on from together is counted once."""
        if self.old_ids & other.old_ids:
            return self
        return YearBefore(
            self.old_ids | other.old_ids,
            self.odenek + other.odenek,
            self.by_then + other.by_then,
            self.spent + other.spent,
        )


def years_before(look: Look, tertips: Iterable[Tertip], day: date) -> dict[int, YearBefore]:
    """The year before of each tertip that goes on from one; several may go on from the same.

    Args:
        day: Day of this year up to whose like ``by_then`` is told.
    """
    wanted = {row.id or 0: row.onceki_id for row in tertips if row.onceki_id is not None}
    if not wanted:
        return {}
    same = date(day.year - 1, day.month, min(day.day, 28) if day.month == 2 else day.day)
    moved = OdenekHareket
    cancelled = select(col(moved.id)).where(col(moved.kind) == MovementKind.IPTAL.value)
    kept = (col(moved.kind) != MovementKind.IPTAL.value) & (
        col(moved.reverses_id).is_(None) | col(moved.reverses_id).not_in(cancelled)
    )
    statement = (
        select(
            col(moved.tertip_id),
            func.coalesce(func.sum(col(moved.odenek)).filter(kept), 0),
            func.coalesce(func.sum(col(moved.harcanan)).filter(col(moved.day) <= same), 0),
            func.sum(col(moved.harcanan)),
        )
        .where(col(moved.tertip_id).in_(set(wanted.values())))
        .group_by(col(moved.tertip_id))
    )
    found = {
        key: YearBefore(frozenset({key}), int(odenek), int(then), int(spent))
        for key, odenek, then, spent in look.session.execute(statement)
    }
    return {key: found[old] for key, old in wanted.items() if old in found}
