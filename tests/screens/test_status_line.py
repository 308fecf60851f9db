"""The status line tells where the cursor stands and what happened to the view that is seen."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from data.core import holidays
from data.core.calendar import WEEKDAYS_SHORT
from data.core.holidays import HolidayDraft
from data.core.permissions import PROGRAM
from data.core.store import Store
from tests.puantaj.puantaj_office import PASSWORD
from tests.screens.conftest import OpenDesk
from tests.screens.pilot import press_only, screen_text, until, until_shown
from tests.screens.test_month_story import last_month, office, office_at_work

__all__ = ["office", "office_at_work"]


async def test_the_status_line_names_the_day_under_the_cursor_and_the_list_counts_again(
    office: Path,
    open_desk: OpenDesk,
) -> None:
    first = last_month().start
    second = first + timedelta(days=1)
    with Store.open(office) as store, store.work(PROGRAM) as work:
        holidays.add_holiday(
            work, HolidayDraft(day=second, name="Kurtuluş günü", kind="yerel", half=True, source="2026/1")
        )
    told, then = [f"{day:%d.%m.%Y} {WEEKDAYS_SHORT[day.weekday()]}" for day in (first, second)]
    async with open_desk(office, "ayse", PASSWORD) as (app, pilot):
        await press_only(pilot, "3")
        await until_shown(pilot, "Puantajlar")
        await press_only(pilot, "n")
        await until_shown(pilot, "Yeni puantaj: grup")
        await press_only(pilot, "enter")
        await until_shown(pilot, "dönem", last_month().label)
        await press_only(pilot, "down", "enter")
        await until_shown(pilot, "Ali ÇINAR", f"{told} · 3 kişi")
        await press_only(pilot, "right")
        await until_shown(pilot, f"{then} · Kurtuluş günü (yarım gün) · 3 kişi")
        await press_only(pilot, "q")
        await until_shown(pilot, "kullanılan bir gün kodu değildir")
        await press_only(pilot, "left")
        await until(pilot, lambda: f"\n {told} · 3 kişi" in screen_text(app))
        await press_only(pilot, "escape")
        await until_shown(pilot, "\n 1 kayıt")


async def test_a_line_shows_only_keys_that_do_not_write(office: Path, open_desk: OpenDesk) -> None:
    async with open_desk(office, "ayse", PASSWORD) as (app, pilot):
        await press_only(pilot, "8")
        await until_shown(pilot, "N Yeni", "/ Ara")
        await press_only(pilot, "/")
        await until_shown(pilot, "Enter Listeye dön", "Esc Süzgeci temizle", "F6 Aktar")
        assert "N Yeni" not in screen_text(app)
        await press_only(pilot, *"qqqq")
        await until_shown(pilot, "Süzgece uyan kayıt yok")
        await press_only(pilot, "escape")
        await until_shown(pilot, "Ali ÇINAR", "N Yeni")
