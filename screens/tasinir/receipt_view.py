"""One provisional receipt: its head above, its lines below."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from data.core.calendar import format_date
from data.core.money import format_int
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold
from data.tasinir import papers_hands, receipt_views
from data.tasinir.lookup import AREA, RECEIPT_KIND, VIF_KIND
from data.tasinir.receipt_views import ReceiptCard, ReceiptLine, ReceiptRow
from data.tasinir.rules.amounts import format_quantity
from data.tasinir.rules.values import ReceiptState
from screens.actions import keys, quiet_keys
from screens.frame import Frame
from screens.history import show_history
from screens.ledger_view import LedgerView
from screens.paper_export import export_paper
from screens.tasinir import receipt_form
from screens.tasinir.linked import show_why
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog
from screens.widgets.detail import Detail
from screens.widgets.ledger import Ledger
from screens.widgets.ledger_columns import Column
from screens.widgets.literal import facts_line


def open_receipt(frame: Frame, record_id: int) -> View:
    """The view of one provisional receipt, for the registry."""
    return ReceiptView(frame, record_id)


async def export_receipt(view: LedgerView[Any], row: ReceiptRow | None) -> None:
    """F6: the receipt on paper, or the list that is seen."""
    options = [("liste", "Görünen liste")]
    if row is not None:
        options.insert(0, ("kagit", f"Taşınır Geçici Alındısı {row.no}"))
    chosen = await view.app.push_screen_wait(ChooseDialog("Ne aktarılsın?", options))
    if chosen and chosen[0] == "liste":
        await view.export_list()
    elif chosen and row is not None:
        key = row.id
        await export_paper(view, "Taşınır Geçici Alındısı", lambda job: papers_hands.receipt_for_export(job, key))


class ReceiptView(LedgerView[ReceiptLine]):
    """A provisional receipt with its lines."""

    KEY = "tasinir_alindi_kalem"
    HELP = (
        "Bir geçici alındı: üstte başlığı, altta kalemleri. Fişi hazırlanmamışken N kalem ekler, F2 düzeltir, Del "
        "çıkarır. K kabuldür: giriş fişinin taslağını bu kalemlerle hazırlar ya da var olan fişe bağlar. F8 malı "
        "gerekçesiyle reddeder (m.10/1-d). G fişe gider; F6 iki nüsha basılacak alındıyı yazar."
    )
    EMPTY = "Bu süzgece uyan kalem yok."
    COLUMNS = (
        Column("line_no", "No", 3, lambda row: format_int(row.line_no), align="right"),
        Column("name", "Taşınır", 24, lambda row: row.name, grows=True),
        Column("quantity", "Miktar", 10, lambda row: format_quantity(row.quantity), align="right"),
        Column("unit", "Birim", 8, lambda row: row.unit),
        Column("code", "Kod", 18, lambda row: row.code),
        Column("note", "Açıklama", 24, lambda row: row.note, grows=True, min_screen=100),
    )
    DEFAULT_CSS = """
    ReceiptView > .receipt--head { height: auto; max-height: 6; padding: 0 1; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("take_in", "refuse", "new", "edit", "why", "cancel_record", "go_paper", "history"),
        *quiet_keys("refresh"),
    ]

    def __init__(self, frame: Frame, alindi_id: int) -> None:
        super().__init__(frame)
        self.alindi_id = alindi_id
        self._card: ReceiptCard | None = None
        self._head = Static("", markup=False, classes="receipt--head")

    def compose(self) -> ComposeResult:
        """The head above the lines."""
        yield self._head
        yield from super().compose()

    def title(self) -> str:
        """Number and deliverer."""
        return receipt_form.name_of(self._card.row) if self._card else "Geçici alındı"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do with the receipt as it stands."""
        if action in ("new", "edit", "cancel_record", "take_in", "refuse"):
            card = self._card
            waits = card is not None and card.row.state is ReceiptState.BEKLIYOR
            free = action == "refuse" or (card is not None and not card.on_draft)
            return waits and free and self.desk.actor.can(AREA, Verb.PREPARE)
        if action == "go_paper":
            return self._card is not None and self._card.vif_id is not None
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[ReceiptLine]:
        """From the store: the lines of one receipt."""
        card = receipt_views.receipt_card(look, self.alindi_id)
        self._card = card
        words = fold(query.text).split()
        rows = [row for row in card.lines if all(word in fold(f"{row.code} {row.name}") for word in words)]
        part = tuple(rows[start : start + limit])
        return Window(start, part, tuple((row.id,) for row in part), len(rows), card.row.state.label)

    @on(Ledger.Loaded)
    def _card_read(self, event: Ledger.Loaded) -> None:
        if self._card is not None:
            self._head.update(_head_text(self._card))
            self.frame.refresh_bindings()

    def detail(self, look: Look, row: ReceiptLine) -> Detail:
        """All of a line."""
        facts = (
            ("Taşınır kodu", row.code),
            ("Miktar", f"{format_quantity(row.quantity)} {row.unit}"),
            ("Açıklama", row.note),
        )
        return Detail(f"{row.line_no}. {row.name}", tuple((label, value) for label, value in facts if value))

    # ------------------------------------------------------------ lines

    @work
    async def action_new(self) -> None:
        """N: further lines."""
        if self._card is not None:
            await receipt_form.PAPER.add_lines(self, self._card.row, self.title())
            self.reload()

    @work
    async def action_edit(self) -> None:
        """F2: the line under the cursor."""
        if self._card is not None and self.current is not None:
            await receipt_form.PAPER.amend_line(self, self._card.row, self.current, self.title())
            self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: takes the line off; the last one stays, for a receipt without goods is none."""
        if self._card is None or self.current is None:
            return
        row, line = self._card.row, self.current
        words = f"{line.line_no}. kalem çıkarıldı: {line.name}"
        await self.do(lambda job: receipt_form.PAPER.take_line_off(job, row, line.line_no), words)
        self.reload()

    # ------------------------------------------------------------ its way

    @work
    async def action_take_in(self) -> None:
        """K: accepted."""
        if self._card is not None:
            await receipt_form.accept(self, (self._card.row,))
            self.reload()

    @work
    async def action_refuse(self) -> None:
        """F8: not accepted."""
        if self._card is not None:
            await receipt_form.refuse(self, self._card.row)
            self.reload()

    def action_go_paper(self) -> None:
        """G: to its voucher."""
        if self._card is not None and self._card.vif_id is not None:
            self.frame.go_to_record(VIF_KIND, self._card.vif_id)

    @work
    async def action_why(self) -> None:
        """F4: why it stands where it stands."""
        await show_why(self, self.title(), lambda look: receipt_views.why_receipt(look, self.alindi_id))

    @work
    async def action_export(self) -> None:
        """F6: the receipt on paper, or its lines as a list."""
        await export_receipt(self, self._card.row if self._card is not None else None)

    def action_history(self) -> None:
        """H."""
        show_history(self, RECEIPT_KIND, self.alindi_id, self.title())


def _head_text(card: ReceiptCard) -> Content:
    """The head in a few lines: labels muted, values plain."""
    row = card.row
    facts = (
        ("Durum", row.state.label),
        ("Tarih", format_date(row.day)),
        ("Ambar", row.ambar),
        ("Teslim eden", " ".join(part for part in (row.from_name, card.from_title) if part)),
        ("Dayanak", row.dayanak),
        ("Fişi", row.vif or ("Taslak" if card.on_draft else "")),
        ("Ret gerekçesi", card.reason),
        ("Açıklama", card.note),
    )
    return facts_line(facts)
