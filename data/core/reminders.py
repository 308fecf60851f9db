"""Reminders: what of any area needs somebody by a day, as Bugün lists it beside what waits for approval."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something whose last day is near or over.

    Attributes:
        kind, id: The record to open (registry name and key).
        step: What is to be done.
        sign, left: How near the last day is, as a sign and in words.
        who: Whom it concerns.
        unit: Whose record it is.
    """

    kind: str
    id: int
    title: str
    step: str
    last_day: date
    sign: str
    left: str
    who: str
    unit: str
