"""The frame: rail, head line, keys, copying, locking, and the key file."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.settings import Settings
from data.core.store import Store
from screens.actions import ACTIONS, accepted_keys
from screens.frame import Frame
from screens.lock import LockScreen
from screens.widgets.key_line import KeyLine
from tests.screens.conftest import OpenDesk
from tests.screens.pilot import screen_text, until, until_shown
from tests.screens.typist import press, still


async def test_a_narrow_rail_shows_numbers_and_a_wide_one_names(store: Store, open_desk: OpenDesk) -> None:
    assert store.path is not None
    async with open_desk(store.path) as (app, pilot):
        rail = screen_text(app).splitlines()[1]
        assert "1 Bugün" in rail and "9" in rail and "Yönetim" not in rail
        await pilot.resize_terminal(160, 45)
        await until(pilot, lambda: "9 Yönetim" in screen_text(app).splitlines()[1])


@pytest.mark.parametrize("width", [80, 50, 30])
async def test_the_head_line_never_breaks_a_word(store: Store, open_desk: OpenDesk, width: int) -> None:
    assert store.path is not None
    async with open_desk(store.path, size=(width, 24)) as (app, _):
        head = screen_text(app).splitlines()[0]
        known = "İdari Masa · Yazılım Şube Müdürlüğü · Bugün 2026 mali yılı · Ayla Yönetici (Sistem Yöneticisi)"
        assert "Bugün" in head
        assert set(head.split()) <= set(known.replace("2026", str(_year(app))).split())


def _year(app: object) -> int:
    return app.screen.desk.today.year  # type: ignore[attr-defined, no-any-return]


async def test_the_keys_take_two_lines_at_most_and_new_comes_first(store: Store, open_desk: OpenDesk) -> None:
    assert store.path is not None
    async with open_desk(store.path) as (app, pilot):
        await press(pilot, "9")
        line = app.screen.query_one(KeyLine)
        assert line.size.height <= 2
        assert line.render().plain.replace("\xa0", " ").startswith("N Yeni")  # type: ignore[union-attr]


@pytest.mark.parametrize("width", [80, 64, 50])
async def test_a_key_and_its_word_stand_on_one_line(store: Store, open_desk: OpenDesk, width: int) -> None:
    assert store.path is not None
    async with open_desk(store.path, size=(width, 24)) as (app, pilot):
        await press(pilot, "9")
        lines = screen_text(app).splitlines()[-app.screen.query_one(KeyLine).size.height :]
        pairs = [pair for line in lines for pair in line.strip().split("  ")]
        assert {"N Yeni", "F1 Yardım", "Ctrl+P Komutlar"} <= set(pairs)
        assert all(" " in pair for pair in pairs), pairs


async def test_a_long_status_gives_up_its_last_parts_and_never_half_a_word(
    store: Store, open_desk: OpenDesk
) -> None:
    assert store.path is not None
    async with open_desk(store.path) as (app, pilot):
        assert isinstance(app.screen, Frame)
        await still(pilot)  # the first list says how long it is
        app.screen.say(" · ".join(["Kırk kişinin izni yazıldı", "12 kişi", "4 soru", "Taslak", "x" * 30]))
        await until_shown(pilot, "4 soru · Taslak")
        assert "Taslak · x" not in screen_text(app)
        await pilot.resize_terminal(45, 24)
        await until(pilot, lambda: "4 soru" not in screen_text(app))
        await until_shown(pilot, "Kırk kişinin izni yazıldı · 12 kişi")


async def test_letters_work_with_caps_lock(store: Store, open_desk: OpenDesk) -> None:
    assert store.path is not None
    async with open_desk(store.path) as (app, pilot):
        await press(pilot, "9", "B")
        await until_shown(pilot, "Tatil takvimi")
        await press(pilot, "İ", "escape")
        assert isinstance(app.screen, Frame)


async def test_ctrl_c_never_ends_the_desk_and_says_what_it_did(store: Store, open_desk: OpenDesk) -> None:
    assert store.path is not None
    async with open_desk(store.path) as (app, pilot):
        await press(pilot, "ctrl+c", "ctrl+c")
        await until_shown(pilot, "Seçili metin yok; satırı Y kopyalar.")
        await press(pilot, "/", *"şube", "ctrl+a", "ctrl+c")
        assert app.clipboard == "şube"
        assert app.is_running


async def test_a_locked_desk_hides_everything_and_comes_back_as_it_was(store: Store, open_desk: OpenDesk) -> None:
    assert store.path is not None
    async with open_desk(store.path) as (app, pilot):
        await press(pilot, "9", "n", *"Yarım Ad")
        app.settings = _idle(app.settings)
        app._last_key = float("-inf")
        app._lock_when_idle()
        await until(pilot, lambda: isinstance(app.screen, LockScreen))
        assert "Yarım Ad" not in screen_text(app) and "Kullanıcılar" not in screen_text(app)
        await press(pilot, *"yanlis-parola", "enter")
        await until_shown(pilot, "parola yanlış")
        await press(pilot, *"deneme-parola", "enter")
        await until(pilot, lambda: not isinstance(app.screen, LockScreen))
        await until_shown(pilot, "Yarım Ad")


def _idle(settings: Settings) -> Settings:
    from dataclasses import replace

    return replace(settings, idle_minutes=1)


def test_a_wrong_line_of_the_key_file_is_told_and_the_others_hold() -> None:
    accepted, refused = accepted_keys(
        {"new": "ctrl+y", "yok_boyle": "z", "history": "n,H", "filter": "hyper+q", "sort": "9", "why": "f4,f14"}
    )
    assert accepted == {"new": "ctrl+y", "history": "n,H", "why": "f4,f14"}
    assert len(refused) == 3
    assert all(line.startswith("tuslar.toml, ") for line in refused)


def test_a_key_of_another_command_is_refused() -> None:
    accepted, refused = accepted_keys({"history": "x"})
    assert accepted == {}
    assert "“Aktar” komutunun" in refused[0]


def test_no_two_commands_of_one_list_share_a_key_by_mistake() -> None:
    for name, action in ACTIONS.items():
        _, refused = accepted_keys({name: action.keys})
        assert refused == (), refused


async def test_a_changed_key_works_and_is_shown(store: Store, tmp_path: Path) -> None:
    from app.desk_app import DeskApp
    from tests.screens.conftest import _settings
    from tests.screens.pilot import press_only

    assert store.path is not None
    from dataclasses import replace

    app = DeskApp(replace(_settings(tmp_path, store.path), keys={"palette": "ctrl+j", "nedir": "z"}))
    async with app.run_test(size=(80, 24)) as pilot:
        await until_shown(pilot, "böyle bir komut yok")
        await press_only(pilot, *"yonetici", "enter")
        await until(pilot, lambda: getattr(app.focused, "password", False))
        await press_only(pilot, *"deneme-parola", "enter")
        await until_shown(pilot, "Komutlar")
        assert "Ctrl+J" in screen_text(app)
        await press(pilot, "ctrl+j")
        await until_shown(pilot, "Komut ve kayıt ara")
