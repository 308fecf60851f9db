"""Which row of the İ cetveli an advance is held against, and which movements of ödenek each step of it wrote."""

import sqlalchemy as sa
from alembic import op

from data.core import engine

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.add_column("avans", sa.Column("limit_row", sa.String(), nullable=False, server_default=""))
    op.create_table(
        "avans_islem_hareket",
        sa.Column("hareket_id", sa.Integer(), nullable=False),
        sa.Column("islem_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["hareket_id"], ["odenek_hareket.id"]),
        sa.ForeignKeyConstraint(["islem_id"], ["avans_islem.id"]),
        sa.PrimaryKeyConstraint("hareket_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_avans_islem_hareket_islem_id", "avans_islem_hareket", ["islem_id"])
    engine.forbid_changes(op.get_bind(), "avans_islem_hareket")
