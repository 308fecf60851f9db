"""Tables of shelf checks: which labels were scanned on a place, and which folders were not found there."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field, Index, SQLModel, UniqueConstraint

from data.core.models import SEQUENTIAL


class RafDenetimi(SQLModel, table=True):
    """A check of one place by scanner; never changed."""

    __tablename__ = "raf_denetimi"
    __table_args__ = (UniqueConstraint("year", "number"), SEQUENTIAL)

    id: int | None = Field(default=None, primary_key=True)
    year: int
    number: int
    yer_id: int = Field(foreign_key="arsiv_yer.id", index=True)
    day: date
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime


class RafDenetimiSatir(SQLModel, table=True):
    """What a check says of one folder, scanned or not found, or of a label that is not known; never changed."""

    __tablename__ = "raf_denetimi_satir"
    __table_args__ = (Index("ix_raf_denetimi_satir_denetim", "denetim_id", "id"), SEQUENTIAL)

    id: int | None = Field(default=None, primary_key=True)
    denetim_id: int = Field(foreign_key="raf_denetimi.id")
    klasor_id: int | None = Field(default=None, foreign_key="klasor.id")
    word: str
    typed: str = ""
    """What was read where no folder was known by it."""
    recorded: str = ""
    """Whole code of the place that the records had at that time."""
    before_id: int | None = Field(default=None, foreign_key="raf_denetimi_satir.id")
    """The line that had missed it first and was neither found nor explained until then."""
