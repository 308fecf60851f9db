"""Money in whole kuruş, and amounts in words. Never a float."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from data.core.errors import BadInput

_PLAIN = re.compile(r"(?P<sign>-?)(?P<lira>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<kurus>\d{1,2}))?", re.ASCII)


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
        from num2words import num2words

        lira, kurus = divmod(abs(self.kurus), 100)
        words = []
        if lira or not kurus:
            words.append(f"{num2words(lira, lang='tr')} lira")
        if kurus:
            words.append(f"{num2words(kurus, lang='tr')} kuruş")
        return ("eksi " if self.kurus < 0 else "") + " ".join(words)


def format_kurus(kurus: int) -> str:
    """``123456`` → ``1.234,56 TL``."""
    lira, rest = divmod(abs(kurus), 100)
    return f"{'-' if kurus < 0 else ''}{format_int(lira)},{rest:02d} TL"


def format_int(number: int) -> str:
    """``12345`` → ``12.345``."""
    return f"{number:,}".replace(",", ".")
