"""A year of the archive by keys: open, file, close, check, hand over, lend, hold, evaluate, destroy."""

from __future__ import annotations

from pathlib import Path

from data.arsiv.rules.values import FolderStage
from screens.arsiv.folder_view import FolderView
from screens.arsiv.folders import FolderLedger
from screens.arsiv.transfer_view import TransferView
from tests.arsiv.archive_office import PASSWORD
from tests.screens.arsiv_desk import SMALL, archive, folder_of
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, screen_text, until, until_shown
from tests.screens.typist import press, type_in


async def test_a_folder_is_opened_filled_and_closed_and_tells_when_its_period_is_over(
    archive_file: Path, open_desk: OpenDesk
) -> None:
    async with open_desk(archive_file, "ayse", PASSWORD, SMALL) as (app, pilot):
        await archive(pilot, app)
        await until_shown(pilot, "Kâğıt alımı", "Kurum arşivi", "5 kayıt")
        await press_only(pilot, "n")
        await until_shown(pilot, "Yeni klasör")
        await type_in(pilot, birim_id="yazılım", kod_id="622", opened_on="", title="Dilekçeler")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Klasör açıldı: 622.01 / 2026-1")
        await press(pilot, "escape")
        await until_shown(pilot, "6 kayıt", "2026-1")
        await press_only(pilot, "home", "enter")
        await until(pilot, lambda: isinstance(top_view(app), FolderView))
        await until_shown(pilot, "Klasörde belge yok", "Dilekçeler")
        await press_only(pilot, "n")
        await until_shown(pilot, "Kâğıt belge")
        await type_in(pilot, day="5.1", no="77", subject="Bilgi talebi", party="Ali Veli", pages="4")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Satır eklendi")
        await press(pilot, "escape")
        await until_shown(pilot, "Bilgi talebi", "Sayfa: 4")
        await press_only(pilot, "/", *"zimmet")
        await until_shown(pilot, "0 kayıt")
        await press(pilot, "escape")
        await until_shown(pilot, "1 kayıt", "Bilgi talebi")
        await press_only(pilot, "delete")
        await until_shown(pilot, "neden çıkarılıyor")
        await press_only(pilot, *"Başka klasörün", "enter")
        await until_shown(pilot, "Klasörde belge yok")
        await press_only(pilot, "v")
        await until_shown(pilot, "× ", "Bilgi talebi")
        await press_only(pilot, "p")
        await until_shown(pilot, "Kapat: 622.01 / 2026-1")
        await press(pilot, "enter")
        await until_shown(pilot, "Durum: Kapalı", "01.01.2037")
        assert "P Kapat" not in screen_text(app)
        await press_only(pilot, "f4")
        await until_shown(pilot, "Süresi dolar: 01.01.2037", "31.12.2036")
        await press_only(pilot, "end")
        await until_shown(pilot, "Kontrolde bakılacak", "içerik listesi boş")
        await press(pilot, "escape", "escape")
        await until_shown(pilot, "6 kayıt")
    row = folder_of(archive_file, 6)
    assert (row.stage, row.kept, row.pages) == (FolderStage.KAPALI, "10/D", 0)


