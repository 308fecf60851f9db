"""All that differs from one database engine to another, in one place.

Everything else in the program speaks portable SQLAlchemy. SQLite is the engine of a single office: one file,
WAL with ``synchronous=FULL`` (a register number once shown must not come back after a power cut), every writing
transaction begun as a write (a deferred one that turns into a write fails at once when another desk is busy).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from functools import cache
from itertools import chain, islice
from pathlib import Path
from random import uniform
from time import monotonic, sleep
from typing import Any

from sqlalchemy import (
    URL,
    ColumnElement,
    Connection,
    Engine,
    Integer,
    Table,
    TableClause,
    cast,
    column,
    create_engine,
    event,
    func,
    insert,
    text,
)
from sqlalchemy import table as table_clause
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.types import (
    BigInteger,
    Boolean,
    Date,
    DateTime,
    LargeBinary,
    SmallInteger,
    String,
    Text,
    Time,
)

from data.core.errors import StoreInUse, StoreProblem

APPLICATION_ID = 0x4D415341
"""``MASA`` in the header of our SQLite files, so that another program's file is not taken for ours."""

BUSY_MILLISECONDS = 10_000
"""How long a desk waits for another desk's write; eight desks at work wait 40 ms, if all begin cold 190 ms."""

READ_ONLY = "masa_read_only"
"""Execution option of connections that only read."""

NO_TRANSACTION = "masa_no_transaction"
"""Execution option of connections for statements that refuse to run inside a transaction."""

CACHE_KIB = 4_000
"""Pages that each connection keeps. More makes no ledger and no writing faster, measured on a million movements:
the operating system keeps the file's pages once for all desks. Less makes large writings slower by a third; a
question that joins a million rows in no order takes twice as long as with 16 MB, and is to be put otherwise."""

_CHANGES = "masa_changes"
"""Under what a connection remembers how many rows it had changed when its transaction began."""

_OLDEST_SQLITE = (3, 37, 0)
_ROWS_TOGETHER, _MOST_VALUES = 200, 30_000
"""Rows of one statement, and the values that SQLite takes in one."""
_LOOKS_AGAIN = (0.0005, 0.003)
"""Shortest and longest pause between two tries for the write lock, in seconds."""
_STRICT_NAMES = {
    String: "TEXT", Text: "TEXT", Date: "TEXT", DateTime: "TEXT", Time: "TEXT",
    BigInteger: "INTEGER", SmallInteger: "INTEGER", Boolean: "INTEGER", LargeBinary: "BLOB",
}  # fmt: skip


def _strict(name: str) -> Any:
    return lambda _type, _compiler, **_kw: name


for _type, _name in _STRICT_NAMES.items():
    # STRICT tables know only five type names.
    compiles(_type, "sqlite")(_strict(_name))


def is_sqlite(connection: Connection) -> bool:
    """Whether this connection speaks to an SQLite file."""
    return connection.dialect.name == "sqlite"


def make_engine(target: Path | str) -> Engine:
    """An engine for a database file, or for a database URL.

    Raises:
        StoreProblem: the SQLite library of this Python is too old.
    """
    if isinstance(target, str) and "://" in target:
        return create_engine(target, hide_parameters=True)
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise StoreProblem(
            f"Bu Python'un SQLite kitaplığı çok eski ({sqlite3.sqlite_version}).",
            "Python 3.11 veya daha yeni bir sürüm kurun.",
        )
    # The connection last given back comes first: questions one after another find its pages, and few are opened.
    engine = create_engine(URL.create("sqlite", database=str(target)), hide_parameters=True, pool_use_lifo=True)
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by _on_begin alone
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    # What becomes secret is sealed where it lay open; some builds of SQLite leave the old bytes in the file.
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
    cursor.close()


def _on_begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get(NO_TRANSACTION, False):
        return
    plain: Any = connection.connection.dbapi_connection
    connection.info[_CHANGES] = plain.total_changes
    if options.get(READ_ONLY, False):
        connection.exec_driver_sql("BEGIN DEFERRED")
    else:
        _begin_writing(connection)


