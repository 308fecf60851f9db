"""One tabular file, whatever program wrote it, as text cells."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from data.core.errors import BadInput
from data.core.intake.cells import MAX_ROWS, filled
from data.core.intake.delimited import read_delimited
from data.core.intake.encoding import decode
from data.core.intake.formats import Format, load, sniff


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows as a person sees them; row ``n`` of the file is ``rows[n-1]``, rows may differ in width.

    Dates are ``2026-10-05`` or ``2026-10-05 08:01:00``, times ``08:01:00``, decimals have ``.``, truth is
    ``EVET`` or ``HAYIR``, a spreadsheet's error values are empty.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class TabularFile:
    """A file that was read.

    Attributes:
        name: File name without its folder.
        sha256: Of the bytes; the same file is known again by it.
        size: Bytes.
        format: ``metin``, ``xls`` or ``xlsx``.
        encoding: Python codec of a text file, else empty.
        delimiter: Of a text file with more than one column, else empty.
        notes: Turkish remarks on what was assumed.
    """

    name: str
    sha256: str
    size: int
    format: str
    encoding: str
    delimiter: str
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...]


def read_table(path: Path, *, sheet: str | None = None, max_rows: int = MAX_ROWS) -> TabularFile:
    """Reads csv, tsv, txt, dat, xls, xlsx or xlsm; writes nothing and evaluates no formula.

    Args:
        sheet: Only this sheet of a spreadsheet.
        max_rows: More rows than this are refused, never cut off.

    Raises:
        BadInput: what is wrong and what to do.
    """
    data = load(path)
    try:
        return table_of(data, path.name, sheet=sheet, max_rows=max_rows)
    except BadInput as error:
        error.file = path.name
        raise


def table_of(data: bytes, name: str, *, sheet: str | None = None, max_rows: int = MAX_ROWS) -> TabularFile:
    """As :func:`read_table`, from bytes that were already loaded by :func:`data.core.intake.formats.load`."""
    kind = sniff(data)
    digest = hashlib.sha256(data).hexdigest()
    if kind is Format.TEXT:
        text, codec, note = decode(data)
        rows, delimiter = read_delimited(text, max_rows)
        sheets: tuple[Sheet, ...] = (Sheet(name, tuple(rows)),)
        return TabularFile(name, digest, len(data), kind, codec, delimiter, sheets, (note,) if note else ())
    # The child process machinery is only loaded by those who open a spreadsheet.
    from data.core.intake.spreadsheets import read_spreadsheet

    read, notes = read_spreadsheet(data, kind, sheet=sheet, max_rows=max_rows)
    sheets = tuple(Sheet(title, rows) for title, rows in read)
    return TabularFile(name, digest, len(data), kind, "", "", sheets, tuple(notes))


def preview(table: TabularFile, rows: int = 20) -> Sheet:
    """The first rows of the first sheet that holds anything."""
    sheet = next((sheet for sheet in table.sheets if filled(sheet.rows[:rows])), table.sheets[0])
    return Sheet(sheet.name, sheet.rows[:rows])
