"""What is typed and read of an ödenek cetveli before it becomes tertips with their opening ödenek."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from data.butce.rules.codes import Segments
from data.core.drafts import FieldKind, FieldSpec, entry
from data.core.intake.mapping import RowError

_CODE: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class CetvelDraft:
    """What holds for a whole cetvel.

    Attributes:
        karar_day: Of the decision that votes the budget.
        agreed: What the decision gives the unit in all, kuruş; the rows must come to it.
        kurumsal: Only rows whose code begins so are taken; also the code of a file that has no such column.
        fonksiyonel: Code of a file that has no such column; likewise ``finansman``.
    """

    harcama_birimi_id: int = entry(
        FieldSpec("Harcama birimi", FieldKind.PICK, lookup="butce_birimi", repeats=True)
    )
    year: int = entry(FieldSpec("Mali yıl", FieldKind.INT, length=4))
    belge: str = entry(
        FieldSpec("Belge", length=80, help="Başlangıç ödeneğinin dayanağı"), default="Meclis kararı"
    )
    karar_day: date = entry(FieldSpec("Karar tarihi", FieldKind.DATE))
    karar_no: str = entry(FieldSpec("Karar no", length=40))
    agreed: int | None = entry(
        FieldSpec("Karardaki toplam", FieldKind.MONEY, required=False, help="Yazılırsa cetvel buna eşit olmalıdır")
    )
    kurumsal: str | None = entry(
        FieldSpec("Kurumsal kod", required=False, length=_CODE, help="Yalnız bu kodla başlayan satırlar alınır")
    )
    fonksiyonel: str | None = entry(
        FieldSpec("Fonksiyonel kod", required=False, length=_CODE, help="Dosyada sütunu yoksa")
    )
    finansman: str | None = entry(
        FieldSpec("Finansman tipi", required=False, length=_CODE, help="Dosyada sütunu yoksa")
    )


@dataclass(frozen=True, slots=True)
class CetvelLine:
    """A tertip of a cetvel that is ready to be opened.

    Attributes:
        kurus: Its opening ödenek; 0 opens the tertip alone.
        tertip_id: The year has it already, without an opening ödenek; 0 for a new one.
    """

    row: int
    segments: Segments
    kod: str
    name: str
    kurus: int
    tertip_id: int = 0


@dataclass(frozen=True, slots=True)
class LevelName:
    """What a cetvel calls a code above the tertip: ``kod`` in the common text form."""

    segment: str
    kod: str
    name: str


@dataclass(frozen=True, slots=True)
class LevelSum:
    """What a cetvel comes to under an economic code of level I or II, to be agreed with the decision."""

    kod: str
    level: int
    name: str
    lines: int
    kurus: int


@dataclass(frozen=True, slots=True)
class CetvelReading:
    """A cetvel that was read against the store.

    Attributes:
        names: Of codes above the tertips.
        errors: Rows that cannot be taken; nothing is while there is one.
        sums: By economic I and II, in the order of their codes.
        notes: What a person reads before taking it.
        columns: Field and 1-based column.
        opens_year: The budget year is opened along with it.
    """

    name: str
    sha256: str
    draft: CetvelDraft
    lines: tuple[CetvelLine, ...]
    names: tuple[LevelName, ...]
    errors: tuple[RowError, ...]
    sums: tuple[LevelSum, ...]
    notes: tuple[str, ...]
    columns: tuple[tuple[str, int], ...]
    opens_year: bool

    @property
    def kurus(self) -> int:
        """Opening ödenek of all lines."""
        return sum(one.kurus for one in self.lines)
