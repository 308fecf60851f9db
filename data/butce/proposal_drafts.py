"""What is typed about a budget proposal: its lines, its ceilings, and the decision that makes it a budget."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from data.butce.rules.proposals import Basis
from data.core.drafts import FieldKind, FieldSpec, entry

_BASES: Final = tuple((basis.value, basis.label) for basis in Basis)
_PERCENT: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class FillDraft:
    """What lines are filled with: a basis of this year and the growth of each of the three years, per cent."""

    basis: str = entry(
        FieldSpec("Satırların başlangıcı", FieldKind.CHOICE, choices=_BASES), default=Basis.ODENEK.value
    )
    growth: int = entry(FieldSpec("Yıl artışı (yüzde)", FieldKind.INT, length=_PERCENT), default=0)
    second_growth: int = entry(FieldSpec("İzleyen yıl artışı (yüzde)", FieldKind.INT, length=_PERCENT), default=0)
    third_growth: int = entry(FieldSpec("İkinci izleyen yıl artışı", FieldKind.INT, length=_PERCENT), default=0)

    @property
    def percents(self) -> tuple[int, int, int]:
        """Growth of the three years."""
        return self.growth, self.second_growth, self.third_growth


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalDraft(FillDraft):
    """A unit's proposal for a coming year; its lines start from this year's tertips."""

    harcama_birimi_id: int = entry(
        FieldSpec("Harcama birimi", FieldKind.PICK, lookup="butce_birimi", repeats=True, leads=True)
    )
    year: int = entry(FieldSpec("Bütçe yılı", FieldKind.INT, length=4, leads=True))
    day: date = entry(FieldSpec("Teklif tarihi", FieldKind.DATE, leads=True))
    note: str | None = entry(
        FieldSpec("Genel gerekçe", FieldKind.NOTE, required=False, length=2000, help="Tavan aşılıyorsa neden")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteDraft:
    """The day and the general reason of a proposal."""

    day: date = entry(FieldSpec("Teklif tarihi", FieldKind.DATE))
    note: str | None = entry(
        FieldSpec("Genel gerekçe", FieldKind.NOTE, required=False, length=2000, help="Tavan aşılıyorsa neden")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalLineDraft:
    """What is asked for one tertip."""

    kod: str = entry(FieldSpec("Tertip", length=80, help="Bölümler “-” ile: 46.34.12.05-01.3.9.00-5-03.2.1.01"))
    name: str = entry(FieldSpec("Adı", length=160))
    first: int = entry(FieldSpec("Bütçe yılı", FieldKind.MONEY), default=0)
    second: int = entry(FieldSpec("İzleyen yıl", FieldKind.MONEY), default=0)
    third: int = entry(FieldSpec("İkinci izleyen yıl", FieldKind.MONEY), default=0)
    reason: str | None = entry(FieldSpec("Gerekçe", FieldKind.NOTE, required=False, length=1000))


@dataclass(frozen=True, slots=True, kw_only=True)
class CeilingDraft:
    """A ceiling of a unit's proposal."""

    harcama_birimi_id: int = entry(
        FieldSpec("Harcama birimi", FieldKind.PICK, lookup="butce_birimi", repeats=True)
    )
    year: int = entry(FieldSpec("Bütçe yılı", FieldKind.INT, length=4, repeats=True))
    ekonomik: str | None = entry(
        FieldSpec("Ekonomik kod", required=False, length=20, help="Boş bırakılırsa teklifin tümü için")
    )
    first: int = entry(FieldSpec("Bütçe yılı tavanı", FieldKind.MONEY))
    second: int | None = entry(FieldSpec("İzleyen yıl tavanı", FieldKind.MONEY, required=False))
    third: int | None = entry(FieldSpec("İkinci izleyen yıl tavanı", FieldKind.MONEY, required=False))
    source: str = entry(
        FieldSpec("Dayanağı", length=120, repeats=True, help="Bütçe çağrısı, mali hizmetler yazısı")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptDraft:
    """The decision that makes an approved proposal next year's budget."""

    belge: str = entry(FieldSpec("Belge", length=80), default="Meclis kararı")
    karar_day: date = entry(FieldSpec("Karar tarihi", FieldKind.DATE))
    karar_no: str = entry(FieldSpec("Karar no", length=40))
