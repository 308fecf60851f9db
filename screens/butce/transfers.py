"""Aktarmalar: the forms that move ödenek between tertips, and one form with its lines and its way."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from data.butce import transfer_views
from data.butce.lookup import AREA, TRANSFER_KIND
from data.butce.rules.values import TransferSide, TransferState
from data.butce.transfer_views import TransferCard, TransferLine, TransferRow
from data.core.calendar import format_date
from data.core.money import format_kurus
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold
from screens.actions import keys, quiet_keys
from screens.butce import transfer_steps as steps
from screens.butce.papers import export_transfers
from screens.butce.year import BudgetLedger, new_year, plain
from screens.frame import Frame
from screens.history import show_history
from screens.ledger_view import LedgerView
from screens.view import View
from screens.widgets.detail import Detail
from screens.widgets.ledger import Ledger
from screens.widgets.ledger_columns import Column
from screens.widgets.literal import facts_line
from screens.widgets.tones import Tone

_SIGNS: Final = {
    TransferState.TASLAK: "○",
    TransferState.ONAYDA: "●",
    TransferState.ONAYLI: "●",
    TransferState.ISLENDI: "✓",
    TransferState.TERS: "↶",
    TransferState.IPTAL: "×",
}
_TONES: Final = {
    TransferState.TASLAK: Tone.ACCENT,
    TransferState.ONAYDA: Tone.WARN,
    TransferState.ONAYLI: Tone.WARN,
    TransferState.TERS: Tone.DIM,
    TransferState.IPTAL: Tone.DIM,
}


def open_transfer(frame: Frame, record_id: int) -> View:
    """The view of one form, for the registry."""
    return TransferView(frame, record_id)


def _tone(row: TransferRow) -> Tone:
    return _TONES.get(row.state, Tone.NORMAL)


class TransferLedger(BudgetLedger[TransferRow]):
    """The forms of a budget."""

    KEY = "aktarma"
    NAME = "Aktarmalar"
    HELP = (
        "Tertipler arasında ödenek aktarmaları (MİBMY m.36). N formu, ardından düşülen ve eklenen satırları "
        "yazar; karar yerini (meclis, encümen, üst yönetici) kodlar belirler, F4 hangi kodun belirlediğini ve "
        "neyin engel olduğunu söyler. F7 formu sunar, kontrol eder, onaylar; onaylıyı kararıyla işler. F8 iade "
        "eder. Del işlenmemişten vazgeçer, işleneni bütünüyle ters kayıtla geri alır. ○ taslak, ● bekleyen, ✓ "
        "işlenen, ↶ geri alınan, × vazgeçilendir. Süzgeç: karar:encümen durum:taslak tarih:2026-10 no:3."
    )
    EMPTY = "Bu görünümde aktarma yok. N ile aktarma formu yazın."
    VIEWS = (("bekleyen", "Süren"), ("islenen", "İşlenen"), ("encumen", "Encümene gidecek"), ("", "Tümü"))
    FILTER_FIELDS = (("no", "No"), ("karar", "Karar yeri, sayısı"), ("durum", "Durum"), ("tarih", "Form tarihi"))
    COLUMNS = (
        Column("sign", "", 1, lambda row: _SIGNS[row.state], tone=_tone),
        Column("no", "No", 8, lambda row: row.number, tone=_tone),
        Column("tarih", "Tarih", 10, lambda row: format_date(row.day), sortable=True),
        Column("reason", "Gerekçe", 14, lambda row: row.reason, grows=True),
        Column("amount", "Tutar", 13, lambda row: plain(row.amount), align="right"),
        Column("decider", "Karar yeri", 19, lambda row: row.decider.label),
        Column("state", "Durum", 12, lambda row: row.state.label, min_screen=96, tone=_tone),
        Column("karar", "Karar", 16, lambda row: row.karar_no, min_screen=116),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("new", "hand_on", "send_back", "why", "cancel_record", "budget_year", "section"),
        *quiet_keys("history"),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whose step it is shows on the form itself."""
        can = self.desk.actor.can
        if action == "hand_on":
            return any(can(AREA, verb) for verb in (Verb.PREPARE, Verb.CHECK, Verb.APPROVE))
        if action == "send_back":
            return can(AREA, Verb.CHECK) or can(AREA, Verb.APPROVE)
        return super().check_action(action, parameters)

    def fetch_of(
        self, look: Look, yil_id: int, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[TransferRow]:
        """From the store."""
        return transfer_views.transfer_window(look, query, start, limit, anchor, yil_id=yil_id)

    def detail(self, look: Look, row: TransferRow) -> Detail:
        """As the reviewer reads it."""
        return Detail(steps.name_of(row), transfer_views.sum_up(look, row.id))

    async def opened(self, row: TransferRow) -> None:
        """Enter: the form with its lines."""
        await self.frame.push(TransferView(self.frame, row.id))

    async def _card(self) -> TransferCard | None:
        row = self.current
        return await self.ask(lambda look: transfer_views.transfer_card(look, row.id)) if row is not None else None

    @work
    async def action_new(self) -> None:
        """N: the head, then the lines; without any budget, its year."""
        if self.year is None:
            await new_year(self)
        elif (made := await steps.new_transfer(self, self.year.id)) is not None:
            await self.frame.push(TransferView(self.frame, made, adding=True))
        self.reload()

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
        """Del: given up, or reversed."""
        if self.current is not None:
            await steps.end(self, self.current)
            self.reload()

    @work
    async def action_why(self) -> None:
        """F4: who decides, and why."""
        if self.current is not None:
            await steps.explain(self, self.current)

    @work
    async def action_export(self) -> None:
        """F6: the form, the icmal of the year, or the list."""
        await export_transfers(self, self.year.id if self.year else 0, self.current)

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, TRANSFER_KIND, self.current.id, steps.name_of(self.current))


