"""Whether the clock files cover a period: where they begin and end, and days with far fewer passes than usual."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from data.core.calendar import WorkCalendar, format_date
from data.puantaj.rules.period import Period
from data.puantaj.rules.values import Severity

_FEW = 0.5
"""Share of the usual number of passes below which a work day looks cut off."""
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the files cover: in few words for a list, and as a sentence."""

    severity: Severity
    short: str
    text: str


def verdict(period: Period, counts: Mapping[date, int], calendar: WorkCalendar, today: date) -> Verdict:
    """What to say first: a file that ends in mid-month looks like any other, so its end is told.

    Args:
        counts: Passes by day, of all files.
        today: No file can hold this day whole, nor a later one.
    """
    inside = [day for day, count in counts.items() if count and day in period]
    if not inside:
        text = f"Dönem için kapı saati dosyası yok; dönem sonu {format_date(period.end)}."
        return Verdict(Severity.RED, "Dosya yok", text)
    first, last = min(inside), max(inside)
    lacking = [day for day in period.days if day < today and _works(day, calendar) and not first <= day <= last]
    words = []
    if any(day < first for day in lacking):
        words.append(f"Dosyaların ilk günü {format_date(first)}; dönem başı {format_date(period.start)}.")
    if any(day > last for day in lacking):
        words.append(f"Dosyaların son günü {format_date(last)}; dönem sonu {format_date(period.end)}.")
    if not words:
        text = f"Dosyalar dönemin bütün iş günlerini kapsıyor; son günü {format_date(last)}."
        return Verdict(Severity.GREY, "Bütün iş günleri var", text)
    short = f"{first:%d.%m}–{last:%d.%m}; dönem {period.start:%d.%m}–{period.end:%d.%m}"
    return Verdict(Severity.RED, short, " ".join(words))


def low_days(
    period: Period, counts: Mapping[date, int], calendar: WorkCalendar
) -> tuple[tuple[date, int, int], ...]:
    """Work days between the first and the last pass with far fewer than usual: day, passes, usual number."""
    inside = [day for day, count in counts.items() if count and day in period]
    if not inside:
        return ()
    days = [day for day in period.days if min(inside) <= day <= max(inside) and _works(day, calendar)]
    if not days:
        return ()
    usual = int(median(counts.get(day, 0) for day in days))
    return tuple((day, counts.get(day, 0), usual) for day in days if counts.get(day, 0) < usual * _FEW)


def _works(day: date, calendar: WorkCalendar) -> bool:
    holiday = calendar.holiday(day)
    return day.weekday() < _SATURDAY and (holiday is None or holiday.half)


def spark(counts: Sequence[int]) -> str:
    """The days as one digit each, 9 for the fullest; a dot where nothing passed."""
    most = max(counts, default=0)
    return "".join("·" if not count else str(max(1, round(9 * count / most))) for count in counts)
