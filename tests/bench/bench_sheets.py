"""A sheet of 2,000 people read, audited and taken, beside plain reading: `python tests/bench/bench_sheets.py`."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from openpyxl import load_workbook

PEOPLE = 2_000
T = TypeVar("T")


def _timed(call: Callable[[], T]) -> tuple[float, T]:
    begun = time.perf_counter()
    result = call()
    return time.perf_counter() - begun, result


def _floor(path: Path) -> int:
    book = load_workbook(path, read_only=True, data_only=True)
    return sum(1 for row in book.worksheets[0].iter_rows(values_only=True) if row)


def main() -> None:
    """Prints one line a step: ours, the floor (plain reading of the workbook), ratio."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    from data.core.store import Store
    from data.personel.drafts import PersonelDraft
    from data.personel.operations import register_person
    from data.personel.rules import StaffKind
    from data.puantaj.operations.months import open_month
    from data.puantaj.operations.sheets import take_sheet
    from data.puantaj.sheet_views import audit_sheet
    from tests.puantaj.puantaj_office import NOW, Desk, build_office
    from tests.puantaj.sheet_files import OCTOBER, Line, read, row_of, sheet_rows, sure_letters, write_xlsx

    with tempfile.TemporaryDirectory() as folder:
        path, sheet = Path(folder, "masa.db"), Path(folder, "cetvel.xlsx")
        build_office(path)
        with Store.open(path, clock=lambda: NOW) as store:
            desk = Desk(store, Path(folder))
            with desk.look() as look:
                unit = _unit(look, "Yazılım Şube Müdürlüğü")
            pattern = desk.pattern("Beş gün")
            with desk.work() as work:
                for number in range(PEOPLE):
                    draft = PersonelDraft(
                        sicil=f"S{number:05}", ad="Kişi", soyad=f"No{number:05}", birim_id=unit,
                        kind=StaffKind.SIRKET.value, pattern_id=pattern, hire=date(2020, 1, 6),
                    )  # fmt: skip
                    register_person(work, draft)
            with desk.work() as work:
                month = open_month(work, desk.group(StaffKind.SIRKET), OCTOBER)
            usual = row_of(OCTOBER)
            lines = [
                Line(f"S{number:05}", f"Kişi No{number:05}", usual | _strange(number), totals=["20,5", 30])
                for number in range(PEOPLE)
            ]
            write_xlsx(sheet, sheet_rows(lines, totals=["Çalışılan", "Prim günü"]))
            least, _ = _timed(lambda: _floor(sheet))
            reading_time, (reading, content) = _timed(lambda: read(sheet))
            letters = sure_letters(store, reading, month)
            with desk.look() as look:
                audit_time, audit = _timed(lambda: audit_sheet(look, month, reading, letters))

            def take() -> object:
                with desk.work() as work:
                    return take_sheet(work, reading, content, letters, month, expected=audit.version)

            take_time, taken = _timed(take)
            for name, ours in (("read", reading_time), ("audit", audit_time), ("take", take_time)):
                sys.stdout.write(f"{name:6} {ours:6.2f} s   floor {least:5.2f} s   ratio {ours / least:5.2f}\n")
            sys.stdout.write(f"{len(audit.findings)} findings; {taken}\n")


def _unit(look: object, name: str) -> int:
    from data.core import units

    return next(row.id for row in units.tree(look) if row.name == name)  # type: ignore[arg-type]


def _strange(number: int) -> dict[int, object]:
    """Every tenth person has an absence, every fifth an hour and a half."""
    return ({6: "D"} if number % 10 == 0 else {}) | ({7: "X+1,5"} if number % 5 == 0 else {})


if __name__ == "__main__":
    main()
