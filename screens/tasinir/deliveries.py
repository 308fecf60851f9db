"""Teslim belgeleri: deliveries to persons and rooms, with what has come back of them."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import BindingType

from data.core.calendar import format_date
from data.core.money import format_int
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.tasinir import hand_views
from data.tasinir.hand_views import DeliveryRow
from data.tasinir.lookup import AREA, DELIVERY_KIND
from data.tasinir.rules.values import DeliveryKind
from screens.actions import keys, quiet_keys
from screens.history import show_history
from screens.sections import SectionView
from screens.tasinir import handing
from screens.tasinir.delivery_view import DeliveryView, export_deliveries, line_words
from screens.tasinir.scanning import scan_items
from screens.tasinir.sections import SECTIONS
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.tones import Tone

_SHOWN_LINES = 20


def _tone(row: DeliveryRow) -> Tone:
    return Tone.NORMAL if row.out else Tone.DIM


def _kind(row: DeliveryRow) -> str:
    return "Kişi" if row.kind is DeliveryKind.BELGE else "Oda"


class DeliveryLedger(SectionView[DeliveryRow]):
    """The papers of who was given what."""

    KEY = "tasinir_teslim"
    SECTIONS = SECTIONS
    HELP = (
        "Kişilere Taşınır Teslim Belgesi, odalara Dayanıklı Taşınırlar Listesi ile verilen taşınırlar; son "
        "yazılan üstte. N yeni teslimdir: sicil ya da barkod numaraları okutulur, sonra alıcı seçilir. Enter "
        "belgeyi kalemleriyle açar; F8 iadesini orada alır. F6 imzalanacak belgeyi yazar. Açık görünümü, iadesi "
        "tamamlanmamış olanlardır. Süzgeç: ünal no:2026/14 tarih:2026-10 kişi:zehra yer:204 sicil:…"
    )
    EMPTY = "Bu görünümde teslim belgesi yok. N ile teslim edin."
    VIEWS = (("", "Açık"), ("belge", "Kişi"), ("liste", "Oda"), ("iade", "İade alınan"), ("tumu", "Tümü"))
    FILTER_FIELDS = (
        ("no", "Belge no"), ("tarih", "Tarih"), ("kisi", "Kişi"), ("yer", "Oda"), ("sicil", "Sicil no / barkod"),
    )  # fmt: skip
    COLUMNS = (
        Column("no", "Belge no", 9, lambda row: row.no, tone=_tone),
        Column("kind", "Türü", 5, _kind),
        Column("day", "Tarih", 10, lambda row: format_date(row.day)),
        Column("holder", "Kime / nereye", 24, lambda row: row.holder, tone=_tone, grows=True),
        Column("items", "Adet", 5, lambda row: format_int(row.items), align="right"),
        Column("out", "Açık", 5, lambda row: format_int(row.out) if row.out else "", align="right"),
        Column("state", "Durum", 12, lambda row: row.state, tone=_tone),
        Column("receiver", "Teslim alan", 22, lambda row: row.receiver, grows=True, min_screen=110),
        Column("unit", "Harcama birimi", 26, lambda row: row.unit, grows=True, min_screen=130),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*keys("new", "section"), *quiet_keys("history")]

    def title(self) -> str:
        """For the frame."""
        return "Teslim belgeleri"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do."""
        if action == "new":
            return self.desk.actor.can(AREA, Verb.PREPARE)
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[DeliveryRow]:
        """From the store."""
        return hand_views.delivery_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: DeliveryRow) -> Detail:
        """The head and the first items."""
        card = hand_views.delivery_card(look, row.id)
        more = len(card.lines) - _SHOWN_LINES
        head = (
            ("Tarih", format_date(row.day)),
            ("Kime / nereye", row.holder),
            ("Teslim alan", f"{row.receiver} {card.receiver_title}".strip()),
            ("Durum", f"{row.state}: {format_int(row.out)} / {format_int(row.items)} açık"),
            ("İstek belgesi", card.istek_no),
            ("Açıklama", card.note),
            ("Düzenleyen", card.made_by),
        )
        return Detail(
            f"{row.kind.label} {row.no}",
            (
                *(line for line in head if line[1]),
                ("", "Taşınırlar"),
                *((one.sicil_no, line_words(one)) for one in card.lines[:_SHOWN_LINES]),
                *((("", f"ve {more} taşınır daha; Enter ile açılır"),) if more > 0 else ()),
            ),
        )

    async def opened(self, row: DeliveryRow) -> None:
        """Enter: the paper with its items."""
        await self.frame.push(DeliveryView(self.frame, row.id))

    @work
    async def action_new(self) -> None:
        """N: items by their numbers, then who gets them."""
        chosen = await scan_items(self, "Teslim edilecekler")
        if chosen is not None:
            await handing.hand_out(self, chosen)

    @work
    async def action_export(self) -> None:
        """F6: the papers to be signed of the selected ones or of this one, or the list."""
        rows = self.rows.selected_rows or ([self.current] if self.current is not None else [])
        name = f"{rows[0].kind.label} {rows[0].no}" if len(rows) == 1 else f"Seçilen {format_int(len(rows))} belge"
        await export_deliveries(self, [row.id for row in rows], name)

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, DELIVERY_KIND, self.current.id, f"{self.current.kind.label} {self.current.no}")
