"""Leave, complete: requests on the approval path, balances and their entries, minimum staffing."""

import sqlalchemy as sa
from alembic import op

from data.core import engine

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("approval", sa.Column("ends", sa.String(), nullable=False, server_default="kesinlesti"))
    op.add_column("approval", sa.Column("withdrawn", sa.Boolean(), nullable=False, server_default=sa.false()))
    _personel()
    _izin()
    _entries()
    _minimum()
    connection = op.get_bind()
    engine.forbid_deletes(connection, "bakiye_hareket")
    engine.forbid_deletes(connection, "asgari_kadro")


def _personel() -> None:
    op.add_column("personel", sa.Column("birth_date", sa.Date(), nullable=True))
    op.add_column("personel", sa.Column("underground", sa.Boolean(), nullable=False, server_default=sa.false()))


def _izin() -> None:
    for name in ("address", "phone", "warnings", "reason", "report_office", "report_by"):
        op.add_column("izin", sa.Column(name, sa.String(), nullable=False, server_default=""))
    for name in ("report_date", "control_date", "sgk_date"):
        op.add_column("izin", sa.Column(name, sa.Date(), nullable=True))
    op.add_column("izin", sa.Column("part", sa.String(), nullable=False, server_default="tam"))
    op.add_column("izin", sa.Column("minutes", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("izin", sa.Column("effective", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column("izin", sa.Column("requested", sa.Boolean(), nullable=False, server_default=sa.false()))
    # Written out: a constraint of its own cannot be added to a table on SQLite, one inside a new column can.
    op.execute("ALTER TABLE izin ADD COLUMN joined_id INTEGER REFERENCES izin(id)")
    op.execute("ALTER TABLE izin ADD COLUMN deputy_id INTEGER REFERENCES personel(id)")
    op.create_index(op.f("ix_izin_joined_id"), "izin", ["joined_id"], unique=False)


def _entries() -> None:
    op.create_table(
        "bakiye_hareket",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("personel_id", sa.Integer(), nullable=False),
        sa.Column("balance", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["personel_id"], ["personel.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_bakiye_hareket_personel_id"), "bakiye_hareket", ["personel_id"], unique=False)


def _minimum() -> None:
    op.create_table(
        "asgari_kadro",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("birim_id", sa.Integer(), nullable=False),
        sa.Column("kinds", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["birim_id"], ["birim.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_asgari_kadro_birim_id"), "asgari_kadro", ["birim_id"], unique=False)
