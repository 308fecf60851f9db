"""What is typed about a document's deadline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.core.drafts import FieldKind, FieldSpec, entry
from data.evrak.rules.values import Basis


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineDraft:
    """A deadline by its basis, or a date by hand."""

    basis: str = entry(
        FieldSpec(
            "Dayanak",
            FieldKind.CHOICE,
            choices=tuple((one.value, one.label) for one in Basis if one is not Basis.BE30),
        )
    )
    given: str | None = entry(
        FieldSpec("Verilen gün ya da süre", required=False, length=30, help="GÜNLÜ ve elle: 05.12.2026, 15 gün")
    )
    start: date | None = entry(
        FieldSpec("Başlangıç", FieldKind.DATE, required=False, help="Boşsa kayıt günü; ertesi günden sayılır")
    )
    reason: str = entry(FieldSpec("Gerekçe", length=200))


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeDraft:
    """A fee notice of a bilgi edinme application, or its payment (4982 s. K.)."""

    notice_on: date = entry(
        FieldSpec("Ücret bildiriminin tarihi", FieldKind.DATE, help="Başvurana yazılan gün; süre o gün durur")
    )
    notice_no: str = entry(FieldSpec("Ücret bildiriminin sayısı", length=120))
    paid_on: date | None = entry(
        FieldSpec("Ödendiği gün", FieldKind.DATE, required=False, help="Ödenince yazılır; süre ertesi gün işler")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionDraft:
    """The extension of a bilgi edinme application (4982 s. K. m.11)."""

    notice_on: date = entry(
        FieldSpec(
            "Bildirim yazısının tarihi", FieldKind.DATE, help="Başvurana 15 iş günü dolmadan yazılmış olmalı"
        )
    )
    notice_no: str = entry(FieldSpec("Bildirim yazısının sayısı", length=120))
    reason: str = entry(FieldSpec("Uzatma gerekçesi", length=200, help="Başka birim ya da kurumun görüşü gibi"))
