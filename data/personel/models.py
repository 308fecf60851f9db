"""Tables of the people who work here."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlmodel import Field, SQLModel, UniqueConstraint

from data.core.models import STRICT


class Pattern(SQLModel, table=True):
    """A weekly pattern with its shift; ``days`` are seven letters from Monday on (X, A, T)."""

    __tablename__ = "pattern"
    __table_args__ = (STRICT,)

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    days: str
    start: time
    end: time
    break_minutes: int
    active: bool = True


class Personel(SQLModel, table=True):
    """A person. ``kidem_date`` is where the service that counts for leave begins; it may precede ``hire``."""

    __tablename__ = "personel"
    __table_args__ = (STRICT,)

    id: int | None = Field(default=None, primary_key=True)
    sicil: str = Field(unique=True)
    tckn: str | None = Field(default=None, unique=True)
    ad: str
    soyad: str
    unvan: str = ""
    gorev: str = ""
    hire: date
    exit: date | None = None
    kidem_date: date
    birim_id: int = Field(foreign_key="birim.id", index=True)
    """The unit of the latest part, kept beside it so that ledgers can filter by unit without a join."""
    kind: str = Field(index=True)
    arama: str
    sira: str = Field(index=True)
    version: int = 1
    birth_date: date | None = None
    underground: bool = False
    """Works under ground: four days of annual leave more (4857 s. K. m.53)."""


class Part(SQLModel, table=True):
    """From a day on: which unit, staff kind and weekly pattern a person has. A withdrawn part stays."""

    __tablename__ = "personel_part"
    __table_args__ = (STRICT,)

    id: int | None = Field(default=None, primary_key=True)
    personel_id: int = Field(foreign_key="personel.id", index=True)
    valid_from: date
    birim_id: int = Field(foreign_key="birim.id", index=True)
    kind: str
    pattern_id: int = Field(foreign_key="pattern.id")
    withdrawn_at: datetime | None = None


class Card(SQLModel, table=True):
    """From when to when a card number was this person's."""

    __tablename__ = "personel_card"
    __table_args__ = (UniqueConstraint("card_no", "valid_from"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    personel_id: int = Field(foreign_key="personel.id", index=True)
    card_no: str = Field(index=True)
    valid_from: date
    valid_to: date | None = None
