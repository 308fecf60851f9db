"""A deadline keeps the fee notices that stopped its clock."""

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    # Plain SQL: the table is never copied.
    op.execute("ALTER TABLE evrak_sure ADD COLUMN pauses TEXT NOT NULL DEFAULT ''")
