"""Clearance of users, stand-ins, the wrapped key of secret records; the level of trail entries and approvals."""

import sqlalchemy as sa
from alembic import op

from data.core import engine

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    for table, column in (("app_user", "clearance"), ("trail_entry", "secrecy"), ("approval", "secrecy")):
        op.add_column(table, sa.Column(column, sa.Integer(), nullable=False, server_default="0"))
    op.add_column("attachment_link", sa.Column("sealed", sa.Boolean(), nullable=False, server_default="0"))
    op.create_table(
        "vekalet",
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("id", "principal_id", "deputy_id", "made_by", "version")
        ),
        *(sa.Column(name, sa.Date(), nullable=False) for name in ("first_day", "last_day")),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("document", "cancelled_reason", "arama")),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["deputy_id"], ["app_user.id"]),
        sa.ForeignKeyConstraint(["made_by"], ["app_user.id"]),
        sa.ForeignKeyConstraint(["principal_id"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index("ix_vekalet_deputy_id", "vekalet", ["deputy_id"], unique=False)
    op.create_index("ix_vekalet_principal_id", "vekalet", ["principal_id"], unique=False)
    op.create_table(
        "kasa",
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("id", "version")),
        sa.Column("cost", sa.String(), nullable=False),
        *(sa.Column(name, sa.LargeBinary(), nullable=False) for name in ("salt", "by_passphrase", "by_recovery")),
        *(sa.Column(name, sa.DateTime(), nullable=False) for name in ("made_at", "changed_at")),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    connection = op.get_bind()
    for table in ("vekalet", "kasa"):
        engine.forbid_deletes(connection, table)
