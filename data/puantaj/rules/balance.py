"""A balance of leave, year by year: what was earned, carried, used, lapsed and is left, and why.

Amounts are whole numbers of one unit: half days for annual leave, minutes for leave in place of overtime. Each
right is a lot that can be used from its day to its last day; a day of leave takes from the oldest lot that is open
on that very day, so the order in which records were made does not matter and a lapsed year is never used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from data.core.calendar import ONE_DAY, format_date
from data.core.reasons import Reason, Ref
from data.personel.rules import StaffKind

Words = Callable[[int], str]
"""Writes an amount for people."""


class BalanceKey(StrEnum):
    """A balance that is kept."""

    YILLIK = "YILLIK"
    FM = "FM"
    SERBEST = "SERBEST"

    @property
    def label(self) -> str:
        """As shown on screen."""
        return {"YILLIK": "Yıllık izin", "FM": "Fazla çalışma izni", "SERBEST": "Serbest zaman"}[self.value]

    def holds_for(self, kind: StaffKind) -> bool:
        """Whether people of that kind have it."""
        if self is BalanceKey.YILLIK:
            return kind is not StaffKind.STAJYER
        return kind.under_4857 if self is BalanceKey.SERBEST else kind in (StaffKind.MEMUR, StaffKind.ZABITA)


class EntryKind(StrEnum):
    """What the office writes into a balance."""

    OPENING = "devir"
    MORE = "ek"
    LESS = "dusum"

    @property
    def label(self) -> str:
        """As shown on screen."""
        return {"devir": "Devir (bu günün başındaki kalan)", "ek": "Ek hak", "dusum": "Kayıt dışı kullanım"}[
            self.value
        ]


@dataclass(frozen=True, slots=True)
class Lot:
    """A right that can be used.

    Attributes:
        year: Hak yılı.
        expires: Last day on which it can be used; ``None`` if it does not lapse.
        brought: What older books said was left: no right of its year, but carried into it.
    """

    on: date
    year: int
    amount: int
    expires: date | None
    reasons: tuple[Reason, ...] = ()
    brought: bool = False


@dataclass(frozen=True, slots=True)
class Use:
    """What one day took. ``ref`` is the key of the leave record behind it, 0 for another kind of record."""

    day: date
    amount: int
    ref: int = 0


@dataclass(frozen=True, slots=True)
class LotLine:
    """A lot with what was taken from it; ``used`` are the uses, a day that two lots share stands in both."""

    lot: Lot
    used: tuple[Use, ...]
    lapsed: int
    left: int

    @property
    def used_amount(self) -> int:
        """What was taken in all."""
        return sum(use.amount for use in self.used)


@dataclass(frozen=True, slots=True)
class YearLine:
    """One calendar year: ``carried + earned − used − lapsed = left``; below zero leave was taken in advance."""

    year: int
    carried: int
    earned: int
    used: int
    lapsed: int
    left: int


@dataclass(frozen=True, slots=True)
class Account:
    """A balance as it stands at the end of a day.

    Attributes:
        owed: Leave that no right covers yet; the next lot pays it first.
    """

    on: date
    lots: tuple[LotLine, ...]
    years: tuple[YearLine, ...]
    owed: int

    @property
    def earned(self) -> int:
        """All rights so far."""
        return sum(line.lot.amount for line in self.lots)

    @property
    def used(self) -> int:
        """Everything that was taken, also in advance."""
        return sum(line.used_amount for line in self.lots) + self.owed

    @property
    def lapsed(self) -> int:
        """What can no longer be used."""
        return sum(line.lapsed for line in self.lots)

    @property
    def left(self) -> int:
        """What can still be used; below zero if leave was taken in advance."""
        return sum(line.left for line in self.lots) - self.owed

    def drawn_years(self, ref: int) -> tuple[int, ...]:
        """The years whose right a leave record takes."""
        drawn = (line.lot.year for line in self.lots if any(use.ref == ref for use in line.used))
        return tuple(dict.fromkeys(drawn))


@dataclass(slots=True)
class _Open:
    lot: Lot
    left: int
    used: list[Use] = field(default_factory=list)
    lapsed: int = 0

    def take(self, use: Use, amount: int) -> None:
        self.left -= amount
        self.used.append(Use(use.day, amount, use.ref))

    def usable(self, day: date) -> bool:
        return bool(self.left) and self.lot.on <= day and (self.lot.expires is None or day <= self.lot.expires)


def settle(lots: Iterable[Lot], uses: Iterable[Use], on: date) -> Account:
    """The balance at the end of ``on`` from rights and uses up to then.

    Leave that was taken before any right covered it is paid by the next lot that arises (avans izin).
    """
    opened = [_Open(lot, lot.amount) for lot in sorted(lots, key=_lot_order) if lot.on <= on]
    events: list[tuple[date, int, int, _Open | Use]] = [(one.lot.on, 0, 0, one) for one in opened]
    events += [(use.day, 1, use.ref, use) for use in uses if use.day <= on and use.amount]
    events.sort(key=lambda event: event[:3])
    owed: list[Use] = []
    for _, _, _, event in events:
        if isinstance(event, _Open):
            owed = _pay(event, owed)
        else:
            left = event.amount
            for one in opened:
                if left and one.usable(event.day):
                    part = min(left, one.left)
                    one.take(event, part)
                    left -= part
            if left:
                owed.append(Use(event.day, left, event.ref))
    for one in opened:
        if one.lot.expires is not None and one.lot.expires < on:
            one.lapsed, one.left = one.left, 0
    lines = tuple(LotLine(one.lot, tuple(one.used), one.lapsed, one.left) for one in opened)
    return Account(on, lines, tuple(_years(lines, owed, on)), sum(use.amount for use in owed))


def _lot_order(lot: Lot) -> tuple[date, int, date]:
    return lot.on, lot.year, lot.expires or date.max


def _pay(lot: _Open, owed: list[Use]) -> list[Use]:
    kept = []
    for debt in owed:
        part = min(debt.amount, lot.left)
        if part:
            lot.take(debt, part)
        if debt.amount > part:
            kept.append(Use(debt.day, debt.amount - part, debt.ref))
    return kept


def _years(lines: Sequence[LotLine], owed: Sequence[Use], on: date) -> Iterator[YearLine]:
    days = [line.lot.on for line in lines] + [use.day for use in owed]
    days += [use.day for line in lines for use in line.used]
    if not days:
        return
    carried = 0
    for year in range(min(days).year, on.year + 1):
        here = [line.lot for line in lines if line.lot.on.year == year]
        carried += sum(lot.amount for lot in here if lot.brought)
        earned = sum(lot.amount for lot in here if not lot.brought)
        uses = [use for line in lines for use in line.used if use.day.year == year]
        used = sum(use.amount for use in uses) + sum(use.amount for use in owed if use.day.year == year)
        lapsed = sum(line.lapsed for line in lines if (line.lot.expires or date.max).year == year)
        left = carried + earned - used - lapsed
        yield YearLine(year, carried, earned, used, lapsed, left)
        carried = left


def year_reasons(account: Account, show: Words) -> tuple[Reason, ...]:
    """The ledger in words, newest first: a sentence a year, then each right with its reasons and its uses.

    Args:
        show: How an amount is written (``12,5 gün``, ``4:30``).
    """
    found = [
        Reason(
            f"{line.year}: devreden {show(line.carried)}, hak {show(line.earned)}, kullanılan {show(line.used)}, "
            f"yanan {show(line.lapsed)}, kalan {show(line.left)}."
        )
        for line in reversed(account.years)
    ]
    for line in reversed(account.lots):
        found += line.lot.reasons
        found += [_used_reason(line.lot, span, show) for span in spans_of(line.used)]
        if line.lapsed and line.lot.expires is not None:
            text = f"{line.lot.year} hakkından {show(line.lapsed)}, {format_date(line.lot.expires)} sonunda düştü."
            found.append(Reason(text, line.lot.reasons[0].law if line.lot.reasons else ""))
    if account.owed:
        found.append(Reason(f"{show(account.owed)} henüz doğmamış haktan önceden kullanıldı."))
    return tuple(found)


def _used_reason(lot: Lot, span: tuple[date, date, int, int], show: Words) -> Reason:
    first, last, amount, ref = span
    days = format_date(first) if first == last else f"{format_date(first)}–{format_date(last)}"
    refs = (Ref("izin", ref),) if ref else ()
    return Reason(f"{lot.year} hakkından {days} günlerinde {show(amount)} kullanıldı.", refs=refs)


def spans_of(uses: Sequence[Use]) -> tuple[tuple[date, date, int, int], ...]:
    """Uses of one record or of consecutive days as (first day, last day, amount, record), in the order of days."""
    spans: list[tuple[date, date, int, int]] = []
    for use in sorted(uses, key=lambda one: (one.day, one.ref)):
        if spans and spans[-1][3] == use.ref and (use.ref or use.day - spans[-1][1] <= ONE_DAY):
            first, _, amount, ref = spans[-1]
            spans[-1] = (first, use.day, amount + use.amount, ref)
        else:
            spans.append((use.day, use.day, use.amount, use.ref))
    return tuple(spans)
