"""Movable property on a million movements and a hundred thousand items: vouchers, ledgers, counts, the year.

Run by hand: ``python tests/bench/bench_tasinir.py [--movements 1000000] [--items 100000]``. Every figure is time
of the processor, which a busy machine does not change, and stands beside a floor measured in the same run: the
same rows by their key for what reads; what writes waits for one fsync more, whose time by the clock is given.
Compare the ratios.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from data.core.pages import Anchor, LedgerQuery  # noqa: E402
from data.core.store import Look, Store  # noqa: E402
from data.core.text import fold, sort_key  # noqa: E402
from data.tasinir import count_views, duty_views, item_views, stock_views, voucher_views, year_checking  # noqa: E402
from data.tasinir.count_drafts import CountPlace  # noqa: E402
from data.tasinir.operations.approving import approve  # noqa: E402
from data.tasinir.operations.concluding import conclude, finish  # noqa: E402
from data.tasinir.operations.counting import scan  # noqa: E402
from data.tasinir.operations.reversing import reverse  # noqa: E402
from data.tasinir.operations.vouchers import save_draft  # noqa: E402
from data.tasinir.voucher_drafts import Line  # noqa: E402
from data.tasinir.year_views import account  # noqa: E402
from tests.puantaj.puantaj_office import NOW  # noqa: E402
from tests.tasinir.ending_office import in_january, prepared, signed, started, version  # noqa: E402
from tests.tasinir.tasinir_office import FIRST, SECOND, Desk, ambar, build, goods, kod, room, unit  # noqa: E402
from tests.tasinir.voucher_office import bought, head  # noqa: E402

_RUNS = 15
_USED, _KEPT = 1_600, 400
"""Kinds of goods in lots and one by one."""
_LINES = 10
_PIECES = 100
_FIRST_DAY = date(2016, 11, 21)
_DAYS = 3_640
_WORDS = (
    "A4 Kâğıt",
    "Tükenmez Kalem",
    "Işıklı Masa",
    "Çelik Dolap",
    "Şarj Cihazı",
    "Ölçü Aleti",
    "Toner",
    "İplik",
)
_LAST = date(2026, 11, 19)


def main() -> int:
    """Prints the rows; never judges."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--movements", type=int, default=1_000_000)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--counted", type=int, default=10_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        with _office(Path(folder) / "small.db") as desk:
            grow(desk, 0, 0)
            _vouchers(desk, "an empty store")
        with _office(Path(folder) / "count.db") as desk:
            _count_to_its_end(desk, arguments.counted)
        with _office(Path(folder) / "masa.db") as desk:
            grow(desk, arguments.movements, arguments.items)
            _ledgers(desk)
            _vouchers(desk, f"{arguments.movements:,} movements")
            _big_count(desk)
            _year(desk)
            _open_years(desk)
    return 0


@contextmanager
def _office(path: Path) -> Iterator[Desk]:
    build(path)
    with Store.open(path, clock=lambda: NOW) as store:
        yield Desk(store, path.parent)


# ---------------------------------------------------------------- measuring


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


def _row(what: str, seconds: float, more: str = "") -> None:
    _say(f"{what:70} {seconds * 1000:10.2f} ms  {more}")


def _timed(run: Callable[[], object]) -> float:
    begun = time.process_time()
    run()
    return time.process_time() - begun


def _median(run: Callable[[], object], runs: int = _RUNS) -> float:
    return statistics.median(_timed(run) for _ in range(runs))


def _fsync(folder: Path) -> float:
    with (folder / "fsync").open("wb", buffering=0) as file:

        def once() -> float:
            begun = time.perf_counter()
            file.write(b"x" * 4096)
            os.fsync(file.fileno())
            return time.perf_counter() - begun

        return statistics.median(once() for _ in range(60))


# ---------------------------------------------------------------- vouchers


