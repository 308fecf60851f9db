"""A finished puantaj cetveli as plain values: what the screen previews and the paper prints.

Built by the area's views from stored rows; holds no session, computes nothing and is cheap to import.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from data.core.paper import Signature
from data.puantaj.rules.period import Period


class Shade(StrEnum):
    """Why a day's column is shaded on screen and paper."""

    NONE = "none"
    REST = "rest"
    HOLIDAY = "holiday"
    HALF = "half"

    @property
    def label(self) -> str:
        """As explained under the sheet; empty for an ordinary day."""
        return {
            "none": "",
            "rest": "Hafta tatili",
            "holiday": "Genel tatil",
            "half": "Yarım gün tatil",
        }[self.value]


@dataclass(frozen=True, slots=True)
class SheetDay:
    """One column of days: the date, its shading, its weekday in two letters (``Pt``)."""

    day: date
    shade: Shade
    weekday: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One person's line.

    Attributes:
        number: Sıra, from 1.
        tckn: Masked or full as it was asked for; empty if it is not to be printed (KVKK 6698 m.4).
        group: Wage or TİS group; the column is printed if any row has one.
        cells: Printed code letters, one a day; empty where nothing is entered.
        totals: One value a total column; numbers are summed at the foot, texts are not.
    """

    number: int
    sicil: str
    tckn: str
    name: str
    duty: str
    group: str
    cells: tuple[str, ...]
    totals: tuple[Decimal | int | str, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class PuantajSheet:
    """The whole cetvel of one group over one period.

    Attributes:
        office_lines: Head of the paper from ``T.C.`` down to the şube müdürlüğü.
        number: Belge no, or ``TASLAK``.
        version: 1, and one more for each correction of a closed month.
        draft: Not closed yet: the paper says so across every page.
        total_titles: Headings of the total columns; every row has as many totals.
        legend: (letter, meaning) of the codes that occur.
        notes: Lines under the legend: reason of a correction, the working hours in force …
        printed_at: Local clock time; also stamped into the files, so equal sheets give equal files.
    """

    office_lines: tuple[str, ...]
    title: str
    period: Period
    group: str
    number: str
    version: int
    draft: bool
    days: tuple[SheetDay, ...]
    total_titles: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    legend: tuple[tuple[str, str], ...]
    signatures: tuple[Signature, ...]
    notes: tuple[str, ...]
    printed_at: datetime
