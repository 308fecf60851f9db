"""How near a last day is: in a sign, in a word, in days."""

from __future__ import annotations

from datetime import date
from enum import Enum

from data.core.calendar import WorkCalendar

_RED_DAYS = 2
"""So many working days before the end, or fewer, everything else waits."""


class Light(Enum):
    """How urgent an open deadline is; sign and word say it without colour."""

    YESIL = ("yesil", "", "Süresinde")
    SARI = ("sari", "○", "Sürenin yarısı geçti")
    KIRMIZI = ("kirmizi", "●", "Süre bitmek üzere")
    GECIKTI = ("gecikti", "!", "Gecikti")

    def __init__(self, key: str, sign: str, label: str) -> None:
        self.key = key
        self.sign = sign
        self.label = label


def light(last_day: date, start: date, today: date, calendar: WorkCalendar) -> Light:
    """Late; at most two working days left; at most half of its calendar days left; or else in good time."""
    if today > last_day:
        return Light.GECIKTI
    if calendar.add_working_days(today, _RED_DAYS + 1) > last_day:
        return Light.KIRMIZI
    left, whole = (last_day - today).days, (last_day - start).days
    return Light.SARI if left * 2 <= whole else Light.YESIL


def days_left(last_day: date, today: date, calendar: WorkCalendar, *, working_days: bool) -> str:
    """``3 iş günü kaldı``, ``12 gün kaldı``, ``bugün son gün``, ``2 gün gecikti``.

    Args:
        working_days: The deadline was counted in working days; being late is always told in calendar days.
    """
    days = (last_day - today).days
    if days < 0:
        return f"{-days} gün gecikti"
    if days == 0:
        return "bugün son gün"
    if not working_days:
        return f"{days} gün kaldı"
    working = days - len(calendar.skipped_days(today, last_day))
    return f"{working} iş günü kaldı" if working else f"{days} gün kaldı, iş günü yok"
