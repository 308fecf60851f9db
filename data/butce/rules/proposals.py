"""A unit's proposal for next year: what a line starts from, ceilings, and which lines need a reason.

Law: MİBMY, bütçe hazırlığı (gider teklifleri with their reasons; the year and two more, çok yıllı bütçeleme).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from data.butce.rules.codes import economic_key
from data.core.labelled import Labelled
from data.core.money import format_kurus
from data.core.reasons import Explained, Reason

LAW: Final = "MİBMY, bütçe hazırlığı"
"""Articles of the preparation were not read; the year's call and the rehber say more."""
_LIRA: Final = 100


class Basis(Labelled):
    """What the lines of a proposal start from."""

    ODENEK = "odenek", "Bu yılın ödeneği"
    TAHMIN = "tahmin", "Yıl sonu harcama tahmini"
    HARCANAN = "harcanan", "Şimdiye kadar harcanan"
    BOS = "bos", "Boş"


class CeilingControl(Labelled):
    """Whether a proposal may pass a ceiling."""

    UYAR = "uyar", "Gerekçeyle aşılır"
    ENGELLE = "engelle", "Aşılamaz"


@dataclass(frozen=True, slots=True)
class Years:
    """Kuruş of the year and the two after it."""

    first: int = 0
    second: int = 0
    third: int = 0

    def __add__(self, other: Years) -> Years:
        return Years(self.first + other.first, self.second + other.second, self.third + other.third)

    def in_order(self) -> tuple[int, int, int]:
        """The three of them."""
        return self.first, self.second, self.third


def started(base: int, percents: Sequence[int], rounded_to: int) -> Years:
    """A line's three years: each grows from the one before it and is rounded half up.

    Args:
        base: Kuruş that the first year grows from.
        percents: Growth of each of the three years, per cent; below zero shrinks.
        rounded_to: Whole lira to which each is rounded.
    """
    found = []
    value = Decimal(base)
    step = Decimal(rounded_to * _LIRA)
    for percent in percents:
        value = value * (100 + percent) / 100
        found.append(max(0, int((value / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step)))
    return Years(*found)


@dataclass(frozen=True, slots=True)
class Ceiling:
    """What a proposal may come to: in all where ``ekonomik`` is empty, else under that code.

    Attributes:
        years: Kuruş; ``None`` leaves a year open.
        source: Paper that sets it.
    """

    ekonomik: str
    years: tuple[int, int | None, int | None]
    source: str

    @property
    def label(self) -> str:
        """As it is named."""
        return f"{self.ekonomik} tavanı" if self.ekonomik else "Genel tavan"

    def holds(self, ekonomik: str) -> bool:
        """Whether a line with that economic code counts under it."""
        return not self.ekonomik or f"{economic_key(ekonomik)}.".startswith(f"{economic_key(self.ekonomik)}.")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a line asks: its code and its years."""

    ekonomik: str
    years: Years


@dataclass(frozen=True, slots=True)
class CeilingStand:
    """A ceiling with what the lines under it come to.

    Attributes:
        over: By how much each year passes it, kuruş; 0 where it does not or where the year is open.
    """

    ceiling: Ceiling
    asked: Years
    over: Years

    @property
    def passed(self) -> bool:
        """Some year is over it."""
        return any(self.over.in_order())

    def sentence(self, year: int) -> str:
        """What is over, in words; empty where nothing is.

        Args:
            year: The first of the three.
        """
        parts = [
            f"{year + place} yılında {format_kurus(value)}"
            for place, value in enumerate(self.over.in_order())
            if value
        ]
        return f"{self.ceiling.label} {', '.join(parts)} aşılıyor" if parts else ""

    def reason(self, year: int) -> Reason:
        """How it stands, for ``Neden?``."""
        limit = format_kurus(self.ceiling.years[0])
        words = f"{self.ceiling.label} {limit}, teklif edilen {format_kurus(self.asked.first)}"
        return Reason(self.sentence(year) or words, self.ceiling.source)


def against_ceilings(lines: Iterable[Asked], ceilings: Iterable[Ceiling]) -> tuple[CeilingStand, ...]:
    """How the lines of a proposal stand to every ceiling, the one in all first."""
    known = tuple(lines)
    found = []
    for ceiling in sorted(ceilings, key=lambda one: economic_key(one.ekonomik) if one.ekonomik else ""):
        asked = Years()
        for line in known:
            if ceiling.holds(line.ekonomik):
                asked += line.years
        over = (
            max(0, value - limit) if limit is not None else 0
            for value, limit in zip(asked.in_order(), ceiling.years, strict=True)
        )
        found.append(CeilingStand(ceiling, asked, Years(*over)))
    return tuple(found)


def needs_reason(first: int, odenek: int | None, percent: int) -> Explained[bool]:
    """Whether a line has to say why it asks what it asks.

    Args:
        odenek: This year's ödenek of the tertip that it goes on from, kuruş; ``None`` for a new tertip.
        percent: From which growth on the office wants a reason.
    """
    if not first:
        return Explained(False, (Reason("Ödenek istenmiyor"),))
    if not odenek:
        return Explained(True, (Reason("Bu yıl ödeneği olmayan tertip için gerekçe yazılır", LAW),))
    words = f"Bu yılın ödeneği {format_kurus(odenek)}, istenen {format_kurus(first)}"
    limit = f"gerekçe eşiği yüzde {percent} artış"
    return Explained(first * 100 > odenek * (100 + percent), (Reason(f"{words}; {limit}", LAW),))
