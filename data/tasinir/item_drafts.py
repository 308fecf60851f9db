"""What is typed when an item's card is put right."""

from __future__ import annotations

from dataclasses import dataclass

from data.core.drafts import FieldKind, FieldSpec, entry


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDraft:
    """What of an item may be put right: its registry number, kind and value follow its vouchers."""

    brand: str | None = entry(FieldSpec("Marka", required=False, length=60))
    model: str | None = entry(FieldSpec("Model", required=False, length=60))
    serial: str | None = entry(FieldSpec("Seri no", required=False, length=60))
    features: str | None = entry(
        FieldSpec("Özellikleri", FieldKind.NOTE, required=False, length=400, help="Plaka, şasi no, ölçü, renk …")
    )
