"""The way to a ledger of movable property by keys, wherever it stands in the list."""

from __future__ import annotations

from typing import Any

from textual.pilot import Pilot

from screens.areas import load
from screens.tasinir.sections import SECTIONS
from tests.screens.conftest import top_view
from tests.screens.pilot import press_only, until, until_shown


async def to_section(pilot: Pilot[Any], app: Any, title: str) -> None:
    """Presses 6, B and the arrows until the ledger of that title is open."""
    await press_only(pilot, "6")
    await until_shown(pilot, "B Bölüm")
    await press_only(pilot, "b")
    await until_shown(pilot, "Bölüm", SECTIONS[0].title)
    place = [section.title for section in SECTIONS].index(title)
    await press_only(pilot, *["down"] * place, "enter")
    await until(pilot, lambda: isinstance(top_view(app), load(SECTIONS[place].view)))
