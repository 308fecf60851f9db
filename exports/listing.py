"""Any ledger as a file: Excel, CSV and (in :mod:`exports.listing_pdf`) PDF, streamed row by row."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

from data.core.calendar import format_date
from data.core.errors import BadInput
from data.core.money import Money
from exports import excel
from exports.files import ExportCancelled, replacing
from exports.values import guarded, literal, local_moment, moment_text, number_text

Progress = Callable[[int], None]
"""Told how many rows are done."""
Cancelled = Callable[[], bool]
"""Asked whether the person has stopped the export."""

EXCEL_ROWS = 1_048_576
_LINE, _MOST_LINES = 11.5, 8
"""Height of a text line in points, and how many lines of a text show before the cell must be opened."""
_TOLD_EVERY, _ASKED_EVERY = 500, 100


class ColumnKind(StrEnum):
    """What a column holds; decides alignment and number format."""

    TEXT = "text"
    INT = "int"
    MONEY = "money"
    QUANTITY = "quantity"
    """Up to three places after the comma, and none where it is whole."""
    DATE = "date"
    DATETIME = "datetime"

    @property
    def is_number(self) -> bool:
        """Whether it stands at the right of its column."""
        return self in (ColumnKind.INT, ColumnKind.MONEY, ColumnKind.QUANTITY)


@dataclass(frozen=True, slots=True)
class ListingColumn:
    """One column.

    Attributes:
        width: In letters of usual width.
    """

    title: str
    kind: ColumnKind = ColumnKind.TEXT
    width: int = 16


@dataclass(frozen=True, slots=True)
class Listing:
    """A ledger ready for paper.

    Attributes:
        subtitle: The filter in force, in words; empty if everything is listed.
        rows: One value a column: ``str``, ``int``, ``Decimal``, ``Money``, ``date``, ``datetime`` or
            ``None``. May be a generator: it is read once, row by row.
        summary: Totals in words under the last row; may be empty.
        printed_at: Local clock time without zone.
        printed_by: Who asked for it, for the foot of each page.
    """

    title: str
    office_lines: tuple[str, ...]
    subtitle: str
    columns: tuple[ListingColumn, ...]
    rows: Iterable[tuple[object, ...]]
    summary: str
    printed_at: datetime
    printed_by: str


def watched(
    rows: Iterable[tuple[object, ...]], progress: Progress | None, cancelled: Cancelled | None
) -> Iterator[tuple[object, ...]]:
    """The rows, reporting on the way.

    Raises:
        ExportCancelled: the person stopped it.
    """
    done = 0
    for done, row in enumerate(rows, 1):
        if cancelled and done % _ASKED_EVERY == 1 and cancelled():
            raise ExportCancelled
        yield row
        if progress and done % _TOLD_EVERY == 0:
            progress(done)
    if cancelled and cancelled():
        raise ExportCancelled
    if progress:
        progress(done)


def value_text(value: object) -> str:
    """A value as printed: ``1.234,56``, ``21.11.2026``, ``21.11.2026 14:05``; nothing for ``None``."""
    if isinstance(value, str):
        return literal(value)
    if value is None:
        return ""
    if isinstance(value, Money):
        return str(value).removesuffix(" TL")
    if isinstance(value, datetime):
        return moment_text(local_moment(value))
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, int | Decimal):
        return number_text(value)
    return literal(str(value))


def listing_csv(
    listing: Listing, path: Path, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> Path:
    """Writes headings and rows as CSV the way a Turkish Excel opens it: UTF-8 with BOM, ``;``, decimal comma.

    Texts that a spreadsheet would take for a formula get an apostrophe in front.

    Raises:
        BadInput: the file cannot be written; an existing one stays as it was.
        ExportCancelled: the person stopped it; no file is left.
    """
    with replacing(path) as fresh, fresh.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(guarded(literal(column.title)) for column in listing.columns)
        for row in watched(listing.rows, progress, cancelled):
            writer.writerow(map(_csv_text, row))
    return path


def listing_xlsx(
    listing: Listing, path: Path, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> Path:
    """Writes the ledger as Excel; rows go to disk as they come, so memory does not grow with them.

    Raises:
        BadInput: the file cannot be written, or there are more rows than Excel holds.
        ExportCancelled: the person stopped it; no file is left.
    """
    workbook = excel.new_workbook(listing.title, listing.printed_at, size=9, write_only=True)
    sheet = workbook.create_sheet(excel.sheet_title(listing.title))
    table = _Table(sheet, listing)
    try:
        with replacing(path) as fresh:
            table.head()
            for row in watched(listing.rows, progress, cancelled):
                table.row(row)
            table.foot()
            excel.save(workbook, fresh, listing.printed_at)
    finally:
        # A stopped export must not leave its rows in the system's temporary folder either.
        if not sheet.closed:
            sheet.close()
        Path(sheet._writer.out).unlink(missing_ok=True)
    return path


def _csv_text(value: object) -> str:
    if isinstance(value, str):
        return guarded(literal(value))
    if isinstance(value, Money | int | Decimal):
        return value_text(value).replace(".", "")
    return value_text(value)


class _Table:
    """One listing on one write-only worksheet."""

    def __init__(self, sheet: Any, listing: Listing) -> None:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        self._sheet = sheet
        self._listing = listing
        self._row = 0
        self._new = WriteOnlyCell
        cell = WriteOnlyCell(sheet)
        side = Side(style="thin", color="FF8C8C8C")
        box = Border(left=side, right=side, top=side, bottom=side)
        plain, bold = Font(name=excel.FACE, size=9), Font(name=excel.FACE, size=9, bold=True)
        top = Alignment(vertical="top", wrap_text=True)
        fill = PatternFill("solid", fgColor="FFE4E4E4")
        self._bold = excel.Style(cell, font=bold)
        self._title = excel.Style(cell, font=Font(name=excel.FACE, size=12, bold=True))
        self._head = excel.Style(
            cell, font=bold, border=box, fill=fill, alignment=Alignment(vertical="center", wrap_text=True)
        )
        middle = Alignment(vertical="top", horizontal="center")
        aligned = {ColumnKind.DATE: middle, ColumnKind.DATETIME: middle}
        formats = {
            ColumnKind.TEXT: "@",
            ColumnKind.INT: "#,##0",
            ColumnKind.MONEY: "#,##0.00",
            ColumnKind.QUANTITY: "#,##0.0##",
            ColumnKind.DATE: "dd.mm.yyyy",
            ColumnKind.DATETIME: "dd.mm.yyyy hh:mm",
        }
        styles = {
            kind: excel.Style(
                cell, font=plain, border=box, number_format=pattern, alignment=aligned.get(kind, top)
            )
            for kind, pattern in formats.items()
        }
        self._styles = [styles[column.kind] for column in listing.columns]
        self._whole = styles[ColumnKind.INT]
        self._widths = [column.width + 2 for column in listing.columns]

    def head(self) -> None:
        """Titles, headings of the columns, and what must be told before the first row."""
        from openpyxl.utils import get_column_letter

        listing, sheet = self._listing, self._sheet
        for place, width in enumerate(self._widths, 1):
            sheet.column_dimensions[get_column_letter(place)].width = width
        lines = len(listing.office_lines) + 1 + bool(listing.subtitle)
        sheet.freeze_panes = f"A{lines + 2}"
        sheet.print_title_rows = f"{lines + 1}:{lines + 1}"
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = 9
        margins = sheet.page_margins
        margins.left = margins.right = margins.top = 0.4
        margins.bottom, margins.header, margins.footer = 0.55, 0.2, 0.25
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        for line in listing.office_lines:
            self._line(line, self._bold)
        self._line(listing.title, self._title)
        if listing.subtitle:
            self._line(listing.subtitle, self._bold)
        self._append([self._text(literal(column.title), self._head) for column in listing.columns])
        self._head_row = self._row

    def row(self, values: tuple[object, ...]) -> None:
        """One record; its line is as high as its longest text needs, which not every program works out itself."""
        needed = 1
        for value, width in zip(values, self._widths, strict=True):
            if isinstance(value, str) and len(value) > width:
                needed = max(needed, excel.lines(value, width, _MOST_LINES))
        if needed > 1:
            self._sheet.row_dimensions[self._row + 1].height = 2 + needed * _LINE
        self._append([self._cell(value, style) for value, style in zip(values, self._styles, strict=True)])
        # Written already; a hundred thousand heights need not stay in memory.
        self._sheet.row_dimensions.pop(self._row, None)

    def foot(self) -> None:
        """Filter arrows over the rows, summary, page foot."""
        from openpyxl.utils import get_column_letter

        listing = self._listing
        last = get_column_letter(len(listing.columns))
        self._sheet.auto_filter.ref = f"A{self._head_row}:{last}{self._row}"
        if listing.summary:
            self._line(listing.summary, self._bold)
        printed = f"Yazdırma: {moment_text(listing.printed_at)}"
        excel.footer(self._sheet, printed, literal(listing.printed_by))

    def _line(self, text: str, style: excel.Style) -> None:
        self._append([self._text(literal(text), style)])

    def _append(self, cells: list[Any]) -> None:
        self._row += 1
        if self._row > EXCEL_ROWS:
            raise BadInput(
                f"Excel bir sayfada en çok {number_text(EXCEL_ROWS)} satır alır.",
                "Listeyi süzüp yeniden deneyin ya da CSV olarak aktarın.",
            )
        self._sheet.append(cells)

    def _text(self, text: str, style: excel.Style) -> Any:
        cell = self._new(self._sheet)
        style.text(cell, text)
        return cell

    def _cell(self, value: object, style: excel.Style) -> Any:
        cell = self._new(self._sheet)
        if isinstance(value, str):
            style.text(cell, literal(value))
        elif isinstance(value, Money):
            style.number(cell, Decimal(value.kurus) / 100)
        elif isinstance(value, datetime):
            style.number(cell, local_moment(value))
        elif isinstance(value, Decimal) and value == value.to_integral_value():
            # A format with places that need not be there would leave a comma behind the number.
            self._whole.number(cell, int(value))
        elif value is None or isinstance(value, int | Decimal | date):
            style.number(cell, value)
        else:
            style.text(cell, literal(str(value)))
        return cell
