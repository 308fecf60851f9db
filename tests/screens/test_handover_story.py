"""Handing over to HR by the keys of a clerk."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from data.core.permissions import PROGRAM
from data.core.store import Store
from data.personel.rules import StaffKind
from data.puantaj import handover_views
from data.puantaj.handover import EndMonth
from exports.handover import faults, read_claim
from screens.puantaj.sections import SECTIONS
from tests.puantaj.handover_office import close, closed, open_only
from tests.puantaj.puantaj_office import PASSWORD, Desk, build_office
from tests.screens.conftest import OpenDesk
from tests.screens.pilot import press_only, screen_text, until, until_shown

_PLACE = [section.title for section in SECTIONS].index("Teslimler")


@pytest.fixture
def office(tmp_path: Path, office_file: Path) -> Path:
    """October is closed for the company's staff and open for the memur."""
    path = tmp_path / "masa.db"
    shutil.copyfile(office_file, path)
    return path


@pytest.fixture(scope="session")
def office_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("teslim") / "masa.db"
    build_office(path)
    last = _last_month().period(1)
    with Store.open(path) as store:
        desk = Desk(store, path.parent)
        closed(desk, StaffKind.SIRKET, last)
        close(desk, open_only(desk, StaffKind.MEMUR, last), steps=1)
    return path


def _last_month() -> EndMonth:
    today = EndMonth.of(date.today())  # noqa: DTZ011 - the office's own date
    return EndMonth(today.year - (today.month == 1), (today.month - 2) % 12 + 1)


@pytest.mark.parametrize("size", [(80, 24)])
async def test_a_month_is_handed_over_looked_at_and_written_again(
    office: Path, open_desk: OpenDesk, tmp_path: Path, size: tuple[int, int]
) -> None:
    month = _last_month()
    name = f"teslim_{month}_0001"
    async with open_desk(office, username="ayse", password=PASSWORD, size=size) as (app, pilot):
        await press_only(pilot, "3", "b")
        await until_shown(pilot, "Bölüm", "Teslimler")
        await press_only(pilot, *["down"] * _PLACE, "enter")
        await until_shown(pilot, "Henüz teslim yok")
        await press_only(pilot, "n")
        await until_shown(pilot, "Yeni teslim: ay", month.label)
        await press_only(pilot, "enter")
        await until_shown(pilot, "[x] Şirket personeli", "servis şefi kontrol etmeli", "hazırlayan açmalı")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Teslim paketi", "Klasör")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Dosya yazıldı", name)
        await press_only(pilot, "enter")
        await until_shown(pilot, f"{month.year}/1", "Şirket İK")
        folder = tmp_path / name
        assert faults(folder, read_claim(folder).manifest) == ()
        if size[0] < 120:
            await press_only(pilot, "enter")
        await until_shown(pilot, f"Teslim {month.year}/1", "Belediye Şirketi")
        if size[0] < 120:
            await press_only(pilot, "escape")
            await until(pilot, lambda: "Kapat" not in screen_text(app))
        shutil.rmtree(folder)
        await press_only(pilot, "f6")
        await until_shown(pilot, "Paket, teslim edildiği gibi")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Dosya yazıldı", name)
        await press_only(pilot, "enter")
        await until(pilot, lambda: "Dosya yazıldı" not in screen_text(app))
        assert faults(folder, read_claim(folder).manifest) == ()
        await press_only(pilot, "h")
        await until_shown(pilot, "Teslim edildi", "Teslim yeniden yazıldı")
    with Store.open(office) as store, store.look(PROGRAM) as look:
        assert handover_views.handover(look, 1).row.made_by == "Ayşe Yılmaz"


async def test_who_may_only_read_is_told_so(office: Path, open_desk: OpenDesk) -> None:
    async with open_desk(office, username="denetci", password=PASSWORD) as (_app, pilot):
        await press_only(pilot, "3", "b")
        await until_shown(pilot, "Bölüm", "Teslimler")
        await press_only(pilot, *["down"] * _PLACE, "enter")
        await until_shown(pilot, "Henüz teslim yok")
        await press_only(pilot, "n")
        await until_shown(pilot, "Yeni teslim: ay")
        await press_only(pilot, "enter")
        await until_shown(pilot, "hazırlama yetkiniz yok")
