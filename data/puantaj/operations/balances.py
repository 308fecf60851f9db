"""What the office writes into balances of leave, and what it sets over the law's rights."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from data.core import parameters, trail
from data.core.calendar import format_date
from data.core.drafts import FieldKind, FieldSpec, check, entry, require_reason
from data.core.errors import BadInput, Conflict
from data.core.permissions import Verb
from data.core.store import Work
from data.core.text import lower
from data.puantaj.drafts import BalanceEntryDraft
from data.puantaj.leave_facts import amount_text
from data.puantaj.leave_judging import part_on
from data.puantaj.models import BalanceEntry
from data.puantaj.operations.leave_rows import AREA, owner
from data.puantaj.rules.balance import BalanceKey, EntryKind
from data.puantaj.rules.rights import entitlement, read_amount

KIND = "bakiye_hareket"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntitlementDraft:
    """A new amount of one right from a day on; ``name`` is the right's parameter."""

    name: str
    value: str = entry(FieldSpec("Yeni süre", length=8, help="20 ya da 2,5 gibi"))
    valid_from: date = entry(FieldSpec("Geçerlilik başlangıcı", FieldKind.DATE))
    source: str = entry(FieldSpec("Dayanak", length=160, help="Kanun, TİS maddesi veya kararın tarihi ve sayısı"))


def set_entitlement(work: Work, draft: EntitlementDraft) -> None:
    """Sets a right from a day on; rights that arose before it stay as they were.

    Raises:
        NotAllowed: not an administrator.
        BadInput: the amount is none, or something is missing.
    """
    work.actor.require("yonetim", Verb.ADMIN)
    check(draft)
    right = entitlement(draft.name)
    amount = read_amount(draft.value)
    text = _plain(amount.normalize())
    parameters.set_parameter(work, right.name, draft.valid_from, text, draft.source, default=_plain(right.amount))


def _plain(amount: object) -> str:
    return f"{amount:f}".replace(".", ",")


def add_entry(work: Work, draft: BalanceEntryDraft) -> int:
    """Writes a manual entry into a balance and returns its key.

    A ``Devir`` is what was left at the beginning of its day: rights and leave before it are no longer computed.

    Raises:
        NotAllowed: no permission, or the person is out of sight.
        BadFields: a field is missing or wrong.
    """
    work.actor.require(AREA, Verb.PREPARE)
    person, _ = owner(work, draft.personel_id)
    key = BalanceKey(draft.balance)
    wrong: dict[str, str] = {}
    amount = 0
    if draft.amount:
        try:
            amount = _amount(key, draft.amount)
        except BadInput as problem:
            wrong["amount"] = str(problem)
    if draft.day:
        wrong |= _wrong_day(work, draft, key, person.id or 0, person.hire)
    check(draft, wrong)
    row = BalanceEntry(
        personel_id=person.id or 0,
        balance=key.value,
        kind=draft.kind,
        day=draft.day,
        year=draft.year,
        amount=amount,
        reason=draft.reason,
        document=draft.document or "",
        made_by=work.actor.user_id,
        made_at=work.now,
    )
    work.session.add(row)
    work.session.flush()
    words = (
        f"{person.ad} {person.soyad}, {key.label}: {EntryKind(row.kind).label}, {format_date(row.day)}, "
        f"{row.year} hakkı {amount_text(key)(amount)}. Gerekçe: {row.reason}"
    )
    trail.record(work, "bakiye.add", words, kind=KIND, record_id=row.id or 0)
    return row.id or 0


def _amount(key: BalanceKey, typed: str) -> int:
    """Typed days as half days, or typed hours as minutes; more than none.

    Raises:
        BadInput: it is no such amount.
    """
    if key is BalanceKey.YILLIK:
        amount = int(read_amount(typed) * 2)
    else:
        plain = typed.strip()
        if "," in plain:
            plain = str(int(read_amount(plain) * 60) // 60) + (":30" if read_amount(plain) % 1 else "")
        hours, colon, minutes = plain.partition(":")
        usable = hours.isascii() and hours.isdigit() and (not colon or (minutes.isascii() and minutes.isdigit()))
        if not usable or len(hours) > 4 or int(minutes or 0) > 59:
            raise BadInput(f"“{typed[:20]}” bir süre değil.", "4:30 ya da 4,5 gibi saat yazın.", field="amount")
        amount = int(hours) * 60 + int(minutes or 0)
    if not amount:
        raise BadInput("Miktar sıfır olamaz.", "Sıfırdan büyük bir miktar yazın.", field="amount")
    return amount


def _wrong_day(
    work: Work, draft: BalanceEntryDraft, key: BalanceKey, personel_id: int, hire: date
) -> dict[str, str]:
    if draft.day < hire:
        return {"day": f"İşe giriş {format_date(hire)}; daha önceye yazılamaz."}
    kind, _ = part_on(work, personel_id, draft.day)
    if kind is None or not key.holds_for(kind):
        return {"personel_id": f"Bu tarihte kişinin statüsünde {lower(key.label)} bakiyesi yoktur."}
    if draft.year and not draft.day.year - 60 <= draft.year <= draft.day.year + 1:
        return {"year": "Hak yılı tarihle uyuşmuyor."}
    if draft.kind == EntryKind.OPENING:
        other = work.session.exec(
            select(BalanceEntry).where(
                BalanceEntry.personel_id == personel_id,
                BalanceEntry.balance == key.value,
                BalanceEntry.kind == EntryKind.OPENING.value,
                BalanceEntry.day != draft.day,
                col(BalanceEntry.withdrawn_at).is_(None),
            )
        ).first()
        if other is not None:
            return {"day": f"Devir {format_date(other.day)} tarihli yazılmış; önce onu geri çekin."}
    return {}


def withdraw_entry(work: Work, entry_id: int, version: int, reason: str) -> None:
    """Takes a manual entry back with a reason; the row stays.

    Raises:
        NotAllowed: no permission, or the person is out of sight.
        BadInput: no reason, or it was withdrawn already.
        Conflict: another desk changed it after it was seen.
    """
    work.actor.require(AREA, Verb.PREPARE)
    row = work.session.get(BalanceEntry, entry_id)
    if row is None or row.withdrawn_at is not None:
        raise BadInput("Bakiye kaydı bulunamadı ya da zaten geri çekilmiş.", "Listeyi yenileyin.")
    require_reason(reason, "Geri çekme gerekçesi yazılmalıdır.")
    person, _ = owner(work, row.personel_id)
    if row.version != version:
        raise Conflict("Bakiye kaydı bu sırada başka bir masada değişti.", "Listeyi yenileyip yeniden bakın.")
    row.withdrawn_at, row.withdrawn_reason = work.now, reason.strip()
    row.version += 1
    words = f"{person.ad} {person.soyad}: bakiye kaydı geri çekildi ({format_date(row.day)}). Gerekçe: {reason}"
    trail.record(work, "bakiye.withdraw", words, kind=KIND, record_id=entry_id)