async def test_last_year_is_closed_checked_and_handed_over_with_both_signatures(
    archive_file: Path, open_desk: OpenDesk
) -> None:
    async with open_desk(archive_file, "mehmet", PASSWORD, SMALL) as (app, pilot):
        await archive(pilot, app, "Yıl: yapılacaklar")
        await until_shown(pilot, "Yılı biten konu dosyal", "2 konu dosyası açık")
        await press_only(pilot, "enter")
        await until_shown(pilot, "31 Aralık'ta kapanır", "2025")
        await type_in(pilot, birim_id="", year="")
        await until_shown(pilot, "Uygunluk kontrolünü yap", "2 klasör kontrol be")
        await press_only(pilot, "home", "enter")
        await until(pilot, lambda: isinstance(top_view(app), FolderLedger))
        await until_shown(pilot, "2 kayıt", "Zimmet listeleri")
        await press_only(pilot, "ctrl+a")
        await until_shown(pilot, "2 seçili")
        await press_only(pilot, "ü")
        await until_shown(pilot, "Uygun bulunan 2 klasör")
        await type_in(pilot, day="", note="", manager="Ayşe Yılmaz")
        await until_shown(pilot, "2 klasör uygun: devre hazır")
        await archive(pilot, app, "Devirler")
        await press_only(pilot, "n")
        await until_shown(pilot, "Yeni devir")
        await type_in(pilot, kind="", birim_id="yazılım", day="", paper="", note="")
        await until(pilot, lambda: isinstance(top_view(app), TransferView))
        await until_shown(pilot, "Listede klasör yok", "L Hazırları al")
        await press_only(pilot, "l")
        await until_shown(pilot, "2 klasör listeye alındı", "Zimmet listeleri")
        await press_only(pilot, "f7")
        await until_shown(pilot, "Sun: 2026/1 sayılı devir")
        await type_in(pilot, giver_name="Ayşe Yılmaz", giver_title="Memur")
        await press_only(pilot, "space", "ctrl+s")
        await until_shown(pilot, "Arşive sunuldu", "T Teslim al")
        await press_only(pilot, "t")
        await until_shown(pilot, "Teslim al: 1 klasör")
        await type_in(pilot, answer="", yer_id="K1-01")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "1 klasör için karar yazıldı", "✓ ")
        await press_only(pilot, "down", "f8")
        await until_shown(pilot, "İade et: 1 klasör")
        await press_only(pilot, "enter", "enter")
        await type_in(pilot, reason="Etiketi yanlış")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "iade: Etik", "İade: 1")
        await press_only(pilot, "f7")
        await until_shown(pilot, "Teslim al: 2026/1 sayılı devir")
        await type_in(pilot, taken_on="", taker_name="Fatih Ergün", taker_title="Arşiv görevlisi")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "1 klasör teslim alındı, 1 iade edildi", "Durum: Teslim alındı")
        await press_only(pilot, "f6")
        await until_shown(pilot, "Devir-teslim ve envanter formu (EK-4)")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Dışa aktar")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Dosya yazıldı", ".xlsx", ".pdf")
    first, second = folder_of(archive_file, 1), folder_of(archive_file, 2)
    assert (first.stage, first.place) == (FolderStage.KURUM_ARSIVI, "K1-01")
    assert second.stage is FolderStage.KAPALI


async def test_scanned_folders_go_to_the_place_scanned_after_them_and_the_shelf_is_checked(
    archive_file: Path, open_desk: OpenDesk
) -> None:
    async with open_desk(archive_file, "ayse", PASSWORD, SMALL) as (app, pilot):
        await archive(pilot, app)
        await until_shown(pilot, "5 kayıt")
        await press_only(pilot, "ş")
        await until_shown(pilot, "Okutarak taşı")
        await press_only(pilot, *"KL.1", "enter", *"klç2", "enter")
        await until_shown(pilot, "2 klasör", "804.01 / 2025-2")
        await press_only(pilot, *"K1*01", "enter")
        await until_shown(pilot, "K1-01 ise kurum arşivi")
        await press_only(pilot, *"B1-01", "enter")
        await until_shown(pilot, "✓ 2 klasör B1-01 yerine taşındı")
        await press(pilot, "escape")
        await archive(pilot, app, "Yerleşim")
        await until_shown(pilot, "B1-01", "2       40")
        await press_only(pilot, "down", "ş")
        await until_shown(pilot, "Raf denetimi: B1-01")
        await press_only(pilot, *"KL.1", "enter")
        await until_shown(pilot, "Yerinde bulundu")
        await press_only(pilot, *"KL.3", "enter")
        await until_shown(pilot, "Kayıtlı yeri yok", "F2 buraya taşır")
        await press_only(pilot, "f2")
        await until_shown(pilot, "✓ 934.01")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "1 klasör bulunamadı", "804.01 / 2025-2")
    assert folder_of(archive_file, 3).place == "B1-01"


async def test_the_unit_s_own_periods_are_written_and_held_against_the_filing_plan(
    archive_file: Path, open_desk: OpenDesk
) -> None:
    async with open_desk(archive_file, "mehmet", PASSWORD, SMALL) as (app, pilot):
        await archive(pilot, app, "Görevliler")
        await press_only(pilot, "n")
        await until_shown(pilot, "Arşiv görevlisi")
        await type_in(pilot, role="b", birim_id="yazılım", user_id="", name="Ayşe Yılmaz")
        await type_in(pilot, title="", first_day="", last_day="", source="E-3")
        await until_shown(pilot, "Birim belge yöneticisi", "Ayşe Yılmaz", "1 kayıt")
        await archive(pilot, app, "Saklama planı")
        await press_only(pilot, "n")
        await until_shown(pilot, "Saklama süresi")
        await type_in(pilot, code="622.01", birim_id="yazılım", period="15", outcome="d", birim_yil="2")
        await type_in(pilot, kurum_yil="3", first_day="", source="E-4")
        await until_shown(pilot, "Saklama süresi eklendi")
        await press(pilot, "escape")
        await until_shown(pilot, "15 yıl, sonra imha", "1 kayıt")
        await archive(pilot, app, "Saklama planı farkları")
        await until_shown(pilot, "Süre planınkinden başka", "Bölüm toplamı tutmuyor", "2 kayıt")
