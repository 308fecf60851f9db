"""What is consumed in a month is summed from vouchers, from an index alone."""

from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.create_index(
        "ix_vif_used", "vif", ["harcama_birimi_id", "kind", "day", "reverses_id", "state", "total_kurus"]
    )
