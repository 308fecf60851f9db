"""Vouchers by keys: a purchase line by line, its approval, a consumption, and one that the ambar cannot meet."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from data.core.calendar import MONTHS, format_date
from data.core.permissions import PROGRAM
from data.core.store import Store
from data.tasinir.models_counts import AylikListe
from data.tasinir.models_vouchers import TasinirHareket, Vif, VifSatir
from screens.tasinir.correction import CorrectionView
from screens.tasinir.stock import StockLedger
from screens.tasinir.voucher_view import VoucherView
from screens.tasinir.vouchers import VoucherLedger
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, screen_text, until, until_shown
from tests.screens.sections_by_keys import to_section
from tests.screens.typist import type_in
from tests.tasinir.tasinir_office import PASSWORD, Desk, build
from tests.tasinir.voucher_office import bought, drafted, head, line, used

SMALL, LARGE = (80, 24), (160, 45)


@pytest.fixture(scope="session")
def tasinir_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tasinir-ekran") / "masa.db"
    build(path)
    return path


@pytest.fixture
def office(tasinir_office: Path, tmp_path: Path) -> Path:
    path = tmp_path / "masa.db"
    shutil.copyfile(tasinir_office, path)
    return path


def today() -> date:
    return date.today()  # noqa: DTZ011 - the office's own date


def day() -> str:
    return format_date(today())


def number(place: int) -> str:
    return f"{today().year}/{place}"


def with_stock(path: Path, *, draft_of: int = 0) -> None:
    """Ten packets of paper, and a draft that takes some of them out."""
    with Store.open(path) as store:
        desk = Desk(store, path.parent)
        bought(desk, "A4 kâğıt", 10, 100, today())
        if draft_of:
            drafted(desk, head(desk, "tuketim", today()), line(desk, "A4 kâğıt", draft_of, 0))


def vouchers(path: Path) -> list[tuple[str, str, int | None, int]]:
    with Store.open(path) as store, store.look(PROGRAM) as look:
        rows = look.session.exec(select(Vif).order_by(col(Vif.id))).all()
        return [(one.kind, one.state, one.number, one.total_kurus) for one in rows]


def lines(path: Path) -> list[tuple[int, int]]:
    with Store.open(path) as store, store.look(PROGRAM) as look:
        rows = look.session.exec(select(VifSatir).order_by(col(VifSatir.id))).all()
        return [(one.quantity, one.total_kurus) for one in rows]


def moved(path: Path) -> list[tuple[int, int]]:
    with Store.open(path) as store, store.look(PROGRAM) as look:
        rows = look.session.exec(select(TasinirHareket).order_by(col(TasinirHareket.id))).all()
        return [(one.quantity, one.kurus) for one in rows]


async def area(pilot, app) -> None:  # type: ignore[no-untyped-def]
    await press_only(pilot, "6")
    await until(pilot, lambda: isinstance(top_view(app), StockLedger))


async def ledger(pilot, app) -> None:  # type: ignore[no-untyped-def]
    await area(pilot, app)
    await press_only(pilot, "b")
    await until_shown(pilot, "Bölüm", "İşlem fişleri")
    await press_only(pilot, "down", "enter")
    await until(pilot, lambda: isinstance(top_view(app), VoucherLedger))


async def test_a_purchase_is_written_line_by_line(office: Path, open_desk: OpenDesk) -> None:
    async with open_desk(office, "clerk", PASSWORD, SMALL) as (app, pilot):
        await area(pilot, app)
        await until_shown(pilot, "Bu görünümde taşınır yok")
        await press_only(pilot, "n")
        await until_shown(pilot, "Yeni fiş", "İşlem çeşidi")
        await type_in(pilot, ambar_id="merkez", kind="g", day="", dayanak_day=day(), dayanak_no="F-12")
        await type_in(pilot, muayene_day=day(), muayene_no="MK-3", from_text="Örnek Kırtasiye")
        await type_in(pilot, kdv_included="", joint_kurus="53")
        await press_only(pilot, "ctrl+s")
        await until(pilot, lambda: isinstance(top_view(app), VoucherView))
        await until_shown(pilot, "Kalem ekle: Taslak Satın alma")
        await type_in(pilot, tasinir_id="a4", quantity=["ctrl+a", *"10"], unit_price="100", kdv="0")
        await press_only(pilot, "ctrl+s")
        await until(pilot, lambda: lines(office) == [(10_000, 105_300)])
        await type_in(pilot, tasinir_id="klasör", quantity=["ctrl+a", *"4"], unit_price="12,50", kdv="20")
        await press_only(pilot, "ctrl+s")
        await until(pilot, lambda: len(lines(office)) == 2)
        await press_only(pilot, "escape")
        await until_shown(pilot, "A4 kâğıt", "Klasör", "1.113,00", "Örnek Kırtasiye", "F-12")
    assert vouchers(office) == [("satin_alma", "taslak", None, 111_300)]
    assert sum(kurus for _, kurus in lines(office)) == 111_300 and moved(office) == []


async def test_a_line_is_amended_and_another_taken_off(office: Path, open_desk: OpenDesk) -> None:
    with Store.open(office) as store:
        desk = Desk(store, office.parent)
        drafted(desk, head(desk, "satin_alma", today()), line(desk), line(desk, "Klasör", 2, 10))
    async with open_desk(office, "clerk", PASSWORD, SMALL) as (app, pilot):
        await ledger(pilot, app)
        await until_shown(pilot, "Taslak", "Satın alma")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Klasör", "A4 kâğıt", "F-1")
        await press_only(pilot, "f2")
        await until_shown(pilot, "1. kalem: Taslak")
        await type_in(pilot, tasinir_id="", quantity=["ctrl+a", *"3"], unit_price="")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "1. kalem düzeltildi", "300,00")
        await press_only(pilot, "down", "delete")
        await until_shown(pilot, "2. kalem çıkarıldı: Klasör", "1 kayıt")
    assert lines(office) == [(3_000, 30_000)]


async def test_the_head_of_a_draft_is_corrected_and_an_approved_one_is_not(
    office: Path, open_desk: OpenDesk
) -> None:
    with_stock(office, draft_of=4)
    async with open_desk(office, "clerk", PASSWORD, SMALL) as (app, pilot):
        await ledger(pilot, app)
        await until_shown(pilot, "Taslak", number(1))
        await press_only(pilot, "f2")
        await until_shown(pilot, "Fiş: Taslak Tüketim", "01 Merkez Ambarı", "F-1")
        await type_in(pilot, ambar_id="", kind="", day="", dayanak_day="", dayanak_no=["ctrl+a", *"İ-99"])
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Fiş taslağı düzeltildi")
        await press_only(pilot, "down", "f2")
        await until_shown(pilot, "Yalnız taslak düzeltilir")
    with Store.open(office) as store, store.look(PROGRAM) as look:
        rows = look.session.exec(select(Vif).order_by(col(Vif.id))).all()
        assert [(one.dayanak_no, one.kind) for one in rows] == [("F-1", "satin_alma"), ("İ-99", "tuketim")]
    assert lines(office) == [(10_000, 100_000), (4_000, 0)]


async def test_the_kayit_yetkilisi_approves_and_the_stock_shows_it(office: Path, open_desk: OpenDesk) -> None:
    with_stock(office, draft_of=4)
    async with open_desk(office, "kayit", PASSWORD, SMALL) as (app, pilot):
        await ledger(pilot, app)
        await until_shown(pilot, number(1), "Taslak", "Tüketim")
        await press_only(pilot, "f7")
        await until_shown(pilot, "Fişi onayla", "1 kalem")
        await press_only(pilot, "enter")
        await until_shown(pilot, f"{number(2)} onaylandı", "400,00")
        await press_only(pilot, "enter")
        await until(pilot, lambda: isinstance(top_view(app), VoucherView))
        await until_shown(pilot, "A4 kâğıt")
        await press_only(pilot, "f4")
        await until_shown(pilot, f"{number(1)} girişinden", "m.22/4")
        await press_only(pilot, "escape", "escape")
        await press_only(pilot, "b")
        await until_shown(pilot, "Bölüm")
        await press_only(pilot, "enter")
        await until_shown(pilot, "! A4 kâğıt", "600,00")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Eldeki lotlar", "6 / 10", "−4 → 6", number(2))
    assert vouchers(office)[1] == ("tuketim", "onayli", 2, 40_000)
    assert moved(office) == [(10_000, 100_000), (-4_000, -40_000)]


async def test_more_than_the_ambar_holds_is_refused_and_nothing_is_booked(
    office: Path, open_desk: OpenDesk
) -> None:
    with_stock(office, draft_of=11)
    async with open_desk(office, "kayit", PASSWORD, SMALL) as (app, pilot):
        await ledger(pilot, app)
        await until_shown(pilot, "Taslak", "Tüketim")
        await press_only(pilot, "f7")
        await until_shown(pilot, "Fişi onayla")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Yapılamadı", "A4 kâğıt")
        await press_only(pilot, "enter")
        await press_only(pilot, "delete")
        await until_shown(pilot, "neden vazgeçiliyor")
        await press_only(pilot, *"Ambarda yok", "enter")
        await until_shown(pilot, "vazgeçildi")
    assert vouchers(office)[1][:3] == ("tuketim", "iptal", None)
    assert moved(office) == [(10_000, 100_000)]


async def test_an_approved_voucher_is_reversed_with_a_day_and_a_reason(office: Path, open_desk: OpenDesk) -> None:
    with_stock(office)
    async with open_desk(office, "kayit", PASSWORD, LARGE) as (app, pilot):
        await ledger(pilot, app)
        await until_shown(pilot, number(1))
        await press_only(pilot, "delete")
        await until_shown(pilot, f"Ters kayıt: {number(1)}")
        await type_in(pilot, day="", reason="Yanlış ambara girildi", approval="")
        await until_shown(pilot, "Harcama yetkilisinin onayı", "m.39/1")
        await type_in(pilot, approval="Olur 2026/12")
        await until_shown(pilot, f"ters kaydı: {number(2)}")
    assert [one[1:3] for one in vouchers(office)] == [("ters", 1), ("onayli", 2)]
    assert moved(office) == [(10_000, 100_000), (-10_000, -100_000)]


async def test_the_stock_of_a_day_before_the_purchase_is_empty(office: Path, open_desk: OpenDesk) -> None:
    with_stock(office)
    async with open_desk(office, "clerk", PASSWORD, SMALL) as (app, pilot):
        await area(pilot, app)
        await until_shown(pilot, "A4 kâğıt", "1.000,00")
        await press_only(pilot, "g")
        await until_shown(pilot, "Hangi günün sonu?")
        await press_only(pilot, "ctrl+a", *f"01.01.{today().year}", "ctrl+s")
        await until_shown(pilot, "Bu görünümde taşınır yok", f"Ambar durumu · 01.01.{today().year}")


async def test_who_only_checks_can_neither_write_nor_approve(office: Path, open_desk: OpenDesk) -> None:
    with_stock(office, draft_of=1)
    async with open_desk(office, "kontrol", PASSWORD, SMALL) as (app, pilot):
        await ledger(pilot, app)
        await until_shown(pilot, "Taslak")
        view = top_view(app)
        assert not any(view.check_action(name, ()) for name in ("new", "edit", "hand_on", "cancel_record"))
        await press_only(pilot, "f7", "delete", "enter")
        await until(pilot, lambda: isinstance(top_view(app), VoucherView))
        await until_shown(pilot, "Fiş Taslak Tüketim", "A4 kâğıt")
    assert vouchers(office)[1][1] == "taslak"


async def test_a_voucher_is_printed_from_its_ledger(open_desk: OpenDesk, office: Path, tmp_path: Path) -> None:
    with_stock(office)
    async with open_desk(office, "kayit", PASSWORD, SMALL) as (app, pilot):
        await press_only(pilot, "6")
        await until_shown(pilot, "A4 kâğıt")
        await press_only(pilot, "b")
        await until_shown(pilot, "Bölüm")
        await press_only(pilot, "down", "enter")
        await until(pilot, lambda: isinstance(top_view(app), VoucherLedger))
        await until_shown(pilot, number(1))
        await press_only(pilot, "f6")
        await until_shown(pilot, f"Fiş: {number(1)} Satın alma")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Dışa aktar")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Dosya yazıldı", f"vif-{today().year}-1.pdf")


# ---------------------------------------------------------------- sent, corrected, out of the order of entry


def sent(path: Path) -> list[tuple[date | None, str]]:
    with Store.open(path) as store, store.look(PROGRAM) as look:
        rows = look.session.exec(select(Vif).order_by(col(Vif.id))).all()
        return [(one.sent_on, one.sent_no) for one in rows]


async def test_several_vouchers_go_to_muhasebe_with_one_letter(office: Path, open_desk: OpenDesk) -> None:
    with_stock(office, draft_of=1)
    with Store.open(office) as store:
        bought(Desk(store, office.parent), "Klasör", 5, 10, today())
    async with open_desk(office, "kayit", PASSWORD, LARGE) as (app, pilot):
        await to_section(pilot, app, "İşlem fişleri")
        await until_shown(pilot, "3 kayıt", number(2))
        await press_only(pilot, "ctrl+a", "ş")
        await until_shown(pilot, "Muhasebeye verildi: 2 fiş")
        await type_in(pilot, day="", paper="E-45", reason="")
        await until_shown(pilot, "2 fiş muhasebeye verildi", "gönderilmeyen 1 fiş bırakıldı")
        await press_only(pilot, "ş")
        await until_shown(pilot, "Muhasebeye verildi: ")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "gerekçesi yazılmalıdır")
    assert sent(office) == [(today(), "E-45"), (None, ""), (today(), "E-45")]


async def test_the_list_of_a_month_is_given_from_a_consumption(office: Path, open_desk: OpenDesk) -> None:
    before = today().replace(day=1) - timedelta(days=1)
    with Store.open(office) as store:
        desk = Desk(store, office.parent)
        bought(desk, "A4 kâğıt", 10, 100, before)
        used(desk, "A4 kâğıt", 4, before)
    async with open_desk(office, "kayit", PASSWORD, SMALL) as (app, pilot):
        await to_section(pilot, app, "İşlem fişleri")
        await until_shown(pilot, "2 kayıt", "Tüketim")
        await press_only(pilot, "ş")
        await until_shown(pilot, "tüketim listesi", MONTHS[before.month - 1])
        await type_in(pilot, day="", paper="E-46", reason="")
        await until_shown(pilot, "muhasebeye verildi")
    with Store.open(office) as store, store.look(PROGRAM) as look:
        (given,) = look.session.exec(select(AylikListe)).all()
        assert (given.year, given.month, given.kurus) == (before.year, before.month, 40_000)
        assert (given.sent_on, given.sent_no) == (today(), "E-46")
    assert [one for one, _ in sent(office)] == [None, None]


async def test_a_wrong_quantity_is_corrected_with_the_approval_of_the_harcama_yetkilisi(
    office: Path, open_desk: OpenDesk
) -> None:
    with_stock(office)
    async with open_desk(office, "harcama", PASSWORD, SMALL) as (app, pilot):
        await to_section(pilot, app, "İşlem fişleri")
        await until_shown(pilot, number(1))
        await press_only(pilot, "enter")
        await until(pilot, lambda: isinstance(top_view(app), VoucherView))
        await until_shown(pilot, "A4 kâğıt", "F12 Düzeltme aç")
        await press_only(pilot, "f12")
        await until_shown(pilot, f"Doğru fiş: {number(1)} yerine", "F-1", "MK-1")
        await press_only(pilot, "ctrl+s")
        await until(pilot, lambda: isinstance(top_view(app), CorrectionView))
        await until_shown(pilot, f"Yerine: {number(1)}", "1.000,00 TL")
        await press_only(pilot, "f7")
        await until_shown(pilot, "yanlış fiştekiyle aynı")
        await press_only(pilot, "f2")
        await until_shown(pilot, f"1. kalem: Düzeltme: {number(1)}")
        await type_in(pilot, tasinir_id="", quantity=["ctrl+a", *"sekiz"])
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "bir miktar değil", "sekiz")
        await press_only(pilot, "ctrl+a", *"8", "ctrl+s")
        await until_shown(pilot, "800,00 TL")
        # The program ends here without being asked: power cut, closed terminal.
    async with open_desk(office, "harcama", PASSWORD, SMALL) as (app, pilot):
        await to_section(pilot, app, "İşlem fişleri")
        await until_shown(pilot, number(1))
        await press_only(pilot, "f12")
        await until_shown(pilot, f"{number(1)} fişinin düzeltmesi yarım kalmış", "▸ Kaldığı yerden sürdür")
        await press_only(pilot, "enter")
        await until(pilot, lambda: isinstance(top_view(app), CorrectionView))
        await until_shown(pilot, "800,00 TL")
        await press_only(pilot, "escape")
        await until_shown(pilot, "Düzeltme kaydedilmedi", "▸ Vazgeç ve sakla")
        await press_only(pilot, "g", "enter", "f7")
        await until_shown(pilot, "Düzeltmeyi onayla")
        await press_only(pilot, *"Miktar yanlış", "enter")
        await until_shown(pilot, f"{number(1)} düzeltildi: doğrusu {number(3)}", "Düzeltme girişi")
    assert list(office.parent.rglob("taslaklar/**/*.json")) == []
    kinds = [("satin_alma", "ters", 1), ("duzeltme_cikis", "onayli", 2), ("duzeltme_giris", "onayli", 3)]
    assert [one[:3] for one in vouchers(office)] == kinds
    assert moved(office) == [(10_000, 100_000), (-10_000, -100_000), (8_000, 80_000)]


async def test_only_the_harcama_yetkilisi_corrects(office: Path, open_desk: OpenDesk) -> None:
    with_stock(office)
    async with open_desk(office, "kayit", PASSWORD, SMALL) as (app, pilot):
        await to_section(pilot, app, "İşlem fişleri")
        await until_shown(pilot, number(1))
        assert not top_view(app).check_action("correct", ())
        await press_only(pilot, "f12", "enter")
        await until(pilot, lambda: isinstance(top_view(app), VoucherView))
        await until_shown(pilot, "A4 kâğıt")
        assert not top_view(app).check_action("correct", ())
    assert len(vouchers(office)) == 1


async def test_a_lot_is_chosen_out_of_its_order_with_the_reason(office: Path, open_desk: OpenDesk) -> None:
    with Store.open(office) as store:
        desk = Desk(store, office.parent)
        bought(desk, "A4 kâğıt", 10, 100, today())
        bought(desk, "A4 kâğıt", 3, 120, today())
        drafted(desk, head(desk, "tuketim", today()), line(desk, "A4 kâğıt", 3, 0))
    async with open_desk(office, "kayit", PASSWORD, SMALL) as (app, pilot):
        await to_section(pilot, app, "İşlem fişleri")
        await until_shown(pilot, "Taslak", number(2))
        await press_only(pilot, "enter")
        await until_shown(pilot, "A4 kâğıt", "L Lot seç")
        await press_only(pilot, "l")
        await until_shown(pilot, "hangi girişten çıkacak?", "Giriş sırası", "3 kaldı", "360,00 TL")
        await press_only(pilot, "down", "down", "enter")
        await until_shown(pilot, "m.22/4", "Son kullanma tarihi yaklaştı")
        await press_only(pilot, "enter")
        await until_shown(pilot, "1. kalemin lotu seçildi")
        await press_only(pilot, "f7")
        await until_shown(pilot, "Fişi onayla")
        await press_only(pilot, "enter")
        await until_shown(pilot, f"{number(3)} onaylandı", "360,00")
        await press_only(pilot, "f4")
        await until_shown(pilot, "elle seçildi", "Son kullanma tarihi yaklaştı", f"{number(2)} girişinden")
    assert moved(office)[-1] == (-3_000, -36_000)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_head_asks_for_what_the_kind_needs_and_keeps_what_was_typed(
    office: Path, open_desk: OpenDesk, size: tuple[int, int]
) -> None:
    async with open_desk(office, "clerk", PASSWORD, size) as (app, pilot):
        await area(pilot, app)
        await until_shown(pilot, "Bu görünümde taşınır yok")
        await press_only(pilot, "n")
        await until_shown(pilot, "Yeni fiş", "Dayanak sayısı", "Açıklama")
        assert "Muayene" not in screen_text(app) and "Kime verildiği" not in screen_text(app)
        await type_in(pilot, ambar_id="merkez", kind="g", day="", dayanak_day=day(), dayanak_no="F-12")
        await until_shown(pilot, "Muayene kabul sayısı", "Nereden geldiği", "Ortak gider")
        assert "Kime verildiği" not in screen_text(app) and "Karşı ambar" not in screen_text(app)
        await type_in(pilot, muayene_day="", muayene_no="MK-3")
        for _ in range(6):
            await press_only(pilot, "shift+tab")
        await press_only(pilot, "ç")
        await until_shown(pilot, "Kime verildiği", "Nereye verildiği", "İstek birimi", "MK-3")
        assert "Nereden geldiği" not in screen_text(app) and "Muayene kabul tarihi" not in screen_text(app)
        await press_only(pilot, "g")
        await until_shown(pilot, "Nereden geldiği", "Muayene kabul tarihi", "MK-3", "F-12")
        assert "Kime verildiği" not in screen_text(app)
