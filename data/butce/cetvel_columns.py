"""The columns of an ödenek cetveli (A, Örnek-14): which heading is which, also of headings in two rows.

The cetvel prints a tertip in 4 + 4 + 1 + 4 columns under ``I II III IV``; offices also write it whole in one
column, or a column a block, or with columns of the program in front.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from data.butce.rules.codes import LABELS, MOST_LEVELS, NAMES
from data.core import taken
from data.core.intake.mapping import ColumnMapping, sources
from data.core.intake.tables import Sheet
from data.core.store import Look
from data.core.text import fold

TARGET: Final = "butce_cetvel"
"""Under which column mappings of cetvels are remembered."""
_ROMAN: Final = ("I", "II", "III", "IV")
BLOCKS: Final[Mapping[str, tuple[str, ...]]] = {
    name: tuple(name if level == 1 else f"{name}{level}" for level in range(1, MOST_LEVELS.get(name, 1) + 1))
    for name in NAMES
}
"""Block of a tertip to the fields of its levels; the first one may hold the whole block."""
_SHORT: Final = {"kurumsal": "kur", "fonksiyonel": "fonk", "ekonomik": "eko"}
"""As the cetvel that is printed here writes them over its narrow columns."""
HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "kod": ("tertip", "butce tertibi", "tertip kodu", "butce kodu", "tam kod", "hesap kodu"),
    "program": ("program", "program kodu"),
    "alt_program": ("alt program", "alt program kodu"),
    "faaliyet": ("faaliyet", "faaliyet kodu"),
    "kurumsal": ("kurumsal", "kurumsal kod", "kurumsal kodu", "kurumsal siniflandirma", "kurumsal i", "kur i"),
    "fonksiyonel": (
        "fonksiyonel", "fonksiyonel kod", "fonksiyonel kodu", "fonksiyonel siniflandirma", "fonksiyonel i",
        "fonk i",
    ),
    "finansman": ("finansman", "finansman tipi", "finans", "fin", "finans tipi", "finansman kodu"),
    "ekonomik": (
        "ekonomik", "ekonomik kod", "ekonomik kodu", "ekonomik siniflandirma", "ekonomik i", "eko i", "gider kodu",
        "kod", "kodu",
    ),
    **{f"{name}{level}": (f"{name} {roman}", f"{name} {level}", f"{_SHORT[name]} {roman}")
       for name in ("kurumsal", "fonksiyonel", "ekonomik")
       for level, roman in ((2, "ii"), (3, "iii"), (4, "iv"))},
    "name": ("aciklama", "aciklamasi", "adi", "ad", "kod adi", "tertip adi", "gider turu", "giderin cesidi",
             "tanim", "hesap adi"),
    "amount": ("odenek", "odenegi", "yil odenegi", "yili odenegi", "butce odenegi", "baslangic odenegi", "tutar",
               "tutari", "butce", "yili butcesi", "toplam odenek", "teklif", "toplam"),
    "kr": ("kr", "kurus"),
}  # fmt: skip
"""Field to the folded headings that name it, the likelier first."""
_FEWEST: Final = 6
"""Level columns that a row must have before it is taken for the second row of a heading in two rows."""
_LEVEL: Final = re.compile(r"(i{1,3}|iv|[1-4])(?: duzey)?", re.ASCII)
_DIGITS: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_CLASSIC: Final = ("kurumsal", "fonksiyonel", "finansman", "ekonomik")
_BEGINNINGS: Final = {"kurumsal": "kurumsal", "fonk": "fonksiyonel", "fin": "finansman", "eko": "ekonomik"}
"""With what a word over the levels of a block begins."""
_WORDS: Final = re.compile(r"[a-z0-9]+")
_HEADER_ROWS: Final = 30


def label_of(field: str) -> str:
    """What a field is called."""
    return _LABELS[field]


def _level_label(field: str) -> str:
    name = field.rstrip("234")
    if name == field:
        return f"{LABELS[name]} I (ya da tümü)" if len(BLOCKS[name]) > 1 else LABELS[name]
    return f"{LABELS[name]} {_ROMAN[int(field[-1]) - 1]}"


_LABELS: Final = {
    "kod": "Tertip (tek sütunda)",
    **{field: _level_label(field) for fields in BLOCKS.values() for field in fields},
    "name": "Açıklama (adı)",
    "amount": "Ödenek tutarı",
    "kr": "Kuruş (ayrı sütundaysa)",
}


def column_labels() -> tuple[tuple[str, str], ...]:
    """(field, label) of everything that a column can be mapped to."""
    return tuple(_LABELS.items())


def missing_columns(fields: frozenset[str]) -> str:
    """What a mapping still lacks before a cetvel can be read, in words; empty if nothing."""
    if not fields & {"kod", "ekonomik"}:
        return "Ekonomik kodun ya da tertibin sütununu seçin."
    if "name" not in fields:
        return "Açıklama (ad) sütununu seçin."
    return "" if "amount" in fields else "Ödenek tutarının sütununu seçin."


def mapping_for(look: Look, sheet: Sheet) -> ColumnMapping:
    """How a cetvel's columns map: as remembered, else by a heading in two rows, else by one in a row."""
    kept = taken.saved_mapping(look, TARGET, sheet)
    if kept is not None:
        return kept
    found = _two_rows(sheet)
    return found if found is not None else taken.mapping_for(look, TARGET, sheet, HEADINGS)


