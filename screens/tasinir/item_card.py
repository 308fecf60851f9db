"""One item: what it is above, everything that happened to it below, from its entry to its exit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from data.core.calendar import format_date
from data.core.drafts import FieldKind, FieldSpec, entry
from data.core.money import format_kurus
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.reasons import Ref
from data.core.stamps import wall_clock
from data.core.store import Look
from data.core.text import fold, visible
from data.tasinir import item_life
from data.tasinir.item_drafts import ItemDraft
from data.tasinir.item_life import Held, ItemCard, LifeRow
from data.tasinir.item_views import ItemRow
from data.tasinir.lookup import AREA, ITEM_KIND, VIF_KIND
from data.tasinir.operations import item_cards
from data.tasinir.papers_label import LabelKind
from data.tasinir.rules.values import ItemState
from screens.actions import keys, quiet_keys
from screens.forms import ask_draft, open_form
from screens.frame import Frame
from screens.history import show_history
from screens.ledger_view import LedgerView
from screens.tasinir import handing
from screens.tasinir.handing import Chosen
from screens.tasinir.labels import write_labels
from screens.tasinir.record_files import show_record_files
from screens.tasinir.write_off_view import write_off_items
from screens.view import View
from screens.widgets.detail import Detail
from screens.widgets.ledger import Ledger
from screens.widgets.ledger_columns import Column
from screens.widgets.literal import facts_line
from screens.widgets.read_dialogs import WhyDialog


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDayDraft:
    """The day whose end is asked for."""

    day: date | None = entry(FieldSpec("Tarih", FieldKind.DATE, required=False, help="Boşsa bugün"))


def open_item(frame: Frame, record_id: int) -> View:
    """The view of one item, for the registry."""
    return ItemView(frame, record_id)


def life_line(row: LifeRow) -> tuple[str, str]:
    """An event in a detail: its day, and what happened."""
    parts = [row.what.label, row.where, row.paper, row.note]
    if row.kurus:
        parts.append(f"{'+' if row.kurus > 0 else '−'}{format_kurus(abs(row.kurus))}")
    return format_date(row.day), " · ".join(part for part in parts if part)


async def amend(view: LedgerView[Any], row: ItemRow) -> None:
    """Asks for what an item's card says, filled with what stands there."""
    card = await view.ask(lambda look: item_life.item_card(look, row.id))
    if card is None:
        return
    now = card.row
    values: dict[str, object] = {
        "brand": now.brand or None, "model": now.model or None, "serial": now.serial or None,
        "features": card.features or None,
    }  # fmt: skip
    await open_form(
        view,
        f"Kart: {now.sicil_no}",
        ItemDraft,
        lambda job, draft: item_cards.amend_item(job, row.id, draft, now.version),
        f"{now.sicil_no} kartı düzeltildi",
        key=f"{ITEM_KIND}:{row.id}",
        values=values,
    )
    view.reload()


async def show_value(view: LedgerView[Any], item_id: int) -> None:
    """Why an item is worth what the books say, with a jump to each voucher behind it."""
    card = await view.ask(lambda look: item_life.item_card(look, item_id))
    if card is None:
        return
    title = f"Değer: {card.row.sicil_no}"
    dialog = WhyDialog(title, format_kurus(card.value.value), card.value.reasons, _ref_name)
    if (chosen := await view.app.push_screen_wait(dialog)) is not None:
        view.frame.go_to_record(chosen.kind, chosen.id)


def _ref_name(ref: Ref) -> str:
    return "işlem fişi" if ref.kind == VIF_KIND else "kayıt"


