"""Tanımlar: harcama birimleri, ambarlar, istek birimleri, odalar ve ortak alanlar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from textual import work

from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look, Work
from data.tasinir import lookup, setup_views
from data.tasinir.operations import setup
from data.tasinir.papers_label import LabelKind
from data.tasinir.setup_drafts import AmbarDraft, AskingUnitDraft, RoomDraft, UnitDraft
from data.tasinir.setup_views import AmbarRow, AskingUnitRow, RoomRow, UnitRow
from screens.actions import keys
from screens.forms import open_form
from screens.history import show_history
from screens.sections import SectionView
from screens.tasinir.labels import write_labels
from screens.tasinir.sections import SECTIONS
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column

PlaceT = TypeVar("PlaceT", UnitRow, AmbarRow, AskingUnitRow, RoomRow)

_WRITING = frozenset({"new", "edit", "switch"})


@dataclass(frozen=True, slots=True)
class _Way:
    """How one kind of place is written.

    Attributes:
        what: The kind in words, as a sentence begins.
        kind: Of its entries in the trail, and of its half-typed forms.
        by_desk: Who prepares papers may write it; otherwise only who sets up what is kept.
        labels: What its label is of; ``None`` for what has none.
    """

    what: str
    kind: str
    draft: type[Any]
    add: Callable[[Work, Any], int]
    amend: Callable[[Work, int, Any, int], None]
    switch: Callable[[Work, int, bool, str, int], None]
    by_desk: bool
    labels: LabelKind | None = None


class _PlaceLedger(SectionView[PlaceT]):
    """What the four ledgers have in common; subclasses say their ``WAY`` and which rows they show."""

    WAY: ClassVar[_Way]
    SECTIONS = SECTIONS
    VIEWS = (("", "Kullanımda"), ("pasif", "Kapalı"))
    BINDINGS = keys("new", "edit", "switch", "labels", "history", "section")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Writing and exporting only by those who may."""
        actor = self.desk.actor
        if action in _WRITING:
            verb = Verb.PREPARE if self.WAY.by_desk else Verb.APPROVE
            return actor.can(lookup.AREA, verb) or actor.can("yonetim", Verb.ADMIN)
        if action == "labels" and self.WAY.labels is None:
            return False
        if action in ("export", "labels"):
            return actor.can(lookup.AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def known(self, row: PlaceT) -> dict[str, object]:
        """What the form shows of a row that is corrected."""
        raise NotImplementedError

    def called(self, row: PlaceT) -> str:
        """A row in words."""
        return row.name if isinstance(row, AskingUnitRow) else f"{row.code} {row.name}"

    @work
    async def action_new(self) -> None:
        """N: one after the other, of the person's own harcama birimi."""
        home = await self.ask(lookup.home_unit)
        await open_form(
            self,
            f"Yeni kayıt: {self.WAY.what}",
            self.WAY.draft,
            self.WAY.add,
            f"{self.WAY.what} eklendi",
            key=self.WAY.kind,
            values={"harcama_birimi_id": home or None} if self.WAY.kind != lookup.UNIT_KIND else None,
            next_record=True,
        )
        self.reload()

    @work
    async def action_edit(self) -> None:
        """F2: as it stands at this moment."""
        row = self.current
        if row is None:
            return
        await open_form(
            self,
            f"{self.WAY.what}: {self.called(row)}",
            self.WAY.draft,
            lambda job, draft: self.WAY.amend(job, row.id, draft, row.version),
            f"{self.WAY.what} düzeltildi",
            key=f"{self.WAY.kind}:{row.id}",
            values={name: value or None for name, value in self.known(row).items()},
        )
        self.reload()

    @work
    async def action_switch(self) -> None:
        """P: out of use, or back."""
        row = self.current
        if row is not None:
            what = "kapatılıyor" if row.active else "yeniden kullanıma açılıyor"
            await self.withdraw_asked(
                self.WAY.what,
                f"{self.called(row)} neden {what}?",
                lambda job, reason: self.WAY.switch(job, row.id, not row.active, reason, row.version),
                f"{self.called(row)} {'kapatıldı' if row.active else 'kullanıma açıldı'}",
            )

    @work
    async def action_labels(self) -> None:
        """K: labels of the selected ones, or of this one."""
        if self.WAY.labels is not None:
            rows = self.rows.selected_rows or ([self.current] if self.current is not None else [])
            await write_labels(self, self.WAY.labels, [row.id for row in rows])

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, self.WAY.kind, self.current.id, self.called(self.current))


