"""Sayımlar: the ledger of counts, and how one is ordered (m.32)."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import BindingType

from data.core.calendar import format_date
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.tasinir import count_views, lookup
from data.tasinir.count_drafts import CountOrderDraft
from data.tasinir.count_views import CountRow
from data.tasinir.lookup import AREA, COUNT_KIND
from data.tasinir.operations.count_orders import order_count, usual_board
from data.tasinir.rules.values import BoardKind, CountState
from screens.actions import keys, quiet_keys
from screens.forms import open_form
from screens.frame import Frame
from screens.history import show_history
from screens.sections import SectionView
from screens.tasinir import count_steps
from screens.tasinir.count_view import CountView
from screens.tasinir.sections import SECTIONS
from screens.view import View
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.tones import Tone

_TONES = {
    CountState.HAZIRLIK: Tone.ACCENT, CountState.SAYILIYOR: Tone.ACCENT, CountState.IKINCI: Tone.ACCENT,
    CountState.SONUCLANDI: Tone.WARN, CountState.BITTI: Tone.GOOD, CountState.IPTAL: Tone.DIM,
}  # fmt: skip
_SIGNS = {CountState.BITTI: "✓", CountState.IPTAL: "×"}


def open_count(frame: Frame, record_id: int) -> View:
    """The view of one count, for the registry."""
    return CountView(frame, record_id)


def _tone(row: CountRow) -> Tone:
    return _TONES[row.state]


class CountLedger(SectionView[CountRow]):
    """Counts, the last one first."""

    KEY = "sayimlar"
    SECTIONS = SECTIONS
    HELP = (
        "Taşınır sayımları (m.32). N sayımı kuruluyla açar: en az üç kişi, kayıt yetkilisi üyedir. Enter sayımı "
        "açar: yerler, farklar, girişler ve doğan belgeler oradadır. F7 sıradaki adımdır: saymaya başla, ikinci "
        "sayım, sonuçlandır, bitir. Del gerekçesiyle iptal eder; satırları durur. Süren sayım bırakılıp sonra, "
        "başka bir masada da sürdürülür."
    )
    EMPTY = "Süren sayım yok. N yeni sayım açar, V bitenleri gösterir."
    VIEWS = (("", "Süren"), ("tumu", "Tümü"))
    COLUMNS = (
        Column("sign", "", 1, lambda row: _SIGNS.get(row.state, "●"), tone=_tone),
        Column("no", "No", 8, lambda row: row.no),
        Column("kind", "Tür", 16, lambda row: row.kind.label),
        Column("day", "Sayım günü", 10, lambda row: format_date(row.day)),
        Column("state", "Durum", 12, lambda row: row.state.label, tone=_tone),
        Column("frozen", "Hareketler", 10, lambda row: "durdu" if row.frozen else ""),
        Column("unit", "Harcama birimi", 12, lambda row: row.unit, grows=True),
        Column("order", "Kurulun onayı", 20, lambda row: row.order_no, min_screen=112),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("new", "hand_on", "why", "cancel_record", "section"),
        *quiet_keys("history"),
    ]

    def title(self) -> str:
        """For the frame."""
        return "Sayımlar"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do."""
        actor = self.desk.actor
        if action == "new":
            return actor.can(AREA, Verb.PREPARE)
        if action in ("hand_on", "cancel_record"):
            return actor.can(AREA, Verb.CLOSE)
        if action == "export":
            return actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[CountRow]:
        """From the store."""
        return count_views.count_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: CountRow) -> Detail:
        """The count with its board."""
        _, board = count_views.count_card(look, row.id)
        return Detail(
            f"{row.no} {row.kind.label}",
            (
                ("Harcama birimi", row.unit),
                ("Sayım günü", format_date(row.day)),
                ("Durum", row.state.label),
                ("Sıradaki", count_steps.next_words(row)),
                *((("Gerekçe", row.reason),) if row.reason else ()),
                ("Görevlendirme", row.order_no),
                ("", BoardKind.SAYIM.label),
                *((seat.seat.label, ", ".join(filter(None, (seat.name, seat.title)))) for seat in board),
            ),
        )

    async def opened(self, row: CountRow) -> None:
        """Enter: the count."""
        await self.frame.push(CountView(self.frame, row.id))

    @work
    async def action_new(self) -> None:
        """N: the order with its board, then the count itself."""
        today = self.desk.today

        def known(look: Look) -> dict[str, object]:
            home = lookup.home_unit(look)
            return {"harcama_birimi_id": home or None, **(usual_board(look, home, today) if home else {})}

        values = await self.ask(known)
        made: list[int] = []
        await open_form(
            self,
            "Yeni sayım",
            CountOrderDraft,
            lambda job, draft: made.append(order_count(job, draft)),
            "Sayım açıldı; F7 ile başlar",
            key="sayim",
            values={**(values or {}), "day": today},
        )
        if made:
            self.reload()
            await self.frame.push(CountView(self.frame, made[-1]))

    @work
    async def action_hand_on(self) -> None:
        """F7: the next step."""
        if (row := self.current) is not None:
            await count_steps.hand_on(self, row)
            self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: with a reason."""
        if (row := self.current) is not None:
            await count_steps.cancel(self, row)
            self.reload()

    @work
    async def action_why(self) -> None:
        """F4: why the count stands where it stands."""
        if (row := self.current) is not None:
            await count_steps.show_state(self, row)

    def action_history(self) -> None:
        """H."""
        if (row := self.current) is not None:
            show_history(self, COUNT_KIND, row.id, f"{row.no} {row.kind.label}")
