"""Choosing a file to read, and a form with its folder to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from screens.widgets.file_dialogs import ExportChoice, ExportDialog, FileDialog, dropped_path
from tests.screens.form_office import LARGE, SMALL, Masa, paste, shows, type_keys, until, words_on

FORMS = (("liste", "Gördüğüm liste"), ("cetvel", "Puantaj cetveli"))
FORMATS = (("xlsx", "Excel"), ("pdf", "PDF"))


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder as a clerk's desk has it."""
    for name in ("Şube/kasım.XLSX", "Şube/Ocak.xlsx", "Şube/not.txt", "izin.xlsx", ".gizli.xlsx", "[red].xlsx"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("", "utf-8")
    return tmp_path


@pytest.mark.parametrize("size", [SMALL])
async def test_a_file_is_found_by_walking_with_the_arrows(tree: Path, size: tuple[int, int]) -> None:
    app = Masa(FileDialog("Dosya seç", tree, (".xlsx",)))
    async with app.run_test(size=size) as pilot:
        shown = await shows(pilot, "Dosya seç", "Şube/", "izin.xlsx", "[red].xlsx", "Tab Tamamla", "Esc Vazgeç")
        assert "gizli" not in shown
        await pilot.press("down", "enter")
        shown = await shows(pilot, "kasım.XLSX", "Ocak.xlsx")
        assert "not.txt" not in shown
        await pilot.press("up", "enter")
        await shows(pilot, "izin.xlsx")
        await pilot.press("down", "enter")
        await shows(pilot, "Ocak.xlsx")
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: app.answers)
    assert app.answers == [tree / "Şube" / "Ocak.xlsx"]


async def test_a_file_with_an_odd_name_is_shown_literally_and_given_back_as_it_is(tmp_path: Path) -> None:
    odd = tmp_path / "liste\u202exslx.xlsx"
    odd.write_text("", "utf-8")
    app = Masa(FileDialog("Dosya seç", tmp_path, (".xlsx",)))
    async with app.run_test(size=SMALL) as pilot:
        await shows(pilot, "liste·xslx.xlsx")
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.answers)
    assert app.answers == [odd]


async def test_a_path_is_typed_with_tab_completing_it(tree: Path) -> None:
    app = Masa(FileDialog("Dosya seç", tree, (".xlsx",)))
    async with app.run_test(size=SMALL) as pilot:
        await shows(pilot, "izin.xlsx")
        await type_keys(pilot, "su")
        await until(pilot, lambda: "izin" not in words_on(pilot))
        await pilot.press("tab")
        await shows(pilot, "Ocak.xlsx")
        await type_keys(pilot, "KAS", "tab")
        await shows(pilot, "Şube/kasım.XLSX")
        await pilot.press("enter")
        await until(pilot, lambda: app.answers)
    assert app.answers == [tree / "Şube" / "kasım.XLSX"]
    assert app.leaks == []


@pytest.mark.parametrize("wrapped", ["'{}'", '"{}" ', "{}\n", "file://{}"])
async def test_a_dropped_file_takes_the_place_of_the_folder_that_stood_there(tree: Path, wrapped: str) -> None:
    app = Masa(FileDialog("Dosya seç", tree / "Şube", (".xlsx",)))
    async with app.run_test(size=SMALL) as pilot:
        await shows(pilot, "Ocak.xlsx")
        await paste(pilot, wrapped.format(tree / "izin.xlsx"))
        await until(pilot, lambda: "Ocak" not in words_on(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: app.answers)
    assert app.answers == [tree / "izin.xlsx"]


async def test_a_whole_path_typed_behind_the_folder_begins_anew(tree: Path) -> None:
    app = Masa(FileDialog("Dosya seç", tree / "Şube", (".xlsx",)))
    async with app.run_test(size=SMALL) as pilot:
        await shows(pilot, "Ocak.xlsx")
        await type_keys(pilot, f"{tree}/izin.xlsx")
        await pilot.press("enter")
        await until(pilot, lambda: app.answers)
    assert app.answers == [tree / "izin.xlsx"]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("file:///srv/evrak/%C5%9Eube%20yaz%C4%B1s%C4%B1.eyp", "/srv/evrak/Şube yazısı.eyp"),
        ("file:///C:/evrak/yazi.eyp", "C:/evrak/yazi.eyp"),
        ('"C:\\evrak\\gelen yazı.eyp"', "C:\\evrak\\gelen yazı.eyp"),
        ("yazi.eyp", ""),
        ("'", ""),
    ],
)
def test_what_a_terminal_writes_for_a_dropped_file_is_its_path(text: str, path: str) -> None:
    assert dropped_path(text) == path


async def test_a_wrong_name_a_wrong_kind_and_a_missing_folder_are_told(tree: Path) -> None:
    app = Masa(FileDialog("Dosya seç", tree, (".xlsx", ".xls")))
    async with app.run_test(size=SMALL) as pilot:
        await shows(pilot, "izin.xlsx")
        await pilot.press("enter")
        await shows(pilot, "! Oklarla bir dosya seçin ya da adını yazın.")
        await type_keys(pilot, "yok", "enter")
        await shows(pilot, "! Böyle bir dosya yok.", "Uygun dosya yok")
        await pilot.press("backspace", "backspace", "backspace")
        await type_keys(pilot, "Şube/not.txt", "enter")
        await shows(pilot, "! Bu dosya türü okunmaz. Beklenen: .xlsx, .xls.")
        await type_keys(pilot, "/x/")
        await shows(pilot, "! Bu klasör yok ya da okunamıyor.")
        await pilot.press("escape")
        await until(pilot, lambda: app.answers)
    assert app.answers == [None]


@pytest.mark.parametrize("size", [LARGE])
async def test_an_export_is_chosen_with_enter_alone(tmp_path: Path, size: tuple[int, int]) -> None:
    app = Masa(ExportDialog("Aktar", FORMS, FORMATS, tmp_path))
    async with app.run_test(size=size) as pilot:
        await shows(pilot, "‹ Gördüğüm liste ›", "‹ Excel ›", "Ctrl+S Aktar", "Esc Vazgeç")
        await type_keys(pilot, "p", "enter")
        await pilot.press("right", "enter", "enter")
        await until(pilot, lambda: app.answers)
    assert app.answers == [ExportChoice("cetvel", "pdf", tmp_path)]


async def test_an_export_to_a_missing_folder_is_refused_and_esc_closes_the_list_first(tmp_path: Path) -> None:
    app = Masa(ExportDialog("Aktar", FORMS, FORMATS, tmp_path / "yok"))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("ctrl+s")
        await shows(pilot, "! Böyle bir klasör yok.")
        await pilot.press("shift+tab", "space")
        await shows(pilot, "▸ Excel", "PDF")
        await pilot.press("escape")
        await until(pilot, lambda: "▸ Excel" not in words_on(pilot))
        assert app.answers == []
        await pilot.press("escape")
        await until(pilot, lambda: app.answers)
    assert app.answers == [None]
