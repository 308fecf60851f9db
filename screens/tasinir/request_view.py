"""One request: its lines beside the stock, what is given now, and the papers that follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from data.core.calendar import format_date
from data.core.money import format_int
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold
from data.tasinir import meeting_views, papers_hands, request_views, voucher_views
from data.tasinir.hand_drafts import Seen
from data.tasinir.lookup import AREA, REQUEST_KIND
from data.tasinir.meeting_views import MeetingLine
from data.tasinir.request_views import RequestCard, RequestRow
from data.tasinir.rules.amounts import format_quantity
from data.tasinir.rules.values import RequestState
from screens.actions import keys, quiet_keys
from screens.frame import Frame
from screens.history import show_history
from screens.ledger_view import LedgerView
from screens.paper_export import export_paper
from screens.tasinir import meeting, request_form, voucher_form
from screens.tasinir.linked import choose_paper, show_why
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog
from screens.widgets.detail import Detail
from screens.widgets.ledger import Ledger
from screens.widgets.ledger_columns import Column
from screens.widgets.literal import facts_line
from screens.widgets.tones import Tone


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A line of the request with what is given now.

    Attributes:
        give: Thousandths; 0 for nothing.
        over: Nothing more is given on the request.
    """

    id: int
    at: MeetingLine
    give: int
    over: bool

    @property
    def sign(self) -> str:
        """``!`` for less in the ambar than is missing or too little left, ``✓`` for a line that has all."""
        if self.over or not self.at.line.missing:
            return "✓" if self.at.line.met >= self.at.line.wanted else ""
        return "!" if self.at.free < self.at.line.missing or self.at.runs_short(self.give) else ""


def open_request(frame: Frame, record_id: int) -> View:
    """The view of one request, for the registry."""
    return RequestView(frame, record_id)


async def export_request(view: LedgerView[Any], row: RequestRow | None) -> None:
    """F6: the request on paper, or the list that is seen."""
    options = [("liste", "Görünen liste")]
    if row is not None:
        options.insert(0, ("kagit", f"Taşınır İstek Belgesi {row.no}"))
    chosen = await view.app.push_screen_wait(ChooseDialog("Ne aktarılsın?", options))
    if chosen and chosen[0] == "liste":
        await view.export_list()
    elif chosen and row is not None:
        key = row.id
        await export_paper(view, "Taşınır İstek Belgesi", lambda job: papers_hands.request_for_export(job, key))


def _quantity(value: int) -> str:
    return format_quantity(value) if value else ""


def _tone(row: SheetRow) -> Tone:
    return {"!": Tone.WARN, "✓": Tone.DIM}.get(row.sign, Tone.NORMAL)


