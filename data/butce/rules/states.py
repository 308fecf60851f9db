"""What a movement does to a tertip: each lira of an ödenek is in exactly one state (reference 2.1, 2.2).

A block is consumed by its commitment and a commitment by its invoice; nothing is counted twice. What is reserved
or spent is told per harcama işi (or advance) and tertip, so what is still open there is asked before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final

from data.butce.rules.values import MovementKind, Part
from data.core.errors import RuleBroken
from data.core.money import format_kurus


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """Kuruş by part: what a tertip holds, or what a movement adds to it (then of either sign)."""

    odenek: int = 0
    serbest: int = 0
    bloke: int = 0
    taahhut: int = 0
    avans: int = 0
    harcanan: int = 0
    devir: int = 0

    def __add__(self, other: Amounts) -> Amounts:
        # Written out: days and tertips are summed by the thousand on one key.
        return Amounts(
            odenek=self.odenek + other.odenek,
            serbest=self.serbest + other.serbest,
            bloke=self.bloke + other.bloke,
            taahhut=self.taahhut + other.taahhut,
            avans=self.avans + other.avans,
            harcanan=self.harcanan + other.harcanan,
            devir=self.devir + other.devir,
        )

    def __neg__(self) -> Amounts:
        return Amounts(**{name: -self.part(name) for name in PARTS})

    def part(self, name: str) -> int:
        """One part by its name."""
        return int(getattr(self, name))

    @property
    def used(self) -> int:
        """All that is blocked, committed, advanced, spent or kept for the mahsup dönemi."""
        return self.bloke + self.taahhut + self.avans + self.harcanan + self.devir

    @property
    def reserved(self) -> int:
        """Blocked and committed: B of the formula."""
        return self.bloke + self.taahhut

    @property
    def remaining(self) -> int:
        """Kalan (kâğıt): the ödenek less what was spent, reserved or not."""
        return self.odenek - self.harcanan


PARTS: Final = tuple(field.name for field in fields(Amounts))
"""Names of the parts, as the table has them."""
NOTHING: Final = Amounts()

_PLUS: Final = {
    MovementKind.BASLANGIC: 1,
    MovementKind.EK: 1,
    MovementKind.YEDEK_GIREN: 1,
    MovementKind.YEDEK_CIKAN: -1,
    MovementKind.AKTARMA_GIREN: 1,
    MovementKind.AKTARMA_CIKAN: -1,
    MovementKind.DEVREDEN: 1,
    MovementKind.GELEN: 1,
    MovementKind.GONDERILEN: -1,
    MovementKind.TENKIS: -1,
    MovementKind.IPTAL: -1,
}
"""Movements of the ödenek itself, with their sign."""
_MOVES: Final[Mapping[MovementKind, tuple[Part | None, Part | None]]] = {
    MovementKind.BLOKE_COZME: (Part.BLOKE, None),
    MovementKind.TAAHHUT_COZME: (Part.TAAHHUT, None),
    MovementKind.HARCAMA_IADE: (Part.HARCANAN, None),
    MovementKind.AVANS_MAHSUP: (Part.AVANS, Part.HARCANAN),
    MovementKind.AVANS_IADE: (Part.AVANS, None),
    MovementKind.AVANS_ALACAK: (Part.AVANS, None),
    MovementKind.AVANS_CIKAN: (Part.AVANS, None),
    MovementKind.AVANS_GIREN: (None, Part.AVANS),
    MovementKind.MAHSUP_DEVRI: (Part.AVANS, Part.DEVIR),
    MovementKind.DEVIR_CIKAN: (Part.DEVIR, None),
    MovementKind.DEVIR_GIREN: (None, Part.DEVIR),
    MovementKind.DEVIR_MAHSUP: (Part.DEVIR, Part.HARCANAN),
    MovementKind.DEVIR_IADE: (Part.DEVIR, None),
}
"""From which state to which: the first must hold what is moved; ``None`` is what is free."""
_NAMES: Final = {
    Part.BLOKE: "blokesi",
    Part.TAAHHUT: "taahhüdü",
    Part.AVANS: "açık avansı",
    Part.HARCANAN: "harcaması",
    Part.DEVIR: "mahsup dönemine devreden avansı",
}
_FROM: Final[Mapping[MovementKind, tuple[tuple[Part, ...], Part]]] = {
    MovementKind.BLOKE: ((), Part.BLOKE),
    MovementKind.TAAHHUT: ((Part.BLOKE,), Part.TAAHHUT),
    MovementKind.HARCAMA: ((Part.TAAHHUT, Part.BLOKE), Part.HARCANAN),
    MovementKind.AVANS: ((Part.BLOKE,), Part.AVANS),
}
"""What a movement consumes first, in that order; the rest comes from what is free."""


def effect(kind: MovementKind, amount: int, held: Amounts = NOTHING) -> Amounts:
    """What a movement of ``amount`` kuruş changes.

    Args:
        held: What the same harcama işi or advance holds on the same tertip before it.

    Raises:
        RuleBroken: more is taken out of a state than is in it.
        ValueError: the amount is not above zero, or the kind is a reversal, which negates another's effect.
    """
    if amount <= 0 or kind is MovementKind.TERS:
        raise ValueError(kind)
    if kind in _PLUS:
        return Amounts(odenek=_PLUS[kind] * amount)
    if kind in (MovementKind.SERBEST, MovementKind.SERBEST_KISMA):
        return Amounts(serbest=amount if kind is MovementKind.SERBEST else -amount)
    if kind is MovementKind.DEVIR_TENKIS:
        _require(Part.DEVIR, amount, held)
        return Amounts(devir=-amount, odenek=-amount)
    if kind in _MOVES:
        source, target = _MOVES[kind]
        if source is not None:
            _require(source, amount, held)
        return _moved({source: amount}, target, amount)
    sources, target = _FROM[kind]
    taken: dict[Part | None, int] = {}
    rest = amount
    for source in sources:
        taken[source] = min(rest, max(held.part(source), 0))
        rest -= taken[source]
    return _moved(taken, target, amount)


def _moved(taken: Mapping[Part | None, int], target: Part | None, amount: int) -> Amounts:
    changes = {part.value: -part_amount for part, part_amount in taken.items() if part is not None}
    if target is not None:
        changes[target.value] = changes.get(target.value, 0) + amount
    return Amounts(**changes)


def _require(part: Part, amount: int, held: Amounts) -> None:
    if amount > held.part(part):
        raise RuleBroken(
            f"Bu tertipteki {_NAMES[part]} {format_kurus(held.part(part))}; {format_kurus(amount)} alınamaz.",
            "Tutarı düzeltin ya da kaydın hareketlerine bakın.",
        )
