"""What is typed of the institution's saklama planı, one code at a time or as a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from data.arsiv.rules.retention import LASTING, MOST_YEARS, Retention
from data.arsiv.rules.values import Outcome
from data.core.drafts import FieldKind, FieldSpec, entry
from data.sdp.rules import plain_outcome, plain_period

_OUTCOMES: Final = tuple((one.value, f"{one.value} {one.label}") for one in Outcome)


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionDraft:
    """How long papers of a code, and of all codes below it, are kept by the institution's own plan."""

    code: str = entry(
        FieldSpec("Dosya kodu", length=12, help="622.01; 622 yazılırsa altındakiler için de geçerli")
    )
    birim_id: int | None = entry(
        FieldSpec(
            "Birim", FieldKind.PICK, required=False, lookup="birim", repeats=True, help="Boşsa bütün birimler"
        )
    )
    period: str = entry(FieldSpec("Saklama süresi", length=8, help=f"Toplam yıl (1-{MOST_YEARS}) ya da B"))
    outcome: str = entry(FieldSpec("Saklama/tasfiye kodu", FieldKind.CHOICE, choices=_OUTCOMES))
    birim_yil: int | None = entry(
        FieldSpec("Birim arşivinde (yıl)", FieldKind.INT, required=False, length=3, help="Kurum böldüyse")
    )
    kurum_yil: int | None = entry(FieldSpec("Kurum arşivinde (yıl)", FieldKind.INT, required=False, length=3))
    first_day: date = entry(
        FieldSpec("İlk geçerli gün", FieldKind.DATE, repeats=True, help="O günden sonra kapanan klasörler için")
    )
    source: str = entry(
        FieldSpec("Dayanağı", length=160, repeats=True, help="Saklama planının adı, onay tarihi ve sayısı")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionFileDraft:
    """Whose saklama planı a file is, and from when."""

    birim_id: int | None = entry(
        FieldSpec("Birim", FieldKind.PICK, required=False, lookup="birim", help="Boşsa bütün birimler")
    )
    first_day: date = entry(FieldSpec("İlk geçerli gün", FieldKind.DATE))
    source: str = entry(FieldSpec("Dayanağı", length=160, help="Saklama planının adı, onay tarihi ve sayısı"))


@dataclass(frozen=True, slots=True)
class RetentionFile:
    """A saklama planı read from a file: its identity, and (1-based row, retention) of each code."""

    name: str
    sha256: str
    rows: tuple[tuple[int, RetentionDraft], ...]


def kept_by(draft: RetentionDraft) -> Retention:
    """A draft as the rules take it."""
    return Retention(
        period=plain_period(draft.period),
        outcome=plain_outcome(draft.outcome),
        birim_yil=draft.birim_yil,
        kurum_yil=draft.kurum_yil,
        source=draft.source,
    )


def retention_faults(draft: RetentionDraft) -> dict[str, str]:
    """Field name to message, for what no saklama planı can say; what disagrees with the plan is told later."""
    wrong = {}
    kept = kept_by(draft)
    if kept.years is None and kept.period != LASTING:
        wrong["period"] = f"“{draft.period[:20]}” saklama süresi değil; 1-{MOST_YEARS} arası yıl ya da B yazılır."
    for name in ("birim_yil", "kurum_yil"):
        if not 0 <= (getattr(draft, name) or 0) <= MOST_YEARS:
            wrong[name] = f"0 ile {MOST_YEARS} arasında yıl yazın."
    return wrong