def _state(active: bool) -> tuple[str, str]:
    return ("Durumu", "kullanımda" if active else "kapalı")


class UnitLedger(_PlaceLedger[UnitRow]):
    """Units whose records and accounts are kept apart."""

    KEY = "harcama_birimi"
    WAY = _Way(
        "Harcama birimi",
        lookup.UNIT_KIND,
        UnitDraft,
        setup.add_unit,
        setup.amend_unit,
        setup.switch_unit,
        by_desk=False,
    )
    HELP = (
        "Taşınır kaydı ve yönetim hesabı ayrı tutulan birimler (m.12/1, m.34/1). Kodu, bütçe sınıflandırmasındaki "
        "kurumsal koddur; ambar kodunun önünde yazılır (m.38). Kayıtlarını bağlı olduğu birimi görenler görür. P "
        "gerekçesiyle kapatır; önce ambarları kapatılır. Harcama yetkilisi ya da sistem yöneticisi değiştirir."
    )
    EMPTY = "Bu görünümde harcama birimi yok. N ile ekleyin."
    COLUMNS = (
        Column("code", "Kodu", 16, lambda row: row.code),
        Column("name", "Adı", 28, lambda row: row.name, grows=True),
        Column("birim", "Bağlı birim", 22, lambda row: row.birim, grows=True),
        Column("muhasebe", "Muhasebe birimi", 26, lambda row: row.muhasebe_name, grows=True, min_screen=120),
    )

    def title(self) -> str:
        """For the frame."""
        return "Harcama birimleri"

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[UnitRow]:
        """From the store."""
        return setup_views.unit_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: UnitRow) -> Detail:
        """As papers carry it, with what belongs to it."""
        ambars = [one for one in setup_views.ambar_rows(look, row.id) if one.active]
        return Detail(
            row.name,
            (
                ("Kurumsal kodu", row.code),
                ("Bağlı birim", row.birim),
                ("İl ve ilçe", f"{row.place_name} {row.place_code}".strip()),
                ("Muhasebe birimi", f"{row.muhasebe_name} {row.muhasebe_code}".strip()),
                _state(row.active),
                ("", "Ambarları"),
                *((one.full_code, f"{one.name} · {one.kind.label}") for one in ambars),
            ),
        )

    def known(self, row: UnitRow) -> dict[str, object]:
        """Its own fields."""
        names = ("birim_id", "code", "name", "place_name", "place_code", "muhasebe_name", "muhasebe_code")
        return {name: getattr(row, name) for name in names}


class AmbarLedger(_PlaceLedger[AmbarRow]):
    """The stores."""

    KEY = "tasinir_ambar"
    WAY = _Way(
        "Ambar",
        lookup.AMBAR_KIND,
        AmbarDraft,
        setup.add_ambar,
        setup.amend_ambar,
        setup.switch_ambar,
        by_desk=False,
        labels=LabelKind.AMBAR,
    )
    HELP = (
        "Harcama birimlerinin ambarları. Kodu iki karakterdir, belgelerde birim kodundan sonra yazılır (m.38). "
        "Tesisler (253.01) sanal ambarda izlenir. Fiş düzenlenmiş ambarın kodu ve türü değişmez. P gerekçesiyle "
        "kapatır; içinde taşınır, taslak fiş ya da açık belge kaldıysa kapanmaz. K seçilenlerin "
        "etiketini basar."
    )
    EMPTY = "Bu görünümde ambar yok. N ile ekleyin; önce harcama birimi yazılır."
    COLUMNS = (
        Column("code", "Kod", 4, lambda row: row.code),
        Column("name", "Adı", 26, lambda row: row.name, grows=True),
        Column("kind", "Türü", 10, lambda row: row.kind.label),
        Column("unit", "Harcama birimi", 26, lambda row: row.unit, grows=True),
        Column("full", "Belgedeki kodu", 20, lambda row: row.full_code, min_screen=110),
    )

    def title(self) -> str:
        """For the frame."""
        return "Ambarlar"

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[AmbarRow]:
        """From the store."""
        return setup_views.ambar_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: AmbarRow) -> Detail:
        """All of it."""
        return Detail(
            row.name,
            (
                ("Belgedeki kodu", row.full_code),
                ("Türü", row.kind.label),
                ("Harcama birimi", row.unit),
                _state(row.active),
            ),
        )

    def known(self, row: AmbarRow) -> dict[str, object]:
        """Its own fields."""
        return {
            "harcama_birimi_id": row.unit_id, "code": row.code, "name": row.name, "kind": row.kind.value
        }  # fmt: skip


