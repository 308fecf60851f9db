"""One ayıklama ve imha work: where it stands above, its folders with what was decided of each below."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from data.arsiv import disposal_lines, disposal_views
from data.arsiv.disposal_lines import SAMPLES, TO_PICK, DisposalLine
from data.arsiv.disposal_views import DisposalCard
from data.arsiv.lookup import AREA, DISPOSAL_KIND, FOLDER_KIND
from data.arsiv.rules.values import Decision, DisposalState
from data.core.calendar import format_date
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from screens.actions import keys, quiet_keys
from screens.arsiv import disposal_steps as steps
from screens.arsiv.candidates import CandidateView
from screens.arsiv.folder_words import day_of, name_of, record_word, sign_of, stage_of, subject_of
from screens.arsiv.papers_more import export_disposal
from screens.arsiv.signing import mark_signatures
from screens.frame import Frame
from screens.history import show_history
from screens.ledger_view import LedgerView
from screens.view import View
from screens.widgets.detail import Detail
from screens.widgets.ledger import Ledger
from screens.widgets.ledger_columns import Column
from screens.widgets.literal import facts_line
from screens.widgets.read_dialogs import WhyDialog
from screens.widgets.tones import Tone

S = DisposalState
_SIGNS: Final = {Decision.BEKLIYOR: "?", Decision.IMHA: "×", Decision.SAKLA: "○", Decision.DEVLET: "→"}
_TONES: Final = {Decision.BEKLIYOR: Tone.WARN, Decision.IMHA: Tone.BAD, Decision.DEVLET: Tone.ACCENT}
_SHORT: Final = {Decision.BEKLIYOR: "karar bekliyor", Decision.DEVLET: "devir", Decision.SAKLA: "saklama"}
_AT: Final = {
    "new": (S.KOMISYON,), "judge": (S.KOMISYON,), "pick_sample": (S.KOMISYON,),
    "commission": (S.KOMISYON, S.LISTE), "mark_pages": (S.LISTE,),
    "cancel_record": (S.KOMISYON, S.LISTE, S.GORUS, S.ONAY, S.ONAYLI),
}  # fmt: skip


def open_disposal(frame: Frame, record_id: int) -> View:
    """The view of one work, for the registry."""
    return DisposalView(frame, record_id)


def _sign(row: DisposalLine) -> str:
    return f"{_SIGNS[row.decision]}{'◆' if row.sample else ''}"


def _tone(row: DisposalLine) -> Tone:
    return _TONES.get(row.decision, Tone.NORMAL)


def _decided(row: DisposalLine) -> str:
    words = _SHORT.get(row.decision, row.decision.label)
    return f"{words} {row.keep_until} sonuna" if row.keep_until else words


class DisposalView(LedgerView[DisposalLine]):
    """A work with its folders."""

    KEY = "imha_satir"
    HELP = (
        "Bir ayıklama ve imha çalışması. K komisyonu yazar (m.19), N süresi dolan adayları değerlendirmeye alır, "
        "T seçili klasörlerin kararını oyuyla yazar: kuşku varsa saklanır. Ö seçilileri örnek ya da özelliği olan "
        "diye ayırır (A1-A3; V ile Seçilecek), ayrılanı geri bırakır. Del klasörü gerekçesiyle çıkarır. F7 "
        "sıradaki adımdır: listeyi çıkarır, L bütün sayfaları imzalayan üyeleri işaretler, görüşe gönderir, "
        "görüşü, onayı ve sonunda imhayı tutanağıyla yazar. F8 bir adım geri alır. F4 kararın nedenini söyler. "
        "? karar bekleyen, × imha, ○ saklama, → devir, ◆ örnek. Süzgeç: kod:310 yıl:2008 sonuç:A1. Masa, "
        "tutanağı yazılmadan imha edildi demez."
    )
    EMPTY = "Bu görünümde klasör yok. K komisyonu yazar, N adayları alır, V görünümü değiştirir."
    VIEWS = (
        ("", "Tümü"), ("bekliyor", "Bekleyen"), (TO_PICK, "Seçilecek"), (SAMPLES, "Örnek"), ("imha", "İmha"),
        ("sakla", "Saklama"), ("devlet", "Devir"),
    )  # fmt: skip
    COLUMNS = (
        Column("sign", "", 2, _sign, tone=_tone),
        Column("code", "Kod", 9, lambda row: row.folder.code),
        Column("no", "Yıl-No", 9, lambda row: row.folder.no),
        Column("title", "Konusu", 14, lambda row: subject_of(row.folder), grows=True),
        Column("kind", "Sonu", 4, lambda row: row.code),
        Column("due", "Doldu", 10, lambda row: day_of(row.folder.due_on)),
        Column("decision", "Karar", 19, _decided, tone=_tone),
        Column("vote", "Oy", 5, lambda row: f"{row.votes_for}-{row.votes_against}" if row.decided_on else "",
               min_screen=96),
        Column("stage", "Durum", 12, lambda row: stage_of(row.folder), min_screen=104),
        Column("signs", "", 3, lambda row: sign_of(row.folder), min_screen=104),
        Column("outcome", "Plandaki sonu", 22, lambda row: row.outcome, grows=True, min_screen=126),
        Column("reason", "Gerekçe", 16, lambda row: row.reason, grows=True, min_screen=140),
    )  # fmt: skip
    DEFAULT_CSS = """
    DisposalView .ledger-view--filter { width: 1fr; min-width: 14; }
    DisposalView .ledger-view--tabs { width: 4fr; }
    DisposalView > .disposal--head { height: auto; max-height: 8; padding: 0 1; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("new", "judge", "pick_sample", "commission", "mark_pages", "cancel_record", "next_step", "one_back"),
        *keys("why"),
        *quiet_keys("history", "refresh"),
    ]

    def __init__(self, frame: Frame, imha_id: int) -> None:
        super().__init__(frame)
        self.imha_id = imha_id
        self.card: DisposalCard | None = None
        """The work as it was read last."""
        self._head = Static("", markup=False, classes="disposal--head")

    def compose(self) -> ComposeResult:
        """The head above the folders."""
        yield self._head
        yield from super().compose()

    def title(self) -> str:
        """Its number."""
        return steps.called(self.card) if self.card else "Ayıklama ve imha"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do with the work as it stands."""
        card, can = self.card, self.desk.actor.can
        if action in _AT:
            return card is not None and card.row.state in _AT[action] and can(AREA, Verb.PREPARE)
        if action == "next_step":
            return card is not None and steps.may_hand_on(self, card)
        if action == "one_back":
            return card is not None and steps.may_step_back(self, card)
        if action == "export":
            return can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[DisposalLine]:
        """From the store."""
        self.card = disposal_views.disposal_card(look, self.imha_id)
        return disposal_lines.line_window(look, query, start, limit, anchor, imha_id=self.imha_id)

    @on(Ledger.Loaded)
    def _card_read(self, event: Ledger.Loaded) -> None:
        if self.card is not None:
            self._head.update(_head_text(self.card))
            self.frame.refresh_bindings()

    def detail(self, look: Look, row: DisposalLine) -> Detail:
        """What was decided of a folder, and why it could be."""
        folder = row.folder
        facts = (
            ("Konusu", subject_of(folder)),
            ("Durum", folder.stage.label),
            ("Süresi doldu", day_of(folder.due_on)),
            ("Plandaki sonu", row.outcome),
            ("Karar", f"{_decided(row)}, örnek" if row.sample else _decided(row)),
            ("Karar günü", day_of(row.decided_on)),
            ("Oy", f"{row.votes_for} kabul, {row.votes_against} ret" if row.decided_on else ""),
            ("Gerekçe", row.reason),
            ("Yeri", folder.place),
        )
        return Detail(name_of(folder), tuple((label, value) for label, value in facts if value))

    async def opened(self, row: DisposalLine) -> None:
        """Enter: the folder."""
        self.frame.go_to_record(FOLDER_KIND, row.folder.id)

    # ------------------------------------------------------------ steps

    @work
    async def action_new(self) -> None:
        """N: candidates."""
        if self.card is not None:
            await self.frame.push(CandidateView(self.frame, self.card))

    @work
    async def action_commission(self) -> None:
        """K: who sits."""
        if self.card is not None:
            await steps.commission(self, self.card)
            self.reload()

    @work
    async def action_judge(self) -> None:
        """T: a decision on the chosen ones; they stay chosen where none was written."""
        lines = self._chosen()
        if self.card is not None and lines and await steps.judge(self, self.card, lines):
            self.rows.clear_selection()
            self.reload()

    @work
    async def action_pick_sample(self) -> None:
        """Ö: samples."""
        lines = self._chosen()
        if self.card is not None and lines and await steps.pick(self, self.card, lines):
            self.rows.clear_selection()
            self.reload()

    def _chosen(self) -> list[DisposalLine]:
        return list(self.rows.selected_rows) or ([self.current] if self.current is not None else [])

    @work
    async def action_cancel_record(self) -> None:
        """Del: the folder stays in the kurum arşivi."""
        if self.card is not None and self.current is not None:
            await steps.take_off(self, self.card, self.current)
            self.reload()

    @work
    async def action_mark_pages(self) -> None:
        """L: the signatures on the printed list."""
        if self.card is not None:
            await mark_signatures(self, self.card)
            self.reload()

    @work
    async def action_next_step(self) -> None:
        """F7: the next step."""
        if self.card is not None:
            await steps.hand_on(self, self.card)
            self.reload()

    @work
    async def action_one_back(self) -> None:
        """F8: a step back."""
        if self.card is not None:
            await steps.step_back(self, self.card)
            self.reload()

    @work
    async def action_why(self) -> None:
        """F4: why the folder stands as it does."""
        row = self.current
        why = await self.ask(lambda look: disposal_lines.why_line(look, self.imha_id, row.id)) if row else None
        if row is not None and why is not None:
            dialog = WhyDialog(name_of(row.folder), why.value.label, why.reasons, record_word)
            if (chosen := await self.app.push_screen_wait(dialog)) is not None:
                self.frame.go_to_record(chosen.kind, chosen.id)

    @work
    async def action_export(self) -> None:
        """F6: the papers of the work, or the list that is seen."""
        await export_disposal(self, self.card)

    def action_history(self) -> None:
        """H."""
        show_history(self, DISPOSAL_KIND, self.imha_id, self.title())


def _head_text(card: DisposalCard) -> Content:
    """Where the work stands, in a few lines."""
    counts = tuple((one.label, str(count)) for one, count in card.counts.items() if count)
    opinion, (day, no, by) = card.opinion, card.approval_paper
    papers = (
        ("İmzalar", disposal_views.signatures_told(card)),
        ("Görüş", f"{format_date(opinion[0])} {opinion[1]}" if opinion[0] else ""),
        ("Onay", f"{format_date(day)} {no}, {by}" if day else ""),
        ("Onay yolunda", card.approval.stage.label if card.approval and card.row.state is S.ONAY else ""),
    )
    acts = (
        ("Usul", card.method.label if card.method else ""),
        ("Tutanak", f"{day_of(card.row.tutanak_day)} {card.row.tutanak_no}".strip()),
    )
    lines = [
        facts_line(
            (
                ("Durum", card.row.state.label),
                ("Birim", f"{card.row.birim}, alt birimleriyle" if card.below else card.row.birim),
                ("Komisyon", f"{len(card.sitting)} üye · {card.appointed}"),
            )
        ),
        facts_line(counts) if counts else Content(""),
        *(facts_line(some) for some in (papers, acts)),
        *(Content(f"! {one.message}") for one in card.problems[:2]),
    ]
    return Content("\n").join([one for one in lines if one.plain])
