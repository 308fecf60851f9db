"""What is left to spend, and why (reference 2.2): the formula, and the refusal of what passes it.

Everything is looked at by the end of a day, so the order of entries within a day does not matter; what is dated
back must leave enough on every later day too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from data.butce.rules.states import NOTHING, Amounts
from data.butce.rules.values import LAW_OVERSPENT, MovementKind, ReleaseControl
from data.core.calendar import format_date
from data.core.money import format_kurus
from data.core.reasons import Explained, Reason

Change = tuple[date, Amounts]
"""What one or several movements of a day change."""
_ADDED = (
    MovementKind.BASLANGIC,
    MovementKind.EK,
    MovementKind.YEDEK_GIREN,
    MovementKind.AKTARMA_GIREN,
    MovementKind.DEVREDEN,
    MovementKind.GELEN,
)
_TAKEN = (
    MovementKind.YEDEK_CIKAN,
    MovementKind.AKTARMA_CIKAN,
    MovementKind.TENKIS,
    MovementKind.DEVIR_TENKIS,
    MovementKind.GONDERILEN,
    MovementKind.IPTAL,
)


def usable(held: Amounts, control: ReleaseControl) -> int:
    """S of the formula: the part that may be used so far; the whole ödenek where releases do not bind."""
    return min(held.odenek, held.serbest) if control is ReleaseControl.ENGELLE else held.odenek


def available(held: Amounts, control: ReleaseControl = ReleaseControl.YOK) -> int:
    """KULLANILABİLİR = S − H − A − B, and less what is kept for the mahsup dönemi; kuruş."""
    return usable(held, control) - held.used


def spent_percent(held: Amounts) -> Decimal | None:
    """GERÇEKLEŞME % = H / T, two places half up; nothing where there is no ödenek."""
    if held.odenek <= 0:
        return None
    return (Decimal(held.harcanan * 100) / held.odenek).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def explain_available(
    held: Amounts,
    control: ReleaseControl,
    by_kind: Mapping[MovementKind, int],
    open_rows: Iterable[Reason] = (),
) -> Explained[int]:
    """The formula in words: what made the ödenek, what of it is released, what took from it.

    Args:
        by_kind: Sum of the amounts of each kind of movement, reversals taken off.
        open_rows: The rows that reserve or spent it, largest first, each a jump to its record.
    """
    parts = [f"{kind.label} {format_kurus(by_kind[kind])}" for kind in _ADDED if by_kind.get(kind)]
    parts += [f"{kind.label} −{format_kurus(by_kind[kind])}" for kind in _TAKEN if by_kind.get(kind)]
    reasons = [
        Reason(f"Toplam ödenek {format_kurus(held.odenek)}: {' · '.join(parts) or 'hareket yok'}", "5018 s. K.")
    ]
    if control is not ReleaseControl.YOK:
        binds = "aşılamaz" if control is ReleaseControl.ENGELLE else "aşılınca uyarılır"
        words = f"Serbest bırakılan {format_kurus(held.serbest)}; {binds}"
        reasons.append(Reason(words, "5018 s. K. m.20; MİBMY, Ayrıntılı Harcama Programı (Örnek-27)"))
    for label, amount in (
        ("Harcanan", held.harcanan),
        ("Açık avans", held.avans),
        ("Bloke", held.bloke),
        ("Taahhüt", held.taahhut),
        ("Mahsup dönemi için saklı", held.devir),
    ):
        if amount:
            reasons.append(Reason(f"{label} {format_kurus(amount)} düşülür"))
    value = available(held, control)
    reasons.append(Reason(f"Kullanılabilir: {format_kurus(value)}", LAW_OVERSPENT))
    return Explained(value, (*reasons, *open_rows))


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A movement would leave less than nothing.

    Attributes:
        day: Day by whose end it is worst.
        before: What is available there without the movement, kuruş.
        missing: By how much it passes that, kuruş.
        released: The ödenek would do; it is its released part that does not.
    """

    day: date
    before: int
    missing: int
    released: bool

    def sentence(self, name: str) -> str:
        """As the refusal says it."""
        what = "serbest bırakılan ödenek" if self.released else "ödenek"
        when = f" ({format_date(self.day)} itibarıyla)"
        return (
            f"{name} tertibinde kullanılabilir {what} {format_kurus(max(self.before, 0))}{when}; "
            f"{format_kurus(self.missing)} eksik."
        )


def shortfall(course: Sequence[Change], new: Sequence[Change], control: ReleaseControl) -> Shortfall | None:
    """The worst day on which ``new`` would leave less than nothing, or less than the nothing that was there.

    Args:
        course: What the control level's movements changed, in any order.
        new: What is to be written on that level.
    """
    if not new:
        return None
    first = min(day for day, _ in new)
    days = sorted({day for day, _ in (*course, *new) if day >= first})
    old, added = _by_day(course), _by_day(new)
    held = _sum(amounts for day, amounts in course if day < first)
    with_new = held
    worst: Shortfall | None = None
    for day in days:
        held += old.get(day, NOTHING)
        with_new += old.get(day, NOTHING) + added.get(day, NOTHING)
        before, after = available(held, control), available(with_new, control)
        if after < 0 and after < before and (worst is None or -after > worst.missing):
            worst = Shortfall(day, before, -after, available(with_new) >= 0)
    return worst


def _by_day(changes: Iterable[Change]) -> dict[date, Amounts]:
    found: dict[date, Amounts] = {}
    for day, amounts in changes:
        found[day] = found.get(day, NOTHING) + amounts
    return found


def _sum(amounts: Iterable[Amounts]) -> Amounts:
    total = NOTHING
    for one in amounts:
        total += one
    return total
