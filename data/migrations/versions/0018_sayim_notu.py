"""What an unknown scan of a count was, in the counter's words."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.add_column("sayim_giris", sa.Column("note", sa.String(), nullable=False, server_default=""))
