"""Vehicles by keys: added, a month written day by day, asked about, taken from a file, approved, printed."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlmodel import col, select

from data.arac.models import Vehicle, VehicleDay, VehicleMonth
from data.arac.operations import days, months
from data.arac.views import month
from data.core.permissions import PROGRAM
from data.core.store import Store
from data.puantaj.rules.period import Period
from screens.arac.days import VehicleDaysPage
from screens.arac.month_view import VehicleMonthPage
from tests.arac.vehicle_office import add, day_draft, unit
from tests.puantaj.puantaj_office import PASSWORD, Desk, build_office
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, until, until_shown
from tests.screens.typist import press, type_in

SMALL, LARGE = (80, 24), (160, 45)


def last_month() -> Period:
    last = date.today().replace(day=1) - timedelta(days=1)  # noqa: DTZ011 - the office's own date
    return Period.of_month(last.year, last.month)


@pytest.fixture(scope="session")
def vehicle_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("arac-ekran") / "masa.db"
    build_office(path)
    return path


@pytest.fixture
def office(vehicle_office: Path, tmp_path: Path) -> Path:
    path = tmp_path / "masa.db"
    shutil.copyfile(vehicle_office, path)
    return path


def prepare(path: Path, *, written: bool) -> tuple[int, int]:
    """A vehicle and its unit's last month, of which every work day is written or none."""
    with Store.open(path) as store:
        desk = Desk(store, path.parent)
        vehicle = add(desk, first_day=last_month().start)
        with desk.work() as work:
            key = months.open_month(work, unit(desk), last_month())
        with desk.look() as look:
            missing = month(look, key).rows[0].totals.missing
        with desk.work() as work:
            for place, day in enumerate(missing if written else ()):
                draft = day_draft(desk, day, 1000 + 50 * place, 1050 + 50 * place, fuel="5")
                days.write_day(work, key, vehicle, draft)
    return key, vehicle


def entries(path: Path) -> list[VehicleDay]:
    with Store.open(path) as store, store.look(PROGRAM) as look:
        rows = list(look.session.exec(select(VehicleDay).order_by(col(VehicleDay.id))))
        for row in rows:
            look.session.expunge(row)
        return rows


async def section(pilot, *keys: str) -> None:  # type: ignore[no-untyped-def]
    await press_only(pilot, "3")
    await until_shown(pilot, "Puantajlar")
    await press_only(pilot, "b")
    await until_shown(pilot, "Bölüm", "Araç puantajları")
    await press_only(pilot, *keys, "enter")


async def test_a_vehicle_is_added_and_amended_by_keys(office: Path, open_desk: OpenDesk) -> None:
    async with open_desk(office, "ayse", PASSWORD, SMALL) as (_, pilot):
        await section(pilot, "end", "up")
        await until_shown(pilot, "Bu görünümde araç yok")
        await press_only(pilot, "n")
        await until_shown(pilot, "Yeni araç", "Mülkiyeti *")
        await type_in(pilot, plate="34abc123", kind="Kamyonet", model="", ownership="b", firm="")
        await type_in(pilot, birim_id="yazılım")
        await until_shown(pilot, "Yazılım Şube Müdürlüğü")
        await type_in(pilot, driver_id="", measure="k", first_day="01.01.2026")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Araç eklendi")
        await press_only(pilot, "escape")
        await until_shown(pilot, "34 ABC 123", "Belediye")
        await press_only(pilot, "f2")
        await until_shown(pilot, "Araç: 34 ABC 123")
        await type_in(pilot, plate="", kind=["backspace"] * 8 + list("Binek"))
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "Araç kaydı düzeltildi", "Binek")
        await press_only(pilot, "h")
        await until_shown(pilot, "Cinsi: Kamyonet → Binek")
    with Store.open(office) as store, store.look(PROGRAM) as look:
        row = look.session.exec(select(Vehicle)).one()
        assert (row.plate, row.kind, row.measure, row.first_day) == ("34 ABC 123", "Binek", "km", date(2026, 1, 1))


async def test_days_are_typed_one_after_the_other_with_few_keys(office: Path, open_desk: OpenDesk) -> None:
    prepare(office, written=False)
    async with open_desk(office, "ayse", PASSWORD, SMALL) as (app, pilot):
        await section(pilot, "end")
        await until_shown(pilot, last_month().label, "Taslak")
        await press_only(pilot, "enter")
        await until_shown(pilot, "34 ABC 123", "!! 1")
        await press_only(pilot, "enter")
        await until(pilot, lambda: isinstance(top_view(app), VehicleDaysPage))
        await until_shown(pilot, "01 ", "F2 Düzenle")
        await press_only(pilot, "n")
        for count, km in enumerate(("150", "210", "300"), 1):
            await until_shown(pilot, f"34 ABC 123 · {work_day(office, count - 1):%d.%m.%Y}")
            if count == 1:
                await type_in(pilot, end_km=km, hours="", state="", fuel="", trips="", day="")
                await press_only(pilot, *"100", "ctrl+s")
            else:
                await press_only(pilot, *km, "ctrl+s")
        await until_shown(pilot, f"34 ABC 123 · {work_day(office, 3):%d.%m.%Y}")
        await press_only(pilot, "escape")
        await until_shown(pilot, "200 km", "çalıştı 3")
    rows = entries(office)
    assert [(row.start_km, row.end_km) for row in rows] == [(100, 150), (150, 210), (210, 300)]
    assert len({row.driver_id for row in rows}) == 1 and rows[0].driver_id is not None


def work_day(path: Path, place: int) -> date:
    from data.core import holidays

    with Store.open(path) as store, store.look(PROGRAM) as look:
        calendar = holidays.calendar(look)
    return [day for day in last_month().days if calendar.is_working_day(day)][place]


