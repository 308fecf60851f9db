"""The books of ambars kept slowly and plainly: every change is a row, every question adds up all rows.

It knows nothing of the store. A voucher is tried on a copy; it is refused where, at the end of any day, a lot or
an item would hold less than nothing, or nothing with a value beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction


class RefusedError(Exception):
    """The books cannot take the voucher."""


@dataclass(frozen=True)
class Row:
    """One change: of a lot, or of an item."""

    what: str
    key: int
    goods: int
    ambar: int
    day: date
    quantity: int
    kurus: int


@dataclass(frozen=True)
class Wanted:
    """One line of a voucher: an entry has a value; an exit may name a lot or an item; durables enter singly."""

    goods: int
    quantity: int
    kurus: int = 0
    lot: int | None = None
    item: int | None = None
    durable: bool = False


@dataclass
class Voucher:
    """A booked one and the rows that it wrote; ``ended`` once it is taken back."""

    kind: str
    day: date
    rows: list[Row] = field(default_factory=list)
    ended: bool = False
    counter: bool = False


def half_up(value: Fraction) -> int:
    """Halves away from zero, for what is not negative."""
    return int(value + Fraction(1, 2))


def cost(quantity: int, unit_price: int, kdv_permille: int) -> int:
    """Kuruş of thousandths at millionths of a lira with its KDV, by fractions."""
    price = half_up(Fraction(quantity, 1000) * Fraction(unit_price, 1_000_000) * 100)
    return price + half_up(Fraction(price * kdv_permille, 1000))


class SlowBooks:
    """Everything that was ever booked."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.vouchers: list[Voucher] = []
        self.lots: list[tuple[int, int, date]] = []
        """Goods, ambar and day of each lot; its place in the list is its key."""
        self.items: list[int] = []
        """Goods of each item."""

    # ------------------------------------------------------------ asked

    def held(self, what: str, key: int, day: date, ambar: int | None = None) -> tuple[int, int]:
        """Thousandths and kuruş of a lot or an item at the end of a day."""
        found = [
            row
            for row in self.rows
            if row.what == what and row.key == key and row.day <= day and ambar in (None, row.ambar)
        ]
        return sum(row.quantity for row in found), sum(row.kurus for row in found)

    def balance(self, day: date) -> dict[tuple[int, int], tuple[int, int]]:
        """(ambar, goods) to thousandths and kuruş at the end of a day; without what comes to nothing."""
        found: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
        for row in self.rows:
            if row.day <= day:
                found[row.ambar, row.goods][0] += row.quantity
                found[row.ambar, row.goods][1] += row.kurus
        return {key: (quantity, kurus) for key, (quantity, kurus) in found.items() if quantity or kurus}

    def days(self, day: date) -> list[date]:
        """A day and every later one on which something moved."""
        return sorted({day} | {row.day for row in self.rows if row.day > day})

    # ------------------------------------------------------------ booked

    def book(self, kind: str, ambar: int, day: date, lines: Sequence[Wanted], other: int = 0) -> Voucher:
        """Books a whole voucher or nothing.

        Raises:
            RefusedError: the books cannot take it.
        """
        if kind in ("entry", "gain") and not all(line.kurus for line in lines):
            raise RefusedError
        trial = deepcopy(self)
        made = Voucher(kind, day)
        for line in lines:
            for row in list(trial._rows(kind, ambar, day, line, other)):
                made.rows.append(row)
                trial.rows.append(row)
                trial._check(row)
        trial.vouchers.append(made)
        self.__dict__ = trial.__dict__
        return made

    def take_back(self, place: int, day: date) -> None:
        """Books the opposite of every row of the voucher at that place in the list.

        Raises:
            RefusedError: something happened since that stands in its way.
        """
        voucher = self.vouchers[place]
        if voucher.ended or voucher.counter or day < voucher.day:
            raise RefusedError
        if voucher.kind == "entry":
            self._require_unused(voucher)
        before = list(self.rows)
        rows = [Row(r.what, r.key, r.goods, r.ambar, day, -r.quantity, -r.kurus) for r in voucher.rows]
        self.rows += rows
        try:
            for row in rows:
                self._check(row)
        except RefusedError:
            self.rows = before
            raise
        voucher.ended = True
        self.vouchers.append(Voucher("counter", day, rows, counter=True))

    def _require_unused(self, voucher: Voucher) -> None:
        for row in voucher.rows:
            if self.held(row.what, row.key, date.max, row.ambar) != (row.quantity, row.kurus):
                raise RefusedError

    # ------------------------------------------------------------ rows

    def _rows(self, kind: str, ambar: int, day: date, line: Wanted, other: int) -> Iterator[Row]:
        if kind == "entry":
            yield from self._entered(ambar, day, line)
        elif kind == "gain":
            assert line.item is not None
            yield Row("item", line.item, line.goods, ambar, day, 0, line.kurus)
        elif line.item is not None:
            _, kurus = self.held("item", line.item, date.max)
            yield Row("item", line.item, line.goods, ambar, day, -1000, -kurus)
            if kind == "move":
                yield Row("item", line.item, line.goods, other, day, 1000, kurus)
        else:
            for lot, quantity, kurus in self._parts(ambar, day, line):
                yield Row("lot", lot, line.goods, ambar, day, -quantity, -kurus)
                if kind == "move":
                    yield from self._entered(other, day, Wanted(line.goods, quantity, kurus))

    def _entered(self, ambar: int, day: date, line: Wanted) -> Iterator[Row]:
        if not line.durable:
            self.lots.append((line.goods, ambar, day))
            yield Row("lot", len(self.lots) - 1, line.goods, ambar, day, line.quantity, line.kurus)
            return
        count = line.quantity // 1000
        for place in range(count):
            self.items.append(line.goods)
            kurus = line.kurus // count + (1 if place < line.kurus % count else 0)
            yield Row("item", len(self.items) - 1, line.goods, ambar, day, 1000, kurus)

    def _parts(self, ambar: int, day: date, line: Wanted) -> Iterator[tuple[int, int, int]]:
        """What is taken from each lot: a thousandth after the other, always from the oldest that can give one."""
        order = sorted(
            (of_day, key)
            for key, (goods, where, of_day) in enumerate(self.lots)
            if (goods, where) == (line.goods, ambar) and of_day <= day and line.lot in (None, key)
        )
        missing = line.quantity
        for _, key in order:
            later = [self.held("lot", key, on) for on in self.days(day)]
            part = min(missing, *(quantity for quantity, _ in later))
            if part > 0:
                yield key, part, self._value(later, part)
                missing -= part
        if missing:
            raise RefusedError

    @staticmethod
    def _value(later: Sequence[tuple[int, int]], part: int) -> int:
        """In proportion to what the lot holds last; where a day has no more than that, all that it has."""
        quantity, kurus = later[-1]
        whole = {value for held, value in later if held == part}
        if whole:
            return min(whole)
        return min(half_up(Fraction(kurus * part, quantity)), *(value for _, value in later))

    def _check(self, row: Row) -> None:
        """Whether what the row changed is still something on every day; an item's life is written in its order."""
        later = [one for one in self.rows if (one.what, one.key) == (row.what, row.key) and one.day > row.day]
        if row.what == "item" and any(row.quantity or one.quantity for one in later):
            raise RefusedError
        for day in self.days(min(one.day for one in self.rows)):
            places = {one.ambar for one in self.rows if (one.what, one.key) == (row.what, row.key)}
            sums = [self.held(row.what, row.key, day, ambar) for ambar in places]
            if any(quantity < 0 or kurus < 0 or (quantity == 0 and kurus != 0) for quantity, kurus in sums):
                raise RefusedError
            if row.what == "item" and sum(quantity for quantity, _ in sums) > 1000:
                raise RefusedError


def periods(days: Iterable[date]) -> Iterator[tuple[date, date]]:
    """Every pair of days, the first not after the last."""
    ordered = sorted(set(days))
    return ((first, last) for place, first in enumerate(ordered) for last in ordered[place:])
