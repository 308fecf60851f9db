"""What is typed when something that the archive's calendar asks was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.core.drafts import FieldKind, FieldSpec, entry


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneDraft:
    """When it was done, with which paper, and what was found."""

    done_on: date = entry(FieldSpec("Yapıldığı tarih", FieldKind.DATE))
    paper: str | None = entry(FieldSpec("Yazısı", required=False, length=120, help="Tarihi ve sayısı"))
    note: str | None = entry(FieldSpec("Bulunanlar", required=False, length=300))
