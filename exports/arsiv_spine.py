"""Labels of folders (dosya etiketi, EK-3): logo, code and year to be read from afar, subject, secrecy, karekod."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from data.arsiv.papers_spine import Spine, Spines
from exports import excel
from exports.files import replacing
from exports.label_sheet import (
    Blocks,
    Box,
    LabelPages,
    draw_karekod,
    karekod,
    karekod_png,
    watched_labels,
    write_pages,
)
from exports.listing import Cancelled, Progress
from exports.logo import Logo
from exports.pdf import MM, Font, Pen, fit_size, font, wrap
from exports.values import literal

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_TITLE: Final = "Dosya etiketi"
_PAD: Final = 2.5 * MM
_LEADING: Final = 1.16
_LARGEST, _SMALLEST = 15.0, 5.0
"""Type sizes in points of the subject; what stands around it follows it."""
_CODE_LARGEST: Final = 30.0
_HEAD_LINES, _SPECIAL_LINES = 3, 3
"""Most lines of a name above the subject, and of the special information below it."""
_CODE_SHARE, _KAREKOD_SHARE = 0.3, 0.22
"""Most of a label's width for its code, and for its karekod."""
_LOGO_SHARE: Final = 0.3
"""Most of a label's height for the logo."""
_KAREKOD_MOST: Final = 30 * MM


