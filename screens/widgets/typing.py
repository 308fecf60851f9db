"""Forgiving typing: what a clerk may type for a date, a time, a number or an amount, and how it is shown again."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

from data.core.calendar import WorkCalendar
from data.core.errors import BadInput
from data.core.money import Money, format_kurus
from data.core.text import fold, visible

_WORDS = {"bugun": 0, "yarin": 1, "dun": -1}
_STEP = re.compile(r"([+-])\s*([0-9]{1,4})\s*(ig|is gunu|isgunu)?")
_PARTED = re.compile(r"([0-9]{1,2})[./\-, ]+([0-9]{1,2})(?:[./\-, ]+([0-9]{4}|[0-9]{2}))?[./\-, ]*")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_TIME = re.compile(r"([0-9]{1,2})(?:\s*[:., ]\s*([0-9]{1,2}))?")
_INT = re.compile(r"-?(?:[0-9]{1,3}(?:\.[0-9]{3}){1,4}|[0-9]{1,15})")
_YEARS_AHEAD = 20
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_LONGEST_AMOUNT = 24
_SHOWN = 40


def _quoted(text: str) -> str:
    return f"“{visible(text.strip()[:_SHOWN])}”"


def read_date(text: str, today: date, calendar: WorkCalendar, *, field: str = "") -> date:
    """The date meant by ``20``, ``20.11``, ``201126``, ``20/11/2026``, ``bugün``, ``yarın``, ``dün``, ``+15``,
    ``-3`` or ``+15ig`` (working days).

    What is left out comes from ``today``. Two figures of a year mean 2000 and on, unless that would lie more
    than 20 years ahead (a date of birth).

    Raises:
        BadInput: not a date, or a day that the month does not have.
    """
    typed = " ".join(fold(text).split())
    if typed in _WORDS:
        return today + timedelta(days=_WORDS[typed])
    step = _STEP.fullmatch(typed)
    if step is not None:
        count = int(step[1] + step[2])
        return _working_step(today, count, calendar) if step[3] else today + timedelta(days=count)
    parts = _date_parts(typed, today)
    if parts is None:
        raise BadInput(
            f"{_quoted(text)} bir tarih değil.",
            "Tarihi 20.11.2026, 20.11, 201126, bugün, +15 veya +15ig (iş günü) gibi yazın.",
            field=field,
        )
    return _existing_day(*parts, field=field)


def _working_step(today: date, count: int, calendar: WorkCalendar) -> date:
    if count >= 0:
        return calendar.add_working_days(today, count)
    day = today
    while count < 0:
        day -= timedelta(days=1)
        if calendar.is_working_day(day):
            count += 1
    return day


def _date_parts(typed: str, today: date) -> tuple[int, int, int] | None:
    """Day, month and year as typed, completed from today; ``None`` if the shape is not a date's."""
    iso = _ISO.fullmatch(typed)
    if iso is not None:
        return int(iso[3]), int(iso[2]), int(iso[1])
    parted = _PARTED.fullmatch(typed)
    if parted is not None:
        day, month, year = parted[1], parted[2], parted[3] or ""
    elif typed.isascii() and typed.isdigit() and len(typed) in (1, 2, 4, 6, 8):
        day, month, year = typed[:2], typed[2:4], typed[4:]
    else:
        return None
    return int(day), int(month) if month else today.month, _year(year, today)


def _year(typed: str, today: date) -> int:
    if not typed:
        return today.year
    if len(typed) == 4:
        return int(typed)
    year = 2000 + int(typed)
    return year if year <= today.year + _YEARS_AHEAD else year - 100


def _existing_day(day: int, month: int, year: int, *, field: str) -> date:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise BadInput(
            f"{year} yılı kabul edilmez.", f"{_FIRST_YEAR}–{_LAST_YEAR} arasında bir yıl yazın.", field=field
        )
    if not 1 <= month <= 12:
        raise BadInput(f"{month}. ay yoktur.", "Ayı 1–12 arasında yazın, örneğin 20.11.2026.", field=field)
    following = date(year + month // 12, month % 12 + 1, 1)
    last = (following - timedelta(days=1)).day
    if not 1 <= day <= last:
        raise BadInput(
            f"{month:02d}.{year} ayında {day}. gün yoktur.", f"Günü 1–{last} arasında yazın.", field=field
        )
    return date(year, month, day)


def read_time(text: str, *, field: str = "") -> time:
    """The clock time meant by ``8``, ``830``, ``0830``, ``08:30`` or ``8.30``.

    Raises:
        BadInput: not a time of day; 24:00 is refused because it belongs to the next day.
    """
    typed = text.strip()
    if typed.isascii() and typed.isdigit() and len(typed) in (3, 4):
        typed = f"{typed[:-2]}:{typed[-2:]}"
    match = _TIME.fullmatch(typed)
    if match is None or int(match[1]) > 23 or int(match[2] or 0) > 59:
        raise BadInput(
            f"{_quoted(text)} bir saat değil.", "Saati 08:30, 830 veya 8 gibi yazın (00:00–23:59).", field=field
        )
    return time(int(match[1]), int(match[2] or 0))


def read_int(text: str, *, field: str = "") -> int:
    """A whole number, with or without points between the thousands (``1.234``).

    Raises:
        BadInput: anything else, also more than 15 digits.
    """
    typed = text.strip()
    if _INT.fullmatch(typed) is None:
        raise BadInput(
            f"{_quoted(text)} bir tam sayı değil.", "Yalnız rakam yazın, örneğin 1234 veya 1.234.", field=field
        )
    return int(typed.replace(".", ""))


def read_money(text: str, *, field: str = "") -> Money:
    """An amount (``1234,5``, ``1.234,50``, ``1.234,50 TL``).

    Raises:
        BadInput: not an amount, or longer than any amount of the budget.
    """
    if len(text.strip()) > _LONGEST_AMOUNT:
        raise BadInput(f"{_quoted(text)} bir tutar için çok uzun.", "Tutarı 1.234,50 gibi yazın.", field=field)
    return Money.parse(text, field=field)


def show_time(value: time) -> str:
    """``08:30``."""
    return f"{value.hour:02d}:{value.minute:02d}"


def show_money(value: Money) -> str:
    """``1.234,50``, without the unit, as it stands in a field."""
    return format_kurus(value.kurus).removesuffix(" TL")
