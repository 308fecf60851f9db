"""Documents that the holder hands in: taken as they fit the advance, or refused with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import col

from data.avans.drafts import DocumentDraft
from data.avans.lookup import AREA, AVANS_KIND, avans_row, document_row, no_of, require_state
from data.avans.models import Avans, AvansBelge
from data.avans.rules.documents import Document, Ground, document_problems, kdv_of
from data.avans.rules.values import AvansKind, AvansState, DocumentKind, DocumentState
from data.avans.settings import settings_on
from data.butce import lookup as budget
from data.core import trail
from data.core.calendar import format_date
from data.core.drafts import check, require_reason
from data.core.errors import RuleBroken
from data.core.money import format_kurus
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import clean_line, fold
from data.personel.rules import is_tckn

_LABELS: Final = {
    "kind": "Belge türü", "day": "Belge tarihi", "no": "Belge no", "seller": "Satıcı", "subject": "Konusu",
    "matrah": "Matrah", "kdv": "KDV", "deduction": "Kesinti", "total": "Tutar", "handed_day": "Teslim tarihi",
}  # fmt: skip
"""What the history tells of a corrected document."""
_TAX_DIGITS: Final = 10


def hand_in(work: Work, avans_id: int, draft: DocumentDraft) -> int:
    """Writes a document that the holder handed in and returns its key; it waits to be examined and settled.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadFields: something is missing, or the document was handed in before.
        RuleBroken: the advance takes none, or day, amounts or tertip do not fit; says the law and what to do.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row, _ = avans_row(work, avans_id)
    draft, one = _fitting(work, row, draft)
    document = AvansBelge(
        avans_id=avans_id, state=DocumentState.BEKLIYOR.value, made_by=work.actor.user_id, made_at=work.now,
        **_values(draft, one),
    )  # fmt: skip
    work.session.add(document)
    row.version += 1
    words = f"{no_of(row)} avansına belge verildi: {_said(document)}"
    trail.record(work, "avans.document", words, kind=AVANS_KIND, record_id=avans_id)
    return document.id or 0


def amend_document(work: Work, belge_id: int, draft: DocumentDraft, version: int) -> None:
    """Corrects a document that waits, as it was typed wrongly.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such document.
        BadFields, RuleBroken: as :func:`hand_in`, or it was settled or refused already.
        Conflict: another desk changed it after it was seen.
    """
    work.actor.require(AREA, Verb.PREPARE)
    document, row = document_row(work, belge_id)
    _require_waiting(document, "düzeltilemez")
    draft, one = _fitting(work, row, draft, own_id=belge_id)
    new = _values(draft, one)
    changes = [
        trail.Change(label, _shown(name, getattr(document, name)), _shown(name, new[name]))
        for name, label in _LABELS.items()
        if getattr(document, name) != new[name]
    ]
    if document.version != version:
        raise trail.changed_elsewhere("Belge", changes)
    for name, value in new.items():
        setattr(document, name, value)
    document.version += 1
    row.version += 1
    words = f"{no_of(row)} avansının belgesi düzeltildi: {_said(document)}"
    trail.record(work, "avans.document_amend", words, kind=AVANS_KIND, record_id=row.id or 0, changes=changes)


def draft_of_document(look: Look, belge_id: int) -> DocumentDraft:
    """A document as it would be typed.

    Raises:
        NotAllowed: out of sight.
        BadInput: no such document.
    """
    one, _ = document_row(look, belge_id)
    return DocumentDraft(
        kind=one.kind, day=one.day, no=one.no, seller=one.seller, seller_tax_no=one.seller_tax_no or None,
        subject=one.subject, tertip_id=one.tertip_id, matrah=one.matrah, kdv_percent=one.kdv_permille // 10,
        kdv=one.kdv, deduction=one.deduction or None, handed_day=one.handed_day,
    )  # fmt: skip


def _fitting(work: Work, row: Avans, draft: DocumentDraft, own_id: int = 0) -> tuple[DocumentDraft, Document]:
    """A document that the advance takes: with its KDV counted, and as the rules see it.

    Raises:
        BadFields, RuleBroken: it does not.
    """
    require_state(row, AvansState.VERILDI, AvansState.KISMI, AvansState.DEVIR)
    draft = replace(draft, kdv=_kdv(draft), deduction=draft.deduction or 0)
    check(draft, _wrong(work, row, draft, own_id))
    one = _document(work, draft)
    for problem in document_problems(one, ground_of(work, row), draft.handed_day):
        raise RuleBroken(problem.message, problem.remedy, law=problem.law, field=problem.field)
    return draft, one


def _values(draft: DocumentDraft, one: Document) -> dict[str, Any]:
    return {
        "kind": draft.kind, "day": draft.day, "no": clean_line(draft.no), "seller": clean_line(draft.seller),
        "seller_tax_no": clean_line(draft.seller_tax_no or ""), "subject": clean_line(draft.subject),
        "tertip_id": draft.tertip_id, "matrah": one.matrah, "kdv_permille": one.kdv_permille, "kdv": one.kdv,
        "deduction": one.deduction, "total": one.total, "handed_day": draft.handed_day,
    }  # fmt: skip


def _shown(name: str, value: Any) -> str:
    if isinstance(value, date):
        return format_date(value)
    if name == "kind":
        return DocumentKind(value).label
    return format_kurus(value) if isinstance(value, int) else str(value or "—")


