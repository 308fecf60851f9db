"""Papers as Excel: values only, no formula; rows go to disk as they come, and they print like the PDF."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any

from data.core.errors import BadInput
from data.core.paper import CellKind, Fields, Heading, Paper, Plot, Signatures, Table, Text
from exports import excel, pdf, plots
from exports.document_form import (
    KEEP,
    Watch,
    carries,
    cell_text,
    file_title,
    label_span,
    number_line,
    page_of,
    paragraphs,
    sheets_of,
    tables_of,
)
from exports.document_grid import grid, parted
from exports.document_hands import sheet_foot
from exports.document_styles import SIZE, Styles
from exports.files import replacing
from exports.listing import EXCEL_ROWS, Cancelled, Progress
from exports.values import literal, moment_text, number_text, signature_lines

_LINE, _TEXT_LINE, _PEN_HEIGHT = 12.0, 15.5, 22.0
"""Heights in points: a line of a table, a line of a letter, a row that is filled in by hand."""
_LINES, _TEXT_LINES, _SIGN_LINES = 24, 60, 4
_LEAST_WIDTH = {True: 92.0, False: 136.0}
"""Digits across the page, upright or not: narrower tables are widened, so that the type stays as large."""
_DIGIT = 5.1
"""Width of a digit of the default type in points, in which column widths count."""
_SAFE = 0.95
"""Share of a page that surely holds what was reckoned; printing programs round differently."""
_PARTS = {CellKind.MONEY: 100, CellKind.QUANTITY: 1000, CellKind.PRICE: 1_000_000}
"""What a whole number of the kind is divided by for a sheet."""
_NUMBERS = (CellKind.INT, CellKind.DAYS, CellKind.DECIMAL, CellKind.DATE)
_MARGINS = (0.4, 0.4, 0.55)
"""Sides, top and bottom in inches."""
_HANDS = 0.5
"""More at the bottom where every page is signed at its foot."""


def _look(value: object, kind: CellKind) -> CellKind:
    """Whole quantities look like counts: Excel would leave a bare comma behind a part that is not there."""
    return CellKind.INT if kind is CellKind.QUANTITY and isinstance(value, int) and value % 1000 == 0 else kind


def document_xlsx(
    paper: Paper, path: Path, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> Path:
    """Writes a paper as an Excel file that prints all columns on one page's width.

    Raises:
        BadInput: the file cannot be written, or there are more rows than Excel holds.
        ExportCancelled: the person stopped it; no file is left.
    """
    return papers_xlsx((paper,), path, progress, cancelled)


def papers_xlsx(
    papers: Sequence[Paper], path: Path, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> Path:
    """Writes several papers into one Excel file, each on a worksheet of its own, on more with several long tables.

    Raises:
        BadInput: the file cannot be written, or there are more rows than Excel holds.
        ExportCancelled: the person stopped it; no file is left.
    """
    first, watch = papers[0], Watch(progress, cancelled)
    workbook = excel.new_workbook(file_title(first), first.printed_at, size=SIZE, write_only=True)
    styles: Styles | None = None
    try:
        with replacing(path) as fresh:
            for number, paper in enumerate(chain.from_iterable(map(sheets_of, papers)), 1):
                name = excel.sheet_title(literal(paper.tab) or file_title(paper))
                own = number == 1 or (paper.tab and name not in workbook.sheetnames)
                sheet = workbook.create_sheet(name if own else f"{name[:24]} {number}")
                styles = styles or _styles(sheet)
                _Form(sheet, paper, styles, watch).fill()
                sheet.close()
            watch.end()
            excel.save(workbook, fresh, first.printed_at)
    finally:
        # A stopped export must not leave its rows in the system's temporary folder either.
        for sheet in workbook.worksheets:
            _discard(sheet)
    return path


def _styles(sheet: Any) -> Styles:
    from openpyxl.cell import WriteOnlyCell

    return Styles(WriteOnlyCell(sheet))


def _discard(sheet: Any) -> None:
    if sheet._writer is None:
        return
    if not sheet.closed:
        sheet.close()
    with suppress(FileNotFoundError):
        Path(sheet._writer.out).unlink()


class _Form:
    """One paper on one write-only worksheet. Rows and columns count from 1."""

    def __init__(self, sheet: Any, paper: Paper, styles: Styles, watch: Watch) -> None:
        from openpyxl.cell import WriteOnlyCell

        self._new = WriteOnlyCell
        self._sheet, self._paper, self._styles, self._watch = sheet, paper, styles, watch
        self._page, self._upright = page_of(paper, 2 * 28.0)
        self._widths = grid(paper, _LEAST_WIDTH[self._upright])
        self._heights: list[float] = []
        self._merged: list[str] = []
        self._head: int | None = None
        self._kept: list[tuple[int, int]] = []

    def fill(self) -> None:
        """All of it, from the head to the notes."""
        from openpyxl.utils import get_column_letter

        for place, width in enumerate(self._widths, 1):
            self._sheet.column_dimensions[get_column_letter(place)].width = width
        self._sheet.sheet_properties.pageSetUpPr.fitToPage = True
        self._sheet.sheet_view.showGridLines = False
        self._heading()
        blocks = self._paper.blocks
        single = len(tables_of(self._paper)) == 1
        start = len(self._heights)
        for block, carry in zip(blocks, carries(blocks), strict=True):
            self._watch.ask()
            self._blank(6)
            if isinstance(block, Text):
                self._text(block)
            elif isinstance(block, Fields):
                self._fields(block)
            elif isinstance(block, Table):
                self._table(block, repeat=single)
            elif isinstance(block, Plot):
                self._plot(block)
            else:
                self._signatures(block)
                self._kept.append((start, len(self._heights)))
            if not carry:
                start = len(self._heights)
            elif not isinstance(block, Text):
                start = max(len(self._heights) - KEEP, 0)
        self._notes()
        self._print_setup()

    def _heading(self) -> None:
        styles, paper = self._styles, self._paper
        for line in paper.office_lines:
            self._across(literal(line), styles.office, 14)
        if paper.title:
            self._across(literal(paper.title), styles.title, 20)
        if paper.draft:
            self._across("TASLAK – KESİNLEŞMEMİŞTİR", styles.office, 14)
        if paper.subtitle:
            self._wrapped(literal(paper.subtitle), styles.fact, 4)
        if number := number_line(paper):
            self._across(number, styles.number, 13)

    def _text(self, block: Text) -> None:
        styles = self._styles
        style = {
            (False, False): styles.text,
            (False, True): styles.centred,
            (True, False): styles.heading,
            (True, True): styles.centred_heading,
        }[block.heading, block.centred]
        for text in paragraphs(block.text):
            shown = f"{' ' * 8}{text}" if block.indent and text else text
            lines = excel.lines(shown, sum(self._widths) * 0.78, _TEXT_LINES)
            self._across(shown, style, 2 + lines * _TEXT_LINE)

    def _fields(self, block: Fields) -> None:
        styles = self._styles
        self._block_title(block.title)
        count = max(1, min(block.columns, len(self._widths) // 2))
        if len(self._widths) == 1:
            for label, value in block.rows:
                self._wrapped(f"{literal(label)}: {literal(value)}", styles.value, _LINES)
            return
        parts = parted(self._widths, [0.3 / count, 0.7 / count] * count)
        for start in range(0, len(block.rows), count):
            row = block.rows[start : start + count]
            cells, lines = self._empty(), 1
            for place, (label, value) in enumerate(row):
                last = place == len(row) - 1
                names = parts[2 * place]
                values = (parts[2 * place + 1][0], len(self._widths) if last else parts[2 * place + 1][1])
                for span, text, style in ((names, label, styles.label), (values, value, styles.value)):
                    self._put(cells, span, literal(text), style)
                    lines = max(lines, excel.lines(literal(text), self._width(span), _LINES))
            self._append(cells, 4 + lines * _LINE if any(value for _, value in row) else 20.0)

    def _table(self, table: Table, *, repeat: bool) -> None:
        styles, columns = self._styles, table.columns
        self._block_title(table.title)
        # A text wraps where it must; a date or a number in too narrow a cell shows nothing at all.
        weights = [1.0 if column.kind is CellKind.TEXT else 20.0 for column in columns]
        parts = parted(self._widths, [column.width + 2.0 for column in columns], weights)
        widths = [self._width(span) for span in parts]
        head, lines = self._empty(), 1
        for span, column, width in zip(parts, columns, widths, strict=True):
            self._put(head, span, literal(column.title), styles.head)
            # Bold letters are wider.
            lines = max(lines, excel.lines(literal(column.title), width * 0.8, 4))
        self._append(head, 5 + lines * _LINE)
        if repeat:
            self._head = len(self._heights)
        least = _PEN_HEIGHT if table.pen else 0.0
        simple = len(parts) == len(self._widths)
        for row in self._watch.rows(table.rows):
            cells: list[Any] = self._empty()
            lines = 1
            for value, column, span, width in zip(row, columns, parts, widths, strict=True):
                bold = isinstance(row, Heading)
                cells[span[0] - 1] = (
                    self._bold(value, column.kind) if bold else self._cell(value, column.kind, column.shaded)
                )
                if not simple:
                    self._join(cells, span, styles.cells[column.kind, column.shaded])
                if isinstance(value, str) and len(value) > width:
                    lines = max(lines, excel.lines(literal(value), width, _LINES))
            self._append(cells, max(least, 2.5 + lines * _LINE))
        if table.total:
            self._total(table, table.total, parts)

    def _total(self, table: Table, total: Sequence[object], parts: list[tuple[int, int]]) -> None:
        styles, cells, span = self._styles, self._empty(), label_span(total)
        if span:
            label = (parts[0][0], parts[span - 1][1])
            self._put(cells, label, cell_text(total[0], CellKind.TEXT), styles.sum_label)
        for value, column, part in list(zip(total, table.columns, parts, strict=True))[span:]:
            cells[part[0] - 1] = self._bold(value, column.kind)
            self._join(cells, part, styles.sums[column.kind])
        self._append(cells, 3.5 + _LINE)

    def _plot(self, block: Plot) -> None:
        """The chart lies on empty rows; the cells that it is drawn from stand beside it, outside the print."""
        first = len(self._heights) + 1
        beside = len(self._widths) + 2
        chart = plots.excel_chart(self._sheet, block, first, beside, sum(self._widths) * _DIGIT)
        self._sheet.add_chart(chart, f"A{first}")
        values = plots.plot_cells(block)
        for row in range(max(plots.EXCEL_ROWS, len(values))):
            line = values[row] if row < len(values) else []
            numbers = [self._cell(value, CellKind.INT, shaded=False) for value in line]
            self._append([*self._empty(), None, *numbers], plots.EXCEL_ROW_HEIGHT)

    def _signatures(self, block: Signatures) -> None:
        styles = self._styles
        across = min(4 if self._upright else 6, len(self._widths))
        for start in range(0, len(block.blocks), across):
            blocks = block.blocks[start : start + across]
            columns = [tuple(map(literal, (*signature_lines(one), "İmza:"))) for one in blocks]
            parts = parted(self._widths, [1.0] * len(blocks))
            for line in range(5):
                cells, deep = self._empty(), 1
                for span, texts in zip(parts, columns, strict=True):
                    self._put(cells, span, texts[line], styles.sign_role if line == 0 else styles.sign)
                    deep = max(deep, excel.lines(texts[line], self._width(span), _SIGN_LINES))
                self._append(cells, 1 + deep * _LINE)
            self._blank(26)

    def _notes(self) -> None:
        if self._paper.notes:
            self._blank(6)
        for note in self._paper.notes:
            self._wrapped(f"• {literal(note)}", self._styles.note, 6)

    def _print_setup(self) -> None:
        from openpyxl.utils import get_column_letter

        sheet, paper = self._sheet, self._paper
        last = get_column_letter(len(self._widths))
        sheet.print_area = f"A1:{last}{max(len(self._heights), 1)}"
        if self._head:
            sheet.print_title_rows = f"{self._head}:{self._head}"
        sheet.page_setup.orientation = "portrait" if self._upright else "landscape"
        sheet.page_setup.paperSize = {pdf.Paper.A4: 9, pdf.Paper.A3: 8}[self._page]
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.print_options.horizontalCentered = True
        sides, top, bottom = self._margins()
        margins = sheet.page_margins
        margins.left = margins.right = sides
        margins.top, margins.bottom, margins.header, margins.footer = top, bottom, 0.2, 0.25
        for merged in self._merged:
            sheet.merged_cells.add(merged)
        self._keep_together()
        printed = f"Yazdırma: {moment_text(paper.printed_at)}"
        excel.footer(sheet, printed, number_line(paper), sheet_foot(paper.page_hands), paper.mark)

    def _margins(self) -> tuple[float, float, float]:
        sides, top, bottom = _MARGINS
        return sides, top, bottom + (_HANDS if self._paper.page_hands else 0.0)

    def _keep_together(self) -> None:
        """Breaks the page above sign blocks, with the rows before them, where they would else be torn apart.

        The program that prints decides where pages end; widths and heights are known, so it can be foreseen.
        """
        from openpyxl.worksheet.pagebreak import Break

        width, height = self._page.portrait if self._upright else self._page.landscape
        sides, top, bottom = self._margins()
        scale = min(1.0, (width - 144 * sides) / (sum(self._widths) * _DIGIT))
        room = _SAFE * (height - 72 * (top + bottom)) / scale
        repeated = self._heights[self._head - 1] if self._head else 0.0
        used, start, kept = 0.0, 0, dict(self._kept)
        for row, tall in enumerate(self._heights):
            group = sum(self._heights[row : kept[row]]) if row in kept else tall
            if used and used + group > room and (group <= room or used + tall > room):
                if row in kept and row > start:
                    self._sheet.row_breaks.append(Break(id=row))
                used, start = repeated, row
            used += tall

    def _width(self, span: tuple[int, int]) -> float:
        return sum(self._widths[span[0] - 1 : span[1]])

    def _empty(self) -> list[Any]:
        return [None] * len(self._widths)

    def _cell(self, value: object, kind: CellKind, shaded: bool) -> Any:
        styles = self._styles
        return self._value(value, kind, styles.cells[_look(value, kind), shaded], styles.texts[kind, shaded])

    def _bold(self, value: object, kind: CellKind) -> Any:
        sums = self._styles.sums
        return self._value(value, kind, sums[_look(value, kind)], sums[CellKind.TEXT])

    def _value(self, value: object, kind: CellKind, style: excel.Style, text: excel.Style) -> Any:
        """Numbers and dates as such; a zero that the paper leaves out stays empty here too."""
        cell = self._new(self._sheet)
        if value is None or (value == 0 and kind in (CellKind.DAYS, CellKind.MINUTES)):
            style.blank(cell)
        elif isinstance(value, str):
            text.text(cell, literal(value))
        elif kind is CellKind.MINUTES and isinstance(value, int):
            style.number(cell, value / 1440)
        elif kind in _PARTS and isinstance(value, int):
            style.number(cell, Decimal(value) / _PARTS[kind])
        elif kind in _NUMBERS and isinstance(value, int | Decimal | date):
            style.number(cell, value)
        else:
            text.text(cell, cell_text(value, kind))
        return cell

    def _put(self, cells: list[Any], span: tuple[int, int], text: str, style: excel.Style) -> None:
        cells[span[0] - 1] = cell = self._new(self._sheet)
        style.text(cell, text)
        self._join(cells, span, style)

    def _join(self, cells: list[Any], span: tuple[int, int], style: excel.Style) -> None:
        from openpyxl.utils import get_column_letter

        left, right = span
        if left == right:
            return
        for place in range(left, right):
            cells[place] = cell = self._new(self._sheet)
            style.blank(cell)
        row = len(self._heights) + 1
        self._merged.append(f"{get_column_letter(left)}{row}:{get_column_letter(right)}{row}")

    def _across(self, text: str, style: excel.Style, height: float) -> None:
        cells = self._empty()
        self._put(cells, (1, len(self._widths)), text, style)
        self._append(cells, height)

    def _wrapped(self, text: str, style: excel.Style, most: int) -> None:
        self._across(text, style, 2 + excel.lines(text, sum(self._widths), most) * _LINE)

    def _block_title(self, title: str) -> None:
        if title:
            self._across(literal(title), self._styles.block_title, 14)

    def _blank(self, height: float) -> None:
        self._append([], height)

    def _append(self, cells: list[Any], height: float) -> None:
        self._heights.append(height)
        row = len(self._heights)
        if row > EXCEL_ROWS:
            raise BadInput(
                f"Excel bir sayfada en çok {number_text(EXCEL_ROWS)} satır alır.",
                "Daha kısa bir dönem seçip yeniden deneyin ya da PDF olarak aktarın.",
            )
        self._sheet.row_dimensions[row].height = height
        self._sheet.append(cells)
        # Written already; a hundred thousand heights need not stay in memory twice.
        self._sheet.row_dimensions.pop(row, None)
