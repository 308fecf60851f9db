"""Opening a year's tertips with their ödenek on the decision that votes the budget; part of other operations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import col

from data.butce.models import ButceYil, OdenekHareket, Tertip
from data.butce.operations.posting import Posting, post
from data.butce.operations.tertips import write_tertips
from data.butce.rules.codes import Segments
from data.butce.rules.values import MovementKind
from data.core.store import Look, Work

COUNCIL = "Meclis"
"""Who votes the budget."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The paper that an opening ödenek rests on."""

    belge: str
    day: date
    no: str


@dataclass(frozen=True, slots=True)
class Opening:
    """A tertip with its opening ödenek.

    Attributes:
        kurus: 0 opens the tertip alone.
        tertip_id: The year has it already; 0 for a new one.
        onceki_id: What a new one goes on from.
    """

    segments: Segments
    name: str
    kurus: int
    tertip_id: int = 0
    onceki_id: int | None = None


def open_with(work: Work, year: ButceYil, decision: Decision, wanted: Sequence[Opening]) -> None:
    """Opens tertips and writes their ödenek; the operation that it is part of records the trail.

    Raises:
        RuleBroken: the year takes no movements.
    """
    new = [(one.segments, one.name, one.onceki_id) for one in wanted if not one.tertip_id]
    keys = iter(row.id or 0 for row in write_tertips(work, year, new))
    postings = []
    for one in wanted:
        tertip_id = one.tertip_id or next(keys)
        if one.kurus:
            postings.append(
                Posting(
                    tertip_id=tertip_id,
                    kind=MovementKind.BASLANGIC,
                    amount=one.kurus,
                    day=date(year.year, 1, 1),
                    belge=decision.belge,
                    belge_day=decision.day,
                    belge_no=decision.no,
                    decider=COUNCIL,
                )
            )
    post(work, postings)


def opened_tertips(look: Look, year: ButceYil | None) -> dict[str, tuple[int, int]]:
    """Tertips of a year by what makes them the same: their key and what they were opened with, kuruş.

    What was reversed does not count.
    """
    if year is None:
        return {}
    rows = look.session.execute(select(col(Tertip.anahtar), col(Tertip.id)).where(col(Tertip.yil_id) == year.id))
    found = {anahtar: key or 0 for anahtar, key in rows}
    opened: dict[int, int] = defaultdict(int)
    gone = select(col(OdenekHareket.reverses_id)).where(
        col(OdenekHareket.yil_id) == year.id, col(OdenekHareket.reverses_id).is_not(None)
    )
    statement = select(col(OdenekHareket.tertip_id), col(OdenekHareket.amount)).where(
        col(OdenekHareket.yil_id) == year.id,
        col(OdenekHareket.kind) == MovementKind.BASLANGIC.value,
        col(OdenekHareket.id).not_in(gone),
    )
    for key, amount in look.session.execute(statement):
        opened[key] += amount
    return {anahtar: (key, opened[key]) for anahtar, key in found.items()}
