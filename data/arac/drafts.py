"""What is typed about vehicles before it becomes a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.arac.rules.values import DayState, Measure, Ownership
from data.core.drafts import FieldKind, FieldSpec, entry


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleDraft:
    """A vehicle or work machine."""

    plate: str = entry(FieldSpec("Plaka", length=20, help="34 ABC 123; iş makinesinde tescil no"))
    kind: str = entry(FieldSpec("Cinsi", length=60, repeats=True, help="Kamyonet, binek, kepçe…"))
    model: str | None = entry(FieldSpec("Marka, model", required=False, length=80, repeats=True))
    ownership: str = entry(
        FieldSpec(
            "Mülkiyeti", FieldKind.CHOICE, choices=tuple((one.value, one.label) for one in Ownership), repeats=True
        )
    )
    firm: str | None = entry(
        FieldSpec("Firma", required=False, length=120, repeats=True, help="Kiralık ve firma aracında")
    )
    birim_id: int = entry(FieldSpec("Birim", FieldKind.PICK, lookup="birim", repeats=True))
    driver_id: int | None = entry(FieldSpec("Asıl sürücü", FieldKind.PICK, required=False, lookup="personel"))
    measure: str = entry(
        FieldSpec(
            "Ölçüsü", FieldKind.CHOICE, choices=tuple((one.value, one.label) for one in Measure), repeats=True
        )
    )
    first_day: date = entry(FieldSpec("Kullanıma giriş", FieldKind.DATE, repeats=True))
    last_day: date | None = entry(
        FieldSpec("Kullanımdan çıkış", FieldKind.DATE, required=False, help="Son kullanım günü; sürüyorsa boş")
    )
    note: str | None = entry(FieldSpec("Açıklama", required=False, length=160))


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleDayDraft:
    """A vehicle's day; what is typed every day stands first, what is known from the day before after it.

    Attributes:
        reason: Why an entry that stands already is replaced.
        replaces: Key of the entry that was seen there; 0 for a day that was seen empty.
    """

    end_km: int | None = entry(FieldSpec("Bitiş km", FieldKind.INT, required=False, length=7))
    hours: str | None = entry(FieldSpec("Çalışma saati", required=False, length=7, help="7:30 ya da 7,5"))
    state: str = entry(
        FieldSpec(
            "Durum",
            FieldKind.CHOICE,
            choices=tuple((one.value, f"{one.letter} {one.label}") for one in DayState),
        )
    )
    fuel: str | None = entry(FieldSpec("Yakıt (litre)", required=False, length=9, help="45 ya da 45,5"))
    trips: int | None = entry(FieldSpec("Sefer", FieldKind.INT, required=False, length=3))
    day: date = entry(FieldSpec("Gün", FieldKind.DATE))
    start_km: int | None = entry(FieldSpec("Başlangıç km", FieldKind.INT, required=False, length=7))
    driver_id: int | None = entry(FieldSpec("Sürücü", FieldKind.PICK, required=False, lookup="personel"))
    driver_name: str | None = entry(
        FieldSpec("Firma sürücüsü", required=False, length=80, help="Kurum personeli değilse adı soyadı")
    )
    order_no: str | None = entry(FieldSpec("Görev emri no", required=False, length=40))
    note: str | None = entry(FieldSpec("Not", required=False, length=160))
    reason: str | None = entry(
        FieldSpec("Düzeltme gerekçesi", required=False, length=160, help="Yalnız yazılmış bir gün değişiyorsa")
    )
    replaces: int = 0
