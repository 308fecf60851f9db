"""The year of the archive is told from what happened in it: what left, what was controlled, which holds stand."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    gone, standing = sa.text("kind IN ('imha', 'devlet')"), sa.text("lifted_on IS NULL")
    op.create_index(
        "ix_klasor_olay_gone", "klasor_olay", ["day", "klasor_id"], unique=False, sqlite_where=gone,
        postgresql_where=gone,
    )  # fmt: skip
    op.create_index("ix_klasor_kontrol_day", "klasor_kontrol", ["day", "klasor_id", "fit"], unique=False)
    op.create_index(
        "ix_arsiv_bloke_standing", "arsiv_bloke", ["klasor_id", "first_day"], unique=False, sqlite_where=standing,
        postgresql_where=standing,
    )  # fmt: skip
