"""Folders by the day they are due, or by their place, come from an index; those without one stand at an end."""

from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    more = "id, secrecy, birim_id, stage"
    op.execute(f"CREATE INDEX ix_klasor_by_due ON klasor (coalesce(due_on, '9999-12-31'), {more})")
    op.execute(f"CREATE INDEX ix_klasor_by_place ON klasor (coalesce(yer_id, 0), ordering, {more})")
