"""What is typed and read of an opening, and what a person answers about it, before it becomes a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from data.core.calendar import format_date
from data.core.drafts import FieldKind, FieldSpec, entry
from data.core.intake.mapping import RowError, parse_date
from data.tasinir.opening_intake import OpeningKind

LEAVE: Final = -1
"""As the answer about a holder: the item stays in the ambar."""
LEFT_WORDS: Final = "ambarda kalır"
_FIRST: Final = "İlk girişi "


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningDraft:
    """What holds for a whole file.

    Attributes:
        ambar_id: Of rows without an ambar of their own; its harcama birimi is the whole file's.
        day: Of the vouchers: from then on the books hold it.
        dayanak_day: Of the paper that the figures come from.
        unit: Measure of goods whose row says none.
        keep_sicil: Registry numbers of the file stay; else all items get new ones (m.36/3).
    """

    ambar_id: int = entry(FieldSpec("Ambar", FieldKind.PICK, lookup="ambar", repeats=True))
    day: date = entry(FieldSpec("Açılış tarihi", FieldKind.DATE, help="Kayıtlar bu günden başlar"))
    dayanak_day: date = entry(FieldSpec("Dayanak tarihi", FieldKind.DATE, help="Devir cetveli, sayım, yazı…"))
    dayanak_no: str = entry(FieldSpec("Dayanak sayısı", length=80))
    unit: str = entry(FieldSpec("Ölçü birimi", length=20, help="Dosyada yazmayan satırlar için"), default="Adet")


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemOpeningDraft(OpeningDraft):
    """As :class:`OpeningDraft`, for durable items."""

    keep_sicil: bool = entry(
        FieldSpec(
            "Eski sicil no kalsın", FieldKind.CHECK, required=False, help="Kalmazsa hepsine yeni numara verilir"
        ),
        default=True,
    )


def first_entry_note(entered: date, day: date) -> str:
    """What the line of an opening says of goods that came in before its day; empty for those of the day."""
    return "" if entered == day else f"{_FIRST}{format_date(entered)}"


def first_entry(note: str) -> date | None:
    """The day that :func:`first_entry_note` wrote."""
    return parse_date(note.removeprefix(_FIRST)) if note.startswith(_FIRST) else None


class Asked(StrEnum):
    """What a file may name that the store does not know."""

    KOD = "kod"
    AMBAR = "ambar"
    ODA = "oda"
    KISI = "kisi"

    @property
    def label(self) -> str:
        """As said on screen."""
        return {"kod": "Kod", "ambar": "Ambar", "oda": "Oda", "kisi": "Kişi"}[self.value]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name in a file that stands for nothing certain.

    Attributes:
        key: The same for all rows that write it alike.
        text: As it is written.
        rows: How many rows.
        first_row: The first of them.
        why: What is wrong with it, in words.
        near: (key, label) of what it may be.
        answer: What it was said to stand for.
    """

    asked: Asked
    key: str
    text: str
    rows: int
    first_row: int
    why: str
    near: tuple[tuple[int, str], ...]
    answer: tuple[int, str] | None = None


Answers = Mapping[tuple[Asked, str], int]
"""Unknown to the key of what it is, or :data:`LEAVE`."""


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """A row that is ready to be written.

    Attributes:
        tasinir_id: The kind of goods; 0 for one that is to be added under ``kod_id`` with name and unit.
        quantity: Thousandths.
        kurus: Recorded value of all of them.
        unit_price: Millionths of a lira.
        entered: When it first came in; of consumables the order in which they are used (m.22/4).
        old_sicil: A registry number that does not stay.
        serials: One for each item, or none.
        holder: Person or room that has it, in words.
    """

    row: int
    tasinir_id: int
    kod_id: int
    code: str
    name: str
    unit: str
    quantity: int
    kurus: int
    unit_price: int
    entered: date
    ambar_id: int
    expires: date | None = None
    sicil: str = ""
    old_sicil: str = ""
    brand: str = ""
    model: str = ""
    serials: tuple[str, ...] = ()
    features: str = ""
    personel_id: int = 0
    yer_id: int = 0
    holder: str = ""


@dataclass(frozen=True, slots=True)
class LevelTotal:
    """What a file brings of a II. düzey code, to be agreed with muhasebe before anything is written (m.30/4)."""

    code: str
    name: str
    lines: int
    quantity: int
    kurus: int


@dataclass(frozen=True, slots=True)
class OpeningReading:
    """A file that was read against the store.

    Attributes:
        unknowns: What must be answered first; rows that name it are in no line yet.
        answered: Names that stand for what a person said, now or at an earlier file.
        errors: Rows that cannot be taken; nothing is while there is one.
        notes: What a person reads before taking it.
        new_goods: Kinds of goods that are added.
        out: Items that a person or a room has.
    """

    kind: OpeningKind
    name: str
    sha256: str
    draft: OpeningDraft
    lines: tuple[OpeningLine, ...]
    unknowns: tuple[Unknown, ...]
    answered: tuple[Unknown, ...]
    errors: tuple[RowError, ...]
    totals: tuple[LevelTotal, ...]
    notes: tuple[str, ...]
    new_goods: int
    out: int
    columns: tuple[tuple[str, int], ...]
    """Field and 1-based column."""

    @property
    def quantity(self) -> int:
        """Thousandths of all lines; of durables the number of items."""
        return sum(one.quantity for one in self.lines)

    @property
    def kurus(self) -> int:
        """Recorded value of all lines."""
        return sum(one.kurus for one in self.lines)
