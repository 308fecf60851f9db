"""The budget of 2026 on an open desk of 20.11.2026, and the way to its ledgers by keys."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from data.butce import views
from data.butce.drafts import UseDraft, WorkDraft
from data.butce.operations import works
from data.butce.rules.values import MovementKind
from data.core.store import Store
from screens.areas import load
from screens.butce.sections import SECTIONS
from screens.butce.year import BudgetLedger
from tests.butce import butce_office
from tests.butce.butce_office import Desk, tertip_id, yil_id
from tests.puantaj.puantaj_office import NOW
from tests.screens.conftest import top_view
from tests.screens.pilot import press_only, until, until_shown

SMALL, LARGE = (80, 24), (160, 45)


PAPER = "03.2.1.01"
MAY = date(2026, 5, 4)


def build(path: Path) -> None:
    """Writes the office with its budget, and a work that holds 40.000 and spent 60.000 TL on paper."""
    butce_office.build(path)
    desk = in_store(path)
    with desk.store, desk.work() as work:
        key = works.open_work(work, yil_id(desk), WorkDraft(kind="mal", subject="Fotokopi kâğıdı alımı"))
        for kind, amount in ((MovementKind.BLOKE, 100_000_00), (MovementKind.HARCAMA, 60_000_00)):
            draft = UseDraft(tertip_id=tertip_id(desk, PAPER), amount=amount, day=MAY, belge_no="12")
            works.use(work, key, kind, draft)


def in_store(path: Path) -> Desk:
    """The office's own store; to be closed by its owner."""
    return Desk(Store.open(path, clock=lambda: NOW), path.parent)


def line(path: Path, ekonomik: str) -> views.OdenekRow:
    """A tertip as the store has it."""
    desk = in_store(path)
    with desk.store, desk.look() as look:
        key = tertip_id(desk, ekonomik)
        return next(row for row in views.odenek_rows(look, yil_id(desk)) if row.id == key)


async def budget(pilot: Pilot[Any], app: Any, section: str = "") -> Any:
    """Presses 4, and B with the arrows for another ledger; answers with the view once its rows are there."""
    app._store.clock = lambda: NOW
    await press_only(pilot, "4")
    await until(pilot, lambda: isinstance(top_view(app), BudgetLedger) and top_view(app).year is not None)  # type: ignore[attr-defined]
    if section:
        place = [one.title for one in SECTIONS].index(section)
        await press_only(pilot, "b")
        await until_shown(pilot, "Bölüm", SECTIONS[0].title, SECTIONS[-1].title)
        await press_only(pilot, *["down"] * place, "enter")
        await until(pilot, lambda: isinstance(top_view(app), load(SECTIONS[place].view)))
    view = top_view(app)
    await until(pilot, lambda: not isinstance(view, BudgetLedger) or view.year is not None)
    return view
