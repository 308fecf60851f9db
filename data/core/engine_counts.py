"""How many rows of a table are what they are, kept by the engine itself with every row that is written.

The second part of :mod:`data.core.engine`: what differs between the engines stays in these two files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from data.core.engine import is_sqlite


def keep_counts(connection: Connection, counts: str, table: str, columns: Mapping[str, tuple[str, str]]) -> None:
    """Makes ``counts``: a row for each combination of values that rows of ``table`` have, ``total`` says how many.

    On SQLite it is a table kept by triggers, so that direct SQL keeps it right too and what is rolled back leaves
    no trace; elsewhere a view, which answers the same and counts anew.

    Args:
        columns: Of ``counts``, each with its SQLite type and the SQL of its value, never null, in which ``{row}``
            stands for the row of ``table``.
    """
    said = ", ".join(f'{value.format(row="one")} AS "{name}"' for name, (_, value) in columns.items())
    now = f"SELECT {said}, count(*) AS total FROM {table} AS one GROUP BY {_listed(range(1, len(columns) + 1))}"
    if not is_sqlite(connection):
        connection.exec_driver_sql(f"CREATE VIEW {counts} AS {now}")
        return
    typed = ", ".join(f'"{name}" {kind} NOT NULL' for name, (kind, _) in columns.items())
    connection.exec_driver_sql(
        f"CREATE TABLE {counts} ({typed}, total INTEGER NOT NULL, PRIMARY KEY ({_quoted(columns)})) "
        "STRICT, WITHOUT ROWID"
    )
    connection.exec_driver_sql(f"INSERT INTO {counts} {now}")
    old, new = _values(columns, "OLD"), _values(columns, "NEW")
    more = f"INSERT INTO {counts} VALUES ({_listed(new.values())}, 1) ON CONFLICT DO UPDATE SET total = total + 1;"
    same = " AND ".join(f'"{name}" = {value}' for name, value in old.items())
    fewer = f"UPDATE {counts} SET total = total - 1 WHERE {same};DELETE FROM {counts} WHERE {same} AND total = 0;"
    other = " OR ".join(f"{old[name]} <> {new[name]}" for name in columns)
    for verb, when, body in (("INSERT", "1", more), ("DELETE", "1", fewer), ("UPDATE", other, fewer + more)):
        connection.exec_driver_sql(
            f"CREATE TRIGGER {counts}_{verb.lower()} AFTER {verb} ON {table} WHEN {when} BEGIN {body} END"
        )


def _values(columns: Mapping[str, tuple[str, str]], row: str) -> dict[str, str]:
    return {name: f"({value.format(row=row)})" for name, (_, value) in columns.items()}


def _quoted(names: Mapping[str, object]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _listed(parts: Iterable[object]) -> str:
    return ", ".join(map(str, parts))
