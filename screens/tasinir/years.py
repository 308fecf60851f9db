"""Yönetim hesabı: the years of the harcama birimleri, each with how far its account is (m.34)."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import BindingType

from data.core.calendar import format_date
from data.core.money import format_int
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.reasons import Reason
from data.core.store import Look
from data.tasinir import year_checking, year_ledger
from data.tasinir.lookup import AREA, YEAR_KIND
from data.tasinir.year_ledger import YearLine
from screens.actions import keys, quiet_keys
from screens.frame import Frame
from screens.history import show_history
from screens.sections import SectionView
from screens.tasinir.sections import SECTIONS
from screens.tasinir.year_inside import ref_name
from screens.tasinir.year_paper import export_year
from screens.tasinir.year_view import YearView
from screens.view import View
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.read_dialogs import WhyDialog
from screens.widgets.tones import Tone


def open_year(frame: Frame, record_id: int) -> View:
    """The view of the year that an account is of, for the registry."""
    return YearView(frame, yil_id=record_id)


def _tone(row: YearLine) -> Tone:
    if row.closed_at is not None:
        return Tone.GOOD
    return Tone.ACCENT if row.waits else Tone.DIM


def _sign(row: YearLine) -> str:
    return "✓" if row.closed_at is not None else "●" if row.waits else ""


class YearLedger(SectionView[YearLine]):
    """Years, the last one first."""

    KEY = "tasinir_yil"
    SECTIONS = SECTIONS
    HELP = (
        "Harcama birimlerinin yılları ve taşınır mal yönetim hesabı (m.34). ✓ kapanmış, ● sırada bekleyen yıldır. "
        "Enter yılın hesabını açar: II. düzey cetveli, eşitlikleri, imza sırası; hesap orada F7 ile hazırlanır, "
        "imzalanır ve kapatılır. F4 hesabın neden kapanmadığını, tutmayan eşitlikleriyle söyler. Kapanan yıl "
        "kalanlarını sonraki yılın açılışına devreder ve fiş almaz. F6 yılın belgelerini ve defterleri yazar."
    )
    EMPTY = "Kayıtlı harcama birimi yok. B ile Harcama birimleri bölümünde yazılır."
    VIEWS = (("", "Tümü"), ("acik", "Kapanmamış"))
    COLUMNS = (
        Column("sign", "", 1, _sign, tone=_tone),
        Column("year", "Yıl", 4, lambda row: str(row.year)),
        Column("unit", "Harcama birimi", 18, lambda row: row.unit, grows=True),
        Column("state", "Durum", 14, lambda row: row.state, tone=_tone),
        Column("waits", "Sırada", 22, lambda row: row.waits, grows=True),
        Column("last", "Son fiş", 7, lambda row: format_int(row.last) if row.last else "", align="right"),
        Column("count", "Yıl sonu sayımı", 15, lambda row: row.count, min_screen=100),
        Column("closed", "Kapanış", 10,
               lambda row: format_date(row.closed_at.astimezone().date()) if row.closed_at else "",
               min_screen=112),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [*keys("why", "section"), *quiet_keys("history")]

    def title(self) -> str:
        """For the frame."""
        return "Yönetim hesabı"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Files only for those who may export."""
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[YearLine]:
        """From the store."""
        return year_ledger.year_window(look, query, start, limit)

    def detail(self, look: Look, row: YearLine) -> Detail:
        """The order of signatures and what was done of it."""
        card = year_ledger.year_card(look, row.unit_id, row.year)
        return Detail(
            row.title,
            (
                ("Durum", row.state),
                ("Sırada", row.waits or "—"),
                ("Yıl sonu sayımı", row.count or "bitirilmedi"),
                ("Son fiş numarası", format_int(row.last) if row.last else "fiş yok"),
                ("", "İmza sırası (m.34/3)"),
                *(
                    (step.role, f"{step.who}, {format_date(step.on)}" if step.on else step.what)
                    for step in card.steps
                ),
            ),
        )

    async def opened(self, row: YearLine) -> None:
        """The account of the year."""
        await self.frame.push(YearView(self.frame, unit_id=row.unit_id, year=row.year))

    @work
    async def action_why(self) -> None:
        """F4: what holds and what does not, with jumps."""
        row = self.current
        if row is not None:
            await why_year(self, row)

    @work
    async def action_export(self) -> None:
        """F6: the papers of the year under the cursor, its defterler, or the list."""
        row = self.current
        if row is None:
            return
        card = await self.ask(lambda look: year_ledger.year_card(look, row.unit_id, row.year))
        if card is not None:
            await export_year(self, card)

    def action_history(self) -> None:
        """H."""
        row = self.current
        if row is not None and row.yil_id is not None:
            show_history(self, YEAR_KIND, row.yil_id, row.title)
        elif row is not None:
            self.say(f"{row.title}: hesabı hazırlanmadı; geçmişi yok.")


async def why_year(view: View, row: YearLine) -> None:
    """Every equality of a year with its numbers, those that do not hold first."""
    found = await view.ask(lambda look: year_checking.checks(look, row.unit_id, row.year))
    if found is None:
        return
    reasons = [
        Reason(f"{'✓' if one.holds else '!'} {one.kind.label}: {reason.text}", reason.law, reason.refs)
        for one in sorted(found, key=lambda one: one.holds)
        for reason in one.reasons
    ]
    value = f"{row.state}" + (f" · sırada: {row.waits}" if row.waits else "")
    chosen = await view.app.push_screen_wait(WhyDialog(row.title, value, reasons, ref_name))
    if chosen is not None:
        view.frame.go_to_record(chosen.kind, chosen.id)
