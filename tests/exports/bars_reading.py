"""Reads Code 128 and karekods from what a PDF page draws, from ISO/IEC 15417 and nothing of the writer's code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pypdf import PageObject
from pypdf.generic import ContentStream
from qr_reading import read as read_modules

_SIGNS = (
    "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213", "221312",
    "231212", "112232", "122132", "122231", "113222", "123122", "123221", "223211", "221132", "221231", "213212",
    "223112", "312131", "311222", "321122", "321221", "312212", "322112", "322211", "212123", "212321", "232121",
    "111323", "131123", "131321", "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331",
    "132131", "113123", "113321", "133121", "313121", "211331", "231131", "213113", "213311", "213131", "311123",
    "311321", "331121", "312113", "312311", "332111", "314111", "221411", "431111", "111224", "111422", "121124",
    "121421", "141122", "141221", "112214", "112412", "122114", "122411", "142112", "142211", "241211", "221114",
    "413111", "241112", "134111", "111242", "121142", "121241", "114212", "124112", "124211", "411212", "421112",
    "421211", "212141", "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311",
    "113141", "114131", "311141", "411131", "211412", "211214", "211232",
)  # fmt: skip
_STOP = "2331112"
_STARTS = {103: "A", 104: "B", 105: "C"}
_TO_B, _TO_A, _TO_C = 100, 101, 99
_QUIET = 4


@dataclass(frozen=True)
class Drawn:
    """Dark stretches of one code, in points: left, lower edge, width, height of each."""

    stretches: tuple[tuple[float, float, float, float], ...]

    @property
    def is_bars(self) -> bool:
        return len({(round(y, 2), round(height, 2)) for _, y, _, height in self.stretches}) == 1

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """Left, lower, right, upper."""
        return (
            min(x for x, _, _, _ in self.stretches),
            min(y for _, y, _, _ in self.stretches),
            max(x + width for x, _, width, _ in self.stretches),
            max(y + height for _, y, _, height in self.stretches),
        )

    @property
    def step(self) -> float:
        """Width of a module."""
        if not self.is_bars:
            return self.stretches[0][3]
        return min(width for _, _, width, _ in self.stretches)

    @property
    def modules(self) -> list[list[bool]]:
        """A karekod's modules."""
        left, _, right, upper = self.edges
        count = round((right - left) / self.step)
        found = [[False] * count for _ in range(count)]
        for x, y, width, height in self.stretches:
            row = round((upper - y - height) / self.step)
            for place in range(round((x - left) / self.step), round((x + width - left) / self.step)):
                found[row][place] = True
        return found

    @property
    def text(self) -> str:
        """What a scanner reads."""
        if not self.is_bars:
            return read_modules(self.modules)
        ordered = sorted(self.stretches)
        row: list[bool] = []
        for x, _, width, _ in ordered:
            row += [False] * (round((x - ordered[0][0]) / self.step) - len(row))
            row += [True] * round(width / self.step)
        return read_bars(row)


def codes(page: PageObject) -> list[Drawn]:
    """Every path of filled rectangles on a page, in the order of drawing."""
    found, held = [], list[tuple[float, float, float, float]]()
    for operands, operator in _operations(page):
        if operator == b"re":
            x, y, width, height = map(float, operands)
            held.append((x, y, width, height))
        elif operator in (b"f", b"f*", b"F") and held:
            found.append(Drawn(tuple(held)))
            held = []
    return found


def _operations(page: PageObject) -> Iterator[tuple[Any, bytes]]:
    content = page.get_contents()
    assert isinstance(content, ContentStream)
    yield from content.operations


def read_bars(row: Sequence[bool]) -> str:
    """The text of a row of modules, its check sign verified."""
    widths, before = list[int](), None
    for dark in row:
        if dark == before:
            widths[-1] += 1
        else:
            widths.append(1)
        before = dark
    spelt = "".join(map(str, widths))
    assert spelt.endswith(_STOP), "no stop sign"
    signs = spelt[: -len(_STOP)]
    values = [_SIGNS.index(signs[at : at + 6]) for at in range(0, len(signs), 6)]
    *data, check = values
    assert check == (data[0] + sum(place * value for place, value in enumerate(data[1:], 1))) % 103
    table, text = _STARTS[data[0]], ""
    for value in data[1:]:
        if table == "C" and value < _TO_B:
            text += f"{value:02d}"
        elif value in (_TO_A, _TO_B, _TO_C):
            table = {_TO_A: "A", _TO_B: "B", _TO_C: "C"}[value]
        else:
            assert table == "B" and value < 95, f"sign {value} in table {table}"
            text += chr(value + 32)
    return text
