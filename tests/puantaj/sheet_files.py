"""Filled sheets as other offices send them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from data.core.calendar import WEEKDAYS_SHORT, format_date
from data.core.permissions import PROGRAM
from data.core.store import Store
from data.puantaj.rules.period import Period
from data.puantaj.setup import codes_in_use
from data.puantaj.sheet_cells import guess
from data.puantaj.sheet_columns import column_labels, guessed, missing_columns, sheets_of
from data.puantaj.sheet_intake import SheetReading, open_file, read_sheet
from data.puantaj.sheet_views import months_for_sheets

OCTOBER = Period.of_month(2026, 10)


@dataclass(frozen=True, slots=True)
class Line:
    """A person's row: the letters by day of the month, and what the row declares."""

    sicil: str = ""
    name: str = ""
    cells: Mapping[int, object] | Sequence[object] = ()
    tckn: str = ""
    totals: Sequence[object] = ()
    hours: Mapping[int, object] | None = None


def row_of(period: Period, letters: Mapping[int, object] | None = None, **base: object) -> dict[int, object]:
    """A worker's five-day row in October as the calendar has it, with other letters on some days.

    Keyword arguments rename what the calendar writes: ``X="Ç"``.
    """
    found: dict[int, object] = {}
    for day in period.days:
        letter = "HT" if day.weekday() == 6 else "AT" if day.weekday() == 5 else "X"
        if (day.month, day.day) == (10, 28):
            letter = "YG"
        if (day.month, day.day) == (10, 29):
            letter = "GT"
        found[day.day] = base.get(letter, letter)
    return found | dict(letters or {})


def sheet_rows(
    lines: Sequence[Line],
    period: Period = OCTOBER,
    *,
    totals: Sequence[str] = (),
    dates: bool = False,
    title: Sequence[str] = ("T.C. ÖRNEK BÜYÜKŞEHİR BELEDİYESİ", "PUANTAJ CETVELİ"),
) -> list[list[Any]]:
    """The usual sheet: titles, two rows of headings, weekdays, people, signatures."""
    days = period.days
    rows: list[list[Any]] = [[text] for text in title]
    rows.append(
        ["Sıra", "Sicil No", "T.C. Kimlik No", "Adı Soyadı", "GÜNLER", *[None] * (len(days) - 1), "TOPLAM"]
    )
    rows.append([None] * 4 + [format_date(day) if dates else day.day for day in days] + list(totals))
    rows.append([None] * 4 + [WEEKDAYS_SHORT[day.weekday()] for day in days])
    for number, line in enumerate(lines, 1):
        cells = (
            line.cells if isinstance(line.cells, Mapping) else dict(zip(range(1, 32), line.cells, strict=False))
        )
        rows.append([number, line.sicil, line.tckn, line.name, *(cells.get(d.day) for d in days), *line.totals])
        if line.hours is not None:
            rows.append([None] * 4 + [line.hours.get(day.day) for day in days])
    rows.append([None, None, None, "Düzenleyen", *[None] * 5, "Onaylayan"])
    rows.append([None, None, None, "Hasan Usta", *[None] * 5, "Zeynep Demir"])
    return rows


def write_xlsx(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    """The rows as a workbook."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def write_csv(path: Path, rows: Sequence[Sequence[Any]], encoding: str = "cp1254") -> Path:
    """The rows as a Turkish Excel saves them as CSV."""
    width = max(map(len, rows))
    lines = (
        ";".join("" if cell is None else str(cell) for cell in [*row, *[None] * (width - len(row))])
        for row in rows
    )
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def read(path: Path, period: Period = OCTOBER) -> tuple[SheetReading, bytes]:
    """The sheet by its headings."""
    table, content = open_file(path)
    (_, layout), *_ = sheets_of(table)
    mapping = guessed(layout)
    assert not missing_columns(layout, frozenset(dict(mapping.columns))), column_labels(layout)
    return read_sheet(table, layout, mapping, period), content


def sure_letters(store: Store, reading: SheetReading, puantaj_id: int, **more: str) -> dict[str, str]:
    """What the letters mean where every known sheet agrees, and what a clerk would answer for the others."""
    with store.look(PROGRAM) as look:
        (month,) = months_for_sheets(look, puantaj_id)
        guesses = {use.key: guess(use.key, codes_in_use(look), month.kinds) for use in reading.letters}
    return {key: found.meaning for key, found in guesses.items() if found.sure} | more


def october(day: int) -> date:
    """A day of the month of the tests."""
    return date(2026, 10, day)
