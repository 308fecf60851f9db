"""What a rule finds wrong with something that a person is about to do."""

from __future__ import annotations

from dataclasses import dataclass

from data.core.reasons import Reason


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something cannot be done as it stands, or with ``blocking`` false, what to look at before.

    Attributes:
        field: Of the draft.
        remedy: What to do, one sentence.
    """

    field: str
    message: str
    remedy: str
    law: str
    blocking: bool = True

    @property
    def reason(self) -> Reason:
        """As a step of an argument."""
        return Reason(f"{self.message} {self.remedy}".rstrip(), self.law)
