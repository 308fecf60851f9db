"""What is typed about documents before it becomes a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.core.drafts import FieldKind, FieldSpec, entry
from data.core.secrecy import Secrecy
from data.evrak.rules.values import (
    Arrival,
    Basis,
    Dispatch,
    DocKind,
    PartyKind,
    Purpose,
    Relation,
    Urgency,
)

NEW_PARTY = "yeni:"
"""A picked sender whose key starts so is not in the list yet; its name follows."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file to attach, already in memory.

    Attributes:
        text: Its words for the search, read before the transaction; empty if it has none.
    """

    name: str
    content: bytes
    text: str = ""


def _choices(
    members: type[DocKind | Arrival | Dispatch | Purpose | Urgency | Basis | PartyKind | Relation],
) -> tuple[tuple[str, str], ...]:
    return tuple((one.value, one.label) for one in members)


@dataclass(frozen=True, slots=True, kw_only=True)
class MuhatapDraft:
    """An institution, firm or person, with what its letters usually are."""

    name: str = entry(
        FieldSpec(
            "Adı", length=200, help="Kurumda DETSİS'teki tam ad, kişide Adı SOYADI; kısaltma ve T.C. yazılmaz"
        )
    )
    kind: str = entry(FieldSpec("Türü", FieldKind.CHOICE, choices=_choices(PartyKind), repeats=True))
    relation: str = entry(
        FieldSpec(
            "Bize göre yeri", FieldKind.CHOICE, choices=_choices(Relation), repeats=True, help="Kapanışı belirler"
        )
    )
    detsis: str | None = entry(FieldSpec("DETSİS no", required=False, length=10))
    unit: str | None = entry(
        FieldSpec("Birimi", required=False, length=200, help="Muhatabın altında parantez içinde; en çok bir birim")
    )
    address: str | None = entry(
        FieldSpec("Adresi", required=False, length=300, help="Kişi ve firmada; posta listesinde")
    )
    kep: str | None = entry(FieldSpec("KEP adresi", required=False, length=120))
    usual_kind: str | None = entry(
        FieldSpec("Alışılmış belge türü", FieldKind.CHOICE, required=False, choices=_choices(DocKind))
    )
    usual_sdp_id: int | None = entry(
        FieldSpec("Alışılmış dosya kodu", FieldKind.PICK, required=False, lookup="sdp")
    )
    usual_birim_id: int | None = entry(
        FieldSpec(
            "Alışılmış birim",
            FieldKind.PICK,
            required=False,
            lookup="birim",
            help="Yazıları çoğunlukla kime gider",
        )
    )
    usual_purpose: str | None = entry(
        FieldSpec("Alışılmış gereği/bilgi", FieldKind.CHOICE, required=False, choices=_choices(Purpose))
    )
    usual_basis: str | None = entry(
        FieldSpec("Alışılmış süre dayanağı", FieldKind.CHOICE, required=False, choices=_choices(Basis))
    )
    usual_way: str | None = entry(
        FieldSpec("Alışılmış geliş şekli", FieldKind.CHOICE, required=False, choices=_choices(Arrival))
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingDraft:
    """A document that came in. Number, date and time of registration are the desk's own.

    Attributes:
        muhatap: Key of a known sender, or :data:`NEW_PARTY` and the name of a new one.
        personal: Kişiye özel: the envelope stays closed and only what stands on it is registered (RY m.26/4-5).
        parts: Files to attach; an e-Yazışma package brings them.
        more_ilgi: İlgi lines of a package that are not among our records.
    """

    muhatap: int | str = entry(
        FieldSpec(
            "Gönderen",
            FieldKind.PICK,
            lookup="muhatap",
            length=220,
            help="Listede yoksa yazıp “yeni” satırını seçin",
        )
    )
    letter_date: date | None = entry(FieldSpec("Yazının tarihi", FieldKind.DATE, required=False))
    letter_no: str | None = entry(FieldSpec("Yazının sayısı", required=False, length=120))
    subject: str | None = entry(
        FieldSpec(
            "Konu", required=False, length=300, help="Kısa; sonuna noktalama konmaz, sözcükler büyük harfle başlar"
        )
    )
    doc_kind: str = entry(
        FieldSpec("Belge türü", FieldKind.CHOICE, choices=_choices(DocKind)), default=DocKind.UST_YAZI.value
    )
    urgency: str = entry(
        FieldSpec("Süre işareti", FieldKind.CHOICE, choices=_choices(Urgency)), default=Urgency.YOK.value
    )
    given: str | None = entry(
        FieldSpec(
            "Verilen süre", required=False, length=30, help="GÜNLÜDÜR yazıda: 05.12.2026, 15 gün, 10 iş günü"
        )
    )
    basis: str | None = entry(
        FieldSpec(
            "Süre dayanağı",
            FieldKind.CHOICE,
            required=False,
            choices=_choices(Basis),
            help="Boşsa belge türünden bulunur",
        )
    )
    sdp_id: int | None = entry(
        FieldSpec(
            "Dosya kodu",
            FieldKind.PICK,
            required=False,
            lookup="sdp",
            help="Gönderenin kodu kendiliğinden alınmaz (DAH m.10)",
        )
    )
    birim_id: int = entry(FieldSpec("İlgili birim", FieldKind.PICK, lookup="birim", repeats=True))
    enclosures: str | None = entry(
        FieldSpec("Ekler", FieldKind.NOTE, required=False, length=2000, help="Her satıra bir ek: Liste (2 Sayfa)")
    )
    pages: int | None = entry(FieldSpec("Sayfa sayısı", FieldKind.INT, required=False, length=5))
    way: str = entry(
        FieldSpec("Geliş şekli", FieldKind.CHOICE, choices=_choices(Arrival), repeats=True),
        default=Arrival.EBYS.value,
    )
    purpose: str = entry(
        FieldSpec("Gereği / bilgi", FieldKind.CHOICE, choices=_choices(Purpose)), default=Purpose.GEREGI.value
    )
    other_id: int | None = entry(FieldSpec("İlgi (bizdeki kayıt)", FieldKind.PICK, required=False, lookup="evrak"))
    is_answer: bool = entry(
        FieldSpec(
            "O kaydın cevabı", FieldKind.CHECK, required=False, help="İlgideki yazımıza cevapsa işaretleyin"
        ),
        default=False,
    )
    personal: bool = entry(
        FieldSpec(
            "Kişiye özel", FieldKind.CHECK, required=False, help="Zarf açılmaz; yalnız üstündekiler yazılır"
        ),
        default=False,
    )
    note: str | None = entry(FieldSpec("Açıklama", FieldKind.NOTE, required=False, length=1000))
    parts: tuple[Part, ...] = ()
    more_ilgi: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretIncomingDraft(IncomingDraft):
    """As above, for a document with a secrecy level; nothing typed here is kept readable anywhere."""

    secrecy: str = entry(
        FieldSpec(
            "Gizlilik derecesi",
            FieldKind.CHOICE,
            choices=tuple((str(int(one)), one.label) for one in Secrecy if one),
            leads=True,
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingDraft:
    """A letter that was signed elsewhere (in the EBYS or on paper) and is entered in a book of ours.

    Attributes:
        more: Further recipients, one a line, ``Bilgi:`` before those who are only to know.
    """

    muhatap: int | str = entry(
        FieldSpec(
            "Muhatap",
            FieldKind.PICK,
            lookup="muhatap",
            length=220,
            help="Listede yoksa yazıp “yeni” satırını seçin",
        )
    )
    letter_date: date = entry(FieldSpec("Yazının tarihi", FieldKind.DATE))
    letter_no: str = entry(FieldSpec("Yazının sayısı", length=120, help="E-68103562-823.02-138739 gibi"))
    subject: str = entry(FieldSpec("Konu", length=300))
    doc_kind: str = entry(
        FieldSpec("Belge türü", FieldKind.CHOICE, choices=_choices(DocKind)), default=DocKind.UST_YAZI.value
    )
    sdp_id: int = entry(FieldSpec("Dosya kodu", FieldKind.PICK, lookup="sdp"))
    birim_id: int = entry(FieldSpec("Hazırlayan birim", FieldKind.PICK, lookup="birim", repeats=True))
    other_id: int | None = entry(FieldSpec("İlgi (bizdeki kayıt)", FieldKind.PICK, required=False, lookup="evrak"))
    is_answer: bool = entry(
        FieldSpec("O kaydın cevabı", FieldKind.CHECK, required=False, help="Gelen yazı cevaplanmış olur"),
        default=False,
    )
    more: str | None = entry(
        FieldSpec(
            "Diğer muhataplar",
            FieldKind.NOTE,
            required=False,
            length=4000,
            help="Her satıra biri; bilgi için başına Bilgi: yazın",
        )
    )
    enclosures: str | None = entry(
        FieldSpec("Ekler", FieldKind.NOTE, required=False, length=2000, help="Her satıra bir ek: Liste (2 Sayfa)")
    )
    pages: int | None = entry(FieldSpec("Sayfa sayısı", FieldKind.INT, required=False, length=5))
    way: str = entry(
        FieldSpec("Gönderim şekli", FieldKind.CHOICE, choices=_choices(Dispatch), repeats=True),
        default=Dispatch.EBYS.value,
    )
    urgency: str = entry(
        FieldSpec("Süre işareti", FieldKind.CHOICE, choices=_choices(Urgency)), default=Urgency.YOK.value
    )
    given: str | None = entry(
        FieldSpec(
            "Verilen süre", required=False, length=30, help="GÜNLÜDÜR yazıda: 05.12.2026, 15 gün, 10 iş günü"
        )
    )
    reply_needed: bool = entry(
        FieldSpec("Cevap bekleniyor", FieldKind.CHECK, required=False, help="Süresi geçerse tekit hazırlanır"),
        default=False,
    )
    note: str | None = entry(FieldSpec("Açıklama", FieldKind.NOTE, required=False, length=1000))


@dataclass(frozen=True, slots=True, kw_only=True)
class OlurEntryDraft(OutgoingDraft):
    """An olur that was given elsewhere; what goes into its book is an olur unless the clerk says otherwise."""

    doc_kind: str = entry(
        FieldSpec("Belge türü", FieldKind.CHOICE, choices=_choices(DocKind)), default=DocKind.OLUR.value
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionDraft:
    """What may be corrected in a registered document; number, date and time of registration never are."""

    muhatap: int | str = entry(FieldSpec("Gönderen / muhatap", FieldKind.PICK, lookup="muhatap", length=220))
    letter_date: date | None = entry(FieldSpec("Yazının tarihi", FieldKind.DATE, required=False))
    letter_no: str | None = entry(FieldSpec("Yazının sayısı", required=False, length=120))
    subject: str | None = entry(FieldSpec("Konu", required=False, length=300))
    doc_kind: str = entry(FieldSpec("Belge türü", FieldKind.CHOICE, choices=_choices(DocKind)))
    sdp_id: int | None = entry(FieldSpec("Dosya kodu", FieldKind.PICK, required=False, lookup="sdp"))
    sdp2_id: int | None = entry(
        FieldSpec("İkinci dosya kodu", FieldKind.PICK, required=False, lookup="sdp_ikincil", help="020 Olur gibi")
    )
    birim_id: int = entry(FieldSpec("İlgili birim", FieldKind.PICK, lookup="birim"))
    enclosures: str | None = entry(FieldSpec("Ekler", FieldKind.NOTE, required=False, length=2000))
    pages: int | None = entry(FieldSpec("Sayfa sayısı", FieldKind.INT, required=False, length=5))
    purpose: str = entry(FieldSpec("Gereği / bilgi", FieldKind.CHOICE, choices=_choices(Purpose)))
    note: str | None = entry(FieldSpec("Açıklama", FieldKind.NOTE, required=False, length=1000))
    why: str = entry(FieldSpec("Düzeltme gerekçesi", length=300))
