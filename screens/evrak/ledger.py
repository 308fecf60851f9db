"""Evrak: the ledgers of registered documents, one for all books and one for each."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import BindingType

from data.core.calendar import format_date
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.secrecy import Secrecy
from data.core.stamps import wall_clock
from data.core.store import Look
from data.evrak import card, views
from data.evrak.rules.deadlines import Light
from data.evrak.rules.values import Book, State, Urgency
from data.evrak.sight import AREA, KIND
from data.evrak.views import EvrakRow
from screens.actions import keys, quiet_keys
from screens.evrak import documents
from screens.evrak.sections import SECTIONS
from screens.frame import Frame
from screens.sections import SectionView
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.tones import Tone

_NEEDS = {
    "new": Verb.PREPARE,
    "new_secret": Verb.PREPARE,
    "edit": Verb.PREPARE,
    "import_file": Verb.IMPORT,
    "answer": Verb.PREPARE,
    "remind": Verb.PREPARE,
    "close_record": Verb.PREPARE,
    "deadline": Verb.PREPARE,
    "link": Verb.PREPARE,
    "send_back": Verb.PREPARE,
    "export": Verb.EXPORT,
}


def open_document(frame: Frame, record_id: int) -> View:
    """The ledger with one document alone, for the registry."""
    return EvrakLedger(frame, only=record_id)


def _mark(row: EvrakRow) -> str:
    """One sign that repeats a word: late, urgent, secret, kişiye özel."""
    if row.light is not None and row.light.sign:
        return row.light.sign
    if row.secrecy:
        return "§"
    return "▪" if row.urgency is not Urgency.YOK and not row.over else ""


_TONES = {Light.GECIKTI: Tone.BAD, Light.KIRMIZI: Tone.WARN, Light.SARI: Tone.ACCENT, Light.YESIL: Tone.NORMAL}


def _tone(row: EvrakRow) -> Tone:
    if row.state is State.IPTAL:
        return Tone.DIM
    return _TONES[row.light] if row.light is not None else Tone.NORMAL


_WAYS = {Book.GELEN: "←", Book.GIDEN: "→", Book.IC: "↔", Book.OLUR: "✓"}
"""The book in one sign, where there is no room for its name."""


def _number(row: EvrakRow) -> str:
    return f"{_WAYS[row.book]} {row.kayit_no}"


def _subject(row: EvrakRow) -> str:
    return f"[{row.secrecy.label}] {row.subject}" if row.secrecy else row.subject


class EvrakLedger(SectionView[EvrakRow]):
    """All books together."""

    KEY = "evrak"
    BOOK: ClassVar[Book | None] = None
    SECTIONS = SECTIONS
    HELP = (
        "Evrak kayıtları, yenisi üstte: ← gelen, → giden, ↔ kurum içi, ✓ olur. N yeni kayıt açar; numara, tarih "
        "ve saati masa verir. A, e-Yazışma paketini (.eyp) ya da EBYS listesini alır. Enter kaydı bütün yolu ile "
        "gösterir, G havale eder, T teslim alır, Ç cevap yazar, P cevap gerekmiyorsa gerekçesiyle kapatır, Ü "
        "süresini verir, L dosyalarını açar. Del iptal eder; satır ve numara kalır. F4 sürenin nasıl sayıldığını "
        "gün gün söyler. Süzgeç: konu:lisans gonderen:valilik sayi:804 tarih:2026-10 birim:destek kod:903 "
        "kimde:ayse ek:rapor."
    )
    EMPTY = "Bu görünümde evrak yok. N ile kaydedin, A ile paketten alın."
    VIEWS = (
        ("", "Tümü"),
        ("bende", "Bende"),
        ("bekleyen", "Bekleyen"),
        ("bugun", "Bugün dolan"),
        ("geciken", "Geciken"),
    )
    FILTER_FIELDS = (
        ("no", "Kayıt no"), ("konu", "Konu"), ("gonderen", "Gönderen / muhatap"), ("sayi", "Sayı"),
        ("tarih", "Kayıt tarihi"), ("birim", "Birim"), ("defter", "Defter"), ("durum", "Durum"),
        ("kod", "Dosya kodu"), ("kimde", "Kimde"), ("tur", "Belge türü"), ("ek", "Ek metni"),
    )  # fmt: skip
    COLUMNS = (
        Column("mark", "", 1, _mark, tone=_tone),
        Column("book", "Defter", 6, lambda row: row.book.label.split(" ")[-1], min_screen=110),
        Column("no", "Kayıt no", 11, _number),
        Column("on", "Tarih", 10, lambda row: format_date(row.registered_at.astimezone().date()), min_screen=96),
        Column("muhatap", "Gönderen / muhatap", 13, lambda row: row.muhatap, grows=True),
        Column("subject", "Konu", 16, _subject, grows=True),
        Column("due", "Son gün", 10, lambda row: format_date(row.due_on) if row.due_on and not row.over else "",
               tone=_tone, sortable=True),
        Column("state", "Durum", 13, lambda row: row.state.label, tone=_tone),
        Column("responsible", "Kimde", 14, lambda row: row.responsible, min_screen=130),
        Column("letter_no", "Sayı", 24, lambda row: row.letter_no, min_screen=150),
        Column("code", "Kod", 9, lambda row: row.code, min_screen=140),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("new", "refer", "receive", "answer", "why", "close_record", "import_file", "section"),
        *quiet_keys("edit", "new_secret", "remind", "deadline", "link", "files", "send_back", "cancel_record"),
        *quiet_keys("into_folder", "history"),
    ]

    def __init__(self, frame: Frame, only: int = 0) -> None:
        super().__init__(frame)
        self._only = only

    def title(self) -> str:
        """For the frame."""
        return next(section.title for section in SECTIONS if section.view.endswith(f":{type(self).__name__}"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do stands in the footer."""
        verb = _NEEDS.get(action)
        if verb is not None and not self.desk.actor.can(AREA, verb):
            return False
        if action == "into_folder" and not self.desk.actor.can("arsiv", Verb.PREPARE):
            return False
        if action == "new_secret" and self.desk.actor.clearance is Secrecy.YOK:
            return False
        if action == "refer" and not (
            self.desk.actor.can(AREA, Verb.APPROVE) or self.desk.actor.can(AREA, Verb.CHECK)
        ):
            return False
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[EvrakRow]:
        """From the store."""
        return views.evrak_window(look, query, start, limit, anchor, book=self.BOOK, only=self._only)

    def detail(self, look: Look, row: EvrakRow) -> Detail:
        """All of an open document; of a secret one only what the list says."""
        if row.secrecy:
            moment = wall_clock(row.registered_at)
            return Detail(
                f"{row.book.label} {row.kayit_no}",
                (
                    ("Gizlilik derecesi", row.secrecy.label),
                    ("Kayıt", f"{moment:%d.%m.%Y %H:%M}"),
                    ("Durum", row.state.label),
                    ("", "Enter ile açılır; bakış denetim izine yazılır."),
                ),
            )
        return documents.short_detail(card.card(look, row.id), self.desk.today)

    async def opened(self, row: EvrakRow) -> None:
        """The whole document with its way."""
        await documents.show_document(self, row)

    @property
    def chosen(self) -> tuple[int, ...]:
        """The selected documents, else the one under the cursor."""
        if self.rows.selected_ids:
            return tuple(sorted(self.rows.selected_ids))
        return (self.current.id,) if self.current is not None else ()

    # ------------------------------------------------------------ entering and correcting

    @work
    async def action_new(self) -> None:
        """N: the form of this book; among all books it asks which, or for a package."""
        from screens.evrak import asking

        chosen = self.BOOK.value if self.BOOK else await asking.choose_book(self)
        if chosen == asking.FROM_FILE:
            self.action_import_file()
        elif chosen:
            await asking.register(self, Book(chosen))
            self.reload()

    @work
    async def action_new_secret(self) -> None:
        """Z: a document with a secrecy level."""
        from screens.evrak.asking import register_secret

        await register_secret(self)
        self.reload()

    @work
    async def action_import_file(self) -> None:
        """A: an e-Yazışma package or a list."""
        from screens.evrak.importing import import_file

        await import_file(self)
        self.reload()

    @work
    async def action_edit(self) -> None:
        """F2: a correction with its reason."""
        from screens.evrak.asking import correct

        if self.current is not None:
            await correct(self, self.current)
            self.reload()

    @work
    async def action_link(self) -> None:
        """İ: to another record of ours."""
        from screens.evrak.asking import link

        if self.current is not None:
            await link(self, self.current)
            self.reload()

    @work
    async def action_files(self) -> None:
        """L: the files of the document."""
        from screens.evrak.files import show_files

        if self.current is not None:
            await show_files(self, self.current)
            self.reload()

    # ------------------------------------------------------------ sending, receiving, answering

    @work
    async def action_refer(self) -> None:
        """G: the selected documents, or this one."""
        from screens.evrak.havale import havale_dialog

        if self.chosen:
            await havale_dialog(self, self.chosen)
            self.reload()

    @work
    async def action_receive(self) -> None:
        """T: what was sent to me."""
        from screens.evrak.havale import receive_rows

        if self.chosen:
            await receive_rows(self, self.chosen)
            self.reload()

    @work
    async def action_answer(self) -> None:
        """Ç: a letter that answers this one."""
        from screens.evrak.letters import answer_dialog

        if self.current is not None:
            await answer_dialog(self, self.current.id)
            self.reload()

    @work
    async def action_remind(self) -> None:
        """Ğ: a tekit of our letter that nobody answered."""
        from screens.evrak.letters import tekit_dialog

        if self.current is not None:
            await tekit_dialog(self, self.current.id)
            self.reload()

    # ------------------------------------------------------------ deadlines

    @work
    async def action_deadline(self) -> None:
        """Ü: gives, extends or sets a deadline."""
        from screens.evrak.deadlines import deadline_dialog

        if self.current is not None:
            await deadline_dialog(self, self.current)
            self.reload()

    @work
    async def action_why(self) -> None:
        """F4: how the last day was counted."""
        from screens.evrak.deadlines import why_deadline

        if self.current is not None:
            await why_deadline(self, self.current)

    # ------------------------------------------------------------ ending

    @work
    async def action_close_record(self) -> None:
        """P: closes without an answer, with a reason."""
        from data.evrak.operations import closing

        row = self.current
        if row is not None:
            await self.withdraw_asked(
                "Cevapsız kapat",
                f"{row.book.label} {row.kayit_no}: cevap neden gerekmiyor?",
                lambda job, reason: closing.close_without_answer(job, row.id, reason),
                f"{row.kayit_no} kapatıldı",
            )

    @work
    async def action_into_folder(self) -> None:
        """K: into the open folder of its code and year."""
        from screens.evrak.into_folder import into_folder

        if self.current is not None:
            await into_folder(self, self.current)
            self.reload()

    @work
    async def action_send_back(self) -> None:
        """F8: a havale back to its sender, or a document that came to the wrong place."""
        from data.evrak.operations import closing
        from screens.evrak.havale import return_dialog

        row = self.current
        if row is None or await return_dialog(self, row.id):
            self.reload()
            return
        await self.withdraw_asked(
            "Evrakı iade et",
            f"{row.book.label} {row.kayit_no}: kime, neden iade ediliyor? (RY m.32)",
            lambda job, reason: closing.give_back(job, row.id, reason),
            f"{row.kayit_no} iade edildi",
        )

    @work
    async def action_cancel_record(self) -> None:
        """Del: the row and its number stay with the reason."""
        from data.evrak.operations import closing

        row = self.current
        if row is not None:
            await self.withdraw_asked(
                "Kaydı iptal et",
                f"{row.book.label} {row.kayit_no} kaydı neden iptal ediliyor?",
                lambda job, reason: closing.cancel(job, row.id, reason),
                f"{row.kayit_no} iptal edildi",
            )

    def action_history(self) -> None:
        """H."""
        from screens.history import show_history

        if self.current is not None:
            name = f"{self.current.book.label} {self.current.kayit_no}"
            show_history(self, KIND, self.current.id, name)

    @work
    async def action_export(self) -> None:
        """F6: what is seen, or one of the area's papers."""
        from screens.evrak.reports import offered, write

        options = [("liste", "Görünen liste"), *offered(self)]
        chosen = await self.app.push_screen_wait(ChooseDialog("Ne aktarılsın?", options))
        if not chosen:
            return
        if chosen[0] == "liste":
            await self.export_list()
        else:
            await write(self, chosen[0])


class IncomingLedger(EvrakLedger):
    """The book of incoming documents."""

    KEY = "evrak_gelen"
    BOOK = Book.GELEN


class OutgoingLedger(EvrakLedger):
    """The book of outgoing documents."""

    KEY = "evrak_giden"
    BOOK = Book.GIDEN


class InternalLedger(EvrakLedger):
    """The book of letters inside the institution."""

    KEY = "evrak_ic"
    BOOK = Book.IC


class OlurLedger(EvrakLedger):
    """The book of olurs."""

    KEY = "evrak_olur"
    BOOK = Book.OLUR
