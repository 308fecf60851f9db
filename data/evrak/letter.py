"""A letter as plain values, ready to be placed on paper: what RY m.10 to m.27 want, in the order of the page.

Built by views from finished rows, checked by ``rules.letters``, drawn by ``exports.letter``; holds no session.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from data.core.secrecy import Secrecy
from data.evrak.rules.values import LetterKind, PartyKind, Prefix, Purpose, Urgency


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom it goes, already in the words of RY m.14 and m.19.

    Attributes:
        line: First line with its suffix (``YAZI İŞLERİ … BAŞKANLIĞINA``) or ``Sayın Adı SOYADI``.
        unit: Its unit, shown in brackets on the next line; one at most.
        place: Address lines for a person or a firm; empty for an institution.
    """

    line: str
    unit: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Recipient:
    """One line of the dağıtım list.

    Attributes:
        name: Without a suffix; ``rules.letters.recipient_line`` gives it the one of RY Örnek 14.
        without: Enclosures that it does not get, by number; empty where it gets all.
        kind: A person is named ``Sayın Adı SOYADI``, without a suffix.
    """

    name: str
    purpose: Purpose
    without: tuple[int, ...] = ()
    kind: PartyKind = PartyKind.KURUM


@dataclass(frozen=True, slots=True)
class Reference:
    """One ilgi.

    Attributes:
        text: The whole line without its letter, ending with a full stop.
        on: Its date; ``None`` for a citizen's undated petition.
        number: Its full number; empty for a petition.
    """

    text: str
    on: date | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """One sign block of RY m.17.

    Attributes:
        name: ``Adı SOYADI``.
        title: Title under the name; with ``V.`` for a stand-in.
        on_behalf: Line between name and title for delegated authority (``Belediye Başkanı a.``, RY m.17/9);
            empty otherwise.
        signed_at: Local clock time of the signature without zone; ``None`` before it.
    """

    name: str
    title: str
    on_behalf: str = ""
    signed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Enclosure:
    """One ek with its amount in brackets (RY m.18).

    Attributes:
        amount: ``2 Sayfa``, ``10 Kişi``.
        left_out: ``Ek konulmadı`` stands beside it.
        secrecy: Its own level; may not be higher than the letter's.
    """

    name: str
    amount: str = ""
    left_out: bool = False
    secrecy: Secrecy = Secrecy.YOK


@dataclass(frozen=True, slots=True)
class Paraf:
    """One line of the paraf or koordinasyon list of the kept copy, lowest rank first."""

    on: date | None
    title: str
    name: str
    unit: str = ""
    """Other unit, for koordinasyon; empty for the own one."""


@dataclass(frozen=True, slots=True)
class Contact:
    """İletişim bilgileri at the foot (RY m.24).

    Attributes:
        left: Address, telephone, fax, e-mail, KEP, internet; one a line.
        asked: ``Bilgi için:`` name, title and telephone, one person a line.
    """

    left: tuple[str, ...]
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """The whole letter.

    Attributes:
        heading: ``T.C.``, institution in capitals, unit.
        number: The full sayı; empty before the signature.
        on: Date of signature; ``None`` before it.
        addressees: One, or ``DAĞITIM YERLERİNE``.
        body: Paragraphs without their indent; the closing formula is not among them.
        closing: ``arz ederim`` … woven into the last sentence by ``rules.letters``; empty for an olur.
        signers: Who sign; the first is the highest. For an olur the proposers.
        opinions: Offices that add their uygun görüş before the OLUR (RY m.20/4).
        approver: Who gives the OLUR; ``None`` for other letters.
        paraf: Of the kept paper copy; drawn only if ``kept_copy``.
        draft: ``TASLAK`` stands across it.
        prefix: How it is signed: a letter signed by hand (``Z``, ``O``) gets room for the pen and its dates.
        printed_at: Local clock time without zone; stamped into the file, so equal letters give equal bytes.
    """

    kind: LetterKind
    heading: tuple[str, ...]
    subject: str
    addressees: tuple[Addressee, ...]
    body: tuple[str, ...]
    signers: tuple[Signer, ...]
    contact: Contact
    printed_at: datetime
    number: str = ""
    on: date | None = None
    secrecy: Secrecy = Secrecy.YOK
    urgency: Urgency = Urgency.YOK
    due_on: date | None = None
    personal: bool = False
    references: tuple[Reference, ...] = ()
    closing: str = ""
    opinions: tuple[Signer, ...] = ()
    approver: Signer | None = None
    enclosures: tuple[Enclosure, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    paraf: tuple[Paraf, ...] = ()
    coordination: tuple[Paraf, ...] = ()
    kept_copy: bool = False
    draft: bool = False
    prefix: Prefix = Prefix.E

    @property
    def by_hand(self) -> bool:
        """Signed with a pen and not electronically (RY m.4/2)."""
        return self.prefix is not Prefix.E or self.number.startswith(("Z-", "O-"))
