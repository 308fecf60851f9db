"""What is typed when places are made, corrected and closed, and when folders are moved between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from data.arsiv.rules.values import ArchiveLevel, PlaceKind
from data.core.drafts import FieldKind, FieldSpec, entry

_KINDS: Final = tuple((kind.value, kind.label) for kind in PlaceKind)
_LEVELS: Final = tuple((level.value, level.label) for level in ArchiveLevel)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceDraft:
    """A place: a depo with whose archive it is, or what stands in another place."""

    parent_id: int | None = entry(
        FieldSpec("İçinde olduğu yer", FieldKind.PICK, required=False, lookup="arsiv_yer", repeats=True,
                  help="Depo için boş bırakın")
    )  # fmt: skip
    kind: str = entry(FieldSpec("Türü", FieldKind.CHOICE, choices=_KINDS, repeats=True))
    code: str = entry(FieldSpec("Kodu", length=8, help="Büyük harf ve rakam; etikete basılır, sonra değişmez"))
    name: str | None = entry(FieldSpec("Adı", required=False, length=80))
    capacity: int | None = entry(
        FieldSpec("Kapasitesi (klasör)", FieldKind.INT, required=False, length=6, repeats=True)
    )
    level: str | None = entry(
        FieldSpec("Hangi arşiv", FieldKind.CHOICE, required=False, choices=_LEVELS, help="Yalnız depoda")
    )
    birim_id: int | None = entry(
        FieldSpec("Birimi", FieldKind.PICK, required=False, lookup="birim", help="Yalnız birim arşivi deposunda")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ManyPlacesDraft:
    """Places of a depo at once, each level as often in each of the level above; none where it is left empty."""

    parent_id: int = entry(FieldSpec("İçine kurulacağı yer", FieldKind.PICK, lookup="arsiv_yer"))
    dolap: int | None = entry(FieldSpec("Dolap sayısı", FieldKind.INT, required=False, length=3))
    yuz: int | None = entry(FieldSpec("Her birinde yüz", FieldKind.INT, required=False, length=2))
    bolum: int | None = entry(FieldSpec("Her birinde bölüm", FieldKind.INT, required=False, length=2))
    raf: int | None = entry(FieldSpec("Her birinde raf", FieldKind.INT, required=False, length=2))
    kutu: int | None = entry(FieldSpec("Her birinde kutu", FieldKind.INT, required=False, length=2))
    capacity: int | None = entry(
        FieldSpec("En alttakinin kapasitesi", FieldKind.INT, required=False, length=6, help="Klasör sayısı")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceTextDraft:
    """A place's name and room; its code stays, for it stands on labels."""

    name: str | None = entry(FieldSpec("Adı", required=False, length=80))
    capacity: int | None = entry(FieldSpec("Kapasitesi (klasör)", FieldKind.INT, required=False, length=6))


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveDraft:
    """Where folders go."""

    yer_id: int = entry(FieldSpec("Yeni yeri", FieldKind.PICK, lookup="arsiv_yer", repeats=True))
    day: date = entry(FieldSpec("Tarih", FieldKind.DATE, repeats=True))
    archive: bool = entry(
        FieldSpec("Birim arşivine alındı", FieldKind.CHECK, required=False,
                  help="Uygun bulunan klasör birim arşivinde süresini doldurur"),
        default=False,
    )  # fmt: skip
    over: bool = entry(
        FieldSpec("Yer dolu olsa da koy", FieldKind.CHECK, required=False, repeats=False), default=False
    )
