"""One harcama işi: what it holds above, its movements below, each of its steps on a key."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from data.butce import movement_views
from data.butce.lookup import AREA, WORK_KIND
from data.butce.movement_views import MovementRow, WorkCard
from data.butce.rules.values import MovementKind, WorkState
from data.core.calendar import format_date
from data.core.money import format_kurus
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold
from screens.actions import keys, quiet_keys
from screens.butce import asking, work_steps
from screens.butce.movements import movement_detail, sign_of, tone_of
from screens.butce.why import why_tertip
from screens.butce.year import plain
from screens.frame import Frame
from screens.history import show_history
from screens.ledger_view import LedgerView
from screens.view import View
from screens.widgets.detail import Detail
from screens.widgets.ledger import Ledger
from screens.widgets.ledger_columns import Column
from screens.widgets.literal import facts_line

_STEPS: Final = {
    "work_block": (MovementKind.BLOKE,),
    "work_commit": (MovementKind.TAAHHUT,),
    "work_spend": (MovementKind.HARCAMA,),
    "work_refund": (MovementKind.HARCAMA_IADE,),
    "work_free": (MovementKind.BLOKE_COZME, MovementKind.TAAHHUT_COZME),
}
_LATE = frozenset({"work_refund", "new"})
"""What may still be written for a work that is over."""


def open_work(frame: Frame, record_id: int) -> View:
    """The view of one work, for the registry."""
    return WorkView(frame, record_id)


class WorkView(LedgerView[MovementRow]):
    """A work with its movements."""

    KEY = "harcama_isi_hareket"
    HELP = (
        "Bir harcama işi: üstte her tertipte ne tuttuğu, altta hareketleri. K onay belgesiyle bloke eder, T "
        "sözleşmeyi ya da siparişi taahhüt yazar, Ö ödeme emrini yazar, İ ödemeden geri geleni, Ç çözüleni "
        "yazar; kalan tutar dolu gelir. Taahhüt önce blokeyi, ödeme önce taahhüdü kullanır. P işi bitirir ve "
        "kalanını çözer. Del imleçteki hareketi gerekçesiyle ters kayıtla geri alır; hareketi olmayan işten "
        "vazgeçilir. F4 hareketin tertibinde daha ne kadarının kullanılabileceğini nedeniyle söyler. Vazgeçmek "
        "listede Del iledir."
    )
    EMPTY = "Bu iş için henüz ödenek ayrılmadı. K ile onay belgesinin blokesini yazın."
    COLUMNS = (
        Column("sign", "", 1, sign_of, tone=tone_of),
        Column("tarih", "Tarih", 10, lambda row: format_date(row.day)),
        Column("kind", "Hareket", 20, lambda row: row.kind.label, grows=True, tone=tone_of),
        Column("tertip", "Tertip", 14, lambda row: row.name, grows=True),
        Column("tutar", "Tutar", 14, lambda row: plain(row.amount), align="right", tone=tone_of),
        Column("no", "Belge no", 9, lambda row: row.belge_no),
        Column("belge", "Belge", 18, lambda row: row.belge, min_screen=100),
        Column("number", "Sıra", 5, lambda row: str(row.number), align="right", min_screen=110),
        Column("text", "Açıklama", 14, lambda row: row.text, grows=True, min_screen=130),
    )
    DEFAULT_CSS = """
    WorkView > .work--head { height: auto; max-height: 7; padding: 0 1; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("new", *_STEPS, "work_finish", "edit", "why", "cancel_record"),
        *quiet_keys("history", "refresh"),
    ]

    def __init__(self, frame: Frame, is_id: int) -> None:
        super().__init__(frame)
        self.is_id = is_id
        self.card: WorkCard | None = None
        """The work as it was read last."""
        self._head = Static("", markup=False, classes="work--head")

    def compose(self) -> ComposeResult:
        """The head above the movements."""
        yield self._head
        yield from super().compose()

    def title(self) -> str:
        """Number and subject."""
        return work_steps.name_of(self.card.row) if self.card else "Harcama işi"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do with the work as it stands."""
        card = self.card
        if action in _STEPS or action in ("new", "edit", "work_finish", "cancel_record"):
            if card is None or not self.desk.actor.can(AREA, Verb.PREPARE):
                return False
            running = card.row.state is WorkState.ACIK or action in _LATE
            waits = action not in ("work_refund", "work_free") or any(
                work_steps.works_on(card, kind) for kind in _STEPS[action]
            )
            return running and waits
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[MovementRow]:
        """From the store: the newest first."""
        card = movement_views.work_card(look, self.is_id)
        self.card = card
        words = fold(query.text).split()
        rows = [
            row
            for row in reversed(card.movements)
            if all(word in fold(f"{row.kind.label} {row.name} {row.belge_no} {row.text}") for word in words)
        ]
        part = tuple(rows[start : start + limit])
        return Window(start, part, tuple((row.id,) for row in part), len(rows), card.row.state.label)

    @on(Ledger.Loaded)
    def _card_read(self, event: Ledger.Loaded) -> None:
        if self.card is not None:
            self._head.update(_head_text(self.card))
            self.frame.refresh_bindings()

    def detail(self, look: Look, row: MovementRow) -> Detail:
        """What a movement changed and what it rests on."""
        return movement_detail(row)

    # ------------------------------------------------------------ steps

    @work
    async def action_new(self) -> None:
        """N: asks which step."""
        if self.card is not None:
            await work_steps.choose_step(self, self.card)
            self.reload()

    def action_work_block(self) -> None:
        """K."""
        self._step("work_block")

    def action_work_commit(self) -> None:
        """T."""
        self._step("work_commit")

    def action_work_spend(self) -> None:
        """Ö."""
        self._step("work_spend")

    def action_work_refund(self) -> None:
        """İ."""
        self._step("work_refund")

    def action_work_free(self) -> None:
        """Ç."""
        self._step("work_free")

    @work
    async def _step(self, action: str) -> None:
        if self.card is not None:
            await work_steps.write_step(self, self.card, _STEPS[action])
            self.reload()

    @work
    async def action_work_finish(self) -> None:
        """P: it is over; its rest is let go."""
        if self.card is not None:
            await work_steps.finish_work(self, self.card.row)
            self.reload()

    @work
    async def action_edit(self) -> None:
        """F2: subject, firm and onay belgesi."""
        if self.card is not None:
            await work_steps.amend_work(self, self.card.row)
            self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: reverses the movement under the cursor; a work without any is given up."""
        if self.current is not None:
            await asking.reverse_movement(self, self.current)
        elif self.card is not None:
            await work_steps.give_up_work(self, self.card.row)
        self.reload()

    @work
    async def action_why(self) -> None:
        """F4: what may still be used of the movement's tertip, and what holds the rest."""
        if self.current is not None:
            await why_tertip(self, self.current)

    def action_history(self) -> None:
        """H."""
        show_history(self, WORK_KIND, self.is_id, self.title())


def _head_text(card: WorkCard) -> Content:
    """The head in a few lines, then what is held on each tertip."""
    row = card.row
    onay = " ".join(part for part in (row.onay_no, format_date(row.onay_day) if row.onay_day else "") if part)
    facts = (
        ("Durum", row.state.label),
        ("Türü", row.kind.label),
        ("Yüklenici", row.firm),
        ("Onay belgesi", onay),
        ("Gerekçe", row.reason),
    )
    lines = [facts_line(facts)]
    for one in card.tertips:
        parts = (
            ("Bloke", one.held.bloke),
            ("Taahhüt", one.held.taahhut),
            ("Avans", one.held.avans),
            ("Harcanan", one.held.harcanan),
        )
        amounts = tuple((label, format_kurus(amount)) for label, amount in parts if amount)
        lines.append(facts_line((("", f"{one.ekonomik} {one.name}"), *amounts)))
    return Content("\n").join(lines)
