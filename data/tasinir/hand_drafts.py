"""What is typed when goods are asked for, taken in, given and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.core.drafts import FieldKind, FieldSpec, entry

_NOTE = FieldSpec("Açıklama", FieldKind.NOTE, required=False, length=400)
_APPROVAL = FieldSpec(
    "Yetkili makam onayı", required=False, length=120, help="Taşıt ve iş makinesinde: onayın tarihi ve sayısı"
)


@dataclass(frozen=True, slots=True)
class Seen:
    """An item as a list showed it: its key, and the version that the person decided on."""

    id: int
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveDraft:
    """Items for a person: a Taşınır Teslim Belgesi."""

    personel_id: int = entry(FieldSpec("Teslim alan", FieldKind.PICK, lookup="tasinir_kisi"))
    day: date = entry(FieldSpec("Teslim tarihi", FieldKind.DATE))
    approval: str | None = entry(_APPROVAL)
    note: str | None = entry(_NOTE)
    reason: str | None = entry(
        FieldSpec("Gerekçe", required=False, length=300, help="Yalnız bir uyarıya rağmen teslim ediliyorsa")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceDraft:
    """Items for a room or common area: a Dayanıklı Taşınırlar Listesi."""

    yer_id: int = entry(FieldSpec("Ortak alan / oda", FieldKind.PICK, lookup="tasinir_yer"))
    day: date = entry(FieldSpec("Teslim tarihi", FieldKind.DATE))
    approval: str | None = entry(_APPROVAL)
    note: str | None = entry(_NOTE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnDraft:
    """Items that come back to the ambar: the return part of the paper (m.18/3)."""

    day: date = entry(FieldSpec("İade tarihi", FieldKind.DATE))
    note: str | None = entry(
        FieldSpec("Açıklama", FieldKind.NOTE, required=False, length=400, help="Eksik parça, hasar, durum")
    )


# ---------------------------------------------------------------- requests


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestDraft:
    """Head of a Taşınır İstek Belgesi."""

    istek_birimi_id: int = entry(
        FieldSpec("İstek yapan birim", FieldKind.PICK, lookup="istek_birimi", repeats=True)
    )
    ambar_id: int = entry(FieldSpec("Ambar", FieldKind.PICK, lookup="ambar", repeats=True))
    day: date = entry(FieldSpec("Tarih", FieldKind.DATE, repeats=True))
    asked_by: str = entry(FieldSpec("İstek yapan", length=80, help="Adı soyadı"))
    asked_title: str | None = entry(FieldSpec("Unvanı", required=False, length=80))
    personel_id: int | None = entry(
        FieldSpec(
            "Kullanacak kişi",
            FieldKind.PICK,
            required=False,
            lookup="tasinir_kisi",
            help="Dayanıklı taşınır içinse",
        )
    )
    note: str | None = entry(_NOTE)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsLineDraft:
    """One line of a request or of a provisional receipt."""

    tasinir_id: int = entry(FieldSpec("Taşınır", FieldKind.PICK, lookup="tasinir"))
    quantity: str = entry(FieldSpec("Miktar", length=20, help="2 ya da 2,5"))
    note: str | None = entry(FieldSpec("Açıklama", required=False, length=160))


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetDraft:
    """When and to whom a request is met; person or place is needed for durable items alone."""

    day: date = entry(FieldSpec("Tarih", FieldKind.DATE))
    personel_id: int | None = entry(
        FieldSpec("Teslim alan", FieldKind.PICK, required=False, lookup="tasinir_kisi", help="Dayanıklılar için")
    )
    yer_id: int | None = entry(
        FieldSpec("Ortak alan / oda", FieldKind.PICK, required=False, lookup="tasinir_yer", help="Kişi yoksa")
    )
    note: str | None = entry(_NOTE)
    reason: str | None = entry(
        FieldSpec("Gerekçe", required=False, length=300, help="Yalnız bir uyarıya rağmen teslim ediliyorsa")
    )


@dataclass(frozen=True, slots=True)
class MeetLine:
    """What is given now on one line of a request.

    Attributes:
        quantity: As it is typed, for what is consumed; empty where nothing is given now.
        items: The items that are given, for durables.
    """

    line_no: int
    quantity: str = ""
    items: tuple[Seen, ...] = ()


# ---------------------------------------------------------------- provisional receipts


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptDraft:
    """Head of a Taşınır Geçici Alındısı."""

    ambar_id: int = entry(FieldSpec("Ambar", FieldKind.PICK, lookup="ambar", repeats=True))
    day: date = entry(FieldSpec("Tarih", FieldKind.DATE, repeats=True))
    from_name: str = entry(FieldSpec("Teslim eden", length=160, help="Firma ya da kişi"))
    from_title: str | None = entry(FieldSpec("Unvanı", required=False, length=80))
    dayanak_day: date | None = entry(FieldSpec("Sözleşme / irsaliye tarihi", FieldKind.DATE, required=False))
    dayanak_no: str | None = entry(FieldSpec("Sözleşme / irsaliye no", required=False, length=60))
    note: str | None = entry(_NOTE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptRefusalDraft:
    """Goods that are not accepted (m.10/1-d)."""

    copy_back: bool = entry(
        FieldSpec("Teslim edenin nüshası geri alındı", FieldKind.CHECK, help="Alındı dosyadaki nüshaya eklenir"),
        default=False,
    )
    reason: str = entry(
        FieldSpec("Ret gerekçesi", FieldKind.NOTE, length=400, help="Nüsha geri alınamadıysa nedenini de yazın")
    )
