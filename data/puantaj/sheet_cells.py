"""What stands in a day's cell of a filled sheet, and which day code each of a source's letters is.

No two offices agree on letters (``Y`` is a half day here and a paid leave there), so a letter means nothing until
a clerk has said for this source what it is. A few that all known sheets share are offered as answered; the rest
is at most suggested.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from data.core.errors import BadInput
from data.core.text import upper
from data.personel.rules import StaffKind
from data.puantaj.rules import codes as keys
from data.puantaj.rules.codes import CodeGroup, Codes, DayCode

BLANK = ""
NUMBER = "#"
"""Stands for all bare numbers of a sheet: they are hours, or days."""
HALF_SIGN = "½"
NOTHING = "YOK_SAY"
"""The letter says nothing: the day stays as the program has it."""
HOURS = "SAAT"
DAYS = "GUN"
HALF = "/2"
"""Behind a code's key: half a day of it."""

_LONGEST = 24
_MOST_EXTRA = Decimal(16)
_MOST_HOURS = Decimal(24)
_NUM = r"\d{1,2}(?:[.,]\d{1,2}|:[0-5]\d)?"
_SIGNS = "-–—*✓√"
_CELL = re.compile(
    rf"""(?:(?P<front>½|1/2)\s*)?
        (?:(?P<number>{_NUM})|(?P<letter>[^\W\d]+(?:[ ./][^\W\d]+)*\.?|[{_SIGNS}]))?
        (?:\s*(?P<back>½|/\s*2|1/2))?
        (?:\s*\+\s*(?P<plus>{_NUM})\s*(?:s|sa|saat)?\.?)?""",
    re.VERBOSE | re.IGNORECASE,
)
_GLUED = re.compile(rf"[^\W\d]+\s*({_NUM})")
_DATE = re.compile(r"\d{4}-\d\d-\d\d.*")


class CellText(NamedTuple):
    """A day's cell taken apart, before anyone knows what its letter means.

    ``letter`` is the letter's key (empty for a blank cell, :data:`NUMBER` for a bare number), ``extra`` minutes
    behind a ``+``, ``number`` the bare number.
    """

    letter: str
    half: bool = False
    extra: int = 0
    number: Decimal | None = None


@dataclass(frozen=True, slots=True)
class LetterUse:
    """A letter of a sheet: how often it occurs, and the first cell that shows it (1-based)."""

    key: str
    text: str
    count: int
    row: int
    column: int


@lru_cache(maxsize=4096)
def parse_cell(text: str) -> CellText:
    """Takes a day's cell apart.

    Raises:
        BadInput: it is no letter, number, or letter with hours; says what to write.
    """
    text = " ".join(text.split())
    if not text:
        return CellText(BLANK)
    if _DATE.fullmatch(text):
        raise BadInput("Hücre tarihe dönüşmüş.", "Hücreyi metin yapıp kodu yeniden yazın.")
    found = _CELL.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None:
        glued = _GLUED.fullmatch(text) if len(text) <= _LONGEST else None
        how = "Saati artı işaretiyle yazın: Ç+1,5." if glued else "Kodu, saati ya da Ç+1,5 gibi ikisini yazın."
        raise BadInput(f"“{text[:_LONGEST]}” bir gün kodu değil.", how)
    half = bool(found["front"] or found["back"])
    extra = _minutes(found["plus"], _MOST_EXTRA, text) if found["plus"] else 0
    if found["plus"] and not extra:
        raise BadInput(f"“{text}” içindeki fazla saat sıfır.", "Saati yazın ya da artıyı kaldırın.")
    if found["number"]:
        if half:
            raise BadInput(f"“{text}” anlaşılmıyor.", "Yarım gün için ½ ya da kod ile /2 yazın.")
        return CellText(NUMBER, False, extra, decimal_of(found["number"]))
    if found["letter"]:
        return CellText(letter_key(found["letter"]), half, extra)
    if half:
        return CellText(HALF_SIGN, True, extra)
    raise BadInput(f"“{text}” hücresinde saat var, kod yok.", "Kodu da yazın: X+2.")


def letter_key(letter: str) -> str:
    """The key under which a letter is remembered: capitals, ``İ`` and ``I`` being one, no points and blanks."""
    key = upper(letter).replace("İ", "I").replace(".", "").replace(" ", "")
    return "-" if key in ("–", "—") else key


def decimal_of(text: str) -> Decimal:
    """A number as offices write it: ``8``, ``8,5``, ``8.5`` or ``8:30``."""
    if ":" in text:
        hours, minutes = text.split(":")
        return Decimal(hours) + Decimal(minutes) / 60
    return Decimal(text.replace(",", "."))


def _minutes(text: str, most: Decimal, cell: str) -> int:
    hours = decimal_of(text)
    if hours > most:
        raise BadInput(f"“{cell}” hücresindeki saat {most} saatten çok.", "Saati düzeltin.")
    return minutes_of(hours)


def minutes_of(hours: Decimal) -> int:
    """Hours as whole minutes."""
    return int((hours * 60).quantize(Decimal(1), ROUND_HALF_UP))


# ---------------------------------------------------------------- what a letter means

