"""What is typed about mutemets, advances, their documents and what is done with them; amounts in kuruş."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from data.avans.rules.values import AvansKind, DocumentKind, LimitRow, Scope
from data.core.drafts import FieldKind, FieldSpec, entry
from data.core.labelled import Labelled


def _choices(kinds: type[Labelled]) -> tuple[tuple[str, str], ...]:
    return tuple((kind.value, kind.label) for kind in kinds)


_DAY: Final = FieldSpec("Tarih", FieldKind.DATE)
_AMOUNT: Final = FieldSpec("Tutar", FieldKind.MONEY)


@dataclass(frozen=True, slots=True, kw_only=True)
class MutemetDraft:
    """The harcama yetkilisi's letter that names a mutemet (one for a harcama birimi)."""

    harcama_birimi_id: int = entry(
        FieldSpec("Harcama birimi", FieldKind.PICK, lookup="avans_birimi", repeats=True)
    )
    personel_id: int = entry(FieldSpec("Mutemet", FieldKind.PICK, lookup="avans_kisi"))
    title: str | None = entry(FieldSpec("Unvanı", required=False, length=80, help="Boşsa personel kaydındaki"))
    scope: str = entry(FieldSpec("Kapsamı", FieldKind.CHOICE, choices=_choices(Scope)))
    scope_text: str | None = entry(FieldSpec("Hangi iş", required=False, length=200, help="Bir iş içinse"))
    first_day: date = entry(FieldSpec("Başlangıç", FieldKind.DATE))
    letter_day: date = entry(FieldSpec("Yazının tarihi", FieldKind.DATE))
    letter_no: str = entry(FieldSpec("Yazının sayısı", length=60))


