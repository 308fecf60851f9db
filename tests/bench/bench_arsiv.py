"""The archive on 500,000 folders: ledger, filters, search, candidates, due list, occupancy, a commission's work.

Run by hand: ``python tests/bench/bench_arsiv.py [--folders 500000]``. Every figure is time of the processor and
stands beside a floor measured in the same run. Compare the ratios.
"""

from __future__ import annotations

import argparse
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from data.arsiv import (  # noqa: E402
    disposal_duties,
    disposal_lines,
    disposal_views,
    folder_card,
    folder_views,
    place_views,
)
from data.core import search  # noqa: E402
from data.core.pages import Anchor, LedgerQuery  # noqa: E402
from data.core.store import Look, Store  # noqa: E402
from data.core.text import fold  # noqa: E402
from tests.arsiv.archive_office import CODES, Desk, build, code_id, place_id, unit_id  # noqa: E402
from tests.arsiv.disposal_office import before_commission, judged, listed, started  # noqa: E402
from tests.puantaj.puantaj_office import NOW  # noqa: E402

_RUNS = 9
_ON_A_SHELF = 60
_WORDS = ("lisans", "başvuru", "ihale", "şikâyet", "rapor", "tutanak", "izin", "anket", "karar", "sözleşme")
_STAGES = ("acik", "kapali", "birim_arsivi", "kurum_arsivi", "kurum_arsivi", "kurum_arsivi", "imha")
_COLUMNS = (
    'birim_id, opened_year, number, kod_id, code, part, "case", case_no, title, special, opened_on, closed_on,'
    " closed_year, stage, secrecy, period, outcome, kept_by, due_on, yer_id, ordering, pages, arama, version"
)


