"""Reads a karekod from its modules, written from ISO/IEC 18004 and from nothing of the writer's code.

Only what the labels use: byte mode, error correction M, up to version 13; damaged codes are not repaired.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

_BLOCKS = {
    1: (16,), 2: (28,), 3: (44,), 4: (32,) * 2, 5: (43,) * 2, 6: (27,) * 4, 7: (31,) * 4, 8: (38, 38, 39, 39),
    9: (36, 36, 36, 37, 37), 10: (43, 43, 43, 43, 44), 11: (50, 51, 51, 51, 51), 12: (*(36,) * 6, 37, 37),
    13: (*(37,) * 8, 38),
}  # fmt: skip
_CENTRES = {
    1: (), 2: (6, 18), 3: (6, 22), 4: (6, 26), 5: (6, 30), 6: (6, 34), 7: (6, 22, 38), 8: (6, 24, 42),
    9: (6, 26, 46), 10: (6, 28, 50), 11: (6, 30, 54), 12: (6, 32, 58), 13: (6, 34, 62),
}  # fmt: skip
_MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda r, c: (r + c) % 2 == 0,
    lambda r, _: r % 2 == 0,
    lambda _, c: c % 3 == 0,
    lambda r, c: (r + c) % 3 == 0,
    lambda r, c: (r // 2 + c // 3) % 2 == 0,
    lambda r, c: r * c % 2 + r * c % 3 == 0,
    lambda r, c: (r * c % 2 + r * c % 3) % 2 == 0,
    lambda r, c: ((r + c) % 2 + r * c % 3) % 2 == 0,
)


def read(modules: Sequence[Sequence[bool]]) -> str:
    size = len(modules)
    version = (size - 17) // 4
    masked = _MASKS[_mask(modules)]
    bits = []
    for row, column in _path(size):
        if not _is_pattern(row, column, size, version):
            bits.append(modules[row][column] ^ masked(row, column))
    words = [int("".join("01"[bit] for bit in bits[at : at + 8]), 2) for at in range(0, len(bits) - 7, 8)]
    stream = "".join(f"{word:08b}" for word in _in_order(words, _BLOCKS[version]))
    assert stream[:4] == "0100", "not in byte mode"
    width = 8 if version < 10 else 16
    count = int(stream[4 : 4 + width], 2)
    data = stream[4 + width : 4 + width + 8 * count]
    return bytes(int(data[at : at + 8], 2) for at in range(0, 8 * count, 8)).decode("utf-8")


def _mask(modules: Sequence[Sequence[bool]]) -> int:
    top = [modules[8][column] for column in (0, 1, 2, 3, 4)]
    value = int("".join("01"[bit] for bit in top), 2) ^ 0b10101
    assert value >> 3 == 0b00, "not of error correction M"
    return value & 0b111


def _path(size: int) -> list[tuple[int, int]]:
    """All places from the lower right corner, two columns at a time, up and down; column 6 is left out."""
    found, upwards = [], True
    column = size - 1
    while column > 0:
        if column == 6:
            column -= 1
        rows = range(size - 1, -1, -1) if upwards else range(size)
        found += [(row, column - side) for row in rows for side in (0, 1)]
        column, upwards = column - 2, not upwards
    return found


def _is_pattern(row: int, column: int, size: int, version: int) -> bool:
    corner = (row < 9 and (column < 9 or column >= size - 8)) or (row >= size - 8 and column < 9)
    if corner or row == 6 or column == 6:
        return True
    if version >= 7 and ((row < 6 and column >= size - 11) or (column < 6 and row >= size - 11)):
        return True
    last = size - 7
    for middle in _CENTRES[version]:
        for across in _CENTRES[version]:
            if (middle, across) in ((6, 6), (6, last), (last, 6)):
                continue
            if abs(row - middle) <= 2 and abs(column - across) <= 2:
                return True
    return False


def _in_order(words: list[int], blocks: tuple[int, ...]) -> list[int]:
    parts: list[list[int]] = [[] for _ in blocks]
    at = 0
    for place in range(max(blocks)):
        for part, length in zip(parts, blocks, strict=True):
            if place < length:
                part.append(words[at])
                at += 1
    return [word for part in parts for word in part]
