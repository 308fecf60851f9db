"""Text put into a field of terminal cells: elided, padded, and harmless."""

from __future__ import annotations

from typing import Literal

from rich.cells import cell_len, set_cell_size

from data.core.text import visible

Align = Literal["left", "right", "tail"]
"""``tail`` stands left, but keeps the end of what is too long: numbers that differ in their last signs."""

ELLIPSIS = "…"


def fit(text: str, width: int, align: Align = "left") -> str:
    """The text in exactly ``width`` terminal cells; what does not fit ends in ``…``, or begins so with ``tail``.

    Control and direction marks are shown as ``·``, so a hostile name can neither move the cursor nor turn the
    line around.
    """
    if width <= 0:
        return ""
    if not text.isprintable():
        text = visible(text)
    length = len(text) if text.isascii() else cell_len(text)
    if length > width and align == "tail":
        kept = text[-(width - 1) :] if width > 1 else ""
        while cell_len(kept) > width - 1:
            kept = kept[1:]
        return set_cell_size(ELLIPSIS + kept, width)
    if length > width:
        return set_cell_size(text, width - 1) + ELLIPSIS
    padding = " " * (width - length)
    return padding + text if align == "right" else text + padding
