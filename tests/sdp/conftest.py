"""The office, built once and copied for each test, with a small plan in use since 2024."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.core.store import Store
from data.sdp import operations
from tests.puantaj.puantaj_office import NOW, Desk, build_office
from tests.screens.conftest import open_desk

__all__ = ["open_desk"]


@pytest.fixture(scope="session")
def plan_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The closed file of the office with the codes that every office starts with; copy it."""
    path = tmp_path_factory.mktemp("sdp") / "masa.db"
    build_office(path)
    with Store.open(path, clock=lambda: NOW) as store, Desk(store, path.parent).work() as work:
        operations.set_up(work)
    return path


@pytest.fixture
def office(plan_office: Path, tmp_path: Path) -> Path:
    """A copy of the office's file, for whole screens."""
    path = tmp_path / "masa.db"
    shutil.copyfile(plan_office, path)
    return path


@pytest.fixture
def desk(office: Path, tmp_path: Path) -> Iterator[Desk]:
    """The office in a file of its own, on 20.11.2026."""
    with Store.open(office, clock=lambda: NOW) as store:
        yield Desk(store, tmp_path)
