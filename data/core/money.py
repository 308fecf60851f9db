"""Money in whole kuruş, and amounts in words. Never a float."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from data.core.errors import BadInput

_ONES = ("", "bir", "iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz")
_TENS = ("", "on", "yirmi", "otuz", "kırk", "elli", "altmış", "yetmiş", "seksen", "doksan")
_GROUPS = ("", "bin", "milyon", "milyar", "trilyon", "katrilyon", "kentilyon")
_PLAIN = re.compile(r"(?P<sign>-?)(?P<lira>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<kurus>\d{1,2}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Wording:
    """How an office writes amounts in words on its payment papers.

    Attributes:
        apart: Number words stand apart: ``yirmi bir bin yüz``; else together, so that nothing can be put between.
        lira, kurus: What the parts are called: ``TL`` or ``Türk lirası``, ``kr.`` or ``kuruş``.
        hide_zero: Whole lira say nothing of kuruş.
    """

    apart: bool = False
    lira: str = "TL"
    kurus: str = "kr."
    hide_zero: bool = True


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in Turkish lira, held as whole kuruş."""

    kurus: int

    def __add__(self, other: Money) -> Money:
        return Money(self.kurus + other.kurus)

    def __sub__(self, other: Money) -> Money:
        return Money(self.kurus - other.kurus)

    def __neg__(self) -> Money:
        return Money(-self.kurus)

    def __bool__(self) -> bool:
        return self.kurus != 0

    def times(self, factor: Decimal | int) -> Money:
        """Multiplied and rounded half up to whole kuruş, the only rounding this type does."""
        exact = Decimal(self.kurus) * factor
        return Money(int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP)))

    def __str__(self) -> str:
        return format_kurus(self.kurus)

    @classmethod
    def parse(cls, text: str, *, field: str = "") -> Money:
        """Reads ``1234,5``, ``1.234,50`` or ``1.234,50 TL``.

        Raises:
            BadInput: not an amount, or more than two places after the comma.
        """
        plain = text.strip().removesuffix("TL").removesuffix("₺").strip()
        match = _PLAIN.fullmatch(plain)
        if match is None:
            raise BadInput(
                f"“{text.strip()[:40]}” bir tutar değil.",
                "Kuruşu virgülle yazın, örneğin 1.234,50.",
                field=field,
            )
        kurus = int(match["lira"].replace(".", "")) * 100 + int((match["kurus"] or "0").ljust(2, "0"))
        return cls(-kurus if match["sign"] else kurus)

    def in_words(self) -> str:
        """As forms write it: ``binikiyüzotuzdört lira elli kuruş``; the sign comes first as ``eksi``."""
        lira, kurus = divmod(abs(self.kurus), 100)
        words = []
        if lira or not kurus:
            words.append(f"{number_words(lira)} lira")
        if kurus:
            words.append(f"{number_words(kurus)} kuruş")
        return ("eksi " if self.kurus < 0 else "") + " ".join(words)

    def official_words(self, wording: Wording = Wording()) -> str:
        """As payment papers write it: ``yirmibirbinyüz TL``, ``sıfır TL beş kr.``; ``eksi`` comes first."""
        lira, kurus = divmod(abs(self.kurus), 100)
        words = [f"{number_words(lira, apart=wording.apart)} {wording.lira}"]
        if kurus or not wording.hide_zero:
            words.append(f"{number_words(kurus, apart=wording.apart)} {wording.kurus}")
        return ("eksi " if self.kurus < 0 else "") + " ".join(words)


def number_words(number: int, *, apart: bool = False) -> str:
    """A whole number, not below zero, in words: ``yüz`` and ``bin`` alone have no ``bir`` before them.

    Ours, because the library that was asked before loses a ``bir``: it says ``yüzbinbir`` for 101.001.
    """
    groups = []
    while number:
        number, group = divmod(number, 1000)
        groups.append(group)
    words: list[str] = []
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if group:
            words += [] if place == 1 and group == 1 else _group_words(group)
            words.append(_GROUPS[place])
    return (" " if apart else "").join(word for word in words if word) or "sıfır"


def _group_words(group: int) -> list[str]:
    hundreds, rest = divmod(group, 100)
    found = [_ONES[hundreds] if hundreds > 1 else "", "yüz"] if hundreds else []
    return [*found, _TENS[rest // 10], _ONES[rest % 10]]


def format_kurus(kurus: int) -> str:
    """``123456`` → ``1.234,56 TL``."""
    lira, rest = divmod(abs(kurus), 100)
    return f"{'-' if kurus < 0 else ''}{format_int(lira)},{rest:02d} TL"


def format_int(number: int) -> str:
    """``12345`` → ``12.345``."""
    return f"{number:,}".replace(",", ".")
