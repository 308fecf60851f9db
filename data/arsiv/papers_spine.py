"""Dosya etiketi (EK-3): what stands on the label of a folder, and the sheets that such labels are printed on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

from sqlalchemy import select
from sqlmodel import col

from data.arsiv.folder_texts import texts_of
from data.arsiv.lookup import AREA, FOLDER_KIND, in_sight
from data.arsiv.models import ArsivYer, Klasor
from data.arsiv.operations.events import name_of
from data.arsiv.rules.scan_codes import folder_mark
from data.arsiv.rules.values import FolderStage
from data.core import actors, trail
from data.core.drafts import FieldKind, FieldSpec, check, entry
from data.core.errors import BadInput
from data.core.label_sheet import LabelSheet, SheetSettings
from data.core.logo import logo
from data.core.models import Birim
from data.core.permissions import Verb
from data.core.secrecy import Secrecy
from data.core.stamps import wall_clock
from data.core.store import Look, Work

PREFIX: Final = "arsiv.etiket_"
MOST: Final = 2_000
"""Most labels of one file."""
_SHEET: Final = SheetSettings(PREFIX, least_width=80, least_height=28, lead="Arşiv: ")
PARAMETERS: Final = _SHEET.parameters
"""Every measure of the office's own sheet as a row of the parameter table."""
set_measure: Final = _SHEET.set


class SpinePaper(StrEnum):
    """The papers that labels of folders are printed on."""

    GENIS = "genis"
    DAR = "dar"
    KUTU = "kutu"
    KURUM = "kurum"
    KURUM_TEK = "kurum_tek"

    @property
    def label(self) -> str:
        """In words, with the size of a label."""
        return {
            "genis": "A4, 4 geniş sırt etiketi (192 × 61 mm)",
            "dar": "A4, 7 dar sırt etiketi (192 × 38 mm)",
            "kutu": "A4, 2 × 7 etiket (99,1 × 38,1 mm)",
            "kurum": "A4, ölçüleri ayarlarda",
            "kurum_tek": "Tek etiket, ölçüsü ayarlarda",
        }[self.value]

    @property
    def single(self) -> bool:
        """Each label on a page of its own, for a label printer."""
        return self is SpinePaper.KURUM_TEK


def _sheet(rows: int, height: str, top: str) -> LabelSheet:
    return LabelSheet(1, rows, Decimal(192), Decimal(height), Decimal(9), Decimal(top), Decimal(0), Decimal(0))


