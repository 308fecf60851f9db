"""The kayıt etiketi and kaşesi of incoming documents, with the fields of RY Örnek 23, and the sheet they go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlmodel import col

from data.core import actors, trail
from data.core.drafts import FieldKind, FieldSpec, check, entry
from data.core.errors import BadInput
from data.core.label_sheet import LabelSheet, SheetSettings
from data.core.permissions import Verb
from data.core.secrecy import Secrecy
from data.core.stamps import wall_clock
from data.core.store import Look, Work
from data.evrak.models import Evrak, Havale
from data.evrak.rules.values import Book, HandOver, Purpose
from data.evrak.sight import AREA, KIND, in_sight

PREFIX: Final = "evrak.etiket_"
MOST: Final = 500
"""Most labels of one file."""
_CODE_BYTES = 300
"""A karekod with more would be too fine for a label; further receivers are counted."""


_SHEET: Final = SheetSettings(PREFIX, least_width=60, least_height=25)
PARAMETERS: Final = _SHEET.parameters
"""Every measure of the sheet of labels as a row of the parameter table."""
sheet_on: Final = _SHEET.on
set_measure: Final = _SHEET.set


# ---------------------------------------------------------------- labels


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelDraft:
    """How labels are printed."""

    stamp: str = entry(
        FieldSpec(
            "Biçim",
            FieldKind.CHOICE,
            choices=(("etiket", "Etiket (karekodlu)"), ("kase", "Kaşe (gereği / bilgi)")),
            help="RY m.31, Örnek 23",
        ),
        default="etiket",
    )
    paper: str = entry(
        FieldSpec(
            "Kâğıt",
            FieldKind.CHOICE,
            choices=(("tabaka", "A4 etiket tabakası"), ("tek", "Tek etiket (etiket yazıcısı)")),
        ),
        default="tabaka",
    )
    place: int = entry(
        FieldSpec("İlk etiketin yeri", FieldKind.INT, length=3, help="Tabakada soldan sağa, yukarıdan aşağıya"),
        default=1,
    )


@dataclass(frozen=True, slots=True)
class Label:
    """What stands on one label (RY Örnek 23).

    Attributes:
        heading: ``T.C.``, the institution, the unit that registers.
        act: Units and persons that it was sent to for action; empty where nothing was sent yet.
        know: Those who are to know.
    """

    heading: tuple[str, ...]
    number: str
    day: str
    clock: str
    act: tuple[str, ...]
    know: tuple[str, ...]

    @property
    def receivers(self) -> str:
        """All of them in one line."""
        return ", ".join((*self.act, *(f"{name} (bilgi)" for name in self.know)))

    @property
    def code(self) -> str:
        """What the karekod holds, a field a line."""
        head = (
            f"Belgeyi Kaydeden Birim: {self.heading[-1] if self.heading else ''}\n"
            f"Kayıt Sayısı: {self.number}\n"
            f"Kayıt Tarihi ve Saati: {self.day} {self.clock}\n"
            "Havale Edilen Birim/Birimler: "
        )
        names = (*self.act, *self.know)
        kept = len(names)
        while kept and len((head + ", ".join(names[:kept])).encode()) > _CODE_BYTES:
            kept -= 1
        more = f" ve {len(names) - kept} alıcı" if kept < len(names) else ""
        return head + ", ".join(names[:kept]) + more


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels for one file.

    Attributes:
        place: Of the first one on the first sheet, from 1.
        stamp: The kaşe, with Gereği and Bilgi side by side and without karekod; else the etiket.
        single: Each on a page of its own, as large as a label.
    """

    labels: tuple[Label, ...]
    sheet: LabelSheet
    place: int
    stamp: bool
    single: bool
    printed_at: datetime


def labels_for_export(work: Work, rows: Sequence[int], draft: LabelDraft) -> Labels:
    """The labels of incoming documents in the order of their numbers; the export is written to the trail.

    Raises:
        NotAllowed: no permission to export.
        BadInput: nothing is chosen, too much, something that did not come in or is out of sight, or the sheet has
            no such place.
    """
    work.actor.require(AREA, Verb.EXPORT)
    check(draft)
    found = _documents(work, rows)
    sheet = sheet_on(work, work.today)
    sheet.require_place(draft.place)
    labels = _labels(work, found)
    first, last = found[0].kayit_no, found[-1].kayit_no
    words = first if len(found) == 1 else f"{first} – {last}, {len(found)} etiket"
    trail.record(
        work,
        "evrak.export",
        f"Kayıt etiketi dışa aktarıldı: {words}",
        kind=KIND,
        record_id=found[0].id or 0 if len(found) == 1 else 0,
        secrecy=max(Secrecy(row.secrecy) for row in found),
    )
    single, stamp = draft.paper == "tek", draft.stamp == "kase"
    return Labels(labels, sheet, draft.place, stamp, single, wall_clock(work.now))


def _documents(look: Look, rows: Sequence[int]) -> list[Evrak]:
    if not rows:
        raise BadInput("Etiketi basılacak evrak seçilmedi.", "Gelen evrakı boşluk tuşuyla seçin.")
    if len(rows) > MOST:
        raise BadInput(f"Bir dosyaya en çok {MOST} etiket yazılır.", "Daha az evrak seçin.")
    found = list(
        look.session.execute(
            select(Evrak)
            .where(col(Evrak.id).in_(rows), in_sight(look))
            .order_by(col(Evrak.year), col(Evrak.series), col(Evrak.number))
        ).scalars()
    )
    if len(found) < len(set(rows)):
        raise BadInput("Seçilen evraktan biri bulunamadı.", "Listeyi yenileyin.")
    if wrong := [row.kayit_no for row in found if row.book != Book.GELEN.value]:
        raise BadInput(
            f"Kayıt etiketi gelen evraka basılır; {', '.join(wrong[:5])} gelen evrak değil.",
            "Yalnız gelen evrak seçin.",
        )
    return found


def _labels(look: Look, rows: Sequence[Evrak]) -> tuple[Label, ...]:
    office = actors.office(look)
    lines = office.lines if office else ("T.C.",)
    heading = (*lines[:2], lines[-1]) if len(lines) > 2 else lines
    standing = (HandOver.BEKLIYOR.value, HandOver.ALINDI.value, HandOver.BITTI.value)
    sent: dict[int, dict[str, list[str]]] = {}
    for key, name, purpose in look.session.execute(
        select(col(Havale.evrak_id), col(Havale.to_name), col(Havale.purpose))
        .where(col(Havale.evrak_id).in_([row.id for row in rows]), col(Havale.state).in_(standing))
        .order_by(col(Havale.id))
    ):
        sent.setdefault(key, {}).setdefault(purpose, []).append(name)
    labels = []
    for row in rows:
        moment, to = wall_clock(row.registered_at), sent.get(row.id or 0, {})
        labels.append(
            Label(
                heading,
                row.kayit_no,
                f"{moment:%d.%m.%Y}",
                f"{moment:%H:%M}",
                tuple(to.get(Purpose.GEREGI.value, ())),
                tuple(to.get(Purpose.BILGI.value, ())),
            )
        )
    return tuple(labels)
