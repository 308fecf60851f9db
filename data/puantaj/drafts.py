"""What is typed about the month before it becomes a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from data.core.drafts import FieldKind, FieldSpec, entry
from data.personel.rules import StaffKind
from data.puantaj.rules.codes import DEFAULT_CODES, Coverage

LEAVE_CODES = tuple(code for code in DEFAULT_CODES if code.coverage in (Coverage.TAKVIM, Coverage.ISGUNU))
"""Codes that are recorded with dates rather than typed into a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveDraft:
    """A leave or a report as it is typed. No field for a diagnosis exists (KVKK 6698 m.6)."""

    personel_id: int = entry(FieldSpec("Personel", FieldKind.PICK, lookup="personel"))
    code: str = entry(
        FieldSpec(
            "İzin türü", FieldKind.CHOICE, choices=tuple((c.key, f"{c.letter} {c.name}") for c in LEAVE_CODES)
        )
    )
    start: date = entry(FieldSpec("Başlangıç", FieldKind.DATE))
    end: date | None = entry(
        FieldSpec("Bitiş", FieldKind.DATE, required=False, help="Son izin günü; gün sayısı yazılırsa hesaplanır")
    )
    count: int | None = entry(
        FieldSpec("Gün sayısı", FieldKind.INT, required=False, length=3, help="Bitiş boşsa türün sayma kuralıyla")
    )
    document: str | None = entry(FieldSpec("Belge no", required=False, length=60, help="Rapor veya onay no"))
    note: str | None = entry(FieldSpec("Açıklama", required=False, length=160, help="Teşhis yazmayın"))


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupDraft:
    """People whose months are kept on one sheet."""

    name: str = entry(FieldSpec("Grup adı", length=60))
    title: str = entry(FieldSpec("Cetvelin başlığı", length=80, help="Örneğin: ŞİRKET PERSONELİ PUANTAJ CETVELİ"))
    birim_id: int = entry(FieldSpec("Birim", FieldKind.PICK, lookup="birim"))
    kinds: str = entry(
        FieldSpec("Statüler", length=80, help="Virgülle: " + ", ".join(kind.value for kind in StaffKind))
    )
    first_day: int = entry(
        FieldSpec("Dönemin ilk günü", FieldKind.INT, length=2, help="1 (ay başı) ya da 15"), default=1
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OvertimeDraft:
    """Work beyond the shift as an olur orders it: with its hours, or as bare minutes."""

    personel_id: int = entry(FieldSpec("Personel", FieldKind.PICK, lookup="personel"))
    day: date = entry(FieldSpec("Gün", FieldKind.DATE, repeats=True))
    start: time | None = entry(FieldSpec("Başlangıç saati", FieldKind.TIME, required=False, repeats=True))
    end: time | None = entry(
        FieldSpec("Bitiş saati", FieldKind.TIME, required=False, repeats=True, help="Gece yarısını aşabilir")
    )
    break_minutes: int | None = entry(
        FieldSpec("Ara dinlenme (dakika)", FieldKind.INT, required=False, length=3, repeats=True)
    )
    minutes: int | None = entry(
        FieldSpec("Net dakika", FieldKind.INT, required=False, length=4, help="Yalnız saatler bilinmiyorsa")
    )
    work: str = entry(FieldSpec("Yapılan iş", length=160, repeats=True))
    document: str = entry(FieldSpec("Olur tarih ve sayısı", length=60, repeats=True))
    as_time: bool = entry(
        FieldSpec("Serbest zaman", FieldKind.CHECK, required=False, help="Yazılı istekle ücret yerine"),
        default=False,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BalancingDraft:
    """An agreement that evens out a group's weeks (4857 s. K. m.63)."""

    group_id: int = entry(FieldSpec("Grup", FieldKind.PICK, lookup="group"))
    start: date = entry(FieldSpec("Başlangıç", FieldKind.DATE, help="Bir pazartesi"))
    weeks: int = entry(FieldSpec("Hafta sayısı", FieldKind.INT, length=2, help="2 ay; TİS ile 4 ay"))
    document: str = entry(FieldSpec("Dayanak", length=60, help="Anlaşma veya TİS maddesi"))
