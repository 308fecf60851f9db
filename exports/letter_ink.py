"""What letters are written with: a face at a size that shows every sign, lines broken to measure, rows of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import zip_longest

from data.core.errors import RuleBroken
from exports.pdf import Font, font
from exports.values import literal

_SPACING = 1.15
_ASCENT = 0.9
_HAIR = 0.01
"""Points by which a measured line may come out wider than it was measured, from rounding alone."""
_UNKNOWN = "□"
"""Stands for a sign that no shipped font has, so that nothing vanishes unseen."""


class LetterFace(StrEnum):
    """The two faces of RY m.7: free fonts of the same measure as Times New Roman and Arial."""

    SERIF = "LiberationSerif"
    SANS = "LiberationSans"


@dataclass(frozen=True, slots=True)
class LetterStyle:
    """How a letter is set.

    Attributes:
        size: In points; 0 takes the usual one, 12 for the serif face and 11 for the other (RY m.7).
        bottom: Millimetres left free at the foot; the rule names 1,5 cm for the sides and the top.

    Raises:
        RuleBroken: the size is smaller than the rule allows, or larger than the usual one.
    """

    face: LetterFace = LetterFace.SERIF
    size: float = 0.0
    bottom: float = 15.0

    def __post_init__(self) -> None:
        if self.size and not _SMALLEST <= self.size <= self.usual:
            raise RuleBroken(
                f"Harf büyüklüğü {_SMALLEST} ile {self.usual} punto arasında olmalıdır.",
                "Büyüklüğü değiştirin ya da boş bırakın.",
                law="RY m.7",
            )

    @property
    def usual(self) -> int:
        """The size that the rule starts from."""
        return 12 if self.face is LetterFace.SERIF else 11

    @property
    def text(self) -> Ink:
        """For everything in the writing area."""
        return Ink(self.face, self.size or self.usual)

    @property
    def small(self) -> Ink:
        """For the contact lines, which may be as small as 8 points (RY m.7)."""
        return Ink(self.face, max(_SMALLEST_CONTACT, (self.size or self.usual) - 3))


_SMALLEST, _SMALLEST_CONTACT = 9, 8


class Ink:
    """A face at a size. Letters that it lacks (₺, ☐) come from the spare font, others show as a box."""

    def __init__(self, face: LetterFace, size: float) -> None:
        from reportlab.pdfbase import pdfmetrics

        self.size = size
        self.font: Font = font(face.value)
        self._known = self.font.letters | frozenset(map(chr, pdfmetrics.getFont(self.font.spare).face.charToGlyph))

    @property
    def leading(self) -> float:
        """Height of a line in points."""
        return self.size * _SPACING

    def clean(self, text: str) -> str:
        """The text as it can be shown on one line: nothing in it is obeyed, nothing is lost unseen."""
        line = literal(text)
        if self.font.letters.issuperset(line):
            return line
        return "".join(sign if sign in self._known else _UNKNOWN for sign in line)

    def width(self, text: str) -> float:
        """In points."""
        return self.font.width(text, self.size)

    def lines(self, text: str, width: float, first: float | None = None) -> list[str]:
        """The text broken into lines; a word wider than a line is broken anywhere.

        Args:
            first: Width of the first line where it differs.
        """
        room = width if first is None else first
        blank, done, line, used = self.width(" "), [], "", 0.0
        for word in self.clean(text).split():
            for part in self._parts(word, width, room - used - blank if line else room):
                wide = self.width(part)
                if line and used + blank + wide > room + _HAIR:
                    done.append(line)
                    line, used, room = part, wide, width
                else:
                    used += wide + (blank if line else 0.0)
                    line = f"{line} {part}" if line else part
        return [*done, line] if line else done

    def _parts(self, word: str, width: float, room: float) -> Iterator[str]:
        """A word as it is, or in pieces that each fill a line; the first piece uses what is left of this one."""
        if self.width(word) <= width + _HAIR:
            yield word
            return
        start, used, limit = 0, 0.0, room if room > width / 4 else width
        for end, sign in enumerate(word):
            wide = self.font.widths[sign] * self.size
            if used + wide > limit and end > start:
                yield word[start:end]
                start, used, limit = end, 0.0, width
            used += wide
        yield word[start:]


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text on a row.

    Attributes:
        x: Its left end in points from the left edge of the sheet.
        spread: Points added at each blank, for a line that fills its width.
    """

    x: float
    text: str
    ink: Ink
    spread: float = 0.0
    red: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line across the page.

    Attributes:
        body: It belongs to the metin; at least two such rows stand above the signatures.
        rule: A line is drawn through its middle, as long as the writing area.
    """

    height: float
    runs: tuple[Run, ...] = field(default=())
    body: bool = False
    rule: bool = False


def height_of(rows: Iterable[Row]) -> float:
    """In points."""
    return sum(row.height for row in rows)


def beside(*columns: list[Row]) -> list[Row]:
    """Columns of rows as one column: first rows on one line, second on the next."""
    return [
        Row(max(row.height for row in line if row), tuple(run for row in line if row for run in row.runs))
        for line in zip_longest(*columns)
    ]


def blank(ink: Ink, count: int = 1) -> list[Row]:
    """Empty lines."""
    return [Row(ink.leading) for _ in range(count)]


def left(ink: Ink, text: str, x: float, width: float, hang: float = 0.0) -> list[Row]:
    """Lines that begin at ``x``; all but the first ``hang`` points further in."""
    found = ink.lines(text, width - hang, width)
    return [Row(ink.leading, (Run(x + (hang if at else 0.0), line, ink),)) for at, line in enumerate(found)]


def centred(ink: Ink, text: str, x: float, width: float, *, red: bool = False) -> list[Row]:
    """Lines in the middle of a strip."""
    return [
        Row(ink.leading, (Run(x + (width - ink.width(line)) / 2, line, ink, red=red),))
        for line in ink.lines(text, width)
    ]


def justified(ink: Ink, text: str, x: float, width: float, indent: float) -> list[Row]:
    """A paragraph that fills its width on both sides; the last line ends where it ends (RY m.16/4)."""
    found = ink.lines(text, width, width - indent)
    rows = []
    for at, line in enumerate(found):
        start, room = (x + indent, width - indent) if at == 0 else (x, width)
        gaps = line.count(" ")
        spread = (room - ink.width(line)) / gaps if gaps and at < len(found) - 1 else 0.0
        rows.append(Row(ink.leading, (Run(start, line, ink, spread),), body=True))
    return rows


def baseline(row: Row) -> float:
    """How far below the top of a row its letters stand."""
    return max((run.ink.size for run in row.runs), default=0.0) * _ASCENT
