"""The first schema: core, personel, puantaj."""

import sqlalchemy as sa
from alembic import op

from data.core import engine

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("sha256"),
        sqlite_strict=True,
    )
    op.create_table(
        "birim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("arama", sa.String(), nullable=False),
        sa.Column("sira", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["birim.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_birim_parent_id"), "birim", ["parent_id"], unique=False)
    op.create_index(op.f("ix_birim_path"), "birim", ["path"], unique=False)
    op.create_table(
        "counter",
        sa.Column("book", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("book", "year"),
        sqlite_strict=True,
    )
    op.create_table(
        "day_code",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("letter", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
        sqlite_strict=True,
    )
    op.create_table(
        "holiday",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("half", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_holiday_day"), "holiday", ["day"], unique=False)
    op.create_table(
        "office",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kurum", sa.String(), nullable=False),
        sa.Column("daire", sa.String(), nullable=False),
        sa.Column("mudurluk", sa.String(), nullable=False),
        sa.Column("detsis", sa.String(), nullable=False),
        sa.Column("fold_version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_table(
        "parameter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_parameter_name"), "parameter", ["name"], unique=False)
    op.create_table(
        "pattern",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("days", sa.String(), nullable=False),
        sa.Column("start", sa.Time(), nullable=False),
        sa.Column("end", sa.Time(), nullable=False),
        sa.Column("break_minutes", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
        sqlite_strict=True,
    )
    op.create_table(
        "saved_mapping",
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("target", "source"),
        sqlite_strict=True,
    )
    op.create_table(
        "taken_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("span", sa.String(), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=False),
        sa.Column("taken_by", sa.Integer(), nullable=False),
        sa.Column("taken_by_name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("target", "sha256"),
        sqlite_strict=True,
    )
    op.create_table(
        "trail_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("changes", sa.String(), nullable=False),
        sa.Column("previous_hash", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index("ix_trail_entry_record", "trail_entry", ["kind", "record_id", "id"], unique=False)
    op.create_table(
        "why",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("digest"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_table(
        "app_user",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(), nullable=False),
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("job_title", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("scope_id", sa.Integer(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("failed_logins", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(), nullable=True),
        sa.Column("last_login_at", sa.DateTime(), nullable=True),
        sa.Column("sira", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["scope_id"],
            ["birim.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("username"),
        sqlite_strict=True,
    )
    op.create_table(
        "attachment_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("removed_reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"],
            ["attachment.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_attachment_link_attachment_id"), "attachment_link", ["attachment_id"], unique=False)
    op.create_index(op.f("ix_attachment_link_kind"), "attachment_link", ["kind"], unique=False)
    op.create_index(op.f("ix_attachment_link_record_id"), "attachment_link", ["record_id"], unique=False)
    op.create_table(
        "personel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sicil", sa.String(), nullable=False),
        sa.Column("tckn", sa.String(), nullable=True),
        sa.Column("ad", sa.String(), nullable=False),
        sa.Column("soyad", sa.String(), nullable=False),
        sa.Column("unvan", sa.String(), nullable=False),
        sa.Column("gorev", sa.String(), nullable=False),
        sa.Column("hire", sa.Date(), nullable=False),
        sa.Column("exit", sa.Date(), nullable=True),
        sa.Column("kidem_date", sa.Date(), nullable=False),
        sa.Column("birim_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("arama", sa.String(), nullable=False),
        sa.Column("sira", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["birim_id"],
            ["birim.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("sicil"),
        sa.UniqueConstraint("tckn"),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_personel_birim_id"), "personel", ["birim_id"], unique=False)
    op.create_index(op.f("ix_personel_kind"), "personel", ["kind"], unique=False)
    op.create_index(op.f("ix_personel_sira"), "personel", ["sira"], unique=False)
    op.create_table(
        "puantaj_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("birim_id", sa.Integer(), nullable=False),
        sa.Column("kinds", sa.String(), nullable=False),
        sa.Column("first_day", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["birim_id"],
            ["birim.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
        sqlite_strict=True,
    )
    op.create_table(
        "punch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("card_no", sa.String(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("raw", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["taken_file.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_punch_at"), "punch", ["at"], unique=False)
    op.create_index(op.f("ix_punch_card_no"), "punch", ["card_no"], unique=False)
    op.create_table(
        "search_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("birim_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("subtitle", sa.String(), nullable=False),
        sa.Column("arama", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["birim_id"],
            ["birim.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("kind", "record_id"),
        sqlite_strict=True,
    )
    op.create_table(
        "approval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("birim_id", sa.Integer(), nullable=True),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("prepared_by", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["birim_id"],
            ["birim.id"],
        ),
        sa.ForeignKeyConstraint(
            ["prepared_by"],
            ["app_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("kind", "record_id"),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_approval_stage"), "approval", ["stage"], unique=False)
    op.create_table(
        "izin",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("personel_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(), nullable=True),
        sa.Column("cancelled_reason", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["personel_id"],
            ["personel.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_izin_end"), "izin", ["end"], unique=False)
    op.create_index(op.f("ix_izin_personel_id"), "izin", ["personel_id"], unique=False)
    op.create_table(
        "personel_card",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("personel_id", sa.Integer(), nullable=False),
        sa.Column("card_no", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["personel_id"],
            ["personel.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("card_no", "valid_from"),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_personel_card_card_no"), "personel_card", ["card_no"], unique=False)
    op.create_index(op.f("ix_personel_card_personel_id"), "personel_card", ["personel_id"], unique=False)
    op.create_table(
        "personel_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("personel_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("birim_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("pattern_id", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["birim_id"],
            ["birim.id"],
        ),
        sa.ForeignKeyConstraint(
            ["pattern_id"],
            ["pattern.id"],
        ),
        sa.ForeignKeyConstraint(
            ["personel_id"],
            ["personel.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_personel_part_birim_id"), "personel_part", ["birim_id"], unique=False)
    op.create_index(op.f("ix_personel_part_personel_id"), "personel_part", ["personel_id"], unique=False)
    op.create_table(
        "puantaj",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("questions", sa.Integer(), nullable=False),
        sa.Column("computed_at", sa.DateTime(), nullable=True),
        sa.Column("letters", sa.String(), nullable=False),
        sa.Column("arama", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["corrects_id"],
            ["puantaj.id"],
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["puantaj_group.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("group_id", "start", "revision"),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_puantaj_group_id"), "puantaj", ["group_id"], unique=False)
    op.create_index(op.f("ix_puantaj_start"), "puantaj", ["start"], unique=False)
    op.create_table(
        "puantaj_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("personel_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["personel_id"],
            ["personel.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_puantaj_mark_day"), "puantaj_mark", ["day"], unique=False)
    op.create_index(op.f("ix_puantaj_mark_personel_id"), "puantaj_mark", ["personel_id"], unique=False)
    op.create_table(
        "seen",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("trail_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["app_user.id"],
        ),
        sa.PrimaryKeyConstraint("user_id", "kind", "record_id"),
        sqlite_strict=True,
    )
    op.create_table(
        "user_role",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["app_user.id"],
        ),
        sa.PrimaryKeyConstraint("user_id", "role"),
        sqlite_strict=True,
    )
    op.create_table(
        "user_setting",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["app_user.id"],
        ),
        sa.PrimaryKeyConstraint("user_id", "key"),
        sqlite_strict=True,
    )
    op.create_table(
        "approval_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("approval_id", sa.Integer(), nullable=False),
        sa.Column("from_stage", sa.String(), nullable=False),
        sa.Column("to_stage", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("actor_name", sa.String(), nullable=False),
        sa.Column("actor_title", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"],
            ["app_user.id"],
        ),
        sa.ForeignKeyConstraint(
            ["approval_id"],
            ["approval.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_approval_step_approval_id"), "approval_step", ["approval_id"], unique=False)
    op.create_table(
        "puantaj_day",
        sa.Column("puantaj_id", sa.Integer(), nullable=False),
        sa.Column("personel_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("worked_minutes", sa.Integer(), nullable=False),
        sa.Column("late_minutes", sa.Integer(), nullable=False),
        sa.Column("early_minutes", sa.Integer(), nullable=False),
        sa.Column("night_minutes", sa.Integer(), nullable=False),
        sa.Column("first_in", sa.Time(), nullable=True),
        sa.Column("last_out", sa.Time(), nullable=True),
        sa.Column("question", sa.Boolean(), nullable=False),
        sa.Column("why_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["personel_id"],
            ["personel.id"],
        ),
        sa.ForeignKeyConstraint(
            ["puantaj_id"],
            ["puantaj.id"],
        ),
        sa.ForeignKeyConstraint(
            ["why_id"],
            ["why.id"],
        ),
        sa.PrimaryKeyConstraint("puantaj_id", "personel_id", "day"),
        sqlite_strict=True,
    )
    op.create_table(
        "puantaj_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("puantaj_id", sa.Integer(), nullable=False),
        sa.Column("personel_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("severity", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("law", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["personel_id"],
            ["personel.id"],
        ),
        sa.ForeignKeyConstraint(
            ["puantaj_id"],
            ["puantaj.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_puantaj_question_puantaj_id"), "puantaj_question", ["puantaj_id"], unique=False)
    op.create_table(
        "puantaj_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("puantaj_id", sa.Integer(), nullable=False),
        sa.Column("personel_id", sa.Integer(), nullable=False),
        sa.Column("sira", sa.String(), nullable=False),
        sa.Column("sicil", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("gorev", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("totals", sa.String(), nullable=False),
        sa.Column("prim_days", sa.Integer(), nullable=True),
        sa.Column("missing_days", sa.Integer(), nullable=False),
        sa.Column("missing_code", sa.String(), nullable=False),
        sa.Column("why_id", sa.Integer(), nullable=False),
        sa.Column("questions", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["personel_id"],
            ["personel.id"],
        ),
        sa.ForeignKeyConstraint(
            ["puantaj_id"],
            ["puantaj.id"],
        ),
        sa.ForeignKeyConstraint(
            ["why_id"],
            ["why.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("puantaj_id", "personel_id"),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_puantaj_row_personel_id"), "puantaj_row", ["personel_id"], unique=False)

    connection = op.get_bind()
    for table in ("trail_entry", "approval_step", "parameter", "punch", "why", "attachment"):
        engine.forbid_changes(connection, table)
    for table in (
        "personel", "personel_part", "personel_card", "puantaj", "puantaj_mark", "izin",
        "app_user", "taken_file", "attachment_link", "holiday", "approval",
    ):  # fmt: skip
        engine.forbid_deletes(connection, table)
    closed = "(SELECT closed FROM puantaj WHERE id = {row})"
    for table in ("puantaj_row", "puantaj_day", "puantaj_question"):
        engine.forbid_when(connection, table, "puantaj_id", closed)
    engine.create_word_index(connection, "search_entry")
    engine.create_word_index(connection, "personel")
