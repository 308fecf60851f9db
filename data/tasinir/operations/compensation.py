"""Fault and compensation of what was lost or spoilt: what the harcama yetkilisi decided (m.5/6-8, m.27/3)."""

from __future__ import annotations

from data.core import trail
from data.core.calendar import format_date
from data.core.drafts import check
from data.core.errors import RuleBroken
from data.core.money import format_kurus
from data.core.permissions import Verb
from data.core.store import Work
from data.core.text import clean_block, clean_line
from data.tasinir.ending_drafts import FaultDraft
from data.tasinir.ending_fault import takes_decision
from data.tasinir.ending_lookup import paper_no, require_seen, write_off_row
from data.tasinir.lookup import AREA, WRITE_OFF_KIND
from data.tasinir.models_counts import DusmeKusur, KayittanDusme
from data.tasinir.rules.values import FaultDecision, WriteOffReason, WriteOffState, law


def record_decision(work: Work, dusme_id: int, draft: FaultDraft, version: int) -> None:
    """Writes who pays for a loss, or that nobody does; a later decision takes the place of an earlier one.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadFields: something is missing, nobody is named who pays, or the day lies before the paper or after today.
        Conflict: another desk changed the paper meanwhile.
        RuleBroken: the paper was not presented, was refused or given up, or it is of scrap.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row, _ = write_off_row(work, dusme_id)
    check(draft, _problems(draft, row, work))
    reason = WriteOffReason(row.reason_kind)
    if not takes_decision(reason, WriteOffState(row.state)):
        scrap = reason.group > 1
        said = "hurdaya ayırmada kusur aranmaz" if scrap else f"tutanak {WriteOffState(row.state).label.lower()}"
        raise RuleBroken(f"{paper_no(row)}: {said}.", "Sunulmuş ya da onaylı tutanağı seçin.", law=law("27/3"))
    require_seen(row, version, f"{paper_no(row)} tutanağı")
    decision = FaultDecision(draft.decision)
    charged = clean_line(draft.charged or "") if decision.charged else ""
    kurus = draft.amount.kurus if draft.amount is not None and decision.charged else None
    work.session.add(
        DusmeKusur(
            dusme_id=dusme_id, decision=decision.value, day=draft.day, paper=clean_line(draft.paper),
            charged=charged, kurus=kurus, note=clean_block(draft.note or ""), made_by=work.actor.user_id,
            made_at=work.now,
        )
    )  # fmt: skip
    row.version += 1
    words = f"Kusur ve tazmin kararı: {paper_no(row)}, {decision.label}, {clean_line(draft.paper)}"
    if kurus is not None:
        words += f"; {charged}, {format_kurus(kurus)}"
    trail.record(work, "tasinir.tazmin", words, kind=WRITE_OFF_KIND, record_id=dusme_id)


def _problems(draft: FaultDraft, row: KayittanDusme, work: Work) -> dict[str, str]:
    wrong = {}
    if draft.day and not row.day <= draft.day <= work.today:
        wrong["day"] = f"Tarih {format_date(row.day)} ile bugün arasında olmalıdır."
    named, amount = clean_line(draft.charged or ""), draft.amount
    if draft.decision == FaultDecision.KUSUR_YOK.value:
        if named:
            wrong["charged"] = "Kusur yoksa tazmin edecek kimse yazılmaz."
        if amount is not None:
            wrong["amount"] = "Kusur yoksa tutar yazılmaz."
    elif draft.decision:
        if not named:
            wrong["charged"] = "Tazmin edecek kişiyi yazın."
        if amount is None or amount.kurus <= 0:
            wrong["amount"] = "Gerçeğe uygun değeri yazın."
    return wrong
