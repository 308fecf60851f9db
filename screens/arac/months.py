"""Araç puantajları: the months of units."""

from __future__ import annotations

from textual import work

from data.arac import views
from data.arac.lookup import AREA, MONTH_KIND
from data.arac.operations import months
from data.arac.views import VehicleMonthRow
from data.core import trail
from data.core.calendar import format_date
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.personel import views as people
from data.puantaj.rules.period import Period
from screens.actions import keys
from screens.arac.month_view import VehicleMonthPage
from screens.history import show_history
from screens.puantaj.sections import SECTIONS
from screens.sections import SectionView
from screens.widgets.ask_dialogs import ChooseDialog
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column

_MONTHS = 6
_UNITS = 500


class VehicleMonthLedger(SectionView[VehicleMonthRow]):
    """The months."""

    KEY = "arac_ay"
    SECTIONS = SECTIONS
    HELP = (
        "Bir araç puantajı, bir birimin araçlarının bir ayıdır. N ayı açar, Enter araçlarını gösterir; orada "
        "günler yazılır ya da dosyadan alınır. Ay bitince F7 ile onaya sunulur: şef kontrol eder, müdür onaylar, "
        "sonra kesinleşir."
    )
    EMPTY = "Henüz araç puantajı yok. N ile bir birimin ayını açın."
    VIEWS = (("", "Tümü"), ("acik", "Açık"), ("kesin", "Kesinleşen"))
    COLUMNS = (
        Column("birim", "Birim", 26, lambda row: row.birim, grows=True),
        Column("period", "Ay", 14, lambda row: row.period.label),
        Column("stage", "Aşama", 17, lambda row: f"{row.stage.sign} {row.stage.label}"),
        Column("revision", "Sürüm", 6, lambda row: str(row.revision), align="right"),
        Column("number", "Belge no", 10, lambda row: row.number),
    )
    BINDINGS = keys("new", "history", "section")

    def title(self) -> str:
        """For the frame."""
        return "Araç puantajları"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Opening only by those who may."""
        if action == "new" and not self.desk.actor.can(AREA, Verb.PREPARE):
            return False
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[VehicleMonthRow]:
        """From the store."""
        return views.month_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: VehicleMonthRow) -> Detail:
        """Where it stands."""
        entries = trail.history(look, MONTH_KIND, row.id, limit=8)
        return Detail(
            row.title,
            (
                ("Ay", f"{format_date(row.period.start)}–{format_date(row.period.end)}"),
                ("Aşama", row.stage.label),
                ("Belge no", row.number or "—"),
                ("", "Son işlemler"),
                *((f"{entry.at.astimezone():%d.%m %H:%M}", f"{entry.who}: {entry.summary}") for entry in entries),
            ),
        )

    async def opened(self, row: VehicleMonthRow) -> None:
        """The vehicles of the month."""
        await self.frame.push(VehicleMonthPage(self.frame, row.id))

    @work
    async def action_new(self) -> None:
        """N: a unit, then a month."""
        units = await self.ask(lambda look: people.find_units(look, "", _UNITS))
        if not units:
            return
        chosen = await self.app.push_screen_wait(
            ChooseDialog("Yeni araç puantajı: birim", tuple((str(unit.id), unit.title) for unit in units))
        )
        if not chosen:
            return
        periods = _periods(self.desk.today.year, self.desk.today.month)
        picked = await self.app.push_screen_wait(
            ChooseDialog("Hangi ay?", tuple((period.start.isoformat(), period.label) for period in periods))
        )
        if not picked:
            return
        period = next(period for period in periods if period.start.isoformat() == picked[0])
        opened = await self.do(lambda work: months.open_month(work, int(chosen[0]), period))
        if opened is not None:
            self.reload()
            await self.frame.push(VehicleMonthPage(self.frame, opened))

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, MONTH_KIND, self.current.id, self.current.title)


def _periods(year: int, month: int) -> tuple[Period, ...]:
    """The present month and the ones before it, newest first."""
    places = (year * 12 + month - 1 - back for back in range(_MONTHS))
    return tuple(Period.of_month(place // 12, place % 12 + 1) for place in places)
