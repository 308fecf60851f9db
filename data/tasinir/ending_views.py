"""What screens and papers ask about write-offs and hand-overs of ambars."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from data.core import approvals
from data.core.approvals import ApprovalState
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold
from data.core.windows import window
from data.tasinir.boards import SeatRow, board_of
from data.tasinir.ending_fault import FaultRow, decision_of
from data.tasinir.ending_lookup import hand_over_row, paper_no, write_off_row
from data.tasinir.lookup import AREA, WRITE_OFF_KIND, in_sight, unit_row
from data.tasinir.models import Ambar, Tasinir
from data.tasinir.models_counts import AmbarDevir, AmbarDevirSatir, KayittanDusme, KayittanDusmeSatir
from data.tasinir.models_items import Demirbas
from data.tasinir.models_vouchers import TasinirHareket, Vif, VifSatir
from data.tasinir.officer_views import holds_both
from data.tasinir.operations.write_offs import board_kind
from data.tasinir.rules.amounts import unit_price_of
from data.tasinir.rules.values import BoardKind, ScrapOutcome, VoucherState, WriteOffReason, WriteOffState
from data.tasinir.rules.year_checks import Amount

# ---------------------------------------------------------------- write-offs


@dataclass(frozen=True, slots=True)
class WriteOffRow:
    """A Kayıttan Düşme Teklif ve Onay Tutanağı in the ledger."""

    id: int
    no: str
    day: date
    ambar: str
    reason_kind: WriteOffReason
    lines: int
    kurus: int
    state: WriteOffState
    outcome: ScrapOutcome | None
    version: int


@dataclass(frozen=True, slots=True)
class WriteOffLineRow:
    """A line of the paper; the unit value is in millionths of a lira."""

    id: int
    line_no: int
    code: str
    sicil_no: str
    name: str
    unit: str
    quantity: int
    unit_value: int
    kurus: int
    note: str


@dataclass(frozen=True, slots=True)
class WriteOffCard:
    """All of a paper.

    Attributes:
        vif_id: Its exit voucher that is a draft or booked; 0 for none.
        by_count: A count found it missing.
        both_offices: The actor both checks and approves in this unit (m.6/2).
        fault: What was decided of fault and compensation.
    """

    row: WriteOffRow
    unit: str
    reason: str
    proof: str
    proof_day: date | None
    outcome_on: date | None
    outcome_note: str
    lines: tuple[WriteOffLineRow, ...]
    board: tuple[SeatRow, ...]
    approval: ApprovalState
    vif_id: int
    by_count: bool
    both_offices: bool
    fault: FaultRow | None


def write_off_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[WriteOffRow]:
    """Papers in sight, the last one first.

    Views: empty for those that are not over, ``hurda`` for approved scrap whose outcome is not written, ``tumu``.
    The filter's words stand in the number, the reason, the ambar or what was said of it.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.VIEW)
    statement = _write_offs(look).where(*in_sight(look, col(KayittanDusme.harcama_birimi_id)))
    scrap = [one.value for one in WriteOffReason if board_kind(one.value) is BoardKind.HURDA]
    if query.view == "hurda":
        statement = statement.where(
            col(KayittanDusme.state) == WriteOffState.ONAYLI.value,
            col(KayittanDusme.reason_kind).in_(scrap),
            col(KayittanDusme.outcome) == "",
        )
    elif query.view != "tumu":
        waiting = (WriteOffState.TASLAK.value, WriteOffState.ONAYDA.value)
        statement = statement.where(col(KayittanDusme.state).in_(waiting))
    words = fold(query.text).split()
    if words:
        wanted = [key for key, said in _said(look) if all(word in said for word in words)]
        statement = statement.where(col(KayittanDusme.id).in_(wanted))
    return window(
        look,
        statement,
        (col(KayittanDusme.id),),
        _write_off,
        start=start,
        limit=limit,
        anchor=anchor,
        descending=not query.descending,
    )


def _said(look: Look) -> list[tuple[int, str]]:
    """Folded words of each paper; an office writes some dozens a year."""
    statement = select(KayittanDusme, Ambar).join(Ambar, col(Ambar.id) == col(KayittanDusme.ambar_id))
    return [
        (row.id, fold(f"{paper_no(row)} {WriteOffReason(row.reason_kind).label} {ambar.name} {row.reason}"))
        for row, ambar in look.session.execute(statement)
    ]


