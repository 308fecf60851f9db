"""Leave by keys: asked for, checked, approved, printed; balances with their Neden?; the calendar."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlmodel import select

from data.core import actors, units
from data.core.permissions import PROGRAM
from data.core.store import Store
from data.personel.models import Personel
from data.puantaj.drafts import LeaveDraft, MinimumDraft
from data.puantaj.models import BalanceEntry, Izin
from data.puantaj.operations.leaves import record_leave
from data.puantaj.operations.staffing import set_minimum
from screens.frame import Frame
from screens.puantaj.area import PuantajArea
from screens.puantaj.leave_calendar import LeaveCalendarView
from tests.puantaj.puantaj_office import PASSWORD, build_office
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, screen_text, until, until_shown

SMALL = (80, 24)


@pytest.fixture(scope="session")
def leave_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office with a minimum that nobody's leave keeps to."""
    path = tmp_path_factory.mktemp("izin") / "masa.db"
    build_office(path)
    with Store.open(path) as store:
        with store.look(PROGRAM) as look:
            chief = actors.actor_by_username(look, "mehmet")
            unit = next(one.id for one in units.tree(look) if one.name == "Yazılım Şube Müdürlüğü")
        with store.work(chief) as work:
            draft = MinimumDraft(birim_id=unit, minimum=50, valid_from=date(2020, 1, 1), source="Onay 1")
            set_minimum(work, draft)
    return path


@pytest.fixture
def office(leave_office: Path, tmp_path: Path) -> Path:
    path = tmp_path / "masa.db"
    shutil.copyfile(leave_office, path)
    return path


def next_monday() -> date:
    day = date.today() + timedelta(days=7)  # noqa: DTZ011 - the office's own date
    return day + timedelta(days=-day.weekday() % 7)


def leave_of(path: Path) -> Izin:
    with Store.open(path) as store, store.look(PROGRAM) as look:
        row = look.session.exec(select(Izin)).one()
        look.session.expunge(row)
        return row


async def section(pilot, place: int) -> None:  # type: ignore[no-untyped-def]
    await press_only(pilot, "3")
    await until_shown(pilot, "Puantajlar")
    await press_only(pilot, "b")
    await until_shown(pilot, "Bölüm", "İzin takvimi")
    await press_only(pilot, *["i"] * place, "enter")
    # A key that comes while the dialog still closes would be its key, not the list's.
    await until(
        pilot, lambda: isinstance(pilot.app.screen, Frame) and not isinstance(top_view(pilot.app), PuantajArea)
    )


async def test_a_leave_goes_from_the_request_to_the_approval_by_keys(
    office: Path, tmp_path: Path, open_desk: OpenDesk
) -> None:
    start = next_monday()
    async with open_desk(office, "ayse", PASSWORD, SMALL) as (app, pilot):
        await section(pilot, 1)
        await until_shown(pilot, "N izin ister")
        await press_only(pilot, "n")
        await until_shown(pilot, "İzin isteği", "Vekâlet eden")
        await press_only(pilot, *"ali")
        await until_shown(pilot, "▸ Ali ÇINAR")
        await press_only(pilot, "enter", "y", "enter", *f"{start:%d.%m.%Y}", "enter", "enter", "3", "ctrl+s")
        await until_shown(pilot, "Uyarı", "asgari 50 kişinin", "gerekçe")
        await press_only(pilot, *"Cenaze", "enter")
        await until_shown(pilot, "Ali ÇINAR", "Taslak", "onaya sunun")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Yazılırken verilen", "Adımlar")
        await press_only(pilot, "f7")
        await until_shown(pilot, "Onaya sun", "Vazgeç")
        await press_only(pilot, "enter")
        await until_shown(pilot, "● Sunuldu")
        assert "F8" not in screen_text(app).splitlines()[0]
    assert not leave_of(office).effective

    for username, step, reached in (("mehmet", "Kontrol et", "Kontrol edildi"), ("zeynep", "Onayla", "✓ Geçerli")):
        async with open_desk(office, username, PASSWORD, SMALL) as (_, pilot):
            await until_shown(pilot, "Ali ÇINAR · Yıllık", step)
            await press_only(pilot, "enter")
            await until_shown(pilot, "Şirket personeli", "Göreve başlama")
            await press_only(pilot, "f7")
            await until_shown(pilot, step, "Vazgeç")
            await press_only(pilot, "enter")
            await until_shown(pilot, reached)
            if username == "zeynep":
                await press_only(pilot, "f6")
                await until_shown(pilot, "Dışa aktar", "Klasör")
                await press_only(pilot, "ctrl+s")
                await until_shown(pilot, "Dosya yazıldı")
                await press_only(pilot, "enter")
    row = leave_of(office)
    assert (row.effective, row.start, row.reason) == (True, start, "Cenaze")
    (form,) = tmp_path.glob("izin*.pdf")
    text = "".join(page.extract_text() for page in PdfReader(form).pages)
    assert "İZİN FORMU" in text and "Zeynep Demir" in text and f"{start:%d.%m.%Y}" in text


