"""Day records with their minutes, meal, road and halves; weeks, overtime orders, denkleştirme."""

import sqlalchemy as sa
from alembic import op

from data.core import engine

revision = "0002"
down_revision = "0001"

_ROW = ("normal_minutes", "fm_minutes", "fsc_minutes", "night_minutes", "gt_minutes", "ht_minutes", "time_minutes")
_WEEK = ("minutes", "within", "contract", "fm", "fsc", "time_minutes", "counted", "gt", "ht", "why_id")
_DAY = ("normal_minutes", "fm_minutes", "fsc_minutes", "gt_minutes", "ht_minutes")


def upgrade() -> None:
    for name in _ROW:
        op.add_column("puantaj_row", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    for name in _DAY:
        op.add_column("puantaj_day", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    for name in ("meal", "road"):
        op.add_column("puantaj_day", sa.Column(name, sa.Boolean(), nullable=False, server_default="0"))
    for name in ("half_am", "half_pm", "document", "note"):
        op.add_column("puantaj_day", sa.Column(name, sa.String(), nullable=False, server_default=""))
    op.create_table(
        "puantaj_week",
        sa.Column("puantaj_id", sa.Integer(), nullable=False),
        sa.Column("personel_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in _WEEK),
        sa.ForeignKeyConstraint(["puantaj_id"], ["puantaj.id"]),
        sa.ForeignKeyConstraint(["personel_id"], ["personel.id"]),
        sa.ForeignKeyConstraint(["why_id"], ["why.id"]),
        sa.PrimaryKeyConstraint("puantaj_id", "personel_id", "start"),
        sqlite_strict=True,
    )
    op.create_table(
        "fazla_mesai",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("personel_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("start", sa.Time(), nullable=True),
        sa.Column("end", sa.Time(), nullable=True),
        sa.Column("break_minutes", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("work", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("as_time", sa.Boolean(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(), nullable=True),
        sa.Column("cancelled_reason", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["personel_id"], ["personel.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_fazla_mesai_day"), "fazla_mesai", ["day"], unique=False)
    op.create_index(op.f("ix_fazla_mesai_personel_id"), "fazla_mesai", ["personel_id"], unique=False)
    op.create_table(
        "denklestirme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(), nullable=True),
        sa.Column("cancelled_reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["puantaj_group.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_denklestirme_group_id"), "denklestirme", ["group_id"], unique=False)

    connection = op.get_bind()
    for table in ("fazla_mesai", "denklestirme"):
        engine.forbid_deletes(connection, table)
    engine.forbid_when(connection, "puantaj_week", "puantaj_id", "(SELECT closed FROM puantaj WHERE id = {row})")
