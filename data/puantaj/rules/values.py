"""What one computed day is, and what the computation asks about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import NamedTuple

from data.core.reasons import Reason
from data.puantaj.rules.codes import DayCode


class Source(StrEnum):
    """Where a day's code comes from."""

    TAKVIM = "takvim"
    IZIN = "izin"
    PDKS = "pdks"
    ELLE = "elle"
    OLUR = "olur"

    @property
    def label(self) -> str:
        """As shown on screen."""
        return _SOURCES[self.value]


_SOURCES = {
    "takvim": "Takvim",
    "izin": "İzin kaydı",
    "pdks": "Kapı saati",
    "elle": "Elle",
    "olur": "Fazla mesai oluru",
}


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


class Day(NamedTuple):
    """One computed day: its code's key, where it came from and why.

    A tuple, because a month of two thousand people has sixty thousand of them.

    Attributes:
        worked_minutes: Net minutes of presence, the break taken off; inside the shift on a work day, ordered
            extra work with it. Only from whole passes.
        night_minutes: Minutes of presence in the night (4857 s. K. m.69).
        normal_minutes: Work within the contract, by the passes or, where nobody clocks, by the pattern.
        fm_minutes: Fazla çalışma of the day, ``fsc_minutes`` fazla sürelerle çalışma: of weeks that are over.
        gt_minutes: Work on a holiday, ``ht_minutes`` on a rest day.
        half_am: Code of the morning where the halves of the day differ, ``half_pm`` of the afternoon.
        document: Number of the paper behind the day: report, tutanak, olur.
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
    normal_minutes: int = 0
    fm_minutes: int = 0
    fsc_minutes: int = 0
    gt_minutes: int = 0
    ht_minutes: int = 0
    meal: bool = False
    road: bool = False
    half_am: str = ""
    half_pm: str = ""
    document: str = ""
    note: str = ""


class Minutes(NamedTuple):
    """The minutes of a row by heading.

    Attributes:
        normal: Within the contract. ``night``, ``gt`` and ``ht`` as they lie in the period.
        fm: Fazla çalışma to be paid, of the weeks that end in the period; ``fsc`` fazla sürelerle çalışma.
        time: Free time earned instead of pay: serbest zaman, or overtime leave of a memur.
    """

    normal: int = 0
    fm: int = 0
    fsc: int = 0
    night: int = 0
    gt: int = 0
    ht: int = 0
    time: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """A day as a month has it."""

    day: date
    code: DayCode
    source: Source
