"""How numbers and days are written in one column of a foreign table, found from the column itself.

``1.234`` is a thousand and more in Turkish and one and a bit in English; ``3/4/2020`` is April here and March
there. A column shows by its other cells which is meant; where it does not, a person is asked and nothing guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from data.core.calendar import format_date
from data.core.errors import BadInput

_LONGEST: Final = 40
_SAMPLES: Final = 3
_CURRENCY: Final = re.compile(r"^(?:TL|TRY|₺)\s*|\s*(?:TL|TRY|₺)$", re.IGNORECASE)
_BLANKED: Final = re.compile(r"-?\d{1,3}(?: \d{3})+(?:[.,]\d+)?", re.ASCII)
_PLAIN: Final = re.compile(r"-?\d+", re.ASCII)
_TURKISH: Final = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+)", re.ASCII)
_ENGLISH: Final = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)", re.ASCII)
_PARTS: Final = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?:[ T].*)?", re.ASCII)
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?", re.ASCII)
_SERIAL: Final = re.compile(r"\d{5}", re.ASCII)
_YEAR: Final = re.compile(r"(?:19|20)\d{2}", re.ASCII)
_SERIAL_FROM: Final = date(1899, 12, 30)
"""Day 0 of a spreadsheet's own numbers, its leap day of 1900 reckoned in."""


class Notation(StrEnum):
    """How a number is written."""

    TURKISH = "tr"
    ENGLISH = "en"

    @property
    def label(self) -> str:
        """With an example."""
        return {"tr": "Türkçe yazım (1.234,50)", "en": "İngilizce yazım (1,234.50)"}[self.value]


class DayOrder(StrEnum):
    """What comes first in a day that is written with strokes."""

    DAY_FIRST = "gun"
    MONTH_FIRST = "ay"

    @property
    def label(self) -> str:
        """With an example."""
        return {"gun": "gün/ay/yıl (25/03/2020)", "ay": "ay/gün/yıl (03/25/2020)"}[self.value]


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """What the cells of a column say of its numbers.

    Attributes:
        notation: As every telling cell has it; ``None`` where none tells, or they differ.
        mixed: They differ; each telling cell can still be read by its own shape.
        unsure: Some cells that both notations would read, each another way.
    """

    notation: Notation | None
    mixed: bool
    unsure: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DayColumn:
    """What the cells of a column say of its days.

    Attributes:
        order: As every telling cell has it; ``None`` where none tells, or they differ.
        unsure: Some cells that both orders would read, each another way.
    """

    order: DayOrder | None
    unsure: tuple[str, ...]


# ---------------------------------------------------------------- numbers


def numbers_in(texts: Iterable[str]) -> NumberColumn:
    """Which notation a column's cells show; cells that are no numbers say nothing."""
    shown: set[Notation] = set()
    unsure: list[str] = []
    for text in texts:
        fitting = _fitting(_bare(text))
        if len(fitting) == 1:
            shown |= fitting
        elif len(fitting) == 2 and text not in unsure and len(unsure) < _SAMPLES:
            unsure.append(text)
    one = next(iter(shown)) if len(shown) == 1 else None
    return NumberColumn(one, len(shown) == 2, tuple(unsure))


def read_number(text: str, notation: Notation | None, *, field: str = "") -> Decimal:
    """The number of a cell, exactly.

    Args:
        notation: For a cell that both notations would read; the others are read by their own shape.

    Raises:
        BadInput: no number, or one that only ``notation`` could tell and it is ``None``.
    """
    bare = _bare(text)
    fitting = _fitting(bare)
    if len(fitting) == 2:
        if notation is None:
            said = f"“{text[:20]}” iki türlü okunabilir."
            raise BadInput(said, "Sütunun nasıl yazıldığını seçin.", field=field)
        fitting = {notation}
    if not fitting and not _PLAIN.fullmatch(bare):
        raise BadInput(f"“{text[:20]}” bir sayı değil.", "Hücreye yalnız sayıyı yazın.", field=field)
    if fitting == {Notation.TURKISH}:
        bare = bare.replace(".", "").replace(",", ".")
    return Decimal(bare.replace(",", ""))


