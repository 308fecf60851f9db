"""A letter on paper, every part where the Yönetmelik places it (RY m.6 to m.27).

The desk is no EBYS: it signs nothing, so the lines about the electronic signature, the verification code and the
karekod (RY m.23) are never printed. Text is drawn as it is; nothing in it is read as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from data.evrak.letter import Letter
from exports.files import replacing
from exports.letter_blocks import MARGIN, SHEET_HEIGHT, SHEET_WIDTH, WIDTH, Blocks
from exports.letter_ink import LetterStyle, Row, baseline, height_of
from exports.pdf import MM, font, new_canvas
from exports.values import literal

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_GAP, _GAP_BY_HAND, _LEAST_GAP = 3, 4, 2
"""Empty lines between text and name: two to four (RY m.17/1)."""
_LONG = 6
"""From so many rows on a list may go to a page of its own."""
_CARRIED = 2
"""Rows of the text that stand with the signatures at least."""
_RED = (0.8, 0.0, 0.0)
_USUAL = LetterStyle()


def letter_pdf(letter: Letter, path: Path, style: LetterStyle = _USUAL) -> Path:
    """Writes a letter as PDF on A4; equal letters give equal bytes.

    Raises:
        BadInput: the file cannot be written; an existing one stays as it was.
    """
    blocks = Blocks(letter, style)
    foot = _Foot(blocks, style)
    pages = _Flow(blocks, foot.room, by_hand=letter.by_hand).pages()
    with replacing(path) as fresh:
        canvas = new_canvas(
            fresh,
            (SHEET_WIDTH, SHEET_HEIGHT),
            title=literal(letter.kind.label),
            subject=literal(letter.number),
            printed_at=letter.printed_at,
        )
        for number, rows in enumerate(pages, 1):
            if letter.draft:
                _watermark(canvas)
            _draw(canvas, [*blocks.marks(), *rows], SHEET_HEIGHT - MARGIN)
            _draw(canvas, foot.rows(number, len(pages)), foot.top)
            canvas.showPage()
        canvas.save()
    return path


class _Foot:
    """Contact lines, page number and gizlilik mark, standing on the lower margin of every page."""

    def __init__(self, blocks: Blocks, style: LetterStyle) -> None:
        self._blocks = blocks
        self._contact = blocks.contact()
        self.top = style.bottom * MM + height_of(self.rows(1, 2))
        self.room = SHEET_HEIGHT - MARGIN - self.top - height_of(blocks.marks()) - style.text.size / 2
        """Height left on a page for everything else."""

    def rows(self, number: int, total: int) -> list[Row]:
        """From the line down."""
        return [*self._contact, *self._blocks.page_number(number, total), *self._blocks.marks()]


@dataclass(frozen=True, slots=True)
class _Tail:
    """What follows the text: rows that stay together, rows at the foot of the page, pages of their own behind."""

    rows: list[Row]
    initials: list[Row]
    lists: list[list[Row]]

    @property
    def height(self) -> float:
        return height_of(self.rows) + height_of(self.initials)


class _Flow:
    """Puts rows on pages: the text runs on, the signatures keep two rows of it (RY m.16/5)."""

    def __init__(self, blocks: Blocks, room: float, *, by_hand: bool) -> None:
        self._blocks, self._room = blocks, room
        self._gaps = (_GAP_BY_HAND if by_hand else _GAP, _LEAST_GAP)

    def pages(self) -> list[list[Row]]:
        """The rows of every page from the top down."""
        pages = self._filled([*self._blocks.head(), *self._blocks.body()])
        self._draw_back(pages)
        tail = self._fitting(pages[-1])
        carried = min(_CARRIED, sum(row.body for row in pages[-1]))
        if tail is None and 0 < carried < len(pages[-1]):
            pages.append([])
            self._carry(pages, carried)
            tail = self._fitting(pages[-1])
        if tail is None:
            tail = list(self._tails())[-1]
            pages[-1:] = self._filled([*pages[-1], *tail.rows, *tail.initials])
        else:
            left_over = self._room - height_of(pages[-1]) - tail.height
            pages[-1] += [*tail.rows, *([Row(left_over), *tail.initials] if tail.initials else [])]
        for listed in tail.lists:
            pages += self._filled(listed)
        return pages

    def _fitting(self, page: list[Row]) -> _Tail | None:
        used = height_of(page)
        return next((tail for tail in self._tails() if used + tail.height <= self._room), None)

    def _tails(self) -> Iterator[_Tail]:
        """All ways to end, the best first: lists stay in the letter as long as they can."""
        blocks = self._blocks
        long_enclosures = len(blocks.enclosures(listed=False)) > _LONG
        long_distribution = len(blocks.distribution(listed=False)) > _LONG
        for apart, listed in ((False, False), (False, True), (True, False), (True, True)):
            if (apart and not long_enclosures) or (listed and not long_distribution):
                continue
            lists = [blocks.enclosure_list()] if apart else []
            lists += [blocks.distribution_list()] if listed else []
            for gap in self._gaps:
                rows = [
                    *blocks.end_day(),
                    *blocks.signatures(gap),
                    *blocks.approval(),
                    *blocks.enclosures(listed=apart),
                    *blocks.distribution(listed=listed),
                ]
                yield _Tail(rows, blocks.initials(), lists)

    def _filled(self, rows: Iterable[Row]) -> list[list[Row]]:
        pages: list[list[Row]] = [[]]
        used = 0.0
        for row in rows:
            if pages[-1] and used + row.height > self._room:
                pages.append([])
                used = 0.0
            pages[-1].append(row)
            used += row.height
        return pages

    def _draw_back(self, pages: list[list[Row]]) -> None:
        """A single last row of the text gets company from the page before."""
        if len(pages) > 1 and sum(row.body for row in pages[-1]) < _CARRIED and pages[-1][-1].body:
            self._carry(pages, _CARRIED - 1)

    def _carry(self, pages: list[list[Row]], count: int) -> None:
        """Moves the last rows of the text from the page before to the last one."""
        for _ in range(count):
            if pages[-2] and pages[-2][-1].body:
                pages[-1].insert(0, pages[-2].pop())


# ---------------------------------------------------------------- drawing


def _draw(canvas: Canvas, rows: Iterable[Row], top: float) -> None:
    for row in rows:
        if row.rule:
            canvas.setLineWidth(0.6)
            canvas.line(MARGIN, top - row.height / 2, MARGIN + WIDTH, top - row.height / 2)
        y = top - baseline(row)
        for run in row.runs:
            text = canvas.beginText(run.x, y)
            text.setFillColorRGB(*(_RED if run.red else (0, 0, 0)))
            # Set for every run: what a text object sets here holds beyond its end.
            text.setWordSpace(run.spread)
            for name, piece in run.ink.font.runs(run.text):
                text.setFont(name, run.ink.size)
                text.textOut(piece)
            canvas.drawText(text)
        top -= row.height


def _watermark(canvas: Canvas) -> None:
    big = SHEET_WIDTH / 4.2
    canvas.saveState()
    canvas.setFillGray(0.93)
    canvas.setFont(font(bold=True).name, big)
    canvas.translate(SHEET_WIDTH / 2, SHEET_HEIGHT / 2)
    canvas.rotate(50)
    canvas.drawCentredString(0, -big / 3, "TASLAK")
    canvas.restoreState()
