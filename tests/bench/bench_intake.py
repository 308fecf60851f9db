"""Reading 100,000 punches beside the fastest that the parts allow: ``python tests/bench/bench_intake.py``."""

from __future__ import annotations

import os
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from datetime import time as clock
from pathlib import Path

os.environ["OPENPYXL_DEFUSEDXML"] = "False"  # the floor is openpyxl at its quickest

from openpyxl import Workbook, load_workbook

PUNCHES = 100_000
_RUNS = 3
_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRINGS_PART = (
    '<Override PartName="/xl/sharedStrings.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)


def _moments() -> list[tuple[int, datetime]]:
    start = datetime.combine(date(2026, 1, 1), clock(7, 30))
    return [(1000 + place % 500, start + timedelta(seconds=53 * place)) for place in range(PUNCHES)]


def _write_xlsx(path: Path) -> None:
    """As Excel itself writes it: texts once in the shared table, moments as day counts with a date style."""
    book = Workbook()
    book.active["A1"] = datetime.combine(date(2026, 1, 1), clock())
    plain = path.with_suffix(".plain.xlsx")
    book.save(plain)
    words = ["Kart No", "Ad Soyad", "Tarih Saat", "Yön", "Cihaz", "Açıklama", "Giriş", "Çıkış", "Ana kapı"]
    words += [f"Şükrü Çağlayan {place}" for place in range(500)]
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name.endswith("sheet1.xml"):
                part = _sheet_xml()
            elif name == "[Content_Types].xml":
                part = part.replace(b"</Types>", _STRINGS_PART.encode() + b"</Types>")
            target.writestr(name, part)
        items = "".join(f"<si><t>{word}</t></si>" for word in words)
        target.writestr("xl/sharedStrings.xml", f'<sst xmlns="{_NAMESPACE}">{items}</sst>')


def _sheet_xml() -> bytes:
    rows = ["".join(f'<c r="{letter}1" t="s"><v>{place}</v></c>' for place, letter in enumerate("ABCDEF"))]
    epoch = datetime.combine(date(1899, 12, 30), clock())
    for row, (card, at) in enumerate(_moments(), 2):
        serial = (at - epoch) / timedelta(days=1)
        rows.append(
            f'<c r="A{row}"><v>{card}</v></c><c r="B{row}" t="s"><v>{9 + row % 500}</v></c>'
            f'<c r="C{row}" s="1"><v>{serial!r}</v></c><c r="D{row}" t="s"><v>{6 + row % 2}</v></c>'
            f'<c r="E{row}" t="s"><v>8</v></c><c r="F{row}"><v>{row}</v></c>'
        )
    body = "".join(f'<row r="{place}">{cells}</row>' for place, cells in enumerate(rows, 1))
    return f'<worksheet xmlns="{_NAMESPACE}"><sheetData>{body}</sheetData></worksheet>'.encode()


def _write_dat(path: Path) -> None:
    path.write_text("".join(f"{card:>9}\t{at}\t1\t255\t1\t0\n" for card, at in _moments()), encoding="ascii")


def _floor_xlsx(path: Path) -> int:
    book = load_workbook(path, read_only=True, data_only=True)
    return sum(1 for row in book.worksheets[0].iter_rows(values_only=True) if row)


def _floor_dat(path: Path) -> int:
    return len([line.split("\t") for line in path.read_text(encoding="ascii").splitlines()])


def _best(call: Callable[[], object]) -> float:
    times = []
    for _ in range(_RUNS):
        begun = time.perf_counter()
        call()
        times.append(time.perf_counter() - begun)
    return min(times)


def main() -> None:
    """Prints one line for each kind of file: ours, floor, ratio."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from data.core.intake.tables import read_table
    from data.puantaj.intake import read_punches

    today = date(2026, 12, 31)
    with tempfile.TemporaryDirectory() as folder:
        xlsx, dat = Path(folder, "hareket.xlsx"), Path(folder, "attlog.dat")
        _write_xlsx(xlsx)
        _write_dat(dat)
        cases = (
            ("xlsx, table", lambda: read_table(xlsx), lambda: _floor_xlsx(xlsx)),
            ("xlsx, punches", lambda: read_punches(xlsx, today=today), lambda: _floor_xlsx(xlsx)),
            ("dat, punches", lambda: read_punches(dat, today=today), lambda: _floor_dat(dat)),
        )
        for name, ours, floor in cases:
            mine, least = _best(ours), _best(floor)
            sys.stdout.write(f"{name:16} {mine:6.2f} s   floor {least:6.2f} s   ratio {mine / least:5.2f}\n")


if __name__ == "__main__":
    main()
