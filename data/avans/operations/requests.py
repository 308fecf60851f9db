"""Asking for an advance and its way to the approval: TASLAK → ONAYDA → ONAYLI (reference 3.5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import delete, select
from sqlmodel import col

from data.avans import lookup
from data.avans.drafts import RequestDraft, RequestLineDraft
from data.avans.judging import holder_of, judge, limit_row_of
from data.avans.lookup import AREA, AVANS_KIND, avans_row, no_of, require_state, title_of
from data.avans.models import Avans, AvansKalem
from data.avans.operations.steps import Written, index
from data.avans.rules.values import LAW, LAW_HOLDER, LAW_TRAVEL, AvansKind, AvansState
from data.avans.settings import limit_on
from data.butce import lookup as budget
from data.core import approvals, numbers, trail
from data.core.approvals import Stage
from data.core.calendar import format_date
from data.core.drafts import check, require_reason
from data.core.errors import BadFields, RuleBroken
from data.core.money import format_kurus
from data.core.permissions import Verb
from data.core.problem import Problem
from data.core.store import Look, Work
from data.core.text import clean_block, clean_line, fold

_LABELS: Final = {
    "kind": "Türü", "request_day": "İstek tarihi", "subject": "Konusu", "urgency": "İvedilik gerekçesi",
    "requested": "İstenen tutar", "departure_day": "Gidiş", "return_day": "Dönüş", "note": "Not",
}  # fmt: skip


def request(work: Work, draft: RequestDraft, lines: Sequence[RequestLineDraft] = ()) -> Written:
    """Writes a request under the year's next number; what does not forbid it but should be seen comes back.

    Raises:
        NotAllowed: no permission, or the unit is out of sight.
        BadInput, BadFields: something is missing or wrong.
        RuleBroken: there is no mutemet, or limit, ödenek, an open advance or the kind of work forbid it.
    """
    work.actor.require(AREA, Verb.PREPARE)
    unit = budget.unit_row(work, draft.harcama_birimi_id)
    _check(work, draft, lines)
    warnings = _require_unforbidden(judge(work, draft))
    year = draft.request_day.year
    row = Avans(
        harcama_birimi_id=unit.id or 0, year=year, number=numbers.next_number(work, f"avans.{unit.id}", year),
        state=AvansState.TASLAK.value, made_by=work.actor.user_id, made_at=work.now, **_values(work, draft),
    )  # fmt: skip
    row.arama = _words(work, row)
    work.session.add(row)
    work.session.flush()
    _put_lines(work, row, lines)
    index(work, row)
    approvals.start(
        work,
        kind=AVANS_KIND,
        record_id=row.id or 0,
        area=AREA,
        title=title_of(row),
        birim_id=unit.birim_id,
        ends=Stage.ONAYLANDI,
    )
    words = f"Avans istendi: {title_of(row)}, {format_kurus(row.requested)}"
    trail.record(work, "avans.request", words, kind=AVANS_KIND, record_id=row.id or 0)
    return Written(row.id or 0, warnings)


def amend(
    work: Work, avans_id: int, draft: RequestDraft, version: int, lines: Sequence[RequestLineDraft] | None = None
) -> Written:
    """Changes a request that is a draft, or was returned.

    Args:
        lines: In the place of those that it has; ``None`` leaves them.

    Raises:
        NotAllowed, BadInput, BadFields, RuleBroken: as :func:`request`, or it is on its way.
        Conflict: another desk changed it after it was seen.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row, unit = avans_row(work, avans_id)
    require_state(row, AvansState.TASLAK)
    if draft.harcama_birimi_id != unit.id or draft.request_day.year != row.year:
        raise BadFields({"harcama_birimi_id": "Harcama birimi ve yıl değişmez; yeni istek yazın."})
    lines = lines_of(work, avans_id) if lines is None else lines
    _check(work, draft, lines)
    warnings = _require_unforbidden(judge(work, draft, own_id=avans_id))
    new = _values(work, draft)
    changes = [
        trail.Change(label, _shown(getattr(row, name)), _shown(new[name]))
        for name, label in _LABELS.items()
        if getattr(row, name) != new[name]
    ]
    if row.version != version:
        raise trail.changed_elsewhere(f"{no_of(row)} avansı", changes)
    for name, value in new.items():
        setattr(row, name, value)
    row.arama = _words(work, row)
    row.version += 1
    work.session.execute(delete(AvansKalem).where(col(AvansKalem.avans_id) == avans_id))
    _put_lines(work, row, lines)
    index(work, row)
    approvals.rename(work, AVANS_KIND, avans_id, title_of(row))
    words = f"Avans isteği düzeltildi: {title_of(row)}, {format_kurus(row.requested)}"
    trail.record(work, "avans.amend", words, kind=AVANS_KIND, record_id=avans_id, changes=changes)
    return Written(avans_id, warnings)


