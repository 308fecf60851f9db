"""Harcama işleri: what ödenek is blocked, committed and spent for."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import work
from textual.binding import BindingType

from data.butce import movement_views
from data.butce.lookup import WORK_KIND
from data.butce.movement_views import WorkCard, WorkRow
from data.butce.rules.values import WorkState
from data.core.calendar import format_date
from data.core.money import format_kurus
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.store import Look
from screens.actions import keys, quiet_keys
from screens.butce import work_steps
from screens.butce.papers import export_works
from screens.butce.work_view import WorkView
from screens.butce.year import BudgetLedger, new_year, or_blank
from screens.history import show_history
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.tones import Tone

_SIGNS: Final = {WorkState.ACIK: "○", WorkState.BITTI: "✓", WorkState.IPTAL: "×"}


def _tone(row: WorkRow) -> Tone:
    return Tone.NORMAL if row.state is WorkState.ACIK else Tone.DIM


class WorkLedger(BudgetLedger[WorkRow]):
    """The works of a budget."""

    KEY = "harcama_isi"
    NAME = "Harcama işleri"
    HELP = (
        "Ödeneğin ne için bloke edildiği, taahhüt edildiği ve harcandığı: alımlar, sözleşmeler, giderler. N işi "
        "açar; Enter işi gösterir, orada onay belgesiyle bloke (K), sözleşmeyle taahhüt (T), ödeme emriyle ödeme "
        "(Ö) yazılır. Taahhüt blokeyi, ödeme taahhüdü kullanır: para iki kez ayrılmaz. P işi bitirir, kalanını "
        "çözer; Del gerekçesiyle vazgeçer. ○ süren, ✓ biten, × vazgeçilen iştir."
    )
    EMPTY = "Bu görünümde harcama işi yok. N ile açın."
    VIEWS = (("acik", "Süren"), ("bitti", "Biten"), ("iptal", "Vazgeçilen"), ("", "Tümü"))
    COLUMNS = (
        Column("sign", "", 1, lambda row: _SIGNS[row.state], tone=_tone),
        Column("number", "No", 4, lambda row: str(row.number), align="right"),
        Column("subject", "İşin konusu", 20, lambda row: row.subject, grows=True, tone=_tone),
        Column("bloke", "Bloke", 13, lambda row: or_blank(row.held.bloke), align="right"),
        Column("taahhut", "Taahhüt", 13, lambda row: or_blank(row.held.taahhut), align="right"),
        Column("harcanan", "Harcanan", 13, lambda row: or_blank(row.held.harcanan), align="right"),
        Column("firm", "Yüklenici", 18, lambda row: row.firm, grows=True, min_screen=100),
        Column("kind", "Türü", 12, lambda row: row.kind.label, min_screen=120),
        Column("state", "Durum", 10, lambda row: row.state.label, min_screen=134, tone=_tone),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("new", "edit", "work_finish", "cancel_record", "budget_year", "section"),
        *quiet_keys("history"),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Finishing needs what writing needs."""
        return super().check_action("edit" if action == "work_finish" else action, parameters)

    def fetch_of(
        self, look: Look, yil_id: int, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[WorkRow]:
        """From the store."""
        return movement_views.work_window(look, query, start, limit, anchor, yil_id=yil_id)

    def detail(self, look: Look, row: WorkRow) -> Detail:
        """What it is for, what it holds on which tertip, what was written for it."""
        return work_detail(movement_views.work_card(look, row.id))

    async def opened(self, row: WorkRow) -> None:
        """Enter: the work with its movements."""
        await self.frame.push(WorkView(self.frame, row.id))

    @work
    async def action_new(self) -> None:
        """N: a work, and then its movements; without any budget, its year."""
        if self.year is None:
            await new_year(self)
        elif (made := await work_steps.new_work(self, self.year.id)) is not None:
            await self.frame.push(WorkView(self.frame, made))
        self.reload()

    @work
    async def action_edit(self) -> None:
        """F2: subject, firm and onay belgesi."""
        if (row := self.running()) is not None:
            await work_steps.amend_work(self, row)
            self.reload()

    @work
    async def action_work_finish(self) -> None:
        """P: it is over; its rest is let go."""
        if (row := self.running()) is not None:
            await work_steps.finish_work(self, row)
            self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: given up with a reason."""
        if (row := self.running()) is not None:
            await work_steps.give_up_work(self, row)
            self.reload()

    def running(self) -> WorkRow | None:
        """The work under the cursor, if it is not over; says so if it is."""
        row = self.current
        if row is not None and row.state is not WorkState.ACIK:
            self.say(work_steps.over_words(row))
            return None
        return row

    @work
    async def action_export(self) -> None:
        """F6: the list that is seen, or the open blocks and commitments on paper."""
        await export_works(self, self.year)

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, WORK_KIND, self.current.id, work_steps.name_of(self.current))


def work_detail(card: WorkCard) -> Detail:
    """A work in lines."""
    row = card.row
    onay = " · ".join(part for part in (row.onay_no, format_date(row.onay_day) if row.onay_day else "") if part)
    facts = (
        ("Durum", row.state.label),
        ("Türü", row.kind.label),
        ("Yüklenici", row.firm),
        ("Onay belgesi", onay),
        ("Gerekçe", row.reason),
    )
    held = []
    for one in card.tertips:
        parts = (("bloke", one.held.bloke), ("taahhüt", one.held.taahhut), ("harcanan", one.held.harcanan))
        words = ", ".join(f"{label} {format_kurus(amount)}" for label, amount in parts if amount)
        held.append((f"{one.ekonomik} {one.name}", words or "kalan yok"))
    return Detail(
        work_steps.name_of(row),
        (
            *((label, value) for label, value in facts if value),
            *((("", "Tertipleri"),) if held else ()),
            *held,
            *((("", "Hareketleri"),) if card.movements else ()),
            *(
                (format_date(one.day), f"{one.kind.label} {format_kurus(one.amount)}")
                for one in reversed(card.movements)
            ),
        ),
    )
