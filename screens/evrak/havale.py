"""Havale on screen: sending documents on, receiving them, giving them back, and what waits for whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import work
from textual.binding import BindingType

from data.core.calendar import format_date
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.stamps import wall_clock
from data.core.store import Look
from data.evrak import hand_over_papers, havale_views, views
from data.evrak.hand_over_drafts import HavaleDraft
from data.evrak.havale_views import HavaleRow
from data.evrak.operations import havale, zimmet
from data.evrak.rules.values import HandOver
from data.evrak.sight import AREA, KIND
from screens.actions import keys, quiet_keys
from screens.evrak.sections import SECTIONS
from screens.evrak.timeline import show_timeline
from screens.forms import open_warned_form
from screens.history import show_history
from screens.ledger_view import LedgerView
from screens.paper_export import export_paper
from screens.sections import SectionView
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog, ReasonDialog
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.tones import Tone


async def havale_dialog(view: View, rows: Sequence[int]) -> None:
    """Asks to whom these documents go, and sends them; after it nothing is selected any more."""
    first = await view.ask(lambda look: (views.one_row(look, rows[0]), havale_views.any_secret(look, rows)))
    if first is None:
        return
    document, secret = first
    title = f"{document.book.label} {document.kayit_no}" if len(rows) == 1 else f"{len(rows)} evrak"
    done = await open_warned_form(
        view,
        f"Havale: {title}",
        HavaleDraft,
        lambda job, draft, reason: havale.refer(job, rows, draft, reason),
        lambda result: result.words,
        key=f"evrak.havale:{rows[0]}" if len(rows) == 1 else "evrak.havale",
        warn=lambda look, draft: havale.refer_warnings(look, rows, draft),
        kept=not secret,
    )
    if done is not None:
        _select_nothing(view)


async def receive_rows(view: View, rows: Sequence[int]) -> None:
    """Receives what of these documents was sent to the person at the desk."""
    waiting = await view.ask(lambda look: havale_views.to_receive(look, rows))
    if waiting is None:
        return
    if not waiting:
        view.say("Seçilenler arasında size havale edilmiş, teslim bekleyen evrak yok.")
        return
    done = await view.do(lambda job: havale.receive(job, waiting), lambda count: f"{count} evrak teslim alındı")
    if done is not None:
        _select_nothing(view)


async def return_dialog(view: View, evrak_id: int) -> bool:
    """Gives back what was sent here, after asking why; says whether there was a havale to give back."""
    found = await view.ask(lambda look: havale_views.returnable(look, evrak_id))
    if found is None:
        return False
    reason = await view.app.push_screen_wait(
        ReasonDialog("Havaleyi iade et", f"{found.name}: {found.sender} havale etmişti. Neden iade ediliyor?", 3)
    )
    if reason is not None:
        await view.do(
            lambda job: havale.return_havale(job, found.id, reason), f"{found.name} → {found.sender}: iade edildi"
        )
    return True


async def export_havale_sheet(view: View, evrak_id: int, name: str) -> None:
    """Writes the havale föyü of a document as Excel and PDF."""
    await export_paper(
        view, "Havale föyü", lambda job: hand_over_papers.havale_sheet_for_export(job, evrak_id), name
    )


def _select_nothing(view: View) -> None:
    if isinstance(view, LedgerView):
        view.rows.clear_selection()


def _tone(row: HavaleRow) -> Tone:
    return Tone.DIM if row.state in (HandOver.IADE, HandOver.GERI_ALINDI) else Tone.NORMAL


def _subject(row: HavaleRow) -> str:
    return f"[{row.secrecy.label}] {row.subject}" if row.secrecy else row.subject


class HavaleLedger(SectionView[HavaleRow]):
    """Havale that wait to be received, and all of them."""

    KEY = "evrak_havale"
    SECTIONS = SECTIONS
    HELP = (
        "Havale edilmiş ve teslim alınmamış evrak, en çok bekleyen üstte. T seçilenleri teslim alır, F8 "
        "gerekçesiyle gönderene iade eder, Del teslim alınmamış havalenizi geri alır, G yeniden havale eder. K "
        "seçilenlerin zimmet listesini hazırlar: alıcı kâğıdı imzalar, imza Zimmet listeleri bölümünde yazılır. "
        "F6 havale föyünü verir. Süzgeç: lisans kime:ayşe kimden:zeynep no:2026/12."
    )
    EMPTY = "Teslim bekleyen evrak yok. Havale, evrak listesinde G ile yapılır."
    VIEWS = (("", "Bana gelen"), ("gonderdigim", "Gönderdiğim"), ("bekleyen", "Bekleyen"), ("tumu", "Tümü"))
    FILTER_FIELDS = (("kime", "Kime"), ("kimden", "Kimden"), ("no", "Kayıt no"))
    COLUMNS = (
        Column("name", "Evrak", 18, lambda row: row.name, tone=_tone),
        Column("subject", "Konu", 22, _subject, grows=True),
        Column("receiver", "Kime", 16, lambda row: row.receiver, grows=True),
        Column("purpose", "İçin", 6, lambda row: row.purpose.label),
        Column("at", "Havale", 16, lambda row: f"{wall_clock(row.at):%d.%m.%Y %H:%M}", min_screen=100),
        Column("sender", "Kimden", 16, lambda row: row.sender, min_screen=120),
        Column(
            "due", "İstenen gün", 11, lambda row: format_date(row.due_on) if row.due_on else "", min_screen=130
        ),
        Column("zimmet", "Zimmet", 9, lambda row: row.zimmet, min_screen=110),
        Column("state", "Durum", 15, lambda row: row.state.label, tone=_tone, min_screen=90),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("receive", "send_back", "refer", "make_list", "cancel_record", "section"),
        *quiet_keys("history"),
    ]

    def title(self) -> str:
        """For the frame."""
        return "Teslim bekleyen"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do stands in the footer."""
        actor = self.desk.actor
        if action == "refer":
            return actor.can(AREA, Verb.APPROVE) or actor.can(AREA, Verb.CHECK)
        if action == "make_list":
            return actor.can(AREA, Verb.PREPARE)
        if action == "export":
            return actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[HavaleRow]:
        """From the store."""
        return havale_views.havale_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: HavaleRow) -> Detail:
        """The note and what became of it."""
        moment = f"{wall_clock(row.at):%d.%m.%Y %H:%M}"
        lines = (
            ("Konu", _subject(row)),
            ("Gönderen", row.muhatap),
            ("Havale eden", " · ".join(part for part in (row.sender, row.sender_title, moment) if part)),
            ("Alıcı", f"{row.receiver} ({row.purpose.label})"),
            ("Talimat", row.instruction),
            ("İstenen gün", format_date(row.due_on) if row.due_on else ""),
            ("Yasal son gün", format_date(row.last_day) if row.last_day else ""),
            ("Durum", row.state.label),
            ("Teslim alan", row.received_by),
            ("Zimmet listesi", row.zimmet),
            ("Gerekçe", row.reason),
        )
        return Detail(row.name, tuple((label, value) for label, value in lines if value))

    async def opened(self, row: HavaleRow) -> None:
        """The document with its way."""
        await show_timeline(self, row.evrak_id)

    @property
    def chosen(self) -> tuple[HavaleRow, ...]:
        """The selected havale, else the one under the cursor."""
        if self.rows.selected_ids:
            return tuple(self.rows.selected_rows)
        return (self.current,) if self.current is not None else ()

    @work
    async def action_receive(self) -> None:
        """T: those that were sent here."""
        wanted = tuple(row.id for row in self.chosen)
        if not wanted:
            return
        done = await self.do(lambda job: havale.receive(job, wanted), lambda count: f"{count} evrak teslim alındı")
        if done is not None:
            self.rows.clear_selection()
        self.reload()

    @work
    async def action_refer(self) -> None:
        """G: on to others."""
        wanted = tuple(dict.fromkeys(row.evrak_id for row in self.chosen))
        if wanted:
            await havale_dialog(self, wanted)
            self.reload()

    @work
    async def action_make_list(self) -> None:
        """K: one list for one receiver."""
        wanted = tuple(row.id for row in self.chosen)
        if not wanted:
            return
        done = await self.do(lambda job: zimmet.make_list(job, wanted), lambda made: made.words)
        if done is not None:
            self.rows.clear_selection()
        self.reload()

    @work
    async def action_send_back(self) -> None:
        """F8: to who sent it."""
        row = self.current
        if row is not None:
            await self.withdraw_asked(
                "Havaleyi iade et",
                f"{row.name}: {row.sender} havale etmişti. Neden iade ediliyor?",
                lambda job, reason: havale.return_havale(job, row.id, reason),
                f"{row.name} iade edildi",
            )

    @work
    async def action_cancel_record(self) -> None:
        """Del: one's own havale that nobody received."""
        row = self.current
        if row is not None:
            await self.withdraw_asked(
                "Havaleyi geri al",
                f"{row.name}: {row.receiver} adına havale neden geri alınıyor?",
                lambda job, reason: havale.recall(job, row.id, reason),
                f"{row.name} geri alındı",
            )

    def action_history(self) -> None:
        """H: of the document."""
        if self.current is not None:
            show_history(self, KIND, self.current.evrak_id, self.current.name)

    @work
    async def action_export(self) -> None:
        """F6: the list as seen, or the föy of the document under the cursor."""
        row = self.current
        options = [("liste", "Görünen liste")]
        if row is not None:
            options.insert(0, ("foy", f"Havale föyü: {row.name}"))
        chosen = await self.app.push_screen_wait(ChooseDialog("Ne aktarılsın?", options))
        if not chosen:
            return
        if chosen[0] == "liste":
            await self.export_list()
        elif row is not None:
            await export_havale_sheet(self, row.evrak_id, row.name)