def _shown(value: Any) -> str:
    return format_kurus(value) if isinstance(value, int) else str(value or "—")


def draft_of(look: Look, avans_id: int) -> RequestDraft:
    """A request as it would be typed.

    Raises:
        NotAllowed: out of sight.
        BadInput: no such advance.
    """
    row, _ = avans_row(look, avans_id)
    by_mutemet = AvansKind(row.kind).by_mutemet
    return RequestDraft(
        kind=row.kind, harcama_birimi_id=row.harcama_birimi_id, request_day=row.request_day,
        tertip_id=row.tertip_id, subject=row.subject, urgency=row.urgency or None, requested=row.requested,
        limit_row=row.limit_row or None, personel_id=None if by_mutemet else row.personel_id,
        departure_day=row.departure_day, return_day=row.return_day, is_id=row.is_id, renews_id=row.renews_id,
        note=row.note or None,
    )  # fmt: skip


def lines_of(look: Look, avans_id: int) -> list[RequestLineDraft]:
    """The lines of a request as they would be typed."""
    statement = select(AvansKalem).where(col(AvansKalem.avans_id) == avans_id).order_by(col(AvansKalem.line_no))
    return [
        RequestLineDraft(name=one.name, quantity=one.quantity or None, amount=one.amount)
        for one in look.session.execute(statement).scalars()
    ]


def _check(work: Work, draft: RequestDraft, lines: Sequence[RequestLineDraft]) -> None:
    check(draft, _wrong(work, draft, lines))
    for one in lines:
        check(one)
    kind = AvansKind(draft.kind)
    holder = holder_of(work, kind, draft.harcama_birimi_id, draft.request_day, draft.personel_id)
    if holder.person is None and kind.by_mutemet:
        raise RuleBroken(
            f"{format_date(draft.request_day)} gününde harcama biriminin mutemedi yok; avans başkasına verilmez.",
            "Önce mutemet görevlendirme yazısını kaydedin.",
            law=LAW_HOLDER,
        )


def _wrong(work: Work, draft: RequestDraft, lines: Sequence[RequestLineDraft]) -> dict[str, str]:
    if draft.kind not in {kind.value for kind in AvansKind} or draft.request_day is None:
        return {}
    wrong, kind = {}, AvansKind(draft.kind)
    if draft.request_day > work.today:
        wrong["request_day"] = "İstek tarihi bugünden sonra olamaz."
    if draft.requested is not None and draft.requested <= 0:
        wrong["requested"] = "Tutar sıfırdan büyük olmalıdır."
    if kind.by_mutemet and not (draft.urgency or "").strip():
        wrong["urgency"] = f"Avansın ivedi ya da zorunlu olma gerekçesi yazılmalıdır ({LAW})."
    if not kind.by_mutemet and not draft.personel_id:
        wrong["personel_id"] = "Avansı alacak kişi seçilmelidir."
    if draft.personel_id and not kind.by_mutemet:
        lookup.person_in_sight(work, draft.personel_id)
    if kind.travels and draft.departure_day is None:
        wrong["departure_day"] = f"Görevin başlayacağı gün yazılmalıdır ({LAW_TRAVEL})."
    if draft.departure_day and draft.return_day and draft.return_day < draft.departure_day:
        wrong["return_day"] = "Dönüş, gidişten önce olamaz."
    if kind is AvansKind.MAAS and draft.return_day is None:
        wrong["return_day"] = "Avansın kesileceği maaş günü yazılmalıdır."
    if draft.tertip_id and "request_day" not in wrong:
        wrong |= _wrong_tertip(work, draft)
    if (total := sum(one.amount or 0 for one in lines)) > (draft.requested or total):
        wrong["requested"] = f"Kalemlerin toplamı {format_kurus(total)}."
    return wrong


def _wrong_tertip(work: Work, draft: RequestDraft) -> dict[str, str]:
    tertip = budget.tertip_row(work, draft.tertip_id)
    year = budget.year_row(work, tertip.yil_id)
    if year.harcama_birimi_id != draft.harcama_birimi_id or year.year != draft.request_day.year:
        return {"tertip_id": f"Tertip, birimin {draft.request_day.year} bütçesinden seçilmelidir."}
    if not tertip.active:
        return {"tertip_id": f"{tertip.kod} kullanımdan kaldırılmış."}
    if draft.is_id and budget.work_row(work, draft.is_id).yil_id != tertip.yil_id:
        return {"is_id": "Harcama işi aynı yılın bütçesinden seçilmelidir."}
    return {}


def _require_unforbidden(problems: Sequence[Problem]) -> tuple[str, ...]:
    """Refuses with the first thing that forbids; returns what only should be seen."""
    for problem in problems:
        if problem.blocking:
            raise RuleBroken(problem.message, problem.remedy, law=problem.law, field=problem.field)
    return tuple(f"{problem.message} {problem.remedy}" for problem in problems)


