"""Where each lira of an advance is, and what state that makes (reference 3.5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from data.avans.rules.values import AvansState, StepKind

Step = tuple[StepKind, int]
"""What was done, kuruş; reversed steps and their reversals are left out."""


CLOSING: Final = (StepKind.MAHSUP, StepKind.IADE, StepKind.ALACAK, StepKind.DEVIR)
"""Steps that take from what is open in its own year."""
CLOSING_CARRIED: Final = (StepKind.DEVIR_MAHSUP, StepKind.DEVIR_IADE, StepKind.DEVIR_ALACAK)
"""Steps that take from what is open in the mahsup dönemi."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Balances:
    """Kuruş by what became of them; the first is always the sum of all others but ``tahsil``.

    Attributes:
        verilen: Given.
        acik: Open in its own year: the ödenek keeps it (saklı).
        mahsup: Settled by documents, in the year or in the mahsup dönemi.
        iade: Given back, in the year or in the mahsup dönemi.
        devir: Open in the mahsup dönemi (165).
        alacak: Taken to 140 in all.
        tahsil: Of that, collected.
    """

    verilen: int = 0
    acik: int = 0
    mahsup: int = 0
    iade: int = 0
    devir: int = 0
    alacak: int = 0
    tahsil: int = 0

    @property
    def owed(self) -> int:
        """Still to be collected from the person."""
        return self.alacak - self.tahsil

    @property
    def whole(self) -> bool:
        """verilen = mahsup + iade + 140 + devir + açık, and nothing is below zero."""
        parts = (self.acik, self.mahsup, self.iade, self.devir, self.alacak)
        return self.verilen == sum(parts) and min(*parts, self.tahsil, self.owed) >= 0


def balances(steps: Iterable[Step]) -> Balances:
    """What the steps of one advance come to."""
    sums = dict.fromkeys(StepKind, 0)
    for kind, amount in steps:
        sums[kind] += amount
    return Balances(
        verilen=sums[StepKind.VERME],
        acik=sums[StepKind.VERME] - sum(sums[kind] for kind in CLOSING),
        mahsup=sums[StepKind.MAHSUP] + sums[StepKind.DEVIR_MAHSUP],
        iade=sums[StepKind.IADE] + sums[StepKind.DEVIR_IADE],
        devir=sums[StepKind.DEVIR] - sum(sums[kind] for kind in CLOSING_CARRIED),
        alacak=sums[StepKind.ALACAK] + sums[StepKind.DEVIR_ALACAK],
        tahsil=sums[StepKind.TAHSIL],
    )


def state_of(held: Balances) -> AvansState:
    """The state of an advance that was approved; nothing given yet leaves it approved."""
    if not held.verilen:
        return AvansState.ONAYLI
    if held.acik:
        return AvansState.VERILDI if held.acik == held.verilen else AvansState.KISMI
    if held.devir:
        return AvansState.DEVIR
    if held.owed:
        return AvansState.ALACAK
    return AvansState.TAHSIL if held.alacak else AvansState.KAPANDI
