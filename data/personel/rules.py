"""Rules about people that need no store: staff kinds, identity numbers, weekly patterns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class StaffKind(StrEnum):
    """Under which law a person works; every puantaj rule is looked up by it and by the date."""

    MEMUR = "memur"
    ZABITA = "zabita"
    SOZLESMELI = "sozlesmeli"
    KISMI_SOZLESMELI = "kismi"
    ISCI = "isci"
    SIRKET = "sirket"
    STAJYER = "stajyer"
    GECICI_ISCI = "gecici"

    @property
    def label(self) -> str:
        """As shown on screen and paper."""
        return _LABELS[self]

    @property
    def law(self) -> str:
        """The law that computes the month."""
        return _LAWS[self]

    @property
    def under_4857(self) -> bool:
        """Workers under the labour law: earned rest days, SGK prim günü (5510 s. K. m.4/1-a)."""
        return self in (StaffKind.ISCI, StaffKind.SIRKET, StaffKind.GECICI_ISCI)

    @property
    def has_prim_gunu(self) -> bool:
        """Insured under 5510 s. K. m.4/1-a by this office's or its company's file; a stajyer's school insures."""
        return self.under_4857 or self in (StaffKind.SOZLESMELI, StaffKind.KISMI_SOZLESMELI)


_LABELS = {
    StaffKind.MEMUR: "Memur",
    StaffKind.ZABITA: "Zabıta / itfaiye memuru",
    StaffKind.SOZLESMELI: "Sözleşmeli personel",
    StaffKind.KISMI_SOZLESMELI: "Kısmi zamanlı sözleşmeli",
    StaffKind.ISCI: "Daimi işçi",
    StaffKind.SIRKET: "Şirket personeli",
    StaffKind.STAJYER: "Stajyer",
    StaffKind.GECICI_ISCI: "Geçici işçi",
}
_LAWS = {
    StaffKind.MEMUR: "657 s. K.",
    StaffKind.ZABITA: "657 s. K.; 5393 s. K. m.51-52",
    StaffKind.SOZLESMELI: "5393 s. K. m.49; 657 s. K. m.4/B",
    StaffKind.KISMI_SOZLESMELI: "5393 s. K. m.49",
    StaffKind.ISCI: "4857 s. K.",
    StaffKind.SIRKET: "4857 s. K.; 375 s. KHK geçici m.24",
    StaffKind.STAJYER: "3308 s. K.; 5510 s. K. m.5/b",
    StaffKind.GECICI_ISCI: "4857 s. K.",
}


class DayPlan(StrEnum):
    """What a weekday is in a person's weekly pattern."""

    WORK = "X"
    CONTRACT_FREE = "A"
    """Akdi tatil: not worked, paid, not the weekly rest day (the free Saturday of a 5-day week)."""
    REST = "T"
    """The weekly rest day: hafta tatili of a worker, hafta sonu of a memur."""


@dataclass(frozen=True, slots=True)
class WeekPattern:
    """A weekly pattern: seven day plans from Monday on, and the shift of the worked days.

    An ``end`` at or before ``start`` means that the shift crosses midnight.
    """

    days: tuple[DayPlan, ...]
    start: time = time(8, 0)
    end: time = time(17, 0)
    break_minutes: int = 60

    def plan(self, day: date) -> DayPlan:
        """The plan of that date."""
        return self.days[day.weekday()]

    @property
    def net_minutes(self) -> int:
        """Minutes of work in one shift, the break taken off."""
        span = (self.end.hour - self.start.hour) * 60 + self.end.minute - self.start.minute
        return (span + 24 * 60 if span <= 0 else span) - self.break_minutes

    @classmethod
    def from_letters(
        cls, letters: str, *, start: time = time(8, 0), end: time = time(17, 0), break_minutes: int = 60
    ) -> WeekPattern:
        """``XXXXXAT`` → Monday to Friday worked, Saturday akdi tatil, Sunday rest day."""
        return cls(tuple(DayPlan(letter) for letter in letters), start, end, break_minutes)


def is_tckn(number: str) -> bool:
    """Whether it is a possible T.C. kimlik no: eleven ASCII digits with right check digits."""
    from stdnum.tr import tckimlik

    return number.isascii() and number.isdigit() and bool(tckimlik.is_valid(number))
