"""The rows that hold an ödenek: what a refusal names, and what Neden? jumps to."""

from __future__ import annotations

from datetime import date
from functools import reduce
from operator import add
from typing import Any, Final

from sqlalchemy import ColumnElement, case, func, select
from sqlmodel import col

from data.butce.lookup import MOVEMENT_KIND, WORK_KIND
from data.butce.models import HarcamaIsi, OdenekHareket
from data.butce.rules.values import USING
from data.core.calendar import format_date
from data.core.money import format_kurus
from data.core.reasons import Reason, Ref
from data.core.store import Look

_MOST = 5
_USED: Final[Any] = reduce(add, (col(getattr(OdenekHareket, part.value)) for part in USING))
AVANS_KIND = "avans"
"""Record kind of an advance; its area stands above the budget."""


def open_rows(look: Look, where: ColumnElement[bool], day: date, limit: int = _MOST) -> tuple[Reason, ...]:
    """Works, advances and single spendings that hold the ödenek by the end of a day, the largest first."""
    total = func.sum(_USED)
    alone = col(OdenekHareket.is_id).is_(None) & col(OdenekHareket.avans_id).is_(None)
    single = case((alone, func.coalesce(col(OdenekHareket.reverses_id), col(OdenekHareket.id))), else_=None)
    statement = (
        select(
            col(OdenekHareket.is_id), col(OdenekHareket.avans_id), single, func.min(col(OdenekHareket.day)), total
        )
        .where(where, col(OdenekHareket.day) <= day)
        .group_by(col(OdenekHareket.is_id), col(OdenekHareket.avans_id), single)
        .having(total > 0)
        .order_by(total.desc())
        .limit(limit)
    )
    return tuple(_reason(look, *row) for row in look.session.execute(statement))


def eaten_by(look: Look, where: ColumnElement[bool], day: date) -> tuple[str, ...]:
    """The same as short texts, for the message of a refusal."""
    return tuple(reason.text for reason in open_rows(look, where, day))


def _reason(
    look: Look, is_id: int | None, avans_id: int | None, hareket_id: int | None, first: date, total: int
) -> Reason:
    held = format_kurus(total)
    if avans_id is not None:
        return Reason(f"{format_date(first)} tarihli avans {held}", refs=(Ref(AVANS_KIND, avans_id),))
    if is_id is not None:
        row = look.session.get_one(HarcamaIsi, is_id)
        return Reason(f"{row.number} no.lu iş, {row.subject} {held}", refs=(Ref(WORK_KIND, is_id),))
    number, text = look.session.execute(
        select(col(OdenekHareket.number), col(OdenekHareket.text)).where(col(OdenekHareket.id) == hareket_id)
    ).one()
    words = f"{number} sıra no.lu harcama{f', {text}' if text else ''} {held}"
    return Reason(words, refs=(Ref(MOVEMENT_KIND, hareket_id or 0),))
