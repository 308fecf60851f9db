"""What is typed about a transfer: its form, a line of either side, the decision that carries it out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.butce.rules.values import TransferSide
from data.core.drafts import FieldKind, FieldSpec, entry

_SIDES = tuple((side.value, side.label) for side in TransferSide)


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferDraft:
    """Head of an aktarma formu."""

    day: date = entry(FieldSpec("Form tarihi", FieldKind.DATE, repeats=True))
    reason: str = entry(FieldSpec("Gerekçe", FieldKind.NOTE, length=500, help="Ödeneğe neden gerek duyulduğu"))


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferLineDraft:
    """A line of either side: a tertip of the books, or as text one whose books are elsewhere or that is opened."""

    side: str = entry(FieldSpec("Satır", FieldKind.CHOICE, choices=_SIDES, repeats=True))
    tertip_id: int | None = entry(
        FieldSpec("Tertip", FieldKind.PICK, lookup="tertip", required=False, help="Kodun sonu ya da adı")
    )
    amount: int = entry(FieldSpec("Tutar", FieldKind.MONEY))
    dis_kod: str | None = entry(
        FieldSpec(
            "Ya da tam kodu", required=False, length=80, help="Başka birimin tertibi ya da açılacak yeni tertip"
        )
    )
    dis_ad: str | None = entry(FieldSpec("Adı", required=False, length=160))
    yeni: bool = entry(
        FieldSpec("Tertip açılsın", FieldKind.CHECK, required=False, help="Birimin yeni tertibi; kararla açılır"),
        default=False,
    )
    note: str | None = entry(FieldSpec("Açıklama", required=False, length=160))


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDraft:
    """What carries a transfer out: the decision, and the muhasebe işlem fişi where it is known already."""

    karar_day: date | None = entry(FieldSpec("Karar tarihi", FieldKind.DATE, required=False))
    karar_no: str | None = entry(FieldSpec("Karar no", required=False, length=40))
    mif_day: date | None = entry(
        FieldSpec(
            "MİF tarihi", FieldKind.DATE, required=False, help="Ödenek bu günle işlenir; yoksa karar günüyle"
        )
    )
    mif_no: str | None = entry(FieldSpec("MİF no", required=False, length=40))


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipDraft:
    """The muhasebe işlem fişi of a transfer that was carried out."""

    mif_day: date = entry(FieldSpec("MİF tarihi", FieldKind.DATE))
    mif_no: str = entry(FieldSpec("MİF no", length=40))