async def test_a_request_is_returned_corrected_and_withdrawn_by_keys(office: Path, open_desk: OpenDesk) -> None:
    _ask(office)
    async with open_desk(office, "mehmet", PASSWORD, SMALL) as (_, pilot):
        await until_shown(pilot, "Ali ÇINAR · Yıllık", "Kontrol et")
        await press_only(pilot, "enter")
        await until_shown(pilot, "● Sunuldu")
        await press_only(pilot, "f8")
        await until_shown(pilot, "neden iade ediliyor")
        await press_only(pilot, *"Haftaya", "enter")
        await until_shown(pilot, "○ Taslak")
    async with open_desk(office, "ayse", PASSWORD, SMALL) as (_, pilot):
        await section(pilot, 1)
        await press_only(pilot, "v")
        await until_shown(pilot, "Ali ÇINAR", "Taslak")
        await press_only(pilot, "enter")
        await until_shown(pilot, "○ Taslak", "F2 Düzenle")
        await press_only(pilot, "f2")
        await until_shown(pilot, "İzin isteği: Ali ÇINAR", "Yolda")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Uyarı")
        await press_only(pilot, *"Onaylandı", "enter")
        await until(pilot, lambda: leave_of(office).reason == "Onaylandı")
        await until_shown(pilot, "Gerekçe: Onaylandı")
        await press_only(pilot, "delete")
        await until_shown(pilot, "neden geri çekiliyor")
        await press_only(pilot, *"Vazgeçti", "enter")
        await until_shown(pilot, "Geri çekildi")
    assert leave_of(office).cancelled_reason == "Vazgeçti"


def _ask(path: Path) -> None:
    from data.core.approvals import Stage
    from data.puantaj.drafts import LeaveRequestDraft
    from data.puantaj.operations.leave_requests import advance_leave, request_leave

    with Store.open(path) as store:
        with store.look(PROGRAM) as look:
            clerk = actors.actor_by_username(look, "ayse")
            ali = look.session.exec(select(Personel.id).where(Personel.sicil == "101")).one() or 0
        with store.work(clerk) as work:
            draft = LeaveRequestDraft(
                personel_id=ali, code="YILLIK_ISCI", start=next_monday(), count=3, address="Yolda"
            )
            key = request_leave(work, draft, "Zorunlu")
        with store.work(clerk) as work:
            advance_leave(work, key, expected=Stage.TASLAK)


async def test_a_balance_is_explained_and_an_opening_entry_is_typed(office: Path, open_desk: OpenDesk) -> None:
    async with open_desk(office, "ayse", PASSWORD, SMALL) as (_, pilot):
        await section(pilot, 2)
        await until_shown(pilot, "İzin bakiyeleri", "Devreden", "Kalan")
        await press_only(pilot, "slash", *"kemal", "enter")
        await until_shown(pilot, "Kemal İNCE", "1 kayıt")
        await press_only(pilot, "f4")
        await until_shown(pilot, "Kemal İNCE · Yıllık izin", "devreden", "iş günü")
        await press_only(pilot, "escape")
        await press_only(pilot, "n")
        await until_shown(pilot, "Bakiye kaydı: Yıllık izin", "Hak yılı")
        for key in ("enter", "d", "enter", "enter", "enter", *"7,5", "enter", *"Eski", "ctrl+s"):
            await press_only(pilot, key)
        await until_shown(pilot, "Bakiye kaydı yazıldı")
        await until(pilot, lambda: any("7,5" in line for line in screen_text(pilot.app).splitlines()))
        await press_only(pilot, "delete")
        await until_shown(pilot, "Hangi kayıt geri çekilsin", "7,5 iş günü")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Neden geri çekiliyor")
        await press_only(pilot, *"Yanlış kişi", "enter")
        await until_shown(pilot, "geri çekildi")
    with Store.open(office) as store, store.look(PROGRAM) as look:
        row = look.session.exec(select(BalanceEntry)).one()
        assert (row.amount, row.withdrawn_reason) == (15, "Yanlış kişi")


@pytest.mark.parametrize("size", [SMALL, (160, 45)])
async def test_the_calendar_shows_the_weeks_and_opens_a_leave(
    office: Path, open_desk: OpenDesk, size: tuple[int, int]
) -> None:
    with Store.open(office) as store:
        with store.look(PROGRAM) as look:
            clerk = actors.actor_by_username(look, "ayse")
            ali = look.session.exec(select(Personel.id).where(Personel.sicil == "101")).one() or 0
        with store.work(clerk) as work:
            start = next_monday()
            record_leave(work, LeaveDraft(personel_id=ali, code="YILLIK_ISCI", start=start, count=2, document="B"))
    async with open_desk(office, "ayse", PASSWORD, size) as (app, pilot):
        await section(pilot, 3)
        await until_shown(pilot, "İşbaşında", "Asgari kadro altı", "Ali ÇINAR")
        view = top_view(app)
        assert isinstance(view, LeaveCalendarView)
        await press_only(pilot, "pagedown")
        await until(pilot, lambda: view._weeks == 1)
        await until_shown(pilot, "Ali ÇINAR", "Yİ")
        await press_only(pilot, "pageup")
        await until(pilot, lambda: view._weeks == 0)
        await press_only(pilot, "f10")
        await until_shown(pilot, "bekleyen izin isteği yok")
        await press_only(pilot, "x", "delete", "backspace")
        assert "Ali ÇINAR" in screen_text(app), "letters and erasing change nothing here"
        assert view._grid.go_to(ali, start)
        await press_only(pilot, "enter")
        await until_shown(pilot, "✓ Geçerli", f"{start:%d.%m.%Y}")
        await press_only(pilot, "escape")
        await until_shown(pilot, "İşbaşında")
