"""The office with an archive, built once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.core.store import Store
from tests.arsiv import archive_office
from tests.puantaj.puantaj_office import NOW, Desk


@pytest.fixture(scope="session")
def archive_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The closed file of an office with an empty archive; copy it, do not write into it."""
    path = tmp_path_factory.mktemp("arsiv") / "masa.db"
    archive_office.build(path)
    return path


@pytest.fixture
def desk(archive_file: Path, tmp_path: Path) -> Iterator[Desk]:
    """That office in a file of its own, on 20.11.2026."""
    path = tmp_path / "masa.db"
    shutil.copyfile(archive_file, path)
    with Store.open(path, clock=lambda: NOW) as store:
        yield Desk(store, tmp_path)
