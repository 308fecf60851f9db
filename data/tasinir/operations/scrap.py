"""What became of scrap after its exit was booked: sold, destroyed with a tutanak, given to MKE (m.28)."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import col

from data.core import trail
from data.core.calendar import format_date
from data.core.drafts import check
from data.core.errors import RuleBroken
from data.core.permissions import Verb
from data.core.store import Work
from data.core.text import clean_block, clean_line
from data.tasinir.ending_drafts import OutcomeDraft
from data.tasinir.ending_lookup import paper_no, require_seen, write_off_row
from data.tasinir.lookup import AREA, WRITE_OFF_KIND
from data.tasinir.models_counts import KayittanDusme
from data.tasinir.models_vouchers import Vif
from data.tasinir.operations.write_offs import board_kind, require_state
from data.tasinir.rules.values import BoardKind, ScrapOutcome, VoucherState, WriteOffState, law


def record_outcome(work: Work, dusme_id: int, draft: OutcomeDraft, version: int) -> None:
    """Writes what became of scrap: sold, destroyed with a tutanak, or given to MKE (m.28/5, m.28/8).

    Raises:
        NotAllowed: no permission, or out of sight.
        BadFields: something is missing, or the day lies before the paper or after today.
        Conflict: another desk changed it meanwhile.
        RuleBroken: it is no approved scrap, its exit is not booked, or its outcome stands already.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row, _ = write_off_row(work, dusme_id)
    require_state(row, WriteOffState.ONAYLI)
    wrong = {}
    if draft.outcome_on and not row.day <= draft.outcome_on <= work.today:
        wrong["outcome_on"] = f"Tarih {format_date(row.day)} ile bugün arasında olmalıdır."
    check(draft, wrong)
    if board_kind(row.reason_kind) is not BoardKind.HURDA:
        raise RuleBroken("Hurdaya ayrılmayan taşınırın sonucu yazılmaz.", "Hurda tutanağı seçin.", law=law("28"))
    if row.outcome:
        raise RuleBroken(
            f"{paper_no(row)}: sonucu yazılmış ({ScrapOutcome(row.outcome).label}).", "Listeyi yenileyin.",
            law=law("28"),
        )  # fmt: skip
    _require_booked(work, row)
    require_seen(row, version, f"{paper_no(row)} tutanağı")
    row.outcome, row.outcome_on = draft.outcome, draft.outcome_on
    row.outcome_note = "; ".join(part for part in (clean_line(draft.paper), clean_block(draft.note or "")) if part)
    row.version += 1
    words = f"Hurda sonucu: {paper_no(row)}, {ScrapOutcome(row.outcome).label}, {clean_line(draft.paper)}"
    trail.record(work, "tasinir.hurda", words, kind=WRITE_OFF_KIND, record_id=dusme_id)


def _require_booked(work: Work, row: KayittanDusme) -> None:
    statement = select(col(Vif.id)).where(
        col(Vif.dusme_id) == row.id, col(Vif.state) == VoucherState.ONAYLI.value, col(Vif.reverses_id).is_(None)
    )
    if work.session.execute(statement.limit(1)).first() is None:
        raise RuleBroken(
            f"{paper_no(row)} tutanağının çıkış fişi onaylanmadı.", "Önce fişi onaylayın.", law=law("28/4")
        )
