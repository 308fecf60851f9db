"""The archive on an open desk of 20.11.2026, and the way to its ledgers by keys."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from data.arsiv import folder_views
from data.arsiv.filing_drafts import PaperLineDraft
from data.arsiv.folder_views import FolderRow
from data.arsiv.operations import filing
from data.core.store import Store
from screens.areas import load
from screens.arsiv.folders import FolderLedger
from screens.arsiv.sections import SECTIONS
from tests.arsiv import archive_office
from tests.arsiv.archive_office import Desk
from tests.arsiv.disposal_office import aged
from tests.arsiv.filing_office import opened
from tests.puantaj.puantaj_office import NOW
from tests.screens.conftest import top_view
from tests.screens.pilot import press_only, until, until_shown

SMALL = (80, 24)
LAST_YEAR = date(2025, 1, 6)


def build(path: Path) -> None:
    """Writes the office with three folders of last year (1 to 3) and two of 2010 in the kurum arşivi (4, 5)."""
    archive_office.build(path)
    desk = in_store(path)
    with desk.store:
        for code, title, more in (
            ("622.01", "Bilgi edinme başvuruları", {}),
            ("804.01", "Zimmet listeleri", {}),
            ("934.01", "Kâğıt alımı", {"case": True, "case_no": "2025/4"}),
        ):
            key = opened(desk, code, LAST_YEAR, title=title, **more)
            with desk.work() as work:
                line = PaperLineDraft(day=LAST_YEAR, no="E-12", subject="Üst yazı", pages=3)
                filing.add_paper_line(work, key, line)
        aged(desk, special="Eski başvurular")
        aged(desk, "934.01", special="Eski alımlar")


def in_store(path: Path) -> Desk:
    """The office's own store; to be closed by its owner."""
    return Desk(Store.open(path, clock=lambda: NOW), path.parent)


def folder_of(path: Path, key: int) -> FolderRow:
    """A folder as the store has it."""
    desk = in_store(path)
    with desk.store, desk.look() as look:
        return folder_views.one_folder(look, key)


async def archive(pilot: Pilot[Any], app: Any, section: str = "") -> Any:
    """Presses 7, and B with the arrows for another ledger; answers with the view once it is there."""
    app._store.clock = lambda: NOW
    if not any(isinstance(top_view(app), load(one.view)) for one in SECTIONS):
        await press_only(pilot, "7")
        await until(pilot, lambda: isinstance(top_view(app), FolderLedger))
    if section:
        place = [one.title for one in SECTIONS].index(section)
        await press_only(pilot, "b")
        await until_shown(pilot, "Bölüm", SECTIONS[0].title, SECTIONS[-1].title)
        await press_only(pilot, *["down"] * place, "enter")
        await until(pilot, lambda: isinstance(top_view(app), load(SECTIONS[place].view)))
    return top_view(app)
