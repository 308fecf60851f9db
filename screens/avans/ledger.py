"""Avanslar: what was asked for, given and is still open, with the light of its last day."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import BindingType

from data.avans import due_views, views
from data.avans.card import AvansCard, avans_card, head_lines, sum_up
from data.avans.lookup import AREA, AVANS_KIND
from data.avans.views import AvansRow
from data.core.calendar import format_date
from data.core.money import format_int, format_kurus
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from screens.actions import keys, quiet_keys
from screens.areas import load
from screens.avans.sections import SECTIONS
from screens.avans.signs import (
    SIGNS_HELP,
    kind_word,
    name_of,
    open_or_asked,
    plain,
    sign_of,
    state_word,
    step_word,
    tone_of,
)
from screens.sections import SectionView
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.read_dialogs import WhyDialog


class AvansLedger(SectionView[AvansRow]):
    """The advances in sight."""

    KEY = "avans"
    SECTIONS = SECTIONS
    HELP = (
        "İş avansları, krediler, yolluk ve maaş avansları. N istek yazar; F7 onaya sunar, kontrol eder, onaylar, "
        "onaylıyı muhasebe işlem fişiyle verir. Enter avansı açar: belgeleri, mahsubu, iadesi oradadır. Son gün "
        "kanunî gündür; iş günü değilse önceki iş günü ayrıca söylenir. F4 sınırı, son günü, her liranın yerini "
        "ve gecikme zammını açıklar, F10 denetimde sorulacakları listeler. "
        f"{SIGNS_HELP} Süzgeç: kişi:ünal tür:yolluk tertip:03.2 tarih:2026-03 no:3."
    )
    EMPTY = "Bu görünümde avans yok. N ile avans istenir; mutemet Mutemetler bölümünde (B) yazılır."
    VIEWS: ClassVar[tuple[tuple[str, str], ...]] = (
        ("", "Açık"),
        ("yaklasan", "Yaklaşan"),
        ("geciken", "Geciken"),
        ("istek", "Onayda"),
        ("kapanan", "Kapanan"),
        ("tumu", "Tümü"),
    )
    FILTER_FIELDS = (
        ("no", "No"),
        ("tur", "Türü"),
        ("kisi", "Kişi"),
        ("tertip", "Tertip"),
        ("tarih", "Veriliş tarihi"),
        ("birim", "Harcama birimi"),
        ("durum", "Durum"),
    )
    COLUMNS = (
        Column("sign", "", 1, sign_of, tone=tone_of),
        Column("no", "No", 7, lambda row: row.no, tone=tone_of),
        Column("kind", "Tür", 6, lambda row: kind_word(row.kind)),
        Column("holder", "Kişi", 10, lambda row: row.holder, grows=True, sortable=True),
        Column("subject", "Konu", 11, lambda row: row.subject, grows=True),
        Column("given", "Verilen", 12, lambda row: plain(row.held.verilen), align="right", sortable=True,
               min_screen=100),
        Column("open", "Açık, istek", 11, lambda row: plain(open_or_asked(row)), align="right", tone=tone_of),
        Column("deadline", "Son gün", 10, lambda row: format_date(row.deadline) if row.deadline else "",
               sortable=True),
        Column("left", "Durum", 13, state_word, tone=tone_of),
        Column("kod", "Tertip", 14, lambda row: row.kod, align="tail", min_screen=128),
        Column("unit", "Harcama birimi", 18, lambda row: row.unit, grows=True, min_screen=150),
    )  # fmt: skip
    DEFAULT_CSS = """
    AvansLedger .ledger-view--filter { width: 1fr; }
    AvansLedger .ledger-view--tabs { width: 58; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("new", "hand_on", "send_back", "why", "cancel_record", "findings", "section"),
        *quiet_keys("history"),
    ]

    def title(self) -> str:
        """For the frame."""
        return "Avanslar"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whose step it is shows on the advance itself."""
        can = self.desk.actor.can
        if action in ("new", "cancel_record"):
            return can(AREA, Verb.PREPARE)
        if action == "hand_on":
            return any(can(AREA, verb) for verb in (Verb.PREPARE, Verb.CHECK, Verb.APPROVE))
        if action == "send_back":
            return can(AREA, Verb.CHECK) or can(AREA, Verb.APPROVE)
        if action == "export":
            return can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[AvansRow]:
        """From the store."""
        return views.avans_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: AvansRow) -> Detail:
        """A request as its reviewer reads it; of one that was given, what was done with it."""
        if row.given_day is None:
            return Detail(name_of(row), sum_up(look, row.id))
        return _given_detail(avans_card(look, row.id))

    async def opened(self, row: AvansRow) -> None:
        """Enter: the advance with its file."""
        await self._show(row.id)

    async def _show(self, avans_id: int) -> None:
        make = await self.desk.thread(lambda: load("screens.avans.avans_view:open_advance"))
        await self.frame.push(make(self.frame, avans_id))

    async def _card(self) -> AvansCard | None:
        row = self.current
        return await self.ask(lambda look: avans_card(look, row.id)) if row is not None else None

    @work
    async def action_new(self) -> None:
        """N: a request, and then its lines."""
        from screens.avans.request_steps import new_request

        if (made := await new_request(self)) is not None:
            self.show_tab("istek")
            await self._show(made)
        self.reload()

    @work
    async def action_hand_on(self) -> None:
        """F7: the next step."""
        from screens.avans.request_steps import hand_on

        if (card := await self._card()) is not None:
            await hand_on(self, card)
            self.reload()

    @work
    async def action_send_back(self) -> None:
        """F8: back to its preparer."""
        from screens.avans.request_steps import give_back

        if (card := await self._card()) is not None:
            await give_back(self, card)
            self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: a request that was not given is given up."""
        from screens.avans.request_steps import give_up

        if self.current is not None:
            await give_up(self, self.current)
            self.reload()

    @work
    async def action_why(self) -> None:
        """F4: why it stands as it does."""
        from screens.avans.request_steps import explain

        if self.current is not None:
            await explain(self, self.current.id)

    @work
    async def action_findings(self) -> None:
        """F10: what an audit would fault, with a jump to each advance."""
        found = await self.ask(due_views.findings)
        if not found:
            if found is not None:
                self.say("Denetimde sorulacak bir şey görülmedi.")
            return
        names = {one.id: f"{one.no} avansı" for one in found}
        value = f"{format_int(len(found))} uyarı"
        dialog = WhyDialog("Uyarılar", value, [one.reason for one in found], lambda ref: names[ref.id])
        if (chosen := await self.app.push_screen_wait(dialog)) is not None:
            self.frame.go_to_record(chosen.kind, chosen.id)

    @work
    async def action_export(self) -> None:
        """F6: the papers of the advance, the list of open ones, or the list that is seen."""
        from screens.avans.papers import export_advances

        await export_advances(self, await self._card())

    def action_history(self) -> None:
        """H."""
        from screens.history import show_history

        if self.current is not None:
            show_history(self, AVANS_KIND, self.current.id, name_of(self.current))


def _given_detail(card: AvansCard) -> Detail:
    steps = [
        (format_date(one.day), f"{step_word(one.kind)} {format_kurus(one.amount)}")
        for one in reversed(card.steps)
        if not one.reverses and not one.reversed_by
    ]
    papers = [
        (format_date(one.day), f"{one.kind.label} {one.no}, {one.seller}, {format_kurus(one.total)}")
        for one in card.waiting
    ]
    late = card.zam.value if card.zam is not None else None
    zam = ((("!", f"Bugün ödenirse gecikme zammı {format_kurus(late.zam)}"),)) if late and late.zam else ()
    return Detail(
        name_of(card.row),
        (
            *head_lines(card),
            *zam,
            *((("", "İncelenmemiş belgeler"),) if papers else ()),
            *papers,
            ("", "İşlemler"),
            *steps,
        ),
    )
