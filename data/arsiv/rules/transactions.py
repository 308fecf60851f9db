"""Which documents of a folder are one transaction: those tied by ilgi; its latest one stands for it (m.11/5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date


def transactions(lines: Iterable[tuple[int, date]], ties: Iterable[tuple[int, int]]) -> tuple[Sequence[int], ...]:
    """Keys of lines by transaction, each from its oldest document to its latest.

    Transactions come in the order of their latest documents, oldest first.

    Args:
        lines: Key and day of each line.
        ties: Pairs of keys that belong together; those of other folders are passed over.
    """
    days = dict(lines)
    above = {key: key for key in days}

    def top(key: int) -> int:
        while above[key] != key:
            above[key] = above[above[key]]
            key = above[key]
        return key

    for one, other in ties:
        if one in days and other in days:
            above[top(one)] = top(other)
    found: dict[int, list[int]] = defaultdict(list)
    for key in sorted(days, key=lambda key: (days[key], key)):
        found[top(key)].append(key)
    return tuple(sorted(found.values(), key=lambda keys: (days[keys[-1]], keys[-1])))
