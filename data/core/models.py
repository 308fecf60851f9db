"""The tables that every area stands on. Rows are validated by drafts before they get here.

``arama`` holds the folded text for searching, ``sira`` the Turkish sort key, ``version`` the row's version for
noticing that two desks changed the same record.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field, Index, LargeBinary, SQLModel, UniqueConstraint

# Rows are validated by drafts: what would check a table's values is never built.
SQLModel.model_config["defer_build"] = True

STRICT = {"sqlite_strict": True}
"""Table option: the engine itself refuses text in a number column."""

SEQUENTIAL = {"sqlite_strict": True, "sqlite_autoincrement": True}
"""Table option: as STRICT, and a key once given is never given again."""


class Office(SQLModel, table=True):
    """The office this store belongs to; one row."""

    __tablename__ = "office"
    __table_args__ = (STRICT,)

    id: int = Field(default=1, primary_key=True)
    kurum: str
    daire: str
    mudurluk: str
    detsis: str
    fold_version: int
    created_at: datetime


class Birim(SQLModel, table=True):
    """An organisational unit; ``path`` lists its ancestors and itself as ``/1/4/9/``."""

    __tablename__ = "birim"
    __table_args__ = (STRICT,)

    id: int | None = Field(default=None, primary_key=True)
    parent_id: int | None = Field(default=None, foreign_key="birim.id", index=True)
    name: str
    kind: str
    path: str = Field(default="", index=True)
    active: bool = True
    arama: str
    sira: str
    version: int = 1


class HarcamaBirimi(SQLModel, table=True):
    """The unit with ödenek of its own: its property and budget are kept apart; its ``birim`` decides sight."""

    __tablename__ = "harcama_birimi"
    __table_args__ = (UniqueConstraint("code"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    birim_id: int = Field(foreign_key="birim.id", index=True)
    code: str
    """Kurumsal kod of the budget classification (Taşınır Mal Y. m.38)."""
    name: str
    place_name: str = ""
    """İl ve ilçe."""
    place_code: str = ""
    muhasebe_name: str = ""
    muhasebe_code: str = ""
    active: bool = True
    version: int = 1


class User(SQLModel, table=True):
    """A person who can log in. ``scope_id`` is the top unit that he or she may see; none means all."""

    __tablename__ = "app_user"
    __table_args__ = (STRICT,)

    id: int | None = Field(default=None, primary_key=True)
    username: str = Field(unique=True)
    full_name: str
    job_title: str = ""
    password_hash: str
    scope_id: int | None = Field(default=None, foreign_key="birim.id")
    active: bool = True
    clearance: int = 0
    """Highest secrecy level that the user may read (``data.core.secrecy``)."""
    failed_logins: int = 0
    locked_until: datetime | None = None
    last_login_at: datetime | None = None
    sira: str = ""
    version: int = 1


class UserRole(SQLModel, table=True):
    """A role that a user has."""

    __tablename__ = "user_role"
    __table_args__ = (STRICT,)

    user_id: int = Field(foreign_key="app_user.id", primary_key=True)
    role: str = Field(primary_key=True)


class Vekalet(SQLModel, table=True):
    """Who stands in for whom, from one day to another."""

    __tablename__ = "vekalet"
    __table_args__ = (STRICT,)

    id: int | None = Field(default=None, primary_key=True)
    principal_id: int = Field(foreign_key="app_user.id", index=True)
    deputy_id: int = Field(foreign_key="app_user.id", index=True)
    first_day: date
    last_day: date
    document: str
    """Onay or görevlendirme it rests on."""
    made_by: int = Field(foreign_key="app_user.id")
    made_at: datetime
    cancelled_at: datetime | None = None
    cancelled_reason: str = ""
    arama: str
    version: int = 1


class Kasa(SQLModel, table=True):
    """The key of the secret records, wrapped twice; one row. The key itself is never stored."""

    __tablename__ = "kasa"
    __table_args__ = (STRICT,)

    id: int = Field(default=1, primary_key=True)
    cost: str
    """Argon2id parameters of the passphrase: memory in KiB, passes, lanes."""
    salt: bytes = Field(sa_type=LargeBinary)
    by_passphrase: bytes = Field(sa_type=LargeBinary)
    by_recovery: bytes = Field(sa_type=LargeBinary)
    made_at: datetime
    changed_at: datetime
    version: int = 1


class UserSetting(SQLModel, table=True):
    """Something the desk remembers for a user: theme, columns of a ledger, saved views."""

    __tablename__ = "user_setting"
    __table_args__ = (STRICT,)

    user_id: int = Field(foreign_key="app_user.id", primary_key=True)
    key: str = Field(primary_key=True)
    value: str


class TrailEntry(SQLModel, table=True):
    """One operation or one look at guarded data; ``hash`` covers this row and the hash before it."""

    __tablename__ = "trail_entry"
    __table_args__ = (Index("ix_trail_entry_record", "kind", "record_id", "id"), SEQUENTIAL)

    id: int | None = Field(default=None, primary_key=True)
    at: datetime
    actor_id: int
    actor_name: str
    action: str
    kind: str = ""
    record_id: int = 0
    summary: str
    changes: str = "[]"
    secrecy: int = 0
    """Level of the record behind it; the entry is not there for those not cleared."""
    previous_hash: str
    hash: str


class Counter(SQLModel, table=True):
    """The last number that a register gave in a year."""

    __tablename__ = "counter"
    __table_args__ = (STRICT,)

    book: str = Field(primary_key=True)
    year: int = Field(primary_key=True)
    last: int


class HolidayRow(SQLModel, table=True):
    """A full or half free day of the office's calendar; withdrawn ones stay with their reason."""

    __tablename__ = "holiday"
    __table_args__ = (STRICT,)

    id: int | None = Field(default=None, primary_key=True)
    day: date = Field(index=True)
    name: str
    half: bool
    kind: str
    source: str
    withdrawn_at: datetime | None = None
    withdrawn_reason: str = ""


