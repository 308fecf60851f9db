"""Loans and holds by keys; secret folders are there for nobody else."""

from __future__ import annotations

from pathlib import Path

from data.arsiv.filing_drafts import PaperLineDraft
from data.arsiv.operations import filing
from data.core.secrecy import Secrecy
from screens.arsiv.folder_view import FolderView
from tests.arsiv.archive_office import PASSWORD
from tests.arsiv.filing_office import PASSPHRASE, SUBJECT, cleared, opened
from tests.screens.arsiv_desk import LAST_YEAR, SMALL, archive, folder_of, in_store
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, screen_text, until, until_shown
from tests.screens.typist import press, type_in


async def test_a_folder_is_lent_until_a_day_comes_back_and_is_held_until_its_paper_lifts_it(
    archive_file: Path, open_desk: OpenDesk
) -> None:
    async with open_desk(archive_file, "mehmet", PASSWORD, SMALL) as (app, pilot):
        await archive(pilot, app)
        await until_shown(pilot, "5 kayıt", "Kâğıt alımı")
        await press_only(pilot, "home", "ç")
        await until_shown(pilot, "Ödünç: 934.01 / 2010-2")
        await type_in(pilot, kind="", personel_id="a")
        await until_shown(pilot, "Yazılım Şube Müdürlüğü")
        await type_in(pilot, birim_id="", purpose="Emsal", letter="", allowed_by="Arşiv şefi")
        await type_in(pilot, asked_on="2.11.2026", given_on="2.11.2026")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Ödünç yazıldı", "↗")
        await press_only(pilot, "z")
        await until_shown(pilot, "Bloke: 934.01 / 2010-2")
        await type_in(pilot, kind="d", reason="2026/17 esas", paper="E-9", day="")
        await until_shown(pilot, "bloke edildi", "■↗")
        await press_only(pilot, "enter")
        await until(pilot, lambda: isinstance(top_view(app), FolderView))
        await until_shown(pilot, "ödünçte · bloke")
        await press_only(pilot, "ş")
        await until_shown(pilot, "3 gün gecikti")
        await press(pilot, "escape")
        await press_only(pilot, "z")
        await until_shown(pilot, "Klasör blokeli")
        await press_only(pilot, "enter")
        await until_shown(pilot, "2026/17 esas")
        await press(pilot, "escape", "escape")
        await archive(pilot, app, "Ödünç")
        await until_shown(pilot, "934.01 / 2010-2", "17.11.2026", "3 gün gecikti", "1 geciken")
        await press_only(pilot, "f4")
        await until_shown(pilot, "ödünç süresi 15 gündü")
        await press(pilot, "escape")
        await press_only(pilot, "ü")
        await until_shown(pilot, "Uzat: 934.01")
        await type_in(pilot, due_on="1.12.2026", reason="Dava sürüyor")
        await until_shown(pilot, "01.12.2026", "dışarıda")
        await press_only(pilot, "t")
        await until_shown(pilot, "Döndü: 934.01")
        await type_in(pilot, day="", condition="Eksiksiz")
        await until_shown(pilot, "Dışarıda klasör yok")
        await archive(pilot, app, "Blokeler")
        await until_shown(pilot, "■", "2026/17 esas")
        await press_only(pilot, "p")
        await until_shown(pilot, "Blokeyi kaldır")
        await type_in(pilot, day="", paper="Kesinleşme 5")
        await until_shown(pilot, "Blokeli klasör yok")
    row = folder_of(archive_file, 5)
    assert (row.lent, row.held) == (False, False)


async def test_a_secret_folder_is_not_there_for_those_not_cleared_and_opens_with_the_vault_for_the_others(
    archive_file: Path, open_desk: OpenDesk
) -> None:
    desk = in_store(archive_file)
    with desk.store, cleared(desk):
        key = opened(desk, "804.01", LAST_YEAR, title=SUBJECT)
        with desk.work() as work:
            line = PaperLineDraft(day=LAST_YEAR, subject="Saklı satır", secrecy=str(int(Secrecy.GIZLI)))
            filing.add_paper_line(work, key, line)
    async with open_desk(archive_file, "fatih", PASSWORD, SMALL) as (app, pilot):
        await archive(pilot, app)
        await until_shown(pilot, "5 kayıt", "Zimmet listeleri")
        assert "§" not in screen_text(app) and "2025-4" not in screen_text(app)
    async with open_desk(archive_file, "ayse", PASSWORD, SMALL) as (app, pilot):
        await archive(pilot, app)
        await until_shown(pilot, "5 kayıt")
        await press_only(pilot, "ctrl+o")
        await until_shown(pilot, "Kasa sözü")
        await press_only(pilot, *PASSPHRASE, "enter")
        await until(pilot, lambda: app._store is not None and app._store.vault is not None)
        await press_only(pilot, "r")
        await until_shown(pilot, "6 kayıt", "§", "[Gizli]")
        assert SUBJECT not in screen_text(app)
        await press_only(pilot, "home", "enter")
        await until_shown(pilot, SUBJECT, "Saklı satır")
