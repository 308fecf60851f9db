"""One list of devir: who gives and takes above, its folders below, from taking them in to both signatures."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from data.arsiv import transfer_views
from data.arsiv.folder_drafts import ReasonDraft
from data.arsiv.folder_views import FolderRow
from data.arsiv.lookup import AREA, FOLDER_KIND, TRANSFER_KIND
from data.arsiv.operations import transfer_steps, transfers
from data.arsiv.rules.values import TransferState
from data.arsiv.transfer_drafts import HandDraft, LineDraft, ReceiveDraft
from data.arsiv.transfer_views import TransferLine, TransferRow
from data.core.calendar import format_date
from data.core.money import format_int
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from screens.actions import keys, quiet_keys
from screens.arsiv.folder_words import day_of, name_of, sign_of, stage_of, subject_of
from screens.arsiv.papers_more import export_transfer
from screens.forms import open_form
from screens.frame import Frame
from screens.history import show_history
from screens.ledger_view import LedgerView
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog
from screens.widgets.detail import Detail
from screens.widgets.ledger import Ledger
from screens.widgets.ledger_columns import Column
from screens.widgets.literal import facts_line
from screens.widgets.read_dialogs import WhyDialog
from screens.widgets.tones import Tone

_OFFERED: Final = 5_000
"""Ready folders that are offered one by one; the key for all of them takes more."""
_AT: Final = {
    "new": TransferState.TASLAK, "fill_list": TransferState.TASLAK, "cancel_record": TransferState.TASLAK,
    "take_folder": TransferState.SUNULDU, "return_folder": TransferState.SUNULDU,
}  # fmt: skip


def open_transfer(frame: Frame, record_id: int) -> View:
    """The view of one list, for the registry."""
    return TransferView(frame, record_id)


def transfer_detail(row: TransferRow) -> Detail:
    """A list in lines."""
    lines = (("Durum", row.state.label), ("Nereye", row.kind.label), *_facts(row))
    return Detail(f"{row.no} sayılı devir", lines)


def _facts(row: TransferRow) -> tuple[tuple[str, str], ...]:
    waiting = row.folders - row.taken - row.returned
    facts = (
        ("Devreden birim", row.birim),
        ("Tarih", format_date(row.day)),
        ("Klasör", format_int(row.folders)),
        ("Teslim", format_int(row.taken) if row.taken else ""),
        ("İade", format_int(row.returned) if row.returned else ""),
        ("Karar bekleyen", format_int(waiting) if waiting and row.state is TransferState.SUNULDU else ""),
        ("Teslim eden", row.giver),
        ("Teslim alan", row.taker),
        ("Teslim tarihi", day_of(row.taken_on)),
        ("Yazısı", row.paper),
        ("Not", row.note),
    )
    return tuple((label, value) for label, value in facts if value)


def _sign(row: TransferLine) -> str:
    return "" if row.taken is None else "✓" if row.taken else "←"


def _tone(row: TransferLine) -> Tone:
    return Tone.NORMAL if row.taken is None else Tone.GOOD if row.taken else Tone.WARN


def _answer(row: TransferLine) -> str:
    return "" if row.taken is None else row.new_place or "teslim" if row.taken else f"iade: {row.reason}"


class TransferView(LedgerView[TransferLine]):
    """A list with its folders."""

    KEY = "arsiv_devir_satir"
    HELP = (
        "Bir devir listesi; sırası kod, yıl ve numaradır (m.15/6). Hazırlanırken L hazır olan bütün klasörleri, "
        "N seçilenleri alır, Del listeden çıkarır, F7 teslim edenin adıyla sunar. Sunulunca arşiv karar verir: T "
        "seçili klasörleri yerine koyar, F8 gerekçesiyle iade eder; F7 teslim alanın adıyla bitirir. Alınan "
        "kurum arşivindeki yerine geçer, iade edilen biriminde yeniden kontrol edilir. F4 klasörün ne zaman "
        "devredileceğini, Enter klasörü gösterir. ✓ alınan, ← iade edilendir."
    )
    EMPTY = "Listede klasör yok. L ile hazır olanların hepsini, N ile seçtiklerinizi alın."
    VIEWS = (("", "Tümü"), ("bekleyen", "Karar bekleyen"), ("teslim", "Alınan"), ("iade", "İade edilen"))
    COLUMNS = (
        Column("sign", "", 1, _sign, tone=_tone),
        Column("line_no", "Sıra", 4, lambda row: str(row.line_no), align="right"),
        Column("code", "Kod", 9, lambda row: row.folder.code),
        Column("no", "Yıl-No", 9, lambda row: row.folder.no),
        Column("title", "Konusu", 16, lambda row: subject_of(row.folder), grows=True),
        Column("answer", "Karar, yeni yeri", 16, _answer, grows=True, tone=_tone),
        Column("place", "Şimdiki yeri", 12, lambda row: row.folder.place, min_screen=96),
        Column("signs", "", 3, lambda row: sign_of(row.folder), min_screen=96),
        Column("stage", "Durum", 14, lambda row: stage_of(row.folder), min_screen=112),
        Column("kept", "Süre", 6, lambda row: row.folder.kept, min_screen=126),
    )
    DEFAULT_CSS = """
    TransferView > .transfer--head { height: auto; max-height: 5; padding: 0 1; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("new", "fill_list", "cancel_record", "take_folder", "return_folder", "next_step", "why"),
        *quiet_keys("history", "refresh"),
    ]

    def __init__(self, frame: Frame, devir_id: int) -> None:
        super().__init__(frame)
        self.devir_id = devir_id
        self.card: TransferRow | None = None
        """The list as it was read last."""
        self._head = Static("", markup=False, classes="transfer--head")

    def compose(self) -> ComposeResult:
        """The head above the folders."""
        yield self._head
        yield from super().compose()

    def title(self) -> str:
        """Its number."""
        return f"{self.card.no} sayılı devir" if self.card else "Devir"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do with the list as it stands."""
        state = self.card.state if self.card else None
        if action in _AT:
            return state is _AT[action] and self.desk.actor.can(AREA, Verb.PREPARE)
        if action == "next_step":
            verb = Verb.CHECK if state is TransferState.SUNULDU else Verb.PREPARE
            return state in (TransferState.TASLAK, TransferState.SUNULDU) and self.desk.actor.can(AREA, verb)
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[TransferLine]:
        """From the store."""
        self.card = transfer_views.transfer_card(look, self.devir_id)
        return transfer_views.transfer_lines(look, self.devir_id, query, start, limit, anchor)

    @on(Ledger.Loaded)
    def _card_read(self, event: Ledger.Loaded) -> None:
        if self.card is not None:
            head = (("Durum", self.card.state.label), ("Nereye", self.card.kind.label), *_facts(self.card))
            self._head.update(facts_line(head) if head else Content(""))
            self.frame.refresh_bindings()

    def detail(self, look: Look, row: TransferLine) -> Detail:
        """A folder of the list."""
        folder = row.folder
        facts = (
            ("Konusu", subject_of(folder)),
            ("Durum", folder.stage.label),
            ("Şimdiki yeri", folder.place),
            ("Karar", _answer(row)),
            ("Süresi dolar", day_of(folder.due_on)),
            ("Sayfa", str(folder.pages or "")),
        )
        return Detail(name_of(folder), tuple((label, value) for label, value in facts if value))

    async def opened(self, row: TransferLine) -> None:
        """Enter: the folder."""
        self.frame.go_to_record(FOLDER_KIND, row.id)

    @property
    def chosen(self) -> list[int]:
        """Keys of the selected folders, else of the one under the cursor."""
        return sorted(self.rows.selected_ids) or ([self.current.id] if self.current is not None else [])

    def done(self) -> None:
        """After something was written for chosen folders."""
        self.rows.clear_selection()
        self.reload()

    # ------------------------------------------------------------ making the list

    @work
    async def action_new(self) -> None:
        """N: folders that are ready, chosen one by one."""
        card = self.card
        ready = await self.ask(
            lambda look: transfer_views.ready_window(look, self.devir_id, LedgerQuery(), 0, _OFFERED).rows
        )
        if card is None or ready is None:
            return
        if not ready:
            self.say("Bu birimde devre hazır, süresi gelmiş başka klasör yok.")
            return
        options = tuple((str(row.id), _offered(row)) for row in ready)
        dialog = ChooseDialog("Listeye alınacak klasörler", options, multi=True)
        if chosen := await self.app.push_screen_wait(dialog):
            keys_ = [int(one) for one in chosen]
            await self.do(
                lambda job: transfers.take_in(job, self.devir_id, keys_, card.version),
                lambda count: f"{format_int(count)} klasör listeye alındı",
            )
            self.reload()

    @work
    async def action_fill_list(self) -> None:
        """L: all that is ready."""
        card = self.card
        if card is not None:
            await self.do(
                lambda job: transfers.fill(job, self.devir_id, card.version),
                lambda count: f"{format_int(count)} klasör listeye alındı",
            )
            self.reload()

    @property
    def _kept(self) -> bool:
        """What is typed about chosen folders is kept half-typed only where none of them can be a secret one."""
        return self.desk.store.vault is None

    @work
    async def action_cancel_record(self) -> None:
        """Del: the chosen ones off the list, with a reason."""
        card, chosen = self.card, self.chosen
        if card is not None and chosen:
            await open_form(
                self,
                f"Listeden çıkar: {len(chosen)} klasör",
                ReasonDraft,
                lambda job, draft: transfers.take_out(job, self.devir_id, chosen, draft, card.version),
                lambda count: f"{format_int(count)} klasör listeden çıktı",
                key=f"{TRANSFER_KIND}-cikar:{self.devir_id}",
                kept=self._kept,
                values={"day": self.desk.today},
            )
            self.done()

    # ------------------------------------------------------------ the archive decides

    @work
    async def action_take_folder(self) -> None:
        """T: the chosen ones are taken onto a place."""
        await self._decide("Teslim al", "teslim")

    @work
    async def action_return_folder(self) -> None:
        """F8: the chosen ones go back with a reason."""
        await self._decide("İade et", "iade")

    async def _decide(self, what: str, answer: str) -> None:
        card, chosen = self.card, self.chosen
        if card is not None and chosen:
            await open_form(
                self,
                f"{what}: {len(chosen)} klasör",
                LineDraft,
                lambda job, draft: transfer_steps.decide(job, self.devir_id, chosen, draft, card.version),
                lambda count: f"{format_int(count)} klasör için karar yazıldı",
                key=f"{TRANSFER_KIND}-karar:{self.devir_id}",
                kept=self._kept,
                values={"answer": answer},
            )
            self.done()

    @work
    async def action_next_step(self) -> None:
        """F7: handed over by who gives; at the archive signed for by who takes."""
        card = self.card
        if card is None:
            return
        if card.state is TransferState.TASLAK:
            await open_form(
                self,
                f"Sun: {card.no} sayılı devir, {format_int(card.folders)} klasör",
                HandDraft,
                lambda job, draft: transfer_steps.hand_over(job, self.devir_id, draft, card.version),
                f"{card.no} sayılı devir arşive sunuldu",
                key=f"{TRANSFER_KIND}-sun:{self.devir_id}",
            )
        else:
            await open_form(
                self,
                f"Teslim al: {card.no} sayılı devir",
                ReceiveDraft,
                lambda job, draft: transfer_steps.receive(job, self.devir_id, draft, card.version),
                lambda done: f"{format_int(done[0])} klasör teslim alındı, {format_int(done[1])} iade edildi",
                key=f"{TRANSFER_KIND}-al:{self.devir_id}",
                values={"taken_on": self.desk.today},
            )
        self.reload()

    @work
    async def action_why(self) -> None:
        """F4: when the folder is due at the archive, and what bars it."""
        row = self.current
        reasons = await self.ask(lambda look: transfer_views.why_not(look, self.devir_id, row.id)) if row else None
        if row is not None and reasons is not None:
            await self.app.push_screen_wait(WhyDialog(name_of(row.folder), stage_of(row.folder), reasons))

    @work
    async def action_export(self) -> None:
        """F6: the form of the hand-over (EK-4), or the list that is seen."""
        await export_transfer(self, self.card)

    def action_history(self) -> None:
        """H."""
        show_history(self, TRANSFER_KIND, self.devir_id, self.title())


def _offered(row: FolderRow) -> str:
    return f"{name_of(row)} · {subject_of(row)}"
