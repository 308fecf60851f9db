"""What an office's own cetvel calls the codes above a tertip, so that totals of a level have their names."""

from __future__ import annotations

from sqlmodel import Field, SQLModel, UniqueConstraint

from data.core.models import STRICT


class ButceDuzey(SQLModel, table=True):
    """The name of a code of one segment down to a level, in one year of a harcama birimi."""

    __tablename__ = "butce_duzey"
    __table_args__ = (UniqueConstraint("yil_id", "segment", "kod"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    yil_id: int = Field(foreign_key="butce_yil.id")
    segment: str
    """``ekonomik``, ``fonksiyonel``, ``kurumsal`` …"""
    kod: str
    """Down to its level; the economic one in the text form that both digit styles share."""
    name: str
