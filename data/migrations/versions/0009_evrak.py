"""Documents: filing plan, senders and recipients, registers, deadlines, havale and zimmet, the own letters."""

import sqlalchemy as sa
from alembic import op

from data.core import engine

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    _filing_plan()
    _registers()
    _deadlines()
    _hand_over()
    _letters()
    connection = op.get_bind()
    for table in ("sdp_kod", "muhatap", "evrak"):
        engine.create_word_index(connection, table)
    kept = ("sdp_surum", "sdp_kod", "muhatap", "evrak", "evrak_ilgi", "evrak_dagitim", "evrak_sure", "evrak_okur")
    for table in (*kept, "zimmet", "havale", "imza_yetkilisi", "yazi"):
        engine.forbid_deletes(connection, table)


def _filing_plan() -> None:
    op.create_table(
        "sdp_surum",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("id", "made_by", "version")),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("name", "source")),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
        sqlite_strict=True,
    )
    op.create_table(
        "sdp_kod",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("id", "surum_id", "uses", "version")),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("code", "title", "use", "period", "outcome", "note", "arama", "sira")
        ),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["surum_id"], ["sdp_surum.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("surum_id", "code"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_sdp_kod_most_used", "sdp_kod", ["uses", "id"], unique=False)
    op.create_index("ix_sdp_kod_surum_id", "sdp_kod", ["surum_id"], unique=False)
    op.create_table(
        "sdp_favori",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("birim_id", "kod_id", "added_by")),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["added_by"], ["app_user.id"]),
        sa.ForeignKeyConstraint(["birim_id"], ["birim.id"]),
        sa.ForeignKeyConstraint(["kod_id"], ["sdp_kod.id"]),
        sa.PrimaryKeyConstraint("birim_id", "kod_id"),
        sqlite_strict=True,
    )


