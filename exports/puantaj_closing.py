"""What stands under the table of a puantaj cetveli and must stay in one piece: legend, notes, signatures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.puantaj.sheet import PuantajSheet, Shade
from exports.pdf import Pen, fit_size, font, wrap
from exports.puantaj_form import GREYS, STAMP, shades
from exports.puantaj_layout import SIDE, Layout
from exports.values import signature_lines

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_GAP = 6.0
_NOTE_LINES, _ALL_NOTE_LINES = 3, 16
_MORE_NOTES = "… (notların tamamı Excel dosyasındadır)"
_SIGN_HEIGHT = 74.0


@dataclass(frozen=True, slots=True)
class Closing:
    """The measured parts.

    Attributes:
        codes: The legend in columns: each entry with its lines already wrapped into one.
        column: Width of one legend column in points.
    """

    size: float
    codes: tuple[tuple[str, str], ...]
    column: float
    across: int
    notes: tuple[str, ...]
    height: float


def measure_closing(sheet: PuantajSheet, layout: Layout) -> Closing:
    """Legend in as many columns as its longest entry allows, notes wrapped to the page's width."""
    plain, bold = font(), font(bold=True)
    size = min(7.0, max(6.0, layout.size))
    room = layout.paper.landscape[0] - 2 * SIDE
    widest = max(
        (bold.width(f"{letter}: ", size) + plain.width(meaning, size) for letter, meaning in sheet.legend),
        default=0.0,
    )
    across = max(1, min(8, int(room // (widest + 10)))) if widest else 1
    notes = [line for note in sheet.notes for line in wrap(f"• {note}", plain, size, room, _NOTE_LINES)]
    if len(notes) > _ALL_NOTE_LINES:
        # Legend, notes and signatures must share a page with rows of the table.
        notes = [*notes[: _ALL_NOTE_LINES - 1], _MORE_NOTES]
    legend_lines = -(-len(sheet.legend) // across) + bool(shades(sheet))
    height = _GAP + (legend_lines + len(notes)) * size * 1.3 + _GAP * bool(notes)
    return Closing(size, sheet.legend, room / across, across, tuple(notes), height + _SIGN_HEIGHT + _GAP)


def draw_closing(
    canvas: Canvas, pen: Pen, sheet: PuantajSheet, layout: Layout, closing: Closing, y: float
) -> None:
    """Everything from just under the table downwards."""
    y -= _GAP + closing.size
    y = _legend(canvas, pen, sheet, closing, y)
    for line in closing.notes:
        pen.write(SIDE, y, line, font(), closing.size)
        y -= closing.size * 1.3
    _signatures(canvas, pen, sheet, layout, y + closing.size - _GAP)


def _legend(canvas: Canvas, pen: Pen, sheet: PuantajSheet, closing: Closing, y: float) -> float:
    plain, bold, size = font(), font(bold=True), closing.size
    deep = -(-len(closing.codes) // closing.across)
    for place, (letter, meaning) in enumerate(closing.codes):
        column, line = divmod(place, deep)
        x, at = SIDE + column * closing.column, y - line * size * 1.3
        sign = f"{letter}: "
        fitted = fit_size(sign + meaning, bold, size, closing.column - 4)
        pen.write(x, at, sign, bold, fitted)
        pen.write(x + bold.width(sign, fitted), at, meaning, plain, fitted)
    y -= deep * size * 1.3
    x = SIDE
    for shade in shades(sheet):
        left = size * 0.75 if shade is Shade.HALF else 0.0
        canvas.setFillGray(GREYS[shade])
        canvas.rect(x + left, y - 1, size * 1.5 - left, size, 0, 1)
        canvas.setFillGray(0)
        canvas.setLineWidth(0.35)
        canvas.rect(x, y - 1, size * 1.5, size, 1, 0)
        pen.write(x + size * 2, y, shade.label, plain, size)
        x += size * 4 + plain.width(shade.label, size)
    return y - size * 1.3 * bool(shades(sheet)) - _GAP * bool(closing.notes)


def _signatures(canvas: Canvas, pen: Pen, sheet: PuantajSheet, layout: Layout, top: float) -> None:
    """The sign blocks side by side, and a place for the unit's stamp at the right."""
    plain, bold = font(), font(bold=True)
    width = (layout.paper.landscape[0] - 2 * SIDE) / (len(sheet.signatures) + 1)
    for place, signature in enumerate(sheet.signatures):
        x, y = SIDE + (place + 0.5) * width, top - 10
        role, *others = signature_lines(signature)
        pen.centre(x, y, role, bold, fit_size(role, bold, 8, width - 8))
        for text in (*others, "İmza:"):
            y -= 11
            pen.centre(x, y, text, plain, fit_size(text, plain, 8, width - 8))
    x, y = SIDE + len(sheet.signatures) * width + width / 2, top - 10
    pen.centre(x, y, STAMP, bold, 8)
    canvas.setStrokeGray(0.6)
    canvas.setLineWidth(0.4)
    canvas.setDash(2, 2)
    side = min(width - 16, 2.2 * (_SIGN_HEIGHT - 20))
    canvas.rect(x - side / 2, top - _SIGN_HEIGHT + 6, side, _SIGN_HEIGHT - 20, 1, 0)
    canvas.setDash()
    canvas.setStrokeGray(0)
