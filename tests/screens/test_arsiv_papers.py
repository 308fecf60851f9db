"""Papers of the archive by keys: reminders to late units, lists by period, two copies, the logo of labels."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from data.core import logo
from screens.arsiv.loans import LoanLedger
from screens.yonetim.paper_forms import FormLedger
from tests.arsiv.archive_office import PASSWORD
from tests.arsiv.test_holds_and_loans import lent
from tests.screens.arsiv_desk import SMALL, archive, in_store
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, until, until_shown
from tests.screens.typist import press, type_in


def words_of(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


async def test_units_that_are_late_are_reminded_from_the_ledger_of_loans(
    archive_file: Path, tmp_path: Path, open_desk: OpenDesk
) -> None:
    desk = in_store(archive_file)
    with desk.store:
        lent(desk, 1, due_on=date(2026, 5, 20))
    async with open_desk(archive_file, "ayse", PASSWORD, SMALL) as (app, pilot):
        await archive(pilot, app, "Ödünç")
        await until(pilot, lambda: isinstance(top_view(app), LoanLedger))
        await until_shown(pilot, "184 gün gecikti")
        await press_only(pilot, "f6")
        await until_shown(pilot, "Ne aktarılsın?", "Ödünç fişi: 2026/1", "Gecikmiş ödünç hatırlatma")
        await press_only(pilot, "down", "down", "enter")
        await until_shown(pilot, "İade için son gün", "27.11.2026")
        await type_in(pilot, until="", birim_id="")
        await until_shown(pilot, "Dışa aktar")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Dosya yazıldı")
    (written,) = tmp_path.glob("gecikmis*.pdf")
    text = words_of(written)
    assert "YAZILIM ŞUBE MÜDÜRLÜĞÜNE" in text and "27.11.2026 gününe kadar" in text and "622.01 / 2025-1" in text


async def test_what_a_year_brings_is_listed_and_content_lists_come_in_two_copies(
    archive_file: Path, tmp_path: Path, open_desk: OpenDesk
) -> None:
    async with open_desk(archive_file, "ayse", PASSWORD, SMALL) as (app, pilot):
        await archive(pilot, app)
        await until_shown(pilot, "5 kayıt")
        await press_only(pilot, "f6")
        await until_shown(pilot, "Ayıklamaya gelen, geciken")
        await press_only(pilot, "down", "enter")
        await until_shown(pilot, "Süreye göre klasörler", "Yıl içinde ayıklamaya gelenler")
        await type_in(pilot, birim_id="yazılım", kind="önceki", year="", below="")
        await until_shown(pilot, "Dışa aktar")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Dosya yazıldı")
        await press(pilot, "escape")
        await press_only(pilot, "home", "space", "down", "space")
        await until_shown(pilot, "2 seçili")
        await press_only(pilot, "f6")
        await until_shown(pilot, "ikişer nüsha: 2 klasör")
        await press_only(pilot, "down", "down", "enter")
        await until_shown(pilot, "Dışa aktar")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Dosya yazıldı")
    (listed,) = tmp_path.glob("ayiklanmasi*.pdf")
    text = words_of(listed)
    assert "AYIKLANMASI GECİKEN KLASÖRLER LİSTESİ" in text and "2010-1" in text and "2 klasör" in text
    (copies,) = tmp_path.glob("icerik*.pdf")
    read = PdfReader(copies)
    assert len(read.pages) == 4 and "1. nüsha" in words_of(copies) and "2. nüsha" in words_of(copies)


async def test_the_administrator_gives_the_logo_that_labels_bear_and_takes_it_off_again(
    archive_file: Path, tmp_path: Path, open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "belgeler"
    home.mkdir()
    monkeypatch.setattr(Path, "home", lambda: home)
    (home / "bozuk.png").write_bytes(b"resim degil")
    Image.new("RGB", (300, 200), (0, 80, 160)).save(home / "logo.jpg")
    async with open_desk(archive_file, "yonetici", PASSWORD, SMALL) as (app, pilot):
        await press_only(pilot, "9")
        await until_shown(pilot, "Kullanıcılar")
        await press_only(pilot, "b")
        await until_shown(pilot, "Bölüm", "Form biçimleri")
        await press_only(pilot, "end", "enter")
        await until(pilot, lambda: isinstance(top_view(app), FormLedger))
        for name, answer in (("bozuk.png", "bir resim olarak okunamadı"), ("logo.jpg", "Logo kondu")):
            await press_only(pilot, "a")
            await until_shown(pilot, "Hangi dosya?", "Kurumun logosu (PNG, JPEG)")
            await press_only(pilot, "down", "enter")
            await until_shown(pilot, name)
            await press(pilot, *name, "enter")
            await until_shown(pilot, answer)
            if name == "bozuk.png":
                await press(pilot, "escape")
        await press_only(pilot, "a")
        await until_shown(pilot, "Kurumun logosunu değiştir", "Logoyu kaldır: logo.png")
        await press_only(pilot, "end", "enter")
        await until_shown(pilot, "neden kaldırılıyor")
        await press_only(pilot, *"Kurumun adı değişti", "enter")
        await until_shown(pilot, "Logo kaldırıldı")
    desk = in_store(archive_file)
    with desk.store, desk.look() as look:
        assert logo.logo(look) == b""
