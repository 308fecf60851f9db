"""Tables of advances: who may hold one, the advance itself, its papers, and what was done with it.

Amounts are whole kuruş.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field, Index, SQLModel, UniqueConstraint

from data.core.models import SEQUENTIAL, STRICT


class Mutemet(SQLModel, table=True):
    """Harcama yetkilisi mutemedi: named once by a signed letter, one at a time for a harcama birimi."""

    __tablename__ = "mutemet"
    __table_args__ = (Index("ix_mutemet_unit", "harcama_birimi_id", "first_day"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    harcama_birimi_id: int = Field(foreign_key="harcama_birimi.id")
    personel_id: int = Field(foreign_key="personel.id")
    title: str = ""
    scope: str
    """``surekli`` or ``is``."""
    scope_text: str = ""
    """The one job it is for."""
    first_day: date
    last_day: date | None = None
    letter_day: date
    letter_no: str
    end_letter: str = ""
    """Date and number of the letter that ended it."""
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime
    cancelled_at: datetime | None = None
    cancelled_reason: str = ""
    version: int = 1


class Avans(SQLModel, table=True):
    """An advance or credit, from its request until nothing of it is open."""

    __tablename__ = "avans"
    __table_args__ = (
        UniqueConstraint("harcama_birimi_id", "year", "number"),
        Index("ix_avans_holder", "personel_id", "state"),
        Index("ix_avans_due", "state", "deadline"),
        SEQUENTIAL,
    )

    id: int | None = Field(default=None, primary_key=True)
    harcama_birimi_id: int = Field(foreign_key="harcama_birimi.id")
    year: int
    number: int
    kind: str
    mutemet_id: int | None = Field(default=None, foreign_key="mutemet.id")
    personel_id: int = Field(foreign_key="personel.id")
    """Who holds it: the mutemet, or who travels."""
    tertip_id: int = Field(foreign_key="tertip.id")
    is_id: int | None = Field(default=None, foreign_key="harcama_isi.id")
    renews_id: int | None = Field(default=None, foreign_key="avans.id")
    """The advance whose handed-in documents it renews."""
    subject: str
    urgency: str = ""
    """Why it cannot wait for the ordinary way (m.35)."""
    request_day: date
    requested: int
    limit_row: str = ""
    """Row of the İ cetveli that its kind of work falls under."""
    limit_kept: int | None = None
    """The yearly limit it was held against; none where none is set."""
    state: str
    given_day: date | None = None
    given: int = 0
    mif_no: str = ""
    departure_day: date | None = None
    """Yolluk: when the journey begins."""
    return_day: date | None = None
    """Yolluk: when it ended or shall end; the month runs from it."""
    deadline: date | None = None
    """Last legal day for its settlement."""
    report_day: date | None = None
    report_no: str = ""
    """The written report to muhasebe before the year's end that its documents come in the mahsup dönemi."""
    note: str = ""
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime
    arama: str = ""
    version: int = 1


class AvansKalem(SQLModel, table=True):
    """What the advance is asked for, a line each."""

    __tablename__ = "avans_kalem"
    __table_args__ = (UniqueConstraint("avans_id", "line_no"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    avans_id: int = Field(foreign_key="avans.id")
    line_no: int
    name: str
    quantity: str = ""
    amount: int | None = None


class AvansBelge(SQLModel, table=True):
    """A document that proves a spending; one that was refused stays with its reason."""

    __tablename__ = "avans_belge"
    __table_args__ = (Index("ix_avans_belge_avans", "avans_id", "id"), SEQUENTIAL)

    id: int | None = Field(default=None, primary_key=True)
    avans_id: int = Field(foreign_key="avans.id")
    kind: str
    day: date
    no: str
    seller: str
    seller_tax_no: str = ""
    subject: str
    tertip_id: int = Field(foreign_key="tertip.id")
    matrah: int
    kdv_permille: int
    kdv: int
    deduction: int = 0
    total: int
    handed_day: date
    state: str
    """``bekliyor``, ``mahsup``, ``ret``."""
    reason: str = ""
    islem_id: int | None = Field(default=None, foreign_key="avans_islem.id", index=True)
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime
    version: int = 1


class AvansIslem(SQLModel, table=True):
    """What was done with an advance: given, settled, refunded, charged, moved. Never changed, only reversed."""

    __tablename__ = "avans_islem"
    __table_args__ = (
        UniqueConstraint("avans_id", "number"),
        UniqueConstraint("reverses_id"),
        SEQUENTIAL,
    )

    id: int | None = Field(default=None, primary_key=True)
    avans_id: int = Field(foreign_key="avans.id")
    number: int
    kind: str
    day: date
    amount: int
    belge: str = ""
    belge_day: date | None = None
    belge_no: str = ""
    late_days: int = 0
    zam: int = 0
    """Gecikme zammı that came with it (6183 s. K. m.51)."""
    text: str = ""
    reverses_id: int | None = Field(default=None, foreign_key="avans_islem.id")
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime


class AvansIslemHareket(SQLModel, table=True):
    """Which movement of ödenek a step of an advance wrote: a reversal takes back those alone."""

    __tablename__ = "avans_islem_hareket"
    __table_args__ = (STRICT,)

    hareket_id: int = Field(primary_key=True, foreign_key="odenek_hareket.id")
    islem_id: int = Field(foreign_key="avans_islem.id", index=True)
