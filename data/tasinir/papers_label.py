"""Labels of durable items, rooms and ambars: what stands on them, and the sheets that they go on (m.36/1).

No law shapes such a label: an item's number is put on it lastingly, and a barcode system may be asked for
(m.40/1-a). So the sheet is chosen at printing, and an office's own one is a dated setting.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final

from sqlalchemy import select
from sqlmodel import col

from data.core import actors, parameters, trail
from data.core.drafts import FieldKind, FieldSpec, check, entry
from data.core.errors import BadInput
from data.core.label_sheet import LabelSheet, SheetSettings
from data.core.models import HarcamaBirimi
from data.core.money import format_int
from data.core.permissions import Verb
from data.core.stamps import wall_clock
from data.core.store import Look, Work
from data.core.switches import Parameter, ParameterType, SettingDraft
from data.core.text import visible
from data.tasinir import lookup
from data.tasinir.lookup import AMBAR_KIND, AREA, ITEM_KIND, PLACE_KIND
from data.tasinir.models import Ambar, Tasinir, TasinirYer
from data.tasinir.models_items import Demirbas
from data.tasinir.rules.values import ItemState

PREFIX: Final = "tasinir.etiket_"
MOST: Final = 10_000
"""Most labels of one file."""
_PAPER: Final = f"{PREFIX}kagit"
_NAMED: Final = 5
"""Numbers that a refusal spells out."""


# ---------------------------------------------------------------- paper


class LabelPaper(StrEnum):
    """The papers that labels are printed on."""

    A4_2X7 = "2x7"
    A4_3X8 = "3x8"
    A4_5X13 = "5x13"
    TEK_50X30 = "50x30"
    KURUM = "kurum"
    KURUM_TEK = "kurum_tek"

    @property
    def label(self) -> str:
        """In words, with the size of a label."""
        return {
            "2x7": "A4, 2 × 7 etiket (99,1 × 38,1 mm)",
            "3x8": "A4, 3 × 8 etiket (70 × 37 mm)",
            "5x13": "A4, 5 × 13 etiket (38,1 × 21,2 mm)",
            "50x30": "Tek etiket, 50 × 30 mm",
            "kurum": "A4, ölçüleri ayarlarda",
            "kurum_tek": "Tek etiket, ölçüsü ayarlarda",
        }[self.value]

    @property
    def single(self) -> bool:
        """Each label on a page of its own, for a label printer."""
        return self in (LabelPaper.TEK_50X30, LabelPaper.KURUM_TEK)


def _sheet(columns: int, rows: int, *measures: str) -> LabelSheet:
    return LabelSheet(columns, rows, *map(Decimal, measures))


_SHEETS: Final[Mapping[LabelPaper, LabelSheet]] = {
    LabelPaper.A4_2X7: LabelSheet(),
    LabelPaper.A4_3X8: _sheet(3, 8, "70", "37", "0", "0.5", "0", "0"),
    LabelPaper.A4_5X13: _sheet(5, 13, "38.1", "21.2", "4.75", "10.7", "2.5", "0"),
    LabelPaper.TEK_50X30: _sheet(1, 1, "50", "30", "0", "0", "0", "0"),
}
"""Measures as makers of label paper name them; an office whose paper differs sets its own."""
_OWN: Final = SheetSettings(PREFIX, least_width=30, least_height=18, lead="Taşınır: ")
_CHOICES: Final = tuple((one.value, one.label) for one in LabelPaper)
PARAMETERS: Final[tuple[Parameter, ...]] = (
    Parameter(
        _PAPER,
        ParameterType.TEXT,
        LabelPaper.A4_2X7.value,
        f"Taşınır: Etiket kâğıdı ({', '.join(LabelPaper)})",
        "Kurum uygulaması",
    ),
    *_OWN.parameters,
)
"""The usual paper, and every measure of the office's own."""


def sheet_of(paper: LabelPaper) -> LabelSheet:
    """The sheet that a paper's name stands for.

    Raises:
        KeyError: it is the office's own, whose measures are settings.
    """
    return _SHEETS[paper]


def set_label_setting(work: Work, draft: SettingDraft) -> None:
    """Sets the usual paper, or a measure of the office's own one, from a day on.

    Raises:
        NotAllowed: not an administrator.
        BadInput: the value does not fit, or something is missing.
    """
    if draft.name != _PAPER:
        _OWN.set(work, draft)
        return
    check(draft)
    value = _paper(draft.value, field="value").value
    parameters.set_parameter(work, _PAPER, draft.valid_from, value, draft.source, default=LabelPaper.A4_2X7.value)