@dataclass(frozen=True, slots=True, kw_only=True)
class EndMutemetDraft:
    """The letter that ends an appointment."""

    last_day: date = entry(FieldSpec("Son gün", FieldKind.DATE))
    end_letter: str = entry(FieldSpec("Yazının tarihi ve sayısı", length=80))


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestDraft:
    """A request for an advance; who holds a work advance is the mutemet of that day."""

    kind: str = entry(FieldSpec("Türü", FieldKind.CHOICE, choices=_choices(AvansKind), repeats=True))
    harcama_birimi_id: int = entry(
        FieldSpec("Harcama birimi", FieldKind.PICK, lookup="avans_birimi", repeats=True)
    )
    request_day: date = entry(FieldSpec("İstek tarihi", FieldKind.DATE))
    tertip_id: int = entry(FieldSpec("Tertip", FieldKind.PICK, lookup="avans_tertip", repeats=True))
    subject: str = entry(FieldSpec("İşin konusu", length=200))
    urgency: str | None = entry(
        FieldSpec("İvedilik gerekçesi", FieldKind.NOTE, required=False, length=500, help="İş avansı ve kredide")
    )
    requested: int = entry(FieldSpec("İstenen tutar", FieldKind.MONEY))
    limit_row: str | None = entry(
        FieldSpec(
            "(İ) cetveli satırı",
            FieldKind.CHOICE,
            required=False,
            choices=_choices(LimitRow),
            help="Boşsa kurum ayarındaki; kredide kredi satırı",
        )
    )
    personel_id: int | None = entry(
        FieldSpec(
            "Avansı alacak kişi", FieldKind.PICK, required=False, lookup="avans_kisi", help="Yolluk ve maaşta"
        )
    )
    departure_day: date | None = entry(FieldSpec("Gidiş", FieldKind.DATE, required=False))
    return_day: date | None = entry(
        FieldSpec("Dönüş / maaş günü", FieldKind.DATE, required=False, help="Mahsup süresi bundan sayılır")
    )
    is_id: int | None = entry(FieldSpec("Harcama işi", FieldKind.PICK, required=False, lookup="avans_isi"))
    renews_id: int | None = entry(
        FieldSpec(
            "Yenilenen avans",
            FieldKind.PICK,
            required=False,
            lookup="avans",
            help="Süresi içinde, belgesi verilen tutar kadar",
        )
    )
    note: str | None = entry(FieldSpec("Not", FieldKind.NOTE, required=False, length=500))


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLineDraft:
    """A line of what an advance is asked for."""

    name: str = entry(FieldSpec("Malzeme / hizmet", length=160))
    quantity: str | None = entry(FieldSpec("Miktar", required=False, length=40))
    amount: int | None = entry(FieldSpec("Tahminî tutar", FieldKind.MONEY, required=False))


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveDraft:
    """That muhasebe paid an advance: its muhasebe işlem fişi."""

    day: date = entry(FieldSpec("Veriliş tarihi", FieldKind.DATE))
    mif_no: str = entry(FieldSpec("Muhasebe işlem fişi no", length=40))
    amount: int | None = entry(
        FieldSpec("Verilen tutar", FieldKind.MONEY, required=False, help="Boşsa istenen tutar")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDraft:
    """A document that the holder hands in."""

    kind: str = entry(FieldSpec("Belge türü", FieldKind.CHOICE, choices=_choices(DocumentKind), repeats=True))
    day: date = entry(FieldSpec("Belge tarihi", FieldKind.DATE))
    no: str = entry(FieldSpec("Belge no", length=40))
    seller: str = entry(FieldSpec("Satıcı / ilgili", length=160))
    seller_tax_no: str | None = entry(FieldSpec("Vergi / T.C. kimlik no", required=False, length=11))
    subject: str = entry(FieldSpec("Konusu", length=200))
    tertip_id: int = entry(FieldSpec("Tertip", FieldKind.PICK, lookup="avans_tertip", repeats=True))
    matrah: int = entry(FieldSpec("Matrah", FieldKind.MONEY, help="KDV hariç"))
    kdv_percent: int = entry(FieldSpec("KDV oranı (%)", FieldKind.INT, length=2, repeats=True))
    kdv: int | None = entry(
        FieldSpec("KDV", FieldKind.MONEY, required=False, help="Boşsa oranından; belgedeki gibi yazılabilir")
    )
    deduction: int | None = entry(FieldSpec("Kesinti", FieldKind.MONEY, required=False, help="Vergi kesintisi"))
    handed_day: date = entry(FieldSpec("Teslim tarihi", FieldKind.DATE, repeats=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleDraft:
    """The ödeme emri belgesi that settles documents."""

    day: date = entry(FieldSpec("Mahsup tarihi", FieldKind.DATE))
    belge_no: str = entry(FieldSpec("Ödeme emri belgesi no", length=40))
    text: str | None = entry(FieldSpec("Açıklama", required=False, length=200))


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyBackDraft:
    """Money that came back: a refund, or what was collected from a person."""

    day: date = entry(_DAY)
    amount: int = entry(_AMOUNT)
    belge: str = entry(FieldSpec("Belge", length=40, repeats=True, help="Alındı ya da banka dekontu"))
    belge_no: str = entry(FieldSpec("Belge no", length=40))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeDraft:
    """That the open rest becomes the holder's debt (140)."""

    day: date = entry(_DAY)
    belge_no: str = entry(FieldSpec("Muhasebe işlem fişi no", length=40))
    text: str | None = entry(FieldSpec("Açıklama", required=False, length=200))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDraft:
    """The letter to muhasebe before the year's end: the documents come in the mahsup dönemi."""

    report_day: date = entry(FieldSpec("Yazının tarihi", FieldKind.DATE))
    report_no: str = entry(FieldSpec("Yazının sayısı", length=60))


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryDraft:
    """What goes over into the mahsup dönemi (165)."""

    day: date = entry(FieldSpec("Tarih", FieldKind.DATE, help="Yıl sonu"))
    belge_no: str = entry(FieldSpec("Muhasebe işlem fişi no", length=40))
    amount: int | None = entry(
        FieldSpec("Devreden tutar", FieldKind.MONEY, required=False, help="Boşsa devredebilecek tutarın hepsi")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyDraft:
    """When a journey began and ended."""

    departure_day: date = entry(FieldSpec("Gidiş", FieldKind.DATE))
    return_day: date | None = entry(FieldSpec("Dönüş", FieldKind.DATE, required=False))
