"""A secret text on its way to the store never reaches the log file, whatever fails."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from app.logs import start_log
from app.settings import Settings
from data.core import vault
from data.core.permissions import PROGRAM
from data.core.store import Store

SECRET, PHRASE = "Sığınak planı hakkında", "çınar ağacının gölgesi"


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    """The log of a desk; the root logger is left as it was."""
    root = logging.getLogger()
    handlers, level, raises = list(root.handlers), root.level, logging.raiseExceptions
    settings = Settings(
        database=tmp_path / "masa.db",
        state=tmp_path,
        drafts=tmp_path,
        logs=tmp_path / "gunluk",
        log_file=tmp_path / "gunluk" / "masa.log",
        keymap=tmp_path / "tuslar.toml",
        keys={},
        idle_minutes=0,
        exports=tmp_path,
    )
    start_log(settings)
    yield settings.log_file
    for handler in set(root.handlers) - set(handlers):
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)
    logging.raiseExceptions = raises


def _fail(store: Store, statement: str) -> None:
    plain = SECRET
    try:
        with store.work(PROGRAM) as work:
            work.session.execute(text(statement), {"plain": plain, "key": PHRASE})
    except Exception:
        logging.getLogger("masa").exception("Beklenmeyen hata")


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO yok_boyle_tablo VALUES (:plain, :key)",
        "INSERT INTO kasa (id, cost) VALUES (:plain, :key)",
        "SELECT json(:plain || :key)",
    ],
)
def test_what_a_statement_was_to_write_is_not_logged(store: Store, log_file: Path, statement: str) -> None:
    _fail(store, statement)
    logged = log_file.read_text(encoding="utf-8")
    assert "Beklenmeyen hata" in logged and "_fail" in logged
    assert SECRET not in logged and PHRASE not in logged


def test_a_vault_that_fails_logs_neither_words_nor_what_it_holds(store: Store, log_file: Path) -> None:
    with store.work(PROGRAM) as work:
        recovery = vault.create(work, PHRASE)
    with store.look(PROGRAM) as look:
        opened = vault.open_with(look, PHRASE)
        try:
            opened.unseal("evrak", 1, "subject", opened.seal("evrak", 2, "subject", SECRET))
        except Exception:
            logging.getLogger("masa").exception("Beklenmeyen hata")
        try:
            vault.open_with(look, PHRASE + "x")
        except Exception:
            logging.getLogger("masa").exception("Beklenmeyen hata")
    logged = log_file.read_text(encoding="utf-8")
    assert logged.count("Beklenmeyen hata") == 2
    assert not any(
        word in logged for word in (SECRET, PHRASE, recovery, recovery.split("-")[0], opened._key.hex())
    )
