"""What a question is about; passes written or set aside by hand; cards that are nobody's on purpose."""

import sqlalchemy as sa
from alembic import op

from data.core import engine

revision = "0006"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("puantaj_question", sa.Column("subject", sa.String(), nullable=False, server_default=""))
    op.create_table(
        "punch_fix",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("personel_id", sa.Integer(), nullable=False),
        sa.Column("punch_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["personel_id"], ["personel.id"]),
        sa.ForeignKeyConstraint(["punch_id"], ["punch.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_punch_fix_personel_id"), "punch_fix", ["personel_id"], unique=False)
    op.create_table(
        "ignored_card",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("card_no", sa.String(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_ignored_card_card_no"), "ignored_card", ["card_no"], unique=False)

    connection = op.get_bind()
    for table in ("punch_fix", "ignored_card"):
        engine.forbid_deletes(connection, table)
