"""One Kayıttan Düşme Teklif ve Onay Tutanağı: its head above, its lines below, its way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from data.core.money import format_int, format_kurus
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold
from data.tasinir.ending_fault import takes_decision
from data.tasinir.ending_summaries import head_lines
from data.tasinir.ending_views import WriteOffCard, WriteOffLineRow, write_off_card
from data.tasinir.lookup import AREA, WRITE_OFF_KIND
from data.tasinir.rules.amounts import format_price, format_quantity
from data.tasinir.rules.values import WriteOffState
from screens.actions import keys, quiet_keys
from screens.frame import Frame
from screens.history import show_history
from screens.ledger_view import LedgerView
from screens.tasinir import write_off_steps as steps
from screens.tasinir.ending_paper import export_write_off
from screens.view import View
from screens.widgets.detail import Detail
from screens.widgets.ledger import Ledger
from screens.widgets.ledger_columns import Column
from screens.widgets.literal import facts_line


def open_write_off(frame: Frame, record_id: int) -> View:
    """The view of one paper, for the registry."""
    return WriteOffView(frame, record_id)


async def write_off_items(view: LedgerView[Any], item_ids: Sequence[int]) -> None:
    """Z in lists of items: one proposal with all of them, then the paper itself."""
    if not item_ids:
        view.say("Taşınır seçilmedi.")
        return
    made = await steps.new_paper(view, item_ids)
    if made is not None:
        view.rows.clear_selection()
        await view.frame.push(WriteOffView(view.frame, made))


class WriteOffView(LedgerView[WriteOffLineRow]):
    """A paper with its lines."""

    KEY = "dusme_kalem"
    HELP = (
        "Bir Kayıttan Düşme Teklif ve Onay Tutanağı: üstte başlığı, altta düşülecek taşınırlar. Taslakta N "
        "kalemleri art arda yazar: dayanıklı taşınır sicil no ya da barkodla, tüketim malzemesi miktarla. F2 "
        "imleçteki kalemi, boş tutanakta başlığı düzeltir; K komisyonu yazar, son komisyon hazır gelir. F7 sunar, "
        "kontrol eder, onaylar: onayla çıkış fişinin taslağı hazırlanır. F8 iade eder; harcama yetkilisi "
        "reddedebilir de. P onaylı hurdanın sonucunu yazar, T hurdadan çıkan parçaların girişini açar. Z "
        "kaybın kusur ve tazmin kararını belgesiyle yazar, son yazılan geçerlidir. F4 kuralları maddeleriyle "
        "söyler."
    )
    EMPTY = "Tutanakta kalem yok. N ile ekleyin."
    COLUMNS = (
        Column("line_no", "No", 3, lambda row: format_int(row.line_no), align="right"),
        Column("name", "Taşınır", 18, lambda row: row.name, grows=True),
        Column("sicil", "Sicil no", 24, lambda row: row.sicil_no, align="tail"),
        Column("quantity", "Miktar", 9, lambda row: format_quantity(row.quantity), align="right"),
        Column("kurus", "Tutar", 14, lambda row: format_kurus(row.kurus), align="right"),
        Column("unit", "Birim", 7, lambda row: row.unit, min_screen=88),
        Column("code", "Kod", 17, lambda row: row.code, min_screen=106),
        Column("note", "Açıklama", 24, lambda row: row.note, grows=True, min_screen=132),
    )
    DEFAULT_CSS = """
    WriteOffView > .write-off--head { height: auto; max-height: 7; padding: 0 1; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("new", "edit", "commission", "hand_on", "send_back", "outcome", "parts", "fault", "why"),
        *keys("cancel_record", "history"),
        *quiet_keys("refresh"),
    ]

    def __init__(self, frame: Frame, dusme_id: int, *, adding: bool = False) -> None:
        super().__init__(frame)
        self.dusme_id = dusme_id
        self._adding = adding
        self._card: WriteOffCard | None = None
        self._head = Static("", markup=False, classes="write-off--head")

    def compose(self) -> ComposeResult:
        """The head above the lines."""
        yield self._head
        yield from super().compose()

    def title(self) -> str:
        """Number and reason."""
        return f"Kayıttan düşme {steps.name_of(self._card.row)}" if self._card else "Kayıttan düşme"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do with the paper as it stands."""
        card, prepares = self._card, self.desk.actor.can(AREA, Verb.PREPARE)
        if action in ("new", "edit", "commission"):
            return card is not None and prepares and card.row.state is WriteOffState.TASLAK
        if action == "hand_on":
            return card is not None and steps.may_hand_on(self, card)
        if action == "send_back":
            return card is not None and steps.may_return(self, card)
        if action == "cancel_record":
            return card is not None and steps.may_cancel(self, card.row)
        if action in ("outcome", "parts"):
            scrap = card is not None and steps.is_scrap(card.row) and card.row.state is WriteOffState.ONAYLI
            return scrap and prepares and (action == "parts" or card is None or card.row.outcome is None)
        if action == "fault":
            return card is not None and prepares and takes_decision(card.row.reason_kind, card.row.state)
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[WriteOffLineRow]:
        """From the store: the lines of one paper."""
        card = write_off_card(look, self.dusme_id)
        self._card = card
        words = fold(query.text).split()
        rows = [
            row
            for row in card.lines
            if all(word in fold(f"{row.code} {row.name} {row.sicil_no}") for word in words)
        ]
        part = tuple(rows[start : start + limit])
        total = f"toplam {format_kurus(card.row.kurus)}"
        return Window(start, part, tuple((row.id,) for row in part), len(rows), total)

    @on(Ledger.Loaded)
    def _card_read(self, event: Ledger.Loaded) -> None:
        if self._card is None:
            return
        lines = [line for line in head_lines(self._card) if line[0] != "Toplam"]
        self._head.update(facts_line(lines))
        self.frame.refresh_bindings()
        if self._adding:
            self._adding = False
            self.action_new()

    def detail(self, look: Look, row: WriteOffLineRow) -> Detail:
        """All of a line."""
        lines = (
            ("Taşınır kodu", row.code),
            ("Sicil no", row.sicil_no),
            ("Miktar", f"{format_quantity(row.quantity)} {row.unit}"),
            ("Birim değer", format_price(row.unit_value)),
            ("Kayıtlı değer", format_kurus(row.kurus)),
            ("Açıklama", row.note),
        )
        return Detail(f"{row.line_no}. {row.name}", tuple(line for line in lines if line[1]))

    # ------------------------------------------------------------ writing

    @work
    async def action_new(self) -> None:
        """N: lines one after the other."""
        if self._card is not None:
            await steps.add_lines(self, self._card.row)
            self.reload()

    @work
    async def action_edit(self) -> None:
        """F2: the line under the cursor; without lines, the head."""
        if self._card is None:
            return
        if self.current is not None:
            await steps.amend_line(self, self._card.row, self.current)
        else:
            await steps.amend_head(self, self._card.row)
        self.reload()

    @work
    async def action_commission(self) -> None:
        """K: the commission."""
        if self._card is not None:
            await steps.write_commission(self, self._card.row)
            self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: takes a line off a draft; gives any other paper up."""
        if self._card is None:
            return
        if self._card.row.state is WriteOffState.TASLAK and self.current is not None:
            await steps.take_line_off(self, self._card.row, self.current)
        else:
            await steps.cancel(self, self._card.row)
        self.reload()

    # ------------------------------------------------------------ its way

    @work
    async def action_hand_on(self) -> None:
        """F7: the next step."""
        if self._card is not None:
            await steps.hand_on(self, self._card)
            self.reload()

    @work
    async def action_send_back(self) -> None:
        """F8: back, or refused."""
        if self._card is not None:
            await steps.give_back(self, self._card)
            self.reload()

    @work
    async def action_outcome(self) -> None:
        """P: what became of scrap."""
        if self._card is not None:
            await steps.write_outcome(self, self._card.row)
            self.reload()

    @work
    async def action_parts(self) -> None:
        """T: parts that are still of use."""
        if self._card is not None:
            await steps.enter_parts(self, self._card.row)

    @work
    async def action_fault(self) -> None:
        """Z: who pays for what was lost."""
        if self._card is not None:
            await steps.write_decision(self, self._card)
            self.reload()

    @work
    async def action_why(self) -> None:
        """F4."""
        if self._card is not None:
            await steps.explain(self, self._card)

    @work
    async def action_export(self) -> None:
        """F6: the paper, or its lines as a list."""
        await export_write_off(self, self._card.row if self._card is not None else None)

    def action_history(self) -> None:
        """H."""
        show_history(self, WRITE_OFF_KIND, self.dusme_id, self.title())