def _write_offs(look: Look) -> Any:
    line = KayittanDusmeSatir
    of_paper = col(line.dusme_id) == col(KayittanDusme.id)
    count = select(func.count()).where(of_paper).scalar_subquery()
    kurus = select(func.coalesce(func.sum(col(line.value_kurus)), 0)).where(of_paper).scalar_subquery()
    return select(KayittanDusme, Ambar, count, kurus).join(Ambar, col(Ambar.id) == col(KayittanDusme.ambar_id))


def _write_off(found: Any) -> WriteOffRow:
    row, ambar, count, kurus = found[:4]
    return WriteOffRow(
        id=row.id,
        no=paper_no(row),
        day=row.day,
        ambar=f"{ambar.code} {ambar.name}",
        reason_kind=WriteOffReason(row.reason_kind),
        lines=count,
        kurus=int(kurus),
        state=WriteOffState(row.state),
        outcome=ScrapOutcome(row.outcome) if row.outcome else None,
        version=row.version,
    )


def write_off_card(look: Look, dusme_id: int) -> WriteOffCard:
    """A paper with its lines, its commission and its way.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such paper.
    """
    look.actor.require(AREA, Verb.VIEW)
    row, unit = write_off_row(look, dusme_id)
    head = look.session.execute(_write_offs(look).where(col(KayittanDusme.id) == dusme_id)).one()
    return WriteOffCard(
        row=_write_off(head),
        unit=unit.name,
        reason=row.reason,
        proof=row.proof,
        proof_day=row.proof_day,
        outcome_on=row.outcome_on,
        outcome_note=row.outcome_note,
        lines=_lines(look, dusme_id),
        board=board_of(look, board_kind(row.reason_kind), dusme_id),
        approval=approvals.state(look, WRITE_OFF_KIND, dusme_id),
        vif_id=_voucher(look, dusme_id),
        by_count=row.sayim_id is not None,
        both_offices=holds_both(look, unit.id or 0),
        fault=decision_of(look, dusme_id),
    )


def _lines(look: Look, dusme_id: int) -> tuple[WriteOffLineRow, ...]:
    line = KayittanDusmeSatir
    statement = (
        select(line, Tasinir, Demirbas)
        .join(Tasinir, col(Tasinir.id) == col(line.tasinir_id))
        .join(Demirbas, col(Demirbas.id) == col(line.demirbas_id), isouter=True)
        .where(col(line.dusme_id) == dusme_id)
        .order_by(col(line.line_no))
    )
    return tuple(
        WriteOffLineRow(
            id=one.id or 0,
            line_no=one.line_no,
            code=goods.code,
            sicil_no=item.sicil_no if item else "",
            name=goods.name,
            unit=goods.unit,
            quantity=one.quantity,
            unit_value=unit_price_of(one.value_kurus, one.quantity),
            kurus=one.value_kurus,
            note=one.note,
        )
        for one, goods, item in look.session.execute(statement)
    )


def _voucher(look: Look, dusme_id: int) -> int:
    standing = (VoucherState.TASLAK.value, VoucherState.ONAYLI.value)
    statement = (
        select(col(Vif.id))
        .where(col(Vif.dusme_id) == dusme_id, col(Vif.reverses_id).is_(None), col(Vif.state).in_(standing))
        .order_by(col(Vif.id).desc())
        .limit(1)
    )
    return look.session.execute(statement).scalar() or 0


@dataclass(frozen=True, slots=True)
class ReasonTotal:
    """What left the books of a harcama birimi in a year for one reason, for the report of mali hizmetler."""

    reason: WriteOffReason
    papers: int
    amount: Amount


