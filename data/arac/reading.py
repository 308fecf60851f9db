"""A unit's month of vehicles with everything that follows from it: sums, averages, findings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, case, func, or_, select
from sqlmodel import col

from data.arac.kept import Kept, Shown, kept_of
from data.arac.lookup import entry_of, facts_of, is_newest, standing, vehicles_of
from data.arac.models import Vehicle, VehicleDay, VehicleMonth
from data.arac.rules.checks import Drivers, Past, VehicleFinding, check_vehicle
from data.arac.rules.totals import VehicleTotals, totals, usage_of
from data.arac.rules.values import DayEntry, Measure
from data.core import holidays
from data.core.calendar import days_between
from data.core.reasons import Explained
from data.core.store import Look
from data.personel.models import Personel
from data.puantaj.known_days import known_days
from data.puantaj.leave_names import open_name
from data.puantaj.models import Izin
from data.puantaj.rules.codes import CodeGroup
from data.puantaj.rules.period import Period
from data.puantaj.setup import codes_in_use, settings_on

_AWAY = (CodeGroup.izin, CodeGroup.rapor, CodeGroup.ucretsiz)


@dataclass(frozen=True, slots=True)
class VehicleSheet:
    """One vehicle's month: what was written, what it adds up to, what is asked."""

    vehicle: Shown
    entries: tuple[DayEntry, ...]
    totals: Explained[VehicleTotals]
    findings: tuple[VehicleFinding, ...]
    past: Past


@dataclass(frozen=True, slots=True)
class MonthSheets:
    """A unit's month: its vehicles by plate, and the names of everybody who drove or is to drive."""

    period: Period
    sheets: tuple[VehicleSheet, ...]
    names: Mapping[int, str]


def shown(row: Vehicle) -> Shown:
    """A vehicle as it is named now."""
    return Shown(row.id or 0, facts_of(row), row.kind, row.model, row.firm, row.driver_id)


def read_month(look: Look, month: VehicleMonth, only: int = 0) -> MonthSheets:
    """The vehicles of a month, each with its sums and findings; a closed month asks nothing any more.

    Args:
        only: This vehicle alone; 0 for all.
    """
    period = Period(month.start, month.end)
    written = standing(look, month.id or 0)
    kept = kept_of(month.kept) if month.kept else _kept_now(look, month, written)
    vehicles = [one for one in kept.vehicles if not only or one.id == only]
    past = _past(look, [one.id for one in vehicles], month.start)
    drivers = _drivers(look, period, written, kept.names)
    calendar, settings = holidays.calendar(look), settings_on(look, month.end)
    sheets = []
    for one in vehicles:
        entries = written.get(one.id, ())
        sums = totals(one.facts, period, entries, calendar, look.today)
        before = past.get(one.id, Past())
        found: tuple[VehicleFinding, ...] = ()
        if not month.closed:
            found = check_vehicle(
                one.facts, period, entries, sums.value, before, drivers, calendar, settings, look.today
            )
        sheets.append(VehicleSheet(one, entries, sums, found, before))
    return MonthSheets(period, tuple(sheets), drivers.names)


def _kept_now(look: Look, month: VehicleMonth, written: Mapping[int, Sequence[DayEntry]]) -> Kept:
    vehicles = tuple(shown(row) for row in vehicles_of(look, month, written))
    keys = {one.driver_id for one in vehicles if one.driver_id}
    keys |= {entry.driver_id for entries in written.values() for entry in entries if entry.driver_id}
    return Kept(vehicles, _names(look, keys))


def _names(look: Look, keys: Collection[int]) -> Mapping[int, str]:
    rows = look.session.execute(select(Personel).where(col(Personel.id).in_(list(keys)))).scalars()
    return {row.id or 0: f"{row.ad} {row.soyad}" for row in rows}


# ---------------------------------------------------------------- what was before


def _past(look: Look, vehicles: Sequence[int], start: date) -> Mapping[int, Past]:
    """Of each vehicle its last reading of the odometer before a day, and its own average use of fuel."""
    since = start - timedelta(days=settings_on(look, start).arac_ortalama_gun)
    last = {row.vehicle_id: entry_of(row) for row in _last_rows(look, vehicles, start)}
    averages = _averages(look, vehicles, since, start)
    return {key: Past(last.get(key), averages.get(key)) for key in vehicles}


