"""What is typed when documents are put into folders, and what a bulk filing tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from data.core.drafts import FieldKind, FieldSpec, entry
from data.core.secrecy import Secrecy

_LEVELS: Final = tuple((str(int(level)), level.label or "Yok") for level in Secrecy)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDraft:
    """A document of the register on its way into a folder."""

    klasor_id: int = entry(FieldSpec("Klasör", FieldKind.PICK, lookup="klasor"))
    note: str | None = entry(
        FieldSpec("Açıklama", required=False, length=200, help="Kodu klasörünkinden başkaysa nedeni")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePeriodDraft:
    """All closed documents of a unit that were registered in a period."""

    birim_id: int = entry(FieldSpec("Birim", FieldKind.PICK, lookup="arsiv_birimi", repeats=True))
    first: date = entry(FieldSpec("İlk gün", FieldKind.DATE, help="Evrakın kayıt tarihi"))
    last: date = entry(FieldSpec("Son gün", FieldKind.DATE))


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLineDraft:
    """A document that is on paper only, as the içerik listesi names it."""

    day: date = entry(FieldSpec("Belgenin tarihi", FieldKind.DATE, repeats=True))
    no: str | None = entry(FieldSpec("Sayısı", required=False, length=80))
    subject: str = entry(FieldSpec("Konusu", length=200))
    party: str | None = entry(FieldSpec("Gönderen / alıcı", required=False, length=160, repeats=True))
    pages: int | None = entry(FieldSpec("Sayfa", FieldKind.INT, required=False, length=5))
    enclosures: int | None = entry(FieldSpec("Ek", FieldKind.INT, required=False, length=4))
    secrecy: str = entry(
        FieldSpec("Gizlilik derecesi", FieldKind.CHOICE, choices=_LEVELS, help="Klasör en yüksek dereceyi taşır"),
        default="0",
    )
    note: str | None = entry(FieldSpec("Açıklama", required=False, length=200))


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveDraft:
    """A line that stands in the wrong folder."""

    klasor_id: int = entry(FieldSpec("Gideceği klasör", FieldKind.PICK, lookup="klasor"))
    reason: str = entry(FieldSpec("Gerekçe", length=300))


@dataclass(frozen=True, slots=True, kw_only=True)
class LowerDraft:
    """A secrecy level that was lowered or lifted by paper (m.7)."""

    level: str = entry(FieldSpec("Yeni derece", FieldKind.CHOICE, choices=_LEVELS))
    paper: str = entry(FieldSpec("Dayanağı", length=120, help="Dereceyi kaldıran yazının tarihi ve sayısı"))
    day: date = entry(FieldSpec("Tarih", FieldKind.DATE))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A document that a bulk filing found no folder for."""

    evrak_id: int
    kayit_no: str
    reason: str


@dataclass(frozen=True, slots=True)
class PeriodPlan:
    """What a bulk filing does with the documents of a period.

    Attributes:
        fitting: Document key to the key of its folder.
        left: Those that fit nowhere, each with its reason.
    """

    fitting: Sequence[tuple[int, int]]
    left: Sequence[LeftOut]

    @property
    def folders(self) -> int:
        """How many folders get something."""
        return len({klasor_id for _, klasor_id in self.fitting})

    def reasons(self) -> tuple[tuple[str, int], ...]:
        """Why documents were left and how many for each reason, the commonest first."""
        counted: dict[str, int] = {}
        for one in self.left:
            counted[one.reason] = counted.get(one.reason, 0) + 1
        return tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
