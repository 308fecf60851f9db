"""Passes by hand and cards that are nobody's on purpose; what the clock wrote stays as it was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlmodel import col, select

from data.core import trail
from data.core.calendar import format_date
from data.core.drafts import check, is_reason, require_reason
from data.core.errors import BadInput, Conflict, RuleBroken
from data.core.models import Birim
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.personel import operations as personel
from data.personel.drafts import CardDraft
from data.personel.models import Personel
from data.puantaj.drafts import CardHolderDraft, PassDraft
from data.puantaj.models import IgnoredCard, Punch, PunchFix
from data.puantaj.operations.guards import require_open_days
from data.puantaj.operations.refresh import ask_about_card, compute_people
from data.puantaj.punch_inputs import owners, unknown_cards

AREA = "puantaj"
_WAYS = {"G": "giriş", "C": "çıkış", "?": "hareket"}


def write_pass(work: Work, personel_id: int, draft: PassDraft, punch_id: int | None = None) -> int:
    """Writes a pass that is missing, or that stands in the place of one the clock wrote; returns its key.

    Args:
        punch_id: The clock's pass that it corrects; it stays in the store and is no longer counted.

    Raises:
        NotAllowed: no permission, or the person is out of sight.
        BadFields: a field is missing or wrong.
        Conflict: that pass was corrected at another desk.
        RuleBroken: the month is handed on or closed.
    """
    work.actor.require(AREA, Verb.PREPARE)
    person = _person(work, personel_id)
    wrong = {}
    if draft.day and draft.day > work.today:
        wrong["day"] = "İleri bir tarihe hareket yazılamaz."
    if draft.reason and not is_reason(draft.reason):
        wrong["reason"] = "Kısa bir gerekçe yazın."
    check(draft, wrong)
    at = datetime.combine(draft.day, draft.clock)
    old = _own_pass(work, personel_id, punch_id)
    _require_days(work, personel_id, at.date(), old)
    row = PunchFix(
        personel_id=personel_id,
        punch_id=punch_id,
        at=str(at),
        direction=draft.direction,
        reason=draft.reason.strip(),
        document=draft.document or "",
        made_by=work.actor.user_id,
        made_at=work.now,
    )
    words = (
        f"{person.ad} {person.soyad}: {format_date(at.date())} {at:%H:%M} {_WAYS[draft.direction]} elle yazıldı"
    )
    change = trail.Change("Hareket", _said(old), f"{at:%d.%m.%Y %H:%M} {_WAYS[draft.direction]}")
    return _keep(work, row, f"{words}. Gerekçe: {row.reason}", change, at.date(), old)


def set_aside(work: Work, personel_id: int, punch_ids: Sequence[int], reason: str) -> int:
    """Leaves passes of the clock out of account, with a reason, all or none; returns how many.

    The passes stay in the store.

    Raises:
        NotAllowed, Conflict, RuleBroken: as for writing one.
        BadInput: no reason, or not a pass of this person.
    """
    work.actor.require(AREA, Verb.PREPARE)
    person = _person(work, personel_id)
    require_reason(reason, "Gerekçe yazılmalıdır.", "Hareketin neden sayılmadığını yazın.")
    rows, changes, days = [], [], []
    for punch_id in dict.fromkeys(punch_ids):
        old = _own_pass(work, personel_id, punch_id)
        assert old is not None
        days.append(date.fromisoformat(old.at[:10]))
        _require_days(work, personel_id, days[-1], old)
        changes.append(trail.Change("Hareket", _said(old), "sayılmadı"))
        rows.append(
            PunchFix(
                personel_id=personel_id,
                punch_id=punch_id,
                at="",
                direction=old.direction,
                reason=reason.strip(),
                made_by=work.actor.user_id,
                made_at=work.now,
            )
        )
    work.session.add_all(rows)
    work.session.flush()
    compute_people(work, {personel_id}, min(days) - timedelta(days=1), max(days) + timedelta(days=6))
    words = f"{person.ad} {person.soyad}: {len(rows)} hareket sayılmadı. Gerekçe: {reason.strip()}"
    trail.record(work, "punch_fix.add", words, kind="punch_fix", record_id=rows[0].id or 0, changes=changes)
    return len(rows)


def withdraw_pass(work: Work, fix_id: int, reason: str) -> None:
    """Takes back what was written about a pass by hand; the record stays, the clock's pass counts again.

    Raises:
        NotAllowed, RuleBroken: as for writing one.
        BadInput: no reason, or it was taken back already.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = work.session.get(PunchFix, fix_id)
    if row is None or row.withdrawn_at is not None:
        raise BadInput("Elle yazılan hareket bulunamadı ya da zaten geri alınmış.", "Listeyi yenileyin.")
    require_reason(reason, "Gerekçe yazılmalıdır.")
    person = _person(work, row.personel_id)
    old = work.session.get(Punch, row.punch_id) if row.punch_id is not None else None
    day = date.fromisoformat((row.at or (old.at if old else ""))[:10])
    _require_days(work, row.personel_id, day, old)
    row.withdrawn_at, row.withdrawn_reason = work.now, reason.strip()
    _compute(work, row.personel_id, day, old)
    words = f"{person.ad} {person.soyad}: elle yazılan hareket geri alındı ({format_date(day)}). "
    trail.record(
        work, "punch_fix.withdraw", words + f"Gerekçe: {reason.strip()}", kind="punch_fix", record_id=fix_id
    )