def spines_pdf(
    labels: Spines, path: Path, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> Path:
    """Writes the labels as PDF: on A4 sheets from the chosen place on, or each on a page as large as a label.

    Raises:
        BadInput: the file cannot be written; an existing one stays as it was.
        ExportCancelled: the person stopped it; no file is left.
    """
    pages = LabelPages(labels.sheet, labels.place, labels.single, _TITLE, labels.printed_at)
    logo = Logo(labels.logo) if labels.logo else None

    def draw(canvas: Canvas, label: Spine, box: Box) -> None:
        pen = Pen(canvas)
        _Drawn(canvas, pen, label, box, logo).draw()
        pen.lift()

    return write_pages(path, pages, labels.labels, draw, progress, cancelled)


class _Drawn:
    """One label on a canvas: logo, code and year at the left, words in the middle, the karekod at the right."""

    def __init__(self, canvas: Canvas, pen: Pen, label: Spine, box: Box, logo: Logo | None) -> None:
        self._canvas, self._pen, self._label, self._box = canvas, pen, label, box
        self._logo = logo
        self._left, self._top = box.left + 2 * _PAD, box.top - 1.5 * _PAD
        self._width, self._height = box.width - 4 * _PAD, box.height - 3 * _PAD
        self._plain, self._bold = font(), font(bold=True)

    def draw(self) -> None:
        """All of it inside a thin frame."""
        box = self._box
        self._canvas.setLineWidth(0.4)
        self._canvas.rect(
            box.left + _PAD, box.top - box.height + _PAD / 2, box.width - 2 * _PAD, box.height - _PAD
        )
        self._marks()
        side = min(self._height, self._width * _KAREKOD_SHARE, _KAREKOD_MOST)
        right = self._left + self._width - side
        low = self._top - (self._height + side) / 2
        draw_karekod(self._canvas, karekod(self._label.scan), right, low, side)
        wide = self._width * _CODE_SHARE
        self._code(wide)
        self._words(self._left + wide + _PAD, right - self._left - wide - 2 * _PAD)

    def _marks(self) -> None:
        """The level at the top and at the foot, in red, as on every secret paper."""
        if not self._label.mark:
            return
        size, middle = max(7.0, min(11.0, self._height / 8)), self._box.left + self._box.width / 2
        self._canvas.saveState()
        self._canvas.setFillColorRGB(0.8, 0, 0)
        self._canvas.setFont(self._bold.name, size)
        half = self._bold.width(self._label.mark, size) / 2
        for y in (self._top - size * 0.75, self._top - self._height + size * 0.1):
            self._canvas.drawString(middle - half, y, self._label.mark)
        self._canvas.restoreState()
        self._top -= size * 1.2
        self._height -= size * 2.4

    def _code(self, wide: float) -> None:
        """The logo, code and year, the number in its unit and the place, around the middle of their column."""
        label, middle = self._label, self._left + wide / 2
        shown = self._logo.fitted(wide, self._height * _LOGO_SHARE) if self._logo else (0.0, 0.0)
        room = self._height - (shown[1] + _PAD if shown[1] else 0.0)
        size = fit_size(label.code, self._bold, min(_CODE_LARGEST, room * 0.4), wide)
        below = fit_size(label.year, self._bold, size * 0.75, wide)
        lines = [(label.code, self._bold, size), (label.year, self._bold, below)]
        lines += [(text, self._plain, high) for text, high in self._whereabouts(wide, min(9.0, size * 0.5))]
        y = self._top - (room - sum(high for _, _, high in lines) * _LEADING) / 2
        if self._logo and shown[1]:
            y -= shown[1]
            self._logo.draw(self._canvas, middle - shown[0] / 2, y, shown)
            y -= _PAD
        for text, face, high in lines:
            y -= high * _LEADING
            self._pen.centre(middle, y + high * 0.2, text, face, high)

    def _whereabouts(self, wide: float, largest: float) -> Iterator[tuple[str, float]]:
        """Number and place side by side, or below each other where they would be too small to read."""
        parts = [one for one in (f"Klasör {self._label.no}" if self._label.no else "", self._label.place) if one]
        together = " · ".join(parts)
        if fit_size(together, self._plain, largest, wide) >= _SMALLEST:
            parts = [together] if together else []
        high = min((fit_size(text, self._plain, largest, wide) for text in parts), default=largest)
        yield from ((text, high) for text in parts)

    def _words(self, left: float, width: float) -> None:
        lines = self._fitted(width)
        y = self._top - (self._height - sum(high for _, _, high in lines) * _LEADING) / 2
        for text, face, high in lines:
            y -= high * _LEADING
            self._pen.write(left, y + high * 0.2, text, face, high)

    def _fitted(self, width: float) -> list[tuple[str, Font, float]]:
        """The largest type in which all has room; at the smallest the subject ends in ``…``."""
        size = _LARGEST
        while True:
            lines, whole = self._set(size, width)
            if whole or size <= _SMALLEST:
                return lines
            size -= 0.5

    def _set(self, size: float, width: float) -> tuple[list[tuple[str, Font, float]], bool]:
        """The lines in a type for the subject, and whether nothing is cut off and all has room."""
        small = max(_SMALLEST, size * 0.62)
        heads = [wrap(literal(text), self._plain, small, width, _HEAD_LINES) for text in self._label.heading]
        more = wrap(literal(self._label.special), self._plain, small, width, _SPECIAL_LINES)
        around = [line for lines in heads for line in lines]
        room = self._height - (len(around) + len(more)) * small * _LEADING
        most = int(room / (size * _LEADING))
        title = wrap(literal(self._label.title), self._bold, size, width, max(1, most))
        lines = [(text, self._plain, small) for text in around]
        lines += [(text, self._bold, size) for text in title]
        lines += [(text, self._plain, small) for text in more]
        texts = ((*self._label.heading, self._label.special, self._label.title), (*heads, more, title))
        uncut = all(_bare("".join(parts)) == _bare(literal(text)) for text, parts in zip(*texts, strict=True))
        return lines, uncut and len(title) <= most


def _bare(text: str) -> str:
    return text.replace(" ", "")


# ---------------------------------------------------------------- Excel

_WIDTHS = (18.0, 48.0, 14.0)
_KAREKOD_POINTS = 66.0
_VALUE_LINES = 6
_LOGO_POINTS, _LOGO_LETTERS = (60.0, 22.0), 12
"""Most room of the logo in the heading, and the letters that it covers at its side."""
_PLACE_CAPTIONS: Final = (("Yer kodu", "code"), ("Türü", "year"), ("Adı", "title"), ("Kapasitesi", "special"))
_CAPTIONS: Final = (
    ("Gizlilik derecesi", "mark"), ("Dosya kodu", "code"), ("Yılı", "year"), ("Klasör no", "no"),
    ("Konusu", "title"), ("Özel bilgi", "special"), ("Yeri", "place"),
)  # fmt: skip


def spines_xlsx(
    labels: Spines, path: Path, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> Path:
    """Writes the labels as bordered blocks of cells with their karekod as a picture, one below the other.

    Raises:
        BadInput: the file cannot be written; an existing one stays as it was.
        ExportCancelled: the person stopped it; no file is left.
    """
    workbook = excel.new_workbook(_TITLE, labels.printed_at, size=9)
    sheet = workbook.active
    assert sheet is not None
    sheet.title = excel.sheet_title(_TITLE)
    blocks = Blocks(sheet, _WIDTHS)
    with replacing(path) as fresh:
        for label in watched_labels(labels.labels, progress, cancelled):
            _block(blocks, label, labels.logo)
        excel.save(workbook, fresh, labels.printed_at)
    return path


def _block(blocks: Blocks, label: Spine, logo: bytes) -> None:
    """One label, and an empty row behind it."""
    wide = sum(_WIDTHS) - 2 * (_LOGO_LETTERS if logo else 0)
    deep = sum(excel.lines(literal(text), wide, _HEAD_LINES) for text in label.heading)
    blocks.line(((1, 3, "\n".join(map(literal, label.heading)), True),), max(deep, 2 if logo else 1))
    first = blocks.row
    if logo:
        width, height = Logo(logo).fitted(_LOGO_POINTS[0], _LOGO_POINTS[1])
        blocks.picture(logo, f"A{first - 1}", width, height)
    for caption, name in _CAPTIONS if label.no else _PLACE_CAPTIONS:
        text = literal(getattr(label, name))
        if text:
            cells = ((1, 1, caption, True), (2, 2, text, name in ("mark", "code", "year")), (3, 3, "", False))
            blocks.line(cells, excel.lines(text, _WIDTHS[1], _VALUE_LINES))
    blocks.merge_down(3, first)
    blocks.picture(karekod_png(karekod(label.scan)), f"C{first}", _KAREKOD_POINTS, _KAREKOD_POINTS)
    blocks.row += 1
