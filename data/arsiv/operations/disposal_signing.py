"""The signatures on the imha listesi: every page by every member, asked again once it changes (m.21/2)."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlmodel import col, select

from data.arsiv.disposal_drafts import BackDraft, PagesDraft, SignDraft
from data.arsiv.models_papers import Imha, ImhaImza
from data.arsiv.operations.disposal_parts import hands_of, lines_of, require_day, seats_of, seen_work, tell
from data.arsiv.rules.disposal import sitting
from data.arsiv.rules.values import Decision, DisposalState, law
from data.core import trail
from data.core.calendar import format_date
from data.core.drafts import check, require_reason
from data.core.errors import BadFields, BadInput, RuleBroken
from data.core.permissions import Verb
from data.core.store import Work
from data.core.text import clean_line

_SIGNED: Final = "Her sayfayı başkan ve bütün üyeler imzalar; imzaları işaretleyin."


def mark_pages(work: Work, imha_id: int, draft: PagesDraft, version: int) -> None:
    """Writes how many pages the printed list has; another number is another print, which is signed anew.

    Raises:
        NotAllowed: no permission.
        BadInput, BadFields: no such work, or no number.
        RuleBroken: the list is not made, or is past its signatures.
        Conflict: another desk changed it after it was seen.
    """
    row = seen_work(work, imha_id, version, Verb.PREPARE, DisposalState.LISTE)
    check(draft, {} if draft.pages > 0 else {"pages": "Basılan listenin sayfa sayısını yazın."})
    gone = 0
    if row.pages != draft.pages:
        gone = void(work, row, f"Liste {draft.pages} sayfa olarak yeniden basıldı")
        row.listed_on = work.today if gone else row.listed_on
    row.pages = draft.pages
    row.version += 1
    tell(work, "imha_pages", f"liste {draft.pages} sayfa" + (f"; {gone} imza düştü" if gone else ""), row)


def sign(work: Work, imha_id: int, uye_id: int, draft: SignDraft, version: int) -> tuple[str, ...]:
    """Writes that who holds a seat signed every page, in the own place or a member's (vekâlet).

    Returns the names of those whose signature is still missing.

    Raises:
        NotAllowed: no permission.
        BadInput, BadFields: no such work or seat, a day before the list, or one on which the seat does not sign.
        RuleBroken: the list is not printed or past its signatures, or the place is signed for.
        Conflict: another desk changed it after it was seen.
    """
    row = seen_work(work, imha_id, version, Verb.PREPARE, DisposalState.LISTE)
    seats = seats_of(work, imha_id)
    seat = next((one for one in seats if one.id == uye_id and one.role.votes), None)
    if seat is None:
        raise BadInput("Komisyonda böyle bir üye yok.", "Listeyi yenileyin.", field="uye_id")
    check(draft)
    if not row.pages:
        raise RuleBroken("Basılan listenin sayfa sayısı yazılmadı.", "Önce sayfa sayısını yazın.", law=law("21/2"))
    require_day(draft.day, row.listed_on or row.started_on, work.today)
    if seat.id not in {one.id for one in sitting(seats, draft.day)}:
        raise BadFields({"day": f"{seat.name} o gün komisyonda değil ya da yerine vekili bakıyor (m.19)."})
    if any(hand.by is not None and seat.id in (hand.now.id, hand.by.id) for hand in hands_of(work, row, seats)):
        raise RuleBroken(f"{seat.name} için liste imzalı.", "İmzalara bakın.", law=law("21/2"))
    folders = len(lines_of(work, imha_id, Decision.IMHA))
    work.session.add(
        ImhaImza(
            imha_id=imha_id, uye_id=uye_id, folders=folders, day=draft.day, made_by=work.actor.user_id,
            made_at=work.now,
        )
    )  # fmt: skip
    row.version += 1
    work.session.flush()
    stead = f", {seat.stands_for} yerine" if seat.stands_for else ""
    words = f"{seat.name} ({seat.role.label}{stead}) listenin {row.pages} sayfasını imzaladı"
    tell(work, "imha_sign", f"{words}, {format_date(draft.day)}", row)
    return tuple(one.seat.name for one in hands_of(work, row, seats) if one.by is None)


def unsign(work: Work, imha_id: int, uye_id: int, draft: BackDraft, version: int) -> None:
    """Takes back a signature that was marked by mistake; its row stays with the reason.

    Raises:
        NotAllowed: no permission.
        BadInput: no such work or signature, or no reason.
        RuleBroken: the list is past its signatures.
        Conflict: another desk changed it after it was seen.
    """
    row = seen_work(work, imha_id, version, Verb.PREPARE, DisposalState.LISTE)
    require_reason(draft.reason, "İmzayı geri almanın gerekçesi yazılmalıdır.")
    found = next((one for one in _standing(work, imha_id) if one.uye_id == uye_id), None)
    if found is None:
        raise BadInput("Bu üyenin imzası işaretli değil.", "İmzalara bakın.", field="uye_id")
    found.withdrawn_at, found.withdrawn_reason = work.now, clean_line(draft.reason)
    row.version += 1
    name = next(one.name for one in seats_of(work, imha_id) if one.id == uye_id)
    tell(work, "imha_unsign", f"{name}: imza işareti geri alındı. Gerekçe: {found.withdrawn_reason}", row)


def void(work: Work, row: Imha, reason: str) -> int:
    """The list changed: whoever signed it signs the new one; part of another operation. Returns how many had."""
    found = _standing(work, row.id or 0)
    for one in found:
        one.withdrawn_at, one.withdrawn_reason = work.now, reason
    work.session.flush()
    return len(found)


def made_anew(work: Work, row: Imha, reason: str, day: date | None) -> trail.Change:
    """A list that changed has no pages and no signature until it is printed; part of another operation.

    Args:
        day: Of the new list; none where there is none for now.
    """
    told = f"{row.pages} / {void(work, row, reason)}"
    row.pages, row.listed_on, row.sent_on = 0, day, None
    return trail.Change("Sayfa / imza", told, "")


def list_changed(work: Work, row: Imha) -> bool:
    """Whether folders came off the list since it was signed."""
    now = len(lines_of(work, row.id or 0, Decision.IMHA))
    return any(one.folders != now for one in _standing(work, row.id or 0))


def require_signed(work: Work, row: Imha) -> None:
    """Lets pass only a list whose every page is signed by all who sat when it was sent (m.21/2).

    Raises:
        RuleBroken: somebody's signature is missing, or the list was not printed.
    """
    hands = hands_of(work, row)
    missing = [one.seat.name for one in hands if one.by is None]
    if not row.pages:
        raise RuleBroken("Basılan listenin sayfa sayısı ve imzaları yazılmadı.", _SIGNED, law=law("21/2"))
    if missing or not hands:
        who = ", ".join(missing) or "komisyonun üyeleri"
        raise RuleBroken(f"Listenin {row.pages} sayfasında imzası olmayan: {who}.", _SIGNED, law=law("21/2"))


def last_signed(work: Work, row: Imha) -> date:
    """The day of the last signature on the list; of the list itself where no day was kept."""
    days = [one.day for one in _standing(work, row.id or 0) if one.day]
    return max(days, default=row.listed_on or row.started_on)


def _standing(work: Work, imha_id: int) -> list[ImhaImza]:
    wanted = select(ImhaImza).where(ImhaImza.imha_id == imha_id, col(ImhaImza.withdrawn_at).is_(None))
    return list(work.session.exec(wanted.order_by(col(ImhaImza.id))))