def _line_sign(row: TransferLine) -> str:
    return "−" if row.side is TransferSide.DUSULEN else "+"


def _line_tone(row: TransferLine) -> Tone:
    return Tone.WARN if row.side is TransferSide.DUSULEN else Tone.GOOD


class TransferView(LedgerView[TransferLine]):
    """A form with its lines."""

    KEY = "aktarma_satir"
    HELP = (
        "Bir aktarma formu: üstte başlığı, karar yeri ve engelleri, altta düşülen (−) ve eklenen (+) satırları, "
        "tertibin bugünkü ödeneğiyle. N satırları art arda yazar, F2 imleçteki satırı, K başlığı düzeltir, Del "
        "satırı çıkarır; satırsız formdan vazgeçer. Düşülen toplam eklenene eşit olunca F7 sunar; kontrol, onay "
        "ve kararla işleme hep F7 iledir. İşlenen formda F7 muhasebe işlem fişini yazar, Del bütününü ters "
        "kayıtla geri alır. F4 karar yerinin nedenini söyler."
    )
    EMPTY = "Formda satır yok. N ile düşülen ve eklenen tertipleri yazın."
    COLUMNS = (
        Column("sign", "", 1, _line_sign, tone=_line_tone),
        Column("short", "Kod", 11, lambda row: row.short),
        Column("name", "Tertip", 16, lambda row: f"{row.name}{' (açılacak)' if row.opens else ''}", grows=True),
        Column("odenek", "Ödeneği", 13, lambda row: plain(row.held.odenek) if row.held else "—", align="right"),
        Column("amount", "Aktarılan", 13, lambda row: plain(row.amount), align="right", tone=_line_tone),
        Column("after", "Sonra", 13, lambda row: "—" if row.after is None else plain(row.after), align="right"),
        Column("free", "Kullanılmayan", 14,
               lambda row: plain(row.held.odenek - row.held.used) if row.held else "—", align="right",
               min_screen=96),
        Column("kod", "Tertip kodu", 24, lambda row: row.kod, align="tail", min_screen=124),
        Column("note", "Açıklama", 14, lambda row: row.note, grows=True, min_screen=140),
    )  # fmt: skip
    DEFAULT_CSS = """
    TransferView > .transfer--head { height: auto; max-height: 8; padding: 0 1; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("new", "edit", "head", "hand_on", "send_back", "why", "cancel_record"),
        *quiet_keys("history", "refresh"),
    ]

    def __init__(self, frame: Frame, aktarma_id: int, *, adding: bool = False) -> None:
        super().__init__(frame)
        self.aktarma_id = aktarma_id
        self.card: TransferCard | None = None
        """The form as it was read last."""
        self._adding = adding
        self._head = Static("", markup=False, classes="transfer--head")

    def compose(self) -> ComposeResult:
        """The head above the lines."""
        yield self._head
        yield from super().compose()

    def title(self) -> str:
        """Number and state."""
        return f"Aktarma {self.card.row.number} · {self.card.row.state.label}" if self.card else "Aktarma"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do with the form as it stands."""
        card, prepares = self.card, self.desk.actor.can(AREA, Verb.PREPARE)
        if action in ("new", "edit", "head"):
            return card is not None and prepares and card.row.state is TransferState.TASLAK
        if action == "hand_on":
            return card is not None and steps.may_hand_on(self, card)
        if action == "send_back":
            return card is not None and steps.may_return(self, card)
        if action == "cancel_record":
            over = (TransferState.TERS, TransferState.IPTAL)
            return card is not None and prepares and card.row.state not in over
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[TransferLine]:
        """From the store: the lines of one form."""
        card = transfer_views.transfer_card(look, self.aktarma_id)
        self.card = card
        words = fold(query.text).split()
        rows = [row for row in card.lines if all(word in fold(f"{row.kod} {row.name}") for word in words)]
        part = tuple(rows[start : start + limit])
        total = f"düşülen {format_kurus(card.out_total)} · eklenen {format_kurus(card.in_total)}"
        return Window(start, part, tuple((row.id,) for row in part), len(rows), total)

    @on(Ledger.Loaded)
    def _card_read(self, event: Ledger.Loaded) -> None:
        if self.card is None:
            return
        sums = ("Düşülen toplam", "Eklenen toplam")
        self._head.update(facts_line(one for one in transfer_views.head_lines(self.card) if one[0] not in sums))
        self.frame.refresh_bindings()
        if self._adding:
            self._adding = False
            self.action_new()

    def detail(self, look: Look, row: TransferLine) -> Detail:
        """All of a line."""
        held = row.held
        facts = (
            ("Tertip", row.kod),
            ("Ödeneği", format_kurus(held.odenek) if held else "defteri başka birimde"),
            ("Harcanan", format_kurus(held.harcanan) if held and held.harcanan else ""),
            ("Bloke, taahhüt", format_kurus(held.reserved) if held and held.reserved else ""),
            ("Aktarılan", f"{_line_sign(row)}{format_kurus(row.amount)}"),
            ("Aktarmadan sonra", format_kurus(row.after) if row.after is not None else ""),
            ("Açıklama", row.note),
        )
        return Detail(f"{row.side.label}: {row.short} {row.name}", tuple(one for one in facts if one[1]))

    # ------------------------------------------------------------ actions

    @work
    async def action_new(self) -> None:
        """N: lines one after the other."""
        if self.card is not None:
            await steps.add_lines(self, self.card)
            self.reload()

    @work
    async def action_edit(self) -> None:
        """F2: the line under the cursor."""
        if self.card is not None and self.current is not None:
            await steps.amend_line(self, self.card.row, self.current)
            self.reload()

    @work
    async def action_head(self) -> None:
        """K: day and reason."""
        if self.card is not None:
            await steps.amend_head(self, self.card.row)
            self.reload()

    @work
    async def action_hand_on(self) -> None:
        """F7: the next step."""
        if self.card is not None:
            await steps.hand_on(self, self.card)
            self.reload()

    @work
    async def action_send_back(self) -> None:
        """F8: back to its preparer."""
        if self.card is not None:
            await steps.give_back(self, self.card)
            self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: takes a line off a draft; gives any other form up, or reverses it."""
        if self.card is None:
            return
        if self.card.row.state is TransferState.TASLAK and self.current is not None:
            await steps.take_line_off(self, self.card.row, self.current)
        else:
            await steps.end(self, self.card.row)
        self.reload()

    @work
    async def action_why(self) -> None:
        """F4: who decides, and why."""
        if self.card is not None:
            await steps.explain(self, self.card.row)

    @work
    async def action_export(self) -> None:
        """F6: the form, the icmal of its year, or its lines as a list."""
        card = self.card
        await export_transfers(self, card.yil_id if card else 0, card.row if card else None)

    def action_history(self) -> None:
        """H."""
        show_history(self, TRANSFER_KIND, self.aktarma_id, self.title())
