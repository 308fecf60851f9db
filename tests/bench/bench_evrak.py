"""The document desk on a million documents: one registration, the ledger's pages and filters, the search, counts.

Run by hand: ``python tests/bench/bench_evrak.py [--documents 1000000]``. Every figure stands beside its floor
measured in the same run: the same question asked in plain SQL by its key. Compare the ratios.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from sqlmodel import col, select

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from data.core import search  # noqa: E402
from data.core.pages import Anchor, LedgerQuery  # noqa: E402
from data.core.permissions import PROGRAM  # noqa: E402
from data.core.store import Store  # noqa: E402
from data.core.text import fold  # noqa: E402
from data.evrak import views  # noqa: E402
from data.evrak.drafts import IncomingDraft  # noqa: E402
from data.evrak.models import Evrak  # noqa: E402
from data.evrak.operations.register import register_incoming  # noqa: E402
from data.evrak.rules.values import Book  # noqa: E402
from tests.evrak.evrak_office import Desk, build, code, draft, unit  # noqa: E402

_SUBJECTS = ("Yazılım Lisansı Talebi", "Görevlendirme Onayı", "Şube Müdürlüğü Toplantısı", "İmar Planı Görüşü")
_SENDERS = ("Yazı İşleri Dairesi", "Örnek Valiliği", "Çevre Müdürlüğü", "Işıklar Kaymakamlığı", "Ali KURT")
_RUNS = 15


def main() -> int:
    """Prints the rows; never judges."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1_000_000)
    parser.add_argument("--minute", type=float, default=60, help="seconds for which eight desks register at once")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "masa.db"
        build(path)
        small = Path(folder) / "small.db"
        shutil.copyfile(path, small)
        with Store.open(small) as store:
            _registrations(Desk(store, small.parent), "an empty register")
            _eight_desks(Desk(store, small.parent), arguments.minute)
        with Store.open(path) as store:
            desk = Desk(store, path.parent)
            grow(path, arguments.documents, unit(desk), code(desk))
            _registrations(desk, f"{arguments.documents:,} documents")
            _questions(desk, path)
    return 0


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


def _row(what: str, seconds: float, more: str = "") -> None:
    _say(f"{what:64} {seconds * 1000:9.2f} ms  {more}")


def _median(run: Callable[[], object], runs: int = _RUNS) -> float:
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        run()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def _registrations(desk: Desk, where: str) -> None:
    synced = _fsync(desk.folder)
    _row(f"one fsync beside {where}", synced)
    actor = desk.actor("ayse")
    for kind, said in (("ust_yazi", "number, row, index, trail"), ("talep", "and its deadline")):
        drafts = iter([draft(desk, letter_no=f"ölçü-{kind}-{place}", doc_kind=kind) for place in range(100)])

        def once(drafts: Iterator[IncomingDraft] = drafts) -> None:
            with desk.store.work(actor) as work:
                register_incoming(work, next(drafts), "Ölçü")

        one = _median(once, 100)
        _row(f"one registration ({said}), on {where}", one, f"target ≤ {3 + synced * 1000:.1f} ms")


def _fsync(folder: Path) -> float:
    with (folder / "fsync").open("wb", buffering=0) as file:

        def once() -> None:
            file.write(b"x" * 4096)
            os.fsync(file.fileno())

        return _median(once, 60)


def _eight_desks(desk: Desk, seconds: float) -> None:
    """Eight processes with the think time of a fast clerk; counts gaps, doubles, losses and the longest wait."""
    before = _numbers(desk)
    arguments = ["100000", str(seconds), "0.05"]
    children = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.evrak.register_child", str(desk.store.path), f"B{place}", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for place in range(8)
    ]
    for child in children:
        assert child.stdout is not None
        child.stdout.readline()
    for child in children:  # all at once: communicate would start each when the one before it has ended
        assert child.stdin is not None
        child.stdin.write("\n")
        child.stdin.flush()
    said = [line.split() for child in children for line in child.communicate()[0].splitlines()]
    given = sorted(int(number.partition("/")[2]) for number, _ in said)
    waits = sorted(float(wait) for _, wait in said)
    whole = (
        given == list(range(len(before) + 1, len(before) + len(given) + 1)) and _numbers(desk) == before + given
    )
    _row(
        f"eight desks for {seconds:.0f} s: {len(given):,} documents, worst wait",
        waits[-1] / 1000,
        "target ≤ 200 ms",
    )
    _row("their median wait", statistics.median(waits) / 1000, "no gap, none twice" if whole else "NUMBERS WRONG")


def _numbers(desk: Desk) -> list[int]:
    with desk.store.look(PROGRAM) as look:
        statement = select(Evrak.number).where(Evrak.book == Book.GELEN.value).order_by(col(Evrak.number))
        return list(look.session.exec(statement))


