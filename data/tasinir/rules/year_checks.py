"""The equalities that the year's account is checked by before it is signed (m.10, m.32, m.34)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from data.core.calendar import format_date
from data.core.money import format_int, format_kurus
from data.core.reasons import Reason, Ref
from data.tasinir.rules.amounts import format_quantity
from data.tasinir.rules.fifo import Movement, daily_balances
from data.tasinir.rules.values import law

_SHOWN: Final = 20
"""More faults of one sort are only counted."""
_ACCOUNT_LAW: Final = law("34/1")
_SHEET_LAW: Final = law("10/1-ğ")
_VOUCHER_LAW: Final = law("10/1-a")
_NO_REFS: Final[Mapping[str, Ref]] = MappingProxyType({})
_NO_WORTH: Final[Mapping[str, Iterable[Movement]]] = MappingProxyType({})


class CheckKind(StrEnum):
    """What a check of the year's account is about."""

    ACILIS = "acilis"
    DENGE = "denge"
    SAYIM = "sayim"
    EKSI = "eksi"
    NUMARA = "numara"
    TARIH = "tarih"
    GONDERME = "gonderme"

    @property
    def label(self) -> str:
        """As shown beside its sign."""
        return _LABELS[self]


_LABELS: Final = {
    CheckKind.ACILIS: "Açılış = geçen yılın devri",
    CheckKind.DENGE: "Devir + giren − çıkan = kalan",
    CheckKind.SAYIM: "Sayımda bulunan = gelecek yıla devir",
    CheckKind.EKSI: "Hiçbir tarihte eksi bakiye yok",
    CheckKind.NUMARA: "Fiş numaraları 1'den başlayıp boşluksuz",
    CheckKind.TARIH: "Fiş tarihi dayanak tarihinden önce değil",
    CheckKind.GONDERME: "Muhasebeye gidecek fişlerin hepsi gönderildi",
}


