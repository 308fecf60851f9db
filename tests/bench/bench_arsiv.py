"""The archive on 500,000 folders: ledger, filters, search, candidates, due list, occupancy, a commission's work.

Run by hand: ``python tests/bench/bench_arsiv.py [--folders 500000] [--only WORDS] [--file masa.db]``. Every figure
is time of the processor and stands beside a floor measured in the same run: how long a question takes while nobody
writes, and right after another desk wrote, when nothing is remembered. Compare the ratios.

A fifth of the folders are the unit's own, one small unit has only old ones, twenty others have the rest.
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
    duty_views,
    folder_card,
    folder_views,
    place_views,
    plan_use_views,
    waiting,
    year_views,
)
from data.arsiv.models import Klasor  # noqa: E402
from data.arsiv.operations.events import Event, happen  # noqa: E402
from data.arsiv.rules.values import EventKind  # noqa: E402
from data.core import search, trail, units  # noqa: E402
from data.core.pages import Anchor, LedgerQuery  # noqa: E402
from data.core.store import Look, Store  # noqa: E402
from data.core.text import fold  # noqa: E402
from tests.arsiv.archive_office import CODES, OTHER_UNIT, Desk, build, code_id, place_id, unit_id  # noqa: E402
from tests.arsiv.disposal_office import before_commission, judged, listed, started  # noqa: E402
from tests.arsiv.filing_office import cleared  # noqa: E402
from tests.arsiv.test_folders import opened as new_folder  # noqa: E402
from tests.puantaj.puantaj_office import NOW  # noqa: E402

_RUNS = 9
_ON_A_SHELF = 60
_UNITS = 20
_WORDS = ("lisans", "başvuru", "ihale", "şikâyet", "rapor", "tutanak", "izin", "anket", "karar", "sözleşme")
_STAGES = ("kapali", "birim_arsivi", "kurum_arsivi", "kurum_arsivi", "kurum_arsivi", "kurum_arsivi", "imha")
_COLUMNS = (
    'birim_id, opened_year, series, number, kod_id, code, part, "case", case_no, title, special, opened_on,'
    " closed_on, closed_year, stage, secrecy, period, outcome, kept_by, due_on, yer_id, ordering, pages, arama,"
    " version"
)
_EVENT = (
    "INSERT INTO klasor_olay (klasor_id, number, kind, day, from_stage, to_stage, from_yer_id, to_yer_id,"
    " paper_kind, text, made_by, made_at) SELECT id, {number}, '{kind}', {day}, '', stage, NULL, yer_id, '', '',"
    " 2, '2026-11-20 09:00:00' FROM klasor WHERE {which}"
)
_EVENTS = (
    (1, "acildi", "opened_on", "1"),
    (2, "kapandi", "closed_on", "closed_on IS NOT NULL"),
    (3, "devredildi", "(closed_year + 1) || '-02-10'", "stage IN ('kurum_arsivi', 'imha')"),
    (4, "imha", "due_on", "stage = 'imha'"),
)
_KEPT = (
    "INSERT INTO arsiv_bloke (klasor_id, kind, reason, paper, first_day, lifted_on, lifted_paper, made_by,"
    " made_at, version) SELECT id, 'dava', 'Dava', 'E-1', '2024-05-06',"
    " CASE WHEN id % 1000 > 0 THEN '2025-01-01' END, '', 2, '2026-11-20 09:00:00', 1 FROM klasor"
    " WHERE stage = 'kurum_arsivi' AND id % 200 = 0",
    "INSERT INTO klasor_kontrol (klasor_id, day, answers, note, manager, fit, made_by, made_at)"
    " SELECT id, (closed_year + 1) || '-01-15', 'EEEEEE', '', '', id % 9 <> 0, 2, '2026-11-20 09:00:00'"
    " FROM klasor"
    " WHERE closed_year IS NOT NULL",
    "INSERT INTO odunc (year, series, number, klasor_id, kind, birim_id, personel_id, purpose, letter, allowed_by,"
    " asked_on, given_on, due_on, prolonged, returned_on, condition, made_by, made_at, version)"
    " SELECT 2006 + id % 21, '', id, id, 'asil', birim_id, 1, 'Dava', '', 'A', '2025-03-03',"
    " (2006 + id % 21) || '-03-03', (2006 + id % 21) || '-03-18',"
    " 0, CASE WHEN id % 25000 = 0 THEN NULL ELSE (2006 + id % 21) || '-03-10' END, '', 2, '2026-11-20 09:00:00', 1"
    " FROM klasor WHERE id % 25 = 0",
    "UPDATE klasor SET secrecy = 2 WHERE id % 5000 = 7",
    "UPDATE klasor SET loan_id = (SELECT id FROM odunc WHERE klasor_id = klasor.id AND returned_on IS NULL)"
    " WHERE id IN (SELECT klasor_id FROM odunc WHERE returned_on IS NULL)",
)


def main() -> int:
    """Prints the rows; never judges."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folders", type=int, default=500_000)
    parser.add_argument("--only", default="", help="questions whose name has these words")
    parser.add_argument("--file", type=Path, help="an archive of an earlier run, made if it is not there")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.file or Path(folder) / "masa.db"
        new = not path.exists()
        if new:
            build(path)
        with Store.open(path, clock=lambda: NOW) as store:
            desk = Desk(store, path.parent)
            if new:
                _grow(desk, path, arguments.folders)
            _measure(desk, path, arguments.only)
    return 0


