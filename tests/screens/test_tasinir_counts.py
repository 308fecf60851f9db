"""A count by keys: ordered with its board, counted by sheet and prompt, counted twice, concluded, its papers."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlmodel import col, select
from textual.pilot import Pilot

from app.desk_app import DeskApp
from data.core.calendar import format_date
from data.core.permissions import PROGRAM
from data.core.store import Store
from data.tasinir.models import KurulUye
from data.tasinir.models_counts import KayittanDusme, Sayim, SayimGiris
from data.tasinir.models_vouchers import Vif
from data.tasinir.operations.counts import start_count
from screens.tasinir.count_view import CountView
from screens.tasinir.counts import CountLedger
from screens.tasinir.scan_view import ScanView
from screens.tasinir.stock import StockLedger
from screens.tasinir.voucher_view import VoucherView
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, screen_text, until, until_shown
from tests.screens.typist import type_in
from tests.tasinir import tasinir_office as office
from tests.tasinir.ending_office import (
    CHAIR,
    LAPTOP,
    PAPER,
    PEN,
    everything,
    in_ambar,
    items,
    opened,
    scanned,
    started,
    typed,
    version,
)
from tests.tasinir.tasinir_office import PASSWORD, Desk
from tests.tasinir.test_count_sheets import filled

SMALL, LARGE = (80, 24), (160, 45)


def today() -> date:
    return date.today()  # noqa: DTZ011 - the office's own date


def stored(path: Path, model: Any) -> list[Any]:
    with Store.open(path) as store, store.look(PROGRAM) as look:
        found = list(look.session.exec(select(model).order_by(col(model.id))).all())
        look.session.expunge_all()
        return found


async def ledger(pilot: Pilot[int], app: DeskApp) -> None:
    await press_only(pilot, "6")
    await until(pilot, lambda: isinstance(top_view(app), StockLedger))
    await press_only(pilot, "b")
    await until_shown(pilot, "Bölüm", "Ambar durumu")
    await press_only(pilot, "s", "enter")
    await until(pilot, lambda: isinstance(top_view(app), CountLedger))


async def count(pilot: Pilot[int], app: DeskApp) -> None:
    """The first count of the ledger."""
    await ledger(pilot, app)
    await until_shown(pilot, "1 kayıt")
    await press_only(pilot, "enter")
    await until(pilot, lambda: isinstance(top_view(app), CountView))
    await until_shown(pilot, "Kurul: ")


async def choose(pilot: Pilot[int], app: DeskApp, label: str) -> None:
    """An option of the open list by its label."""
    await until_shown(pilot, label)
    for _ in range(12):
        if any("▸" in line and label in line for line in screen_text(app).splitlines()):
            await press_only(pilot, "enter")
            return
        await press_only(pilot, "down")
    raise AssertionError(screen_text(app))


async def test_a_count_is_ordered_with_its_board_and_begun(ending: Path, open_desk: OpenDesk) -> None:
    async with open_desk(ending, "kayit", PASSWORD, SMALL) as (app, pilot):
        await ledger(pilot, app)
        await until_shown(pilot, "Süren sayım yok.")
        await press_only(pilot, "n")
        await until_shown(pilot, "Yeni sayım", "Hasan Harcama, Şube Müdürü", "Kadriye Kayıt, Ambar Memuru")
        tomorrow = format_date(today() + timedelta(days=1))
        await type_in(pilot, harcama_birimi_id="", kind="a", day=["ctrl+a", *tomorrow])
        await type_in(pilot, order_no="15.12.2026 / 412", baskan="", kayit="")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "bugünden sonra olamaz")
        await type_in(pilot, day=["ctrl+a", *format_date(today())], order_no="", baskan="", kayit="")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "en az 3 kişi olmalı")
        await press_only(pilot, *"Zehra Ünal, Memur", "ctrl+s")
        await until(pilot, lambda: isinstance(top_view(app), CountView))
        await until_shown(pilot, "Kurul: Hasan Harcama, Kadriye Kayıt, Zehra Ünal", "F7 Saymaya başla")
        await press_only(pilot, "f7")
        await choose(pilot, app, "Harcama yetkilisi hareketleri durdurdu")
        await until_shown(pilot, "Sayılıyor · hareketler durdu", "Sayılan: 0 / 9", "Sayım başladı: 9 satır")
        await press_only(pilot, "p")
        await until_shown(pilot, "neden yeniden açılıyor?")
        await press_only(pilot, *"Ekmek dağıtımı", "enter")
        await until_shown(pilot, "Hareketler açıldı")
        await press_only(pilot, "f4")
        await until_shown(pilot, "● Birinci sayımı bitir", "Sayılmayan kalan yer: 01 Merkez Ambarı (8)")
        await press_only(pilot, "escape", "h")
        await until_shown(pilot, "Sayım başladı", "Sayım açıldı")
    (row,) = stored(ending, Sayim)
    assert (row.kind, row.state, row.frozen, row.order_no) == ("ara", "sayiliyor", False, "15.12.2026 / 412")
    assert [(one.role, one.name, one.title) for one in stored(ending, KurulUye)] == [
        ("baskan", "Hasan Harcama", "Şube Müdürü"),
        ("kayit_yetkilisi", "Kadriye Kayıt", "Ambar Memuru"),
        ("uye", "Zehra Ünal", "Memur"),
    ]


async def test_differences_are_counted_twice_and_become_drafts_that_open(
    ending: Path, open_desk: OpenDesk
) -> None:
    with Store.open(ending) as store:
        desk = Desk(store, ending.parent)
        key = started(desk, day=today())
        gone = items(desk)[3].sicil_no
        everything(desk, key, but=[gone, PEN])
        typed(desk, key, PEN, "52")
        typed(desk, key, PEN, "30", in_ambar(desk, office.SECOND))
        scanned(desk, key, "8690000000012")
    async with open_desk(ending, "kayit", PASSWORD, SMALL) as (app, pilot):
        await count(pilot, app)
        await until_shown(pilot, "Sayılan: 8 / 9")
        await press_only(pilot, "v", "v")
        await until_shown(pilot, PEN, "+2", "−1", "Dizüstü")
        await press_only(pilot, "f4")
        await until_shown(pilot, "Fazla: 52 − 50 = 2.", "Kayıtlı: ambarda 50")
        await press_only(pilot, "escape", "f7")
        await until_shown(pilot, "2 taşınırda fark var", "Sayılmayan kalan yerler: 01 Merkez Ambarı (1)")
        await until_shown(pilot, "1 bilinmeyen okutmanın ne olduğu yazılmadı")
        await press_only(pilot, "enter")
        await until_shown(pilot, "İkinci sayım başladı: 2 taşınır")
        await press_only(pilot, "f7")
        await until_shown(pilot, "2 taşınırda fark kaldı")
        await press_only(pilot, "enter")
        await until_shown(pilot, "İkinci kez sayılmadı: Tükenmez kalem")
        await press_only(pilot, "enter", "t")
        await until(pilot, lambda: isinstance(top_view(app), ScanView))
        await choose(pilot, app, "01 Merkez Ambarı")
        await until_shown(pilot, "0 / 2 sayıldı", "ikinci sayım")
        await press_only(pilot, *"150.01.01.04 52", "enter")
        await until_shown(pilot, "1 / 2 sayıldı")
        await press_only(pilot, "escape")
        await until(pilot, lambda: isinstance(top_view(app), CountView))
        await press_only(pilot, "f7")
        await until_shown(pilot, "2 taşınırda fark kaldı")
        await press_only(pilot, "enter")
        await until_shown(pilot, "1 kayıttan düşme teklifi, 1 sayım fazlası fişi")
        await press_only(pilot, "v", "v", "v")
        await until_shown(pilot, "Düşme teklifi", "Sayım fazlası", "taslak")
        await press_only(pilot, "f7")
        await until_shown(pilot, "2 belge doğdu")
        await press_only(pilot, "enter")
        await until_shown(pilot, "1 fiş taslağı ve 1 kayıttan düşme teklifi sonuçlanmadı")
        await press_only(pilot, "enter", "down", "enter")
        await until(pilot, lambda: isinstance(top_view(app), VoucherView))
        await until_shown(pilot, PEN, "Sayım Tutanağı")
        await press_only(pilot, "escape")
        await until(pilot, lambda: isinstance(top_view(app), CountView))
        await press_only(pilot, "delete")
        await until_shown(pilot, "neden iptal ediliyor?")
        await press_only(pilot, *"Yanlış gün", "enter")
        await until_shown(pilot, "· İptal")
    assert stored(ending, Sayim)[0].state == "iptal"
    assert [one.state for one in stored(ending, KayittanDusme)] == ["iptal"]
    assert [one.state for one in stored(ending, Vif) if one.sayim_id] == ["iptal"]


@pytest.mark.parametrize("size", [SMALL])
async def test_a_count_without_a_difference_ends_and_is_printed(
    ending: Path, open_desk: OpenDesk, tmp_path: Path, size: tuple[int, int]
) -> None:
    with Store.open(ending) as store:
        desk = Desk(store, ending.parent)
        key = started(desk, day=today())
        everything(desk, key)
    async with open_desk(ending, "kayit", PASSWORD, size) as (app, pilot):
        await count(pilot, app)
        await until_shown(pilot, "Sayılan: 9 / 9 · biten yer 2 / 2", "Cemile Kâtip")
        await press_only(pilot, "f7")
        await until_shown(pilot, "Fark yok; ikinci sayım gerekmez.")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Sayım sonuçlandı; fark yok")
        await press_only(pilot, "f7")
        await until_shown(pilot, "Belge doğmadı")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Sayım bitti; kayıtlar sayıma eşit")
        assert "T Okut" not in screen_text(app)
        await press_only(pilot, "f6")
        await choose(pilot, app, "Sayım Tutanağı")
        await until_shown(pilot, "Dışa aktar")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Dosya yazıldı")
        await press_only(pilot, "enter", "escape")
        await until(pilot, lambda: isinstance(top_view(app), CountLedger))
        await until_shown(pilot, "Süren sayım yok.")
        await press_only(pilot, "v")
        await until_shown(pilot, "Bitti")
    (pdf,) = tmp_path.glob("*.pdf")
    text = "\n".join(page.extract_text() for page in PdfReader(pdf).pages)
    assert "SAYIM TUTANAĞI" in text and LAPTOP in text and "Zehra Ünal" in text
    assert stored(ending, Sayim)[0].state == "bitti"


async def test_a_sheet_goes_out_and_comes_back_filled_in(
    ending: Path, open_desk: OpenDesk, tmp_path: Path
) -> None:
    with Store.open(ending) as store:
        desk = Desk(store, ending.parent)
        started(desk, day=today())
        said: dict[str, object] = {one.sicil_no: 1 for one in (*items(desk), *items(desk, CHAIR))}
    async with open_desk(ending, "kayit", PASSWORD, SMALL) as (app, pilot):
        await count(pilot, app)
        await until_shown(pilot, "0 / 9")
        await press_only(pilot, "f6")
        await choose(pilot, app, "Sayım sayfası: 01 Merkez Ambarı")
        await choose(pilot, app, "kör sayım")
        await until_shown(pilot, "Dışa aktar")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Dosya yazıldı")
        await press_only(pilot, "enter")
        (path,) = tmp_path.glob("*.xlsx")
        assert all(cell.value != 100 for row in load_workbook(path).worksheets[0].iter_rows() for cell in row)
        filled(path, said | {PAPER: 97, PEN: "çok"})
        await press_only(pilot, "a")
        await until_shown(pilot, "Doldurulmuş sayım sayfası")
        await press_only(pilot, *str(path), "enter")
        await until_shown(pilot, "6 taşınır, 1 miktar alındı; 1 satır alınmadı", "satır alınmaz: “çok” bir miktar")
        assert stored(ending, SayimGiris) == []
        await press_only(pilot, "enter")
        await choose(pilot, app, "Al; bu satırlar olmadan")
        await until_shown(pilot, "7 / 9", "6 taşınır, 1 miktar alındı")
        await press_only(pilot, "v", "v", "v", "v")
        await until_shown(pilot, "97", "✓ Bulundu")
        await press_only(pilot, "ctrl+z")
        await until_shown(pilot, "neden geri alınıyor?")
        await press_only(pilot, *"Yeniden sayılacak", "enter")
        await until_shown(pilot, "Giriş geri alındı")
    assert [one.taken_back_at is None for one in stored(ending, SayimGiris)].count(False) == 1
    assert len(stored(ending, SayimGiris)) == 7


async def test_who_only_prepares_counts_but_decides_nothing(ending: Path, open_desk: OpenDesk) -> None:
    with Store.open(ending) as store:
        desk = Desk(store, ending.parent)
        key = opened(desk, day=today())
    async with open_desk(ending, "clerk", PASSWORD, LARGE) as (app, pilot):
        await count(pilot, app)
        await until_shown(pilot, "Hazırlık")
        assert "F7 Onay" not in screen_text(app) and "Del İptal" not in screen_text(app)
        with Store.open(ending) as store:
            desk = Desk(store, ending.parent)
            with desk.work("kayit") as work:
                start_count(work, key, version(desk, key), freeze=False)
            scanned(desk, key, items(desk)[0].barcode, who="ayse")
        await press_only(pilot, "f5")
        await until_shown(pilot, "Sayanlar: Ayşe Yılmaz 01", "T Okut", "A Dosya al")
        assert "P Hareketler" not in screen_text(app)
