"""Which lots an exit takes from, and at what value: entry prices, first in first out (m.22/4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from data.core.calendar import format_date
from data.core.drafts import is_reason
from data.core.errors import RuleBroken
from data.core.money import format_kurus
from data.core.reasons import Explained, Reason, Ref
from data.tasinir.rules.amounts import format_quantity, half_up
from data.tasinir.rules.values import law

FIFO_LAW = law("22/4")


@dataclass(frozen=True, slots=True)
class Held:
    """What a lot held at the end of a day: thousandths and kuruş."""

    day: date
    quantity: int
    kurus: int


@dataclass(frozen=True, slots=True)
class Lot:
    """What an entry line brought and what is left of it.

    Attributes:
        left: Thousandths.
        left_kurus: Value of what is left.
        days: What it held at the end of an exit's day and of each later one on which it changed; empty where
            nothing of it moved later. What a counter-voucher put back later was not there before.
    """

    id: int
    day: date
    left: int
    left_kurus: int
    expires_on: date | None = None
    days: tuple[Held, ...] = ()

    @property
    def free(self) -> int:
        """Thousandths that may leave without leaving it short on any of its days."""
        return min((self.left, *(one.quantity for one in self.days)))

    def less(self, part: Allocation) -> Lot:
        """What stays of it after an exit."""
        days = tuple(replace(one, quantity=one.quantity - part.quantity, kurus=one.kurus - part.kurus)
                     for one in self.days)  # fmt: skip
        return replace(self, left=self.left - part.quantity, left_kurus=self.left_kurus - part.kurus, days=days)


@dataclass(frozen=True, slots=True)
class Allocation:
    """What an exit takes of one lot: thousandths and kuruş, both positive."""

    lot_id: int
    quantity: int
    kurus: int


@dataclass(frozen=True, slots=True)
class Movement:
    """A change of a balance on a day, positive in and negative out; thousandths, or kuruş."""

    day: date
    quantity: int


def take(
    lots: Iterable[Lot],
    quantity: int,
    day: date,
    chosen: Sequence[int] | None = None,
    reason: str = "",
) -> Explained[tuple[Allocation, ...]]:
    """What an exit of a day takes from each lot, oldest first.

    The value is what is left of the lot in proportion, rounded half up; the last of a lot takes the rest of its
    kuruş, so that nothing of its value is lost or made.

    Args:
        lots: Of one kind of goods in one ambar; later ones and empty ones are passed over.
        quantity: Thousandths, greater than 0.
        chosen: Lots by hand and in this order (expiry near, project, central purchase); others are not touched.
        reason: Why the order was left; needed with ``chosen``.

    Raises:
        RuleBroken: the lots do not hold enough, a chosen one cannot be used, the choice has no reason, or the
            kuruş of a lot do not come out even on the days after the exit.
        ValueError: no quantity.
    """
    if quantity <= 0:
        raise ValueError("nothing to take")
    usable = sorted((lot for lot in lots if lot.day <= day and lot.free > 0), key=lambda lot: (lot.day, lot.id))
    order = usable if chosen is None else _chosen(usable, chosen, reason, day)
    held = sum(lot.free for lot in order)
    if held < quantity:
        where = "tarihinde lotlarda" if chosen is None else "tarihinde seçilen lotlarda"
        raise RuleBroken(
            f"{format_date(day)} {where} {format_quantity(held)} var, {format_quantity(quantity)} isteniyor.",
            "Miktarı azaltın ya da önce girişi kaydedin.",
            law=FIFO_LAW,
        )
    found: list[Allocation] = []
    reasons = [_first_reason(chosen, reason)]
    missing = quantity
    for lot in order:
        if not missing:
            break
        part = min(missing, lot.free)
        allocation = Allocation(lot.id, part, value_of_part(lot, part))
        found.append(allocation)
        reasons.append(_lot_reason(lot, allocation))
        missing -= part
    return Explained(tuple(found), tuple(reasons))


def value_of_part(lot: Lot, quantity: int) -> int:
    """Kuruş of a part of what is left of a lot; the whole of it takes all the kuruş.

    So it does on every day: where a lot holds no more than the part, what it holds that day is the value, and no
    day is left with less than nothing or with a value of nothing.

    Args:
        quantity: From 1 to what is free.

    Raises:
        RuleBroken: no value does; only where counter-vouchers put back other kuruş than later exits took.
    """
    held = (*lot.days, Held(lot.day, lot.left, lot.left_kurus))
    whole = {one.kurus for one in held if one.quantity == quantity}
    most = min(one.kurus for one in held)
    kurus = min(whole, default=min(half_up(lot.left_kurus * quantity, lot.left), most))
    if len(whole) > 1 or kurus > most:
        raise RuleBroken(
            f"{format_date(lot.day)} girişli lotun kuruşları sonraki ters kayıtlar nedeniyle bölünemiyor.",
            f"Çıkışı {format_date(lot.days[-1].day)} ya da sonraki bir günle yapın.",
            law=FIFO_LAW,
        )
    return kurus


def _chosen(usable: Sequence[Lot], chosen: Sequence[int], reason: str, day: date) -> list[Lot]:
    if not is_reason(reason):
        raise RuleBroken(
            "Sıra dışı lot seçiminin gerekçesi yok.",
            "Son kullanma tarihi, proje alımı ya da merkezî alım gibi nedeni yazın.",
            law=FIFO_LAW,
        )
    by_id = {lot.id: lot for lot in usable}
    if any(key not in by_id for key in chosen):
        raise RuleBroken(
            f"Seçilen lotta {format_date(day)} tarihinde çıkılacak miktar yok.",
            "Başka bir lot seçin ya da seçimi kaldırın.",
            law=FIFO_LAW,
        )
    return [by_id[key] for key in dict.fromkeys(chosen)]


def _first_reason(chosen: Sequence[int] | None, reason: str) -> Reason:
    if chosen is None:
        return Reason("İlk giren ilk çıkar: en eski girişten başlandı, giriş fiyatı kullanıldı.", FIFO_LAW)
    return Reason(f"Lot elle seçildi, giriş fiyatı kullanıldı. Gerekçe: {reason.strip()}", FIFO_LAW)


def _lot_reason(lot: Lot, taken: Allocation) -> Reason:
    start = f"{format_date(lot.day)} girişinden {format_quantity(taken.quantity)} çıktı"
    if taken.quantity == lot.left:
        text = f"{start}; lotun kalanı olduğundan kalan değerin tamamı: {format_kurus(taken.kurus)}."
    else:
        left = f"{format_kurus(lot.left_kurus)} × {format_quantity(taken.quantity)} / {format_quantity(lot.left)}"
        text = f"{start}: {left} = {format_kurus(taken.kurus)}."
    return Reason(text, FIFO_LAW, (Ref("tasinir_lot", lot.id),))


def daily_balances(movements: Iterable[Movement]) -> dict[date, int]:
    """The balance at the end of every day on which something moved, in order of days.

    A day's movements count together: the books know days, not hours.

    Args:
        movements: In any order.
    """
    by_day: dict[date, int] = {}
    for movement in movements:
        by_day[movement.day] = by_day.get(movement.day, 0) + movement.quantity
    balance = 0
    found: dict[date, int] = {}
    for day in sorted(by_day):
        balance += by_day[day]
        found[day] = balance
    return found


def lowest_from(movements: Iterable[Movement], day: date) -> int:
    """The lowest balance at the end of any day from ``day`` on: what an exit of that day may take at most.

    Args:
        movements: In any order, those before the day too.
    """
    return min(_from(movements, day).values())


def first_short_day(movements: Iterable[Movement], day: date, quantity: int) -> date | None:
    """The first day whose balance would be below zero if ``quantity`` left on ``day``; none if it may leave."""
    return next((on for on, balance in _from(movements, day).items() if balance < quantity), None)


def _from(movements: Iterable[Movement], day: date) -> dict[date, int]:
    """Balances from a day on, that day's own first."""
    at_day = 0
    later: dict[date, int] = {}
    for on, balance in daily_balances(movements).items():
        if on <= day:
            at_day = balance
        else:
            later[on] = balance
    return {day: at_day, **later}
