"""The ground all PDF forms are drawn on: fonts, paper, measuring, wrapping.

Text is only ever drawn as it is; nothing here reads markup, so a name like ``<b>x`` prints as ``<b>x``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.pdfgen.textobject import PDFTextObject

MM = 72 / 25.4
_PARTING = ".-/·"
"""Signs behind which a code that is too long for its line goes on in the next one."""
_FOLDER = Path(__file__).parent / "fonts"


class Paper(StrEnum):
    """Sheet sizes of our forms."""

    A4 = "A4"
    A3 = "A3"

    @property
    def portrait(self) -> tuple[float, float]:
        """Width and height in points."""
        width, height = {"A4": (210, 297), "A3": (297, 420)}[self.value]
        return width * MM, height * MM

    @property
    def landscape(self) -> tuple[float, float]:
        """Width and height in points, lying."""
        width, height = self.portrait
        return height, width


class _Widths(dict[str, float]):
    """Width of each letter as a share of the font size; letters of no font count as wide as the widest usual."""

    def __init__(self, own: dict[int, float], more: dict[int, float]) -> None:
        super().__init__({chr(code): width / 1000 for code, width in {**more, **own}.items()})

    def __missing__(self, letter: str) -> float:
        self[letter] = 1.0
        return 1.0


@dataclass(frozen=True, slots=True)
class Font:
    """A registered font with what measuring needs; letters it lacks (₺, ☐) are set in ``spare``."""

    name: str
    spare: str
    letters: frozenset[str]
    widths: _Widths

    def width(self, text: str, size: float) -> float:
        """Width in points."""
        return sum(map(self.widths.__getitem__, text)) * size

    def runs(self, text: str) -> Iterator[tuple[str, str]]:
        """The text in pieces, each with the name of the font that has its letters."""
        for own, letters in groupby(text, self.letters.__contains__):
            yield (self.name if own else self.spare), "".join(letters)


@cache
def font(family: str = "LiberationSans", *, bold: bool = False) -> Font:
    """Registers a shipped font on first use.

    Args:
        family: ``LiberationSans`` for tables, ``LiberationSerif`` for headings and letters.
    """
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    faces = []
    for name in (f"{family}-{'Bold' if bold else 'Regular'}", f"DejaVuSans{'-Bold' if bold else ''}"):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(_FOLDER / f"{name}.ttf"), shapable=False))
        faces.append(pdfmetrics.getFont(name))
    own, more = faces
    letters = frozenset(map(chr, own.face.charToGlyph))
    return Font(own.fontName, more.fontName, letters, _Widths(own.face.charWidths, more.face.charWidths))


def new_canvas(
    path: Path, size: tuple[float, float], *, title: str, printed_at: datetime, subject: str = ""
) -> Canvas:
    """A canvas whose file depends on nothing but what is drawn and on ``printed_at``."""
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    # Page contents as plain compressed bytes: the default spells them out, slower and a fifth larger.
    rl_config.useA85 = 0
    canvas = Canvas(str(path), pagesize=size, invariant=1, lang="tr-TR", pageCompression=1)
    canvas.setTitle(title)
    canvas.setSubject(subject)
    canvas.setAuthor("")
    canvas.setCreator("İdari Masa")
    stamp = f"D:{printed_at:%Y%m%d%H%M%S}"
    canvas.setDateFormatter(lambda *_moment: stamp)
    return canvas


class Pen:
    """Places many short texts cheaply: one text object until :meth:`lift`, fonts switched only when needed."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._text: PDFTextObject = canvas.beginText()
        self._set: tuple[str, float] | None = None

    def write(self, x: float, y: float, text: str, face: Font, size: float) -> None:
        """One line, its left end at ``x``, its baseline at ``y``."""
        self._text.setTextOrigin(x, y)
        if face.letters.issuperset(text):
            self._piece(face.name, text, size)
            return
        for name, piece in face.runs(text):
            self._piece(name, piece, size)

    def centre(self, x: float, y: float, text: str, face: Font, size: float) -> None:
        """One line around ``x``."""
        self.write(x - face.width(text, size) / 2, y, text, face, size)

    def right(self, x: float, y: float, text: str, face: Font, size: float) -> None:
        """One line that ends at ``x``."""
        self.write(x - face.width(text, size), y, text, face, size)

    def lift(self) -> None:
        """Puts what was written onto the page; to be called before the page is shown."""
        self._canvas.drawText(self._text)
        self._text = self._canvas.beginText()
        self._set = None

    def _piece(self, name: str, text: str, size: float) -> None:
        if self._set != (name, size):
            self._text.setFont(name, size)
            self._set = (name, size)
        self._text.textOut(text)


def fit_size(text: str, face: Font, size: float, width: float) -> float:
    """The size, or as much smaller as the text needs to stand on one line of that width."""
    wide = face.width(text, size)
    return size if wide <= width else size * width / wide


def wrap(text: str, face: Font, size: float, width: float, most: int) -> tuple[str, ...]:
    """The text in at most ``most`` lines; words too long are broken, and what is left over ends in ``…``."""
    if not text:
        return ()
    if face.width(text, size) <= width:
        return (text,)
    lines: list[str] = []
    rest = text
    while rest and len(lines) < most:
        line, rest = _first_line(rest, face, size, width)
        lines.append(line)
    if rest:
        lines[-1] = elide(f"{lines[-1]} {rest[:200]}", face, size, width)
    return tuple(lines)


def _first_line(text: str, face: Font, size: float, width: float) -> tuple[str, str]:
    """As many whole words as fit, or as many letters of a single long word, and what remains."""
    limit, used, end = width / size, 0.0, 0
    for letter in text:
        used += face.widths[letter]
        if used > limit and end:
            break
        end += 1
    if end == len(text):
        return text, ""
    blank = text.rfind(" ", 0, end + 1)
    if blank > 0:
        return text[:blank].rstrip(), text[blank:].lstrip()
    # A code or a number parts at one of its own signs, if that does not leave most of the line empty.
    sign = max(text.rfind(one, end // 3, end) for one in _PARTING) + 1
    return text[: sign or end], text[sign or end :]


def elide(text: str, face: Font, size: float, width: float) -> str:
    """The text, or its beginning with ``…`` if it is wider than that."""
    if face.width(text, size) <= width:
        return text
    room, kept = width / size - face.widths["…"], 0
    for letter in text:
        room -= face.widths[letter]
        if room < 0:
            break
        kept += 1
    return text[:kept].rstrip() + "…"
