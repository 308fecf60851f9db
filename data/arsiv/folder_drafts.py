"""What is typed when a folder is opened, corrected, closed and opened again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.core.drafts import FieldKind, FieldSpec, entry
from data.core.secrecy import Secrecy


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderDraft:
    """A folder: its unit, its code of the plan, and what its label says."""

    birim_id: int = entry(FieldSpec("Birim", FieldKind.PICK, lookup="arsiv_birimi", repeats=True))
    kod_id: int = entry(FieldSpec("Dosya kodu", FieldKind.PICK, lookup="sdp", repeats=True))
    opened_on: date = entry(FieldSpec("Açılış tarihi", FieldKind.DATE, repeats=True, help="Yılı klasörün yılıdır"))
    title: str = entry(FieldSpec("Konusu", length=200, help="Etikette kodun altında yazar"))
    case: bool = entry(
        FieldSpec("Vaka dosyası", FieldKind.CHECK, required=False, help="Yıl sonunda değil, iş bitince kapanır"),
        default=False,
    )
    case_no: str | None = entry(
        FieldSpec("Vaka no", required=False, length=40, help="Dava, alım, proje, sicil no")
    )
    special: str | None = entry(FieldSpec("Özel bilgi", required=False, length=120))
    yer_id: int | None = entry(FieldSpec("Yeri", FieldKind.PICK, required=False, lookup="arsiv_yer"))


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretFolderDraft(FolderDraft):
    """A folder that is secret from its first day; nothing typed here is kept readable anywhere."""

    secrecy: str = entry(
        FieldSpec(
            "Gizlilik derecesi",
            FieldKind.CHOICE,
            choices=tuple((str(int(one)), one.label) for one in Secrecy if one),
            leads=True,
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderTextDraft:
    """What a label says, corrected; code, year and unit are its identity and stay."""

    title: str = entry(FieldSpec("Konusu", length=200))
    case_no: str | None = entry(FieldSpec("Vaka no", required=False, length=40))
    special: str | None = entry(FieldSpec("Özel bilgi", required=False, length=120))
    old_no: str | None = entry(
        FieldSpec("Eski no", required=False, length=60, help="Önceki kayıtlardaki numarası")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseDraft:
    """The end of a folder's work."""

    day: date = entry(FieldSpec("Kapanış tarihi", FieldKind.DATE, help="Saklama süresi izleyen yıldan başlar"))


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseYearDraft:
    """The end of a year: all subject files of a unit close, cases go on (m.11/1)."""

    birim_id: int = entry(FieldSpec("Birim", FieldKind.PICK, lookup="arsiv_birimi", repeats=True))
    year: int = entry(FieldSpec("Yıl", FieldKind.INT, length=4))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonDraft:
    """Why something is taken back, and from which day on."""

    day: date = entry(FieldSpec("Tarih", FieldKind.DATE))
    reason: str = entry(FieldSpec("Gerekçe", length=300))
