"""Gecikme zammı on what comes back late (6183 s. K. m.51): by month, its parts by day, split at rate changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Final

from data.avans.rules.deadlines import add_months
from data.avans.rules.values import LAW_ZAM, LateFrom
from data.core.calendar import format_date
from data.core.money import format_kurus
from data.core.reasons import Explained, Reason

_MONTH_DAYS: Final = 30
"""A part of a month counts as so many thirtieths."""
_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Rate:
    """A monthly rate in percent from a day on, and on whose word."""

    since: date
    percent: Decimal
    source: str = ""


RATES: Final = (
    Rate(date(2022, 7, 21), Decimal("2.5"), "21.07.2022 kararı"),
    Rate(date(2023, 11, 14), Decimal("3.5"), "CK 7782, RG 32369"),
    Rate(date(2024, 5, 21), Decimal("4.5"), "21.05.2024 (günü doğrulanmadı)"),
    Rate(date(2025, 11, 13), Decimal("3.7"), "CK 10556, RG 33076"),
)
"""What was seen; the office adds the later ones as settings."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days after ``start`` up to ``end`` at one rate: whole months, then days."""

    start: date
    end: date
    rate: Rate
    months: int
    days: int

    @property
    def factor(self) -> Fraction:
        """What an amount is multiplied by."""
        return (Fraction(self.months) + Fraction(self.days, _MONTH_DAYS)) * Fraction(self.rate.percent) / 100


@dataclass(frozen=True, slots=True)
class Late:
    """How late a payment is, and what it costs.

    Attributes:
        zam: Whole kuruş, rounded half up once.
        exact: The same unrounded.
    """

    days: int
    zam: int
    exact: Fraction
    spans: tuple[Span, ...]


def late_start(last: date, given: date, since: LateFrom) -> date:
    """The day after which lateness is counted."""
    return last if since is LateFrom.VADE else given


def spans_of(start: date, end: date, rates: Sequence[Rate]) -> tuple[Span, ...]:
    """The time after ``start`` up to ``end``, parted where the rate changes; before any rate it costs nothing."""
    ordered = sorted(rates)
    cuts = sorted({start, end, *(cut for rate in ordered if start < (cut := rate.since - _ONE_DAY) < end)})
    found = []
    for one, other in pairwise(cuts):
        in_force = [rate for rate in ordered if rate.since <= one + _ONE_DAY]
        if in_force:
            months, days = _counted(one, other)
            found.append(Span(one, other, in_force[-1], months, days))
    return tuple(found)


def _counted(start: date, end: date) -> tuple[int, int]:
    """Whole months after a day, and the days that are left."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if add_months(start, months) > end:
        months -= 1
    return months, (end - add_months(start, months)).days


def late_fee(amount: int, start: date, paid: date, rates: Iterable[Rate]) -> Explained[Late]:
    """What ``amount`` kuruş costs that is paid on a day after ``start``; nothing if it is not late.

    Args:
        start: The day after which lateness is counted (:func:`late_start`).
    """
    if paid <= start or amount <= 0:
        return Explained(Late(0, 0, Fraction(0), ()), (Reason("Süresinde; gecikme zammı doğmaz.", LAW_ZAM),))
    spans = spans_of(start, paid, tuple(rates))
    exact = sum((amount * span.factor for span in spans), Fraction(0))
    zam = int(exact + Fraction(1, 2))
    reasons = [Reason(_span_words(amount, span), LAW_ZAM) for span in spans]
    days = (paid - start).days
    total = f"{days} gün gecikme: {format_kurus(amount)} için gecikme zammı {format_kurus(zam)}"
    doubt = "Ay kesri günlük sayılır; ilk gecikme günü kurum ayarıdır (doğrulanmadı)."
    return Explained(Late(days, zam, exact, spans), (*reasons, Reason(f"{total}. {doubt}", LAW_ZAM)))


def _span_words(amount: int, span: Span) -> str:
    rate = f"%{span.rate.percent.normalize():f}".replace(".", ",")
    parts = [f"{span.months} ay"] if span.months else []
    parts += [f"{span.days} gün/{_MONTH_DAYS}"] if span.days else []
    since = f"{format_date(span.rate.since)} gününden beri {rate}"
    source = f", {span.rate.source}" if span.rate.source else ""
    return (
        f"{format_date(span.start + _ONE_DAY)}–{format_date(span.end)}: {format_kurus(amount)} × {rate} × "
        f"{' + '.join(parts)} ({since}{source})"
    )
