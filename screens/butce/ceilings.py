"""The ceilings of a unit's budget proposal for a year."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import BindingType

from data.butce import proposal_views
from data.butce.lookup import AREA
from data.butce.proposal_views import CeilingRow, ProposalCard
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold
from screens.actions import keys, quiet_keys
from screens.butce import proposal_steps as steps
from screens.butce.year import plain
from screens.frame import Frame
from screens.ledger_view import LedgerView
from screens.widgets.ledger_columns import Column


class CeilingView(LedgerView[CeilingRow]):
    """The ceilings of a unit's proposal for a year."""

    KEY = "butce_tavan"
    HELP = (
        "Birimin o yılın teklifine konan tavanlar: teklifin tümü ya da bir ekonomik kod için. N tavan yazar, F2 "
        "değiştirir, Del gerekçesiyle kaldırır. Aşılan tavan, teklif sunulurken ya engeldir ya da genel gerekçe "
        "ister."
    )
    EMPTY = "Bu birimin o yıl için tavanı yok. N ile yazın."
    COLUMNS = (
        Column("ekonomik", "Ekonomik kod", 14, lambda row: row.ekonomik or "Tümü"),
        Column("first", "Bütçe yılı", 15, lambda row: plain(row.first), align="right"),
        Column("second", "İzleyen yıl", 15, lambda row: "—" if row.second is None else plain(row.second),
               align="right"),
        Column("source", "Dayanağı", 18, lambda row: row.source, grows=True),
        Column("third", "İkinci izleyen", 15, lambda row: "—" if row.third is None else plain(row.third),
               align="right", min_screen=96),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [*keys("new", "edit", "cancel_record"), *quiet_keys("refresh")]

    def __init__(self, frame: Frame, card: ProposalCard) -> None:
        super().__init__(frame)
        self._unit_id, self._unit, self._year = card.harcama_birimi_id, card.row.unit, card.row.year

    def title(self) -> str:
        """Whose and for which year."""
        return f"Bütçe tavanları · {self._year} · {self._unit}"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Writing only by those who may."""
        if action in ("new", "edit", "cancel_record"):
            return self.desk.actor.can(AREA, Verb.PREPARE)
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[CeilingRow]:
        """From the store; they are few, so they are read at once."""
        words = fold(query.text).split()
        found = proposal_views.ceilings(look, self._unit_id, self._year)
        rows = [row for row in found if all(word in fold(f"{row.ekonomik} {row.source}") for word in words)]
        part = tuple(rows[start : start + limit])
        return Window(start, part, tuple((row.id,) for row in part), len(rows))

    @work
    async def action_new(self) -> None:
        """N: a ceiling."""
        await steps.write_ceiling(self, self._unit_id, self._year)
        self.reload()

    @work
    async def action_edit(self) -> None:
        """F2: the one under the cursor."""
        if self.current is not None:
            await steps.write_ceiling(self, self._unit_id, self._year, self.current)
            self.reload()

    @work
    async def action_cancel_record(self) -> None:
        """Del: taken away with a reason."""
        if self.current is not None:
            await steps.remove_ceiling(self, self.current)
            self.reload()
