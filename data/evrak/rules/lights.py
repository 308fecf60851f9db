"""How near the last day of a document is, counted as its deadline was."""

from __future__ import annotations

from datetime import date

from data.core import lights
from data.core.calendar import WorkCalendar
from data.core.lights import Light, light
from data.evrak.rules.terms import Unit

__all__ = ["Light", "days_left", "light"]


def days_left(last_day: date, today: date, calendar: WorkCalendar, unit: Unit = Unit.IS_GUNU) -> str:
    """``3 iş günü kaldı``, ``12 gün kaldı``, ``bugün son gün``, ``2 gün gecikti``.

    Args:
        unit: What the deadline was counted in; being late is always told in calendar days.
    """
    return lights.days_left(last_day, today, calendar, working_days=unit is Unit.IS_GUNU)
