"""The verbs that change stajs. Each is one transaction with one entry in the trail."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlmodel import col, select

from data.core import holidays, search, trail
from data.core.calendar import format_date
from data.core.drafts import check, require_reason
from data.core.errors import BadFields, BadInput, Conflict, RuleBroken
from data.core.models import Birim
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.core.text import fold
from data.personel.models import Part, Personel
from data.personel.rules import StaffKind
from data.puantaj.columns import days_text
from data.puantaj.known_days import known_days
from data.puantaj.setup import settings_on
from data.staj import rules
from data.staj.drafts import StajAmendDraft, StajDraft, StajEndDraft
from data.staj.models import Staj
from data.staj.rules import Ending, Terms

AREA = "puantaj"
KIND = "staj"
_MOST_DAYS = 366
_ENDED = {Ending.TAMAMLANDI: "tamamlandı", Ending.SONLANDI: "sonlandı"}


def record_staj(work: Work, draft: StajDraft) -> int:
    """Records a trainee's staj and returns its key; without an end the calendar gives it.

    Raises:
        NotAllowed: no permission, or the person is out of sight.
        BadFields: a field is missing or wrong, or the person is no trainee on its first day.
        RuleBroken: the person has another staj on one of its days.
    """
    work.actor.require(AREA, Verb.PREPARE)
    person = _person(work, draft.personel_id)
    wrong = _wrong(work, draft.terms, person)
    if draft.start and "start" not in wrong and _kind_on(work, person, draft.start) is not StaffKind.STAJYER:
        wrong["personel_id"] = (
            f"{person.ad} {person.soyad} {format_date(draft.start)} günü stajyer değil; Personel alanında G ile "
            "statüsünü yazın."
        )
    check(draft, wrong)
    values = _values(work, draft.terms)
    row = Staj(personel_id=person.id or 0, made_by=work.actor.user_id, made_at=work.now, **values)
    _refuse_overlap(work, row)
    work.session.add(row)
    work.session.flush()
    _index(work, row, person)
    words = f"{person.ad} {person.soyad}: staj kaydedildi, {_span(row)}, {row.required_days} gün, {row.school}"
    trail.record(work, "staj.add", words, kind=KIND, record_id=row.id or 0)
    return row.id or 0


def amend_staj(work: Work, staj_id: int, draft: StajAmendDraft, version: int) -> None:
    """Corrects what was agreed; a prolonged end after missed days is written here too.

    Raises:
        NotAllowed, BadFields, RuleBroken: as for recording; also a staj that is over or cancelled.
        Conflict: another desk changed the record after it was seen; says what is written here and what stands.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row, person = _staj(work, staj_id)
    _require_running(row)
    check(draft, _wrong(work, draft, person))
    new = _values(work, draft)
    changes = [
        trail.Change(_LABELS[name], _words(work, name, getattr(row, name)), _words(work, name, value))
        for name, value in new.items()
        if name in _LABELS and getattr(row, name) != value
    ]
    if not changes:
        return
    if row.version != version:
        raise trail.changed_elsewhere(f"{person.ad} {person.soyad} staj kaydı", changes)
    for name, value in new.items():
        setattr(row, name, value)
    _refuse_overlap(work, row)
    row.version += 1
    _index(work, row, person)
    words = f"{person.ad} {person.soyad}: staj kaydı düzeltildi"
    trail.record(work, "staj.amend", words, kind=KIND, record_id=staj_id, changes=changes)


