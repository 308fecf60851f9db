"""Tables of what ends a record: write-offs, hand-overs of an ambar, counts, closed years."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field, Index, SQLModel, UniqueConstraint

from data.core.models import SEQUENTIAL, STRICT


class KayittanDusme(SQLModel, table=True):
    """Kayıttan Düşme Teklif ve Onay Tutanağı (m.10/1-e): proposed, approved by the harcama yetkilisi, booked."""

    __tablename__ = "kayittan_dusme"
    __table_args__ = (UniqueConstraint("harcama_birimi_id", "year", "number"), SEQUENTIAL)

    id: int | None = Field(default=None, primary_key=True)
    harcama_birimi_id: int = Field(foreign_key="harcama_birimi.id")
    ambar_id: int = Field(foreign_key="ambar.id")
    year: int
    number: int
    day: date
    reason_kind: str
    reason: str
    proof: str = ""
    """Tutanak or report that proves the event; with one no commission is needed."""
    proof_day: date | None = None
    outcome: str = ""
    """After scrap: ``satis``, ``imha``, ``mke``."""
    outcome_on: date | None = None
    outcome_note: str = ""
    state: str
    """``taslak``, ``onayda``, ``onayli``, ``red``, ``iptal``."""
    sayim_id: int | None = Field(default=None, foreign_key="sayim.id")
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime
    version: int = 1


class DusmeKusur(SQLModel, table=True):
    """What was decided of fault and compensation for a written-off loss (m.5/6, m.27/3); the last one stands."""

    __tablename__ = "dusme_kusur"
    __table_args__ = (SEQUENTIAL,)

    id: int | None = Field(default=None, primary_key=True)
    dusme_id: int = Field(foreign_key="kayittan_dusme.id", index=True)
    decision: str
    """``kusur_yok``, ``gorevli``, ``diger``."""
    day: date
    paper: str
    charged: str = ""
    """Who pays: name and title."""
    kurus: int | None = None
    """Gerçeğe uygun değer; nothing where nobody pays."""
    note: str = ""
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime


class KayittanDusmeSatir(SQLModel, table=True):
    """One line: goods or an item to be written off."""

    __tablename__ = "kayittan_dusme_satir"
    __table_args__ = (UniqueConstraint("dusme_id", "line_no"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    dusme_id: int = Field(foreign_key="kayittan_dusme.id")
    line_no: int
    tasinir_id: int = Field(foreign_key="tasinir.id")
    demirbas_id: int | None = Field(default=None, foreign_key="demirbas.id", index=True)
    quantity: int
    value_kurus: int
    note: str = ""


class AmbarDevir(SQLModel, table=True):
    """Ambar Devir ve Teslim Tutanağı (m.10/1-f, m.33) with what the ambar held that day."""

    __tablename__ = "ambar_devir"
    __table_args__ = (UniqueConstraint("harcama_birimi_id", "year", "number"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    harcama_birimi_id: int = Field(foreign_key="harcama_birimi.id")
    ambar_id: int = Field(foreign_key="ambar.id")
    year: int
    number: int
    day: date
    from_name: str
    from_title: str = ""
    to_name: str
    to_title: str = ""
    by_board: bool = False
    """The leaving one could not or did not hand over (m.33/2)."""
    note: str = ""
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime


class AmbarDevirSatir(SQLModel, table=True):
    """What the records say and what was handed over."""

    __tablename__ = "ambar_devir_satir"
    __table_args__ = (UniqueConstraint("devir_id", "tasinir_id"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    devir_id: int = Field(foreign_key="ambar_devir.id")
    tasinir_id: int = Field(foreign_key="tasinir.id")
    recorded: int
    handed: int
    kurus: int


class Sayim(SQLModel, table=True):
    """A count (m.32): its board, its snapshot, its two rounds, and what came of it."""

    __tablename__ = "sayim"
    __table_args__ = (UniqueConstraint("harcama_birimi_id", "year", "number"), SEQUENTIAL)

    id: int | None = Field(default=None, primary_key=True)
    harcama_birimi_id: int = Field(foreign_key="harcama_birimi.id")
    year: int
    number: int
    kind: str
    """``yil_sonu`` or ``ara``."""
    day: date
    """The day whose records are counted against."""
    order_no: str = ""
    """Date and number of the board's appointment."""
    frozen: bool = False
    """No voucher is approved meanwhile (m.32/3)."""
    state: str
    """``hazirlik``, ``sayiliyor``, ``ikinci``, ``sonuclandi``, ``bitti``, ``iptal``."""
    round: int = 1
    reason: str = ""
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime
    ended_at: datetime | None = None
    version: int = 1


