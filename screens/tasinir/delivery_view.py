"""One delivery: its head above, its items below; some or all of them come back from here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from data.core.calendar import format_date
from data.core.money import format_int, format_kurus
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.stamps import wall_clock
from data.core.store import Look
from data.core.text import fold
from data.tasinir import hand_views
from data.tasinir.hand_views import DeliveryCard, DeliveryLine
from data.tasinir.lookup import AREA, DELIVERY_KIND
from screens.actions import keys, quiet_keys
from screens.frame import Frame
from screens.history import show_history
from screens.ledger_view import LedgerView
from screens.tasinir import handing
from screens.tasinir.handing import Chosen
from screens.tasinir.holding_view import HoldingView
from screens.tasinir.item_card import ItemView
from screens.tasinir.record_files import show_record_files
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog
from screens.widgets.detail import Detail
from screens.widgets.ledger import Ledger
from screens.widgets.ledger_columns import Column
from screens.widgets.literal import facts_line
from screens.widgets.tones import Tone


def open_delivery(frame: Frame, record_id: int) -> View:
    """The view of one delivery, for the registry."""
    return DeliveryView(frame, record_id)


def line_words(line: DeliveryLine) -> str:
    """An item of a delivery in a detail: its name, and when it came back."""
    name = f"{line.name} {line.brand} {line.model}".strip()
    return f"{name} · {_back(line)}" if line.returned_on else name


def _back(line: DeliveryLine) -> str:
    if not line.returned_on:
        return ""
    return f"{format_date(line.returned_on)} {'devir' if line.next_no else 'iade'}"


async def export_deliveries(view: LedgerView[Any], keys_of: Sequence[int], name: str) -> None:
    """F6 on deliveries: their papers, or the list that is seen.

    Args:
        name: What the papers are called in the question.
    """
    options = [("liste", "Görünen liste")]
    if keys_of:
        options.insert(0, ("belge", name))
    chosen = await view.app.push_screen_wait(ChooseDialog("Ne aktarılsın?", options))
    if chosen and chosen[0] == "liste":
        await view.export_list()
    elif chosen:
        await handing.print_deliveries(view, keys_of, name)


def _tone(row: DeliveryLine) -> Tone:
    return Tone.DIM if row.returned_on else Tone.NORMAL


class DeliveryView(LedgerView[DeliveryLine]):
    """A delivery with its items."""

    KEY = "tasinir_teslim_kalem"
    HELP = (
        "Bir Taşınır Teslim Belgesi ya da Dayanıklı Taşınırlar Listesi: üstte başlığı, altta taşınırları. F8 "
        "seçilenleri, hiçbiri seçilmediyse sorarak imleçtekini ya da açık olanların tümünü ambara iade alır; iade "
        "bölümü imzalanır, fiş düzenlenmez (m.18/3). T devreder: iade ve yeni belge birlikte yazılır (m.5/4). F6 "
        "imzalanacak belgeyi yazar, L imzalı nüshanın taranmışını ekler ve açar. P alan kişide ya da odada "
        "ne varsa açar. Enter taşınırın kartını açar."
    )
    EMPTY = "Bu aramaya uyan taşınır yok."
    COLUMNS = (
        Column("sicil", "Sicil no", 26, lambda row: row.sicil_no, align="tail", tone=_tone),
        Column("name", "Taşınır", 20, lambda row: row.name, tone=_tone, grows=True),
        Column("back", "İade", 16, _back, tone=_tone),
        Column("made", "Marka, model", 18, lambda row: f"{row.brand} {row.model}".strip(), grows=True,
               min_screen=96),
        Column("value", "Değer", 13, lambda row: format_kurus(row.value_kurus), align="right", min_screen=110),
        Column("next", "Yeni belge", 10, lambda row: row.next_no, min_screen=124),
        Column("note", "İade açıklaması", 20, lambda row: row.return_note, grows=True, min_screen=140),
    )  # fmt: skip
    DEFAULT_CSS = """
    DeliveryView > .delivery--head { height: auto; max-height: 5; padding: 0 1; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("hand_out", "take_back", "holder", "files", "history"),
        *quiet_keys("refresh"),
    ]

    def __init__(self, frame: Frame, teslim_id: int) -> None:
        super().__init__(frame)
        self.teslim_id = teslim_id
        self._card: DeliveryCard | None = None
        self._head = Static("", markup=False, classes="delivery--head")

    def compose(self) -> ComposeResult:
        """The head above the items."""
        yield self._head
        yield from super().compose()

    def title(self) -> str:
        """Its kind and number."""
        return f"{self._card.row.kind.label} {self._card.row.no}" if self._card else "Teslim belgesi"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do with what is still out."""
        if action in ("hand_out", "take_back"):
            out = self._card is not None and self._card.row.out > 0
            return out and self.desk.actor.can(AREA, Verb.PREPARE)
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[DeliveryLine]:
        """From the store: the items of one delivery."""
        card = hand_views.delivery_card(look, self.teslim_id)
        self._card = card
        words = fold(query.text).split()
        rows = [row for row in card.lines if all(word in _words(row) for word in words)]
        part = tuple(rows[start : start + limit])
        total = (
            f"{format_int(card.row.out)} açık · toplam {format_kurus(sum(row.value_kurus for row in card.lines))}"
        )
        return Window(start, part, tuple((row.id,) for row in part), len(rows), total)

    @on(Ledger.Loaded)
    def _card_read(self, event: Ledger.Loaded) -> None:
        if self._card is not None:
            self._head.update(_head_text(self._card))
            self.frame.refresh_bindings()

    def detail(self, look: Look, row: DeliveryLine) -> Detail:
        """All of an item, and how it came back."""
        lines = (
            ("Sicil no", row.sicil_no),
            ("Kod", row.code),
            ("Marka, model", f"{row.brand} {row.model}".strip()),
            ("Seri no", row.serial),
            ("Özellikleri", row.features),
            ("O günkü değeri", format_kurus(row.value_kurus)),
            ("İade", f"{format_date(row.returned_on)} · {row.returned_by}" if row.returned_on else ""),
            ("İade açıklaması", row.return_note),
            ("Yeni belge", row.next_no),
        )
        return Detail(row.name, tuple(line for line in lines if line[1]))

    async def opened(self, row: DeliveryLine) -> None:
        """Enter: the item's card."""
        await self.frame.push(ItemView(self.frame, row.item_id))

    def _open_lines(self, rows: tuple[DeliveryLine, ...]) -> Chosen:
        return Chosen(tuple(row.seen for row in rows if row.seen is not None), 0)

    async def _chosen(self, question: str) -> Chosen | None:
        """The selected items that are out; without a selection it is asked: this one, or all that are out."""
        if self._card is None:
            return None
        if self.rows.selected_ids:
            return self._open_lines(tuple(self.rows.selected_rows))
        every, current = self._open_lines(self._card.lines), self.current
        if len(every.seen) == 1:
            return every
        options = [("hepsi", f"Açık olanların tümü: {every.words}")]
        if current is not None and current.seen is not None:
            options.insert(0, ("bu", f"{current.sicil_no} {current.name}"))
        chosen = await self.app.push_screen_wait(ChooseDialog(question, options))
        if not chosen:
            return None
        return every if chosen[0] == "hepsi" or current is None else self._open_lines((current,))

    # ------------------------------------------------------------ keys

    @work
    async def action_take_back(self) -> None:
        """F8."""
        if (chosen := await self._chosen("Hangisi iade alınıyor?")) is not None:
            await handing.take_back(self, chosen)

    @work
    async def action_hand_out(self) -> None:
        """T."""
        if (chosen := await self._chosen("Hangisi devrediliyor?")) is not None:
            await handing.hand_out(self, chosen)

    @work
    async def action_holder(self) -> None:
        """P: everything that the receiver has now."""
        if self._card is not None:
            await self.frame.push(
                HoldingView(self.frame, personel_id=self._card.personel_id, yer_id=self._card.yer_id)
            )

    @work
    async def action_files(self) -> None:
        """L: the signed copy."""
        await show_record_files(self, DELIVERY_KIND, self.teslim_id, self.title())

    @work
    async def action_export(self) -> None:
        """F6."""
        await export_deliveries(self, (self.teslim_id,), self.title())

    def action_history(self) -> None:
        """H."""
        show_history(self, DELIVERY_KIND, self.teslim_id, self.title())


def _words(row: DeliveryLine) -> str:
    return fold(f"{row.sicil_no} {row.name} {row.brand} {row.model} {row.serial} {row.features}")


def _head_text(card: DeliveryCard) -> Content:
    """The head in a few lines: labels muted, values plain."""
    row = card.row
    pairs = (
        ("Tarih", format_date(row.day)),
        ("Kime" if card.personel_id else "Nereye", row.holder),
        ("Teslim alan", f"{row.receiver} {card.receiver_title}".strip()),
        ("Birim", row.unit),
        ("İstek belgesi", card.istek_no),
        ("Durum", row.state),
        ("Düzenleyen", f"{card.made_by} {wall_clock(card.made_at):%d.%m.%Y %H:%M}".strip()),
        ("Açıklama", " · ".join(card.note.splitlines())),
    )
    return facts_line(pairs)
