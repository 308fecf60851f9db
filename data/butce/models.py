"""Tables of the budget: a unit's year, its tertips, what they are used for, movements, transfers, proposals.

Amounts are whole kuruş.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field, Index, SQLModel, UniqueConstraint

from data.core.models import SEQUENTIAL, STRICT


class ButceYil(SQLModel, table=True):
    """The budget year of a harcama birimi, with the way of writing and checking that it was opened with."""

    __tablename__ = "butce_yil"
    __table_args__ = (UniqueConstraint("harcama_birimi_id", "year"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    harcama_birimi_id: int = Field(foreign_key="harcama_birimi.id")
    year: int
    state: str
    """``acik``, ``mahsup`` or ``kapali``."""
    pattern: str
    """Order of the segments in print."""
    control: str
    """Control level; kept, so that a later change of the setting moves nothing silently."""
    release: str
    """Whether the released part binds: ``yok``, ``uyar``, ``engelle``."""
    opened_by: int = Field(foreign_key="app_user.id")
    opened_at: datetime
    closed_at: datetime | None = None
    version: int = 1


class Tertip(SQLModel, table=True):
    """A full budget code of one year with its name; segments are text, as the office's cetvel writes them."""

    __tablename__ = "tertip"
    __table_args__ = (
        UniqueConstraint("yil_id", "anahtar"),
        Index("ix_tertip_kontrol", "yil_id", "kontrol"),
        SEQUENTIAL,
    )

    id: int | None = Field(default=None, primary_key=True)
    yil_id: int = Field(foreign_key="butce_yil.id")
    program: str = ""
    alt_program: str = ""
    faaliyet: str = ""
    kurumsal: str = ""
    fonksiyonel: str = ""
    finansman: str = ""
    ekonomik: str
    kod: str
    """As the year prints it."""
    anahtar: str
    """The same for both digit styles; one in a year."""
    kontrol: str
    """What tertips share whose ödenek is checked together."""
    name: str
    proje: str = ""
    """Number of the investment project it is tied to (MİBMY m.36/4); empty for none."""
    proje_bitti: str = ""
    """Document that the project's work is wholly done (m.36/5): its rest may be moved."""
    yasak: str = ""
    """Law that forbids moving ödenek out of it; empty for none."""
    onceki_id: int | None = Field(default=None, foreign_key="tertip.id")
    """The tertip of the year before that it goes on from."""
    active: bool = True
    uses: int = 0
    arama: str = ""
    version: int = 1


class HarcamaIsi(SQLModel, table=True):
    """What ödenek is blocked, committed and spent for: a purchase, a contract, a running expense."""

    __tablename__ = "harcama_isi"
    __table_args__ = (UniqueConstraint("yil_id", "number"), SEQUENTIAL)

    id: int | None = Field(default=None, primary_key=True)
    yil_id: int = Field(foreign_key="butce_yil.id")
    number: int
    kind: str
    subject: str
    firm: str = ""
    onay_day: date | None = None
    """Onay belgesi or harcama talimatı."""
    onay_no: str = ""
    state: str
    """``acik``, ``bitti`` or ``iptal``."""
    reason: str = ""
    """Why it was given up, or ended with a rest."""
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime
    arama: str = ""
    version: int = 1


class Aktarma(SQLModel, table=True):
    """Ödenek moved between tertips: a balanced form, decided by whom the codes say."""

    __tablename__ = "aktarma"
    __table_args__ = (UniqueConstraint("yil_id", "number"), SEQUENTIAL)

    id: int | None = Field(default=None, primary_key=True)
    yil_id: int = Field(foreign_key="butce_yil.id")
    number: int
    day: date
    reason: str
    decider: str
    """Worked out when it was handed on: ``meclis``, ``encumen``, ``ust_yonetici``, ``yok``."""
    state: str
    karar_day: date | None = None
    karar_no: str = ""
    mif_day: date | None = None
    mif_no: str = ""
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime
    arama: str = ""
    version: int = 1


