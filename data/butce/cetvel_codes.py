"""The code of one row of a cetvel, as far as it is written there and in the headings above it.

Cetvels print what changed and leave the rest of a code to the rows above; a spreadsheet drops the zero of ``05``
and turns ``03.2.1`` into a day. What the form of the code settles is completed and counted, the rest is refused.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from data.butce.cetvel_columns import BLOCKS
from data.butce.rules.codes import DEFAULT_PATTERN, LABELS, NAMES, Segments, economic_key, read_code, read_segment
from data.core.errors import BadInput

Levels = Mapping[str, tuple[str, ...]]
"""Block of a tertip to its levels from the first one down; blocks that a row has not are empty."""
Path = tuple[tuple[str, ...], ...]
"""Levels of all blocks in the order of print, alike for both digit styles."""
_DIGITS: Final = re.compile(r"\d{1,4}", re.ASCII)
_WHOLE: Final = re.compile(r"\d{1,4}(?:\.\d{1,4})*", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d(?:[ T].*)?", re.ASCII)
_PARTS: Final = re.compile(r"\s*[-–/|]\s*|\s+")
_DOTS: Final = re.compile(r"\s*\.\s*")
_CLASSIC: Final = ("kurumsal", "fonksiyonel", "finansman", "ekonomik")
_SPLITS: Final = {13: (4, 4, 1, 4), 9: (4, 1, 4), 8: (4, 4)}
"""How a code of so many groups with dots alone falls into blocks, from the last one up."""
_LEAST_OFFICE: Final = 10
"""First group of a kurumsal code; economic and functional ones begin lower."""
_TWO: Final = {"kurumsal": (1, 2, 3, 4), "fonksiyonel": (1, 4), "ekonomik": (1, 4)}
"""Levels that are always written with two digits (2.2.2.2, 2.1.1.2 and 2.2.2.2)."""


class Codes:
    """Reads the codes of a cetvel's rows in their order; what it completes is counted."""

    def __init__(self, counts: Counter[str]) -> None:
        self._last: dict[str, tuple[str, ...]] = {}
        self._counts = counts

    def read(self, cells: Mapping[str, str]) -> Levels:
        """The levels of a row's code; nothing where the row has none.

        Args:
            cells: Field of the mapping to its text.

        Raises:
            BadInput: it cannot be read; names the field.
        """
        found = self._written(cells)
        if not any(any(levels) for levels in found.values()):
            return {}
        self._inherit(found)
        whole = {name: padded(name, levels) for name, levels in found.items()}
        self._counts["padded"] += any(whole[name] != tuple(found[name]) for name in whole)
        self._last = dict(whole)
        return whole

    # ------------------------------------------------------------ what the row itself says

    def _written(self, cells: Mapping[str, str]) -> dict[str, list[str]]:
        for field, text in cells.items():
            if _DAY.fullmatch(text):
                raise BadInput(
                    f"Kod hücresi tarihe dönüşmüş ({text[:10]}).",
                    "Sütunu metin biçimine alıp kodu yeniden yazın.",
                    field=field,
                )
        found = whole_code(cells["kod"]) if cells.get("kod") else {}
        for name, fields in BLOCKS.items():
            texts = [cells.get(field, "") for field in fields]
            if any(texts):
                found[name] = _levels_of(name, fields, texts)
        return found

    # ------------------------------------------------------------ what the rows above say

    def _inherit(self, found: dict[str, list[str]]) -> None:
        filled = [name for name in NAMES if any(found.get(name, ()))]
        first, last = filled[0], filled[-1]
        same = True
        for name in NAMES[: NAMES.index(last) + 1]:
            before = self._last.get(name, ())
            levels = found.get(name, [])
            if not any(levels):
                # Above the first block that the row writes nothing changed; below it only while all is the same.
                if NAMES.index(name) < NAMES.index(first) or same:
                    found[name] = list(before)
                    self._counts["inherited"] += bool(before)
                continue
            blanks = next(place for place, level in enumerate(levels) if level)
            if blanks and not (same and len(before) >= blanks):
                said = f"{LABELS[name]} kodun üst düzeyi yazılmamış."
                raise BadInput(said, "Kodun tümünü yazın.", field=BLOCKS[name][blanks])
            levels[:blanks] = before[:blanks]
            self._counts["inherited"] += bool(blanks)
            while levels and not levels[-1]:
                levels.pop()
            if not all(levels):
                raise BadInput(f"{LABELS[name]} kodun bir ara düzeyi boş.", "Kodun tümünü yazın.", field=name)
            found[name] = levels
            same = same and tuple(padded(name, levels)) == tuple(before)