def _require_waiting(document: AvansBelge, what: str) -> None:
    """Lets only a document pass that was neither settled nor refused."""
    if document.state != DocumentState.BEKLIYOR.value:
        done = DocumentState(document.state).label
        raise RuleBroken(f"Belgenin durumu “{done}”; {what}.", "Listeyi yenileyin.")


def _kdv(draft: DocumentDraft) -> int | None:
    if draft.kdv is not None or draft.matrah is None or draft.kdv_percent is None:
        return draft.kdv
    return kdv_of(draft.matrah, draft.kdv_percent * 10)


def _wrong(work: Work, row: Avans, draft: DocumentDraft, own_id: int) -> dict[str, str]:
    wrong = {}
    if draft.handed_day and (draft.handed_day > work.today or draft.handed_day < (row.given_day or work.today)):
        wrong["handed_day"] = "Teslim, avansın verildiği gün ile bugün arasında olmalıdır."
    if draft.tertip_id:
        tertip = budget.tertip_row(work, draft.tertip_id)
        if tertip.yil_id != budget.tertip_row(work, row.tertip_id).yil_id:
            wrong["tertip_id"] = f"Tertip, avansın bütçe yılından ({row.year}) seçilmelidir."
    if draft.kdv_percent is not None and draft.kdv_percent < 0:
        wrong["kdv_percent"] = "KDV oranı sıfırdan az olamaz."
    number = clean_line(draft.seller_tax_no or "")
    if number and not (is_tckn(number) or (number.isascii() and number.isdigit() and len(number) == _TAX_DIGITS)):
        wrong["seller_tax_no"] = "Vergi no on rakamdır, T.C. kimlik no on bir; rakamları kontrol edin."
    if draft.no and draft.seller and draft.day and (other := _same(work, draft, own_id)):
        wrong["no"] = f"Bu belge {other} avansına verilmiş."
    return wrong


def _same(work: Work, draft: DocumentDraft, own_id: int) -> str:
    """The advance that the same paper was handed in for; an invoice pays one advance only."""
    statement = (
        select(AvansBelge, Avans)
        .join(Avans, col(Avans.id) == col(AvansBelge.avans_id))
        .where(
            col(AvansBelge.day) == draft.day,
            col(AvansBelge.no) == clean_line(draft.no),
            col(AvansBelge.kind) == draft.kind,
            col(AvansBelge.id) != own_id,
            col(AvansBelge.state) != DocumentState.RET.value,
        )
    )
    rows = work.session.execute(statement)
    return next((no_of(row) for one, row in rows if fold(one.seller) == fold(clean_line(draft.seller))), "")


def _document(look: Look, draft: DocumentDraft) -> Document:
    tertip = budget.tertip_row(look, draft.tertip_id)
    return Document(
        day=draft.day, matrah=draft.matrah, kdv_permille=draft.kdv_percent * 10, kdv=draft.kdv or 0,
        deduction=draft.deduction or 0, kod=tertip.kod, kontrol=tertip.kontrol,
    )  # fmt: skip


def document_of(look: Look, row: AvansBelge) -> Document:
    """A document as the rules see it."""
    tertip = budget.tertip_row(look, row.tertip_id)
    return Document(
        day=row.day, matrah=row.matrah, kdv_permille=row.kdv_permille, kdv=row.kdv, deduction=row.deduction,
        kod=tertip.kod, kontrol=tertip.kontrol,
    )  # fmt: skip


def ground_of(look: Look, row: Avans) -> Ground:
    """What the documents of an advance are held against."""
    assert row.given_day is not None
    settings = settings_on(look, row.given_day)
    tertip = budget.tertip_row(look, row.tertip_id)
    return Ground(
        kind=AvansKind(row.kind), given=row.given_day, year=row.year, kod=tertip.kod, kontrol=tertip.kontrol,
        same_day=settings.ayni_gun, tolerance=settings.kdv_fark,
    )  # fmt: skip


def _said(document: AvansBelge) -> str:
    kind = DocumentKind(document.kind).label
    return f"{kind} {format_date(document.day)}/{document.no}, {format_kurus(document.total)}"


def refuse_document(work: Work, belge_id: int, reason: str, version: int) -> None:
    """Refuses a document that waits; it stays with its reason, and the holder answers for the money.

    Raises:
        NotAllowed: no permission to check, or out of sight.
        BadInput: no such document, or no reason.
        RuleBroken: it was settled or refused already.
        Conflict: another desk changed it after it was seen.
    """
    work.actor.require(AREA, Verb.CHECK)
    document, row = document_row(work, belge_id)
    require_reason(reason, "Ret gerekçesi yazılmalıdır.")
    _require_waiting(document, "reddedilemez")
    if document.version != version:
        raise trail.changed_elsewhere("Belge", [trail.Change("Durumu", "İncelenmedi", "Reddedildi")])
    document.state, document.reason = DocumentState.RET.value, clean_line(reason)
    document.version += 1
    row.version += 1
    words = f"{no_of(row)} avansının belgesi reddedildi: {_said(document)}. Gerekçe: {document.reason}"
    trail.record(work, "avans.document_refuse", words, kind=AVANS_KIND, record_id=row.id or 0)


def waiting_documents(look: Look, avans_id: int) -> list[AvansBelge]:
    """Documents of an advance that were not examined yet, the oldest first."""
    statement = (
        select(AvansBelge)
        .where(col(AvansBelge.avans_id) == avans_id, col(AvansBelge.state) == DocumentState.BEKLIYOR.value)
        .order_by(col(AvansBelge.day), col(AvansBelge.id))
    )
    return list(look.session.execute(statement).scalars())