@pytest.mark.parametrize("size", [SMALL])
async def test_a_day_is_corrected_with_a_reason_explained_and_taken_back(
    office: Path, open_desk: OpenDesk, size: tuple[int, int]
) -> None:
    prepare(office, written=True)
    async with open_desk(office, "ayse", PASSWORD, size) as (app, pilot):
        await section(pilot, "end")
        await until_shown(pilot, last_month().label)
        await press_only(pilot, "enter")
        await until_shown(pilot, "34 ABC 123")
        await press_only(pilot, "enter")
        await until_shown(pilot, "1.050")
        view = top_view(app)
        assert isinstance(view, VehicleDaysPage)
        view.rows.move_to(work_day(office, 1).day - 1)
        await press_only(pilot, "enter")
        await until_shown(pilot, f"34 ABC 123 · {work_day(office, 1):%d.%m.%Y}")
        await type_in(pilot, end_km=["backspace"] * 4 + list("1090"))
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "yazılmış (Ç 1.050–1.100 km 5 L)")
        await press_only(pilot, *"Yanlış okunmuş", "ctrl+s")
        await until_shown(pilot, "1.090", "! 1")
        view.rows.move_to(work_day(office, 2).day - 1)
        await press_only(pilot, "f4")
        await until_shown(pilot, "yazılmamış 10 km", "Önceki kayıt")
        await press_only(pilot, "escape", "delete")
        await until_shown(pilot, "neden geri alınıyor")
        await press_only(pilot, *"Yeniden yazılacak", "enter")
        await until_shown(pilot, "geri alındı")
    withdrawn = [row.withdrawn_reason for row in entries(office) if row.withdrawn_at is not None]
    assert withdrawn == ["Yanlış okunmuş", "Yeniden yazılacak"]


async def test_a_month_goes_to_the_closed_cetvel_and_its_correction_by_keys(
    office: Path, tmp_path: Path, open_desk: OpenDesk
) -> None:
    prepare(office, written=True)
    steps = (
        ("ayse", "Onaya sun", "Sunuldu"),
        ("mehmet", "Kontrol et", "Kontrol edildi"),
        ("zeynep", "Onayla", "Onaylandı"),
        ("mehmet", "Kesinleştir", "Kesinleşti"),
    )
    for username, step, reached in steps:
        async with open_desk(office, username, PASSWORD, SMALL) as (app, pilot):
            if username == "ayse":
                await section(pilot, "end")
                await until_shown(pilot, last_month().label)
            else:
                await until_shown(pilot, "araçları", step)
            await press_only(pilot, "enter")
            await until(pilot, lambda: isinstance(top_view(app), VehicleMonthPage))
            await until_shown(pilot, "34 ABC 123")
            await press_only(pilot, "f7")
            await until_shown(pilot, step, "Vazgeç")
            await press_only(pilot, "enter")
            await until_shown(pilot, f": {reached}")
            if reached != "Kesinleşti":
                continue
            await press_only(pilot, "f6")
            await until_shown(pilot, "Ne aktarılsın")
            await press_only(pilot, "enter")
            await until_shown(pilot, "Dışa aktar", "Klasör")
            await press_only(pilot, "ctrl+s")
            await until_shown(pilot, "Dosya yazıldı")
            await press_only(pilot, "enter", "f12")
            await until_shown(pilot, "neden düzeltiliyor")
            await press_only(pilot, *"Fiş sonradan geldi", "enter")
            await until_shown(pilot, "2. sürüm · Taslak")
    with Store.open(office) as store, store.look(PROGRAM) as look:
        rows = look.session.exec(select(VehicleMonth).order_by(col(VehicleMonth.revision))).all()
        assert [(row.revision, row.closed, row.reason) for row in rows] == [
            (1, True, ""),
            (2, False, "Fiş sonradan geldi"),
        ]
    (cetvel,) = tmp_path.glob("arac*34*.pdf")
    text = "".join(page.extract_text() for page in PdfReader(cetvel).pages)
    assert "ARAÇ PUANTAJ CETVELİ" in text and "Zeynep Demir" in text and "TASLAK" not in text


async def test_days_are_taken_from_a_file_by_keys(
    office: Path, tmp_path: Path, open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(office, written=False)
    home = tmp_path / "belgeler"
    home.mkdir()
    monkeypatch.setattr(Path, "home", lambda: home)
    first, second = work_day(office, 0), work_day(office, 1)
    lines = (
        "Plaka;Tarih;İlk km;Son km;Şoför",
        f"34 ABC 123;{first:%d.%m.%Y};100;150;101",
        f"34 ABC 123;{second:%d.%m.%Y};150;180;Ali Çınar",
    )
    (home / "araç günleri.csv").write_text("\n".join(lines), encoding="utf-8")
    async with open_desk(office, "ayse", PASSWORD, SMALL) as (_, pilot):
        await section(pilot, "end")
        await until_shown(pilot, last_month().label)
        await press_only(pilot, "enter")
        await until_shown(pilot, "34 ABC 123")
        await press_only(pilot, "a")
        await until_shown(pilot, "araç günleri.csv")
        await press(pilot, *"araç günleri.csv", "enter")
        await until_shown(pilot, "Sütunlar: araç günleri.csv", "Plaka")
        await press_only(pilot, "ctrl+s")
        await until_shown(pilot, "2 gün", "100–150 km")
        await press_only(pilot, "enter")
        await until_shown(pilot, "2 gün alındı")
    assert [(row.day, row.end_km) for row in entries(office)] == [(first, 150), (second, 180)]
