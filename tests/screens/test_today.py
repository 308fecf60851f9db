"""Bugün tells of last days of the areas, and Enter goes to where the thing is done."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from data.core.approvals import Stage, WaitingRow
from data.core.permissions import PROGRAM
from data.core.reminders import Reminder
from data.core.store import Store
from screens.bugun import today
from screens.tasinir.duties import DutyLedger
from tests.screens.avans_desk import at
from tests.screens.conftest import OpenDesk, top_view
from tests.screens.pilot import press_only, until, until_shown
from tests.tasinir.ending_office import PAPER
from tests.tasinir.tasinir_office import PASSWORD, Desk
from tests.tasinir.voucher_office import used


async def test_duties_of_the_property_stand_in_bugün_and_open_by_enter(ending: Path, open_desk: OpenDesk) -> None:
    now = date.today()  # noqa: DTZ011 - the office's own date
    with Store.open(ending) as store:
        used(Desk(store, ending.parent), PAPER, 1, now - timedelta(days=6))
    later = now + timedelta(days=70)
    async with open_desk(ending, "kayit", PASSWORD, (160, 45)) as (app, pilot):
        at(app, later)
        await press_only(pilot, "f5")
        await until_shown(pilot, "tüketim listesi", "gün gecikti", "1 Bugün ●1", "İlgili: Muhasebe birimi")
        await press_only(pilot, "enter")
        await until(pilot, lambda: isinstance(top_view(app), DutyLedger))
        await until_shown(pilot, "tüketim listesi", "Ş Gönderildi")


def test_a_record_that_waits_for_a_step_is_told_of_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    step = WaitingRow(
        id=4, kind="puantaj", record_id=7, title="Memurlar · Eylül 2026", stage=Stage.SUNULDU, step="Kontrol et",
        since=datetime(2026, 10, 1, tzinfo=UTC), prepared_by="Ayşe Yılmaz", birim="Yazılım",
        area="puantaj", version=2,
    )  # fmt: skip
    late = Reminder(
        "puantaj", 7, "Memurlar · Eylül 2026", "Teslim", date(2026, 10, 5), "!", "53 gün gecikti", "", ""
    )
    other = Reminder("evrak", 7, "2026/7 Valilik: Yazı", "Sonuçlandırma", date(2026, 10, 5), "!", "3 gün", "", "")
    monkeypatch.setattr("data.core.approvals.waiting", lambda *_: (step,))
    monkeypatch.setattr("screens.bugun.today.reminders", lambda _: (late, other))
    with store.look(PROGRAM) as look:
        assert [row.step for row in today.today_rows(look)] == ["Kontrol et", "Sonuçlandırma"]
