"""Tables of vehicles: the vehicle, a unit's month, and what was written for each day."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field, SQLModel, UniqueConstraint

from data.core.models import SEQUENTIAL, STRICT


class Vehicle(SQLModel, table=True):
    """A vehicle or work machine in the office's use; one that was given back stays with its last day."""

    __tablename__ = "arac"
    __table_args__ = (STRICT,)

    id: int | None = Field(default=None, primary_key=True)
    plate: str = Field(unique=True)
    kind: str
    model: str = ""
    ownership: str
    firm: str = ""
    birim_id: int = Field(foreign_key="birim.id", index=True)
    driver_id: int | None = Field(default=None, foreign_key="personel.id")
    measure: str
    """``km`` by the odometer, ``saat`` by hours of work (iş makinesi)."""
    first_day: date
    last_day: date | None = None
    note: str = ""
    arama: str
    version: int = 1


class VehicleMonth(SQLModel, table=True):
    """One unit's vehicles in one month and revision. A correction is a new revision with days of its own."""

    __tablename__ = "arac_ay"
    __table_args__ = (UniqueConstraint("birim_id", "start", "revision"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    birim_id: int = Field(foreign_key="birim.id", index=True)
    start: date = Field(index=True)
    end: date
    revision: int
    corrects_id: int | None = Field(default=None, foreign_key="arac_ay.id")
    reason: str = ""
    number: str = ""
    locked: bool = False
    """Handed on: nothing may change until it is returned."""
    closed: bool = False
    """Final: nothing may change at all; guarded by triggers too."""
    kept: str = ""
    """Vehicles and drivers as they stood at closing; empty while the month is open."""
    arama: str = ""
    version: int = 1


class VehicleDay(SQLModel, table=True):
    """What a clerk wrote for a vehicle's day; a later entry withdraws it, none is deleted or overwritten."""

    __tablename__ = "arac_gun"
    __table_args__ = (SEQUENTIAL,)

    id: int | None = Field(default=None, primary_key=True)
    month_id: int = Field(foreign_key="arac_ay.id", index=True)
    vehicle_id: int = Field(foreign_key="arac.id", index=True)
    day: date = Field(index=True)
    state: str
    start_km: int | None = None
    end_km: int | None = None
    minutes: int = 0
    fuel_ml: int = 0
    trips: int = 0
    driver_id: int | None = Field(default=None, foreign_key="personel.id")
    driver_name: str = ""
    """A driver of the firm, who is not among the office's people."""
    order_no: str = ""
    note: str = ""
    made_by: int
    made_at: datetime
    withdrawn_at: datetime | None = None
    withdrawn_reason: str = ""
