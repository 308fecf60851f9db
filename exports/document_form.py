"""What the Excel and the PDF of a paper have in common: page, printed values, what must share a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from data.core.money import format_int, format_kurus
from data.core.paper import Block, CellKind, Paper, PaperColumn, Signatures, Table, Text
from exports import pdf
from exports.files import ExportCancelled
from exports.listing import Cancelled, Progress, value_text
from exports.values import literal, number_text

KEEP = 3
"""Table rows that always stand above the signatures, so that these are never signed on an empty page."""
LETTER = 0.56
"""Usual width of a letter as a share of the type size."""
PAD = 0.35
"""Empty room at either side of a cell, as a share of the type size."""
COMFORTABLE, LEGIBLE = 8.0, 5.5
"""Type sizes of tables in points: below the first a paper is laid down, below the second it goes over to A3."""
_ONE_SHEET = 30
"""Most rows of a table that shares a worksheet with another one."""
_SHORT = 400
"""Most letters of a remark that stays between a table and its signatures."""
_TOLD_EVERY, _ASKED_EVERY = 500, 100
_WHOLE = {CellKind.QUANTITY: 1_000, CellKind.PRICE: 1_000_000}
"""What a value that shows no part of one can be divided by."""


class Watch:
    """Counts the rows of a whole file, reports on the way, and stops when the person asks for it."""

    def __init__(self, progress: Progress | None, cancelled: Cancelled | None) -> None:
        self._progress, self._cancelled = progress, cancelled
        self._done = 0

    def rows(self, rows: Iterable[tuple[object, ...]]) -> Iterator[tuple[object, ...]]:
        """The rows of a table.

        Raises:
            ExportCancelled: the person stopped it.
        """
        for row in rows:
            if self._done % _ASKED_EVERY == 0:
                self.ask()
            yield row
            self._done += 1
            if self._progress and self._done % _TOLD_EVERY == 0:
                self._progress(self._done)

    def ask(self) -> None:
        """Between the parts of a file.

        Raises:
            ExportCancelled: the person stopped it.
        """
        if self._cancelled and self._cancelled():
            raise ExportCancelled

    def end(self) -> None:
        """All rows are done."""
        self.ask()
        if self._progress:
            self._progress(self._done)


def tables_of(paper: Paper) -> tuple[Table, ...]:
    """The tables among its blocks."""
    return tuple(block for block in paper.blocks if isinstance(block, Table))


def sheets_of(paper: Paper) -> tuple[Paper, ...]:
    """The paper as worksheets: a sheet repeats the headings of one table, so a long one has it to itself."""
    parts: list[list[Block]] = [[]]
    long = False
    for block in paper.blocks:
        if isinstance(block, Table):
            before = any(isinstance(one, Table) for one in parts[-1])
            if before and (long or len(block.rows) > _ONE_SHEET):
                last = parts[-1]
                # What heads the table goes along.
                headed = isinstance(last[-1], Text) and last[-1].heading
                parts.append([last.pop()] if headed else [])
                long = False
            long = long or len(block.rows) > _ONE_SHEET
        parts[-1].append(block)
    if len(parts) == 1:
        return (paper,)
    tables = [next((one.title for one in part if isinstance(one, Table)), "") for part in parts]
    return tuple(
        replace(paper, blocks=tuple(part), tab=paper.tab if place == 0 else title)
        for place, (part, title) in enumerate(zip(parts, tables, strict=True))
    )


def ems(columns: Sequence[PaperColumn]) -> float:
    """Width of a table in heights of its type."""
    return sum(column.width * LETTER + 2 * PAD for column in columns)


def page_of(paper: Paper, sides: float) -> tuple[pdf.Paper, bool]:
    """The sheet size, and whether it stands upright.

    A4 upright where every table fits so in comfortable type, else lying; A3 only where a table would be too
    small to read. An orientation that the paper asks for is kept.

    Args:
        sides: Both margins together, in points.
    """
    widest = max((ems(table.columns) for table in tables_of(paper)), default=0.0)

    def fits(sheet: pdf.Paper, upright: bool, size: float) -> bool:
        width = (sheet.portrait if upright else sheet.landscape)[0]
        return widest * size <= width - sides

    upright = fits(pdf.Paper.A4, True, COMFORTABLE) if paper.landscape is None else not paper.landscape
    return (pdf.Paper.A4 if fits(pdf.Paper.A4, upright, LEGIBLE) else pdf.Paper.A3), upright


def cell_text(value: object, kind: CellKind) -> str:
    """A value as printed in a column of that kind; a text stays a text in any column."""
    if isinstance(value, str):
        return literal(value)
    if value is None:
        return ""
    if kind is CellKind.MINUTES and isinstance(value, int):
        return hours_text(value)
    if kind is CellKind.DAYS and isinstance(value, int | Decimal):
        return number_text(value) if value else ""
    if kind is CellKind.MONEY and isinstance(value, int):
        return format_kurus(value).removesuffix(" TL")
    if kind is CellKind.QUANTITY and isinstance(value, int):
        return quantity_text(value)
    if kind is CellKind.PRICE and isinstance(value, int):
        return price_text(value)
    return value_text(value)


def hours_text(minutes: int) -> str:
    """``750`` → ``12:30``; nothing for zero."""
    if not minutes:
        return ""
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else ''}{hours}:{rest:02d}"


def quantity_text(thousandths: int) -> str:
    """``1250500`` → ``1.250,5``."""
    whole, rest = divmod(abs(thousandths), 1000)
    part = f"{rest:03d}".rstrip("0")
    return f"{'-' if thousandths < 0 else ''}{format_int(whole)}" + (f",{part}" if part else "")


def price_text(millionths: int) -> str:
    """``1234500000`` → ``1.234,50``; as many more places as it has."""
    whole, rest = divmod(abs(millionths), 1_000_000)
    part = f"{rest:06d}".rstrip("0").ljust(2, "0")
    return f"{'-' if millionths < 0 else ''}{format_int(whole)},{part}"


def longest_number(table: Table, place: int) -> str:
    """About the longest text that a column of whole numbers shows; its rows are looked at if they are at hand."""
    kind = table.columns[place].kind
    rows = table.rows if isinstance(table.rows, tuple) else ()
    values = [value for row in (*rows, table.total or ()) if row and isinstance(value := row[place], int)]
    broken = [value for value in values if value % _WHOLE.get(kind, 1)]
    ends = [end for some in (values, broken) if some for end in (min(some), max(some))]
    return max((cell_text(end, kind) for end in ends), key=len, default="")


def is_number(kind: CellKind) -> bool:
    """Whether it stands at the right of its column."""
    return kind not in (CellKind.TEXT, CellKind.DATE, CellKind.CENTRED)


def is_middle(kind: CellKind) -> bool:
    """Whether it stands in the middle of its column."""
    return kind in (CellKind.DATE, CellKind.CENTRED)


def paragraphs(text: str) -> tuple[str, ...]:
    """The lines of a text, each without control or direction marks."""
    return tuple(literal(line) for line in text.splitlines()) or ("",)


def carries(blocks: Sequence[Block]) -> tuple[bool, ...]:
    """Whether the end of each block must share a page with the sign blocks that follow it."""
    found = [False] * len(blocks)
    for place in range(len(blocks) - 2, -1, -1):
        after = blocks[place + 1]
        short = isinstance(after, Text) and len(after.text) <= _SHORT and found[place + 1]
        found[place] = isinstance(after, Signatures) or short
    return tuple(found)


def label_span(total: Sequence[object]) -> int:
    """Over how many columns the label of a totals line runs: its own and the empty ones behind it."""
    if not total or not isinstance(total[0], str):
        return 0
    span = 1
    while span < len(total) and total[span] in (None, ""):
        span += 1
    return span


def number_line(paper: Paper) -> str:
    """``Belge no: 2026/17``; empty for a form without a number."""
    return f"Belge no: {literal(paper.number)}" if paper.number else ""


def file_title(paper: Paper) -> str:
    """What the file says it is: the title, or its name where a letter has none."""
    return literal(paper.title or paper.name)
