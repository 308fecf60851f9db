"""Reads a printed letter back by another library, with the place of every run of text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pypdf import PdfReader

from data.evrak.letter import Letter
from exports.letter import letter_pdf
from exports.letter_ink import LetterStyle
from exports.pdf import font

MM = 72 / 25.4
SHEET = (210 * MM, 297 * MM)
MARGIN = 15 * MM
MIDDLE = SHEET[0] / 2
LINE = 12 * 1.15
USUAL = LetterStyle()


@dataclass(frozen=True)
class Word:
    """A run of text as it stands on the page."""

    text: str
    x: float
    y: float
    size: float

    @property
    def end(self) -> float:
        """Its right end, as the face measures it."""
        return self.x + font("LiberationSerif").width(self.text, self.size)


def printed(one: Letter, tmp_path: Path, style: LetterStyle = USUAL) -> PdfReader:
    """The letter, printed and opened again."""
    return PdfReader(letter_pdf(one, tmp_path / "y.pdf", style))


def words_of(reader: PdfReader, page: int = 0) -> list[Word]:
    """Every run of a page with its place; what is turned (TASLAK) is left out."""
    found: list[Word] = []

    def keep(text: str, _cm: object, matrix: list[float], _font: object, size: float) -> None:
        if text.strip() and abs(matrix[1]) < 1e-6:
            found.append(Word(text.strip("\n"), matrix[4], matrix[5], size))

    reader.pages[page].extract_text(visitor_text=keep)
    return found


def red_lines(reader: PdfReader, page: int = 0) -> set[float]:
    """Baselines of everything drawn in red."""
    colours: list[tuple[float, ...]] = [(0, 0, 0)]
    lines: set[float] = set()

    def see(operator: bytes, operands: list[object], _cm: object, matrix: list[float]) -> None:
        if operator == b"rg":
            colours[0] = tuple(float(str(part)) for part in operands)
        if operator == b"Tj" and colours[0][0] > 0.5 > colours[0][1]:
            lines.add(round(matrix[5], 1))

    reader.pages[page].extract_text(visitor_operand_before=see)
    return lines


def find(words: list[Word], text: str) -> Word:
    """The run that is, or begins with, that text."""
    return next(word for word in words if word.text.startswith(text))


def text_of(reader: PdfReader) -> str:
    """All pages, one after the other."""
    return "\n".join(page.extract_text() for page in reader.pages)


def flat(text: str) -> str:
    """On one line, with single blanks."""
    return re.sub(r"\s+", " ", text)


def runs_of(reader: PdfReader) -> Iterator[list[Word]]:
    """The runs of each page."""
    for page in range(len(reader.pages)):
        yield words_of(reader, page)
