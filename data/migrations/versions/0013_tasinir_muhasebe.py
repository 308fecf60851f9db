"""Figures of muhasebe that the account of movable property is held against."""

import sqlalchemy as sa
from alembic import op

from data.core import engine

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "tasinir_muhasebe",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("harcama_birimi_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("kurus", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["harcama_birimi_id"], ["harcama_birimi.id"]),
        sa.ForeignKeyConstraint(["made_by"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_tasinir_muhasebe_day", "tasinir_muhasebe", ["harcama_birimi_id", "day", "id"], unique=False
    )
    engine.forbid_changes(op.get_bind(), "tasinir_muhasebe")
