"""Taking over an existing archive by keys: form, file, columns, what is wrong, the shelf, the folders."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from data.arsiv.rules.values import FolderStage
from screens.arsiv.folders import FolderLedger
from screens.widgets.read_dialogs import ProgressDialog
from tests.arsiv.archive_office import PASSWORD
from tests.screens.arsiv_desk import SMALL, archive, folder_of
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, screen_text, until, until_shown
from tests.screens.typist import press, type_in

HEAD = "Arşiv Listesi\nDosya Kodu;Dosya Adı;Yılı;Kapanış Tarihi;Vaka No;Arşiv No;Durumu;Yeri;Sayfa\n"
GOOD = (
    "622.01;Dilekçe kayıtları;2012;;;A-1;Kapalı;B1-01;120\n"
    "804.01;Posta defterleri;2013;31.12.2013;;A-2;Kurum arşivinde;K1-01;85\n"
    "934.01;Toner alımı;2014;5/3/2016;2014/12;A-3;Kurum arşivinde;K1-01;40\n"
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the file dialog opens in, with nothing in it yet."""
    folder = tmp_path / "belgeler"
    folder.mkdir()
    monkeypatch.setattr(Path, "home", lambda: folder)
    return folder


async def chosen(pilot: Any, app: Any, home: Path, text: str, stage: str = "kap") -> None:
    """A in the ledger, the form filled in, a file with that text, its columns taken as they were guessed."""
    (home / "liste.csv").write_text(text, encoding="utf-8")
    if not isinstance(top_view(app), FolderLedger):
        await archive(pilot, app)
        await until_shown(pilot, "5 kayıt")
    await press_only(pilot, "a")
    await until_shown(pilot, "Var olan arşiv", "Satırında birim yazmayanlar için")
    await type_in(pilot, birim_id="yazılım", stage=stage)
    await press_only(pilot, "ctrl+s")
    await until_shown(pilot, "liste.csv")
    await press(pilot, *"liste.csv", "enter")
    await until_shown(pilot, "Sütunlar: liste.csv", "Başlık satırı", "2. satır")
    await press_only(pilot, "ctrl+s")


async def test_refused_rows_are_seen_then_the_mended_list_becomes_folders(
    archive_file: Path, open_desk: OpenDesk, home: Path
) -> None:
    async with open_desk(archive_file, "ayse", PASSWORD, SMALL) as (app, pilot):
        await chosen(pilot, app, home, HEAD + GOOD.replace("K1-01;85", "K9-01;85").replace("804.01", "999"))
        await until_shown(pilot, "Kapanış tarihi: yazım", "gün/ay/yıl (25/03/2020): 5/3/2016 = 05.03.2016")
        await press_only(pilot, "enter")
        await until_shown(
            pilot, "3 satır", "2 hata var", "4. satır, 1. sütun (Dosya kodu)", "hiçbir dosya planında yok"
        )
        assert "Enter Al" not in screen_text(app)
        await press(pilot, "escape")
        await until_shown(pilot, "Dosya alınmadı", "5 kayıt")
        await chosen(pilot, app, home, HEAD + GOOD)
        await until_shown(pilot, "Kapanış tarihi: yazım")
        await press_only(pilot, "enter")
        await until_shown(
            pilot, "3 klasör", "! 1 klasörün kapanışı yazılı değil", "Durum: Kapalı 1 · Kurum arşivinde 2",
            "Saklama süresi: dolmuş 2 · dolacak 1", "Yıl: 2012 · 1 klasör",
        )  # fmt: skip
        await press_only(pilot, "end")
        await until_shown(pilot, "Toner alımı · 2014/12 · Kurum arşivinde ·", "kapanış 05.03.2016 · K1-01")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Var olan arşiv: 3 satır alındı", "8 kayıt", "2014-1")
        await press_only(pilot, "/", *"eski:a-1")
        await until_shown(pilot, "1 kayıt", "Dilekçe kayıtları")
        await press_only(pilot, "enter")
        await press_only(pilot, "f4")
        await until_shown(
            pilot, "Süresi dolar: 01.01.2023", "Kapanış 31.12.2012; klasör 20.11.2026 gününde listeden"
        )
        await press(pilot, "escape")
        await press_only(pilot, "g")
        await until_shown(pilot, "Hangi günün sonunda")
        await type_in(pilot, day=["ctrl+a", *"01012020"])
        await until_shown(pilot, "ofisin kendi listesinden alındı", "günün bilgisi yok")
    row = folder_of(archive_file, 8)
    assert (row.no, row.stage, row.place, row.case_no) == ("2014-1", FolderStage.KURUM_ARSIVI, "K1-01", "2014/12")


async def test_a_writing_that_is_stopped_leaves_nothing(
    archive_file: Path, open_desk: OpenDesk, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_desk(archive_file, "ayse", PASSWORD, SMALL) as (app, pilot):
        await chosen(pilot, app, home, HEAD + GOOD)
        await until_shown(pilot, "Kapanış tarihi: yazım")
        await press_only(pilot, "enter")
        await until_shown(pilot, "3 klasör", "Enter Al")
        monkeypatch.setattr(
            ProgressDialog, "cancelled", property(lambda _: True, lambda _, __: None), raising=False
        )
        await press_only(pilot, "enter")
        await until_shown(pilot, "durduruldu; hiçbir satır yazılmadı")
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(top_view(app), FolderLedger))
        await until_shown(pilot, "5 kayıt")


async def test_who_opens_no_folder_has_no_such_key(archive_file: Path, open_desk: OpenDesk) -> None:
    async with open_desk(archive_file, "denetci", PASSWORD, SMALL) as (app, pilot):
        await archive(pilot, app)
        await until_shown(pilot, "5 kayıt")
        await press_only(pilot, "a")
        await press(pilot, "f1")
        await until_shown(pilot, "Yardım")
        assert "Dosya al" not in screen_text(app)