def main() -> int:
    """Prints the rows; never judges."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folders", type=int, default=500_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "masa.db"
        build(path)
        with Store.open(path, clock=lambda: NOW) as store:
            desk = Desk(store, path.parent)
            _grow(desk, path, arguments.folders)
            _measure(desk, path)
    return 0


def _grow(desk: Desk, path: Path, folders: int) -> None:
    """Rows straight into the file: only reading is measured on them."""
    codes = [(code_id(desk, code), code, period, outcome) for code, _, period, outcome in CODES]
    with closing(sqlite3.connect(path)) as plain:
        kurum = _shelves(plain, place_id(desk, "K1"), folders // _ON_A_SHELF + 1)
        rows = list(_rows(folders, unit_id(desk), codes, kurum, place_id(desk, "B1-01")))
        plain.executemany(
            f"INSERT INTO klasor ({_COLUMNS}) VALUES ({', '.join('?' * len(_COLUMNS.split(',')))})", rows
        )
        plain.execute(
            "INSERT INTO klasor_olay (klasor_id, number, kind, day, from_stage, to_stage, from_yer_id, to_yer_id,"
            " paper_kind, text, made_by, made_at) SELECT id, 1, 'acildi', opened_on, '', stage, NULL, yer_id, '',"
            " '', 2, '2026-11-20 09:00:00' FROM klasor"
        )
        plain.execute("ANALYZE")
        plain.commit()


def _shelves(plain: sqlite3.Connection, depo: int, count: int) -> list[int]:
    """Shelves of the kurum arşivi, straight into the depo."""
    found = []
    for place in range(count):
        full = f"K1-R{place:05d}"
        made = plain.execute(
            "INSERT INTO arsiv_yer (parent_id, kind, level, code, name, full_code, path, capacity, ordering,"
            " active, arama, version) VALUES (?, 'raf', 'kurum', ?, '', ?, '', ?, ?, 1, ?, 1)",
            (depo, full[3:], full, _ON_A_SHELF, place, fold(full)),
        ).lastrowid
        plain.execute("UPDATE arsiv_yer SET path = ? WHERE id = ?", (f"/{depo}/{made}/", made))
        found.append(made or 0)
    return found


def _rows(
    folders: int, unit: int, codes: list[tuple[int, str, str, str]], kurum: list[int], birim: int
) -> Iterator[tuple[object, ...]]:
    years = range(2006, 2027)
    for place in range(folders):
        key, code, period, outcome = codes[place % len(codes)]
        year = years[place * len(years) // folders]
        stage = "acik" if year == 2026 else _STAGES[place % len(_STAGES)]
        title = f"{_WORDS[place % 10]} dosyası {_WORDS[place // 10 % 10]} {place}"
        closed = stage != "acik"
        due = f"{year + int(period) + 1}-01-01" if closed and period.isdigit() else None
        shelf = None if stage == "imha" else birim if stage == "acik" else kurum[place // _ON_A_SHELF]
        words = fold(f"{code} {year} {place + 1} {title}")
        yield (
            unit, year, place + 1, key, code, 1, False, "", title, "", f"{year}-01-02",
            f"{year}-12-31" if closed else None, year if closed else None, stage, 0, period if closed else "",
            outcome if closed else "", "SSDP", due, shelf, place, 100, words, 1,
        )  # fmt: skip


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
    unit, q = unit_id(desk), LedgerQuery()
    page = "SELECT * FROM klasor WHERE stage <> 'imha' ORDER BY id DESC LIMIT 50"
    with closing(sqlite3.connect(path)) as plain:
        floor, _ = _time(lambda: plain.execute(page).fetchall())
    _say(f"{'what':44} {'ms':>8} {'worst':>8} {'floor':>8} {'ratio':>7}")

    def row(name: str, run: Callable[[Look], object], runs: int = _RUNS) -> None:
        def once() -> object:
            with desk.look() as look:
                return run(look)

        before = time.process_time()
        once()
        first = (time.process_time() - before) * 1000
        median, worst = _time(once, runs)
        _say(f"{name:44} {median:8.1f} {max(worst, first):8.1f} {floor:8.2f} {median / floor:7.1f}")

    window = folder_views.folder_window
    with desk.look() as look:
        seen = window(look, q, 0, 50)
    anchor = Anchor(49, seen.keys[49])
    row("folders, first page", lambda look: window(look, q, 0, 50))
    row("folders, next page", lambda look: window(look, q, 50, 50, anchor))
    row("folders, last page", lambda look: window(look, q, seen.total - 50, 50))
    for view in ("acik", "bekleyen", "birim", "kurum", "dolan", "odunc", "bloke", "giden", "tumu"):
        row(f"folders, view {view}", partial(_page, LedgerQuery(view=view)))
    for sort in ("kod", "dolar", "yer"):
        row(f"folders, sorted by {sort}", partial(_page, LedgerQuery(sort=sort)))
    for typed in ("ihale", "i", "kod:622 yıl:2015", "dolar:2027", "yer:K1", "konu:şikâyet", "no:2015-230000"):
        row(f"folders, “{typed}”", partial(_page, LedgerQuery(text=typed)))
    row("search all records, “lisans 4242”", lambda look: search.find(look, "lisans 4242"))
    candidates = disposal_views.candidate_window
    with desk.look() as look:
        some = candidates(look, q, 0, 50, birim_id=unit)
    _say(f"{'candidates in all':44} {some.total:8}")
    row("candidates, first page", lambda look: candidates(look, q, 0, 50, birim_id=unit))
    deep = Anchor(49, some.keys[49])
    row("candidates, next page", lambda look: candidates(look, q, 50, 50, deep, birim_id=unit))
    row("candidates, last page", lambda look: candidates(look, q, some.total - 50, 50, birim_id=unit))
    row("candidates, barred", lambda look: candidates(look, LedgerQuery(view="engelli"), 0, 50, birim_id=unit))
    row("candidates, one word", lambda look: candidates(look, LedgerQuery(text="ihale"), 0, 50, birim_id=unit))
    row(
        "Neden? of a candidate",
        lambda look: disposal_views.why_candidate(look, some.rows[0].id, date(2026, 11, 20)),
    )
    row("duties of ayıklama ve imha", disposal_duties.disposal_duties)
    row("what waits, counted", folder_views.count_waiting)
    row("places with their folders", lambda look: place_views.place_window(look, q, 0, 50))
    deep_place = LedgerQuery(text="r04")
    row("places, some shelves", lambda look: place_views.place_window(look, deep_place, 0, 50))
    row("a folder's card", lambda look: folder_card.folder_card(look, some.rows[0].id))
    row("where a folder was", lambda look: folder_card.where_on(look, some.rows[0].id, date(2020, 1, 1)))
    _commission(desk, row)


def _page(query: LedgerQuery, look: Look) -> object:
    return folder_views.folder_window(look, query, 0, 50)


def _commission(desk: Desk, row: Callable[..., None]) -> None:
    """A work of a thousand folders: how long each of its bulk steps takes."""
    with desk.look() as look:
        keys = disposal_views.judgeable_ids(look, unit_id(desk), 1000)
    work = started(desk)

    def timed(name: str, run: Callable[[], object]) -> None:
        before = time.process_time()
        run()
        _say(f"{name:44} {(time.process_time() - before) * 1000:8.0f}")

    timed("1,000 folders before the commission", lambda: before_commission(desk, work, *keys))
    timed("1,000 decided", lambda: judged(desk, work, *keys, decision="sakla"))
    row("lines of the work", lambda look: disposal_lines.line_window(look, LedgerQuery(), 0, 50, imha_id=work))
    row("card of the work", lambda look: disposal_views.disposal_card(look, work))
    timed("1,000 decisions carried out", lambda: listed(desk, work))


if __name__ == "__main__":
    raise SystemExit(main())
