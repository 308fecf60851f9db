"""The weekly patterns by which people work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from textual import work

from data.core.calendar import WEEKDAYS_SHORT
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.personel import operations, views
from data.personel.drafts import PatternDraft
from data.personel.rules import DayPlan, WeekPattern
from data.personel.views import PatternRow
from screens.actions import keys
from screens.forms import open_form
from screens.history import show_history
from screens.personel.area import SECTIONS
from screens.sections import SectionView
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column

_PLANS = {DayPlan.WORK: "çalışma", DayPlan.CONTRACT_FREE: "akdi tatil", DayPlan.REST: "hafta tatili"}


def _week_hours(row: PatternRow) -> str:
    """Net hours of a whole week, as ``45:00``."""
    net = WeekPattern(row.days, row.start, row.end, row.break_minutes).net_minutes
    minutes = net * row.days.count(DayPlan.WORK)
    return f"{minutes // 60}:{minutes % 60:02d}"


def _days(days: Sequence[DayPlan]) -> str:
    """Neighbouring days of one plan together: ``Pzt–Cum çalışma, Cmt akdi tatil, Paz hafta tatili``."""
    parts: list[str] = []
    start = 0
    for place in range(1, len(days) + 1):
        if place == len(days) or days[place] is not days[start]:
            last = f"–{WEEKDAYS_SHORT[place - 1]}" if place - 1 > start else ""
            parts.append(f"{WEEKDAYS_SHORT[start]}{last} {_PLANS[days[start]]}")
            start = place
    return ", ".join(parts)


class PatternLedger(SectionView[PatternRow]):
    """Weekly patterns."""

    KEY = "duzen"
    SECTIONS = SECTIONS
    HELP = (
        "Haftalık düzen, haftanın hangi gününün çalışma, akdi tatil veya hafta tatili olduğunu ve vardiyanın "
        "saatlerini söyler. N yenisini ekler; kişiye Personel listesinde G ile bir tarihten geçerli bağlanır."
    )
    EMPTY = "Haftalık düzen yok. N ile ekleyin; kişiler bir düzene bağlanmadan kaydedilemez."
    COLUMNS = (
        Column("name", "Adı", 20, lambda row: row.name, sortable=True, grows=True),
        Column("letters", "Günler", 7, lambda row: "".join(day.value for day in row.days)),
        Column("hours", "Vardiya", 11, lambda row: f"{row.start:%H:%M}–{row.end:%H:%M}"),
        Column("break", "Ara (dk)", 8, lambda row: str(row.break_minutes), align="right"),
        Column("week", "Haftalık", 8, _week_hours, align="right"),
    )
    BINDINGS = keys("new", "history", "section")

    def title(self) -> str:
        """For the frame."""
        return "Haftalık düzenler"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """New patterns only by those who may."""
        return action != "new" or self.desk.actor.can(operations.AREA, Verb.PREPARE)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[PatternRow]:
        """From the store."""
        return views.pattern_window(look, query, start, limit)

    def detail(self, look: Look, row: PatternRow) -> Detail:
        """The week in words."""
        return Detail(
            row.name,
            (
                ("Günler", _days(row.days)),
                ("Vardiya", f"{row.start:%H:%M}–{row.end:%H:%M}"),
                ("Ara dinlenme", f"{row.break_minutes} dakika"),
                ("Haftalık net süre", _week_hours(row)),
            ),
        )

    @work
    async def action_new(self) -> None:
        """N: most patterns are the five-day week with other hours."""
        await open_form(
            self,
            "Yeni haftalık düzen",
            PatternDraft,
            operations.add_pattern,
            "Haftalık düzen eklendi",
            key="duzen",
            values={"days": "XXXXXAT", "start": time(8, 0), "end": time(17, 0), "break_minutes": 60},
        )
        self.reload()

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, "pattern", self.current.id, self.current.name)
