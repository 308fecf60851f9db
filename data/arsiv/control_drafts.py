"""What is typed at the yearly uygunluk kontrolü of a folder, and of many that are fit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from data.arsiv.rules.controls import QUESTIONS, Answer
from data.core.drafts import FieldKind, FieldSpec, entry

_LABELS: Final = dict(QUESTIONS)
_ANSWERS: Final = tuple((one.value, one.label) for one in Answer)


def _question(key: str) -> FieldSpec:
    return FieldSpec(_LABELS[key], FieldKind.CHOICE, choices=_ANSWERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlDraft:
    """The checklist of one folder (m.13)."""

    day: date = entry(FieldSpec("Kontrol tarihi", FieldKind.DATE, repeats=True))
    kural: str = entry(_question("kural"))
    ek: str = entry(_question("ek"))
    sira: str = entry(_question("sira"))
    etiket: str = entry(_question("etiket"))
    icerik: str = entry(_question("icerik"))
    gizlilik: str = entry(_question("gizlilik"))
    note: str | None = entry(FieldSpec("Not", required=False, length=300, help="Uygun değilse ne düzeltilecek"))
    manager: str | None = entry(
        FieldSpec("Birim belge yöneticisi", required=False, length=80, repeats=True,
                  help="Boşsa o gün görevli olan")
    )  # fmt: skip

    @property
    def answers(self) -> str:
        """One letter a question, in the order of the checklist."""
        return "".join(getattr(self, key) for key, _ in QUESTIONS)


@dataclass(frozen=True, slots=True, kw_only=True)
class AllFitDraft:
    """Many folders at once in which nothing was found wrong."""

    day: date = entry(FieldSpec("Kontrol tarihi", FieldKind.DATE, repeats=True))
    note: str | None = entry(FieldSpec("Not", required=False, length=300))
    manager: str | None = entry(
        FieldSpec("Birim belge yöneticisi", required=False, length=80, repeats=True,
                  help="Boşsa o gün görevli olan")
    )  # fmt: skip