class RequestView(LedgerView[SheetRow]):
    """A request with its lines."""

    KEY = "tasinir_istek_kalem"
    HELP = (
        "Bir istek belgesi, kalem kalem: ne istendi, ne verildi, ambarda ne var. “Şimdi” sütunu verilecek "
        "miktardır; tüketim malzemesinde eldekiyle dolu gelir. Enter miktarı değiştirir ya da verilecek dayanıklı "
        "taşınırları seçtirir. K karşılar: tüketim malzemesi için çıkış fişi taslağı hazırlanır (m.22/3), "
        "dayanıklılar teslim belgesiyle verilir (m.23). F7 hazırlanan fişi onaylar; “Verilen” ancak onayla artar. "
        "! ambarda yetmeyeni ya da verilince en az miktarın altına düşeni gösterir. Hiçbir şey verilmemişken N "
        "kalem ekler, F2 düzeltir, Del çıkarır; sonrasında Del isteği bitirir. G doğan belgeye gider."
    )
    EMPTY = "Bu süzgece uyan kalem yok."
    COLUMNS = (
        Column("sign", "", 1, lambda row: row.sign, tone=_tone),
        Column("line_no", "No", 3, lambda row: format_int(row.at.line.line_no), align="right"),
        Column("name", "Taşınır", 16, lambda row: row.at.line.name, grows=True),
        Column("wanted", "İstenen", 8, lambda row: format_quantity(row.at.line.wanted), align="right"),
        Column("met", "Verilen", 8, lambda row: _quantity(row.at.line.met), align="right"),
        Column("held", "Ambarda", 8, lambda row: format_quantity(row.at.free), align="right", tone=_tone),
        Column("give", "Şimdi", 8, lambda row: "" if row.over else _quantity(row.give) or "—", align="right"),
        Column("unit", "Birim", 8, lambda row: row.at.line.unit),
        Column("prepared", "Fişte", 8, lambda row: _quantity(row.at.line.prepared), align="right", min_screen=92),
        Column("least", "En az", 8, lambda row: _quantity(row.at.least), align="right", min_screen=102),
        Column("code", "Kod", 16, lambda row: row.at.line.code, min_screen=120),
        Column("note", "Açıklama", 16, lambda row: row.at.line.note, grows=True, min_screen=140),
    )
    DEFAULT_CSS = """
    RequestView > .request--head { height: auto; max-height: 6; padding: 0 1; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("meet", "hand_on", "new", "edit", "why", "cancel_record", "go_paper", "history"),
        *quiet_keys("refresh"),
    ]

    def __init__(self, frame: Frame, istek_id: int, *, meeting: bool = False) -> None:
        super().__init__(frame)
        self.istek_id = istek_id
        self._card: RequestCard | None = None
        self._amounts: dict[int, int] = {}
        self._items: dict[int, tuple[Seen, ...]] = {}
        self._at_once = meeting
        self._sheet: tuple[MeetingLine, ...] = ()
        self._head = Static("", markup=False, classes="request--head")

    def compose(self) -> ComposeResult:
        """The head above the lines."""
        yield self._head
        yield from super().compose()

    def title(self) -> str:
        """Number and unit."""
        return request_form.name_of(self._card.row) if self._card else "İstek belgesi"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do with the request as it stands."""
        if action in ("new", "edit", "cancel_record", "meet"):
            open_still = self._card is not None and not self._card.row.state.over
            free = action in ("meet", "cancel_record") or self._untouched
            return open_still and free and self.desk.actor.can(AREA, Verb.PREPARE)
        if action == "hand_on":
            return self._draft_key() is not None and self.desk.actor.can(AREA, Verb.CLOSE)
        if action == "go_paper":
            return self._card is not None and bool(self._card.papers)
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    @property
    def _untouched(self) -> bool:
        card = self._card
        if card is None or card.row.state is not RequestState.ACIK:
            return False
        return not any(line.prepared for line in card.lines)

    def _draft_key(self) -> int | None:
        return next((one.id for one in self._card.papers if one.waits), None) if self._card else None

    # ------------------------------------------------------------ rows

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[SheetRow]:
        """From the store: the lines with the stock; what is given now is this view's own."""
        card = request_views.request_card(look, self.istek_id)
        sheet = meeting_views.meeting_lines(look, self.istek_id)
        self._card, self._sheet = card, sheet
        words = fold(query.text).split()
        over = card.row.state.over
        rows = [
            SheetRow(one.id, one, self.given(one), over)
            for one in sheet
            if all(word in fold(f"{one.line.code} {one.line.name}") for word in words)
        ]
        part = tuple(rows[start : start + limit])
        return Window(start, part, tuple((row.id,) for row in part), len(rows), card.row.state.label)

    def given(self, at: MeetingLine) -> int:
        """What is given of a line now, thousandths."""
        if self._card is not None and self._card.row.state.over:
            return 0
        return self._amounts.get(at.line.line_no, at.offered)

    @on(Ledger.Loaded)
    def _card_read(self, event: Ledger.Loaded) -> None:
        if self._card is None:
            return
        self._head.update(_head_text(self._card))
        self.frame.refresh_bindings()
        if self._at_once:
            self._at_once = False
            if any(at.waits_for_choice for at in self._sheet):
                self.say("Verilecek dayanıklı taşınırları Enter ile seçin, sonra K.")
            else:
                self.action_meet()

    def detail(self, look: Look, row: SheetRow) -> Detail:
        """All of a line."""
        line = row.at.line
        facts = (
            ("Taşınır kodu", line.code),
            ("İstenen", f"{format_quantity(line.wanted)} {line.unit}"),
            ("Verilen", format_quantity(line.met)),
            ("Onay bekleyen fişte", _quantity(line.prepared)),
            ("Kalan", format_quantity(line.missing)),
            ("Ambarda", f"{format_quantity(row.at.held)}, sözü verilen {format_quantity(row.at.promised)}"
             if row.at.promised else format_quantity(row.at.held)),
            ("Bütün ambarlarda", format_quantity(row.at.everywhere)),
            ("En az miktar", _quantity(row.at.least)),
            ("Açıklama", line.note),
        )  # fmt: skip
        return Detail(f"{line.line_no}. {line.name}", tuple((label, value) for label, value in facts if value))

    async def opened(self, row: SheetRow) -> None:
        """Enter: how much of the line, or which items, are given now; a closed request only shows it."""
        if row.over or not self.desk.actor.can(AREA, Verb.PREPARE):
            await super().opened(row)
            return
        chosen = await meeting.ask_line(self, self.istek_id, row.at, self._items.get(row.at.line.line_no, ()))
        if chosen is not None:
            self._amounts[row.at.line.line_no] = chosen.quantity
            self._items[row.at.line.line_no] = chosen.items
            self.reload()

    # ------------------------------------------------------------ its way

    @work
    async def action_meet(self) -> None:
        """K: gives what the sheet says."""
        card = self._card
        if card is None:
            return
        wanted = [(at, self.given(at), self._items.get(at.line.line_no, ())) for at in self._sheet]
        if await meeting.meet_request(self, card, wanted):
            self._amounts.clear()
            self._items.clear()
        self.reload()

    @work
    async def action_hand_on(self) -> None:
        """F7: the exit voucher that was prepared gets its approval without leaving the request."""
        key = self._draft_key()
        row = await self.ask(lambda look: voucher_views.voucher_row(look, key)) if key is not None else None
        if row is not None:
            await voucher_form.approve_voucher(self, row)
            self.reload()

    # ------------------------------------------------------------ lines

    @work
    async def action_new(self) -> None:
        """N: further lines."""
        if self._card is not None:
            await request_form.PAPER.add_lines(self, self._card.row, self.title())
            self.reload()

    @work
    async def action_edit(self) -> None:
        """F2: the line under the cursor."""
        if self._card is not None and self.current is not None:
            await request_form.PAPER.amend_line(self, self._card.row, self.current.at.line, self.title())
            self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: takes the line off; a request with one line, or on which something was given, is ended."""
        if self._card is None:
            return
        row, current = self._card.row, self.current
        if self._untouched and len(self._card.lines) > 1 and current is not None:
            line = current.at.line
            words = f"{line.line_no}. kalem çıkarıldı: {line.name}"
            await self.do(lambda job: request_form.PAPER.take_line_off(job, row, line.line_no), words)
            self._amounts.clear()
            self._items.clear()
        else:
            await request_form.end_request(self, row)
        self.reload()

    @work
    async def action_go_paper(self) -> None:
        """G: to a voucher or delivery that it led to."""
        if self._card is not None:
            await choose_paper(self, self._card.papers, "Bu istekle henüz bir şey verilmedi.")

    @work
    async def action_why(self) -> None:
        """F4: why it stands where it stands."""
        await show_why(self, self.title(), lambda look: meeting_views.why_request(look, self.istek_id))

    @work
    async def action_export(self) -> None:
        """F6: the request on paper, or its lines as a list."""
        await export_request(self, self._card.row if self._card is not None else None)

    def action_history(self) -> None:
        """H."""
        show_history(self, REQUEST_KIND, self.istek_id, self.title())


def _head_text(card: RequestCard) -> Content:
    """The head in a few lines: labels muted, values plain."""
    row = card.row
    facts = (
        ("Durum", row.state.label),
        ("Tarih", format_date(row.day)),
        ("Ambar", row.ambar),
        ("İstek yapan", " ".join(part for part in (row.asked_by, card.asked_title) if part)),
        ("Birim yöneticisi", card.head),
        ("Kullanacak kişi", card.person),
        ("Belgeler", ", ".join(paper.words for paper in card.papers)),
        ("Gerekçe", card.reason),
        ("Açıklama", card.note),
    )
    return facts_line(facts)
