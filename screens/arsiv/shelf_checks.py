"""Raf denetimleri: the checks of shelves, and what one found, missed and wondered at."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from data.arsiv import place_views
from data.arsiv import shelf_check_views as views
from data.arsiv.folder_views import FolderRow
from data.arsiv.lookup import AREA, CHECK_KIND, FOLDER_KIND
from data.arsiv.operations import shelf_checks
from data.arsiv.rules.scan_codes import ShelfGroup, ShelfWord
from data.arsiv.shelf_check_views import STILL, CheckLine, CheckRow
from data.arsiv.shelf_drafts import CheckPlaceDraft, MissingDraft
from data.core.calendar import format_date
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from screens.actions import keys, quiet_keys
from screens.arsiv.folder_words import name_of, stage_of, subject_of
from screens.arsiv.papers_more import export_check
from screens.arsiv.scanning import check_shelf
from screens.arsiv.sections import SECTIONS
from screens.forms import ask_draft, open_form
from screens.frame import Frame
from screens.history import show_history
from screens.ledger_view import LedgerView
from screens.sections import SectionView
from screens.view import View
from screens.widgets.detail import Detail
from screens.widgets.ledger import Ledger
from screens.widgets.ledger_columns import Column
from screens.widgets.literal import facts_line
from screens.widgets.tones import Tone

G = ShelfGroup


def open_check(frame: Frame, record_id: int) -> View:
    """The view of one check, for the registry."""
    return CheckView(frame, record_id)


async def settle_missing(view: View, row: FolderRow) -> None:
    """İ: a folder that a check missed was found, or why it is not there."""
    if not row.missing_id:
        view.say(f"{name_of(row)} bulunamayanlar arasında değil.")
        return
    await open_form(
        view,
        f"Bulunamayan klasör: {name_of(row)}",
        MissingDraft,
        lambda job, draft: shelf_checks.settle_missing(job, row.id, draft, row.version),
        f"{name_of(row)}: sonuç yazıldı",
        key=f"{CHECK_KIND}-sonuc:{row.id}",
        values={"day": view.desk.today},
        kept=not row.secrecy,
    )


def _count(row: CheckRow, group: ShelfGroup) -> str:
    return str(row.counts.get(group) or "")


def _check_tone(row: CheckRow) -> Tone:
    return Tone.WARN if row.still else Tone.NORMAL


class CheckLedger(SectionView[CheckRow]):
    """Checks of places in sight."""

    KEY = "raf_denetimi"
    SECTIONS = SECTIONS
    HELP = (
        "Raf denetimleri: etiketler okutulur, kayıttakiyle karşılaştırılır, sonuç kalır. N bir yeri denetlemeye "
        "başlar; Yerleşim bölümünde Ş aynı işi yapar. Enter denetimin satırlarını açar, F6 tutanağını yazar. ! "
        "bulunamayan klasörü hâlâ bulunmamış ya da açıklanmamış denetimdir; V yalnız onları gösterir. Bulunamayan "
        "klasör, listelerde ? ile görünür ve sonucu yazılana kadar komisyona ya da imhaya gitmez."
    )
    EMPTY = "Raf denetimi yok. N ile bir yeri denetleyin."
    VIEWS = (("", "Tümü"), (STILL, "Eksiği duran"))
    COLUMNS = (
        Column("sign", "", 1, lambda row: "!" if row.still else "", tone=_check_tone),
        Column("no", "No", 8, lambda row: row.no),
        Column("day", "Tarih", 10, lambda row: format_date(row.day)),
        Column("place", "Yer", 16, lambda row: row.place, grows=True, tone=_check_tone),
        Column("found", "Bulunan", 7, lambda row: _count(row, G.BULUNAN), align="right"),
        Column("missing", "Yok", 4, lambda row: _count(row, G.YOK), align="right", tone=_check_tone),
        Column("still", "Duran", 5, lambda row: str(row.still or ""), align="right", tone=_check_tone),
        Column("other", "Başka", 5, lambda row: _count(row, G.BASKA), align="right"),
        Column("strange", "Uymayan", 7, lambda row: _count(row, G.SORULU), align="right", min_screen=96),
        Column("out", "Ödünçte", 7, lambda row: _count(row, G.DISARIDA), align="right", min_screen=96),
        Column("who", "Denetleyen", 20, lambda row: row.who, grows=True, min_screen=110),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*keys("new", "section"), *quiet_keys("history")]

    def title(self) -> str:
        """For the frame."""
        return "Raf denetimleri"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do."""
        if action == "new":
            return self.desk.actor.can(AREA, Verb.PREPARE)
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[CheckRow]:
        """From the store."""
        return views.check_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: CheckRow) -> Detail:
        """Who checked it, and what it came to."""
        facts = (
            ("Yer", row.place),
            ("Tarih", format_date(row.day)),
            ("Denetleyen", row.who),
            *((one.label, _count(row, one)) for one in ShelfGroup),
            ("Hâlâ bulunamayan", str(row.still or "")),
        )
        return Detail(f"Raf denetimi {row.no}", tuple((label, value) for label, value in facts if value))

    async def opened(self, row: CheckRow) -> None:
        """Enter: what it says of each folder."""
        await self.frame.push(CheckView(self.frame, row.id))

    @work
    async def action_new(self) -> None:
        """N: a place is checked."""
        asked = await ask_draft(self, "Raf denetimi", CheckPlaceDraft, key=CHECK_KIND)
        place = await self.ask(lambda look: place_views.place_card(look, asked.yer_id)) if asked else None
        if place is not None:
            await check_shelf(self, place)
            self.reload()

    @work
    async def action_export(self) -> None:
        """F6: the tutanak of the check under the cursor, or the list that is seen."""
        await export_check(self, self.current)

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, CHECK_KIND, self.current.id, f"Raf denetimi {self.current.no}")


