"""Tables of the monthly time sheet: what goes in (leave, punches, marks) and what was computed from it."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlmodel import Field, SQLModel, UniqueConstraint

from data.core.models import SEQUENTIAL, STRICT

ZERO: Any = Field(default=0, sa_column_kwargs={"server_default": "0"})
"""A number that rows written before the column came hold as nought."""
NOTHING: Any = Field(default="", sa_column_kwargs={"server_default": ""})
"""A text that rows written before the column came hold empty."""


class DayCodeRow(SQLModel, table=True):
    """A day code of this office: the default set with the office's own letters and switches."""

    __tablename__ = "day_code"
    __table_args__ = (STRICT,)

    key: str = Field(primary_key=True)
    position: int
    letter: str
    name: str
    active: bool = True


class Group(SQLModel, table=True):
    """People whose months are kept on one sheet: staff kinds of a unit, with the first day of their period."""

    __tablename__ = "puantaj_group"
    __table_args__ = (STRICT,)

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    title: str
    birim_id: int = Field(foreign_key="birim.id")
    kinds: str
    first_day: int
    active: bool = True
    version: int = 1


class Puantaj(SQLModel, table=True):
    """One group's period in one revision. A correction is a new revision; the closed one stays as it was."""

    __tablename__ = "puantaj"
    __table_args__ = (UniqueConstraint("group_id", "start", "revision"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    group_id: int = Field(foreign_key="puantaj_group.id", index=True)
    start: date = Field(index=True)
    end: date
    revision: int
    corrects_id: int | None = Field(default=None, foreign_key="puantaj.id")
    reason: str = ""
    number: str = ""
    locked: bool = False
    """Handed on: nothing may change until it is returned."""
    closed: bool = False
    """Final: nothing may change at all; guarded by triggers too."""
    people: int = 0
    questions: int = 0
    computed_at: datetime | None = None
    letters: str = ""
    """Letter and name of each code as they stood at closing; empty while the month is open."""
    arama: str = ""
    version: int = 1


class PuantajRow(SQLModel, table=True):
    """One person's month as computed: name and duty as they were, totals, prim günü."""

    __tablename__ = "puantaj_row"
    __table_args__ = (UniqueConstraint("puantaj_id", "personel_id"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    puantaj_id: int = Field(foreign_key="puantaj.id")
    personel_id: int = Field(foreign_key="personel.id", index=True)
    sira: str
    sicil: str
    name: str
    gorev: str
    kind: str
    totals: str
    prim_days: int | None = None
    missing_days: int = 0
    missing_code: str = ""
    why_id: int = Field(foreign_key="why.id")
    questions: int = 0
    normal_minutes: int = ZERO
    """Worked within the contract's week; the minutes of the days, not of the weeks."""
    fm_minutes: int = ZERO
    """Fazla çalışma of the weeks that end in the period, rounded as the settings say."""
    fsc_minutes: int = ZERO
    night_minutes: int = ZERO
    gt_minutes: int = ZERO
    ht_minutes: int = ZERO
    time_minutes: int = ZERO
    """Free time earned instead of pay: serbest zaman of a worker, overtime leave of a memur."""


class PuantajDay(SQLModel, table=True):
    """One person's day as computed."""

    __tablename__ = "puantaj_day"
    __table_args__ = (STRICT,)

    puantaj_id: int = Field(foreign_key="puantaj.id", primary_key=True)
    personel_id: int = Field(foreign_key="personel.id", primary_key=True)
    day: date = Field(primary_key=True)
    code: str
    source: str
    worked_minutes: int = 0
    late_minutes: int = 0
    early_minutes: int = 0
    night_minutes: int = 0
    first_in: time | None = None
    last_out: time | None = None
    question: bool = False
    why_id: int = Field(foreign_key="why.id")
    normal_minutes: int = ZERO
    fm_minutes: int = ZERO
    fsc_minutes: int = ZERO
    gt_minutes: int = ZERO
    ht_minutes: int = ZERO
    meal: bool = ZERO
    road: bool = ZERO
    half_am: str = NOTHING
    """Code of the morning where the two halves of the day differ."""
    half_pm: str = NOTHING
    document: str = NOTHING
    note: str = NOTHING


class PuantajWeek(SQLModel, table=True):
    """A person's week with work beyond the usual: it belongs to the period in which its last day lies.

    ``start`` and ``end`` are Monday and Sunday, or the days on which the person came, left or changed kind.
    """

    __tablename__ = "puantaj_week"
    __table_args__ = (STRICT,)

    puantaj_id: int = Field(foreign_key="puantaj.id", primary_key=True)
    personel_id: int = Field(foreign_key="personel.id", primary_key=True)
    start: date = Field(primary_key=True)
    end: date
    minutes: int
    """Worked on ordinary days, also those of the period before."""
    within: int
    contract: int
    fm: int
    fsc: int
    time_minutes: int
    counted: int
    """All fazla çalışma, also what became free time: for the limit of the year."""
    gt: int
    ht: int
    why_id: int = Field(foreign_key="why.id")


class Why(SQLModel, table=True):
    """A list of reasons, kept once for all the cells that share it."""

    __tablename__ = "why"
    __table_args__ = (SEQUENTIAL,)

    id: int | None = Field(default=None, primary_key=True)
    digest: str = Field(unique=True)
    body: str


class QuestionRow(SQLModel, table=True):
    """Something the computation could not decide, or a check that failed; made anew at every computation."""

    __tablename__ = "puantaj_question"
    __table_args__ = (STRICT,)

    id: int | None = Field(default=None, primary_key=True)
    puantaj_id: int = Field(foreign_key="puantaj.id", index=True)
    personel_id: int | None = Field(default=None, foreign_key="personel.id")
    """None where a question is about the whole month (a card that is nobody's)."""
    day: date | None
    kind: str
    severity: str
    text: str
    law: str = ""
    subject: str = Field(default="", sa_column_kwargs={"server_default": ""})
    """The number of the card where a question is about one."""


class Izin(SQLModel, table=True):
    """A leave or report with its dates. No diagnosis is ever kept (KVKK 6698 m.6)."""

    __tablename__ = "izin"
    __table_args__ = (STRICT,)

    id: int | None = Field(default=None, primary_key=True)
    personel_id: int = Field(foreign_key="personel.id", index=True)
    code: str
    start: date
    end: date = Field(index=True)
    document: str = ""
    note: str = ""
    made_by: int
    made_at: datetime
    cancelled_at: datetime | None = None
    cancelled_reason: str = ""
    version: int = 1
    part: str = "tam"
    """Whole days, or which half of one day (``once``, ``sonra``)."""
    minutes: int = 0
    """Minutes of each day for leave by the hour; 0 for days and halves."""
    effective: bool = True
    """Counts and stands in the month. A request does not until it is approved."""
    requested: bool = False
    """Came as a request and has an approval path; else it was recorded from a paper."""
    joined_id: int | None = Field(default=None, foreign_key="izin.id", index=True)
    """The annual leave that this road leave belongs to; goes its way."""
    address: str = ""
    phone: str = ""
    deputy_id: int | None = Field(default=None, foreign_key="personel.id")
    """Who stands in."""
    warnings: str = ""
    """What spoke against it when it was written, a line each."""
    reason: str = ""
    """Why it was written in spite of that."""
    report_office: str = ""
    report_date: date | None = None
    control_date: date | None = None
    report_by: str = ""
    sgk_date: date | None = None
    """The day on which the employer told SGK that the insured did not work."""


class Mark(SQLModel, table=True):
    """A code that a clerk typed for one day; a later one withdraws it, none is deleted."""

    __tablename__ = "puantaj_mark"
    __table_args__ = (SEQUENTIAL,)

    id: int | None = Field(default=None, primary_key=True)
    personel_id: int = Field(foreign_key="personel.id", index=True)
    day: date = Field(index=True)
    code: str
    reason: str = ""
    document: str = ""
    made_by: int
    made_at: datetime
    withdrawn_at: datetime | None = None


class Punch(SQLModel, table=True):
    """One pass at the door clock, as the device wrote it, with the file and line it came from."""

    __tablename__ = "punch"
    __table_args__ = (STRICT,)

    id: int | None = Field(default=None, primary_key=True)
    file_id: int = Field(foreign_key="taken_file.id")
    row: int
    card_no: str = Field(index=True)
    at: str = Field(index=True)
    """Local clock time, ``2026-10-05 08:01:00``: the office has one zone."""
    direction: str
    device: str
    raw: str


class Overtime(SQLModel, table=True):
    """Work beyond the shift that an olur orders: with its hours, or as bare minutes where only these are known."""

    __tablename__ = "fazla_mesai"
    __table_args__ = (SEQUENTIAL,)

    id: int | None = Field(default=None, primary_key=True)
    personel_id: int = Field(foreign_key="personel.id", index=True)
    day: date = Field(index=True)
    start: time | None = None
    end: time | None = None
    break_minutes: int = 0
    minutes: int
    """Net, the break taken off."""
    work: str
    document: str
    as_time: bool = False
    """Free time instead of pay, asked for in writing (4857 s. K. m.41)."""
    made_by: int
    made_at: datetime
    cancelled_at: datetime | None = None
    cancelled_reason: str = ""
    version: int = 1


class Balancing(SQLModel, table=True):
    """Denkleştirme: uneven weeks agreed for a group, even on average (4857 s. K. m.63)."""

    __tablename__ = "denklestirme"
    __table_args__ = (STRICT,)

    id: int | None = Field(default=None, primary_key=True)
    group_id: int = Field(foreign_key="puantaj_group.id", index=True)
    start: date
    end: date
    document: str
    made_by: int
    made_at: datetime
    cancelled_at: datetime | None = None
    cancelled_reason: str = ""


class Handover(SQLModel, table=True):
    """What was handed over at once: its number, to whom, and the manifest of its files. The files themselves are
    attached to it as one archive. Written once; a correction is a handover of its own."""

    __tablename__ = "teslim"
    __table_args__ = (SEQUENTIAL,)

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    name: str = Field(unique=True)
    """Of the folder and the archive."""
    period: str = Field(index=True)
    """Year and month in which the periods end, ``2026-10``."""
    recipient: str
    recipient_name: str
    with_tckn: bool
    people: int
    manifest: str
    manifest_hash: str
    made_by: int = Field(foreign_key="app_user.id")
    made_by_name: str
    made_at: datetime
    arama: str


class HandoverMonth(SQLModel, table=True):
    """A month in a handover; ``corrects_id`` names the handover in which an earlier revision went."""

    __tablename__ = "teslim_ay"
    __table_args__ = (STRICT,)

    teslim_id: int = Field(foreign_key="teslim.id", primary_key=True)
    puantaj_id: int = Field(foreign_key="puantaj.id", primary_key=True, index=True)
    corrects_id: int | None = Field(default=None, foreign_key="teslim.id")


class BalanceEntry(SQLModel, table=True):
    """What the office itself writes into a balance of leave; withdrawn with a reason, never changed."""

    __tablename__ = "bakiye_hareket"
    __table_args__ = (STRICT,)

    id: int | None = Field(default=None, primary_key=True)
    personel_id: int = Field(foreign_key="personel.id", index=True)
    balance: str
    """``YILLIK`` in half days, ``FM`` and ``SERBEST`` in minutes."""
    kind: str
    day: date
    year: int
    amount: int
    reason: str
    document: str = ""
    made_by: int
    made_at: datetime
    withdrawn_at: datetime | None = None
    withdrawn_reason: str = ""
    version: int = 1


class MinimumRow(SQLModel, table=True):
    """The fewest people of a unit that must be at work, from a day on; a withdrawn one stays."""

    __tablename__ = "asgari_kadro"
    __table_args__ = (STRICT,)

    id: int | None = Field(default=None, primary_key=True)
    birim_id: int = Field(foreign_key="birim.id", index=True)
    kinds: str = ""
    """Staff kinds that count, with commas; empty for all."""
    valid_from: date
    minimum: int
    source: str
    made_by: int
    made_at: datetime
    withdrawn_at: datetime | None = None
    withdrawn_reason: str = ""


class PunchFix(SQLModel, table=True):
    """A pass that a clerk wrote or set aside by hand; what the clock wrote stays as it was."""

    __tablename__ = "punch_fix"
    __table_args__ = (SEQUENTIAL,)

    id: int | None = Field(default=None, primary_key=True)
    personel_id: int = Field(foreign_key="personel.id", index=True)
    punch_id: int | None = Field(default=None, foreign_key="punch.id")
    """The clock's own pass in whose place this one stands; ``None`` where one was missing."""
    at: str
    """As of a pass; empty where the clock's pass is only set aside."""
    direction: str
    reason: str
    document: str = ""
    made_by: int
    made_at: datetime
    withdrawn_at: datetime | None = None
    withdrawn_reason: str = ""


class IgnoredCard(SQLModel, table=True):
    """A card that is nobody's on purpose for some days: a visitor's, a lost one."""

    __tablename__ = "ignored_card"
    __table_args__ = (SEQUENTIAL,)

    id: int | None = Field(default=None, primary_key=True)
    card_no: str = Field(index=True)
    start: date
    end: date
    reason: str
    made_by: int
    made_at: datetime
    withdrawn_at: datetime | None = None
    withdrawn_reason: str = ""
