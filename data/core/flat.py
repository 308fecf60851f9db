"""A table for another program as plain values: columns with a stated meaning, one record a line.

Built by an area's views; ``exports.flat`` writes it as CSV and writes the description of its layout from the same
columns, so that the two can never disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FlatKind(StrEnum):
    """What a column holds; decides how its values are written."""

    TEXT = "text"
    INT = "int"
    DAYS = "days"
    """Decimal days: ``18.5``."""
    DATE = "date"
    FLAG = "flag"
    """``1`` or ``0``."""
    VALUE = "value"
    """A value of whichever of these kinds the column that is spoken of has."""

    @property
    def label(self) -> str:
        """As the description of the layout names it."""
        return {
            "text": "metin",
            "int": "tam sayı",
            "days": "ondalıklı sayı",
            "date": "tarih",
            "flag": "1 ya da 0",
            "value": "alanın türünde",
        }[self.value]


@dataclass(frozen=True, slots=True)
class FlatColumn:
    """One column: ``name`` stands in the first line of the file, ``unit`` is empty where there is none."""

    name: str
    kind: FlatKind
    meaning: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class FlatTable:
    """A file of records.

    Attributes:
        stem: Name of the file without its ending.
        meaning: What a line is.
        rows: One value a column: ``str``, ``int``, ``bool``, ``Decimal``, ``date`` or ``None``.
        decimal_comma: ``18,5`` and not ``18.5``.
        iso_dates: ``2026-10-31`` and not ``31.10.2026``.
    """

    stem: str
    meaning: str
    columns: tuple[FlatColumn, ...]
    rows: tuple[tuple[object, ...], ...]
    decimal_comma: bool = True
    iso_dates: bool = True


@dataclass(frozen=True, slots=True)
class FlatList:
    """The values that a column of keys can have, with what each means."""

    title: str
    entries: tuple[tuple[str, str], ...]
