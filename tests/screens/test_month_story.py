"""A month from the door clock to the signed paper, played by keys as the office plays it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from textual.pilot import Pilot

from app.desk_app import DeskApp
from data.core import actors, approvals, backup
from data.core.approvals import Stage
from data.core.holidays import calendar, package_holidays
from data.core.permissions import PROGRAM
from data.core.store import Store
from data.personel.views import patterns
from data.puantaj import papers, views
from data.puantaj.operations import months
from data.puantaj.rules.period import Period
from screens.frame import Frame
from screens.login import LoginScreen
from tests.puantaj.puantaj_office import PASSWORD, build_office
from tests.screens.conftest import OpenDesk, _settings
from tests.screens.pilot import press_only, screen_text, until, until_shown

SIZES = [(80, 24), (160, 45)]


@pytest.fixture(scope="session")
def office_at_work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("story") / "masa.db"
    build_office(path)
    return path


@pytest.fixture
def office(office_at_work: Path, tmp_path: Path) -> Path:
    path = tmp_path / "masa.db"
    shutil.copyfile(office_at_work, path)
    return path


def last_month() -> Period:
    last_day = date.today().replace(day=1) - timedelta(days=1)  # noqa: DTZ011 - the office's own date
    return Period.of_month(last_day.year, last_day.month)


def clock_file(folder: Path) -> Path:
    """Everybody comes and goes on every work day of last month; three times somebody forgets to pass out."""
    free = {holiday.day for holiday in package_holidays(last_month().start.year) if not holiday.half}
    workdays = [day for day in last_month().days if day.weekday() < 6 and day not in free]
    weekdays = [day for day in workdays if day.weekday() < 5]
    forgotten = {(weekdays[3], "101"), (weekdays[7], "101"), (weekdays[9], "102")}
    lines = []
    for day in workdays:
        for card in ("101", "102", "103") if day.weekday() < 5 else ("103",):
            lines.append(f"{card:>9}\t{day} 07:58:00\t255\t1\t0\t0\n")
            if (day, card) not in forgotten:
                lines.append(f"{card:>9}\t{day} 17:03:10\t255\t1\t0\t0\n")
    path = folder / "1_attlog.dat"
    path.write_text("".join(lines), encoding="ascii")
    return path


async def keys(pilot: Pilot[Any], *names: str) -> None:
    await press_only(pilot, *names)


async def type_text(pilot: Pilot[Any], text: str) -> None:
    await press_only(pilot, *("space" if sign == " " else sign for sign in text))


def month_id(path: Path) -> int:
    with Store.open(path) as store, store.look(PROGRAM) as look:
        found = views.newest_month(look, 1, last_month().start)
    assert found is not None
    return found


def stage_of(path: Path) -> Stage:
    with Store.open(path) as store, store.look(PROGRAM) as look:
        return approvals.state(look, "puantaj", month_id(path)).stage


@pytest.mark.parametrize("size", SIZES)
async def test_first_start_asks_for_the_office_and_opens_the_desk(tmp_path: Path, size: tuple[int, int]) -> None:
    app = DeskApp(_settings(tmp_path, tmp_path / "yeni.db"))
    async with app.run_test(size=size) as pilot:
        await until_shown(pilot, "İlk kurulum", "DETSİS no")
        for answer in (
            "Örnek Büyükşehir Belediye Başkanlığı",
            "Bilgi İşlem Dairesi Başkanlığı",
            "Yazılım Şube Müdürlüğü",
            "12345678",
            "Ayla Işık",
            "Şef",
            "ayla",
            PASSWORD,
            PASSWORD,
        ):
            await type_text(pilot, answer)
            await keys(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, Frame))
        await until_shown(pilot, "Ayla Işık")
    with Store.open(tmp_path / "yeni.db") as store, store.look(PROGRAM) as look:
        assert backup.audit(look).clean
        assert [group.name for group in views.groups(look)][:2] == ["Memurlar", "Sözleşmeli personel"]
        assert [pattern.name for pattern in patterns(look)][-1] == "Altı gün"
        assert calendar(look).holiday(date(look.today.year, 10, 29)) is not None


@pytest.mark.parametrize("size", SIZES[:1])
async def test_a_wrong_password_is_refused_and_can_be_typed_again(
    office: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    app = DeskApp(_settings(tmp_path, office))
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app._store is not None and isinstance(app.screen, LoginScreen))
        await keys(pilot, *"ayse", "enter", *"yanlis-parola", "enter")
        await until_shown(pilot, "Kullanıcı adı veya parola yanlış")
        await keys(pilot, *PASSWORD, "enter")
        await until(pilot, lambda: isinstance(app.screen, Frame))


@pytest.mark.parametrize("size", SIZES)
async def test_a_month_goes_from_the_door_clock_to_the_signed_paper(
    office: Path, tmp_path: Path, open_desk: OpenDesk, size: tuple[int, int]
) -> None:
    label = last_month().label
    async with open_desk(office, "ayse", PASSWORD, size) as (_, pilot):
        await _take_clock_file(pilot, clock_file(tmp_path))
        await keys(pilot, "n")
        await until_shown(pilot, "Yeni puantaj: grup")
        await keys(pilot, "enter")
        await until_shown(pilot, "dönem", label)
        await keys(pilot, "down", "enter")
        await until_shown(pilot, f"Şirket personeli · {label}", "Ali ÇINAR", "soru")
        await keys(pilot, "f7")
        await until_shown(pilot, "Onaya sun:", "kırmızı")
        await keys(pilot, "f7")
        await until_shown(pilot, "Onaya sun", "Vazgeç")
        await keys(pilot, "enter")
        await until_shown(pilot, "Yapılamadı", "kırmızı uyarı var")
        await keys(pilot, "escape")
        for _ in range(3):
            await _answer_question(pilot)
        await _hand_on(pilot, "Onaya sun", "Sunuldu")
    assert stage_of(office) is Stage.SUNULDU

    async with open_desk(office, "mehmet", PASSWORD, size) as (_, pilot):
        await until_shown(pilot, "Şirket personeli", "Kontrol et")
        await keys(pilot, "enter")
        await until_shown(pilot, "Ali ÇINAR", "değişiklik için iade gerekir")
        await keys(pilot, "f8")
        await until_shown(pilot, "neden iade ediliyor")
        await type_text(pilot, "Ayın 5'i eksik")
        await keys(pilot, "enter")
        await until_shown(pilot, "iade edildi")
    assert stage_of(office) is Stage.TASLAK

    async with open_desk(office, "ayse", PASSWORD, size) as (_, pilot):
        await keys(pilot, "v")
        await until_shown(pilot, "Onaya sun")
        await keys(pilot, "enter")
        await until_shown(pilot, "Ali ÇINAR", "Taslak")
        await _hand_on(pilot, "Onaya sun", "Sunuldu")
    for username, step, reached in (
        ("mehmet", "Kontrol et", Stage.KONTROL_EDILDI),
        ("zeynep", "Onayla", Stage.ONAYLANDI),
        ("zeynep", "Kesinleştir", Stage.KESINLESTI),
    ):
        async with open_desk(office, username, PASSWORD, size) as (_, pilot):
            await until_shown(pilot, "Şirket personeli", step)
            await keys(pilot, "enter")
            await until_shown(pilot, "Ali ÇINAR")
            await _hand_on(pilot, step, reached.label)
            if reached is Stage.KESINLESTI:
                await _export(pilot, tmp_path)
        assert stage_of(office) is reached
    _papers_equal_the_store(office, tmp_path)


async def _take_clock_file(pilot: Pilot[Any], path: Path) -> None:
    await keys(pilot, "3")
    await until_shown(pilot, "Puantajlar")
    await keys(pilot, "a")
    await until_shown(pilot, "Dosya al", "Kapı saati dosyası")
    await keys(pilot, "enter")
    await until_shown(pilot, "Tab Tamamla")
    await keys(pilot, "ctrl+u")
    await type_text(pilot, str(path))
    await keys(pilot, "enter")
    await until_shown(pilot, "hareket", "Kapsam")
    await keys(pilot, "enter")
    await until_shown(pilot, "hareket alındı")


async def _answer_question(pilot: Pilot[Any]) -> None:
    await keys(pilot, "f10", "enter")
    await until_shown(pilot, "Başka bir kod yaz")
    await keys(pilot, "enter")
    await until_shown(pilot, "Gerekçe")
    await keys(pilot, "enter")
    await type_text(pilot, "Çıkışta basmayı unuttu, dilekçe var")
    await keys(pilot, "enter", "enter")
    await until_shown(pilot, "1 güne X yazıldı")


async def _hand_on(pilot: Pilot[Any], step: str, reached: str) -> None:
    await keys(pilot, "f7")
    await until_shown(pilot, step)
    await until(pilot, lambda: "Devam et" in screen_text(pilot.app) or "Vazgeç" in screen_text(pilot.app))
    if "Devam et" in screen_text(pilot.app):
        await keys(pilot, "f7")
        await until_shown(pilot, "Vazgeç")
    await keys(pilot, "enter")
    await until_shown(pilot, f"· {reached}")


async def _export(pilot: Pilot[Any], folder: Path) -> None:
    await keys(pilot, "f6")
    await until_shown(pilot, "Dışa aktar", "Excel ve PDF")
    await keys(pilot, "ctrl+s")
    await until_shown(pilot, "Dosya yazıldı")
    await keys(pilot, "enter")
    await until_shown(pilot, "Yazıldı")
    assert list(folder.glob("puantaj_*.xlsx"))


def _close_a_month(path: Path) -> None:
    with Store.open(path) as store:
        with store.look(PROGRAM) as look:
            who = {name: actors.actor_by_username(look, name) for name in ("ayse", "mehmet", "zeynep")}
        with store.work(who["ayse"]) as work:
            month = months.open_month(work, 1, last_month())
        for name, stage in (
            ("ayse", Stage.TASLAK),
            ("mehmet", Stage.SUNULDU),
            ("zeynep", Stage.KONTROL_EDILDI),
            ("zeynep", Stage.ONAYLANDI),
        ):
            with store.work(who[name]) as work:
                months.advance(work, month, expected=stage)


@pytest.mark.parametrize("size", SIZES[1:])
async def test_a_closed_month_changes_only_by_a_correction_that_shows_its_differences(
    office: Path, open_desk: OpenDesk, size: tuple[int, int]
) -> None:
    _close_a_month(office)
    closed = month_id(office)
    async with open_desk(office, "ayse", PASSWORD, size) as (_, pilot):
        await keys(pilot, "3")
        await until_shown(pilot, "Kesinleşti")
        await keys(pilot, "enter")
        await until_shown(pilot, "Ali ÇINAR", "Düzeltme aç")
        await keys(pilot, "d")
        await until_shown(pilot, "değiştirilemez")
        await keys(pilot, "f12")
        await until_shown(pilot, "neden düzeltiliyor")
        await type_text(pilot, "Rapor sonradan geldi")
        await keys(pilot, "enter")
        await until_shown(pilot, "2. sürüm", "Taslak", "Ali ÇINAR")
        await keys(pilot, "d", "enter")
        await until_shown(pilot, "1 güne D yazıldı")
        await keys(pilot, "f11")
        await until_shown(pilot, "Önceki sürümden farklar", "Ali ÇINAR")
        await keys(pilot, "escape")
        await keys(pilot, "ctrl+z")
        await until_shown(pilot, "1 gün geri alındı")
    with Store.open(office) as store, store.look(PROGRAM) as look:
        assert views.month(look, closed).closed
        assert views.month(look, month_id(office)).revision == 2


async def test_the_first_export_of_a_new_machine_makes_its_folder(
    office: Path, tmp_path: Path, open_desk: OpenDesk
) -> None:
    async with open_desk(office, "ayse", PASSWORD, (80, 24)) as (_, pilot):
        frame = pilot.app.screen
        assert isinstance(frame, Frame)
        frame.desk.exports = tmp_path / "Belgeler" / "İdari Masa"
        await keys(pilot, "8")
        await until_shown(pilot, "Ali ÇINAR")
        await keys(pilot, "f6")
        await until_shown(pilot, "Bu liste")
        await keys(pilot, "enter")
        await until_shown(pilot, "Dışa aktar", "Klasör")
        await keys(pilot, "ctrl+s")
        await until_shown(pilot, "Dosya yazıldı")
        await keys(pilot, "enter")
    assert list((tmp_path / "Belgeler" / "İdari Masa").glob("*.xlsx"))


def _papers_equal_the_store(path: Path, folder: Path) -> None:
    with Store.open(path) as store, store.look(PROGRAM) as look:
        sheet = papers.sheet_of(look, month_id(path))
        audit = backup.audit(look)
    assert audit.clean
    assert [signature.name for signature in sheet.signatures] == ["Ayşe Yılmaz", "Mehmet Kaya", "Zeynep Demir"]
    book = load_workbook(next(folder.glob("puantaj_*.xlsx")))
    rows = {tuple(cell for cell in row if cell) for row in book.active.iter_rows(values_only=True)}  # type: ignore[union-attr]
    pages = "".join(page.extract_text() for page in PdfReader(next(folder.glob("puantaj_*.pdf"))).pages)
    for person in sheet.rows:
        printed = next(row for row in rows if person.name in row)
        assert _days(printed, person.name, len(person.cells)) == person.cells
        assert person.name in pages
    for signature in sheet.signatures:
        assert signature.name in pages
    assert sheet.number in pages


def _days(printed: tuple[Any, ...], name: str, count: int) -> tuple[str, ...]:
    after = printed[printed.index(name) + 1 :]
    start = next(place for place, value in enumerate(after) if value in _LETTERS)
    return tuple(after[start : start + count])


_LETTERS = {"X", "HT", "AT", "GT", "YG", "-"}


@pytest.fixture(autouse=True)
def _no_leftovers(tmp_path: Path) -> Iterator[None]:
    yield
    assert not list(tmp_path.glob("*.eksik"))
