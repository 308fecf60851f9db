"""The office with a mutemet, built once and copied for each test; at its end ödenek and advances agree."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.avans.books import disagreements
from data.core.store import Store
from tests.avans import avans_office
from tests.butce import butce_office
from tests.puantaj.puantaj_office import Desk


@pytest.fixture(scope="session")
def avans_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The closed file of the office; copy it, do not write into it."""
    path = tmp_path_factory.mktemp("avans") / "masa.db"
    butce_office.build(path)
    avans_office.build(path)
    return path


@pytest.fixture
def desk(avans_file: Path, tmp_path: Path) -> Iterator[Desk]:
    """That office in a file of its own, on 02.03.2026; tests set its clock."""
    path = tmp_path / "masa.db"
    shutil.copyfile(avans_file, path)
    with Store.open(path, clock=avans_office.Clock()) as store:
        desk = Desk(store, tmp_path)
        yield desk
        with desk.look("denetci") as look:
            assert disagreements(look) == ()
