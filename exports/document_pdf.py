"""Papers as PDF: pieces of measured height placed page by page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from data.core.paper import Paper
from exports.document_blocks import Blocks, Piece
from exports.document_form import Watch, file_title, number_line, page_of, tables_of
from exports.document_hands import PageHands
from exports.document_table import Strip, TableBlock
from exports.files import replacing
from exports.listing import Cancelled, Progress
from exports.pdf import MM, Pen, elide, fit_size, font, new_canvas, wrap
from exports.values import literal, moment_text

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

SIDE = 28.0
_LETTER_SIDE = 20 * MM
"""Side margins of a letter: a paper without a title or without a table."""
_TOP, _BOTTOM = 26.0, 36.0
_TITLE_LINES, _SUBTITLE_LINES = 3, 4
_MARK_SIZE = 9.0
_TOTAL_PAGES = "toplam-sayfa"


def document_pdf(
    paper: Paper, path: Path, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> Path:
    """Writes a paper as PDF on A4, on A3 only where a table would be too small to read.

    Raises:
        BadInput: the file cannot be written; an existing one stays as it was.
        ExportCancelled: the person stopped it; no file is left.
    """
    return papers_pdf((paper,), path, progress, cancelled)


def papers_pdf(
    papers: Sequence[Paper], path: Path, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> Path:
    """Writes several papers into one PDF, each on pages of its own with its own page numbers.

    Raises:
        BadInput: the file cannot be written; an existing one stays as it was.
        ExportCancelled: the person stopped it; no file is left.
    """
    first, watch = papers[0], Watch(progress, cancelled)
    with replacing(path) as fresh:
        canvas = new_canvas(
            fresh,
            (595.0, 842.0),
            title=file_title(first),
            subject=literal(first.number),
            printed_at=first.printed_at,
        )
        for number, paper in enumerate(papers, 1):
            if len(papers) > 1:
                _in_contents(canvas, paper, number)
            _Flow(canvas, paper, watch, f"{_TOTAL_PAGES}-{number}").draw()
        watch.end()
        canvas.save()
    return path


def _in_contents(canvas: Canvas, paper: Paper, number: int) -> None:
    """An entry of the contents beside the pages, so that one of many papers is found."""
    canvas.bookmarkPage(f"belge-{number}")
    canvas.addOutlineEntry(literal(paper.tab) or file_title(paper), f"belge-{number}")


class _Flow:
    """One paper on its pages."""

    def __init__(self, canvas: Canvas, paper: Paper, watch: Watch, total_pages: str) -> None:
        self._canvas, self._paper, self._total_pages = canvas, paper, total_pages
        side = SIDE if paper.title and tables_of(paper) else _LETTER_SIDE
        sheet, upright = page_of(paper, 2 * side)
        self._size = sheet.portrait if upright else sheet.landscape
        self._width, self._height = self._size
        self._strip = Strip(side, self._width - 2 * side)
        self._plain, self._bold = font(), font(bold=True)
        self._serif = font("LiberationSerif", bold=True)
        self._pen = Pen(canvas)
        self._hands = PageHands(self._pen, paper.page_hands, self._strip)
        self._bottom = _BOTTOM + self._hands.height
        self._page = 0
        self._y = 0.0
        self._fresh = True
        self._table: TableBlock | None = None
        self._blocks = Blocks(canvas, self._pen, paper, self._strip, upright=upright, watch=watch)

    def draw(self) -> None:
        """All pages."""
        self._open_page()
        chain: list[Piece] = []
        for piece in self._blocks.pieces():
            chain.append(piece)
            if not piece.keep:
                self._place(chain)
                chain.clear()
        self._place(chain)
        self._close_page()
        canvas = self._canvas
        canvas.beginForm(self._total_pages, 0, -3, 80, 12)
        canvas.setFont(self._plain.name, 7)
        canvas.drawString(0, 0, str(self._page))
        canvas.endForm()

    def _place(self, chain: Sequence[Piece]) -> None:
        """Pieces that belong together, on a new page if they do not fit here; too many for one page are parted."""
        if not self._fits(chain):
            self._turn()
        for piece in chain:
            if len(chain) > 1 and not self._fits((piece,)):
                self._turn()
            self._put(piece)

    def _fits(self, chain: Iterable[Piece]) -> bool:
        """Whether they fit on the rest of this page; an empty page takes anything."""
        if self._fresh:
            return True
        needed, table = 0.0, self._table
        for piece in chain:
            if piece.table is not table:
                table = piece.table
                needed += table.head_height if table else 0.0
            needed += piece.before + piece.height
        return self._y - needed - (table.subtotal_height if table else 0.0) >= self._bottom

    def _put(self, piece: Piece) -> None:
        if not self._fresh:
            self._y -= piece.before
        if piece.table is not self._table:
            self._close_table()
            self._table = piece.table
            if piece.table:
                self._y = piece.table.open(self._y)
        piece.draw(self._y)
        self._y -= piece.height
        self._fresh = False

    def _close_table(self) -> None:
        if self._table:
            self._table.close()
        self._table = None

    def _turn(self) -> None:
        if self._table:
            self._table.subtotal(self._y)
        self._close_page()
        self._open_page()

    def _open_page(self) -> None:
        self._page += 1
        self._fresh = True
        self._canvas.setPageSize(self._size)
        self._y = self._height - _TOP
        if self._paper.draft:
            self._watermark()
        if self._paper.mark:
            self._marks(self._paper.mark)
        self._heading() if self._page == 1 else self._later_heading()

    def _heading(self) -> None:
        paper, room, middle = self._paper, self._strip.width, self._width / 2
        lines = [(literal(line), self._serif, 10.0) for line in paper.office_lines]
        if paper.title:
            lines += [("", self._serif, 4.0)]
            title = wrap(literal(paper.title), self._serif, 12.5, room, _TITLE_LINES)
            lines += [(line, self._serif, 12.5) for line in title]
        lines += [
            (line, self._plain, 8.5)
            for line in wrap(literal(paper.subtitle), self._plain, 8.5, room, _SUBTITLE_LINES)
        ]
        for text, face, size in lines:
            self._y -= size * 1.25
            if text:
                self._pen.centre(middle, self._y, text, face, fit_size(text, face, size, room))
        if number := number_line(paper):
            self._y -= 11
            fitted = fit_size(number, self._bold, 8.5, room)
            self._pen.right(self._strip.left + room, self._y, number, self._bold, fitted)
        self._y -= 6

    def _later_heading(self) -> None:
        """One line on the following pages, enough to know what a loose page belongs to."""
        paper = self._paper
        parts = (*paper.office_lines[-1:], paper.title or paper.name, paper.subtitle)
        text = " · ".join(literal(part) for part in parts if part)
        self._y -= 8
        self._pen.write(self._strip.left, self._y, elide(text, self._bold, 8, self._strip.width), self._bold, 8)
        self._y -= 8

    def _marks(self, mark: str) -> None:
        """The level in red over and under everything else on the page."""
        canvas, size = self._canvas, _MARK_SIZE
        canvas.saveState()
        canvas.setFillColorRGB(0.8, 0, 0)
        canvas.setFont(self._bold.name, size)
        for y in (self._height - _TOP + 4, _BOTTOM - size):
            canvas.drawCentredString(self._width / 2, y, mark)
        canvas.restoreState()

    def _watermark(self) -> None:
        canvas, big = self._canvas, min(self._width, self._height) / 4.2
        canvas.saveState()
        canvas.setFillGray(0.93)
        canvas.setFont(self._bold.name, big)
        canvas.translate(self._width / 2, self._height / 2)
        canvas.rotate(25 if self._width > self._height else 50)
        canvas.drawCentredString(0, -big / 3, "TASLAK")
        canvas.restoreState()

    def _close_page(self) -> None:
        self._close_table()
        self._hands.draw(self._bottom)
        canvas, y, half = self._canvas, _BOTTOM - 18, f"Sayfa {self._page} / "
        left, room = self._strip.left, self._strip.width
        self._pen.write(left, y, f"Yazdırma: {moment_text(self._paper.printed_at)}", self._plain, 7)
        number = elide(number_line(self._paper), self._plain, 7, room / 3)
        self._pen.right(left + room, y, number, self._plain, 7)
        at = self._width / 2 - self._plain.width(half, 7) / 2
        self._pen.write(at, y, half, self._plain, 7)
        canvas.setFillGray(0)
        self._pen.lift()
        # How many pages there will be is known only at the end; until then a named place is drawn.
        canvas.saveState()
        canvas.translate(at + self._plain.width(half, 7), y)
        canvas.doForm(self._total_pages)
        canvas.restoreState()
        canvas.showPage()
