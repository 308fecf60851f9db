"""The clock files that were taken."""

from __future__ import annotations

from textual import work

from data.core.money import format_int
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.store import Look
from data.puantaj import leave_views
from data.puantaj.leave_views import PunchFileRow
from screens.actions import keys
from screens.history import show_history
from screens.puantaj.importing import import_clock_file
from screens.puantaj.sections import SECTIONS
from screens.sections import SectionView
from screens.widgets.ledger_columns import Column


class PunchFiles(SectionView[PunchFileRow]):
    """The clock files that were taken."""

    KEY = "pdks"
    SECTIONS = SECTIONS
    HELP = "Alınan kapı saati dosyaları. A yeni dosya alır: önce önizlenir; aynı içerik ikinci kez alınmaz."
    EMPTY = "Henüz kapı saati dosyası alınmadı. A ile alın."
    COLUMNS = (
        Column("name", "Dosya", 30, lambda row: row.name, grows=True),
        Column("rows", "Hareket", 9, lambda row: format_int(row.rows), align="right"),
        Column("span", "Kapsam", 23, lambda row: row.span),
        Column("at", "Alındı", 16, lambda row: f"{row.taken_at.astimezone():%d.%m.%Y %H:%M}", min_screen=90),
        Column("by", "Alan", 18, lambda row: row.taken_by, min_screen=110),
    )
    BINDINGS = keys("import_file", "section", "history")

    def title(self) -> str:
        """For the frame."""
        return "PDKS dosyaları"

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[PunchFileRow]:
        """From the store."""
        return leave_views.punch_files(look, query, start, limit, anchor)

    @work
    async def action_import_file(self) -> None:
        """A."""
        await import_clock_file(self)
        self.reload()

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, "taken_file", self.current.id, self.current.name)
