"""What the Excel and the PDF of a puantaj cetveli have in common: columns, sums, head and foot in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from data.core.calendar import MONTHS, format_date
from data.core.paper import Signature
from data.core.text import upper
from data.puantaj.sheet import PuantajSheet, Shade, SheetRow
from exports.pdf import Paper
from exports.values import literal

A3_FROM = 60
"""From this many people on the sheet is A3 unless told otherwise (office's custom, not law)."""
REMARK = "Açıklama"
GRAND_TOTAL = "GENEL TOPLAM"
STAMP = "Birim kaşesi"
KEEP = 3
"""Table rows that always stand above the signatures, so that these are never signed on an empty page."""
GREYS = {Shade.REST: 0.90, Shade.HOLIDAY: 0.78, Shade.HALF: 0.78}
"""Shading of day columns on paper, 1 is white; light enough that letters on it survive a photocopy."""

Totals = tuple[Decimal | int | None, ...]
"""A sum a total column; ``None`` where the column holds texts."""


@dataclass(frozen=True, slots=True)
class Lead:
    """A column before the days.

    Attributes:
        ems: Least and usual width for wrapping text, in letter heights; ``None`` if it is always one line.
    """

    title: str
    of: Callable[[SheetRow], str]
    ems: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class MonthBand:
    """Neighbouring day columns of one month, for the line above the dates."""

    label: str
    first: int
    count: int


def leads(sheet: PuantajSheet) -> tuple[Lead, ...]:
    """The columns before the days; T.C. kimlik no and group only if any row has one."""
    columns = [Lead("Sıra", lambda row: str(row.number)), Lead("Sicil no", lambda row: row.sicil)]
    if any(row.tckn for row in sheet.rows):
        columns.append(Lead("T.C. kimlik no", lambda row: row.tckn))
    columns.append(Lead("Adı soyadı", lambda row: row.name, (10.5, 20)))
    columns.append(Lead("Görevi", lambda row: row.duty, (7.5, 14)))
    if any(row.group for row in sheet.rows):
        columns.append(Lead("Grubu", lambda row: row.group, (6, 10)))
    return tuple(columns)


def literal_sheet(sheet: PuantajSheet) -> PuantajSheet:
    """The sheet with every outside text on one line and without control or direction marks."""
    rows = tuple(
        replace(
            row,
            sicil=literal(row.sicil),
            tckn=literal(row.tckn),
            name=literal(row.name),
            duty=literal(row.duty),
            group=literal(row.group),
            cells=tuple(map(literal, row.cells)),
            totals=tuple(literal(total) if isinstance(total, str) else total for total in row.totals),
            remark=literal(row.remark),
        )
        for row in sheet.rows
    )
    return replace(
        sheet,
        office_lines=tuple(map(literal, sheet.office_lines)),
        title=literal(sheet.title),
        group=literal(sheet.group),
        number=literal(sheet.number),
        total_titles=tuple(map(literal, sheet.total_titles)),
        rows=rows,
        legend=tuple((literal(letter), literal(meaning)) for letter, meaning in sheet.legend),
        signatures=tuple(
            Signature(literal(one.role), literal(one.name), literal(one.title), one.on) for one in sheet.signatures
        ),
        notes=tuple(map(literal, sheet.notes)),
    )


def usual_paper(sheet: PuantajSheet) -> Paper:
    """A4, or A3 for sixty people and more."""
    return Paper.A3 if len(sheet.rows) >= A3_FROM else Paper.A4


def summable(sheet: PuantajSheet) -> tuple[bool, ...]:
    """Which total columns hold numbers and nothing else (empty texts aside)."""
    kinds = (
        {"" if value == "" else type(value) for value in (row.totals[place] for row in sheet.rows)}
        for place in range(len(sheet.total_titles))
    )
    return tuple(str not in kind and kind != {""} and bool(kind) for kind in kinds)


def sums(rows: Sequence[SheetRow], sums_of: tuple[bool, ...]) -> Totals:
    """Sums of the columns that hold numbers."""
    return tuple(
        sum((value for row in rows if not isinstance(value := row.totals[place], str)), start=0)
        if counts
        else None
        for place, counts in enumerate(sums_of)
    )


def added(one: Totals, other: Totals) -> Totals:
    """Two lines of sums as one."""
    return tuple(
        None if left is None or right is None else left + right for left, right in zip(one, other, strict=True)
    )


def month_bands(sheet: PuantajSheet) -> tuple[MonthBand, ...]:
    """The months over the day columns, one or two."""
    bands = []
    for (year, month), days in groupby(enumerate(sheet.days), lambda at: (at[1].day.year, at[1].day.month)):
        places = [place for place, _ in days]
        bands.append(MonthBand(upper(f"{MONTHS[month - 1]} {year}"), places[0], len(places)))
    return tuple(bands)


def shades(sheet: PuantajSheet) -> tuple[Shade, ...]:
    """The kinds of shading that occur, to be explained under the table."""
    return tuple(shade for shade in Shade if shade.label and any(day.shade is shade for day in sheet.days))


def facts(sheet: PuantajSheet) -> tuple[str, ...]:
    """The line under the title: period, group, document number and version."""
    period = sheet.period
    dates = f"{format_date(period.start)}–{format_date(period.end)}"
    label = "" if period.label == dates else f"{period.label} / "
    found = [f"Dönem: {label}{dates}"]
    if sheet.group:
        found.append(f"Grup: {sheet.group}")
    found.append(f"Belge no: {sheet.number}")
    if sheet.version > 1:
        found.append(f"Sürüm: {sheet.version} (düzeltme)")
    return tuple(found)
