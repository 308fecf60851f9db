"""Dayanıklı taşınırlar: the ledger of durable items, given out and taken back from here."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import BindingType

from data.core.calendar import format_date
from data.core.money import format_int, format_kurus
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.tasinir import item_life, item_views
from data.tasinir.item_views import ItemRow
from data.tasinir.lookup import AREA, ITEM_KIND
from data.tasinir.papers_label import LabelKind
from data.tasinir.papers_lists import ListKind
from data.tasinir.rules.values import ItemState
from screens.actions import keys, quiet_keys
from screens.history import show_history
from screens.sections import SectionView
from screens.tasinir import handing
from screens.tasinir.handing import Chosen
from screens.tasinir.item_card import ItemView, amend, life_line, show_value
from screens.tasinir.labels import write_labels
from screens.tasinir.record_files import show_record_files
from screens.tasinir.rights import may_import
from screens.tasinir.sections import SECTIONS
from screens.tasinir.write_off_view import write_off_items
from screens.widgets.ask_dialogs import ChooseDialog
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.tones import Tone

_MOVING = frozenset({"hand_out", "take_back", "edit", "write_off"})


def _tone(row: ItemRow) -> Tone:
    return Tone.DIM if row.state is ItemState.DUSTU else Tone.NORMAL


def _made(row: ItemRow) -> str:
    return f"{row.brand} {row.model}".strip()


class ItemLedger(SectionView[ItemRow]):
    """Every durable item."""

    KEY = "demirbas"
    SECTIONS = SECTIONS
    HELP = (
        "Sicil numarasıyla tek tek izlenen taşınırlar, son giren üstte. / ile sicil, barkod, ad, marka ya da seri "
        "no arayın; barkod okuyucu da buraya okutur. T seçilenleri kişiye ya da odaya teslim eder; dışarıda olanı "
        "devreder: iade ve yeni teslim birlikte yazılır (m.5/4). F8 ambara iade alır. P taşınırın bulunduğu "
        "kişide ya da odada ne varsa açar. Enter kartını açar; F2 marka, model ve seri noyu düzeltir, L fotoğraf "
        "ve belgelerini açar, K seçilenlerin etiketini basar. Z seçilenler için tek kayıttan düşme teklifi "
        "başlatır. A başka bir programın listesini açılış kaydı olarak alır. Süzgeç: ad:dizüstü kişi:ayşe yer:204 "
        "durum:ambarda."
    )
    EMPTY = "Bu görünümde taşınır yok. Onaylanan giriş fişiyle ya da A ile alınan açılış dosyasıyla kayda girer."
    VIEWS = (
        ("", "Kayıtta"), ("ambarda", "Ambarda"), ("kiside", "Kişide"), ("yerde", "Odada"), ("dusen", "Düşülen"),
    )  # fmt: skip
    FILTER_FIELDS = (
        ("kod", "Taşınır kodu"), ("ad", "Adı"), ("sicil", "Sicil no"), ("barkod", "Barkod"), ("marka", "Marka"),
        ("model", "Model"), ("seri", "Seri no"), ("kisi", "Kişi"), ("yer", "Oda"), ("ambar", "Ambar"),
        ("durum", "Durum"),
    )  # fmt: skip
    COLUMNS = (
        Column("sicil", "Sicil no", 25, lambda row: row.sicil_no, align="tail", sortable=True, tone=_tone),
        Column("name", "Taşınır", 18, lambda row: row.name, tone=_tone, grows=True),
        Column("where", "Nerede", 22, lambda row: row.where, tone=_tone, grows=True),
        Column("made", "Marka, model", 14, _made, grows=True, min_screen=96),
        Column("deger", "Değer", 12, lambda row: format_kurus(row.value_kurus), align="right", sortable=True,
               min_screen=108),
        Column("tarih", "Hareket", 10, lambda row: format_date(row.since), sortable=True, min_screen=110),
        Column("serial", "Seri no", 16, lambda row: row.serial, min_screen=134),
        Column("ambar", "Ambar", 18, lambda row: row.ambar, min_screen=150),
        Column("barcode", "Barkod", 10, lambda row: row.barcode, optional=True),
        Column("entered", "Giriş", 10, lambda row: format_date(row.entered_on), optional=True),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("hand_out", "take_back", "holder", "edit", "write_off", "files", "labels", "why", "section"),
        *quiet_keys("import_file", "history"),
    ]

    def title(self) -> str:
        """For the frame."""
        return "Dayanıklı taşınırlar"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do."""
        if action in _MOVING:
            return self.desk.actor.can(AREA, Verb.PREPARE)
        if action in ("export", "labels"):
            return self.desk.actor.can(AREA, Verb.EXPORT)
        if action == "import_file":
            return may_import(self)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[ItemRow]:
        """From the store."""
        return item_views.item_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: ItemRow) -> Detail:
        """Its card in short: where it is and how it came there."""
        card = item_life.item_card(look, row.id)
        lines = (
            ("Sicil no", row.sicil_no),
            ("Barkod", row.barcode),
            ("Marka, model", _made(row)),
            ("Seri no", row.serial),
            ("Özellikleri", card.features),
            ("Nerede", f"{row.where} ({format_date(row.since)} gününden beri)"),
            ("Ambar", row.ambar),
            ("Harcama birimi", card.unit),
            ("Kayıtlı değeri", format_kurus(row.value_kurus)),
            ("Giriş", format_date(row.entered_on)),
            ("Çıkış", format_date(row.left_on) if row.left_on else ""),
        )
        shown = tuple(line for line in lines if line[1])
        life = tuple(life_line(one) for one in reversed(card.life))
        return Detail(row.name, (*shown, ("", "Geçirdikleri, sonuncusu üstte"), *life))

    async def opened(self, row: ItemRow) -> None:
        """Enter: the card."""
        await self.frame.push(ItemView(self.frame, row.id))

    @property
    def chosen_rows(self) -> tuple[ItemRow, ...]:
        """The selected items, else the one under the cursor."""
        if self.rows.selected_ids:
            return tuple(self.rows.selected_rows)
        return (self.current,) if self.current is not None else ()

    def _chosen(self) -> Chosen:
        rows = self.chosen_rows
        inside = sum(row.state is ItemState.AMBARDA for row in rows)
        return Chosen(tuple(row.seen for row in rows), inside)

    # ------------------------------------------------------------ keys

    @work
    async def action_hand_out(self) -> None:
        """T: the selected items, or this one."""
        await handing.hand_out(self, self._chosen())

    @work
    async def action_take_back(self) -> None:
        """F8: the selected items, or this one."""
        await handing.take_back(self, self._chosen())

    @work
    async def action_holder(self) -> None:
        """P: everything where this item is."""
        if self.current is not None:
            await handing.open_holder(self, self.current.id)

    @work
    async def action_edit(self) -> None:
        """F2: what its card says."""
        if self.current is not None:
            await amend(self, self.current)

    @work
    async def action_write_off(self) -> None:
        """Z: one proposal with the selected items, or with this one."""
        await write_off_items(self, [row.id for row in self.chosen_rows])

    @work
    async def action_files(self) -> None:
        """L: photos and papers."""
        if self.current is not None:
            await show_record_files(self, ITEM_KIND, self.current.id, self.current.sicil_no)

    @work
    async def action_labels(self) -> None:
        """K: labels of the selected items, or of this one."""
        await write_labels(self, LabelKind.DEMIRBAS, [row.id for row in self.chosen_rows])

    @work
    async def action_why(self) -> None:
        """F4: why it is worth that."""
        if self.current is not None:
            await show_value(self, self.current.id)

    @work
    async def action_export(self) -> None:
        """F6: the list, what stood where on any day, or labels of what is selected."""
        rows = self.chosen_rows
        day = ListKind.DEMIRBAS
        options = [("liste", "Görünen liste"), (day.value, "Bir günün sonunda yerleri ve değerleri")]
        if rows:
            options.append(("etiket", f"Etiketler: {format_int(len(rows))} taşınır"))
        chosen = await self.app.push_screen_wait(ChooseDialog("Ne aktarılsın?", options))
        if chosen and chosen[0] == "liste":
            await self.export_list()
        elif chosen and chosen[0] == day.value:
            from screens.tasinir.stock_lists import export_day

            await export_day(self, day)
        elif chosen:
            await write_labels(self, LabelKind.DEMIRBAS, [row.id for row in rows])

    @work
    async def action_import_file(self) -> None:
        """A: items of another program, from a file."""
        from screens.tasinir.opening import import_opening

        await import_opening(self)

    def action_history(self) -> None:
        """H: what was changed on its card."""
        if self.current is not None:
            show_history(self, ITEM_KIND, self.current.id, self.current.sicil_no)
