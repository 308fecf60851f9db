"""İstek belgeleri: the ledger of requests."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import BindingType

from data.core.calendar import format_date
from data.core.money import format_int
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.tasinir import meeting_views, request_views
from data.tasinir.lookup import AREA, REQUEST_KIND
from data.tasinir.request_views import RequestCard, RequestRow
from data.tasinir.rules.amounts import format_quantity
from data.tasinir.rules.values import RequestState
from screens.actions import keys, quiet_keys
from screens.history import show_history
from screens.sections import SectionView
from screens.tasinir import request_form
from screens.tasinir.linked import choose_paper, show_why
from screens.tasinir.request_view import RequestView, export_request
from screens.tasinir.sections import SECTIONS
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.tones import Tone

_TONES = {
    RequestState.ACIK: Tone.ACCENT,
    RequestState.KISMEN: Tone.WARN,
    RequestState.RED: Tone.DIM,
    RequestState.IPTAL: Tone.DIM,
}
_SIGNS = {RequestState.ACIK: "●", RequestState.KISMEN: "○", RequestState.KARSILANDI: "✓"}


def _tone(row: RequestRow) -> Tone:
    return _TONES.get(row.state, Tone.NORMAL)


class RequestLedger(SectionView[RequestRow]):
    """The requests."""

    KEY = "tasinir_istek"
    SECTIONS = SECTIONS
    HELP = (
        "Taşınır istek belgeleri (m.10/1-c): hangi birim ne istedi, ne kadarı verildi. ● karşılanmayı bekleyen, "
        "○ bir bölümü verilen, ✓ karşılanandır. N belgenin başlığını, ardından kalemlerini art arda yazar; numara "
        "ilk kalemle verilir. Enter isteği ambardaki stokla yan yana açar, K karşılar. F2 hiçbir şey verilmemiş "
        "isteğin başlığını düzeltir. Del isteği gerekçesiyle bitirir, numarası kalır. G doğan fişe ya da teslime "
        "gider, F4 neden bu durumda olduğunu söyler. Süzgeç: idari tarih:2026-10 taşınır:kağıt no:2026/4."
    )
    EMPTY = "Karşılanmayı bekleyen istek yok. N ile yazın."
    VIEWS = (("", "Karşılanacak"), ("karsilanan", "Karşılanan"), ("red", "Vazgeçilen"), ("tumu", "Tümü"))
    FILTER_FIELDS = (
        ("no", "Belge no"), ("tarih", "Tarih"), ("birim", "İstek yapan birim"), ("ambar", "Ambar"),
        ("tasinir", "Taşınır"),
    )  # fmt: skip
    COLUMNS = (
        Column("sign", "", 1, lambda row: _SIGNS.get(row.state, ""), tone=_tone),
        Column("no", "Belge no", 9, lambda row: row.no, tone=_tone),
        Column("day", "Tarih", 10, lambda row: format_date(row.day)),
        Column("asking", "İstek yapan birim", 20, lambda row: row.asking, grows=True),
        Column("lines", "Kalem", 5, lambda row: format_int(row.lines), align="right"),
        Column("state", "Durum", 17, lambda row: row.state.label, tone=_tone),
        Column("asked_by", "İstek yapan", 20, lambda row: row.asked_by, grows=True, min_screen=96),
        Column("ambar", "Ambar", 20, lambda row: row.ambar, grows=True, min_screen=140),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("new", "edit", "meet", "why", "cancel_record", "go_paper", "section"),
        *quiet_keys("history"),
    ]

    def title(self) -> str:
        """For the frame."""
        return "İstek belgeleri"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do."""
        if action in ("new", "edit", "cancel_record", "meet"):
            return self.desk.actor.can(AREA, Verb.PREPARE)
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[RequestRow]:
        """From the store."""
        return request_views.request_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: RequestRow) -> Detail:
        """Who asked for what, what was given, and the papers that followed."""
        return request_detail(request_views.request_card(look, row.id))

    async def opened(self, row: RequestRow) -> None:
        """The request with the stock beside its lines."""
        await self.frame.push(RequestView(self.frame, row.id))

    @work
    async def action_new(self) -> None:
        """N: the head, then the lines."""
        made = await request_form.PAPER.write(self)
        if made is not None:
            self.reload()
            await self.frame.push(RequestView(self.frame, made))

    @work
    async def action_edit(self) -> None:
        """F2: the head of a request on which nothing was given."""
        row = self.current
        if row is None:
            return
        allowed = await self.ask(lambda look: request_form.may_change(look, row.id))
        if allowed:
            await request_form.PAPER.amend_head(self, row, request_form.name_of(row))
            self.reload()
        elif allowed is not None:
            self.say(f"{row.no}: {row.state.label}; verilmiş ya da fişi hazırlanmış istek değişmez.")

    @work
    async def action_meet(self) -> None:
        """K: opens the request and gives what the ambar has; where items have to be picked, it waits for that."""
        row = self.current
        if row is None:
            return
        if row.state.over:
            self.say(f"{row.no}: {row.state.label}; yeniden karşılanmaz.")
            return
        await self.frame.push(RequestView(self.frame, row.id, meeting=True))

    @work
    async def action_cancel_record(self) -> None:
        """Del: ends a request with a reason."""
        row = self.current
        if row is None:
            return
        if row.state.over:
            self.say(f"{row.no}: {row.state.label}.")
            return
        await request_form.end_request(self, row)
        self.reload()

    @work
    async def action_go_paper(self) -> None:
        """G: to a voucher or delivery that the request led to."""
        if (row := self.current) is not None:
            card = await self.ask(lambda look: request_views.request_card(look, row.id))
            if card is not None:
                await choose_paper(self, card.papers, "Bu istekle henüz bir şey verilmedi.")

    @work
    async def action_why(self) -> None:
        """F4: why it stands where it stands."""
        if (row := self.current) is not None:
            await show_why(self, request_form.name_of(row), lambda look: meeting_views.why_request(look, row.id))

    @work
    async def action_export(self) -> None:
        """F6: the request on paper, or the list."""
        await export_request(self, self.current)

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, REQUEST_KIND, self.current.id, request_form.name_of(self.current))


def request_detail(card: RequestCard) -> Detail:
    """A request in lines: head, goods with what was given, papers."""
    row = card.row
    head = (
        ("Durum", row.state.label),
        ("Tarih", format_date(row.day)),
        ("Ambar", row.ambar),
        ("İstek yapan", " · ".join(part for part in (row.asked_by, card.asked_title) if part)),
        ("Birim yöneticisi", " · ".join(part for part in (card.head, card.head_title) if part)),
        ("Kullanacak kişi", card.person),
        ("Açıklama", card.note),
        ("Gerekçe", card.reason),
        ("Yazan", card.made_by),
    )
    return Detail(
        request_form.name_of(row),
        (
            *((label, value) for label, value in head if value),
            ("", "Verilen / istenen"),
            *(
                (f"{format_quantity(one.met)} / {format_quantity(one.wanted)} {one.unit}", one.name)
                for one in card.lines
            ),
            *((("", "Belgeler"),) if card.papers else ()),
            *(("", paper.words) for paper in card.papers),
        ),
    )
