"""Movements with what was left behind each: how an ödenek came to stand where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, not_, or_, select
from sqlmodel import col

from data.butce import course, lookup, movement_views
from data.butce.models import OdenekHareket
from data.butce.movement_views import MovementRow
from data.butce.rules.balance import available
from data.butce.rules.states import PARTS
from data.butce.rules.values import ReleaseControl
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.store import Look


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
    left = _left(look, yil_id, tertip_ids, found.rows)
    rows = tuple(RunningRow(row, left[row.id]) for row in found.rows)
    return Window(found.start, rows, found.keys, found.total, found.summary)


def _left(look: Look, yil_id: int, tertip_ids: tuple[int, ...], rows: Sequence[MovementRow]) -> dict[int, int]:
    """What was left after each of the rows: the sum before the oldest of them, then up to the newest."""
    if not rows:
        return {}
    control = ReleaseControl(lookup.year_row(look, yil_id).release)
    mine = course.of_tertips(yil_id, tertip_ids)
    oldest, newest = min((row.day, row.id) for row in rows), max((row.day, row.id) for row in rows)
    running = course.amounts_of(look.session.execute(select(*course.SUMS).where(mine, _before(oldest))).one())
    parts = (col(getattr(OdenekHareket, part)) for part in PARTS)
    between = (
        select(col(OdenekHareket.id), *parts)
        .where(mine, not_(_before(oldest)), col(OdenekHareket.day) <= newest[0])
        .order_by(col(OdenekHareket.day), col(OdenekHareket.id))
    )
    left = {}
    for key, *values in look.session.execute(between):
        running += course.amounts_of(values)
        left[key] = available(running, control)
    return left


def _before(place: tuple[date, int]) -> ColumnElement[bool]:
    day, key = place
    return or_(col(OdenekHareket.day) < day, and_(col(OdenekHareket.day) == day, col(OdenekHareket.id) < key))