def grow(path: Path, documents: int, birim_id: int, sdp_id: int) -> None:
    """Fills the register and the search by plain SQL; their indexes are made when all rows are there."""
    begun = time.perf_counter()
    with closing(sqlite3.connect(path)) as plain, plain:
        plain.execute("PRAGMA cache_size=-400000")
        made = plain.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type IN ('index', 'trigger')"
            " AND tbl_name IN ('evrak', 'search_entry')"
        ).fetchall()
        for kind, name, _ in made:
            plain.execute(f"DROP {kind} {name}")
        plain.executemany(
            "INSERT INTO evrak (book, series, year, number, kayit_no, registered_at, registered_on, registered_by,"
            " way, muhatap_name, letter_no, subject, doc_kind, enclosures, pages, secrecy, personal, urgency,"
            " purpose, reply_needed, basis, due_on, sdp_id, birim_id, state, reason, note, same_key, arama,"
            " version)"
            " VALUES (?, '', ?, ?, ?, ?, ?, 1, 'ebys', ?, ?, ?, 'ust_yazi', '', 1, 0, 0, 'yok', 'geregi', 0, '',"
            " ?, ?, ?, ?, '', '', ?, ?, 1)",
            (_document(number, sdp_id, birim_id) for number in range(1, documents + 1)),
        )
        plain.execute(
            "INSERT INTO search_entry (kind, record_id, area, birim_id, title, subtitle, arama)"
            " SELECT 'evrak', id, 'evrak', birim_id, kayit_no || ' ' || subject, muhatap_name, arama FROM evrak"
            " WHERE year < 2026"
        )
        for _, _, sql in made:
            plain.execute(sql)
        for words in plain.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%USING fts5%'").fetchall():
            plain.execute(f"INSERT INTO {words[0]} ({words[0]}) VALUES ('rebuild')")
        plain.execute("ANALYZE")
    _say(f"{documents:,} documents written in {time.perf_counter() - begun:.0f} s, {path.stat().st_size >> 20} MB")


def _document(number: int, sdp_id: int, birim_id: int) -> tuple[object, ...]:
    subject, sender = _SUBJECTS[number % 4], _SENDERS[number % 5]
    year, day = 2016 + number % 10, 1 + number % 28
    book = ("gelen", "gelen", "giden", "ic")[number % 4]
    open_one = number % 500 == 0
    number_text = f"{year}/{number}"
    return (
        book, year, number, number_text, f"{year}-05-{day:02d} 08:00:00.000000", f"{year}-05-{day:02d}", sender,
        f"E-{number}", f"{subject} {number}", f"{year}-06-{day:02d}" if open_one else None, sdp_id, birim_id,
        "kayitli" if open_one else "kapandi",
        f"{sender}|{number}",
        fold(f"{number_text} E-{number} {subject} {number} {sender} Üst yazı"),
    )  # fmt: skip


def _questions(desk: Desk, path: Path) -> None:
    with closing(sqlite3.connect(path)) as plain:
        floor = _median(lambda: plain.execute("SELECT * FROM evrak ORDER BY id DESC LIMIT 50").fetchall())
    _row("floor: fifty rows by their key", floor)

    def window(name: str, query: LedgerQuery, book: Book | None = None, at: int = 0) -> None:
        with desk.look() as look:
            first = views.evrak_window(look, query, at, 50, book=book)

        def ask(anchor: Anchor | None = None) -> None:
            with desk.look() as look:
                views.evrak_window(look, query, at, 50, anchor, book=book)

        _row(f"{name} ({first.total:,} rows)", _median(ask), "target ≤ 80")

    window("all documents, first page", LedgerQuery())
    window("all documents, the middle", LedgerQuery(), at=500_000)
    window("incoming, first page", LedgerQuery(), Book.GELEN)
    window("late", LedgerQuery(view="geciken"))
    window("waiting", LedgerQuery(view="bekleyen"))
    window("filter: a rare word", LedgerQuery(text="2019/123453"))
    window("filter: two common words", LedgerQuery(text="yazılım lisans"))
    window("filter: first letters", LedgerQuery(text="ya"))
    window("filter: konu:görev", LedgerQuery(text="konu:görev 77"))
    for typed in ("lisans 123457", "yazılım", "işıklar 55"):
        with desk.look() as look:
            _row(f"search over all areas: {typed}", _median(lambda: search.find(look, typed)), "target ≤ 80")  # noqa: B023
    with desk.look() as look:
        _row("count of what waits for me", _median(lambda: views.count_waiting(look)))


if __name__ == "__main__":
    sys.exit(main())
