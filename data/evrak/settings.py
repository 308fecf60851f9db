"""Terms and customs of counting as dated settings: what holds where, on whose word, and how a new value is set."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Final

from data.core import parameters
from data.core.calendar import format_date
from data.core.dated_settings import Described, as_parameters, read_settings, set_described, whole, yes_no
from data.core.store import Look, Work
from data.core.switches import Parameter, ParameterType, SettingDraft
from data.evrak.rules.terms import STANDARD, Terms

PREFIX: Final = "evrak.sure_"
"""Before every parameter name of the terms."""
_LONGEST = 999
_UNSURE = "4982 s. K. (doğrulanmadı)"
_CUSTOM = "Kurum uygulaması"

_HINT: Final = f"1 ile {_LONGEST} arasında gün"


def _day(text: str) -> date:
    return datetime.strptime(text, "%d.%m.%Y").date()  # noqa: DTZ007 - a date has no zone


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "E" if value else "H"
    return format_date(value) if isinstance(value, date) else str(value)


def _days(name: str, label: str, source: str) -> Described:
    return _as_usual(name, ParameterType.DAYS, label, source, whole(1, _LONGEST), _HINT)


def _custom(name: str, label: str, source: str) -> Described:
    return _as_usual(name, ParameterType.YES_NO, label, source, yes_no)


def _as_usual(
    name: str, kind: ParameterType, label: str, source: str, read: Callable[[str], object], hint: str = ""
) -> Described:
    return Described(name, kind, _text(getattr(STANDARD, name)), label, source, read, hint)


_DESCRIBED: Final = (
    _days("ry33_belge", "Belge talebine cevap (iş günü)", "RY m.33"),
    _days("ry33_bilgi", "Bilgi/görüş talebine cevap (iş günü)", "RY m.33"),
    _days("paket", "E-Yazışma paketinin reddi (iş günü)", "RY m.30"),
    _days("be15", "Bilgi edinme başvurusuna cevap (iş günü)", "4982 s. K. m.11"),
    _days("be30", "Uzatılmış bilgi edinme (başvurudan iş günü)", "4982 s. K. m.11"),
    _days("dilekce", "Dilekçeye cevap (gün)", "3071 s. K. m.7"),
    _days("cimer", "CİMER başvurusuna cevap (gün)", "3071 s. K. m.7"),
    _days("iyuk10", "İdari işlem talebine cevap (gün)", "2577 s. K. m.10"),
    _days("iyuk11", "Üst makama başvuruya cevap (gün)", "2577 s. K. m.11"),
    _days("iyuk_once", "2577 m.10 ve 11, değişiklikten önceki başvuru (gün)", "7331 s. K."),
    _as_usual(
        "iyuk_degisim", ParameterType.DATE, "2577 m.10 ve 11 süre değişikliğinin günü", "RG 14.07.2021/31541", _day
    ),
    _days("acele", "ACELE yazıyı hatırlatma (iş günü)", _CUSTOM),
    _custom("yarim_gun_sayilir", "Sürede yarım gün tatil iş günü sayılır", _CUSTOM),
    _custom("dilekce_kayar", "Dilekçede tatile gelen son gün uzar", _CUSTOM),
    _custom("cimer_kayar", "CİMER'de tatile gelen son gün uzar", _CUSTOM),
    _custom("iyuk10_kayar", "2577 m.10'da tatile gelen son gün uzar", "2577 s. K. m.8, m.10"),
    _custom("iyuk11_kayar", "2577 m.11'de tatile gelen son gün uzar", "2577 s. K. m.8, m.11"),
    _custom("ucret_durdurur", "Bilgi edinmede ücret bildirimi süreyi durdurur", _UNSURE),
    _days("ucret_gun", "Bilgi edinmede ücreti ödeme süresi (iş günü)", _UNSURE),
)
PARAMETERS: Final[tuple[Parameter, ...]] = as_parameters(PREFIX, _DESCRIBED)
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
    return Terms(**read_settings(PREFIX, _DESCRIBED, values))


def set_term(work: Work, draft: SettingDraft) -> None:
    """Sets a term from a day on; deadlines that were counted before keep theirs.

    Raises:
        NotAllowed: not an administrator.
        BadInput: the value does not fit, or something is missing.
    """
    set_described(work, PREFIX, _DESCRIBED, draft)
