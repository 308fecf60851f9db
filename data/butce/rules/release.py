"""Ayrıntılı harcama programı (Örnek-27): the quarters of an ödenek, and how much of it is released by each."""

from __future__ import annotations

from dataclasses import astuple, dataclass, replace
from datetime import date
from typing import Final

from data.core.calendar import format_date
from data.core.money import format_kurus
from data.core.reasons import Explained, Reason

LAW_RELEASE: Final = "MİBMY, Ayrıntılı Harcama Programı (Örnek-27)"
QUARTERS: Final = (1, 2, 3, 4)
LABELS: Final = {1: "I. dönem", 2: "II. dönem", 3: "III. dönem", 4: "IV. dönem"}
MONTHS: Final = {1: "Ocak-Mart", 2: "Nisan-Haziran", 3: "Temmuz-Eylül", 4: "Ekim-Aralık"}
_NAMES: Final = ("first", "second", "third", "fourth")
_LENGTH: Final = 3


@dataclass(frozen=True, slots=True)
class Quarters:
    """What of a year's ödenek is for each quarter, kuruş."""

    first: int = 0
    second: int = 0
    third: int = 0
    fourth: int = 0

    @property
    def parts(self) -> tuple[int, ...]:
        """The four in their order."""
        return astuple(self)

    @property
    def total(self) -> int:
        """All four."""
        return sum(self.parts)

    def of(self, quarter: int) -> int:
        """One quarter, 1 to 4."""
        return self.parts[quarter - 1]

    def until(self, quarter: int) -> int:
        """What is released when a quarter is: that one and those before it."""
        return sum(self.parts[:quarter])


def quarter_of(day: date) -> int:
    """In which quarter a day lies, 1 to 4."""
    return (day.month - 1) // _LENGTH + 1


def first_day(year: int, quarter: int) -> date:
    """When a quarter begins: its ödenek is released on that day."""
    return date(year, (quarter - 1) * _LENGTH + 1, 1)


def equal_quarters(odenek: int) -> Explained[Quarters]:
    """The year's ödenek in four equal parts; kuruş that cannot be parted go to the last one."""
    part, rest = divmod(odenek, len(QUARTERS))
    words = f"{format_kurus(odenek)} ödenek dört eşit döneme bölündü"
    if rest:
        words += f"; artan {format_kurus(rest)} IV. dönemde"
    return Explained(Quarters(part, part, part, part + rest), (Reason(words, LAW_RELEASE),))


def unequal(plan: Quarters, odenek: int) -> str:
    """Why a plan cannot stand: its quarters must come to the year's ödenek; empty where they do."""
    if any(part < 0 for part in plan.parts):
        return "Dönem tutarı sıfırdan küçük olamaz."
    difference = odenek - plan.total
    if not difference:
        return ""
    what = "eksik" if difference > 0 else "fazla"
    return (
        f"Dönemlerin toplamı {format_kurus(plan.total)}, yıllık ödenek {format_kurus(odenek)}: "
        f"{format_kurus(abs(difference))} {what}."
    )


def adjusted(plan: Quarters, odenek: int, quarter: int) -> Explained[Quarters]:
    """The plan after the ödenek changed: the difference goes to one quarter.

    What a cut takes beyond it, it takes from the later ones, then from the earlier ones, the nearest first.
    """
    difference = odenek - plan.total
    parts = dict(zip(_NAMES, plan.parts, strict=True))
    order = [*_NAMES[quarter - 1 :], *reversed(_NAMES[: quarter - 1])]
    rest = difference
    for name in order:
        change = rest if rest > 0 else max(rest, -parts[name])
        parts[name] += change
        rest -= change
    what = "artan" if difference > 0 else "azalan"
    words = f"Ödenekte {what} {format_kurus(abs(difference))} {LABELS[quarter]} ödeneğine yansıtıldı"
    return Explained(replace(plan, **parts), (Reason(words, LAW_RELEASE),))


def to_release(plan: Quarters, quarter: int, released: int) -> int:
    """What is still to be released when a quarter is; below zero what is to be taken back, kuruş.

    Args:
        released: What was released so far, by the plan, an older plan or by hand.
    """
    return plan.until(quarter) - released


def explain_release(plan: Quarters, quarter: int, released: int, used: int, year: int) -> Explained[int]:
    """What may still be used of what is released, and by which quarters it was; ``quarter`` 0 for none yet."""
    shares = ", ".join(f"{LABELS[one]} ({MONTHS[one]}) {format_kurus(plan.of(one))}" for one in QUARTERS)
    when = (
        f"{LABELS[quarter]} {format_date(first_day(year, quarter))} günüyle bırakıldı"
        if quarter
        else "Hiçbir dönem serbest bırakılmadı"
    )
    return Explained(
        released - used,
        (
            Reason(f"Plan: {shares}; toplam {format_kurus(plan.total)}", LAW_RELEASE),
            Reason(f"{when}; serbest bırakılan {format_kurus(released)}"),
            Reason(f"Kullanılan (harcama, avans, bloke, taahhüt) {format_kurus(used)} düşülür"),
            Reason(f"Serbestten kalan: {format_kurus(released - used)}", "5018 s. K. m.20"),
        ),
    )
