"""An ayıklama ve imha work is a unit's own; its candidates are found by unit, stage and the day they are due."""

from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.execute("ALTER TABLE imha ADD COLUMN birim_id INTEGER REFERENCES birim(id)")
    op.create_index("ix_klasor_due", "klasor", ["birim_id", "stage", "due_on", "id"], unique=False)
    op.create_index("ix_imha_satir_decision", "imha_satir", ["imha_id", "decision", "id"], unique=False)
