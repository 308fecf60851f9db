"""Evrak hareket istatistikleri on screen: number by number, each with the documents behind it."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import work

from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.evrak import statistics
from data.evrak.rules.values import Book
from data.evrak.sight import AREA
from data.evrak.statistics import NumberRow
from data.evrak.statistics_values import Drill
from screens.actions import keys
from screens.evrak.ledger import EvrakLedger, IncomingLedger, InternalLedger, OlurLedger, OutgoingLedger
from screens.evrak.reports import write_report
from screens.evrak.sections import SECTIONS
from screens.sections import SectionView
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column

_LEDGERS: dict[Book | None, type[EvrakLedger]] = {
    None: EvrakLedger,
    Book.GELEN: IncomingLedger,
    Book.GIDEN: OutgoingLedger,
    Book.IC: InternalLedger,
    Book.OLUR: OlurLedger,
}


def _value(row: NumberRow) -> str:
    return "" if row.value is None else f"{row.value:,}".translate(str.maketrans(",.", ".,"))


class StatisticsView(SectionView[NumberRow]):
    """One table a tab."""

    KEY = "evrak_istatistik"
    SECTIONS = SECTIONS
    HELP = (
        "Evrak sayıları, tablo tablo: Sekme ile tablo değişir, süzgece dört rakamlı yıl yazılırsa o yıl "
        "gösterilir (2025 dilekçe). Ok (→) olan sayıda Enter, sayının arkasındaki evrakı listeler. F6 tabloları "
        "ve grafikleri Excel ve PDF olarak yazar. Yalnız görebildiğiniz kayıtlar sayılır."
    )
    EMPTY = "Bu tabloda sayı yok."
    VIEWS: ClassVar[tuple[tuple[str, str], ...]] = tuple((key, title) for key, title, _ in statistics.TABLES)
    COLUMNS = (
        Column("label", "Satır", 26, lambda row: row.label, grows=True),
        Column("column", "Sütun", 22, lambda row: row.column, grows=True),
        Column("value", "Sayı", 12, _value, align="right"),
        Column("drill", "", 1, lambda row: "→" if row.drill else ""),
    )
    BINDINGS = keys("section")

    def title(self) -> str:
        """For the frame."""
        return "Evrak istatistikleri"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Files only for those who may export."""
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[NumberRow]:
        """From the store, counted there."""
        return statistics.number_window(look, query, start, limit)

    def detail(self, look: Look, row: NumberRow) -> Detail:
        """The number in a sentence's parts."""
        behind = "Enter ile listelenir" if row.drill else "Tek süzgeçle listelenemez"
        return Detail(f"{row.label} · {row.column}", (("Sayı", _value(row) or "—"), ("Arkasındaki evrak", behind)))

    async def opened(self, row: NumberRow) -> None:
        """Enter: the documents that the number counts."""
        if row.drill is None:
            self.say("Bu sayının evrakı tek süzgeçle listelenemez.")
            return
        await self._show(row.drill)

    async def _show(self, drill: Drill) -> None:
        ledger = _LEDGERS[drill.book](self.frame)
        await self.frame.push(ledger)
        ledger.show_tab(drill.view)
        ledger.rows.ledger_query = replace(ledger.rows.ledger_query, fields=drill.fields)

    @work
    async def action_export(self) -> None:
        """F6: the table that is seen, or all of them."""
        await write_report(self, "istatistik", {"table": self.rows.ledger_query.view})
