"""What screens ask about the link of two years: suggestions to confirm, and what last year's tertips came to."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlmodel import col

from data.butce import lookup
from data.butce.lookup import AREA
from data.butce.models import ButceYil, Tertip
from data.butce.rules.continuing import Ground, Known, suggestions
from data.core.errors import BadInput
from data.core.permissions import Verb
from data.core.store import Look


@dataclass(frozen=True, slots=True)
class OldTertip:
    """A tertip of the year before; ``short`` is its economic code."""

    id: int
    kod: str
    short: str
    name: str


@dataclass(frozen=True, slots=True)
class ContinuingRow:
    """A tertip with the one of the year before that it goes on from, or that it may.

    Attributes:
        short: Its economic code.
        linked: As somebody confirmed it.
        suggested: What it may go on from; nothing where it is linked, or nothing or too much fits.
        ground: Why that.
    """

    id: int
    kod: str
    short: str
    name: str
    linked: OldTertip | None
    suggested: OldTertip | None
    ground: Ground | None
    version: int


def year_before(look: Look, year: ButceYil) -> ButceYil:
    """The unit's budget year before another.

    Raises:
        BadInput: it was never opened.
    """
    found = lookup.year_of(look, year.harcama_birimi_id, year.year - 1)
    if found is None:
        raise BadInput(f"{year.year - 1} bütçe yılı bu birim için açılmamış.", "Önce o yılın cetvelini alın.")
    return found


def continuing_rows(look: Look, yil_id: int) -> tuple[ContinuingRow, ...]:
    """The tertips of a year in the order of their codes, those that wait for an answer first.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such year, or the one before was never opened.
    """
    look.actor.require(AREA, Verb.VIEW)
    year = lookup.year_row(look, yil_id)
    before = _tertips(look, year_before(look, year).id or 0)
    rows = _tertips(look, yil_id)
    old = {row.id or 0: OldTertip(row.id or 0, row.kod, row.ekonomik, row.name) for row in before}
    open_rows = [_known(row) for row in rows if row.onceki_id is None]
    offered = {one.new_id: one for one in suggestions(open_rows, [_known(row) for row in before])}
    found = []
    for row in rows:
        linked = old.get(row.onceki_id or 0)
        one = offered.get(row.id or 0) if linked is None else None
        suggested = old[one.old_id] if one else None
        ground = one.ground if one else None
        found.append(
            ContinuingRow(row.id or 0, row.kod, row.ekonomik, row.name, linked, suggested, ground, row.version)
        )
    return tuple(sorted(found, key=lambda one: one.linked is not None))


def old_tertips(look: Look, yil_id: int) -> tuple[OldTertip, ...]:
    """Everything of the year before that a person may choose, in the order of the codes.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such year, or the one before was never opened.
    """
    look.actor.require(AREA, Verb.VIEW)
    year = lookup.year_row(look, yil_id)
    return tuple(
        OldTertip(row.id or 0, row.kod, row.ekonomik, row.name)
        for row in _tertips(look, year_before(look, year).id or 0)
    )


def unlinked(look: Look, yil_id: int) -> int:
    """How many tertips of a year are linked to none of the year before, though that was kept here.

    Raises:
        NotAllowed: out of sight.
        BadInput: no such year.
    """
    year = lookup.year_row(look, yil_id)
    if lookup.year_of(look, year.harcama_birimi_id, year.year - 1) is None:
        return 0
    alone = select(func.count()).where(col(Tertip.yil_id) == yil_id, col(Tertip.onceki_id).is_(None))
    return int(look.session.execute(alone).scalar_one())


def _tertips(look: Look, yil_id: int) -> list[Tertip]:
    statement = select(Tertip).where(col(Tertip.yil_id) == yil_id).order_by(col(Tertip.anahtar))
    return list(look.session.execute(statement).scalars())


def _known(row: Tertip) -> Known:
    return Known(row.id or 0, lookup.segments_of(row), row.kod, row.name)
