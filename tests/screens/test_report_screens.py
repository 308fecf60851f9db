"""Reports by the keys a clerk presses: from the month, the list of months, the people and their own list."""

from __future__ import annotations

import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from data.core import actors
from data.core.permissions import PROGRAM
from data.core.store import Store
from data.puantaj.drafts import LeaveDraft
from data.puantaj.operations import leaves, months
from data.puantaj.rules.period import Period
from tests.puantaj.puantaj_office import PASSWORD, build_office
from tests.screens.conftest import OpenDesk
from tests.screens.pilot import press_only, until_shown

SIZES = [(80, 24), (160, 45)]


def last_month() -> Period:
    last_day = datetime.now().astimezone().date().replace(day=1) - timedelta(days=1)
    return Period.of_month(last_day.year, last_day.month)


@pytest.fixture(scope="session")
def reported_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office with last month open, in which somebody was ill for three days."""
    path = tmp_path_factory.mktemp("rapor") / "masa.db"
    build_office(path)
    period = last_month()
    with Store.open(path) as store:
        with store.look(PROGRAM) as look:
            ayse = actors.actor_by_username(look, "ayse")
        with store.work(ayse) as work:
            day = date(period.start.year, period.start.month, 6)
            draft = LeaveDraft(personel_id=2, code="RAPOR", start=day, end=day + timedelta(days=2), document="R-9")
            leaves.record_leave(work, draft)
            months.open_month(work, 1, period)
    return path


@pytest.fixture
def office(reported_office: Path, tmp_path: Path) -> Path:
    path = tmp_path / "masa.db"
    shutil.copyfile(reported_office, path)
    return path


def words(folder: Path, stem: str) -> str:
    (path,) = folder.glob(f"{stem}*.pdf")
    return "".join(page.extract_text() for page in PdfReader(path).pages)


@pytest.mark.parametrize("size", SIZES[:1])
async def test_a_form_of_the_month_is_chosen_in_the_month_and_from_the_list(
    office: Path, tmp_path: Path, open_desk: OpenDesk, size: tuple[int, int]
) -> None:
    async with open_desk(office, "ayse", PASSWORD, size) as (_, pilot):
        await press_only(pilot, "3")
        await until_shown(pilot, "Puantajlar", last_month().label)
        await press_only(pilot, "f6")
        await until_shown(pilot, "Bu liste", "cetvel ve formlar", "Yıllık özet", "Günlük imza föyü")
        await press_only(pilot, "down", "enter")
        await until_shown(pilot, "Dışa aktar", "Puantaj cetveli", "Klasör")
        await press_only(pilot, "right", "right")
        await until_shown(pilot, "Eksik gün dökümü")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Dosya yazıldı")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Yazıldı: eksik-gun_")
    assert "R-9" in words(tmp_path, "eksik-gun_")
    assert list(tmp_path.glob("eksik-gun_*.xlsx"))


async def test_the_list_of_reports_asks_what_a_report_needs_and_tells_of_its_last_export(
    office: Path, tmp_path: Path, open_desk: OpenDesk
) -> None:
    async with open_desk(office, "ayse", PASSWORD, (80, 24)) as (_, pilot):
        await press_only(pilot, "3")
        await until_shown(pilot, "Puantajlar", last_month().label)
        await press_only(pilot, "b")
        await until_shown(pilot, "Bölüm", "Raporlar")
        await press_only(pilot, "r", "enter")
        await until_shown(pilot, "Fazla mesai çizelgesi", "Günlük imza föyü")
        await press_only(pilot, "down", "down", "down", "enter")
        await until_shown(pilot, "Aylık özet", f"{last_month().start:%Y-%m}")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Klasör")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Dosya yazıldı")
        await press_only(pilot, "enter")
        await until_shown(pilot, f"{datetime.now().astimezone():%d.%m.%Y}")
    assert "AYLIK PUANTAJ ÖZETİ" in words(tmp_path, "aylik-ozet_")


async def test_the_cards_of_selected_people_share_a_file(
    office: Path, tmp_path: Path, open_desk: OpenDesk
) -> None:
    year = datetime.now().astimezone().year
    async with open_desk(office, "ayse", PASSWORD, (80, 24)) as (_, pilot):
        await press_only(pilot, "8")
        await until_shown(pilot, "Ali ÇINAR")
        await press_only(pilot, "space", "space")
        await until_shown(pilot, "2 seçili")
        await press_only(pilot, "f6")
        await until_shown(pilot, "Bu liste", f"Kişi kartı {year}: 2 kişi")
        await press_only(pilot, "down", "enter")
        await until_shown(pilot, "Klasör")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Dosya yazıldı")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Yazıldı: kisi-karti_")
    assert words(tmp_path, "kisi-karti_").count("KİŞİ KARTI") == 2
