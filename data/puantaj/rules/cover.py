"""What replaces the base of a day: a leave, an olur, a typed code."""

from __future__ import annotations

from dataclasses import dataclass

from data.core.reasons import Reason
from data.puantaj.rules.person import Leave, Mark
from data.puantaj.rules.values import Question, Source


@dataclass(frozen=True, slots=True)
class Cover:
    """What replaces a base.

    Attributes:
        half: Only half the day is the code, the other half stays a holiday.
        document: Number of the paper behind it.
        sgk: The eksik gün code where it is not the code's own (a cut rest day follows its cause).
    """

    code: str
    source: Source
    reasons: tuple[Reason, ...]
    leave: Leave | None = None
    mark: Mark | None = None
    half: bool = False
    sgk: str = ""
    document: str = ""
    questions: tuple[Question, ...] = ()
