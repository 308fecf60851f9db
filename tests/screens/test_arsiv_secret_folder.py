"""A secret folder by a clerk's keys: opened as such, or made one by what goes into it, which is said before."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.arsiv import lookup
from data.arsiv.folder_texts import line_texts_of
from data.arsiv.models import KlasorBelge
from data.core import vault
from data.core.secrecy import Secrecy
from data.core.store import Store
from screens.arsiv.folder_view import FolderView
from tests.arsiv import archive_office
from tests.arsiv.archive_office import PASSWORD, Desk
from tests.arsiv.filing_office import PASSPHRASE, cleared, opened, secret
from tests.puantaj.puantaj_office import NOW
from tests.screens.arsiv_desk import archive
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, screen_text, until, until_shown
from tests.screens.typist import press, type_in

WORDS = tuple("space" if sign == " " else sign for sign in PASSPHRASE)
TITLE = "Soruşturma dosyaları"


def on_disk(folder: Path) -> bytes:
    """Every unfinished form that lies in a file."""
    return b"".join(one.read_bytes() for one in folder.rglob("*.json"))


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """One open folder, one secret document whose work is done; ``ayse`` is cleared, ``fatih`` is not."""
    path = tmp_path / "masa.db"
    archive_office.build(path)
    with Store.open(path, clock=lambda: NOW) as store:
        desk = Desk(store, tmp_path)
        with cleared(desk):
            opened(desk)
            secret(desk)
    return path


async def test_what_would_make_a_folder_secret_is_said_before_and_its_reason_kept(
    open_desk: OpenDesk, office: Path, tmp_path: Path
) -> None:
    async with open_desk(office, "ayse", PASSWORD) as (app, pilot):
        await archive(pilot, app)
        await until_shown(pilot, "1 kayıt", "Bilgi edinme")
        await press(pilot, "ctrl+o")
        await until_shown(pilot, "Kasa")
        await press_only(pilot, *WORDS, "enter")
        await until(pilot, lambda: app._store.vault is not None)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(top_view(app), FolderView))
        await press(pilot, "l")
        await until_shown(pilot, "Evrak dosyala")
        await press_only(pilot, *"saklı")
        await until_shown(pilot, "Gelen G-2026/1")
        await press(pilot, "enter", "ctrl+s")
        await until_shown(pilot, "“Gizli” dereceli olur", "gerekçe")
        await press(pilot, "escape")
        assert app._store.vault is not None
        with app._store.look(Desk(app._store, tmp_path).actor("ayse")) as look:
            assert lookup.folder_row(look, 1).secrecy == 0
        await press(pilot, "ctrl+s")
        await until_shown(pilot, "“Gizli” dereceli olur")
        await press_only(pilot, *"Tek nüsha", "enter")
        await until_shown(pilot, "Evrak dosyalandı")
        await press(pilot, "escape")
        # What was left half-typed about it while it was open goes with the next look at that form.
        top_view(app).desk.box.store("odunc:1", {"purpose": "Yarım söz"})
        assert b"Yar" in on_disk(tmp_path)
        await press(pilot, "ç")
        await until_shown(pilot, "Ödünç: 622.01 / 2026-1")
        assert b"Yar" not in on_disk(tmp_path)
    with Store.open(office, clock=lambda: NOW) as store:
        desk = Desk(store, tmp_path)
        with desk.look() as look:
            store.vault = vault.open_with(look, PASSPHRASE)
        with desk.look() as look:
            assert lookup.folder_row(look, 1).secrecy == int(Secrecy.GIZLI)
            line = look.session.get_one(KlasorBelge, 1)
            assert line_texts_of(look, line).note == "Tek nüsha"


async def test_a_folder_is_opened_secret_under_a_number_of_its_own_and_shown_to_the_cleared_alone(
    open_desk: OpenDesk, office: Path
) -> None:
    async with open_desk(office, "ayse", PASSWORD) as (app, pilot):
        await archive(pilot, app)
        await press(pilot, "m")
        await until_shown(pilot, "Kasa")
        await press_only(pilot, *WORDS, "enter")
        await until_shown(pilot, "Gizlilik dereceli yeni klasör")
        await type_in(pilot, secrecy="g", birim_id="yaz", kod_id="622", opened_on="050126", title=TITLE)
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Gizlilik dereceli klasör açıldı", "G-2026-1", "2 kayıt")
        assert TITLE not in screen_text(app)
        await press(pilot, "home", "enter")
        await until_shown(pilot, TITLE)
    async with open_desk(office, "fatih", PASSWORD) as (app, pilot):
        await archive(pilot, app)
        await until_shown(pilot, "1 kayıt", "2026-1")
        assert "G-2026" not in screen_text(app)
        await press(pilot, "m")
        assert "gizli" not in screen_text(app)
    assert TITLE.encode() not in b"".join(one.read_bytes() for one in office.parent.rglob("*") if one.is_file())
