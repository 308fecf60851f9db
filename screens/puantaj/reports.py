"""Every report of the area in one list, with its last export."""

from __future__ import annotations

from textual import work

from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.puantaj import reports
from data.puantaj.reports import ReportRow
from screens.actions import keys
from screens.puantaj.exporting import export_report
from screens.puantaj.sections import SECTIONS
from screens.sections import SectionView
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column


def _last(row: ReportRow) -> str:
    return f"{row.last_at.astimezone():%d.%m.%Y %H:%M}" if row.last_at else ""


class ReportLedger(SectionView[ReportRow]):
    """The reports."""

    KEY = "rapor"
    SECTIONS = SECTIONS
    HELP = (
        "Puantajın bütün raporları ve basılı formları. Enter gerekenleri sorar, Excel ve PDF olarak yazar. "
        "Bir ayın formları ayın içinde F6 ile de yazılır. Düzeltilen ayların son sürümü okunur; kesinleşmeyen bir "
        "aya dayanan rapor taslaktır."
    )
    EMPTY = "Bu ada uyan rapor yok. Esc süzgeci temizler."
    COLUMNS = (
        Column("title", "Rapor", 30, lambda row: row.title, grows=True),
        Column("needs", "Sorulanlar", 18, lambda row: row.needs),
        Column("last", "Son yazdırma", 16, _last),
        Column("by", "Yazdıran", 18, lambda row: row.last_by, min_screen=96),
    )
    BINDINGS = keys("section")

    def title(self) -> str:
        """For the frame."""
        return "Raporlar"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Files only for those who may export."""
        if action == "export":
            return self.desk.actor.can("puantaj", Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[ReportRow]:
        """From the program and the trail."""
        return reports.report_window(look, query, start, limit)

    def detail(self, look: Look, row: ReportRow) -> Detail:
        """What it asks for and when it was last written."""
        return Detail(
            row.title,
            (
                ("Sorulanlar", row.needs),
                ("Son yazdırma", _last(row) or "—"),
                ("Yazdıran", row.last_by or "—"),
            ),
        )

    async def opened(self, row: ReportRow) -> None:
        """Enter: asks and writes."""
        await export_report(self, row.key)
        self.reload()

    @work
    async def action_export(self) -> None:
        """F6: as Enter."""
        if self.current is not None:
            await self.opened(self.current)
