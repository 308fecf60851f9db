"""The office with a mutemet on an open desk of any day, a second desk beside it, and the way to its screens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from data.avans.card import AvansCard, avans_card
from data.core.store import Store
from screens.avans.avans_view import AvansView
from screens.avans.ledger import AvansLedger
from screens.avans.mutemets import MutemetLedger
from screens.widgets.ledger import Ledger
from tests.avans import avans_office
from tests.avans.avans_office import Clock
from tests.butce import butce_office
from tests.butce.butce_office import Desk
from tests.screens.conftest import top_view
from tests.screens.pilot import press_only, until, until_shown

SMALL, LARGE = (80, 24), (160, 45)


def build(path: Path) -> None:
    """Writes the office with its budget and its mutemet."""
    butce_office.build(path)
    avans_office.build(path)


@contextmanager
def beside(path: Path, day: date) -> Iterator[Desk]:
    """Another desk on the same file, on a day."""
    clock = Clock()
    clock.day = day
    with Store.open(path, clock=clock) as store:
        yield Desk(store, path.parent)


def card_of(path: Path, avans_id: int, day: date) -> AvansCard:
    """An advance as the store has it."""
    with beside(path, day) as desk, desk.look() as look:
        return avans_card(look, avans_id)


def at(app: Any, day: date) -> None:
    """Puts the open desk on a day."""
    clock = Clock()
    clock.day = day
    app._store.clock = clock


async def advances(pilot: Pilot[Any], app: Any, day: date) -> AvansLedger:
    """Presses 5 on a day; answers with the ledger."""
    at(app, day)
    await until(pilot, lambda: isinstance(app.focused, Ledger))
    await press_only(pilot, "5")
    await until(pilot, lambda: isinstance(top_view(app), AvansLedger))
    view = top_view(app)
    assert isinstance(view, AvansLedger)
    return view


async def opened(pilot: Pilot[Any], app: Any, day: date, avans_id: int) -> AvansView:
    """One advance on a day, as a search or Bugün opens it."""
    at(app, day)
    await until(pilot, lambda: isinstance(app.focused, Ledger))
    top_view(app).frame.go_to_record("avans", avans_id)
    await until(pilot, lambda: _is_open(app, avans_id))
    view = top_view(app)
    assert isinstance(view, AvansView)
    return view


def _is_open(app: Any, avans_id: int) -> bool:
    view = top_view(app)
    return isinstance(view, AvansView) and view.avans_id == avans_id and view.card is not None


async def mutemets(pilot: Pilot[Any], app: Any, day: date) -> None:
    """The appointments by keys."""
    await advances(pilot, app, day)
    await press_only(pilot, "b")
    await until_shown(pilot, "Bölüm", "Mutemetler")
    await press_only(pilot, "end", "enter")
    await until(pilot, lambda: isinstance(top_view(app), MutemetLedger))
