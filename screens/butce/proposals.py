"""Bütçe teklifleri: the ledger of proposals of all units in sight."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import work
from textual.binding import BindingType

from data.butce import proposal_views
from data.butce.lookup import AREA, PROPOSAL_KIND
from data.butce.proposal_views import ProposalCard, ProposalRow
from data.butce.rules.values import ProposalState
from data.core.calendar import format_date
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from screens.actions import keys, quiet_keys
from screens.butce import proposal_steps as steps
from screens.butce.papers import export_proposal
from screens.butce.proposal_view import ProposalView
from screens.butce.sections import SECTIONS
from screens.butce.year import plain
from screens.history import show_history
from screens.sections import SectionView
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.tones import Tone

_SIGNS: Final = {
    ProposalState.TASLAK: "○",
    ProposalState.ONAYDA: "●",
    ProposalState.ONAYLI: "●",
    ProposalState.BUTCE: "✓",
    ProposalState.IPTAL: "×",
}


def _tone(row: ProposalRow) -> Tone:
    return Tone.DIM if row.state is ProposalState.IPTAL else Tone.NORMAL


class ProposalLedger(SectionView[ProposalRow]):
    """The proposals of all units in sight."""

    KEY = "butce_teklif"
    SECTIONS = SECTIONS
    HELP = (
        "Gelecek yılın bütçe teklifleri. N birimin teklifini bu yılın tertipleriyle, ödeneğinden ya da yıl sonu "
        "tahmininden doldurarak başlatır; Enter satırlarını bu yılın gidişiyle yan yana açar. F7 sunar, kontrol "
        "eder, onaylar; onaylıyı meclis kararıyla yeni yılın bütçesi yapar. F8 iade eder, Del vazgeçer. ○ "
        "taslak, ● bekleyen, ✓ bütçe olan, × vazgeçilendir. Süzgeç: yıl:2027 durum:onayda birim:yazılım."
    )
    EMPTY = "Bu görünümde bütçe teklifi yok. N gelecek yılın teklifini başlatır."
    VIEWS = (("", "Süren"), ("butce", "Bütçe olan"), ("tumu", "Tümü"))
    FILTER_FIELDS = (("yil", "Yıl"), ("no", "No"), ("birim", "Birim"), ("durum", "Durum"))
    COLUMNS = (
        Column("sign", "", 1, lambda row: _SIGNS[row.state], tone=_tone),
        Column("no", "No", 8, lambda row: row.no, tone=_tone),
        Column("unit", "Harcama birimi", 20, lambda row: row.unit, grows=True),
        Column("first", "Bütçe yılı", 15, lambda row: plain(row.total.first), align="right"),
        Column("lines", "Satır", 5, lambda row: str(row.lines), align="right"),
        Column("state", "Durum", 12, lambda row: row.state.label, tone=_tone),
        Column("day", "Tarih", 10, lambda row: format_date(row.day), min_screen=92),
        Column("second", "İzleyen yıl", 15, lambda row: plain(row.total.second), align="right", min_screen=112),
        Column("third", "İkinci izleyen", 15, lambda row: plain(row.total.third), align="right", min_screen=130),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("new", "hand_on", "send_back", "cancel_record", "section"),
        *quiet_keys("history"),
    ]

    def title(self) -> str:
        """For the frame."""
        return "Bütçe teklifleri"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whose step it is shows on the proposal itself."""
        can = self.desk.actor.can
        if action in ("new", "cancel_record"):
            return can(AREA, Verb.PREPARE)
        if action == "hand_on":
            return any(can(AREA, verb) for verb in (Verb.PREPARE, Verb.CHECK, Verb.APPROVE))
        if action == "send_back":
            return can(AREA, Verb.CHECK) or can(AREA, Verb.APPROVE)
        if action == "export":
            return can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[ProposalRow]:
        """From the store."""
        return proposal_views.proposal_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: ProposalRow) -> Detail:
        """As the reviewer reads it."""
        return Detail(steps.name_of(row), proposal_views.sum_up(look, row.id))

    async def opened(self, row: ProposalRow) -> None:
        """Enter: the proposal with its lines."""
        await self.frame.push(ProposalView(self.frame, row.id))

    async def _card(self) -> ProposalCard | None:
        row = self.current
        return await self.ask(lambda look: proposal_views.proposal_card(look, row.id)) if row is not None else None

    @work
    async def action_new(self) -> None:
        """N: a unit's proposal for the coming year."""
        made = await steps.new_proposal(self)
        if made is not None:
            self.reload()
            await self.frame.push(ProposalView(self.frame, made))

    @work
    async def action_hand_on(self) -> None:
        """F7: the next step."""
        if (card := await self._card()) is not None:
            await steps.hand_on(self, card)
            self.reload()

    @work
    async def action_send_back(self) -> None:
        """F8: back to its preparer."""
        if (card := await self._card()) is not None:
            await steps.give_back(self, card)
            self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: given up with a reason."""
        if self.current is not None:
            await steps.end(self, self.current)
            self.reload()

    @work
    async def action_export(self) -> None:
        """F6: the papers of the proposal, or the list."""
        await export_proposal(self, self.current)

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, PROPOSAL_KIND, self.current.id, steps.name_of(self.current))
