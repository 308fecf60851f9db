"""The office's logo on a canvas: one picture, stored once in the file however often it stands there."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_FORM: Final = "logo"


class Logo:
    """A picture as ``data.core.logo`` keeps it."""

    def __init__(self, png: bytes) -> None:
        from reportlab.lib.utils import ImageReader

        self._picture = ImageReader(BytesIO(png))
        wide, high = self._picture.getSize()
        self._size = float(wide), float(high)

    def fitted(self, width: float, height: float) -> tuple[float, float]:
        """Width and height in points of the whole picture in a room."""
        wide, high = self._size
        scale = min(width / wide, height / high)
        return wide * scale, high * scale

    def draw(self, canvas: Canvas, x: float, y: float, size: tuple[float, float]) -> None:
        """With its lower left corner at a point."""
        if not canvas.hasForm(_FORM):
            canvas.beginForm(_FORM, 0, 0, 1, 1)
            canvas.drawImage(self._picture, 0, 0, 1, 1, mask="auto")
            canvas.endForm()
        canvas.saveState()
        canvas.translate(x, y)
        canvas.scale(*size)
        canvas.doForm(_FORM)
        canvas.restoreState()
