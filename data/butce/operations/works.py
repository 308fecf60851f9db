"""A harcama işi: ödenek blocked by onay belgesi, committed by contract or order, spent, let go at its end."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import col

from data.butce import course, lookup
from data.butce.drafts import UseDraft, WorkDraft
from data.butce.lookup import AREA, WORK_KIND
from data.butce.models import ButceYil, HarcamaIsi, OdenekHareket
from data.butce.operations.movements import PAYMENT, REFUND, posting_of, usable_tertip, wrong_days
from data.butce.operations.posting import Posted, Posting, post
from data.butce.rules.states import Amounts
from data.butce.rules.values import MovementKind, WorkState
from data.core import numbers, search, trail
from data.core.calendar import format_date
from data.core.drafts import check, require_reason
from data.core.errors import BadInput, RuleBroken
from data.core.money import format_kurus
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import clean_line, fold, lower

STEPS: Final = {
    MovementKind.BLOKE: "Onay belgesi",
    MovementKind.TAAHHUT: "Sözleşme / sipariş",
    MovementKind.HARCAMA: PAYMENT,
    MovementKind.HARCAMA_IADE: REFUND,
    MovementKind.BLOKE_COZME: "Bloke çözme",
    MovementKind.TAAHHUT_COZME: "Taahhüt çözme",
}
"""What may be written for a work, with the document that it rests on."""
_LABELS: Final = {
    "kind": "Türü",
    "subject": "Konusu",
    "firm": "Yüklenici",
    "onay_day": "Onay belgesi tarihi",
    "onay_no": "Onay belgesi no",
}


def open_work(work: Work, yil_id: int, draft: WorkDraft) -> int:
    """Opens a work under the year's next number and returns its key; no ödenek is held yet.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput, BadFields: something is missing or wrong.
        RuleBroken: the year is closed.
    """
    work.actor.require(AREA, Verb.PREPARE)
    year = lookup.year_row(work, yil_id)
    lookup.require_year(year, MovementKind.BLOKE)
    check(draft, _wrong(work, draft))
    row = write_work(work, year, draft)
    words = f"Harcama işi açıldı: {year.year}/{row.number} {row.subject}"
    trail.record(work, "butce.work_open", words, kind=WORK_KIND, record_id=row.id or 0)
    return row.id or 0


def write_work(work: Work, year: ButceYil, draft: WorkDraft) -> HarcamaIsi:
    """A new row for a work; part of another operation."""
    row = HarcamaIsi(
        yil_id=year.id or 0,
        number=numbers.next_number(work, f"harcama_isi.{year.harcama_birimi_id}", year.year),
        state=WorkState.ACIK.value,
        made_by=work.actor.user_id,
        made_at=work.now,
        **_values(draft),
    )
    work.session.add(row)
    work.session.flush()
    _index(work, row)
    return row


def amend_work(work: Work, is_id: int, draft: WorkDraft, version: int) -> None:
    """Corrects what a work is called and rests on.

    Raises:
        NotAllowed, BadInput, BadFields: as for opening.
        RuleBroken: it is over.
        Conflict: another desk changed it after it was seen.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = _running(work, is_id)
    check(draft, _wrong(work, draft))
    new = _values(draft)
    changes = [
        trail.Change(label, _said(getattr(row, name)), _said(new[name]))
        for name, label in _LABELS.items()
        if getattr(row, name) != new[name]
    ]
    if not changes:
        return
    if row.version != version:
        raise trail.changed_elsewhere(f"{row.number} no.lu iş", changes)
    for name, value in new.items():
        setattr(row, name, value)
    row.version += 1
    _index(work, row)
    words = f"Harcama işi düzeltildi: {row.number} {row.subject}"
    trail.record(work, "butce.work_amend", words, kind=WORK_KIND, record_id=is_id, changes=changes)


def use(work: Work, is_id: int, kind: MovementKind, draft: UseDraft) -> Posted:
    """Blocks, commits, spends, refunds or lets go ödenek for a work.

    A commitment takes from the work's block first, a spending from its commitment and then its block; only what
    is over that needs ödenek that is free.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput, BadFields: something is missing or wrong.
        RuleBroken: the work or the year is over, more is let go than is held, or the ödenek is passed.
    """
    work.actor.require(AREA, Verb.PREPARE)
    if kind not in STEPS:
        raise BadInput(f"{kind.label} bir harcama işine yazılmaz.", "Ödenek hareketi olarak yazın.", field="kind")
    row = lookup.work_row(work, is_id) if kind is MovementKind.HARCAMA_IADE else _running(work, is_id)
    tertip = usable_tertip(work, draft.tertip_id)
    if tertip.yil_id != row.yil_id:
        raise BadInput("Tertip işin bütçe yılından değil.", "İşin yılının tertibini seçin.", field="tertip_id")
    check(draft, wrong_days(draft))
    done = post(work, [posting_of(draft, kind, STEPS[kind], is_id)])
    words = f"{row.number} no.lu iş, {kind.label}: {tertip.kod}, {format_kurus(draft.amount)}"
    trail.record(work, "butce.work_use", f"{words}, {format_date(draft.day)}", kind=WORK_KIND, record_id=is_id)
    return done


