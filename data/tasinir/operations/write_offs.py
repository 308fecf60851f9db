"""Leaving the books: the proposal, its approval by the harcama yetkilisi, the exit voucher, and what came after.

Law: m.10/1-e, m.27, m.28. A paper goes the one approval path; its approval prepares the exit voucher.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import col

from data.core import approvals, trail
from data.core.approvals import Stage
from data.core.calendar import format_date
from data.core.drafts import check, require_reason
from data.core.errors import BadFields, RuleBroken
from data.core.models import HarcamaBirimi
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import clean_block, clean_line
from data.tasinir import lookup
from data.tasinir.boards import SeatDraft, seats_of, write_board
from data.tasinir.ending_drafts import WriteOffDraft, WriteOffLineDraft
from data.tasinir.ending_lookup import paper_no, require_seen, write_off_row
from data.tasinir.guards import require_open
from data.tasinir.lookup import AREA, WRITE_OFF_KIND
from data.tasinir.models import Tasinir
from data.tasinir.models_counts import KayittanDusme, KayittanDusmeSatir
from data.tasinir.models_items import Demirbas
from data.tasinir.models_vouchers import Vif
from data.tasinir.officer_views import holds_both
from data.tasinir.operations.handing import Items, write_returns
from data.tasinir.operations.vouchers import Links, write_draft
from data.tasinir.operations.write_off_rows import (
    WriteOffLine,
    day_problems,
    index_paper,
    line_rows,
    put_head,
    put_lines,
    summary_of,
    title_of,
    write_paper,
)
from data.tasinir.rules.amounts import format_quantity, parse_quantity
from data.tasinir.rules.officers import Member, Person, board_problems
from data.tasinir.rules.values import (
    BoardKind,
    BoardSeat,
    ItemState,
    VoucherState,
    WriteOffReason,
    WriteOffState,
    law,
)
from data.tasinir.settings import settings_on
from data.tasinir.voucher_drafts import Line, VoucherDraft

_COMMISSION_LAW = {BoardKind.DUSME: "10/1-e", BoardKind.HURDA: "28/1"}
_SCRAP = 2
"""Group of reasons that ends in scrap (m.10/1-e)."""


@dataclass(frozen=True, slots=True)
class Advanced:
    """The stage that a paper reached; with the approval, the draft of its exit voucher."""

    stage: Stage
    vif_id: int = 0

    @property
    def words(self) -> str:
        """The quiet line afterwards."""
        if self.vif_id:
            return "Onaylandı; çıkış fişinin taslağı hazırlandı"
        return self.stage.label


def propose(
    work: Work, draft: WriteOffDraft, lines: Sequence[WriteOffLineDraft] = (), seats: Sequence[SeatDraft] = ()
) -> int:
    """Writes a proposal with its number and returns its key; lines and commission may follow.

    Raises:
        NotAllowed: no permission, or the ambar is out of sight.
        BadFields: something is missing, or the days do not fit.
        BadInput: a line cannot be written off; names the line.
    """
    work.actor.require(AREA, Verb.PREPARE)
    unit = _checked(work, draft)
    row = write_paper(work, unit, draft, _values(work, lines))
    write_board(work, board_kind(draft.reason_kind), row.id or 0, seats)
    index_paper(work, row, unit)
    words = f"Kayıttan düşme teklifi yazıldı: {paper_no(row)}, {WriteOffReason(row.reason_kind).label}"
    trail.record(
        work, "tasinir.dusme", f"{words}; {summary_of(work, row)}", kind=WRITE_OFF_KIND, record_id=row.id or 0
    )
    return row.id or 0


def amend(
    work: Work,
    dusme_id: int,
    draft: WriteOffDraft,
    version: int,
    *,
    lines: Sequence[WriteOffLineDraft] | None = None,
    seats: Sequence[SeatDraft] | None = None,
) -> None:
    """Changes a proposal that is a draft, or was returned.

    Args:
        lines, seats: In the place of those that it has; ``None`` leaves them.

    Raises:
        NotAllowed, BadFields, BadInput: as :func:`propose`.
        Conflict: another desk changed it meanwhile.
        RuleBroken: it is on its way or over.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row, unit = write_off_row(work, dusme_id)
    require_state(row, WriteOffState.TASLAK)
    require_seen(row, version, f"{paper_no(row)} tutanağı")
    if _checked(work, draft).id != unit.id:
        raise BadFields({"ambar_id": "Tutanağın harcama birimi değişmez; yenisini yazın."})
    old = board_kind(row.reason_kind)
    if seats is None:
        seats = seats_of(work, old, dusme_id)
    if lines is None:
        lines = lines_of(work, dusme_id)
    write_board(work, old, dusme_id, ())
    put_head(row, draft)
    put_lines(work, row, _values(work, lines))
    write_board(work, board_kind(row.reason_kind), dusme_id, seats)
    row.version += 1
    approvals.rename(work, WRITE_OFF_KIND, dusme_id, title_of(row, unit))
    index_paper(work, row, unit)
    words = f"Kayıttan düşme teklifi düzeltildi: {paper_no(row)}; {summary_of(work, row)}"
    trail.record(work, "tasinir.dusme", words, kind=WRITE_OFF_KIND, record_id=dusme_id)


