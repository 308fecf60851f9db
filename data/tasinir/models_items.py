"""Tables of durable items, of what is asked for, and of who was given what."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field, Index, SQLModel, UniqueConstraint

from data.core.models import SEQUENTIAL, STRICT


class Demirbas(SQLModel, table=True):
    """One durable item with its own registry number (m.36), from its entry to its exit and for ever after."""

    __tablename__ = "demirbas"
    __table_args__ = (
        UniqueConstraint("sicil_no"),
        Index("ix_demirbas_place", "ambar_id", "state", "id"),
        Index("ix_demirbas_kind", "tasinir_id", "state", "id"),
        Index("ix_demirbas_worth", "tasinir_id", "ambar_id", "state", "value_kurus"),
        Index("ix_demirbas_person", "personel_id", "state", "since", "value_kurus", "ambar_id"),
        Index("ix_demirbas_room", "yer_id", "state", "since", "value_kurus", "ambar_id"),
        SEQUENTIAL,
    )

    id: int | None = Field(default=None, primary_key=True)
    tasinir_id: int = Field(foreign_key="tasinir.id")
    sicil_no: str
    barcode: str = Field(unique=True)
    """Short number on its label."""
    brand: str = ""
    model: str = ""
    serial: str = Field(default="", index=True)
    features: str = ""
    ambar_id: int = Field(foreign_key="ambar.id")
    """The ambar in whose books it stands, also while a person or a room has it."""
    state: str
    """``ambarda``, ``kiside``, ``yerde``, ``dustu``."""
    personel_id: int | None = Field(default=None, foreign_key="personel.id")
    yer_id: int | None = Field(default=None, foreign_key="tasinir_yer.id")
    since: date
    """Since when it is where it is."""
    entered_on: date
    satir_id: int = Field(foreign_key="vif_satir.id")
    """Entry line."""
    value_kurus: int
    """Recorded value now: cost and what was added to it."""
    left_on: date | None = None
    arama: str = ""
    version: int = 1


class DemirbasHareket(SQLModel, table=True):
    """One event in an item's life: entered, given, taken back, moved, gained value, left; never changed."""

    __tablename__ = "demirbas_hareket"
    __table_args__ = (Index("ix_demirbas_hareket_item", "demirbas_id", "day", "id"), SEQUENTIAL)

    id: int | None = Field(default=None, primary_key=True)
    demirbas_id: int = Field(foreign_key="demirbas.id")
    day: date
    what: str
    """``giris``, ``teslim``, ``iade``, ``ambar``, ``deger``, ``cikis``, ``ters``."""
    ambar_id: int | None = Field(default=None, foreign_key="ambar.id")
    personel_id: int | None = Field(default=None, foreign_key="personel.id", index=True)
    yer_id: int | None = Field(default=None, foreign_key="tasinir_yer.id", index=True)
    satir_id: int | None = Field(default=None, foreign_key="vif_satir.id")
    teslim_id: int | None = Field(default=None, foreign_key="tasinir_teslim.id")
    kurus: int = 0
    """What it added to the value; the whole cost at the entry."""
    note: str = ""
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime


class TasinirIstek(SQLModel, table=True):
    """Taşınır İstek Belgesi (m.10/1-c)."""

    __tablename__ = "tasinir_istek"
    __table_args__ = (UniqueConstraint("harcama_birimi_id", "year", "number"), SEQUENTIAL)

    id: int | None = Field(default=None, primary_key=True)
    harcama_birimi_id: int = Field(foreign_key="harcama_birimi.id")
    ambar_id: int = Field(foreign_key="ambar.id")
    istek_birimi_id: int = Field(foreign_key="istek_birimi.id")
    year: int
    number: int
    day: date
    asked_by: str
    asked_title: str = ""
    personel_id: int | None = Field(default=None, foreign_key="personel.id")
    state: str
    """``acik``, ``karsilandi``, ``kismen``, ``red``, ``iptal``."""
    reason: str = ""
    note: str = ""
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime
    version: int = 1


class TasinirIstekSatir(SQLModel, table=True):
    """One line of a request: what is wanted, and what was given of it."""

    __tablename__ = "tasinir_istek_satir"
    __table_args__ = (UniqueConstraint("istek_id", "line_no"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    istek_id: int = Field(foreign_key="tasinir_istek.id")
    line_no: int
    tasinir_id: int = Field(foreign_key="tasinir.id")
    wanted: int
    met: int = 0
    note: str = ""


class TasinirTeslim(SQLModel, table=True):
    """Taşınır Teslim Belgesi for a person (m.10/1-b) or Dayanıklı Taşınırlar Listesi for a place (m.10/1-ç)."""

    __tablename__ = "tasinir_teslim"
    __table_args__ = (
        UniqueConstraint("harcama_birimi_id", "kind", "year", "number"),
        Index("ix_tasinir_teslim_person", "personel_id", "id"),
        SEQUENTIAL,
    )

    id: int | None = Field(default=None, primary_key=True)
    harcama_birimi_id: int = Field(foreign_key="harcama_birimi.id")
    kind: str
    """``belge`` or ``liste``."""
    year: int
    number: int
    day: date
    personel_id: int | None = Field(default=None, foreign_key="personel.id")
    yer_id: int | None = Field(default=None, foreign_key="tasinir_yer.id")
    receiver_name: str
    """As it stood on that day."""
    receiver_title: str = ""
    istek_id: int | None = Field(default=None, foreign_key="tasinir_istek.id")
    note: str = ""
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime


class TasinirTeslimSatir(SQLModel, table=True):
    """One item of a delivery, and its return (m.18/3)."""

    __tablename__ = "tasinir_teslim_satir"
    __table_args__ = (Index("ix_tasinir_teslim_satir_item", "demirbas_id", "id"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    teslim_id: int = Field(foreign_key="tasinir_teslim.id", index=True)
    demirbas_id: int = Field(foreign_key="demirbas.id")
    returned_on: date | None = None
    returned_at: datetime | None = None
    returned_by: int | None = Field(default=None, foreign_key="app_user.id")
    return_note: str = ""
    next_id: int | None = Field(default=None, foreign_key="tasinir_teslim.id")
    """The delivery that it went into at once, where it changed hands."""
