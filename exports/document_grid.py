"""The columns of a paper's worksheet, and how boxes, sign blocks and smaller tables share them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from data.core.paper import CellKind, Paper
from exports.document_form import longest_number, tables_of

_PLAIN_COLUMNS = 12
_TOO_WIDE = 0.2
"""How much less it matters that a block is too wide than that it is too narrow."""


def grid(paper: Paper, least: float) -> list[float]:
    """Widths of the sheet's columns: those of the table with the most columns, widened to a page's width.

    Args:
        least: Digits across the page.
    """
    main = max(tables_of(paper), key=lambda table: (len(table.columns), len(table.rows)), default=None)
    if main is None:
        return [least / _PLAIN_COLUMNS] * _PLAIN_COLUMNS
    widths = [
        max(column.width, len(longest_number(main, place))) + 2.0 for place, column in enumerate(main.columns)
    ]
    spare = least - sum(widths)
    if spare <= 0:
        return widths
    # All columns grow, and not the texts alone: boxes and sign blocks above and below need cells of even width.
    growing = [0 if column.kind is CellKind.CENTRED else column.width for column in main.columns]
    share = sum(growing)
    if not share:
        return [width * least / sum(widths) for width in widths]
    return [width + spare * part / share for width, part in zip(widths, growing, strict=True)]


def parted(
    widths: Sequence[float], shares: Sequence[float], weights: Sequence[float] = ()
) -> list[tuple[int, int]]:
    """The columns parted into neighbouring blocks, each about as wide as its share; (first, last) from 1.

    Args:
        shares: One a block, at most as many as there are columns.
        weights: How much it matters that a block is not narrower than its share; 1 for each if left out.
    """
    if len(shares) == len(widths):
        return [(place, place) for place in range(1, len(widths) + 1)]
    ends = [0.0, *accumulate(widths)]
    goals = [share * ends[-1] / sum(shares) for share in shares]
    # Least cost of the first blocks up to each column, and the cuts that lead there.
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, (0,))}
    for goal, weight in zip(goals, weights or [1.0] * len(goals), strict=True):
        fresh: dict[int, tuple[float, tuple[int, ...]]] = {}
        for start, (cost, cuts) in best.items():
            for end in range(start + 1, len(ends)):
                off = (ends[end] - ends[start] - goal) / goal
                total = cost + (weight if off < 0 else _TOO_WIDE) * off * off
                if end not in fresh or total < fresh[end][0]:
                    fresh[end] = (total, (*cuts, end))
        best = fresh
    return [(left + 1, right) for left, right in pairwise(best[len(ends) - 1][1])]