class SayimSatir(SQLModel, table=True):
    """What the records say at the snapshot: goods of an ambar, or one item wherever it is."""

    __tablename__ = "sayim_satir"
    __table_args__ = (
        Index("ix_sayim_satir_goods", "sayim_id", "tasinir_id", "id"),
        Index("ix_sayim_satir_item", "sayim_id", "demirbas_id"),
        SEQUENTIAL,
    )

    id: int | None = Field(default=None, primary_key=True)
    sayim_id: int = Field(foreign_key="sayim.id")
    ambar_id: int = Field(foreign_key="ambar.id")
    tasinir_id: int = Field(foreign_key="tasinir.id")
    demirbas_id: int | None = Field(default=None, foreign_key="demirbas.id")
    personel_id: int | None = Field(default=None, foreign_key="personel.id")
    """With a person: taken from the records, not counted (m.32/5)."""
    yer_id: int | None = Field(default=None, foreign_key="tasinir_yer.id")
    quantity: int
    kurus: int
    second: bool = False
    """To be counted once more (m.32/6)."""


class SayimGiris(SQLModel, table=True):
    """One entry of a counter: a scan or a typed quantity. Taken back ones stay."""

    __tablename__ = "sayim_giris"
    __table_args__ = (Index("ix_sayim_giris_count", "sayim_id", "round", "tasinir_id", "id"), SEQUENTIAL)

    id: int | None = Field(default=None, primary_key=True)
    sayim_id: int = Field(foreign_key="sayim.id")
    round: int
    ambar_id: int | None = Field(default=None, foreign_key="ambar.id")
    yer_id: int | None = Field(default=None, foreign_key="tasinir_yer.id")
    """Where the counter stands: an ambar or a room."""
    typed: str
    tasinir_id: int | None = Field(default=None, foreign_key="tasinir.id")
    demirbas_id: int | None = Field(default=None, foreign_key="demirbas.id", index=True)
    quantity: int
    answer: str
    """``bulundu``, ``baska_yer``, ``bilinmiyor``, ``sayilmisti``."""
    note: str = ""
    """What an unknown one was, in the counter's words."""
    counted_by: int = Field(foreign_key="app_user.id")
    counted_at: datetime
    taken_back_at: datetime | None = None


class TasinirYil(SQLModel, table=True):
    """A year's taşınır mal yönetim hesabı on its way and, once closed, the closed year (m.34).

    A reopened year keeps its row; its next account is another one.
    """

    __tablename__ = "tasinir_yil"
    __table_args__ = (Index("ix_tasinir_yil_unit", "harcama_birimi_id", "year", "id"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    harcama_birimi_id: int = Field(foreign_key="harcama_birimi.id")
    year: int
    last_number: int = 0
    """Of the year's vouchers when it was presented (m.34/2-ç)."""
    sayim_id: int | None = Field(default=None, foreign_key="sayim.id")
    stamp: str = ""
    """Fingerprint of the figures that were presented: what is signed later is the same."""
    muhasebe_name: str = ""
    """Who found the amounts to agree with the ledger, on paper (m.34/3-b)."""
    muhasebe_title: str = ""
    muhasebe_on: date | None = None
    muhasebe_no: str = ""
    closed_by: int | None = Field(default=None, foreign_key="app_user.id")
    closed_at: datetime | None = None
    reopened_at: datetime | None = None
    reopened_reason: str = ""
    version: int = 1


class TasinirDevir(SQLModel, table=True):
    """What a closed year carries into the next one, per ambar and kind of goods; the opening of that year."""

    __tablename__ = "tasinir_devir"
    __table_args__ = (Index("ix_tasinir_devir_year", "yil_id", "ambar_id", "tasinir_id"), SEQUENTIAL)

    id: int | None = Field(default=None, primary_key=True)
    yil_id: int = Field(foreign_key="tasinir_yil.id")
    ambar_id: int = Field(foreign_key="ambar.id")
    tasinir_id: int = Field(foreign_key="tasinir.id")
    quantity: int
    kurus: int


class AylikListe(SQLModel, table=True):
    """The II. düzey list of a month's consumption was given to muhasebe (m.30/3)."""

    __tablename__ = "tasinir_aylik_liste"
    __table_args__ = (Index("ix_tasinir_aylik_liste_month", "harcama_birimi_id", "year", "month", "id"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    harcama_birimi_id: int = Field(foreign_key="harcama_birimi.id")
    year: int
    month: int
    kurus: int
    """Its total as it was given."""
    sent_on: date
    sent_no: str = ""
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime


class MuhasebeTutar(SQLModel, table=True):
    """What the books of muhasebe say of a II. düzey code on a day; the last one written stands, all are kept."""

    __tablename__ = "tasinir_muhasebe"
    __table_args__ = (Index("ix_tasinir_muhasebe_day", "harcama_birimi_id", "day", "id"), SEQUENTIAL)

    id: int | None = Field(default=None, primary_key=True)
    harcama_birimi_id: int = Field(foreign_key="harcama_birimi.id")
    day: date
    code: str
    kurus: int | None = None
    """``None`` takes an earlier figure back."""
    source: str = ""
    """The file it came from; empty if it was typed."""
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime
