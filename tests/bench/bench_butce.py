"""The budget on 50,000 movements: lines of ödenek, drill-down, Neden?, movements, posting, papers.

Run by hand: ``python tests/bench/bench_butce.py [--movements 50000] [--tertips 400]``. Every figure is time of the
processor and stands beside a floor measured in the same run. Compare the ratios.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from data.butce import (  # noqa: E402
    closing_views,
    movement_views,
    papers_odenek,
    release_views,
    running_views,
    transfer_views,
    views,
)
from data.butce.drafts import TertipDraft  # noqa: E402
from data.butce.operations.posting import Posting  # noqa: E402
from data.butce.operations.tertips import add_tertip  # noqa: E402
from data.butce.rules.values import MovementKind  # noqa: E402
from data.core.pages import Anchor, LedgerQuery  # noqa: E402
from data.core.store import Look, Store  # noqa: E402
from exports.document import document_pdf  # noqa: E402
from tests.butce.butce_office import HEAD, Desk, build, posted, tertip_id, yil_id  # noqa: E402
from tests.butce.transfer_office import form, lines  # noqa: E402
from tests.puantaj.puantaj_office import NOW  # noqa: E402

_RUNS = 15
_DAY = date(2026, 11, 20)


def main() -> int:
    """Prints the rows; never judges."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--movements", type=int, default=50_000)
    parser.add_argument("--tertips", type=int, default=400)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "masa.db"
        build(path)
        with Store.open(path, clock=lambda: NOW) as store:
            desk = Desk(store, path.parent)
            _grow(desk, arguments.tertips, arguments.movements)
            _measure(desk, path)
    return 0


def _grow(desk: Desk, tertips: int, movements: int) -> None:
    year = yil_id(desk)
    with desk.work() as work:
        for place in range(tertips):
            kod = f"03.{place % 8 + 1}.{place // 80 + 1}.{place % 80 + 10:02d}"
            add_tertip(work, year, TertipDraft(kod=HEAD + kod, name=f"Deneme gideri {place}"))
    with desk.look() as look:
        ids = [row.id for row in views.odenek_rows(look, year)]
    opening = [
        Posting(tertip_id=key, kind=MovementKind.EK, amount=10**11, day=date(2026, 1, 1), belge="Meclis kararı")
        for key in ids
    ]
    posted(desk, *opening)
    _insert(desk.folder / "masa.db", ids, movements, year)


def _insert(path: Path, ids: list[int], movements: int, year: int) -> None:
    """Rows straight into the file: only reading is measured on them."""
    dice = random.Random(1)
    with closing(sqlite3.connect(path)) as plain:
        number = plain.execute("SELECT max(number) FROM odenek_hareket").fetchone()[0]
        rows = []
        for place in range(1, movements + 1):
            amount, kind = dice.randint(1_00, 5_000_00), ("harcama", "bloke")[place % 5 == 0]
            spent = amount if kind == "harcama" else 0
            day = (date(2026, 1, 2) + timedelta(days=dice.randrange(320))).isoformat()
            rows.append(
                (
                    year,
                    number + place,
                    dice.choice(ids),
                    kind,
                    day,
                    amount,
                    amount - spent,
                    spent,
                    f"hareket {place}",
                )
            )
        plain.executemany(
            "INSERT INTO odenek_hareket (yil_id, number, tertip_id, kind, day, amount, odenek, serbest, bloke,"
            " taahhut, avans, harcanan, devir, belge, belge_no, decider, text, made_by, made_at, arama)"
            " VALUES (?, ?, ?, ?, ?, ?, 0, 0, ?, 0, 0, ?, 0, 'Ödeme emri belgesi', '1', '', 'Alım', 2,"
            " '2026-11-20 09:00:00', ?)",
            rows,
        )
        plain.execute("UPDATE counter SET last = last + ? WHERE book LIKE 'odenek.%'", (movements,))
        plain.commit()


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


def _time(run: Callable[[], object], runs: int = _RUNS) -> tuple[float, float]:
    """Median and worst of some runs, milliseconds of the processor."""
    found = []
    for _ in range(runs):
        before = time.process_time()
        run()
        found.append((time.process_time() - before) * 1000)
    return statistics.median(found), max(found)


