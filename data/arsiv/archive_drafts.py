"""What is typed and read of an office's existing archive before it becomes folders of this desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from data.arsiv.rules.taken import TAKEN, Closing
from data.arsiv.rules.values import FolderStage
from data.core.drafts import FieldKind, FieldSpec, entry
from data.core.intake.mapping import RowError
from data.core.secrecy import Secrecy

TARGET: Final = "klasor"
"""Under which lists of folders and their column mappings are remembered."""
MOST: Final = 100_000
"""Folders of one file."""
OLD_NO: Final = 60
NOTE: Final = 300
"""Most letters of an old number and of a remark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveFileDraft:
    """What holds for the rows of a file that do not say it themselves."""

    birim_id: int = entry(
        FieldSpec("Birim", FieldKind.PICK, lookup="birim", repeats=True, help="Satırında birim yazmayanlar için")
    )
    stage: str = entry(
        FieldSpec(
            "Durumu",
            FieldKind.CHOICE,
            choices=tuple((one.value, one.label) for one in TAKEN),
            repeats=True,
            help="Satırında durum yazmayanlar için",
        )
    )
    over: bool = entry(
        FieldSpec("Yer dolu olsa da koy", FieldKind.CHECK, required=False, help="Raf kapasitesini aşanlar için"),
        default=False,
    )


@dataclass(frozen=True, slots=True)
class ArchiveFolder:
    """A row that is ready to become a folder.

    Attributes:
        row: Of the file, 1-based.
        opened_on: The first day of its year where the list has no day.
        day_known: The list says the day on which it was opened.
        part: Cilt as the list numbers it; 0 where it does not.
        old_no: Its number in the records before.
        closing: When it was closed and how that is known; nothing while it is open.
        documents: How many the list counts in it; 0 where it does not.
    """

    row: int
    birim_id: int
    kod_id: int
    code: str
    opened_on: date
    day_known: bool
    title: str
    case_no: str
    special: str
    old_no: str
    part: int
    secrecy: Secrecy
    yer_id: int | None
    stage: FolderStage
    closing: Closing | None
    pages: int
    documents: int
    note: str

    @property
    def case(self) -> bool:
        """Vaka dosyası: it has the number of one."""
        return bool(self.case_no)


@dataclass(frozen=True, slots=True)
class ArchiveReading:
    """A list that was read against the store; nothing of it is written while a row is refused.

    Attributes:
        lines: What a person compares with the shelf before taking it: the count, remarks, sums, then folders.
        columns: Field to 1-based column.
    """

    name: str
    sha256: str
    draft: ArchiveFileDraft
    folders: tuple[ArchiveFolder, ...]
    lines: tuple[str, ...]
    errors: tuple[RowError, ...]
    columns: Mapping[str, int]
