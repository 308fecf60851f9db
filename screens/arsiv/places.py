"""Yerleşim: depo, dolap, raf and kutu as a tree, with how full they are."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import work
from textual.binding import BindingType

from data.arsiv import place_views
from data.arsiv.lookup import AREA, PLACE_KIND
from data.arsiv.operations import moves, places
from data.arsiv.place_drafts import ManyPlacesDraft, PlaceDraft, PlaceTextDraft
from data.arsiv.place_views import PlaceRow
from data.core.money import format_int
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from screens.actions import keys, quiet_keys
from screens.arsiv.papers import write_place_labels
from screens.arsiv.papers_more import export_place
from screens.arsiv.place_view import PlaceView
from screens.arsiv.scanning import check_shelf
from screens.arsiv.sections import SECTIONS
from screens.forms import open_form
from screens.history import show_history
from screens.sections import SectionView
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.tones import Tone

_NEEDS: Final = {
    **dict.fromkeys(("new", "edit", "many_places", "order_shelf", "shelf_scan"), Verb.PREPARE),
    "switch": Verb.CHECK,
    "export": Verb.EXPORT,
    "labels": Verb.EXPORT,
}


def _sign(row: PlaceRow) -> str:
    return "×" if not row.active else "■" if row.full else ""


def _tone(row: PlaceRow) -> Tone:
    return Tone.DIM if not row.active else Tone.WARN if row.full else Tone.NORMAL


def _fill(row: PlaceRow) -> str:
    return f"%{row.percent}" if row.percent is not None else ""


class PlaceLedger(SectionView[PlaceRow]):
    """The places in sight."""

    KEY = "arsiv_yer"
    SECTIONS = SECTIONS
    HELP = (
        "Depo, ünite, yüz, bölüm, raf ve kutular; her deponun altında içindekiler. Doluluk, altındakilerle "
        "birlikte sayılan klasördür; ■ dolan yerdir. N bir yer ekler, L bir deponun dolap, raf ve kutularını tek "
        "formda kurar. Enter yerdeki klasörleri gösterir, Ş rafı etiket okutarak denetler, Ü klasörleri "
        "kodlarına göre sıraya koyar (m.15/6), K etiketleri basar. P boş yeri gerekçesiyle kapatır ya da yeniden "
        "açar. Kod etikete basıldığı için değişmez."
    )
    EMPTY = "Bu görünümde yer yok. N ile depo ekleyin."
    VIEWS = (("", "Kullanımda"), ("depo", "Depolar"), ("raf", "Klasör duranlar"), ("kapali", "Kapalı"))
    COLUMNS = (
        Column("sign", "", 1, _sign, tone=_tone),
        Column("code", "Yer", 24, lambda row: f"{'  ' * row.depth}{row.full_code}", grows=True, tone=_tone),
        Column("kind", "Türü", 13, lambda row: row.kind.label),
        Column("folders", "Klasör", 7, lambda row: format_int(row.folders), align="right"),
        Column("capacity", "Kapasite", 8, lambda row: format_int(row.capacity) if row.capacity else "",
               align="right"),
        Column("fill", "Doluluk", 7, _fill, align="right", tone=_tone),
        Column("name", "Adı", 20, lambda row: row.name, grows=True, min_screen=96),
        Column("level", "Arşiv", 14, lambda row: row.level.label, min_screen=112),
        Column("unit", "Birimi", 22, lambda row: row.unit, grows=True, min_screen=126),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("new", "many_places", "edit", "switch", "shelf_scan", "order_shelf", "labels", "section"),
        *quiet_keys("history"),
    ]

    def title(self) -> str:
        """For the frame."""
        return "Yerleşim"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do."""
        verb = _NEEDS.get(action)
        if verb is not None and not self.desk.actor.can(AREA, verb):
            return False
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[PlaceRow]:
        """From the store."""
        return place_views.place_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: PlaceRow) -> Detail:
        """What it is and how full."""
        facts = (
            ("Adı", row.name),
            ("Türü", row.kind.label),
            ("Arşiv", row.level.label),
            ("Birimi", row.unit),
            ("Klasör", format_int(row.folders)),
            ("Kapasitesi", format_int(row.capacity) if row.capacity else "yazılmamış"),
            ("Doluluk", _fill(row)),
            ("Durum", "kullanımda" if row.active else "kapalı"),
        )
        return Detail(row.full_code, tuple((label, value) for label, value in facts if value))

    async def opened(self, row: PlaceRow) -> None:
        """Enter: the folders that stand there and below."""
        await self.frame.push(PlaceView(self.frame, row.id))

    # ------------------------------------------------------------ steps

    @work
    async def action_new(self) -> None:
        """N: places one after the other, in the one under the cursor."""
        row = self.current
        await open_form(
            self,
            "Yeni yer",
            PlaceDraft,
            places.add_place,
            "Yer eklendi",
            key=PLACE_KIND,
            values={"parent_id": row.id} if row is not None else None,
            next_record=True,
        )
        self.reload()

    @work
    async def action_many_places(self) -> None:
        """L: all places of a depo or dolap at once."""
        row = self.current
        await open_form(
            self,
            "Yerleri topluca kur",
            ManyPlacesDraft,
            places.add_places,
            lambda count: f"{format_int(count)} yer kuruldu",
            key="arsiv_yer-toplu",
            values={"parent_id": row.id} if row is not None else None,
        )
        self.reload()

    @work
    async def action_edit(self) -> None:
        """F2: name and room."""
        row = self.current
        if row is not None:
            await open_form(
                self,
                f"Düzelt: {row.full_code}",
                PlaceTextDraft,
                lambda job, draft: places.amend_place(job, row.id, draft, row.version),
                "Yer düzeltildi",
                key=f"{PLACE_KIND}:{row.id}",
                values={"name": row.name or None, "capacity": row.own_capacity or None},
            )
            self.reload()

    @work
    async def action_switch(self) -> None:
        """P: out of use, or back."""
        row = self.current
        if row is not None:
            what, done = ("kapatılıyor", "kapatıldı") if row.active else ("yeniden açılıyor", "açıldı")
            await self.withdraw_asked(
                "Arşiv yeri",
                f"{row.full_code} neden {what}?",
                lambda job, reason: places.switch_place(job, row.id, reason, row.version, active=not row.active),
                f"{row.full_code} {done}",
            )

    @work
    async def action_shelf_scan(self) -> None:
        """Ş: the shelf under the cursor is checked by scanner."""
        if self.current is not None:
            await check_shelf(self, self.current)
            self.reload()

    @work
    async def action_order_shelf(self) -> None:
        """Ü: small codes first."""
        row = self.current
        if row is not None:
            await self.do(
                lambda job: moves.order_shelf(job, row.id),
                lambda count: f"{row.full_code}: {format_int(count)} klasörün sırası değişti",
            )

    @work
    async def action_labels(self) -> None:
        """K: labels of the chosen ones."""
        rows = list(self.rows.selected_rows) or ([self.current] if self.current is not None else [])
        await write_place_labels(self, [row.id for row in rows])

    @work
    async def action_export(self) -> None:
        """F6: the inventory or the occupancy of the place under the cursor, or the list that is seen."""
        await export_place(self, self.current)

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, PLACE_KIND, self.current.id, self.current.full_code)
