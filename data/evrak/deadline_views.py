"""What screens ask about deadlines: why a last day is what it is, and what a changed holiday table would move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from data.core import holidays
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.reasons import Explained, Reason
from data.core.store import Look
from data.core.text import fold
from data.evrak.models import Evrak, EvrakSure
from data.evrak.operations.deadlines import pauses_of, recounted, running, stamp_of, would_be
from data.evrak.rules.terms import Unit
from data.evrak.rules.values import Basis, Book
from data.evrak.sight import AREA, evrak_row, in_sight, spoken


@dataclass(frozen=True, slots=True)
class MovedRow:
    """A running deadline that would be another day on the holiday table of now."""

    id: int
    evrak_id: int
    name: str
    basis: Basis
    start: date
    last_day: date
    would_be: date


def why(look: Look, evrak_id: int) -> Explained[date] | None:
    """The last day of a document with its reasons, counted on the table of now; ``None`` where nothing runs.

    Raises:
        NotAllowed: no permission.
        BadInput: no such document for this actor.
    """
    look.actor.require(AREA, Verb.VIEW)
    row = evrak_row(look, evrak_id)
    one = running(look, evrak_id)
    if one is None:
        return None
    calendar = holidays.calendar(look)
    found = recounted(look, one, calendar)
    reasons = [*found.reasons]
    if one.reason and not row.secrecy:
        reasons.append(Reason(f"Süreyi veren gerekçe: {one.reason}"))
    if found.last_day != one.last_day:
        words = f"Kayıttaki son gün {one.last_day:%d.%m.%Y}: tatil takvimi o günden sonra değişmiş, süre oynamadı."
        reasons.append(Reason(words, "Kurum takvimi"))
    return Explained(one.last_day, tuple(reasons))


def unpaid_fee(look: Look, evrak_id: int) -> date | None:
    """The day of a document's fee notice that nobody has paid yet; ``None`` where there is none.

    Raises:
        NotAllowed: no permission.
        BadInput: no such document for this actor.
    """
    look.actor.require(AREA, Verb.VIEW)
    one = running(look, evrak_row(look, evrak_id).id or 0)
    return next((notice for notice, paid in pauses_of(one) if paid is None), None) if one else None


def moved(look: Look) -> tuple[MovedRow, ...]:
    """The running deadlines in sight that the holiday table of now would move; nothing moves by itself."""
    look.actor.require(AREA, Verb.VIEW)
    calendar = holidays.calendar(look)
    statement: Any = (
        select(EvrakSure, Evrak)
        .join(Evrak, col(Evrak.id) == col(EvrakSure.evrak_id))
        .where(col(EvrakSure.ended_at).is_(None), col(EvrakSure.unit) != Unit.TARIH.value, in_sight(look))
        .order_by(col(EvrakSure.last_day), col(EvrakSure.id))
    )
    found = []
    for one, row in look.session.execute(statement):
        if stamp_of(calendar, one.start, one.last_day) == one.calendar_stamp:
            continue
        change = would_be(look, one, calendar)
        if change is None:
            continue
        name = f"{Book(row.book).label} {spoken(row)}"
        found.append(MovedRow(one.id, row.id, name, Basis(one.basis), one.start, one.last_day, change.new))
    return tuple(found)


def moved_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[MovedRow]:
    """As :func:`moved`, for a ledger; an office has a handful after a change of its table."""
    words = fold(query.text).split()
    found = [row for row in moved(look) if all(word in fold(row.name) for word in words)]
    rows = tuple(found[start : start + limit])
    return Window(start, rows, tuple((row.last_day, row.id) for row in rows), len(found))
