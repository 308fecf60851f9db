"""Ordered overtime by keys: for selected days of the month, from its ledger, and why the week came out so."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from data.core import actors
from data.core.permissions import PROGRAM
from data.core.store import Store
from data.puantaj import views
from data.puantaj.models import Overtime, PuantajRow
from data.puantaj.operations import months
from data.puantaj.rules.period import Period
from tests.puantaj.puantaj_office import PASSWORD, build_office
from tests.screens.conftest import OpenDesk
from tests.screens.pilot import press_only, until_shown
from tests.screens.typist import press


@pytest.fixture
def office(tmp_path: Path) -> Path:
    path = tmp_path / "masa.db"
    kept = tmp_path.parent / "overtime-office.db"
    if not kept.exists():
        build_office(kept)
    shutil.copyfile(kept, path)
    with Store.open(path) as store:
        with store.look(PROGRAM) as look:
            ayse = actors.actor_by_username(look, "ayse")
            group = views.groups(look)[0].id
        with store.work(ayse) as work:
            months.open_month(work, group, this_month())
    return path


def this_month() -> Period:
    today = date.today()  # noqa: DTZ011 - the office's own date
    last = today.replace(day=1) - timedelta(days=1)
    return Period.of_month(last.year, last.month)


def third_saturday() -> int:
    return next(day.day for day in this_month().days if day.weekday() == 5 and day.day > 14)


@pytest.mark.parametrize("size", [(80, 24)])
async def test_one_olur_for_three_people_is_typed_once_and_told_why(
    open_desk: OpenDesk, office: Path, size: tuple[int, int]
) -> None:
    async with open_desk(office, "ayse", PASSWORD, size=size) as (_, pilot):
        await press_only(pilot, "3")
        await until_shown(pilot, "Şirket personeli")
        await press_only(pilot, "enter")
        await until_shown(pilot, "ÇINAR")
        await press_only(pilot, *["right"] * (third_saturday() - 1), "shift+down", "shift+down", "alt+g")
        await until_shown(pilot, "3 güne fazla mesai")
        await press(pilot, *"0900", "enter", *"1500", "enter", *"30", "enter", "enter")
        await press(pilot, *"Taşınma", "enter", *"Olur-7", "ctrl+s")
        await until_shown(pilot, "3 güne fazla mesai yazıldı", "ATÇ")
        await press_only(pilot, "up", "up", "f4")
        await until_shown(pilot, "Hafta:", "Sözleşme haftası 40 saat")
    with Store.open(office) as store, store.look(PROGRAM) as look:
        rows = look.session.exec(select(Overtime.minutes, Overtime.document)).all()
        assert [tuple(row) for row in rows] == [(330, "Olur-7")] * 3
        assert sorted(look.session.exec(select(PuantajRow.fsc_minutes)).all())[-2:] == [300, 300]


async def test_the_ledger_of_overtime_writes_and_cancels(open_desk: OpenDesk, office: Path) -> None:
    day = f"{this_month().start.replace(day=third_saturday()):%d.%m.%Y}"
    async with open_desk(office, "ayse", PASSWORD) as (_, pilot):
        await press_only(pilot, "3")
        await until_shown(pilot, "Şirket personeli")
        await press_only(pilot, "b")
        await until_shown(pilot, "Denkleştirme")
        await press_only(pilot, "f", "enter")
        await until_shown(pilot, "Kayıtlı fazla mesai yok")
        await press_only(pilot, "n")
        await until_shown(pilot, "Yeni fazla mesai")
        await press_only(pilot, *"fatma")
        await until_shown(pilot, "ŞAHİN")
        await press(pilot, "enter", *day, "enter", *"0900", "enter", *"1200", "enter", "enter", "enter")
        await press(pilot, *"Bakım", "enter", *"Olur-8", "ctrl+s")
        await until_shown(pilot, "Fazla mesai kaydedildi")
        await press_only(pilot, "escape")
        await until_shown(pilot, "Fatma ŞAHİN", "09:00–12:00")
        await press_only(pilot, "delete")
        await until_shown(pilot, "neden iptal ediliyor")
        await press_only(pilot, *"Vazgeçildi", "enter")
        await until_shown(pilot, "0 kayıt")
    with Store.open(office) as store, store.look(PROGRAM) as look:
        (row,) = look.session.exec(select(Overtime.minutes, Overtime.cancelled_reason)).all()
        assert tuple(row) == (180, "Vazgeçildi")
