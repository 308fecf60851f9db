"""Tables of the filing plan: versions side by side, so that an old record keeps the plan it was filed by."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field, Index, SQLModel, UniqueConstraint

from data.core.models import SEQUENTIAL, STRICT


class SdpSurum(SQLModel, table=True):
    """One version of a filing plan; the national codes and the municipality's own are versions of their own."""

    __tablename__ = "sdp_surum"
    __table_args__ = (UniqueConstraint("name"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    name: str
    """As the office calls it: ``SSDP 2024 V.4``, ``Belediye ana hizmet planı 2025``."""
    first_day: date
    """First day on which new records are filed by it."""
    last_day: date | None = None
    """Last such day; none while it is in use."""
    source: str
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime
    version: int = 1


class SdpKod(SQLModel, table=True):
    """One code of a version. It is never changed by a later version; the office may switch it off."""

    __tablename__ = "sdp_kod"
    __table_args__ = (
        UniqueConstraint("surum_id", "code"),
        Index("ix_sdp_kod_most_used", "uses", "id"),
        SEQUENTIAL,
    )

    id: int | None = Field(default=None, primary_key=True)
    surum_id: int = Field(foreign_key="sdp_surum.id", index=True)
    code: str
    title: str
    use: str
    """Whether documents may be filed under it: a value of ``data.sdp.rules.Use``."""
    period: str = ""
    """Saklama süresi as printed: years, ``B`` for lasting; empty where the plan gives none."""
    outcome: str = ""
    """Saklama/tasfiye kodu as printed (``A``, ``A3``, ``B``, ``C``, ``D``)."""
    note: str = ""
    active: bool = True
    uses: int = 0
    """How many records were filed under it here, for offering the most used first."""
    arama: str
    sira: str
    version: int = 1


class SdpFavori(SQLModel, table=True):
    """A code that a unit uses much; offered to it before all others."""

    __tablename__ = "sdp_favori"
    __table_args__ = (STRICT,)

    birim_id: int = Field(foreign_key="birim.id", primary_key=True)
    kod_id: int = Field(foreign_key="sdp_kod.id", primary_key=True)
    added_by: int = Field(foreign_key="app_user.id")
    added_at: datetime