class ItemView(LedgerView[LifeRow]):
    """An item with its life."""

    KEY = "demirbas_kart"
    HELP = (
        "Bir dayanıklı taşınırın kartı: üstte ne olduğu, nerede ve ne değerde olduğu, altta girişinden çıkışına "
        "kadar her işlem. Enter işlemin fişini ya da belgesini açar. G taşınırın geçmiş bir günün sonunda kimde, "
        "nerede ve ne değerde olduğunu gösterir. F4 değerinin nasıl oluştuğunu açıklar. T teslim eder ya da "
        "devreder, F8 iade alır, Z kayıttan düşme teklifi başlatır, P bulunduğu kişide ya da odada ne varsa açar, "
        "L eklerini açar."
    )
    EMPTY = "Bu güne kadar işlem yok."
    COLUMNS = (
        Column("day", "Tarih", 10, lambda row: format_date(row.day)),
        Column("what", "İşlem", 16, lambda row: row.what.label),
        Column("where", "Nereye", 20, lambda row: row.where, grows=True),
        Column("paper", "Belge", 26, lambda row: row.paper, grows=True),
        Column("kurus", "Değere etkisi", 14, lambda row: format_kurus(row.kurus) if row.kurus else "",
               align="right", min_screen=100),
        Column("value", "Değer", 14, lambda row: format_kurus(row.value_kurus), align="right", min_screen=112),
        Column("by", "İşleyen", 18, lambda row: row.by, min_screen=140),
    )  # fmt: skip
    DEFAULT_CSS = """
    ItemView > .item--head { height: auto; max-height: 7; padding: 0 1; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("hand_out", "take_back", "holder", "as_of", "edit", "write_off", "files", "labels", "why"),
        *quiet_keys("history"),
    ]

    def __init__(self, frame: Frame, item_id: int) -> None:
        super().__init__(frame)
        self.item_id = item_id
        self._card: ItemCard | None = None
        self._day: date | None = None
        self._then: Held | None = None
        self._head = Static("", markup=False, classes="item--head")

    def compose(self) -> ComposeResult:
        """The head above the events."""
        yield self._head
        yield from super().compose()

    def title(self) -> str:
        """Its registry number."""
        return f"Taşınır {self._card.row.sicil_no}" if self._card else "Taşınır"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do with the item as it stands."""
        state = self._card.row.state if self._card else None
        if action in ("hand_out", "edit", "write_off"):
            return state not in (None, ItemState.DUSTU) and self.desk.actor.can(AREA, Verb.PREPARE)
        if action == "take_back":
            out = state in (ItemState.KISIDE, ItemState.YERDE)
            return out and self.desk.actor.can(AREA, Verb.PREPARE)
        if action == "holder":
            return state in (ItemState.KISIDE, ItemState.YERDE)
        if action in ("export", "labels"):
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[LifeRow]:
        """From the store: the events up to the day that is looked at."""
        card = item_life.item_card(look, self.item_id)
        self._then = item_life.held_on(look, self.item_id, self._day) if self._day else None
        self._card = card
        words = fold(query.text).split()
        rows = [
            row
            for row in card.life
            if (self._day is None or row.day <= self._day) and all(word in _words(row) for word in words)
        ]
        part = tuple(rows[start : start + limit])
        return Window(start, part, tuple((row.id,) for row in part), len(rows))

    @on(Ledger.Loaded)
    def _card_read(self, event: Ledger.Loaded) -> None:
        if self._card is not None:
            self._head.update(_head_text(self._card, self._day, self._then))
            self.frame.refresh_bindings()

    def detail(self, look: Look, row: LifeRow) -> Detail:
        """All of an event."""
        lines = (
            ("Tarih", format_date(row.day)),
            ("Nereye", row.where),
            ("Belge", row.paper),
            ("Değere etkisi", format_kurus(row.kurus) if row.kurus else ""),
            ("Sonraki değeri", format_kurus(row.value_kurus)),
            ("Açıklama", row.note),
            ("İşleyen", f"{row.by} · {wall_clock(row.at):%d.%m.%Y %H:%M}"),
        )
        return Detail(row.what.label, tuple(line for line in lines if line[1]))

    async def opened(self, row: LifeRow) -> None:
        """Enter: the paper behind the event."""
        if row.ref is None:
            await super().opened(row)
        else:
            self.frame.go_to_record(row.ref.kind, row.ref.id)

    def _chosen(self, card: ItemCard) -> Chosen:
        return Chosen((card.row.seen,), int(card.row.state is ItemState.AMBARDA))

    # ------------------------------------------------------------ keys

    @work
    async def action_hand_out(self) -> None:
        """T."""
        if self._card is not None:
            await handing.hand_out(self, self._chosen(self._card))

    @work
    async def action_take_back(self) -> None:
        """F8."""
        if self._card is not None:
            await handing.take_back(self, self._chosen(self._card))

    @work
    async def action_holder(self) -> None:
        """P."""
        await handing.open_holder(self, self.item_id)

    @work
    async def action_as_of(self) -> None:
        """G: where it was and what it was worth at the end of a day."""
        usual = {"day": self._day or self.desk.today}
        chosen = await ask_draft(self, "Hangi günün sonu?", ItemDayDraft, key="demirbas-gun", values=usual)
        if chosen is not None:
            self._day = chosen.day if chosen.day != self.desk.today else None
            self.reload()

    @work
    async def action_edit(self) -> None:
        """F2."""
        if self._card is not None:
            await amend(self, self._card.row)

    @work
    async def action_write_off(self) -> None:
        """Z."""
        await write_off_items(self, (self.item_id,))

    @work
    async def action_files(self) -> None:
        """L."""
        if self._card is not None:
            await show_record_files(self, ITEM_KIND, self.item_id, self._card.row.sicil_no)

    @work
    async def action_labels(self) -> None:
        """K."""
        await write_labels(self, LabelKind.DEMIRBAS, [self.item_id])

    @work
    async def action_why(self) -> None:
        """F4."""
        await show_value(self, self.item_id)

    def action_history(self) -> None:
        """H: what was changed on its card."""
        show_history(self, ITEM_KIND, self.item_id, self.title())


def _words(row: LifeRow) -> str:
    return fold(f"{row.what.label} {row.where} {row.paper} {row.note} {row.by}")


def _head_text(card: ItemCard, day: date | None, then: Held | None) -> Content:
    """The head in a few lines: labels muted, values plain; another day's whereabouts last."""
    row = card.row
    since = format_date(row.since)
    pairs = [
        ("", row.name),
        ("Kod", row.code),
        ("Marka, model", f"{row.brand} {row.model}".strip()),
        ("Seri no", row.serial),
        ("Barkod", row.barcode),
        ("Özellikleri", " ".join(card.features.split())),
        ("Nerede", f"{row.where}, {since} gününden beri"),
        ("Ambar", row.ambar),
        ("Değer", format_kurus(row.value_kurus)),
    ]
    head = facts_line(pairs)
    if day is None or then is None:
        return head
    paper = f" ({then.paper})" if then.paper else ""
    worth = f", değeri {format_kurus(then.value_kurus)}" if then.state is not None else ""
    told = Content.styled(visible(f"{format_date(day)} sonunda: {then.where}{paper}{worth}"), "bold")
    return Content("\n").join([head, told])
