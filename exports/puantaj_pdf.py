"""İşçi puantaj cetveli as PDF: drawn line by line from measured heights."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from data.puantaj.sheet import PuantajSheet, Shade
from exports.files import replacing
from exports.pdf import Paper, Pen, elide, fit_size, font, new_canvas
from exports.puantaj_closing import Closing, draw_closing, measure_closing
from exports.puantaj_form import (
    GRAND_TOTAL,
    GREYS,
    REMARK,
    Totals,
    added,
    facts,
    literal_sheet,
    month_bands,
    usual_paper,
)
from exports.puantaj_layout import (
    BOTTOM,
    LEADING,
    SIDE,
    TOP,
    Layout,
    Line,
    carried,
    measure,
    paginate,
    shrunk,
    total_text,
)
from exports.values import moment_text

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

LEGIBLE = 5.25
"""Smallest type on A4, in points, before the form goes over to A3 by itself."""
_HEAD_GREY = 0.95
_LATER_HEADING = 20.0


def puantaj_pdf(sheet: PuantajSheet, path: Path, *, paper: Paper | None = None) -> Path:
    """Writes the cetvel as PDF, lying.

    Args:
        paper: A4 or A3; by default A3 for sixty people and more, or where A4 would be too small to read.

    Raises:
        BadInput: the file cannot be written; an existing one stays as it was.
    """
    sheet = literal_sheet(sheet)
    layout = measure(sheet, paper or usual_paper(sheet))
    if paper is None and layout.size < LEGIBLE:
        layout = measure(sheet, Paper.A3)
    with replacing(path) as fresh:
        canvas = new_canvas(
            fresh,
            layout.paper.landscape,
            title=f"{sheet.title} {sheet.period.label}",
            subject=sheet.number,
            printed_at=sheet.printed_at,
        )
        _Form(canvas, sheet, layout).draw()
        canvas.save()
    return path


class _Form:
    """One cetvel on one canvas."""

    def __init__(self, canvas: Canvas, sheet: PuantajSheet, layout: Layout) -> None:
        self._canvas = canvas
        self._sheet = sheet
        self._layout = layout
        self._size = layout.size
        self._plain, self._bold = font(), font(bold=True)
        self._serif = font("LiberationSerif", bold=True)
        self._width, self._height = layout.paper.landscape
        self._closing: Closing = measure_closing(sheet, layout)
        self._counts = any(layout.sums_of)
        self._pen = Pen(canvas)
        self._letter_sizes: dict[tuple[str, int], float] = {}

    def draw(self) -> None:
        """All pages."""
        carry = self._layout.row_height if self._counts else 0.0
        room = self._height - TOP - BOTTOM - self._layout.head_height
        pages = paginate(
            [line.height for line in self._layout.lines],
            room - self._heading_height(),
            room - _LATER_HEADING,
            carry,
            carry + self._closing.height,
        )
        before = carried(self._layout, 0, 0)
        for number, (start, end) in enumerate(pages, 1):
            after = added(before, carried(self._layout, start, end))
            self._page((number, len(pages)), self._layout.lines[start:end], before, after)
            before = after
            self._pen.lift()
            self._canvas.showPage()

    def _page(self, place: tuple[int, int], lines: Sequence[Line], before: Totals, after: Totals) -> None:
        """One page.

        Args:
            place: Its number, and how many there are.
            before: Sums of all rows above this page.
            after: The same with this page's rows.
        """
        number, count = place
        layout, last = self._layout, number == count
        if self._sheet.draft:
            self._watermark()
        top = self._heading() if number == 1 else self._later_heading()
        continued = number > 1 and self._counts
        heights = [layout.row_height] * continued + [line.height for line in lines]
        heights += [layout.row_height] * self._counts
        self._grid(top, heights, joined=(continued, self._counts))
        self._head(top)
        y = top - layout.head_height
        if continued:
            y = self._totals_line(y, "Önceki sayfadan devreden", before)
        for line in lines:
            y = self._line(y, line)
        if self._counts:
            y = self._totals_line(y, GRAND_TOTAL if last else "Devreden toplam", after)
        if last:
            draw_closing(self._canvas, self._pen, self._sheet, layout, self._closing, y)
        self._footer(number, count)

    def _heading_height(self) -> float:
        return 11.0 * len(self._sheet.office_lines) + 32

    def _heading(self) -> float:
        """The whole head of the first page; gives the top of the table."""
        y, middle = self._height - TOP - 8, self._width / 2
        for line in self._sheet.office_lines:
            size = fit_size(line, self._serif, 9.5, self._width - 2 * SIDE)
            self._pen.centre(middle, y, line, self._serif, size)
            y -= 11
        size = fit_size(self._sheet.title, self._serif, 12, self._width - 2 * SIDE)
        self._pen.centre(middle, y - 5, self._sheet.title, self._serif, size)
        self._spread(y - 18, facts(self._sheet), 8)
        return self._height - TOP - self._heading_height()

    def _later_heading(self) -> float:
        """One line on the following pages, enough to know what a loose page belongs to."""
        office = self._sheet.office_lines[-1] if self._sheet.office_lines else ""
        y = self._height - TOP - 8
        self._spread(y, (*filter(None, (office, self._sheet.title)), *facts(self._sheet)), 7.5)
        return self._height - TOP - _LATER_HEADING

    def _spread(self, y: float, texts: Sequence[str], size: float) -> None:
        """Texts side by side over the page's width: the first at the left, the last at the right."""
        room = self._width - 2 * SIDE
        blank = 2 * size
        wide = sum(self._bold.width(text, size) for text in texts) + blank * (len(texts) - 1)
        size *= min(1.0, room / wide)
        widths = [self._bold.width(text, size) for text in texts]
        gap = (room - sum(widths)) / (len(texts) - 1) if len(texts) > 1 else 0.0
        x = SIDE
        for text, width in zip(texts, widths, strict=True):
            self._pen.write(x, y, text, self._bold, size)
            x += width + gap

    def _watermark(self) -> None:
        canvas = self._canvas
        canvas.saveState()
        canvas.setFillGray(0.93)
        canvas.setFont(self._bold.name, self._width / 6)
        canvas.translate(self._width / 2, self._height / 2)
        canvas.rotate(25)
        canvas.drawCentredString(0, -self._width / 18, "TASLAK")
        canvas.restoreState()

    def _grid(self, top: float, heights: list[float], joined: tuple[bool, bool]) -> None:
        """Shading and rules of the table on this page.

        Args:
            joined: Whether the first and the last line are sums; their label runs up to the days.
        """
        canvas, layout, edges = self._canvas, self._layout, self._layout.edges
        bottom = top - layout.head_height - sum(heights)
        canvas.setFillGray(_HEAD_GREY)
        canvas.rect(edges[0], top - layout.head_height, edges[-1] - edges[0], layout.head_height, 0, 1)
        self._shading(top, bottom)
        canvas.setFillGray(0)
        canvas.setStrokeGray(0.35)
        canvas.setLineWidth(0.35)
        ends, y = [], top - layout.head_height
        for height in [0.0, *heights]:
            y -= height
            ends.append(y)
        lines = [(edges[0], end, edges[-1], end) for end in ends]
        first, last = layout.first_day, layout.first_day + len(self._sheet.days)
        low, high = self._day_head(top)
        lines += [(edges[first], low, edges[last], low), (edges[first], high, edges[last], high)]
        months = {first + band.first for band in month_bands(self._sheet)} | {last}
        head, tall = layout.head_height, layout.row_height
        for place, x in enumerate(edges):
            inside = first < place < last and place not in months
            if 0 < place < first:
                lines.append((x, top, x, top - head))
                lines.append((x, top - head - tall * joined[0], x, bottom + tall * joined[1]))
            else:
                lines.append((x, high if inside else top, x, bottom))
        canvas.lines(lines)
        canvas.setStrokeGray(0)
        canvas.setLineWidth(0.8)
        canvas.rect(edges[0], bottom, edges[-1] - edges[0], top - bottom, 1, 0)

    def _shading(self, top: float, bottom: float) -> None:
        canvas, edges = self._canvas, self._layout.edges
        under_month = self._day_head(top)[1]
        for place, day in enumerate(self._sheet.days, self._layout.first_day):
            if day.shade in GREYS:
                width = edges[place + 1] - edges[place]
                canvas.setFillGray(GREYS[day.shade])
                # A half holiday begins at 13:00: the right half of its column is shaded.
                left = width / 2 if day.shade is Shade.HALF else 0.0
                canvas.rect(edges[place] + left, bottom, width - left, under_month - bottom, 0, 1)

    def _day_head(self, top: float) -> tuple[float, float]:
        """Where the date line ends and where the month line ends."""
        height = self._layout.head_height
        return top - height * 0.66, top - height * 0.32

    def _head(self, top: float) -> None:
        """Headings of all columns; those of the totals stand upright."""
        layout, edges, size = self._layout, self._layout.edges, self._size
        middle = top - layout.head_height / 2
        for place, column in enumerate(layout.columns):
            self._stacked(place, middle, column.title.split())
        self._stacked(len(edges) - 2, middle, [REMARK])
        low, high = self._day_head(top)
        first = layout.first_day
        for band in month_bands(self._sheet):
            left, right = edges[first + band.first], edges[first + band.first + band.count]
            label = elide(band.label, self._bold, size, right - left - 2)
            self._pen.centre((left + right) / 2, (top + high) / 2 - size * 0.35, label, self._bold, size)
        for place, day in enumerate(self._sheet.days, first):
            x, width = (edges[place] + edges[place + 1]) / 2, edges[place + 1] - edges[place]
            fitted = shrunk("00", self._bold, size, width)
            self._pen.centre(x, (high + low) / 2 - size * 0.35, f"{day.day.day:02d}", self._bold, fitted)
            fitted = shrunk(day.weekday, self._plain, size, width)
            below = (low + top - layout.head_height) / 2
            self._pen.centre(x, below - size * 0.35, day.weekday, self._plain, fitted)
        self._upright_titles(top)

    def _stacked(self, place: int, middle: float, words: list[str]) -> None:
        """A heading around the middle of its cell, a word a line unless it fits on one."""
        left, right = self._layout.edges[place : place + 2]
        if self._bold.width(" ".join(words), self._size) < right - left - self._size * 0.4:
            words = [" ".join(words)]
        y = middle + (len(words) / 2 - 0.85) * self._size * LEADING
        for word in words:
            fitted = shrunk(word, self._bold, self._size, right - left)
            self._pen.centre((left + right) / 2, y, word, self._bold, fitted)
            y -= self._size * LEADING

    def _upright_titles(self, top: float) -> None:
        canvas, layout, size = self._canvas, self._layout, self._size
        first = layout.first_day + len(self._sheet.days)
        for place, lines in enumerate(layout.titles, first):
            middle = (layout.edges[place] + layout.edges[place + 1]) / 2
            x = middle - (len(lines) / 2 - 0.85) * size * LEADING
            for line in lines:
                canvas.saveState()
                canvas.translate(x, top - layout.head_height + 3)
                canvas.rotate(90)
                pen = Pen(canvas)
                pen.write(0, 0, line, self._bold, size)
                pen.lift()
                canvas.restoreState()
                x += size * LEADING

    def _line(self, y: float, line: Line) -> float:
        """One person; gives the y below."""
        layout, edges, size, pen = self._layout, self._layout.edges, self._size, self._pen
        base = y - line.height / 2 - size * 0.35
        for place, texts in enumerate(line.texts):
            self._block(place, y, line.height, texts, wrapped=layout.columns[place].ems is not None)
        for place, letter in enumerate(line.row.cells, layout.first_day):
            if letter:
                fitted = self._letter_size(letter, place)
                pen.centre((edges[place] + edges[place + 1]) / 2, base, letter, self._plain, fitted)
        self._numbers(line.totals, base, bold=False)
        self._block(len(edges) - 2, y, line.height, line.remark, wrapped=True)
        return y - line.height

    def _block(self, place: int, y: float, height: float, texts: tuple[str, ...], *, wrapped: bool) -> None:
        left, right = self._layout.edges[place : place + 2]
        size = self._size
        base = y - height / 2 - size * 0.35 + (len(texts) - 1) * size * LEADING / 2
        for text in texts:
            if wrapped:
                self._pen.write(left + 0.28 * size, base, text, self._plain, size)
            else:
                fitted = shrunk(text, self._plain, size, right - left)
                self._pen.centre((left + right) / 2, base, text, self._plain, fitted)
            base -= size * LEADING

    def _letter_size(self, letter: str, place: int) -> float:
        known = self._letter_sizes.get((letter, place))
        if known is None:
            width = self._layout.edges[place + 1] - self._layout.edges[place]
            known = self._letter_sizes[letter, place] = shrunk(letter, self._plain, self._size, width)
        return known

    def _totals_line(self, y: float, label: str, totals: Totals) -> float:
        base = y - self._layout.row_height / 2 - self._size * 0.35
        self._canvas.setFillGray(0)
        # Right-aligned before the days, where the eye comes from when it adds up a row.
        edge = self._layout.edges[self._layout.first_day] - 0.4 * self._size
        self._pen.right(edge, base, label, self._bold, self._size)
        self._numbers(tuple(map(total_text, totals)), base, bold=True)
        return y - self._layout.row_height

    def _numbers(self, totals: tuple[str, ...], base: float, *, bold: bool) -> None:
        face, edges = self._bold if bold else self._plain, self._layout.edges
        for place, text in enumerate(totals, self._layout.first_day + len(self._sheet.days)):
            if text:
                fitted = shrunk(text, face, self._size, edges[place + 1] - edges[place])
                self._pen.centre((edges[place] + edges[place + 1]) / 2, base, text, face, fitted)

    def _footer(self, number: int, count: int) -> None:
        y = BOTTOM - 14
        self._pen.write(SIDE, y, f"Yazdırma: {moment_text(self._sheet.printed_at)}", self._plain, 7)
        self._pen.centre(self._width / 2, y, f"Sayfa {number} / {count}", self._plain, 7)
        self._pen.right(self._width - SIDE, y, f"Belge no: {self._sheet.number}", self._plain, 7)