_SHEETS: Final[Mapping[SpinePaper, LabelSheet]] = {
    SpinePaper.GENIS: _sheet(4, "61", "26.5"),
    SpinePaper.DAR: _sheet(7, "38", "15.5"),
    SpinePaper.KUTU: LabelSheet(),
}
"""Measures as makers of label paper name them; an office whose paper differs sets its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpineDraft:
    """How labels of folders are printed."""

    paper: str = entry(
        FieldSpec(
            "Kâğıt",
            FieldKind.CHOICE,
            choices=tuple((one.value, one.label) for one in SpinePaper),
            help="Ayarlardaki ölçüler kurumun kendi kâğıdı içindir",
        ),
        default=SpinePaper.GENIS.value,
    )
    place: int = entry(
        FieldSpec("İlk etiketin yeri", FieldKind.INT, length=3, help="Tabakada soldan sağa, yukarıdan aşağıya"),
        default=1,
    )


@dataclass(frozen=True, slots=True)
class Spine:
    """What stands on one label: of a folder (EK-3), or with an empty ``no`` of a place.

    Attributes:
        mark: Secrecy in capitals; empty where there is none (m.13/2).
        heading: The institution, and the unit with its code.
        code: Of the folder's subject, or the whole code of the place.
        year: Of the folder, or what kind of place it is.
        no: With the number in its unit, and the part where there are several.
        place: Whole code of its place; empty where it has none.
        scan: What its karekod holds; says nothing of the folder.
    """

    mark: str
    heading: tuple[str, ...]
    code: str
    year: str
    no: str
    title: str
    special: str
    place: str
    scan: str


@dataclass(frozen=True, slots=True)
class Spines:
    """Labels for one file.

    Attributes:
        place: Of the first one on the first sheet, from 1.
        single: Each on a page of its own, as large as a label.
        printed_at: Clock time of the office without zone.
        logo: Of the office, as PNG; empty where it gave none.
    """

    labels: tuple[Spine, ...]
    sheet: LabelSheet
    place: int
    single: bool
    printed_at: datetime
    logo: bytes = b""


def spines_for_export(work: Work, rows: Sequence[int], draft: SpineDraft) -> Spines:
    """The labels of folders by unit, code, year and part; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export, or one is secret and the vault is closed.
        BadInput: nothing is chosen, too much, something out of sight or gone, or the sheet has no such place.
        BadFields: the draft is incomplete.
    """
    work.actor.require(AREA, Verb.EXPORT)
    sheet, single = sheet_for(work, draft)
    if not rows:
        raise BadInput("Etiketi basılacak klasör seçilmedi.", "Klasörleri boşluk tuşuyla seçin.")
    if len(set(rows)) > MOST:
        raise BadInput("Bir dosyaya en çok 2.000 etiket yazılır.", "Listeyi süzüp daha az klasör seçin.")
    found = _folders(work, rows)
    labels = tuple(_spine(work, row) for row in found)
    first = found[0]
    words = name_of(first) if len(found) == 1 else f"{len(found)} klasör"
    level = Secrecy(max(row.secrecy for row in found))
    key = (first.id or 0) if len(found) == 1 else 0
    trail.record(
        work, "arsiv.export", f"Dosya etiketi basıldı: {words}", kind=FOLDER_KIND, record_id=key, secrecy=level
    )
    return Spines(labels, sheet, draft.place, single, wall_clock(work.now), logo(work))


def sheet_for(look: Look, draft: SpineDraft) -> tuple[LabelSheet, bool]:
    """The sheet that labels are printed on, and whether each has a page of its own.

    Raises:
        BadInput: the sheet has no such place.
        BadFields: the draft is incomplete.
    """
    check(draft)
    paper = SpinePaper(draft.paper)
    sheet = _SHEETS.get(paper) or _SHEET.on(look, look.today, single=paper.single)
    if not paper.single:
        sheet.require_place(draft.place)
    return sheet, paper.single


def _folders(look: Look, rows: Sequence[int]) -> list[Klasor]:
    order = (col(Klasor.birim_id), col(Klasor.code), col(Klasor.opened_year), col(Klasor.part), col(Klasor.id))
    wanted = select(Klasor).where(col(Klasor.id).in_(set(rows)), in_sight(look)).order_by(*order)
    found = list(look.session.execute(wanted).scalars())
    if len(found) < len(set(rows)):
        raise BadInput("Seçilenlerden biri bulunamadı.", "Listeyi yenileyip yeniden seçin.")
    gone = next((row for row in found if not FolderStage(row.stage).here), None)
    if gone is not None:
        stage = FolderStage(gone.stage).label
        raise BadInput(f"{name_of(gone)}: {stage}; etiketi basılmaz.", "Listeyi kurumdakilere süzün.")
    return found


def _spine(look: Look, row: Klasor) -> Spine:
    texts = texts_of(look, row)
    unit = look.session.get_one(Birim, row.birim_id)
    office = actors.office(look)
    own = office is not None and office.mudurluk == unit.name and office.detsis
    named = f"{unit.name} ({office.detsis})" if office is not None and own else unit.name
    place = look.session.get(ArsivYer, row.yer_id) if row.yer_id else None
    special = " · ".join(one for one in (texts.case_no, texts.special) if one)
    return Spine(
        mark=Secrecy(row.secrecy).mark,
        heading=(*(office.lines[1:2] if office else ()), named),
        code=row.code,
        year=str(row.opened_year),
        no=row.no + (f" / {row.part}. klasör" if row.part > 1 else ""),
        title=texts.title,
        special=special,
        place=place.full_code if place else "",
        scan=folder_mark(row.id or 0),
    )
