"""The small language of the filter line: words, and ``alan:değer`` pairs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlmodel import col

from data.core.errors import BadInput
from data.core.text import fold

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?|(\d{1,2})\.(\d{1,2})\.(\d{4})")


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter line taken apart: folded words, and (folded field, folded value) pairs."""

    words: str
    pairs: tuple[tuple[str, str], ...]


def parse(typed: str, fields: frozenset[str]) -> Filter:
    """Takes a filter line apart.

    Args:
        fields: Folded names of fields that the ledger knows; ``x:y`` with another name counts as words.
    """
    words, pairs = [], []
    for part in typed.split():
        name, colon, value = part.partition(":")
        if colon and value and fold(name) in fields:
            pairs.append((fold(name), fold(value)))
        else:
            words.append(fold(part))
    return Filter(" ".join(words), tuple(pairs))


_VARIANTS = {
    "a": "aAâÂ", "c": "cCçÇ", "g": "gGğĞ", "i": "iIıİîÎ", "o": "oOöÖ", "s": "sSşŞ", "u": "uUüÜûÛ",
}  # fmt: skip


def holds(column: Any, folded: str) -> Any:
    """Condition that a column holds folded text, whatever Turkish letters or case stand in it.

    It reads every row that the other conditions leave; a word index narrows them first.
    """
    pattern = "".join(
        f"[{_VARIANTS.get(sign, sign + sign.upper())}]" if sign.isalpha() else re.escape(sign) for sign in folded
    )
    return col(column).regexp_match(pattern)


def span(value: str) -> tuple[date, date]:
    """A year, month or day as its first day and the day after it: ``2026``, ``2026-10``, ``20.11.2026``.

    Raises:
        BadInput: it is none of them.
    """
    found = _DATE.fullmatch(value)
    try:
        if found is None:
            raise ValueError
        if found[4]:
            day = date(int(found[6]), int(found[5]), int(found[4]))
            return day, day + timedelta(days=1)
        year, month = int(found[1]), int(found[2] or 1)
        day = date(year, month, int(found[3] or 1))
        if found[3]:
            return day, day + timedelta(days=1)
        return day, date(year + 1, 1, 1) if not found[2] else date(year + month // 12, month % 12 + 1, 1)
    except (ValueError, OverflowError):
        raise BadInput(
            f"“{value[:20]}” bir tarih değil.", "2026, 2026-10 ya da 20.11.2026 gibi yazın.", field="tarih"
        ) from None
