"""Trainees by keys: recorded, explained, prolonged, sent to the school, ended."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlmodel import select

from data.core.permissions import PROGRAM
from data.core.store import Store
from data.staj.models import Staj
from tests.puantaj.puantaj_office import PASSWORD, Desk
from tests.screens.conftest import OpenDesk
from tests.screens.pilot import press_only, screen_text, until, until_shown
from tests.screens.typist import type_in
from tests.staj.staj_office import absent, build_trainees, open_days, record

SMALL = (80, 24)
START = date(2026, 10, 5)


@pytest.fixture(scope="session")
def trainees_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("staj-ekran") / "masa.db"
    build_trainees(path)
    return path


@pytest.fixture
def office(trainees_file: Path, tmp_path: Path) -> Path:
    path = tmp_path / "masa.db"
    shutil.copyfile(trainees_file, path)
    return path


def staj_of(path: Path) -> Staj | None:
    with Store.open(path) as store, store.look(PROGRAM) as look:
        row = look.session.exec(select(Staj)).first()
        if row is not None:
            look.session.expunge(row)
        return row


async def to_trainees(pilot) -> None:  # type: ignore[no-untyped-def]
    await press_only(pilot, "3")
    await until_shown(pilot, "Puantajlar")
    await press_only(pilot, "b")
    await until_shown(pilot, "Bölüm", "Stajyerler")
    await press_only(pilot, "s", "s", "enter")
    await until_shown(pilot, "Süren", "Biten")


async def test_a_staj_is_recorded_explained_cancelled_by_keys(office: Path, open_desk: OpenDesk) -> None:
    async with open_desk(office, "ayse", PASSWORD, SMALL) as (app, pilot):
        await to_trainees(pilot)
        await until_shown(pilot, "zorunlu gününü yazın")
        await press_only(pilot, "f10")
        await until_shown(pilot, "Staj uyarıları", "Deniz AK: Stajyerin staj kaydı yok")
        assert "Devam et" not in screen_text(app), "there is no step to go on to"
        await press_only(pilot, "escape", "n")
        await until_shown(pilot, "Yeni staj", "Zorunlu gün *")
        await press_only(pilot, *"deniz")
        await until_shown(pilot, "▸ Deniz AK")
        await press_only(pilot, "enter")
        await type_in(pilot, school="Örnek Lisesi", school_kind="l", program="Bilişim", class_name="")
        await type_in(pilot, student_no="", required_days="10", start=f"{START:%d.%m.%Y}")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Staj kaydedildi")
        await press_only(pilot, "escape")
        await until_shown(pilot, "Deniz AK", "!!")
        await press_only(pilot, "f4")
        await until_shown(pilot, "Zorunlu 10 gün", "Puantajı olmayan")
        await press_only(pilot, "escape", "delete")
        await until_shown(pilot, "neden iptal ediliyor")
        await press_only(pilot, *"Yanlış kişi", "enter")
        await until_shown(pilot, "Staj iptal edildi", "0 kayıt")
    row = staj_of(office)
    assert row is not None
    assert (row.school, row.required_days, row.start, row.weekdays) == ("Örnek Lisesi", 10, START, "XXXXX--")
    assert (row.end, row.cancelled_reason) == (date(2026, 10, 16), "Yanlış kişi")


@pytest.mark.parametrize("size", [(160, 45)])
async def test_a_staj_is_prolonged_printed_and_ended_by_keys(
    office: Path, tmp_path: Path, open_desk: OpenDesk, size: tuple[int, int]
) -> None:
    prepare(office)
    async with open_desk(office, "ayse", PASSWORD, size) as (_, pilot):
        await to_trainees(pilot)
        await until_shown(pilot, "Deniz AK", "   20     9    11")
        await press_only(pilot, "e")
        await until_shown(pilot, "Staj: Deniz AK", "16.10.2026")
        await type_in(pilot, school="", school_kind="", program="", class_name="", student_no="", required_days="")
        await type_in(pilot, start="")
        await type_in(pilot, end=["backspace"] * 10 + list("231026"))
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Staj kaydı düzeltildi")
        await press_only(pilot, "f6")
        await until_shown(pilot, "Ne aktarılsın", "okulun tümü")
        await press_only(pilot, "d", "enter")
        await until_shown(pilot, "Hangi ay", "Ekim 2026")
        await press_only(pilot, "e", "enter")
        await until_shown(pilot, "Dışa aktar", "Klasör")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Dosya yazıldı")
        await press_only(pilot, "enter", "p")
        await until_shown(pilot, "Staj bitişi: Deniz AK", "Son staj günü")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Neden sonlandığını yazın")
        await press_only(pilot, *"Nakil", "ctrl+s")
        await until_shown(pilot, "Staj bitirildi")
        await press_only(pilot, "v")
        await until_shown(pilot, "Deniz AK")
        await press_only(pilot, "h")
        await until_shown(pilot, "staj sonlandı", "Bitiş: 16.10.2026 → 23.10.2026")
    row = staj_of(office)
    assert row is not None
    assert (row.ended_as, row.ended_reason, row.end) == ("sonlandi", "Nakil", date(2026, 10, 23))
    (sheet,) = tmp_path.glob("stajyer*2026-10*701.pdf")
    text = PdfReader(sheet).pages[0].extract_text()
    assert "STAJYER DEVAM ÇİZELGESİ" in text and "Deniz AK" in text


def prepare(path: Path) -> None:
    """A staj of 20 days from 1 to 16 October, of whose 12 work days the month has 3 missed."""
    with Store.open(path) as store:
        desk = Desk(store, path.parent)
        record(desk, required_days=20, start=date(2026, 10, 1), end=date(2026, 10, 16))
        absent(desk, open_days(desk), "701", date(2026, 10, 6), date(2026, 10, 7), date(2026, 10, 8))


async def test_the_search_opens_a_staj_and_others_may_only_read(office: Path, open_desk: OpenDesk) -> None:
    prepare(office)
    async with open_desk(office, "denetci", PASSWORD, SMALL) as (app, pilot):
        await press_only(pilot, "ctrl+k")
        await until_shown(pilot, "ara")
        await press_only(pilot, *"deniz staj")
        await until_shown(pilot, "Deniz AK · staj")
        await press_only(pilot, "enter")
        await until_shown(pilot, "Stajyerler", "1 kayıt")
        footer = screen_text(app).splitlines()[-2:]
        assert not any(label in line for line in footer for label in ("Düzenle", "Bitir", "İptal"))
        await press_only(pilot, "delete", "n")
        await until(pilot, lambda: "neden iptal" not in screen_text(app))
    row = staj_of(office)
    assert row is not None and row.cancelled_at is None
