"""The offices of movable property, each built once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from data.core.store import Store
from data.tasinir import papers_parts
from data.tasinir.paper_forms import FORMS
from tests.core.paper_agreement import agreement
from tests.puantaj.puantaj_office import NOW, Desk
from tests.tasinir import hand_office, tasinir_office
from tests.tasinir.ending_office import PAPER, PEN, counted_at_year_end, in_january, stock
from tests.tasinir.tasinir_office import FIRST, SECOND
from tests.tasinir.voucher_office import approved, bought, head, line, used

_AGREES = agreement(FORMS)


@pytest.fixture(autouse=True)
def _papers_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every paper that a test makes has the parts and the wording that its form says it has."""
    monkeypatch.setattr(papers_parts, "arranged", _AGREES)


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


@pytest.fixture(scope="session")
def year_file(tasinir_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office at the end of its year: carried over, bought, used, moved, counted with differences."""
    folder = tmp_path_factory.mktemp("yil")
    path = folder / "masa.db"
    shutil.copyfile(tasinir_file, path)
    with Store.open(path, clock=in_january) as store:
        desk = Desk(store, folder)
        approved(desk, head(desk, "acilis", date(2026, 1, 1)), line(desk, "Klasör", 7, 12))
        stock(desk)
        used(desk, PAPER, 40, date(2026, 7, 1))
        bought(desk, PAPER, 40, 95, date(2026, 8, 1))
        used(desk, "Klasör", 7, date(2026, 9, 1))
        move = head(
            desk, "ambar_cikis", date(2026, 9, 2), FIRST, other_ambar_id=tasinir_office.ambar(desk, SECOND)
        )
        approved(desk, move, line(desk, PEN, 5, 0))
        move = head(
            desk, "ambar_cikis", date(2026, 9, 3), SECOND, other_ambar_id=tasinir_office.ambar(desk, FIRST)
        )
        approved(desk, move, line(desk, PEN, 5, 0))
        counted_at_year_end(desk, missing=True)
    return path


@pytest.fixture
def ended(year_file: Path, tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "masa.db"
    shutil.copyfile(year_file, path)
    with Store.open(path, clock=in_january) as store:
        yield Desk(store, tmp_path)
