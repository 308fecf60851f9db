"""Works, transfers, quarters and the year's end by keys: on the screen and in the store."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from data.butce import movement_views, release_views, transfer_views, views
from data.butce.operations import transfers, works
from data.butce.rules.values import TransferState, WorkState, YearState
from data.core.approvals import Stage
from screens.butce.transfers import TransferView
from screens.butce.work_view import WorkView
from tests.butce.butce_office import PASSWORD, yil_id
from tests.butce.transfer_office import PHONE
from tests.screens.butce_desk import LARGE, PAPER, SMALL, budget, in_store, line
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, screen_text, until, until_shown
from tests.screens.typist import type_in

MACHINES = "06.1.2.01"


def work_of(path: Path, number: int) -> movement_views.WorkCard:
    desk = in_store(path)
    with desk.store, desk.look() as look:
        return movement_views.work_card(look, number)


async def test_a_work_goes_from_its_block_to_its_end_with_what_is_left_filled_in(
    budget_file: Path, open_desk: OpenDesk
) -> None:
    async with open_desk(budget_file, "ayse", PASSWORD, SMALL) as (app, pilot):
        await budget(pilot, app, "Harcama işleri")
        await until_shown(pilot, "Fotokopi kâğıdı", "40.000,00", "60.000,00")
        await press_only(pilot, "n")
        await until_shown(pilot, "Yeni harcama işi")
        await type_in(pilot, kind="h", subject="Bakım hizmeti", firm="Servis A.Ş.")
        await press_only(pilot, "ctrl+s")
        await until(pilot, lambda: isinstance(top_view(app), WorkView))
        await until_shown(pilot, "Bu iş için henüz ödenek ayrılmadı", "K Bloke")
        assert "Ç Çöz" not in screen_text(app) and "İ Geri gelen" not in screen_text(app)
        await press_only(pilot, "k")
        await until_shown(pilot, "Bloke: 2 no.lu iş, Bakım hizmeti")
        await type_in(pilot, tertip_id="buro makineleri", amount="400000,01")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "0,01 TL eksik", "m.20/d")
        assert work_of(budget_file, 2).movements == ()
        await press_only(pilot, "shift+tab")
        await type_in(pilot, amount=["ctrl+a", *"400000"])
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "dikkat edilecekler", "yüzde 90")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Bloke: 400.000,00 TL", "Ç Çöz")
        await press_only(pilot, "t")
        await until_shown(pilot, "Taahhüt: 2 no.lu iş", "400.000,00")
        await type_in(pilot, tertip_id="", amount=["ctrl+a", *"390000"])
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Taahhüt: 390.000,00")
        await press_only(pilot, "ö")
        await until_shown(pilot, "Kesin harcama: 2 no.lu iş")
        await type_in(pilot, tertip_id="", amount=["ctrl+a", *"380000"])
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Harcanan: 380.000,00", "İ Geri gelen")
        await press_only(pilot, "p")
        await until_shown(pilot, "İş bitti: Bakım hizmeti; çözülecek 20.000,00 TL")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Durum: İş bitti", "Blokenin çözülmesi")
        assert "K Bloke" not in screen_text(app)
    card = work_of(budget_file, 2)
    assert (card.row.state, card.row.held.harcanan, card.row.held.reserved) == (WorkState.BITTI, 380_000_00, 0)
    assert line(budget_file, MACHINES).control == 20_000_00


async def test_a_work_is_given_up_with_a_reason(budget_file: Path, open_desk: OpenDesk) -> None:
    async with open_desk(budget_file, "ayse", PASSWORD, LARGE) as (app, pilot):
        await budget(pilot, app, "Harcama işleri")
        await until_shown(pilot, "Tertipleri", "40.000,00 TL, harcanan 60.000,00 TL")
        await press_only(pilot, "delete")
        await until_shown(pilot, "Vazgeç: Fotokopi", "çözülecek 40.000,00 TL")
        await type_in(pilot, day="", reason="İhtiyaç kalmadı")
        await until_shown(pilot, "40.000,00 TL çözüldü")
        await press_only(pilot, "v", "v")
        await until_shown(pilot, "× ", "Vazgeçildi")
    assert (line(budget_file, PAPER).held.bloke, line(budget_file, PAPER).held.harcanan) == (0, 60_000_00)


def transfer(path: Path) -> transfer_views.TransferRow:
    desk = in_store(path)
    with desk.store, desk.look() as look:
        return transfer_views.transfer_card(look, 1).row


async def test_a_transfer_is_balanced_handed_on_decided_and_taken_back(
    budget_file: Path, open_desk: OpenDesk
) -> None:
    async with open_desk(budget_file, "ayse", PASSWORD, SMALL) as (app, pilot):
        await budget(pilot, app, "Aktarmalar")
        await until_shown(pilot, "Bu görünümde aktarma yok")
        await press_only(pilot, "n")
        await until_shown(pilot, "Yeni aktarma formu")
        await type_in(pilot, day="")
        await press_only(pilot, *"Toner gerekli", "ctrl+s")
        await until(pilot, lambda: isinstance(top_view(app), TransferView))
        await until_shown(pilot, "Satır ekle: 2026/1", "Düşülen")
        await type_in(pilot, side="", tertip_id="telefon", amount="10000")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "✓ 1 satır · düşülen 10.000,00 TL")
        await type_in(pilot, side="e", tertip_id="baski", amount="10000")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "✓ 2 satır", "eklenen 10.000,00 TL")
        await press_only(pilot, "escape")
        await until_shown(pilot, "Karar yeri: Üst yönetici", "− 03.5.2.02", "110.000,00")
        await press_only(pilot, "f4")
        await until_shown(pilot, "Ekonomik II. düzey ayrılıyor: 03.05 → 03.02")
        await press_only(pilot, "escape", "f7")
        await until_shown(pilot, "Onaya sun", "Vazgeç")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Durum: Onayda")
        _approve(budget_file)
        await press_only(pilot, "f5")
        await until_shown(pilot, "Onaylandı, kararı bekleniyor", "F7 Onay")
        await press_only(pilot, "f7")
        await until_shown(pilot, "Üst yönetici onayı: 2026/1 aktarması işlenecek")
        await type_in(pilot, karar_day="20.11.2026", karar_no="E-77")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Durum: İşlendi")
        assert line(budget_file, PHONE).held.odenek == 110_000_00
        await press_only(pilot, "delete")
        await until_shown(pilot, "Geri al: 2026/1")
        await type_in(pilot, day="", reason="Karar iptal")
        await until_shown(pilot, "Ters kayıtla geri alındı")
    assert line(budget_file, PHONE).held.odenek == 120_000_00
    assert transfer(budget_file).state is TransferState.TERS


def _approve(path: Path) -> None:
    """Others check and approve at their own desks."""
    desk = in_store(path)
    with desk.store:
        for who, stage in (("gercek", Stage.SUNULDU), ("harcama", Stage.KONTROL_EDILDI)):
            with desk.work(who) as work:
                transfers.advance(work, 1, expected=stage)


async def test_quarters_are_planned_and_released_and_the_year_s_end_says_what_is_open(
    budget_file: Path, open_desk: OpenDesk
) -> None:
    async with open_desk(budget_file, "mehmet", PASSWORD, LARGE) as (app, pilot):
        await budget(pilot, app, "Ayrıntılı harcama programı")
        await until_shown(pilot, "Kırtasiye alımları", "yok")
        await press_only(pilot, "n")
        await until_shown(pilot, "dört eşit döneme böl")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Belge no")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "11 tertibin dönemleri yazıldı", "Bütçe ●4")
        await press_only(pilot, "p")
        await until_shown(pilot, "I. dönem (Ocak-Mart) serbest bırakılacak")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "I. dönem serbest bırakıldı", "Bütçe ●3", "125.000,00")
        await budget(pilot, app, "Yıl sonu")
        await until_shown(pilot, "1 no.lu iş: Fotokopi kâğıdı alımı", "40.000,00", "F7 Onay", "5.680.000,00 TL")
        await press_only(pilot, "v")
        await until_shown(pilot, "03.2.1.01 Kırtasiye alımları", "400.000,00")
        await press_only(pilot, "v", "f7")
        await until_shown(pilot, "2026 yılını kapat", "1 açık kayıt")
        await press_only(pilot, "enter")
        await until_shown(pilot, "2026 yılı bitmedi")
        await press_only(pilot, "enter")
        await press_only(pilot, "f4")
        await until_shown(pilot, "Açık · 1 açık kayıt", "5018 s. K. m.20", "→ harcama işi")
        await press_only(pilot, "enter")
        await until(pilot, lambda: isinstance(top_view(app), WorkView))
    desk = in_store(budget_file)
    with desk.store, desk.look() as look:
        assert [one.quarter for one in release_views.released_quarters(look, yil_id(desk))] == [1]


async def test_a_year_is_closed_after_its_end_and_opened_again_with_a_reason(
    budget_file: Path, open_desk: OpenDesk
) -> None:
    desk = in_store(budget_file)
    with desk.store, desk.work() as work:
        works.finish(work, 1, date(2026, 6, 1), 1)
    async with open_desk(budget_file, "zeynep", PASSWORD, SMALL) as (app, pilot):
        view = await budget(pilot, app, "Yıl sonu")
        app._store.clock = lambda: datetime(2027, 1, 5, 9, tzinfo=UTC)
        await press_only(pilot, "f5")
        await until_shown(pilot, "açık kalan ya da iptal edilecek ödenek bulunmuyor", "5.720.000,00 TL")
        await press_only(pilot, "f7")
        await until_shown(pilot, "31.12.2026 günüyle kullanılmayan 5.720.000,00 TL iptal edilecek")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Durum: Mahsup dönemi", "F12 Yeniden aç")
        assert _year_state(budget_file) is YearState.MAHSUP
        await press_only(pilot, "f7")
        await until_shown(pilot, "Mahsup dönemini bitir", "bütünüyle kapatılacak")
        await press_only(pilot, "escape", "f12")
        await until_shown(pilot, "neden yeniden açılıyor")
        await press_only(pilot, *"Fatura geldi", "enter")
        await until_shown(pilot, "Durum: Açık")
        assert view.card.total == 5_720_000_00
    assert _year_state(budget_file) is YearState.ACIK


def _year_state(path: Path) -> YearState:
    desk = in_store(path)
    with desk.store, desk.look() as look:
        return views.years(look)[0].state
