"""The whole desk from outside: start, memory, keys, filter, on the demo office and on a million records of a kind.

Run by hand: ``python tests/bench/bench_desk.py [--people 1000000] [--runs 5]``. Every figure stands beside the
floor measured in the same run: the smallest Textual program. Needs the terminal robot ``../shared/bench`` beside
the clone and the ``bench`` group.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
ROBOT = ROOT.parent / "shared" / "bench"
POSTING_OVER_HELLO = 0.86 / 0.17
"""How much longer than the smallest Textual program an API client of its kind takes to start (measured once)."""
MASA = str(Path(sys.executable).with_name("masa"))
COLUMNS, ROWS = 160, 45
USER, PASSWORD = "ayse", "demo-2026"


def main() -> int:
    """Prints the rows; never judges."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    if not (ROBOT / "ptydrive.py").is_file():
        _say(f"{ROBOT / 'ptydrive.py'} yok: shared klasörünü bu kopyanın yanına koyun.")
        return 2
    sys.path.insert(0, str(ROBOT))
    robot: Any = importlib.import_module("ptydrive")
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "demo.db"
        subprocess.run([MASA, "demo", "--olustur", str(small)], check=True, stdout=subprocess.DEVNULL)
        hello = _starts(robot, [sys.executable, str(ROBOT / "floor_hello.py")], "HELLO-READY", arguments.runs)
        login = _starts(robot, _desk(small), "Parola", arguments.runs)
        _say(f"{'smallest Textual program, first frame':56} {hello:8.0f} ms")
        _say(f"{'login frame':56} {login:8.0f} ms  ratio {login / hello:5.2f}  target ≤ 1.50")
        _one_desk(robot, small, "demo office", hello)
        big = Path(folder) / "big.db"
        _copy(small, big)
        _grow(big, arguments.people)
        _grow_documents(big, arguments.people)
        _one_desk(robot, big, f"{arguments.people:,} each", hello)
    return 0


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


def _desk(database: Path) -> list[str]:
    return [MASA, "--db", str(database)]


def _terminal(robot: Any, argv: list[str]) -> Any:
    return robot.Term(argv, ROWS, COLUMNS, {"PYTHONPATH": os.fspath(ROOT)}, os.fspath(ROOT))


def _starts(robot: Any, argv: list[str], ready: str, runs: int) -> float:
    times = []
    for _ in range(runs):
        with _terminal(robot, argv) as terminal:
            times.append(terminal.wait_text(ready))
    return statistics.median(times)


def _one_desk(robot: Any, database: Path, name: str, hello: float) -> None:
    posting = hello * POSTING_OVER_HELLO
    with _terminal(robot, _desk(database)) as terminal:
        opened = terminal.wait_text("Adınızı ve parolanızı")
        _row(name, "store open behind the login", opened, f"ratio to posting {opened / posting:4.2f}")
        terminal.send(f"{USER}<enter>")
        terminal.drain(0.3)
        entered = terminal.act(f"{PASSWORD}<enter>", "Bekleyen")
        _row(name, "login to desk, password check included", entered, "")
        ready = opened + entered
        _row(name, "desk ready", ready, f"ratio to posting {ready / posting:4.2f}  target ≤ 0.80")
        terminal.drain(2.0)
        memory = terminal.rss()
        _say(f"{f'{name}: memory':56} {memory['rss_mb']:8.0f} MB")
        _row(name, "open the people", terminal.act("8", "Sicil"), "target ≤ 150")
        _steps(terminal, f"{name}, people", ("yılmaz", "ayşe şahin"))
        _row(name, "open the documents", terminal.act("2", "Son gün"), "target ≤ 150")
        _steps(terminal, f"{name}, documents", ("lisans", "toplantı valilik"))
        memory = terminal.rss()
        _say(f"{f'{name}: memory at the end':56} {memory['rss_mb']:8.0f} MB")


def _row(name: str, what: str, milliseconds: float, more: str) -> None:
    _say(f"{f'{name}: {what}':56} {milliseconds:8.1f} ms  {more}")


def _steps(terminal: Any, name: str, words: tuple[str, ...]) -> None:
    terminal.drain(1.0)
    for label, key, other, target in (
        ("move", "<down>", "<up>", "≤ 10"),
        ("page", "<pgdn>", "<pgup>", "≤ 20"),
        ("end and home", "<end>", "<home>", "≤ 20"),
    ):
        found = terminal.latency(key, 60, alt=other)
        _row(name, label, found["p50"], f"p95 {found['p95']:6.1f}  target p95 {target}")
        terminal.drain(0.3)
    for word in words:
        terminal.send("/")
        terminal.drain(0.3)
        times = [terminal.latency(letter, 1)["p50"] for letter in word.replace(" ", "")]
        shown = " ".join(f"{one:.0f}" for one in times)
        _row(name, f"filter {word}, letter by letter", max(times), f"worst of {shown}  target p95 ≤ 80")
        terminal.send("<esc>")
        terminal.drain(0.5)


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)


def _grow(database: Path, people: int) -> None:
    """Fills the register by plain SQL; the names repeat, the numbers do not."""
    from data.core.text import fold, sort_key

    names = [(f"{a}", f"{s}") for a in ("Ayşe", "Mehmet", "İbrahim", "Şükrü", "Çınar") for s in _SURNAMES]
    with closing(sqlite3.connect(database)) as plain, plain:
        unit = plain.execute("SELECT max(id) FROM birim").fetchone()[0]
        plain.executemany(
            "INSERT INTO personel"
            " (sicil, ad, soyad, unvan, gorev, hire, kidem_date, birim_id, kind, arama, sira, version)"
            " VALUES (?, ?, ?, '', 'Büro personeli', '2020-01-01', '2020-01-01', ?, 'memur', ?, ?, 1)",
            (
                (
                    f"B{number}",
                    *(name := names[number % len(names)]),
                    unit,
                    fold(f"{name[0]} {name[1]} B{number} Büro personeli"),
                    sort_key(f"{name[1]} {name[0]}"),
                )
                for number in range(people)
            ),
        )


def _grow_documents(database: Path, documents: int) -> None:
    sys.path[:0] = [os.fspath(ROOT), os.fspath(Path(__file__).parent)]
    grow = importlib.import_module("bench_evrak").grow
    with closing(sqlite3.connect(database)) as plain:
        unit = plain.execute("SELECT id FROM birim WHERE kind = 'mudurluk'").fetchone()[0]
        code = plain.execute("SELECT id FROM sdp_kod WHERE use = 'asil'").fetchone()[0]
    grow(database, documents, unit, code)


_SURNAMES = (
    "YILMAZ",
    "KAYA",
    "DEMİR",
    "ŞAHİN",
    "ÇELİK",
    "YILDIZ",
    "ÖZTÜRK",
    "AYDIN",
    "ÖZDEMİR",
    "ARSLAN",
    "DOĞAN",
)


if __name__ == "__main__":
    sys.exit(main())
