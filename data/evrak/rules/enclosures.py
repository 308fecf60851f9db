"""The ek list of a document as it is typed, read into its parts (RY m.18)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from data.core.secrecy import Secrecy
from data.core.text import clean_block, clean_line, fold
from data.evrak.letter import Enclosure
from data.evrak.rules.letter_finding import Finding, fault, hint

_NUMBERED = re.compile(r"^(?:ek\s*[-–]?\s*)?[0-9]{1,3}\s*[-–.):]\s+", re.IGNORECASE)
_AMOUNT = re.compile(r"[0-9][0-9.]{0,8}\s*[^\W\d_]+(?:\s[^\W\d_]+)?")
_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*\.?$")
_LEFT_OUT = re.compile(r"ek(?:-[0-9]{1,3})? konulmadi")
_LEVELS = {fold(level.label): level for level in Secrecy if level}


def parse_enclosures(text: str) -> tuple[Enclosure, ...]:
    """Every ek of a list: one a line or parted by ``;``, amounts alone also by ``,`` (``2 Sayfa, 1 CD; 10 Kişi``).

    Brackets at the end of a line are its amount (``Liste (2 Sayfa)``), its level (``(Gizli)``) or ``(Ek
    konulmadı)``, in any order; other brackets stay in the name.
    """
    return tuple(_one(part) for line in clean_block(text).splitlines() for part in _parts(line))


def enclosure_findings(enclosures: Iterable[Enclosure], level: Secrecy = Secrecy.YOK) -> tuple[Finding, ...]:
    """What is wrong with an ek list: a level above the letter's stops it (KLV 15), a missing amount warns.

    Args:
        level: Of the letter.
    """
    found = []
    for place, one in enumerate(enclosures, 1):
        if one.secrecy > level:
            text = f"{place}. ek {one.secrecy.label}; yazının gizlilik derecesi ekininkinden düşük olamaz."
            found.append(fault("enclosures", text, "KLV 15"))
        if not one.amount and not one.left_out:
            text = f"{place}. ekin sayfa, adet ya da kişi sayısı yazılmamış: Liste (2 Sayfa) gibi yazın."
            found.append(hint("enclosures", text, "RY m.18"))
    return tuple(found)


def _parts(line: str) -> list[str]:
    pieces = []
    for piece in line.split(";"):
        amounts = [clean_line(part) for part in piece.split(",")]
        if len(amounts) > 1 and all(_AMOUNT.fullmatch(part) for part in amounts):
            pieces += amounts
        elif re.search(r"\w", piece):
            pieces.append(clean_line(piece))
    return pieces


def _one(part: str) -> Enclosure:
    amount, level, left_out = "", Secrecy.YOK, False
    name = _NUMBERED.sub("", part)
    while (found := _BRACKETS.search(name)) is not None:
        inside = clean_line(found[1])
        if fold(inside) in _LEVELS:
            level = max(level, _LEVELS[fold(inside)])
        elif _LEFT_OUT.fullmatch(fold(inside)):
            left_out = True
        elif not amount and _AMOUNT.fullmatch(inside):
            amount = inside
        else:
            break
        name = name[: found.start()]
    name = name.strip().removesuffix(".").strip()
    if not amount and _AMOUNT.fullmatch(name):
        name, amount = "", name
    return Enclosure(name, amount, left_out, level)