def end_staj(work: Work, staj_id: int, draft: StajEndDraft, version: int) -> None:
    """Writes how a staj ended; days after the last one count no more.

    Raises:
        NotAllowed, BadFields, Conflict: as for correcting; also a completion with days missing and no reason.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row, person = _staj(work, staj_id)
    _require_running(row)
    if row.version != version:
        raise Conflict(
            f"{person.ad} {person.soyad} staj kaydı bu sırada başka bir masada değiştirildi.",
            "Listeyi yenileyip yeniden deneyin.",
            mine=draft.ended_as,
            theirs=_span(row),
        )
    check(draft, _wrong_end(work, row, draft))
    row.ended_as, row.ended_on, row.ended_reason = draft.ended_as, draft.ended_on, draft.reason or ""
    row.version += 1
    _index(work, row, person)
    words = (
        f"{person.ad} {person.soyad}: staj {_ENDED[Ending(row.ended_as)]}, son gün "
        f"{format_date(draft.ended_on)}" + (f". Gerekçe: {row.ended_reason}" if row.ended_reason else "")
    )
    trail.record(work, "staj.end", words, kind=KIND, record_id=staj_id)


def cancel_staj(work: Work, staj_id: int, reason: str) -> None:
    """Cancels a staj that was written wrongly; the row stays.

    Raises:
        NotAllowed: no permission, or the person is out of sight.
        BadInput: no reason, or it is cancelled already.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row, person = _staj(work, staj_id)
    if row.cancelled_at is not None:
        raise BadInput("Staj kaydı zaten iptal edilmiş.", "Listeyi yenileyin.")
    require_reason(reason, "İptal gerekçesi yazılmalıdır.")
    row.cancelled_at, row.cancelled_reason = work.now, reason.strip()
    row.version += 1
    words = f"{person.ad} {person.soyad}: staj iptal edildi ({_span(row)}). Gerekçe: {reason.strip()}"
    trail.record(work, "staj.cancel", words, kind=KIND, record_id=staj_id)


# ---------------------------------------------------------------- what is written


def _person(look: Look, personel_id: int | None) -> Personel:
    person = look.session.get(Personel, personel_id) if personel_id else None
    if person is None:
        raise BadFields({"personel_id": "Stajyer listeden seçilmelidir."})
    look.actor.require_sight(look.session.get_one(Birim, person.birim_id).path)
    return person


def _staj(work: Work, staj_id: int) -> tuple[Staj, Personel]:
    row = work.session.get(Staj, staj_id)
    if row is None:
        raise BadInput("Staj kaydı bulunamadı.", "Listeyi yenileyin.")
    return row, _person(work, row.personel_id)


def _require_running(row: Staj) -> None:
    if row.cancelled_at is not None:
        raise RuleBroken("Staj kaydı iptal edilmiş.", "Yeni bir staj kaydı açın.")
    if row.ended_as:
        raise RuleBroken(
            f"Staj kaydı kapanmış ({Ending(row.ended_as).label}).", "Yanlışsa iptal edip yeniden yazın."
        )


def _kind_on(look: Look, person: Personel, day: date) -> StaffKind | None:
    kind = look.session.exec(
        select(Part.kind)
        .where(Part.personel_id == person.id, Part.valid_from <= day, col(Part.withdrawn_at).is_(None))
        .order_by(col(Part.valid_from).desc(), col(Part.id).desc())
        .limit(1)
    ).first()
    return StaffKind(kind) if kind else None


def _wrong(look: Look, draft: StajAmendDraft, person: Personel) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if draft.required_days is not None and not 0 < draft.required_days <= _MOST_DAYS:
        wrong["required_days"] = f"Zorunlu gün 1 ile {_MOST_DAYS} arasında olmalıdır."
    if draft.weekdays:
        try:
            rules.read_weekdays(draft.weekdays)
        except BadInput as problem:
            wrong["weekdays"] = str(problem)
    if draft.start and draft.start < person.hire:
        wrong["start"] = f"İşe giriş {format_date(person.hire)}; staj daha önce başlayamaz."
    if draft.start and draft.end and draft.end < draft.start:
        wrong["end"] = "Bitiş, başlangıçtan önce olamaz."
    if draft.supervisor_id is not None:
        supervisor = look.session.get(Personel, draft.supervisor_id)
        if supervisor is None:
            wrong["supervisor_id"] = "Staj sorumlusu listeden seçilmelidir."
        elif supervisor.id == person.id:
            wrong["supervisor_id"] = "Stajyer kendi sorumlusu olamaz."
        else:
            look.actor.require_sight(look.session.get_one(Birim, supervisor.birim_id).path)
    return wrong