def head_of(look: Look, dusme_id: int) -> WriteOffDraft:
    """The head of a paper as it would be typed.

    Raises:
        NotAllowed: out of sight.
        BadInput: no such paper.
    """
    row, _ = write_off_row(look, dusme_id)
    return WriteOffDraft(
        ambar_id=row.ambar_id, day=row.day, reason_kind=row.reason_kind, reason=row.reason,
        proof=row.proof or None, proof_day=row.proof_day,
    )  # fmt: skip


def version_of(look: Look, dusme_id: int) -> int:
    """The version of a paper now, for a change that follows another of the same form.

    Raises:
        NotAllowed: out of sight.
        BadInput: no such paper.
    """
    return write_off_row(look, dusme_id)[0].version


def lines_of(look: Look, dusme_id: int) -> list[WriteOffLineDraft]:
    """The lines of a paper as they would be typed."""
    return [
        WriteOffLineDraft(
            tasinir_id=one.tasinir_id,
            demirbas_id=one.demirbas_id,
            quantity=format_quantity(one.quantity).replace(".", ""),
            note=one.note or None,
        )
        for one in line_rows(look, dusme_id)
    ]


def board_kind(reason_kind: str) -> BoardKind:
    """Which commission a reason needs: scrap has one of its own, with an expert (m.28/1)."""
    return BoardKind.HURDA if WriteOffReason(reason_kind).group == _SCRAP else BoardKind.DUSME


def _checked(work: Work, draft: WriteOffDraft) -> HarcamaBirimi:
    check(draft, day_problems(draft, work.today))
    ambar = lookup.ambar_row(work, draft.ambar_id)
    return lookup.unit_row(work, ambar.harcama_birimi_id)


def _values(look: Look, lines: Sequence[WriteOffLineDraft]) -> list[WriteOffLine]:
    found = []
    for one in lines:
        wrong = {}
        if not one.demirbas_id and not one.tasinir_id:
            wrong["demirbas_id"] = "Dayanıklı taşınırı ya da tüketim malzemesini seçin."
        check(one, wrong)
        goods = one.tasinir_id or lookup.item_row(look, one.demirbas_id).tasinir_id
        found.append(
            WriteOffLine(
                tasinir_id=goods,
                demirbas_id=one.demirbas_id,
                quantity=parse_quantity(one.quantity),
                note=one.note or "",
            )
        )
    return found


def require_state(row: KayittanDusme, *states: WriteOffState) -> None:
    """Lets only a paper pass that stands in one of these states.

    Raises:
        RuleBroken: it stands in another.
    """
    state = WriteOffState(row.state)
    if state not in states:
        raise RuleBroken(
            f"{paper_no(row)} tutanağı “{state.label}” durumunda; bu işlem yapılamaz.",
            "Listeyi yenileyin.",
            law=law("10/1-e"),
        )


