"""Requests by keys: written line by line, met beside the stock in steps, ended with a reason, printed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pypdf import PdfReader

from data.core.store import Store
from data.tasinir.models_items import TasinirIstek, TasinirTeslim, TasinirTeslimSatir
from screens.tasinir.delivery_view import DeliveryView
from screens.tasinir.request_view import RequestView
from screens.tasinir.requests import RequestLedger
from screens.tasinir.voucher_view import VoucherView
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, screen_text, until, until_shown
from tests.screens.sections_by_keys import to_section
from tests.screens.typist import type_in
from tests.tasinir.asking_office import (
    FOLDER,
    LAPTOP,
    PAPER,
    TONER,
    asked,
    request_lines,
    request_states,
    rows,
    voucher_states,
)
from tests.tasinir.tasinir_office import PASSWORD, Desk

SMALL, LARGE = (80, 24), (160, 45)


def today() -> date:
    return date.today()  # noqa: DTZ011 - the office's own date


def ask(path: Path, *lines: tuple[str, str]) -> int:
    with Store.open(path) as store:
        return asked(Desk(store, path.parent), today(), *lines)


async def ledger(pilot, app) -> None:  # type: ignore[no-untyped-def]
    await to_section(pilot, app, "İstek belgeleri")


async def opened(pilot, app) -> None:  # type: ignore[no-untyped-def]
    await ledger(pilot, app)
    await until_shown(pilot, "Açık", f"{today().year}/1")
    await press_only(pilot, "enter")
    await until(pilot, lambda: isinstance(top_view(app), RequestView))
    await until_shown(pilot, "İstenen", "Ambarda", "Şimdi")


async def test_a_request_is_written_line_by_line_and_loses_no_head(stocked: Path, open_desk: OpenDesk) -> None:
    async with open_desk(stocked, "clerk", PASSWORD, SMALL) as (app, pilot):
        await ledger(pilot, app)
        await until_shown(pilot, "Karşılanmayı bekleyen istek yok")
        await press_only(pilot, "n")
        await until_shown(pilot, "Yeni istek belgesi")
        await type_in(pilot, istek_birimi_id="idari", ambar_id="merkez", day="", asked_by="Ayşe Yılmaz")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "İstek belgesinin kalemleri: Ayşe Yılmaz")
        await press_only(pilot, "escape")
        await until_shown(pilot, "Yeni istek belgesi", "Ayşe Yılmaz", "İdari İşler Servisi")
        assert request_states(stocked) == []
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "İstek belgesinin kalemleri")
        await type_in(pilot, tasinir_id="a4", quantity="12")
        await press_only(pilot, "ctrl+s")
        await until(pilot, lambda: request_lines(stocked) == [(12_000, 0)])
        await type_in(pilot, tasinir_id="toner", quantity="5")
        await press_only(pilot, "ctrl+s")
        await until(pilot, lambda: len(request_lines(stocked)) == 2)
        await press_only(pilot, "escape")
        await until(pilot, lambda: isinstance(top_view(app), RequestView))
        await until_shown(pilot, "Durum: Açık", PAPER, TONER)
        await press_only(pilot, "down")
        await until(pilot, lambda: top_view(app).current.at.line.line_no == 2)
        await press_only(pilot, "f2")
        await until_shown(pilot, "2. kalem: İstek")
        await type_in(pilot, tasinir_id="", quantity=["ctrl+a", *"3"])
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "2. kalem düzeltildi")
        await press_only(pilot, "delete")
        await until_shown(pilot, "2. kalem çıkarıldı: Siyah toner", "1 kayıt")
    assert request_states(stocked) == [(1, "acik", "")] and request_lines(stocked) == [(12_000, 0)]


async def test_consumables_are_met_as_far_as_the_ambar_goes_and_approved_from_there(
    stocked: Path, open_desk: OpenDesk
) -> None:
    ask(stocked, (TONER, "5"), (FOLDER, "10"))
    async with open_desk(stocked, "kayit", PASSWORD, SMALL) as (app, pilot):
        await until_shown(pilot, "6 ●1")
        await opened(pilot, app)
        text = screen_text(app)
        assert "!   1 Siyah toner" in text and "!   2 Klasör" in text
        await press_only(pilot, "k")
        await until_shown(pilot, "Karşıla: İstek")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Fiş taslağı hazır: F7 onaylar, G açar")
        assert request_lines(stocked) == [(5_000, 0), (10_000, 0)]
        await press_only(pilot, "n")
        assert "Kalem ekle" not in screen_text(app)
        await press_only(pilot, "f7")
        await until_shown(pilot, "Fişi onayla")
        await press_only(pilot, "enter")
        await until_shown(pilot, "onaylandı", "Durum: Kısmen karşılandı")
        await press_only(pilot, "f4")
        await until_shown(pilot, "istenen 5, verilen 2, kalan 3 Adet", "m.22/3")
        await press_only(pilot, "escape", "g")
        await until(pilot, lambda: isinstance(top_view(app), VoucherView))
        await until_shown(pilot, "Tüketim", "Taşınır İstek Belgesi", "1.800,00")
    assert request_states(stocked) == [(1, "kismen", "")] and request_lines(stocked) == [
        (5_000, 2_000),
        (10_000, 0),
    ]
    assert voucher_states(stocked)[-1] == ("tuketim", "onayli", 4)


async def test_durables_are_picked_by_their_number_and_delivered_to_the_person(
    stocked: Path, open_desk: OpenDesk
) -> None:
    ask(stocked, (LAPTOP, "2"))
    async with open_desk(stocked, "kayit", PASSWORD, LARGE) as (app, pilot):
        await opened(pilot, app)
        await press_only(pilot, "k")
        await until_shown(pilot, "Verilecek bir şey yok")
        await press_only(pilot, "enter")
        await until_shown(pilot, "2 tane kaldı", "255.02.01.01.02", "Örnek X1")
        await press_only(pilot, "down", "space", "down", "space", "enter")
        await until(pilot, lambda: "2 Adet" in screen_text(app).split("Şimdi", 1)[-1])
        await press_only(pilot, "k")
        await until_shown(pilot, "Karşıla: İstek", "Teslim alan")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "teslim alan kişi ya da ortak alan seçilmelidir")
        await type_in(pilot, personel_id="301")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Durum: Karşılandı")
        await press_only(pilot, "g")
        await until(pilot, lambda: isinstance(top_view(app), DeliveryView))
    assert request_states(stocked)[0][1] == "karsilandi" and request_lines(stocked) == [(2_000, 2_000)]
    (made,) = rows(stocked, TasinirTeslim)
    assert made.istek_id == rows(stocked, TasinirIstek)[0].id
    assert [one.demirbas_id for one in rows(stocked, TasinirTeslimSatir)] == [2, 3]


async def test_k_in_the_ledger_gives_at_once_or_waits_for_the_choice_of_items(
    stocked: Path, open_desk: OpenDesk
) -> None:
    ask(stocked, (PAPER, "5"))
    ask(stocked, (PAPER, "6"), (LAPTOP, "1"))
    async with open_desk(stocked, "kayit", PASSWORD, SMALL) as (app, pilot):
        await ledger(pilot, app)
        await until_shown(pilot, "2 kayıt")
        await press_only(pilot, "k")
        await until_shown(pilot, "seçin, sonra K", LAPTOP)
        await press_only(pilot, "k")
        await until_shown(pilot, "Vermeden önce", "Dizüstü bilgisayar: taşınır seçilmedi")
        await press_only(pilot, "escape", "escape")
        await until(pilot, lambda: isinstance(top_view(app), RequestLedger))
        await press_only(pilot, "down", "k")
        await until_shown(pilot, "Karşıla: İstek", "Tarih")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Fiş taslağı hazır", "(Taslak)")
    assert voucher_states(stocked)[3:] == [("tuketim", "taslak", None)]


async def test_less_than_the_least_quantity_is_said_before_it_is_given(stocked: Path, open_desk: OpenDesk) -> None:
    ask(stocked, (PAPER, "40"))
    async with open_desk(stocked, "kayit", PASSWORD, LARGE) as (app, pilot):
        await opened(pilot, app)
        assert "!   1 A4 kâğıt" in screen_text(app)
        await press_only(pilot, "k")
        await until_shown(pilot, "Vermeden önce", "10 Paket kalır, en az 20", "m.6/4-f")
        await press_only(pilot, "escape", "enter")
        await until_shown(pilot, "Şimdi verilecek")
        await press_only(pilot, *"30", "enter")
        await until(pilot, lambda: "!   1" not in screen_text(app))
        await press_only(pilot, "k")
        await until_shown(pilot, "Karşıla: İstek")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Fiş taslağı hazır", "(Taslak)")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Şimdi verilecek")
        await press_only(pilot, *"11", "enter", "k")
        await until_shown(pilot, "Karşıla: İstek")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "için 10 Paket kaldı; 11 veriliyor", "m.10/1-c")
    assert voucher_states(stocked)[-1][:2] == ("tuketim", "taslak") and len(voucher_states(stocked)) == 4


async def test_requests_end_with_a_reason_and_keep_their_number(stocked: Path, open_desk: OpenDesk) -> None:
    ask(stocked, (PAPER, "1"))
    ask(stocked, (FOLDER, "1"))
    async with open_desk(stocked, "clerk", PASSWORD, SMALL) as (app, pilot):
        await ledger(pilot, app)
        await until_shown(pilot, "2 kayıt")
        await press_only(pilot, "delete")
        await until_shown(pilot, "nasıl bitiyor?", "İsteyen birim vazgeçti")
        await press_only(pilot, "enter")
        await until_shown(pilot, "neden iptal ediliyor?")
        await press_only(pilot, *"Gerek kalmadı", "enter")
        await until_shown(pilot, "iptal edildi; numarası kalır", "1 kayıt")
        await press_only(pilot, "delete")
        await until_shown(pilot, "nasıl bitiyor?")
        await press_only(pilot, "down", "enter")
        await until_shown(pilot, "neden karşılanmıyor?")
        await press_only(pilot, *"Ödenek yok", "enter")
        await until_shown(pilot, "Karşılanmayı bekleyen istek yok")
        await press_only(pilot, "v", "v")
        await until_shown(pilot, "2 kayıt", "Reddedildi", "İptal")
        await press_only(pilot, "delete")
        await until_shown(pilot, ": İptal.")
    assert request_states(stocked) == [(1, "red", "Ödenek yok"), (2, "iptal", "Gerek kalmadı")]


async def test_the_head_is_put_right_and_history_tells_it(stocked: Path, open_desk: OpenDesk) -> None:
    ask(stocked, (PAPER, "1"))
    async with open_desk(stocked, "clerk", PASSWORD, SMALL) as (app, pilot):
        await ledger(pilot, app)
        await until_shown(pilot, "1 kayıt")
        await press_only(pilot, "f2")
        await until_shown(pilot, "Düzeltme: İstek")
        await type_in(pilot, istek_birimi_id="", ambar_id="", day="", asked_by=["ctrl+a", *"Hülya Aydın"])
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "düzeltildi")
        await press_only(pilot, "h")
        await until_shown(pilot, "Taşınır istek belgesi düzeltildi", "Mehmet Kaya", "Hülya Aydın")
    assert rows(stocked, TasinirIstek)[0].asked_by == "Hülya Aydın"


async def test_who_only_checks_sees_requests_and_changes_nothing(stocked: Path, open_desk: OpenDesk) -> None:
    ask(stocked, (PAPER, "1"))
    async with open_desk(stocked, "kontrol", PASSWORD, SMALL) as (app, pilot):
        await opened(pilot, app)
        names = ("new", "edit", "meet", "hand_on", "cancel_record")
        assert not any(top_view(app).check_action(name, ()) for name in names)
        await press_only(pilot, "k", "enter")
        await until_shown(pilot, "Bütün ambarlarda")
        await press_only(pilot, "escape", "escape")
        await until(pilot, lambda: isinstance(top_view(app), RequestLedger))
        assert not any(top_view(app).check_action(name, ()) for name in names[:3])
    assert request_states(stocked) == [(1, "acik", "")]


async def test_the_request_is_printed_with_what_was_asked(
    stocked: Path, open_desk: OpenDesk, tmp_path: Path
) -> None:
    ask(stocked, (PAPER, "7"), (TONER, "2"))
    async with open_desk(stocked, "kayit", PASSWORD, SMALL) as (app, pilot):
        await ledger(pilot, app)
        await until_shown(pilot, "1 kayıt")
        await press_only(pilot, "f6")
        await until_shown(pilot, "Taşınır İstek Belgesi")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Dışa aktar")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Dosya yazıldı")
    (made,) = tmp_path.glob("*.pdf")
    text = PdfReader(made).pages[0].extract_text()
    assert "TAŞINIR İSTEK BELGESİ" in text and "İstek Yapan Birim Yöneticisi" in text and "Mehmet Kaya" in text
    wanted = [f"{one // 1000}" for one, _ in request_lines(stocked)]
    assert all(f"{name} {unit} {one}" in " ".join(text.split()) for name, unit, one in zip(
        (PAPER, TONER), ("Paket", "Adet"), wanted, strict=True))  # fmt: skip
