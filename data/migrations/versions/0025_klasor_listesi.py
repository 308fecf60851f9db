"""Half a million folders are listed by stage and year in the order of keys, and counted from indexes alone."""

from alembic import op

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.drop_index("ix_klasor_stage", "klasor")
    for name, columns in (
        ("stage", ["stage", "due_on", "id", "secrecy", "birim_id"]),
        ("here", ["stage", "id", "secrecy", "birim_id", "case", "opened_year"]),
        ("year", ["opened_year", "id", "secrecy", "birim_id", "stage"]),
    ):
        op.create_index(f"ix_klasor_{name}", "klasor", columns, unique=False)
