"""Tables of documents: senders and recipients, the registers, who has what, by when, and the office's own letters.

A record with a secrecy level keeps nothing readable: its texts lie sealed in ``sealed`` (see
``data.core.vault``), its plain text columns and ``arama`` are empty, and its numbers are a series of their own.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field, Index, LargeBinary, SQLModel, UniqueConstraint

from data.core.models import SEQUENTIAL, STRICT


class Muhatap(SQLModel, table=True):
    """An institution, firm or person that documents come from or go to, with what its letters usually are.

    The ``usual_`` columns are its template: a new document from it starts with them.
    """

    __tablename__ = "muhatap"
    __table_args__ = (Index("ix_muhatap_most_used", "uses", "id"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    name: str
    kind: str
    relation: str
    detsis: str = Field(default="", index=True)
    unit: str = ""
    """Its unit, written in brackets on the second line of the muhatap (RY m.14)."""
    address: str = ""
    kep: str = ""
    usual_kind: str = ""
    usual_sdp_id: int | None = Field(default=None, foreign_key="sdp_kod.id")
    usual_birim_id: int | None = Field(default=None, foreign_key="birim.id")
    usual_purpose: str = ""
    usual_basis: str = ""
    usual_way: str = ""
    uses: int = 0
    active: bool = True
    arama: str
    sira: str = Field(index=True)
    version: int = 1


class Evrak(SQLModel, table=True):
    """A registered document. The row exists from the moment it has its number, and never goes away."""

    __tablename__ = "evrak"
    __table_args__ = (
        UniqueConstraint("book", "series", "year", "number"),
        Index("ix_evrak_list", "secrecy", "book", "id"),
        Index("ix_evrak_due", "secrecy", "state", "due_on", "id"),
        Index("ix_evrak_desk", "responsible_id", "state", "id"),
        Index("ix_evrak_unit", "birim_id", "state", "id"),
        Index("ix_evrak_day", "registered_on", "id"),
        SEQUENTIAL,
    )

    id: int | None = Field(default=None, primary_key=True)
    book: str
    series: str = ""
    year: int
    number: int
    kayit_no: str
    """The number as shown and printed: ``2026/1284``, ``HÖ-2026/3``."""
    registered_at: datetime
    registered_on: date
    registered_by: int = Field(foreign_key="app_user.id")
    way: str = ""
    """Geliş or gönderim şekli."""
    muhatap_id: int | None = Field(default=None, foreign_key="muhatap.id", index=True)
    muhatap_name: str = ""
    """As it stood at registration; later corrections of the sender do not reach back."""
    letter_date: date | None = None
    letter_no: str = ""
    """Full sayı of the letter; for our own letters the one given at signature."""
    subject: str = ""
    doc_kind: str
    enclosures: str = ""
    """Ek list, one a line with its amount in brackets."""
    pages: int = 0
    secrecy: int = 0
    personal: bool = False
    """Kişiye özel: envelope only."""
    urgency: str = "yok"
    purpose: str = "geregi"
    reply_needed: bool = False
    basis: str = ""
    """Süre dayanağı of the deadline in force; empty where nothing runs."""
    due_on: date | None = None
    """Last day of the deadline in force."""
    sdp_id: int | None = Field(default=None, foreign_key="sdp_kod.id", index=True)
    sdp2_id: int | None = Field(default=None, foreign_key="sdp_kod.id")
    birim_id: int = Field(foreign_key="birim.id")
    """The unit that acts; decides who sees the record."""
    responsible_id: int | None = Field(default=None, foreign_key="app_user.id")
    """Who has it in hand."""
    state: str
    closed_at: datetime | None = None
    reason: str = ""
    """Why it was closed without an answer, returned or cancelled."""
    note: str = ""
    same_key: str = Field(default="", index=True)
    """Sender, sayı and date in one folded key, for noticing a likely duplicate."""
    sealed: bytes | None = Field(default=None, sa_type=LargeBinary)
    arama: str = ""
    version: int = 1


class EvrakIlgi(SQLModel, table=True):
    """An earlier document that this one names or answers: one of ours by key, another's in words."""

    __tablename__ = "evrak_ilgi"
    __table_args__ = (STRICT,)

    id: int | None = Field(default=None, primary_key=True)
    evrak_id: int = Field(foreign_key="evrak.id", index=True)
    other_id: int | None = Field(default=None, foreign_key="evrak.id", index=True)
    tie: str
    text: str = ""
    added_by: int = Field(foreign_key="app_user.id")
    added_at: datetime
    removed_at: datetime | None = None
    removed_reason: str = ""


