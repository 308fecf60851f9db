"""An official paper as plain values: what every form but the puantaj cetveli is made of.

Built by an area's views from finished rows; holds no session and computes nothing. ``exports.document`` gives it
as PDF and as Excel, block by block, so a form is described once and looks the same in both. Blocks and their parts
carry a ``key`` where an office may arrange them its own way: it stays what it is when the wording changes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class CellKind(StrEnum):
    """What a table column holds; decides alignment and number format."""

    TEXT = "text"
    INT = "int"
    DAYS = "days"
    """Decimal days: ``18,5``; nothing for zero."""
    DECIMAL = "decimal"
    """Decimal number of which zero is told too: ``0``, ``18,5``."""
    MINUTES = "minutes"
    """Whole minutes, shown as hours: ``12:30``; nothing for zero."""
    MONEY = "money"
    """Whole kuruş, shown as lira: ``1.234,56``; zero is told too."""
    QUANTITY = "quantity"
    """Whole thousandths of a unit: ``2,5``; zero is told too."""
    PRICE = "price"
    """Whole millionths of a lira: ``1.234,50``, ``0,123456``; zero is told too."""
    DATE = "date"
    CENTRED = "centred"
    """Short letters in the middle: a day code."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One sign block; an unknown name or date is left to be written by hand.

    Attributes:
        role: ``Düzenleyen``, ``Kontrol eden``, ``Onaylayan``.
    """

    role: str
    name: str = ""
    title: str = ""
    on: date | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """Paragraphs of a letter or a remark, one a line of ``text``; an empty line leaves room.

    Attributes:
        heading: Stands bold and stays with what follows.
        indent: The first line of each paragraph begins 1,25 cm in, as official letters are written.
    """

    text: str
    heading: bool = False
    centred: bool = False
    indent: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Fields:
    """A box of labelled values, ``columns`` pairs side by side; an empty value leaves room for the pen.

    Attributes:
        keys: One a row, of a form that an office may arrange.
    """

    rows: tuple[tuple[str, str], ...]
    columns: int = 2
    title: str = ""
    key: str = ""
    keys: tuple[str, ...] = ()

    @classmethod
    def keyed(cls, key: str, entries: Iterable[tuple[str, str, str]]) -> Fields:
        """Of entries with their keys: key, label, value."""
        found = tuple(entries)
        rows = tuple((label, value) for _, label, value in found)
        return cls(rows, key=key, keys=tuple(name for name, _, _ in found))


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """One table column; ``width`` in letters of usual width, ``shaded`` for a day that is not worked."""

    title: str
    kind: CellKind = CellKind.TEXT
    width: int = 12
    shaded: bool = False
    key: str = ""


class Heading(tuple[object, ...]):
    """A row of a table that heads those below it: bold, and on the page of the next one."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings that repeat on every page.

    Attributes:
        rows: One value a column: ``str``, ``int``, ``Decimal``, ``date`` or ``None``. A long book may read them
            while it is written; they are gone through once a file.
        total: A last line in bold with as many values; ``None`` for none.
        pen: Lines are tall enough to be signed or filled in by hand.
        subtotals: Each page of several ends with what the total comes to so far, and the next one begins with it.
    """

    columns: tuple[PaperColumn, ...]
    rows: Collection[tuple[object, ...]]
    title: str = ""
    total: tuple[object, ...] | None = None
    pen: bool = False
    subtotals: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Plot:
    """Numbers as a picture: bars side by side, or with ``lines`` a course over time.

    Attributes:
        labels: Under the axis, one a place.
        series: Name and one number a label; ``None`` leaves the place empty.
    """

    title: str
    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[int | Decimal | None, ...]], ...]
    lines: bool = False


@dataclass(frozen=True, slots=True)
class Signatures:
    """Sign blocks side by side; never alone at the top of a page.

    Attributes:
        beside: In one row with the sign blocks before them, where a printed page has room for all.
    """

    blocks: tuple[Signature, ...]
    key: str = ""
    beside: bool = False


Block = Text | Fields | Table | Plot | Signatures


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole form or letter.

    Attributes:
        name: For the file, plain words without personal data (``fazla mesai çizelgesi``).
        office_lines: Head of the paper from ``T.C.`` down.
        subtitle: Period, unit, filter in force; under the title.
        number: Belge no, ``TASLAK``, or empty where the form has none.
        landscape: ``None`` lets the widest table decide.
        notes: Small lines at the end.
        tab: Short name among several papers of one file: its worksheet, its entry in the contents of a PDF.
        form: Of which form's layout it is (:mod:`data.core.paper_layout`); empty for one that nobody arranges.
        slots: Name and value of what an office's own wording may name as ``<name>``.
        page_hands: Who signs every page, at its foot.
        mark: Secrecy in capitals, at the head and the foot of every page (RY Örnek 20); empty where there is none.
        printed_at: Local clock time without zone; also stamped into the files, so equal papers give equal bytes.
    """

    name: str
    office_lines: tuple[str, ...]
    title: str
    blocks: tuple[Block, ...]
    printed_at: datetime
    subtitle: str = ""
    number: str = ""
    draft: bool = False
    landscape: bool | None = None
    notes: tuple[str, ...] = ()
    tab: str = ""
    form: str = ""
    slots: tuple[tuple[str, str], ...] = ()
    page_hands: tuple[Signature, ...] = ()
    mark: str = ""
