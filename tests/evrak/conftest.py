"""The document desk, built once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.core.store import Store
from tests.evrak.evrak_office import Desk, build
from tests.puantaj.puantaj_office import NOW


@pytest.fixture(scope="session")
def evrak_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The closed file of the office; copy it, do not write into it."""
    path = tmp_path_factory.mktemp("evrak") / "masa.db"
    build(path)
    return path


@pytest.fixture
def desk(evrak_file: Path, tmp_path: Path) -> Iterator[Desk]:
    """The office in a file of its own, on 20.11.2026."""
    path = tmp_path / "masa.db"
    shutil.copyfile(evrak_file, path)
    with Store.open(path, clock=lambda: NOW) as store:
        yield Desk(store, tmp_path)
