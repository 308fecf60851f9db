"""How full a store of half a million folders is comes from an index alone."""

from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.create_index("ix_klasor_shelf", "klasor", ["yer_id", "secrecy", "birim_id"], unique=False)
