"""A month of many people through the store: punches in, computing, showing, the sheet, the file.

Run by hand: ``python tests/bench/bench_month.py [--people 2000 20000]``. The import stands beside the plainest way
with the same library, measured in the same run.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from data.core import actors, holidays
from data.core.permissions import PROGRAM, Actor
from data.core.store import Store
from data.personel import operations as personel
from data.personel.drafts import PatternDraft, PersonelDraft
from data.personel.operations import PeopleFile, import_people
from data.puantaj import papers, views
from data.puantaj.drafts import GroupDraft
from data.puantaj.intake import read_punches
from data.puantaj.operations import groups, months
from data.puantaj.operations.punches import import_punches
from data.puantaj.rules.period import Period

T = TypeVar("T")
OCTOBER = Period.of_month(2026, 10)


def main() -> int:
    """Prints the rows; never judges."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=[2_000, 20_000])
    first: tuple[float, int] | None = None
    for people in parser.parse_args().people:
        with tempfile.TemporaryDirectory() as folder:
            seconds = _one_office(Path(folder), people)
        if first:
            _say(f"growth from the first size: {seconds / first[0] / (people / first[1]):.2f} (1.00 is linear)")
        else:
            first = (seconds, people)
    return 0


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


def _timed(name: str, run: Callable[[], T], more: Callable[[float], str] = lambda _: "") -> tuple[T, float]:
    began, cpu = time.perf_counter(), time.process_time()
    result = run()
    wall, used = time.perf_counter() - began, time.process_time() - cpu
    _say(f"{name:58} {wall:7.2f} s  cpu {used:7.2f} s  {more(wall)}")
    return result, wall


def _one_office(folder: Path, people: int) -> float:
    store = Store.open(folder / "masa.db")
    actor = _found(store, people)
    floor = read = wrote = 0.0
    for part, text in enumerate(_attlogs(people)):
        clock = folder / f"{part}_attlog.dat"
        clock.write_text(text, encoding="ascii")
        floor += _floor_import(clock, folder / f"floor{part}.db")
        began = time.perf_counter()
        reading = read_punches(clock, today=date(2026, 11, 1))
        middle = time.perf_counter()
        with store.work(actor) as work:
            import_punches(work, reading, clock.read_bytes())
        read, wrote = read + middle - began, wrote + time.perf_counter() - middle
    _say(f"{people:,} people: {people * 88:,} punches, read {read:.2f} s, into the store {wrote:.2f} s")
    both = read + wrote
    _say(f"{'':58} read + write {both:.2f} s, floor {floor:.2f} s, ratio {both / floor:.2f} (≤ 1.5)")
    with store.look(PROGRAM) as look:
        group = views.groups(look)[0].id
    with store.work(actor) as work:
        month, _ = _timed(f"{people:,} people: open and compute", lambda: months.open_month(work, group, OCTOBER))
    with store.work(actor) as work:
        _, seconds = _timed(
            f"{people:,} people: compute again",
            lambda: months.compute(work, month),
            lambda s: "target ≤ 2 s at 2,000",
        )
    with store.look(actor) as look:
        _timed(f"{people:,} people: the grid's rows", lambda: views.month(look, month))
        sheet, _ = _timed(f"{people:,} people: the sheet's rows", lambda: papers.sheet_of(look, month))
    if people <= 5_000:
        from exports.puantaj import puantaj_pdf, puantaj_xlsx

        _timed(f"{people:,} people: Excel", lambda: puantaj_xlsx(sheet, folder / "p.xlsx"))
        _timed(f"{people:,} people: PDF", lambda: puantaj_pdf(sheet, folder / "p.pdf"))
    store.close()
    return seconds


def _found(store: Store, people: int) -> Actor:
    with store.work(PROGRAM) as work:
        actors.found_office(
            work,
            actors.OfficeDraft(
                kurum="Örnek Belediyesi", daire="Daire", mudurluk="Müdürlük", detsis="12345678",
                full_name="Ayla Yönetici", username="yonetici", password="deneme-parola",
                password_again="deneme-parola",
            ),
        )  # fmt: skip
        groups.set_up(work)
        holidays.fill_years(work, 2025, 2027)
        actors.add_user(
            work,
            actors.UserDraft(full_name="Ayşe", username="ayse", role="hazirlayan", password="deneme-parola"),
        )
    with store.look(PROGRAM) as look:
        actor = actors.actor_by_username(look, "ayse")
    with store.work(actor) as work:
        pattern = personel.add_pattern(
            work, PatternDraft(name="Beş gün", days="XXXXXAT", start=_clock(8), end=_clock(17), break_minutes=60)
        )
        drafts = tuple((number + 2, _person(number, pattern)) for number in range(people))
        import_people(work, PeopleFile("liste.csv", "0" * 64, drafts))
        groups.add_group(
            work, GroupDraft(name="Şirket personeli", title="ŞİRKET PERSONELİ", birim_id=1, kinds="sirket")
        )
    return actor


def _person(number: int, pattern: int) -> PersonelDraft:
    return PersonelDraft(
        sicil=str(100_000 + number), tckn=None, ad="Ayşe", soyad=f"Yılmaz{number}", gorev="Büro personeli",
        birim_id=2, kind="sirket", pattern_id=pattern, hire=date(2020, 1, 1), card_no=str(500_000 + number),
    )  # fmt: skip


def _clock(hour: int):  # type: ignore[no-untyped-def]
    return datetime(2026, 1, 1, hour).time()  # noqa: DTZ001


def _attlogs(people: int) -> Iterator[str]:
    """Files of at most 5,000 people each: no larger file is taken."""
    for first in range(0, people, 5_000):
        lines = []
        for day in OCTOBER.days:
            if day.weekday() < 5:
                for clock in ("07:58:11", "12:01:30", "12:57:42", "17:02:05"):
                    lines += [
                        f"{500_000 + number:>9}\t{day} {clock}\t255\t1\t0\t0\n"
                        for number in range(first, min(people, first + 5_000))
                    ]
        yield "".join(lines)


def _floor_import(clock: Path, database: Path) -> float:
    """The plainest way: split lines, one executemany into a bare table with the same indexes, one commit."""
    began = time.perf_counter()
    rows = []
    for number, line in enumerate(clock.read_text(encoding="ascii").splitlines(), 1):
        card, at, *_ = line.split("\t")
        datetime.fromisoformat(at)
        rows.append((number, card.strip(), at, "?", "", line))
    with closing(sqlite3.connect(database)) as plain:
        plain.execute("PRAGMA journal_mode=WAL")
        plain.execute("CREATE TABLE punch (id INTEGER PRIMARY KEY, row, card_no, at, direction, device, raw)")
        plain.execute("CREATE INDEX a ON punch (card_no)")
        plain.execute("CREATE INDEX b ON punch (at)")
        plain.executemany(
            "INSERT INTO punch (row, card_no, at, direction, device, raw) VALUES (?,?,?,?,?,?)", rows
        )
        plain.commit()
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