def _keep(work: Work, row: PunchFix, words: str, change: trail.Change, day: date, old: Punch | None) -> int:
    work.session.add(row)
    work.session.flush()
    _compute(work, row.personel_id, day, old)
    trail.record(work, "punch_fix.add", words, kind="punch_fix", record_id=row.id or 0, changes=[change])
    return row.id or 0


def _days_of(day: date, old: Punch | None) -> tuple[date, date]:
    """The days that passes may count for: their own, and the one before, whose night shift they may end."""
    other = date.fromisoformat(old.at[:10]) if old is not None else day
    return min(day, other) - timedelta(days=1), max(day, other)


def _compute(work: Work, personel_id: int, day: date, old: Punch | None) -> None:
    # The week is counted whole, so the sheet in which it ends is computed too.
    first, last = _days_of(day, old)
    compute_people(work, {personel_id}, first, last + timedelta(days=6))


def _require_days(work: Work, personel_id: int, day: date, old: Punch | None) -> None:
    first, last = _days_of(day, old)
    require_open_days(work, personel_id, first + timedelta(days=1), last)


def _person(look: Look, personel_id: int) -> Personel:
    person = look.session.get(Personel, personel_id)
    if person is None:
        raise BadInput("Personel bulunamadı.", "Listeyi yenileyin.")
    unit = look.session.get(Birim, person.birim_id)
    look.actor.require_sight(unit.path if unit else "")
    return person


def _own_pass(look: Look, personel_id: int, punch_id: int | None) -> Punch | None:
    """The clock's pass that is meant, if it is this person's and nobody corrected it."""
    if punch_id is None:
        return None
    found = look.session.get(Punch, punch_id)
    whose = owners(look, [personel_id], date.fromisoformat(found.at[:10])) if found is not None else None
    if found is None or whose is None or whose.on(found.card_no, found.at) != personel_id:
        raise BadInput("Bu hareket bu kişinin değil.", "Günün hareketlerini yeniden açın.")
    other = look.session.exec(
        select(PunchFix.id).where(PunchFix.punch_id == punch_id, col(PunchFix.withdrawn_at).is_(None))
    ).first()
    if other is not None:
        raise Conflict("Bu hareket başka bir masada düzeltilmiş.", "Günün hareketlerini yeniden açın.")
    return found


def _said(old: Punch | None) -> str:
    if old is None:
        return "—"
    at = datetime.fromisoformat(old.at)
    return f"{at:%d.%m.%Y %H:%M} {_WAYS.get(old.direction, 'hareket')}"


# ---------------------------------------------------------------- cards


def give_unknown_card(work: Work, card_no: str, draft: CardHolderDraft, last: date) -> int:
    """Gives a card that nobody had to a person and computes that person again; returns the card's key.

    Args:
        last: Last day of the month that asked.

    Raises:
        NotAllowed: no permission, or the person is out of sight.
        BadFields: a field is missing, somebody has the card, or a newer card was given.
    """
    check(draft)
    require_open_days(work, draft.personel_id, draft.valid_from, last)
    card = CardDraft(card_no=card_no, valid_from=draft.valid_from)
    key = personel.give_card(work, draft.personel_id, card)
    compute_people(work, {draft.personel_id}, draft.valid_from, max(last, draft.valid_from))
    ask_about_card(work, card_no, date.min, date.max)
    return key


def ignore_card(work: Work, card_no: str, start: date, end: date, reason: str) -> int:
    """Says that a card is nobody's on purpose for some days, and why; returns the record's key.

    Raises:
        NotAllowed: no permission.
        BadInput: no reason.
        Conflict: the card has an owner by now, or is ignored already.
    """
    work.actor.require(AREA, Verb.PREPARE)
    require_reason(reason, "Gerekçe yazılmalıdır.", "Örneğin: ziyaretçi kartı, kayıp kart.")
    if not unknown_cards(work, start, end, card_no):
        raise Conflict(f"{card_no} no.lu kart artık tanımsız değil.", "F5 ile yenileyin.")
    row = IgnoredCard(
        card_no=card_no, start=start, end=end, reason=reason.strip(), made_by=work.actor.user_id, made_at=work.now
    )
    work.session.add(row)
    work.session.flush()
    ask_about_card(work, card_no, start, end)
    words = f"{card_no} no.lu kart {format_date(start)}–{format_date(end)} arasında sayılmıyor. "
    trail.record(work, "card.ignore", words + f"Gerekçe: {row.reason}", kind="ignored_card", record_id=row.id or 0)
    return row.id or 0


def heed_card(work: Work, ignored_id: int, reason: str) -> None:
    """Takes back that a card is ignored; the record stays and the card is asked about again.

    Raises:
        NotAllowed: no permission.
        BadInput: no reason.
        RuleBroken: it was taken back already.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = work.session.get(IgnoredCard, ignored_id)
    if row is None or row.withdrawn_at is not None:
        raise RuleBroken("Bu kart zaten sayılıyor.", "Listeyi yenileyin.")
    require_reason(reason, "Gerekçe yazılmalıdır.")
    row.withdrawn_at, row.withdrawn_reason = work.now, reason.strip()
    ask_about_card(work, row.card_no, row.start, row.end)
    words = f"{row.card_no} no.lu kart yeniden sayılıyor. Gerekçe: {reason.strip()}"
    trail.record(work, "card.heed", words, kind="ignored_card", record_id=ignored_id)