# ---------------------------------------------------------------- the way


def advance(work: Work, dusme_id: int, *, expected: Stage) -> Advanced:
    """One step on the approval path; the harcama yetkilisi's approval prepares the exit voucher.

    Items that people or rooms still have are taken back on paper, so that their signatures end too.

    Raises:
        NotAllowed: no permission, out of sight, or duties that must be kept apart.
        Conflict: it moved since it was seen.
        RuleBroken: it is over, a count or a closed year forbids the exit, or an item moved since.
    """
    row, unit = write_off_row(work, dusme_id)
    require_state(row, WriteOffState.TASLAK, WriteOffState.ONAYDA)
    if expected is Stage.TASLAK:
        _require_whole(work, row)
    both = holds_both(work, unit.id or 0)
    stage = approvals.advance(work, WRITE_OFF_KIND, dusme_id, expected=expected, both_offices=both)
    row.state = WriteOffState.ONAYDA.value
    row.version += 1
    made = _approved(work, row, unit) if stage is Stage.ONAYLANDI else 0
    work.session.flush()
    return Advanced(stage, made)


def _require_whole(work: Work, row: KayittanDusme) -> None:
    """A paper of a count rests on the Sayım Tutanağı; any other on its commission, or its proof."""
    if not line_rows(work, row.id or 0):
        raise RuleBroken("Düşülecek taşınır yazılmadı.", "N ile en az bir kalem ekleyin.", law=law("10/1-e"))
    if row.sayim_id is not None:
        return
    kind = board_kind(row.reason_kind)
    seats = seats_of(work, kind, row.id or 0)
    if not seats and not (row.proof and kind is BoardKind.DUSME):
        raise RuleBroken(
            f"Tutanağın komisyonu yok: {kind.label}.", "K ile komisyonu yazın.", law=law(_COMMISSION_LAW[kind])
        )
    members = [
        Member(place, BoardSeat(one.seat), Person(one.name, user_id=one.user_id))
        for place, one in enumerate(seats, 1)
    ]
    least = settings_on(work, row.day).kurul_uye
    for problem in board_problems(kind, members, proof=bool(row.proof), least=least):
        if problem.blocking:
            raise RuleBroken(problem.message, problem.remedy, law=problem.law)


def _approved(work: Work, row: KayittanDusme, unit: HarcamaBirimi) -> int:
    """Books nothing yet: the exit voucher waits for the kayıt yetkilisi, who gives it its number."""
    row.state = WriteOffState.ONAYLI.value
    day = row.day if row.sayim_id is not None else work.today
    require_open(work, unit.id or 0, day, by_count=row.sayim_id is not None)
    lines = line_rows(work, row.id or 0)
    _take_back(work, row, unit, lines, day)
    reason = WriteOffReason(row.reason_kind)
    draft = VoucherDraft(
        ambar_id=row.ambar_id,
        kind=reason.kind.value,
        day=day,
        dayanak_day=row.day,
        dayanak_no=f"Kayıttan Düşme Teklif ve Onay Tutanağı {paper_no(row)}",
        note=f"{reason.label}: {clean_block(row.reason)}"[:500],
    )
    values = [
        Line(tasinir_id=one.tasinir_id, quantity=one.quantity, demirbas_id=one.demirbas_id, note=one.note)
        for one in lines
    ]
    made = write_draft(work, draft, values, Links(dusme_id=row.id, sayim_id=row.sayim_id))
    # Whoever proposed it prepared it; the approval only set it going.
    lookup.vif_row(work, made).made_by = row.made_by
    return made


