"""A secret document by the desk's own roads: not on the screen of those not cleared, nor with the vault closed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlmodel import col, select
from textual.pilot import Pilot

from data.core import vault
from data.core.models import TrailEntry
from data.core.permissions import PROGRAM
from data.core.secrecy import Secrecy
from data.core.store import Store
from screens.evrak.ledger import EvrakLedger
from screens.evrak.letters import LettersView
from screens.frame import Frame
from screens.lock import LockScreen
from screens.yonetim.vault import KeyDialog
from tests.evrak.evrak_office import PASSPHRASE, build, clear, incoming, secret
from tests.evrak.letter_office import director, drafted
from tests.puantaj.puantaj_office import PASSWORD, Desk
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, screen_text, until, until_shown
from tests.screens.typist import press


@pytest.fixture(scope="session")
def guarded_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One open and one secret document; ``ayse`` is cleared, ``fatih`` is not."""
    path = tmp_path_factory.mktemp("gizli") / "masa.db"
    build(path)
    with Store.open(path) as store:
        desk = Desk(store, path.parent)
        clear(desk, "ayse", Secrecy.GIZLI)
        with desk.work("yonetici") as work:
            vault.create(work, PASSPHRASE)
        with desk.look() as look:
            store.vault = vault.open_with(look, PASSPHRASE)
        incoming(desk)
        secret(desk, Secrecy.GIZLI)
    return path


@pytest.fixture
def office(guarded_office: Path, tmp_path: Path) -> Path:
    path = tmp_path / "masa.db"
    shutil.copyfile(guarded_office, path)
    return path


async def open_vault(pilot: Pilot[int]) -> None:
    """Into the document area, and the vault opened by its words."""
    await press_only(pilot, "2")
    await until_shown(pilot, "1 kayıt")
    await press(pilot, "ctrl+o")
    await until_shown(pilot, "Kasa")
    await press_only(pilot, *("space" if sign == " " else sign for sign in PASSPHRASE), "enter")
    await until_shown(pilot, "2 kayıt", "G-2026/1", "Enter ile açılır")


@pytest.mark.parametrize("who", ["fatih", "ayse"])
async def test_list_filter_palette_and_export_know_nothing_of_it(
    open_desk: OpenDesk, office: Path, tmp_path: Path, who: str
) -> None:
    async with open_desk(office, who, PASSWORD, (160, 45)) as (app, pilot):
        await press_only(pilot, "2")
        await until(pilot, lambda: isinstance(top_view(app), EvrakLedger))
        await until_shown(pilot, "1 kayıt", "Yazılım Lisans")
        await press(pilot, "/")
        await press_only(pilot, *"saklı")
        await until_shown(pilot, "0 kayıt")
        await press(pilot, "escape", "escape")
        for typed in ("saklı", "G-2026"):
            await press(pilot, "ctrl+k")
            await press_only(pilot, *typed)
            await until_shown(pilot, "Bulunamadı")
            assert "Gizli" not in screen_text(app)
            await press(pilot, "escape")
        await press(pilot, "f6")
        await until_shown(pilot, "Görünen liste")
        await press(pilot, "enter")
        await until_shown(pilot, "Dışa aktar")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Dosya yazıldı")
        await press(pilot, "enter")
    (listed,) = tmp_path.glob("*.xlsx")
    cells = [
        str(cell) for line in load_workbook(listed).active.iter_rows(values_only=True) for cell in line if cell
    ]
    assert any("Yazılım Lisans" in cell for cell in cells)
    assert not any("G-2026" in cell or "Saklı" in cell for cell in cells)


async def test_the_cleared_open_the_vault_see_it_closed_in_the_list_and_read_it_by_enter(
    open_desk: OpenDesk, office: Path
) -> None:
    async with open_desk(office, "ayse", PASSWORD, (100, 30)) as (app, pilot):
        await open_vault(pilot)
        assert "Saklı Konu" not in screen_text(app)
        await press(pilot, "home", "enter")
        await until_shown(pilot, "Saklı Konu Başlığı", "Örnek Valiliği")


async def test_a_secret_document_left_open_goes_with_the_vault_when_the_lock_is_opened_without_its_words(
    open_desk: OpenDesk, office: Path
) -> None:
    async with open_desk(office, "ayse", PASSWORD, (100, 30)) as (app, pilot):
        await open_vault(pilot)
        await press(pilot, "home", "enter")
        await until_shown(pilot, "Saklı Konu Başlığı")
        # As the idle clock does: the dialog that lies open takes every key.
        next(one for one in app.screen_stack if isinstance(one, Frame)).action_lock()
        await until(pilot, lambda: isinstance(app.screen, LockScreen))
        await press(pilot, *PASSWORD, "enter")
        await until(pilot, lambda: isinstance(app.screen, KeyDialog))
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, Frame))
        await until_shown(pilot, "1 kayıt")
        assert "Saklı" not in screen_text(app) and "G-2026" not in screen_text(app)


async def test_a_copy_of_a_secret_letter_leaves_its_look_in_the_trail(open_desk: OpenDesk, office: Path) -> None:
    with Store.open(office) as store:
        desk = Desk(store, office.parent)
        with desk.look() as look:
            store.vault = vault.open_with(look, PASSPHRASE)
        key = drafted(desk, director(desk), secret=True, secrecy="2", prefix="Z", subject="Örtülü Konu")
    async with open_desk(office, "ayse", PASSWORD, (100, 30)) as (app, pilot):
        await open_vault(pilot)
        await press_only(pilot, "b")
        await until_shown(pilot, "Bölüm", "Yazılar")
        await press_only(pilot, "y", "enter")
        await until(pilot, lambda: isinstance(top_view(app), LettersView))
        await until_shown(pilot, "1 kayıt")
        await press(pilot, "n")
        await until_shown(pilot, "İmleçteki yazının kopyası")
        await press(pilot, "end", "enter")
        await until_shown(pilot, "Örtülü Konu")
    with Store.open(office) as store, store.look(PROGRAM) as look:
        told = select(TrailEntry.action).where(TrailEntry.kind == "yazi", TrailEntry.record_id == key)
        actions = look.session.exec(told.order_by(col(TrailEntry.id))).all()
    assert actions == ["evrak.draft", "evrak.look"]
