"""A computer of its own for each test, and the demo office built once."""

from __future__ import annotations

import fcntl
import os
import shutil
from datetime import date
from pathlib import Path

import pytest

TODAY = date(2026, 11, 21)


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's folders in a temporary place, nobody logged in, no database named."""
    home = tmp_path / "ev"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    for name in ("MASA_DB", "MASA_KULLANICI", "MASA_PAROLA"):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture(scope="session")
def built_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The usual demo office; only to be read. All workers of a run copy what the first of them built."""
    from app.demo.story import build_demo

    run = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        run = run.parent
    built, path = run / "deneme-kurumu.db", tmp_path_factory.mktemp("demo") / "deneme.db"
    with (run / "deneme-kurumu.kilit").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not built.exists():
            build_demo(path, today=TODAY)
            path.rename(built)
    shutil.copyfile(built, path)
    return path


@pytest.fixture
def demo(built_demo: Path, tmp_path: Path) -> Path:
    """A demo office that a test may change."""
    path = tmp_path / "deneme.db"
    shutil.copyfile(built_demo, path)
    return path
