"""Ending, cancelling and correcting registered documents. The row and its number stay whatever happens."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlmodel import col

from data.core import search, trail
from data.core.calendar import format_date
from data.core.drafts import check, require_reason
from data.core.errors import NotAllowed, RuleBroken
from data.core.models import Birim
from data.core.permissions import Verb
from data.core.secrecy import Secrecy
from data.core.store import Look, Work
from data.evrak.drafts import CorrectionDraft
from data.evrak.models import Evrak, EvrakIlgi, Yazi
from data.evrak.operations import rows
from data.evrak.operations.deadlines import revive
from data.evrak.operations.ending import finish, require_running
from data.evrak.operations.parties import picked_party
from data.evrak.rules import register as rules
from data.evrak.rules.values import Book, DocKind, Purpose, State, Tie
from data.evrak.sight import AREA, KIND, Texts, evrak_row, level_of, put_texts, spoken, texts_of
from data.sdp.operations import unusable


def close_without_answer(work: Work, evrak_id: int, reason: str) -> None:
    """Closes a document that needs no answer, or none any more; the reason stands in its row.

    Raises:
        NotAllowed: no permission.
        BadInput: no such document, or no reason.
        RuleBroken: it has ended, or it is not filed under a code.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = evrak_row(work, evrak_id)
    require_reason(reason, "Kapatma gerekçesi yazılmalıdır.", "Cevabın neden gerekmediğini yazın.")
    require_running(row)
    if row.sdp_id is None and not row.personal:
        raise RuleBroken(
            f"{spoken(row)} dosya kodu verilmeden kapatılamaz.", "F2 ile dosya kodunu seçin.", law="DAH m.10"
        )
    finish(work, row, State.KAPANDI, reason.strip())
    _tell(work, row, "evrak.close", "Cevapsız kapatıldı", reason)


