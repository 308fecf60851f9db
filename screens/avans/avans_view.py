"""One advance: what it is above, its file below, each of its steps on a key."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from data.avans.card import AvansCard, avans_card
from data.avans.lookup import AREA, AVANS_KIND
from data.avans.rules.values import AvansState
from data.core.calendar import format_date
from data.core.money import format_kurus
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from screens.actions import keys, quiet_keys
from screens.avans import file_rows, money_steps, request_steps
from screens.avans.file_rows import FileRow
from screens.avans.papers import export_advance
from screens.avans.signs import last_days, name_of, still_open
from screens.frame import Frame
from screens.history import show_history
from screens.ledger_view import LedgerView
from screens.view import View
from screens.widgets.detail import Detail
from screens.widgets.ledger import Ledger
from screens.widgets.ledger_columns import Column
from screens.widgets.literal import facts_line

_STEPS: Final = ("settle", "refund", "charge", "collect", "carry", "journey", "renew", "refuse_paper")


def open_advance(frame: Frame, record_id: int) -> View:
    """The view of one advance, for the registry."""
    return AvansView(frame, record_id)


class AvansView(LedgerView[FileRow]):
    """An advance with its file."""

    KEY = "avans_dosya"
    HELP = (
        "Bir avans: üstte durumu, iki son günü (kanunî gün ve iş günü) ve açık tutarı, altta dosyası. Taslakta N "
        "istenenleri, K isteği yazar; F7 sunar, onaylar, verir. Verildikten sonra N belgeleri art arda alır, F2 "
        "imleçteki belgeyi düzeltir, F8 gerekçesiyle reddeder. M seçilen belgeleri önizleyip mahsup eder, İ geri "
        "verilen parayı, süresi geçtiyse zammıyla yazar. Süre uzatılmaz; Ğ süresi içinde verilmiş belgeler kadar "
        "yeni avans ister. K kalanı 140'a alır, T 140'tan tahsili, P yıl sonu bildirimini ve mahsup dönemine "
        "devri, G yolculuk günlerini yazar. Del son işlemi gerekçesiyle ters kayıtla geri alır. V belgeleri, "
        "işlemleri, istenenleri ayırır."
    )
    EMPTY = "Burada kayıt yok. N ile istenenler, verilmiş avansta belgeler yazılır."
    VIEWS = file_rows.VIEWS
    COLUMNS = (
        Column("sign", "", 1, lambda row: row.sign, tone=lambda row: row.tone),
        Column("tarih", "Tarih", 10, lambda row: format_date(row.day) if row.day else ""),
        Column("what", "Belge, işlem", 13, lambda row: row.what, grows=True, tone=lambda row: row.tone),
        Column("no", "No", 9, lambda row: row.no),
        Column("about", "Kimden, konusu", 12, lambda row: row.about, grows=True),
        Column("amount", "Tutar", 11, lambda row: row.amount, align="right", tone=lambda row: row.tone),
        Column("state", "Durum", 11, lambda row: row.state, tone=lambda row: row.tone),
        Column("kod", "Tertip", 14, lambda row: row.document.kod if row.document else "", align="tail",
               min_screen=110),
    )  # fmt: skip
    DEFAULT_CSS = """
    AvansView > .avans--head { height: auto; max-height: 8; padding: 0 1; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("new", "edit", "head", "hand_on", "send_back", *_STEPS, "why", "cancel_record"),
        *quiet_keys("history", "refresh"),
    ]

    def __init__(self, frame: Frame, avans_id: int) -> None:
        super().__init__(frame)
        self.avans_id = avans_id
        self.card: AvansCard | None = None
        """The advance as it was read last."""
        self._head = Static("", markup=False, classes="avans--head")

    def compose(self) -> ComposeResult:
        """The head above the file."""
        yield self._head
        yield from super().compose()

    def title(self) -> str:
        """Number and state."""
        return f"Avans {self.card.row.no} · {self.card.row.state.label}" if self.card else "Avans"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do with the advance as it stands."""
        card, prepares = self.card, self.desk.actor.can(AREA, Verb.PREPARE)
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        if action in (*_STEPS, "new", "edit", "head", "hand_on", "send_back", "cancel_record") and card is None:
            return False
        if card is None:
            return super().check_action(action, parameters)
        draft = card.row.state is AvansState.TASLAK
        if action in ("new", "edit"):
            return prepares and (draft or card.row.state in money_steps.TAKES)
        if action == "head":
            return prepares and draft
        if action in _STEPS:
            return money_steps.allowed(self, card, action)
        if action == "hand_on":
            return request_steps.can_hand_on(self, card)
        if action == "send_back":
            return request_steps.can_return(self, card)
        if action == "cancel_record":
            given = card.row.given_day is not None
            over = card.row.state is AvansState.IPTAL
            return self.desk.actor.can(AREA, Verb.CHECK) if given else prepares and not over
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[FileRow]:
        """From the store: one advance is read at once."""
        card = avans_card(look, self.avans_id)
        self.card = card
        rows = file_rows.rows_of(card, query.view, query.text)
        part = tuple(rows[start : start + limit])
        waits = len(card.waiting)
        summary = f"açık {format_kurus(still_open(card.row))}" + (f" · {waits} belge incelenmedi" if waits else "")
        return Window(start, part, tuple((row.id,) for row in part), len(rows), summary)

    @on(Ledger.Loaded)
    def _card_read(self, event: Ledger.Loaded) -> None:
        if self.card is not None:
            self._head.update(_head_text(self.card))
            self.frame.refresh_bindings()

    def detail(self, look: Look, row: FileRow) -> Detail:
        """All of a document, a step or a line."""
        return file_rows.row_detail(row)

    # ------------------------------------------------------------ the request

    @work
    async def action_new(self) -> None:
        """N: lines of a draft, documents of one that was given."""
        if self.card is not None:
            draft = self.card.row.state is AvansState.TASLAK
            await (request_steps.add_lines if draft else money_steps.hand_in)(self, self.card)
            self.reload()

    @work
    async def action_edit(self) -> None:
        """F2: the line or the document under the cursor; the request where there is none."""
        card, row = self.card, self.current
        if card is None:
            return
        if row is not None and row.document is not None:
            await money_steps.amend_document(self, row.document)
        elif card.row.state is not AvansState.TASLAK:
            self.say("İmleci bir belgeye getirin; işlem düzeltilmez, Del ile geri alınır.")
            return
        elif row is not None and row.line is not None:
            await request_steps.amend_line(self, card, row.place)
        else:
            await request_steps.amend_head(self, card.row)
        self.reload()

    @work
    async def action_head(self) -> None:
        """K: the request anew."""
        if self.card is not None:
            await request_steps.amend_head(self, self.card.row)
            self.reload()

    @work
    async def action_hand_on(self) -> None:
        """F7: the next step."""
        if self.card is not None:
            await request_steps.hand_on(self, self.card)
            self.reload()

    @work
    async def action_send_back(self) -> None:
        """F8: back to its preparer."""
        if self.card is not None:
            await request_steps.give_back(self, self.card)
            self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: a line off a draft, a request given up, or the step under the cursor taken back."""
        card, row = self.card, self.current
        if card is None:
            return
        if card.row.state is AvansState.TASLAK and row is not None and row.line is not None:
            await request_steps.take_line_off(self, card, row.place)
        elif row is not None and row.step is not None:
            await money_steps.reverse(self, card, row.step)
        elif row is not None and row.document is not None:
            self.say("Belge F8 ile reddedilir; mahsubu geri almak için imleci işleme getirin.")
            return
        else:
            await request_steps.give_up(self, card.row)
        self.reload()

    # ------------------------------------------------------------ what is done with it

    @work
    async def action_refuse_paper(self) -> None:
        """F8: the document under the cursor."""
        if self.current is None or self.current.document is None:
            self.say("Reddedilecek belgeye gelin.")
            return
        await money_steps.refuse_document(self, self.current.document)
        self.reload()

    @work
    async def action_settle(self) -> None:
        """M."""
        if self.card is not None:
            await money_steps.settle(self, self.card)
            self.reload()

    @work
    async def action_refund(self) -> None:
        """İ."""
        if self.card is not None:
            await money_steps.refund(self, self.card)
            self.reload()

    @work
    async def action_charge(self) -> None:
        """K."""
        if self.card is not None:
            await money_steps.charge(self, self.card)
            self.reload()

    @work
    async def action_collect(self) -> None:
        """T."""
        if self.card is not None:
            await money_steps.collect(self, self.card)
            self.reload()

    @work
    async def action_carry(self) -> None:
        """P."""
        if self.card is not None:
            await money_steps.carry(self, self.card)
            self.reload()

    @work
    async def action_journey(self) -> None:
        """G."""
        if self.card is not None:
            await money_steps.journey(self, self.card)
            self.reload()

    @work
    async def action_renew(self) -> None:
        """Ğ: a new request; it opens over this one."""
        if self.card is not None and (made := await request_steps.renew(self, self.card)) is not None:
            await self.frame.push(AvansView(self.frame, made))
        self.reload()

    # ------------------------------------------------------------ reading

    @work
    async def action_why(self) -> None:
        """F4: why it stands as it does."""
        await request_steps.explain(self, self.avans_id)

    @work
    async def action_export(self) -> None:
        """F6: its papers, or its file as a list."""
        await export_advance(self, self.card, self.current.document if self.current is not None else None)

    def action_history(self) -> None:
        """H."""
        if self.card is not None:
            show_history(self, AVANS_KIND, self.avans_id, name_of(self.card.row))


