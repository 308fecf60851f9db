"""Measuring a puantaj cetveli for paper: type size, column edges, row heights, page breaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from data.puantaj.sheet import PuantajSheet, SheetRow
from exports.pdf import Font, Paper, fit_size, font, wrap
from exports.puantaj_form import KEEP, Lead, Totals, leads, summable, sums
from exports.values import number_text

SIDE, TOP, BOTTOM = 20.0, 20.0, 30.0
"""Margins in points; the page number stands inside the lower one."""
LARGEST, SMALLEST, STEP = 8.0, 3.5, 0.25
LEADING = 1.15
_PAD = 0.28
_NAME_LINES, _REMARK_LINES = 6, 3
_TITLE_LENGTH = 58.0
_REMARK_EMS = (8.5, 22.0)


@dataclass(frozen=True, slots=True)
class Line:
    """One person's line made ready for drawing.

    Attributes:
        texts: The wrapped texts of the lead columns.
        remark: The wrapped remark, cut with ``…`` where it would need too many lines.
    """

    row: SheetRow
    texts: tuple[tuple[str, ...], ...]
    totals: tuple[str, ...]
    remark: tuple[str, ...]
    height: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything measured. Edges are x positions in points, one more than there are columns."""

    paper: Paper
    size: float
    columns: tuple[Lead, ...]
    edges: tuple[float, ...]
    titles: tuple[tuple[str, ...], ...]
    head_height: float
    lines: tuple[Line, ...]
    sums_of: tuple[bool, ...]

    @property
    def first_day(self) -> int:
        """Number of the first day column."""
        return len(self.columns)

    @property
    def row_height(self) -> float:
        """Height of a line of one text line."""
        return self.size * 1.8


def measure(sheet: PuantajSheet, paper: Paper) -> Layout:
    """The largest type in which every column fits across the paper, and all heights in that type."""
    columns, sums_of = leads(sheet), summable(sheet)
    room = paper.landscape[0] - 2 * SIDE
    shown = [tuple(map(total_text, row.totals)) for row in sheet.rows]
    foot = tuple(map(total_text, sums(sheet.rows, sums_of)))
    ems = _ems(sheet, columns, [*shown, foot])
    size = LARGEST
    while True:
        titles = tuple(_title(title, size) for title in sheet.total_titles)
        least, usual = _widths(ems, len(sheet.days), titles, size)
        if sum(least) <= room or size <= SMALLEST:
            break
        size -= STEP
    widths = _shared_out(least, usual, room, range(len(columns), len(columns) + len(sheet.days)))
    edges = tuple(accumulate(widths, initial=SIDE))
    lines = tuple(_line(row, totals, columns, widths, size) for row, totals in zip(sheet.rows, shown, strict=True))
    return Layout(paper, size, columns, edges, titles, _head_height(titles, size), lines, sums_of)


def total_text(value: object) -> str:
    """A total as printed: Turkish decimal comma; texts as they are; nothing for no value."""
    if value is None or isinstance(value, str):
        return value or ""
    return number_text(value)  # type: ignore[arg-type]


def carried(layout: Layout, start: int, end: int) -> Totals:
    """The sums of the rows from ``start`` up to but not including ``end``."""
    return sums([line.row for line in layout.lines[start:end]], layout.sums_of)


def paginate(
    heights: Sequence[float], first: float, later: float, carry: float, closing: float
) -> list[tuple[int, int]]:
    """Which rows go on which page, as (first, past the last).

    Args:
        first: Room for rows on the first page, in points.
        later: Room on each later page.
        carry: Height of a line of carried totals: at the foot of all but the last, at the head of all but the
            first page.
        closing: Height of what follows the last row and must stay whole: grand total, legend, signatures.
    """
    upto = list(accumulate(heights, initial=0.0))
    count, start = len(heights), 0
    pages: list[tuple[int, int]] = []
    while True:
        room = later - carry if pages else first
        if start >= count or upto[count] - upto[start] + closing <= room:
            pages.append((start, count))
            return pages
        end = start
        while end < count and upto[end + 1] - upto[start] <= room - carry:
            end += 1
        end = max(start + 1, min(end, count - KEEP))
        pages.append((start, end))
        start = end


