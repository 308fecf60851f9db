"""What is left of an ödenek, by keys: lines and levels, a day, why, the course, movements, a new year, a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.butce import movement_views, views
from data.core.pages import LedgerQuery
from screens.butce.movements import OneMovement
from screens.butce.odenek import LevelTertips, OdenekLedger
from screens.butce.tertip_view import TertipView
from screens.butce.work_view import WorkView
from tests.butce.butce_office import PASSWORD, UNIT, yil_id
from tests.butce.cetvel_files import PRINTED
from tests.screens.butce_desk import LARGE, PAPER, SMALL, budget, in_store, line
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, screen_text, until, until_shown
from tests.screens.typist import type_in

TYRES = "03.7.3.03"


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_what_is_left_is_seen_by_tertip_by_level_and_as_of_a_day(
    budget_file: Path, open_desk: OpenDesk, size: tuple[int, int]
) -> None:
    async with open_desk(budget_file, "denetci", PASSWORD, size) as (app, pilot):
        await budget(pilot, app)
        await until_shown(pilot, "Ödenek · 2026", "Kırtasiye alımları", "800.000,00", "12,0 ▼", "T Düzey")
        assert "N Yeni" not in screen_text(app) and "A Dosya al" not in screen_text(app)
        if size == LARGE:
            await press_only(pilot, "down")
            await until_shown(pilot, "Bloke: 40.000,00 TL", "Yalnız burada kalan: 400.000,00 TL", "Son hareketler")
            await press_only(pilot, "f6")
            await until_shown(pilot, "Ne aktarılsın?", "Tertip dökümü", "Örnek-14")
            await press_only(pilot, "enter")
            await until_shown(pilot, "Ödenek takip cetveli", "Klasör")
            await press_only(pilot, "ctrl+s")
            await until_shown(pilot, "Dosya yazıldı", "odenek-takip-cetveli")
            return
        await press_only(pilot, "t")
        await until_shown(pilot, "Hangi düzeyde toplansın?", "Ekonomik II")
        await press_only(pilot, "down", "down", "enter")
        await until_shown(pilot, "03.02", "Tüketime yönelik")
        await press_only(pilot, "home", "down", "enter")
        await until(pilot, lambda: isinstance(top_view(app), LevelTertips))
        await until_shown(pilot, "Kırtasiye alımları", "Baskı ve cilt", "Akaryakıt")
        assert "Telefon" not in screen_text(app)
        await press_only(pilot, "escape")
        await until(pilot, lambda: type(top_view(app)) is OdenekLedger)
        await press_only(pilot, "t")
        await until_shown(pilot, "Hangi düzeyde toplansın?")
        await press_only(pilot, "home", "enter", "g")
        await until_shown(pilot, "Hangi günün sonu?")
        await type_in(pilot, day=["ctrl+a", *"3.5.2026"])
        await until_shown(pilot, "03.05.2026", "900.000,00")
        await press_only(pilot, "v", "v")
        await until(pilot, lambda: "Kırtasiye" not in screen_text(app))


async def test_neden_leads_to_the_work_that_holds_the_ödenek_and_a_tertip_to_its_movements(
    budget_file: Path, open_desk: OpenDesk
) -> None:
    async with open_desk(budget_file, "ayse", PASSWORD, SMALL) as (app, pilot):
        await budget(pilot, app)
        await until_shown(pilot, "Kırtasiye alımları")
        await press_only(pilot, "home", "down", "f4")
        await until_shown(pilot, "Kullanılabilir 800.000,00 TL", "ile 2 tertip birlikte denetlenir", "harcama işi")
        await press_only(pilot, "enter")
        await until(pilot, lambda: isinstance(top_view(app), WorkView))
        await until_shown(pilot, "Bloke: 40.000,00 TL", "Harcanan: 60.000,00 TL")
        await press_only(pilot, "escape", "enter")
        await until(pilot, lambda: isinstance(top_view(app), TertipView))
        await until_shown(pilot, "Oca", "█ harcanan", "500 bin │", "400.000,00", "Ödenek: 500.000,00 TL")
        await press_only(pilot, "delete")
        await until_shown(pilot, "Ters kayıt: 13", "Gerekçe")
        await type_in(pilot, day="", reason="Yanlış tertip")
        await until_shown(pilot, "Ters kayıt", "× ")
        await press_only(pilot, "g")
        await until(pilot, lambda: isinstance(top_view(app), WorkView))
    assert (line(budget_file, PAPER).held.harcanan, line(budget_file, PAPER).held.bloke) == (0, 100_000_00)


async def test_an_addition_is_written_with_its_document_and_a_spending_that_nears_the_end_warns(
    budget_file: Path, open_desk: OpenDesk
) -> None:
    async with open_desk(budget_file, "ayse", PASSWORD, SMALL) as (app, pilot):
        view = await budget(pilot, app)
        await until_shown(pilot, "Taşıt bakım")
        await press_only(pilot, "/", *"tasit", "enter")
        await until(pilot, lambda: view.rows.total == 1 and view.current is not None)
        await press_only(pilot, "n")
        await until_shown(pilot, "Ne yazılsın?", "Ödenek hareketi")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Hareket türü", "03.7.3.03 Taşıt")
        await type_in(
            pilot,
            tertip_id="",
            kind="e",
            amount="50000",
            day="",
            belge="Meclis kararı",
            belge_day="1.11",
            belge_no="88",
        )
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "14 sıra no ile yazıldı: Ek ödenek 50.000,00 TL")
        await press_only(pilot, "n")
        await until_shown(pilot, "Ne yazılsın?")
        await press_only(pilot, "down", "enter")
        await until_shown(pilot, "Harcama (ödeme emri")
        await type_in(pilot, tertip_id="", amount="430000")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Yazıldı; dikkat edilecekler", "yüzde 90")
        await press_only(pilot, "enter")
        await until(pilot, lambda: "dikkat edilecekler" not in screen_text(app))
        await until_shown(pilot, "20.000,00")
    row = line(budget_file, TYRES)
    assert (row.held.odenek, row.held.harcanan, row.warned) == (200_000_00, 430_000_00, True)


async def test_movements_are_found_reversed_and_known_by_the_search(
    budget_file: Path, open_desk: OpenDesk
) -> None:
    async with open_desk(budget_file, "ayse", PASSWORD, SMALL) as (app, pilot):
        view = await budget(pilot, app, "Hareketler")
        await until_shown(pilot, "Kesin harcama", "Bloke", "Başlangıç ödeneği", "Ters")
        await press_only(pilot, "/", *"tur:bloke", "enter")
        await until(pilot, lambda: view.rows.total == 1)
        await press_only(pilot, "enter")
        await until_shown(pilot, "12 · Bloke", "Neyi değiştirdi", "Bloke: +100.000,00 TL")
        await press_only(pilot, "escape", "f4")
        await until_shown(pilot, "Kullanılabilir 800.000,00 TL", "harcama işi")
        await press_only(pilot, "escape", "delete")
        await until_shown(pilot, "Ters kayıt: 12")
        await type_in(pilot, day="", reason="Denemeydi")
        await until_shown(pilot, "sonradan kullanılmış")
        await press_only(pilot, "escape")
        await until_shown(pilot, "Form kapatılıyor")
        await press_only(pilot, "s")
        view.frame.go_to_record("odenek_hareket", 12)
        await until(pilot, lambda: isinstance(top_view(app), OneMovement))
        await until_shown(pilot, "Bloke", "100.000,00")
    desk = in_store(budget_file)
    with desk.store, desk.look() as look:
        assert movement_views.movement_window(look, LedgerQuery(view="ters"), 0, 9, yil_id=yil_id(desk)).total == 0


async def test_a_new_year_is_opened_by_hand_and_another_one_from_the_cetvel(
    budget_file: Path, open_desk: OpenDesk, tmp_path: Path
) -> None:
    rows = (";".join(f'"{cell}"' for cell in row) for row in PRINTED)
    (tmp_path / "cetvel.csv").write_text("\n".join(rows), encoding="utf-8-sig")
    async with open_desk(budget_file, "ayse", PASSWORD, SMALL) as (app, pilot):
        view = await budget(pilot, app)
        await press_only(pilot, "n")
        await until_shown(pilot, "Ne yazılsın?", "Yeni bütçe yılı")
        await press_only(pilot, "end", "enter")
        await until_shown(pilot, "Bütçe yılı aç", "46.34.12.05")
        await type_in(pilot, harcama_birimi_id="", year=["ctrl+a", *"2027"])
        await until_shown(pilot, "Ödenek · 2027", "Burada tertip yok")
        view.desk.folder = tmp_path
        await press_only(pilot, "a")
        await until_shown(pilot, "Dosyada ne var?", "Örnek-14")
        await press_only(pilot, "enter")
        await until_shown(pilot, "cetvel.csv")
        await press_only(pilot, *"cetvel.csv", "enter")
        await until_shown(pilot, "Sütunlar: cetvel.csv")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Karardaki toplam")
        await type_in(
            pilot,
            harcama_birimi_id="",
            year=["ctrl+a", *"2027"],
            belge="",
            karar_day="18.11.2026",
            karar_no="2026/412",
        )
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Alınabilen 4 tertip", "✓ 5 ara toplam", "3 tertip · 600.000,50 TL")
        await press_only(pilot, "enter")
        await until_shown(pilot, "dikkat edilecekler", "4 tertip geçen yılınkine bağlanmadı")
        await press_only(pilot, "enter")
        await until_shown(pilot, "2027 cetveli alındı", "250.000,25", "399.999,50")
        await press_only(pilot, "k")
        await until_shown(pilot, "Hangi bütçe?", "2026 · Yazılım")
        await press_only(pilot, "end", "enter")
        await until_shown(pilot, "Ödenek · 2026", "Kırtasiye alımları", "500.000,00")
    desk = in_store(budget_file)
    with desk.store, desk.look() as look:
        assert [(row.year, row.unit) for row in views.years(look)] == [(2027, UNIT), (2026, UNIT)]
