"""What an e-Yazışma package says, as frozen plain values; every text is one cleaned line of outside data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from data.core.secrecy import Secrecy
from data.evrak.rules.values import PartyKind, Purpose, Urgency


class Presence(StrEnum):
    """Whether a signature or seal lies in the package; the value is what a person reads.

    No signature is ever called valid here: that needs certificates and their revocation lists.
    """

    VAR = "var, doğrulanmadı"
    YOK = "yok"
    GORULMEDI = "şifreli içerikte, görülmedi"


class EnclosureKind(StrEnum):
    """Ek türü, by its code in the schema."""

    DED = "DED"
    """Electronic file inside the package."""
    HRF = "HRF"
    """Reference to something outside."""
    FZK = "FZK"
    """A physical thing, sent by other means."""


@dataclass(frozen=True, slots=True)
class PackageContact:
    """İletişim bilgisi of an institution, firm or person; what is not written is empty."""

    phone: str = ""
    other_phone: str = ""
    email: str = ""
    kep: str = ""
    fax: str = ""
    web: str = ""
    address: str = ""
    district: str = ""
    province: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class PackageParty:
    """An institution, firm or person.

    Attributes:
        name: Name; of a person with title, first and last name.
        code: DETSİS number of an institution, registry number of a firm, T.C. kimlik no of a person; may be empty.
        scheme: What ``code`` is: ``DETSİS``, ``MERSIS`` …, ``TCKN``; empty without a code.
        unit_code: DETSİS number of its unit (2.x only).
        duty: Görev of a person.
        contact: Where to answer to.
    """

    kind: PartyKind
    name: str
    code: str = ""
    scheme: str = ""
    unit_code: str = ""
    duty: str = ""
    contact: PackageContact = PackageContact()


@dataclass(frozen=True, slots=True)
class PackageRecipient:
    """One line of the dağıtım.

    Attributes:
        purpose: ``None`` where only the outside of an encrypted package names it.
        urgency_code: As it is written in the package (``NRM``, ``IVD`` …).
        miat: As ``rules.given`` reads it: ``05.12.2026`` or ``15 gün``; other words where it is neither; or empty.
        miat_on: The day itself, where the package writes a day.
        unsent: ``SiraNo`` of the enclosures that were not put in for it (``Ek konulmadı``).
    """

    party: PackageParty
    purpose: Purpose | None = None
    urgency: Urgency = Urgency.YOK
    urgency_code: str = ""
    miat: str = ""
    miat_on: date | None = None
    unsent: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Digest:
    """One hash as the package lists it: ``SHA-512`` and its base64 text."""

    algorithm: str
    value: str


@dataclass(frozen=True, slots=True)
class PackageFile:
    """A file of the package; its name is without folders."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class PackageEnclosure:
    """One ek.

    Attributes:
        number: ``SiraNo``.
        id: Its GUID in the package.
        amount: ``2 Sayfa``, where name or description ends with it in brackets; otherwise empty.
        file: ``None`` for a physical or outside ek, and for one that was not put in.
        document_no: Number of the ek where it is a letter itself.
        reference: Address of an outside ek.
        signed: Covered by the signature; ``False`` for an ``İmzasızEk``.
        digests: As listed; empty for a physical ek.
    """

    number: int
    id: str
    kind: EnclosureKind
    name: str
    description: str = ""
    amount: str = ""
    file: PackageFile | None = None
    file_name: str = ""
    mime: str = ""
    document_no: str = ""
    reference: str = ""
    signed: bool = True
    digests: tuple[Digest, ...] = ()


@dataclass(frozen=True, slots=True)
class PackageReference:
    """One ilgi.

    Attributes:
        letter: Its letter in the list (``a``).
        enclosure: ``SiraNo`` of the ek that holds it; 0 for none.
    """

    letter: str
    number: str
    on: date | None
    name: str
    description: str = ""
    enclosure: int = 0


@dataclass(frozen=True, slots=True)
class PackageSigner:
    """Who signed or initialled, as the metadata claims.

    Attributes:
        purpose: ``İmza``, ``Onay``, ``Paraf``, ``Koordinasyon`` as written; may be empty.
        office: Makam.
        delegated_by: Yetki devreden; empty otherwise.
        stood_in_for: Vekâlet veren; empty otherwise.
        at: Instant in UTC, or ``None``.
    """

    name: str
    title: str = ""
    office: str = ""
    purpose: str = ""
    note: str = ""
    delegated_by: str = ""
    stood_in_for: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PackageSdp:
    """One code of the Standart Dosya Planı as the sender chose it."""

    code: str
    name: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Package:
    """One package. Of an encrypted one only what stands outside is filled.

    Attributes:
        schema: ``1.x`` or ``2.x``.
        id: BelgeId, the GUID of the document.
        number: The whole sayı, ``P-DETSİS-SDP-KAYITNO``.
        on: Date of the letter by the office's clock.
        secrecy: ``None`` only for an encrypted package: it is not known from outside.
        secrecy_text: Code and words as sent (``OZL Özel``); a level that no longer exists is mapped to the next
            stricter one with a warning.
        secrecy_until: Day on which the sender's level ends.
        personal: ``Kişiye özel``, in 1.x written as if it were a level (RY m.26/4).
        urgency: The strictest of the recipients'.
        miat: Of that recipient.
        contacts: İlgililer: whom to ask.
        document: The üst yazı; ``None`` only for an encrypted package.
        signature: Of the letter (e-imza).
        seal: Of the sending institution (e-mühür).
        warnings: Turkish sentences; the clerk reads them before registering.
    """

    schema: str
    encrypted: bool = False
    id: str = ""
    subject: str = ""
    number: str = ""
    on: date | None = None
    sender: PackageParty | None = None
    secrecy: Secrecy | None = None
    secrecy_text: str = ""
    secrecy_until: date | None = None
    personal: bool = False
    urgency: Urgency = Urgency.YOK
    miat: str = ""
    miat_on: date | None = None
    recipients: tuple[PackageRecipient, ...] = ()
    enclosures: tuple[PackageEnclosure, ...] = ()
    references: tuple[PackageReference, ...] = ()
    main_sdp: PackageSdp | None = None
    other_sdp: tuple[PackageSdp, ...] = ()
    signers: tuple[PackageSigner, ...] = ()
    contacts: tuple[PackageParty, ...] = ()
    verification: str = ""
    language: str = ""
    document: PackageFile | None = None
    signature: Presence = Presence.YOK
    seal: Presence = Presence.YOK
    warnings: tuple[str, ...] = ()
