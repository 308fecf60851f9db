"""Klasörler: every folder with where it stands, where it is and when its period is over."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import work
from textual.binding import BindingType

from data.arsiv import folder_card, folder_views
from data.arsiv.folder_views import FolderRow
from data.arsiv.lookup import AREA, FOLDER_KIND
from data.arsiv.rules.values import FolderStage
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.secrecy import Secrecy
from data.core.store import Look
from screens.actions import keys, quiet_keys
from screens.areas import load
from screens.arsiv.folder_words import (
    day_of,
    folder_detail,
    name_of,
    sign_of,
    stage_of,
    subject_of,
    tone_of,
)
from screens.arsiv.sections import SECTIONS
from screens.sections import SectionView
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column

_NEEDS: Final = {
    **dict.fromkeys(
        (
            "new",
            "secret_folder",
            "edit",
            "folder_close",
            "year_end",
            "file_papers",
            "folder_control",
            "folder_move",
            "lend",
            "hold",
        ),
        Verb.PREPARE,
    ),
    "shelf_scan": Verb.PREPARE,
    "import_file": Verb.PREPARE,
    "settle_missing": Verb.PREPARE,
    "export": Verb.EXPORT,
    "labels": Verb.EXPORT,
}


class FolderLedger(SectionView[FolderRow]):
    """The folders in sight."""

    KEY = "klasor"
    SECTIONS = SECTIONS
    HELP = (
        "Klasörler, son açılan üstte: § gizlilik dereceli, ■ blokeli, ↗ ödünçte, ? raf denetiminde bulunamadı (İ "
        "sonucunu yazar). N klasör, M gizlilik dereceli klasör açar; numarayı masa verir. Enter klasörü "
        "içindekilerle açar, belge orada konur. P kapatır, Ö birimin bir yılını topluca kapatır, L dönemin biten "
        "evrakını klasörlerine koyar. Ü uygunluk kontrolünü yazar; uygun bulunan devre hazırdır. T taşır, Ş "
        "etiket okutarak taşır, Ç ödünç verir, Z bloke eder, K etiket basar. Boşlukla seçilen klasörlerde hepsine"
        " birden yapılır. F4 süresinin neden o gün dolduğunu ve neyin engel olduğunu, G klasörün bir gün nerede "
        "olduğunu söyler. Süzgeç: ihale kod:934 yıl:2025 birim:destek yer:K1 aşama:kapalı dolar:2027 vaka:2026/4 "
        "no:17 eski:44. A, raflarda duran arşivi ofisin kendi listesinden alır."
    )
    EMPTY = (
        "Bu görünümde klasör yok. N ile açın, raflarda duran arşivi A ile kendi listenizden alın ya da V ile "
        "başka görünüme geçin."
    )
    VIEWS = (
        ("", "Buradakiler"),
        ("acik", "Açık"),
        ("bekleyen", "Bekleyen"),
        ("birim", "Birimde"),
        ("kurum", "Kurum arşivi"),
        ("dolan", "Süresi dolan"),
        ("odunc", "Ödünçte"),
        ("bloke", "Bloke"),
        ("kayip", "Bulunamayan"),
        ("giden", "Gidenler"),
        ("tumu", "Tümü"),
    )
    FILTER_FIELDS = (
        ("kod", "Dosya kodu"), ("konu", "Konusu"), ("yil", "Yılı"), ("no", "Numarası"), ("birim", "Birim"),
        ("asama", "Durumu"), ("yer", "Yeri"), ("vaka", "Vaka no"), ("dolar", "Süresinin dolduğu gün"),
    )  # fmt: skip
    COLUMNS = (
        Column("sign", "", 3, sign_of, tone=tone_of),
        Column("kod", "Kod", 9, lambda row: row.code, sortable=True, tone=tone_of),
        Column("no", "Yıl-No", 10, lambda row: row.no),
        Column("title", "Konusu", 16, subject_of, grows=True, tone=tone_of),
        Column("stage", "Durum", 12, stage_of, tone=tone_of),
        Column("yer", "Yeri", 9, lambda row: row.place, sortable=True),
        Column("dolar", "Dolar", 10, lambda row: day_of(row.due_on), sortable=True),
        Column("kept", "Süre", 6, lambda row: row.kept, min_screen=96),
        Column("part", "Parça", 5, lambda row: str(row.part) if row.part > 1 else "", align="right",
               min_screen=104),
        Column("pages", "Sayfa", 6, lambda row: str(row.pages or ""), align="right", min_screen=112),
        Column("birim", "Birim", 20, lambda row: row.birim, grows=True, min_screen=126),
        Column("acilis", "Açılış", 10, lambda row: day_of(row.opened_on), optional=True),
        Column("kapanis", "Kapanış", 10, lambda row: day_of(row.closed_on), optional=True),
        Column("vaka", "Vaka no", 12, lambda row: row.case_no, optional=True),
        Column("eski", "Eski no", 10, lambda row: row.old_no, optional=True),
    )  # fmt: skip
    DEFAULT_CSS = """
    FolderLedger .ledger-view--filter { width: 1fr; }
    FolderLedger .ledger-view--tabs { width: 3fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("new", "folder_close", "folder_control", "folder_move", "lend", "why", "section"),
        *quiet_keys("edit", "file_papers", "year_end", "hold", "labels", "shelf_scan", "settle_missing"),
        *quiet_keys("as_of", "history", "import_file", "secret_folder"),
    ]

    def title(self) -> str:
        """For the frame."""
        return "Klasörler"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do."""
        verb = _NEEDS.get(action)
        if verb is not None and not self.desk.actor.can(AREA, verb):
            return False
        if action == "secret_folder" and self.desk.actor.clearance is Secrecy.YOK:
            return False
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[FolderRow]:
        """From the store."""
        return folder_views.folder_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: FolderRow) -> Detail:
        """What it is, how long it stays, what happened to it; of a secret one only what the list says."""
        events = () if row.secrecy else folder_card.folder_events(look, row.id)
        return folder_detail(folder_card.folder_card(look, row.id), events)

    async def opened(self, row: FolderRow) -> None:
        """Enter: the folder with what is in it."""
        make = await self.desk.thread(lambda: load("screens.arsiv.folder_view:open_folder"))
        await self.frame.push(make(self.frame, row.id))

    def chosen(self, *stages: FolderStage) -> list[FolderRow]:
        """The selected folders, else the one under the cursor; says so if one is not at such a stage."""
        rows = list(self.rows.selected_rows) or ([self.current] if self.current is not None else [])
        wrong = next((row for row in rows if stages and row.stage not in stages), None)
        if wrong is not None:
            self.say(f"{name_of(wrong)}: {wrong.stage.label}.")
            return []
        return rows

    def done(self) -> None:
        """After something was written for chosen folders."""
        self.rows.clear_selection()
        self.reload()

    # ------------------------------------------------------------ steps

    @work
    async def action_new(self) -> None:
        """N: folders one after the other."""
        from screens.arsiv.folder_steps import new_folder

        await new_folder(self)
        self.reload()

    @work
    async def action_secret_folder(self) -> None:
        """M: a folder that is secret from its first day."""
        from screens.arsiv.folder_steps import new_secret_folder

        await new_secret_folder(self)
        self.reload()

    @work
    async def action_edit(self) -> None:
        """F2: what the label says; a secret folder is corrected where it is open."""
        from screens.arsiv.folder_steps import amend_folder

        row = self.current
        if row is not None and row.secrecy:
            self.say("Gizlilik dereceli klasör Enter ile açılınca düzeltilir.")
        elif row is not None:
            card = await self.ask(lambda look: folder_card.folder_card(look, row.id))
            if card is not None:
                await amend_folder(self, card)
                self.reload()

    @work
    async def action_folder_close(self) -> None:
        """P: the chosen ones close."""
        from screens.arsiv.folder_steps import close_folders

        if (rows := self.chosen(FolderStage.ACIK)) and await close_folders(self, rows):
            self.done()

    @work
    async def action_year_end(self) -> None:
        """Ö: all subject files of a unit and year."""
        from screens.arsiv.folder_steps import close_year

        await close_year(self)
        self.reload()

    @work
    async def action_file_papers(self) -> None:
        """L: the finished documents of a period."""
        from screens.arsiv.folder_steps import file_period

        await file_period(self)
        self.reload()

    @work
    async def action_folder_control(self) -> None:
        """Ü: uygunluk kontrolü of the chosen ones."""
        from screens.arsiv.use_steps import control

        await control(self, self.chosen(FolderStage.KAPALI, FolderStage.DEVRE_HAZIR))
        self.done()

    @work
    async def action_folder_move(self) -> None:
        """T: the chosen ones to another place."""
        from screens.arsiv.use_steps import move

        await move(self, self.chosen())
        self.done()

    @work
    async def action_lend(self) -> None:
        """Ç: the folder under the cursor."""
        from screens.arsiv.use_steps import lend

        if self.current is not None:
            await lend(self, self.current)
            self.reload()

    @work
    async def action_hold(self) -> None:
        """Z: the chosen ones."""
        from screens.arsiv.use_steps import hold

        await hold(self, self.chosen())
        self.done()

    @work
    async def action_shelf_scan(self) -> None:
        """Ş: folders are gathered by their labels and moved together."""
        from screens.arsiv.scanning import scan_folders

        await scan_folders(self)
        self.reload()

    @work
    async def action_settle_missing(self) -> None:
        """İ: a folder that a shelf check missed was found, or why it is not there."""
        from screens.arsiv.shelf_checks import settle_missing

        if self.current is not None:
            await settle_missing(self, self.current)
            self.reload()

    @work
    async def action_import_file(self) -> None:
        """A: the archive that the office has already, from its list."""
        from screens.arsiv.importing import import_archive

        await import_archive(self)
        self.reload()

    # ------------------------------------------------------------ asking

    @work
    async def action_why(self) -> None:
        """F4: when its period is over and what bars it."""
        from screens.arsiv.folder_why import why_folder

        if self.current is not None:
            await why_folder(self, self.current.id)

    @work
    async def action_as_of(self) -> None:
        """G: where the folder was on a day."""
        from screens.arsiv.folder_past import ask_past

        if self.current is not None:
            await ask_past(self, self.current)

    @work
    async def action_labels(self) -> None:
        """K: labels of the chosen ones."""
        from screens.arsiv.papers import write_labels

        await write_labels(self, self.chosen())

    @work
    async def action_export(self) -> None:
        """F6: the list that is seen, or a paper about the folder under the cursor."""
        from screens.arsiv.papers import export_folders

        await export_folders(self, self.current)

    def action_history(self) -> None:
        """H."""
        from screens.history import show_history

        if self.current is not None:
            show_history(self, FOLDER_KIND, self.current.id, name_of(self.current))