def _values(work: Work, draft: RequestDraft) -> dict[str, Any]:
    kind = AvansKind(draft.kind)
    holder = holder_of(work, kind, draft.harcama_birimi_id, draft.request_day, draft.personel_id)
    limit = limit_on(work, limit_row_of(work, draft), draft.request_day) if kind.by_mutemet else None
    of_year = limit is not None and limit.of_year(draft.request_day.year)
    return {
        "kind": draft.kind,
        "mutemet_id": holder.mutemet.id if holder.mutemet else None,
        "personel_id": holder.person.id if holder.person else None,
        "tertip_id": draft.tertip_id,
        "is_id": draft.is_id,
        "renews_id": draft.renews_id,
        "subject": clean_line(draft.subject),
        "urgency": clean_block(draft.urgency or "").strip(),
        "request_day": draft.request_day,
        "requested": draft.requested,
        "limit_row": limit.row.value if limit else "",
        "limit_kept": limit.amount if limit and of_year else None,
        "departure_day": draft.departure_day,
        "return_day": draft.return_day,
        "note": clean_block(draft.note or "").strip(),
    }


def _words(work: Work, row: Avans) -> str:
    person = lookup.person_row(work, row.personel_id)
    return fold(f"{no_of(row)} {AvansKind(row.kind).label} {row.subject} {lookup.name_of(person)} {row.mif_no}")


def _put_lines(work: Work, row: Avans, lines: Sequence[RequestLineDraft]) -> None:
    for place, one in enumerate(lines, 1):
        work.session.add(
            AvansKalem(
                avans_id=row.id or 0,
                line_no=place,
                name=clean_line(one.name),
                quantity=clean_line(one.quantity or ""),
                amount=one.amount,
            )
        )
    work.session.flush()


# ---------------------------------------------------------------- the way


def advance(work: Work, avans_id: int, *, expected: Stage) -> Stage:
    """One step on the approval path; the harcama yetkilisi's approval is the talimat to give it.

    Raises:
        NotAllowed: no permission, out of sight, or duties that must be kept apart.
        Conflict: it moved since it was seen.
        RuleBroken: something forbids the request by now, or it is over.
    """
    row, _ = avans_row(work, avans_id)
    require_state(row, AvansState.TASLAK, AvansState.ONAYDA)
    if expected is Stage.TASLAK:
        _require_whole(row, [one.amount for one in lines_of(work, avans_id)])
        _require_unforbidden(judge(work, draft_of(work, avans_id), own_id=avans_id))
    stage = approvals.advance(work, AVANS_KIND, avans_id, expected=expected)
    row.state = (AvansState.ONAYLI if stage is Stage.ONAYLANDI else AvansState.ONAYDA).value
    row.version += 1
    work.session.flush()
    return stage


def _require_whole(row: Avans, amounts: Sequence[int | None]) -> None:
    """Lines are written one by one; with an amount on each they come to what is asked for once it is handed on."""
    total = sum(amount or 0 for amount in amounts)
    if amounts and None not in amounts and total != row.requested:
        raise RuleBroken(
            f"Kalemlerin toplamı {format_kurus(total)}, istenen tutar {format_kurus(row.requested)}.",
            "Eksik kalemi ekleyin ya da istenen tutarı düzeltin.",
        )


def send_back(work: Work, avans_id: int, *, expected: Stage, reason: str) -> None:
    """Returns a request to its preparer with a reason; it can be changed again.

    Raises:
        NotAllowed, Conflict, BadInput, RuleBroken: as for the approval path.
    """
    row, _ = avans_row(work, avans_id)
    require_state(row, AvansState.ONAYDA)
    approvals.send_back(work, AVANS_KIND, avans_id, expected=expected, reason=reason)
    row.state = AvansState.TASLAK.value
    row.version += 1
    work.session.flush()


def cancel(work: Work, avans_id: int, reason: str) -> None:
    """Gives a request up that was not paid; its number stays taken.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no reason.
        RuleBroken: it was given, or is over already.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row, _ = avans_row(work, avans_id)
    state = require_state(row, AvansState.TASLAK, AvansState.ONAYDA, AvansState.ONAYLI)
    require_reason(reason, "Gerekçe yazılmalıdır.")
    row.state = AvansState.IPTAL.value
    row.version += 1
    if state is AvansState.ONAYLI:
        words = f"Onaylı avanstan vazgeçildi: {title_of(row)}. Gerekçe: {clean_line(reason)}"
        trail.record(work, "avans.cancel", words, kind=AVANS_KIND, record_id=avans_id)
    else:
        approvals.withdraw(work, AVANS_KIND, avans_id, reason=reason)
    work.session.flush()
