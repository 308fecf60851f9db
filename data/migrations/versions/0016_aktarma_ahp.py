"""A transfer may open a tertip; the plan of quarters (Örnek-27) and which of them were released."""

import sqlalchemy as sa
from alembic import op

from data.core import engine

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.add_column("aktarma_satir", sa.Column("yeni", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "ahp_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tertip_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("first", "second", "third", "fourth")),
        *_document(),
        sa.ForeignKeyConstraint(["tertip_id"], ["tertip.id"]),
        sa.ForeignKeyConstraint(["made_by"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("tertip_id", "revision"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_table(
        "ahp_donem",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("yil_id", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        *_document(),
        sa.ForeignKeyConstraint(["yil_id"], ["butce_yil.id"]),
        sa.ForeignKeyConstraint(["made_by"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("yil_id", "quarter"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    for table in ("ahp_plan", "ahp_donem"):
        engine.forbid_changes(op.get_bind(), table)


def _document() -> tuple[sa.Column[object], ...]:
    """What it rests on, and who wrote it when."""
    return (
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("belge", sa.String(), nullable=False),
        sa.Column("belge_day", sa.Date(), nullable=True),
        sa.Column("belge_no", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
    )