def _measure(desk: Desk, path: Path) -> None:
    year = yil_id(desk)
    sums = "SELECT tertip_id, sum(odenek), sum(harcanan), sum(bloke) FROM odenek_hareket WHERE day <= ? GROUP BY 1"
    with closing(sqlite3.connect(path)) as plain:
        floor, _ = _time(lambda: plain.execute(sums, (_DAY.isoformat(),)).fetchall())
    _say(f"{'what':44} {'ms':>8} {'worst':>8} {'floor':>8} {'ratio':>6}")
    paper = tertip_id(desk, "03.2.1.01")

    def row(name: str, run: Callable[[Look], object], least: float = floor, runs: int = _RUNS) -> None:
        def once() -> object:
            with desk.look() as look:
                return run(look)

        once()
        median, worst = _time(once, runs)
        _say(f"{name:44} {median:8.1f} {worst:8.1f} {least:8.1f} {median / least:6.1f}")

    q = LedgerQuery()
    row("ödenek lines, first page", lambda look: views.odenek_window(look, q, 0, 50, yil_id=year))
    row(
        "ödenek lines, one letter",
        lambda look: views.odenek_window(look, LedgerQuery(text="d"), 0, 50, yil_id=year),
    )
    row("ödenek by economic II", lambda look: views.odenek_window(look, q, 0, 50, yil_id=year, level="ekonomik2"))
    row("ödenek as of a day", lambda look: views.odenek_window(look, q, 0, 50, yil_id=year, day=date(2026, 6, 1)))
    row("Neden? of a tertip", lambda look: views.why_available(look, paper))
    with desk.look() as look:
        first = movement_views.movement_window(look, q, 0, 50, yil_id=year)
        anchor = Anchor(49, first.keys[49])
    pages = "SELECT * FROM odenek_hareket WHERE yil_id = ? ORDER BY day DESC, id DESC LIMIT 50"
    with closing(sqlite3.connect(path)) as plain:
        page_floor, _ = _time(lambda: plain.execute(pages, (year,)).fetchall())
    window = movement_views.movement_window
    row("movements, first page", lambda look: window(look, q, 0, 50, yil_id=year), page_floor)
    row("movements, next page", lambda look: window(look, q, 50, 50, anchor, yil_id=year), page_floor)
    row("movements, last page", lambda look: window(look, q, first.total - 50, 50, yil_id=year), page_floor)
    row(
        "movements, two letters", lambda look: window(look, LedgerQuery(text="ha"), 0, 50, yil_id=year), page_floor
    )
    running = running_views.running_window
    row(
        "what was left behind each, of a tertip",
        lambda look: running(look, q, 0, 50, yil_id=year, tertip_ids=(paper,)),
    )
    row("what was left behind each, of the year", lambda look: running(look, q, 0, 50, yil_id=year))
    row("course of the year", lambda look: movement_views.month_course(look, year))
    row("quarters of the harcama programı", lambda look: release_views.release_rows(look, year))
    row("what is open at the year's end", lambda look: closing_views.closing_card(look, year))
    key = form(desk, *lines(desk, [("03.7.3.03", 100), ("06.1.2.01", 100)], [("03.5.2.02", 200)]))
    row("a transfer, judged", lambda look: transfer_views.transfer_card(look, key))
    row("takip cetveli, rows", lambda look: papers_odenek.tracking_paper(look, year, _DAY), runs=5)
    with desk.look() as look:
        made = papers_odenek.tracking_paper(look, year, _DAY)
    median, worst = _time(lambda: document_pdf(made, path.with_suffix(".pdf")), 3)
    _say(f"{'takip cetveli, PDF':44} {median:8.1f} {worst:8.1f}")

    def spend() -> None:
        posted(desk, Posting(tertip_id=paper, kind=MovementKind.HARCAMA, amount=100, day=_DAY))

    spend()
    median, worst = _time(spend)
    _say(f"{'one spending, checked and written':44} {median:8.1f} {worst:8.1f}")


if __name__ == "__main__":
    raise SystemExit(main())