def _values(look: Look, draft: StajAmendDraft) -> dict[str, Any]:
    """The columns that a draft fills, once it was checked."""
    weekdays = rules.read_weekdays(draft.weekdays)
    end = draft.end or _planned_end(look, draft, weekdays)
    return {
        "school": draft.school,
        "school_kind": draft.school_kind,
        "program": draft.program,
        "class_name": draft.class_name or "",
        "student_no": draft.student_no or "",
        "required_days": draft.required_days,
        "start": draft.start,
        "end": end,
        "weekdays": weekdays,
        "supervisor_id": draft.supervisor_id,
        "teacher": draft.teacher or "",
        "document": draft.document or "",
        "arama": fold(f"{draft.school} {draft.program} {draft.student_no or ''}"),
    }


def _planned_end(look: Look, draft: StajAmendDraft, weekdays: str) -> date:
    terms = Terms(draft.required_days, draft.start, draft.start, weekdays)
    settings = settings_on(look, draft.start)
    try:
        return rules.last_day(terms, Decimal(terms.required), draft.start, holidays.calendar(look), settings).value
    except BadInput as problem:
        raise BadFields({"weekdays": str(problem)}) from None


def _refuse_overlap(work: Work, new: Staj) -> None:
    """One person has one staj at a time."""
    last = new.ended_on or new.end
    for other in work.session.exec(
        select(Staj).where(
            Staj.personel_id == new.personel_id, col(Staj.cancelled_at).is_(None), Staj.start <= last
        )
    ):
        if other is not new and (other.ended_on or other.end) >= new.start:
            raise RuleBroken(
                f"Bu günlerde başka bir staj kaydı var ({_span(other)}, {other.school}).",
                "Tarihleri düzeltin ya da önce o kaydı iptal edin.",
            )


def _wrong_end(look: Look, row: Staj, draft: StajEndDraft) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if draft.ended_on is None or not draft.ended_as:
        return wrong
    if draft.ended_on < row.start:
        wrong["ended_on"] = f"Staj {format_date(row.start)} tarihinde başladı; daha önce bitemez."
    elif draft.ended_on > look.today:
        wrong["ended_on"] = "Son staj günü bugünden sonra olamaz."
    elif draft.ended_on > row.end:
        wrong["ended_on"] = f"Stajın bitişi {format_date(row.end)}; önce F2 ile uzatın."
    if wrong or draft.reason:
        return wrong
    if draft.ended_as == Ending.SONLANDI.value:
        wrong["reason"] = "Neden sonlandığını yazın."
    elif left := _left(look, row, draft.ended_on):
        wrong["reason"] = f"Zorunlu günden {left} gün eksik; neden tamamlandı sayıldığını yazın."
    return wrong


def _left(look: Look, row: Staj, last: date) -> str:
    terms = Terms(row.required_days, row.start, last, row.weekdays)
    known = known_days(look, [row.personel_id], row.start, last).get(row.personel_id)
    found = rules.attendance(terms, known.days.values() if known else (), last, settings_on(look, last)).value
    return days_text(found.remaining(row.required_days))


def _index(work: Work, row: Staj, person: Personel) -> None:
    search.index(
        work,
        kind=KIND,
        record_id=row.id or 0,
        area=AREA,
        birim_id=person.birim_id,
        title=f"{person.ad} {person.soyad} · staj",
        subtitle=f"{row.school}, {_span(row)}",
        words=f"{row.program} {row.student_no} {person.sicil}",
    )


def _span(row: Staj) -> str:
    return f"{format_date(row.start)}–{format_date(row.ended_on or row.end)}"


_LABELS = {
    "school": "Okul",
    "school_kind": "Okul türü",
    "program": "Bölüm / program",
    "class_name": "Sınıf",
    "student_no": "Öğrenci no",
    "required_days": "Zorunlu gün",
    "start": "Başlangıç",
    "end": "Bitiş",
    "weekdays": "Staj günleri",
    "supervisor_id": "Staj sorumlusu",
    "teacher": "Okuldaki ilgili",
    "document": "Sözleşme / kabul no",
}


def _words(look: Look, name: str, value: object) -> str:
    if value in (None, ""):
        return "—"
    if name == "supervisor_id":
        person = look.session.get(Personel, value)
        return f"{person.ad} {person.soyad}" if person is not None else "—"
    if name == "school_kind":
        return rules.SchoolKind(str(value)).label
    return format_date(value) if isinstance(value, date) else str(value)
