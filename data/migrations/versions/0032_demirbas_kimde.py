"""How much each person and each room has comes from an index alone, however much the office holds."""

from alembic import op

revision = "0032"
down_revision = "0031"

_HELD = ("state", "since", "value_kurus", "ambar_id")


def upgrade() -> None:
    op.drop_index("ix_demirbas_personel_id", "demirbas")
    op.create_index("ix_demirbas_person", "demirbas", ["personel_id", *_HELD], unique=False)
    op.drop_index("ix_demirbas_yer_id", "demirbas")
    op.create_index("ix_demirbas_room", "demirbas", ["yer_id", *_HELD], unique=False)