def _begin_writing(connection: Connection) -> None:
    """Takes the write lock, waiting for it as long as :data:`BUSY_MILLISECONDS`.

    SQLite's own waiting looks ever more seldom, in the end every tenth of a second, so that of eight desks one may
    starve; here every desk keeps looking every few milliseconds.
    """
    plain: Any = connection.connection.dbapi_connection
    ends = monotonic() + BUSY_MILLISECONDS / 1000
    plain.execute("PRAGMA busy_timeout=0")
    try:
        while monotonic() < ends:
            try:
                plain.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as problem:
                if problem.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    break
                sleep(uniform(*_LOOKS_AGAIN))
            else:
                return
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # Once more, so that its refusal comes in the usual way.
    finally:
        plain.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")


def unchanged_mark(connection: Connection) -> tuple[int, int] | None:
    """What stays the same as long as nobody writes: what this connection answered under it, it would answer again.

    Returns:
        ``None`` where the engine cannot tell, or after this transaction wrote, which may yet be rolled back.
    """
    if not is_sqlite(connection):
        return None
    plain: Any = connection.connection.dbapi_connection
    changes = int(plain.total_changes)
    if connection.info.get(_CHANGES) != changes:
        return None
    return int(plain.execute("PRAGMA data_version").fetchone()[0]), changes


def next_in_counter(connection: Connection, book: str, year: int, count: int = 1) -> int:
    """Raises the counter of a register book and year and returns it; a new counter starts with nothing given."""
    return int(
        connection.execute(
            text(
                "INSERT INTO counter (book, year, last) VALUES (:book, :year, :count) "
                "ON CONFLICT (book, year) DO UPDATE SET last = counter.last + :count RETURNING last"
            ),
            {"book": book, "year": year, "count": count},
        ).scalar_one()
    )


