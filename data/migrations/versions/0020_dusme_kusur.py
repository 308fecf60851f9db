"""Who makes good a written-off loss: what was decided of fault and compensation, the last one stands."""

import sqlalchemy as sa
from alembic import op

from data.core import engine

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "dusme_kusur",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dusme_id", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("paper", sa.String(), nullable=False),
        sa.Column("charged", sa.String(), nullable=False),
        sa.Column("kurus", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["dusme_id"], ["kayittan_dusme.id"]),
        sa.ForeignKeyConstraint(["made_by"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index("ix_dusme_kusur_dusme_id", "dusme_kusur", ["dusme_id"], unique=False)
    engine.forbid_changes(op.get_bind(), "dusme_kusur")
