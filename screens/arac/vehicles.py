"""Araçlar: the ledger of vehicles."""

from __future__ import annotations

from textual import work

from data.arac import views
from data.arac.drafts import VehicleDraft
from data.arac.lookup import AREA, KIND
from data.arac.operations import vehicles
from data.arac.views import VehicleRow
from data.core.calendar import format_date
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from screens.actions import keys
from screens.forms import open_form
from screens.frame import Frame
from screens.history import show_history
from screens.puantaj.sections import SECTIONS
from screens.sections import SectionView
from screens.view import View
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column


def open_vehicle(frame: Frame, record_id: int) -> View:
    """The ledger with one vehicle alone, for the registry."""
    return VehicleLedger(frame, only=record_id)


class VehicleLedger(SectionView[VehicleRow]):
    """The vehicles."""

    KEY = "arac"
    SECTIONS = SECTIONS
    HELP = (
        "Birimlerin araçları ve iş makineleri: kime ait oldukları, asıl sürücüleri, ölçüleri. N araç ekler, F2 "
        "düzeltir, başka birime geçirir ya da kullanımdan çıkış gününü yazar; kayıt silinmez. Günler, B ile "
        "gelinen Araç puantajları bölümünde yazılır. Süzgeç: birim:destek firma:öz cins:kamyon."
    )
    EMPTY = "Bu görünümde araç yok. N ile ekleyin."
    VIEWS = (("", "Kullanımda"), ("cikan", "Çıkan"), ("tumu", "Tümü"))
    FILTER_FIELDS = (("birim", "Birim"), ("firma", "Firma"), ("cins", "Cins"))
    COLUMNS = (
        Column("plate", "Plaka", 12, lambda row: row.plate, sortable=True),
        Column("kind", "Cinsi", 12, lambda row: row.kind, grows=True),
        Column("ownership", "Mülkiyeti", 11, lambda row: row.ownership.label.split(" ")[0]),
        Column("driver", "Asıl sürücü", 18, lambda row: row.driver, grows=True),
        Column("birim", "Birim", 18, lambda row: row.birim, sortable=True, grows=True),
        Column("model", "Marka, model", 16, lambda row: row.model, min_screen=100),
        Column("firm", "Firma", 16, lambda row: row.firm, min_screen=120),
        Column("measure", "Ölçüsü", 13, lambda row: row.measure.label, min_screen=110),
        Column("last", "Çıkış", 10, lambda row: format_date(row.last_day) if row.last_day else "", min_screen=90),
    )
    BINDINGS = keys("new", "edit", "history", "section")

    def __init__(self, frame: Frame, only: int = 0) -> None:
        super().__init__(frame)
        self._only = only

    def title(self) -> str:
        """For the frame."""
        return "Araçlar"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Writing only by those who may."""
        if action in ("new", "edit") and not self.desk.actor.can(AREA, Verb.PREPARE):
            return False
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[VehicleRow]:
        """From the store."""
        return views.vehicle_window(look, query, start, limit, anchor, only=self._only)

    def detail(self, look: Look, row: VehicleRow) -> Detail:
        """All of it."""
        return Detail(
            row.plate,
            (
                ("Cinsi", row.kind),
                ("Marka, model", row.model),
                ("Mülkiyeti", row.ownership.label),
                *((("Firma", row.firm),) if row.firm else ()),
                ("Birim", row.birim),
                ("Asıl sürücü", row.driver),
                ("Ölçüsü", row.measure.label),
                ("Kullanıma giriş", format_date(row.first_day)),
                ("Kullanımdan çıkış", format_date(row.last_day) if row.last_day else "sürüyor"),
                ("Açıklama", row.note),
                *views.factors(look, row.id),
            ),
        )

    @work
    async def action_new(self) -> None:
        """N: one after the other."""
        await open_form(
            self, "Yeni araç", VehicleDraft, vehicles.add_vehicle, "Araç eklendi", key="arac", next_record=True
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
            f"Araç: {row.plate}",
            VehicleDraft,
            lambda work, draft: vehicles.amend_vehicle(work, row.id, draft, row.version),
            "Araç kaydı düzeltildi",
            key=f"arac:{row.id}",
            values={
                "plate": row.plate,
                "kind": row.kind,
                "model": row.model,
                "ownership": row.ownership.value,
                "firm": row.firm,
                "birim_id": row.birim_id,
                "driver_id": row.driver_id,
                "measure": row.measure.value,
                "first_day": row.first_day,
                "last_day": row.last_day,
                "note": row.note,
            },
        )
        self.reload()

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, KIND, self.current.id, self.current.plate)
