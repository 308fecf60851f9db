"""The sayı in its parts (RY m.11), and the key of a likely duplicate."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from data.core.errors import BadInput
from data.core.text import clean_line, fold, visible
from data.evrak.rules.values import Prefix

EXAMPLE: Final = "E-68103562-823.02-138739"
"""A sayı as RY Örnek 2 prints it."""
_SAYI = re.compile(r"([EZO])-([0-9]{6,10})-([0-9]{3}(?:\.[0-9]{2}){0,3})(?:\[([^\[\]]+)\])?-([0-9]+)")
_DETSIS = re.compile(r"[0-9]{6,10}")
_SDP = re.compile(r"[0-9]{3}(?:\.[0-9]{2}){0,3}")
_BETWEEN = re.compile(r"-(?![^\[]*\])")
_LOOKS_OFFICIAL = re.compile(r"\b[EZO]\s*[-–—]\s*[0-9]|(?<![0-9])[0-9]{6,10}\s*[-–—/]\s*[0-9]{3}(?![0-9])")
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
_REPUBLIC = re.compile(r"^t\.?\s?c\.?\s+")
_LONGEST = 200
"""So much of what was typed is looked at for the words of an error."""
_LAW = "RY m.11"


@dataclass(frozen=True, slots=True)
class Sayi:
    """A sayı in its parts.

    Attributes:
        detsis: DETSİS number of the office.
        sdp: Filing code.
        case: Vaka dosyası code in square brackets behind the filing code; mostly empty.
        number: Register number, as written.
    """

    prefix: Prefix
    detsis: str
    sdp: str
    case: str
    number: str

    def __str__(self) -> str:
        case = f"[{self.case}]" if self.case else ""
        return f"{self.prefix.value}-{self.detsis}-{self.sdp}{case}-{self.number}"


def parse_sayi(text: str) -> Sayi | None:
    """The parts of ``E-68103562-823.02-138739``; ``None`` for anything else (RY m.11)."""
    found = _SAYI.fullmatch(clean_line(text))
    if found is None:
        return None
    return Sayi(Prefix(found[1]), found[2], found[3], found[4] or "", found[5])


def compose_sayi(prefix: Prefix, detsis: str, sdp: str, number: int, case: str = "") -> str:
    """The sayı of an own letter (RY m.11).

    Raises:
        BadInput: a part does not fit; the field is ``detsis``, ``sdp``, ``case`` or ``number``.
    """
    if not _DETSIS.fullmatch(detsis):
        raise BadInput(
            f"DETSİS no 6 ile 10 rakamdır ({_LAW}).", "Kurumun DETSİS no’sunu ayarlara yazın.", field="detsis"
        )
    if not _SDP.fullmatch(sdp):
        raise BadInput(f"Dosya kodu 823.02 biçimindedir ({_LAW}).", "Kodu listeden seçin.", field="sdp")
    if case and not re.fullmatch(r"[^\[\]]+", clean_line(case)):
        raise BadInput("Vaka kodunda köşeli ayraç bulunmaz (SDP).", "Kodu düzeltin.", field="case")
    if number < 1:
        raise BadInput(f"Kayıt no 1 ya da daha büyüktür ({_LAW}).", "Kayıt defterinden alın.", field="number")
    return str(Sayi(prefix, detsis, sdp, clean_line(case), str(number)))


def looks_official(text: str) -> bool:
    """Whether a text was meant as a sayı of RY m.11, rightly or wrongly written."""
    return bool(_LOOKS_OFFICIAL.search(clean_line(text)))


def sayi_fault(text: str) -> str:
    """What is wrong with a sayı, in words with the article; empty if it is one (RY m.11)."""
    if parse_sayi(text) is not None:
        return ""
    return f"{_wrong_part(clean_line(text)[:_LONGEST])}; doğrusu {EXAMPLE} gibidir ({_LAW})."


def own_sayi_fault(text: str, sdp: str) -> str:
    """What is wrong with the sayı of an own letter, whose third part is its filing code; empty if nothing.

    Args:
        sdp: The filing code; empty if it is not known here.
    """
    found = parse_sayi(text)
    if found is None:
        return sayi_fault(text)
    if sdp and found.sdp != sdp:
        return f"Sayının üçüncü parçası ({found.sdp}) dosya kodundan ({sdp}) farklı ({_LAW})."
    return ""


def same_key(sender: str, letter_no: str, letter_date: date | None) -> str:
    """Sender, sayı and date as one key, blind to case, signs and blanks; empty where there is no sayı."""
    number = _words(fold(letter_no))
    if not number:
        return ""
    who = _words(_REPUBLIC.sub("", fold(clean_line(sender))))
    return f"{who}|{number}|{letter_date.isoformat() if letter_date else ''}"


def _words(folded: str) -> str:
    return _NOT_A_WORD.sub("-", folded).strip("-")


def _wrong_part(plain: str) -> str:
    if "/" in plain:
        return "Sayıda eğik çizgi bulunmaz"
    if " " in _BETWEEN.sub("", re.sub(r"\[[^\]]*\]", "", plain)):
        return "Sayıda boşluk ve başka sözcük bulunmaz"
    parts = _BETWEEN.split(plain)
    if len(parts) != 4:
        return f"Sayı kısa çizgiyle ayrılan dört parçadır, {len(parts)} parça yazılmış"
    prefix, detsis, sdp, _ = parts
    if prefix not in list(Prefix):
        return f"Önek E, Z ya da O olur, “{_shown(prefix)}” yazılmış"
    if not _DETSIS.fullmatch(detsis):
        return f"İkinci parça 6 ile 10 rakamlı DETSİS no’dur, “{_shown(detsis)}” yazılmış"
    if not _SDP.fullmatch(re.sub(r"\[[^\[\]]+\]$", "", sdp)):
        return f"Üçüncü parça 823.02 gibi dosya kodudur, “{_shown(sdp)}” yazılmış"
    return "Dördüncü parça yalnız rakamdır"


def _shown(text: str) -> str:
    return visible(text[:20])
