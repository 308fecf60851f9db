"""A file in which the signed pages of an imha list were only counted keeps what the count said of each member."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from data.core import backup
from data.core import store as stores
from data.core.permissions import PROGRAM
from data.core.store import Store
from tests.arsiv.test_folder_secrecy_steps import row

SEATS = (
    ("baskan", "Zeynep", "", None), ("uye", "Ayşe", "", None), ("uye", "Vekil", "Ayşe", "2026-03-10"),
    ("uye", "Ayrılan", "", "2026-03-05"), ("sahit", "Hazır", "", "2026-05-01"),
)  # fmt: skip
"""Role, name, in whose place, last day."""


@pytest.fixture
def old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of the step before with three works: all pages signed, one page not, none printed."""
    monkeypatch.setattr(stores, "_migrate", stores._migrate.__wrapped__)  # type: ignore[attr-defined]
    steps, path = tmp_path / "steps", tmp_path / "masa.db"
    shutil.copytree(stores.MIGRATIONS, steps, ignore=shutil.ignore_patterns("__pycache__"))
    for step in (steps / "versions").glob("*.py"):
        if step.name[:4] >= "0030":
            step.unlink()
    with monkeypatch.context() as before:
        before.setattr(stores, "MIGRATIONS", steps)
        Store.open(path).close()
    when = "2026-03-02 09:00:00"
    with closing(sqlite3.connect(path)) as plain:
        if plain.execute("SELECT 1 FROM app_user WHERE id = 1").fetchone() is None:
            row(plain, "app_user", id=1, username="ayse")
        row(plain, "birim", id=1, name="Birim", path="/1/")
        for key, state, pages, signed in ((1, "onay", 3, 3), (2, "liste", 3, 2), (3, "komisyon", 0, 0)):
            row(
                plain, "imha", id=key, year=2026, number=key, birim_id=1, state=state, pages=pages,
                pages_signed=signed, started_on="2026-03-02", made_by=1, made_at=when,
            )  # fmt: skip
            for role, name, stead, last in SEATS:
                row(
                    plain, "imha_uye", imha_id=key, role=role, name=name, stands_for=stead,
                    first_day="2026-03-02", last_day=last, user_id=None,
                )  # fmt: skip
        plain.commit()
    return path


def test_members_of_a_list_that_was_signed_whole_have_signed_on_a_day_not_kept(old_file: Path) -> None:
    with Store.open(old_file) as store, store.look(PROGRAM) as look:
        assert backup.audit(look).clean
    with closing(sqlite3.connect(old_file)) as plain:
        wanted = (
            "SELECT i.imha_id, u.name, i.day, i.withdrawn_at FROM imha_imza i JOIN imha_uye u ON u.id = i.uye_id"
        )
        assert plain.execute(wanted).fetchall() == [(1, "Zeynep", None, None), (1, "Ayşe", None, None)]
        assert plain.execute("SELECT id, pages, below FROM imha").fetchall() == [(1, 3, 0), (2, 3, 0), (3, 0, 0)]
        assert plain.execute("PRAGMA foreign_key_check").fetchall() == []
        with pytest.raises(sqlite3.IntegrityError, match="silinemez"):
            plain.execute("DELETE FROM imha_imza")