def _before(vehicles: Sequence[int], start: date) -> tuple[Any, ...]:
    return (
        col(VehicleDay.vehicle_id).in_(list(vehicles)),
        col(VehicleDay.day) < start,
        col(VehicleDay.withdrawn_at).is_(None),
        is_newest(),
    )


def _last_rows(look: Look, vehicles: Sequence[int], start: date) -> Iterable[VehicleDay]:
    read = or_(col(VehicleDay.start_km).is_not(None), col(VehicleDay.end_km).is_not(None))
    latest = (
        select(col(VehicleDay.vehicle_id).label("vehicle_id"), func.max(col(VehicleDay.day)).label("day"))
        .join(VehicleMonth, col(VehicleMonth.id) == col(VehicleDay.month_id))
        .where(*_before(vehicles, start), read)
        .group_by(col(VehicleDay.vehicle_id))
        .subquery()
    )
    return look.session.execute(
        select(VehicleDay)
        .join(VehicleMonth, col(VehicleMonth.id) == col(VehicleDay.month_id))
        .join(
            latest,
            and_(latest.c.vehicle_id == col(VehicleDay.vehicle_id), latest.c.day == col(VehicleDay.day)),
        )
        .where(*_before(vehicles, start))
    ).scalars()


def _averages(look: Look, vehicles: Sequence[int], since: date, start: date) -> Mapping[int, Any]:
    km = case(
        (col(VehicleDay.end_km) > col(VehicleDay.start_km), col(VehicleDay.end_km) - col(VehicleDay.start_km)),
        else_=0,
    )
    rows = look.session.execute(
        select(
            col(Vehicle.id),
            col(Vehicle.measure),
            func.sum(km),
            func.sum(col(VehicleDay.minutes)),
            func.sum(col(VehicleDay.fuel_ml)),
        )
        .select_from(VehicleDay)
        .join(VehicleMonth, col(VehicleMonth.id) == col(VehicleDay.month_id))
        .join(Vehicle, col(Vehicle.id) == col(VehicleDay.vehicle_id))
        .where(*_before(vehicles, start), col(VehicleDay.day) >= since)
        .group_by(col(Vehicle.id), col(Vehicle.measure))
    )
    return {
        key: usage_of(Measure(measure), int(km_sum), int(minutes), int(fuel))
        for key, measure, km_sum, minutes, fuel in rows
    }


# ---------------------------------------------------------------- drivers


def _drivers(
    look: Look, period: Period, written: Mapping[int, Sequence[DayEntry]], names: Mapping[int, str]
) -> Drivers:
    """Who was away or not employed on the days that he or she is written as driver."""
    drove = {(entry.driver_id, entry.day) for entries in written.values() for entry in entries if entry.driver_id}
    keys = {key for key, _ in drove}
    people = {
        row.id: row for row in look.session.execute(select(Personel).where(col(Personel.id).in_(keys))).scalars()
    }
    gone = frozenset(
        (key, day)
        for key, day in drove
        if day < people[key].hire or (people[key].exit is not None and day > people[key].exit)
    )
    away = _on_leave(look, keys, period)
    known = known_days(look, keys, period.start, period.end)
    for key, one in known.items():
        for day, seen in one.days.items():
            if seen.code.group in _AWAY:
                away[key, day] = open_name(seen.code)
            else:
                away.pop((key, day), None)  # the month knows better: the leave was interrupted
    return Drivers(names, {place: why for place, why in away.items() if place in drove}, gone)


def _on_leave(look: Look, keys: Collection[int], period: Period) -> dict[tuple[int, date], str]:
    codes = codes_in_use(look)
    found: dict[tuple[int, date], str] = {}
    statement = select(Izin).where(
        col(Izin.personel_id).in_(list(keys)),
        col(Izin.cancelled_at).is_(None),
        col(Izin.effective),
        col(Izin.minutes) == 0,
        col(Izin.start) <= period.end,
        col(Izin.end) >= period.start,
    )
    for row in look.session.execute(statement).scalars():
        for day in days_between(max(row.start, period.start), min(row.end, period.end)):
            found[row.personel_id, day] = open_name(codes.by_key(row.code))
    return found
