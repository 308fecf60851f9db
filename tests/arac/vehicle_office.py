"""Vehicles of the office and their days, for tests."""

from __future__ import annotations

from datetime import date

from data.arac import views
from data.arac.drafts import VehicleDayDraft, VehicleDraft
from data.arac.operations import days, months, vehicles
from data.core import holidays, units
from data.core.approvals import Stage
from data.core.permissions import PROGRAM
from data.puantaj.rules.period import Period
from tests.puantaj.puantaj_office import OCTOBER, Desk

OWN_UNIT = "Yazılım Şube Müdürlüğü"


def unit(desk: Desk, name: str = OWN_UNIT) -> int:
    with desk.store.look(PROGRAM) as look:
        return next(row.id for row in units.tree(look) if row.name == name)


def vehicle_draft(desk: Desk, plate: str = "34 ABC 123", **more: object) -> VehicleDraft:
    values: dict[str, object] = {
        "plate": plate,
        "kind": "Kamyonet",
        "model": "Örnek 2020",
        "ownership": "belediye",
        "birim_id": unit(desk),
        "driver_id": desk.person("101"),
        "measure": "km",
        "first_day": date(2025, 1, 1),
    }
    return VehicleDraft(**(values | more))  # type: ignore[arg-type]


def add(desk: Desk, plate: str = "34 ABC 123", **more: object) -> int:
    with desk.work() as work:
        return vehicles.add_vehicle(work, vehicle_draft(desk, plate, **more))


def open_month(desk: Desk, period: Period = OCTOBER, name: str = OWN_UNIT) -> int:
    with desk.work() as work:
        return months.open_month(work, unit(desk, name), period)


def day_draft(
    desk: Desk, day: date, start: int | None = None, end: int | None = None, **more: object
) -> VehicleDayDraft:
    values: dict[str, object] = {
        "day": day,
        "state": "calisti",
        "start_km": start,
        "end_km": end,
        "driver_id": desk.person("101"),
    }
    return VehicleDayDraft(**(values | more))  # type: ignore[arg-type]


def write(
    desk: Desk,
    month: int,
    vehicle: int,
    day: date,
    start: int | None = None,
    end: int | None = None,
    who: str = "ayse",
    **more: object,
) -> int:
    draft = day_draft(desk, day, start, end, **more)
    with desk.work(who) as work:
        return days.write_day(work, month, vehicle, draft)


def fill(desk: Desk, month: int, vehicle: int, period: Period = OCTOBER, first: int = 1000, km: int = 50) -> int:
    """Every work day of the month, 50 km and 5 litres each; returns the last reading."""
    with desk.store.look(PROGRAM) as look:
        calendar = holidays.calendar(look)
    at = first
    with desk.work() as work:
        for day in period.days:
            if calendar.is_working_day(day):
                draft = day_draft(desk, day, at, at + km, fuel="5")
                days.write_day(work, month, vehicle, draft)
                at += km
    return at


def close(desk: Desk, month: int) -> None:
    for who, seen in (
        ("ayse", Stage.TASLAK),
        ("mehmet", Stage.SUNULDU),
        ("zeynep", Stage.KONTROL_EDILDI),
        ("mehmet", Stage.ONAYLANDI),
    ):
        with desk.work(who) as work:
            months.advance(work, month, expected=seen)


def sheet(desk: Desk, month: int, plate: str = "34 ABC 123") -> views.SheetRow:
    with desk.look() as look:
        return next(row for row in views.month(look, month).rows if row.plate == plate)


def findings(desk: Desk, month: int, plate: str = "34 ABC 123") -> list[str]:
    return [one.text for one in sheet(desk, month, plate).findings]
