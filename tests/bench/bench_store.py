"""The store beside the fastest that SQLite allows: one registration, eight desks at work, a backup.

Run: ``python tests/bench/bench_store.py [--quick]``. Compare the ratios, not the milliseconds: those depend
on the disk.
"""

from __future__ import annotations

import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from data.core import backup, search, trail  # noqa: E402
from data.core import engine as engines  # noqa: E402
from data.core.numbers import next_number  # noqa: E402
from data.core.permissions import PROGRAM  # noqa: E402
from data.core.store import Store  # noqa: E402

THINK = 0.05
DESKS = 8


def say(words: str) -> None:
    """One row of the result."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def register(store: Store) -> int:
    """Number, row, word index and trail entry in one transaction."""
    with store.work(PROGRAM) as work:
        number = next_number(work, "deneme", 2026)
        search.index(
            work,
            kind="deneme",
            record_id=number,
            area="evrak",
            birim_id=None,
            title=f"{number} sayılı imar planı yazısı",
            subtitle="Çevre ve Şehircilik",
            words="",
        )
        trail.record(work, "evrak.register", f"Kayıt {number}", kind="deneme", record_id=number)
    return number


def bare(path: Path, count: int) -> float:
    """Median seconds of one insert with its fsync through the plain driver."""
    with closing(sqlite3.connect(path, isolation_level=None)) as plain:
        plain.execute("PRAGMA journal_mode=WAL")
        plain.execute("PRAGMA synchronous=FULL")
        plain.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)")
        taken = []
        for _ in range(count):
            start = time.perf_counter()
            plain.execute("INSERT INTO t (a) VALUES ('İmar planı yazısı')")
            taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def registration(folder: Path, count: int) -> None:
    """One registration beside one bare insert, on the same disk in the same run."""
    with Store.open(folder / "a.db") as store:
        for _ in range(20):
            register(store)
        floor = bare(folder / "bare.db", count)
        taken = []
        for _ in range(count):
            start = time.perf_counter()
            register(store)
            taken.append(time.perf_counter() - start)
    ours = statistics.median(taken)
    say(
        f"registration {ours * 1e3:.2f} ms   bare insert {floor * 1e3:.2f} ms   ratio {ours / floor:.1f}"
        f"   above the fsync {(ours - floor) * 1e3:5.2f} ms (target <= 3)"
    )


def desk(path: Path, seconds: float) -> None:
    """A child: works and thinks; prints each number with the milliseconds that the person waited."""
    thoughts = random.Random(str(path))
    with Store.open(path) as store:
        say(str(register(store)))  # the first one also builds its statements; a desk has done that long ago
        sys.stdin.readline()
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            time.sleep(thoughts.uniform(0.5, 1.5) * THINK)
            start = time.perf_counter()
            number = register(store)
            say(f"{number} {(time.perf_counter() - start) * 1e3:.3f}")


def eight_desks(folder: Path, seconds: float) -> None:
    """Eight processes with think time: the longest anyone waited, gaps, lost numbers."""
    path = folder / "desks.db"
    Store.open(path).close()
    command = [sys.executable, __file__, "--desk", str(path), str(seconds)]
    children = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(DESKS)
    ]
    first: list[int] = []
    for child in children:
        assert child.stdout is not None
        first.append(int(child.stdout.readline()))
    for child in children:
        assert child.stdin is not None
        child.stdin.write("go\n")
        child.stdin.flush()
    lines = [line.split() for child in children for line in child.communicate()[0].splitlines()]
    given = sorted(first + [int(number) for number, _ in lines])
    waits = sorted(float(wait) for _, wait in lines)
    with Store.open(path) as store, store.look(PROGRAM) as look:
        state = backup.audit(look)
        words = search.find(look, "imar", limit=len(given) + 1)
    gaps = len(set(range(1, len(given) + 1)) - set(given))
    say(
        f"{DESKS} desks, {THINK * 1e3:.0f} ms of thought   {len(given)} registrations"
        f"   median {statistics.median(waits):.1f} ms   p99 {waits[int(len(waits) * 0.99)]:.1f} ms"
        f"   worst {waits[-1]:.1f} ms (target <= 200)"
        f"   gaps {gaps}   lost {len(given) - len(words)}   whole {state.clean}"
    )


def grow(path: Path, megabytes: int) -> None:
    """A store with records, their words and attached content."""
    content = random.Random(1)
    with Store.open(path) as store:
        for _ in range(50):
            register(store)
    with closing(sqlite3.connect(path)) as plain:
        rows = (
            ("belge", number, "evrak", f"{number} imar planı", "Çevre", f"{number} imar plani cevre sehircilik")
            for number in range(megabytes * 400)
        )
        plain.executemany(
            "INSERT INTO search_entry (kind, record_id, area, title, subtitle, arama) VALUES (?, ?, ?, ?, ?, ?)",
            rows,
        )
        for number in range(megabytes * 8):
            plain.execute(
                "INSERT INTO attachment (sha256, size, content) VALUES (?, ?, ?)",
                (str(number), 100_000, content.randbytes(100_000)),
            )
        plain.commit()
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def backups(folder: Path, megabytes: int) -> None:
    """A backup beside the driver's own, once bare and once with the same check and fsync behind it."""
    path = folder / "grown.db"
    grow(path, megabytes)
    floors, checked, ours = [], [], []
    with Store.open(path) as store:
        for turn in range(5):
            start = time.perf_counter()
            target = folder / f"floor{turn}.db"
            with closing(sqlite3.connect(path)) as plain, closing(sqlite3.connect(target)) as copy:
                plain.backup(copy)
            floors.append(time.perf_counter() - start)
            engines.quick_damage(target)
            checked.append(time.perf_counter() - start)
            target.unlink()
            start = time.perf_counter()
            result = backup.back_up(store, folder / f"ours{turn}.db")
            ours.append(time.perf_counter() - start)
            result.path.unlink()
    one, two, three = (statistics.median(taken) for taken in (floors, checked, ours))
    say(
        f"backup of {path.stat().st_size / 1e6:.0f} MB {three:.3f} s   Connection.backup {one:.3f} s"
        f"   ratio {three / one:.2f}   the same with a check {two:.3f} s   ratio {three / two:.2f} (target <= 1.3)"
    )


def main() -> None:
    """All rows."""
    quick = "--quick" in sys.argv
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        registration(folder, 200 if quick else 2_000)
        eight_desks(folder, 2 if quick else 5)
        backups(folder, 30 if quick else 250)


if __name__ == "__main__":
    if "--desk" in sys.argv:
        desk(Path(sys.argv[2]), float(sys.argv[3]))
    else:
        main()
