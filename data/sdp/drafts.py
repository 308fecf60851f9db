"""What is typed about the filing plan before it becomes a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.core.drafts import FieldKind, FieldSpec, entry
from data.sdp.rules import LONGEST_NOTE, LONGEST_TITLE, OUTCOMES, Use


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionDraft:
    """A version of a filing plan."""

    name: str = entry(
        FieldSpec("Sürümün adı", length=80, help="SSDP 2024 V.4, Belediye ana hizmet planı 2025 gibi")
    )
    first_day: date = entry(
        FieldSpec(
            "İlk kullanım günü", FieldKind.DATE, help="Yeni kayıtlar o günden sonra bu plana göre dosyalanır"
        )
    )
    source: str = entry(FieldSpec("Dayanağı", length=200, help="Yazının ya da onayın tarihi ve sayısı"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDraft(VersionDraft):
    """A version whose codes come from a file."""

    replaces_id: int | None = entry(
        FieldSpec(
            "Yerine geçtiği sürüm",
            FieldKind.PICK,
            required=False,
            lookup="sdp_surum",
            help="Bir gün önce sona erer; belediyenin kendi planı ulusal planın yerine geçmez, boş bırakılır",
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class EndDraft:
    """How a version ends."""

    last_day: date = entry(FieldSpec("Son kullanım günü", FieldKind.DATE, help="Dün ya da sonraki bir gün"))
    reason: str = entry(FieldSpec("Gerekçe", length=200))


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeDraft:
    """A code of the municipality's own part of the plan."""

    surum_id: int = entry(
        FieldSpec("Plan sürümü", FieldKind.PICK, lookup="sdp_surum", repeats=True, help="Belediyenin kendi planı")
    )
    code: str = entry(FieldSpec("Dosya kodu", length=12, help="100-599 arası, 115.02 gibi"))
    title: str = entry(FieldSpec("Konu adı", length=LONGEST_TITLE))
    use: str = entry(
        FieldSpec("Kullanımı", FieldKind.CHOICE, choices=tuple((one.value, one.label) for one in Use)),
        default=Use.ASIL.value,
    )
    period: str | None = entry(
        FieldSpec("Saklama süresi", required=False, length=6, help="Yıl olarak; sürekli ise B, başlıkta boş")
    )
    outcome: str | None = entry(
        FieldSpec(
            "Saklama/tasfiye kodu",
            FieldKind.CHOICE,
            required=False,
            choices=tuple((sign, f"{sign} {words}") for sign, words in OUTCOMES.items()),
        )
    )
    note: str | None = entry(FieldSpec("Açıklama", required=False, length=LONGEST_NOTE))
