"""A folder keeps the number that it had before this desk."""

from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    op.execute("ALTER TABLE klasor ADD COLUMN old_no TEXT NOT NULL DEFAULT ''")
