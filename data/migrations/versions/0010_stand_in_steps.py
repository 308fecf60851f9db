"""A step on the approval path says in whose place it was taken."""

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    # Plain SQL: the table is append-only, so it is never copied.
    op.execute("ALTER TABLE approval_step ADD COLUMN for_id INTEGER REFERENCES app_user(id)")