def _levels_of(name: str, fields: Sequence[str], texts: Sequence[str]) -> list[str]:
    if len(fields) > 1 and "." in texts[0] and not any(texts[1:]):
        return read_segment(name, texts[0]).split(".")
    levels = [text.strip().strip(".") for text in texts]
    for field, level in zip(fields, levels, strict=True):
        if level and not _DIGITS.fullmatch(level) and (not _WHOLE.fullmatch(level) or len(fields) > 1):
            said = f"“{level[:40]}” bir {LABELS[name].lower()} kodu değil."
            raise BadInput(said, "Yalnız rakam yazın.", field=field)
    return levels


def whole_code(text: str) -> dict[str, list[str]]:
    """Levels by block of a code that stands in one cell: whole, its economic part, or a head of it.

    Raises:
        BadInput: it is no code, or cannot be parted.
    """
    parts = [part for part in _PARTS.split(_DOTS.sub(".", text).strip(" .-")) if part]
    if any(not _WHOLE.fullmatch(part) for part in parts) or not parts:
        raise BadInput(f"“{text[:40]}” bir tertip değil.", "Kodu rakam ve nokta ile yazın.", field="kod")
    groups = [part.split(".") for part in parts]
    from_front = len(groups[0]) > 1 and int(groups[0][0]) >= _LEAST_OFFICE
    if len(parts) == 1:
        return _split(text, groups[0], from_front=from_front)
    if from_front and len(parts) <= len(_CLASSIC):
        return {name: read_segment(name, part).split(".") for name, part in zip(_CLASSIC, parts, strict=False)}
    segments = read_code("-".join(parts), DEFAULT_PATTERN)
    return {name: segments.part(name).split(".") for name in NAMES if segments.part(name)}


def _split(text: str, groups: Sequence[str], *, from_front: bool) -> dict[str, list[str]]:
    """A code with dots alone: whole, or the head of one that begins with the office or is economic."""
    sizes = (4, 4, 1, 4) if from_front else _SPLITS.get(len(groups), (4,))
    names: Sequence[str] = ("fonksiyonel", "ekonomik") if sizes == (4, 4) else _CLASSIC[-len(sizes) :]
    if len(groups) > sum(sizes):
        raise BadInput(f"“{text[:40]}” bölümlerine ayrılamadı.", "Bölümleri “-” ile ayırın.", field="kod")
    found: dict[str, list[str]] = {}
    start = 0
    for name, size in zip(names, sizes, strict=True):
        if groups[start : start + size]:
            found[name] = list(groups[start : start + size])
        start += size
    return found


# ---------------------------------------------------------------- levels


def padded(name: str, levels: Sequence[str]) -> tuple[str, ...]:
    """Levels of a block with the zeros that a spreadsheet dropped, where the form of the code has them."""
    two = _TWO.get(name, ())
    kept = [level.zfill(2) if place in two else level for place, level in enumerate(levels, 1)]
    if name == "ekonomik" and len(kept) > 2 and len(kept[2]) == 2:
        kept[1] = kept[1].zfill(2)
    return tuple(kept)


def segments_of(levels: Levels, filled: Segments) -> Segments:
    """A row's code as a tertip; blocks that the file has not come from what a person said."""
    return Segments(**{name: ".".join(levels.get(name, ())) or filled.part(name) for name in NAMES})


def path_of(levels: Levels) -> Path:
    """By which rows are heads of others; the same for both digit styles."""
    found = []
    for name in NAMES:
        own = levels.get(name, ())
        found.append(tuple(economic_key(".".join(own)).split(".")) if name == "ekonomik" and own else tuple(own))
    return tuple(found)
