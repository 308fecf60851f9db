"""Leave and reports: the ledger of requests and records."""

from __future__ import annotations

from textual import work

from data.core.calendar import format_date
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.puantaj import leave_detail, leave_papers, leave_views
from data.puantaj.drafts import LeaveDraft
from data.puantaj.leave_views import LeaveRow
from data.puantaj.operations import leaves
from data.puantaj.rules.leaves import LeavePart
from screens.actions import keys
from screens.forms import open_warned_form
from screens.history import show_history
from screens.paper_export import export_paper
from screens.puantaj.leave_asking import ask_cancel, ask_for_leave
from screens.puantaj.leave_view import LeaveView
from screens.puantaj.sections import SECTIONS
from screens.sections import SectionView
from screens.widgets.ask_dialogs import ChooseDialog
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.tones import Tone

_NEEDS = {
    "new": Verb.PREPARE,
    "record_paper": Verb.PREPARE,
    "cancel_record": Verb.PREPARE,
    "export": Verb.EXPORT,
}


def _kind(row: LeaveRow) -> str:
    part = "" if row.part is LeavePart.WHOLE else " ½"
    return f"{row.letter} {row.code_name}{part}" + (f" {row.minutes} dk" if row.minutes else "")


def _tone(row: LeaveRow) -> Tone:
    if row.cancelled:
        return Tone.DIM
    return Tone.NORMAL if row.effective else Tone.ACCENT


class LeaveLedger(SectionView[LeaveRow]):
    """Leave and reports."""

    KEY = "izin"
    SECTIONS = SECTIONS
    HELP = (
        "İzin istekleri, izinler ve raporlar. N bir kişi için izin ister; Enter kaydı açar, F7 orada onaya sunar: "
        "şef kontrol eder, müdür onaylar ve izin o anda geçerli olur. İ, onaylı belgesi olan izni ya da raporu "
        "doğrudan işler. Bitiş yerine gün sayısı yazılırsa bitiş, türün sayma kuralıyla bulunur. Del gerekçesiyle "
        "iptal eder ya da isteği geri çeker. Süzgeç: tur:yıllık birim:yazılım sicil:101. Teşhis yazılmaz."
    )
    EMPTY = "Bu görünümde izin yok. N izin ister, İ belgeyle işler."
    VIEWS = (
        ("", "Geçerli"),
        ("bekleyen", "İstekler"),
        ("gecmis", "Geçmiş"),
        ("iptal", "İptal"),
        ("tumu", "Tümü"),
    )
    FILTER_FIELDS = (("tur", "İzin türü"), ("birim", "Birim"), ("sicil", "Sicil no"))
    COLUMNS = (
        Column("name", "Personel", 16, lambda row: row.name, grows=True),
        Column("code", "Tür", 16, _kind, grows=True),
        Column("start", "Başlangıç", 10, lambda row: format_date(row.start), sortable=True),
        Column("end", "Bitiş", 10, lambda row: format_date(row.end), sortable=True),
        Column("state", "Durum", 13, lambda row: row.state, tone=_tone),
        Column("sicil", "Sicil", 8, lambda row: row.sicil, min_screen=96),
        Column("document", "Belge no", 14, lambda row: row.document, min_screen=110),
    )
    BINDINGS = keys("new", "record_paper", "hand_on", "cancel_record", "history", "section")

    def title(self) -> str:
        """For the frame."""
        return "İzin ve raporlar"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do stands in the footer."""
        verb = _NEEDS.get(action)
        if verb is not None and not self.desk.actor.can("puantaj", verb):
            return False
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[LeaveRow]:
        """From the store."""
        return leave_views.leave_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: LeaveRow) -> Detail:
        """All of it, judged on the records of now."""
        found = leave_detail.leave_detail(look, row.id)
        return Detail(f"{row.name} · {row.state}", leave_detail.detail_lines(found))

    async def opened(self, row: LeaveRow) -> None:
        """The leave on its own screen."""
        await self.frame.push(LeaveView(self.frame, row.id))

    @work
    async def action_new(self) -> None:
        """N: a request."""
        values = (
            {"personel_id": self.current.personel_id} if self.current is not None and self._filter.value else {}
        )
        if await ask_for_leave(self, values) is not None:
            self.show_tab("bekleyen")
        self.reload()

    @work
    async def action_record_paper(self) -> None:
        """İ: what a paper grants already."""
        await open_warned_form(
            self,
            "Belgeli izin veya rapor",
            LeaveDraft,
            leaves.record_leave,
            "İzin kaydedildi",
            key="izin",
            warn=leave_detail.draft_warnings,
        )
        self.reload()

    async def action_hand_on(self) -> None:
        """F7: a step is taken only where the whole leave is seen."""
        if self.current is not None:
            await self.opened(self.current)

    @work
    async def action_cancel_record(self) -> None:
        """Del: with a reason; the row stays."""
        row = self.current
        if row is not None:
            await ask_cancel(self, row.id, f"{row.name}, {row.code_name}", pending=not row.effective)
            self.reload()

    @work
    async def action_export(self) -> None:
        """F6: what is seen, the takip listesi of it, or the izin formu of the row."""
        row, query = self.current, self.rows.ledger_query
        options = [("liste", "Görünen liste"), ("takip", "İzin takip listesi")]
        if row is not None:
            options.append(("form", f"İzin formu: {row.name}"))
        chosen = await self.app.push_screen_wait(ChooseDialog("Ne aktarılsın?", options))
        if not chosen:
            return
        if chosen[0] == "liste":
            await self.export_list()
        elif chosen[0] == "takip":
            tab = dict(self.VIEWS).get(query.view, "")
            await export_paper(
                self, "İzin takip listesi", lambda work: leave_papers.leave_list_for_export(work, query, tab)
            )
        elif row is not None:
            await export_paper(
                self, "İzin formu", lambda work: leave_papers.leave_form_for_export(work, row.id), row.sicil
            )

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, "izin", self.current.id, self.current.name)
