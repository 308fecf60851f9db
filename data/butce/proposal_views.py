"""What screens and papers ask about budget proposals: their ledger, one beside this year, ceilings, reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from sqlalchemy import func, select
from sqlmodel import col

from data.butce import lookup
from data.butce.lookup import AREA, PROPOSAL_KIND, TERTIP_KIND
from data.butce.models import ButceTavan, ButceTeklif, ButceTeklifSatir
from data.butce.operations.opening import opened_tertips
from data.butce.operations.proposals import OPEN
from data.butce.proposal_facts import Facts, Line, ceiling_rows, facts_of, held_of, this_year
from data.butce.rules.forecast import projected
from data.butce.rules.proposals import CeilingStand, Years
from data.butce.rules.values import ProposalState
from data.core import approvals, filters
from data.core.approvals import ApprovalState
from data.core.errors import BadInput
from data.core.models import HarcamaBirimi, User
from data.core.money import format_kurus
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.reasons import Explained, Reason, Ref
from data.core.store import Look
from data.core.text import fold
from data.core.units import of_units_in_sight
from data.core.windows import window

_FIELDS: Final = frozenset({"yil", "no", "birim", "durum"})


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal in the ledger with what it asks in all, kuruş."""

    id: int
    no: str
    unit: str
    year: int
    day: date
    lines: int
    total: Years
    state: ProposalState
    version: int


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """What a proposal asks for a tertip, beside this year's course; kuruş.

    Attributes:
        odenek: This year's; ``None`` for a new tertip. Likewise ``spent`` and ``projected``.
        change: Per cent that the year asks more or less than this year's ödenek.
        decided: What the meclis voted, once the year is open.
        unreasoned: It must say why and does not.
    """

    id: int
    onceki_id: int | None
    kod: str
    ekonomik: str
    name: str
    odenek: int | None
    spent: int | None
    projected: int | None
    years: Years
    change: Decimal | None
    reason: str
    unreasoned: bool
    decided: int | None


@dataclass(frozen=True, slots=True)
class ProposalCard:
    """All of a proposal.

    Attributes:
        ceilings: How it stands to each.
        problems: What would be refused when it is handed on, in words.
        this_year: The year before the proposed one was kept here, so there is a course to compare with.
    """

    row: ProposalRow
    harcama_birimi_id: int
    note: str
    made_by: str
    made_at: datetime
    lines: tuple[ProposalLine, ...]
    ceilings: tuple[CeilingStand, ...]
    problems: tuple[str, ...]
    approval: ApprovalState
    this_year: bool


@dataclass(frozen=True, slots=True)
class CeilingRow:
    """A ceiling as it is kept; kuruş."""

    id: int
    ekonomik: str
    first: int
    second: int | None
    third: int | None
    source: str
    version: int


