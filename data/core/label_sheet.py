"""Sheets of labels on A4: their measures, and an area's own sheet as dated settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from data.core import parameters
from data.core.drafts import check
from data.core.errors import BadInput
from data.core.store import Look, Work
from data.core.switches import Parameter, ParameterType, SettingDraft

_CUSTOM: Final = "Etiket kâğıdının ölçüsü"
_A4_WIDTH, _A4_HEIGHT = 210, 297


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
    def lies_on_a4(self) -> bool:
        """Whether no label is over the edge."""
        wide = self.sol + self.sutun * self.genislik + (self.sutun - 1) * self.yatay_aralik
        high = self.ust + self.satir * self.yukseklik + (self.satir - 1) * self.dikey_aralik
        return wide <= _A4_WIDTH and high <= _A4_HEIGHT

    def require_place(self, place: int) -> None:
        """Lets only a place pass that the sheet has, counted from 1 left to right and down.

        Raises:
            BadInput: it has none of that number; the field is ``place``.
        """
        if not 1 <= place <= self.places:
            raise BadInput(
                f"Tabakada {self.places} etiket yeri var.", "1 ile bu sayı arasında yazın.", field="place"
            )


_WHOLE: Final = ("sutun", "satir")
_DESCRIBED: Final = (
    ("sutun", "Etiket tabakasında sütun sayısı"),
    ("satir", "Etiket tabakasında satır sayısı"),
    ("genislik", "Etiketin genişliği (mm, en az {0})"),
    ("yukseklik", "Etiketin yüksekliği (mm, en az {1})"),
    ("sol", "Etiket tabakasının sol boşluğu (mm)"),
    ("ust", "Etiket tabakasının üst boşluğu (mm)"),
    ("yatay_aralik", "Etiketler arasında yatay boşluk (mm)"),
    ("dikey_aralik", "Etiketler arasında dikey boşluk (mm)"),
)


@dataclass(frozen=True, slots=True)
class SheetSettings:
    """The measures of an area's own sheet, each a dated setting.

    Attributes:
        prefix: Before the names of its parameters.
        least_width: Millimetres below which what the area prints has no room.
        least_height: Likewise.
        lead: Before the labels of its settings, where several areas have a sheet.
    """

    prefix: str
    least_width: int
    least_height: int
    lead: str = ""

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Every measure as a row of the parameter table."""
        least = (self.least_width, self.least_height)
        return tuple(
            Parameter(
                f"{self.prefix}{name}",
                ParameterType.NUMBER,
                str(getattr(LabelSheet(), name)).replace(".", ","),
                self.lead + label.format(*least),
                _CUSTOM,
            )
            for name, label in _DESCRIBED
        )

    def on(self, look: Look, day: date, *, single: bool = False) -> LabelSheet:
        """The sheet that the office uses on a day.

        Args:
            single: Labels come one by one, so that only their size matters.

        Raises:
            BadInput: a stored value does not fit, or the labels do not lie on the sheet.
        """
        return self._read(parameters.values_on(look, day, self.prefix), single=single)

    def set(self, work: Work, draft: SettingDraft) -> None:
        """Sets a measure from a day on.

        Whether all labels still lie on the sheet is only known when every measure of a new sheet is set, so it
        is asked when labels are printed.

        Raises:
            NotAllowed: not an administrator.
            BadInput: the value does not fit, or something is missing.
        """
        check(draft)
        known = next((one for one in self.parameters if one.name == draft.name), None)
        if known is not None:
            try:
                _measure(known, draft.value.strip(), whole=draft.name.removeprefix(self.prefix) in _WHOLE)
            except BadInput as problem:
                raise BadInput(problem.message, problem.remedy, field="value") from None
        default = known.default if known else None
        parameters.set_parameter(work, draft.name, draft.valid_from, draft.value, draft.source, default=default)

    def _read(self, values: Mapping[str, str], *, single: bool) -> LabelSheet:
        read: dict[str, Any] = {}
        for parameter in self.parameters:
            if parameter.name in values:
                name = parameter.name.removeprefix(self.prefix)
                read[name] = _measure(parameter, values[parameter.name].strip(), whole=name in _WHOLE)
        sheet = LabelSheet(**read)
        large = sheet.genislik >= self.least_width and sheet.yukseklik >= self.least_height
        if not (large and (single or sheet.lies_on_a4)):
            raise BadInput(
                "Etiketler A4 tabakaya sığmıyor ya da çok küçük.",
                "Ayarlarda etiket ölçülerini düzeltin.",
                field=self.prefix,
            )
        return sheet


def _measure(parameter: Parameter, text: str, *, whole: bool) -> int | Decimal:
    try:
        value = Decimal(text.replace(",", "."))
    except InvalidOperation:
        value = Decimal(-1)
    small = value.is_finite() and 0 <= value <= _A4_HEIGHT
    if not small or (whole and (value != int(value) or value < 1)):
        raise BadInput(
            f"“{text[:40]}”, “{parameter.label}” için geçerli bir değer değil.",
            f"Şöyle yazın: {'tam sayı' if whole else parameter.type.hint}.",
            field=parameter.name,
        )
    return int(value) if whole else value
