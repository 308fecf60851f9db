"""Taking over an existing archive: its list read, held against the store, written; beside the plainest writing.

Run by hand: ``python tests/bench/bench_archive_import.py [--folders 100000]``. Process time, so that a busy
machine tells the same; the floor puts the same rows into the same tables by the driver alone. Compare the ratios.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from data.arsiv import archive_intake, archive_scan  # noqa: E402
from data.arsiv.archive_drafts import ArchiveFileDraft  # noqa: E402
from data.arsiv.operations.archive_import import import_archive  # noqa: E402
from data.core.intake.mapping import guess_mapping  # noqa: E402
from data.core.intake.tables import read_table  # noqa: E402
from data.core.store import Store  # noqa: E402
from tests.arsiv import archive_office  # noqa: E402
from tests.arsiv.archive_office import CODES, Desk, unit_id  # noqa: E402
from tests.arsiv.import_office import row, written  # noqa: E402
from tests.puantaj.puantaj_office import NOW  # noqa: E402

_TABLES = ("klasor", "klasor_olay", "search_entry")


def main() -> int:
    """Prints the rows; never judges."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folders", type=int, default=100_000)
    count = parser.parse_args().folders
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path, empty = folder / "masa.db", folder / "bos.db"
        archive_office.build(path)
        shutil.copyfile(path, empty)
        listed = written(folder, (_row(place, count) for place in range(count)))
        with Store.open(path, clock=lambda: NOW) as store:
            spent = _taken(Desk(store, folder), listed)
        floor = _floor(path, empty)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    lines = [
        f"{count} folders from a list of text, seconds of process time",
        *(f"  {what:<28}{seconds:8.2f}" for what, seconds in spent),
        f"  {'written by the driver alone':<28}{floor:8.2f}",
        f"  writing / floor {spent[-1][1] / floor:.2f}, most memory {most} MB",
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def _row(place: int, count: int) -> tuple[str, ...]:
    year = 1990 + place * 35 // count
    return row(
        Dosya_Kodu=CODES[place % len(CODES)][0], Konusu=f"{place}. klasör: şube müdürlüğü yazışmaları ve ekleri",
        Yılı=str(year), Açılış_Tarihi=f"{place % 28 + 1:02}.{place % 12 + 1:02}.{year}",
        Kapanış_Tarihi=f"31.12.{year}", Arşiv_No=f"A-{place}", Durumu="Kurum arşivinde", Yeri="K1-01",
        Sayfa=str(place % 400),
    )  # fmt: skip


def _taken(desk: Desk, listed: Path) -> list[tuple[str, float]]:
    spent = []
    began = time.process_time()

    def done(what: str) -> None:
        nonlocal began
        spent.append((what, time.process_time() - began))
        began = time.process_time()

    table = read_table(listed)
    sheet = table.sheets[0]
    scanned = archive_scan.scan(table, sheet, guess_mapping(sheet, archive_scan.HEADINGS))
    done("read")
    draft = ArchiveFileDraft(birim_id=unit_id(desk), stage="kapali", over=True)
    with desk.look() as look:
        reading = archive_intake.read_archive(look, scanned, draft, scanned.styles)
    done("held against the store")
    with desk.work() as work:
        import_archive(work, reading)
    done("written")
    return spent


def _floor(full: Path, empty: Path) -> float:
    """The rows that were written, into the same tables with their indexes, without a program around."""
    with closing(sqlite3.connect(empty, isolation_level=None)) as plain:
        plain.execute("ATTACH DATABASE ? AS whole", (str(full),))
        began = time.process_time()
        plain.execute("BEGIN IMMEDIATE")
        for table in _TABLES:
            plain.execute(
                f"INSERT INTO main.{table} SELECT * FROM whole.{table} WHERE id > "
                f"(SELECT coalesce(max(id), 0) FROM main.{table})"
            )
        plain.execute("COMMIT")
        return time.process_time() - began


if __name__ == "__main__":
    raise SystemExit(main())
