"""The offices of movable property, each built once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.core.store import Store
from tests.puantaj.puantaj_office import NOW, Desk
from tests.tasinir import hand_office, tasinir_office


@pytest.fixture(scope="session")
def hand_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The closed file of an office with ambars, rooms and items; copy it, do not write into it."""
    path = tmp_path_factory.mktemp("tasinir_hand") / "masa.db"
    hand_office.build(path)
    return path


@pytest.fixture
def hand(hand_file: Path, tmp_path: Path) -> Iterator[Desk]:
    """That office in a file of its own, on 20.11.2026."""
    path = tmp_path / "masa.db"
    shutil.copyfile(hand_file, path)
    with Store.open(path, clock=lambda: NOW) as store:
        yield Desk(store, tmp_path)


@pytest.fixture(scope="session")
def tasinir_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The closed file of an office with ambars, officers and goods that holds nothing yet; copy it."""
    path = tmp_path_factory.mktemp("tasinir") / "masa.db"
    tasinir_office.build(path)
    return path


@pytest.fixture
def desk(tasinir_file: Path, tmp_path: Path) -> Iterator[Desk]:
    """That office in a file of its own, on 20.11.2026."""
    path = tmp_path / "masa.db"
    shutil.copyfile(tasinir_file, path)
    with Store.open(path, clock=lambda: NOW) as store:
        yield Desk(store, tmp_path)
