"""One voucher: its head above, its lines below, written one after the other."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from data.core.calendar import format_date
from data.core.money import format_int, format_kurus
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.reasons import Ref
from data.core.store import Look
from data.core.text import fold
from data.tasinir import voucher_views
from data.tasinir.lookup import AREA, VIF_KIND
from data.tasinir.rules.amounts import format_price, format_quantity
from data.tasinir.rules.values import Direction, VoucherState
from data.tasinir.voucher_views import VoucherCard, VoucherLine, VoucherRow
from data.tasinir.voucher_why import why_line
from screens.actions import keys, quiet_keys
from screens.frame import Frame
from screens.history import show_history
from screens.ledger_view import LedgerView
from screens.tasinir import voucher_form, voucher_sending
from screens.tasinir.correction import open_correction
from screens.tasinir.voucher_paper import export_voucher
from screens.view import View
from screens.widgets.detail import Detail
from screens.widgets.ledger import Ledger
from screens.widgets.ledger_columns import Column
from screens.widgets.literal import facts_line
from screens.widgets.read_dialogs import WhyDialog


def open_voucher(frame: Frame, record_id: int) -> View:
    """The view of one voucher, for the registry."""
    return VoucherView(frame, record_id)


def may_take_back(view: View, row: VoucherRow) -> bool:
    """Whether this user may give the voucher up, or reverse it."""
    if row.is_draft:
        return view.desk.actor.can(AREA, Verb.PREPARE)
    return row.state is VoucherState.ONAYLI and view.desk.actor.can(AREA, Verb.CLOSE)


def may_correct(view: View, row: VoucherRow) -> bool:
    """Whether this user may have the voucher's record error corrected (m.39/1)."""
    standing = row.state is VoucherState.ONAYLI and not row.counter
    return standing and view.desk.actor.can(AREA, Verb.APPROVE)


def may_mark_sent(view: View, row: VoucherRow) -> bool:
    """Whether this user may write that muhasebe got the voucher."""
    return row.state.booked and view.desk.actor.can(AREA, Verb.PREPARE)


