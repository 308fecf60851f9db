"""The budget's yearly calendar: what a unit has to do by which day (reference 2.6), each day a dated setting."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from data.core.calendar import format_date
from data.core.labelled import Labelled
from data.core.reasons import Reason

NEVER: Final = "yok"
"""What is typed for a duty that the office does not follow here."""
_DAY: Final = re.compile(r"(\d{2})\.(\d{2})", re.ASCII)
_MONTHS: Final = 12
_LONGEST: Final = 31


class BudgetDuty(Labelled):
    """What the calendar asks, in the order of the year."""

    ACILIS = "acilis", "Yılın ve başlangıç ödeneğinin açılması"
    FAALIYET = "faaliyet", "Birim faaliyet raporunun üst yöneticiye verilmesi"
    CAGRI = "cagri", "Bütçe çağrısının ve tavanların alınması"
    BEKLENTI = "beklenti", "İlk altı ayın malî durumu ve beklentiler"
    TEKLIF = "teklif", "Gider tekliflerinin gerekçesiyle malî hizmetlere verilmesi"
    ENCUMEN = "encumen", "Bütçe tasarısı encümene ve Bakanlığa sunulur (malî hizmetler)"
    MECLIS = "meclis", "Bütçe tasarısı meclise sunulur (encümen)"
    YILSONU = "yilsonu", "Açık avansların, blokelerin ve taahhütlerin kapatılması"


@dataclass(frozen=True, slots=True)
class DutyRule:
    """A duty with its standard day.

    Attributes:
        day: ``gg.aa`` within the year that it falls in.
        ahead: It is about the budget of the year after.
        source: What its day rests on.
    """

    kind: BudgetDuty
    day: str
    ahead: bool
    source: str


RULES: Final = (
    DutyRule(BudgetDuty.ACILIS, "15.01", False, "Bütçe kararnamesi 1 Ocak'ta yürürlüğe girer"),
    DutyRule(BudgetDuty.FAALIYET, "31.02", False, "Faaliyet Raporları Yönetmeliği m.10/3 (şubat sonu)"),
    DutyRule(BudgetDuty.CAGRI, "30.06", True, "MİBMY (gün doğrulanmadı)"),
    DutyRule(BudgetDuty.BEKLENTI, "31.07", False, "5018 s. K. m.30"),
    DutyRule(BudgetDuty.TEKLIF, "31.07", True, "MİBMY (gün doğrulanmadı)"),
    DutyRule(BudgetDuty.ENCUMEN, "31.08", True, "5393 s. K., MİBMY (eylülden önce)"),
    DutyRule(BudgetDuty.MECLIS, "31.10", True, "5393 s. K. m.62 (gün doğrulanmadı)"),
    DutyRule(BudgetDuty.YILSONU, "31.12", False, "MİBMY m.137; mali yıl sonu"),
)
"""The calendar, the year's first duty first."""


def read_month_day(text: str) -> tuple[int, int] | None:
    """Day and month of a setting; ``yok`` for none. A day past the month's end means its last one.

    Raises:
        ValueError: another shape.
    """
    if text == NEVER:
        return None
    found = _DAY.fullmatch(text)
    if found is None or not 1 <= int(found[1]) <= _LONGEST or not 1 <= int(found[2]) <= _MONTHS:
        raise ValueError(text)
    return int(found[1]), int(found[2])


@dataclass(frozen=True, slots=True)
class Due:
    """A duty in one year.

    Attributes:
        year: The budget year that it is about.
        start: From when on it is told.
        until: Until when it is told if it cannot be seen whether it was done.
    """

    rule: DutyRule
    year: int
    last_day: date
    start: date
    until: date

    @property
    def reason(self) -> Reason:
        """Where the day comes from."""
        return Reason(f"{self.rule.kind.label}: en geç {format_date(self.last_day)}", self.rule.source)


def due_between(
    days: Mapping[BudgetDuty, tuple[int, int] | None], today: date, ahead: int, after: int
) -> tuple[Due, ...]:
    """Duties that are told today, the earliest last day first.

    Args:
        days: Day and month of each; ``None`` leaves one out.
        ahead: So many days before its last day a duty is told.
        after: So many days it is told after it.
    """
    found = []
    for rule in RULES:
        day_month = days.get(rule.kind)
        if day_month is None:
            continue
        for year in (today.year - 1, today.year, today.year + 1):
            day, month = day_month
            last = date(year, month, min(day, calendar.monthrange(year, month)[1]))
            start, until = last - timedelta(days=ahead), last + timedelta(days=after)
            if start <= today <= until:
                found.append(Due(rule, year + rule.ahead, last, start, until))
    return tuple(sorted(found, key=lambda one: one.last_day))
