"""Secret folders and their loans are numbered in series of their own; older words about them can be sealed."""

from alembic import op

from data.core import engine, engine_sealing

revision = "0028"
down_revision = "0027"

_NUMBERED = (("klasor", "birim_id, {}opened_year, number"), ("odunc", "{}year, number"))
_SEALED_LATER = (("klasor_olay", ("text",)), ("klasor_kontrol", ("note", "manager")))


def upgrade() -> None:
    connection = op.get_bind()
    for table, unique in _NUMBERED:
        if engine.is_sqlite(connection):
            _write_anew(table, f"UNIQUE ({unique.format('')})", f"UNIQUE ({unique.format('series, ')})")
            continue
        op.execute(f"ALTER TABLE {table} ADD COLUMN series VARCHAR NOT NULL DEFAULT ''")
        op.execute(f"ALTER TABLE {table} DROP CONSTRAINT {table}_{unique.format('').replace(', ', '_')}_key")
        op.execute(f"ALTER TABLE {table} ADD UNIQUE ({unique.format('series, ')})")
    for table, columns in _SEALED_LATER:
        engine_sealing.forbid_changes_but_sealing(connection, table, columns)


def _write_anew(table: str, old: str, new: str) -> None:
    """A uniqueness that SQLite made with the table goes only with it; what names its rows finds them again."""
    connection = op.get_bind()
    wanted = "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL AND name {} ?"
    (made,) = connection.exec_driver_sql(wanted.format("="), (table, table)).scalars()
    others = list(connection.exec_driver_sql(wanted.format("!="), (table, table)).scalars())
    columns = ", ".join(f'"{row[1]}"' for row in connection.exec_driver_sql(f"PRAGMA table_info({table})"))
    connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    connection.exec_driver_sql(f"CREATE TABLE {table}_eski AS SELECT * FROM {table}")
    connection.exec_driver_sql(f"DROP TABLE {table}")
    connection.exec_driver_sql(made.replace(old, new).replace("number ", "series TEXT NOT NULL, number ", 1))
    connection.exec_driver_sql(f"INSERT INTO {table} ({columns}, series) SELECT {columns}, '' FROM {table}_eski")
    connection.exec_driver_sql(f"DROP TABLE {table}_eski")
    for one in others:
        connection.exec_driver_sql(one)
