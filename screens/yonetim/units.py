"""The tree of units."""

from __future__ import annotations

from dataclasses import dataclass

from textual import work

from data.core import units
from data.core.drafts import FieldSpec, entry
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.store import Look, Work
from data.core.units import BirimDraft, BirimRow
from screens.actions import keys
from screens.forms import open_form
from screens.history import show_history
from screens.sections import SectionView
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.yonetim.sections import SECTIONS
from screens.yonetim.small_lists import small_window


@dataclass(frozen=True, slots=True, kw_only=True)
class _NameDraft:
    """A unit's new name."""

    birim_id: int
    version: int
    name: str = entry(FieldSpec("Birim adı", length=120))


def _rename(work: Work, draft: _NameDraft) -> None:
    units.rename_birim(work, draft.birim_id, draft.name, draft.version)


class UnitLedger(SectionView[BirimRow]):
    """Units, each under the one that it belongs to."""

    KEY = "birim"
    SECTIONS = SECTIONS
    HELP = (
        "Daire, müdürlük ve servisler; bağlı birimler içerlek yazılır. N yeni birim ekler, F2 adını değiştirir. "
        "Önceden basılmış belgelerde eski ad kalır."
    )
    EMPTY = "Görebileceğiniz birim yok. N ile ekleyin."
    COLUMNS = (
        Column("name", "Birim", 40, lambda row: "  " * row.depth + row.name, grows=True),
        Column("kind", "Türü", 18, lambda row: row.kind.label),
    )
    BINDINGS = keys("new", "edit", "history", "section")

    def title(self) -> str:
        """For the frame."""
        return "Birimler"

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[BirimRow]:
        """The whole tree."""
        return small_window(units.tree(look), query, start, limit, lambda row: f"{row.name} {row.kind.label}")

    def detail(self, look: Look, row: BirimRow) -> Detail:
        """Where it hangs."""
        above = {unit.id: unit.name for unit in units.tree(look)}
        return Detail(
            row.name, (("Türü", row.kind.label), ("Bağlı olduğu birim", above.get(row.parent_id or 0, "—")))
        )

    @work
    async def action_new(self) -> None:
        """N: under the unit of the cursor unless another is picked."""
        here = {"parent_id": self.current.id} if self.current is not None else {}
        await open_form(self, "Yeni birim", BirimDraft, units.add_birim, "Birim eklendi", key="birim", values=here)
        self.reload()

    @work
    async def action_edit(self) -> None:
        """F2: the name."""
        row = self.current
        if row is None:
            return
        await open_form(
            self,
            "Birimin adı",
            _NameDraft,
            _rename,
            "Birim adı değişti",
            key=f"birim-{row.id}",
            values={"birim_id": row.id, "version": row.version, "name": row.name},
        )
        self.reload()

    def action_history(self) -> None:
        """H."""
        if self.current is not None:
            show_history(self, "birim", self.current.id, self.current.name)
