"""Places of an archive: what stands in what, their codes, and which folders may stand where (m.15)."""

from __future__ import annotations

import re
from string import ascii_uppercase
from typing import Final

from data.arsiv.rules.values import ArchiveLevel, FolderStage, PlaceKind

MOST_AT_ONCE: Final = 5_000
"""Most places that one form makes."""
_CODE: Final = re.compile(r"[A-Z0-9]{1,8}", re.ASCII)
_RANK: Final = {kind: rank for rank, kind in enumerate(PlaceKind)}
_UNIT_STAGES: Final = frozenset(
    {FolderStage.ACIK, FolderStage.KAPALI, FolderStage.DEVRE_HAZIR, FolderStage.BIRIM_ARSIVI, FolderStage.DEVIRDE}
)


def is_code(text: str) -> bool:
    """Whether a text may be a place's own code: capitals and digits, so that every scanner types it alike."""
    return _CODE.fullmatch(text) is not None


def stands_in(kind: PlaceKind, above: PlaceKind | None) -> bool:
    """Whether a place of a kind may stand in another; levels between them may be left out."""
    if above is None:
        return kind is PlaceKind.DEPO
    return _RANK[kind] > _RANK[above]


def series(kind: PlaceKind, first: int, count: int) -> tuple[str, ...]:
    """Codes of places side by side, left to right and top to bottom (m.15/3): ``01 02``, of a yüz ``A B``.

    Args:
        first: Number of the first one; 1 where there is none yet.
    """
    numbers = range(first, first + count)
    if kind is PlaceKind.YUZ:
        return tuple(_letters(number) for number in numbers)
    width = 2 if kind in (PlaceKind.DEPO, PlaceKind.DOLAP, PlaceKind.KUTU) else 1
    return tuple(f"{number:0{width}d}" for number in numbers)


def end_of(path: str) -> str:
    """The first text after all paths that begin with a path: ``/1/4/`` → ``/1/40``."""
    return f"{path[:-1]}{chr(ord('/') + 1)}"


def level_of(stage: FolderStage) -> ArchiveLevel:
    """Whose store a folder of a stage stands in."""
    return ArchiveLevel.BIRIM if stage in _UNIT_STAGES else ArchiveLevel.KURUM


def _letters(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number - 1, len(ascii_uppercase))
        text = ascii_uppercase[rest] + text
    return text
