"""How many folders are what they are: written by the store itself (``data.core.engine_counts``), read by views.

What a folder does not have stands as 0, ``''`` or :data:`NEVER`.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlmodel import Field, SQLModel

COUNTS: Final = {"sqlite_strict": True, "sqlite_with_rowid": False}
"""Table option: a row is found by its whole key alone."""
NEVER: Final = date(9999, 12, 31)
"""Due day of what is never due."""


class KlasorAdet(SQLModel, table=True):
    """Folders by stage, unit, level, years and what follows: ``total`` of each kind."""

    __tablename__ = "klasor_adet"
    __table_args__ = (COUNTS,)

    stage: str = Field(primary_key=True)
    birim_id: int = Field(primary_key=True)
    secrecy: int = Field(primary_key=True)
    case: bool = Field(primary_key=True)
    opened_year: int = Field(primary_key=True)
    closed_year: int = Field(primary_key=True)
    unit_until: int = Field(primary_key=True)
    """Last year of its time in the unit's archive."""
    due_on: date = Field(primary_key=True)
    outcome: str = Field(primary_key=True)
    keep_until: int = Field(primary_key=True)
    lent: bool = Field(primary_key=True)
    total: int


class YerAdet(SQLModel, table=True):
    """Folders by place, level and unit; those without a place stand under 0."""

    __tablename__ = "yer_adet"
    __table_args__ = (COUNTS,)

    yer_id: int = Field(primary_key=True)
    secrecy: int = Field(primary_key=True)
    birim_id: int = Field(primary_key=True)
    total: int
