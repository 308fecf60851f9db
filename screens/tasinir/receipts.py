"""Geçici alındılar: goods that came and are not accepted yet."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import BindingType

from data.core.calendar import format_date
from data.core.money import format_int
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.tasinir import receipt_views
from data.tasinir.lookup import AREA, RECEIPT_KIND, VIF_KIND
from data.tasinir.receipt_views import ReceiptCard, ReceiptRow
from data.tasinir.rules.amounts import format_quantity
from data.tasinir.rules.values import ReceiptState
from screens.actions import keys, quiet_keys
from screens.history import show_history
from screens.sections import SectionView
from screens.tasinir import receipt_form
from screens.tasinir.linked import show_why
from screens.tasinir.receipt_view import ReceiptView, export_receipt
from screens.tasinir.sections import SECTIONS
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.tones import Tone

_TONES = {ReceiptState.BEKLIYOR: Tone.ACCENT, ReceiptState.RED: Tone.DIM}
_SIGNS = {ReceiptState.BEKLIYOR: "●", ReceiptState.KABUL: "✓"}


def _tone(row: ReceiptRow) -> Tone:
    return _TONES.get(row.state, Tone.NORMAL)


class ReceiptLedger(SectionView[ReceiptRow]):
    """Provisional receipts."""

    KEY = "tasinir_alindi"
    SECTIONS = SECTIONS
    HELP = (
        "Taşınır geçici alındıları (m.10/1-d): muayene ve kabulü yapılmadan teslim alınan mal. ● kabul bekleyen, "
        "✓ kabul edilendir. N alındının başlığını, ardından kalemlerini art arda yazar. K kabuldür: giriş fişinin "
        "taslağını alındıdaki kalemlerle hazırlar ya da alındıyı var olan fişe bağlar; Boşluk ile seçilen birkaç "
        "alındı tek fişe girer. Fiş onaylanınca tarihi ve sayısı alındıya yazılır. F8 kabul edilmeyen malı "
        "gerekçesiyle geri verir. G fişe gider, F6 alındıyı yazdırır. Süzgeç: örnek tarih:2026-10 taşınır:toner."
    )
    EMPTY = "Kabul bekleyen alındı yok. N ile yazın."
    VIEWS = (("", "Bekleyen"), ("kabul", "Kabul edilen"), ("red", "Reddedilen"), ("tumu", "Tümü"))
    FILTER_FIELDS = (("no", "Alındı no"), ("tarih", "Tarih"), ("ambar", "Ambar"), ("tasinir", "Taşınır"))
    COLUMNS = (
        Column("sign", "", 1, lambda row: _SIGNS.get(row.state, ""), tone=_tone),
        Column("no", "Alındı no", 9, lambda row: row.no, tone=_tone),
        Column("day", "Tarih", 10, lambda row: format_date(row.day)),
        Column("from", "Teslim eden", 20, lambda row: row.from_name, grows=True),
        Column("lines", "Kalem", 5, lambda row: format_int(row.lines), align="right"),
        Column("vif", "Fişi", 20, lambda row: row.vif),
        Column("state", "Durum", 14, lambda row: row.state.label, tone=_tone, min_screen=92),
        Column("dayanak", "Dayanak", 22, lambda row: row.dayanak, grows=True, min_screen=120),
        Column("ambar", "Ambar", 18, lambda row: row.ambar, grows=True, min_screen=144),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("new", "edit", "take_in", "refuse", "why", "go_paper", "section"),
        *quiet_keys("history"),
    ]

    def title(self) -> str:
        """For the frame."""
        return "Geçici alındılar"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do."""
        if action in ("new", "edit", "take_in", "refuse"):
            return self.desk.actor.can(AREA, Verb.PREPARE)
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[ReceiptRow]:
        """From the store."""
        return receipt_views.receipt_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: ReceiptRow) -> Detail:
        """Who brought what, and what became of it."""
        return receipt_detail(receipt_views.receipt_card(look, row.id))

    async def opened(self, row: ReceiptRow) -> None:
        """The receipt with its lines."""
        await self.frame.push(ReceiptView(self.frame, row.id))

    @work
    async def action_new(self) -> None:
        """N: the head, then the lines."""
        made = await receipt_form.PAPER.write(self)
        if made is not None:
            self.reload()
            await self.frame.push(ReceiptView(self.frame, made))

    @work
    async def action_edit(self) -> None:
        """F2: the head of a receipt that waits."""
        if (row := self._waiting()) is not None:
            await receipt_form.PAPER.amend_head(self, row, receipt_form.name_of(row))
            self.reload()

    @work
    async def action_take_in(self) -> None:
        """K: the selected receipts, or that under the cursor, are accepted."""
        rows = tuple(self.rows.selected_rows)
        if not rows:
            row = self._waiting()
            rows = (row,) if row is not None else ()
        if rows:
            await receipt_form.accept(self, rows)
            self.rows.clear_selection()
            self.reload()

    @work
    async def action_refuse(self) -> None:
        """F8: the goods go back."""
        if (row := self._waiting()) is not None:
            await receipt_form.refuse(self, row)
            self.reload()

    def _waiting(self) -> ReceiptRow | None:
        row = self.current
        if row is not None and row.state is not ReceiptState.BEKLIYOR:
            self.say(f"{row.no}: {row.state.label}.")
            return None
        return row

    @work
    async def action_go_paper(self) -> None:
        """G: to its voucher."""
        if (row := self.current) is not None:
            card = await self.ask(lambda look: receipt_views.receipt_card(look, row.id))
            if card is not None and card.vif_id:
                self.frame.go_to_record(VIF_KIND, card.vif_id)
            elif card is not None:
                self.say("Bu alındının fişi yok.")

    @work
    async def action_why(self) -> None:
        """F4: why it stands where it stands."""
        if (row := self.current) is not None:
            await show_why(self, receipt_form.name_of(row), lambda look: receipt_views.why_receipt(look, row.id))

    @work
    async def action_export(self) -> None:
        """F6: the receipt on paper, or the list."""
        await export_receipt(self, self.current)

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, RECEIPT_KIND, self.current.id, receipt_form.name_of(self.current))


def receipt_detail(card: ReceiptCard) -> Detail:
    """A receipt in lines."""
    row = card.row
    copy = "Teslim edenin nüshası geri alındı" if card.copy_back else "Teslim edenin nüshası geri alınamadı"
    head = (
        ("Durum", row.state.label),
        ("Tarih", format_date(row.day)),
        ("Ambar", row.ambar),
        ("Teslim eden", " · ".join(part for part in (row.from_name, card.from_title) if part)),
        ("Dayanak", row.dayanak),
        ("Fişi", row.vif or ("Taslak" if card.vif_id else "")),
        ("Ret gerekçesi", card.reason),
        ("Nüsha", copy if row.state is ReceiptState.RED else ""),
        ("Açıklama", card.note),
        ("Yazan", card.made_by),
    )
    return Detail(
        receipt_form.name_of(row),
        (
            *((label, value) for label, value in head if value),
            ("", "Kalemler"),
            *((f"{format_quantity(one.quantity)} {one.unit}", one.name) for one in card.lines),
        ),
    )
