"""Counting at the prompt: each answer, bursts, a busy store, a crash, several counters, ten thousand items."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select
from textual import events
from textual.pilot import Pilot

from app.desk_app import DeskApp
from data.core.money import format_int
from data.core.permissions import PROGRAM
from data.core.store import Store
from data.tasinir.count_drafts import CountPlace
from data.tasinir.count_papers import differences
from data.tasinir.models_counts import SayimGiris
from data.tasinir.operations.approving import approve
from data.tasinir.operations.counts import begin_second
from screens.tasinir.count_view import CountView
from screens.tasinir.scan_view import ScanView
from screens.tasinir.stock import StockLedger
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, screen_text, until, until_shown
from tests.screens.typist import type_in
from tests.tasinir import tasinir_office as office
from tests.tasinir.ending_office import CHAIR, LAPTOP, in_room, items, scanned, started, version
from tests.tasinir.tasinir_office import PASSWORD, Desk
from tests.tasinir.test_counting_desks import many
from tests.tasinir.voucher_office import bought, drafted, head, line

SMALL, LARGE = (80, 24), (160, 45)
MANY = 10_000


def today() -> date:
    return date.today()  # noqa: DTZ011 - the office's own date


def counting(path: Path) -> tuple[int, list[str], list[str]]:
    """A count that goes on: its key, the barcodes and the sicil numbers of the laptops."""
    with Store.open(path) as store:
        desk = Desk(store, path.parent)
        key = started(desk, day=today())
        found = items(desk)
        return key, [one.barcode for one in found], [one.sicil_no for one in found]


def rows(path: Path) -> list[tuple[str, str, int, bool]]:
    """What was typed, its answer, thousandths, taken back."""
    with Store.open(path) as store, store.look(PROGRAM) as look:
        found = look.session.exec(select(SayimGiris).order_by(col(SayimGiris.id))).all()
        return [(one.typed, one.answer, one.quantity, one.taken_back_at is not None) for one in found]


async def prompt(pilot: Pilot[int], app: DeskApp, key: int, where: CountPlace | None = None) -> ScanView:
    """The prompt of the first ambar, reached as a counter reaches it."""
    await press_only(pilot, "6")
    await until(pilot, lambda: isinstance(top_view(app), StockLedger))
    frame: Any = app.screen
    await frame.open_record("sayim", key)
    await until(pilot, lambda: isinstance(top_view(app), CountView))
    await until_shown(pilot, "Sıradaki adım" if app.size.width < 100 else "F7 Birinci sayımı bitir")
    await press_only(pilot, "t")
    await until(pilot, lambda: isinstance(top_view(app), ScanView))
    await until_shown(pilot, "Yer: 01 Merkez Ambarı", "Okutun ya da yazın")
    view = top_view(app)
    assert isinstance(view, ScanView)
    return view


def send(app: DeskApp, typed: Sequence[str]) -> None:
    """As a scanner does: all signs at once, Enter behind each number."""
    driver = app._driver
    assert driver is not None
    for text in typed:
        for sign in text:
            driver.send_message(events.Key("space" if sign == " " else sign, sign))
        driver.send_message(events.Key("enter", "\r"))


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_every_scan_has_its_own_word(ending: Path, open_desk: OpenDesk, size: tuple[int, int]) -> None:
    with Store.open(ending) as store:
        desk = Desk(store, ending.parent)
        gone = items(desk, CHAIR)[0]
        key = drafted(desk, head(desk, "satis", today()), line(desk, CHAIR, 1, 0, demirbas_id=gone.id))
        with desk.work("kayit") as work:
            approve(work, key, 1)
    count, codes, numbers = counting(ending)
    with Store.open(ending) as store:
        desk = Desk(store, ending.parent)
        bought(desk, LAPTOP, 1, 1000, today())
        late = items(desk)[-1]
    async with open_desk(ending, "clerk", PASSWORD, size) as (app, pilot):
        await prompt(pilot, app, count)
        await until_shown(pilot, "0 / 7 sayıldı", "Okutmaya hazır.")
        for typed, *said in (
            (codes[0], "✓  BULUNDU", f"{LAPTOP} ({numbers[0]})", "1 / 7 sayıldı"),
            (numbers[0], "=  SAYILMIŞTI", "bu turda sayılmıştı"),
            (numbers[1].replace(".", "ç").replace("-", "*"), "✓  BULUNDU", numbers[1], "2 / 7 sayıldı"),
            ("8690000000012", "?  BİLİNMİYOR", "Bu numarada kayıtlı bir taşınır yok.", "1 bilinmeyen"),
            (gone.barcode, "×  KAYITTAN DÜŞÜLMÜŞ", "kayıtlardan düşülmüş"),
            (late.barcode, "–  SAYIM DIŞI", "bu sayımın kapsamında değil"),
            ("150.01.03.01 12,5", "✓  BULUNDU", "12,5 A4 kâğıt"),
            ("101", "→  YER", "101 Toplantı odası", "0 / 0 sayıldı"),
            (codes[2], "↔  BAŞKA YERDE KAYITLI", "kayıtlarda 01 Merkez Ambarı", "1 başka yerden"),
            ("150.01.03.01 1", "!  ALINMADI", "tüketim malzemesi"),
            (f"{office.UNIT_CODE}.02", "→  YER", "Yer: 02 Bilişim Ambarı", "0 / 1 sayıldı"),
        ):
            await press_only(pilot, *typed, "enter")
            await until_shown(pilot, *said)
        await press_only(pilot, "f4")
        await until_shown(pilot, "Bundan sonraki okutmalar burada sayılır.")
        await press_only(pilot, "escape", "escape")
        await until(pilot, lambda: isinstance(top_view(app), CountView))
        await until_shown(pilot, "Cemile Kâtip")
    assert [row[1:3] for row in rows(ending)] == [
        ("bulundu", 1000),
        ("sayilmisti", 0),
        ("bulundu", 1000),
        ("bilinmiyor", 0),
        ("bilinmiyor", 0),
        ("baska_yer", 0),
        ("bulundu", 12_500),
        ("baska_yer", 1000),
    ]


async def test_the_last_scan_is_taken_back_and_a_quantity_is_typed_by_name(
    ending: Path, open_desk: OpenDesk
) -> None:
    count, codes, _ = counting(ending)
    async with open_desk(ending, "clerk", PASSWORD, SMALL) as (app, pilot):
        await prompt(pilot, app, count)
        await press_only(pilot, *codes[0], "enter", *codes[1], "enter")
        await until_shown(pilot, "2 / 8 sayıldı")
        await press_only(pilot, "ctrl+z")
        await until_shown(pilot, "GERİ ALINDI", "1 / 8 sayıldı")
        await press_only(pilot, *"yarım", "backspace", "escape")
        await until(pilot, lambda: "yarı" not in screen_text(app))
        await press_only(pilot, "f2")
        await until_shown(pilot, "Miktar: 01 Merkez Ambarı")
        await type_in(pilot, tasinir_id="tükenmez", quantity="49")
        await until_shown(pilot, "49 Tükenmez kalem sayıldı")
        await type_in(pilot, tasinir_id="a4", quantity="0")
        await until(pilot, lambda: len(rows(ending)) == 4)
        await press_only(pilot, "escape")
        await until_shown(pilot, "3 / 8 sayıldı", "0 A4 kâğıt", "49 Tükenmez kalem")
        assert isinstance(top_view(app), ScanView)
    assert [(answer, quantity, back) for _, answer, quantity, back in rows(ending)] == [
        ("bulundu", 1000, False),
        ("bulundu", 1000, True),
        ("bulundu", 49_000, False),
        ("bulundu", 0, False),
    ]


async def test_an_unknown_scan_says_what_it_was_and_stays_with_the_count(
    ending: Path, open_desk: OpenDesk
) -> None:
    count, _, _ = counting(ending)
    async with open_desk(ending, "clerk", PASSWORD, SMALL) as (app, pilot):
        await prompt(pilot, app, count)
        await press_only(pilot, "f12")
        await until_shown(pilot, "bilinmeyen okutma yok")
        await press_only(pilot, *"8690000000012", "enter", *"8690000000029", "enter")
        await until_shown(pilot, "2 bilinmeyen (F12)")
        await press_only(pilot, "f12")
        await until_shown(pilot, "Hangi okutma?", "8690000000029")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Bilinmeyen: 8690000000029", "Ne olduğu *")
        await type_in(pilot, note="Çelik dolap")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Çelik dolap (8690000000029)")
        await press_only(pilot, "f12")
        await until_shown(pilot, "Hangi okutma?")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Bilinmeyen: 8690000000012")
        await type_in(pilot, note="Etiketsiz kâğıt", tasinir_id="a4", quantity=["ctrl+a", *"3"])
        await until_shown(pilot, "BULUNDU", "3 A4 kâğıt", "1 bilinmeyen (F12)")
        await press_only(pilot, "escape")
        await until(pilot, lambda: isinstance(top_view(app), CountView))
        for _ in range(4):
            await press_only(pilot, "v")
        await until_shown(pilot, "A4 kâğıt: Eti", "Çelik dolap (8", "F7 Birinci sayımı bitir")
        while "▸" not in screen_text(app) or "Çelik" not in cursor_line(app):
            await press_only(pilot, "down")
        await press_only(pilot, "f12")
        await until_shown(pilot, "Bilinmeyen: Çelik dolap (8690000000029)", "Miktarı *")
    assert rows(ending) == [
        ("8690000000012", "bilinmiyor", 0, True),
        ("8690000000029", "bilinmiyor", 0, False),
        ("8690000000012", "bulundu", 3_000, False),
    ]


def cursor_line(app: DeskApp) -> str:
    return next(line for line in screen_text(app).split("\n") if line.startswith("▸"))


async def test_a_burst_while_the_store_is_held_is_kept_and_written_in_its_order(
    ending: Path, open_desk: OpenDesk, tmp_path: Path
) -> None:
    count, codes, _ = counting(ending)
    typed = [*codes, *(f"X{place}" for place in range(56)), codes[0]]
    async with open_desk(ending, "clerk", PASSWORD, SMALL) as (app, pilot):
        await prompt(pilot, app, count)
        with closing(sqlite3.connect(ending, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            send(app, typed)
            await until_shown(pilot, f"● {len(typed)} okutma yazılıyor")
            await until(pilot, lambda: list((tmp_path / "taslaklar").rglob("*.json")))
            await press_only(pilot, "escape")
            await until_shown(pilot, "Okutmalar bekliyor", "Bekle")
            await press_only(pilot, "enter")
            other.execute("ROLLBACK")
        await until_shown(pilot, "4 / 8 sayıldı", "56 bilinmeyen", "=  SAYILMIŞTI")
        await until(pilot, lambda: not list((tmp_path / "taslaklar").rglob("*.json")))
    assert [row[0] for row in rows(ending)] == typed


async def test_what_a_crash_left_unwritten_is_offered_again_and_nothing_counts_twice(
    ending: Path, open_desk: OpenDesk, tmp_path: Path
) -> None:
    count, codes, _ = counting(ending)
    typed = [codes[0], "150.01.03.01", codes[1], "150.01.03.01", "150.01.01.04 50"]
    with closing(sqlite3.connect(ending, isolation_level=None)) as other:
        async with open_desk(ending, "clerk", PASSWORD, SMALL) as (app, pilot):
            await prompt(pilot, app, count)
            other.execute("BEGIN IMMEDIATE")
            send(app, typed)
            await until(pilot, lambda: list((tmp_path / "taslaklar").rglob("*.json")))
            threads = app._desk._threads if app._desk else None
            app.exit()
        other.execute("ROLLBACK")
        assert threads is not None
        threads.shutdown(wait=True)
    async with open_desk(ending, "clerk", PASSWORD, SMALL) as (app, pilot):
        await press_only(pilot, "6")
        await until(pilot, lambda: isinstance(top_view(app), StockLedger))
        frame: Any = app.screen
        await frame.push(ScanView(frame, count, CountPlace(ambar_id=1)))
        await until(pilot, lambda: len(rows(ending)) == len(typed) or "Bekleyen okutmalar" in screen_text(app))
        if "Bekleyen okutmalar" in screen_text(app):
            await press_only(pilot, "enter")
        await until(pilot, lambda: len(rows(ending)) == len(typed))
        await until(pilot, lambda: not list((tmp_path / "taslaklar").rglob("*.json")))
    assert sorted(row[0] for row in rows(ending)) == sorted([*typed[:4], "50"])


async def test_keys_behind_a_burst_come_in_their_order_and_a_click_beside_the_line_costs_nothing(
    ending: Path, open_desk: OpenDesk
) -> None:
    count, codes, _ = counting(ending)
    async with open_desk(ending, "clerk", PASSWORD, SMALL) as (app, pilot):
        view = await prompt(pilot, app, count)
        await pilot.click(offset=(40, 16))
        await until(pilot, lambda: app.focused is not None)
        send(app, codes[:3])
        await press_only(pilot, "f3")
        await until_shown(pilot, "Nerede sayılıyor?", "101 Toplantı odası")
        await press_only(pilot, "escape")
        driver = app._driver
        assert driver is not None
        driver.send_message(events.Paste(f"{codes[3]}\r\n{codes[0]}\n150.01"))
        await until(pilot, lambda: len(view.answered) == 5)
        await until_shown(pilot, "› 150.01", "4 / 8 sayıldı")
        with Store.open(ending) as store:
            desk = Desk(store, ending.parent)
            with desk.work("kayit") as work:
                begin_second(work, count, version(desk, count))
        await until_shown(pilot, "ikinci sayım")
    assert [row[0] for row in rows(ending)] == [*codes, codes[0]]


async def test_two_counters_see_each_other(ending: Path, open_desk: OpenDesk) -> None:
    count, codes, _ = counting(ending)
    async with open_desk(ending, "clerk", PASSWORD, SMALL) as (app, pilot):
        await prompt(pilot, app, count)
        await press_only(pilot, *codes[0], "enter")
        await until_shown(pilot, "1 / 8 sayıldı")
        with Store.open(ending) as store:
            desk = Desk(store, ending.parent)
            scanned(desk, count, codes[1], who="ayse")
            scanned(desk, count, codes[3], in_room(desk), who="ayse")
        await until_shown(pilot, "3 / 8 sayıldı", "· AY")
        await press_only(pilot, *codes[1], "enter")
        await until_shown(pilot, "=  SAYILMIŞTI")
        await press_only(pilot, "escape")
        await until_shown(pilot, "Sayanlar: Cemile Kâtip 01", "Ayşe Yılmaz 101", "3 / 9")
    with Store.open(ending) as store, Desk(store, ending.parent).look() as look:
        assert next(row for row in differences(look, count) if row.name == LAPTOP).result.found == 3000


async def test_a_count_that_ended_meanwhile_takes_no_scan_and_says_so(ending: Path, open_desk: OpenDesk) -> None:
    count, codes, _ = counting(ending)
    async with open_desk(ending, "clerk", PASSWORD, SMALL) as (app, pilot):
        await prompt(pilot, app, count)
        with closing(sqlite3.connect(ending)) as other, other:
            other.execute("UPDATE sayim SET state = 'sonuclandi', version = version + 1")
        await press_only(pilot, *codes[0], "enter")
        await until_shown(pilot, "“Sonuçlandı” durumunda")
        await press_only(pilot, "enter")
        await until_shown(pilot, "! 1 okutma yazılamadı, saklandı: ")
        await press_only(pilot, "escape")
        await until_shown(pilot, "Okutmalar bekliyor", "Sakla; sayıma dönüldüğünde yazılır")
        await press_only(pilot, "down", "enter")
        await until(pilot, lambda: isinstance(top_view(app), CountView))
    assert rows(ending) == []


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int, list[str]]:
    """An office with ten thousand items in one ambar, all to be counted."""
    path = tmp_path_factory.mktemp("tasinir-sayim") / "masa.db"
    office.build(path)
    with Store.open(path) as store:
        desk = Desk(store, path.parent)
        numbers = many(desk, MANY)
        return path, started(desk, day=today()), numbers


async def test_ten_thousand_items_are_counted_by_scanner(
    warehouse: tuple[Path, int, list[str]], open_desk: OpenDesk, record_property: Any
) -> None:
    path, count, numbers = warehouse
    async with open_desk(path, "clerk", PASSWORD, SMALL) as (app, pilot):
        view = await prompt(pilot, app, count)
        begun = time.process_time(), time.monotonic()
        for first in range(0, MANY, 100):
            send(app, numbers[first : first + 100])
            await until(pilot, lambda: len(view.answered) + 200 > first)  # noqa: B023 - awaited before the next turn
        await until(pilot, lambda: len(view.answered) == MANY, 120)
        spent, took = time.process_time() - begun[0], time.monotonic() - begun[1]
        record_property("scans_per_second", round(MANY / took))
        record_property("milliseconds_a_scan", 1000 * spent / MANY)
        await until_shown(pilot, f"{format_int(MANY)} / {format_int(MANY)} sayıldı")
        await press_only(pilot, "escape")
        await until_shown(pilot, f"Sayılan: {format_int(MANY)} / {format_int(MANY)}")
    found = rows(path)
    assert [row[0] for row in found] == numbers
    assert {row[1:] for row in found} == {("bulundu", 1000, False)}
    with Store.open(path) as store, Desk(store, path.parent).look() as look:
        assert differences(look, count) == ()