def _grow(desk: Desk, path: Path, folders: int) -> None:
    """Rows straight into the file: only reading is measured on them."""
    codes = [(code_id(desk, code), code, period, outcome) for code, _, period, outcome in CODES]
    with desk.work("yonetici") as work:
        top = next(row.id for row in units.tree(work) if row.kind is units.BirimKind.DAIRE)
        small = next(row.id for row in units.tree(work) if row.name == OTHER_UNIT)
        kind = units.BirimKind.MUDURLUK.value
        others = [
            units.add_birim(work, units.BirimDraft(name=f"{place}. Şube Müdürlüğü", kind=kind, parent_id=top))
            for place in range(1, _UNITS + 1)
        ]
    with closing(sqlite3.connect(path)) as plain:
        kurum = _shelves(plain, place_id(desk, "K1"), folders // _ON_A_SHELF + 1)
        rows = list(_rows(folders, (unit_id(desk), small, *others), codes, kurum, place_id(desk, "B1-01")))
        plain.executemany(
            f"INSERT INTO klasor ({_COLUMNS}) VALUES ({', '.join('?' * len(_COLUMNS.split(',')))})", rows
        )
        for number, event, day, which in _EVENTS:
            plain.execute(_EVENT.format(number=number, kind=event, day=day, which=which))
        for statement in _KEPT:
            plain.execute(statement)
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
    folders: int, of_units: tuple[int, ...], codes: list[tuple[int, str, str, str]], kurum: list[int], birim: int
) -> Iterator[tuple[object, ...]]:
    years = range(2006, 2027)
    own, small, *others = of_units
    for place in range(folders):
        key, code, period, outcome = codes[place % len(codes)]
        year = years[place * len(years) // folders]
        unit = small if place % 4 == 1 and place < folders // 20 else own if place % 5 == 0 else None
        unit = unit or others[place // 7 % len(others)]
        stage = "acik" if year == 2026 else _STAGES[place // 3 % len(_STAGES)]
        stage = "kurum_arsivi" if year < 2020 and stage in ("kapali", "birim_arsivi") and place % 50 else stage
        stage = "acik" if place % 97 == 0 else stage
        title = f"{_WORDS[place % 10]} dosyası {_WORDS[place // 10 % 10]} {place}"
        closed = stage != "acik"
        due = f"{year + int(period) + 1}-01-01" if closed and period.isdigit() else None
        if stage == "imha" and (due is None or due > "2026"):
            stage = "kurum_arsivi"
        shelf = None if stage == "imha" else birim if stage == "acik" else kurum[place // _ON_A_SHELF]
        words = fold(f"{code} {year} {place + 1} {title}")
        yield (
            unit, year, "", place + 1, key, code, 1, False, "", title, "", f"{year}-01-02",
            f"{year}-12-31" if closed else None, year if closed else None, stage, 0, period if closed else "",
            outcome if closed else "", "SSDP", due, shelf, place, 100, words, 1,
        )  # fmt: skip


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


def _time(
    run: Callable[[], object], runs: int = _RUNS, first: Callable[[], object] = lambda: None
) -> tuple[float, float]:
    """Median and worst of some runs, milliseconds of the processor; what is done first is not counted."""
    found = []
    for _ in range(runs):
        first()
        before = time.process_time()
        run()
        found.append((time.process_time() - before) * 1000)
    return statistics.median(found), max(found)


def _measure(desk: Desk, path: Path, only: str) -> None:
    unit, q = unit_id(desk), LedgerQuery()
    page = "SELECT * FROM klasor WHERE stage <> 'imha' ORDER BY id DESC LIMIT 50"
    other = sqlite3.connect(path)
    floor, _ = _time(lambda: other.execute(page).fetchall())
    _say(f"{'what':44} {'ms':>8} {'after':>8} {'floor':>8} {'ratio':>7} {'after':>7}")

    def row(name: str, run: Callable[[Look], object], runs: int = _RUNS, who: str = "ayse") -> None:
        if only not in name:
            return
        actor = desk.actor(who)

        def once() -> object:
            with desk.store.look(actor) as look:
                return run(look)

        def another_writes() -> None:
            other.execute("UPDATE klasor SET version = version WHERE id = 1")
            other.commit()

        once()
        median, _ = _time(once, runs)
        after, _ = _time(once, runs, another_writes)
        _say(f"{name:44} {median:8.1f} {after:8.1f} {floor:8.2f} {median / floor:7.1f} {after / floor:7.1f}")

    window = folder_views.folder_window
    with desk.look() as look:
        seen = window(look, q, 0, 50)
    anchor = Anchor(49, seen.keys[49])
    row("folders, first page", lambda look: window(look, q, 0, 50))
    row("folders, next page", lambda look: window(look, q, 50, 50, anchor))
    row("folders, last page", lambda look: window(look, q, seen.total - 50, 50))
    row("folders, the middle", lambda look: window(look, q, seen.total // 2, 50))
    for who in ("ayse", "kadir"):
        for view in ("", "acik", "bekleyen", "birim", "kurum", "dolan", "odunc", "bloke", "giden", "tumu"):
            row(f"folders, view {view} {who}", partial(_page, LedgerQuery(view=view)), who=who)
        for sort in ("kod", "dolar", "yer"):
            row(f"folders, sorted by {sort} {who}", partial(_page, LedgerQuery(sort=sort)), who=who)
        for typed in (
            "ihale", "i", "kod:622 yıl:2015", "yıl:2015", "dolar:2027", "yer:K1", "yer:K1-R04", "konu:şikâyet",
            "no:2015-230000", "birim:donanım", "aşama:birim", "kod:044",
        ):  # fmt: skip
            row(f"folders, “{typed}” {who}", partial(_page, LedgerQuery(text=typed)), who=who)
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
    for who in ("ayse", "kadir"):
        row(f"the archive's year, what is asked {who}", duty_views.duties, who=who)
        row(f"duties of ayıklama ve imha {who}", disposal_duties.disposal_duties, who=who)
        for year in (2025, 2012):
            row(f"the year {year} in numbers {who}", partial(_year, year), who=who)
    row("how the plan is used, a year", lambda look: plan_use_views.plan_use(look, unit, 2015))
    row("how the plan is used, a month", lambda look: plan_use_views.plan_use(look, unit, 2015, 1))
    row("places with their folders", lambda look: place_views.place_window(look, q, 0, 50))
    deep_place = LedgerQuery(text="r04")
    row("places, some shelves", lambda look: place_views.place_window(look, deep_place, 0, 50))
    row("a folder's card", lambda look: folder_card.folder_card(look, some.rows[0].id))
    row("where a folder was", lambda look: folder_card.where_on(look, some.rows[0].id, date(2020, 1, 1)))
    for who in ("ayse", "kadir"):
        row(f"what Bugün reminds of {who}", waiting.reminders, who=who)
    if not only:
        with cleared(desk):
            row("folders, first page, cleared for Gizli", partial(_page, q))
            row("folders, “ihale”, cleared for Gizli", partial(_page, LedgerQuery(text="ihale")))
            row("what Bugün reminds of, cleared for Gizli", waiting.reminders)
        _writing(desk)
        _commission(desk, row)


def _page(query: LedgerQuery, look: Look) -> object:
    return folder_views.folder_window(look, query, 0, 50)


def _year(year: int, look: Look) -> object:
    return year_views.year_in_numbers(look, year)


def _writing(desk: Desk) -> None:
    """What a folder costs that is opened, and one that is moved, with all that is kept of it."""
    opened: list[int] = []

    def open_one() -> None:
        opened.append(new_folder(desk, day=date(2026, 11, 20)))

    def move_one() -> None:
        with desk.work() as work:
            row = work.session.get_one(Klasor, opened[-1])
            place = place_id(desk, "B1-01") if row.yer_id is None else None
            happen(work, row, Event(kind=EventKind.TASINDI, day=work.today, to_yer_id=place, moves=True))
            trail.record(work, "arsiv.test", "Taşındı")

    for name, run in (("one folder opened", open_one), ("one folder moved", move_one)):
        median, worst = _time(run, 30)
        _say(f"{name:44} {median:8.1f} {worst:8.1f}")


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
