"""A document whose work is done goes from the register into its open folder by one key."""

from __future__ import annotations

from pathlib import Path

from data.core.store import Store
from screens.arsiv.folder_view import FolderView
from screens.evrak.ledger import EvrakLedger
from tests.arsiv import archive_office
from tests.arsiv.archive_office import PASSWORD, Desk
from tests.arsiv.filing_office import document, folder, opened
from tests.puantaj.puantaj_office import NOW
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, until, until_shown
from tests.screens.typist import press


async def test_a_closed_document_goes_into_the_folder_that_is_offered(open_desk: OpenDesk, tmp_path: Path) -> None:
    path = tmp_path / "masa.db"
    archive_office.build(path)
    with Store.open(path, clock=lambda: NOW) as store:
        desk = Desk(store, tmp_path)
        key = opened(desk)
        document(desk, number="S-1")
        document(desk, "804.01", "S-2")
    async with open_desk(path, "ayse", PASSWORD) as (app, pilot):
        await press_only(pilot, "2")
        await until(pilot, lambda: isinstance(top_view(app), EvrakLedger))
        await until_shown(pilot, "2 kayıt")
        await press_only(pilot, "k")
        await until_shown(pilot, "Klasöre koy: 2026/2", "804.01 için açık klasör yok")
        await press(pilot, "escape")
        await press_only(pilot, "down", "k")
        await until_shown(pilot, "Klasöre koy: 2026/1", "622.01 Bilgi edinme")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "2026/1 klasörüne kondu")
        await press_only(pilot, "k")
        await until(pilot, lambda: isinstance(top_view(app), FolderView))
        await until_shown(pilot, "Bilgi edinme", "S-1")
    with Store.open(path, clock=lambda: NOW) as store:
        assert folder(Desk(store, tmp_path), key).pages == 3
