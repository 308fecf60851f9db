"""Deadlines on the desk: given, extended, explained; and what a changed holiday table would move."""

from __future__ import annotations

from textual import work

from data.core.calendar import format_date
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.evrak import deadline_views
from data.evrak.deadline_drafts import DeadlineDraft, ExtensionDraft, FeeDraft
from data.evrak.deadline_views import MovedRow
from data.evrak.operations import deadlines
from data.evrak.rules.values import Basis
from data.evrak.sight import AREA
from data.evrak.views import EvrakRow
from screens.actions import keys
from screens.evrak.sections import SECTIONS
from screens.forms import open_form
from screens.sections import SectionView
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.read_dialogs import WhyDialog


async def deadline_dialog(view: View, row: EvrakRow) -> None:
    """Ü: a deadline of another basis or by hand; a bilgi edinme application may be extended instead."""
    name = f"{row.book.label} {row.kayit_no}"
    if row.basis in (Basis.BE15.value, Basis.BE30.value):
        longer = (("uzat", "30 iş gününe uzat"),) if row.basis == Basis.BE15.value else ()
        ways = (*longer, ("ucret", "Ücret bildirimi ya da ödemesi yaz"), ("ver", "Başka süre ver"))
        chosen = await view.app.push_screen_wait(ChooseDialog(f"Süre: {name}", ways))
        if not chosen:
            return
        if chosen[0] == "ucret":
            await _note_fee(view, row, name)
            return
        if chosen[0] == "uzat":
            await open_form(
                view,
                f"Uzatma: {name}",
                ExtensionDraft,
                lambda job, draft: deadlines.extend(job, row.id, draft),
                lambda last: f"{row.kayit_no} uzatıldı, son gün {format_date(last)}",
                key=f"evrak.uzat:{row.id}",
                kept=not row.secrecy,
            )
            return
    await open_form(
        view,
        f"Süre: {name}",
        DeadlineDraft,
        lambda job, draft: deadlines.set_deadline(job, row.id, draft),
        lambda last: f"{row.kayit_no}: son gün {format_date(last)}",
        key=f"evrak.sure:{row.id}",
        kept=not row.secrecy,
        values={"basis": row.basis or Basis.SERBEST.value},
    )


async def _note_fee(view: View, row: EvrakRow, name: str) -> None:
    """The clock of a bilgi edinme application stops at a fee notice and goes on when it is paid."""
    unpaid = await view.ask(lambda look: deadline_views.unpaid_fee(look, row.id))
    await open_form(
        view,
        f"Ücret bildirimi: {name}",
        FeeDraft,
        lambda job, draft: deadlines.note_fee(job, row.id, draft),
        lambda last: f"{row.kayit_no}: son gün {format_date(last)}",
        key=f"evrak.ucret:{row.id}",
        kept=not row.secrecy,
        values={"notice_on": unpaid} if unpaid else None,
    )


async def why_deadline(view: View, row: EvrakRow) -> None:
    """F4: every day that was passed over, with its cause."""
    found = await view.ask(lambda look: deadline_views.why(look, row.id))
    if found is None:
        view.say(f"{row.kayit_no}: işleyen bir süre yok. Ü ile verin.")
        return
    name = f"{row.book.label} {row.kayit_no}"
    await view.app.push_screen_wait(WhyDialog(name, f"Son gün: {format_date(found.value)}", found.reasons))


class MovedLedger(SectionView[MovedRow]):
    """What the holiday table of now would move."""

    KEY = "evrak_oynayan"
    SECTIONS = SECTIONS
    HELP = (
        "Tatil takvimi sonradan değiştiğinde hiçbir süre kendiliğinden oynamaz; burada hangi sürenin hangi güne "
        "geçeceği görünür. Seçip F7 ile gerekçe yazarak yeniden sayın; eski son gün kaydın geçmişinde kalır."
    )
    EMPTY = "Takvim değişikliğinin oynatacağı süre yok."
    COLUMNS = (
        Column("name", "Evrak", 30, lambda row: row.name, grows=True),
        Column("basis", "Dayanak", 24, lambda row: row.basis.label, grows=True, min_screen=90),
        Column("start", "Başlangıç", 10, lambda row: format_date(row.start), min_screen=100),
        Column("last", "Son gün", 10, lambda row: format_date(row.last_day)),
        Column("new", "Yeni son gün", 12, lambda row: format_date(row.would_be)),
    )
    BINDINGS = keys("hand_on", "section")

    def title(self) -> str:
        """For the frame."""
        return "Takvimle oynayacak süreler"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Counting anew is for those who check."""
        if action == "hand_on" and not self.desk.actor.can(AREA, Verb.CHECK):
            return False
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[MovedRow]:
        """From the store."""
        return deadline_views.moved_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: MovedRow) -> Detail:
        """Both days."""
        return Detail(
            row.name,
            (
                ("Dayanak", row.basis.label),
                ("Başlangıç", format_date(row.start)),
                ("Kayıttaki son gün", format_date(row.last_day)),
                ("Takvime göre", format_date(row.would_be)),
            ),
        )

    @work
    async def action_hand_on(self) -> None:
        """F7: counts the selected ones anew."""
        chosen = tuple(sorted(self.rows.selected_ids)) or ((self.current.id,) if self.current else ())
        if chosen:
            await self.withdraw_asked(
                "Yeniden say",
                f"{len(chosen)} süre bugünkü takvimle yeniden sayılacak. Takvimde ne, neden değişti?",
                lambda job, reason: deadlines.recount(job, chosen, reason),
                "Süreler yeniden sayıldı",
            )
