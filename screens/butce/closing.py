"""Yıl sonu: what must be ended before a budget year is closed, and what of it is cancelled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from data.butce import closing_views
from data.butce.closing_views import ClosingCard
from data.butce.lookup import AREA, TERTIP_KIND, TRANSFER_KIND, WORK_KIND, YEAR_KIND
from data.butce.operations import closing
from data.butce.refusal import AVANS_KIND
from data.butce.rules.values import YearState
from data.core.calendar import format_date
from data.core.money import format_kurus
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.reasons import Ref
from data.core.store import Look
from data.core.text import fold
from screens.actions import keys, quiet_keys
from screens.approval_steps import step_confirmed
from screens.butce.year import BudgetLedger, plain
from screens.frame import Frame
from screens.history import show_history
from screens.widgets.ask_dialogs import ReasonDialog
from screens.widgets.detail import Detail
from screens.widgets.ledger import Ledger
from screens.widgets.ledger_columns import Column
from screens.widgets.literal import facts_line
from screens.widgets.read_dialogs import WhyDialog
from screens.widgets.tones import Tone

_OPEN = "acik"
_NAMES = {TERTIP_KIND: "tertip", WORK_KIND: "harcama işi", TRANSFER_KIND: "aktarma", AVANS_KIND: "avans"}


@dataclass(frozen=True, slots=True)
class EndRow:
    """Something open with what to do about it, or a tertip with what is cancelled of it, kuruş."""

    id: int
    kind: str
    words: str
    amount: int
    remedy: str
    law: str
    ref: Ref | None


def rows_of(card: ClosingCard, view: str) -> list[EndRow]:
    """The lines of a view: what is open, else what is cancelled."""
    if view == _OPEN:
        return [
            EndRow(place, one.kind.label, one.words, one.amount, one.remedy, one.law, one.ref)
            for place, one in enumerate(card.open_items, 1)
        ]
    return [
        EndRow(row.id, "İptal", f"{row.short} {row.name}", row.amount, "", "", Ref(TERTIP_KIND, row.id))
        for row in card.rows
        if row.amount
    ]


def _tone(row: EndRow) -> Tone:
    return Tone.WARN if row.remedy else Tone.NORMAL


class ClosingLedger(BudgetLedger[EndRow]):
    """The end of a budget year."""

    KEY = "butce_yil_sonu"
    NAME = "Yıl sonu"
    HELP = (
        "Bütçe yılının kapanışı. Açık kalan görünümünde bitmeden yılın kapanamayacağı bloke, taahhüt, avans ve "
        "aktarmalar, ne yapılacağıyla durur; Enter kaydı açar. İptal edilecek görünümü, 31 Aralık günüyle iptal "
        "edilecek kullanılmayan ödenektir. F7 yılı kapatır: kalan iptal edilir, yalnız mahsup dönemi sürer; o da "
        "bitince F7 yılı bütünüyle kapatır. F12 kapanan yılı gerekçesiyle yeniden açar. F4 engelleri dayanağıyla "
        "söyler."
    )
    EMPTY = "Bu görünümde kayıt yok: açık kalan ya da iptal edilecek ödenek bulunmuyor."
    VIEWS = ((_OPEN, "Açık kalan"), ("iptal", "İptal edilecek"))
    COLUMNS = (
        Column("sign", "", 1, lambda row: "!" if row.remedy else "", tone=_tone),
        Column("kind", "Türü", 18, lambda row: row.kind, tone=_tone),
        Column("words", "Kayıt", 28, lambda row: row.words, grows=True),
        Column("amount", "Tutar", 14, lambda row: plain(row.amount), align="right"),
        Column("remedy", "Ne yapılacak", 40, lambda row: row.remedy, grows=True, min_screen=110),
    )
    DEFAULT_CSS = """
    ClosingLedger > .closing--head { height: auto; max-height: 4; padding: 0 1; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("hand_on", "reopen", "why", "budget_year", "section"),
        *quiet_keys("history"),
    ]

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.card: ClosingCard | None = None
        """The year as it was read last."""
        self._head = Static("", markup=False, classes="closing--head")

    def compose(self) -> ComposeResult:
        """How the year stands, above the lines."""
        yield self._head
        yield from super().compose()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do with the year as it stands."""
        card = self.card
        if action == "hand_on":
            over = card is None or card.state is YearState.KAPALI
            return not over and self.desk.actor.can(AREA, Verb.CLOSE)
        if action == "reopen":
            mahsup = card is not None and card.state is YearState.MAHSUP
            return mahsup and self.desk.actor.can(AREA, Verb.APPROVE)
        if action == "why":
            return card is not None
        return super().check_action(action, parameters)

    def fetch_of(
        self, look: Look, yil_id: int, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[EndRow]:
        """From the store."""
        card = closing_views.closing_card(look, yil_id)
        self.card = card
        words = fold(query.text).split()
        rows = [row for row in rows_of(card, query.view) if all(word in fold(row.words) for word in words)]
        part = tuple(rows[start : start + limit])
        total = f"toplam {format_kurus(sum(row.amount for row in rows))}" if rows else ""
        return Window(start, part, tuple((row.id,) for row in part), len(rows), total)

    @on(Ledger.Loaded)
    def _card_read(self, event: Ledger.Loaded) -> None:
        if self.card is not None:
            self._head.update(facts_line(head_facts(self.card)))
            self.frame.refresh_bindings()

    def detail(self, look: Look, row: EndRow) -> Detail:
        """All of a line."""
        facts = (
            ("Türü", row.kind),
            ("Tutar", format_kurus(row.amount)),
            ("Ne yapılacak", row.remedy),
            ("Dayanak", row.law),
        )
        return Detail(row.words, tuple(one for one in facts if one[1]))

    async def opened(self, row: EndRow) -> None:
        """Enter: the record behind the line."""
        if row.ref is not None:
            self.frame.go_to_record(row.ref.kind, row.ref.id)

    @work
    async def action_hand_on(self) -> None:
        """F7: closes the year, or ends its mahsup dönemi."""
        card = self.card
        if card is None:
            return
        if card.state is YearState.MAHSUP:
            text = f"{card.year} bütçe yılı bütünüyle kapatılacak; artık hiçbir hareket yazılamaz."
            if await step_confirmed(self, "Mahsup dönemini bitir", text):
                await self.do(
                    lambda job: closing.finish_year(job, card.yil_id, card.version),
                    f"{card.year} bütçe yılı kapandı",
                )
        else:
            text = f"{format_date(card.last)} günüyle kullanılmayan {format_kurus(card.total)} iptal edilecek."
            if card.open_items:
                text += f"\n! {len(card.open_items)} açık kayıt var; bitmeden yıl kapanmaz."
            if await step_confirmed(self, f"{card.year} yılını kapat", text):
                await self.do(
                    lambda job: closing.close_year(job, card.yil_id, card.version),
                    lambda done: f"{done.tertips} tertipte {format_kurus(done.total)} iptal edildi",
                )
        self.reload()

    @work
    async def action_reopen(self) -> None:
        """F12: takes the cancellation back."""
        card = self.card
        if card is None:
            return
        reason = await self.app.push_screen_wait(
            ReasonDialog("Yılı yeniden aç", f"{card.year} bütçe yılı neden yeniden açılıyor?")
        )
        if reason is not None:
            await self.do(
                lambda job: closing.reopen_year(job, card.yil_id, reason, card.version),
                lambda count: f"{card.year} yeniden açıldı; {count} iptal geri alındı",
            )
            self.reload()

    @work
    async def action_why(self) -> None:
        """F4: what is in the way of closing, with jumps."""
        card = self.card
        if card is None:
            return
        value = f"{len(card.open_items)} açık kayıt" if card.open_items else "Kapanışa engel yok"
        dialog = WhyDialog(
            f"{card.year} · {card.unit}",
            f"{card.state.label} · {value}",
            [one.reason for one in card.open_items],
            lambda ref: _NAMES.get(ref.kind, "kayıt"),
        )
        if (chosen := await self.app.push_screen_wait(dialog)) is not None:
            self.frame.go_to_record(chosen.kind, chosen.id)

    def action_history(self) -> None:
        """H."""
        if self.year is not None:
            show_history(self, YEAR_KIND, self.year.id, f"{self.year.year} bütçe yılı")


def head_facts(card: ClosingCard) -> tuple[tuple[str, str], ...]:
    """How a year stands, in labelled facts."""
    kept = f"{format_kurus(card.kept)} mahsup dönemi için saklı" if card.kept else ""
    return (
        ("Durum", card.state.label),
        ("İptal günü", format_date(card.last)),
        ("İptal edilecek", format_kurus(card.total) if card.state is YearState.ACIK else ""),
        ("Mahsup dönemi sonu", format_date(card.mahsup_until)),
        ("", kept),
    )
