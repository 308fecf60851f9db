"""Movements with what was left behind each: how an ödenek came to stand where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select
from sqlmodel import col

from data.butce import course, lookup, movement_views
from data.butce.models import OdenekHareket
from data.butce.movement_views import MovementRow
from data.butce.rules.balance import available
from data.butce.rules.states import PARTS
from data.butce.rules.values import ReleaseControl
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.store import Look

_ORDER: Final = (col(OdenekHareket.day), col(OdenekHareket.id))


@dataclass(frozen=True, slots=True)
class RunningRow:
    """A movement, and what its tertips alone had left to be used right after it, kuruş."""

    move: MovementRow
    left: int

    @property
    def id(self) -> int:
        """Key of the movement."""
        return self.move.id


def running_window(
    look: Look,
    query: LedgerQuery,
    start: int,
    limit: int,
    anchor: Anchor | None = None,
    *,
    yil_id: int,
    tertip_ids: tuple[int, ...] = (),
) -> Window[RunningRow]:
    """Movements of some tertips of a year, or of all, newest first; views and filter as for movements.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such year, or a date that is none.
    """
    found = movement_views.movement_window(look, query, start, limit, anchor, yil_id=yil_id, tertip_ids=tertip_ids)
    left = _left(look, yil_id, tertip_ids, tuple(row.id for row in found.rows))
    rows = tuple(RunningRow(row, left[row.id]) for row in found.rows)
    return Window(found.start, rows, found.keys, found.total, found.summary)


def _left(look: Look, yil_id: int, tertip_ids: tuple[int, ...], wanted: tuple[int, ...]) -> dict[int, int]:
    if not wanted:
        return {}
    control = ReleaseControl(lookup.year_row(look, yil_id).release)
    sums = (func.sum(getattr(OdenekHareket, part)).over(order_by=_ORDER).label(part) for part in PARTS)
    running = select(col(OdenekHareket.id), *sums).where(col(OdenekHareket.yil_id) == yil_id)
    if tertip_ids:
        running = running.where(col(OdenekHareket.tertip_id).in_(tertip_ids))
    inner = running.subquery()
    statement = select(inner).where(inner.c.id.in_(wanted))
    return {row[0]: available(course.amounts_of(row[1:]), control) for row in look.session.execute(statement)}
