"""What a filled sheet says, what it is measured by, and what is found; plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from data.core.calendar import WorkCalendar
from data.core.reasons import Reason
from data.puantaj.rules.codes import Codes
from data.puantaj.rules.days import PersonMonth, month_of
from data.puantaj.rules.period import Period
from data.puantaj.rules.person import Person
from data.puantaj.rules.settings import PuantajSettings
from data.puantaj.rules.values import Severity

LABELS: Mapping[str, str] = {
    "worked": "Çalışılan gün", "rest": "Hafta tatili", "contract_free": "Akdi tatil", "weekend": "Hafta sonu",
    "holiday": "Genel tatil", "annual": "Yıllık izin", "excuse": "Mazeret", "report": "Rapor",
    "unpaid": "Ücretsiz izin", "absent": "Devamsız", "holiday_worked": "GT mesaisi", "rest_worked": "HT mesaisi",
    "fm": "Fazla çalışma (saat)", "fsc": "Fazla süreli (saat)", "night": "Gece (saat)", "meal": "Yemek",
    "road": "Yol", "prim": "Prim günü", "missing": "Eksik gün",
}  # fmt: skip
"""Every total that a sheet may declare."""
HOURS = ("fm", "fsc")
"""Totals that are hours of the weeks that end in the period."""


class Said(NamedTuple):
    """What the sheet says of a day.

    Attributes:
        code: A day code's key; empty if nothing is said.
        half: Half a day of it.
        extra: Minutes of overtime; ``hours`` minutes worked in all, where the sheet tells.
        text: The cell as it stands.
    """

    day: date
    code: str
    half: bool = False
    extra: int = 0
    hours: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a sheet and the books do not agree on.

    Attributes:
        kind: A fixed word for counting.
        person_id: ``None`` where nobody here is meant; ``name`` says who.
        row: Row of the file; 0 if it is about no row.
    """

    severity: Severity
    kind: str
    person_id: int | None
    name: str
    row: int
    days: tuple[date, ...]
    text: str
    law: str = ""
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """One declared total: days, or hours for overtime."""

    field: str
    declared: Decimal
    computed: Decimal

    @property
    def label(self) -> str:
        """The total's name."""
        return LABELS[self.field]

    @property
    def text(self) -> str:
        """``Çalışılan gün: cetvelde 22, hücrelere göre 21,5.``"""
        by = "hesaba göre" if self.field in HOURS else "hücrelere göre"
        return f"{self.label}: cetvelde {plain(self.declared)}, {by} {plain(self.computed)}."


def plain(number: Decimal) -> str:
    """``21,5``."""
    return f"{number.normalize():f}".replace(".", ",")


@dataclass(frozen=True, slots=True)
class PersonAudit:
    """One person's part of a sheet.

    Attributes:
        marks: (day, code's key, code's key until now) of the days that taking the sheet would write.
        orders: (day, minutes) of overtime that taking it would record.
        compared: Declared totals beside those of the sheet's own cells.
    """

    findings: tuple[Finding, ...]
    marks: tuple[tuple[date, str, str], ...]
    orders: tuple[tuple[date, int], ...]
    compared: tuple[Compared, ...]


@dataclass(frozen=True, slots=True)
class Books:
    """What all people of a sheet are measured by."""

    period: Period
    calendar: WorkCalendar
    codes: Codes
    settings: PuantajSettings
    covered_until: date | None = None

    def month(self, person: Person) -> PersonMonth:
        """The person's month as the program computes it."""
        return month_of(
            person, self.period, self.calendar, self.codes, self.settings, covered_until=self.covered_until
        )
