"""The ayrıntılı harcama programı as screens and papers ask for it: plan × released × used, a line a tertip."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import func, select
from sqlmodel import col

from data.butce import lookup
from data.butce.lookup import AREA
from data.butce.models import AhpDonem, AhpPlan, OdenekHareket, Tertip
from data.butce.rules.release import LABELS, LAW_RELEASE, Quarters, explain_release, quarter_of
from data.butce.rules.states import NOTHING, Amounts
from data.butce.views import sums
from data.core import filters
from data.core.calendar import format_date
from data.core.money import format_kurus
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.reasons import Explained, Reason
from data.core.store import Look
from data.core.text import fold

_FIELDS: Final = frozenset({"kod", "ad"})


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """A tertip's plan beside what was released and used.

    Attributes:
        id: Of the tertip.
        short: Its economic code.
        revision: Of its plan; 0 for none.
        released: What was released in each quarter, by the days of the movements.
    """

    id: int
    kod: str
    short: str
    name: str
    held: Amounts
    plan: Quarters | None
    revision: int
    released: Quarters

    @property
    def difference(self) -> int:
        """What the plan lacks of the ödenek, kuruş; below zero what it has too much."""
        return self.held.odenek - (self.plan.total if self.plan else 0)

    @property
    def left(self) -> int:
        """What may still be used of what is released."""
        return self.released.total - self.held.used

    @property
    def state(self) -> str:
        """In a word what is to be done; empty where nothing is."""
        if self.plan is None:
            return "Plan yok" if self.held.odenek else ""
        return "Plan ödenekle denk değil" if self.difference else ""


@dataclass(frozen=True, slots=True)
class ReleasedQuarter:
    """A quarter that was released."""

    quarter: int
    day: date
    belge: str
    belge_day: date | None
    belge_no: str

    @property
    def label(self) -> str:
        """``II. dönem``."""
        return LABELS[self.quarter]


def release_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None, *, yil_id: int
) -> Window[ReleaseRow]:
    """Tertips of a year with their quarters.

    Views: empty for all, ``plansiz`` for those with ödenek and no plan, ``fark`` for those whose plan is not their
    ödenek, ``asan`` for those that used more than is released. The filter line takes words, ``kod:`` and ``ad:``.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such year.
    """
    rows = [row for row in release_rows(look, yil_id) if _fits(row, query)]
    if query.descending:
        rows.reverse()
    part = tuple(rows[start : start + limit])
    return Window(start, part, tuple((row.id,) for row in part), len(rows), _summary(rows))


def release_rows(look: Look, yil_id: int) -> list[ReleaseRow]:
    """All tertips of a year in the order of their codes, with all that is written so far.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such year.
    """
    look.actor.require(AREA, Verb.VIEW)
    lookup.year_row(look, yil_id)
    held = sums(look, yil_id, date.max)
    plans = {one.tertip_id: one for one in plan_rows(look, yil_id)}
    released = _released(look, yil_id)
    tertips = select(Tertip).where(col(Tertip.yil_id) == yil_id).order_by(col(Tertip.anahtar))
    return [
        _row(row, held.get(row.id or 0, NOTHING), plans.get(row.id or 0), released.get(row.id or 0, Quarters()))
        for row in look.session.execute(tertips).scalars()
    ]


def plan_rows(look: Look, yil_id: int) -> Sequence[AhpPlan]:
    """The plan of each tertip that has one: its last revision."""
    newest = select(func.max(col(AhpPlan.id))).join(Tertip, col(Tertip.id) == col(AhpPlan.tertip_id))
    mine = newest.where(col(Tertip.yil_id) == yil_id).group_by(col(AhpPlan.tertip_id))
    return look.session.execute(select(AhpPlan).where(col(AhpPlan.id).in_(mine))).scalars().all()


def quarters_of(row: AhpPlan) -> Quarters:
    """The quarters of a plan as a value."""
    return Quarters(row.first, row.second, row.third, row.fourth)


def _released(look: Look, yil_id: int) -> dict[int, Quarters]:
    statement = (
        select(col(OdenekHareket.tertip_id), col(OdenekHareket.day), func.sum(col(OdenekHareket.serbest)))
        .where(col(OdenekHareket.yil_id) == yil_id, col(OdenekHareket.serbest) != 0)
        .group_by(col(OdenekHareket.tertip_id), col(OdenekHareket.day))
    )
    found: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for tertip_id, day, amount in look.session.execute(statement):
        found[tertip_id][quarter_of(day) - 1] += int(amount)
    return {tertip_id: Quarters(*parts) for tertip_id, parts in found.items()}


def _row(row: Tertip, held: Amounts, plan: AhpPlan | None, released: Quarters) -> ReleaseRow:
    return ReleaseRow(
        id=row.id or 0,
        kod=row.kod,
        short=row.ekonomik,
        name=row.name,
        held=held,
        plan=quarters_of(plan) if plan else None,
        revision=plan.revision if plan else 0,
        released=released,
    )


def _fits(row: ReleaseRow, query: LedgerQuery) -> bool:
    typed = filters.parse(query.text, _FIELDS)
    pairs = (*typed.pairs, *((name, fold(value)) for name, value in query.fields))
    words = fold(f"{row.kod} {row.name}")
    if not all(word in words for word in typed.words.split()):
        return False
    if not all(value in (fold(row.name) if name == "ad" else row.kod) for name, value in pairs):
        return False
    match query.view:
        case "plansiz":
            return row.plan is None and row.held.odenek > 0
        case "fark":
            return row.plan is not None and row.difference != 0
        case "asan":
            return row.left < 0
        case _:
            return True


def _summary(rows: Sequence[ReleaseRow]) -> str:
    planned = sum(row.plan.total for row in rows if row.plan)
    released = sum(row.released.total for row in rows)
    used = sum(row.held.used for row in rows)
    return f"plan {format_kurus(planned)} · serbest {format_kurus(released)} · kullanılan {format_kurus(used)}"


def released_quarters(look: Look, yil_id: int) -> tuple[ReleasedQuarter, ...]:
    """The quarters of a year that were released, in their order.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such year.
    """
    look.actor.require(AREA, Verb.VIEW)
    lookup.year_row(look, yil_id)
    statement = select(AhpDonem).where(col(AhpDonem.yil_id) == yil_id).order_by(col(AhpDonem.quarter))
    return tuple(
        ReleasedQuarter(row.quarter, row.day, row.belge, row.belge_day, row.belge_no)
        for row in look.session.execute(statement).scalars()
    )


def why_released(look: Look, tertip_id: int) -> Explained[int]:
    """Neden?: what may still be used of what is released of a tertip, with every revision of its plan.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such tertip.
    """
    look.actor.require(AREA, Verb.VIEW)
    row = lookup.tertip_row(look, tertip_id)
    year = lookup.year_row(look, row.yil_id)
    mine = next(one for one in release_rows(look, row.yil_id) if one.id == tertip_id)
    done = released_quarters(look, row.yil_id)
    statement = select(AhpPlan).where(col(AhpPlan.tertip_id) == tertip_id).order_by(col(AhpPlan.revision))
    revisions = tuple(_revision(one) for one in look.session.execute(statement).scalars())
    explained = explain_release(
        mine.plan or Quarters(),
        done[-1].quarter if done else 0,
        mine.released.total,
        mine.held.used,
        year.year,
    )
    unequal = (Reason(f"{mine.state}: {format_kurus(mine.difference)} fark", LAW_RELEASE),) if mine.state else ()
    return Explained(explained.value, (*revisions, *explained.reasons, *unequal))


def _revision(one: AhpPlan) -> Reason:
    paper = paper_words(one.belge, one.belge_day, one.belge_no)
    total = format_kurus(quarters_of(one).total)
    return Reason(f"{one.revision}. plan, {format_date(one.day)}: {paper}, {total}")


def paper_words(belge: str, day: date | None, no: str) -> str:
    """``Meclis kararı 20.11.2025 2025/412``."""
    return " ".join(part for part in (belge, format_date(day) if day else "", no) if part)
