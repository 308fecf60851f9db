"""Text put into a field of terminal cells: elided, padded, and harmless."""

from __future__ import annotations

from typing import Literal

from rich.cells import cell_len, set_cell_size

from data.core.text import visible

Align = Literal["left", "right"]

ELLIPSIS = "…"


def fit(text: str, width: int, align: Align = "left") -> str:
    """The text in exactly ``width`` terminal cells; what does not fit ends in ``…``.

    Control and direction marks are shown as ``·``, so a hostile name can neither move the cursor nor turn the
    line around.
    """
    if width <= 0:
        return ""
    if not text.isprintable():
        text = visible(text)
    length = len(text) if text.isascii() else cell_len(text)
    if length > width:
        return set_cell_size(text, width - 1) + ELLIPSIS
    padding = " " * (width - length)
    return padding + text if align == "right" else text + padding
