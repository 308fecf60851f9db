"""Ödünç: who has which folder, until when, and how it came back; the overdue ones first."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Final

from textual import work
from textual.binding import BindingType

from data.arsiv import use_views
from data.arsiv.lookup import AREA, FOLDER_KIND, LOAN_KIND
from data.arsiv.operations import loans
from data.arsiv.use_drafts import BringBackDraft, ProlongDraft
from data.arsiv.use_views import LoanRow
from data.core.calendar import format_date
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from screens.actions import keys
from screens.arsiv.folder_words import day_of
from screens.arsiv.papers_more import export_loan
from screens.arsiv.sections import SECTIONS
from screens.forms import open_form
from screens.frame import Frame
from screens.sections import SectionView
from screens.view import View
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.read_dialogs import WhyDialog
from screens.widgets.tones import Tone

_WRITING: Final = frozenset({"prolong", "bring_back"})


def open_loan(frame: Frame, record_id: int) -> View:
    """The ledger of all uses with one of them, for the registry."""
    return LoanLedger(frame, only=record_id)


def _late(row: LoanRow) -> bool:
    return row.out and bool(row.late)


def _tone(row: LoanRow) -> Tone:
    return Tone.BAD if _late(row) else Tone.NORMAL if row.out else Tone.DIM


def _left(row: LoanRow) -> str:
    if not row.kind.takes_away:
        return "yerinde"
    if not row.out:
        return f"{row.late} gün geç döndü" if row.late else "döndü"
    return f"{row.late} gün gecikti" if row.late else "dışarıda"


class LoanLedger(SectionView[LoanRow]):
    """Uses of folders."""

    KEY = "odunc"
    SECTIONS = SECTIONS
    HELP = (
        "Klasörlerden yararlanma (DAH m.8): kimde, ne için, hangi güne kadar. Son iade günü en yakın olan üstte, "
        "! gecikendir. Ödünç klasörün kendisinde Ç ile verilir; süreyi arşiv belirler (Yönetim, ayarlar). Ü "
        "gerekçesiyle uzatır, T dönen klasörü durumuyla yazar. Aslı kurumdan çıkmaz; dışarıya kopya verilir ya "
        "da yerinde gösterilir. F6 istek formunu, ödünç fişini ve geciken birimlere hatırlatma "
        "yazılarını yazar. Enter klasörü açar, F4 son günün dayanağını söyler. Süzgeçte klasör, kişi ya da "
        "birim yazılır."
    )
    EMPTY = "Dışarıda klasör yok. Ödünç, Klasörler bölümünde Ç ile verilir."
    VIEWS = (
        ("", "Dışarıda"), ("geciken", "Geciken"), ("donen", "Dönen"), ("yerinde", "Yerinde, kopya"),
        ("tumu", "Tümü"),
    )  # fmt: skip
    COLUMNS = (
        Column("sign", "", 1, lambda row: "!" if _late(row) else "", tone=_tone),
        Column("no", "No", 8, lambda row: row.no),
        Column("folder", "Klasör", 18, lambda row: row.folder, grows=True, tone=_tone),
        Column("person", "Kimde", 16, lambda row: row.person, grows=True, tone=_tone),
        Column("due", "Son gün", 10, lambda row: format_date(row.due_on), tone=_tone),
        Column("left", "Durum", 18, _left, tone=_tone),
        Column("given", "Verildi", 10, lambda row: format_date(row.given_on), min_screen=100),
        Column("birim", "Birimi", 18, lambda row: row.birim, grows=True, min_screen=112),
        Column("purpose", "Nedeni", 18, lambda row: row.purpose, grows=True, min_screen=130),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*keys("bring_back", "prolong", "why", "section")]

    def __init__(self, frame: Frame, only: int = 0, of_folder: int = 0) -> None:
        super().__init__(frame)
        self._only = only
        self._of_folder = of_folder

    def title(self) -> str:
        """For the frame."""
        return "Ödünç"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do."""
        if action in ("section", "next_tab") and (self._only or self._of_folder):
            return False
        if action in _WRITING:
            return self.desk.actor.can(AREA, Verb.PREPARE)
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[LoanRow]:
        """From the store; one that was gone to stands alone, a folder's log is whole."""
        if self._only:
            row = use_views.loan_card(look, self._only)
            return Window(0, (row,), ((row.id,),), 1)
        if self._of_folder:
            whole = replace(query, view="tumu")
            return use_views.loan_window(look, whole, start, limit, anchor, klasor_id=self._of_folder)
        return use_views.loan_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: LoanRow) -> Detail:
        """All of a use."""
        facts = (
            ("Klasör", row.folder),
            ("Konusu", row.title),
            ("Gizlilik derecesi", row.secrecy.label),
            ("Yeri", row.place),
            ("Kullanım", row.kind.label),
            ("İsteyen", f"{row.person}, {row.birim}"),
            ("Nedeni", row.purpose),
            ("İstek yazısı", row.letter),
            ("İzin veren", row.allowed_by),
            ("İstendi", format_date(row.asked_on)),
            ("Verildi", format_date(row.given_on)),
            ("Son iade günü", format_date(row.due_on)),
            ("Uzatma", f"{row.prolonged} kez" if row.prolonged else ""),
            ("Döndü", day_of(row.returned_on)),
            ("Durumu", row.condition),
        )
        return Detail(f"Ödünç {row.no}", tuple((label, value) for label, value in facts if value))

    async def opened(self, row: LoanRow) -> None:
        """Enter: the folder."""
        self.frame.go_to_record(FOLDER_KIND, row.klasor_id)

    def _still_out(self) -> LoanRow | None:
        row = self.current
        if row is not None and not row.out:
            self.say(f"{row.no} sayılı ödünç dönmüş.")
            return None
        return row

    @work
    async def action_bring_back(self) -> None:
        """T: it came back, and how."""
        row = self._still_out()
        if row is not None:
            await open_form(
                self,
                f"Döndü: {row.folder}, {row.person}",
                BringBackDraft,
                lambda job, draft: loans.bring_back(job, row.id, draft, row.version),
                f"{row.folder} döndü",
                key=f"{LOAN_KIND}-dondu:{row.id}",
                values={"day": self.desk.today},
                kept=not row.secrecy,
            )
            self.reload()

    @work
    async def action_prolong(self) -> None:
        """Ü: a later last day."""
        row = self._still_out()
        if row is not None:
            await open_form(
                self,
                f"Uzat: {row.folder}, {row.person}",
                ProlongDraft,
                lambda job, draft: loans.prolong(job, row.id, draft, row.version),
                f"{row.no} sayılı ödünç uzatıldı",
                key=f"{LOAN_KIND}-uzat:{row.id}",
                kept=not row.secrecy,
            )
            self.reload()

    @work
    async def action_why(self) -> None:
        """F4: what the last day rests on."""
        row = self.current
        reasons = await self.ask(lambda look: use_views.loan_why(look, row.id)) if row is not None else None
        if row is not None and reasons is not None:
            value = f"Son iade günü: {format_date(row.due_on)} · {_left(row)}"
            dialog = WhyDialog(f"Ödünç {row.no}", value, reasons, lambda _: row.folder)
            if (chosen := await self.app.push_screen_wait(dialog)) is not None:
                self.frame.go_to_record(chosen.kind, chosen.id)

    @work
    async def action_export(self) -> None:
        """F6: the request (EK-1), the slip, reminders of what is overdue, or the list that is seen."""
        await export_loan(self, self.current)
