"""Adaylar: folders of a unit whose period is over, the older ones first, and those that something bars."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import work
from textual.binding import BindingType

from data.arsiv import disposal_views
from data.arsiv.disposal_views import BARRED, DisposalCard
from data.arsiv.folder_views import FolderRow
from data.arsiv.lookup import AREA
from data.arsiv.operations import disposal_judging
from data.arsiv.operations.disposal_judging import TakenIn
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from screens.actions import keys
from screens.arsiv.folder_words import day_of, name_of, record_word, sign_of, subject_of, tone_of
from screens.frame import Frame
from screens.ledger_view import LedgerView
from screens.widgets.ask_dialogs import MessageDialog
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.read_dialogs import WhyDialog

_MOST: Final = 500
"""Folders that one key brings before the commission; more come with the next press."""


class CandidateView(LedgerView[FolderRow]):
    """Candidates of a work."""

    KEY = "imha_aday"
    HELP = (
        "Süresi dolan klasörler, en eskisi üstte (m.17/2). N seçilenleri ya da imleçtekini, L sıradaki 500 "
        "tanesini değerlendirmeye alır. V engelli olanları gösterir: blokeli, ödünçte, gizlilik dereceli ya da "
        "komisyonun daha önce sakladığı. F4 her klasörün neden aday olduğunu ya da olmadığını söyler. Enter "
        "klasörü açar."
    )
    EMPTY = "Bu birimin kurum arşivinde süresi dolmuş klasörü yok."
    VIEWS = (("", "Aday"), (BARRED, "Engelli"))
    COLUMNS = (
        Column("sign", "", 3, sign_of, tone=tone_of),
        Column("kod", "Kod", 9, lambda row: row.code, sortable=True),
        Column("no", "Yıl-No", 9, lambda row: row.no),
        Column("title", "Konusu", 18, subject_of, grows=True),
        Column("dolar", "Doldu", 10, lambda row: day_of(row.due_on), sortable=True),
        Column("kept", "Süre", 6, lambda row: row.kept),
        Column("yer", "Yeri", 12, lambda row: row.place, sortable=True),
        Column("pages", "Sayfa", 6, lambda row: str(row.pages or ""), align="right", min_screen=100),
        Column("birim", "Birim", 20, lambda row: row.birim, grows=True, min_screen=112),
    )
    BINDINGS: ClassVar[list[BindingType]] = keys("new", "take_oldest", "why")

    def __init__(self, frame: Frame, card: DisposalCard) -> None:
        super().__init__(frame)
        self.card = card

    def title(self) -> str:
        """For the frame."""
        return f"Adaylar, {self.card.row.no} sayılı çalışma"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do."""
        if action in ("new", "take_oldest"):
            return self.desk.actor.can(AREA, Verb.PREPARE)
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[FolderRow]:
        """From the store."""
        card = self.card
        return disposal_views.candidate_window(
            look, query, start, limit, anchor, birim_id=card.birim_id, below=card.below
        )

    def detail(self, look: Look, row: FolderRow) -> Detail:
        """Why it may come before the commission, or why not."""
        why = disposal_views.why_candidate(look, row.id, look.today)
        facts = (
            ("Konusu", subject_of(row)),
            ("Birim", row.birim),
            ("Süresi doldu", day_of(row.due_on)),
            ("Yeri", row.place),
        )
        reasons = ((one.law or "Kural", one.text) for one in why.reasons)
        head = "Aday" if why.value else "Komisyona gelmez"
        return Detail(name_of(row), (*((label, value) for label, value in facts if value), ("", head), *reasons))

    async def opened(self, row: FolderRow) -> None:
        """Enter: the folder."""
        self.frame.go_to_record("klasor", row.id)

    @work
    async def action_new(self) -> None:
        """N: the chosen ones."""
        chosen = sorted(self.rows.selected_ids) or ([self.current.id] if self.current is not None else [])
        if chosen:
            await self._take(chosen)

    @work
    async def action_take_oldest(self) -> None:
        """L: the oldest ones."""
        card = self.card
        found = await self.ask(
            lambda look: disposal_views.judgeable_ids(look, card.birim_id, _MOST, below=card.below)
        )
        if found:
            await self._take(list(found))
        elif found is not None:
            self.say("Değerlendirmeye alınacak aday yok.")

    async def _take(self, chosen: list[int]) -> None:
        card, today = self.card, self.desk.today

        def said(done: TakenIn) -> str:
            return f"{done.count} klasör değerlendirmeye alındı"

        done = await self.do(
            lambda job: disposal_judging.take_in(job, card.row.id, chosen, today, card.row.version), said
        )
        fresh = await self.ask(lambda look: disposal_views.disposal_card(look, card.row.id))
        self.card = fresh or card
        self.rows.clear_selection()
        self.reload()
        if done is not None and done.barred:
            words = "\n".join(f"× {why}" for _, why in done.barred)
            await self.app.push_screen_wait(MessageDialog(f"Alınmayan {len(done.barred)} klasör", words))

    @work
    async def action_why(self) -> None:
        """F4: why it is a candidate, or why not."""
        row, today = self.current, self.desk.today
        why = await self.ask(lambda look: disposal_views.why_candidate(look, row.id, today)) if row else None
        if row is not None and why is not None:
            words = "Komisyona gelebilir" if why.value else "Komisyona gelemez"
            dialog = WhyDialog(name_of(row), words, why.reasons, record_word)
            if (chosen := await self.app.push_screen_wait(dialog)) is not None:
                self.frame.go_to_record(chosen.kind, chosen.id)
