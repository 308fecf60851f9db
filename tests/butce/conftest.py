"""The office with a budget, built once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.core.store import Store
from tests.butce import butce_office
from tests.puantaj.puantaj_office import NOW, Desk


@pytest.fixture(scope="session")
def butce_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The closed file of an office with tertips and their opening ödenek; copy it, do not write into it."""
    path = tmp_path_factory.mktemp("butce") / "masa.db"
    butce_office.build(path)
    return path


@pytest.fixture
def desk(butce_file: Path, tmp_path: Path) -> Iterator[Desk]:
    """That office in a file of its own, on 20.11.2026."""
    path = tmp_path / "masa.db"
    shutil.copyfile(butce_file, path)
    with Store.open(path, clock=lambda: NOW) as store:
        yield Desk(store, tmp_path)
