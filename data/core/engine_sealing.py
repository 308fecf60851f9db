"""What the engine does where words that lay open are sealed: nothing that it keeps beside them may still say them.

The third part of :mod:`data.core.engine`, beside the kept counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection

from data.core.engine import BUSY_MILLISECONDS, is_sqlite

SEALED: Final = "\x1f"
"""Before a text that was sealed where it stood (see ``data.core.vault``); nothing that a person types holds it."""


def forbid_changes_but_sealing(connection: Connection, table: str, columns: Sequence[str]) -> None:
    """Lets an append-only table have words sealed where they stand, or opened again, and nothing else.

    Args:
        columns: Those that hold the words.
    """
    if not is_sqlite(connection):
        return
    names = [row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")]
    kept = [f"NEW.{one} IS NOT OLD.{one}" for one in names if one not in columns]
    mark = f"char({ord(SEALED)})"
    typed = [
        f"(NEW.{one} IS NOT OLD.{one} AND substr(NEW.{one}, 1, 1) != {mark} AND substr(OLD.{one}, 1, 1) != {mark})"
        for one in columns
    ]
    connection.exec_driver_sql(f"DROP TRIGGER guard_{table}_update")
    connection.exec_driver_sql(
        f"CREATE TRIGGER guard_{table}_update BEFORE UPDATE ON {table} WHEN {' OR '.join(kept + typed)} "
        f"BEGIN SELECT RAISE(ABORT, '{table}: kayıt değiştirilemez'); END"
    )


def drop_removed_words(connection: Connection, table: str) -> None:
    """Takes out of the file what was taken out of a word index: until its parts are merged they keep it readable.

    Merging costs a second and a half for a million records, so only what became secret is worth it.
    """
    if is_sqlite(connection):
        connection.exec_driver_sql(f"INSERT INTO {table}_words({table}_words) VALUES ('optimize')")


def empty_journal(connection: Connection) -> None:
    """Brings what the journal holds into the file and leaves it empty; while another desk reads, the last desk to
    close does that."""
    if is_sqlite(connection):
        connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_MILLISECONDS // 20}")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all()
        connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
