"""Taşınır işlem fişleri: the ledger of vouchers, drafts among them."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import BindingType

from data.core.calendar import format_date
from data.core.money import format_int, format_kurus
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.tasinir import voucher_views
from data.tasinir.lookup import AREA, VIF_KIND
from data.tasinir.rules.amounts import format_quantity
from data.tasinir.rules.values import VoucherState
from data.tasinir.voucher_views import VoucherRow
from screens.actions import keys, quiet_keys
from screens.history import show_history
from screens.sections import SectionView
from screens.tasinir import voucher_form, voucher_sending
from screens.tasinir.correction import open_correction
from screens.tasinir.record_files import show_record_files
from screens.tasinir.sections import SECTIONS
from screens.tasinir.voucher_paper import export_voucher
from screens.tasinir.voucher_view import VoucherView, may_correct, may_take_back
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.read_dialogs import WhyDialog
from screens.widgets.tones import Tone

_TONES = {VoucherState.TASLAK: Tone.ACCENT, VoucherState.TERS: Tone.WARN, VoucherState.IPTAL: Tone.DIM}
_SHOWN_LINES = 20


def _tone(row: VoucherRow) -> Tone:
    return _TONES.get(row.state, Tone.NORMAL)


class VoucherLedger(SectionView[VoucherRow]):
    """The vouchers."""

    KEY = "vif"
    SECTIONS = SECTIONS
    HELP = (
        "Taşınır işlem fişleri, son yazılan üstte. N fişin başlığını, ardından kalemlerini art arda yazar; "
        "taslağın numarası yoktur ve ambarı etkilemez. Enter fişi kalemleriyle açar, F2 taslağın başlığını "
        "düzeltir. F7 kayıt yetkilisinin onayıdır: numara verilir, ambar kayıtları işlenir. Del taslaktan "
        "gerekçesiyle vazgeçer; onaylı fişin, tarihi ve gerekçesiyle ters kaydını yapar (m.39). F12 harcama "
        "yetkilisinin onayıyla düzeltmesini açar. Ş, Boşluk ile seçilen fişlerin muhasebeye verildiği günü ve "
        "yazıyı, tüketim fişinde o ayın listesinin verildiğini yazar (m.30). L fatura ve tutanağı fişe "
        "ekler, açar. F4 çeşidin kuralını söyler. Süzgeç: "
        "no:2026/14 çeşit:satın tarih:2026-10 ambar:01 durum:taslak."
    )
    EMPTY = "Bu görünümde fiş yok. N ile yazın."
    VIEWS = (
        ("", "Tümü"), ("taslak", "Taslak"), ("giris", "Giriş"), ("cikis", "Çıkış"), ("gonderilecek", "Muhasebeye"),
    )  # fmt: skip
    FILTER_FIELDS = (
        ("no", "Fiş no"), ("cesit", "İşlem çeşidi"), ("tarih", "Tarih"), ("ambar", "Ambar"), ("durum", "Durum"),
    )  # fmt: skip
    COLUMNS = (
        Column("number", "Fiş no", 9, lambda row: row.number, tone=_tone),
        Column("tarih", "Tarih", 10, lambda row: format_date(row.day), sortable=True),
        Column("kind", "İşlem çeşidi", 16, lambda row: row.kind.label, grows=True),
        Column("other", "Karşı taraf", 12, lambda row: row.other, grows=True),
        Column("tutar", "Tutar", 13, lambda row: format_kurus(row.total_kurus) if row.total_kurus else "",
               align="right", sortable=True),
        Column("state", "Durum", 10, lambda row: row.state.label.split(" ")[0], tone=_tone),
        Column("ambar", "Ambar", 18, lambda row: row.ambar, min_screen=104),
        Column("lines", "Kalem", 5, lambda row: format_int(row.lines), align="right", min_screen=112),
        Column("dayanak", "Dayanak", 22, lambda row: row.dayanak, min_screen=136),
        Column("sent", "Muhasebeye", 10, lambda row: format_date(row.sent_on) if row.sent_on else "",
               min_screen=148),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("new", "edit", "hand_on", "correct", "mark_sent", "why", "cancel_record", "section"),
        *quiet_keys("files", "history"),
    ]

    def title(self) -> str:
        """For the frame."""
        return "Taşınır işlem fişleri"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do."""
        if action == "correct":
            return self.desk.actor.can(AREA, Verb.APPROVE)
        if action in ("new", "edit", "mark_sent"):
            return self.desk.actor.can(AREA, Verb.PREPARE)
        if action == "hand_on":
            return self.desk.actor.can(AREA, Verb.CLOSE)
        if action == "cancel_record":
            return self.desk.actor.can(AREA, Verb.PREPARE) or self.desk.actor.can(AREA, Verb.CLOSE)
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[VoucherRow]:
        """From the store."""
        return voucher_views.voucher_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: VoucherRow) -> Detail:
        """The head and the first lines."""
        card = voucher_views.voucher_card(look, row.id)
        more = len(card.lines) - _SHOWN_LINES
        return Detail(
            voucher_form.name_of(row),
            (
                ("Tarih", format_date(row.day)),
                ("Ambar", row.ambar),
                *card.head,
                ("", "Kalemler"),
                *((f"{format_quantity(one.quantity)} {one.unit}", one.name) for one in card.lines[:_SHOWN_LINES]),
                *((("", f"ve {more} kalem daha; Enter ile açılır"),) if more > 0 else ()),
            ),
        )

    async def opened(self, row: VoucherRow) -> None:
        """The voucher with its lines."""
        await self.frame.push(VoucherView(self.frame, row.id))

    @work
    async def action_new(self) -> None:
        """N: the head, then the lines."""
        made = await voucher_form.new_voucher(self)
        if made is not None:
            self.reload()
            await self.frame.push(VoucherView(self.frame, made, adding=True))

    @work
    async def action_edit(self) -> None:
        """F2: the head of a draft."""
        row = self.current
        if row is None:
            return
        if not row.is_draft:
            self.say("Yalnız taslak düzeltilir; onaylı fişin Del ile ters kaydı yapılır.")
            return
        await voucher_form.amend_head(self, row)
        self.reload()

    @work
    async def action_hand_on(self) -> None:
        """F7: approval."""
        row = self.current
        if row is None:
            return
        if not row.is_draft:
            self.say(f"{row.number}: {row.state.label}; yalnız taslak onaylanır.")
            return
        await voucher_form.approve_voucher(self, row)
        self.reload()

    @work
    async def action_correct(self) -> None:
        """F12: the correction of a record error, with the harcama yetkilisi's approval."""
        row = self.current
        if row is None:
            return
        if not may_correct(self, row):
            self.say(f"{row.number}: yalnız onaylı ve ters kaydı yapılmamış fiş düzeltilir.")
            return
        await open_correction(self, row.id)

    @work
    async def action_mark_sent(self) -> None:
        """Ş: muhasebe got the selected vouchers, or that under the cursor."""
        rows = tuple(self.rows.selected_rows) or tuple(filter(None, [self.current]))
        if rows and await voucher_sending.mark_sent(self, rows):
            self.rows.clear_selection()
            self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: gives a draft up, or reverses an approved voucher."""
        row = self.current
        if row is None:
            return
        if not may_take_back(self, row):
            self.say(f"{row.number}: {row.state.label}; geri alınamaz ya da yetkiniz yok.")
            return
        await voucher_form.take_back(self, row)
        self.reload()

    @work
    async def action_why(self) -> None:
        """F4: what the Yönetmelik asks of this kind of voucher."""
        row = self.current
        if row is None:
            return
        card = await self.ask(lambda look: voucher_views.voucher_card(look, row.id))
        if card is not None:
            await self.app.push_screen_wait(WhyDialog(voucher_form.name_of(row), row.kind.label, card.reasons))

    @work
    async def action_export(self) -> None:
        """F6: the voucher on paper, the monthly list for muhasebe, or the list."""
        await export_voucher(self, self.current)

    @work
    async def action_files(self) -> None:
        """L: invoice, acceptance, approval."""
        if self.current is not None:
            name = voucher_form.name_of(self.current)
            await show_record_files(self, VIF_KIND, self.current.id, name)

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, VIF_KIND, self.current.id, voucher_form.name_of(self.current))
