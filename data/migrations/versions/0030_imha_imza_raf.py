"""Who signed the imha list and when, works for the units below too, shelf checks and what they did not find."""

import sqlalchemy as sa
from alembic import op

from data.core import engine

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    _signatures()
    _checks()
    op.add_column("imha", sa.Column("below", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("klasor", sa.Column("missing_id", sa.Integer(), nullable=True))
    op.create_index(
        "ix_klasor_missing",
        "klasor",
        ["missing_id"],
        unique=False,
        sqlite_where=sa.text("missing_id IS NOT NULL"),
        postgresql_where=sa.text("missing_id IS NOT NULL"),
    )
    connection = op.get_bind()
    engine.forbid_deletes(connection, "imha_imza")
    for table in ("raf_denetimi", "raf_denetimi_satir"):
        engine.forbid_changes(connection, table)


def _signatures() -> None:
    op.add_column("imha", sa.Column("listed_on", sa.Date(), nullable=True))
    op.add_column("imha", sa.Column("sent_on", sa.Date(), nullable=True))
    op.create_table(
        "imha_imza",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("imha_id", sa.Integer(), nullable=False),
        sa.Column("uye_id", sa.Integer(), nullable=False),
        sa.Column("folders", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["imha_id"], ["imha.id"]),
        sa.ForeignKeyConstraint(["uye_id"], ["imha_uye.id"]),
        sa.ForeignKeyConstraint(["made_by"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index("ix_imha_imza_imha_id", "imha_imza", ["imha_id"], unique=False)
    # Where every page was counted as signed, all members had signed; on which day was not kept.
    op.execute(
        "INSERT INTO imha_imza (imha_id, uye_id, folders, day, made_by, made_at, withdrawn_reason) "
        "SELECT imha.id, imha_uye.id, "
        "(SELECT count(*) FROM imha_satir WHERE imha_satir.imha_id = imha.id AND imha_satir.decision = 'imha'), "
        "NULL, imha.made_by, imha.made_at, '' "
        "FROM imha JOIN imha_uye ON imha_uye.imha_id = imha.id "
        "WHERE imha.pages > 0 AND imha.pages = imha.pages_signed AND imha_uye.role <> 'sahit' "
        "AND imha_uye.stands_for = '' AND imha_uye.last_day IS NULL"
    )
    op.drop_column("imha", "pages_signed")


def _checks() -> None:
    op.create_table(
        "raf_denetimi",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("yer_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["yer_id"], ["arsiv_yer.id"]),
        sa.ForeignKeyConstraint(["made_by"], ["app_user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("year", "number"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index("ix_raf_denetimi_yer_id", "raf_denetimi", ["yer_id"], unique=False)
    op.create_table(
        "raf_denetimi_satir",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("denetim_id", sa.Integer(), nullable=False),
        sa.Column("klasor_id", sa.Integer(), nullable=True),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("typed", sa.String(), nullable=False),
        sa.Column("recorded", sa.String(), nullable=False),
        sa.Column("before_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["denetim_id"], ["raf_denetimi.id"]),
        sa.ForeignKeyConstraint(["klasor_id"], ["klasor.id"]),
        sa.ForeignKeyConstraint(["before_id"], ["raf_denetimi_satir.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index("ix_raf_denetimi_satir_denetim", "raf_denetimi_satir", ["denetim_id", "id"], unique=False)
