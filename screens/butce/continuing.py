"""Yıllar arası karşılıklar: which tertip of the year before each one goes on from."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import BindingType

from data.butce import continuing_views
from data.butce.continuing_views import ContinuingRow, OldTertip
from data.butce.lookup import YEAR_KIND
from data.butce.operations.continuing import link_tertips
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.store import Look
from data.core.text import fold
from screens.actions import keys, quiet_keys
from screens.butce.year import BudgetLedger
from screens.history import show_history
from screens.widgets.ask_dialogs import ChooseDialog
from screens.widgets.detail import Detail
from screens.widgets.ledger_columns import Column
from screens.widgets.tones import Tone

_OTHER, _NONE = "baska", "yok"


def _called(old: OldTertip | None) -> str:
    return f"{old.short} {old.name}" if old else ""


def _sign(row: ContinuingRow) -> str:
    return "✓" if row.linked else "?" if row.suggested else ""


def _tone(row: ContinuingRow) -> Tone:
    return Tone.NORMAL if row.linked else Tone.ACCENT if row.suggested else Tone.DIM


class ContinuingLedger(BudgetLedger[ContinuingRow]):
    """The tertips of a budget with those of the year before."""

    KEY = "butce_karsilik"
    NAME = "Yıllar arası karşılıklar"
    HELP = (
        "Yılın tertipleri ve geçen yıl hangi tertibin devamı oldukları; geçen yılla karşılaştırma, yıl sonu "
        "tahmini ve ödenek devri buna dayanır. ✓ bağlanan, ? önerilen karşılıktır. Enter öneriyi bağlar ya da "
        "listeden seçtirir, T yalnız kodundan kesin olan önerileri birlikte bağlar, Del bağı kaldırır."
    )
    EMPTY = "Bu yılda tertip yok."
    VIEWS = (("", "Tümü"), ("bekleyen", "Bağlanmayan"))
    COLUMNS = (
        Column("sign", "", 1, _sign, tone=_tone),
        Column("short", "Kod", 11, lambda row: row.short),
        Column("name", "Adı", 18, lambda row: row.name, grows=True),
        Column("old", "Geçen yılki karşılığı", 24, lambda row: _called(row.linked or row.suggested), grows=True,
               tone=_tone),
        Column("ground", "Neden", 26, lambda row: row.ground.label if row.ground else "", min_screen=112),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("confirm_links", "cancel_record", "budget_year", "section"),
        *quiet_keys("history"),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Linking needs what writing needs."""
        return super().check_action("edit" if action == "confirm_links" else action, parameters)

    def fetch_of(
        self, look: Look, yil_id: int, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[ContinuingRow]:
        """From the store; those that wait for an answer first."""
        words = fold(query.text).split()
        rows = [
            row
            for row in continuing_views.continuing_rows(look, yil_id)
            if (not query.view or row.linked is None)
            and all(word in fold(f"{row.kod} {row.name}") for word in words)
        ]
        part = tuple(rows[start : start + limit])
        waits = sum(1 for row in rows if row.linked is None)
        return Window(start, part, tuple((row.id,) for row in part), len(rows), f"{waits} bağlanmayan")

    def detail(self, look: Look, row: ContinuingRow) -> Detail:
        """Both codes whole, and why the one is taken for the other."""
        facts = (
            ("Bağlanan", f"{row.linked.kod} {row.linked.name}" if row.linked else "—"),
            ("Önerilen", f"{row.suggested.kod} {row.suggested.name}" if row.suggested else ""),
            ("Neden", row.ground.label if row.ground else ""),
        )
        return Detail(f"{row.kod} {row.name}", tuple(one for one in facts if one[1]))

    async def opened(self, row: ContinuingRow) -> None:
        """Enter: what it goes on from."""
        if self.year is None or not self.check_action("edit", ()):
            await super().opened(row)
            return
        options = [(str(row.suggested.id), f"{_called(row.suggested)}")] if row.suggested else []
        options += [(_OTHER, "Geçen yılın tertiplerinden seç…")]
        options += [(_NONE, "Bağı kaldır")] if row.linked else []
        title = f"{row.short} {row.name}: karşılığı"
        chosen = await self.app.push_screen_wait(ChooseDialog(title, options)) if len(options) > 1 else (_OTHER,)
        if not chosen:
            return
        picked = await self._pick(self.year.id, title) if chosen[0] == _OTHER else chosen[0]
        if picked:
            await self._link({row.id: None if picked == _NONE else int(picked)})

    async def _pick(self, yil_id: int, title: str) -> str:
        found = await self.ask(lambda look: continuing_views.old_tertips(look, yil_id))
        if not found:
            return ""
        options = [(str(one.id), f"{one.short} {one.name}") for one in found]
        chosen = await self.app.push_screen_wait(ChooseDialog(title, options))
        return chosen[0] if chosen else ""

    async def _link(self, links: dict[int, int | None]) -> None:
        year = self.year
        if year is not None:
            await self.do(lambda job: link_tertips(job, year.id, links), lambda count: f"{count} karşılık değişti")
            self.reload()

    @work
    async def action_confirm_links(self) -> None:
        """T: every suggestion that rests on the code alone."""
        year = self.year
        if year is None:
            return
        rows = await self.ask(lambda look: continuing_views.continuing_rows(look, year.id))
        sure = {
            row.id: row.suggested.id
            for row in rows or ()
            if row.suggested is not None and row.ground is not None and row.ground.sure
        }
        if sure:
            await self._link(dict(sure))
        else:
            self.say("Kodundan kesin olan yeni karşılık yok.")

    @work
    async def action_cancel_record(self) -> None:
        """Del: takes the link away."""
        if self.current is not None and self.current.linked is not None:
            await self._link({self.current.id: None})

    def action_history(self) -> None:
        """H."""
        if self.year is not None:
            show_history(self, YEAR_KIND, self.year.id, f"{self.year.year} bütçe yılı")
