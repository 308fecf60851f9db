"""How many folders are what they are: written by the store itself (``data.core.engine_counts``), read by views.

Plain tables, for nobody loads a row of them as a record. What a folder does not have stands as 0, ``''`` or
:data:`NEVER`.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from sqlalchemy import Boolean, Column, Date, Integer, String, Table
from sqlmodel import SQLModel

NEVER: Final = date(9999, 12, 31)
"""Due day of what is never due."""


def _counts(name: str, **keys: Any) -> Table:
    """``total`` of each combination of keys; a row is found by its whole key alone."""
    columns = (Column(key, kind, primary_key=True) for key, kind in keys.items())
    total = Column("total", Integer, nullable=False)
    return Table(name, SQLModel.metadata, *columns, total, sqlite_strict=True, sqlite_with_rowid=False)


KLASOR_ADET: Final = _counts(
    "klasor_adet", stage=String, birim_id=Integer, secrecy=Integer, case=Boolean, opened_year=Integer,
    closed_year=Integer, unit_until=Integer, due_on=Date, outcome=String, keep_until=Integer, lent=Boolean,
)  # fmt: skip
"""Folders by stage, unit, level, years and what follows; ``unit_until``: last year of its time in the unit."""
YER_ADET: Final = _counts("yer_adet", yer_id=Integer, secrecy=Integer, birim_id=Integer)
"""Folders by place, level and unit; those without a place stand under 0."""
