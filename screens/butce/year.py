"""Which budget is looked at: the year of a harcama birimi, chosen once for all ledgers of the area."""

from __future__ import annotations

from typing import TypeVar

from textual import on, work

from data.butce import pick_views, views
from data.butce.drafts import YearDraft
from data.butce.lookup import AREA
from data.butce.operations.years import open_year
from data.butce.rules.values import YearState
from data.butce.views import YearRow
from data.core.money import format_kurus
from data.core.pages import Anchor, LedgerQuery, Row, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import lower
from screens.butce.sections import SECTIONS
from screens.desk import Desk
from screens.forms import open_form
from screens.frame import Frame
from screens.sections import SectionView
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog
from screens.widgets.ledger import Ledger

RowT = TypeVar("RowT", bound=Row)
_CHOSEN = "butce.yil"
_VERBS = {"new": Verb.PREPARE, "edit": Verb.PREPARE, "cancel_record": Verb.PREPARE, "switch": Verb.PREPARE,
          "export": Verb.EXPORT, "import_file": Verb.IMPORT}  # fmt: skip


def plain(kurus: int) -> str:
    """An amount without its unit, for columns."""
    return format_kurus(kurus).removesuffix(" TL")


def or_blank(kurus: int) -> str:
    """As :func:`plain`; nothing for zero."""
    return plain(kurus) if kurus else ""


def chosen_year(desk: Desk, look: Look) -> YearRow | None:
    """The budget that this person looks at: the one chosen today, else this year's of the unit chosen last."""
    key, _, day = desk.setting(_CHOSEN).partition(" ")
    found = views.years(look)
    kept = next((row for row in found if str(row.id) == key), None)
    if kept is None:
        return views.current_year(look)
    if day == look.today.isoformat():
        return kept
    mine = (row for row in found if row.harcama_birimi_id == kept.harcama_birimi_id)
    return next((row for row in mine if row.year == look.today.year), kept)


def year_words(row: YearRow) -> str:
    """A budget year as a list names it."""
    state = "" if row.state is YearState.ACIK else f" · {lower(row.state.label)}"
    return f"{row.year} · {row.unit}{state}"


async def choose_year(view: View) -> bool:
    """Asks for another budget and remembers it; whether one was chosen."""
    found = await view.ask(lambda look: (views.years(look), chosen_year(view.desk, look)))
    if found is None:
        return False
    rows, now = found
    options = tuple((str(row.id), year_words(row)) for row in rows)
    dialog = ChooseDialog("Hangi bütçe?", options, chosen=(str(now.id),) if now else ())
    chosen = await view.app.push_screen_wait(dialog)
    if chosen:
        await remember_year(view, int(chosen[0]))
    return bool(chosen)


async def remember_year(view: View, yil_id: int) -> None:
    """The budget that all ledgers of the area show from now on."""
    await view.desk.remember(_CHOSEN, f"{yil_id} {view.desk.today.isoformat()}")


async def new_year(view: View) -> None:
    """Opens a budget year and goes over to it."""
    units = await view.ask(lambda look: pick_views.find_units(look, "", 2))
    if units is None:
        return
    if not units:
        view.say("Önce Taşınır alanının Harcama birimleri bölümünde harcama birimi yazılmalıdır.")
        return
    opened: list[int] = []
    await open_form(
        view,
        "Bütçe yılı aç",
        YearDraft,
        lambda job, draft: opened.append(open_year(job, draft)),
        "Bütçe yılı açıldı",
        key="butce_yil",
        values={
            "harcama_birimi_id": units[0].id if len(units) == 1 else None,
            "year": view.desk.today.year,
        },
    )
    if opened:
        await remember_year(view, opened[-1])


class BudgetLedger(SectionView[RowT]):
    """A ledger of the area: rows of the budget that is looked at. Subclasses implement :meth:`fetch_of`."""

    SECTIONS = SECTIONS
    NAME = ""
    """What the ledger is called."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.year: YearRow | None = None
        """The budget that the rows in view are of; known once they were read."""
        self._keys_for: YearRow | None = None

    def title(self) -> str:
        """With the year and whose budget it is, once that is known; the office's own name stands there anyway."""
        if self.year is None:
            return self.NAME
        whose = "" if self.year.unit == self.desk.office.mudurluk else f" · {self.year.unit}"
        return f"{self.NAME} · {self.year.year}{whose}"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what this user may do."""
        if action == "budget_year" and self.year is None:
            return False
        verb = _VERBS.get(action)
        if verb is not None and not self.desk.actor.can(AREA, verb):
            return False
        return super().check_action(action, parameters)

    def fetch(self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None) -> Window[RowT]:
        """From the store, of the budget that is looked at."""
        year = self.year_to_show(look)
        self.year = year
        return self.fetch_of(look, year.id, query, start, limit, anchor) if year else Window(start, (), (), 0)

    def year_to_show(self, look: Look) -> YearRow | None:
        """Which budget the rows are of."""
        return chosen_year(self.desk, look)

    def fetch_of(
        self, look: Look, yil_id: int, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[RowT]:
        """The rows of a window of one budget; runs in a worker thread."""
        raise NotImplementedError

    @on(Ledger.Loaded)
    def _year_read(self, event: Ledger.Loaded) -> None:
        """What can be done may depend on whether there is a year at all."""
        if self.year != self._keys_for:
            self._keys_for = self.year
            self.frame.refresh_bindings()

    @work
    async def action_budget_year(self) -> None:
        """K: another unit's budget, or another year's."""
        if await choose_year(self):
            self.reload()
