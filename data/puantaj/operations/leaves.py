"""Leave and reports that a paper already grants; and taking back what was recorded or asked for."""

from __future__ import annotations

from sqlmodel import select

from data.core import approvals, trail
from data.core.calendar import format_date
from data.core.drafts import check, require_reason
from data.core.errors import BadInput, RuleBroken
from data.core.permissions import Verb
from data.core.store import Work
from data.puantaj.drafts import LeaveDraft
from data.puantaj.leave_judging import judge_leave, last_day, wanted_of
from data.puantaj.models import Izin
from data.puantaj.operations.guards import require_open_days
from data.puantaj.operations.leave_rows import (
    AREA,
    KIND,
    leave_row,
    owner,
    refuse_overlap,
    words_of,
    wrong_fields,
)
from data.puantaj.rules.codes import CodeGroup
from data.puantaj.setup import codes_in_use


def record_leave(work: Work, draft: LeaveDraft, reason: str = "") -> int:
    """Records a leave or report and returns its key; without an end the kind's own counting gives it.

    What speaks against it forbids nothing here, the paper is there already: it is kept with the record.

    Args:
        reason: Why it is recorded in spite of that.

    Raises:
        NotAllowed: no permission, or the person is out of sight.
        BadFields: a field is missing or wrong.
        RuleBroken: it overlaps another leave, or touches a month that is handed on or closed.
    """
    work.actor.require(AREA, Verb.PREPARE)
    person, _ = owner(work, draft.personel_id)
    code = codes_in_use(work).by_key(draft.code) if draft.code else None
    wrong = wrong_fields(work, draft, person, code)
    if code is not None and code.group is CodeGroup.rapor and not draft.document:
        wrong["document"] = "Rapor için belge no yazılmalıdır."
    check(draft, wrong)
    assert code is not None
    end = last_day(work, draft, code, person)
    require_open_days(work, person.id or 0, draft.start, end)
    row = Izin(
        personel_id=person.id or 0,
        code=code.key,
        start=draft.start,
        end=end,
        document=draft.document or "",
        note=draft.note or "",
        made_by=work.actor.user_id,
        made_at=work.now,
        part=draft.part,
        minutes=draft.minutes or 0,
        report_by=draft.report_by or "",
        report_office=draft.report_office or "",
        report_date=draft.report_date,
        control_date=draft.control_date,
        sgk_date=draft.sgk_date,
    )
    refuse_overlap(work, row)
    findings = judge_leave(work, wanted_of(work, row)).findings
    row.warnings, row.reason = "\n".join(one.line for one in findings), reason if findings else ""
    work.session.add(row)
    work.session.flush()
    trail.record(work, "izin.add", words_of(person, code, row.start, row.end), kind=KIND, record_id=row.id or 0)
    return row.id or 0


def cancel_leave(work: Work, izin_id: int, reason: str) -> None:
    """Cancels a leave, or withdraws a request, with a reason; the row stays. A road leave goes with its leave.

    Raises:
        NotAllowed: no permission, or the person is out of sight.
        BadInput: no reason, or it is cancelled already.
        RuleBroken: it touches a month that is handed on or closed.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = work.session.get(Izin, izin_id)
    if row is None or row.cancelled_at is not None:
        raise BadInput("İzin kaydı bulunamadı ya da zaten iptal edilmiş.", "Listeyi yenileyin.")
    require_reason(reason, "İptal gerekçesi yazılmalıdır.")
    row, person, _ = leave_row(work, izin_id)
    if row.joined_id is not None and not row.effective:
        raise RuleBroken(
            "Yol izni, yıllık izin isteğinin parçasıdır.", "Yıllık izin isteğini açıp düzeltin ya da geri çekin."
        )
    joined = work.session.exec(select(Izin).where(Izin.joined_id == izin_id)).all()
    for one in (row, *joined):
        if one.cancelled_at is None:
            if one.effective:
                require_open_days(work, one.personel_id, one.start, one.end)
            one.cancelled_at, one.cancelled_reason = work.now, reason.strip()
            one.version += 1
    if row.requested and not row.effective:
        approvals.withdraw(work, KIND, izin_id, reason=reason)
        return
    words = f"{person.ad} {person.soyad}: izin iptal edildi ({format_date(row.start)}). Gerekçe: {reason.strip()}"
    trail.record(work, "izin.cancel", words, kind=KIND, record_id=izin_id)
