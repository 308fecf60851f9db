"""Everything that one person or one room has, on one page; items are given, passed on and taken back from here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from data.core.calendar import format_date
from data.core.drafts import FieldKind, FieldSpec, entry
from data.core.money import format_kurus
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.tasinir import holding_views
from data.tasinir.hand_drafts import Seen
from data.tasinir.holding_views import HeldRow, Holding
from data.tasinir.lookup import AREA
from screens.actions import keys, quiet_keys
from screens.forms import ask_draft
from screens.frame import Frame
from screens.ledger_view import LedgerView
from screens.view import View
from screens.widgets.detail import Detail
from screens.widgets.ledger import Ledger
from screens.widgets.ledger_columns import Column
from screens.widgets.literal import facts_line

if TYPE_CHECKING:
    from screens.tasinir.handing import Chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingDayDraft:
    """The day whose end is shown."""

    day: date | None = entry(FieldSpec("Tarih", FieldKind.DATE, required=False, help="Boşsa bugün"))


def open_room(frame: Frame, record_id: int) -> View:
    """What a room has, for the registry."""
    return HoldingView(frame, yer_id=record_id)


class HoldingView(LedgerView[HeldRow]):
    """What a person or a room has."""

    KEY = "tasinir_kimde_ne"
    HELP = (
        "Bir kişinin üzerindeki ya da bir odadaki bütün dayanıklı taşınırlar. N ambardan yenilerini teslim eder: "
        "sicil ya da barkod numaraları yazılır veya okutulur. T seçilenleri başka bir kişiye ya da odaya "
        "devreder; iade ve yeni teslim birlikte yazılır (m.5/4). F8 seçilenleri ambara iade alır, "
        "Ctrl+A hepsini seçer. G geçmiş bir günün sonundaki hali gösterir. F6 kişinin sayfasını, odanın "
        "listesini ya da ilişik kesme "
        "belgesini yazar, İ ilişik kesme denetimidir. Enter taşınırın kartını açar."
    )
    EMPTY = "Bu günde taşınır yok."
    COLUMNS = (
        Column("sicil", "Sicil no", 26, lambda row: row.sicil_no, align="tail"),
        Column("name", "Taşınır", 20, lambda row: row.name, grows=True),
        Column("made", "Marka, model", 14, lambda row: f"{row.brand} {row.model}".strip(), grows=True),
        Column("since", "Teslim", 10, lambda row: format_date(row.since)),
        Column("value", "Değer", 13, lambda row: format_kurus(row.value_kurus), align="right", min_screen=96),
        Column("serial", "Seri no", 16, lambda row: row.serial, min_screen=112),
        Column("paper", "Belge", 30, lambda row: row.paper, grows=True, min_screen=150),
    )
    DEFAULT_CSS = """
    HoldingView > .holding--head { height: auto; max-height: 4; padding: 0 1; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("new", "hand_out", "take_back", "as_of", "leaver", "labels"),
        *quiet_keys("refresh"),
    ]

    def __init__(self, frame: Frame, *, personel_id: int | None = None, yer_id: int | None = None) -> None:
        super().__init__(frame)
        self.personel_id, self.yer_id = personel_id, yer_id
        self._day: date | None = None
        self._holding: Holding | None = None
        self._head = Static("", markup=False, classes="holding--head")

    def compose(self) -> ComposeResult:
        """The head above the items."""
        yield self._head
        yield from super().compose()

    def title(self) -> str:
        """Whose, and of which day where it is not today."""
        name = self._holding.name if self._holding else "Kimde ne var"
        return f"{name} · {format_date(self._day)} sonu" if self._day else name

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Moving only today's items and by those who may; ilişik is cut of persons."""
        if action in ("new", "hand_out", "take_back"):
            return self._day is None and self.desk.actor.can(AREA, Verb.PREPARE)
        if action == "leaver":
            return self.personel_id is not None
        if action in ("export", "labels"):
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[HeldRow]:
        """From the store."""
        self._holding = found = self._read(look)
        return holding_views.holding_window(look, found, query, start, limit, anchor)

    def _read(self, look: Look) -> Holding:
        if self.personel_id is not None:
            return holding_views.person_holds(look, self.personel_id, self._day, most=0)
        return holding_views.place_holds(look, self.yer_id or 0, self._day, most=0)

    @on(Ledger.Loaded)
    def _read_all(self, event: Ledger.Loaded) -> None:
        if self._holding is not None:
            self._head.update(_head_text(self._holding, person=self.personel_id is not None))
            self.frame.refresh_bindings()

    def detail(self, look: Look, row: HeldRow) -> Detail:
        """All of an item."""
        lines = (
            ("Sicil no", row.sicil_no),
            ("Kod", row.code),
            ("Marka, model", f"{row.brand} {row.model}".strip()),
            ("Seri no", row.serial),
            ("Özellikleri", row.features),
            ("Teslim", f"{format_date(row.since)} {row.paper}".strip()),
            ("Kayıtlı değeri", format_kurus(row.value_kurus)),
            ("Harcama birimi", row.unit),
        )
        return Detail(row.name, tuple(line for line in lines if line[1]))

    async def opened(self, row: HeldRow) -> None:
        """Enter: the item's card."""
        from screens.tasinir.item_card import ItemView

        await self.frame.push(ItemView(self.frame, row.id))

    @property
    def chosen_rows(self) -> tuple[HeldRow, ...]:
        """The selected items, else the one under the cursor."""
        if self.rows.selected_ids:
            return tuple(self.rows.selected_rows)
        return (self.current,) if self.current is not None else ()

    def _chosen(self) -> Chosen:
        from screens.tasinir.handing import Chosen

        return Chosen(tuple(Seen(row.id, row.version) for row in self.chosen_rows), 0)

    # ------------------------------------------------------------ keys

    @work
    async def action_new(self) -> None:
        """N: more items from the ambar, by their numbers."""
        from screens.tasinir import handing
        from screens.tasinir.scanning import scan_items

        chosen = await scan_items(self, f"Teslim edilecekler: {self.title()}")
        if chosen is not None:
            await handing.hand_out(
                self,
                chosen,
                to=handing.PERSON if self.personel_id is not None else handing.ROOM,
                holder_id=self.personel_id or self.yer_id,
            )

    @work
    async def action_hand_out(self) -> None:
        """T: the selected items, or this one, to somebody else."""
        from screens.tasinir import handing

        await handing.hand_out(self, self._chosen())

    @work
    async def action_take_back(self) -> None:
        """F8: the selected items, or this one."""
        from screens.tasinir import handing

        await handing.take_back(self, self._chosen())

    @work
    async def action_as_of(self) -> None:
        """G: as it was at the end of a day."""
        usual = {"day": self._day or self.desk.today}
        chosen = await ask_draft(self, "Hangi günün sonu?", HoldingDayDraft, key="kimde-gun", values=usual)
        if chosen is not None:
            self._day = chosen.day if chosen.day != self.desk.today else None
            self.rows.clear_selection()
            self.reload()

    @work
    async def action_leaver(self) -> None:
        """İ: may this person be let go?"""
        from screens.tasinir.leaving import tell_leaver

        if self.personel_id is not None:
            await tell_leaver(self, self.personel_id)

    @work
    async def action_labels(self) -> None:
        """K: labels of the selected items, or of this one."""
        from data.tasinir.papers_label import LabelKind
        from screens.tasinir.labels import write_labels

        await write_labels(self, LabelKind.DEMIRBAS, [row.id for row in self.chosen_rows])

    @work
    async def action_export(self) -> None:
        """F6."""
        from screens.tasinir.holding_paper import export_holding

        name = self._holding.name if self._holding else ""
        await export_holding(self, name, personel_id=self.personel_id, yer_id=self.yer_id, day=self._day)


def _head_text(found: Holding, *, person: bool) -> Content:
    """Whose it is, in a line or two: labels muted, values plain."""
    pairs = (
        ("", found.name),
        ("Unvanı" if person else "Sorumlusu", found.title if person else found.detail),
        ("Sicil" if person else "Unvanı", found.detail if person else found.title),
        ("Birim", found.unit),
        ("Son çalışma günü", format_date(found.leaves_on) if found.leaves_on else ""),
        ("Gün", f"{format_date(found.day)} sonu"),
    )
    return facts_line(pairs)
