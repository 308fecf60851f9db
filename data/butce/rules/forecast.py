"""Where an ödenek should be by today, and what it comes to by the year's end if it goes on so."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from data.butce.rules.states import Amounts
from data.core.calendar import format_date
from data.core.labelled import Labelled
from data.core.money import format_kurus
from data.core.reasons import Explained, Reason

_TOLERANCE: Final = 10
"""By which percentage of the ödenek a course may differ before it is told."""


class Pace(Labelled):
    """How a course stands to where it should be."""

    ILERIDE = "ileride", "olması gerekenin üstünde"
    GERIDE = "geride", "olması gerekenin altında"
    YOLUNDA = "yolunda", "olması gerektiği gibi"


def pace(held: Amounts, expected: int) -> Pace:
    """Whether clearly more or less was spent than would be in an even course."""
    apart = held.harcanan - expected
    if abs(apart) * 100 <= held.odenek * _TOLERANCE:
        return Pace.YOLUNDA
    return Pace.ILERIDE if apart > 0 else Pace.GERIDE


def passed_share(day: date, year: int) -> Decimal:
    """Which part of the year is over by the end of a day: 0 before it, 1 after it."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    if day < first:
        return Decimal(0)
    return Decimal(min((day - first).days + 1, (last - first).days + 1)) / Decimal((last - first).days + 1)


def should_be(held: Amounts, day: date, year: int, *, released: bool) -> Explained[int]:
    """How much of the ödenek would be spent by a day in an even course, in kuruş.

    Args:
        released: The year's ayrıntılı harcama programı is kept: what is released so far is the line.
    """
    if released and held.serbest:
        value = min(held.serbest, held.odenek)
        return Explained(
            value, (Reason(f"{format_date(day)} gününe kadar serbest bırakılan {format_kurus(value)}"),)
        )
    share = passed_share(day, year)
    value = _rounded(held.odenek * share)
    percent = (share * 100).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    words = f"Yılın yüzde {str(percent).replace('.', ',')}’i geçti: {format_kurus(held.odenek)} ödeneğin o kadarı"
    return Explained(value, (Reason(words),))


def projected(
    held: Amounts, day: date, year: int, *, last_year: tuple[int, int] | None = None
) -> Explained[int | None]:
    """What will be spent by the year's end, in kuruş; nothing before there is anything to go by.

    Args:
        last_year: What the same tertip had spent by the same day of last year, and by its end: a course that has
            seasons is followed instead of an even one.
    """
    share = passed_share(day, year)
    if last_year is not None and 0 < last_year[0] <= last_year[1]:
        before, whole = last_year
        value = _rounded(Decimal(held.harcanan) * whole / before)
        words = f"Geçen yıl aynı güne kadar {format_kurus(before)}, yıl sonunda {format_kurus(whole)} harcandı"
        return Explained(max(value, held.harcanan), (Reason(words), _spent(held), _end(value)))
    if not share or (not held.harcanan and share < 1):
        return Explained(None, (Reason("Harcama olmadığından yıl sonu tahmini yapılmadı"),))
    value = _rounded(Decimal(held.harcanan) / share)
    return Explained(value, (Reason("Aynı hızla sürerse"), _spent(held), _end(value)))


def _spent(held: Amounts) -> Reason:
    return Reason(f"Bu yıl şimdiye kadar {format_kurus(held.harcanan)} harcandı")


def _end(value: int) -> Reason:
    return Reason(f"Yıl sonu tahmini {format_kurus(value)}")


def _rounded(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))
