"""What ambars hold is summed from indexes alone: on a past day from movements, today from lots and items."""

from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.drop_index("ix_tasinir_hareket_balance", "tasinir_hareket")
    op.create_index(
        "ix_tasinir_hareket_sums", "tasinir_hareket", ["tasinir_id", "ambar_id", "day", "quantity", "kurus"]
    )
    op.create_index(
        "ix_tasinir_lot_left", "tasinir_lot", ["tasinir_id", "ambar_id", "left_quantity", "left_kurus"]
    )
    op.create_index("ix_demirbas_worth", "demirbas", ["tasinir_id", "ambar_id", "state", "value_kurus"])
