"""Outside text for the screen: never read as markup, never able to turn the writing direction."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from data.core.text import visible

ELLIPSIS = "…"


def literal(text: str) -> Content:
    """Text of several lines exactly as it is; control and direction marks show as ``·``."""
    return Content("\n".join(visible(line) for line in text.splitlines()))


def facts_line(facts: Iterable[tuple[str, str]]) -> Content:
    """Facts one behind the other: labels muted, values plain.

    A fact without a label is its value alone; one without a value is left out.
    """
    parts = [
        Content.assemble((f"{label}: " if label else "", "$text-muted"), visible(value))
        for label, value in facts
        if value
    ]
    return Content(" · ").join(parts)


def one_line(text: str, width: int) -> str:
    """Text on one line, padded or elided with ``…`` to exactly ``width`` cells."""
    shown = visible(" ".join(text.split()))
    if cell_len(shown) > width:
        shown = set_cell_size(shown, max(width - 1, 0)).rstrip() + ELLIPSIS
    return set_cell_size(shown, max(width, 0))


def wrapped(text: str, width: int) -> list[str]:
    """The lines that a text takes in ``width`` cells, broken between words."""
    return [line.plain.rstrip() for line in literal(text).wrap(max(width, 1))] or [""]
