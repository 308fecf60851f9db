"""Who holds which office of records and archive on a day, and the ledger of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlmodel import col

from data.arsiv.lookup import AREA
from data.arsiv.models import ArsivGorevli
from data.arsiv.rules.values import OfficeRole
from data.core.models import Birim
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold
from data.core.units import in_scope
from data.core.windows import window


@dataclass(frozen=True, slots=True)
class ArchiveOfficerRow:
    """An office in the ledger; ``going_on`` as of today."""

    id: int
    role: OfficeRole
    unit: str
    name: str
    title: str
    first_day: date
    last_day: date | None
    source: str
    going_on: bool
    version: int


def officer_on(look: Look, role: OfficeRole, birim_id: int | None, day: date) -> tuple[str, str]:
    """Name and title of who holds an office on a day, the longest in it; empty for nobody.

    An archivist without a unit stands for every unit.
    """
    unit = col(ArsivGorevli.birim_id)
    statement = (
        select(col(ArsivGorevli.name), col(ArsivGorevli.title))
        .where(
            col(ArsivGorevli.role) == role.value,
            unit.is_(None) if birim_id is None else or_(unit == birim_id, unit.is_(None)),
            col(ArsivGorevli.first_day) <= day,
            or_(col(ArsivGorevli.last_day).is_(None), col(ArsivGorevli.last_day) >= day),
        )
        .order_by(unit.is_(None), col(ArsivGorevli.first_day), col(ArsivGorevli.id))
        .limit(1)
    )
    found = look.session.execute(statement).first()
    return (found[0], found[1]) if found else ("", "")


def officer_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[ArchiveOfficerRow]:
    """Offices in sight, the last begun first. Views: empty for those that hold today or later, ``tumu`` for all.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.VIEW)
    statement: Any = select(ArsivGorevli, col(Birim.name)).join(
        Birim, col(Birim.id) == col(ArsivGorevli.birim_id), isouter=True
    )
    if not look.actor.sees_all:
        statement = statement.where(or_(col(ArsivGorevli.birim_id).is_(None), in_scope(look)))
    if query.view != "tumu":
        statement = statement.where(
            or_(col(ArsivGorevli.last_day).is_(None), col(ArsivGorevli.last_day) >= look.today)
        )
    words = fold(query.text).split()
    if words:
        # A unit has a few dozen of them in its life.
        said = [
            (row.id, fold(f"{row.name} {row.title} {OfficeRole(row.role).label} {unit or ''}"))
            for row, unit in look.session.execute(statement)
        ]
        keys = [key for key, text in said if all(word in text for word in words)]
        statement = statement.where(col(ArsivGorevli.id).in_(keys))
    order = (col(ArsivGorevli.first_day), col(ArsivGorevli.id))
    return window(
        look, statement, order, lambda one: _row(one[0], one[1] or "", look.today),
        start=start, limit=limit, anchor=anchor, descending=not query.descending,
    )  # fmt: skip


def _row(row: ArsivGorevli, unit: str, today: date) -> ArchiveOfficerRow:
    return ArchiveOfficerRow(
        id=row.id or 0,
        role=OfficeRole(row.role),
        unit=unit,
        name=row.name,
        title=row.title,
        first_day=row.first_day,
        last_day=row.last_day,
        source=row.source,
        going_on=row.first_day <= today and (row.last_day is None or row.last_day >= today),
        version=row.version,
    )
