"""Yapılacaklar: what the budget's calendar asks of each unit, by which day."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import BindingType

from data.butce import duty_views
from data.butce.duty_views import BudgetDutyRow
from data.butce.lookup import PROPOSAL_KIND, UNIT_KIND, YEAR_KIND
from data.butce.rules.duties import BudgetDuty
from data.core.calendar import format_date
from data.core.lights import Light
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.store import Look
from screens.actions import keys
from screens.areas import load
from screens.butce.sections import SECTIONS
from screens.butce.year import remember_year
from screens.frame import Frame
from screens.sections import SectionView
from screens.view import View
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.read_dialogs import WhyDialog
from screens.widgets.tones import Tone

_TONES = {Light.GECIKTI: Tone.BAD, Light.KIRMIZI: Tone.WARN, Light.SARI: Tone.ACCENT}
_NAMES = {PROPOSAL_KIND: "bütçe teklifi", YEAR_KIND: "bütçe yılı", UNIT_KIND: "harcama birimi"}
_PROPOSALS = "screens.butce.proposals:ProposalLedger"
_CLOSING = "screens.butce.closing:ClosingLedger"
_ODENEK = "screens.butce.odenek:OdenekLedger"


def open_duties(frame: Frame, record_id: int) -> View:
    """The calendar, in which a duty that was reminded of stands, for the registry."""
    return DutyLedger(frame)


def _tone(row: BudgetDutyRow) -> Tone:
    return _TONES.get(row.light, Tone.NORMAL)


class DutyLedger(SectionView[BudgetDutyRow]):
    """Duties, the earliest last day first."""

    KEY = "butce_gorev"
    SECTIONS = SECTIONS
    HELP = (
        "Bütçe takviminin birimden istedikleri, son günü en yakın olan üstte; yapıldığı kayıtlardan belli olan "
        "görünmez. ! geciken, ● son iki iş gününe giren, ○ süresinin yarısı geçendir. Enter işin yapılacağı "
        "bölümü ya da teklifi açar, F4 son günün dayanağını söyler. Günler Yönetim'de ayarlanır."
    )
    EMPTY = "Bugün bütçe takviminin istediği bir iş yok."
    VIEWS = (("", "Tümü"), ("geciken", "Geciken"))
    COLUMNS = (
        Column(
            "last", "Son gün", 12, lambda row: f"{row.light.sign or ' '} {format_date(row.last_day)}", tone=_tone
        ),
        Column("left", "Kalan", 15, lambda row: row.left, tone=_tone),
        Column("year", "Bütçe", 5, lambda row: str(row.year)),
        Column("what", "Yapılacak", 30, lambda row: row.kind.label, grows=True),
        Column("unit", "Harcama birimi", 26, lambda row: row.unit, grows=True, min_screen=110),
    )
    BINDINGS: ClassVar[list[BindingType]] = keys("why", "section")

    def title(self) -> str:
        """For the frame."""
        return "Bütçe takvimi"

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[BudgetDutyRow]:
        """From the store."""
        return duty_views.duty_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: BudgetDutyRow) -> Detail:
        """What is to be done, by when and why then."""
        return Detail(
            row.kind.label,
            (
                ("Bütçe yılı", str(row.year)),
                ("Harcama birimi", row.unit),
                ("Son gün", f"{format_date(row.last_day)} · {row.left} · {row.light.label}"),
                ("", "Nasıl bulundu"),
                *((one.law or "Kural", one.text) for one in row.reasons),
            ),
        )

    async def opened(self, row: BudgetDutyRow) -> None:
        """Enter: where it is done."""
        if row.teklif_id:
            self.frame.go_to_record(PROPOSAL_KIND, row.teklif_id)
            return
        if row.yil_id:
            await remember_year(self, row.yil_id)
        where = {BudgetDuty.YILSONU: _CLOSING, BudgetDuty.ACILIS: _ODENEK}.get(row.kind, _PROPOSALS)
        self.frame.swap(load(where)(self.frame))

    @work
    async def action_why(self) -> None:
        """F4: what the last day rests on."""
        row = self.current
        if row is not None:
            value = f"Son gün: {format_date(row.last_day)} · {row.left}"
            dialog = WhyDialog(row.kind.label, value, row.reasons, lambda ref: _NAMES.get(ref.kind, "kayıt"))
            if (chosen := await self.app.push_screen_wait(dialog)) is not None:
                self.frame.go_to_record(chosen.kind, chosen.id)