def _head_text(card: AvansCard) -> Content:
    """Who and what for, how much is where, both last days; what speaks against a request, what lateness costs."""
    row, held = card.row, card.row.held
    asked = f"{format_kurus(row.requested)}, {format_date(row.request_day)}"
    given = (
        f"{format_kurus(held.verilen)}, {format_date(row.given_day)}, MİF {card.mif_no}" if row.given_day else ""
    )
    left = (("Açık", held.acik), ("Mahsup döneminde", held.devir), ("140'ta", held.owed))
    gone = (("Mahsup", held.mahsup), ("İade", held.iade), ("Tahsil", held.tahsil))
    days = " – ".join(format_date(day) for day in (card.departure_day, card.return_day) if day)
    lines = [
        facts_line((("", row.kind.label), ("", row.holder), ("", row.subject), ("Tertip", row.kod))),
        facts_line(
            (
                *((label, format_kurus(amount)) for label, amount in left if amount),
                ("Verilen", given) if given else ("İstenen", asked),
                *((label, format_kurus(amount)) for label, amount in gone if amount),
            )
        ),
        facts_line(
            (
                ("Son mahsup günü", last_days(row)),
                ("", row.left),
                ("Yolculuk", days if row.kind.travels else ""),
                ("Yenilediği", card.renews),
                ("Bildirim", f"{format_date(card.report_day)} {card.report_no}" if card.report_day else ""),
            )
        ),
    ]
    lines += [Content(f"{'✗' if one.blocking else '!'} {one.message}") for one in card.problems[:2]]
    if card.zam is not None and card.zam.value.zam:
        late = card.zam.value
        lines.append(Content(f"! Bugün ödenirse {late.days} gün gecikme, gecikme zammı {format_kurus(late.zam)}"))
    return Content("\n").join(line for line in lines if line.plain)
