"""What is typed of a folder that a shelf check did not find."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from data.core.drafts import FieldKind, FieldSpec, entry

FOUND: Final = "bulundu"
EXPLAINED: Final = "aciklandi"
_WAYS: Final = ((FOUND, "Bulundu"), (EXPLAINED, "Bulunamaması açıklandı (şef)"))


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingDraft:
    """That it was found after all, or why it is not there."""

    way: str = entry(FieldSpec("Sonuç", FieldKind.CHOICE, choices=_WAYS))
    day: date = entry(FieldSpec("Tarih", FieldKind.DATE))
    reason: str = entry(
        FieldSpec("Açıklama", length=200, help="Nerede bulundu, ya da neden yok: tutanağı, yazısı")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPlaceDraft:
    """Which place is checked."""

    yer_id: int = entry(FieldSpec("Denetlenecek yer", FieldKind.PICK, lookup="arsiv_yer", repeats=True))
