"""İşçi puantaj cetveli as Excel: values only, no formula; prints like the PDF."""

from __future__ import annotations

from decimal import Decimal
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.puantaj.sheet import PuantajSheet, SheetRow
from exports import excel
from exports.files import replacing
from exports.pdf import Paper
from exports.puantaj_form import (
    GRAND_TOTAL,
    KEEP,
    REMARK,
    STAMP,
    Totals,
    facts,
    leads,
    literal_sheet,
    month_bands,
    shades,
    summable,
    sums,
    usual_paper,
)
from exports.puantaj_styles import Styles
from exports.values import moment_text, signature_lines

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_SIZE = 8
_LINE = 10.5
"""Height of one text line in points."""
_DIGIT = 4.5
"""Width of a digit of the default type in points, in which column widths count."""
_SAFE = 0.95
"""Share of a page that surely holds what was reckoned; printing programs round differently."""
_WIDTHS = {"Sıra": 4.2, "Sicil no": 8, "T.C. kimlik no": 12.5, "Adı soyadı": 22, "Görevi": 16.5, "Grubu": 9}
_DAY, _TOTAL, _REMARK_WIDTH = 3.7, 4.9, 20.0
_REMARK_LINES, _NAME_LINES = 4, 8
_LEGEND_ACROSS = 6
_SHADE_COLUMNS = 6
"""Day columns that one explained shading takes under the table."""


def puantaj_xlsx(sheet: PuantajSheet, path: Path, *, paper: Paper | None = None) -> Path:
    """Writes the cetvel as an Excel file that prints lying on A4 or A3, all columns on one page's width.

    Args:
        paper: By default A3 for sixty people and more.

    Raises:
        BadInput: the file cannot be written (it may be open in Excel); an existing one stays as it was.
    """
    sheet = literal_sheet(sheet)
    workbook = excel.new_workbook(f"{sheet.title} {sheet.period.label}", sheet.printed_at, size=_SIZE)
    page = workbook.active
    page.title = excel.sheet_title(f"Puantaj {sheet.period.label}")
    _Form(page, sheet).fill(paper or usual_paper(sheet))
    with replacing(path) as fresh:
        excel.save(workbook, fresh, sheet.printed_at)
    return path


