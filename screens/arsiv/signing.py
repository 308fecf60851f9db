"""İmzalar: who signed every page of the printed imha listesi, marked with one key a member (m.21/2)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.widget import Widget

from data.arsiv import disposal_views
from data.arsiv.disposal_drafts import BackDraft, PagesDraft, SignDraft
from data.arsiv.disposal_views import DisposalCard
from data.arsiv.lookup import AREA, DISPOSAL_KIND
from data.arsiv.operations import disposal_signing
from data.arsiv.rules.disposal import PageHand
from data.core.calendar import format_date
from data.core.errors import MasaError
from data.core.permissions import Verb
from screens.forms import open_form
from screens.view import View
from screens.widgets.dialog import Dialog, DialogList, TextBlock
from screens.widgets.item_list import Item, ItemList


async def mark_signatures(view: View, card: DisposalCard) -> None:
    """L: how many pages were printed, if that was not said yet, then who signed them."""
    fresh: DisposalCard | None = card
    if not card.pages:
        await _ask_pages(view, card)
        fresh = await view.ask(lambda look: disposal_views.disposal_card(look, card.row.id))
    if fresh is not None and fresh.pages:
        await view.app.push_screen_wait(SignDialog(view, fresh))


async def _ask_pages(view: View, card: DisposalCard) -> None:
    await open_form(
        view,
        f"Basılan liste: {card.row.no}",
        PagesDraft,
        lambda job, draft: disposal_signing.mark_pages(job, card.row.id, draft, card.row.version),
        "Sayfa sayısı yazıldı",
        key=f"{DISPOSAL_KIND}-sayfa:{card.row.id}",
        values={"pages": card.pages or None},
    )


class SignDialog(Dialog[None]):
    """The members, each with the day of the signature; Enter marks the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "sign", "Bugün imzaladı", key_display="Enter"),
        Binding("g,G", "sign_on", "Başka gün", key_display="G"),
        Binding("delete", "unsign", "Geri al", key_display="Del"),
        Binding("s,S", "pages", "Sayfa sayısı", key_display="S"),
        Binding("escape", "leave", "Kapat", key_display="Esc", id="dialog.leave"),
    ]

    def __init__(self, view: View, card: DisposalCard) -> None:
        super().__init__(f"İmzalar: {card.row.no} sayılı imha listesi")
        self.view = view
        self.card = card
        self._list = DialogList(empty="Komisyonda üye yok")
        self._show()

    def body(self) -> Iterable[Widget]:
        """What a signature means here, and the members."""
        yield TextBlock("Listenin bütün sayfalarını imzalayan üyeyi işaretleyin (m.21/2).")
        yield self._list

    def on_mount(self) -> None:
        """The list is ready for keys."""
        self._list.focus()

    def on_item_list_taken(self, event: ItemList.Taken) -> None:
        """A click on a member."""
        event.stop()
        self.action_sign()

    def _show(self) -> None:
        hands = self.card.hands
        first = next((place for place, one in enumerate(hands) if one.by is None), 0)
        self._list.set_items([_item(one) for one in hands], cursor=first)

    def _chosen(self) -> PageHand | None:
        return self.card.hands[self._list.cursor] if self._list.cursor >= 0 else None

    @work
    async def action_sign(self) -> None:
        """Enter: the member, or who stands in today, signed today."""
        hand, card, today = self._chosen(), self.card, self.view.desk.today
        if hand is None:
            return
        if hand.by is not None:
            self.complain(f"{hand.seat.name} için liste imzalı. Del geri alır.")
            return
        draft = SignDraft(day=today)
        try:
            await self.view.desk.work(
                lambda job: disposal_signing.sign(job, card.row.id, hand.now.id, draft, card.row.version)
            )
        except MasaError as problem:
            self.complain(str(problem))
            return
        await self._read()

    @work
    async def action_sign_on(self) -> None:
        """G: signed on another day."""
        hand, card = self._chosen(), self.card
        if hand is not None and hand.by is None:
            await open_form(
                self.view,
                f"İmza: {hand.now.name}",
                SignDraft,
                lambda job, draft: disposal_signing.sign(job, card.row.id, hand.now.id, draft, card.row.version),
                f"{hand.now.name}: imza yazıldı",
                key=f"{DISPOSAL_KIND}-imza:{card.row.id}",
                values={"day": self.view.desk.today},
            )
            await self._read()

    @work
    async def action_unsign(self) -> None:
        """Del: it was marked by mistake."""
        hand, card = self._chosen(), self.card
        by = hand.by if hand is not None else None
        if by is None:
            self.complain("Bu üyenin imzası işaretli değil.")
            return
        await open_form(
            self.view,
            f"İmza işaretini geri al: {by.name}",
            BackDraft,
            lambda job, draft: disposal_signing.unsign(job, card.row.id, by.id, draft, card.row.version),
            f"{by.name}: imza işareti geri alındı",
            key=f"{DISPOSAL_KIND}-imza-geri:{card.row.id}",
        )
        await self._read()

    @work
    async def action_pages(self) -> None:
        """S: the list was printed again."""
        await _ask_pages(self.view, self.card)
        await self._read()

    async def _read(self) -> None:
        key = self.card.row.id
        fresh = await self.view.ask(lambda look: disposal_views.disposal_card(look, key))
        if fresh is None or not self.is_attached:
            return
        self.card = fresh
        self.complain("")
        self._show()
        if fresh.all_signed:
            sends = self.view.desk.actor.can(AREA, Verb.CHECK)
            self.view.say(f"İmzalar tamam; {'F7' if sends else 'listeyi şef'} görüşe gönderir")
            self.dismiss(None)


def _item(hand: PageHand) -> Item:
    stead = f" (bugün yerine {hand.now.name})" if hand.by is None and hand.now.id != hand.seat.id else ""
    by = f"{hand.by.name}, " if hand.by is not None and hand.by.id != hand.seat.id else ""
    day = format_date(hand.day) if hand.day else "imzalı"
    note = f"{by}{day}" if hand.by is not None else "imza bekliyor"
    return Item(f"{'✓' if hand.by else '○'} {hand.seat.role.label}: {hand.seat.name}{stead}", note)
