"""Fixtures that every floor's tests use."""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from functools import cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from data.core.store import Store

_SHARED = Path(__file__).resolve().parents[2] / "shared"
_COMPILED = pytest.StashKey[str]()
_LONGEST = (
    "screens/test_tasinir_scan.py",
    "screens/test_evrak_day.py",
    "app/test_demo_office.py",
    "screens/test_evrak_letters.py",
    "core/test_intake_spreadsheets.py",
    "screens/test_tasinir_moves.py",
    "screens/test_tasinir_vouchers.py",
    "screens/test_month_story.py",
    "screens/test_tasinir_setup_screens.py",
    "screens/test_yonetim.py",
    "screens/test_personel_screens.py",
    "screens/test_avans_examples.py",
    "screens/test_tasinir_opening.py",
    "screens/test_tasinir_endings.py",
    "screens/test_tasinir_requests.py",
    "screens/test_months_end.py",
    "puantaj/test_sheet_reading.py",
    "app/test_command_line.py",
    "core/test_register_numbers.py",
)
"""Files whose tests take longest: they come first, so that no core waits for one of them at the end."""


def pytest_configure(config: pytest.Config) -> None:
    """What is compiled once is there for every program that a test starts, even if it is kept nowhere."""
    if sys.dont_write_bytecode and not sys.pycache_prefix and not hasattr(config, "workerinput"):
        config.stash[_COMPILED] = tempfile.mkdtemp(prefix="masa-derlenen-")
        os.environ["PYTHONPYCACHEPREFIX"] = config.stash[_COMPILED]
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Nothing compiled stays behind."""
    if folder := config.stash.get(_COMPILED, ""):
        shutil.rmtree(folder, ignore_errors=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long files first; the others as they stand."""
    places = {Path(__file__).parent / name: place for place, name in enumerate(_LONGEST)}
    items.sort(key=lambda item: places.get(item.path, len(places)))


def _shared(name: str) -> Path:
    folder = _SHARED / name
    if not folder.is_dir():
        pytest.skip(f"shared/{name} is not beside this clone: the real files that this test reads are absent")
    return folder


@pytest.fixture(scope="session", autouse=True)
def _quick_hashes() -> Iterator[None]:
    """The same algorithm at its least cost: tests ask who gets in, not how long that takes.

    What the office's own hashes cost is held by ``tests/core/test_users.py``.
    """
    import argon2

    real = argon2.PasswordHasher
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(argon2, "PasswordHasher", lambda: real(time_cost=1, memory_cost=8, parallelism=1))
        patch.setattr("data.core.vault._COST", "64,1,1")
        yield


@pytest.fixture(scope="session", autouse=True)
def _few_collections() -> Iterator[None]:
    """The collector of cycles looks less often, and not at what is loaded: its looks were half of all time."""
    usual = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    yield
    gc.set_threshold(*usual)


@pytest.fixture(scope="session", autouse=True)
def _holidays_asked_once() -> Iterator[None]:
    """The package works every year's holidays out anew for each office that a test founds."""
    from data.core import holidays

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(holidays, "package_holidays", cache(holidays.package_holidays))
        yield


@pytest.fixture(scope="session", autouse=True)
def _statements_compiled_once() -> Iterator[None]:
    """The stores of a run share what was compiled for any of them; apart, it was a fifth of all time."""
    from sqlalchemy import Engine, create_engine
    from sqlalchemy.util import LRUCache

    from data.core import engine as engines

    real = engines.make_engine
    compiled = LRUCache[Any, Any](8_000)
    first = create_engine("sqlite://")
    with first.connect():
        pass  # its dialect knows the library from now on

    def sharing(target: Path | str) -> Engine:
        made = real(target)
        if made.dialect.name == first.dialect.name:
            made.dialect, made._compiled_cache = first.dialect, compiled
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engines, "make_engine", sharing)
        yield


@pytest.fixture(scope="session", autouse=True)
def _schema_made_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A new file is a copy of the first one: the schema's steps take a third of a second.

    ``tests/core/test_store_files.py`` holds the steps themselves and does without this.
    """
    from data.core import store as stores

    real = stores._migrate
    made = tmp_path_factory.mktemp("sema") / "masa.db"

    @wraps(real)
    def copied(store: Store) -> None:
        path = store.path
        if path is None or path == made or (path.exists() and path.stat().st_size):
            real(store)
            return
        if not made.exists():
            stores.Store.open(made).close()
        try:
            shutil.copyfile(made, path)
        except OSError:
            real(store)  # which says in words what is wrong with the place

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stores, "_migrate", copied)
        yield


@pytest.fixture(scope="session")
def samples() -> Path:
    """Files that other people and devices made."""
    return _shared("samples")


@pytest.fixture(scope="session")
def reference() -> Path:
    """The reference papers and their code lists."""
    return _shared("reference")


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from data.core.actors import OfficeDraft, found_office
    from data.core.permissions import PROGRAM
    from data.core.store import Store

    path = tmp_path_factory.mktemp("template") / "masa.db"
    with Store.open(path) as store, store.work(PROGRAM) as work:
        found_office(
            work,
            OfficeDraft(
                kurum="Örnek Büyükşehir Belediye Başkanlığı",
                daire="Bilgi İşlem Dairesi Başkanlığı",
                mudurluk="Yazılım Şube Müdürlüğü",
                detsis="12345678",
                full_name="Ayla Yönetici",
                username="yonetici",
                password="deneme-parola",
                password_again="deneme-parola",
            ),
        )
    return path


@pytest.fixture
def store(_template: Path, tmp_path: Path) -> Iterator[Store]:
    """A founded office in a file of its own; the administrator is ``yonetici`` / ``deneme-parola``."""
    from data.core.store import Store

    path = tmp_path / "masa.db"
    shutil.copyfile(_template, path)
    with Store.open(path) as opened:
        yield opened