def _title(title: str, size: float) -> tuple[str, ...]:
    return wrap(title, font(bold=True), size, _TITLE_LENGTH, 3)


def _head_height(titles: tuple[tuple[str, ...], ...], size: float) -> float:
    bold = font(bold=True)
    longest = max((bold.width(line, size) for title in titles for line in title), default=0.0)
    return max(longest + 6, size * 5)


@dataclass(frozen=True, slots=True)
class _Ems:
    """Widths of the contents in letter heights, measured once for all type sizes."""

    leads: tuple[tuple[float, float], ...]
    day: float
    totals: tuple[float, ...]
    remark: float


def _ems(sheet: PuantajSheet, columns: tuple[Lead, ...], totals: Sequence[tuple[str, ...]]) -> _Ems:
    plain, bold = font(), font(bold=True)
    letters = {letter for row in sheet.rows for letter in row.cells}
    spans = []
    for column in columns:
        wide = max((plain.width(column.of(row), 1) for row in sheet.rows), default=0.0)
        heading = max(bold.width(word, 1) for word in column.title.split())
        least, usual = column.ems or (wide, wide)
        usual = max(heading, min(wide, usual))
        spans.append((max(heading, min(usual, least)), usual))
    return _Ems(
        tuple(spans),
        # Three letters (GTÇ, HTK) are few and may be set a little smaller than the rest.
        max([bold.width("00", 1), *(0.8 * plain.width(letter, 1) for letter in letters)]) + 0.3,
        tuple(
            max((bold.width(row[place], 1) for row in totals), default=0.0)
            for place in range(len(sheet.total_titles))
        ),
        max((plain.width(row.remark[:500], 1) for row in sheet.rows), default=0.0),
    )


def _widths(
    ems: _Ems, days: int, titles: tuple[tuple[str, ...], ...], size: float
) -> tuple[list[float], list[float]]:
    """Least and usual width of every column at that type size, in points."""
    pad = 2 * _PAD
    values = [max(wide, len(title) * LEADING) + pad for wide, title in zip(ems.totals, titles, strict=True)]
    least = [low + pad for low, _ in ems.leads] + [ems.day] * days + values + [_REMARK_EMS[0]]
    usual = [high + pad for _, high in ems.leads] + [max(ems.day, 1.9)] * days
    usual += [value + 0.3 for value in values] + [max(_REMARK_EMS[0], min(ems.remark + pad, _REMARK_EMS[1]))]
    return [low * size for low in least], [high * size for high in usual]


def _shared_out(least: list[float], usual: list[float], room: float, days: range) -> list[float]:
    """Least widths grown towards the usual ones, and past them in days, name and remark, until all is used."""
    spare = room - sum(least)
    wish = sum(usual) - sum(least)
    share = min(1.0, max(0.0, spare / wish)) if wish > 0 else 0.0
    widths = [low + (high - low) * share for low, high in zip(least, usual, strict=True)]
    rest = max(0.0, room - sum(widths))
    for place in days:
        widths[place] += rest * 0.5 / len(days)
    widths[days.start - 1] += rest * 0.1
    widths[days.start - 2] += rest * 0.1
    widths[-1] += room - sum(widths) if rest else 0.0
    if sum(widths) > room:
        # Even the smallest type is too wide: narrow all columns alike; their texts wrap or shrink.
        widths = [width * room / sum(widths) for width in widths]
    return widths


def _line(
    row: SheetRow, totals: tuple[str, ...], columns: tuple[Lead, ...], widths: list[float], size: float
) -> Line:
    plain, pad = font(), 2 * _PAD * size
    texts = tuple(
        wrap(column.of(row), plain, size, width - pad + 0.01, _NAME_LINES)
        if column.ems is not None
        else (column.of(row),)
        for column, width in zip(columns, widths, strict=False)
    )
    remark = wrap(row.remark, plain, size, widths[-1] - pad + 0.01, _REMARK_LINES)
    most = max(len(remark), *map(len, texts))
    return Line(row, texts, totals, remark, size * (1.8 + (most - 1) * LEADING))


def shrunk(text: str, face: Font, size: float, width: float) -> float:
    """The type size in which a day letter or a number stands in its column on one line."""
    return fit_size(text, face, size, width - 0.16 * size)
