"""Bütçe teklifleri: the ledger of proposals, one with its lines beside this year's course, and their ceilings."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from data.butce import proposal_views
from data.butce.lookup import AREA, PROPOSAL_KIND
from data.butce.proposal_views import CeilingRow, ProposalCard, ProposalLine, ProposalRow
from data.butce.rules.values import ProposalState
from data.core.calendar import format_date
from data.core.money import format_kurus
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold
from screens.actions import keys, quiet_keys
from screens.butce import proposal_steps as steps
from screens.butce.papers import export_proposal
from screens.butce.sections import SECTIONS
from screens.butce.tertip_view import show_why
from screens.butce.year import or_blank, plain
from screens.frame import Frame
from screens.history import show_history
from screens.ledger_view import LedgerView
from screens.sections import SectionView
from screens.view import View
from screens.widgets.detail import Detail
from screens.widgets.ledger import Ledger
from screens.widgets.ledger_columns import Column
from screens.widgets.literal import facts_line
from screens.widgets.tones import Tone

_SIGNS: Final = {
    ProposalState.TASLAK: "○",
    ProposalState.ONAYDA: "●",
    ProposalState.ONAYLI: "●",
    ProposalState.BUTCE: "✓",
    ProposalState.IPTAL: "×",
}


def open_proposal(frame: Frame, record_id: int) -> View:
    """The view of one proposal, for the registry."""
    return ProposalView(frame, record_id)


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


class CeilingView(LedgerView[CeilingRow]):
    """The ceilings of a unit's proposal for a year."""

    KEY = "butce_tavan"
    HELP = (
        "Birimin o yılın teklifine konan tavanlar: teklifin tümü ya da bir ekonomik kod için. N tavan yazar, F2 "
        "değiştirir, Del gerekçesiyle kaldırır. Aşılan tavan, teklif sunulurken ya engeldir ya da genel gerekçe "
        "ister."
    )
    EMPTY = "Bu birimin o yıl için tavanı yok. N ile yazın."
    COLUMNS = (
        Column("ekonomik", "Ekonomik kod", 14, lambda row: row.ekonomik or "Tümü"),
        Column("first", "Bütçe yılı", 15, lambda row: plain(row.first), align="right"),
        Column("second", "İzleyen yıl", 15, lambda row: "—" if row.second is None else plain(row.second),
               align="right"),
        Column("source", "Dayanağı", 18, lambda row: row.source, grows=True),
        Column("third", "İkinci izleyen", 15, lambda row: "—" if row.third is None else plain(row.third),
               align="right", min_screen=96),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [*keys("new", "edit", "cancel_record"), *quiet_keys("refresh")]

    def __init__(self, frame: Frame, card: ProposalCard) -> None:
        super().__init__(frame)
        self._unit_id, self._unit, self._year = card.harcama_birimi_id, card.row.unit, card.row.year

    def title(self) -> str:
        """Whose and for which year."""
        return f"Bütçe tavanları · {self._year} · {self._unit}"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Writing only by those who may."""
        if action in ("new", "edit", "cancel_record"):
            return self.desk.actor.can(AREA, Verb.PREPARE)
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[CeilingRow]:
        """From the store; they are few, so they are read at once."""
        words = fold(query.text).split()
        found = proposal_views.ceilings(look, self._unit_id, self._year)
        rows = [row for row in found if all(word in fold(f"{row.ekonomik} {row.source}") for word in words)]
        part = tuple(rows[start : start + limit])
        return Window(start, part, tuple((row.id,) for row in part), len(rows))

    @work
    async def action_new(self) -> None:
        """N: a ceiling."""
        await steps.write_ceiling(self, self._unit_id, self._year)
        self.reload()

    @work
    async def action_edit(self) -> None:
        """F2: the one under the cursor."""
        if self.current is not None:
            await steps.write_ceiling(self, self._unit_id, self._year, self.current)
            self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: taken away with a reason."""
        if self.current is not None:
            await steps.remove_ceiling(self, self.current)
            self.reload()
