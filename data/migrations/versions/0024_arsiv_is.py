"""What the archive's calendar asks and no other record shows as done: plan-use checks and the yearly return."""

import sqlalchemy as sa
from alembic import op

from data.core import engine

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.create_table(
        "arsiv_is",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("birim_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("paper", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["birim_id"], ["birim.id"]),
        sa.ForeignKeyConstraint(["made_by"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("kind", "birim_id", "year", "month"),
        sqlite_strict=True,
    )
    engine.forbid_changes(op.get_bind(), "arsiv_is")
