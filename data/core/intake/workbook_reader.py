"""The program that opens an Excel file, run as a child process so that a hostile file harms nobody.

Reads the file's bytes from standard input and writes one JSON line:
``{"sheets": [[name, rows], …], "notes": […]}`` or ``{"problem": …, "remedy": …, "row": …, "column": …}``.
Nothing is evaluated: a formula's stored result is read.
"""

from __future__ import annotations

import io
import json
import re
import sys
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any

from data.core.errors import BadInput
from data.core.intake.cells import MAX_CELLS, Grid
from data.core.intake.formats import SAVE_AS_XLSX

_MEMORY = 1536 * 1024 * 1024
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_NO_RESULT = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^<>]*/>)\s*(?:<(?:\w+:)?v>\s*</(?:\w+:)?v>|<(?:\w+:)?v\s*/>)?\s*</(?:\w+:)?c>"
)
_CHUNK = 1024 * 1024
_OVERLAP = 512
NO_RESULT_NOTE = "Sonucu saklanmamış formüller boş okundu; dosyayı Excel'de açıp kaydedin."

Sheets = list[tuple[str, list[tuple[str, ...]]]]


def read_xlsx(data: bytes, wanted: str | None, max_rows: int) -> tuple[Sheets, list[str]]:
    """All worksheets of an xlsx or xlsm, or the wanted one."""
    import openpyxl

    empty_formula = _inspect(data)
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    sheets: Sheets = []
    room = MAX_CELLS
    for sheet in _chosen({sheet.title: sheet for sheet in book.worksheets}, wanted):
        # The stored dimension may be a lie; with it openpyxl would silently leave out rows.
        sheet.reset_dimensions()
        grid = Grid(max_rows, room)
        for row, values in enumerate(sheet.iter_rows(values_only=True), 1):
            if values:
                grid.add(row, [_unescaped(value) for value in values] if _escapes(values) else values)
        room -= grid.cells
        sheets.append((sheet.title, grid.finish()))
    return sheets, [NO_RESULT_NOTE] if empty_formula else []


def _escapes(values: tuple[Any, ...]) -> bool:
    return any(type(value) is str and "_x" in value for value in values)


def _unescaped(value: Any) -> Any:
    """Excel stores a control character as ``_x000D_``."""
    if type(value) is str and "_x" in value:
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
    return value


def _declares_entities(window: bytes) -> bool:
    plain = window.replace(b"\0", b"") if b"\0" in window else window  # the part may be UTF-16
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain


def _inspect(data: bytes) -> bool:
    """Whether a formula has no stored result; refuses XML that declares entities, wherever it stands."""
    empty_formula = False
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            with package.open(name) as part:
                tail = b""
                while chunk := part.read(_CHUNK):
                    window = tail + chunk
                    if _declares_entities(window):
                        raise BadInput("Dosyada güvenli olmayan bir XML bildirimi var.", SAVE_AS_XLSX)
                    if not empty_formula and (b"<f" in window or b":f" in window):
                        empty_formula = _NO_RESULT.search(window) is not None
                    tail = window[-_OVERLAP:]
    return empty_formula


def read_xls(data: bytes, wanted: str | None, max_rows: int) -> tuple[Sheets, list[str]]:
    """All worksheets of an old xls (BIFF 2-8), or the wanted one."""
    import xlrd

    book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO(), on_demand=True, ragged_rows=True)
    sheets: Sheets = []
    room = MAX_CELLS
    for name in _chosen({name: name for name in book.sheet_names()}, wanted):
        sheet = book.sheet_by_name(name)
        grid = Grid(max_rows, room)
        for row in range(sheet.nrows):
            grid.add(row + 1, list(_xls_values(sheet, row, book.datemode)))
        room -= grid.cells
        sheets.append((name, grid.finish()))
        book.unload_sheet(name)
    return sheets, []


def _xls_values(sheet: Any, row: int, datemode: int) -> Iterator[object]:
    from xlrd.biffh import XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_ERROR

    for kind, value in zip(sheet.row_types(row), sheet.row_values(row), strict=True):
        if kind == XL_CELL_DATE:
            yield _moment(value, datemode)
        elif kind == XL_CELL_BOOLEAN:
            yield bool(value)
        elif kind == XL_CELL_ERROR:
            yield None
        else:
            yield value


def _moment(serial: float, datemode: int) -> object:
    """A day count as Excel shows it; below one day it is a time, and a number that is no day stays a number."""
    if 0 <= serial < 1:
        seconds = round(serial * 86_400)
        return time(seconds // 3600, seconds // 60 % 60, seconds % 60) if seconds < 86_400 else timedelta(days=1)
    # Excel believes in 29 February 1900, so days before it count from one day later.
    first = date(1904, 1, 1) if datemode else date(1899, 12, 30 if serial >= 60 else 31)
    try:
        return datetime.combine(first, time()) + timedelta(seconds=round(serial * 86_400))
    except OverflowError:
        return serial


def _chosen(sheets: dict[str, Any], wanted: str | None) -> list[Any]:
    if wanted is None:
        return list(sheets.values())
    if wanted not in sheets:
        raise BadInput(f"“{wanted}” adlı sayfa yok.", f"Sayfalar: {', '.join(sheets) or 'yok'}.")
    return [sheets[wanted]]


def _limit_memory() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _answer(kind: str, max_rows: int, wanted: str | None) -> dict[str, Any]:
    data = sys.stdin.buffer.read()
    try:
        read = read_xls if kind == "xls" else read_xlsx
        sheets, notes = read(data, wanted, max_rows)
    except BadInput as error:
        return {"problem": error.message, "remedy": error.remedy, "row": error.row, "column": error.column}
    except MemoryError:
        return {"problem": "Dosya belleğe sığmıyor.", "remedy": "Gereken satırları yeni bir dosyaya kopyalayın."}
    except Exception as error:  # the libraries raise nearly every kind on a damaged file
        if "encrypted" in str(error):
            return {"problem": "Dosya parolayla korunuyor.", "remedy": "Excel'de parolasını kaldırıp kaydedin."}
        return {"problem": "Excel dosyası bozuk ya da alışılmadık; okunamadı.", "remedy": SAVE_AS_XLSX}
    return {"sheets": sheets, "notes": notes}


def main() -> None:
    """``workbook_reader KIND MAX_ROWS [SHEET]``."""
    _limit_memory()
    warnings.simplefilter("ignore")
    kind, max_rows, *wanted = sys.argv[1:]
    answer = _answer(kind, int(max_rows), wanted[0] if wanted else None)
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=True).encode("ascii"))


if __name__ == "__main__":
    main()