class _Form:
    """One cetvel on one worksheet. Rows and columns count from 1."""

    def __init__(self, page: Worksheet, sheet: PuantajSheet) -> None:
        self._page = page
        self._sheet = sheet
        self._styles = Styles(page)
        self._columns = leads(sheet)
        self._first_day = len(self._columns) + 1
        self._first_total = self._first_day + len(sheet.days)
        self._last = self._first_total + len(sheet.total_titles)
        self._row = 1

    def fill(self, paper: Paper) -> None:
        """All of it, from the head to the signatures."""
        self._set_widths()
        self._heading()
        head = self._row
        self._head()
        page = self._page
        page.freeze_panes = page.cell(self._row, self._first_day)
        first = self._row
        for row in self._sheet.rows:
            self._person(row)
        below = self._row
        self._grand_total()
        self._legend()
        self._signatures()
        self._print_setup(paper, head)
        if below - KEEP > first:
            self._keep_together(paper, head, below - KEEP)

    def _set_widths(self) -> None:
        from openpyxl.utils import get_column_letter

        widths = [_WIDTHS[column.title] for column in self._columns]
        widths += [_DAY] * len(self._sheet.days) + [_TOTAL] * len(self._sheet.total_titles) + [_REMARK_WIDTH]
        for place, width in enumerate(widths, 1):
            self._page.column_dimensions[get_column_letter(place)].width = width
        self._widths = widths

    def _heading(self) -> None:
        styles = self._styles
        for line in self._sheet.office_lines:
            self._across(line, styles.office, 12.5)
        self._across(self._sheet.title, styles.title, 18)
        if self._sheet.draft:
            self._across("TASLAK – KESİNLEŞMEMİŞTİR", styles.office, 12.5)
        texts = facts(self._sheet)
        for (left, right), text in zip(self._blocks(len(texts)), texts, strict=True):
            self._merged(self._row, left, right, text, styles.fact)
        self._next(13)

    def _head(self) -> None:
        """Three lines: months, dates and weekdays; the other headings span all three."""
        styles, top = self._styles, self._row
        for place, column in enumerate(self._columns, 1):
            self._merged(top, place, place, column.title, styles.head, down=2)
        for band in month_bands(self._sheet):
            left = self._first_day + band.first
            self._merged(top, left, left + band.count - 1, band.label, styles.head)
        for place, day in enumerate(self._sheet.days, self._first_day):
            styles.day_head[day.shade].text(self._page.cell(top + 1, place), f"{day.day.day:02d}")
            styles.day_head[day.shade].text(self._page.cell(top + 2, place), day.weekday)
        for place, title in enumerate(self._sheet.total_titles, self._first_total):
            self._merged(top, place, place, title, styles.upright, down=2)
        self._merged(top, self._last, self._last, REMARK, styles.head, down=2)
        longest = max(map(len, self._sheet.total_titles), default=0)
        for height in (14, 26, max(26.0, min(longest, 18) * 4.6 - 40)):
            self._next(height)

    def _person(self, row: SheetRow) -> None:
        page, styles, at = self._page, self._styles, self._row
        lines = 1
        for place, column in enumerate(self._columns, 1):
            text = column.of(row)
            if column.ems is None:
                styles.middle.text(page.cell(at, place), text)
            else:
                styles.left.text(page.cell(at, place), text)
                lines = max(lines, excel.lines(text, self._widths[place - 1], _NAME_LINES))
        styles.middle.number(page.cell(at, 1), row.number)
        for place, (letter, day) in enumerate(zip(row.cells, self._sheet.days, strict=True), self._first_day):
            styles.day[day.shade].text(page.cell(at, place), letter)
        self._numbers(row.totals, styles.middle)
        needed = excel.lines(row.remark, _REMARK_WIDTH, _REMARK_LINES + 1)
        # A remark longer than its cell shows its beginning, not its middle.
        style = styles.left if needed <= _REMARK_LINES else styles.from_top
        style.text(page.cell(at, self._last), row.remark)
        lines = max(lines, min(needed, _REMARK_LINES))
        self._next(3.5 + lines * _LINE)

    def _numbers(self, totals: tuple[Decimal | int | str, ...] | Totals, style: excel.Style) -> None:
        for place, total in enumerate(totals, self._first_total):
            cell = self._page.cell(self._row, place)
            if total is None or isinstance(total, str):
                style.text(cell, total or "")
            else:
                style.number(cell, total)

    def _grand_total(self) -> None:
        sums_of = summable(self._sheet)
        if not any(sums_of):
            return
        styles = self._styles
        self._merged(self._row, 1, self._first_day - 1, GRAND_TOTAL, styles.sum_label)
        for place, day in enumerate(self._sheet.days, self._first_day):
            styles.day[day.shade].blank(self._page.cell(self._row, place))
        self._numbers(sums(self._sheet.rows, sums_of), styles.sum)
        styles.sum.blank(self._page.cell(self._row, self._last))
        self._next(14)

    def _legend(self) -> None:
        """Codes in six blocks, then what the shadings mean, then the notes."""
        styles, entries = self._styles, [f"{letter}: {meaning}" for letter, meaning in self._sheet.legend]
        self._next(6)
        blocks = self._blocks(_LEGEND_ACROSS)
        for start in range(0, len(entries), _LEGEND_ACROSS):
            for (left, right), entry in zip(blocks, entries[start : start + _LEGEND_ACROSS], strict=False):
                self._merged(self._row, left, right, entry, styles.small)
            self._next(11)
        for place, shade in enumerate(shades(self._sheet)):
            left = self._first_day + place * _SHADE_COLUMNS
            styles.day[shade].blank(self._page.cell(self._row, left))
            self._merged(self._row, left + 1, left + _SHADE_COLUMNS - 1, shade.label, styles.small)
        self._next(11)
        for note in self._sheet.notes:
            lines = excel.lines(note, sum(self._widths), _REMARK_LINES)
            self._across(note, styles.small, 2 + lines * _LINE)

    def _signatures(self) -> None:
        styles = self._styles
        self._next(8)
        blocks = self._blocks(len(self._sheet.signatures) + 1)
        columns: list[tuple[str, ...]] = [(*signature_lines(one), "İmza:") for one in self._sheet.signatures]
        columns.append((STAMP,))
        for line in range(5):
            for (left, right), texts in zip(blocks, columns, strict=True):
                if line < len(texts):
                    style = styles.sign_role if line == 0 else styles.sign
                    self._merged(self._row, left, right, texts[line], style)
            self._next(13 if line < 4 else 30)

    def _print_setup(self, paper: Paper, head: int) -> None:
        page = self._page
        page.print_title_rows = f"{head}:{head + 2}"
        page.print_area = f"A1:{page.cell(self._row - 1, self._last).coordinate}"
        page.page_setup.orientation = "landscape"
        page.page_setup.paperSize = {Paper.A4: 9, Paper.A3: 8}[paper]
        page.sheet_properties.pageSetUpPr.fitToPage = True
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
        page.print_options.horizontalCentered = True
        margins = page.page_margins
        margins.left = margins.right = 0.27
        margins.top, margins.bottom, margins.header, margins.footer = 0.3, 0.5, 0.15, 0.2
        page.sheet_view.showGridLines = False
        excel.footer(page, f"Yazdırma: {moment_text(self._sheet.printed_at)}", f"Belge no: {self._sheet.number}")

    def _keep_together(self, paper: Paper, head: int, kept: int) -> None:
        """Breaks the page before row ``kept`` if what follows it would else be torn apart.

        The program that prints decides where pages end; widths and heights are known, so it can be foreseen.
        """
        from openpyxl.worksheet.pagebreak import Break

        width, height = paper.landscape
        margins, heights = self._page.page_margins, self._page.row_dimensions
        scale = min(1.0, (width - 72 * (margins.left + margins.right)) / (sum(self._widths) * _DIGIT))
        room = _SAFE * (height - 72 * (margins.top + margins.bottom)) / scale
        repeated = sum(heights[row].height for row in range(head, head + 3))
        used, start = 0.0, 1
        for row in range(1, self._row):
            if used + heights[row].height > room:
                used, start = repeated, row
            used += heights[row].height
        if start > kept:
            self._page.row_breaks.append(Break(id=kept - 1))

    def _blocks(self, count: int) -> list[tuple[int, int]]:
        """The columns parted into neighbouring blocks of about equal width."""
        ends = list(accumulate(self._widths))
        cuts = [0]
        for part in range(1, count):
            goal = ends[-1] * part / count
            cuts.append(min(range(1, self._last), key=lambda place: abs(ends[place - 1] - goal)))
        cuts.append(self._last)
        return [(left + 1, right) for left, right in pairwise(cuts)]

    def _across(self, text: str, style: excel.Style, height: float) -> None:
        self._merged(self._row, 1, self._last, text, style)
        self._next(height)

    def _merged(self, row: int, left: int, right: int, text: str, style: excel.Style, *, down: int = 0) -> None:
        cells: Any = self._page
        for place in range(left, right + 1):
            for at in range(row, row + down + 1):
                style.blank(cells.cell(at, place))
        style.text(cells.cell(row, left), text)
        if right > left or down:
            # Not merge_cells(): it restyles every cell, which already has its style, and costs more than 50 rows.
            last = cells.cell(row + down, right).coordinate
            cells.merged_cells.add(f"{cells.cell(row, left).coordinate}:{last}")

    def _next(self, height: float) -> None:
        self._page.row_dimensions[self._row].height = height
        self._row += 1
