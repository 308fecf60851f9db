"""Finding a unit's month of vehicles that the actor may see, and the entries that stand in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from data.arac.models import Vehicle, VehicleDay, VehicleMonth
from data.arac.rules.values import DayEntry, DayState, Measure, Ownership, VehicleFacts
from data.core.errors import BadInput
from data.core.models import Birim
from data.core.store import Look
from data.puantaj.rules.period import Period

AREA = "puantaj"
KIND = "arac"
MONTH_KIND = "arac_ay"


def month_row(look: Look, month_id: int) -> tuple[VehicleMonth, Birim]:
    """A month with its unit, if the actor may see it.

    Raises:
        BadInput: no such month.
        NotAllowed: out of sight.
    """
    row = look.session.get(VehicleMonth, month_id)
    if row is None:
        raise BadInput("Araç puantajı bulunamadı.", "Listeyi yenileyin.")
    unit = look.session.get_one(Birim, row.birim_id)
    look.actor.require_sight(unit.path)
    return row, unit


def vehicle_row(look: Look, vehicle_id: int | None) -> tuple[Vehicle, Birim]:
    """A vehicle with its unit, if the actor may see it.

    Raises:
        BadInput: no such vehicle.
        NotAllowed: out of sight.
    """
    row = look.session.get(Vehicle, vehicle_id) if vehicle_id else None
    if row is None:
        raise BadInput("Araç bulunamadı.", "Listeyi yenileyin.")
    unit = look.session.get_one(Birim, row.birim_id)
    look.actor.require_sight(unit.path)
    return row, unit


def month_title(row: VehicleMonth, unit: Birim) -> str:
    """``Destek Şube Müdürlüğü araçları · Ekim 2026``, with the revision of a correction."""
    again = f" · {row.revision}. sürüm" if row.revision > 1 else ""
    return f"{unit.name} araçları · {Period(row.start, row.end).label}{again}"


def facts_of(row: Vehicle) -> VehicleFacts:
    """What the rules know of a vehicle."""
    return VehicleFacts(row.plate, Measure(row.measure), Ownership(row.ownership), row.first_day, row.last_day)


def entry_of(row: VehicleDay) -> DayEntry:
    """An entry as the rules take it."""
    return DayEntry(
        id=row.id or 0,
        day=row.day,
        state=DayState(row.state),
        start_km=row.start_km,
        end_km=row.end_km,
        minutes=row.minutes,
        fuel_ml=row.fuel_ml,
        trips=row.trips,
        driver_id=row.driver_id,
        driver_name=row.driver_name,
        order_no=row.order_no,
        note=row.note,
    )


def standing(look: Look, month_id: int) -> Mapping[int, tuple[DayEntry, ...]]:
    """The entries of a month that hold, by vehicle and in order of days."""
    found: dict[int, list[DayEntry]] = defaultdict(list)
    statement = (
        select(VehicleDay)
        .where(col(VehicleDay.month_id) == month_id, col(VehicleDay.withdrawn_at).is_(None))
        .order_by(col(VehicleDay.day), col(VehicleDay.id))
    )
    for row in look.session.execute(statement).scalars():
        found[row.vehicle_id].append(entry_of(row))
    return {key: tuple(entries) for key, entries in found.items()}


def is_newest() -> Any:
    """Condition on a month: no later revision of it was opened."""
    later = aliased(VehicleMonth)
    return ~exists().where(
        col(later.birim_id) == col(VehicleMonth.birim_id),
        col(later.start) == col(VehicleMonth.start),
        col(later.revision) > col(VehicleMonth.revision),
    )


def vehicles_of(look: Look, month: VehicleMonth, written: Collection[int]) -> tuple[Vehicle, ...]:
    """The vehicles of a month by plate: those of the unit in use then, and all that something is written of.

    A month that was handed on has those alone on which something is written: what comes to the unit later was
    not there when it was signed.
    """
    own = (
        (col(Vehicle.birim_id) == month.birim_id)
        & (col(Vehicle.first_day) <= month.end)
        & (col(Vehicle.last_day).is_(None) | (col(Vehicle.last_day) >= month.start))
    )
    inside = col(Vehicle.id).in_(list(written))
    statement = select(Vehicle).where(inside if month.locked or month.closed else own | inside)
    return tuple(look.session.execute(statement.order_by(col(Vehicle.plate))).scalars())
