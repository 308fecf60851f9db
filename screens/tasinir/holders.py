"""Kimde ne var: everybody and every room that has durable items."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import BindingType

from data.core.calendar import format_date
from data.core.money import format_int, format_kurus
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.tasinir import holder_views, holding_views
from data.tasinir.holder_views import HolderRow
from data.tasinir.lookup import AREA
from screens.actions import keys
from screens.sections import SectionView
from screens.tasinir.sections import SECTIONS
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.tones import Tone

_SHOWN_ITEMS = 15


def _sign(row: HolderRow) -> str:
    return "!" if row.gone else "●" if row.leaves_on else ""


def _tone(row: HolderRow) -> Tone:
    return Tone.WARN if row.gone else Tone.NORMAL


class HolderLedger(SectionView[HolderRow]):
    """Persons and rooms."""

    KEY = "tasinir_kimde"
    SECTIONS = SECTIONS
    HELP = (
        "Üzerinde ya da içinde dayanıklı taşınır olan kişiler ve odalar. Enter hepsini bir sayfada açar: oradan "
        "teslim, iade ve devir yapılır. F6 kişinin sayfasını ya da odanın Dayanıklı Taşınırlar Listesi'ni yazar. "
        "! işareti, ayrıldığı halde üzerinde taşınır kalanı, ● bir ay içinde ayrılacak olanı gösterir; ikisi "
        "Ayrılan görünümünde toplanır. İ ilişik kesme denetimidir: borcu kalmayana da belge yazılır (m.5/4)."
    )
    EMPTY = "Bu görünümde kimsede taşınır yok."
    VIEWS = (("", "Tümü"), ("kisi", "Kişiler"), ("oda", "Odalar"), ("ayrilan", "Ayrılan"))
    FILTER_FIELDS = (("sicil", "Sicil / oda kodu"), ("birim", "Birim"))
    COLUMNS = (
        Column("sign", "", 1, _sign, tone=_tone),
        Column("number", "Sicil/kod", 9, lambda row: row.number, tone=_tone),
        Column("name", "Kişi / oda", 18, lambda row: row.name, tone=_tone, grows=True),
        Column("adet", "Adet", 5, lambda row: format_int(row.items), align="right", sortable=True),
        Column("deger", "Değer", 13, lambda row: format_kurus(row.kurus), align="right", sortable=True),
        Column("note", "Durum", 20, lambda row: row.note, tone=_tone),
        Column("keeper", "Unvanı / sorumlusu", 22, lambda row: row.keeper, grows=True, min_screen=100),
        Column("unit", "Birim", 24, lambda row: row.unit, grows=True, min_screen=112),
        Column("since", "Son teslim", 10, lambda row: format_date(row.since), min_screen=140),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*keys("leaver", "section")]

    def title(self) -> str:
        """For the frame."""
        return "Kimde ne var"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Files only for those who may export."""
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[HolderRow]:
        """From the store."""
        return holder_views.holder_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: HolderRow) -> Detail:
        """What there is, in short."""
        found = (
            holding_views.person_holds(look, row.personel_id, most=_SHOWN_ITEMS)
            if row.personel_id
            else holding_views.place_holds(look, row.yer_id or 0, most=_SHOWN_ITEMS)
        )
        more = found.items - len(found.rows)
        head = (
            ("Sorumlusu" if row.is_room else "Unvanı", row.keeper),
            ("Birim", row.unit),
            ("Durum", row.note),
            ("Toplam", f"{format_int(found.items)} taşınır · {format_kurus(found.total_kurus)}"),
        )
        return Detail(
            f"{row.number} {row.name}",
            (
                *(line for line in head if line[1]),
                ("", "Taşınırlar"),
                *((one.sicil_no, f"{one.name} {one.brand} {one.model}") for one in found.rows),
                *((("", f"… ve {format_int(more)} taşınır daha; hepsi Enter ile açılır"),) if more else ()),
            ),
        )

    async def opened(self, row: HolderRow) -> None:
        """Enter: everything on one page."""
        from screens.tasinir.holding_view import HoldingView

        await self.frame.push(HoldingView(self.frame, personel_id=row.personel_id, yer_id=row.yer_id))

    @work
    async def action_leaver(self) -> None:
        """İ: whether a person may be let go; asked, for who has nothing is not in the list."""
        from screens.tasinir.leaving import check_leaver

        row = self.current
        await check_leaver(self, row.personel_id if row is not None else None)

    @work
    async def action_export(self) -> None:
        """F6: the page of the person, the list of the room, or the list that is seen."""
        from screens.tasinir.holding_paper import export_holding

        row = self.current
        if row is None:
            await self.export_list()
        else:
            await export_holding(self, row.name, personel_id=row.personel_id, yer_id=row.yer_id)