class VoucherView(LedgerView[VoucherLine]):
    """A voucher with its lines."""

    KEY = "vif_kalem"
    HELP = (
        "Bir taşınır işlem fişi: üstte başlığı ve onay için eksik olan, altta kalemleri. Taslakta N kalemleri art "
        "arda yazar (Ctrl+S kalemi ekler ve bir sonrakine geçer, Esc bırakır), F2 imleçteki kalemi düzeltir, Del "
        "kalemi çıkarır. Çıkışta fiyat sorulmaz; dayanıklı taşınır kayıtlı değeriyle çıkar, tüketim malzemesinin "
        "değeri onayda ilk giren ilk çıkar sırasıyla bulunur. F7 fişi onaylar: numara verilir ve ambar kayıtları "
        "işlenir. L çıkış kaleminin hangi girişten çıkacağını gerekçesiyle seçtirir (m.22/4), K taslağın "
        "başlığını sorar. Onaylı fiş değişmez; Del ters kaydını yapar, F12 harcama yetkilisinin onayıyla "
        "düzeltmesini açar (m.39). Ş muhasebeye verildiği günü yazar. F4 kalemin değerinin nasıl bulunduğunu "
        "açıklar."
    )
    EMPTY = "Fişte kalem yok. N ile ekleyin."
    COLUMNS = (
        Column("line_no", "No", 3, lambda row: format_int(row.line_no), align="right"),
        Column("name", "Taşınır", 18, lambda row: row.named, grows=True),
        Column("quantity", "Miktar", 9, lambda row: format_quantity(row.quantity), align="right"),
        Column("unit", "Birim", 6, lambda row: row.unit),
        Column("price", "Birim fiyat", 12, lambda row: format_price(row.unit_price) if row.unit_price else "",
               align="right"),
        Column("total", "Tutar", 14, lambda row: format_kurus(row.total_kurus) if row.total_kurus else "",
               align="right"),
        Column("code", "Kod", 16, lambda row: row.code, min_screen=100),
        Column("kdv", "KDV", 12, lambda row: format_kurus(row.kdv_kurus) if row.kdv_kurus else "", align="right",
               min_screen=116),
        Column("sicil", "Sicil no", 20, lambda row: row.sicil_no, align="tail", min_screen=140),
        Column("lot", "Seçilen lot", 20, lambda row: row.lot, min_screen=152),
    )  # fmt: skip
    DEFAULT_CSS = """
    VoucherView > .voucher--head { height: auto; max-height: 6; padding: 0 1; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys(
            "new", "edit", "hand_on", "head", "pick_lot", "correct", "mark_sent", "why", "cancel_record", "history"
        ),
        *quiet_keys("refresh"),
    ]

    def __init__(self, frame: Frame, vif_id: int, *, adding: bool = False) -> None:
        super().__init__(frame)
        self.vif_id = vif_id
        self._adding = adding
        self._card: VoucherCard | None = None
        self._head = Static("", markup=False, classes="voucher--head")

    def compose(self) -> ComposeResult:
        """The head above the lines."""
        yield self._head
        yield from super().compose()

    def title(self) -> str:
        """Number and kind."""
        return f"Fiş {voucher_form.name_of(self._card.row)}" if self._card else "Fiş"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do with the voucher as it stands."""
        row = self._card.row if self._card else None
        if action in ("new", "edit", "hand_on", "head", "pick_lot"):
            verb = Verb.CLOSE if action == "hand_on" else Verb.PREPARE
            exits = action != "pick_lot" or (row is not None and row.direction is Direction.CIKIS)
            return row is not None and row.is_draft and exits and self.desk.actor.can(AREA, verb)
        if action in ("cancel_record", "correct", "mark_sent"):
            may = {"cancel_record": may_take_back, "correct": may_correct, "mark_sent": may_mark_sent}[action]
            return row is not None and may(self, row)
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[VoucherLine]:
        """From the store: the lines of one voucher."""
        card = voucher_views.voucher_card(look, self.vif_id)
        self._card = card
        words = fold(query.text).split()
        rows = [row for row in card.lines if all(word in fold(f"{row.code} {row.name}") for word in words)]
        part = tuple(rows[start : start + limit])
        total = f"toplam {format_kurus(card.row.total_kurus)}" if card.row.total_kurus else ""
        return Window(start, part, tuple((row.id,) for row in part), len(rows), total)

    @on(Ledger.Loaded)
    def _card_read(self, event: Ledger.Loaded) -> None:
        if self._card is None:
            return
        self._head.update(_head_text(self._card))
        self.frame.refresh_bindings()
        if self._adding:
            self._adding = False
            self.action_new()

    def detail(self, look: Look, row: VoucherLine) -> Detail:
        """All of a line."""
        return Detail(
            f"{row.line_no}. {row.name}",
            (
                ("Taşınır kodu", row.code),
                ("Miktar", f"{format_quantity(row.quantity)} {row.unit}"),
                *((("Birim fiyat", format_price(row.unit_price)),) if row.unit_price else ()),
                *((("KDV", f"{format_kurus(row.kdv_kurus)}"),) if row.kdv_kurus else ()),
                *((("Ortak gider payı", format_kurus(row.share_kurus)),) if row.share_kurus else ()),
                ("Tutar", format_kurus(row.total_kurus) if row.total_kurus else "onayda bulunur"),
                *((("Sicil no", row.sicil_no),) if row.sicil_no else ()),
                *((("Seçilen lot", row.lot),) if row.lot else ()),
                *((("Marka, model", f"{row.brand} {row.model}".strip()),) if row.brand or row.model else ()),
                *((("Açıklama", row.note),) if row.note else ()),
            ),
        )

    # ------------------------------------------------------------ lines

    @work
    async def action_new(self) -> None:
        """N: lines one after the other."""
        if self._card is not None:
            await voucher_form.add_lines(self, self._card.row)
            self.reload()

    @work
    async def action_edit(self) -> None:
        """F2: the line under the cursor."""
        if self._card is not None and self.current is not None:
            await voucher_form.amend_line(self, self._card.row, self.current)
            self.reload()

    @work
    async def action_pick_lot(self) -> None:
        """L: from which entry the line leaves."""
        if self._card is None or self.current is None:
            return
        if self.current.durable:
            self.say(f"{self.current.name} tek tek izlenir; demirbaşı kalemde F2 ile seçilir.")
            return
        await voucher_form.pick_lot(self, self._card.row, self.current)
        self.reload()

    @work
    async def action_head(self) -> None:
        """K: the head of the draft."""
        if (row := await self._row_now()) is not None:
            await voucher_form.amend_head(self, row)
            self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: takes the line off a draft; takes an approved voucher back."""
        if self._card is None:
            return
        row, line = self._card.row, self.current
        if not row.is_draft:
            await voucher_form.take_back(self, row)
        elif line is not None:
            words = f"{line.line_no}. kalem çıkarıldı: {line.name}"
            await self.do(lambda job: voucher_form.take_line_off(job, row, line.line_no), words)
        self.reload()

    # ------------------------------------------------------------ its way

    @work
    async def action_hand_on(self) -> None:
        """F7: approval by the kayıt yetkilisi."""
        if (row := await self._row_now()) is not None:
            await voucher_form.approve_voucher(self, row)
            self.reload()

    async def _row_now(self) -> VoucherRow | None:
        """The voucher as it stands: a key behind a line just written must not meet what was there before it."""
        return await self.ask(lambda look: voucher_views.voucher_row(look, self.vif_id))

    @work
    async def action_correct(self) -> None:
        """F12: the correction of a record error."""
        await open_correction(self, self.vif_id)

    @work
    async def action_mark_sent(self) -> None:
        """Ş: muhasebe got it."""
        if self._card is not None:
            await voucher_sending.mark_sent(self, (self._card.row,))
            self.reload()

    @work
    async def action_why(self) -> None:
        """F4: how the value of the line was found; without a line, the rule of the voucher's kind."""
        card, line = self._card, self.current
        if card is None:
            return
        if line is None:
            await self.app.push_screen_wait(WhyDialog(self.title(), card.row.kind.label, card.reasons))
            return
        found = await self.ask(lambda look: why_line(look, self.vif_id, line.line_no))
        if found is None:
            return
        value = format_kurus(found.value) if found.value else "Değer onayda bulunur"
        dialog = WhyDialog(f"{line.line_no}. {line.name}", value, found.reasons, _ref_name)
        if (chosen := await self.app.push_screen_wait(dialog)) is not None:
            self.frame.go_to_record(chosen.kind, chosen.id)

    @work
    async def action_export(self) -> None:
        """F6: the voucher on paper, or its lines as a list."""
        await export_voucher(self, self._card.row if self._card is not None else None)

    def action_history(self) -> None:
        """H."""
        show_history(self, VIF_KIND, self.vif_id, self.title())


def _ref_name(ref: Ref) -> str:
    return "giriş fişi" if ref.kind == VIF_KIND else "kayıt"


def _head_text(card: VoucherCard) -> Content:
    """The head in a few lines: labels muted, values plain."""
    said = card.head if card.row.total_kurus else tuple(one for one in card.head if one[0] != "Toplam")
    head = (("Tarih", format_date(card.row.day)), ("Ambar", card.row.ambar), *said)
    return facts_line(head)