def _sign(row: CheckLine) -> str:
    signs = {ShelfWord.BULUNDU: "✓", ShelfWord.DISARIDA: "↗"}
    return "?" if row.missing else signs.get(row.word, "!")


def _tone(row: CheckLine) -> Tone:
    return Tone.WARN if row.missing else Tone.NORMAL


def _now(row: CheckLine) -> str:
    if row.word is not ShelfWord.YOK:
        return ""
    return "hâlâ yok" if row.missing else "sonuçlandı"


class CheckView(LedgerView[CheckLine]):
    """One check with its folders."""

    KEY = "raf_denetimi_satir"
    HELP = (
        "Bir raf denetimi: yerinde bulunanlar dışında kalan satırlar, V ile tümü. ? bulunamayan ve sonucu "
        "yazılmamış klasördür. İ bulunduğunu ya da neden olmadığını yazar; açıklamayı şef yazar. Sonraki "
        "denetimde etiketi okutulan klasör kendiliğinden bulunmuş olur. Enter klasörü açar, F6 tutanağı yazar."
    )
    EMPTY = "Bu görünümde satır yok. V ile başka görünüme geçin."
    VIEWS = (("", "Uymayanlar"), (G.YOK.value, "Bulunamayan"), (G.BULUNAN.value, "Bulunan"), ("tumu", "Tümü"))
    COLUMNS = (
        Column("sign", "", 1, _sign, tone=_tone),
        Column("code", "Kod", 9, lambda row: row.folder.code if row.folder else "", tone=_tone),
        Column("no", "Yıl-No", 10, lambda row: row.folder.no if row.folder else row.typed, tone=_tone),
        Column("title", "Konusu", 16, lambda row: subject_of(row.folder) if row.folder else "", grows=True),
        Column("word", "Denetimde", 22, lambda row: row.word.label, tone=_tone),
        Column("now", "Şimdi", 10, _now, tone=_tone),
        Column("recorded", "Kayıttaki yeri", 14, lambda row: row.recorded, min_screen=96),
        Column("before", "Önceki denetim", 18, lambda row: row.before, min_screen=112),
        Column("stage", "Durum", 12, lambda row: stage_of(row.folder) if row.folder else "", min_screen=126),
    )
    DEFAULT_CSS = """
    CheckView > .check--head { height: auto; max-height: 3; padding: 0 1; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*keys("settle_missing"), *quiet_keys("history", "refresh")]

    def __init__(self, frame: Frame, denetim_id: int) -> None:
        super().__init__(frame)
        self.denetim_id = denetim_id
        self.card: CheckRow | None = None
        """The check as it was read last."""
        self._head = Static("", markup=False, classes="check--head")

    def compose(self) -> ComposeResult:
        """The head above the lines."""
        yield self._head
        yield from super().compose()

    def title(self) -> str:
        """Its number."""
        return f"Raf denetimi {self.card.no}" if self.card else "Raf denetimi"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do."""
        if action == "settle_missing":
            return self.desk.actor.can(AREA, Verb.PREPARE)
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[CheckLine]:
        """From the store."""
        self.card = views.check_card(look, self.denetim_id)
        return views.line_window(look, query, start, limit, anchor, denetim_id=self.denetim_id)

    @on(Ledger.Loaded)
    def _card_read(self, event: Ledger.Loaded) -> None:
        card = self.card
        if card is None:
            return
        counts = tuple((one.label, str(card.counts[one])) for one in ShelfGroup if card.counts.get(one))
        still = (("Hâlâ bulunamayan", str(card.still)),) if card.still else ()
        head = (("Yer", card.place), ("Tarih", format_date(card.day)), ("Denetleyen", card.who))
        self._head.update(facts_line((*head, *counts, *still)))
        self.frame.refresh_bindings()

    def detail(self, look: Look, row: CheckLine) -> Detail:
        """What the check says of the folder, and where the records had it."""
        facts = (
            ("Konusu", subject_of(row.folder) if row.folder else ""),
            ("Birim", row.folder.birim if row.folder else ""),
            ("Denetimde", row.word.label),
            ("Şimdi", _now(row)),
            ("Kayıttaki yeri", row.recorded),
            ("Önceki denetim", row.before),
        )
        name = name_of(row.folder) if row.folder else row.typed
        return Detail(name, tuple((label, value) for label, value in facts if value))

    async def opened(self, row: CheckLine) -> None:
        """Enter: the folder."""
        if row.folder is not None:
            self.frame.go_to_record(FOLDER_KIND, row.folder.id)
        else:
            await super().opened(row)

    @work
    async def action_settle_missing(self) -> None:
        """İ."""
        row = self.current
        if row is not None and row.folder is not None and row.missing:
            await settle_missing(self, row.folder)
            self.reload()
        elif row is not None:
            self.say("İmleçteki satırda sonucu beklenen klasör yok.")

    @work
    async def action_export(self) -> None:
        """F6: the tutanak of the check, or the list that is seen."""
        await export_check(self, self.card)

    def action_history(self) -> None:
        """H."""
        show_history(self, CHECK_KIND, self.denetim_id, self.title())