def _vouchers(desk: Desk, where: str) -> None:
    synced = _fsync(desk.folder)
    _row(f"one fsync beside {where}", synced)
    clerk, keeper = desk.actor("clerk"), desk.actor("kayit")
    day = NOW.date()

    def booked(kind: str, lines: Sequence[Line]) -> tuple[float, float, int]:
        begun = time.process_time()
        with desk.store.work(clerk) as work:
            key = save_draft(work, head(desk, kind, day), lines)
        drafted = time.process_time() - begun

        def book() -> None:
            with desk.store.work(keeper) as work:
                approve(work, key, 1)

        return drafted, _timed(book), key

    laptop = goods(desk, "Dizüstü bilgisayar")
    with closing(sqlite3.connect(desk.store.path)) as plain:
        kinds = [
            one for (one,) in plain.execute("SELECT id FROM tasinir WHERE NOT durable ORDER BY id LIMIT 1000")
        ]
    for count in (1, 40, 1_000):
        bought_lines = [Line(tasinir_id=one, quantity=2_000, unit_price=1_000_000) for one in kinds[:count]]
        used_lines = [Line(tasinir_id=one, quantity=1_000) for one in kinds[:count]]
        for kind, lines in (("satin_alma", bought_lines), ("tuketim", used_lines)):
            found = [booked(kind, lines) for _ in range(5 if count < 1_000 else 1)]
            drafted, approved, key = (statistics.median(one) for one in zip(*found, strict=True))
            more = f"and one fsync; its draft {drafted * 1000:.1f} ms"
            _row(f"{kind} of {count:,} lines approved, {where}", approved, more)

        def back(key: int = int(key)) -> None:
            with desk.store.work(keeper) as work:
                reverse(work, key, day, "Ölçü", "Olur 2026/12")

        _row(f"that last one reversed, {where}", _timed(back))
    _, approved, _ = booked("satin_alma", [Line(tasinir_id=laptop, quantity=1_000_000, unit_price=1_000_000)])
    _row(f"1,000 items entered by one line, {where}", approved)


# ---------------------------------------------------------------- a million movements


def grow(desk: Desk, movements: int, items: int) -> None:
    """Fills the books by plain SQL; their indexes are made when all rows are there."""
    begun = time.perf_counter()
    path, own = desk.store.path, unit(desk)
    ambars = (ambar(desk, FIRST), ambar(desk, SECOND))
    used_kod, kept_kod = kod(desk, "150.01.03.01"), kod(desk, "255.02.01.01.02")
    rooms = [room(desk, code) for code in ("101", "102", "201")]
    people = [desk.person(sicil) for sicil in ("101", "102", "201", "202", "301")]
    desk.store.close()
    with closing(sqlite3.connect(path)) as plain, plain:
        made = _without_indexes(plain)
        first = 1 + plain.execute("SELECT max(id) FROM tasinir").fetchone()[0]
        _insert(plain, "tasinir", ("id", "kod_id", "code", "name", "unit", "durable", "active", "arama", "sira"),
                _kinds(first, used_kod, kept_kod))  # fmt: skip
        books = _Books(plain, own, ambars, first)
        books.lots(movements - 2 * items)
        books.items(items, people, rooms)
        books.number()
        for sql in made:
            plain.execute(sql)
        for words in plain.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%USING fts5%'").fetchall():
            plain.execute(f"INSERT INTO {words[0]} ({words[0]}) VALUES ('rebuild')")
        plain.execute("ANALYZE")
    desk.store.__dict__.update(Store.open(path, clock=lambda: NOW).__dict__)
    _say(f"{movements:,} movements, {items:,} items in {time.perf_counter() - begun:.0f} s, "
         f"{path.stat().st_size >> 20} MB")  # fmt: skip


def _without_indexes(plain: sqlite3.Connection) -> list[str]:
    """Drops the indexes and triggers of the tables that are filled; what makes them again."""
    plain.execute("PRAGMA cache_size=-400000")
    tables = "('tasinir', 'vif', 'vif_satir', 'tasinir_lot', 'tasinir_lot_hareket', 'tasinir_hareket', 'demirbas',"
    tables += " 'demirbas_hareket')"
    found = plain.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type IN ('index', 'trigger')"
        f" AND tbl_name IN {tables}"
    ).fetchall()
    for kind, name, _ in found:
        plain.execute(f"DROP {kind} {name}")
    return [sql for _, _, sql in found]


def _insert(
    plain: sqlite3.Connection, table: str, columns: Sequence[str], rows: Iterable[tuple[object, ...]]
) -> None:
    """Writes rows; what is not named and must not be empty is nothing."""
    empty = {
        name: "''" if kind in ("TEXT", "VARCHAR") or "CHAR" in kind or "DATE" in kind else "0"
        for _, name, kind, needed, default, key in plain.execute(f"PRAGMA table_info({table})")
        if needed and default is None and not key and name not in columns
    }
    marks = ", ".join([*["?"] * len(columns), *empty.values()])
    plain.executemany(f"INSERT INTO {table} ({', '.join([*columns, *empty])}) VALUES ({marks})", rows)