def insert_many(
    connection: Connection, table: Table, rows: Sequence[Sequence[Any]], columns: Sequence[str]
) -> None:
    """Writes many rows at once: values in the order of ``columns``, dates and times as such.

    On SQLite the rows go to the driver as they are, many in one statement: a word index writes down what it has at
    the end of each, so that a hundred thousand words one by one take four times as long as together, measured.
    """
    if not rows:
        return
    if not is_sqlite(connection):
        connection.execute(insert(table), [dict(zip(columns, row, strict=True)) for row in rows])
        return
    names, marks = ", ".join(f'"{name}"' for name in columns), f"({', '.join('?' * len(columns))})"
    bound = _bound(connection, table, rows, columns)
    while some := list(islice(bound, min(_ROWS_TOGETHER, _MOST_VALUES // len(columns)))):
        connection.exec_driver_sql(
            f"INSERT INTO {table.name} ({names}) VALUES {', '.join([marks] * len(some))}",
            tuple(chain.from_iterable(some)),
        )


def _bound(
    connection: Connection, table: Table, rows: Sequence[Sequence[Any]], columns: Sequence[str]
) -> Iterator[tuple[Any, ...]]:
    """Rows with dates and times in the text form of their columns; the same few values come again and again."""
    processors = []
    for place, name in enumerate(columns):
        process = table.c[name].type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
        if process is not None:
            processors.append((place, cache(process)))
    if not processors:
        yield from map(tuple, rows)
        return
    for row in rows:
        values = list(row)
        for place, process in processors:
            values[place] = process(values[place])
        yield tuple(values)


# ---------------------------------------------------------------- counting days


def office_day(connection: Connection, instant: Any) -> ColumnElement[Any]:
    """SQL: the office's date of a stored instant."""
    return func.date(instant, "localtime") if is_sqlite(connection) else cast(instant, Date)


def days_between(connection: Connection, first: Any, last: Any) -> ColumnElement[Any]:
    """SQL: whole days from one date to another."""
    if is_sqlite(connection):
        return cast(func.julianday(last) - func.julianday(first), Integer)
    return cast(last - first, Integer)


# ---------------------------------------------------------------- guards that hold against direct SQL too


def forbid_changes(connection: Connection, table: str) -> None:
    """Makes a table append-only: rows can be added, never changed or deleted."""
    _guard(connection, table, "UPDATE", "1", "kayıt değiştirilemez")
    forbid_deletes(connection, table)


def forbid_deletes(connection: Connection, table: str) -> None:
    """Official records are cancelled or corrected, never deleted."""
    _guard(connection, table, "DELETE", "1", "kayıt silinemez")


def forbid_when(
    connection: Connection, table: str, column: str, condition: str, *, deletes_too: bool = True
) -> None:
    """Forbids changing, deleting or adding rows of a table whose parent is closed.

    Args:
        column: The column that names the parent.
        condition: SQL that is true for a closed parent; ``{row}`` stands for that column's value.
        deletes_too: Off for a table whose rows are never deleted anyway (:func:`forbid_deletes`).
    """
    for verb, row in (("UPDATE", "OLD"), ("DELETE", "OLD"), ("INSERT", "NEW")):
        if deletes_too or verb != "DELETE":
            _guard(connection, table, verb, condition.format(row=f"{row}.{column}"), "kesinleşmiş kayıt")


def _guard(connection: Connection, table: str, verb: str, condition: str, message: str) -> None:
    if is_sqlite(connection):
        connection.exec_driver_sql(
            f"CREATE TRIGGER guard_{table}_{verb.lower()} BEFORE {verb} ON {table} WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{table}: {message}'); END"
        )


# ---------------------------------------------------------------- words


def create_word_index(connection: Connection, table: str) -> None:
    """A word index over the ``arama`` column (already folded) of a table, kept by triggers."""
    if not is_sqlite(connection):
        return
    words = f"{table}_words"
    connection.exec_driver_sql(
        f"CREATE VIRTUAL TABLE {words} USING fts5(arama, content='{table}', content_rowid='id', "
        "prefix='2 3', tokenize='unicode61 remove_diacritics 0')"
    )
    added = f"INSERT INTO {words}(rowid, arama) VALUES (NEW.id, NEW.arama);"
    removed = f"INSERT INTO {words}({words}, rowid, arama) VALUES ('delete', OLD.id, OLD.arama);"
    for verb, body in (("INSERT", added), ("DELETE", removed), ("UPDATE OF arama", removed + added)):
        name = verb.split()[0].lower()
        connection.exec_driver_sql(f"CREATE TRIGGER {words}_{name} AFTER {verb} ON {table} BEGIN {body} END")


def word_match(table: str) -> str:
    """SQL condition that a row of ``table`` has all words of the bound parameter ``words``."""
    return f"{table}.id IN (SELECT rowid FROM {table}_words WHERE {table}_words MATCH :words)"


def words_of(table: str) -> TableClause:
    """The word index of a table, for joining: rows of a flood of matches come in order of their key, one by one.

    Its ``rowid`` is the table's ``id``; :func:`word_matching` is the condition.
    """
    return table_clause(f"{table}_words", column("rowid"))


def word_matching(table: str) -> str:
    """SQL condition on the joined :func:`words_of` for the bound parameter ``words``."""
    return f"{table}_words MATCH :words"


def word_query(folded: str) -> str:
    """Folded text as a safe prefix query: every word quoted, all wanted. Empty if there is none of two letters."""
    plain = "".join(sign if sign.isprintable() and sign != '"' else " " for sign in folded)
    words = [word for word in plain.split() if len(word) > 1 or word.isdigit()]
    return " ".join(f'"{word}"*' for word in words)


# ---------------------------------------------------------------- files


def mark_as_ours(connection: Connection) -> None:
    """Writes our mark into a new file's header."""
    if is_sqlite(connection):
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")


def inspect_file(path: Path) -> tuple[int, str | None]:
    """The application mark and the schema revision of a database file, without changing it.

    Returns:
        The mark (0 for a file without one) and the revision: ``None`` for a file without any table, empty for
        tables that no schema step of ours made.

    Raises:
        StoreProblem: not a database, damaged, or taken by another desk for itself.
    """
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as plain:
            mark = int(plain.execute("PRAGMA application_id").fetchone()[0])
            tables = {row[0] for row in plain.execute("SELECT name FROM sqlite_master WHERE type='table'")}
            if "alembic_version" not in tables:
                return mark, None if not tables else ""
            row = plain.execute("SELECT version_num FROM alembic_version").fetchone()
            return mark, str(row[0]) if row else ""
    except sqlite3.DatabaseError as error:
        if _is_busy(error):
            raise _in_use(path) from error
        raise _unreadable(path) from error


def copy_into(connection: Connection, target: Path) -> None:
    """A consistent copy of the whole database while other desks go on writing."""
    connection.exec_driver_sql("VACUUM INTO ?", (str(target),))
    connection.exec_driver_sql("PRAGMA shrink_memory")  # no question asks for the pages of the whole file again


def copy_file(source: Path, target: Path) -> None:
    """A consistent copy of a database file that lies aside, with what its write-ahead log still holds.

    Raises:
        StoreProblem: it cannot be read, or there is no room.
    """
    try:
        with (
            closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as plain,
            closing(sqlite3.connect(target)) as copy,
        ):
            plain.backup(copy)
    except sqlite3.DatabaseError as error:
        raise StoreProblem(
            f"{source.name} kopyalanamadı.", "Diskte yer ve yazma izni olduğunu kontrol edin."
        ) from error


def quick_damage(path: Path) -> Sequence[str]:
    """What is wrong with a closed database file, in the engine's words; empty if it is whole."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as plain:
            return _complaints(row[0] for row in plain.execute("PRAGMA quick_check(20)"))
    except sqlite3.DatabaseError as error:
        return (str(error),)


def damage(connection: Connection) -> Sequence[str]:
    """Integrity and foreign key faults of the open database; empty if there are none."""
    if not is_sqlite(connection):
        return ()
    found = list(_complaints(row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check(20)")))
    for table, rowid, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        found.append(f"{table} tablosunda {rowid}. satırın bağlı olduğu {parent} kaydı yok")
    return found


def _complaints(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for line in lines if line != "ok")


def last_given_id(connection: Connection, table: str) -> int:
    """The highest key that an AUTOINCREMENT table ever gave, so that a cut-off end is noticed."""
    if not is_sqlite(connection):
        return 0
    row = connection.execute(text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table}).first()
    return int(row[0]) if row else 0


def claim_alone(path: Path) -> sqlite3.Connection:
    """Takes a database file for this process alone, with everything in the file itself (no WAL left).

    Raises:
        StoreInUse: another desk has it open.
        StoreProblem: it cannot be read.
    """
    plain = sqlite3.connect(path, isolation_level=None, timeout=1.0)
    try:
        plain.execute("PRAGMA locking_mode=EXCLUSIVE")
        plain.execute("BEGIN EXCLUSIVE")
        plain.execute("COMMIT")
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.DatabaseError as error:
        plain.close()
        if _is_busy(error):
            raise _in_use(path) from error
        raise _unreadable(path) from error
    return plain


def _is_busy(error: sqlite3.DatabaseError) -> bool:
    return "locked" in str(error) or "busy" in str(error)


def _in_use(path: Path) -> StoreInUse:
    return StoreInUse(f"{path.name} başka bir masada açık.", "Bütün masaları kapatıp yeniden deneyin.")


def _unreadable(path: Path) -> StoreProblem:
    return StoreProblem(
        f"{path.name} okunamadı: dosya bir veritabanı değil veya bozulmuş.",
        "Son yedeği geri yükleyin: masa geri-yukle YEDEK.",
    )
