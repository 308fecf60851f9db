"""Budget codes: reading a tertip in either digit style, its levels, its control level, how a year prints it.

A code is text in segments, never a number. Up to 2020 the economic code is written 2.1.1.2 (``03.2.1.05``), since
then 2.2.2.2 (``03.02.10.05``); ``a.b.c.dd`` → ``a.0b.c0.dd`` fits what was seen and is not proven for every code,
so a year keeps what its own cetvel says and both styles only find each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Final

from data.core.errors import BadInput
from data.core.text import clean_line

_SEGMENT: Final = re.compile(r"\d{1,4}(?:\.\d{1,4}){0,7}", re.ASCII)
_LEVELS: Final = re.compile(r"([a-z_]+?)([1-9]?)")
MOST_LEVELS: Final = {"kurumsal": 4, "fonksiyonel": 4, "finansman": 1, "ekonomik": 4}
"""Deepest level of each block of the classic classification; the program's three have one part each or more."""
DEFAULT_PATTERN: Final = "program-alt_program-faaliyet-kurumsal-fonksiyonel-finansman-ekonomik"
"""Order in print: what a tertip has not is left out (classic: kurumsal, fonksiyonel, finansman, ekonomik)."""
DEFAULT_CONTROL: Final = "program, alt_program, faaliyet, kurumsal4, fonksiyonel4, finansman, ekonomik2"
"""Level at which spending is checked (reference 2.2/a): economic level II, the rest whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segments:
    """A tertip in its parts, each as the office's own cetvel writes it; empty where its year has none."""

    program: str = ""
    alt_program: str = ""
    faaliyet: str = ""
    kurumsal: str = ""
    fonksiyonel: str = ""
    finansman: str = ""
    ekonomik: str = ""

    def part(self, name: str) -> str:
        """One segment by its name."""
        return str(getattr(self, name))


NAMES: Final = tuple(field.name for field in fields(Segments))
"""Names of the segments, in classic order of print."""
LABELS: Final = {
    "program": "Program",
    "alt_program": "Alt program",
    "faaliyet": "Faaliyet",
    "kurumsal": "Kurumsal",
    "fonksiyonel": "Fonksiyonel",
    "finansman": "Finansman",
    "ekonomik": "Ekonomik",
}


def read_segment(name: str, text: str) -> str:
    """A segment as it is kept: digits in groups with dots; empty for none.

    Raises:
        BadInput: not digits in groups, or more levels than it has; the field is the segment's name.
    """
    kept = clean_line(text).replace(" ", "").strip(".-")
    if not kept:
        return ""
    most = MOST_LEVELS.get(name, 4)
    if not _SEGMENT.fullmatch(kept) or kept.count(".") >= most:
        raise BadInput(
            f"“{clean_line(text)[:40]}” bir {LABELS[name].lower()} kodu değil.",
            "Rakamları noktayla ayırarak yazın: 03.2.1.05 gibi.",
            field=name,
        )
    return kept


def read_code(text: str, pattern: str) -> Segments:
    """A whole tertip typed or read as one text, parts by ``-`` in the order of the year's pattern.

    Fewer parts than the pattern has are read from its end: the classic ones stand last.

    Raises:
        BadInput: a part is no code, or there are more parts than the pattern has.
    """
    order = pattern_names(pattern)
    parts = [part for part in clean_line(text).replace("–", "-").split("-") if part.strip()]
    if not parts or len(parts) > len(order):
        raise BadInput(
            f"“{clean_line(text)[:60]}” bir tertip değil.",
            f"Bölümleri “-” ile ayırın: {' - '.join(LABELS[name].lower() for name in order)}.",
            field="kod",
        )
    names = order[len(order) - len(parts) :]
    return Segments(**{name: read_segment(name, part) for name, part in zip(names, parts, strict=True)})


def pattern_names(pattern: str) -> tuple[str, ...]:
    """Names of the segments in the order a year prints them.

    Raises:
        ValueError: a name that is none, or one twice.
    """
    names = tuple(part.strip() for part in pattern.split("-"))
    if not set(names) <= set(NAMES) or len(set(names)) != len(names) or "ekonomik" not in names:
        raise ValueError(pattern)
    return names


def printed(segments: Segments, pattern: str) -> str:
    """A tertip as its year prints it: ``46.42.28.02-01.1.1.00-5-03.2.1.05``."""
    return "-".join(part for name in pattern_names(pattern) if (part := segments.part(name)))


def economic_key(code: str) -> str:
    """An economic code so that both digit styles are the same text: ``03.2.1.05`` → ``03.02.10.05``."""
    parts = code.split(".")
    kept = [parts[0].zfill(2)]
    kept += [part.zfill(2) for part in parts[1:2]]
    kept += [f"{part}0" if len(part) == 1 else part for part in parts[2:3]]
    kept += [part.zfill(2) for part in parts[3:]]
    return ".".join(kept)


def old_style(code: str) -> str:
    """An economic code in the digits used up to 2020, where it can be said so: ``03.02.10.05`` → ``03.2.1.05``."""
    parts = economic_key(code).split(".")
    second = [part[1:] if part[0] == "0" else part for part in parts[1:2]]
    third = [part[0] if part[1:] == "0" else part for part in parts[2:3]]
    return ".".join([parts[0], *second, *third, *parts[3:]])


def economic_level(code: str, level: int) -> str:
    """The head of an economic code down to a level, in the common text form: (``03.2.1.05``, 2) → ``03.02``."""
    return ".".join(economic_key(code).split(".")[:level])


def head(name: str, code: str, level: int) -> str:
    """A segment down to a level; the whole where it has no more."""
    return economic_level(code, level) if name == "ekonomik" else ".".join(code.split(".")[:level])


def control_levels(text: str) -> tuple[tuple[str, int], ...]:
    """The control level of a year from its setting: (segment, level) pairs.

    Raises:
        ValueError: a name that is none, or the economic code is not among them.
    """
    found: list[tuple[str, int]] = []
    for part in text.split(","):
        match = _LEVELS.fullmatch(part.strip())
        if match is None or match[1] not in NAMES or match[1] in dict(found):
            raise ValueError(text)
        found.append((match[1], int(match[2] or 9)))
    if "ekonomik" not in dict(found):
        raise ValueError(text)
    return tuple(found)


def control_key(segments: Segments, levels: Iterable[tuple[str, int]]) -> str:
    """What tertips share whose ödenek is checked together."""
    return "|".join(head(name, segments.part(name), level) for name, level in levels)


def tertip_key(segments: Segments) -> str:
    """What makes a tertip the same one within a year, whatever the digit style."""
    return "|".join([*(segments.part(name) for name in NAMES[:-1]), economic_key(segments.ekonomik)])
