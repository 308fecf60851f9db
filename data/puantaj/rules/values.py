"""What one computed day is, and what the computation asks about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from data.core.reasons import Reason


class Source(StrEnum):
    """Where a day's code comes from."""

    TAKVIM = "takvim"
    IZIN = "izin"
    PDKS = "pdks"
    ELLE = "elle"

    @property
    def label(self) -> str:
        """As shown on screen."""
        return {"takvim": "Takvim", "izin": "İzin kaydı", "pdks": "Kapı saati", "elle": "Elle"}[self.value]


class Severity(StrEnum):
    """How much a question or a check weighs."""

    RED = "kirmizi"
    """The month must not be handed on with it."""
    AMBER = "sari"
    """Somebody should look at it."""
    GREY = "gri"
    """For information."""

    @property
    def label(self) -> str:
        """As shown on screen."""
        return {"kirmizi": "Kırmızı", "sari": "Sarı", "gri": "Gri"}[self.value]


@dataclass(frozen=True, slots=True)
class Question:
    """Something the computation could not decide. ``kind`` is a fixed word for counting and filtering."""

    day: date
    kind: str
    severity: Severity
    text: str
    law: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """One computed day: its code's key, where it came from and why; minutes only from whole passes.

    Attributes:
        worked_minutes: Net minutes of presence, the break taken off; inside the shift on a work day.
        night_minutes: Minutes of presence between 20:00 and 06:00 (4857 s. K. m.69).
    """

    day: date
    code: str
    source: Source
    reasons: tuple[Reason, ...]
    worked_minutes: int = 0
    late_minutes: int = 0
    early_minutes: int = 0
    night_minutes: int = 0
    first_in: time | None = None
    last_out: time | None = None
    questions: tuple[Question, ...] = ()
