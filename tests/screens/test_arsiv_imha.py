"""Ayıklama ve imha by keys, from the commission to the tutanak."""

from __future__ import annotations

from pathlib import Path

from data.arsiv.rules.values import FolderStage
from screens.arsiv.candidates import CandidateView
from screens.arsiv.disposal_view import DisposalView
from tests.arsiv.archive_office import PASSWORD
from tests.screens.arsiv_desk import SMALL, archive, folder_of
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, until, until_shown
from tests.screens.typist import press, type_in


async def test_old_folders_come_before_the_commission_and_are_destroyed_only_with_every_paper(
    archive_file: Path, open_desk: OpenDesk
) -> None:
    async with open_desk(archive_file, "mehmet", PASSWORD, SMALL) as (app, pilot):
        await archive(pilot, app, "Ayıklama ve imha")
        await press_only(pilot, "n")
        await until_shown(pilot, "Ayıklama ve imha çalışması")
        await type_in(pilot, birim_id="yazılım", started_on="", appointed="E-5")
        await press_only(pilot, "space", "ctrl+s")
        await until(pilot, lambda: isinstance(top_view(app), DisposalView))
        await until_shown(pilot, "Komisyon çalışıyor", "0 üye")
        await press_only(pilot, "k")
        await until_shown(pilot, "Yeni üye ya da vekil", "Komisyon en az 3 kişidir")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Komisyon üyesi")
        for role, name in (("b", "Zeynep Demir"), ("ü", "Ayşe Yılmaz"), ("ü", "Fatih Ergün")):
            await type_in(pilot, role=role, name=name)
            await press_only(pilot, "ctrl+s")
            await until_shown(pilot, "Üye yazıldı")
        await press(pilot, "escape")
        await until_shown(pilot, "3 üye")
        await press_only(pilot, "n")
        await until(pilot, lambda: isinstance(top_view(app), CandidateView))
        await until_shown(pilot, "934.01", "622.01", "2 kayıt")
        await press_only(pilot, "l")
        await until_shown(pilot, "2 klasör değerlendirmeye alındı")
        await press(pilot, "escape")
        await until_shown(pilot, "karar bekliyor", "2 kayıt")
        await press_only(pilot, "ctrl+a", "t")
        await until_shown(pilot, "Karar: 2 klasör")
        await type_in(pilot, day="", decision="i")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "2 klasör: İmha", "İmha: 2")
        await press_only(pilot, "f7")
        await until_shown(pilot, "Kararları uygula")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Liste imzada", "2 klasör imha listesinde")
        await press_only(pilot, "f7")
        await until_shown(pilot, "Sayfa sayısı")
        await type_in(pilot, pages="2")
        await until_shown(pilot, "İmzalar: 2026/1 sayılı imha listesi", "○ Başkan: Zeynep Demir")
        await press_only(pilot, "enter")
        await until_shown(pilot, "✓ Başkan: Zeynep Demir", "20.11.2026")
        await press_only(pilot, "escape")
        await until_shown(pilot, "2 sayfa, 1/3 üye imzaladı; eksik: Ayşe Yılmaz, Fatih Ergün")
        await press_only(pilot, "l")
        await until_shown(pilot, "İmzalar: 2026/1")
        await press_only(pilot, "g")
        await until_shown(pilot, "İmza: Ayşe Yılmaz")
        await type_in(pilot, day="")
        await until_shown(pilot, "✓ Üye: Ayşe Yılmaz")
        await press_only(pilot, "enter")
        await until_shown(pilot, "2 sayfa, 3/3 üye imzaladı")
        await press_only(pilot, "f7")
        await until_shown(pilot, "Görüşe gönder")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Devlet Arşivleri görüşünde")
        await press_only(pilot, "f7")
        await until_shown(pilot, "Uygun görüş")
        await type_in(pilot, day="bugün", no="E-44")
        await until_shown(pilot, "Görüş: 20.11.2026 E-44", "Onayda")
        await press_only(pilot, "f7")
        await until_shown(pilot, "Verilen onayı yaz")
        await press_only(pilot, "down", "enter")
        await until_shown(pilot, "Onaylayan")
        await type_in(pilot, day="bugün", no="E-50", approved_by="Genel Sekreter", method="o")
        await until_shown(pilot, "Onaylandı, imha bekliyor")
        assert folder_of(archive_file, 4).stage is FolderStage.IMHA_LISTESI
        await press_only(pilot, "f7")
        await until_shown(pilot, "İmha edildi: Ayıklama ve imha")
        await type_in(pilot, day="bugün", tutanak_no="T-1")
        await press_only(pilot, *"Ali Çınar, Memur", "ctrl+j", *"Işıl Öztürk, Memur", "ctrl+s")
        await until_shown(pilot, "Tutanak: 20.11.2026 T-1", "Durum: İmha edildi")
    assert folder_of(archive_file, 4).stage is FolderStage.IMHA
    assert folder_of(archive_file, 5).place == ""
