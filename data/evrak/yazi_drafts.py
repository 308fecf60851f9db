"""What is typed about the office's own letters, one type for each kind, and about who may sign them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.core.drafts import FieldKind, FieldSpec, entry
from data.core.secrecy import Secrecy
from data.evrak.rules.letters import CLOSINGS
from data.evrak.rules.values import Book, LetterKind, Prefix, Urgency

LONGEST_BODY = 40_000
"""About twenty pages; a longer text is an attachment."""
_BOOKS = tuple((book.value, book.label) for book in (Book.GIDEN, Book.IC))
_SIGNER = FieldSpec("İmzalayan", FieldKind.PICK, lookup="imza", help="İmza yetkilileri bölümündeki kişiler")


def _document(label: str, *, required: bool = False, help: str = "") -> FieldSpec:  # noqa: A002 - the spec's own name
    return FieldSpec(label, FieldKind.PICK, required=required, lookup="evrak", help=help)


def _secrecy() -> str:
    chosen: str = entry(
        FieldSpec(
            "Gizlilik derecesi",
            FieldKind.CHOICE,
            choices=tuple((str(int(one)), one.label) for one in Secrecy if one),
            help="Gizli ve üstü yazı Z ya da O önekiyle, kâğıtta hazırlanır (RY m.25)",
        )
    )
    return chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDraft:
    """A letter to one or several recipients (üst yazı). Number and date are given at the signature.

    Attributes:
        kind: A value of ``LetterKind``; each kind has its own type.
        secrecy: 0 but for the secret types, whose words are sealed.
        muhatap: Key of a known recipient, or ``NEW_PARTY`` and the name of a new one.
        more: Further recipients, one a line, ``Bilgi:`` before those who are only to know.
        answers_id: The incoming document that it answers; stands first among the ilgi.
        reminds_id: The own letter that a tekit reminds of.
        body: Paragraphs, one a line, without the closing.
        closing: Chosen by the recipients' relation where nothing is chosen.
    """

    kind: str = LetterKind.UST_YAZI.value
    secrecy: str = "0"
    muhatap: int | str | None = entry(
        FieldSpec(
            "Muhatap",
            FieldKind.PICK,
            lookup="muhatap",
            length=220,
            help="Listede yoksa yazıp “yeni” satırını seçin",
        )
    )
    more: str | None = entry(
        FieldSpec(
            "Diğer muhataplar",
            FieldKind.NOTE,
            required=False,
            length=8000,
            help="Her satıra biri; bilgi için başına Bilgi:, eki gitmeyene sonuna (Ek-2 konulmadı)",
        )
    )
    subject: str | None = entry(
        FieldSpec(
            "Konu", length=300, help="Kısa; sözcükler büyük harfle başlar, sonuna noktalama konmaz (RY m.13)"
        )
    )
    sdp_id: int = entry(
        FieldSpec("Dosya kodu", FieldKind.PICK, lookup="sdp", help="Sayının üçüncü parçası (RY m.11)")
    )
    answers_id: int | None = None
    reminds_id: int | None = None
    ilgi_first: int | None = entry(_document("İlgi (bizdeki kayıt)", help="Metni ve sırası kendiliğinden yazılır"))
    ilgi_second: int | None = entry(_document("İlgi (diğer)"))
    ilgi_third: int | None = entry(_document("İlgi (diğer)"))
    more_ilgi: str | None = entry(
        FieldSpec(
            "Kayıtlı olmayan ilgiler",
            FieldKind.NOTE,
            required=False,
            length=4000,
            help="Her satıra biri: 12.09.2026 tarihli ve E-41515602-902.02-1014 sayılı yazınız.",
        )
    )
    body: str = entry(
        FieldSpec("Metin", FieldKind.NOTE, length=LONGEST_BODY, help="Her satır bir paragraf; kapanışı masa ekler")
    )
    closing: str | None = entry(
        FieldSpec(
            "Kapanış",
            FieldKind.CHOICE,
            required=False,
            choices=tuple((one, one) for one in CLOSINGS),
            help="Boşsa muhataba göre seçilir (RY m.16/12)",
        )
    )
    enclosures: str | None = entry(
        FieldSpec("Ekler", FieldKind.NOTE, required=False, length=4000, help="Her satıra bir ek: Liste (2 Sayfa)")
    )
    urgency: str = entry(
        FieldSpec("Süre işareti", FieldKind.CHOICE, choices=tuple((one.value, one.label) for one in Urgency)),
        default=Urgency.YOK.value,
    )
    due_on: date | None = entry(
        FieldSpec("Son gün", FieldKind.DATE, required=False, help="GÜNLÜDÜR yazıda; metinde de yazılır (RY m.26)")
    )
    reply_needed: bool = entry(
        FieldSpec("Cevap bekleniyor", FieldKind.CHECK, required=False, help="Süresi geçerse tekit hazırlanır"),
        default=False,
    )
    signer_id: int = entry(_SIGNER)
    approver_id: int | None = None
    opinion_id: int | None = None
    birim_id: int = entry(FieldSpec("Hazırlayan birim", FieldKind.PICK, lookup="birim", repeats=True))
    book: str = entry(
        FieldSpec("Defteri", FieldKind.CHOICE, choices=_BOOKS, repeats=True), default=Book.GIDEN.value
    )
    prefix: str = entry(
        FieldSpec("Sayı öneki", FieldKind.CHOICE, choices=tuple((one.value, one.label) for one in Prefix)),
        default=Prefix.E.value,
    )
    case_code: str | None = entry(
        FieldSpec("Vaka kodu", required=False, length=40, help="Sayıda dosya kodunun ardında, köşeli ayraçta")
    )
    sdp2_id: int | None = entry(
        FieldSpec("İkinci dosya kodu", FieldKind.PICK, required=False, lookup="sdp_ikincil", help="020 Olur gibi")
    )
    personal: bool = entry(FieldSpec("Kişiye özel", FieldKind.CHECK, required=False), default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDraft(LetterDraft):
    """The answer to an incoming document, which it closes at its signature."""

    kind: str = LetterKind.CEVAP.value
    answers_id: int = entry(
        _document("Cevaplanan evrak", required=True, help="İlk ilgi odur; imzayla cevaplanmış olur")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderDraft(LetterDraft):
    """A tekit of an own letter that nobody answered (RY m.34)."""

    kind: str = LetterKind.TEKIT.value
    reminds_id: int = entry(_document("Cevabı gelmeyen yazımız", required=True, help="İlk ilgi odur (RY m.34)"))


@dataclass(frozen=True, slots=True, kw_only=True)
class OlurDraft(LetterDraft):
    """A proposal to an office whose head gives the OLUR; it has no distribution and no süre mark (RY m.20)."""

    kind: str = LetterKind.OLUR.value
    book: str = Book.OLUR.value
    muhatap: int | str | None = entry(
        FieldSpec(
            "Sunulan makam",
            FieldKind.PICK,
            lookup="muhatap",
            length=220,
            help="Başkanlık Makamı, Genel Sekreterlik Makamı",
        )
    )
    more: str | None = None
    closing: str | None = None
    urgency: str = Urgency.YOK.value
    due_on: date | None = None
    reply_needed: bool = False
    signer_id: int = entry(FieldSpec("Teklif eden", FieldKind.PICK, lookup="imza"))
    opinion_id: int | None = entry(
        FieldSpec("Uygun görüş veren", FieldKind.PICK, required=False, lookup="imza", help="Ara makam (RY m.20/4)")
    )
    approver_id: int = entry(FieldSpec("Oluru veren", FieldKind.PICK, lookup="olur_veren"))


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDraft(LetterDraft):
    """A bilgi notu or a tutanak: stays inside, needs nobody it is written to."""

    kind: str = LetterKind.BILGI_NOTU.value
    book: str = Book.IC.value
    muhatap: int | str | None = entry(
        FieldSpec("Muhatap", FieldKind.PICK, required=False, lookup="muhatap", length=220)
    )
    subject: str | None = entry(FieldSpec("Konu", required=False, length=300))
    more: str | None = None
    closing: str | None = None
    urgency: str = Urgency.YOK.value
    due_on: date | None = None
    reply_needed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretLetterDraft(LetterDraft):
    """An üst yazı with a secrecy level."""

    secrecy: str = _secrecy()


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretAnswerDraft(AnswerDraft):
    """An answer with a secrecy level."""

    secrecy: str = _secrecy()


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretReminderDraft(ReminderDraft):
    """A tekit with a secrecy level."""

    secrecy: str = _secrecy()


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretOlurDraft(OlurDraft):
    """An olur with a secrecy level."""

    secrecy: str = _secrecy()


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretNoteDraft(NoteDraft):
    """A bilgi notu or tutanak with a secrecy level."""

    secrecy: str = _secrecy()


_TYPES: dict[LetterKind, tuple[type[LetterDraft], type[LetterDraft]]] = {
    LetterKind.UST_YAZI: (LetterDraft, SecretLetterDraft),
    LetterKind.CEVAP: (AnswerDraft, SecretAnswerDraft),
    LetterKind.TEKIT: (ReminderDraft, SecretReminderDraft),
    LetterKind.OLUR: (OlurDraft, SecretOlurDraft),
    LetterKind.BILGI_NOTU: (NoteDraft, SecretNoteDraft),
    LetterKind.TUTANAK: (NoteDraft, SecretNoteDraft),
}


def draft_type(kind: LetterKind, *, secret: bool = False) -> type[LetterDraft]:
    """What is typed for a letter of that kind."""
    return _TYPES[kind][secret]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureDraft:
    """When a letter was signed on paper by somebody who has no user at the desk."""

    signed_on: date = entry(FieldSpec("İmza tarihi", FieldKind.DATE, help="Yazının tarihi bu gün olur (RY m.12)"))


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityDraft:
    """Who may sign letters, from one day to another, by the office's imza yetkileri yönergesi."""

    full_name: str = entry(FieldSpec("Adı soyadı", length=80, help="Soyadı büyük harfle yazılır (RY m.17)"))
    title: str = entry(FieldSpec("Unvanı", length=120, help="Açık yazılır: Bilgi İşlem Dairesi Başkanı"))
    on_behalf: str | None = entry(
        FieldSpec(
            "Yetki devreden makam",
            required=False,
            length=120,
            help="Belediye Başkanı; adın altında “… a.” diye yazılır (RY m.17/9)",
        )
    )
    user_id: int | None = entry(
        FieldSpec(
            "Masadaki kullanıcısı",
            FieldKind.PICK,
            required=False,
            lookup="kullanici",
            help="Seçilirse yazıyı yalnız o ya da vekili imzalar",
        )
    )
    gives_olur: bool = entry(FieldSpec("Olur verir", FieldKind.CHECK, required=False), default=False)
    first_day: date = entry(FieldSpec("İlk gün", FieldKind.DATE))
    last_day: date | None = entry(
        FieldSpec("Son gün", FieldKind.DATE, required=False, help="Görevi sürüyorsa boş")
    )
    source: str = entry(
        FieldSpec("Dayanak", length=200, help="İmza yetkileri yönergesi ya da görevlendirme yazısı")
    )
