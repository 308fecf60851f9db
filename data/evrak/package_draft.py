"""From an e-Yazışma package to the form of an incoming document: what it says goes in, nothing is guessed."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col

from data.core import actors, holidays
from data.core.calendar import format_date
from data.core.errors import NotAllowed
from data.core.permissions import Verb
from data.core.secrecy import Secrecy
from data.core.store import Look
from data.core.text import sort_key
from data.evrak.drafts import NEW_PARTY, Part
from data.evrak.eyazisma.values import Package, PackageEnclosure, PackageRecipient, PackageReference
from data.evrak.file_text import text_of
from data.evrak.models import Evrak, Muhatap
from data.evrak.rules.deadlines import compute
from data.evrak.rules.values import Arrival, Basis, DocKind, Purpose, Urgency
from data.evrak.settings import terms_on
from data.evrak.sight import AREA, in_sight
from data.sdp.models import SdpKod, SdpSurum

_ENCRYPTED = (
    "Şifreli paket: içeriği burada açılmaz, kurumun EBYS'sinde çözülür. Çözülemiyorsa gerekçesiyle {day} günü "
    "mesai bitimine kadar reddedilir (RY m.30)."
)

_SUBJECT = 300


@dataclass(frozen=True, slots=True)
class PackageForm:
    """A package ready for the form.

    Attributes:
        values: By field of ``IncomingDraft`` (or its secret form).
        secrecy: Level of the letter; decides which form opens.
        lines: What the package says, one a line, for reading before the form opens.
    """

    values: dict[str, object]
    secrecy: Secrecy
    lines: tuple[str, ...]


def package_form(look: Look, package: Package, parts: tuple[Part, ...]) -> PackageForm:
    """What the form starts with, from Üstveri and NihaiÜstveri.

    Args:
        parts: The files to keep (:func:`parts_of`).

    Raises:
        NotAllowed: no permission, or the letter is above the actor's clearance; nothing of it is told.
    """
    look.actor.require(AREA, Verb.PREPARE)
    secrecy = package.secrecy or Secrecy.YOK
    if secrecy and not look.actor.cleared(secrecy):
        raise NotAllowed(
            "Paket gizlilik dereceli; bu dereceyi görme yetkiniz yok.", "Dosyayı açmadan yetkili kişiye iletin."
        )
    own = _own(look, package)
    values: dict[str, object] = {
        "muhatap": _sender(look, package),
        "letter_date": package.on,
        "letter_no": package.number[:120] or None,
        "subject": package.subject[:_SUBJECT] or None,
        "doc_kind": DocKind.UST_YAZI.value,
        "urgency": package.urgency.value,
        "given": package.miat or None if package.urgency is Urgency.GUNLU else None,
        "basis": Basis.PAKET.value if package.encrypted else None,
        "sdp_id": _code(look, package),
        "enclosures": "\n".join(_enclosure(one) for one in package.enclosures)[:2000] or None,
        "way": Arrival.EBYS.value,
        "purpose": (own.purpose or Purpose.GEREGI).value if own else Purpose.GEREGI.value,
        "other_id": next((key for one in package.references if (key := _known(look, one.number))), None),
        "personal": package.personal,
        "note": "\n".join(_notes(package, own))[:1000] or None,
        "parts": parts,
        "more_ilgi": tuple(_reference(one) for one in package.references if not _known(look, one.number)),
    }
    if package.personal:
        for name in ("subject", "given", "sdp_id", "enclosures", "other_id"):
            values[name] = None
        values |= {"parts": (), "more_ilgi": ()}
    if secrecy:
        values["secrecy"] = str(int(secrecy))
    return PackageForm(values, secrecy, tuple(_lines(look, package, own)))


def parts_of(package: Package, name: str, content: bytes) -> tuple[Part, ...]:
    """The files of a package that are kept: the letter, its enclosures and the package itself with its signature.

    Slow for long texts; runs before the transaction.
    """
    files = [package.document] if package.document else []
    files += [one.file for one in package.enclosures if one.file is not None]
    kept = [Part(file.name, file.content, text_of(file.name, file.content)) for file in files if file.content]
    return (*kept, Part(name, content))


def _sender(look: Look, package: Package) -> int | str | None:
    party = package.sender
    if party is None or not party.name:
        return None
    conditions = [col(Muhatap.sira) == sort_key(party.name)]
    if party.scheme == "DETSİS" and party.code:
        conditions.insert(0, col(Muhatap.detsis) == party.code)
    for condition in conditions:
        statement = (
            select(col(Muhatap.id)).where(condition, col(Muhatap.active)).order_by(col(Muhatap.uses).desc())
        )
        if key := look.session.execute(statement.limit(1)).scalar():
            return int(key)
    return f"{NEW_PARTY}{party.name[:200]}"


def _code(look: Look, package: Package) -> int | None:
    """Our own usable code of the same number: a start for the clerk, who chooses (DAH m.10/3)."""
    if package.main_sdp is None:
        return None
    statement = (
        select(col(SdpKod.id))
        .join(SdpSurum, col(SdpSurum.id) == col(SdpKod.surum_id))
        .where(
            col(SdpKod.code) == package.main_sdp.code,
            col(SdpKod.active),
            col(SdpKod.use) == "asil",
            col(SdpSurum.first_day) <= look.today,
            col(SdpSurum.last_day).is_(None) | (col(SdpSurum.last_day) >= look.today),
        )
    )
    return look.session.execute(statement.limit(1)).scalar()


def _known(look: Look, number: str) -> int | None:
    """Our own registered letter with that sayı, if it is in sight."""
    if not number:
        return None
    statement = select(col(Evrak.id)).where(
        col(Evrak.letter_no) == number, col(Evrak.book) != "gelen", in_sight(look)
    )
    return look.session.execute(statement.limit(1)).scalar()


def _own(look: Look, package: Package) -> PackageRecipient | None:
    """Our office among the recipients: by DETSİS number, else the only one."""
    office = actors.office(look)
    for one in package.recipients:
        if office and one.party.code and one.party.code == office.detsis:
            return one
    return package.recipients[0] if len(package.recipients) == 1 else None


# ---------------------------------------------------------------- in words


def _enclosure(one: PackageEnclosure) -> str:
    return f"{one.name} ({one.amount})" if one.amount and f"({one.amount})" not in one.name else one.name


def _reference(one: PackageReference) -> str:
    day = f"{format_date(one.on)} tarihli ve " if one.on else ""
    number = f"{one.number} sayılı " if one.number else ""
    return f"{day}{number}{one.name or 'yazı'}".strip()


def _notes(package: Package, own: PackageRecipient | None) -> list[str]:
    notes = [f"e-Yazışma paketi {package.schema}; e-imza {package.signature.value}, e-mühür {package.seal.value}."]
    if own is not None and own.unsent:
        numbers = ", ".join(str(number) for number in own.unsent)
        notes.append(f"Gönderilmeyen ek: {numbers}.")
    if len(package.subject) > _SUBJECT:
        notes.append("Konu uzun olduğu için kısaltıldı; tamamı pakettedir.")
    if package.main_sdp is not None:
        notes.append(f"Gönderenin dosya kodu: {package.main_sdp.code} {package.main_sdp.name}.")
    return notes


def _lines(look: Look, package: Package, own: PackageRecipient | None) -> list[str]:
    lines = []
    if package.encrypted:
        last = compute(Basis.PAKET, look.today, holidays.calendar(look), terms_on(look, look.today)).last_day
        lines.append(_ENCRYPTED.format(day=format_date(last)))
    lines += [f"! {warning}" for warning in package.warnings]
    said = (
        ("Gönderen", _party(package)),
        ("Sayı", package.number),
        ("Tarih", format_date(package.on) if package.on else ""),
        ("Konu", package.subject),
        ("Gizlilik", package.secrecy_text.partition(" ")[2] or package.secrecy_text),
        ("Kişiye özel", "evet" if package.personal else ""),
        ("Süre", package.urgency.label if package.urgency is not Urgency.YOK else ""),
        ("Miat", package.miat),
        ("Gönderenin dosya kodu", f"{package.main_sdp.code} {package.main_sdp.name}" if package.main_sdp else ""),
        ("e-İmza", package.signature.value),
        ("e-Mühür", package.seal.value),
    )
    lines += [f"{label}: {value}" for label, value in said if value]
    for recipient in package.recipients:
        role = recipient.purpose.label if recipient.purpose else "Alıcı"
        lines.append(f"{role}: {recipient.party.name}{' (bize)' if recipient is own else ''}")
    lines += [f"İlgi {one.letter}) {_reference(one)}" for one in package.references]
    for one in package.enclosures:
        state = "" if one.file is not None else " · pakette yok"
        lines.append(f"Ek {one.number}: {_enclosure(one)}{state}")
    lines += [f"İmza: {one.name}, {one.title} {one.purpose}".rstrip(" ,") for one in package.signers]
    return lines


def _party(package: Package) -> str:
    party = package.sender
    if party is None:
        return ""
    return f"{party.name} ({party.scheme} {party.code})" if party.code and party.scheme == "DETSİS" else party.name
