"""The archive's calendar: what is asked of a unit from which day on and until when (reference 4.2)."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from data.arsiv.rules.values import law
from data.core.calendar import MONTHS
from data.core.labelled import Labelled

_DECEMBER: Final = 12
_AHEAD: Final = 15
"""So many days before the year's end its closing is told."""


class ArchiveDuty(Labelled):
    """What the calendar asks, in the order of the year."""

    KAPANIS = "kapanis", "Yılı biten konu dosyalarını kapat"
    KONTROL = "kontrol", "Uygunluk kontrolünü yap"
    FAALIYET = "faaliyet", "Yıllık arşiv faaliyet bilgilerini ver"
    DEVIR = "devir", "Hazır klasörleri kurum arşivine devret"
    PLAN_YIL = "plan_yil", "Dosya planı kullanımının yıllık kontrolü"
    PLAN_AY = "plan_ay", "Dosya planı kullanımının aylık kontrolü"
    ODUNC = "odunc", "Süresi dolan ödünçleri geri iste"
    DEVLET = "devlet", "Devlet Arşivlerine devri bitir"
    TESLIM = "teslim", "Sunulan devri teslim al"
    BLOKE = "bloke", "Süren blokeleri gözden geçir"

    @property
    def law(self) -> str:
        """The article that it rests on."""
        return {
            "kapanis": law("11/1"), "kontrol": law("13"), "faaliyet": law("26"), "devir": law("14"),
            "plan_yil": "SSDP s.25", "plan_ay": "SSDP s.25", "odunc": law("8/1"), "devlet": law("16/6"),
            "teslim": law("14/1"), "bloke": law("18"),
        }[self.value]  # fmt: skip

    @property
    def marked(self) -> bool:
        """Only a person can say that it was done."""
        return self in _MARKED


_MARKED: Final = (ArchiveDuty.FAALIYET, ArchiveDuty.PLAN_YIL, ArchiveDuty.PLAN_AY, ArchiveDuty.BLOKE)
_YEARLY: Final = (
    ArchiveDuty.KONTROL, ArchiveDuty.FAALIYET, ArchiveDuty.DEVIR, ArchiveDuty.PLAN_YIL, ArchiveDuty.BLOKE
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A duty on its days.

    Attributes:
        year: That it is about.
        month: Likewise; 0 for a whole year.
    """

    kind: ArchiveDuty
    year: int
    month: int
    start: date
    last_day: date

    @property
    def about(self) -> str:
        """``2025``, ``Ekim 2026``."""
        return f"{MONTHS[self.month - 1]} {self.year}" if self.month else str(self.year)


def asked_on(today: date, months: dict[ArchiveDuty, int]) -> tuple[Asked, ...]:
    """What the calendar asks on a day, whether it was done or not; each until it is done or the year is over.

    Args:
        months: Month of each duty of the year; 0 or nothing for one that the office does not follow. Of the
            monthly one 1 says that it is followed.
    """
    return tuple(sorted(_asked(today, months), key=lambda one: one.last_day))


def _asked(today: date, months: dict[ArchiveDuty, int]) -> Iterator[Asked]:
    year_end = date(today.year, _DECEMBER, 31)
    if (year_end - today).days < _AHEAD:
        yield Asked(ArchiveDuty.KAPANIS, today.year, 0, date(today.year, _DECEMBER, 17), year_end)
    last_year = date(today.year - 1, _DECEMBER, 31)
    yield Asked(ArchiveDuty.KAPANIS, today.year - 1, 0, date(today.year - 1, _DECEMBER, 17), last_year)
    for kind in _YEARLY:
        month = months.get(kind, 0)
        if month and date(today.year, month, 1) <= today:
            yield Asked(kind, today.year - 1, 0, date(today.year, month, 1), month_end(today.year, month))
    if months.get(ArchiveDuty.PLAN_AY):
        before = today.month - 1 or _DECEMBER
        start = today.replace(day=1)
        yield Asked(
            ArchiveDuty.PLAN_AY, today.year - (today.month == 1), before, start, month_end(today.year, today.month)
        )


def year_after(day: date) -> date:
    """Last day of the year in which an agreed hand-over is carried out (m.16/6)."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 2, 28)


def month_end(year: int, month: int) -> date:
    """Last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])
