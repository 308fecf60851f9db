"""What is typed when an office of records and archive is given and ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.arsiv.rules.values import OfficeRole
from data.core.drafts import FieldKind, FieldSpec, entry


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveOfficerDraft:
    """Who holds an office from which day on (m.6)."""

    role: str = entry(
        FieldSpec("Görev", FieldKind.CHOICE, choices=tuple((role.value, role.label) for role in OfficeRole))
    )
    birim_id: int | None = entry(
        FieldSpec("Birimi", FieldKind.PICK, required=False, lookup="birim", help="Kurum belge yöneticisinde boş")
    )
    user_id: int | None = entry(FieldSpec("Kullanıcı", FieldKind.PICK, required=False, lookup="kullanici"))
    name: str | None = entry(
        FieldSpec("Adı soyadı", required=False, length=80, help="Kullanıcı seçilirse boş kalabilir")
    )
    title: str | None = entry(FieldSpec("Unvanı", required=False, length=80))
    first_day: date = entry(FieldSpec("Başlangıcı", FieldKind.DATE))
    last_day: date | None = entry(FieldSpec("Bitişi", FieldKind.DATE, required=False))
    source: str = entry(FieldSpec("Görevlendirme yazısı", length=120, help="Tarihi ve sayısı"))


@dataclass(frozen=True, slots=True, kw_only=True)
class EndArchiveOfficeDraft:
    """The last day of an office."""

    last_day: date = entry(FieldSpec("Son günü", FieldKind.DATE))
    reason: str = entry(FieldSpec("Gerekçe", length=200))
