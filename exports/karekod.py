"""A text as a karekod (QR code, ISO/IEC 18004): its modules, with the mask that scanners read best.

The library weighs each of the eight masks module by module, ten times as long as everything else on a label takes.
Masks and format signs depend on the size of the code alone, so they are learnt from the library once a size; a
code is then made once and weighed eight times as whole rows of bits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, Final

Modules = tuple[tuple[bool, ...], ...]
_Bits = tuple[int, ...]
_MASKS: Final = 8
_FINDER: Final = (True, False, True, True, True, False, True, False, False, False, False)
"""What a scanner could take for a corner of the code; counts against a mask."""


def karekod(text: str) -> Modules:
    """The dark and light modules of a text, row by row, without the quiet zone; UTF-8, error correction M."""
    code = _code(text)
    code.makeImpl(True, 0)
    rows = _rows(code.modules)
    size = len(rows)
    masks = _masks(code.version)
    columns = _turned(rows, size)
    best = min(
        range(_MASKS),
        key=lambda one: _penalty(_mixed(rows, masks[one].rows), _mixed(columns, masks[one].columns), size),
    )
    final = _mixed(rows, masks[best].final)
    return tuple(tuple(bool(row >> place & 1) for place in range(size)) for row in final)


def _code(text: str) -> Any:
    from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRCode, QRErrorCorrectLevel

    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(QR8bitByte(text))
    code.version = code.calculate_version()
    return code


# ---------------------------------------------------------------- masks


@dataclass(frozen=True, slots=True)
class _Mask:
    """What one mask changes against the first: while masks are weighed, by row and by column, and in the end."""

    rows: _Bits
    columns: _Bits
    final: _Bits


@cache
def _masks(version: int) -> tuple[_Mask, ...]:
    code = _code("")
    code.version = version
    code.makeImpl(True, 0)
    first = _rows(code.modules)
    found = []
    for one in range(_MASKS):
        code.makeImpl(True, one)
        weighed = _mixed(first, _rows(code.modules))
        code.makeImpl(False, one)
        found.append(_Mask(weighed, _turned(weighed, len(first)), _mixed(first, _rows(code.modules))))
    return tuple(found)


def _rows(modules: Sequence[Sequence[bool]]) -> _Bits:
    return tuple(sum(1 << place for place, dark in enumerate(row) if dark) for row in modules)


def _turned(rows: _Bits, size: int) -> _Bits:
    """Rows as columns."""
    return tuple(sum((row >> place & 1) << y for y, row in enumerate(rows)) for place in range(size))


def _mixed(some: _Bits, others: _Bits) -> _Bits:
    return tuple(one ^ other for one, other in zip(some, others, strict=True))


# ---------------------------------------------------------------- weighing


def _penalty(rows: _Bits, columns: _Bits, size: int) -> int:
    """What speaks against a mask: long runs, blocks, what looks like a corner, too much of one colour."""
    shorter = (1 << size - 1) - 1
    score = 0
    for lines in (rows, columns):
        for line in lines:
            alike = ~(line ^ line >> 1) & shorter
            fifth = alike & alike >> 1 & alike >> 2 & alike >> 3
            if fifth:
                score += fifth.bit_count() + 2 * (fifth & ~(fifth << 1)).bit_count()
    score += 40 * sum(_corners(line, size) for line in rows)  # The library looks for them in rows alone.
    for line, below in pairwise(rows):
        both = ~(line ^ below)
        score += 3 * (~(line ^ line >> 1) & both & both >> 1 & shorter).bit_count()
    dark = sum(line.bit_count() for line in rows)
    return score + 10 * (abs(100 * dark // size**2 - 50) // 5)


def _corners(line: int, size: int) -> int:
    found = (1 << size - len(_FINDER)) - 1
    for place, dark in enumerate(_FINDER):
        found &= line >> place if dark else ~(line >> place)
        if not found:
            return 0
    return found.bit_count()