def _paper(text: str, *, field: str) -> LabelPaper:
    try:
        return LabelPaper(text.strip())
    except ValueError:
        raise BadInput(
            f"“{visible(text[:40])}” bilinen bir etiket kâğıdı değil.",
            f"Şunlardan birini yazın: {', '.join(LabelPaper)}.",
            field=field,
        ) from None


def usual_paper(look: Look) -> LabelPaper:
    """The paper that the office uses today.

    Raises:
        BadInput: a stored value does not fit.
    """
    return _paper(parameters.values_on(look, look.today, _PAPER).get(_PAPER, LabelPaper.A4_2X7), field=_PAPER)


# ---------------------------------------------------------------- labels


class LabelKind(StrEnum):
    """What labels are stuck on."""

    DEMIRBAS = ITEM_KIND
    YER = PLACE_KIND
    AMBAR = AMBAR_KIND

    @property
    def label(self) -> str:
        """Title of the file."""
        return {"demirbas": "Taşınır etiketi", "tasinir_yer": "Oda etiketi", "ambar": "Ambar etiketi"}[self.value]


class LabelCodes(StrEnum):
    """What a machine reads on a label."""

    IKISI = "ikisi"
    KAREKOD = "karekod"
    CODE_128 = "code128"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLabelDraft:
    """How labels are printed."""

    paper: str = entry(
        FieldSpec(
            "Kâğıt",
            FieldKind.CHOICE,
            choices=(("ayar", "Ayarlardaki alışılmış kâğıt"), *_CHOICES),
            help="Ayarlardaki ölçüler kurumun kendi kâğıdı içindir",
        ),
        default="ayar",
    )
    codes: str = entry(
        FieldSpec(
            "Okunacak kod",
            FieldKind.CHOICE,
            choices=(("ikisi", "Karekod ve çizgi kod"), ("karekod", "Yalnız karekod"),
                     ("code128", "Yalnız çizgi kod (Code 128)")),
            help="Çizgi kodun sığmadığı etikete karekod basılır",
        ),
        default="ikisi",
    )  # fmt: skip
    place: int = entry(
        FieldSpec("İlk etiketin yeri", FieldKind.INT, length=3, help="Tabakada soldan sağa, yukarıdan aşağıya"),
        default=1,
    )


@dataclass(frozen=True, slots=True)
class ItemLabel:
    """What stands on one label.

    Attributes:
        heading: The institution, and the harcama birimi whose books the item stands in.
        fields: Caption and value: first the official number or code, then what it is of; never empty values.
        number: What karekod and Code 128 hold: the barcode number, or the code of a room or ambar.
    """

    heading: tuple[str, ...]
    fields: tuple[tuple[str, str], ...]
    number: str


@dataclass(frozen=True, slots=True)
class ItemLabels:
    """Labels for one file.

    Attributes:
        place: Of the first one on the first sheet, from 1.
        single: Each on a page of its own, as large as a label.
        printed_at: Clock time of the office without zone.
    """

    kind: LabelKind
    labels: tuple[ItemLabel, ...]
    sheet: LabelSheet
    codes: LabelCodes
    place: int
    single: bool
    printed_at: datetime


def labels_for_export(work: Work, kind: LabelKind, rows: Sequence[int], draft: ItemLabelDraft) -> ItemLabels:
    """The labels of items by sicil no, or of rooms or ambars by code; the export is written to the trail.

    Args:
        rows: Keys of :class:`Demirbas`, :class:`TasinirYer` or :class:`Ambar`, as ``kind`` says.

    Raises:
        NotAllowed: no permission to export.
        BadInput: nothing is chosen, too much, something out of sight or that left the books, or the sheet has no
            such place.
        BadFields: the draft is incomplete.
    """
    work.actor.require(AREA, Verb.EXPORT)
    check(draft)
    paper = usual_paper(work) if draft.paper == "ayar" else LabelPaper(draft.paper)
    own = paper in (LabelPaper.KURUM, LabelPaper.KURUM_TEK)
    sheet = _OWN.on(work, work.today, single=paper.single) if own else sheet_of(paper)
    if not paper.single:
        sheet.require_place(draft.place)
    _require_count(rows)
    labels = _READERS[kind](work, tuple(set(rows)))
    if len(labels) < len(set(rows)):
        raise BadInput("Seçilenlerden biri bulunamadı.", "Listeyi yenileyip yeniden seçin.")
    first, last = labels[0].fields[0][1], labels[-1].fields[0][1]
    words = first if len(labels) == 1 else f"{first} – {last}, {format_int(len(labels))} etiket"
    trail.record(
        work,
        "tasinir.export",
        f"{kind.label} dışa aktarıldı: {words}",
        kind=kind.value,
        record_id=rows[0] if len(labels) == 1 else 0,
    )
    codes = LabelCodes(draft.codes)
    return ItemLabels(kind, labels, sheet, codes, draft.place, paper.single, wall_clock(work.now))


