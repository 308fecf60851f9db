"""Yapılacaklar by keys: what is still to be given, that it was given, and where each duty leads."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from sqlmodel import col, select

from data.core.calendar import format_date
from data.core.permissions import PROGRAM
from data.core.store import Store
from data.tasinir.duty_views import duties
from data.tasinir.models_vouchers import Vif
from screens.tasinir.duties import DutyLedger
from screens.tasinir.voucher_view import VoucherView
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, screen_text, until, until_shown
from tests.screens.typist import type_in
from tests.tasinir.ending_office import PAPER
from tests.tasinir.tasinir_office import PASSWORD, Desk
from tests.tasinir.voucher_office import approved, head, line

SMALL, LARGE = (80, 24), (160, 45)
DSI = "Devlet Su İşleri Genel Müdürlüğü"


def today() -> date:
    return date.today()  # noqa: DTZ011 - the office's own date


def given_away(path: Path, *back: int) -> None:
    """A packet of paper to another idare, so many days ago each."""
    with Store.open(path) as store:
        desk = Desk(store, path.parent)
        for days in back:
            day = today() - timedelta(days=days)
            approved(desk, head(desk, "devir_idare", day, other_text=DSI), line(desk, PAPER, 1, 0))


def sent(path: Path) -> list[tuple[date | None, str, date | None, str]]:
    with Store.open(path) as store, store.look(PROGRAM) as look:
        rows = look.session.exec(select(Vif).where(Vif.kind == "devir_idare").order_by(col(Vif.id))).all()
        return [(one.sent_on, one.sent_no, one.answered_on, one.answered_no) for one in rows]


async def section(pilot, app, title: str, view: type) -> None:  # type: ignore[no-untyped-def]
    """Through B, by the first letters of the section's name."""
    await press_only(pilot, "6")
    await press_only(pilot, "b")
    await until_shown(pilot, "Bölüm", title)
    while f"▸ {title}" not in screen_text(app):
        await press_only(pilot, "down")
    await press_only(pilot, "enter")
    await until(pilot, lambda: isinstance(top_view(app), view))


async def test_a_duty_is_seen_with_its_sign_explained_and_written_down(ending: Path, open_desk: OpenDesk) -> None:
    given_away(ending, 7)
    with Store.open(ending) as store, Desk(store, ending.parent).look("kayit") as look:
        first = duties(look)[0]
    async with open_desk(ending, "kayit", PASSWORD, SMALL) as (app, pilot):
        await until_shown(pilot, "6 ●2")
        await section(pilot, app, "Yapılacaklar", DutyLedger)
        said = f"{first.light.sign} {format_date(first.last_day)} {first.left}"
        await until_shown(pilot, said, "Karşı fiş gelecek", "Fiş muhasebeye", "2 kayıt")
        await press_only(pilot, "f4")
        await until_shown(pilot, "Alan idarenin giriş fişi beklenir", "+ 7 gün", "m.19/3", "Fiş: ")
        await press_only(pilot, "escape", "ş")
        await until_shown(pilot, "Karşı fiş geldi")
        await type_in(pilot, day="", paper="Fiş 12", reason="")
        await until_shown(pilot, "1 kayıt", "Fiş muhasebeye", "6 Taşınır ●1")
        await press_only(pilot, "j")
        await until_shown(pilot, "Verildi: ")
        await type_in(pilot, day="", paper="E-77", reason="")
        await until_shown(pilot, "Verilmeyi bekleyen fiş ya da liste yok")
    assert sent(ending) == [(today(), "E-77", today(), "Fiş 12")]


async def test_what_goes_with_one_letter_is_written_down_at_once(ending: Path, open_desk: OpenDesk) -> None:
    given_away(ending, 5, 4)
    async with open_desk(ending, "kayit", PASSWORD, LARGE) as (app, pilot):
        await section(pilot, app, "Yapılacaklar", DutyLedger)
        await until_shown(pilot, "Devlet Su İşleri", "4 kayıt")
        await press_only(pilot, "v", "v")
        await until_shown(pilot, "2 kayıt")
        await press_only(pilot, "ctrl+a", "Ş")
        await until_shown(pilot, "Verildi: 2 kayıt")
        await type_in(pilot, day="", paper="E-5", reason="")
        await until_shown(pilot, "2 kayıt: verildiği yazıldı", "Verilmeyi bekleyen")
    assert sent(ending) == [(today(), "E-5", None, "")] * 2


async def test_a_day_before_the_voucher_is_refused_for_all(ending: Path, open_desk: OpenDesk) -> None:
    given_away(ending, 5, 4)
    async with open_desk(ending, "kayit", PASSWORD, SMALL) as (app, pilot):
        await section(pilot, app, "Yapılacaklar", DutyLedger)
        await until_shown(pilot, "4 kayıt")
        await press_only(pilot, "ctrl+a", "ş")
        await until_shown(pilot, "Verildi: 4 kayıt")
        early = format_date(today() - timedelta(days=5))
        await type_in(pilot, day=["ctrl+a", *early], paper="E-5", reason="")
        await until_shown(pilot, "! Gün, fişin günü")
    assert sent(ending) == [(None, "", None, "")] * 2


async def test_a_duty_leads_to_its_voucher_and_who_only_looks_writes_nothing(
    ending: Path, open_desk: OpenDesk
) -> None:
    given_away(ending, 5)
    async with open_desk(ending, "denetci", PASSWORD, SMALL) as (app, pilot):
        await section(pilot, app, "Yapılacaklar", DutyLedger)
        await until_shown(pilot, "2 kayıt")
        assert "Gönderildi" not in screen_text(app) and "●2" not in screen_text(app)
        await press_only(pilot, "ş", "enter")
        await until(pilot, lambda: isinstance(top_view(app), VoucherView))
        await until_shown(pilot, "Başka idareye devir", DSI)
    assert sent(ending) == [(None, "", None, "")]
