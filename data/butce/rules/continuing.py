"""Which tertip of last year one goes on from: by its code in either digit style, without its program, by its name.

Codes change from year to year (new digits in 2021, programs in 2026, another office number), so nothing is linked
by itself: a person confirms what is suggested.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from data.butce.rules.codes import Segments, economic_key, economic_level, tertip_key
from data.core.labelled import Labelled
from data.core.text import fold


class Ground(Labelled):
    """Why a tertip is taken for the one that another goes on from; the surer first."""

    AYNI = "ayni", "Aynı tertip"
    YAZIM = "yazim", "Aynı tertip, basamak yazımı farklı"
    PROGRAMSIZ = "programsiz", "Program bölümleri dışında aynı"
    KOD_AD = "kod_ad", "Ekonomik kodu ve adı aynı"
    AD = "ad", "Adı aynı, ekonomik II. düzeyi aynı"
    YALNIZ_AD = "yalniz_ad", "Yalnız adı aynı"

    @property
    def sure(self) -> bool:
        """By the code alone: nothing is left to be thought about."""
        return self in (Ground.AYNI, Ground.YAZIM, Ground.PROGRAMSIZ)


@dataclass(frozen=True, slots=True)
class Known:
    """A tertip as it is compared."""

    id: int
    segments: Segments
    kod: str
    name: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``old_id`` may be what ``new_id`` goes on from."""

    new_id: int
    old_id: int
    ground: Ground


_Key = Callable[[Known], tuple[str, ...]]


def _without_program(one: Known) -> tuple[str, ...]:
    return (tertip_key(replace(one.segments, program="", alt_program="", faaliyet="")),)


_WAYS: tuple[tuple[Ground, _Key], ...] = (
    (Ground.AYNI, lambda one: (tertip_key(one.segments),)),
    (Ground.PROGRAMSIZ, _without_program),
    (Ground.KOD_AD, lambda one: (economic_key(one.segments.ekonomik), fold(one.name))),
    (Ground.AD, lambda one: (economic_level(one.segments.ekonomik, 2), fold(one.name))),
    (Ground.YALNIZ_AD, lambda one: (fold(one.name),)),
)


def suggestions(new: Iterable[Known], old: Sequence[Known]) -> tuple[Suggestion, ...]:
    """One for each new tertip that a single old one fits, by the surest way; of several a person chooses.

    An old tertip that one goes on from by its code is not offered to another by its name.
    """
    left = list(new)
    found: list[Suggestion] = []
    taken: set[int] = set()
    for ground, key in _WAYS:
        candidates: dict[tuple[str, ...], list[Known]] = defaultdict(list)
        for one in old:
            if ground.sure or one.id not in taken:
                candidates[key(one)].append(one)
        rest = []
        for one in left:
            fitting = candidates.get(key(one), [])
            if len(fitting) != 1:
                rest.append(one)
                continue
            written = Ground.YAZIM if ground is Ground.AYNI and fitting[0].kod != one.kod else ground
            found.append(Suggestion(one.id, fitting[0].id, written))
        taken |= {one.old_id for one in found}
        left = rest
    return tuple(found)
