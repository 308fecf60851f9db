"""The vault at the desk: its sign, its passphrase, its recovery key on paper, and when it closes by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from textual.pilot import Pilot

from data.core import actors, trail, vault
from data.core.actors import UserDraft
from data.core.permissions import PROGRAM, Actor, Role
from data.core.secrecy import Secrecy
from data.core.store import Store
from screens.frame import Frame
from screens.lock import LockScreen
from screens.widgets.ask_dialogs import ConfirmDialog
from screens.yonetim.vault import KeyDialog
from tests.screens.conftest import OpenDesk
from tests.screens.pilot import press_only, screen_text, until, until_shown
from tests.screens.typist import press, type_in

PASSWORD, PHRASE = "deneme-parola", "çınar ağacının gölgesi"


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault, "_COST", "64,1,1")


@pytest.fixture
def office(store: Store) -> Store:
    """``mehmet`` is cleared for Gizli, ``ayse`` for nothing."""
    with store.work(PROGRAM) as work:
        for name, role in (("mehmet", Role.SEF), ("ayse", Role.HAZIRLAYAN)):
            key = actors.add_user(
                work, UserDraft(full_name=f"Deneme {role.label}", username=name, role=role, password=PASSWORD)
            )
            if name == "mehmet":
                actors.set_clearance(work, key, Secrecy.GIZLI, "Olur 3", "Görevi gereği")
    return store


def found(store: Store) -> str:
    with store.work(PROGRAM) as work:
        return vault.create(work, PHRASE)


def actor(store: Store, name: str) -> Actor:
    with store.look(PROGRAM) as look:
        return actors.actor_by_username(look, name)


async def _ask(pilot: Pilot[int]) -> None:
    await press(pilot, "ctrl+p", *"kasayı aç", "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, KeyDialog))


def head(pilot: Pilot[int]) -> str:
    return screen_text(pilot.app).splitlines()[0]


def desk_store(pilot: Pilot[int]) -> Store:
    frame = next(screen for screen in pilot.app.screen_stack if isinstance(screen, Frame))
    return frame.desk.store


async def test_the_administrator_sets_it_up_and_the_key_goes_on_paper(
    office: Store, open_desk: OpenDesk, tmp_path: Path
) -> None:
    assert office.path is not None
    async with open_desk(office.path) as (app, pilot):
        await press(pilot, "9", "k")
        await until_shown(pilot, "Kasayı kur")
        await press(pilot, "enter")
        await type_in(pilot, new=PHRASE, again="başka bir söz olur")
        await until_shown(pilot, "İki söz aynı değil")
        await press(pilot, "ctrl+a", *PHRASE, "ctrl+s")
        await until_shown(pilot, "Anahtar kâğıtta, kapat")
        assert PHRASE not in screen_text(app)
        shown = screen_text(app)
        await press(pilot, "escape")
        await until_shown(pilot, "Anahtar kâğıtta, kapat")
        await press(pilot, "enter")
        await until_shown(pilot, "Biçim", "Klasör")
        await press(pilot, "ctrl+s")
        await until_shown(pilot, "Dosya yazıldı")
        await press(pilot, "enter")
        await until_shown(pilot, "Anahtar kâğıtta, kapat")
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, Frame))
        assert "Kasa açık" not in head(pilot)
    (file,) = tmp_path.glob("*.pdf")
    words = PdfReader(file).pages[0].extract_text().split()
    key = "-".join(word for word in words if len(word) == 5 and word in shown and word.upper() == word)
    with office.look(actor(office, "mehmet")) as look:
        assert vault.open_with_recovery(look, key) and vault.open_with(look, PHRASE)
        told = [entry.action for entry in trail.history(look, vault.KIND, 1)]
    assert told == ["kasa.export", "kasa.create"]


@pytest.mark.parametrize("size", [(80, 24)])
async def test_a_cleared_person_opens_it_from_the_palette_and_closes_it(
    office: Store, open_desk: OpenDesk, size: tuple[int, int], tmp_path: Path
) -> None:
    found(office)
    assert office.path is not None
    async with open_desk(office.path, username="mehmet", size=size) as (app, pilot):
        assert "Kasa açık" not in head(pilot)
        await _ask(pilot)
        await press(pilot, *"yanlış kasa sözü", "enter")
        await until_shown(pilot, "! Kasa sözü yanlış.")
        assert "yanlış kasa sözü" not in screen_text(app)
        await press(pilot, *PHRASE, "enter")
        await until(pilot, lambda: "Kasa açık" in head(pilot))
        await press(pilot, "ctrl+p", *"kasayı")
        assert "Kasayı kapat" in screen_text(app) and "Kasayı aç:" not in screen_text(app)
        await press(pilot, "enter")
        await until(pilot, lambda: "Kasa açık" not in head(pilot))
        assert desk_store(pilot).vault is None
        await press_only(pilot, "ctrl+o")
        await until(pilot, lambda: isinstance(app.screen, KeyDialog))
        await press(pilot, "escape")
    kept = [file.read_text("utf-8") for file in (tmp_path / "taslaklar").rglob("*") if file.is_file()]
    assert kept == [], "nothing of a secret field is kept between two sittings"
    with office.look(PROGRAM) as look:
        told = [entry.action for entry in trail.history(look, vault.KIND, 1)]
    assert told == ["kasa.open", "kasa.refuse", "kasa.create"]


async def test_the_recovery_key_opens_it_when_the_words_are_forgotten(office: Store, open_desk: OpenDesk) -> None:
    key = found(office)
    assert office.path is not None
    async with open_desk(office.path, username="mehmet") as (_app, pilot):
        await _ask(pilot)
        await press(pilot, "f3")
        await until_shown(pilot, "sekiz grup")
        wrong = "Z" if key[0] != "Z" else "Y"
        await press(pilot, *(wrong + key[1:]), "enter")
        await until_shown(pilot, "1. grubu yanlış yazılmış")
        await press(pilot, "home", "delete", key[0], "enter")
        await until(pilot, lambda: "Kasa açık" in head(pilot))


async def test_the_lock_closes_it_and_asks_again_behind_the_lock(office: Store, open_desk: OpenDesk) -> None:
    found(office)
    assert office.path is not None
    async with open_desk(office.path, username="mehmet") as (app, pilot):
        await _ask(pilot)
        await press(pilot, *PHRASE, "enter")
        await until(pilot, lambda: "Kasa açık" in head(pilot))
        for answer in ((*PHRASE, "enter"), ("escape",)):
            await press_only(pilot, "ctrl+l")
            await until(pilot, lambda: isinstance(app.screen, LockScreen))
            assert desk_store(pilot).vault is None
            await press(pilot, *PASSWORD, "enter")
            await until(pilot, lambda: isinstance(app.screen, KeyDialog))
            await press(pilot, *answer)
            await until(pilot, lambda: isinstance(app.screen, Frame))
            assert ("Kasa açık" in head(pilot)) is (answer != ("escape",))
        await press_only(pilot, "ctrl+l")
        await until(pilot, lambda: isinstance(app.screen, LockScreen))
        await press(pilot, *PASSWORD, "enter")
        await until(pilot, lambda: isinstance(app.screen, Frame))


async def test_leaving_the_desk_closes_it(office: Store, open_desk: OpenDesk) -> None:
    found(office)
    assert office.path is not None
    async with open_desk(office.path, username="mehmet") as (app, pilot):
        await _ask(pilot)
        await press(pilot, *PHRASE, "enter")
        await until(pilot, lambda: "Kasa açık" in head(pilot))
        held = desk_store(pilot)
        await press_only(pilot, "ctrl+q")
        await until(pilot, lambda: isinstance(app.screen, ConfirmDialog))
        await press_only(pilot, "enter")
        await until(pilot, lambda: held.vault is None)


async def test_who_is_not_cleared_is_told_whom_to_ask(office: Store, open_desk: OpenDesk) -> None:
    found(office)
    assert office.path is not None
    async with open_desk(office.path, username="ayse") as (_app, pilot):
        await press(pilot, "ctrl+o")
        await until_shown(pilot, "Gizlilik yetkiniz yok", "yöneticisi belgesiyle")
        assert desk_store(pilot).vault is None


async def test_without_a_vault_the_desk_says_who_sets_it_up(office: Store, open_desk: OpenDesk) -> None:
    assert office.path is not None
    async with open_desk(office.path, username="mehmet") as (_app, pilot):
        await press(pilot, "ctrl+o")
        await until_shown(pilot, "kurulmamış", "yöneticisi kurar")


async def test_the_words_are_changed_only_by_who_knows_the_old_ones(office: Store, open_desk: OpenDesk) -> None:
    key = found(office)
    assert office.path is not None
    async with open_desk(office.path) as (app, pilot):
        await press(pilot, "9", "k")
        await until_shown(pilot, "Kasa sözünü değiştir")
        await press(pilot, "k", "enter")
        await until(pilot, lambda: isinstance(app.screen, KeyDialog))
        await press(pilot, *PHRASE, "enter")
        await until_shown(pilot, "Yeni kasa sözü")
        await type_in(pilot, new="kısa", again="kısa")
        await until_shown(pilot, "en az 12 karakter")
        await press(pilot, "ctrl+a", *"yepyeni bir söz", "enter")
        await press(pilot, "ctrl+a", *"yepyeni bir söz", "enter")
        await until(pilot, lambda: isinstance(app.screen, Frame))
    with office.look(actor(office, "mehmet")) as look:
        assert vault.open_with(look, "yepyeni bir söz") and vault.open_with_recovery(look, key)


async def test_a_clearance_is_written_with_its_document_and_never_for_oneself(
    office: Store, open_desk: OpenDesk
) -> None:
    assert office.path is not None
    async with open_desk(office.path, size=(160, 45)) as (_app, pilot):
        await press(pilot, "9", "/", *"ayse", "enter")
        await until_shown(pilot, "1 kayıt")
        await press(pilot, "g")
        await until_shown(pilot, "Gizlilik yetkisi: Deneme Hazırlayan")
        await press(pilot, *"hizmete", "enter", *"Olur 12", "enter", *"Kayıt görevlisi", "enter")
        await until_shown(pilot, "Hizmete özel", "Gizlilik yetkisi değişti")
        await press(pilot, "/", "ctrl+a", *"yonetici", "enter")
        await until_shown(pilot, "Ayla Yönetici", "1 kayıt")
        await press(pilot, "g", *"gizli", "enter", *"Olur 13", "enter", *"Gerekli", "enter")
        await until_shown(pilot, "Kendi gizlilik yetkinizi değiştiremezsiniz")
    assert actor(office, "ayse").clearance is Secrecy.HIZMETE_OZEL
    assert actor(office, "yonetici").clearance is Secrecy.YOK
