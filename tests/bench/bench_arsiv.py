"""Half a million folders: their ledger opened, filtered, counted and paged, and one more folder opened.

Run by hand: ``python tests/bench/bench_arsiv.py [--folders 500000]``. Every figure is time of the processor, and
stands beside a floor measured in the same run: fifty rows by their key. Compare the ratios.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from sqlalchemy import func, insert, select  # noqa: E402
from sqlmodel import col  # noqa: E402

from data.arsiv import folder_views  # noqa: E402
from data.arsiv.models import Klasor  # noqa: E402
from data.core import models, trail, units  # noqa: E402
from data.core.pages import LedgerQuery  # noqa: E402
from data.core.store import Store  # noqa: E402
from data.core.text import fold  # noqa: E402
from tests.arsiv.archive_office import CODES, Desk, build, code_id, place_id  # noqa: E402
from tests.arsiv.filing_office import opened  # noqa: E402
from tests.puantaj.puantaj_office import NOW  # noqa: E402

_RUNS = 7
_CHUNK = 20_000
_WORDS = (
    "bilgi",
    "edinme",
    "sunucu",
    "lisans",
    "rapor",
    "posta",
    "alım",
    "karar",
    "izin",
    "anket",
    "şikâyet",
    "proje",
)
_FIRST, _LAST = 2000, 2026
_ASKED = (
    ("opened", "", ""), ("açık", "", "acik"), ("bekleyen", "", "bekleyen"), ("kurum arşivinde", "", "kurum"),
    ("dolan", "", "dolan"), ("giden", "", "giden"), ("kod:622", "kod:622", ""), ("yıl:2014", "yıl:2014", ""),
    ("no:2014-500", "no:2014-500", ""), ("yer:b1", "yer:b1", ""), ("words", "sunucu lisans", ""),
)  # fmt: skip


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
            _grow(desk, arguments.folders)
            for who in ("ayse", "kadir"):
                _ledger(desk, who)
            _row("one folder opened", _median(lambda: opened(desk)))
    return 0


def _row(what: str, seconds: float, more: str = "") -> None:
    print(f"{what:60} {seconds * 1000:10.2f} ms  {more}", flush=True)  # noqa: T201


def _median(run: Callable[[], object]) -> float:
    taken = []
    for _ in range(_RUNS):
        begun = time.process_time()
        run()
        taken.append(time.process_time() - begun)
    return statistics.median(taken)


def _ledger(desk: Desk, who: str) -> None:
    def by_key() -> None:
        with desk.look(who) as look:
            rows = look.session.execute(
                select(Klasor).where(col(Klasor.id) > 100).order_by(col(Klasor.id)).limit(50)
            )
            build_row = folder_views.folder_builder(look)
            [build_row(one) for one in rows.scalars()]

    floor = _median(by_key)
    _row(f"{who}: fifty rows by their key", floor)
    for name, typed, view in _ASKED:

        def ask(query: LedgerQuery = LedgerQuery(text=typed, view=view)) -> None:  # noqa: B008
            with desk.look(who) as look:
                folder_views.folder_window(look, query, 0, 50)

        ask()
        page = _median(ask)
        with desk.work("yonetici") as work:
            trail.record(work, "arsiv.bench", "Başka bir masa yazdı")
        begun = time.process_time()
        ask()
        fresh = time.process_time() - begun
        _row(f"{who}: {name}", page, f"{page / floor:6.1f} × floor; counted anew {fresh * 1000:.1f} ms")


def _grow(desk: Desk, count: int) -> None:
    with desk.look() as look:
        birims = [row.id for row in units.tree(look)]
    codes = [(code, code_id(desk, code), period, outcome) for code, _, period, outcome in CODES]
    places = [place_id(desk, "B1-01"), place_id(desk, "K1-01")]
    rows: list[dict[str, Any]] = []
    with desk.work() as work:
        for row in _folders(count, birims, codes, places):
            rows.append(row)
            if len(rows) == _CHUNK:
                work.session.execute(insert(Klasor), rows)
                rows.clear()
        if rows:
            work.session.execute(insert(Klasor), rows)
        given = select(col(Klasor.birim_id), col(Klasor.opened_year), func.max(col(Klasor.number)))
        for birim, year, last in work.session.execute(
            given.group_by(col(Klasor.birim_id), col(Klasor.opened_year))
        ):
            work.session.add(models.Counter(book=f"klasor.{birim}", year=year, last=last))
        trail.record(work, "arsiv.bench", "Klasörler yazıldı")


def _folders(
    count: int, birims: list[int], codes: list[tuple[str, int, str, str]], places: list[int]
) -> Iterator[dict[str, Any]]:
    """Folders as years brought them: the oldest first, the last ones open, a tenth of the old ones destroyed."""
    dice, numbers, parts = random.Random(1), Counter[tuple[int, int]](), Counter[tuple[int, int, str]]()
    for place in range(count):
        year = _FIRST + place * (_LAST - _FIRST + 1) // count
        birim, (code, kod_id, period, outcome) = dice.choice(birims), dice.choice(codes)
        numbers[birim, year] += 1
        parts[birim, year, code] += 1
        stage = "acik" if year == _LAST else dice.choice(("kapali", "devre_hazir", "birim_arsivi"))
        if year < _LAST - 2:
            stage = "imha" if dice.random() < 0.1 and period != "B" else "kurum_arsivi"
        title = f"{' '.join(dice.sample(_WORDS, 3))} {place}"
        number = numbers[birim, year]
        yield {
            "birim_id": birim, "opened_year": year, "number": number, "kod_id": kod_id, "code": code,
            "part": parts[birim, year, code], "case": place % 20 == 0, "case_no": "", "title": title,
            "special": "",
            "opened_on": date(year, 1, 5), "closed_on": None if stage == "acik" else date(year, 12, 31),
            "closed_year": None if stage == "acik" else year, "stage": stage, "secrecy": 0, "period": period,
            "outcome": outcome, "kept_by": "",
            "due_on": None if stage == "acik" or period == "B" else date(year + int(period) + 1, 1, 1),
            "yer_id": places[year < _LAST - 2], "ordering": 0, "pages": 100,
            "arama": fold(f"{code} {year} {number} {title}"), "version": 1,
        }  # fmt: skip


if __name__ == "__main__":
    raise SystemExit(main())