class AktarmaSatir(SQLModel, table=True):
    """One side of a transfer; a tertip of a unit whose books are elsewhere stands as text."""

    __tablename__ = "aktarma_satir"
    __table_args__ = (UniqueConstraint("aktarma_id", "line_no"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    aktarma_id: int = Field(foreign_key="aktarma.id")
    line_no: int
    side: str
    """``dusulen`` or ``eklenen``."""
    tertip_id: int | None = Field(default=None, foreign_key="tertip.id")
    dis_kod: str = ""
    dis_ad: str = ""
    yeni: bool = False
    """The tertip of that code is the unit's own and is opened with the transfer."""
    amount: int
    note: str = ""


class AhpPlan(SQLModel, table=True):
    """The quarters of a tertip's ödenek (AHP, Örnek-27); a later revision stands above an earlier one."""

    __tablename__ = "ahp_plan"
    __table_args__ = (UniqueConstraint("tertip_id", "revision"), SEQUENTIAL)

    id: int | None = Field(default=None, primary_key=True)
    tertip_id: int = Field(foreign_key="tertip.id")
    revision: int
    first: int
    second: int
    third: int
    fourth: int
    day: date
    belge: str = ""
    belge_day: date | None = None
    belge_no: str = ""
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime


class AhpDonem(SQLModel, table=True):
    """A quarter of a budget year that was released, with what it rests on."""

    __tablename__ = "ahp_donem"
    __table_args__ = (UniqueConstraint("yil_id", "quarter"), SEQUENTIAL)

    id: int | None = Field(default=None, primary_key=True)
    yil_id: int = Field(foreign_key="butce_yil.id")
    quarter: int
    day: date
    belge: str = ""
    belge_day: date | None = None
    belge_no: str = ""
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime


class OdenekHareket(SQLModel, table=True):
    """One movement of an ödenek: what, when, on whose word, and what it changed. Never changed, only reversed."""

    __tablename__ = "odenek_hareket"
    __table_args__ = (
        UniqueConstraint("yil_id", "number"),
        UniqueConstraint("reverses_id"),
        Index(
            "ix_odenek_hareket_tertip",
            "tertip_id",
            "day",
            "odenek",
            "serbest",
            "bloke",
            "taahhut",
            "avans",
            "harcanan",
            "devir",
        ),
        Index("ix_odenek_hareket_is", "is_id", "tertip_id"),
        Index("ix_odenek_hareket_avans", "avans_id", "tertip_id"),
        Index("ix_odenek_hareket_gun", "yil_id", "day", "id"),
        SEQUENTIAL,
    )

    id: int | None = Field(default=None, primary_key=True)
    yil_id: int = Field(foreign_key="butce_yil.id")
    number: int
    """Yearly, of the harcama birimi, without gaps."""
    tertip_id: int = Field(foreign_key="tertip.id")
    kind: str
    day: date
    amount: int
    odenek: int = 0
    serbest: int = 0
    bloke: int = 0
    taahhut: int = 0
    avans: int = 0
    harcanan: int = 0
    devir: int = 0
    belge: str = ""
    """What the document is: ``Ödeme emri belgesi``."""
    belge_day: date | None = None
    belge_no: str = ""
    decider: str = ""
    text: str = ""
    is_id: int | None = Field(default=None, foreign_key="harcama_isi.id")
    aktarma_id: int | None = Field(default=None, foreign_key="aktarma.id", index=True)
    avans_id: int | None = None
    """The advance it belongs to; the budget itself knows none."""
    reverses_id: int | None = Field(default=None, foreign_key="odenek_hareket.id")
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime
    arama: str = ""


class ButceTeklif(SQLModel, table=True):
    """A unit's proposal for a coming year: what it asks per tertip, and why."""

    __tablename__ = "butce_teklif"
    __table_args__ = (UniqueConstraint("harcama_birimi_id", "year", "number"), SEQUENTIAL)

    id: int | None = Field(default=None, primary_key=True)
    harcama_birimi_id: int = Field(foreign_key="harcama_birimi.id")
    year: int
    """The year it is for."""
    number: int
    day: date
    note: str = ""
    state: str
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime
    version: int = 1


class ButceTeklifSatir(SQLModel, table=True):
    """What is proposed for a tertip: the year and the two after it (çok yıllı bütçeleme)."""

    __tablename__ = "butce_teklif_satir"
    __table_args__ = (UniqueConstraint("teklif_id", "anahtar"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    teklif_id: int = Field(foreign_key="butce_teklif.id")
    onceki_id: int | None = Field(default=None, foreign_key="tertip.id")
    """This year's tertip that it goes on from."""
    program: str = ""
    alt_program: str = ""
    faaliyet: str = ""
    kurumsal: str = ""
    fonksiyonel: str = ""
    finansman: str = ""
    ekonomik: str
    kod: str
    anahtar: str
    name: str
    first: int = 0
    second: int = 0
    third: int = 0
    reason: str = ""


class ButceTavan(SQLModel, table=True):
    """A ceiling for a unit's proposal: in all, or for what begins with an economic code."""

    __tablename__ = "butce_tavan"
    __table_args__ = (UniqueConstraint("harcama_birimi_id", "year", "ekonomik"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    harcama_birimi_id: int = Field(foreign_key="harcama_birimi.id")
    year: int
    ekonomik: str = ""
    first: int
    second: int | None = None
    third: int | None = None
    source: str
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime
    version: int = 1
