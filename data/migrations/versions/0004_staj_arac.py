"""Trainees with the sheets made for their schools; vehicles with the months of units and their days."""

import sqlalchemy as sa
from alembic import op

from data.core import engine

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    _trainees()
    _vehicles()
    _days()
    connection = op.get_bind()
    engine.forbid_changes(connection, "staj_cizelge")
    for table in ("staj", "arac", "arac_ay", "arac_gun"):
        engine.forbid_deletes(connection, table)
    closed = "(SELECT closed FROM arac_ay WHERE id = {row})"
    engine.forbid_when(connection, "arac_gun", "month_id", closed, deletes_too=False)


def _trainees() -> None:
    op.create_table(
        "staj",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("personel_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("school", "school_kind", "program")),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("class_name", "student_no")),
        sa.Column("required_days", sa.Integer(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        sa.Column("weekdays", sa.String(), nullable=False),
        sa.Column("supervisor_id", sa.Integer(), nullable=True),
        sa.Column("teacher", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_as", sa.String(), nullable=False),
        sa.Column("ended_reason", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(), nullable=True),
        sa.Column("cancelled_reason", sa.String(), nullable=False),
        sa.Column("arama", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["personel_id"], ["personel.id"]),
        sa.ForeignKeyConstraint(["supervisor_id"], ["personel.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_staj_personel_id"), "staj", ["personel_id"], unique=False)
    op.create_index(op.f("ix_staj_start"), "staj", ["start"], unique=False)
    op.create_table(
        "staj_cizelge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staj_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["staj_id"], ["staj.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_staj_cizelge_staj_id"), "staj_cizelge", ["staj_id"], unique=False)


def _vehicles() -> None:
    op.create_table(
        "arac",
        sa.Column("id", sa.Integer(), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("plate", "kind", "model", "ownership", "firm")
        ),
        sa.Column("birim_id", sa.Integer(), nullable=False),
        sa.Column("driver_id", sa.Integer(), nullable=True),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("arama", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["birim_id"], ["birim.id"]),
        sa.ForeignKeyConstraint(["driver_id"], ["personel.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("plate"),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_arac_birim_id"), "arac", ["birim_id"], unique=False)
    op.create_table(
        "arac_ay",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("birim_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("corrects_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("kept", sa.String(), nullable=False),
        sa.Column("arama", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["birim_id"], ["birim.id"]),
        sa.ForeignKeyConstraint(["corrects_id"], ["arac_ay.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("birim_id", "start", "revision"),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_arac_ay_birim_id"), "arac_ay", ["birim_id"], unique=False)
    op.create_index(op.f("ix_arac_ay_start"), "arac_ay", ["start"], unique=False)


def _days() -> None:
    op.create_table(
        "arac_gun",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month_id", sa.Integer(), nullable=False),
        sa.Column("vehicle_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("start_km", sa.Integer(), nullable=True),
        sa.Column("end_km", sa.Integer(), nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("minutes", "fuel_ml", "trips")),
        sa.Column("driver_id", sa.Integer(), nullable=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("driver_name", "order_no", "note")),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["month_id"], ["arac_ay.id"]),
        sa.ForeignKeyConstraint(["vehicle_id"], ["arac.id"]),
        sa.ForeignKeyConstraint(["driver_id"], ["personel.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        sqlite_strict=True,
    )
    for name in ("month_id", "vehicle_id", "day"):
        op.create_index(op.f(f"ix_arac_gun_{name}"), "arac_gun", [name], unique=False)