class EvrakDagitim(SQLModel, table=True):
    """One recipient of an outgoing document, and how it went there."""

    __tablename__ = "evrak_dagitim"
    __table_args__ = (Index("ix_evrak_dagitim_sending", "sent_on", "dispatch", "id"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    evrak_id: int = Field(foreign_key="evrak.id", index=True)
    muhatap_id: int | None = Field(default=None, foreign_key="muhatap.id")
    name: str = ""
    purpose: str
    dispatch: str = ""
    tracking: str = ""
    """Gönderi or barkod no, or KEP delivery number."""
    sent_on: date | None = None
    sent_at: datetime | None = None
    sent_by: int | None = Field(default=None, foreign_key="app_user.id")
    version: int = 1


class EvrakSure(SQLModel, table=True):
    """A deadline of a document as it was computed; a later one ends it with a reason, none is changed."""

    __tablename__ = "evrak_sure"
    __table_args__ = (Index("ix_evrak_sure_running", "ended_at", "last_day", "id"), SEQUENTIAL)

    id: int | None = Field(default=None, primary_key=True)
    evrak_id: int = Field(foreign_key="evrak.id", index=True)
    basis: str
    start: date
    unit: str
    length: int = 0
    given: str = ""
    """The date or period that the letter names, as typed."""
    last_day: date
    calendar_stamp: str
    """Which state of the holiday table it was counted on."""
    notice_on: date | None = None
    """Date of the written notice that an extension rests on (4982 m.11)."""
    notice_no: str = ""
    pauses: str = Field(default="", sa_column_kwargs={"server_default": ""})
    """Fee notices that stopped the clock (4982 s. K.): ``notice/payment`` as ISO dates, one a line."""
    reason: str = ""
    """Why it was set by hand, extended or counted anew."""
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime
    ended_at: datetime | None = None
    ended_reason: str = ""


class EvrakOkur(SQLModel, table=True):
    """Who needs to know a secret record, besides having the clearance."""

    __tablename__ = "evrak_okur"
    __table_args__ = (STRICT,)

    evrak_id: int = Field(foreign_key="evrak.id", primary_key=True)
    user_id: int = Field(foreign_key="app_user.id", primary_key=True)
    why: str
    added_by: int = Field(foreign_key="app_user.id")
    added_at: datetime
    ended_at: datetime | None = None
    """From then on there is no need to know: the record was given back, or taken back unread."""


class Zimmet(SQLModel, table=True):
    """A hand-over list: what went to one receiver at one time, signed on paper or at the desk."""

    __tablename__ = "zimmet"
    __table_args__ = (UniqueConstraint("year", "number"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    year: int
    number: int
    birim_id: int = Field(foreign_key="birim.id", index=True)
    """The unit that hands over."""
    receiver: str
    """Unit and person as printed."""
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime
    signed_on: date | None = None
    signed_by: str = ""
    """Who signed the paper, as read from it."""
    cancelled_at: datetime | None = None
    cancelled_reason: str = ""
    arama: str
    version: int = 1


class Havale(SQLModel, table=True):
    """A document sent to a unit or a person to act or to know, and what became of it."""

    __tablename__ = "havale"
    __table_args__ = (
        Index("ix_havale_desk", "to_user_id", "state", "id"),
        Index("ix_havale_unit", "to_birim_id", "state", "id"),
        Index("ix_havale_state", "state", "id"),
        SEQUENTIAL,
    )

    id: int | None = Field(default=None, primary_key=True)
    evrak_id: int = Field(foreign_key="evrak.id", index=True)
    from_id: int = Field(foreign_key="app_user.id")
    from_name: str
    from_title: str = ""
    to_birim_id: int | None = Field(default=None, foreign_key="birim.id")
    to_user_id: int | None = Field(default=None, foreign_key="app_user.id")
    to_name: str
    purpose: str
    instruction: str = ""
    """Talimat; of a secret record it lies in ``sealed``."""
    sealed: bytes | None = Field(default=None, sa_type=LargeBinary)
    due_on: date | None = None
    """By when the director wants it; the law's deadline stands beside it."""
    at: datetime
    state: str
    """A value of ``data.evrak.rules.values.HandOver``."""
    received_at: datetime | None = None
    received_by: int | None = Field(default=None, foreign_key="app_user.id")
    received_name: str = ""
    zimmet_id: int | None = Field(default=None, foreign_key="zimmet.id", index=True)
    ended_at: datetime | None = None
    reason: str = ""
    """Why it was returned or withdrawn."""
    version: int = 1


class ImzaYetkilisi(SQLModel, table=True):
    """Who may sign letters, by the office's imza yetkileri yönergesi, from one day to another."""

    __tablename__ = "imza_yetkilisi"
    __table_args__ = (STRICT,)

    id: int | None = Field(default=None, primary_key=True)
    full_name: str
    title: str
    on_behalf: str = ""
    """Whose authority was delegated (RY m.17/9): ``Belediye Başkanı a.``."""
    user_id: int | None = Field(default=None, foreign_key="app_user.id")
    """The desk's user, if the signer has one; then only that user or the stand-in can sign."""
    gives_olur: bool = False
    first_day: date
    last_day: date | None = None
    source: str = ""
    arama: str
    version: int = 1


class Yazi(SQLModel, table=True):
    """A letter of the office from its first draft to its signature; it gets its number only then."""

    __tablename__ = "yazi"
    __table_args__ = (SEQUENTIAL,)

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    book: str
    birim_id: int = Field(foreign_key="birim.id", index=True)
    prepared_by: int = Field(foreign_key="app_user.id")
    prepared_at: datetime
    subject: str = ""
    body: str = ""
    closing: str = ""
    enclosures: str = ""
    sdp_id: int | None = Field(default=None, foreign_key="sdp_kod.id")
    sdp2_id: int | None = Field(default=None, foreign_key="sdp_kod.id")
    case_code: str = ""
    prefix: str = "E"
    urgency: str = "yok"
    due_on: date | None = None
    secrecy: int = 0
    personal: bool = False
    reply_needed: bool = False
    """The office waits for an answer to it; without one a tekit may be written."""
    signer_id: int | None = Field(default=None, foreign_key="imza_yetkilisi.id")
    approver_id: int | None = Field(default=None, foreign_key="imza_yetkilisi.id")
    """Who gives the OLUR."""
    opinion_id: int | None = Field(default=None, foreign_key="imza_yetkilisi.id")
    """Who gives the uygun görüş before it (RY m.20/4)."""
    answers_id: int | None = Field(default=None, foreign_key="evrak.id", index=True)
    reminds_id: int | None = Field(default=None, foreign_key="evrak.id")
    """The own letter that a tekit reminds of."""
    evrak_id: int | None = Field(default=None, foreign_key="evrak.id", unique=True)
    """Its row in the register, from the signature on."""
    kept: str = ""
    """The whole letter as it stood at the signature (``data.evrak.letter_kept``)."""
    locked: bool = False
    """Handed on: nothing may change until it is returned."""
    cancelled_at: datetime | None = None
    cancelled_reason: str = ""
    sealed: bytes | None = Field(default=None, sa_type=LargeBinary)
    arama: str = ""
    version: int = 1


class YaziDagitim(SQLModel, table=True):
    """One recipient of a draft; the set is written anew while the letter is a draft."""

    __tablename__ = "yazi_dagitim"
    __table_args__ = (STRICT,)

    id: int | None = Field(default=None, primary_key=True)
    yazi_id: int = Field(foreign_key="yazi.id", index=True)
    place: int
    muhatap_id: int = Field(foreign_key="muhatap.id")
    purpose: str
    without: str = ""
    """Numbers of the enclosures that it does not get, with commas."""


class YaziIlgi(SQLModel, table=True):
    """One ilgi of a draft: a registered document, or another's letter in words."""

    __tablename__ = "yazi_ilgi"
    __table_args__ = (STRICT,)

    id: int | None = Field(default=None, primary_key=True)
    yazi_id: int = Field(foreign_key="yazi.id", index=True)
    place: int
    evrak_id: int | None = Field(default=None, foreign_key="evrak.id")
    text: str = ""
    on: date | None = None