_SURE: Mapping[str, str] = {
    "X": keys.CALISTI, "Ç": keys.CALISTI, "ÇALIŞTI": keys.CALISTI, "CALISTI": keys.CALISTI,
    "HT": keys.HAFTA_TATILI, "HAFTA_TATILI": keys.HAFTA_TATILI, "HAFTATATILI": keys.HAFTA_TATILI,
    "GT": keys.GENEL_TATIL, "RT": keys.GENEL_TATIL, "RESMI_TATIL": keys.GENEL_TATIL,
    "DINI_BAYRAM": keys.GENEL_TATIL, "YI": "YILLIK_ISCI", "R": keys.RAPOR, "RAPORLU": keys.RAPOR,
    "ÜZI": keys.UCRETSIZ, "D": keys.DEVAMSIZ, "GELMEDI": keys.DEVAMSIZ, "DI": keys.DOGUM,
}  # fmt: skip
"""Letters that mean the same on every sheet seen."""
_MAYBE: Mapping[str, str] = {
    "C": keys.CALISTI, "M": keys.CALISTI, "GÇ": keys.CALISTI, "T": keys.HAFTA_TATILI, "O": keys.HAFTA_TATILI,
    "H": keys.HAFTA_SONU, "TATIL": keys.HAFTA_TATILI, "I": "YILLIK_ISCI", "IZINLI": "YILLIK_ISCI",
    "ÜY": "YILLIK_ISCI", "ÜI": keys.UCRETSIZ, "Ü": keys.UCRETSIZ, "ÜS": keys.UCRETSIZ, "Z": keys.UCRETSIZ,
    "A": keys.IS_KAZASI, "B": keys.GENEL_TATIL, "GÇT": keys.HT_CALISMA, HALF_SIGN: keys.CALISTI, NUMBER: HOURS,
    BLANK: NOTHING,
}  # fmt: skip
"""Letters that differ from office to office; suggested, never answered."""
_AMBIGUOUS = frozenset(_MAYBE) | {"Y", "G", "S", "K", "-"}


@dataclass(frozen=True, slots=True)
class Guess:
    """What a letter probably is; ``sure`` where every known sheet agrees. Empty if nothing is likely."""

    meaning: str
    sure: bool


def guess(key: str, codes: Codes, kinds: Collection[StaffKind]) -> Guess:
    """What a letter of an unknown source probably is, for a sheet of these staff kinds."""
    if key == BLANK:
        return Guess(NOTHING, True)
    if key in _SURE:
        return Guess(_for_kinds(_SURE[key], codes, kinds), True)
    if key in _AMBIGUOUS:
        meaning = _MAYBE.get(key, "")
        return Guess(meaning if meaning == HOURS else _for_kinds(meaning, codes, kinds), False)
    own = next((code.key for code in choices(codes, kinds) if letter_key(code.letter) == key), "")
    return Guess(own, bool(own))


def _for_kinds(key: str, codes: Codes, kinds: Collection[StaffKind]) -> str:
    """The code itself, or what stands for it under the law of these kinds."""
    if not key:
        return ""
    code = codes.by_key(key)
    if code.kinds & set(kinds):
        return key
    if key == keys.HAFTA_TATILI:
        return keys.HAFTA_SONU
    return next((one.key for one in choices(codes, kinds) if one.letter == code.letter), "")


def choices(codes: Codes, kinds: Collection[StaffKind]) -> tuple[DayCode, ...]:
    """The codes that a day of these staff kinds can have."""
    barred = (CodeGroup.eksik, CodeGroup.saat)
    return tuple(code for code in codes if code.kinds & set(kinds) and code.group not in barred)


def code_for(key: str, kind: StaffKind, codes: Codes) -> DayCode:
    """A code as it is for one staff kind: ``Yİ`` is one code for a memur, another for a worker."""
    code = codes.by_key(key)
    if kind in code.kinds:
        return code
    return codes.by_letter(code.letter, kind) or code


def letters_text(letters: Mapping[str, str]) -> str:
    """What a source's letters mean, as it is kept."""
    return json.dumps(dict(sorted(letters.items())), ensure_ascii=False)


def letters_of(text: str, codes: Codes) -> dict[str, str]:
    """What a source's letters mean, as it was kept; what the program no longer knows is asked again."""
    known = {code.key for code in codes} | {NOTHING, HOURS, DAYS}
    try:
        kept = {str(key): str(meaning) for key, meaning in json.loads(text).items()}
    except (ValueError, AttributeError):
        return {}
    return {key: meaning for key, meaning in kept.items() if meaning.removesuffix(HALF) in known}


class Meaning(NamedTuple):
    """What a cell says of its day: a code's key (empty: nothing), half of it, minutes worked if told."""

    code: str
    half: bool = False
    hours: int | None = None


def meaning_of(cell: CellText, letters: Mapping[str, str]) -> Meaning:
    """What a cell says, by the letters of its source.

    Raises:
        BadInput: nobody said what the letter means, or the number is no day and no hours.
    """
    if cell.letter == BLANK:
        found = letters.get(BLANK, NOTHING)
        return Meaning("" if found == NOTHING else found)
    found = letters.get(cell.letter, "")
    if not found:
        name = "Sayıların" if cell.letter == NUMBER else f"“{cell.letter}” harfinin"
        raise BadInput(f"{name} ne olduğu bu kaynak için belirtilmemiş.", "F2 ile harfleri eşleyin.")
    if found == NOTHING:
        return Meaning("")
    if cell.number is not None:
        return _number_meaning(cell.number, found)
    return Meaning(found.removesuffix(HALF), cell.half or found.endswith(HALF))


def _number_meaning(number: Decimal, found: str) -> Meaning:
    if found == HOURS:
        if number > _MOST_HOURS:
            raise BadInput("Bir günde 24 saatten çok yazılmış.", "Saati düzeltin.")
        return Meaning(keys.CALISTI, False, minutes_of(number)) if number else Meaning("")
    if number not in (0, 1, Decimal("0.5")):
        raise BadInput("Gün sayısı 1, 0,5 ya da 0 olmalı.", "Hücreyi ya da harf eşlemesini düzeltin.")
    return Meaning(keys.CALISTI, number != 1) if number else Meaning("")
