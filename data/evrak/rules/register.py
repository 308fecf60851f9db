"""What is wrong with a document before it is entered in a book: problems stop it, cautions want a reason.

The one door to the rules of the register; those of single fields lie beside it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from dateutil.relativedelta import relativedelta

from data.core.calendar import format_date
from data.core.errors import BadInput
from data.core.secrecy import Secrecy
from data.core.text import clean_line, fold
from data.evrak.drafts import CorrectionDraft, IncomingDraft, OutgoingDraft, SecretIncomingDraft
from data.evrak.rules.enclosures import enclosure_findings, parse_enclosures
from data.evrak.rules.given import parse_given
from data.evrak.rules.letter_finding import Finding, fault
from data.evrak.rules.numbering import (
    Sayi,
    compose_sayi,
    looks_official,
    own_sayi_fault,
    parse_sayi,
    same_key,
    sayi_fault,
)
from data.evrak.rules.subject import personal_findings, subject_findings, title_case
from data.evrak.rules.urgency import urgency_findings, urgency_of
from data.evrak.rules.values import Arrival, Basis, Book, DocKind, Purpose, Urgency

__all__ = [
    "ENVELOPE_CLOSED",
    "Sayi",
    "compose_sayi",
    "correction_problems",
    "enclosure_findings",
    "envelope_problems",
    "incoming_cautions",
    "incoming_problems",
    "letter_date_fault",
    "outgoing_cautions",
    "outgoing_problems",
    "own_sayi_fault",
    "parse_enclosures",
    "parse_sayi",
    "recipients_fault",
    "same_key",
    "sayi_fault",
    "subject_findings",
    "title_case",
    "urgency_findings",
    "urgency_of",
]

ENVELOPE_CLOSED: Final = frozenset(
    {
        "subject", "given", "basis", "sdp_id", "sdp2_id", "enclosures", "pages", "other_id", "is_answer", "parts",
        "more_ilgi",
    }
)  # fmt: skip
"""Fields that stay empty where the envelope stays closed: nothing in it is known (RY m.26/4-5)."""
_FROM_OFFICES = frozenset(
    {DocKind.UST_YAZI, DocKind.CEVAP, DocKind.BILGILENDIRME, DocKind.TALEP, DocKind.TEKIT, DocKind.GENELGE}
)
"""Kinds that offices alone write, always with date and sayı."""
_PAPERLESS = frozenset({Arrival.EBYS, Arrival.KEP, Arrival.EPOSTA, Arrival.FAKS})
_OLD = relativedelta(years=1)


# ---------------------------------------------------------------- incoming


def incoming_problems(draft: IncomingDraft, today: date) -> dict[str, str]:
    """Field name to message of everything that keeps an incoming document out of its book.

    How the sender wrote konu and sayı is the sender's affair and never keeps it out (RY m.31, m.35).
    """
    if draft.personal:
        return envelope_problems(draft) | _messages(letter_date_fault(draft.letter_date, today))
    found = [*letter_date_fault(draft.letter_date, today)]
    if not clean_line(draft.subject or ""):
        found += subject_findings("")
    if draft.urgency in list(Urgency):
        found += urgency_findings(Urgency(draft.urgency), draft.given or "")
    found += _basis_faults(draft.basis or "", draft.urgency)
    found += [
        one for one in enclosure_findings(parse_enclosures(draft.enclosures or ""), _level(draft)) if one.error
    ]
    return _messages(found)


def incoming_cautions(draft: IncomingDraft, today: date) -> tuple[str, ...]:
    """What speaks against registering an incoming document as it is typed; going on wants a reason."""
    said: list[str] = []
    official = draft.doc_kind in _FROM_OFFICES
    by_ebys = official and draft.way == Arrival.EBYS.value
    number = clean_line(draft.letter_no or "")
    if number and (by_ebys or (official and looks_official(number))) and (wrong := sayi_fault(number)):
        said.append(wrong)
    if by_ebys and not number:
        said.append("EBYS’den gelen yazının sayısı boş (RY m.11).")
    if by_ebys and draft.letter_date is None:
        said.append("EBYS’den gelen yazının tarihi boş (RY m.12).")
    if _level(draft) > Secrecy.HIZMETE_OZEL and draft.way in _PAPERLESS:
        said.append("Gizli ve çok gizli belge kâğıt olarak gelir; geliş şeklini kontrol edin (RY m.25/2, m.31).")
    said += _age_caution(draft.letter_date, today)
    said += _given_caution(draft.given or "", today)
    said += [str(one) for one in personal_findings(draft.subject or "")]
    return tuple(said)


def envelope_problems(draft: IncomingDraft | CorrectionDraft) -> dict[str, str]:
    """Every field that is filled though the envelope stays closed (RY m.26/4-5)."""
    return {
        name: "Kişiye özel zarf açılmaz; yalnız üstünde yazanlar kaydedilir, bu alan boş kalır (RY m.26/4-5)."
        for name in sorted(ENVELOPE_CLOSED)
        if getattr(draft, name, None)
    }


# ---------------------------------------------------------------- outgoing, internal, olur


def outgoing_problems(draft: OutgoingDraft, book: Book, code: str, today: date) -> dict[str, str]:
    """Field name to message of everything that keeps a letter of ours out of a book.

    Args:
        code: Its filing code, the third part of its sayı (RY m.11); empty while none is chosen.
    """
    olur = book is Book.OLUR or draft.doc_kind == DocKind.OLUR.value
    found = [*letter_date_fault(draft.letter_date, today)]
    if draft.letter_no and (wrong := own_sayi_fault(draft.letter_no, code)):
        found.append(fault("letter_no", wrong))
    if draft.urgency in list(Urgency):
        found += urgency_findings(Urgency(draft.urgency), draft.given or "", olur=olur)
    if olur and clean_line(draft.more or ""):
        found.append(fault("more", "Olur dağıtımlı yazılmaz; üst yazıyla gönderin.", "RY m.20"))
    found += [one for one in enclosure_findings(parse_enclosures(draft.enclosures or "")) if one.error]
    return _messages(found)


def outgoing_cautions(draft: OutgoingDraft, today: date) -> tuple[str, ...]:
    """What speaks against entering a letter of ours as it is typed; going on wants a reason."""
    said = _age_caution(draft.letter_date, today) + _given_caution(draft.given or "", today)
    found = [*subject_findings(draft.subject or ""), *enclosure_findings(parse_enclosures(draft.enclosures or ""))]
    return (*said, *(str(one) for one in found if not one.error))


def recipients_fault(recipients: Iterable[tuple[str, Purpose]]) -> str:
    """Which recipient of a dağıtım stands in it twice; empty if none. Each has one role (RY m.19)."""
    seen: dict[str, Purpose] = {}
    for name, purpose in recipients:
        key = fold(clean_line(name))
        if key in seen:
            twice = "hem gereği hem bilgi için" if seen[key] is not purpose else "iki kez"
            return f"{clean_line(name)} dağıtımda {twice} yazılmış; her muhatabın bir rolü vardır (RY m.19)."
        seen[key] = purpose
    return ""


# ---------------------------------------------------------------- correcting


def correction_problems(draft: CorrectionDraft, book: str, personal: bool, registered_on: date) -> dict[str, str]:
    """Field name to message of everything that a correction may not write.

    Args:
        book: Value of the book that it stands in; our own letters have a sayı of RY m.11.
        personal: The envelope stayed closed.
        registered_on: No letter is younger than its registration.
    """
    if personal:
        return envelope_problems(draft) | _messages(letter_date_fault(draft.letter_date, registered_on))
    found = [*letter_date_fault(draft.letter_date, registered_on)]
    if not clean_line(draft.subject or ""):
        found += subject_findings("")
    if draft.sdp2_id and draft.sdp2_id == draft.sdp_id:
        found.append(fault("sdp2_id", "İkinci dosya kodu birincisiyle aynı olamaz.", "SDP"))
    if book != Book.GELEN.value:
        if draft.letter_date is None:
            found.append(fault("letter_date", "Kendi yazımızın tarihi boş bırakılamaz.", "RY m.12"))
        if wrong := own_sayi_fault(draft.letter_no or "", ""):
            found.append(fault("letter_no", wrong))
    return _messages(found)


# ---------------------------------------------------------------- what all books share


def letter_date_fault(letter_date: date | None, registered_on: date) -> tuple[Finding, ...]:
    """A letter is not dated after the day of its registration (RY m.12)."""
    if letter_date is None or letter_date <= registered_on:
        return ()
    text = f"Yazının tarihi kayıt gününden ({format_date(registered_on)}) sonra olamaz."
    return (fault("letter_date", text, "RY m.12"),)


def _basis_faults(basis: str, urgency: str) -> Iterable[Finding]:
    if basis == Basis.BE30.value:
        yield fault("basis", "Uzatma kayıtta seçilmez; bildirim yazılınca kayıttan uzatılır.", "4982 s. K. m.11")
    elif basis == Basis.SERBEST.value:
        yield fault("basis", "Elle verilen tarih, kayıttan sonra gerekçesiyle yazılır.")
    elif basis == Basis.GUNLU.value and urgency != Urgency.GUNLU.value:
        yield fault("basis", "Bu dayanak için süre işareti GÜNLÜDÜR olmalıdır.", "RY m.26")
    elif basis == Basis.ACELE.value and urgency != Urgency.ACELE.value:
        yield fault("basis", "Bu dayanak için süre işareti ACELE olmalıdır.", "RY m.26")
    elif basis and basis != Basis.GUNLU.value and urgency == Urgency.GUNLU.value:
        yield fault("basis", "GÜNLÜDÜR yazıda süre yazıdan gelir; dayanağı boş bırakın.", "RY m.26")


def _age_caution(letter_date: date | None, today: date) -> list[str]:
    if letter_date is None or letter_date >= today - _OLD:
        return []
    return [f"Yazının tarihi ({format_date(letter_date)}) bir yıldan eski; tarihi kontrol edin (RY m.12)."]


def _given_caution(given: str, today: date) -> list[str]:
    try:
        day = parse_given(given).day if clean_line(given) else None
    except BadInput:
        return []  # told as a problem of the field
    if day is None or day >= today:
        return []
    return [f"Yazıda verilen gün ({format_date(day)}) geçmiş; süre gecikmiş olarak başlar (RY m.26)."]


def _level(draft: IncomingDraft) -> Secrecy:
    if isinstance(draft, SecretIncomingDraft) and draft.secrecy in {str(int(one)) for one in Secrecy}:
        return Secrecy(int(draft.secrecy))
    return Secrecy.YOK


def _messages(found: Iterable[Finding]) -> dict[str, str]:
    messages: dict[str, str] = {}
    for one in found:
        messages.setdefault(one.field, str(one))
    return messages
