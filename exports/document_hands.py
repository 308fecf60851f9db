"""Who signs every page of a paper: a line at the foot of each page, with room for the pen below the names."""

from __future__ import annotations

from collections.abc import Sequence

from data.core.paper import Signature
from exports.document_table import Strip
from exports.pdf import Pen, fit_size, font
from exports.values import literal

_ACROSS = 7
_SIZE, _LINE, _ROOM, _GAP = 7.0, 8.6, 24.0, 6.0
"""Type size, height of a line, room for a signature, distance to what stands above."""
_EXCEL_LETTERS = 130
"""Letters that a sheet's foot surely holds beside the page number and the moment of printing."""


class PageHands:
    """The line of one paper."""

    def __init__(self, pen: Pen, hands: Sequence[Signature], strip: Strip) -> None:
        self._pen, self._strip = pen, strip
        self._rows = [hands[start : start + _ACROSS] for start in range(0, len(hands), _ACROSS)]
        self._plain, self._bold = font(), font(bold=True)

    @property
    def height(self) -> float:
        """What it takes of each page."""
        return len(self._rows) * (2 * _LINE + _ROOM) + _GAP if self._rows else 0.0

    def draw(self, top: float) -> None:
        """On the page that is being closed.

        Args:
            top: Where the paper's own room ends.
        """
        y = top - _GAP
        for row in self._rows:
            width = self._strip.width / len(row)
            for place, hand in enumerate(row):
                x = self._strip.left + (place + 0.5) * width
                for line, (text, face) in enumerate(((hand.role, self._bold), (hand.name, self._plain)), 1):
                    told = literal(text)
                    self._pen.centre(x, y - line * _LINE, told, face, fit_size(told, face, _SIZE, width - 6))
            y -= 2 * _LINE + _ROOM


def sheet_foot(hands: Sequence[Signature]) -> str:
    """The line in the foot of a sheet: names with room for the pen, where these are too long the offices alone."""
    named = "    ".join(f"{literal(one.name or one.role)} …………" for one in hands)
    if len(named) <= _EXCEL_LETTERS:
        return named
    return "    ".join(f"{literal(one.role)} …………" for one in hands)[:_EXCEL_LETTERS]