def give_back(work: Work, evrak_id: int, reason: str) -> None:
    """Returns a document that came to the wrong place; the sender is told or it is sent on (RY m.32).

    Raises:
        NotAllowed: no permission.
        BadInput: no such document, or no reason.
        RuleBroken: it has ended, or did not come in.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = evrak_row(work, evrak_id)
    require_reason(reason, "İade gerekçesi yazılmalıdır.", "Kime neden iade edildiğini yazın.")
    if row.book != Book.GELEN.value:
        raise RuleBroken("Yalnız gelen evrak iade edilir.", "Kendi yazınızı gerekçesiyle iptal edin.")
    finish(work, row, State.IADE, reason.strip())
    _tell(work, row, "evrak.return", "İade edildi", reason)


def cancel(work: Work, evrak_id: int, reason: str) -> None:
    """Cancels a registration; the row, its number and what it said stay with the reason.

    Raises:
        NotAllowed: neither its registrar nor one who checks.
        BadInput: no such document, or no reason.
        RuleBroken: it was cancelled already, or has been answered.
    """
    row = evrak_row(work, evrak_id)
    if not may_cancel(work, row):
        raise NotAllowed(
            "Bir kaydı yalnız kaydeden ya da kontrol yetkilisi iptal edebilir.", "Servis şefine başvurun."
        )
    require_reason(reason, "İptal gerekçesi yazılmalıdır.")
    if row.state == State.IPTAL.value:
        raise RuleBroken(f"{spoken(row)} zaten iptal edilmiş.", "Listeyi yenileyin.")
    if row.state == State.CEVAPLANDI.value:
        raise RuleBroken(f"{spoken(row)} cevaplanmış; iptal edilemez.", "Önce cevabın ilgisi kaldırılmalıdır.")
    if State(row.state).over:
        row.state = State.KAYITLI.value  # a closed registration may still turn out to be none
    finish(work, row, State.IPTAL, reason.strip())
    row.same_key = ""
    for tie in work.session.execute(
        select(EvrakIlgi).where(
            col(EvrakIlgi.evrak_id) == evrak_id,
            col(EvrakIlgi.tie) == Tie.CEVAP.value,
            col(EvrakIlgi.removed_at).is_(None),
        )
    ).scalars():
        _untie(work, tie, "Cevabın kaydı iptal edildi")  # an answer that is none answers nothing
    _tell(work, row, "evrak.cancel", "Kayıt iptal edildi", reason)


def _untie(work: Work, tie: EvrakIlgi, reason: str) -> None:
    """Takes an ilgi back; what it had answered runs again with the deadlines that it had."""
    tie.removed_at, tie.removed_reason = work.now, reason
    other = work.session.get(Evrak, tie.other_id) if tie.tie == Tie.CEVAP.value and tie.other_id else None
    if other is not None and other.state == State.CEVAPLANDI.value:
        other.state, other.closed_at = State.ISLEMDE.value, None
        # Who may not know of a secret one cancels its answer too; what lies sealed stays until it ends again.
        if not other.secrecy or work.vault is not None:
            put_texts(work, other, replace(texts_of(work, other), reason=""))
        other.version += 1
        revive(work, other)
    work.session.flush()


def may_cancel(look: Look, row: Evrak) -> bool:
    """Whether the actor is its registrar, or one who checks."""
    own = row.registered_by == look.actor.user_id and look.actor.can(AREA, Verb.PREPARE)
    return own or look.actor.can(AREA, Verb.CHECK)


def _tell(work: Work, row: Evrak, action: str, what: str, reason: str) -> None:
    words = f"{what}: {Book(row.book).label} {spoken(row)}"
    if not row.secrecy:
        words += f". Gerekçe: {reason.strip()}"
    trail.record(work, action, words, kind=KIND, record_id=row.id or 0, secrecy=level_of(row))


# ---------------------------------------------------------------- correcting


def correct(work: Work, evrak_id: int, draft: CorrectionDraft, version: int) -> None:
    """Corrects what was registered, with a reason; old and new stand in the trail.

    Number, date, time and book never change; what was signed here (its sayı, date and subject) neither.

    Raises:
        NotAllowed: no permission, or the unit is out of sight.
        BadFields: something is missing or wrong.
        Conflict: another desk changed the document after it was seen.
        RuleBroken: it is cancelled.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = evrak_row(work, evrak_id)
    if row.state == State.IPTAL.value:
        raise RuleBroken("İptal edilmiş kayıt düzeltilmez.", "Doğrusunu yeni kayıtla girin.")
    unit = rows.unit_in_sight(work, draft.birim_id)
    check(
        draft,
        rules.correction_problems(draft, row.book, row.personal, row.registered_on) | _codes(work, row, draft),
    )
    old = texts_of(work, row)
    _refuse_signed(work, row, old, draft)
    party = None if row.secrecy else picked_party(work, draft.muhatap, DocKind(draft.doc_kind))
    new = Texts(
        muhatap=party.name if party else old.muhatap,
        letter_no=draft.letter_no or "",
        subject=draft.subject or "",
        enclosures=draft.enclosures or "",
        note=draft.note or "",
        reason=old.reason,
        letter_date=draft.letter_date,
    )
    changes = _changes(work, row, old, new, draft, unit)
    if not changes:
        return
    if row.version != version:
        raise trail.changed_elsewhere(f"{spoken(row)} kaydı", [] if row.secrecy else changes)
    put_texts(work, row, new)
    row.doc_kind, row.purpose, row.pages = draft.doc_kind, draft.purpose, draft.pages or 0
    row.sdp_id, row.sdp2_id, row.birim_id = draft.sdp_id, draft.sdp2_id, draft.birim_id
    row.version += 1
    if not row.secrecy:
        row.muhatap_id = party.id if party else None
        row.same_key = "" if row.personal else rules.same_key(new.muhatap, new.letter_no, new.letter_date)
        row.arama = rows.words_of(row)
        known = rows.indexed(row)
        search.index(
            work,
            kind=known.kind,
            record_id=known.record_id,
            area=known.area,
            birim_id=known.birim_id,
            title=known.title,
            subtitle=known.subtitle,
            words=known.words,
        )
        rows.refile_words(work, row, old.subject)
    work.session.flush()
    words = f"Kayıt düzeltildi: {Book(row.book).label} {spoken(row)}"
    if not row.secrecy:
        words += f". Gerekçe: {draft.why}"
    trail.record(
        work, "evrak.correct", words, kind=KIND, record_id=evrak_id,
        changes=() if row.secrecy else changes, secrecy=level_of(row),
    )  # fmt: skip


def _codes(look: Look, row: Evrak, draft: CorrectionDraft) -> dict[str, str]:
    """A code that the document has already stays good, whatever plan is in use today."""
    wrong: dict[str, str] = {}
    if draft.sdp_id and draft.sdp_id != row.sdp_id and (problem := unusable(look, draft.sdp_id, look.today)):
        wrong["sdp_id"] = problem
    if (
        draft.sdp2_id
        and draft.sdp2_id != row.sdp2_id
        and (problem := unusable(look, draft.sdp2_id, look.today, second=True))
    ):
        wrong["sdp2_id"] = problem
    return wrong


