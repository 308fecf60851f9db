"""Bugün tells of last days of the areas, and Enter goes to where the thing is done."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from data.core.store import Store
from screens.tasinir.duties import DutyLedger
from tests.screens.avans_desk import at
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, until, until_shown
from tests.tasinir.ending_office import PAPER
from tests.tasinir.tasinir_office import PASSWORD, Desk
from tests.tasinir.voucher_office import used


async def test_duties_of_the_property_stand_in_bugün_and_open_by_enter(ending: Path, open_desk: OpenDesk) -> None:
    today = date.today()  # noqa: DTZ011 - the office's own date
    with Store.open(ending) as store:
        used(Desk(store, ending.parent), PAPER, 1, today - timedelta(days=6))
    later = today + timedelta(days=70)
    async with open_desk(ending, "kayit", PASSWORD, (160, 45)) as (app, pilot):
        at(app, later)
        await press_only(pilot, "f5")
        await until_shown(pilot, "tüketim listesi", "gün gecikti", "1 Bugün ●1", "İlgili: Muhasebe birimi")
        await press_only(pilot, "enter")
        await until(pilot, lambda: isinstance(top_view(app), DutyLedger))
        await until_shown(pilot, "tüketim listesi", "Ş Gönderildi")
