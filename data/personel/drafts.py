"""What is typed about people before it becomes a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from data.core.drafts import FieldKind, FieldSpec, entry
from data.personel.rules import StaffKind

KINDS = tuple((kind.value, kind.label) for kind in StaffKind)
BIRIM = FieldSpec("Birim", FieldKind.PICK, lookup="birim", repeats=True)
KIND = FieldSpec("Statü", FieldKind.CHOICE, choices=KINDS, repeats=True)
PATTERN = FieldSpec("Haftalık düzen", FieldKind.PICK, lookup="pattern", repeats=True)
BIRTH = FieldSpec("Doğum tarihi", FieldKind.DATE, required=False, help="İzin hakkı 18 ve 50 yaşında değişir")
UNDERGROUND = FieldSpec("Yer altında çalışır", FieldKind.CHECK, required=False, help="İzin hakkına 4 gün eklenir")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonelDraft:
    """A new person."""

    sicil: str = entry(FieldSpec("Sicil no", length=20))
    tckn: str | None = entry(FieldSpec("T.C. kimlik no", required=False, length=11, help="11 rakam"))
    ad: str = entry(FieldSpec("Adı", length=60))
    soyad: str = entry(FieldSpec("Soyadı", length=60))
    unvan: str | None = entry(FieldSpec("Unvanı", required=False, length=80))
    gorev: str | None = entry(FieldSpec("Görevi", required=False, length=80))
    birim_id: int = entry(BIRIM)
    kind: str = entry(KIND)
    pattern_id: int = entry(PATTERN)
    hire: date = entry(FieldSpec("İşe giriş", FieldKind.DATE))
    exit: date | None = entry(FieldSpec("İşten çıkış", FieldKind.DATE, required=False))
    kidem_date: date | None = entry(
        FieldSpec("İzin kıdem tarihi", FieldKind.DATE, required=False, help="Boşsa işe giriş tarihi")
    )
    card_no: str | None = entry(FieldSpec("Kart no", required=False, length=30))
    birth_date: date | None = entry(BIRTH)
    underground: bool = entry(UNDERGROUND, default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonelAmendDraft:
    """A person's own data as they are corrected; unit, kind and pattern change by dated parts instead."""

    sicil: str = entry(FieldSpec("Sicil no", length=20))
    tckn: str | None = entry(
        FieldSpec("T.C. kimlik no", required=False, length=11, help="Değişmeyecekse boş bırakın")
    )
    ad: str = entry(FieldSpec("Adı", length=60))
    soyad: str = entry(FieldSpec("Soyadı", length=60))
    unvan: str | None = entry(FieldSpec("Unvanı", required=False, length=80))
    gorev: str | None = entry(FieldSpec("Görevi", required=False, length=80))
    hire: date = entry(FieldSpec("İşe giriş", FieldKind.DATE))
    exit: date | None = entry(FieldSpec("İşten çıkış", FieldKind.DATE, required=False, help="Son çalışma günü"))
    kidem_date: date = entry(FieldSpec("İzin kıdem tarihi", FieldKind.DATE))
    birth_date: date | None = entry(BIRTH)
    underground: bool = entry(UNDERGROUND, default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartDraft:
    """From a day on a new unit, staff kind or weekly pattern."""

    valid_from: date = entry(FieldSpec("Geçerlilik başlangıcı", FieldKind.DATE))
    birim_id: int = entry(BIRIM)
    kind: str = entry(KIND)
    pattern_id: int = entry(PATTERN)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardDraft:
    """A card number handed to a person."""

    card_no: str = entry(FieldSpec("Kart no", length=30))
    valid_from: date = entry(FieldSpec("Başlangıç", FieldKind.DATE))


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternDraft:
    """A weekly pattern."""

    name: str = entry(FieldSpec("Adı", length=60))
    days: str = entry(
        FieldSpec("Günler", length=7, help="Pazartesiden başlayarak: X çalışma, A akdi tatil, T tatil (XXXXXAT)")
    )
    start: time = entry(FieldSpec("Başlangıç saati", FieldKind.TIME))
    end: time = entry(FieldSpec("Bitiş saati", FieldKind.TIME))
    break_minutes: int = entry(FieldSpec("Ara dinlenme (dakika)", FieldKind.INT, length=3))
