"""Tables of trainees: the staj itself, and the sheets that were made for the school."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from data.core.models import SEQUENTIAL, STRICT


class Staj(SQLModel, table=True):
    """A trainee's compulsory staj at this office; an ended or cancelled one stays."""

    __tablename__ = "staj"
    __table_args__ = (STRICT,)

    id: int | None = Field(default=None, primary_key=True)
    personel_id: int = Field(foreign_key="personel.id", index=True)
    school: str
    school_kind: str
    program: str
    class_name: str = ""
    student_no: str = ""
    required_days: int
    start: date = Field(index=True)
    end: date
    """The last day that the sözleşme or kabul formu names."""
    weekdays: str
    """Seven signs from Monday on: ``X`` is a day at the office, ``-`` is not."""
    supervisor_id: int | None = Field(default=None, foreign_key="personel.id")
    teacher: str = ""
    document: str = ""
    ended_on: date | None = None
    """Last day of a staj that is over; ``None`` while it goes on."""
    ended_as: str = ""
    ended_reason: str = ""
    made_by: int
    made_at: datetime
    cancelled_at: datetime | None = None
    cancelled_reason: str = ""
    arama: str
    version: int = 1


class StajSheet(SQLModel, table=True):
    """A devam çizelgesi that was made for the school: of whom, of which month, when."""

    __tablename__ = "staj_cizelge"
    __table_args__ = (SEQUENTIAL,)

    id: int | None = Field(default=None, primary_key=True)
    staj_id: int = Field(foreign_key="staj.id", index=True)
    start: date
    made_by: int
    made_at: datetime
