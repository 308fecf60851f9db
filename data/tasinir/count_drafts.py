"""What is typed when goods are counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.core.drafts import FieldKind, FieldSpec, entry
from data.tasinir.rules.values import CountKind


@dataclass(frozen=True, slots=True, kw_only=True)
class CountDraft:
    """A count as it is ordered (m.32/1-2)."""

    harcama_birimi_id: int = entry(
        FieldSpec("Harcama birimi", FieldKind.PICK, lookup="harcama_birimi", repeats=True)
    )
    kind: str = entry(
        FieldSpec("Sayım türü", FieldKind.CHOICE, choices=tuple((one.value, one.label) for one in CountKind))
    )
    day: date = entry(FieldSpec("Sayım tarihi", FieldKind.DATE, help="Bu günün kayıtlarına göre sayılır"))
    order_no: str = entry(
        FieldSpec("Kurulun görevlendirme onayı", length=120, help="Tarihi ve sayısı: 15.12.2026 / 412")
    )


_MEMBER = "Adı soyadı, unvanı"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountOrderDraft(CountDraft):
    """A count with its board, each member in one line: ``Zehra Ünal, Memur`` (m.32/2)."""

    baskan: str = entry(
        FieldSpec("Başkan", length=160, help=f"{_MEMBER}: harcama yetkilisi ya da görevlendirdiği kişi")
    )
    kayit: str = entry(FieldSpec("Taşınır Kayıt Yetkilisi", length=160, help=f"{_MEMBER}: kurulun üyesidir"))
    uye_1: str | None = entry(FieldSpec("Üye", required=False, length=160, help=f"{_MEMBER}; kurul en az üç kişi"))
    uye_2: str | None = entry(FieldSpec("Üye", required=False, length=160))
    uye_3: str | None = entry(FieldSpec("Üye", required=False, length=160))


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityDraft:
    """A counted quantity of goods (m.32/4)."""

    tasinir_id: int = entry(FieldSpec("Taşınır", FieldKind.PICK, lookup="tasinir"))
    quantity: str = entry(FieldSpec("Sayılan miktar", length=20, help="Kesri virgülle: 2,5; hiç yoksa 0"))


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownDraft:
    """What a scan was that named nothing in the books (m.32/4)."""

    note: str = entry(FieldSpec("Ne olduğu", help="Kısaca: çelik dolap, etiketi sökük, kapının yanında"))
    tasinir_id: int | None = entry(
        FieldSpec(
            "Taşınır", FieldKind.PICK, lookup="tasinir", required=False,
            help="Kodu biliniyorsa: burada sayılır; kayıtta yoksa sayım fazlası olur",
        )
    )  # fmt: skip
    quantity: str = entry(FieldSpec("Miktarı", length=20, help="Taşınır seçildiyse"), default="1")


@dataclass(frozen=True, slots=True)
class CountPlace:
    """Where a counter stands: an ambar, or a room; exactly one of the two."""

    ambar_id: int | None = None
    yer_id: int | None = None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a count sheet that was filled in.

    Attributes:
        row: 1-based, as the file shows it.
        number: Sicil no or barcode of an item; empty for goods that are counted by quantity.
        code: Taşınır kodu of such goods.
        name: Their name, for codes that several kinds share.
        quantity: As typed; blank where nothing was counted.
    """

    row: int
    number: str = ""
    code: str = ""
    name: str = ""
    quantity: str = ""
