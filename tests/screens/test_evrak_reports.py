"""Books, lists, statistics and labels by keys; the numbers of the statistics lead to their documents."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from data.core.store import Store
from screens.evrak.ledger import EvrakLedger, IncomingLedger
from screens.evrak.reports import ReportView
from screens.evrak.sections import SECTIONS
from screens.evrak.statistics import StatisticsView
from tests.evrak.evrak_office import PASSWORD, Desk, build, incoming
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, until, until_shown

SMALL, LARGE = (80, 24), (160, 45)


@pytest.fixture(scope="session")
def evrak_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("evrak-rapor") / "masa.db"
    build(path)
    return path


@pytest.fixture
def office(evrak_office: Path, tmp_path: Path) -> Path:
    path = tmp_path / "masa.db"
    shutil.copyfile(evrak_office, path)
    with Store.open(path) as store:
        desk = Desk(store, tmp_path)
        for number in range(1, 4):
            incoming(desk, letter_no=f"E-1-702-{number}", subject=f"Lisans Yazısı {number}", letter_date=today())
    return path


def today() -> date:
    return date.today()  # noqa: DTZ011 - the office's own date


async def section(pilot, app, name: str, view: type) -> None:  # type: ignore[no-untyped-def]
    await press_only(pilot, "2")
    await until(pilot, lambda: isinstance(top_view(app), EvrakLedger))
    await press_only(pilot, "b")
    await until_shown(pilot, "Bölüm")
    place = [one.title for one in SECTIONS].index(name)
    await press_only(pilot, *["down"] * place)
    await until_shown(pilot, f"▸ {name}")
    await press_only(pilot, "enter")
    await until(pilot, lambda: isinstance(top_view(app), view))


async def export(pilot) -> None:  # type: ignore[no-untyped-def]
    """Through the dialog of format and folder with what stands there."""
    await until_shown(pilot, "Dışa aktar", "Klasör")
    await press_only(pilot, "ctrl+s")
    await until_shown(pilot, "Dosya yazıldı")
    await press_only(pilot, "enter")


@pytest.mark.parametrize("size", [SMALL])
async def test_the_book_of_the_month_is_written_from_the_list_of_reports(
    office: Path, open_desk: OpenDesk, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with open_desk(office, "ayse", PASSWORD, size) as (app, pilot):
        await section(pilot, app, "Evrak raporları", ReportView)
        await until_shown(pilot, "Evrak defteri", "Geciken evrak listesi")
        await press_only(pilot, "enter")
        await until_shown(pilot, "İlk gün", f"01.{today():%m.%Y}")
        await press_only(pilot, "ctrl+s")
        await export(pilot)
        await until_shown(pilot, f"{today():%d.%m.%Y}")
    (book,), (paper,) = tmp_path.glob("gelen*.xlsx"), tmp_path.glob("gelen*.pdf")
    held = {cell.value for row in load_workbook(book).active.iter_rows() for cell in row}
    assert {f"Lisans Yazısı {number}" for number in range(1, 4)} <= held
    assert "boşluk yok" in PdfReader(paper).pages[-1].extract_text().replace("\n", " ")


async def test_labels_of_the_selected_documents_are_written_from_their_ledger(
    office: Path, open_desk: OpenDesk, tmp_path: Path
) -> None:
    async with open_desk(office, "ayse", PASSWORD, SMALL) as (_app, pilot):
        await press_only(pilot, "2")
        await until_shown(pilot, "Lisans Yazısı 3")
        await press_only(pilot, "ctrl+a")
        await until_shown(pilot, "3 seçili")
        await press_only(pilot, "x")
        await until_shown(pilot, "Ne aktarılsın?", "Kayıt etiketi / kaşesi")
        await press_only(pilot, "k")
        await until_shown(pilot, "▸ Kayıt etiketi")
        await press_only(pilot, "enter")
        await until_shown(pilot, "İlk etiketin yeri")
        await press_only(pilot, "ctrl+s")
        await export(pilot)
    (path,) = tmp_path.glob("kayit*.pdf")
    words = PdfReader(path).pages[0].extract_text()
    assert all(f"{today().year}/{number}" in words for number in (1, 2, 3))


async def test_a_number_of_the_statistics_opens_the_documents_behind_it(office: Path, open_desk: OpenDesk) -> None:
    async with open_desk(office, "zeynep", PASSWORD, LARGE) as (app, pilot):
        await section(pilot, app, "Evrak istatistikleri", StatisticsView)
        await until_shown(pilot, f"Aylık icmal {today().year}")
        view = top_view(app)
        assert isinstance(view, StatisticsView)
        view.show_tab("konu")
        await until_shown(pilot, "702 Yazılım İşleri", "Gelen")
        await press_only(pilot, "enter")
        await until(pilot, lambda: isinstance(top_view(app), IncomingLedger))
        await until_shown(pilot, "Lisans Yazısı 1", "Lisans Yazısı 3", "3 kayıt")
        query = top_view(app).rows.ledger_query
        assert query.fields == (("kod", "702"), ("tarih", str(today().year)))
        await press_only(pilot, "escape", "escape")
        await until(pilot, lambda: top_view(app) is view)


async def test_a_number_without_documents_of_its_own_says_so(office: Path, open_desk: OpenDesk) -> None:
    async with open_desk(office, "zeynep", PASSWORD, SMALL) as (app, pilot):
        await section(pilot, app, "Evrak istatistikleri", StatisticsView)
        view = top_view(app)
        assert isinstance(view, StatisticsView)
        view.show_tab("sekil")
        await until_shown(pilot, "EBYS")
        await press_only(pilot, "enter")
        await until_shown(pilot, "tek süzgeçle listelenemez")


async def test_the_statistics_are_written_with_the_table_that_is_seen(
    office: Path, open_desk: OpenDesk, tmp_path: Path
) -> None:
    async with open_desk(office, "zeynep", PASSWORD, LARGE) as (app, pilot):
        await section(pilot, app, "Evrak istatistikleri", StatisticsView)
        view = top_view(app)
        assert isinstance(view, StatisticsView)
        view.show_tab("yas")
        await until_shown(pilot, "Sorumlusu yok")
        await press_only(pilot, "x")
        await until_shown(pilot, "Tablo", "Bekleyenin yaşı", str(today().year))
        await press_only(pilot, "ctrl+s")
        await export(pilot)
    (path,) = tmp_path.glob("evrak*.pdf")
    assert "Bekleyen evrakın yaşı" in PdfReader(path).pages[0].extract_text()


async def test_nothing_late_is_told_and_nothing_is_written(
    office: Path, open_desk: OpenDesk, tmp_path: Path
) -> None:
    async with open_desk(office, "ayse", PASSWORD, SMALL) as (app, pilot):
        await section(pilot, app, "Evrak raporları", ReportView)
        await until_shown(pilot, "Geciken evrak listesi")
        await press_only(pilot, "down", "down", "enter")
        await until_shown(pilot, "Bölümleme")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Dışa aktar", "Klasör")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Geciken evrak yok")
    assert not list(tmp_path.glob("geciken*"))