def _refuse_signed(look: Look, row: Evrak, old: Texts, draft: CorrectionDraft) -> None:
    """What a person signed stays as it was signed; the letter itself is corrected by another letter."""
    signed = look.session.execute(select(col(Yazi.id)).where(col(Yazi.evrak_id) == row.id).limit(1)).first()
    if signed is None:
        return
    pairs = (
        ("letter_no", old.letter_no, draft.letter_no or ""),
        ("letter_date", old.letter_date, draft.letter_date),
        ("subject", old.subject, draft.subject or ""),
        ("enclosures", old.enclosures, draft.enclosures or ""),
        ("sdp_id", row.sdp_id, draft.sdp_id),
    )
    wrong = {
        name: "İmzalanmış yazının bu alanı değişmez; düzeltme yazısı hazırlayın."
        for name, was, now in pairs
        if was != now
    }
    check(draft, wrong)


def _changes(
    look: Look, row: Evrak, old: Texts, new: Texts, draft: CorrectionDraft, unit: str
) -> list[trail.Change]:
    before = look.session.get_one(Birim, row.birim_id)
    pairs = (
        ("Gönderen / muhatap", old.muhatap, new.muhatap),
        ("Yazının tarihi", _day(old), _day(new)),
        ("Yazının sayısı", old.letter_no, new.letter_no),
        ("Konu", old.subject, new.subject),
        ("Belge türü", DocKind(row.doc_kind).label, DocKind(draft.doc_kind).label),
        ("Dosya kodu", rows.filing_code(look, row.sdp_id), rows.filing_code(look, draft.sdp_id)),
        ("İkinci dosya kodu", rows.filing_code(look, row.sdp2_id), rows.filing_code(look, draft.sdp2_id)),
        ("İlgili birim", before.name, unit),
        ("Ekler", old.enclosures, new.enclosures),
        ("Sayfa sayısı", str(row.pages or ""), str(draft.pages or "")),
        ("Gereği / bilgi", Purpose(row.purpose).label, Purpose(draft.purpose).label),
        ("Açıklama", old.note, new.note),
    )
    return [trail.Change(label, was or "—", now or "—") for label, was, now in pairs if was != now]


def _day(texts: Texts) -> str:
    return format_date(texts.letter_date) if texts.letter_date else ""


# ---------------------------------------------------------------- what a document refers to


def link(work: Work, evrak_id: int, other_id: int, tie: Tie, reason: str = "") -> None:
    """Adds an ilgi between two registered documents; an answer ends the one that it answers.

    Raises:
        NotAllowed: no permission.
        BadInput: one of them is not there for this actor.
        RuleBroken: to itself, linked already, or the other has ended another way.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row, other = evrak_row(work, evrak_id), evrak_row(work, other_id)
    if evrak_id == other_id:
        raise RuleBroken("Bir evrak kendisine ilgi olamaz.", "Başka bir kayıt seçin.")
    if rows.tied(work, evrak_id, other_id):
        raise RuleBroken("Bu ilgi zaten var.", "Listeyi yenileyin.")
    rows.add_tie(work, row, tie, other=other)
    if tie is Tie.CEVAP:
        rows.answered(work, other, row)
    named = (
        f"{Book(other.book).label} {other.kayit_no}" if rows.may_name(row, other) else "gizlilik dereceli kayıt"
    )
    words = f"İlgi eklendi: {Book(row.book).label} {row.kayit_no} → {named} ({tie.label})"
    level = max(level_of(row), level_of(other))
    if reason and not level:
        words += f". {reason.strip()}"
    trail.record(work, "evrak.link", words, kind=KIND, record_id=evrak_id, secrecy=level)


def unlink(work: Work, ilgi_id: int, reason: str) -> None:
    """Takes an ilgi back with a reason; the row stays. A document that it had answered runs again.

    Raises:
        NotAllowed: no permission.
        BadInput: no such ilgi, or no reason.
    """
    work.actor.require(AREA, Verb.PREPARE)
    tie, row, other = rows.tie_row(work, ilgi_id)
    level = max(level_of(row), level_of(other) if other else Secrecy.YOK)
    require_reason(reason, "İlgiyi kaldırma gerekçesi yazılmalıdır.")
    _untie(work, tie, "" if level else reason.strip())
    words = f"İlgi kaldırıldı: {Book(row.book).label} {row.kayit_no}"
    if not level:
        words += f". Gerekçe: {reason.strip()}"
    trail.record(work, "evrak.unlink", words, kind=KIND, record_id=row.id or 0, secrecy=level)
