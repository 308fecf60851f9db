"""Sale, donations, value added, a return and a move between ambars by keys: what is asked, booked and due."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from data.core.calendar import format_date
from data.core.permissions import PROGRAM
from data.core.store import Store
from data.tasinir.models_items import Demirbas
from data.tasinir.models_vouchers import TasinirHareket, Vif
from screens.tasinir.duties import DutyLedger
from screens.tasinir.stock import StockLedger
from screens.tasinir.voucher_view import VoucherView
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, screen_text, until, until_shown
from tests.screens.test_tasinir_hands import items, section
from tests.screens.typist import type_in
from tests.tasinir.tasinir_office import PASSWORD

SMALL = (80, 24)


def today() -> date:
    return date.today()  # noqa: DTZ011 - the office's own date


def booked(path: Path) -> list[tuple[str, str, int]]:
    """Vouchers after those that the office began with."""
    with Store.open(path) as store, store.look(PROGRAM) as look:
        rows = look.session.exec(select(Vif).order_by(col(Vif.id))).all()
        return [(one.kind, one.state, one.total_kurus) for one in rows[5:]]


def moved(path: Path) -> list[tuple[int, int]]:
    with Store.open(path) as store, store.look(PROGRAM) as look:
        rows = look.session.exec(select(TasinirHareket).order_by(col(TasinirHareket.id).desc())).all()
        return [(one.quantity, one.kurus) for one in rows[:2]]


async def stock(pilot: Any, app: Any) -> None:
    """What the ambars hold, from wherever one is."""
    if isinstance(top_view(app), VoucherView):
        await press_only(pilot, "escape")
    elif isinstance(top_view(app), DutyLedger):
        await press_only(pilot, "b")
        await until_shown(pilot, "Bölüm", "Ambar durumu")
        await press_only(pilot, *"ambar du", "enter")
    else:
        await press_only(pilot, "6")
    await until(pilot, lambda: isinstance(top_view(app), StockLedger))


async def type_at(pilot: Any, name: str, text: str) -> None:
    """Into one field of the open form, wherever the focus is."""
    pilot.app.screen.query_one(f"#alan-{name}").control.focus()
    await type_in(pilot, **{name: text})


async def begin(pilot: Any, app: Any, kind: str, **fields: str) -> None:
    """N in the ambars, the kind by its letters, the fields that are named; to the first line."""
    await stock(pilot, app)
    await press_only(pilot, "n")
    await until_shown(pilot, "Yeni fiş", "İşlem çeşidi")
    await type_in(pilot, ambar_id="merkez", kind=kind)
    paper = {"dayanak_day": format_date(today()), "dayanak_no": "O-7"} if "other_ambar_id" not in fields else {}
    wanted = {**paper, **fields}
    for name, text in wanted.items():
        await type_at(pilot, name, text)
    await press_only(pilot, "ctrl+s")
    await until(pilot, lambda: isinstance(top_view(app), VoucherView))
    await until_shown(pilot, "Kalem ekle: Taslak")


async def leave_lines(pilot: Any) -> None:
    await press_only(pilot, "escape")
    await until(pilot, lambda: "Kalem ekle" not in screen_text(pilot.app))


async def approve(pilot: Any) -> None:
    """F7 behind the last line."""
    if "Kalem ekle" in screen_text(pilot.app):
        await leave_lines(pilot)
    await until_shown(pilot, "F7 Onay", "1 kayıt")
    await press_only(pilot, "f7")
    await until_shown(pilot, "Fişi onayla")
    await press_only(pilot, "enter")
    await until_shown(pilot, "Durum: Onaylı")


async def test_a_laptop_is_sold_for_its_recorded_value_and_another_gains_value(
    ending: Path, open_desk: OpenDesk
) -> None:
    first, second = items(ending)[:2]
    async with open_desk(ending, "kayit", PASSWORD, SMALL) as (app, pilot):
        await begin(pilot, app, "satış")
        await until_shown(pilot, "Onay için eksik: nereye verildiği veya kime verildiği")
        assert "Marka" not in screen_text(app)
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "! Dayanıklı taşınırı ya da tüketim")
        await type_in(pilot, demirbas_id=first.sicil_no)
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "✓ 1 kalem")
        await leave_lines(pilot)
        await press_only(pilot, "f7")
        await until_shown(pilot, "Onaylanamaz: ", "eksik: nereye verildiği", "m.26", "başlığı K")
        await press_only(pilot, "enter", "k")
        await until_shown(pilot, "Kime verildiği")
        await type_at(pilot, "to_person", "Hurdacı Ltd.")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Kime: Hurdacı Ltd.", f"…{first.sicil_no[-8:]} Dizüstü", "1.200,00 TL")
        assert "eksik" not in screen_text(app)
        await approve(pilot)
        await press_only(pilot, "f4")
        await until_shown(pilot, "Kayıtlı değer: 1.200,00 TL", "m.13/2")
        await press_only(pilot, "escape")
        await begin(pilot, app, "değer")
        await until_shown(pilot, "Değeri artan", "Eklenen değer")
        assert "Miktar *" not in screen_text(app)
        await type_in(pilot, demirbas_id=second.sicil_no, unit_price="300", kdv="20")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "✓ 1 kalem")
        await approve(pilot)
        await until_shown(pilot, "360,00 TL")
    assert booked(ending) == [("satis", "onayli", 120_000), ("deger_artisi", "onayli", 36_000)]
    assert moved(ending) == [(0, 36_000), (-1_000, -120_000)]
    with Store.open(ending) as store, store.look(PROGRAM) as look:
        found = look.session.exec(select(Demirbas).order_by(col(Demirbas.id))).all()
        assert [(one.state, one.value_kurus) for one in found[:2]] == [("dustu", 120_000), ("ambarda", 156_000)]


async def test_donations_come_and_go_and_what_muhasebe_gets_stands_on_the_list(
    ending: Path, open_desk: OpenDesk
) -> None:
    async with open_desk(ending, "kayit", PASSWORD, SMALL) as (app, pilot):
        await begin(pilot, app, "bağış", from_text="Örnek Vakfı")
        await type_in(pilot, tasinir_id="klasör", quantity=["ctrl+a", *"20"], unit_price="15", kdv="0")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "✓ 1 kalem")
        await approve(pilot)
        await begin(pilot, app, "çbağış", to_place="Örnek İlkokulu")
        await type_in(pilot, demirbas_id="", tasinir_id="klasör", quantity=["ctrl+a", *"5"])
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "✓ 1 kalem")
        await approve(pilot)
        await until_shown(pilot, "75,00 TL")
        await begin(pilot, app, "tüketim", from_text="İdari İşler Servisi")
        await type_in(pilot, tasinir_id="a4", quantity=["ctrl+a", *"2"])
        await until_shown(pilot, "90")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "✓ 1 kalem")
        await approve(pilot)
        await until_shown(pilot, "180,00 TL")
        await section(pilot, app, "y", DutyLedger)
        await until_shown(pilot, "3 kayıt", "Fiş muhasebeye", "Bağış ve yardım alma")
        await press_only(pilot, "f4")
        last = format_date(today() + timedelta(days=10))
        await until_shown(pilot, f"+ 10 gün = {last}", "m.30/1")
    assert booked(ending) == [
        ("bagis_giris", "onayli", 30_000),
        ("bagis_cikis", "onayli", 7_500),
        ("iade_tuketim", "onayli", 18_000),
    ]


async def test_a_move_between_ambars_has_two_vouchers_and_another_idare_owes_its_copy_in_seven_days(
    ending: Path, open_desk: OpenDesk
) -> None:
    one = items(ending)[0]
    async with open_desk(ending, "kayit", PASSWORD, SMALL) as (app, pilot):
        await begin(pilot, app, "ambarlar", other_ambar_id="bilişim")
        await type_in(pilot, demirbas_id=one.sicil_no)
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "✓ 1 kalem")
        await approve(pilot)
        await until_shown(pilot, "Karşı fiş: ")
        await begin(pilot, app, "çbaşka", other_text="Örnek Belediyesi")
        await type_in(pilot, demirbas_id="", tasinir_id="a4", quantity=["ctrl+a", *"10"])
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "✓ 1 kalem")
        await approve(pilot)
        await section(pilot, app, "y", DutyLedger)
        # The move stays in the unit: muhasebe gets nothing of it (m.19/6, m.24/3).
        await until_shown(pilot, "2 kayıt", "Karşı fiş gelecek", "Fiş muhasebeye")
        assert "Ambarlar arası" not in screen_text(app)
        await press_only(pilot, "f4")
        await until_shown(pilot, f"+ 7 gün = {format_date(today() + timedelta(days=7))}", "m.19/3")
    assert booked(ending) == [
        ("ambar_cikis", "onayli", 120_000),
        ("ambar_giris", "onayli", 120_000),
        ("devir_idare", "onayli", 90_000),
    ]
    with Store.open(ending) as store, store.look(PROGRAM) as look:
        found = look.session.get_one(Demirbas, one.id)
        assert (found.state, found.value_kurus) == ("ambarda", 120_000)
        assert found.ambar_id != one.ambar_id
