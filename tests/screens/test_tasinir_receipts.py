"""Provisional receipts by keys: written line by line, taken in with one voucher, refused, printed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pypdf import PdfReader

from data.core.store import Store
from data.tasinir.models_vouchers import GeciciAlindi
from screens.tasinir.receipt_view import ReceiptView
from screens.tasinir.receipts import ReceiptLedger
from screens.tasinir.voucher_view import VoucherView
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, until, until_shown
from tests.screens.sections_by_keys import to_section
from tests.screens.typist import type_in
from tests.tasinir.asking_office import (
    FOLDER,
    TONER,
    came,
    receipt_lines,
    receipt_states,
    rows,
    voucher_lines,
    voucher_states,
)
from tests.tasinir.tasinir_office import PASSWORD, Desk

SMALL, LARGE = (80, 24), (160, 45)


def today() -> date:
    return date.today()  # noqa: DTZ011 - the office's own date


def brought(path: Path, *lines: tuple[str, str], **more: object) -> int:
    with Store.open(path) as store:
        return came(Desk(store, path.parent), today(), *lines, **more)


async def ledger(pilot, app) -> None:  # type: ignore[no-untyped-def]
    await to_section(pilot, app, "Geçici alındılar")


async def test_a_receipt_is_written_line_by_line_and_can_be_put_right(stocked: Path, open_desk: OpenDesk) -> None:
    async with open_desk(stocked, "clerk", PASSWORD, SMALL) as (app, pilot):
        await ledger(pilot, app)
        await until_shown(pilot, "Kabul bekleyen alındı yok")
        await press_only(pilot, "n")
        await until_shown(pilot, "Yeni geçici alındı")
        await type_in(pilot, ambar_id="merkez", day="", from_name="Örnek Kırtasiye", from_title="")
        await type_in(pilot, dayanak_day="bugün", dayanak_no="İRS-7")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Alındının kalemleri: Örnek Kırtasiye")
        await type_in(pilot, tasinir_id="klasör", quantity="100")
        await press_only(pilot, "ctrl+s")
        await until(pilot, lambda: receipt_lines(stocked) == [100_000])
        await type_in(pilot, tasinir_id="toner", quantity="20")
        await press_only(pilot, "ctrl+s")
        await until(pilot, lambda: receipt_lines(stocked) == [100_000, 20_000])
        await press_only(pilot, "escape")
        await until(pilot, lambda: isinstance(top_view(app), ReceiptView))
        await until_shown(pilot, "Kabul bekliyor", "İRS-7", FOLDER, TONER)
        await press_only(pilot, "delete")
        await until_shown(pilot, "1. kalem çıkarıldı: Klasör", "1 kayıt")
        await press_only(pilot, "delete")
        await until_shown(pilot, "Belgede kalem yok")
        await press_only(pilot, "enter", "f4")
        await until_shown(pilot, "geçici alındı verilir", "m.10/1-d", "Ambar kaydına girmedi")
    assert receipt_states(stocked) == [(1, "bekliyor", None)] and receipt_lines(stocked) == [20_000]


async def test_two_receipts_become_one_voucher_whose_approval_accepts_them(
    stocked: Path, open_desk: OpenDesk
) -> None:
    brought(stocked, (FOLDER, "100"), (TONER, "20"))
    brought(stocked, (TONER, "5"), dayanak_no="İRS-13")
    async with open_desk(stocked, "kayit", PASSWORD, SMALL) as (app, pilot):
        await ledger(pilot, app)
        await until_shown(pilot, "2 kayıt")
        await press_only(pilot, "space", "down", "space", "k")
        await until_shown(pilot, "Kabul: 2 geçici alındı", "Yeni giriş fişi taslağı")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Giriş fişi: 2 geçici alındı", "Örnek Kırtasiye", "İRS-1")
        await press_only(pilot, "ctrl+s")
        await until(pilot, lambda: isinstance(top_view(app), VoucherView))
        await until_shown(pilot, FOLDER, TONER, "25 Adet")
        assert [one[1] for one in receipt_states(stocked)] == ["bekliyor", "bekliyor"]
        for place, price in ((1, "12"), (2, "900")):
            await press_only(pilot, "f2")
            await until_shown(pilot, f"{place}. kalem: Taslak")
            await type_in(pilot, tasinir_id="", quantity="", unit_price=price, kdv="0")
            await press_only(pilot, "ctrl+s")
            await until_shown(pilot, f"{place}. kalem düzeltildi")
            await press_only(pilot, "down")
        await press_only(pilot, "f7")
        await until_shown(pilot, "Fişi onayla", "2 kalem")
        await press_only(pilot, "enter")
        await until_shown(pilot, f"{today().year}/4 onaylandı")
        await press_only(pilot, "escape")
        await until(pilot, lambda: isinstance(top_view(app), ReceiptLedger))
        await press_only(pilot, "v")
        await until_shown(pilot, "✓", f"{today().year}/4", "2 kayıt")
        await press_only(pilot, "g")
        await until(pilot, lambda: isinstance(top_view(app), VoucherView))
    made = rows(stocked, GeciciAlindi)[0].vif_id
    assert [one[1:] for one in receipt_states(stocked)] == [("kabul", made), ("kabul", made)]
    assert voucher_lines(stocked, made) == [(100_000, 120_000, None), (25_000, 2_250_000, None)]


async def test_a_receipt_goes_onto_a_voucher_that_is_there(stocked: Path, open_desk: OpenDesk) -> None:
    brought(stocked, (TONER, "2"))
    async with open_desk(stocked, "kayit", PASSWORD, SMALL) as (app, pilot):
        await ledger(pilot, app)
        await until_shown(pilot, "1 kayıt")
        await press_only(pilot, "k")
        await until_shown(pilot, "Kabul: Alındı", f"{today().year}/3", f"{today().year}/2")
        await press_only(pilot, "down", "down", "enter")
        await until_shown(pilot, "fişe bağlandı", "Kabul bekleyen alındı yok")
    assert receipt_states(stocked) == [(1, "kabul", 2)] and len(voucher_states(stocked)) == 3


async def test_goods_that_are_not_accepted_go_back_with_a_reason(stocked: Path, open_desk: OpenDesk) -> None:
    brought(stocked, (TONER, "2"))
    async with open_desk(stocked, "kayit", PASSWORD, LARGE) as (app, pilot):
        await ledger(pilot, app)
        await until_shown(pilot, "1 kayıt")
        await press_only(pilot, "f8")
        await until_shown(pilot, "Ret: Alındı", "Teslim edenin nüshası")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Ret gerekçesi", "!")
        await type_in(pilot, reason="Toner sızdırıyor; firma alındıyı getirmedi")
        await until_shown(pilot, "reddedildi", "Kabul bekleyen alındı yok")
        await press_only(pilot, "v", "v")
        await until_shown(pilot, "Reddedildi", "Toner sızdırıyor", "nüshası geri alınamadı")
        await press_only(pilot, "k")
        await until_shown(pilot, "1: Reddedildi.")
    (row,) = rows(stocked, GeciciAlindi)
    assert (row.state, row.copy_back) == ("red", False) and row.reason.startswith("Toner sızdırıyor")


async def test_the_receipt_is_printed_for_the_deliverer(
    stocked: Path, open_desk: OpenDesk, tmp_path: Path
) -> None:
    brought(stocked, (FOLDER, "100"), (TONER, "20"))
    async with open_desk(stocked, "kayit", PASSWORD, SMALL) as (app, pilot):
        await ledger(pilot, app)
        await until_shown(pilot, "1 kayıt")
        await press_only(pilot, "f6")
        await until_shown(pilot, "Taşınır Geçici Alındısı")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Dışa aktar")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Dosya yazıldı")
    (made,) = tmp_path.glob("*.pdf")
    text = " ".join(PdfReader(made).pages[0].extract_text().split())
    assert "TAŞINIR GEÇİCİ ALINDISI" in text and "Kabul bekliyor" in text and "Örnek Kırtasiye" in text
    folder, toner = (f"{one // 1000}" for one in receipt_lines(stocked))
    assert f"Klasör Adet {folder}" in text and f"Siyah toner Adet {toner}" in text


async def test_who_only_checks_reads_receipts(stocked: Path, open_desk: OpenDesk) -> None:
    brought(stocked, (TONER, "2"))
    async with open_desk(stocked, "kontrol", PASSWORD, SMALL) as (app, pilot):
        await ledger(pilot, app)
        await until_shown(pilot, "1 kayıt")
        names = ("new", "edit", "take_in", "refuse")
        assert not any(top_view(app).check_action(name, ()) for name in names)
        await press_only(pilot, "k", "f8", "enter")
        await until(pilot, lambda: isinstance(top_view(app), ReceiptView))
        await until_shown(pilot, "Kabul bekliyor")
        assert not any(top_view(app).check_action(name, ()) for name in (*names, "cancel_record"))
    assert receipt_states(stocked) == [(1, "bekliyor", None)]
