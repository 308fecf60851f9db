"""The small language of the filter line: words, and ``alan:değer`` pairs."""

from __future__ import annotations

from dataclasses import dataclass

from data.core.text import fold


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter line taken apart: folded words, and (folded field, folded value) pairs."""

    words: str
    pairs: tuple[tuple[str, str], ...]


def parse(typed: str, fields: frozenset[str]) -> Filter:
    """Takes a filter line apart.

    Args:
        fields: Folded names of fields that the ledger knows; ``x:y`` with another name counts as words.
    """
    words, pairs = [], []
    for part in typed.split():
        name, colon, value = part.partition(":")
        if colon and value and fold(name) in fields:
            pairs.append((fold(name), fold(value)))
        else:
            words.append(fold(part))
    return Filter(" ".join(words), tuple(pairs))
