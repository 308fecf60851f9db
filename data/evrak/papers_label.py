"""The kayıt etiketi and kaşesi of incoming documents, with the fields of RY Örnek 23, and the sheet they go on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import col

from data.core import actors, parameters, trail
from data.core.drafts import FieldKind, FieldSpec, check, entry
from data.core.errors import BadInput
from data.core.permissions import Verb
from data.core.secrecy import Secrecy
from data.core.stamps import wall_clock
from data.core.store import Look, Work
from data.core.switches import Parameter, ParameterType, SettingDraft
from data.evrak.models import Evrak, Havale
from data.evrak.rules.values import Book, HandOver, Purpose
from data.evrak.sight import AREA, KIND, in_sight

PREFIX: Final = "evrak.etiket_"
MOST: Final = 500
"""Most labels of one file."""
_CUSTOM = "Etiket kâğıdının ölçüsü"
_NUMBER = ParameterType.NUMBER
_CODE_BYTES = 300
"""A karekod with more would be too fine for a label; further receivers are counted."""


@dataclass(frozen=True, slots=True)
class LabelSheet:
    """A sheet of labels on A4, in millimetres; the default is the common one of 2 by 7 labels."""

    sutun: int = 2
    satir: int = 7
    genislik: Decimal = Decimal("99.1")
    yukseklik: Decimal = Decimal("38.1")
    sol: Decimal = Decimal("4.7")
    ust: Decimal = Decimal("15.1")
    yatay_aralik: Decimal = Decimal("2.5")
    dikey_aralik: Decimal = Decimal("0")

    @property
    def places(self) -> int:
        """Labels on one sheet."""
        return self.sutun * self.satir

    @property
    def fits(self) -> bool:
        """Whether all labels lie on an A4 sheet, and each has room for its fields."""
        wide = self.sol + self.sutun * self.genislik + (self.sutun - 1) * self.yatay_aralik
        high = self.ust + self.satir * self.yukseklik + (self.satir - 1) * self.dikey_aralik
        return wide <= 210 and high <= 297 and self.genislik >= 60 and self.yukseklik >= 25


_DESCRIBED: Final = (
    ("sutun", "Etiket tabakasında sütun sayısı"),
    ("satir", "Etiket tabakasında satır sayısı"),
    ("genislik", "Etiketin genişliği (mm, en az 60)"),
    ("yukseklik", "Etiketin yüksekliği (mm, en az 25)"),
    ("sol", "Etiket tabakasının sol boşluğu (mm)"),
    ("ust", "Etiket tabakasının üst boşluğu (mm)"),
    ("yatay_aralik", "Etiketler arasında yatay boşluk (mm)"),
    ("dikey_aralik", "Etiketler arasında dikey boşluk (mm)"),
)
_WHOLE = ("sutun", "satir")
PARAMETERS: Final[tuple[Parameter, ...]] = tuple(
    Parameter(f"{PREFIX}{name}", _NUMBER, str(getattr(LabelSheet(), name)).replace(".", ","), label, _CUSTOM)
    for name, label in _DESCRIBED
)
"""Every measure as a row of the parameter table."""


def sheet_on(look: Look, day: date) -> LabelSheet:
    """The sheet that the office uses on a day.

    Raises:
        BadInput: a stored value does not fit, or the labels do not lie on the sheet.
    """
    return _read(parameters.values_on(look, day))


def _read(values: Mapping[str, str]) -> LabelSheet:
    read: dict[str, Any] = {}
    for parameter in PARAMETERS:
        if parameter.name in values:
            name = parameter.name.removeprefix(PREFIX)
            read[name] = _measure(parameter, values[parameter.name].strip(), whole=name in _WHOLE)
    sheet = LabelSheet(**read)
    if not sheet.fits:
        raise BadInput(
            "Etiketler A4 tabakaya sığmıyor ya da çok küçük.",
            "Ayarlarda etiket ölçülerini düzeltin.",
            field=PREFIX,
        )
    return sheet


def _measure(parameter: Parameter, text: str, *, whole: bool) -> int | Decimal:
    try:
        value = Decimal(text.replace(",", "."))
    except InvalidOperation:
        value = Decimal(-1)
    small = value.is_finite() and 0 <= value <= 297
    if not small or (whole and (value != int(value) or value < 1)):
        raise BadInput(
            f"“{text[:40]}”, “{parameter.label}” için geçerli bir değer değil.",
            f"Şöyle yazın: {'tam sayı' if whole else parameter.type.hint}.",
            field=parameter.name,
        )
    return int(value) if whole else value


def set_measure(work: Work, draft: SettingDraft) -> None:
    """Sets a measure of the label sheet from a day on.

    Whether all labels still lie on the sheet is only known when every measure of a new sheet is set, so it is
    asked when labels are printed.

    Raises:
        NotAllowed: not an administrator.
        BadInput: the value does not fit, or something is missing.
    """
    check(draft)
    known = next((one for one in PARAMETERS if one.name == draft.name), None)
    if known is not None:
        try:
            _measure(known, draft.value.strip(), whole=draft.name.removeprefix(PREFIX) in _WHOLE)
        except BadInput as problem:
            raise BadInput(problem.message, problem.remedy, field="value") from None
    default = known.default if known else None
    parameters.set_parameter(work, draft.name, draft.valid_from, draft.value, draft.source, default=default)


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
    if not 1 <= draft.place <= sheet.places:
        raise BadInput(f"Tabakada {sheet.places} etiket yeri var.", "1 ile bu sayı arasında yazın.", field="place")
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
