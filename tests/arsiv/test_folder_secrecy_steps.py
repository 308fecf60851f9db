"""A file of before secret folders had numbers of their own keeps every row, number, tie, word and guard."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from data.core import backup, engine_sealing
from data.core import engine as engines
from data.core import store as stores
from data.core.errors import StoreProblem
from data.core.permissions import PROGRAM
from data.core.store import Store

_SEALED = engine_sealing.SEALED


def row(connection: sqlite3.Connection, table: str, **values: object) -> None:
    """A row of a table of any age; what is not given is as empty as its column lets it be."""
    empty = {"TEXT": "", "INTEGER": 0, "BLOB": None}
    given = {
        name: values.get(name, None if not needed or name == "id" else empty[kind])
        for _, name, kind, needed, *_ in connection.execute(f"PRAGMA table_info({table})")
    }
    names = ", ".join(f'"{name}"' for name in given)
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(given))})", [*given.values()])


@pytest.fixture
def old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of the step before, with a folder, its event, its control and its loan."""
    monkeypatch.setattr(stores, "_migrate", stores._migrate.__wrapped__)  # type: ignore[attr-defined]
    steps, path = tmp_path / "steps", tmp_path / "masa.db"
    shutil.copytree(stores.MIGRATIONS, steps, ignore=shutil.ignore_patterns("__pycache__"))
    for step in (steps / "versions").glob("*.py"):
        if step.name[:4] >= "0028":
            step.unlink()
    with monkeypatch.context() as before:
        before.setattr(stores, "MIGRATIONS", steps)
        Store.open(path).close()
    when = "2026-01-05 09:00:00"
    with closing(sqlite3.connect(path)) as plain:
        user, unit, plan, code = 1, 1, 1, 1
        if plain.execute("SELECT 1 FROM app_user WHERE id = 1").fetchone() is None:
            row(plain, "app_user", id=user, username="ayse")
        row(plain, "birim", id=unit, name="Birim", path="/1/")
        row(plain, "sdp_surum", id=plan, first_day="2005-01-01", made_by=user, made_at=when)
        row(plain, "sdp_kod", id=code, surum_id=plan, code="622.01")
        row(plain, "personel", id=1, ad="Ali", birim_id=unit)
        for key in (3, 7):
            row(
                plain, "klasor", id=key, birim_id=unit, opened_year=2026, number=key, kod_id=code, code="622.01",
                part=1, title=f"Konu {key}", arama=f"konu{key}", opened_on="2026-01-05", stage="acik",
            )  # fmt: skip
            row(
                plain, "klasor_olay", id=key, klasor_id=key, number=1, day="2026-01-05", made_by=user, made_at=when
            )
            row(plain, "klasor_kontrol", id=key, klasor_id=key, day="2026-01-05", made_by=user, made_at=when)
            row(
                plain, "odunc", id=key, year=2026, number=key, klasor_id=key, birim_id=unit, personel_id=1,
                asked_on="2026-01-05", given_on="2026-01-05", due_on="2026-01-20", made_by=user, made_at=when,
            )  # fmt: skip
        plain.commit()
    return path


def test_rows_numbers_ties_and_words_come_through(old_file: Path) -> None:
    with Store.open(old_file) as store, store.look(PROGRAM) as look:

        def asked(sql: str) -> list[tuple[object, ...]]:
            return [tuple(one) for one in look.connection.execute(text(sql))]

        assert asked("SELECT id, series, number, title FROM klasor") == [
            (3, "", 3, "Konu 3"),
            (7, "", 7, "Konu 7"),
        ]
        assert asked("SELECT id, series, number, klasor_id FROM odunc") == [(3, "", 3, 3), (7, "", 7, 7)]
        found = text(f"SELECT id FROM klasor WHERE {engines.word_match('klasor')}").bindparams(words="konu7*")
        assert list(look.connection.execute(found).scalars()) == [7]
        assert asked("PRAGMA foreign_key_check") == []
        assert backup.audit(look).clean
        assert asked("SELECT name FROM sqlite_master WHERE name LIKE '%_eski'") == []


def test_a_number_is_given_once_in_its_series_and_the_next_key_is_a_new_one(old_file: Path) -> None:
    Store.open(old_file).close()
    more = {
        "birim_id": 1, "opened_year": 2026, "number": 7, "kod_id": 1, "code": "622.01", "opened_on": "2026-01-05",
    }  # fmt: skip
    with closing(sqlite3.connect(old_file)) as plain:
        with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
            row(plain, "klasor", **more)
        row(plain, "klasor", **more, series="G")
        assert plain.execute("SELECT max(id) FROM klasor").fetchone() == (8,)
        with pytest.raises(sqlite3.IntegrityError, match="silinemez"):
            plain.execute("DELETE FROM klasor WHERE id = 3")


@pytest.mark.parametrize(("table", "column"), [("klasor_olay", "text"), ("klasor_kontrol", "note")])
def test_what_happened_is_sealed_and_opened_but_never_rewritten(old_file: Path, table: str, column: str) -> None:
    with Store.open(old_file) as store:
        for words, day in (("Başka söz", "2026-01-05"), (f"{_SEALED}x", "2026-02-05")):
            with pytest.raises(StoreProblem, match="değiştirilemez"), store.work(PROGRAM) as work:
                change = text(f"UPDATE {table} SET {column} = :words, day = :day WHERE id = 3")
                work.connection.execute(change.bindparams(words=words, day=day))
    with closing(sqlite3.connect(old_file)) as plain:
        for words in (f"{_SEALED}x", "Açık söz"):
            plain.execute(f"UPDATE {table} SET {column} = ? WHERE id = 3", (words,))
        with pytest.raises(sqlite3.IntegrityError, match="silinemez"):
            plain.execute(f"DELETE FROM {table}")
