"""Folders of one unit, and of all, come in the order of their keys from an index; shelves know the stages."""

from alembic import op

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    op.drop_index("ix_klasor_shelf", "klasor")
    for name, columns in (
        ("shelf", ["yer_id", "secrecy", "birim_id", "stage"]),
        ("unit", ["birim_id", "id", "stage", "secrecy"]),
        ("walk", ["id", "stage", "secrecy", "birim_id"]),
    ):
        op.create_index(f"ix_klasor_{name}", "klasor", columns, unique=False)
