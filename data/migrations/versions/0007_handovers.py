"""Handovers to HR: what went, when, to whom, with its manifest."""

import sqlalchemy as sa
from alembic import op

from data.core import engine

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "teslim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("recipient_name", sa.String(), nullable=False),
        sa.Column("with_tckn", sa.Boolean(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("manifest", sa.String(), nullable=False),
        sa.Column("manifest_hash", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_by_name", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("arama", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by"],
            ["app_user.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
        sa.UniqueConstraint("number"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_teslim_period"), "teslim", ["period"], unique=False)
    op.create_table(
        "teslim_ay",
        sa.Column("teslim_id", sa.Integer(), nullable=False),
        sa.Column("puantaj_id", sa.Integer(), nullable=False),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["corrects_id"],
            ["teslim.id"],
        ),
        sa.ForeignKeyConstraint(
            ["puantaj_id"],
            ["puantaj.id"],
        ),
        sa.ForeignKeyConstraint(
            ["teslim_id"],
            ["teslim.id"],
        ),
        sa.PrimaryKeyConstraint("teslim_id", "puantaj_id"),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_teslim_ay_puantaj_id"), "teslim_ay", ["puantaj_id"], unique=False)

    connection = op.get_bind()
    for table in ("teslim", "teslim_ay"):
        engine.forbid_changes(connection, table)