class AskingUnitLedger(_PlaceLedger[AskingUnitRow]):
    """Units that ask for goods."""

    KEY = "istek_birimi"
    WAY = _Way(
        "İstek birimi",
        lookup.ASKING_UNIT_KIND,
        AskingUnitDraft,
        setup.add_asking_unit,
        setup.amend_asking_unit,
        setup.switch_asking_unit,
        by_desk=True,
    )
    HELP = (
        "Ambardan taşınır isteyen birimler. Yetkilisi, istek belgesini imzalayandır. P gerekçesiyle kapatır; açık "
        "istek belgesi olan birim kapanmaz."
    )
    EMPTY = "Bu görünümde istek birimi yok. N ile ekleyin."
    COLUMNS = (
        Column("name", "Adı", 26, lambda row: row.name, grows=True),
        Column("head", "Yetkilisi", 18, lambda row: row.head_name, grows=True),
        Column("head_title", "Unvanı", 18, lambda row: row.head_title, grows=True, min_screen=100),
        Column("unit", "Harcama birimi", 24, lambda row: row.unit, grows=True),
    )

    def title(self) -> str:
        """For the frame."""
        return "İstek birimleri"

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[AskingUnitRow]:
        """From the store."""
        return setup_views.asking_unit_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: AskingUnitRow) -> Detail:
        """All of it, with its rooms."""
        rooms = [one for one in setup_views.room_rows(look, row.unit_id) if one.asking_id == row.id and one.active]
        return Detail(
            row.name,
            (
                ("Yetkilisi", row.head_name),
                ("Unvanı", row.head_title),
                ("Harcama birimi", row.unit),
                _state(row.active),
                ("", "Odaları"),
                *((one.code, one.name) for one in rooms),
            ),
        )

    def known(self, row: AskingUnitRow) -> dict[str, object]:
        """Its own fields."""
        return {
            "harcama_birimi_id": row.unit_id, "name": row.name, "head_name": row.head_name,
            "head_title": row.head_title,
        }  # fmt: skip


class RoomLedger(_PlaceLedger[RoomRow]):
    """Rooms and common areas."""

    KEY = "tasinir_oda"
    WAY = _Way(
        "Oda",
        lookup.PLACE_KIND,
        RoomDraft,
        setup.add_room,
        setup.amend_room,
        setup.switch_room,
        by_desk=True,
        labels=LabelKind.YER,
    )
    HELP = (
        "Odalar ve ortak kullanım alanları; içindekiler Dayanıklı Taşınırlar Listesi'nde durur (m.23/6). Kodu "
        "kapıdaki etikettir. İmzalanmış listeler o günkü adı ve sorumluyu korur. P gerekçesiyle kapatır; içinde "
        "taşınır varsa önce ambara iade alınır. K seçilenlerin kapı etiketini basar. Aramada oda, birim ya da "
        "sorumlu yazılır."
    )
    EMPTY = "Bu görünümde oda yok. N ile ekleyin."
    COLUMNS = (
        Column("code", "Kod", 8, lambda row: row.code),
        Column("name", "Adı", 20, lambda row: row.name, grows=True),
        Column("keeper", "Sorumlusu", 18, lambda row: row.keeper_name, grows=True),
        Column("asking", "İstek birimi", 20, lambda row: row.asking, grows=True),
        Column("unit", "Harcama birimi", 22, lambda row: row.unit, grows=True, min_screen=110),
    )

    def title(self) -> str:
        """For the frame."""
        return "Odalar ve ortak alanlar"

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[RoomRow]:
        """From the store."""
        return setup_views.room_window(look, query, start, limit, anchor)

    def detail(self, look: Look, row: RoomRow) -> Detail:
        """All of it."""
        return Detail(
            f"{row.code} {row.name}",
            (
                ("Sorumlusu", row.keeper_name),
                ("Unvanı", row.keeper_title),
                ("İstek birimi", row.asking),
                ("Harcama birimi", row.unit),
                _state(row.active),
            ),
        )

    def known(self, row: RoomRow) -> dict[str, object]:
        """Its own fields."""
        return {
            "harcama_birimi_id": row.unit_id, "code": row.code, "name": row.name, "istek_birimi_id": row.asking_id,
            "keeper_name": row.keeper_name, "keeper_title": row.keeper_title,
        }  # fmt: skip
