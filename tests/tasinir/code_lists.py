"""Code lists as files of every kind that they come in, for tests."""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from data.core import taken
from data.tasinir.code_intake import HEADINGS, TARGET, CodesReading, read_codes, read_list
from data.tasinir.operations.codes import CodeChanges, import_codes
from data.tasinir.setup_drafts import CodeListDraft
from tests.tasinir.tasinir_office import Desk

DAY = date(2026, 11, 1)
Rows = Sequence[Sequence[Any]]


def as_csv(path: Path, rows: Rows) -> Path:
    path.write_text("\r\n".join(";".join(str(cell) for cell in row) for row in rows), encoding="utf-8")
    return path


def as_xlsx(path: Path, rows: Rows) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    book.save(path)
    return path


def as_json(path: Path, content: Any) -> Path:
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def as_xls(path: Path, rows: Rows) -> Path:
    """The oldest form of an Excel file: cells one after another, texts in the Turkish code page."""
    parts = [struct.pack("<HHHH", 0x09, 4, 2, 0x10), struct.pack("<HHH", 0x42, 2, 1254)]
    for row, cells in enumerate(rows):
        for place, cell in enumerate(cells):
            where = struct.pack("<HH3x", row, place)
            if isinstance(cell, str):
                text = cell.encode("cp1254")
                parts.append(struct.pack("<HH", 0x04, 8 + len(text)) + where + bytes([len(text)]) + text)
            else:
                parts.append(struct.pack("<HH", 0x03, 15) + where + struct.pack("<d", cell))
    path.write_bytes(b"".join(parts) + struct.pack("<HH", 0x0A, 0))
    return path


def read(desk: Desk, path: Path, who: str = "kayit") -> CodesReading:
    table = read_list(path)
    with desk.look(who) as look:
        mapping = taken.mapping_for(look, TARGET, table.sheets[0], HEADINGS)
        return read_codes(look, table, table.sheets[0], mapping)


def take(desk: Desk, reading: CodesReading, who: str = "kayit", *, skip: bool = False, **more: Any) -> CodeChanges:
    values: dict[str, Any] = {"name": "Taşınır Kod Listesi 2026", "day": DAY}
    with desk.work(who) as work:
        return import_codes(work, CodeListDraft(**(values | more)), reading, skip_refused=skip)