def proposal_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[ProposalRow]:
    """Proposals of units in sight, the last written first.

    Views: empty for those that are no budget yet, ``butce`` for those that are, ``tumu``. The filter line takes
    words of the unit and ``yıl:``, ``no:``, ``birim:``, ``durum:``.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.VIEW)
    typed = filters.parse(query.text, _FIELDS)
    states = {"butce": (ProposalState.BUTCE,), "tumu": tuple(ProposalState)}.get(query.view, OPEN)
    statement = _proposals().where(
        col(ButceTeklif.state).in_([state.value for state in states]),
        *of_units_in_sight(look, col(ButceTeklif.harcama_birimi_id)),
    )
    pairs = (*typed.pairs, *((name, fold(value)) for name, value in query.fields))
    for name, value in (*pairs, *(("birim", word) for word in typed.words.split())):
        statement = statement.where(_condition(name, value))
    return window(
        look, statement, (col(ButceTeklif.id),), _row, start=start, limit=limit, anchor=anchor, descending=True
    )


def _proposals() -> Any:
    mine = col(ButceTeklifSatir.teklif_id) == col(ButceTeklif.id)
    sums = (
        select(func.coalesce(func.sum(getattr(ButceTeklifSatir, name)), 0)).where(mine).scalar_subquery()
        for name in ("first", "second", "third")
    )
    count = select(func.count()).select_from(ButceTeklifSatir).where(mine).scalar_subquery()
    return select(ButceTeklif, col(HarcamaBirimi.name), count, *sums).join(
        HarcamaBirimi, col(HarcamaBirimi.id) == col(ButceTeklif.harcama_birimi_id)
    )


def _condition(name: str, value: str) -> Any:
    if name == "yil":
        return col(ButceTeklif.year) == int(value) if value.isdigit() else col(ButceTeklif.id) < 0
    if name == "no":
        number = value.rpartition("/")[2]
        return col(ButceTeklif.number) == int(number) if number.isdigit() else col(ButceTeklif.id) < 0
    if name == "durum":
        return col(ButceTeklif.state).in_([one.value for one in ProposalState if value in fold(one.label)])
    return filters.holds(HarcamaBirimi.name, value)


def _row(found: Any) -> ProposalRow:
    row, unit, count, *sums = found[:6]
    return ProposalRow(
        id=row.id,
        no=f"{row.year}/{row.number}",
        unit=unit,
        year=row.year,
        day=row.day,
        lines=count,
        total=Years(*(int(one) for one in sums)),
        state=ProposalState(row.state),
        version=row.version,
    )


# ---------------------------------------------------------------- one of them


def proposal_card(look: Look, teklif_id: int) -> ProposalCard:
    """A proposal with its lines in the order of their codes.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: there is none.
    """
    look.actor.require(AREA, Verb.VIEW)
    row = lookup.proposal_row(look, teklif_id)
    facts = facts_of(look, row)
    found = look.session.execute(_proposals().where(col(ButceTeklif.id) == teklif_id)).one()
    decided = opened_tertips(look, lookup.year_of(look, row.harcama_birimi_id, row.year))
    return ProposalCard(
        row=_row(found),
        harcama_birimi_id=row.harcama_birimi_id,
        note=row.note,
        made_by=look.session.get_one(User, row.made_by).full_name,
        made_at=row.made_at,
        lines=tuple(_line(line, decided) for line in facts.lines),
        ceilings=facts.ceilings,
        problems=problems_of(facts),
        approval=approvals.state(look, PROPOSAL_KIND, teklif_id),
        this_year=this_year(look, row.harcama_birimi_id, row.year) is not None,
    )


def problems_of(facts: Facts) -> tuple[str, ...]:
    """What would be refused or has to be said when a proposal is handed on, in words."""
    found = [] if facts.total.first else ["Ödenek istenen satır yok"]
    silent = sum(1 for one in facts.lines if one.unreasoned)
    if silent:
        found.append(f"{silent} satırın gerekçesi yazılmamış")
    return (*found, *facts.passed)


def _line(line: Line, decided: dict[str, tuple[int, int]]) -> ProposalLine:
    held = held_of(line)
    known = line.course is not None
    return ProposalLine(
        id=line.row.id or 0,
        onceki_id=line.row.onceki_id,
        kod=line.row.kod,
        ekonomik=line.row.ekonomik,
        name=line.row.name,
        odenek=held.odenek if known else None,
        spent=held.harcanan if known else None,
        projected=line.course.projected if line.course else None,
        years=line.years,
        change=_percent(line.row.first, held.odenek),
        reason=line.row.reason,
        unreasoned=line.unreasoned,
        decided=decided[line.row.anahtar][1] if line.row.anahtar in decided else None,
    )


def _percent(first: int, odenek: int) -> Decimal | None:
    if odenek <= 0:
        return None
    return (Decimal((first - odenek) * 100) / odenek).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def why_line(look: Look, line_id: int, teklif_id: int) -> Explained[int]:
    """Neden?: what a line asks, beside this year's course, the reason it gives and the ceilings that hold it.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: there is none.
    """
    look.actor.require(AREA, Verb.VIEW)
    row = lookup.proposal_row(look, teklif_id)
    facts = facts_of(look, row)
    line = next((one for one in facts.lines if one.row.id == line_id), None)
    if line is None:
        raise BadInput("Teklif satırı bulunamadı.", "Listeyi yenileyip yeniden seçin.")
    reasons = [Reason(f"{row.year} yılı için istenen {format_kurus(line.row.first)}")]
    if line.course:
        held = line.course.held
        ref = (Ref(TERTIP_KIND, line.row.onceki_id or 0),)
        spent = f"Bu yılın ödeneği {format_kurus(held.odenek)}, harcanan {format_kurus(held.harcanan)}"
        reasons.append(Reason(spent, refs=ref))
        day = min(look.today, date(row.year - 1, 12, 31))
        reasons += projected(held, day, row.year - 1).reasons
    reasons += line.reason.reasons
    if line.row.reason:
        reasons.append(Reason(f"Gerekçesi: {line.row.reason}"))
    holding = (one for one in facts.ceilings if one.ceiling.holds(line.row.ekonomik))
    reasons += [one.reason(row.year) for one in holding]
    return Explained(line.row.first, tuple(reasons))


def sum_up(look: Look, teklif_id: int) -> tuple[tuple[str, str], ...]:
    """A proposal in a few labelled values, for whoever approves it.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: there is none.
    """
    card = proposal_card(look, teklif_id)
    odenek = sum(line.odenek or 0 for line in card.lines)
    spent = sum(line.spent or 0 for line in card.lines)
    first, second, third = card.row.total.in_order()
    year = card.row.year
    found = [
        (f"{year} teklifi", format_kurus(first)),
        (f"{year + 1} ve {year + 2}", f"{format_kurus(second)} · {format_kurus(third)}"),
        ("Bu yılın ödeneği", format_kurus(odenek)),
        ("Şimdiye kadar harcanan", format_kurus(spent)),
        ("Satır", str(card.row.lines)),
    ]
    found += [("Tavan", one.sentence(year)) for one in card.ceilings if one.passed]
    return (*found, ("Genel gerekçe", card.note)) if card.note else tuple(found)


# ---------------------------------------------------------------- ceilings


def ceilings(look: Look, harcama_birimi_id: int, year: int) -> tuple[CeilingRow, ...]:
    """The ceilings of a unit's proposal for a year, the one in all first.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such unit.
    """
    look.actor.require(AREA, Verb.VIEW)
    lookup.unit_row(look, harcama_birimi_id)
    return tuple(_ceiling(row) for row in ceiling_rows(look, harcama_birimi_id, year))


def _ceiling(row: ButceTavan) -> CeilingRow:
    return CeilingRow(row.id or 0, row.ekonomik, row.first, row.second, row.third, row.source, row.version)
