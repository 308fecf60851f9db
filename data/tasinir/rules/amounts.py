"""Quantities, unit prices and the value that the books take of an entry line (m.13).

A quantity is whole thousandths, a unit price whole millionths of a lira, an amount whole kuruş. Everything between
is exact; half-up rounding to kuruş happens once for each figure of a line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from data.core.errors import BadInput
from data.core.money import format_int, format_kurus
from data.core.reasons import Explained, Reason
from data.tasinir.rules.values import law

ONE: Final = 1000
"""One whole unit of a quantity."""
LIRA: Final = 1_000_000
"""One lira of a unit price."""
MAX_QUANTITY: Final = 1_000_000_000 * ONE
"""A larger quantity is a slip of the hand (or a barcode typed into the wrong field)."""
MAX_PRICE: Final = 10_000_000_000 * LIRA
MAX_KDV_PERMILLE: Final = 1000
MAX_KURUS: Final = 10_000_000_000_000
"""A hundred thousand million lira a line: sums over a whole store stay within what a database counts in."""
_LONGEST: Final = 40
_PER_KURUS: Final = ONE * LIRA // 100
"""A quantity times a unit price is in these parts of a kuruş."""
_DECIMAL: Final = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?", re.ASCII)


def parse_quantity(typed: str, *, field: str = "quantity") -> int:
    """Thousandths from a quantity as it is typed: ``2``, ``2,5``, ``1.250,125``.

    Raises:
        BadInput: not a number, nothing, too large, or more than three places after the comma.
    """
    text = typed.strip()
    found = _parse(text, 3)
    if found is None:
        raise BadInput(
            f"“{text[:20]}” bir miktar değil.",
            "Miktarı rakamla yazın; kesri virgülle, en çok üç basamak: 2,5.",
            field=field,
        )
    if found == 0:
        raise BadInput("Miktar sıfır olamaz.", "Sıfırdan büyük bir miktar yazın.", field=field)
    if found > MAX_QUANTITY:
        raise BadInput(f"{format_quantity(found)} çok büyük bir miktar.", "Miktarı denetleyin.", field=field)
    return found


def format_quantity(quantity: int) -> str:
    """``2500`` → ``2,5``; ``1250000`` → ``1.250``; a minus sign for what goes out."""
    return _format(quantity, 3, 0)


def is_whole(quantity: int) -> bool:
    """Whether it is a number of whole pieces, as durables need."""
    return quantity % ONE == 0


def parse_price(typed: str, *, field: str = "unit_price") -> int:
    """Millionths of a lira from a unit price as it is typed: ``12``, ``12,5``, ``1.234,567891``.

    Raises:
        BadInput: not a price, too large, or more than six places after the comma.
    """
    text = typed.strip().removesuffix("TL").removesuffix("₺").strip()
    found = _parse(text, 6)
    if found is None:
        raise BadInput(
            f"“{typed.strip()[:20]}” bir birim fiyat değil.",
            "Fiyatı rakamla yazın; kuruşu virgülle, en çok altı basamak: 12,505.",
            field=field,
        )
    if found > MAX_PRICE:
        raise BadInput(f"{format_price(found)} çok büyük bir birim fiyat.", "Fiyatı denetleyin.", field=field)
    return found


def format_price(price: int) -> str:
    """``12505000`` → ``12,505``; at least two places: ``12,50``."""
    return _format(price, 6, 2)


def _parse(text: str, places: int) -> int | None:
    found = _DECIMAL.fullmatch(text) if len(text) <= _LONGEST else None
    rest = (found[2] or "") if found is not None else ""
    if found is None or len(rest.rstrip("0")) > places:
        return None
    # A typed dot groups thousands; the pattern has seen to it that it does.
    return int(found[1].replace(".", "") + rest[:places].ljust(places, "0"))


def _format(value: int, places: int, least: int) -> str:
    whole, rest = divmod(abs(value), 10**places)
    digits = f"{rest:0{places}d}".rstrip("0").ljust(least, "0")
    return ("-" if value < 0 else "") + format_int(whole) + (f",{digits}" if digits else "")


def half_up(numerator: int, denominator: int) -> int:
    """A fraction rounded to the next whole number, halves away from zero.

    Args:
        denominator: Greater than 0.
    """
    whole = (2 * abs(numerator) + denominator) // (2 * denominator)
    return -whole if numerator < 0 else whole


def price_kurus(quantity: int, unit_price: int) -> int:
    """Kuruş of a quantity at a unit price."""
    return half_up(quantity * unit_price, _PER_KURUS)


def unit_price_of(kurus: int, quantity: int) -> int:
    """The unit price that an amount comes to, in millionths: what papers print for goods taken from several lots.

    Args:
        quantity: Greater than 0.
    """
    return half_up(kurus * _PER_KURUS, quantity)


def shares(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Whole parts of a total in proportion to weights, adding up to it exactly.

    What is left after rounding down goes to the largest remainders, the first of equal ones first; without any
    weight the parts are equal.

    Raises:
        ValueError: a negative total or weight, or a total with nobody to take it.
    """
    if total < 0 or any(weight < 0 for weight in weights) or (total and not weights):
        raise ValueError("negative shares, or none to share among")
    if not weights:
        return ()
    used = list(weights) if any(weights) else [1] * len(weights)
    whole = sum(used)
    parts = [total * weight // whole for weight in used]
    by_rest = sorted(range(len(used)), key=lambda place: (-(total * used[place] % whole), place))
    for place in by_rest[: total - sum(parts)]:
        parts[place] += 1
    return tuple(parts)


@dataclass(frozen=True, slots=True)
class LineInput:
    """What is typed in a line of an entry.

    Attributes:
        unit_price: As the invoice has it: with KDV only where ``price_has_kdv``.
    """

    quantity: int
    unit_price: int
    kdv_permille: int = 0


@dataclass(frozen=True, slots=True)
class LineValue:
    """The figures of a line in kuruş.

    Attributes:
        price: Quantity times unit price, without KDV.
        kdv: Always shown, whether the books take it or not.
        share: Its part of the joint costs.
        total: The value that the books take.
    """

    price: int
    kdv: int
    share: int
    total: int


def line_values(
    lines: Sequence[LineInput], *, joint_kurus: int = 0, kdv_included: bool = True, price_has_kdv: bool = False
) -> tuple[Explained[LineValue], ...]:
    """Cost of each line of an entry: price, KDV where it is part of the cost, its part of joint costs (m.13/4).

    Args:
        joint_kurus: Transport, insurance and the like of the whole invoice, shared in proportion to price; not
            to be given for transfers, whose transport is no part of the value (m.19/4).
        kdv_included: KDV that cannot be deducted is part of the cost.
        price_has_kdv: The typed unit prices hold KDV already; it is taken out of them to be shown apart.

    Raises:
        BadInput: a line or the joint costs cannot be.
    """
    for place, line in enumerate(lines, 1):
        _require_line(place, line)
    if joint_kurus < 0 or (joint_kurus and not lines):
        raise BadInput("Ortak gider paylaştırılamıyor.", "Gideri ve kalemleri denetleyin.", field="joint_kurus")
    priced = [_price_and_kdv(line, price_has_kdv) for line in lines]
    parts = shares(joint_kurus, [price for price, _ in priced])
    whole = sum(price for price, _ in priced)
    found: list[Explained[LineValue]] = []
    for line, (price, kdv), share in zip(lines, priced, parts, strict=True):
        value = LineValue(price, kdv, share, price + (kdv if kdv_included else 0) + share)
        _require_amount(len(found) + 1, price + kdv + share)
        reasons = _line_reasons(line, value, joint_kurus, whole, kdv_included, price_has_kdv)
        found.append(Explained(value, tuple(reasons)))
    return tuple(found)


def _require_line(place: int, line: LineInput) -> None:
    if not 0 < line.quantity <= MAX_QUANTITY:
        raise BadInput(f"{place}. kalemde miktar yok.", "Sıfırdan büyük bir miktar yazın.", field="quantity")
    if not 0 <= line.unit_price <= MAX_PRICE:
        raise BadInput(f"{place}. kalemin birim fiyatı olmaz.", "Fiyatı denetleyin.", field="unit_price")
    if not 0 <= line.kdv_permille <= MAX_KDV_PERMILLE:
        raise BadInput(f"{place}. kalemin KDV oranı olmaz.", "Oran 0 ile 100 arasındadır.", field="kdv_permille")


def _require_amount(place: int, kurus: int) -> None:
    if kurus > MAX_KURUS:
        raise BadInput(
            f"{place}. kalemin tutarı çok büyük: {format_kurus(kurus)}.",
            "Miktarı ve birim fiyatı denetleyin.",
            field="unit_price",
        )


def _price_and_kdv(line: LineInput, price_has_kdv: bool) -> tuple[int, int]:
    if not price_has_kdv:
        price = price_kurus(line.quantity, line.unit_price)
        return price, half_up(price * line.kdv_permille, 1000)
    gross = price_kurus(line.quantity, line.unit_price)
    price = half_up(gross * 1000, 1000 + line.kdv_permille)
    # What the invoice says stays what it says: KDV takes the rest of the rounding.
    return price, gross - price


def _line_reasons(
    line: LineInput, value: LineValue, joint: int, whole: int, kdv_included: bool, price_has_kdv: bool
) -> list[Reason]:
    times = f"{format_quantity(line.quantity)} × {format_price(line.unit_price)} TL"
    rate = f"%{_format(line.kdv_permille, 1, 0)}"
    if price_has_kdv:
        gross = format_kurus(value.price + value.kdv)
        text = f"{times} = {gross}; fiyat KDV dahil olduğundan {rate} KDV ayrıldı: {format_kurus(value.price)}."
        found = [Reason(text, law("13/2-a"))]
    else:
        found = [Reason(f"{times} = {format_kurus(value.price)}.", law("13/2-a"))]
    if value.kdv:
        taken = "maliyete eklendi" if kdv_included else "maliyete eklenmedi, indirilecek KDV sayıldı"
        found.append(Reason(f"KDV {rate}: {format_kurus(value.kdv)}; {taken}.", law("13/4")))
    if joint:
        base = f"{format_kurus(value.price)} / {format_kurus(whole)}" if whole else "eşit"
        text = f"Ortak gider {format_kurus(joint)} satın alma bedeliyle orantılı bölündü ({base} pay)"
        found.append(Reason(f"{text}: {format_kurus(value.share)}.", law("13/4")))
    found.append(Reason(f"Kayda alınan değer: {format_kurus(value.total)}.", law("12/2")))
    return found


def item_values(total_kurus: int, count: int) -> tuple[int, ...]:
    """The value of each of ``count`` durable items of one line, adding up to the line's exactly (m.9/1-b).

    Args:
        count: Greater than 0.
    """
    return shares(total_kurus, [1] * count)
