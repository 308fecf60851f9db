"""Tables of the archive: retention, places, folders with what is in them, and everything that happened to them.

A secret folder keeps nothing readable: its texts lie sealed (see ``data.core.vault``), its plain text columns and
``arama`` are empty, and what was typed about it elsewhere is sealed where it stands (see ``data.arsiv.notes``).
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import text
from sqlmodel import Field, Index, LargeBinary, SQLModel, UniqueConstraint

from data.core.models import SEQUENTIAL, STRICT

# Given for SQLite alone: a word about PostgreSQL here loads all of its dialect, a third of the start.
_MISSING = text("missing_id IS NOT NULL")
_STANDING = text("lifted_on IS NULL")
_GONE = text("kind IN ('imha', 'devlet')")


class SaklamaSuresi(SQLModel, table=True):
    """The institution's own retention of a code (saklama planı, DAH m.9/4), for all units or for one."""

    __tablename__ = "saklama_suresi"
    __table_args__ = (Index("ix_saklama_suresi_code", "code", "birim_id", "first_day"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    code: str
    """SDP code, or the head of those that it holds for."""
    birim_id: int | None = Field(default=None, foreign_key="birim.id")
    period: str
    outcome: str
    birim_yil: int | None = None
    kurum_yil: int | None = None
    first_day: date
    source: str
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime
    withdrawn_at: datetime | None = None
    withdrawn_reason: str = ""


class ArsivGorevli(SQLModel, table=True):
    """Who is belge yöneticisi or archivist from when to when (m.6)."""

    __tablename__ = "arsiv_gorevli"
    __table_args__ = (STRICT,)

    id: int | None = Field(default=None, primary_key=True)
    role: str
    birim_id: int | None = Field(default=None, foreign_key="birim.id", index=True)
    user_id: int | None = Field(default=None, foreign_key="app_user.id")
    name: str
    title: str = ""
    first_day: date
    last_day: date | None = None
    source: str
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime
    version: int = 1


class ArsivYer(SQLModel, table=True):
    """A place: depo → dolap → yüz → bölüm → raf → kutu. ``path`` lists its ancestors and itself as ``/1/4/9/``."""

    __tablename__ = "arsiv_yer"
    __table_args__ = (UniqueConstraint("parent_id", "code"), SEQUENTIAL)

    id: int | None = Field(default=None, primary_key=True)
    parent_id: int | None = Field(default=None, foreign_key="arsiv_yer.id", index=True)
    kind: str
    level: str
    """Of its depo: ``birim`` or ``kurum``."""
    birim_id: int | None = Field(default=None, foreign_key="birim.id")
    """Whose unit archive it is; none for the kurum arşivi."""
    code: str
    name: str = ""
    full_code: str
    """Codes from the depo down: ``D1-03-A-2-4``; also on its label."""
    path: str = Field(default="", index=True)
    capacity: int = 0
    """Folders that fit; 0 where nobody said."""
    ordering: int = 0
    active: bool = True
    arama: str = ""
    version: int = 1


class Klasor(SQLModel, table=True):
    """A folder (or case file): the unit that ages and moves. Its row stays for ever."""

    __tablename__ = "klasor"
    __table_args__ = (
        UniqueConstraint("birim_id", "series", "opened_year", "number"),
        Index("ix_klasor_list", "secrecy", "birim_id", "id"),
        Index("ix_klasor_stage", "stage", "due_on", "id", "secrecy", "birim_id"),
        Index("ix_klasor_here", "stage", "id", "secrecy", "birim_id", "case", "opened_year"),
        Index("ix_klasor_year", "opened_year", "id", "secrecy", "birim_id", "stage"),
        Index("ix_klasor_due", "birim_id", "stage", "due_on", "id"),
        Index("ix_klasor_code", "code", "opened_year", "part"),
        Index("ix_klasor_place", "yer_id", "ordering"),
        Index("ix_klasor_shelf", "yer_id", "secrecy", "birim_id", "stage"),
        Index("ix_klasor_unit", "birim_id", "id", "stage", "secrecy"),
        Index("ix_klasor_walk", "id", "stage", "secrecy", "birim_id"),
        Index("ix_klasor_missing", "missing_id", sqlite_where=_MISSING),
        SEQUENTIAL,
    )

    id: int | None = Field(default=None, primary_key=True)
    birim_id: int = Field(foreign_key="birim.id")
    opened_year: int
    series: str = ""
    """Prefix of what was opened secret, so that the numbers of the others show no gap; once given it stays."""
    number: int
    """Yearly, of the unit and the series, without gaps."""
    kod_id: int = Field(foreign_key="sdp_kod.id", index=True)
    code: str
    """Of its own version of the plan; a later version moves nothing."""
    part: int = 1
    """Which of several folders of the code and year."""
    case: bool = False
    """Vaka dosyası: closes at the end of the case, not of the year."""
    case_no: str = ""
    title: str = ""
    special: str = ""
    """Varsa özel bilgi, for the label (m.12)."""
    old_no: str = ""
    """Its number in the records before this desk."""
    opened_on: date
    closed_on: date | None = None
    closed_year: int | None = None
    stage: str
    secrecy: int = 0
    """The highest of what is in it."""
    period: str = ""
    outcome: str = ""
    birim_yil: int | None = None
    kurum_yil: int | None = None
    kept_by: str = ""
    """On whose word it is kept, as it stood when it was closed."""
    due_on: date | None = None
    """First day on which its period is over; none for lasting or open."""
    keep_until: int | None = None
    """Year until which a commission kept it last."""
    yer_id: int | None = Field(default=None, foreign_key="arsiv_yer.id")
    ordering: int = 0
    loan_id: int | None = None
    """The loan that it is out on."""
    missing_id: int | None = None
    """The line of the shelf check that did not find it first; none once it was found or explained."""
    pages: int = 0
    sealed: bytes | None = Field(default=None, sa_type=LargeBinary)
    arama: str = ""
    version: int = 1

    @property
    def no(self) -> str:
        """As people call it in its unit: ``2026-17``, ``G-2026-1``."""
        return f"{self.series + '-' if self.series else ''}{self.opened_year}-{self.number}"


class KlasorBelge(SQLModel, table=True):
    """A line of the içerik listesi (EK-2): a document of the register, or one that is on paper only."""

    __tablename__ = "klasor_belge"
    __table_args__ = (Index("ix_klasor_belge_klasor", "klasor_id", "day", "id"), SEQUENTIAL)

    id: int | None = Field(default=None, primary_key=True)
    klasor_id: int = Field(foreign_key="klasor.id")
    evrak_id: int | None = Field(default=None, foreign_key="evrak.id", index=True)
    day: date
    no: str = ""
    subject: str = ""
    party: str = ""
    pages: int = 0
    enclosures: int = 0
    secrecy: int = 0
    note: str = ""
    sealed: bytes | None = Field(default=None, sa_type=LargeBinary)
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime
    withdrawn_at: datetime | None = None
    withdrawn_reason: str = ""


class KlasorOlay(SQLModel, table=True):
    """Something that happened to a folder: from what to what. Never changed, so it tells any past day; its words
    are sealed and opened with the folder's level."""

    __tablename__ = "klasor_olay"
    __table_args__ = (
        UniqueConstraint("klasor_id", "number"),
        Index("ix_klasor_olay_day", "day", "id"),
        Index("ix_klasor_olay_gone", "day", "klasor_id", sqlite_where=_GONE),
        SEQUENTIAL,
    )

    id: int | None = Field(default=None, primary_key=True)
    klasor_id: int = Field(foreign_key="klasor.id")
    number: int
    kind: str
    day: date
    from_stage: str = ""
    to_stage: str = ""
    from_yer_id: int | None = Field(default=None, foreign_key="arsiv_yer.id")
    to_yer_id: int | None = Field(default=None, foreign_key="arsiv_yer.id")
    paper_kind: str = ""
    """Record kind of the paper behind it (``arsiv_devir``, ``imha``, ``odunc``, ``arsiv_bloke``)."""
    paper_id: int | None = None
    text: str = ""
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime


class KlasorKontrol(SQLModel, table=True):
    """Uygunluk kontrolü of a folder (m.13): what was ticked, by whom, with which belge yöneticisi."""

    __tablename__ = "klasor_kontrol"
    __table_args__ = (Index("ix_klasor_kontrol_day", "day", "klasor_id", "fit"), SEQUENTIAL)

    id: int | None = Field(default=None, primary_key=True)
    klasor_id: int = Field(foreign_key="klasor.id", index=True)
    day: date
    answers: str
    """One letter a question of the checklist: ``E``, ``H`` or ``-`` for not asked."""
    note: str = ""
    manager: str = ""
    """The birim belge yöneticisi who was there."""
    fit: bool
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime


class ArsivBloke(SQLModel, table=True):
    """A hold on a folder; several at once, each lifted by its own paper (m.18)."""

    __tablename__ = "arsiv_bloke"
    __table_args__ = (
        Index("ix_arsiv_bloke_open", "klasor_id", "lifted_on"),
        Index("ix_arsiv_bloke_standing", "klasor_id", "first_day", sqlite_where=_STANDING),
        SEQUENTIAL,
    )

    id: int | None = Field(default=None, primary_key=True)
    klasor_id: int = Field(foreign_key="klasor.id")
    kind: str
    reason: str
    paper: str
    """Date and number of the paper that asks for it."""
    first_day: date
    lifted_on: date | None = None
    lifted_paper: str = ""
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime
    version: int = 1


class Odunc(SQLModel, table=True):
    """A folder that is used: who asked, what for, until when, how it came back (m.8)."""

    __tablename__ = "odunc"
    __table_args__ = (
        UniqueConstraint("series", "year", "number"),
        Index("ix_odunc_open", "returned_on", "due_on"),
        SEQUENTIAL,
    )

    id: int | None = Field(default=None, primary_key=True)
    year: int
    series: str = ""
    """Prefix of the uses of secret folders; as that of a folder."""
    number: int
    klasor_id: int = Field(foreign_key="klasor.id", index=True)
    kind: str
    birim_id: int = Field(foreign_key="birim.id")
    personel_id: int = Field(foreign_key="personel.id")
    purpose: str
    letter: str = ""
    """Official letter that asks for it."""
    allowed_by: str
    asked_on: date
    given_on: date
    due_on: date
    prolonged: int = 0
    returned_on: date | None = None
    condition: str = ""
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime
    version: int = 1

    @property
    def no(self) -> str:
        """As people call it: ``2026/3``, ``G-2026/1``."""
        return f"{self.series + '-' if self.series else ''}{self.year}/{self.number}"