def _two_rows(sheet: Sheet) -> ColumnMapping | None:
    """``KURUMSAL … FONKSİYONEL …`` over ``I II III IV I II III IV I I II III IV``."""
    for place, row in enumerate(sheet.rows[:_HEADER_ROWS]):
        levels = [_level(cell) for cell in row]
        if sum(map(bool, levels)) < _FEWEST:
            continue
        above = [_plain(cell) for cell in sheet.rows[place - 1]] if place else []
        columns = _of_levels(levels, above)
        if "ekonomik" in columns:
            columns |= _others([_plain(cell) for cell in row], above, set(columns.values()))
            ordered = tuple((field, columns[field]) for field in _LABELS if field in columns)
            return replace(ColumnMapping("", place, ordered), source=sources(sheet)[place])
    return None


def _level(cell: str) -> int:
    found = _LEVEL.fullmatch(_plain(cell))
    return 0 if found is None else _DIGITS.get(found[1]) or int(found[1])


def _plain(cell: str) -> str:
    return " ".join(_WORDS.findall(fold(cell[:200])))


def _of_levels(levels: Sequence[int], above: Sequence[str]) -> dict[str, int]:
    """Fields of the level columns: runs that begin with I, named by the row above or in the classic order."""
    runs: list[list[int]] = []
    for column, level in enumerate(levels):
        if level == 1:
            runs.append([column])
        elif level and runs and len(runs[-1]) == level - 1:
            runs[-1].append(column)
    names = [_block_above(run[0], above) for run in runs]
    if not all(names) or len(set(names)) < len(names):
        names = list(_CLASSIC) if [len(run) for run in runs] == [len(BLOCKS[name]) for name in _CLASSIC] else []
    return {
        field: column
        for name, run in zip(names, runs, strict=False)
        for field, column in zip(BLOCKS[name], run, strict=False)
    }


def _block_above(column: int, above: Sequence[str]) -> str:
    """The block whose heading stands over a column or, where it is merged, to its left."""
    text = next((text for text in reversed(above[: column + 1]) if text), "")
    return next((name for word, name in _BEGINNINGS.items() if f" {word}" in f" {text}"), "")


def _others(row: Sequence[str], above: Sequence[str], used: set[int]) -> dict[str, int]:
    """Name, amount and the program's columns, from either row of the heading."""
    found: dict[str, int] = {}
    width = max(len(row), len(above))
    both = [tuple(line[at] for line in (row, above) if at < len(line) and line[at]) for at in range(width)]
    for field in ("program", "alt_program", "faaliyet", "name", "amount", "kr"):
        for fits in (_equal, _within):
            at = next(
                (at for word in HEADINGS[field] for at, texts in enumerate(both)
                 if at not in used and any(fits(text, word) for text in texts)),
                -1,
            )  # fmt: skip
            if at >= 0:
                found[field] = at
                used.add(at)
                break
    return found


def _equal(text: str, word: str) -> bool:
    return text == word


def _within(text: str, word: str) -> bool:
    return f" {word} " in f" {text} "
