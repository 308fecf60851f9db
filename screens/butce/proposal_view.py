"""One budget proposal: its lines beside this year's course, its way to the budget."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from data.butce import proposal_views
from data.butce.lookup import AREA, PROPOSAL_KIND
from data.butce.proposal_views import ProposalCard, ProposalLine
from data.butce.rules.values import ProposalState
from data.core.money import format_kurus
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold
from screens.actions import keys, quiet_keys
from screens.butce import proposal_steps as steps
from screens.butce.ceilings import CeilingView
from screens.butce.papers import export_proposal
from screens.butce.why import show_why
from screens.butce.year import or_blank, plain
from screens.frame import Frame
from screens.history import show_history
from screens.ledger_view import LedgerView
from screens.view import View
from screens.widgets.detail import Detail
from screens.widgets.ledger import Ledger
from screens.widgets.ledger_columns import Column
from screens.widgets.literal import facts_line
from screens.widgets.tones import Tone


def open_proposal(frame: Frame, record_id: int) -> View:
    """The view of one proposal, for the registry."""
    return ProposalView(frame, record_id)


def _sign(row: ProposalLine) -> str:
    return "!" if row.unreasoned else "+" if row.odenek is None else ""


def _line_tone(row: ProposalLine) -> Tone:
    return Tone.WARN if row.unreasoned else Tone.NORMAL


def _change(row: ProposalLine) -> str:
    if row.change is None:
        return "yeni" if row.odenek is None else ""
    return f"{row.change:+.1f}".replace(".", ",").replace("-", "−").replace("+0,0", "0,0")


def _voted(row: ProposalLine) -> str:
    return "" if row.decided is None else plain(row.decided)


class ProposalView(LedgerView[ProposalLine]):
    """A proposal with its lines."""

    KEY = "butce_teklif_satir"
    HELP = (
        "Bir bütçe teklifi, satır satır bu yılın ödeneği, harcaması ve yıl sonu tahminiyle yan yana. F2 satırda "
        "istenen üç yılı ve gerekçesini yazar; ! gerekçesi yazılması gereken satırdır, + yeni tertiptir. N yeni "
        "tertip ekler, Del satırı çıkarır, Ö bütün satırları bu yıldan yeniden doldurur, K genel gerekçeyi "
        "yazar, T tavanları açar. F7 sunar, kontrol eder, onaylar. Onaylı teklifte F2 meclisin kabul ettiği "
        "tutarı, F7 kararı yazar ve yeni yılı açar. F4 satırın nedenini, F6 bütçe fişi ve cetvellerini verir."
    )
    EMPTY = "Teklifte satır yok. N ile tertip ekleyin."
    VIEWS = (("", "Tümü"), ("gerekce", "Gerekçesiz"))
    COLUMNS = (
        Column("sign", "", 1, _sign, tone=_line_tone),
        Column("ekonomik", "Kod", 11, lambda row: row.ekonomik),
        Column("name", "Adı", 14, lambda row: row.name, grows=True),
        Column("odenek", "Bu yıl", 14, lambda row: "—" if row.odenek is None else plain(row.odenek),
               align="right"),
        Column("spent", "Harcanan", 14, lambda row: or_blank(row.spent or 0), align="right", min_screen=108),
        Column("projected", "Tahmin", 14, lambda row: or_blank(row.projected or 0), align="right",
               min_screen=96),
        Column("first", "Teklif", 14, lambda row: plain(row.years.first), align="right", tone=_line_tone),
        Column("change", "± %", 7, _change, align="right"),
        Column("voted", "Kabul", 14, _voted, align="right", min_screen=122),
        Column("second", "İzleyen yıl", 14, lambda row: plain(row.years.second), align="right",
               min_screen=138),
        Column("third", "İkinci izleyen", 14, lambda row: plain(row.years.third), align="right",
               min_screen=154),
    )  # fmt: skip
    DEFAULT_CSS = """
    ProposalView > .proposal--head { height: auto; max-height: 6; padding: 0 1; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("new", "edit", "fill_lines", "head", "ceilings", "hand_on", "send_back", "why", "cancel_record"),
        *quiet_keys("history", "refresh"),
    ]

    def __init__(self, frame: Frame, teklif_id: int) -> None:
        super().__init__(frame)
        self.teklif_id = teklif_id
        self.card: ProposalCard | None = None
        """The proposal as it was read last."""
        self.voted: dict[int, int] = {}
        """What the meclis voted otherwise, by line; kept until the decision is written."""
        self._head = Static("", markup=False, classes="proposal--head")

    def compose(self) -> ComposeResult:
        """The head above the lines."""
        yield self._head
        yield from super().compose()

    def title(self) -> str:
        """Number and state."""
        return f"Bütçe teklifi {self.card.row.no} · {self.card.row.state.label}" if self.card else "Bütçe teklifi"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do with the proposal as it stands."""
        card, prepares = self.card, self.desk.actor.can(AREA, Verb.PREPARE)
        if action in ("new", "fill_lines", "head"):
            return card is not None and prepares and card.row.state is ProposalState.TASLAK
        if action == "edit":
            writable = (ProposalState.TASLAK, ProposalState.ONAYLI)
            return card is not None and prepares and card.row.state in writable
        if action == "hand_on":
            return card is not None and steps.may_hand_on(self, card)
        if action == "send_back":
            return card is not None and steps.may_return(self, card)
        if action == "cancel_record":
            return card is not None and steps.may_end(self, card.row)
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[ProposalLine]:
        """From the store: the lines of one proposal."""
        card = proposal_views.proposal_card(look, self.teklif_id)
        self.card = card
        words = fold(query.text).split()
        rows = [
            replace(row, decided=self.voted.get(row.id, row.decided))
            for row in card.lines
            if (not query.view or row.unreasoned)
            and all(word in fold(f"{row.kod} {row.name} {row.reason}") for word in words)
        ]
        part = tuple(rows[start : start + limit])
        total = f"teklif {format_kurus(sum(row.years.first for row in rows))}"
        now = sum(row.odenek or 0 for row in rows)
        return Window(
            start, part, tuple((row.id,) for row in part), len(rows), f"{total} · bu yıl {format_kurus(now)}"
        )

    @on(Ledger.Loaded)
    def _card_read(self, event: Ledger.Loaded) -> None:
        if self.card is not None:
            self._head.update(_head_text(self.card))
            self.frame.refresh_bindings()

    def detail(self, look: Look, row: ProposalLine) -> Detail:
        """A line with its three years beside this one."""
        year = self.card.row.year if self.card else 0
        facts = (
            ("Tertip", row.kod),
            ("Bu yılın ödeneği", "" if row.odenek is None else format_kurus(row.odenek)),
            ("Harcanan", format_kurus(row.spent) if row.spent else ""),
            ("Yıl sonu tahmini", format_kurus(row.projected) if row.projected else ""),
            (f"{year} teklifi", f"{format_kurus(row.years.first)} {_change(row)}".strip()),
            (f"{year + 1}", format_kurus(row.years.second)),
            (f"{year + 2}", format_kurus(row.years.third)),
            ("Kabul edilen", "" if row.decided is None else format_kurus(row.decided)),
            ("Gerekçesi", row.reason or ("! yazılmalıdır" if row.unreasoned else "")),
        )
        return Detail(f"{row.ekonomik} {row.name}", tuple(one for one in facts if one[1]))

    # ------------------------------------------------------------ actions

    @work
    async def action_new(self) -> None:
        """N: a new tertip."""
        if self.card is not None:
            await steps.add_line(self, self.card.row)
            self.reload()

    @work
    async def action_edit(self) -> None:
        """F2: what the line asks; once approved, what the meclis voted."""
        card, line = self.card, self.current
        if card is None or line is None:
            return
        if card.row.state is ProposalState.ONAYLI:
            now = self.voted.get(line.id, line.years.first)
            amount = await steps.ask_voted(self, line, now)
            if amount is not None:
                self.voted[line.id] = amount
        else:
            await steps.amend_line(self, card.row, line)
        self.reload()

    @work
    async def action_fill_lines(self) -> None:
        """Ö: all lines anew from this year."""
        if self.card is not None:
            await steps.fill(self, self.card.row)
            self.reload()

    @work
    async def action_head(self) -> None:
        """K: day and general reason."""
        if self.card is not None:
            await steps.amend_head(self, self.card)
            self.reload()

    async def action_ceilings(self) -> None:
        """T: the ceilings of the unit for that year."""
        if self.card is not None:
            await self.frame.push(CeilingView(self.frame, self.card))

    @work
    async def action_hand_on(self) -> None:
        """F7: the next step."""
        if self.card is not None:
            if await steps.hand_on(self, self.card, self.voted):
                self.voted.clear()
            self.reload()

    @work
    async def action_send_back(self) -> None:
        """F8: back to its preparer."""
        if self.card is not None:
            await steps.give_back(self, self.card)
            self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: takes a line out of a draft; gives any other proposal up."""
        card, line = self.card, self.current
        if card is None:
            return
        if card.row.state is ProposalState.TASLAK and line is not None:
            await steps.remove_line(self, card.row, line)
        else:
            await steps.end(self, card.row)
        self.reload()

    @work
    async def action_why(self) -> None:
        """F4: what the line asks and what speaks for it."""
        line = self.current
        if line is not None:
            await show_why(
                self,
                f"{line.ekonomik} {line.name}",
                lambda look: proposal_views.why_line(look, line.id, self.teklif_id),
                "Teklif",
            )

    @work
    async def action_export(self) -> None:
        """F6: the papers of the proposal, or its lines as a list."""
        await export_proposal(self, self.card.row if self.card else None)

    def action_history(self) -> None:
        """H."""
        show_history(self, PROPOSAL_KIND, self.teklif_id, self.title())


def _head_text(card: ProposalCard) -> Content:
    row = card.row
    facts = (
        ("", row.unit),
        ("Durum", row.state.label),
        (str(row.year), format_kurus(row.total.first)),
        (str(row.year + 1), format_kurus(row.total.second)),
        (str(row.year + 2), format_kurus(row.total.third)),
        ("Genel gerekçe", card.note),
        *(("!", one) for one in card.problems),
    )
    return facts_line(facts)
