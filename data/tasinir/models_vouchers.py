"""Tables of vouchers and of what they move: lines, lots, the movements that every balance is a sum of."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field, Index, SQLModel, UniqueConstraint

from data.core.models import SEQUENTIAL, STRICT


class Vif(SQLModel, table=True):
    """Varlık İşlem Fişi, formerly Taşınır İşlem Fişi (m.10/1-a): the paper behind every entry and exit.

    A draft has no number and moves nothing. Approval gives the number and moves; an approved one is never changed,
    only reversed by a counter-voucher.
    """

    __tablename__ = "vif"
    __table_args__ = (
        UniqueConstraint("harcama_birimi_id", "year", "number"),
        Index("ix_vif_list", "harcama_birimi_id", "id"),
        Index("ix_vif_day", "harcama_birimi_id", "day", "id"),
        Index("ix_vif_state", "state", "id"),
        Index("ix_vif_used", "harcama_birimi_id", "kind", "day", "reverses_id", "state", "total_kurus"),
        SEQUENTIAL,
    )

    id: int | None = Field(default=None, primary_key=True)
    harcama_birimi_id: int = Field(foreign_key="harcama_birimi.id")
    ambar_id: int = Field(foreign_key="ambar.id", index=True)
    direction: str
    """``giris`` or ``cikis``."""
    kind: str
    state: str
    """``taslak``, ``onayli``, ``ters`` (reversed by another), ``iptal`` (a draft that was given up)."""
    year: int | None = None
    number: int | None = None
    day: date
    dayanak_day: date | None = None
    dayanak_no: str = ""
    muayene_day: date | None = None
    muayene_no: str = ""
    from_text: str = ""
    """Nereden geldiği."""
    to_person: str = ""
    """Kime verildiği."""
    to_place: str = ""
    """Nereye verildiği."""
    istek_birimi_id: int | None = Field(default=None, foreign_key="istek_birimi.id")
    other_ambar_id: int | None = Field(default=None, foreign_key="ambar.id")
    other_text: str = ""
    """The other unit, ambar and accounting office, where they are not of this store."""
    kdv_included: bool = True
    """KDV is part of the cost (unverified for a municipality: a setting, and a choice per voucher)."""
    joint_kurus: int = 0
    """Joint costs of the invoice, shared among the lines by price (m.13/4)."""
    total_kurus: int = 0
    reverses_id: int | None = Field(default=None, foreign_key="vif.id", index=True)
    pair_id: int | None = Field(default=None, foreign_key="vif.id")
    """The other side of a move between ambars, of a correction, or the entry behind a warranty exit."""
    istek_id: int | None = Field(default=None, foreign_key="tasinir_istek.id")
    dusme_id: int | None = Field(default=None, foreign_key="kayittan_dusme.id")
    sayim_id: int | None = Field(default=None, foreign_key="sayim.id")
    note: str = ""
    reason: str = ""
    """Why it was reversed, corrected or given up; why lots were picked out of their order (m.22/4)."""
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime
    approved_by: int | None = Field(default=None, foreign_key="app_user.id")
    approved_at: datetime | None = None
    sent_on: date | None = None
    """Given to muhasebe (m.30/1)."""
    sent_no: str = ""
    answered_on: date | None = None
    """The receiver's voucher came back, or ours went to the giver (m.19/3)."""
    answered_no: str = ""
    arama: str = ""
    version: int = 1


class VifSatir(SQLModel, table=True):
    """One line of a voucher."""

    __tablename__ = "vif_satir"
    __table_args__ = (UniqueConstraint("vif_id", "line_no"), SEQUENTIAL)

    id: int | None = Field(default=None, primary_key=True)
    vif_id: int = Field(foreign_key="vif.id")
    line_no: int
    tasinir_id: int = Field(foreign_key="tasinir.id", index=True)
    quantity: int
    unit_price: int = 0
    """Millionths of a lira, without KDV unless the voucher's prices include it."""
    price_kurus: int = 0
    kdv_permille: int = 0
    kdv_kurus: int = 0
    share_kurus: int = 0
    """Its part of the joint costs."""
    total_kurus: int = 0
    """The value that the books take: cost of an entry, recorded value of an exit."""
    lot_id: int | None = None
    """The lot that an exit takes out of its order; lots name their line, so this is no foreign key."""
    demirbas_id: int | None = Field(default=None, index=True)
    """The item that leaves, moves or gains value; items name their line, so this is no foreign key."""
    brand: str = ""
    model: str = ""
    features: str = ""
    serials: str = ""
    """Serial numbers of new items, one a line."""
    expires_on: date | None = None
    note: str = ""


