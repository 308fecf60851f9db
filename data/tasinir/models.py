"""Tables of movable property: where it is kept and by whom, what it is, how it came, moved and left, its counts.

Quantities are whole thousandths (``2,5 kg`` = 2500). Amounts are whole kuruş. A unit price may need more than two
places after the comma (Taşınır Mal Yönetmeliği, the ministry's system shows differences of kuruş otherwise): it is
kept in whole millionths of a lira.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field, Index, SQLModel, UniqueConstraint

from data.core.models import SEQUENTIAL, STRICT


class Ambar(SQLModel, table=True):
    """A store of a harcama birimi; its two-character code is written after the unit's (m.38/1-b)."""

    __tablename__ = "ambar"
    __table_args__ = (UniqueConstraint("harcama_birimi_id", "code"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    harcama_birimi_id: int = Field(foreign_key="harcama_birimi.id")
    code: str
    name: str
    kind: str
    """``fiziksel`` or ``sanal``."""
    active: bool = True
    version: int = 1


class IstekBirimi(SQLModel, table=True):
    """A unit that asks an ambar for goods."""

    __tablename__ = "istek_birimi"
    __table_args__ = (UniqueConstraint("harcama_birimi_id", "name"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    harcama_birimi_id: int = Field(foreign_key="harcama_birimi.id")
    name: str
    head_name: str = ""
    head_title: str = ""
    active: bool = True
    version: int = 1


class TasinirYer(SQLModel, table=True):
    """A room or common area whose goods stand on a Dayanıklı Taşınırlar Listesi (m.10/1-ç, m.23/6)."""

    __tablename__ = "tasinir_yer"
    __table_args__ = (UniqueConstraint("harcama_birimi_id", "code"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    harcama_birimi_id: int = Field(foreign_key="harcama_birimi.id")
    istek_birimi_id: int | None = Field(default=None, foreign_key="istek_birimi.id")
    code: str
    """Short, for the label on its door."""
    name: str
    keeper_name: str = ""
    """Who answers for the room."""
    keeper_title: str = ""
    active: bool = True
    version: int = 1


class TasinirGorevli(SQLModel, table=True):
    """Who holds which office of the Yönetmelik from when to when; papers carry the name of their own day."""

    __tablename__ = "tasinir_gorevli"
    __table_args__ = (Index("ix_tasinir_gorevli_office", "harcama_birimi_id", "role", "first_day"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    harcama_birimi_id: int = Field(foreign_key="harcama_birimi.id")
    ambar_id: int | None = Field(default=None, foreign_key="ambar.id")
    """For a kayıt yetkilisi of one ambar only."""
    role: str
    user_id: int | None = Field(default=None, foreign_key="app_user.id")
    personel_id: int | None = Field(default=None, foreign_key="personel.id")
    name: str
    title: str = ""
    first_day: date
    last_day: date | None = None
    source: str
    """Date and number of the appointment."""
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime
    cancelled_at: datetime | None = None
    cancelled_reason: str = ""
    version: int = 1


class KurulUye(SQLModel, table=True):
    """A member of a board or commission of a paper: count, write-off, scrap, value, hand-over of an ambar."""

    __tablename__ = "tasinir_kurul_uye"
    __table_args__ = (UniqueConstraint("kind", "record_id", "place"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    record_id: int
    place: int
    """1 is the chair."""
    role: str
    """``baskan``, ``uye``, ``kayit_yetkilisi``, ``uzman``."""
    name: str
    title: str = ""
    user_id: int | None = Field(default=None, foreign_key="app_user.id")


class TasinirKod(SQLModel, table=True):
    """A code of the Taşınır Kod Listesi; a withdrawn one stays for what was recorded under it."""

    __tablename__ = "tasinir_kod"
    __table_args__ = (UniqueConstraint("code"), Index("ix_tasinir_kod_most_used", "uses", "id"), SEQUENTIAL)

    id: int | None = Field(default=None, primary_key=True)
    code: str
    name: str
    level: int
    """0 hesap kodu, 1 I. düzey, 2 II. düzey, 3 and more below."""
    source: str
    withdrawn_on: date | None = None
    uses: int = 0
    arama: str
    sira: str = Field(index=True)
    version: int = 1


class Tasinir(SQLModel, table=True):
    """A kind of goods that the office keeps, under its code: a page of its own in the books."""

    __tablename__ = "tasinir"
    __table_args__ = (Index("ix_tasinir_most_used", "uses", "id"), SEQUENTIAL)

    id: int | None = Field(default=None, primary_key=True)
    kod_id: int = Field(foreign_key="tasinir_kod.id", index=True)
    code: str
    """As its code is written, for order and filter."""
    name: str
    unit: str
    """Ölçü birimi."""
    durable: bool
    """Kept one by one (253, 254, 255), not in lots (150)."""
    min_quantity: int = 0
    """Thousandths below which the stock is a warning (m.6/4-f); 0 for none."""
    kdv_permille: int | None = None
    """Usual KDV of the goods, if it is not the unit's."""
    active: bool = True
    uses: int = 0
    arama: str
    sira: str = Field(index=True)
    version: int = 1