def _registers() -> None:
    op.create_table(
        "muhatap",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("id", "uses", "version")),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in (
                "name",
                "kind",
                "relation",
                "detsis",
                "unit",
                "address",
                "kep",
                "usual_kind",
                "usual_purpose",
                "usual_basis",
                "usual_way",
                "arama",
                "sira",
            )
        ),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("usual_sdp_id", "usual_birim_id")),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["usual_birim_id"], ["birim.id"]),
        sa.ForeignKeyConstraint(["usual_sdp_id"], ["sdp_kod.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index("ix_muhatap_detsis", "muhatap", ["detsis"], unique=False)
    op.create_index("ix_muhatap_most_used", "muhatap", ["uses", "id"], unique=False)
    op.create_index("ix_muhatap_sira", "muhatap", ["sira"], unique=False)
    op.create_table(
        "evrak",
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("id", "year", "number", "registered_by", "pages", "secrecy", "birim_id", "version")
        ),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in (
                "book",
                "series",
                "kayit_no",
                "way",
                "muhatap_name",
                "letter_no",
                "subject",
                "doc_kind",
                "enclosures",
                "urgency",
                "purpose",
                "basis",
                "state",
                "reason",
                "note",
                "same_key",
                "arama",
            )
        ),
        sa.Column("registered_at", sa.DateTime(), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=True)
            for name in ("muhatap_id", "sdp_id", "sdp2_id", "responsible_id")
        ),
        *(sa.Column(name, sa.Date(), nullable=True) for name in ("letter_date", "due_on")),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in ("personal", "reply_needed")),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["birim_id"], ["birim.id"]),
        sa.ForeignKeyConstraint(["muhatap_id"], ["muhatap.id"]),
        sa.ForeignKeyConstraint(["registered_by"], ["app_user.id"]),
        sa.ForeignKeyConstraint(["responsible_id"], ["app_user.id"]),
        sa.ForeignKeyConstraint(["sdp2_id"], ["sdp_kod.id"]),
        sa.ForeignKeyConstraint(["sdp_id"], ["sdp_kod.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("book", "series", "year", "number"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_evrak_day", "evrak", ["registered_on", "id"], unique=False)
    op.create_index("ix_evrak_desk", "evrak", ["responsible_id", "state", "id"], unique=False)
    op.create_index("ix_evrak_due", "evrak", ["secrecy", "state", "due_on", "id"], unique=False)
    op.create_index("ix_evrak_list", "evrak", ["secrecy", "book", "id"], unique=False)
    op.create_index("ix_evrak_muhatap_id", "evrak", ["muhatap_id"], unique=False)
    op.create_index("ix_evrak_same_key", "evrak", ["same_key"], unique=False)
    op.create_index("ix_evrak_sdp_id", "evrak", ["sdp_id"], unique=False)
    op.create_index("ix_evrak_unit", "evrak", ["birim_id", "state", "id"], unique=False)
    op.create_table(
        "evrak_ilgi",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("id", "evrak_id", "added_by")),
        sa.Column("other_id", sa.Integer(), nullable=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("tie", "text", "removed_reason")),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["added_by"], ["app_user.id"]),
        sa.ForeignKeyConstraint(["evrak_id"], ["evrak.id"]),
        sa.ForeignKeyConstraint(["other_id"], ["evrak.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index("ix_evrak_ilgi_evrak_id", "evrak_ilgi", ["evrak_id"], unique=False)
    op.create_index("ix_evrak_ilgi_other_id", "evrak_ilgi", ["other_id"], unique=False)
    op.create_table(
        "evrak_dagitim",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("id", "evrak_id", "version")),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("muhatap_id", "sent_by")),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("name", "purpose", "dispatch", "tracking")),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["evrak_id"], ["evrak.id"]),
        sa.ForeignKeyConstraint(["muhatap_id"], ["muhatap.id"]),
        sa.ForeignKeyConstraint(["sent_by"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index("ix_evrak_dagitim_evrak_id", "evrak_dagitim", ["evrak_id"], unique=False)
    op.create_index("ix_evrak_dagitim_sending", "evrak_dagitim", ["sent_on", "dispatch", "id"], unique=False)


def _deadlines() -> None:
    op.create_table(
        "evrak_sure",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("id", "evrak_id", "length", "made_by")),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("basis", "unit", "given", "calendar_stamp", "notice_no", "reason", "ended_reason")
        ),
        *(sa.Column(name, sa.Date(), nullable=False) for name in ("start", "last_day")),
        sa.Column("notice_on", sa.Date(), nullable=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["evrak_id"], ["evrak.id"]),
        sa.ForeignKeyConstraint(["made_by"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_evrak_sure_evrak_id", "evrak_sure", ["evrak_id"], unique=False)
    op.create_index("ix_evrak_sure_running", "evrak_sure", ["ended_at", "last_day", "id"], unique=False)
    op.create_table(
        "evrak_okur",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("evrak_id", "user_id", "added_by")),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["added_by"], ["app_user.id"]),
        sa.ForeignKeyConstraint(["evrak_id"], ["evrak.id"]),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("evrak_id", "user_id"),
        sqlite_strict=True,
    )


def _hand_over() -> None:
    op.create_table(
        "zimmet",
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("id", "year", "number", "birim_id", "made_by", "version")
        ),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("receiver", "signed_by", "cancelled_reason", "arama")
        ),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["birim_id"], ["birim.id"]),
        sa.ForeignKeyConstraint(["made_by"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("year", "number"),
        sqlite_strict=True,
    )
    op.create_index("ix_zimmet_birim_id", "zimmet", ["birim_id"], unique=False)
    op.create_table(
        "havale",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("id", "evrak_id", "from_id", "version")),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in (
                "from_name",
                "from_title",
                "to_name",
                "purpose",
                "instruction",
                "state",
                "received_name",
                "reason",
            )
        ),
        *(
            sa.Column(name, sa.Integer(), nullable=True)
            for name in ("to_birim_id", "to_user_id", "received_by", "zimmet_id")
        ),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        *(sa.Column(name, sa.DateTime(), nullable=True) for name in ("received_at", "ended_at")),
        sa.ForeignKeyConstraint(["evrak_id"], ["evrak.id"]),
        sa.ForeignKeyConstraint(["from_id"], ["app_user.id"]),
        sa.ForeignKeyConstraint(["received_by"], ["app_user.id"]),
        sa.ForeignKeyConstraint(["to_birim_id"], ["birim.id"]),
        sa.ForeignKeyConstraint(["to_user_id"], ["app_user.id"]),
        sa.ForeignKeyConstraint(["zimmet_id"], ["zimmet.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_havale_desk", "havale", ["to_user_id", "state", "id"], unique=False)
    op.create_index("ix_havale_evrak_id", "havale", ["evrak_id"], unique=False)
    op.create_index("ix_havale_state", "havale", ["state", "id"], unique=False)
    op.create_index("ix_havale_unit", "havale", ["to_birim_id", "state", "id"], unique=False)
    op.create_index("ix_havale_zimmet_id", "havale", ["zimmet_id"], unique=False)


def _letters() -> None:
    op.create_table(
        "imza_yetkilisi",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("id", "version")),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("full_name", "title", "on_behalf", "source", "arama")
        ),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("gives_olur", sa.Boolean(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_table(
        "yazi",
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("id", "birim_id", "prepared_by", "secrecy", "version")
        ),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in (
                "kind",
                "book",
                "subject",
                "body",
                "closing",
                "enclosures",
                "case_code",
                "prefix",
                "urgency",
                "kept",
                "cancelled_reason",
                "arama",
            )
        ),
        sa.Column("prepared_at", sa.DateTime(), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=True)
            for name in (
                "sdp_id",
                "sdp2_id",
                "signer_id",
                "approver_id",
                "opinion_id",
                "answers_id",
                "reminds_id",
                "evrak_id",
            )
        ),
        sa.Column("due_on", sa.Date(), nullable=True),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in ("personal", "reply_needed", "locked")),
        sa.Column("cancelled_at", sa.DateTime(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["answers_id"], ["evrak.id"]),
        sa.ForeignKeyConstraint(["approver_id"], ["imza_yetkilisi.id"]),
        sa.ForeignKeyConstraint(["birim_id"], ["birim.id"]),
        sa.ForeignKeyConstraint(["evrak_id"], ["evrak.id"]),
        sa.ForeignKeyConstraint(["opinion_id"], ["imza_yetkilisi.id"]),
        sa.ForeignKeyConstraint(["prepared_by"], ["app_user.id"]),
        sa.ForeignKeyConstraint(["reminds_id"], ["evrak.id"]),
        sa.ForeignKeyConstraint(["sdp2_id"], ["sdp_kod.id"]),
        sa.ForeignKeyConstraint(["sdp_id"], ["sdp_kod.id"]),
        sa.ForeignKeyConstraint(["signer_id"], ["imza_yetkilisi.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("evrak_id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_yazi_answers_id", "yazi", ["answers_id"], unique=False)
    op.create_index("ix_yazi_birim_id", "yazi", ["birim_id"], unique=False)
    op.create_table(
        "yazi_dagitim",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("id", "yazi_id", "place", "muhatap_id")),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("purpose", "without")),
        sa.ForeignKeyConstraint(["muhatap_id"], ["muhatap.id"]),
        sa.ForeignKeyConstraint(["yazi_id"], ["yazi.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index("ix_yazi_dagitim_yazi_id", "yazi_dagitim", ["yazi_id"], unique=False)
    op.create_table(
        "yazi_ilgi",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("id", "yazi_id", "place")),
        sa.Column("evrak_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["evrak_id"], ["evrak.id"]),
        sa.ForeignKeyConstraint(["yazi_id"], ["yazi.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index("ix_yazi_ilgi_yazi_id", "yazi_ilgi", ["yazi_id"], unique=False)