class TasinirLot(SQLModel, table=True):
    """What one entry line brought into an ambar, and what is left of it."""

    __tablename__ = "tasinir_lot"
    __table_args__ = (
        Index("ix_tasinir_lot_order", "tasinir_id", "ambar_id", "day", "id"),
        Index("ix_tasinir_lot_left", "tasinir_id", "ambar_id", "left_quantity", "left_kurus"),
        SEQUENTIAL,
    )

    id: int | None = Field(default=None, primary_key=True)
    satir_id: int = Field(foreign_key="vif_satir.id", index=True)
    tasinir_id: int = Field(foreign_key="tasinir.id")
    ambar_id: int = Field(foreign_key="ambar.id")
    day: date
    quantity: int
    value_kurus: int
    left_quantity: int
    left_kurus: int
    expires_on: date | None = None


class LotHareket(SQLModel, table=True):
    """What a voucher line took from a lot, or put back when it was reversed; never changed."""

    __tablename__ = "tasinir_lot_hareket"
    __table_args__ = (Index("ix_tasinir_lot_hareket_line", "satir_id"), SEQUENTIAL)

    id: int | None = Field(default=None, primary_key=True)
    lot_id: int = Field(foreign_key="tasinir_lot.id", index=True)
    satir_id: int = Field(foreign_key="vif_satir.id")
    tasinir_id: int = Field(foreign_key="tasinir.id")
    ambar_id: int = Field(foreign_key="ambar.id")
    day: date
    quantity: int
    """Positive in, negative out."""
    kurus: int


class TasinirHareket(SQLModel, table=True):
    """One change of what an ambar's books hold of a kind of goods, lots and durables alike; never changed.

    The sum up to a day is the balance of that day. A move between a person, a room and the ambar is none.
    """

    __tablename__ = "tasinir_hareket"
    __table_args__ = (
        Index("ix_tasinir_hareket_sums", "tasinir_id", "ambar_id", "day", "quantity", "kurus"),
        Index("ix_tasinir_hareket_year", "ambar_id", "day", "id"),
        SEQUENTIAL,
    )

    id: int | None = Field(default=None, primary_key=True)
    tasinir_id: int = Field(foreign_key="tasinir.id")
    ambar_id: int = Field(foreign_key="ambar.id")
    satir_id: int = Field(foreign_key="vif_satir.id", index=True)
    vif_id: int = Field(foreign_key="vif.id", index=True)
    demirbas_id: int | None = Field(default=None, foreign_key="demirbas.id")
    day: date
    quantity: int
    """Positive in, negative out; 0 where only the value changes."""
    kurus: int


class GeciciAlindi(SQLModel, table=True):
    """Taşınır Geçici Alındısı (m.10/1-d): goods taken in before they are accepted."""

    __tablename__ = "gecici_alindi"
    __table_args__ = (UniqueConstraint("harcama_birimi_id", "year", "number"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    harcama_birimi_id: int = Field(foreign_key="harcama_birimi.id")
    ambar_id: int = Field(foreign_key="ambar.id")
    year: int
    number: int
    day: date
    from_name: str
    from_title: str = ""
    dayanak_day: date | None = None
    dayanak_no: str = ""
    state: str
    """``bekliyor``, ``kabul``, ``red``."""
    vif_id: int | None = Field(default=None, foreign_key="vif.id")
    copy_back: bool = False
    """After a refusal: the deliverer's copy came back."""
    reason: str = ""
    note: str = ""
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime
    version: int = 1


class GeciciAlindiSatir(SQLModel, table=True):
    """One line of a provisional receipt."""

    __tablename__ = "gecici_alindi_satir"
    __table_args__ = (UniqueConstraint("alindi_id", "line_no"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    alindi_id: int = Field(foreign_key="gecici_alindi.id")
    line_no: int
    tasinir_id: int = Field(foreign_key="tasinir.id")
    quantity: int
    note: str = ""
