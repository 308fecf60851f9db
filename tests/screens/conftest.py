"""A desk that somebody has logged in at, for tests of whole screens."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from app.desk_app import DeskApp
from app.settings import Settings
from data.core.store import Store
from screens.frame import Frame
from screens.login import LoginScreen
from screens.view import View
from screens.widgets.line_input import LineInput
from tests.screens.pilot import press_only, until
from tests.tasinir import asking_office, tasinir_office
from tests.tasinir.ending_office import stock
from tests.tasinir.tasinir_office import Desk

OpenDesk = Callable[..., AbstractAsyncContextManager[tuple[DeskApp, Pilot[int]]]]
"""``open_desk(store_path, username=…, password=…, size=(80, 24))``; gives the app and its pilot."""


@pytest.fixture
def open_desk(tmp_path: Path) -> OpenDesk:
    """Opens the desk on a store and logs in; ends it again with everything it still does."""

    @asynccontextmanager
    async def opened(
        store_path: Path,
        username: str = "yonetici",
        password: str = "deneme-parola",
        size: tuple[int, int] = (80, 24),
    ) -> AsyncIterator[tuple[DeskApp, Pilot[int]]]:
        app = DeskApp(_settings(tmp_path, store_path))
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: app._store is not None and isinstance(app.screen, LoginScreen))
            await press_only(pilot, *username, "enter")
            await until(pilot, lambda: isinstance(app.focused, LineInput) and app.focused.password)
            await press_only(pilot, *password, "enter")
            await until(pilot, lambda: isinstance(app.screen, Frame) and app.screen.view is not None)
            yield app, pilot

    return opened


def _settings(folder: Path, database: Path) -> Settings:
    return Settings(
        database=database,
        state=folder / "masa",
        drafts=folder / "taslaklar",
        logs=folder / "masa",
        log_file=folder / "masa" / "masa.log",
        keymap=folder / "tuslar.toml",
        keys={},
        idle_minutes=0,
        exports=folder,
    )


def top_view(app: DeskApp) -> View | None:
    """The view on top of the open desk; none for the moment in which one takes the place of another."""
    frame = next(screen for screen in app.screen_stack if isinstance(screen, Frame))
    return frame.view


@pytest.fixture(scope="session")
def ending_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The closed file of an office that bought items and goods in the week before; copy it."""
    path = tmp_path_factory.mktemp("tasinir-son") / "masa.db"
    tasinir_office.build(path)
    with Store.open(path) as store:
        stock(Desk(store, path.parent), date.today() - timedelta(days=7))  # noqa: DTZ011 - the office's own date
    return path


@pytest.fixture(scope="session")
def stocked_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The closed file of an office with paper, toner and laptops to be asked for; copy it."""
    path = tmp_path_factory.mktemp("tasinir-istek") / "masa.db"
    tasinir_office.build(path)
    with Store.open(path) as store:
        asking_office.stock(Desk(store, path.parent), date.today())  # noqa: DTZ011 - the office's own date
    return path


@pytest.fixture
def stocked(stocked_file: Path, tmp_path: Path) -> Path:
    """That office in a file of its own."""
    path = tmp_path / "masa.db"
    shutil.copyfile(stocked_file, path)
    return path


@pytest.fixture
def ending(ending_file: Path, tmp_path: Path) -> Path:
    """That office in a file of its own."""
    path = tmp_path / "masa.db"
    shutil.copyfile(ending_file, path)
    return path


@pytest.fixture(scope="session")
def whole_budget(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The closed file of an office with a budget year and a work under way; copy it."""
    from tests.screens import butce_desk

    path = tmp_path_factory.mktemp("butce-ekran") / "masa.db"
    butce_desk.build(path)
    return path


@pytest.fixture
def budget_file(whole_budget: Path, tmp_path: Path) -> Path:
    """That office in a file of its own."""
    path = tmp_path / "masa.db"
    shutil.copyfile(whole_budget, path)
    return path


@pytest.fixture(scope="session")
def whole_advances(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The closed file of an office with a budget year and a mutemet; copy it."""
    from tests.screens import avans_desk

    path = tmp_path_factory.mktemp("avans-ekran") / "masa.db"
    avans_desk.build(path)
    return path


@pytest.fixture
def advance_file(whole_advances: Path, tmp_path: Path) -> Path:
    """That office in a file of its own."""
    path = tmp_path / "masa.db"
    shutil.copyfile(whole_advances, path)
    return path


@pytest.fixture(scope="session")
def whole_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The closed file of an office with folders of last year and old ones in the kurum arşivi; copy it."""
    from tests.screens import arsiv_desk

    path = tmp_path_factory.mktemp("arsiv-ekran") / "masa.db"
    arsiv_desk.build(path)
    return path


@pytest.fixture
def archive_file(whole_archive: Path, tmp_path: Path) -> Path:
    """That office in a file of its own."""
    path = tmp_path / "masa.db"
    shutil.copyfile(whole_archive, path)
    return path
