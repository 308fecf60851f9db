"""What is typed and read of movements that an office kept elsewhere before it began with this book."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.butce.rules.values import MovementKind
from data.core.drafts import FieldKind, FieldSpec, entry
from data.core.intake.mapping import RowError

KINDS = (
    MovementKind.HARCAMA,
    MovementKind.HARCAMA_IADE,
    MovementKind.BLOKE,
    MovementKind.TAAHHUT,
    MovementKind.EK,
    MovementKind.YEDEK_GIREN,
    MovementKind.YEDEK_CIKAN,
    MovementKind.AKTARMA_GIREN,
    MovementKind.AKTARMA_CIKAN,
    MovementKind.DEVREDEN,
    MovementKind.GELEN,
    MovementKind.GONDERILEN,
    MovementKind.TENKIS,
    MovementKind.SERBEST,
    MovementKind.SERBEST_KISMA,
)
"""What such a file may bring: the opening ödenek comes with the cetvel, advances with their own book."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDraft:
    """What holds for a whole file of movements; ``kind`` is that of rows that name none."""

    harcama_birimi_id: int = entry(
        FieldSpec("Harcama birimi", FieldKind.PICK, lookup="butce_birimi", repeats=True)
    )
    year: int = entry(FieldSpec("Mali yıl", FieldKind.INT, length=4, repeats=True))
    kind: str | None = entry(
        FieldSpec(
            "Hareket türü",
            FieldKind.CHOICE,
            required=False,
            choices=tuple((kind.value, kind.label) for kind in KINDS),
            help="Dosyada türü yazmayan satırlar için",
        )
    )


@dataclass(frozen=True, slots=True)
class PastLine:
    """A movement that is ready to be written.

    Attributes:
        work: Subject of the harcama işi that it belongs to; empty for none.
        is_id: Of a work that is open already; 0 for one that is opened along with the file.
    """

    row: int
    tertip_id: int
    kod: str
    kind: MovementKind
    day: date
    amount: int
    belge: str
    belge_day: date | None
    belge_no: str
    decider: str
    text: str
    work: str
    firm: str
    is_id: int = 0


@dataclass(frozen=True, slots=True)
class KindSum:
    """What a file brings of one kind of movement."""

    kind: MovementKind
    lines: int
    kurus: int


@dataclass(frozen=True, slots=True)
class PastReading:
    """A file of movements that was read against the store.

    Attributes:
        lines: In the order in which they are written: by day, what gives ödenek first.
        errors: Rows that cannot be taken; nothing is while there is one.
        sums: By kind.
        notes: What a person reads before taking it.
        new_works: How many works are opened.
        columns: Field and 1-based column.
    """

    name: str
    sha256: str
    draft: PastDraft
    yil_id: int
    lines: tuple[PastLine, ...]
    errors: tuple[RowError, ...]
    sums: tuple[KindSum, ...]
    notes: tuple[str, ...]
    new_works: int
    columns: tuple[tuple[str, int], ...]
