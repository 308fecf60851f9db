"""A filled sheet of another office, by the keys that a clerk presses."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlmodel import select
from textual.pilot import Pilot

from app.desk_app import DeskApp
from data.core import trail
from data.core.permissions import PROGRAM
from data.core.store import Store
from data.personel.rules import StaffKind
from data.puantaj.models import Mark, Overtime, Puantaj
from data.puantaj.operations import months
from data.puantaj.sheet_views import kept_letters
from screens.frame import Frame
from screens.puantaj.month_view import PuantajMonth
from screens.puantaj.sheet_result import SheetResult
from tests.puantaj.puantaj_office import PASSWORD, Desk, build_office
from tests.puantaj.sheet_files import OCTOBER, Line, read, row_of, sheet_rows, write_xlsx
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, screen_text, until, until_shown

OTHER = "Fatma Şahin"


@pytest.fixture(scope="session")
def office_with_month(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """October 2026 of the şirket is open."""
    path = tmp_path_factory.mktemp("cetvel") / "masa.db"
    build_office(path)
    with Store.open(path) as store:
        desk = Desk(store, path.parent)
        with desk.work() as work:
            months.open_month(work, desk.group(StaffKind.SIRKET), OCTOBER)
    return path


@pytest.fixture
def office(office_with_month: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "masa.db"
    shutil.copyfile(office_with_month, path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    yield path


def usual_sheet(path: Path, **other: object) -> Path:
    """Two people, an absence, an hour and a half, a letter that nobody knows and totals of which one is wrong."""
    rows = sheet_rows(
        [
            Line(
                "101", "Ali Çınar", row_of(OCTOBER, {5: "D", 6: "Ç+1,5", 7: "Y", 8: "Q9"}, X="Ç"), totals=[20, 30]
            ),
            Line("102", OTHER, row_of(OCTOBER, X="Ç"), totals=["20,5", 30]),
        ],
        totals=["Çalışılan", "Prim günü"],
        title=["PUANTAJ CETVELİ", "Ekim 2026", *other.values()],
    )
    return write_xlsx(path, rows)


async def choose_file(pilot: Pilot[Any], name: str, key: str = "a") -> None:
    """A, then the second kind of file, then its name in the home folder."""
    await press_only(pilot, key)
    await until_shown(pilot, "Dosya al", "Doldurulmuş puantaj cetveli")
    await press_only(pilot, "down", "enter")
    await until_shown(pilot, "Doldurulmuş puantaj cetveli", name)
    await press_only(pilot, *name, "enter")


async def at_the_months(app: DeskApp, pilot: Pilot[Any]) -> None:
    await press_only(pilot, "3")
    await until_shown(pilot, "Şirket personeli", "Ekim 2026")


def written(office: Path) -> tuple[list[tuple[int, str]], list[tuple[int, int]]]:
    with Store.open(office) as store, store.look(PROGRAM) as look:
        marks = [(one.day.day, one.code) for one in look.session.exec(select(Mark))]
        return marks, [(one.day.day, one.minutes) for one in look.session.exec(select(Overtime))]


@pytest.mark.parametrize(("size", "from_month"), [((80, 24), False), ((160, 45), True)])
async def test_a_sheet_is_read_asked_about_shown_and_taken(
    office: Path, tmp_path: Path, open_desk: OpenDesk, size: tuple[int, int], from_month: bool
) -> None:
    usual_sheet(tmp_path / "c.xlsx")
    async with open_desk(office, "ayse", PASSWORD, size) as (app, pilot):
        await at_the_months(app, pilot)
        if from_month:
            await press_only(pilot, "enter")
            await until(pilot, lambda: isinstance(top_view(app), PuantajMonth))
            await until_shown(pilot, "ÇINAR")
        await choose_file(pilot, "c.xlsx", "alt+a" if from_month else "a")
        await until_shown(pilot, "Harfler: c.xlsx", "Y ........... ‹ seçilmedi ›", "1 kez · K6")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Kodu seçilmeyen: Y")
        await press_only(pilot, "ü")
        await until_shown(pilot, "‹ ÜM Ücretli mazeret izni (TİS) ›")
        await press_only(pilot, "ctrl+s")
        await until(pilot, lambda: isinstance(top_view(app), SheetResult))
        await until_shown(pilot, "2 gün, 1 fazla mesai alınacak, 1 hücre alınmıyor")
        await until_shown(pilot, "Çalışılan gün: cetvelde 20", "Tümü   Kırmızı   Sarı   Gri   Ret   Toplam")
        await press_only(pilot, "v")
        await until_shown(pilot, "Prim günü: cetvelde 30")
        for _ in range(3):
            await press_only(pilot, "v")
        await until_shown(pilot, "12. sütun", "“Q9”")
        await press_only(pilot, "v")
        await until_shown(pilot, f"{OTHER.split()[0]} ŞAHİN", "Çalışılan gün: cetvelde 20,5")
        await press_only(pilot, "a")
        await until_shown(pilot, "Cetveli al", "1 kişide 2 gün ve 1 fazla", "1 hücre alınmayacak")
        await press_only(pilot, "enter")
        await until_shown(pilot, "c.xlsx: 2 gün, 1 fazla mesai alındı")
    assert written(office) == ([(5, "DEVAMSIZ"), (7, "MAZERET_ISCI")], [(6, 90)])


async def test_the_next_sheet_of_the_source_asks_no_letter_and_esc_only_audits(
    office: Path, tmp_path: Path, open_desk: OpenDesk
) -> None:
    usual_sheet(tmp_path / "c.xlsx")
    usual_sheet(tmp_path / "d.xlsx", more="Servis 2")
    async with open_desk(office, "ayse", PASSWORD) as (app, pilot):
        await at_the_months(app, pilot)
        await choose_file(pilot, "c.xlsx")
        await until_shown(pilot, "Harfler: c.xlsx")
        await press_only(pilot, "space")
        await until_shown(pilot, "“Y” hangi gün kodudur?")
        await press_only(pilot, "d", "d", "d", "enter")
        await until_shown(pilot, "Y ........... ‹ D Devamsız (mazeretsiz) ›")
        await press_only(pilot, "ctrl+s")
        await until(pilot, lambda: isinstance(top_view(app), SheetResult))
        await press_only(pilot, "x")
        await until_shown(pilot, "Dışa aktar")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Dosya yazıldı")
        await press_only(pilot, "enter", "escape")
        await until_shown(pilot, "Yeni", "Ekim 2026")
        await press_only(pilot, "enter")
        await until(pilot, lambda: isinstance(top_view(app), PuantajMonth))
        await until_shown(pilot, "ÇINAR")
        await choose_file(pilot, "d.xlsx", "alt+a")
        await until(pilot, lambda: isinstance(top_view(app), SheetResult))
        await press_only(pilot, "escape")
        await until(pilot, lambda: isinstance(top_view(app), PuantajMonth))
    assert written(office) == ([], [])
    (listing,) = tmp_path.glob("cetvel-denetimi*.xlsx")
    texts = {str(cell) for row in load_workbook(listing).active.iter_rows(values_only=True) for cell in row}
    assert "Devamsız yazılmış: 05.10.2026, 07.10.2026. Tutanağın tarih ve sayısı girilmeli." in texts
    with Store.open(office) as store, store.look(PROGRAM) as look:
        assert kept_letters(look, read(tmp_path / "c.xlsx")[0].source)["Y"] == "DEVAMSIZ"


async def test_columns_that_no_heading_names_are_asked_for_and_letters_can_be_changed(
    office: Path, tmp_path: Path, open_desk: OpenDesk
) -> None:
    rows: list[list[Any]] = [["No", "Kim", "Günler"], ["101", "Ali Çınar", *["X"] * 4, "Y", *["X"] * 26]]
    write_xlsx(tmp_path / "e.xlsx", rows)
    async with open_desk(office, "ayse", PASSWORD) as (app, pilot):
        await at_the_months(app, pilot)
        await choose_file(pilot, "e.xlsx")
        await until_shown(pilot, "Sütunlar: e.xlsx")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Sicil no, T.C. kimlik no ya da adı soyadı sütununu seçin")
        await press_only(pilot, "right", *["down"] * 5, "right", "right", "right", "ctrl+s")
        await until_shown(pilot, "Harfler: e.xlsx")
        await press_only(pilot, "d", "ctrl+s")
        await until(pilot, lambda: isinstance(top_view(app), SheetResult))
        await until_shown(pilot, "Ali ÇINAR")
        await press_only(pilot, "f2")
        await until_shown(pilot, "Eşlemeyi düzelt")
        await press_only(pilot, "down", "enter")
        await until_shown(pilot, "Birimin adı:")
        await press_only(pilot, *"Park", "enter")
        await until_shown(pilot, "Harfler: Park", "‹ seçilmedi ›")
        await press_only(pilot, "x", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, Frame))
        await press_only(pilot, "escape")
        await until_shown(pilot, "N Yeni")
        await choose_file(pilot, "e.xlsx")
        await until_shown(pilot, "Cetvel hangi kaynaktan?", "Park", "Adı verilmemiş kaynak")
        await press_only(pilot, "enter")
        await until(pilot, lambda: isinstance(top_view(app), SheetResult))
    assert written(office) == ([], [])


async def test_a_month_that_was_handed_on_can_only_be_audited(
    office: Path, tmp_path: Path, open_desk: OpenDesk
) -> None:
    with Store.open(office) as store, store.work(PROGRAM) as work:
        work.session.exec(select(Puantaj)).one().locked = True
        trail.record(work, "test.lock", "Kilitlendi")
    usual_sheet(tmp_path / "c.xlsx")
    async with open_desk(office, "ayse", PASSWORD) as (app, pilot):
        await at_the_months(app, pilot)
        await choose_file(pilot, "c.xlsx")
        await until_shown(pilot, "Harfler: c.xlsx")
        await press_only(pilot, "ctrl+s", "ctrl+s")
        await until(pilot, lambda: isinstance(top_view(app), SheetResult))
        await until_shown(pilot, "F2 Düzenle")
        assert "A Dosya al" not in screen_text(app)
        await press_only(pilot, "a", "escape")
        await until_shown(pilot, "Yeni")
    assert written(office) == ([], [])
