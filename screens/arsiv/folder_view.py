"""One folder: what it is above, its içerik listesi below, each of its steps on a key."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from data.arsiv import folder_card
from data.arsiv.folder_card import FolderCard, LineRow
from data.arsiv.lookup import AREA, FOLDER_KIND
from data.arsiv.rules.values import FolderStage
from data.core.calendar import format_date
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold
from screens.actions import keys, quiet_keys
from screens.arsiv import folder_steps, line_steps, use_steps
from screens.arsiv.folder_past import ask_past
from screens.arsiv.folder_why import why_folder
from screens.arsiv.folder_words import event_words, facts_of, name_of
from screens.arsiv.holds import HoldLedger
from screens.arsiv.importing import import_lines
from screens.arsiv.loans import LoanLedger
from screens.arsiv.papers import export_folder, write_labels
from screens.detail_dialog import DetailDialog
from screens.frame import Frame
from screens.history import show_history
from screens.ledger_view import LedgerView
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog
from screens.widgets.detail import Detail
from screens.widgets.ledger import Ledger
from screens.widgets.ledger_columns import Column
from screens.widgets.literal import facts_line
from screens.widgets.tones import Tone
from screens.yonetim.vault import ensure_open

S = FolderStage
_AT: Final = {
    "new": (S.ACIK,), "file_papers": (S.ACIK,), "import_file": (S.ACIK,), "folder_close": (S.ACIK,),
    "folder_control": (S.KAPALI, S.DEVRE_HAZIR), "reopen": (S.KAPALI, S.DEVRE_HAZIR),
    "cancel_record": (S.ACIK, S.KAPALI), "line_move": (S.ACIK, S.KAPALI),
}  # fmt: skip
"""At which stages a step makes sense; the others while the folder is here."""
_CHECKING: Final = frozenset({"reopen", "lower_level"})
_STEPS: Final = (*_AT, "folder_move", "lend", "hold", "edit", "lower_level")


_MOST: Final = 5_000
"""Lines among which typed words are looked for."""


def _words(row: LineRow) -> str:
    return f"{format_date(row.day)} {row.no} {row.subject} {row.party} {row.note}"


def open_folder(frame: Frame, record_id: int) -> View:
    """The view of one folder, for the registry."""
    return FolderView(frame, record_id)


def _tone(row: LineRow) -> Tone:
    return Tone.DIM if row.withdrawn else Tone.NORMAL


class FolderView(LedgerView[LineRow]):
    """A folder with what is in it."""

    KEY = "klasor_belge"
    HELP = (
        "Bir klasör: üstte künyesi, altta içerik listesi, en eski belge üstte. N yalnız kâğıtta olan belgeyi, L "
        "evrak kayıtlarından işi biten bir belgeyi ekler, A içerik listesini dosyadan alır. İ satırı başka "
        "klasöre taşır, Del gerekçesiyle çıkarır; çıkan satır V ile görünür. P kapatır, Ü uygunluk kontrolünü "
        "yazar, F12 yeniden açar, T taşır, Ç ödünç verir, Z bloke eder, M gizlilik derecesini indirir. Enter "
        "belgenin kaydını açar, Ş kimlerin yararlandığını, Ğ başından geçenleri gösterir, G klasörün bir gün "
        "nerede olduğunu, F4 süresinin nedenini söyler, F6 içerik listesini yazar, K etiketini basar. Kapanan "
        "klasöre belge konmaz."
    )
    EMPTY = "Klasörde belge yok. N ile kâğıt belge, L ile evrak kaydı ekleyin."
    VIEWS = (("", "İçindekiler"), ("cikan", "Çıkanlarla"))
    COLUMNS = (
        Column("sign", "", 1, lambda row: "×" if row.withdrawn else "§" if row.secrecy else "", tone=_tone),
        Column("day", "Tarih", 10, lambda row: format_date(row.day), tone=_tone),
        Column("no", "Sayı", 16, lambda row: row.no, grows=True, tone=_tone),
        Column("subject", "Konu", 20, lambda row: row.subject, grows=True, tone=_tone),
        Column("party", "Gönderen / alıcı", 14, lambda row: row.party, grows=True, tone=_tone),
        Column("pages", "Sayfa", 5, lambda row: str(row.pages or ""), align="right"),
        Column("enclosures", "Ek", 3, lambda row: str(row.enclosures or ""), align="right"),
        Column("source", "Kaynak", 7, lambda row: "kayıt" if row.evrak_id else "kâğıt", min_screen=100),
        Column("note", "Açıklama", 16, lambda row: row.note or row.withdrawn_reason, grows=True, min_screen=126),
    )
    DEFAULT_CSS = """
    FolderView > .folder--head { height: auto; max-height: 7; padding: 0 1; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("new", "file_papers", "folder_close", "folder_control", "folder_move", "lend", "why"),
        *quiet_keys("hold", "reopen", "edit", "import_file", "line_move", "cancel_record", "lower_level"),
        *quiet_keys("labels", "as_of", "folder_use", "folder_events", "history", "refresh"),
    ]

    def __init__(self, frame: Frame, klasor_id: int) -> None:
        super().__init__(frame)
        self.klasor_id = klasor_id
        self.card: FolderCard | None = None
        """The folder as it was read last."""
        self._opened: FolderCard | None = None
        """A secret folder with its words, once the look is in the trail."""
        self._refused = False
        self._head = Static("", markup=False, classes="folder--head")

    def compose(self) -> ComposeResult:
        """The head above the lines."""
        yield self._head
        yield from super().compose()

    def title(self) -> str:
        """Code, year and number."""
        return name_of(self.card.row) if self.card else "Klasör"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do with the folder as it stands."""
        if action in _STEPS:
            card = self.card
            verb = Verb.CHECK if action in _CHECKING else Verb.PREPARE
            if card is None or not self.desk.actor.can(AREA, verb):
                return False
            stage = card.row.stage
            if action == "lower_level" and not card.row.secrecy:
                return False
            return stage in _AT[action] if action in _AT else stage.here
        if action in ("export", "labels"):
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    # ------------------------------------------------------------ reading

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[LineRow]:
        """From the store: the oldest first."""
        card = folder_card.folder_card(look, self.klasor_id)
        opened = self._opened if look.vault is not None else None
        if opened is not None and card.row.secrecy:
            texts = opened.row
            row = replace(card.row, title=texts.title, special=texts.special, case_no=texts.case_no)
            card = replace(card, row=row)
        self.card = card
        words, seen = fold(query.text).split(), opened is not None
        if not words:
            return folder_card.line_window(look, self.klasor_id, query, start, limit, anchor, opened=seen)
        # What is sealed is in no index; one folder's lines are few enough to be read for it.
        lines = folder_card.line_window(look, self.klasor_id, query, 0, _MOST, opened=seen).rows
        rows = [one for one in lines if all(word in fold(_words(one)) for word in words)]
        part = tuple(rows[start : start + limit])
        return Window(start, part, tuple((one.day, one.id) for one in part), len(rows))

    @on(Ledger.Loaded)
    def _card_read(self, event: Ledger.Loaded) -> None:
        if self.card is None:
            return
        self._head.update(_head_text(self.card))
        self.frame.refresh_bindings()
        if self.card.row.secrecy and self._opened is None and not self._refused:
            self._refused = True
            self._open_secret()

    @work(exclusive=True, group="secret")
    async def _open_secret(self) -> None:
        """The words of a secret folder: the vault opens, the look is in the trail."""
        if await ensure_open(self):
            self._opened = await self.do(lambda job: folder_card.open_secret(job, self.klasor_id))
            self.reload()

    def detail(self, look: Look, row: LineRow) -> Detail:
        """A line in full."""
        facts = (
            ("Tarih", format_date(row.day)),
            ("Sayı", row.no),
            ("Konu", row.subject),
            ("Gönderen / alıcı", row.party),
            ("Gizlilik derecesi", row.secrecy.label),
            ("Sayfa", str(row.pages or "")),
            ("Ek", str(row.enclosures or "")),
            ("Açıklama", row.note),
            ("Çıkarıldı", row.withdrawn_reason),
            ("Kaynak", "evrak kaydı; Enter açar" if row.evrak_id else "yalnız kâğıtta"),
        )
        return Detail("İçerik listesi satırı", tuple((label, value) for label, value in facts if value))

    async def opened(self, row: LineRow) -> None:
        """Enter: the document's own record; of paper the line in full."""
        if row.evrak_id:
            self.frame.go_to_record("evrak", row.evrak_id)
        else:
            await super().opened(row)

    # ------------------------------------------------------------ lines

    @work
    async def action_new(self) -> None:
        """N: a document on paper."""
        if self.card is not None:
            await line_steps.add_paper(self, self.card.row)
            self.reload()

    @work
    async def action_file_papers(self) -> None:
        """L: a document of the register."""
        if self.card is not None:
            await line_steps.file_document(self, self.card.row)
            self.reload()

    @work
    async def action_import_file(self) -> None:
        """A: an içerik listesi from a file."""
        if self.card is not None:
            await import_lines(self, self.card.row)
            self.reload()

    @work
    async def action_line_move(self) -> None:
        """İ: the line under the cursor to another folder."""
        if self.card is not None and (row := self._standing()) is not None:
            await line_steps.move_line(self, self.card.row, row)
            self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: the line under the cursor, with a reason."""
        if self.card is not None and (row := self._standing()) is not None:
            await line_steps.withdraw_line(self, self.card.row, row)
            self.reload()

    def _standing(self) -> LineRow | None:
        row = self.current
        if row is not None and row.withdrawn:
            self.say(f"Bu satır çıkarılmış: {row.withdrawn_reason}")
            return None
        return row

    # ------------------------------------------------------------ the folder

    @work
    async def action_edit(self) -> None:
        """F2: what the label says."""
        if self.card is not None and (not self.card.row.secrecy or await self._read_again()):
            await folder_steps.amend_folder(self, self.card)
            await self._read_again()
            self.reload()

    async def _read_again(self) -> bool:
        """A secret folder's words as they stand now."""
        if self.card is None or not self.card.row.secrecy:
            return True
        if not await ensure_open(self):
            return False
        found = await self.do(lambda job: folder_card.open_secret(job, self.klasor_id))
        if found is not None:
            self._opened = self.card = found
        return found is not None

    @work
    async def action_folder_close(self) -> None:
        """P."""
        if self.card is not None and await folder_steps.close_folders(self, [self.card.row]):
            self.reload()

    @work
    async def action_folder_control(self) -> None:
        """Ü: uygunluk kontrolü."""
        if self.card is not None:
            await use_steps.control(self, [self.card.row])
            self.reload()

    @work
    async def action_reopen(self) -> None:
        """F12."""
        if self.card is not None:
            await folder_steps.reopen(self, self.card.row)
            self.reload()

    @work
    async def action_folder_move(self) -> None:
        """T."""
        if self.card is not None:
            await use_steps.move(self, [self.card.row])
            self.reload()

    @work
    async def action_lend(self) -> None:
        """Ç."""
        if self.card is not None:
            await use_steps.lend(self, self.card.row)
            self.reload()

    @work
    async def action_hold(self) -> None:
        """Z: one more hold; of a folder that is held those on it may be shown."""
        card = self.card
        if card is None:
            return
        if card.row.held:
            ways = (("goster", "Blokelerini göster, kaldır"), ("yeni", "Bir bloke daha"))
            chosen = await self.app.push_screen_wait(ChooseDialog("Klasör blokeli", ways))
            if not chosen:
                return
            if chosen[0] == "goster":
                await self.frame.push(HoldLedger(self.frame, of_folder=self.klasor_id))
                return
        await use_steps.hold(self, [card.row])
        self.reload()

    @work
    async def action_folder_use(self) -> None:
        """Ş: who used it, and when."""
        await self.frame.push(LoanLedger(self.frame, of_folder=self.klasor_id))

    @work
    async def action_lower_level(self) -> None:
        """M: the paper that lifts its secrecy."""
        if self.card is not None and await ensure_open(self):
            await folder_steps.lower_level(self, self.card.row)
            self.reload()

    # ------------------------------------------------------------ asking

    @work
    async def action_why(self) -> None:
        """F4: when its period is over and what bars it."""
        await why_folder(self, self.klasor_id)

    @work
    async def action_as_of(self) -> None:
        """G: where it was on a day."""
        if self.card is not None:
            await ask_past(self, self.card.row)

    @work
    async def action_labels(self) -> None:
        """K: its label."""
        if self.card is not None:
            await write_labels(self, [self.card.row])

    @work
    async def action_export(self) -> None:
        """F6: the içerik listesi and what else there is."""
        if self.card is not None:
            await export_folder(self, self.card.row)

    @work
    async def action_folder_events(self) -> None:
        """Ğ: what happened to the folder, the last first."""
        found = await self.ask(lambda look: folder_card.folder_events(look, self.klasor_id))
        if found is not None:
            lines = tuple((f"{format_date(one.day)} {one.who}", event_words(one)) for one in found)
            await self.app.push_screen_wait(DetailDialog(Detail(f"{self.title()}: başından geçenler", lines)))

    def action_history(self) -> None:
        """H."""
        show_history(self, FOLDER_KIND, self.klasor_id, self.title())


def _head_text(card: FolderCard) -> Content:
    """The head in a few lines."""
    return Content("\n").join((facts_line((("Konusu", card.row.title),)), facts_line(facts_of(card))))
