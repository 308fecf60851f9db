"""What is typed about the places, officers, codes and goods of movable property before it becomes a record."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from data.core.drafts import FieldKind, FieldSpec, cleaned, entry, specs
from data.tasinir.rules.values import AmbarKind, OfficeRole

DraftT = TypeVar("DraftT")

_UNIT = FieldSpec("Harcama birimi", FieldKind.PICK, lookup="harcama_birimi", repeats=True)


def tidy(draft: DraftT) -> DraftT:
    """The draft with its text made storable, as a form would have given it."""
    typed: Any = draft
    values = cleaned(type(draft), {name: getattr(draft, name) for name in specs(type(draft))})
    made: DraftT = dataclasses.replace(typed, **values)
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDraft:
    """A harcama birimi: whose records and account are kept apart (m.12/1, m.34/1)."""

    birim_id: int = entry(
        FieldSpec("Bağlı birim", FieldKind.PICK, lookup="birim", help="Kayıtlarını bu birimi görenler görür")
    )
    code: str = entry(FieldSpec("Kurumsal kodu", length=30, help="Bütçe sınıflandırmasındaki kod (m.38)"))
    name: str = entry(FieldSpec("Adı", length=160))
    place_name: str | None = entry(FieldSpec("İl ve ilçe", required=False, length=80, repeats=True))
    place_code: str | None = entry(FieldSpec("İl ve ilçe kodu", required=False, length=20, repeats=True))
    muhasebe_name: str | None = entry(FieldSpec("Muhasebe birimi", required=False, length=160, repeats=True))
    muhasebe_code: str | None = entry(FieldSpec("Muhasebe birimi kodu", required=False, length=20, repeats=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class AmbarDraft:
    """A store of a harcama birimi."""

    harcama_birimi_id: int = entry(_UNIT)
    code: str = entry(FieldSpec("Ambar kodu", length=2, help="İki karakter; birim kodundan sonra yazılır"))
    name: str = entry(FieldSpec("Adı", length=120))
    kind: str = entry(
        FieldSpec(
            "Türü",
            FieldKind.CHOICE,
            choices=tuple((one.value, one.label) for one in AmbarKind),
            help="Tesisler (253.01) sanal ambarda izlenir",
        ),
        default=AmbarKind.FIZIKSEL.value,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingUnitDraft:
    """A unit that asks an ambar for goods."""

    harcama_birimi_id: int = entry(_UNIT)
    name: str = entry(FieldSpec("Adı", length=120))
    head_name: str | None = entry(
        FieldSpec("Yetkilisi", required=False, length=80, help="İstek belgesini imzalar")
    )
    head_title: str | None = entry(FieldSpec("Yetkilisinin unvanı", required=False, length=80))


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomDraft:
    """A room or common area whose goods stand on a Dayanıklı Taşınırlar Listesi (m.23/6)."""

    harcama_birimi_id: int = entry(_UNIT)
    code: str = entry(FieldSpec("Oda kodu", length=12, help="Kapısındaki etikette okunur: 204 ya da B-12"))
    name: str = entry(FieldSpec("Adı", length=120))
    istek_birimi_id: int | None = entry(
        FieldSpec("İstek birimi", FieldKind.PICK, required=False, lookup="istek_birimi", repeats=True)
    )
    keeper_name: str | None = entry(FieldSpec("Sorumlusu", required=False, length=80))
    keeper_title: str | None = entry(FieldSpec("Sorumlusunun unvanı", required=False, length=80))


# ---------------------------------------------------------------- officers


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerDraft:
    """Somebody's appointment to an office of the Yönetmelik (m.5-8).

    Attributes:
        other_managers: The unit has a manager besides the harcama yetkilisi, so that he or she may not also be
            the kontrol yetkilisi (m.6/2).
        reason: Why it is done in spite of a warning.
    """

    harcama_birimi_id: int = entry(_UNIT)
    role: str = entry(
        FieldSpec("Görevi", FieldKind.CHOICE, choices=tuple((one.value, one.label) for one in OfficeRole))
    )
    user_id: int | None = entry(
        FieldSpec("Kullanıcı", FieldKind.PICK, required=False, lookup="kullanici", help="Programı kullanıyorsa")
    )
    personel_id: int | None = entry(FieldSpec("Personel", FieldKind.PICK, required=False, lookup="personel"))
    name: str | None = entry(
        FieldSpec("Adı soyadı", required=False, length=80, help="Kullanıcı ya da personel seçilmediyse yazılır")
    )
    title: str | None = entry(FieldSpec("Unvanı", required=False, length=80))
    ambar_id: int | None = entry(
        FieldSpec(
            "Ambar", FieldKind.PICK, required=False, lookup="ambar",
            help="Yalnız bir ambarın kayıt yetkilisi ise; boşsa bütün ambarlar",
        )
    )  # fmt: skip
    first_day: date = entry(FieldSpec("Göreve başlama", FieldKind.DATE))
    last_day: date | None = entry(
        FieldSpec("Görevin bitişi", FieldKind.DATE, required=False, help="Son gün; sürüyorsa boş")
    )
    source: str = entry(FieldSpec("Dayanağı", length=160, help="Görevlendirme onayının tarihi ve sayısı"))
    other_managers: bool = entry(
        FieldSpec(
            "Birimde başka yönetici var",
            FieldKind.CHECK,
            required=False,
            help="Yoksa harcama yetkilisi kontrol yetkilisi de olabilir (m.6/2)",
        ),
        default=True,
    )
    reason: str | None = entry(
        FieldSpec("Gerekçe", required=False, length=200, help="Yalnız bir uyarıya rağmen görevlendiriliyorsa")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class EndOfficeDraft:
    """How an office ends."""

    last_day: date = entry(FieldSpec("Görevin son günü", FieldKind.DATE))
    reason: str = entry(FieldSpec("Gerekçe", length=200, help="Emeklilik, görev değişikliği…"))


# ---------------------------------------------------------------- codes and goods


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeListDraft:
    """A Taşınır Kod Listesi that is taken from a file.

    Attributes:
        whole: The file is the whole list of its accounts: codes of theirs that it has no more are withdrawn.
    """

    name: str = entry(FieldSpec("Listenin adı", length=80, help="Taşınır Kod Listesi 2026 gibi"))
    day: date = entry(
        FieldSpec("Geçerlilik günü", FieldKind.DATE, help="Kaldırılan kodlar bu günden başlayarak kullanılmaz")
    )
    whole: bool = entry(
        FieldSpec(
            "Dosya listenin tamamı",
            FieldKind.CHECK,
            required=False,
            help="Dosyadaki hesapların dosyada olmayan kodları kaldırılmış sayılır",
        ),
        default=True,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCodeDraft:
    """A code that the idare itself adds below those of the list (m.37/1)."""

    parent_id: int = entry(FieldSpec("Üst kodu", FieldKind.PICK, lookup="tasinir_kod", repeats=True))
    group: str = entry(FieldSpec("Alt düzey kodu", length=4, help="Son grup: 01 ya da 0001"))
    name: str = entry(FieldSpec("Adı", length=200))


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsDraft:
    """A kind of goods under its code."""

    kod_id: int = entry(FieldSpec("Taşınır kodu", FieldKind.PICK, lookup="tasinir_kod", repeats=True))
    name: str = entry(FieldSpec("Adı", length=160))
    unit: str = entry(FieldSpec("Ölçü birimi", length=20, repeats=True, help="Adet, Paket, Kilogram, Litre…"))
    least: str | None = entry(
        FieldSpec("En az stok", required=False, length=20, help="Altına düşünce uyarılır; gerekmiyorsa boş")
    )
    kdv: str | None = entry(
        FieldSpec("KDV oranı (%)", required=False, length=5, help="Birimin alışılmış oranıysa boş bırakılır")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StockDraft:
    """What may change about goods that stand on vouchers already."""

    least: str | None = entry(
        FieldSpec("En az stok", required=False, length=20, help="Altına düşünce uyarılır; gerekmiyorsa boş")
    )
    kdv: str | None = entry(
        FieldSpec("KDV oranı (%)", required=False, length=5, help="Birimin alışılmış oranıysa boş bırakılır")
    )
