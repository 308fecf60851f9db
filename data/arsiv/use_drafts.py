"""What is typed when a folder is held, lent, prolonged and brought back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.arsiv.rules.values import HoldKind, LoanKind
from data.core.drafts import FieldKind, FieldSpec, entry


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldDraft:
    """Why a folder may not leave or be destroyed for now."""

    kind: str = entry(
        FieldSpec("Neden", FieldKind.CHOICE, choices=tuple((kind.value, kind.label) for kind in HoldKind))
    )
    reason: str = entry(FieldSpec("Açıklama", length=200, help="Dava ya da soruşturmanın numarası ve konusu"))
    paper: str = entry(FieldSpec("Dayanak yazı", length=120, help="Tarihi ve sayısı"))
    day: date = entry(FieldSpec("Tarih", FieldKind.DATE))


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftDraft:
    """The paper that lifts a hold."""

    day: date = entry(FieldSpec("Kalkış tarihi", FieldKind.DATE))
    paper: str = entry(FieldSpec("Dayanak yazı", length=120, help="Kesinleşme şerhi ya da yazı, tarihi ve sayısı"))


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanDraft:
    """A request for a folder (EK-1), and what the archive gives on it."""

    kind: str = entry(
        FieldSpec("Kullanım", FieldKind.CHOICE, choices=tuple((kind.value, kind.label) for kind in LoanKind))
    )
    personel_id: int = entry(FieldSpec("İsteyen", FieldKind.PICK, lookup="personel", repeats=True))
    birim_id: int = entry(FieldSpec("Birimi", FieldKind.PICK, lookup="birim", repeats=True))
    purpose: str = entry(FieldSpec("İstek nedeni", length=200))
    letter: str | None = entry(FieldSpec("İstek yazısı", required=False, length=120, help="Tarihi ve sayısı"))
    allowed_by: str = entry(FieldSpec("İzin veren", length=120, repeats=True))
    asked_on: date = entry(FieldSpec("İstek tarihi", FieldKind.DATE))
    given_on: date = entry(FieldSpec("Veriliş tarihi", FieldKind.DATE))
    due_on: date | None = entry(
        FieldSpec("Son iade günü", FieldKind.DATE, required=False, help="Boşsa ayardaki süre kadar")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ProlongDraft:
    """A longer time for a loan; the archive sets it (m.8/3)."""

    due_on: date = entry(FieldSpec("Yeni iade günü", FieldKind.DATE))
    reason: str = entry(FieldSpec("Gerekçe", length=200))


@dataclass(frozen=True, slots=True, kw_only=True)
class BringBackDraft:
    """How a folder came back."""

    day: date = entry(FieldSpec("İade tarihi", FieldKind.DATE))
    condition: str = entry(FieldSpec("Durumu", length=200, help="Eksiksiz, hasarsız ya da ne eksik"))