def _kinds(first: int, used_kod: int, kept_kod: int) -> Iterator[tuple[object, ...]]:
    for place in range(_USED + _KEPT):
        name = f"{_WORDS[place % len(_WORDS)]} {place}"
        kept = place >= _USED
        code = f"255.02.01.01.02.{place % 90 + 10}" if kept else f"150.01.03.01.{place % 90 + 10}"
        yield (
            first + place, kept_kod if kept else used_kod, code, name, "Adet", kept, 1, fold(f"{code} {name}"),
            sort_key(name),
        )  # fmt: skip


class _Books:
    """Ten years of vouchers in the order of their days."""

    def __init__(self, plain: sqlite3.Connection, own: int, ambars: tuple[int, int], first: int) -> None:
        self.plain, self.own, self.ambars, self.first = plain, own, ambars, first
        self.numbers: Counter[int] = Counter()
        self.vouchers = self.lines = 0

    def _write_vouchers(self, rows: Iterable[tuple[str, str, date, int, str]]) -> None:
        """Of (direction, kind, day, ambar, words)."""

        def full() -> Iterator[tuple[object, ...]]:
            for direction, kind, day, where, words in rows:
                self.vouchers += 1
                self.numbers[day.year] += 1
                yield (
                    self.vouchers, self.own, where, direction, kind, "onayli", day.year, self.numbers[day.year],
                    day.isoformat(), day.isoformat(), f"F-{self.vouchers}",
                    f"{day.isoformat()} 08:00:00.000000", 1, fold(words), 1, day.isoformat(),
                )  # fmt: skip

        columns = ("id", "harcama_birimi_id", "ambar_id", "direction", "kind", "state", "year", "number", "day",
                   "dayanak_day", "dayanak_no", "made_at", "made_by", "arama", "version", "sent_on")  # fmt: skip
        _insert(self.plain, "vif", columns, full())

    def lots(self, count: int) -> None:
        """Consumables: every fifth round brings a lot of each, the next four use it up."""
        rounds = count // _USED
        spread = [self._round(one, rounds) for one in range(rounds)]
        self._write_vouchers(
            ("giris" if enters else "cikis", "satin_alma" if enters else "tuketim", day,
             self._ambar(block * _LINES), f"{_WORDS[block % len(_WORDS)]} Örnek Ltd. F-{block}")
            for enters, day, _ in spread for block in range(_USED // _LINES)
        )  # fmt: skip
        _insert(
            self.plain, "vif_satir", ("id", "vif_id", "line_no", "tasinir_id", "quantity", "total_kurus"),
            ((key, 1 + key // _LINES if key % _LINES else key // _LINES, (key - 1) % _LINES + 1, self.first + kind,
              quantity, quantity) for key, (kind, _, _, quantity) in self._moves(spread)),
        )  # fmt: skip
        lot = {(one, kind): one // 5 * _USED + kind + 1 for one in range(rounds) for kind in range(_USED)}
        _insert(
            self.plain, "tasinir_lot",
            ("id", "satir_id", "tasinir_id", "ambar_id", "day", "quantity", "value_kurus", "left_quantity",
             "left_kurus"),
            ((one // 5 * _USED + kind + 1, one * _USED + kind + 1, self.first + kind, self._ambar(kind),
              spread[one][1].isoformat(), 100_000, 100_000, left, left)
             for one in range(0, rounds, 5)
             for left in [100_000 - sum(abs(x[2]) for x in spread[one + 1 : one + 5])]
             for kind in range(_USED)),
        )  # fmt: skip
        moves = (
            (
                lot[(key - 1) // _USED, kind],
                key,
                self.first + kind,
                self._ambar(kind),
                day.isoformat(),
                signed,
                signed,
            )
            for key, (kind, day, signed, _) in self._moves(spread)
        )
        _insert(self.plain, "tasinir_lot_hareket",
                ("lot_id", "satir_id", "tasinir_id", "ambar_id", "day", "quantity", "kurus"), moves)  # fmt: skip
        _insert(
            self.plain, "tasinir_hareket",
            ("satir_id", "vif_id", "tasinir_id", "ambar_id", "day", "quantity", "kurus"),
            ((key, (key - 1) // _LINES + 1, self.first + kind, self._ambar(kind), day.isoformat(), signed, signed)
             for key, (kind, day, signed, _) in self._moves(spread)),
        )  # fmt: skip
        self.lines = rounds * _USED

    def _ambar(self, kind: int) -> int:
        return self.ambars[kind // _LINES % 2]

    @staticmethod
    def _round(one: int, rounds: int) -> tuple[bool, date, int]:
        """Whether it enters, its day, and what it moves of each kind."""
        day = _FIRST_DAY + timedelta(days=one * _DAYS // rounds)
        if one % 5 == 0:
            return True, day, 100_000
        return False, day, -25_000 if one < rounds - 15 else -10_000

    @staticmethod
    def _moves(spread: Sequence[tuple[bool, date, int]]) -> Iterator[tuple[int, tuple[int, date, int, int]]]:
        """Key of the line, and its (kind, day, signed quantity, quantity)."""
        key = 0
        for _, day, moved in spread:
            for kind in range(_USED):
                key += 1
                yield key, (kind, day, moved, abs(moved))

    def items(self, count: int, people: Sequence[int], rooms: Sequence[int]) -> None:
        """Durables: a hundred of a kind enter by one line; each then gains value, every tenth leaves."""
        blocks = count // _PIECES
        days = [_FIRST_DAY + timedelta(days=block * _DAYS // blocks) for block in range(blocks)]
        start, line = self.vouchers, self.lines
        for kind, way in (("satin_alma", "giris"), ("deger_artisi", "giris"), ("satis", "cikis")):
            self._write_vouchers((way, kind, day, self.ambars[0], f"Örnek Bilişim {kind}") for day in days)
        _insert(
            self.plain, "vif_satir", ("id", "vif_id", "line_no", "tasinir_id", "quantity", "total_kurus"),
            ((line + block + 1, start + block + 1, 1, self.first + _USED + block % _KEPT, _PIECES * 1000,
              10_000_000) for block in range(blocks)),
        )  # fmt: skip
        rows = [self._item(key, days, line, people, rooms) for key in range(1, blocks * _PIECES + 1)]
        columns = ("id", "tasinir_id", "sicil_no", "barcode", "brand", "serial", "ambar_id", "state",
                   "personel_id", "yer_id", "since", "entered_on", "satir_id", "value_kurus", "arama",
                   "version")  # fmt: skip
        _insert(self.plain, "demirbas", columns, rows)
        self._lives(rows, start, blocks, line)

    def _item(
        self, key: int, days: Sequence[date], line: int, people: Sequence[int], rooms: Sequence[int]
    ) -> tuple[object, ...]:
        block = (key - 1) // _PIECES
        state = ("ambarda", "ambarda", "kiside", "ambarda", "yerde", "ambarda", "kiside", "ambarda", "dustu",
                 "kiside")[key % 10]  # fmt: skip
        day = days[block].isoformat()
        kind = self.first + _USED + block % _KEPT
        brand = ("Örnek", "Işık", "Çınar")[key % 3]
        sicil = f"255.02.01.01.02-{days[block]:%y}-B{key:06d}"
        return (
            key, kind, sicil, f"8{key:08d}", brand, f"SN{key:07d}", self.ambars[0], state,
            people[key % len(people)] if state == "kiside" else None, rooms[key % 3] if state == "yerde" else None,
            day, day, line + block + 1, 110_000,
            fold(f"{sicil} {_WORDS[block % len(_WORDS)]} {brand} SN{key:07d}"), 1,
        )  # fmt: skip

    def _lives(self, rows: Sequence[tuple[object, ...]], start: int, blocks: int, line: int) -> None:
        where = self.ambars[0]
        moves, events = [], []
        for row in rows:
            key, kind, day, gone = int(str(row[0])), row[1], row[10], row[7] == "dustu"
            block = (key - 1) // _PIECES
            moves.append((line + block + 1, start + block + 1, kind, where, key, day, 1_000, 100_000))
            second, left = (2, (-1_000, -100_000)) if gone else (1, (0, 10_000))
            moves.append((line + block + 1, start + second * blocks + block + 1, kind, where, key, day, *left))
            events.append((key, day, "giris", where, None, None, 100_000, day, 1))
            if row[8] or row[9]:
                events.append((key, day, "teslim", where, row[8], row[9], 0, day, 1))
            events.append(
                (key, day, "cikis" if gone else "deger", None, None, None, 0 if gone else 10_000, day, 1)
            )
        columns = ("satir_id", "vif_id", "tasinir_id", "ambar_id", "demirbas_id", "day", "quantity", "kurus")
        _insert(self.plain, "tasinir_hareket", columns, moves)
        columns = (
            "demirbas_id",
            "day",
            "what",
            "ambar_id",
            "personel_id",
            "yer_id",
            "kurus",
            "made_at",
            "made_by",
        )
        _insert(self.plain, "demirbas_hareket", columns, events)

    def number(self) -> None:
        """Vouchers say what they moved; counters go on from what was written; years that are over are closed."""
        self.plain.execute(
            "UPDATE vif SET total_kurus = moved.kurus FROM"
            " (SELECT vif_id, sum(total_kurus) AS kurus FROM vif_satir GROUP BY vif_id) AS moved"
            " WHERE moved.vif_id = vif.id"
        )
        books = [(f"tasinir.vif.{self.own}", year, last) for year, last in self.numbers.items()]
        self.plain.executemany("INSERT INTO counter (book, year, last) VALUES (?, ?, ?)", books)
        closed = [
            (self.own, year, f"{year + 1}-01-20 08:00:00.000000") for year in self.numbers if year < _LAST.year
        ]
        _insert(self.plain, "tasinir_yil", ("harcama_birimi_id", "year", "closed_at"), closed)


# ---------------------------------------------------------------- questions


def _ledgers(desk: Desk) -> None:
    with closing(sqlite3.connect(desk.store.path)) as plain:
        for table in ("tasinir_hareket", "demirbas", "vif"):
            floor = _median(lambda: plain.execute(f"SELECT * FROM {table} ORDER BY id DESC LIMIT 50").fetchall())  # noqa: B023
            _row(f"floor: fifty rows of {table} by their key", floor)
    windows: tuple[tuple[str, Callable[..., object]], ...] = (
        ("stock", stock_views.stock_window),
        ("items", item_views.item_window),
        ("vouchers", voucher_views.voucher_window),
    )
    views = {"stock": ("tuketim", "dayanikli", "azalan"), "items": ("ambarda", "kiside", "dusen", "tumu"),
             "vouchers": ("taslak", "gonderilecek", "giris", "cikis")}  # fmt: skip
    sorts = {"stock": ("kod", "miktar"), "items": ("sicil", "deger", "tarih"), "vouchers": ()}
    filters = {
        "stock": ("toner 96", "ka", "kod:150.01", "ambar:02"),
        "items": (
            "SN0099123",
            "işık",
            "ör",
            "marka:çınar",
            "sicil:255.02.01.01.02-26",
            "kişi:ali",
            "durum:kişide",
        ),
        "vouchers": ("F-99", "örnek bilişim", "ka", "no:2026/14", "tarih:05.11.2026", "çeşit:tüketim"),
    }
    for name, asked in windows:
        _window(desk, name, asked, "first page", LedgerQuery())
        _window(desk, name, asked, "end", LedgerQuery(), at=10_000_000)
        for view in views[name]:
            _window(desk, name, asked, f"view {view}", LedgerQuery(view=view))
        for sort in sorts[name]:
            _window(desk, name, asked, f"by {sort}", LedgerQuery(sort=sort))
        for typed in filters[name]:
            _window(desk, name, asked, f"filter {typed}", LedgerQuery(text=typed))
    past = date(2021, 6, 1)
    _window(desk, "stock", lambda *more: stock_views.stock_window(*more, day=past), "as of 2021", LedgerQuery())
    _others(desk)


def _window(
    desk: Desk, name: str, asked: Callable[..., object], what: str, query: LedgerQuery, at: int = 0
) -> None:
    clerk = desk.actor("clerk")
    with desk.store.look(clerk) as look:
        total = asked(look, query, 0, 0).total  # type: ignore[attr-defined]
    start = min(at, max(0, total - 50))

    def ask(anchor: Anchor | None = None) -> object:
        with desk.store.look(clerk) as look:
            return asked(look, query, start, 50, anchor)

    taken = _median(ask, 7)
    page = ""
    found = ask()
    keys = found.keys  # type: ignore[attr-defined]
    if keys and total > 100 and not at:
        anchor = Anchor(len(keys) - 1, keys[-1])

        def turn() -> None:
            with desk.store.look(clerk) as look:
                asked(look, query, len(keys), 50, anchor)

        page = f"next page {_median(turn, 7) * 1000:.1f} ms"
    _row(f"{name}, {what} ({total:,} rows)", taken, page)


def _others(desk: Desk) -> None:
    clerk = desk.actor("clerk")
    kind = goods(desk, f"{_WORDS[6]} 6")

    def asked(what: str, run: Callable[[Look], object], runs: int = 5) -> None:
        def once() -> None:
            with desk.store.look(clerk) as look:
                run(look)

        _row(what, _median(once, runs))

    asked("movements of one kind of goods, one year", lambda look: stock_views.goods_movements(
        look, kind, date(2026, 1, 1), _LAST))  # fmt: skip
    asked("lots left of one kind of goods", lambda look: stock_views.lots_left(look, kind))
    asked("II. düzey balances of a day", lambda look: stock_views.by_second_level(look, unit(desk), _LAST))
    asked("kinds of goods that run short", stock_views.count_short)
    asked("what waits for muhasebe and other idareler", duty_views.duties, 3)


# ---------------------------------------------------------------- counts and the year


def _scans(desk: Desk, key: int, codes: Sequence[str], where: str) -> None:
    synced, counter = _fsync(desk.folder), desk.actor("clerk")
    place = CountPlace(ambar_id=ambar(desk))
    typed = iter(codes)

    def once() -> None:
        with desk.store.work(counter) as work:
            scan(work, key, place, next(typed))

    taken = sorted(_timed(once) for _ in codes)
    middle, worst = statistics.median(taken), taken[int(len(taken) * 0.99)]
    _row(
        f"one scan, {where}",
        middle,
        f"target ≤ 3 ms and one fsync ({synced * 1000:.2f} ms); 99 of 100 ≤ {worst * 1000:.1f} ms",
    )


def _big_count(desk: Desk) -> None:
    keys: list[int] = []
    _row("a count of the whole store begins (snapshot)", _timed(lambda: keys.append(started(desk))))
    _scans(desk, keys[0], [f"8{10 * one + 5:08d}" for one in range(1, 301)], "in a count of the whole store")
    with desk.look("clerk") as look:
        _row("how far that count is", _median(lambda: count_views.progress(look, keys[0]), 3))


def _year(desk: Desk) -> None:
    with desk.look("kayit") as look:
        _row("the account of 2026 by II. düzey", _median(lambda: account(look, unit(desk), 2026), 3))
        _row("its checks", _timed(lambda: year_checking.checks(look, unit(desk), 2026)), "target ≤ 1000")


def _open_years(desk: Desk) -> None:
    """As in an office that never closed a year: nothing that was used ever was given to muhasebe."""
    with closing(sqlite3.connect(desk.store.path)) as plain, plain:
        plain.execute("UPDATE tasinir_yil SET closed_at = NULL")
    with desk.look("clerk") as look:
        _row("what waits with ten open years", _median(lambda: duty_views.duties(look), 3), "target ≤ 150")


def _count_to_its_end(desk: Desk, count: int) -> None:
    bought(desk, "Dizüstü bilgisayar", count // 2, 100, date(2026, 3, 2))
    bought(desk, "Çalışma koltuğu", count - count // 2, 100, date(2026, 3, 2))
    desk.store.clock = in_january
    keys: list[int] = []
    begin = _timed(lambda: keys.append(started(desk, "yil_sonu", date(2026, 12, 31))))
    _row(f"a count of {count:,} items begins", begin)
    with closing(sqlite3.connect(desk.store.path)) as plain:
        codes = [one for (one,) in plain.execute("SELECT barcode FROM demirbas ORDER BY id")]
    _scans(desk, keys[0], codes, f"in a count of {count:,} items, all of them")

    def ended(what: str, run: Callable[[], object]) -> None:
        _row(f"{what} ({count:,} items)", _timed(run))

    def concluded() -> None:
        with desk.work("kayit") as work:
            conclude(work, keys[0], version(desk, keys[0]))

    def finished() -> None:
        with desk.work("kayit") as work:
            finish(work, keys[0], version(desk, keys[0]))

    ended("the count is concluded", concluded)
    ended("the count ends", finished)
    ended("the year's account is prepared", lambda: keys.append(prepared(desk)))
    ended("it is signed by all and the year is closed", lambda: signed(desk, keys[1]))


if __name__ == "__main__":
    sys.exit(main())
