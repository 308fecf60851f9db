"""Terms and customs of counting as dated settings: what holds where, on whose word, and how a new value is set."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from data.core import parameters
from data.core.calendar import format_date
from data.core.drafts import check
from data.core.errors import BadInput
from data.core.store import Look, Work
from data.core.switches import Parameter, ParameterType, SettingDraft
from data.evrak.rules.terms import STANDARD, Terms

PREFIX: Final = "evrak.sure_"
"""Before every parameter name of the terms."""
_LONGEST = 999
_UNSURE = "4982 s. K. (doğrulanmadı)"
_CUSTOM = "Kurum uygulaması"

_DESCRIBED: Final = (
    ("ry33_belge", ParameterType.DAYS, "Belge talebine cevap (iş günü)", "RY m.33"),
    ("ry33_bilgi", ParameterType.DAYS, "Bilgi/görüş talebine cevap (iş günü)", "RY m.33"),
    ("paket", ParameterType.DAYS, "E-Yazışma paketinin reddi (iş günü)", "RY m.30"),
    ("be15", ParameterType.DAYS, "Bilgi edinme başvurusuna cevap (iş günü)", "4982 s. K. m.11"),
    ("be30", ParameterType.DAYS, "Uzatılmış bilgi edinme (başvurudan iş günü)", "4982 s. K. m.11"),
    ("dilekce", ParameterType.DAYS, "Dilekçeye cevap (gün)", "3071 s. K. m.7"),
    ("cimer", ParameterType.DAYS, "CİMER başvurusuna cevap (gün)", "3071 s. K. m.7"),
    ("iyuk10", ParameterType.DAYS, "İdari işlem talebine cevap (gün)", "2577 s. K. m.10"),
    ("iyuk11", ParameterType.DAYS, "Üst makama başvuruya cevap (gün)", "2577 s. K. m.11"),
    ("iyuk_once", ParameterType.DAYS, "2577 m.10 ve 11, değişiklikten önceki başvuru (gün)", "7331 s. K."),
    ("iyuk_degisim", ParameterType.DATE, "2577 m.10 ve 11 süre değişikliğinin günü", "RG 14.07.2021/31541"),
    ("acele", ParameterType.DAYS, "ACELE yazıyı hatırlatma (iş günü)", _CUSTOM),
    ("yarim_gun_sayilir", ParameterType.YES_NO, "Sürede yarım gün tatil iş günü sayılır", _CUSTOM),
    ("dilekce_kayar", ParameterType.YES_NO, "Dilekçede tatile gelen son gün uzar", _CUSTOM),
    ("cimer_kayar", ParameterType.YES_NO, "CİMER'de tatile gelen son gün uzar", _CUSTOM),
    ("iyuk10_kayar", ParameterType.YES_NO, "2577 m.10'da tatile gelen son gün uzar", "2577 s. K. m.8, m.10"),
    ("iyuk11_kayar", ParameterType.YES_NO, "2577 m.11'de tatile gelen son gün uzar", "2577 s. K. m.8, m.11"),
    ("ucret_durdurur", ParameterType.YES_NO, "Bilgi edinmede ücret bildirimi süreyi durdurur", _UNSURE),
    ("ucret_gun", ParameterType.DAYS, "Bilgi edinmede ücreti ödeme süresi (iş günü)", _UNSURE),
)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "E" if value else "H"
    return format_date(value) if isinstance(value, date) else str(value)


PARAMETERS: Final[tuple[Parameter, ...]] = tuple(
    Parameter(f"{PREFIX}{name}", kind, _text(getattr(STANDARD, name)), label, source)
    for name, kind, label, source in _DESCRIBED
)
"""Every term as a row of the parameter table."""


def terms_on(look: Look, day: date) -> Terms:
    """The terms as they stand on a day: for a deadline, the day its clock starts.

    Raises:
        BadInput: a stored value does not fit; names the setting.
    """
    return terms_from(parameters.values_on(look, day, PREFIX))


def terms_from(values: Mapping[str, str]) -> Terms:
    """Terms from stored texts by parameter name; what is absent keeps its default.

    Raises:
        BadInput: a value that does not fit; the field is the parameter's name.
    """
    read: dict[str, Any] = {
        parameter.name.removeprefix(PREFIX): _read(parameter, values[parameter.name].strip())
        for parameter in PARAMETERS
        if parameter.name in values
    }
    return dataclasses.replace(STANDARD, **read)


def set_term(work: Work, draft: SettingDraft) -> None:
    """Sets a term from a day on; deadlines that were counted before keep theirs.

    Raises:
        NotAllowed: not an administrator.
        BadInput: the value does not fit, or something is missing.
    """
    check(draft)
    try:
        terms_from({draft.name: draft.value})
    except BadInput as problem:
        raise BadInput(problem.message, problem.remedy, field="value") from None
    default = next((one.default for one in PARAMETERS if one.name == draft.name), None)
    parameters.set_parameter(work, draft.name, draft.valid_from, draft.value, draft.source, default=default)


def _read(parameter: Parameter, text: str) -> object:
    try:
        match parameter.type:
            case ParameterType.YES_NO:
                return {"E": True, "H": False}[text]
            case ParameterType.DATE:
                return datetime.strptime(text, "%d.%m.%Y").date()  # noqa: DTZ007 - a date has no zone
            case _:
                return _days(text)
    except (KeyError, ValueError):
        hint = f"1 ile {_LONGEST} arasında gün" if parameter.type is ParameterType.DAYS else parameter.type.hint
        raise BadInput(
            f"“{text[:40]}”, “{parameter.label}” için geçerli bir değer değil.",
            f"Şöyle yazın: {hint}.",
            field=parameter.name,
        ) from None


def _days(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(_LONGEST)) and int(text) > 0):
        raise ValueError(text)
    return int(text)
