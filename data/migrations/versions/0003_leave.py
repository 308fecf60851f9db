"""Leave, complete: requests on the approval path, balances and their entries, minimum staffing."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("approval", sa.Column("ends", sa.String(), nullable=False, server_default="kesinlesti"))
    op.add_column("approval", sa.Column("withdrawn", sa.Boolean(), nullable=False, server_default=sa.false()))
