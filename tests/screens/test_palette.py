"""Ctrl+P finds every command, area and record by typing; Ctrl+K finds records only."""

from __future__ import annotations

from data.core import search
from data.core.store import Store
from screens.palette import Palette
from tests.screens.conftest import OpenDesk
from tests.screens.pilot import screen_text, until_shown
from tests.screens.typist import press


def _index(store: Store) -> None:
    from data.core.permissions import PROGRAM

    with store.work(PROGRAM) as work:
        search.index(
            work, kind="personel", record_id=7, area="personel", birim_id=None, title="Işıl İPEK",
            subtitle="Sicil 7", words="",
        )  # fmt: skip
        work.recorded += 1


async def test_a_command_is_found_without_turkish_letters_and_done_on_enter(
    store: Store, open_desk: OpenDesk
) -> None:
    assert store.path is not None
    async with open_desk(store.path) as (_app, pilot):
        await press(pilot, "9")
        await press(pilot, "ctrl+p", *"yeni kayit")
        await until_shown(pilot, "Yeni: Yeni kayıt açar.")
        await press(pilot, "enter")
        await until_shown(pilot, "Yeni kullanıcı")


async def test_the_best_match_stands_first(store: Store, open_desk: OpenDesk) -> None:
    assert store.path is not None
    async with open_desk(store.path) as (app, pilot):
        await press(pilot, "9", "ctrl+p", *"GECM")
        first = next(line for line in screen_text(app).splitlines() if "▸" in line and "│▸" in line)
        assert "Geçmiş:" in first


async def test_areas_are_reached_by_name_and_only_ones_own(store: Store, open_desk: OpenDesk) -> None:
    assert store.path is not None
    async with open_desk(store.path) as (app, pilot):
        await press(pilot, "ctrl+p", *"alan")
        shown = screen_text(app)
        assert "Yönetim alanına geç" in shown
        assert "Denetim alanına geç" not in shown
        await press(pilot, "ctrl+a", "backspace", *"yonetim", "enter")
        await until_shown(pilot, "Kullanıcılar")


async def test_records_come_with_their_second_line_and_commands_stay_out_of_record_search(
    store: Store, open_desk: OpenDesk
) -> None:
    _index(store)
    assert store.path is not None
    async with open_desk(store.path) as (app, pilot):
        await press(pilot, "ctrl+k", *"isil")
        shown = screen_text(app)
        assert "Işıl İPEK" in shown and "Sicil 7" in shown
        assert "Ara: " not in shown
        await press(pilot, "ctrl+a", "backspace", *"ISIL ipek")
        await until_shown(pilot, "Işıl İPEK")


async def test_nothing_found_says_so_and_escape_leaves_everything_as_it_was(
    store: Store, open_desk: OpenDesk
) -> None:
    assert store.path is not None
    async with open_desk(store.path) as (app, pilot):
        before = screen_text(app)
        await press(pilot, "ctrl+k", *"zzqqxx")
        await until_shown(pilot, "Bulunamadı")
        await press(pilot, "enter")
        assert isinstance(app.screen, Palette)
        await press(pilot, "escape")
        assert screen_text(app).splitlines()[:4] == before.splitlines()[:4]


async def test_the_right_edge_of_long_lists_is_not_hidden_by_the_scroll_bar(
    store: Store, open_desk: OpenDesk
) -> None:
    assert store.path is not None
    async with open_desk(store.path, size=(80, 16)) as (app, pilot):
        await press(pilot, "9", "ctrl+p")
        line = next(line for line in screen_text(app).splitlines() if "Aktar:" in line)
        assert "F6" in line