def _require_count(rows: Sequence[int]) -> None:
    if not rows:
        raise BadInput("Etiketi basılacak kayıt seçilmedi.", "Kayıtları boşluk tuşuyla seçin.")
    if len(rows) > MOST:
        raise BadInput("Bir dosyaya en çok 10.000 etiket yazılır.", "Listeyi süzüp daha az kayıt seçin.")


def _items(look: Look, keys: tuple[int, ...]) -> tuple[ItemLabel, ...]:
    statement = (
        select(
            col(Demirbas.sicil_no), col(Demirbas.barcode), col(Demirbas.brand), col(Demirbas.model),
            col(Demirbas.state), col(Tasinir.name), col(HarcamaBirimi.name),
        )
        .join(Tasinir, col(Tasinir.id) == col(Demirbas.tasinir_id))
        .join(Ambar, col(Ambar.id) == col(Demirbas.ambar_id))
        .join(HarcamaBirimi, col(HarcamaBirimi.id) == col(Ambar.harcama_birimi_id))
        .where(col(Demirbas.id).in_(keys), *lookup.in_sight(look, col(Ambar.harcama_birimi_id)))
        .order_by(col(Demirbas.sicil_no))
    )  # fmt: skip
    found = look.session.execute(statement).all()
    gone = [sicil_no for sicil_no, _, _, _, state, _, _ in found if not ItemState(state).in_books]
    if gone:
        more = f" ve {format_int(len(gone) - _NAMED)} taşınır daha" if len(gone) > _NAMED else ""
        raise BadInput(
            f"Kayıttan düşmüş taşınıra etiket basılmaz: {', '.join(gone[:_NAMED])}{more}.",
            "Listeyi kayıtta olanlara süzüp yeniden seçin.",
        )
    heading = _heading(look)
    return tuple(
        _label(
            (*heading, unit),
            (("Sicil no", sicil_no), ("Taşınır", name), ("Marka / model", f"{brand} {model}".strip())),
            barcode,
        )
        for sicil_no, barcode, brand, model, _, name, unit in found
    )


def _rooms(look: Look, keys: tuple[int, ...]) -> tuple[ItemLabel, ...]:
    statement = (
        select(col(TasinirYer.code), col(TasinirYer.name), col(HarcamaBirimi.name))
        .join(HarcamaBirimi, col(HarcamaBirimi.id) == col(TasinirYer.harcama_birimi_id))
        .where(col(TasinirYer.id).in_(keys), *lookup.in_sight(look, col(TasinirYer.harcama_birimi_id)))
        .order_by(col(HarcamaBirimi.code), col(TasinirYer.code))
    )
    heading = _heading(look)
    return tuple(
        _label((*heading, unit), (("Oda kodu", code), ("Oda", name)), code)
        for code, name, unit in look.session.execute(statement)
    )


def _ambars(look: Look, keys: tuple[int, ...]) -> tuple[ItemLabel, ...]:
    """An ambar's code is written after its unit's (m.38/1-b)."""
    statement = (
        select(col(HarcamaBirimi.code), col(Ambar.code), col(Ambar.name), col(HarcamaBirimi.name))
        .join(HarcamaBirimi, col(HarcamaBirimi.id) == col(Ambar.harcama_birimi_id))
        .where(col(Ambar.id).in_(keys), *lookup.in_sight(look, col(Ambar.harcama_birimi_id)))
        .order_by(col(HarcamaBirimi.code), col(Ambar.code))
    )
    heading = _heading(look)
    return tuple(
        _label((*heading, unit), (("Ambar kodu", f"{unit_code}.{code}"), ("Ambar", name)), f"{unit_code}.{code}")
        for unit_code, code, name, unit in look.session.execute(statement)
    )


_READERS: Final = {LabelKind.DEMIRBAS: _items, LabelKind.YER: _rooms, LabelKind.AMBAR: _ambars}


def _heading(look: Look) -> tuple[str, ...]:
    office = actors.office(look)
    return office.lines[1:2] if office else ()


def _label(heading: tuple[str, ...], fields: tuple[tuple[str, str], ...], number: str) -> ItemLabel:
    return ItemLabel(heading, tuple(one for one in fields if one[1]), number)
