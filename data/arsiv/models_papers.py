"""Tables of the archive's papers: hand-overs, and the yearly ayıklama ve imha with its commission and lists."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field, Index, SQLModel, UniqueConstraint

from data.core.models import SEQUENTIAL, STRICT


class ArsivDevir(SQLModel, table=True):
    """A hand-over of folders with both signatures (m.14, m.16)."""

    __tablename__ = "arsiv_devir"
    __table_args__ = (UniqueConstraint("year", "number"), SEQUENTIAL)

    id: int | None = Field(default=None, primary_key=True)
    year: int
    number: int
    kind: str
    birim_id: int = Field(foreign_key="birim.id")
    day: date
    state: str
    giver_name: str = ""
    giver_title: str = ""
    taker_name: str = ""
    taker_title: str = ""
    taken_on: date | None = None
    paper: str = ""
    """Letter of the hand-over; for Devlet Arşivleri its acceptance."""
    note: str = ""
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime
    version: int = 1


class ArsivDevirSatir(SQLModel, table=True):
    """A folder of a hand-over: taken with its new place, or given back with a reason."""

    __tablename__ = "arsiv_devir_satir"
    __table_args__ = (UniqueConstraint("devir_id", "klasor_id"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    devir_id: int = Field(foreign_key="arsiv_devir.id")
    klasor_id: int = Field(foreign_key="klasor.id", index=True)
    line_no: int
    taken: bool | None = None
    reason: str = ""
    yer_id: int | None = Field(default=None, foreign_key="arsiv_yer.id")


class ArsivIs(SQLModel, table=True):
    """Something that the calendar asks of a unit and that was done: never changed, once a month or year."""

    __tablename__ = "arsiv_is"
    __table_args__ = (UniqueConstraint("kind", "birim_id", "year", "month"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    birim_id: int = Field(foreign_key="birim.id")
    year: int
    month: int = 0
    """0 for what is done once a year."""
    done_on: date
    paper: str = ""
    note: str = ""
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime


class Imha(SQLModel, table=True):
    """The ayıklama ve imha work of a year: commission, list, opinion, approval, destruction (m.17-22)."""

    __tablename__ = "imha"
    __table_args__ = (UniqueConstraint("year", "number"), SEQUENTIAL)

    id: int | None = Field(default=None, primary_key=True)
    year: int
    number: int
    birim_id: int | None = Field(default=None, foreign_key="birim.id")
    """Whose records are judged; two of the commission are named by its chief (m.19)."""
    started_on: date
    appointed: str
    """Date and number of the paper that names the commission."""
    small: bool = False
    """Taşra with few people: three members do (m.19)."""
    state: str
    below: bool = True
    """The records of the units below it too."""
    listed_on: date | None = None
    """Day of the list as it is now; no signature on it is older."""
    pages: int = 0
    """Pages of the printed list, each signed by all."""
    sent_on: date | None = None
    """Day on which the signed list went for its opinion."""
    opinion_day: date | None = None
    opinion_no: str = ""
    approval_day: date | None = None
    approval_no: str = ""
    approved_by: str = ""
    method: str = ""
    tutanak_day: date | None = None
    tutanak_no: str = ""
    reason: str = ""
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime
    version: int = 1


class ImhaUye(SQLModel, table=True):
    """A member or witness, with the days of the seat and whose place is taken."""

    __tablename__ = "imha_uye"
    __table_args__ = (STRICT,)

    id: int | None = Field(default=None, primary_key=True)
    imha_id: int = Field(foreign_key="imha.id", index=True)
    role: str
    name: str
    title: str = ""
    user_id: int | None = Field(default=None, foreign_key="app_user.id")
    stands_for: str = ""
    """Vekâlet: in whose place."""
    first_day: date
    last_day: date | None = None


class ImhaImza(SQLModel, table=True):
    """A member's signature on every page of the list (m.21/2); void once the list changes."""

    __tablename__ = "imha_imza"
    __table_args__ = (SEQUENTIAL,)

    id: int | None = Field(default=None, primary_key=True)
    imha_id: int = Field(foreign_key="imha.id", index=True)
    uye_id: int = Field(foreign_key="imha_uye.id")
    """The seat of who signed: the member's own or that of a deputy."""
    folders: int
    """How many folders were on the list that was signed."""
    day: date | None = None
    """None where only that all had signed was kept."""
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime
    withdrawn_at: datetime | None = None
    withdrawn_reason: str = ""


class ImhaSatir(SQLModel, table=True):
    """A folder before the commission: what was decided, why, and whether samples were taken out."""

    __tablename__ = "imha_satir"
    __table_args__ = (
        UniqueConstraint("imha_id", "klasor_id"),
        Index("ix_imha_satir_decision", "imha_id", "decision", "id"),
        SEQUENTIAL,
    )

    id: int | None = Field(default=None, primary_key=True)
    imha_id: int = Field(foreign_key="imha.id")
    klasor_id: int = Field(foreign_key="klasor.id", index=True)
    decision: str
    reason: str = ""
    keep_until: int | None = None
    sample: bool = False
    """Kept or handed on as a sample or for its speciality (A1-A3)."""
    decided_on: date | None = None
    votes_for: int = 0
    votes_against: int = 0
    version: int = 1