@dataclass(frozen=True, slots=True)
class CheckResult:
    """A check with its answer; one that failed names what does not fit, one that held says what it looked at."""

    kind: CheckKind
    holds: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity in thousandths with its value in kuruş."""

    quantity: int = 0
    kurus: int = 0

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.quantity + other.quantity, self.kurus + other.kurus)

    def __sub__(self, other: Amount) -> Amount:
        return Amount(self.quantity - other.quantity, self.kurus - other.kurus)

    def __str__(self) -> str:
        return f"{format_quantity(self.quantity)} / {format_kurus(self.kurus)}"


@dataclass(frozen=True, slots=True)
class YearRow:
    """A row of the Taşınır Sayım ve Döküm Cetveli or of the Harcama Birimi cetveli."""

    code: str
    opening: Amount
    entered: Amount
    left: Amount
    closing: Amount


def check_balances(rows: Sequence[YearRow]) -> CheckResult:
    """``devir + giren − çıkan = kalan`` on every row, quantity and value (m.34/1)."""
    faults = [
        f"{row.code}: {row.opening} + {row.entered} − {row.left} = {row.opening + row.entered - row.left}, "
        f"kalan {row.closing}."
        for row in rows
        if row.opening + row.entered - row.left != row.closing
    ]
    return _answer(CheckKind.DENGE, faults, f"{format_int(len(rows))} satırda eşit.", _ACCOUNT_LAW)


def check_opening(last: Mapping[str, Amount], opening: Mapping[str, Amount]) -> CheckResult:
    """This year opens with what the last one carried, code by code (m.12/2-a, m.34/1)."""
    nothing = Amount()
    faults = [
        f"{code}: geçen yılın devri {last.get(code, nothing)}, açılış {opening.get(code, nothing)}."
        for code in sorted({*last, *opening})
        if last.get(code, nothing) != opening.get(code, nothing)
    ]
    return _answer(CheckKind.ACILIS, faults, f"{format_int(len(last))} kodda eşit.", _ACCOUNT_LAW)


def check_count(found: Mapping[str, int], closing: Mapping[str, int]) -> CheckResult:
    """What the Sayım Tutanağı found is what the cetvel carries, in thousandths (m.10/1-ğ)."""
    faults = [
        f"{code}: sayımda bulunan {format_quantity(found.get(code, 0))}, gelecek yıla devir "
        f"{format_quantity(closing.get(code, 0))}."
        for code in sorted({*found, *closing})
        if found.get(code, 0) != closing.get(code, 0)
    ]
    return _answer(CheckKind.SAYIM, faults, f"{format_int(len(found))} kodda eşit.", _SHEET_LAW)


def check_numbers(numbers: Iterable[int]) -> CheckResult:
    """Voucher numbers of a year run from 1 without a gap and none twice (m.10/1-a, m.34/2-ç)."""
    given = Counter(numbers)
    last = max(given, default=0)
    missing = [number for number in range(1, last + 1) if number not in given]
    faults = [f"{number} numaralı fiş yok." for number in missing]
    faults += [f"{number} numarası {times} fişte." for number, times in sorted(given.items()) if times > 1]
    faults += [f"{number} bir fiş numarası olamaz." for number in sorted(given) if number < 1]
    return _answer(CheckKind.NUMARA, faults, f"Son fiş numarası {last}.", _VOUCHER_LAW)


def check_days(
    vouchers: Iterable[tuple[str, date, date | None]], refs: Mapping[str, Ref] = _NO_REFS
) -> CheckResult:
    """No voucher is older than the paper it rests on (m.10/1-a).

    Args:
        vouchers: (name, its day, day of its dayanak).
        refs: Name to its record.
    """
    looked = list(vouchers)
    wrong = [(name, day, base) for name, day, base in looked if base is not None and day < base]
    faults = [f"{name}: fiş {format_date(day)}, dayanak {format_date(base)}." for name, day, base in wrong]
    behind = [refs.get(name) for name, _, _ in wrong]
    return _answer(CheckKind.TARIH, faults, f"{format_int(len(looked))} fişe bakıldı.", _VOUCHER_LAW, behind)


def check_never_negative(
    movements: Mapping[str, Iterable[Movement]],
    refs: Mapping[str, Ref] = _NO_REFS,
    worth: Mapping[str, Iterable[Movement]] = _NO_WORTH,
) -> CheckResult:
    """No goods of an ambar, nor their value, are below zero at the end of any day (m.12/2).

    Args:
        movements: Name of goods and ambar to its movements, in any order.
        refs: That name to the goods.
        worth: That name to the same movements in kuruş.
    """
    faults, behind = [], []
    for name, moved in movements.items():
        amount, value = _first_below(moved), _first_below(worth.get(name, ()))
        if amount is not None:
            faults.append(f"{name}: {format_date(amount[0])} günü {format_quantity(amount[1])}.")
        elif value is not None:
            faults.append(f"{name}: {format_date(value[0])} günü değeri {format_kurus(value[1])}.")
        else:
            continue
        behind.append(refs.get(name))
    return _answer(CheckKind.EKSI, faults, f"{format_int(len(movements))} taşınıra bakıldı.", law("12/2"), behind)


def _first_below(moved: Iterable[Movement]) -> tuple[date, int] | None:
    return next(((day, balance) for day, balance in daily_balances(moved).items() if balance < 0), None)


def check_sent(waiting: Sequence[str], refs: Mapping[str, Ref] = _NO_REFS) -> CheckResult:
    """Every voucher that muhasebe gets was sent before the year ends (m.30/1, m.32/8).

    Args:
        waiting: Names of those that were not.
        refs: Name to its record.
    """
    faults = [f"{name} gönderilmedi." for name in waiting]
    behind = [refs.get(name) for name in waiting]
    return _answer(CheckKind.GONDERME, faults, "Bekleyen fiş yok.", law("30/1"), behind)


def _answer(
    kind: CheckKind, faults: Sequence[str], held: str, cited: str, behind: Sequence[Ref | None] = ()
) -> CheckResult:
    if not faults:
        return CheckResult(kind, True, (Reason(held, cited),))
    refs = [(ref,) if ref else () for ref in behind] or [()] * len(faults)
    reasons = [Reason(fault, cited, refs[place]) for place, fault in enumerate(faults[:_SHOWN])]
    if len(faults) > _SHOWN:
        reasons.append(Reason(f"Bunlardan başka {format_int(len(faults) - _SHOWN)} fark daha var.", cited))
    return CheckResult(kind, False, tuple(reasons))
