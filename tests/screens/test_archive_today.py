"""Bugün leads to the archive's duties: what is late stands there with what is missing, Enter opens the place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from data.arsiv.rules.values import FolderStage
from screens.arsiv.disposal_view import DisposalView
from screens.arsiv.duties import DutyLedger
from screens.bugun.today import TodayView
from tests.arsiv.archive_office import PASSWORD
from tests.arsiv.disposal_office import before_commission, started
from tests.puantaj.puantaj_office import NOW
from tests.screens.arsiv_desk import SMALL, folder_of, in_store
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, screen_text, until, until_shown
from tests.screens.typist import type_in

WIDE = (160, 45)


async def today(pilot: Pilot[Any], app: Any) -> None:
    """Bugün as of the office's day."""
    app._store.clock = lambda: NOW
    await press_only(pilot, "1")
    await until(pilot, lambda: isinstance(top_view(app), TodayView))
    await press_only(pilot, "f5")


async def test_a_late_closing_is_told_opened_and_done_and_then_told_no_more(
    archive_file: Path, open_desk: OpenDesk
) -> None:
    async with open_desk(archive_file, "ayse", PASSWORD, WIDE) as (app, pilot):
        await today(pilot, app)
        await until_shown(pilot, "Yılı biten konu dosyalarını kapat: 2025", "! 324 gün gecikti", "Yazılım Şube")
        await until_shown(pilot, "2 konu dosyası açık")
        await press_only(pilot, "/", *"kapat", "enter")
        await until_shown(pilot, "1 kayıt", "DAH m.11/1")
        await press_only(pilot, "enter")
        await until(pilot, lambda: isinstance(top_view(app), DutyLedger))
        await until_shown(pilot, "Arşivin yılı", "2 konu dosyası açık")
        await press_only(pilot, "home", "enter")
        await until_shown(pilot, "31 Aralık'ta kapanır")
        await type_in(pilot, birim_id="", year="")
        await until_shown(pilot, "Uygunluk kontrolünü yap", "2 klasör kontrol bekliyor")
        await today(pilot, app)
        await until_shown(pilot, "0 kayıt", "1 Bugün ●5", "7 Arşiv ●5")
        await press_only(pilot, "escape")
        await until_shown(pilot, "Uygunluk kontrolünü yap: 2025", "2 klasör kontrol bekliyor")
        assert "konu dosyalarını kapat" not in screen_text(app)
    assert folder_of(archive_file, 1).stage is FolderStage.KAPALI


async def test_a_running_work_is_told_with_its_next_step_and_opens_by_enter_on_a_small_screen(
    archive_file: Path, open_desk: OpenDesk
) -> None:
    desk = in_store(archive_file)
    with desk.store:
        before_commission(desk, started(desk), 4)
    async with open_desk(archive_file, "ayse", PASSWORD, SMALL) as (app, pilot):
        await today(pilot, app)
        await press_only(pilot, "/", *"komisyon", "enter")
        await until_shown(pilot, "Komisyon kararlarını yaz: 2026/1", "1 klasör", "1 kayıt")
        await press_only(pilot, "enter")
        await until(pilot, lambda: isinstance(top_view(app), DisposalView))
        await until_shown(pilot, "2026/1")


async def test_who_only_reads_is_reminded_of_nothing(archive_file: Path, open_desk: OpenDesk) -> None:
    async with open_desk(archive_file, "denetci", PASSWORD, SMALL) as (app, pilot):
        await today(pilot, app)
        await until_shown(pilot, "Sizi bekleyen kayıt yok")
