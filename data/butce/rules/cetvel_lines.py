"""The lines of an ödenek cetveli (A, Örnek-14): tertips under heads that add them up, block by block."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from data.butce.rules.codes import MOST_LEVELS, NAMES, Segments, economic_key, tertip_key

_HEADED = ("program", "alt_program", "faaliyet", "kurumsal", "fonksiyonel")
"""Blocks that have a head of their own; the finansman tipi stands on the lines below."""
_ECONOMIC_HEADS = 3


@dataclass(frozen=True, slots=True)
class Item:
    """A tertip with its amounts, kuruş."""

    segments: Segments
    name: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CetvelPrintLine:
    """A line as it is printed: a code down to the level that it stands for.

    Attributes:
        level: 0 for a tertip, 1 to 3 for an economic level, -1 for a block above it.
    """

    segments: Segments
    name: str
    values: tuple[int, ...]
    level: int

    def columns(self, name: str) -> tuple[str, ...]:
        """The levels of a block, one a column; blank below what the line stands for."""
        parts = self.segments.part(name).split(".") if self.segments.part(name) else []
        most = MOST_LEVELS.get(name, 1)
        return tuple(parts[:most]) + ("",) * (most - len(parts))


Names = Callable[[str, str], str]
"""Name of a segment's code down to a level."""


def cetvel_lines(items: Iterable[Item], names: Names) -> tuple[CetvelPrintLine, ...]:
    """Lines of a cetvel in the order of their codes: heads first, each with the sum of what stands under it."""
    known = sorted(items, key=lambda item: tertip_key(item.segments))
    newer = any(len(part) > 1 for item in known for part in item.segments.ekonomik.split(".")[1:3])
    heads = [_heads(item.segments, newer=newer) for item in known]
    under: dict[Segments, list[tuple[int, ...]]] = {}
    for item, own in zip(known, heads, strict=True):
        for head in own:
            under.setdefault(head.segments, []).append(item.values)
    found: list[CetvelPrintLine] = []
    shown: set[Segments] = set()
    for item, own in zip(known, heads, strict=True):
        for head in own:
            if head.segments not in shown:
                shown.add(head.segments)
                name = names(head.block, head.segments.part(head.block))
                found.append(CetvelPrintLine(head.segments, name, _sum(under[head.segments]), head.level))
        found.append(CetvelPrintLine(item.segments, item.name, item.values, 0))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Head:
    segments: Segments
    block: str
    level: int


def _heads(segments: Segments, *, newer: bool) -> list[_Head]:
    """Codes that stand over a tertip.

    Args:
        newer: Economic heads in the digits used since 2021, if any tertip of the cetvel is written so.
    """
    found = []
    kept: dict[str, str] = {}
    for name in _HEADED:
        if segments.part(name):
            kept[name] = segments.part(name)
            found.append(_Head(Segments(ekonomik="", **kept), name, -1))
    parts = segments.ekonomik.split(".")
    for level in range(1, min(_ECONOMIC_HEADS, len(parts) - 1) + 1):
        code = ".".join(parts[:level])
        whole = replace(segments, ekonomik=economic_key(code) if newer else code)
        found.append(_Head(whole, "ekonomik", level))
    return found


def _sum(rows: Sequence[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sum(column) for column in zip(*rows, strict=True))


def by_economic(
    items: Iterable[Item], levels: Sequence[int], names: Names
) -> tuple[tuple[str, int, str, tuple[int, ...]], ...]:
    """Sums by economic code at some levels: code in the common text form, its level, its name, its amounts."""
    sums: dict[tuple[str, int], list[tuple[int, ...]]] = {}
    for item in items:
        for level in levels:
            code = ".".join(economic_key(item.segments.ekonomik).split(".")[:level])
            sums.setdefault((code, level), []).append(item.values)
    return tuple((code, level, names("ekonomik", code), _sum(sums[code, level])) for code, level in sorted(sums))


def blocks_of(items: Iterable[Item]) -> tuple[str, ...]:
    """Blocks that any of the codes has, in the order of print; the program's only where there is one."""
    known = tuple(items)
    return tuple(name for name in NAMES if any(item.segments.part(name) for item in known))