def finish(work: Work, is_id: int, day: date, version: int) -> int:
    """İş bitti: lets go whatever of its blocks and commitments is left; returns how much, in kuruş.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such work, or a day before one of its movements.
        RuleBroken: it is over already.
        Conflict: another desk changed it after it was seen.
    """
    row, freed = _let_go(work, is_id, day, version, "İş bitti")
    row.state = WorkState.BITTI.value
    words = f"Harcama işi bitti: {row.number} {row.subject}; çözülen {format_kurus(freed)}"
    trail.record(work, "butce.work_finish", words, kind=WORK_KIND, record_id=is_id)
    return freed


def give_up(work: Work, is_id: int, day: date, reason: str, version: int) -> int:
    """Gives a work up with a reason; what it holds is let go, what was spent stays spent. Returns kuruş let go.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such work, no reason, or a day before one of its movements.
        RuleBroken: it is over already.
        Conflict: another desk changed it after it was seen.
    """
    require_reason(reason, "Vazgeçme gerekçesi yazılmalıdır.")
    row, freed = _let_go(work, is_id, day, version, clean_line(reason))
    row.state, row.reason = WorkState.IPTAL.value, clean_line(reason)
    words = f"Harcama işinden vazgeçildi: {row.number} {row.subject}; çözülen {format_kurus(freed)}"
    trail.record(work, "butce.work_give_up", f"{words}. Gerekçe: {row.reason}", kind=WORK_KIND, record_id=is_id)
    return freed


def held_by(look: Look, is_id: int) -> dict[int, Amounts]:
    """What a work holds, by tertip."""
    statement = (
        select(col(OdenekHareket.tertip_id), *course.SUMS)
        .where(col(OdenekHareket.is_id) == is_id)
        .group_by(col(OdenekHareket.tertip_id))
        .order_by(col(OdenekHareket.tertip_id))
    )
    return {row[0]: course.amounts_of(row[1:]) for row in look.session.execute(statement)}


def _let_go(work: Work, is_id: int, day: date, version: int, text: str) -> tuple[HarcamaIsi, int]:
    work.actor.require(AREA, Verb.PREPARE)
    row = _running(work, is_id)
    if row.version != version:
        raise trail.changed_elsewhere(f"{row.number} no.lu iş", [])
    postings = [
        Posting(tertip_id=tertip_id, kind=kind, amount=amount, day=day, text=text, is_id=is_id)
        for tertip_id, held in held_by(work, is_id).items()
        for kind, amount in ((MovementKind.TAAHHUT_COZME, held.taahhut), (MovementKind.BLOKE_COZME, held.bloke))
        if amount
    ]
    if postings:
        post(work, postings)
    row.version += 1
    return row, sum(one.amount for one in postings)


def _running(look: Look, is_id: int) -> HarcamaIsi:
    row = lookup.work_row(look, is_id)
    if row.state != WorkState.ACIK.value:
        label = lower(WorkState(row.state).label)
        raise RuleBroken(f"{row.number} no.lu iş kapandı ({label}).", "Gerekiyorsa yeni bir iş açın.")
    return row


def _values(draft: WorkDraft) -> dict[str, Any]:
    subject, firm = clean_line(draft.subject), clean_line(draft.firm or "")
    return {
        "kind": draft.kind,
        "subject": subject,
        "firm": firm,
        "onay_day": draft.onay_day,
        "onay_no": clean_line(draft.onay_no or ""),
    }


def _wrong(look: Look, draft: WorkDraft) -> dict[str, str]:
    if draft.onay_day and draft.onay_day > look.today:
        return {"onay_day": "Onay belgesi tarihi bugünden sonra olamaz."}
    return {}


def _said(value: object) -> str:
    return format_date(value) if isinstance(value, date) else str(value or "")


def _index(work: Work, row: HarcamaIsi) -> None:
    year = lookup.year_row(work, row.yil_id)
    unit = lookup.unit_row(work, year.harcama_birimi_id)
    row.arama = fold(f"{row.number} {row.subject} {row.firm} {row.onay_no}")
    work.session.flush()
    search.index(
        work,
        kind=WORK_KIND,
        record_id=row.id or 0,
        area=AREA,
        birim_id=unit.birim_id,
        title=f"Harcama işi {year.year}/{row.number}: {row.subject}",
        subtitle=" · ".join(part for part in (row.firm, unit.name) if part),
        words=row.onay_no,
    )
