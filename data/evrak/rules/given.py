"""The date or period that a letter names, as it is typed: ``05.12.2026``, ``15 gün``, ``10 iş günü``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from data.core.calendar import MONTHS, format_date
from data.core.errors import BadInput
from data.core.text import clean_line, fold, visible
from data.evrak.rules.terms import Unit

_LONGEST = 999
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_NUMERIC = re.compile(r"([0-9]{1,2})\s*[./-]\s*([0-9]{1,2})\s*[./-]\s*([0-9]{4})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_WRITTEN = re.compile(r"([0-9]{1,2})\s+([a-z]+)\s+([0-9]{4})")
_PERIOD = re.compile(r"([0-9]{1,4})\s*(?:\([a-z ]{1,40}\)\s*)?(is gun|gun|hafta)[a-z]*(?:\s+ic(?:inde|erisinde))?")
_BEHIND = re.compile(r"\s*(?:tarihine|gunune|mesai bitimine)?\s*kadar$")
_MONTH = {fold(name): place for place, name in enumerate(MONTHS, 1)}
_REMEDY = "05.12.2026, 15 gün ya da 10 iş günü gibi yazın."


@dataclass(frozen=True, slots=True)
class Given:
    """A last day, or a period of so many units; one of the two.

    Attributes:
        day: The last day itself; ``None`` for a period.
        length: Of the period; 0 for a date.
    """

    day: date | None = None
    length: int = 0
    unit: Unit = Unit.TARIH

    @property
    def words(self) -> str:
        """``05.12.2026`` or ``10 iş günü``."""
        return format_date(self.day) if self.day is not None else f"{self.length} {self.unit.label}"


def parse_given(text: str, *, field: str = "given") -> Given:
    """What a GÜNLÜDÜR letter names (RY m.26/1): a date with a four-digit year, or days, working days or weeks.

    Raises:
        BadInput: another shape, no such day, or a period of none or more than 999 days; names ``field``.
    """
    typed = fold(clean_line(text))
    period = _PERIOD.fullmatch(typed)
    if period is not None:
        length = int(period[1]) * (7 if period[2] == "hafta" else 1)
        if not 1 <= length <= _LONGEST:
            raise BadInput(f"Süre 1 ile {_LONGEST} gün arasında olmalıdır (RY m.26).", _REMEDY, field=field)
        return Given(length=length, unit=Unit.IS_GUNU if period[2] == "is gun" else Unit.GUN)
    parts = _parts(_BEHIND.sub("", typed))
    if parts is None:
        raise BadInput(f"“{_shown(text)}” tarih ya da süre olarak okunamadı (RY m.26).", _REMEDY, field=field)
    try:
        day = date(*parts)
    except ValueError:
        raise BadInput(f"“{_shown(text)}” takvimde olmayan bir gün.", "Tarihi düzeltin.", field=field) from None
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise BadInput(f"“{_shown(text)}” beklenen bir yıl değil.", "Tarihin yılını düzeltin.", field=field)
    return Given(day)


def _parts(typed: str) -> tuple[int, int, int] | None:
    """Year, month and day; ``None`` if the shape is not a date's."""
    if found := _ISO.fullmatch(typed):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _NUMERIC.fullmatch(typed):
        return int(found[3]), int(found[2]), int(found[1])
    if (found := _WRITTEN.fullmatch(typed)) and found[2] in _MONTH:
        return int(found[3]), _MONTH[found[2]], int(found[1])
    return None


def _shown(text: str) -> str:
    return visible(clean_line(text)[:30])
