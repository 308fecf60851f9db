"""A shelf check by scanner is kept, the next one shows what is missing; a reason leads to its own record."""

from __future__ import annotations

from pathlib import Path

from screens.arsiv.folder_view import FolderView
from screens.arsiv.holds import HoldLedger
from screens.arsiv.shelf_checks import CheckView
from tests.arsiv.archive_office import PASSWORD
from tests.arsiv.test_disposal import held
from tests.screens.arsiv_desk import SMALL, archive, folder_of, in_store
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, screen_text, until, until_shown
from tests.screens.typist import press, type_in


async def test_a_check_is_kept_and_what_it_missed_is_marked_until_it_is_settled(
    archive_file: Path, open_desk: OpenDesk
) -> None:
    async with open_desk(archive_file, "mehmet", PASSWORD, SMALL) as (app, pilot):
        await archive(pilot, app, "Raf denetimleri")
        await until_shown(pilot, "Raf denetimi yok")
        await press_only(pilot, "n")
        await until_shown(pilot, "Denetlenecek yer")
        await type_in(pilot, yer_id="K1-01")
        await until_shown(pilot, "Raf denetimi: K1-01", "Henüz klasör okutulmadı")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "! Henüz klasör okutulmadı.")
        await press_only(pilot, *"KL.4", "enter")
        await until_shown(pilot, "Yerinde bulundu")
        await press_only(pilot, "escape")
        await until_shown(pilot, "Denetim kaydedilmedi")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "1 klasör bulunamadı · Ctrl+S denetimi kaydeder", "934.01 / 2010-2")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Raf denetimi 2026/1: 1 bulunan, 1 bulunamayan", "1 kayıt")
        await archive(pilot, app, "Klasörler")
        await until_shown(pilot, "?", "934.01")
        await press_only(pilot, "home", "f4")
        await until_shown(pilot, "Raf denetiminde bulunamadı")
        await press(pilot, "escape")
        await press_only(pilot, "enter")
        await until(pilot, lambda: isinstance(top_view(app), FolderView))
        await until_shown(pilot, "Kurum arşivinde · rafta bulunamadı")
        await press(pilot, "escape")
        await archive(pilot, app, "Raf denetimleri")
        await press_only(pilot, "n")
        await until_shown(pilot, "Denetlenecek yer")
        await type_in(pilot, yer_id="K1-01")
        await until_shown(pilot, "Önceki denetimde bulunamayan 1 klasör var", "2026/1 denetiminden beri yok")
        await press_only(pilot, *"KL.4", "enter")
        await until_shown(pilot, "Yerinde bulundu")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Ctrl+S denetimi kaydeder")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "2026/2", "2 kayıt")
        await press_only(pilot, "enter")
        await until(pilot, lambda: isinstance(top_view(app), CheckView))
        await until_shown(pilot, "? 934.01", "hâlâ yok", "Rafta bulunamadı")
        await press_only(pilot, "i")
        await until_shown(pilot, "Bulunamayan klasör: 934.01 / 2010-2")
        await type_in(pilot, way="a", day="", reason="Mahkemede, E-7")
        await until_shown(pilot, "sonuçlandı")
    assert folder_of(archive_file, 5).missing_id == 0


async def test_a_hold_behind_a_reason_opens_alone(archive_file: Path, open_desk: OpenDesk) -> None:
    desk = in_store(archive_file)
    with desk.store:
        held(desk, 4)
        held(desk, 5)
    async with open_desk(archive_file, "mehmet", PASSWORD, SMALL) as (app, pilot):
        await archive(pilot, app)
        await until_shown(pilot, "5 kayıt", "Kâğıt alımı")
        await press_only(pilot, "home", "f4")
        await until_shown(pilot, "Komisyona alınmaz: Bloke: Dava")
        await press_only(pilot, "enter")
        await until(pilot, lambda: isinstance(top_view(app), HoldLedger))
        await until_shown(pilot, "■ 934.01 / 2010-2")
        assert "622.01" not in screen_text(app)