def _bare(text: str) -> str:
    """The number without currency, an apostrophe in front, and blanks between its thousands."""
    if len(text) > _LONGEST:
        return ""
    bare = _CURRENCY.sub("", " ".join(text.split()).lstrip("'")).strip()
    return bare.replace(" ", "") if _BLANKED.fullmatch(bare) else bare


def _fitting(bare: str) -> set[Notation]:
    found = set()
    if _TURKISH.fullmatch(bare):
        found.add(Notation.TURKISH)
    if _ENGLISH.fullmatch(bare):
        found.add(Notation.ENGLISH)
    # No thousands begin with a zero: 0.125 and 0,125 are parts of one.
    if len(found) == 2 and bare.lstrip("-").startswith("0"):
        return {Notation.TURKISH} if "," in bare else {Notation.ENGLISH}
    return found


# ---------------------------------------------------------------- days


def days_in(texts: Iterable[str]) -> DayColumn:
    """Which order a column's days show; days with dots are Turkish and say nothing of the others."""
    shown: set[DayOrder] = set()
    unsure: list[str] = []
    for text in texts:
        found = _PARTS.fullmatch(text.strip()) if len(text) <= _LONGEST else None
        if found is None or found[2] == ".":
            continue
        first, second = int(found[1]), int(found[3])
        if first > 12 >= second:
            shown.add(DayOrder.DAY_FIRST)
        elif second > 12 >= first:
            shown.add(DayOrder.MONTH_FIRST)
        elif first != second and text not in unsure and len(unsure) < _SAMPLES:
            unsure.append(text)
    one = next(iter(shown)) if len(shown) == 1 else None
    return DayColumn(one, tuple(unsure))


def read_day(text: str, order: DayOrder | None, latest: date, *, field: str = "") -> date:
    """The day of a cell: written out, a spreadsheet's day number, or a year alone, which is its first day.

    Args:
        order: For a day that both orders would read; the others are read by their own shape.
        latest: A year of two digits is the last one that is not after this day's.

    Raises:
        BadInput: no day, none of the calendar, or one that only ``order`` could tell and it is ``None``.
    """
    typed = text.strip().lstrip("'")
    try:
        if len(typed) <= _LONGEST:
            if iso := _ISO.fullmatch(typed):
                return date(int(iso[1]), int(iso[2]), int(iso[3]))
            if found := _PARTS.fullmatch(typed):
                return _of_parts(typed, found, order, latest, field)
            if _SERIAL.fullmatch(typed):
                return _SERIAL_FROM + timedelta(days=int(typed))
            if _YEAR.fullmatch(typed):
                return date(int(typed), 1, 1)
    except ValueError as error:
        raise BadInput(f"“{text[:20]}” takvimde olmayan bir gün.", "Tarihi düzeltin.", field=field) from error
    raise BadInput(f"“{text[:20]}” tarih olarak okunamadı.", "gg.aa.yyyy biçiminde yazın.", field=field)


def is_year_alone(text: str) -> bool:
    """Whether a cell has nothing but a year."""
    return _YEAR.fullmatch(text.strip()) is not None


def _of_parts(text: str, found: re.Match[str], order: DayOrder | None, latest: date, field: str) -> date:
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    if len(found[4]) == 2:
        year += latest.year // 100 * 100
        year -= 100 if year > latest.year else 0
    if found[2] == "." or first == second or first > 12:
        order = DayOrder.DAY_FIRST
    elif second > 12:
        order = DayOrder.MONTH_FIRST
    if order is None:
        ways = (format_date(date(year, *pair)) for pair in ((second, first), (first, second)))
        raise BadInput(
            f"“{text[:20]}” {' mi '.join(ways)} mi belli değil.", "Sütunun nasıl yazıldığını seçin.", field=field
        )
    day, month = (first, second) if order is DayOrder.DAY_FIRST else (second, first)
    return date(year, month, day)
