"""Samples are picked by keys, several at once, a doubt keeps; the list is signed by one and sent by another."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from data.arsiv.rules.values import FolderStage
from screens.arsiv.disposal_view import DisposalView
from tests.arsiv.archive_office import PASSWORD
from tests.arsiv.disposal_office import aged, before_commission, judged, listed, signed, started
from tests.screens.arsiv_desk import SMALL, archive, folder_of, in_store
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, screen_text, until, until_shown
from tests.screens.typist import type_in


async def test_picked_samples_go_to_devir_and_the_rest_is_kept_or_destroyed(
    archive_file: Path, open_desk: OpenDesk
) -> None:
    desk = in_store(archive_file)
    with desk.store:
        keys = [aged(desk, "040", year) for year in (2005, 2006, 2007, 2008)]
        before_commission(desk, started(desk), *keys)
    async with open_desk(archive_file, "mehmet", PASSWORD, SMALL) as (app, pilot):
        await archive(pilot, app, "Ayıklama ve imha")
        await until_shown(pilot, "2026/1")
        await press_only(pilot, "enter")
        await until(pilot, lambda: isinstance(top_view(app), DisposalView))
        await until_shown(pilot, "Karar bekliyor: 4", "A3")
        await press_only(pilot, "v", "v")
        await until_shown(pilot, "4 kayıt")
        await press_only(pilot, "home", "space", "down", "space")
        await until_shown(pilot, "2 seçili")
        await press_only(pilot, "ö")
        await until_shown(pilot, "Örnek: 2 klasör", "Devlet Arşivlerine devir")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "2 klasör örnek seçildi", "2 kayıt")
        await press_only(pilot, "home", "t")
        await until_shown(pilot, "Karar: 040")
        await type_in(pilot, day="", decision="i", votes_for="", votes_against="")
        await press_only(pilot, "space")
        await type_in(pilot, doubt="", keep_until="", reason="Örneği alındı")
        await until_shown(pilot, "Saklamaya devam: 1", "1 kayıt")
        await press_only(pilot, "t")
        await until_shown(pilot, "Karar: 040")
        await type_in(pilot, day="", decision="i")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "seçilmeyenin gerekçesi")
        await press_only(pilot, *"Örneği alındı", "ctrl+s")
        await until_shown(pilot, "İmha: 1", "0 kayıt")
        await press_only(pilot, "f7")
        await until_shown(pilot, "Kararları uygula")
        await press_only(pilot, "enter")
        await until_shown(pilot, "1 klasör imha listesinde, 1 saklanıyor, 2 devre ayrıldı")
    found = [folder_of(archive_file, key).stage for key in keys]
    assert Counter(found) == {
        FolderStage.DEVLET_LISTESI: 2, FolderStage.KURUM_ARSIVI: 1, FolderStage.IMHA_LISTESI: 1,
    }  # fmt: skip


async def test_who_prepares_has_the_list_signed_and_a_chief_sends_it(
    archive_file: Path, open_desk: OpenDesk
) -> None:
    desk = in_store(archive_file)
    with desk.store:
        work = started(desk)
        before_commission(desk, work, 4, 5)
        judged(desk, work, 4, 5)
        listed(desk, work)
        signed(desk, work, missing=1)
    async with open_desk(archive_file, "ayse", PASSWORD, SMALL) as (app, pilot):
        await archive(pilot, app, "Ayıklama ve imha")
        await until_shown(pilot, "2026/1")
        await press_only(pilot, "enter")
        await until_shown(pilot, "4/5 üye imzaladı; eksik: Işıl Öztürk", "F7 Sıradaki adım")
        await press_only(pilot, "f7")
        await until_shown(pilot, "○ Birim temsilcisi: Işıl Öztürk")
        await press_only(pilot, "enter")
        await until_shown(pilot, "5/5 üye imzaladı", "listeyi şef görüşe gönderir")
        await until(pilot, lambda: "F7 Sıradaki adım" not in screen_text(app))
    async with open_desk(archive_file, "mehmet", PASSWORD, SMALL) as (app, pilot):
        await archive(pilot, app, "Ayıklama ve imha")
        await until_shown(pilot, "2026/1")
        await press_only(pilot, "enter")
        await until_shown(pilot, "5/5 üye imzaladı", "F7 Sıradaki adım")