def _take_back(
    work: Work, row: KayittanDusme, unit: HarcamaBirimi, lines: Sequence[KayittanDusmeSatir], day: date
) -> None:
    out: list[tuple[Demirbas, Tasinir]] = []
    for one in lines:
        item = lookup.item_row(work, one.demirbas_id) if one.demirbas_id else None
        if item is None:
            continue
        if item.ambar_id != row.ambar_id or item.state == ItemState.DUSTU.value:
            raise RuleBroken(
                f"{item.sicil_no} bu arada başka bir ambara geçmiş ya da kayıttan düşmüş.",
                "Tutanağı iade edip düzeltin.",
                law=law("10/1-e"),
            )
        if item.since > day:
            raise RuleBroken(
                f"{item.sicil_no} {format_date(item.since)} gününde el değiştirmiş; {format_date(day)} günüyle "
                "düşülemez.",
                "Tutanağı iade edip düzeltin.",
                law=law("10/1-e"),
            )
        if item.state != ItemState.AMBARDA.value:
            out.append((item, lookup.goods_row(work, item.tasinir_id)))
    if out:
        write_returns(work, Items(unit, tuple(out)), day, f"Kayıttan düşme tutanağı {paper_no(row)}")


def send_back(work: Work, dusme_id: int, *, expected: Stage, reason: str) -> None:
    """Returns a proposal to its preparer with a reason; it can be changed again.

    Raises:
        NotAllowed, Conflict, BadInput, RuleBroken: as for the approval path.
    """
    row, unit = write_off_row(work, dusme_id)
    require_state(row, WriteOffState.ONAYDA)
    both = holds_both(work, unit.id or 0)
    approvals.send_back(work, WRITE_OFF_KIND, dusme_id, expected=expected, reason=reason, both_offices=both)
    row.state = WriteOffState.TASLAK.value
    row.version += 1
    work.session.flush()


def refuse(work: Work, dusme_id: int, reason: str) -> None:
    """The harcama yetkilisi does not approve: what was proposed stays in the books.

    Raises:
        NotAllowed: not the one who approves, or out of sight.
        BadInput: no reason.
        RuleBroken: it does not wait for approval.
    """
    work.actor.require(AREA, Verb.APPROVE)
    row, _ = write_off_row(work, dusme_id)
    require_state(row, WriteOffState.ONAYDA)
    _end(work, row, WriteOffState.RED, reason)


def cancel(work: Work, dusme_id: int, reason: str) -> None:
    """Gives a proposal up that is not approved, or whose voucher was given up; its number stays taken.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no reason.
        RuleBroken: it is over, or a voucher of it stands.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row, _ = write_off_row(work, dusme_id)
    require_state(row, WriteOffState.TASLAK, WriteOffState.ONAYDA, WriteOffState.ONAYLI)
    if row.state == WriteOffState.ONAYLI.value:
        _require_no_voucher(work, row)
    _end(work, row, WriteOffState.IPTAL, reason)


def _require_no_voucher(work: Work, row: KayittanDusme) -> None:
    standing = (VoucherState.TASLAK.value, VoucherState.ONAYLI.value)
    statement = select(Vif).where(
        col(Vif.dusme_id) == row.id, col(Vif.state).in_(standing), col(Vif.reverses_id).is_(None)
    )
    if work.session.execute(statement.limit(1)).scalar() is not None:
        raise RuleBroken(
            f"{paper_no(row)} tutanağının çıkış fişi duruyor.",
            "Taslaksa vazgeçin, onaylıysa ters kaydını yapın.",
            law=law("39"),
        )


def _end(work: Work, row: KayittanDusme, state: WriteOffState, reason: str) -> None:
    require_reason(reason, "Gerekçe yazılmalıdır.")
    if row.state == WriteOffState.ONAYLI.value:
        words = f"Kayıttan düşme tutanağı iptal edildi: {paper_no(row)}. Gerekçe: {clean_line(reason)}"
        trail.record(work, "tasinir.dusme_end", words, kind=WRITE_OFF_KIND, record_id=row.id or 0)
    else:
        approvals.withdraw(work, WRITE_OFF_KIND, row.id or 0, reason=reason)
    row.state = state.value
    row.version += 1
    work.session.flush()
