"""Code 128 as one row of modules: what a line scanner reads on a label (ISO/IEC 15417)."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

from exports.label_sheet import runs
from exports.pdf import MM

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

QUIET: Final = 10
"""Light modules that the bars need on each side."""
USUAL: Final = 0.33 * MM
"""Width of a module that office scanners read from usual paper."""
FINEST: Final = 0.25 * MM
"""Below it an office printer draws bars that run into each other."""


def bars(text: str) -> tuple[bool, ...]:
    """The dark and light modules of a text without the quiet zones; empty where Code 128 does not have its signs.

    Only printable ASCII is taken: other signs would be left out of the code without a word.
    """
    from reportlab.graphics.barcode.code128 import Code128

    if not (text and text.isascii() and text.isprintable()):
        return ()
    code = Code128(text, quiet=0)
    code.validate()
    code.encode()
    # Bars are spelt A to D, gaps a to d, each as wide as its place in the alphabet.
    widths = ((sign.isupper(), "abcd".index(sign.lower()) + 1) for sign in code.decompose())
    return tuple(dark for dark, width in widths for _ in range(width))


def module_width(modules: tuple[bool, ...], width: float) -> float:
    """How wide a module may be, in points, so that the bars with their quiet zones have room; 0 if they do not.

    Args:
        width: Of the room, in points.
    """
    if not modules:
        return 0.0
    step = min(USUAL, width / (len(modules) + 2 * QUIET))
    return step if step >= FINEST else 0.0


def draw_bars(canvas: Canvas, modules: tuple[bool, ...], x: float, y: float, step: float, height: float) -> None:
    """The bars, the first one at ``x``, standing on ``y``; one path for all of them."""
    path = canvas.beginPath()
    for start, end in runs(modules):
        path.rect(x + start * step, y, (end - start) * step, height)
    canvas.setFillGray(0)
    canvas.drawPath(path, stroke=0, fill=1)


def bars_png(modules: tuple[bool, ...]) -> bytes:
    """The modules with their quiet zones as a picture of one bit a point, two points a module."""
    from PIL import Image

    wide = len(modules) + 2 * QUIET
    picture = Image.new("1", (wide, 1), 1)
    for place, dark in enumerate(modules, QUIET):
        if dark:
            picture.putpixel((place, 0), 0)
    held = BytesIO()
    picture.resize((wide * 2, wide // 3)).save(held, "PNG")
    return held.getvalue()