class Parameter(SQLModel, table=True):
    """A value that law or the office sets from a day on. Of two rows for one day the later one holds."""

    __tablename__ = "parameter"
    __table_args__ = (SEQUENTIAL,)

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(index=True)
    valid_from: date
    value: str
    source: str
    set_at: datetime
    set_by: int


class Approval(SQLModel, table=True):
    """Where a record stands on the one approval path."""

    __tablename__ = "approval"
    __table_args__ = (UniqueConstraint("kind", "record_id"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    record_id: int
    area: str
    title: str
    birim_id: int | None = Field(default=None, foreign_key="birim.id")
    stage: str = Field(index=True)
    prepared_by: int = Field(foreign_key="app_user.id")
    since: datetime
    ends: str = "kesinlesti"
    """The stage at which this record's way is over; a leave needs no closing step after its approval."""
    withdrawn: bool = False
    """Taken off the path by its own side before the end; waits for nobody any more."""
    secrecy: int = 0
    """Level of the record; it waits for nobody who is not cleared."""
    version: int = 1


class ApprovalStep(SQLModel, table=True):
    """One step on the approval path; never changed afterwards."""

    __tablename__ = "approval_step"
    __table_args__ = (SEQUENTIAL,)

    id: int | None = Field(default=None, primary_key=True)
    approval_id: int = Field(foreign_key="approval.id", index=True)
    from_stage: str
    to_stage: str
    actor_id: int = Field(foreign_key="app_user.id")
    actor_name: str
    actor_title: str
    at: datetime
    reason: str = ""
    for_id: int | None = Field(default=None, foreign_key="app_user.id")
    """In whose place it was taken, where only a vekâlet allowed it."""


class Attachment(SQLModel, table=True):
    """The content of a file, kept once however often it is attached."""

    __tablename__ = "attachment"
    __table_args__ = (STRICT,)

    id: int | None = Field(default=None, primary_key=True)
    sha256: str = Field(unique=True)
    size: int
    content: bytes = Field(sa_type=LargeBinary)


class AttachmentLink(SQLModel, table=True):
    """A file attached to a record under a name; a removed link stays with its reason."""

    __tablename__ = "attachment_link"
    __table_args__ = (STRICT,)

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(index=True)
    record_id: int = Field(index=True)
    attachment_id: int = Field(foreign_key="attachment.id", index=True)
    name: str
    added_by: int
    added_at: datetime
    sealed: bool = False
    """Its name and content are encrypted; ``name`` says nothing."""
    removed_at: datetime | None = None
    removed_reason: str = ""


class SavedMapping(SQLModel, table=True):
    """How the columns of one source's files map to a draft, remembered for the next file."""

    __tablename__ = "saved_mapping"
    __table_args__ = (STRICT,)

    target: str = Field(primary_key=True)
    source: str = Field(primary_key=True)
    body: str


class TakenFile(SQLModel, table=True):
    """A file that was imported; the same content is refused a second time."""

    __tablename__ = "taken_file"
    __table_args__ = (UniqueConstraint("target", "sha256"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    target: str
    sha256: str
    name: str
    rows: int
    span: str = ""
    """What its rows reach over, in words (``01.10.2026–31.10.2026``); empty where that means nothing."""
    taken_at: datetime
    taken_by: int
    taken_by_name: str


class SearchEntry(SQLModel, table=True):
    """One record as the search over all areas sees it."""

    __tablename__ = "search_entry"
    __table_args__ = (UniqueConstraint("kind", "record_id"), STRICT)

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    record_id: int
    area: str
    birim_id: int | None = Field(default=None, foreign_key="birim.id")
    title: str
    subtitle: str
    arama: str


class Seen(SQLModel, table=True):
    """The last trail entry of a record that a user has looked at, for telling what changed since."""

    __tablename__ = "seen"
    __table_args__ = (STRICT,)

    user_id: int = Field(foreign_key="app_user.id", primary_key=True)
    kind: str = Field(primary_key=True)
    record_id: int = Field(primary_key=True)
    trail_id: int