def yearly_totals(look: Look, harcama_birimi_id: int, year: int) -> tuple[ReasonTotal, ...]:
    """What was booked out on write-off papers in a year, by reason; reversed vouchers count as nothing (m.10/1-e).

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such harcama birimi.
    """
    look.actor.require(AREA, Verb.VIEW)
    unit_row(look, harcama_birimi_id)
    quantity = func.sum(-col(TasinirHareket.quantity))
    kurus = func.sum(-col(TasinirHareket.kurus))
    statement = (
        select(
            col(KayittanDusme.reason_kind), func.count(func.distinct(col(KayittanDusme.id))), quantity, kurus
        )
        .join(Vif, col(Vif.dusme_id) == col(KayittanDusme.id))
        .join(VifSatir, col(VifSatir.vif_id) == col(Vif.id))
        .join(TasinirHareket, col(TasinirHareket.satir_id) == col(VifSatir.id))
        .where(
            col(KayittanDusme.harcama_birimi_id) == harcama_birimi_id,
            col(Vif.year) == year,
            col(Vif.state) == VoucherState.ONAYLI.value,
            col(Vif.reverses_id).is_(None),
        )
        .group_by(col(KayittanDusme.reason_kind))
    )  # fmt: skip
    found = {
        reason: (papers, int(held), int(value)) for reason, papers, held, value in look.session.execute(statement)
    }
    return tuple(
        ReasonTotal(one, found[one.value][0], Amount(*found[one.value][1:]))
        for one in WriteOffReason
        if one.value in found
    )


# ---------------------------------------------------------------- hand-overs


@dataclass(frozen=True, slots=True)
class HandOverRow:
    """An Ambar Devir ve Teslim Tutanağı in the ledger."""

    id: int
    no: str
    day: date
    ambar: str
    from_name: str
    to_name: str
    by_board: bool


@dataclass(frozen=True, slots=True)
class HandOverLine:
    """What the records say of a kind of goods and what was handed over; ``id`` is the kind of goods."""

    id: int
    code: str
    name: str
    unit: str
    recorded: int
    handed: int
    kurus: int

    @property
    def surplus(self) -> int:
        """More than recorded, thousandths."""
        return max(0, self.handed - self.recorded)

    @property
    def shortage(self) -> int:
        """Less than recorded, thousandths."""
        return max(0, self.recorded - self.handed)


@dataclass(frozen=True, slots=True)
class HandOverCard:
    """All of a hand-over paper."""

    row: HandOverRow
    unit: str
    from_title: str
    to_title: str
    note: str
    lines: tuple[HandOverLine, ...]
    board: tuple[SeatRow, ...]


def hand_over_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[HandOverRow]:
    """Hand-overs in sight, the last one first.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.VIEW)
    statement: Any = (
        select(AmbarDevir, Ambar)
        .join(Ambar, col(Ambar.id) == col(AmbarDevir.ambar_id))
        .where(*in_sight(look, col(AmbarDevir.harcama_birimi_id)))
    )
    return window(
        look,
        statement,
        (col(AmbarDevir.id),),
        lambda found: _hand_over(found[0], found[1]),
        start=start,
        limit=limit,
        anchor=anchor,
        descending=not query.descending,
    )


def _hand_over(row: AmbarDevir, ambar: Ambar) -> HandOverRow:
    return HandOverRow(
        row.id or 0, paper_no(row), row.day, f"{ambar.code} {ambar.name}", row.from_name, row.to_name, row.by_board
    )


def hand_over_card(look: Look, devir_id: int) -> HandOverCard:
    """A hand-over paper with its lines in the order of codes.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such paper.
    """
    look.actor.require(AREA, Verb.VIEW)
    row, unit = hand_over_row(look, devir_id)
    statement = (
        select(AmbarDevirSatir, Tasinir)
        .join(Tasinir, col(Tasinir.id) == col(AmbarDevirSatir.tasinir_id))
        .where(col(AmbarDevirSatir.devir_id) == devir_id)
        .order_by(col(Tasinir.code), col(Tasinir.sira), col(Tasinir.id))
    )
    lines = tuple(
        HandOverLine(goods.id or 0, goods.code, goods.name, goods.unit, one.recorded, one.handed, one.kurus)
        for one, goods in look.session.execute(statement)
    )
    return HandOverCard(
        row=_hand_over(row, look.session.get_one(Ambar, row.ambar_id)),
        unit=unit.name,
        from_title=row.from_title,
        to_title=row.to_title,
        note=row.note,
        lines=lines,
        board=board_of(look, BoardKind.DEVIR, devir_id),
    )
