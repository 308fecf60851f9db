"""Names of budget codes above the tertip, as an office's own cetvel has them."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table(
        "butce_duzey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("yil_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("segment", "kod", "name")),
        sa.ForeignKeyConstraint(["yil_id"], ["butce_yil.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("yil_id", "segment", "kod"),
        sqlite_strict=True,
    )
