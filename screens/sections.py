"""Areas of several ledgers: B goes from one to the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from textual import work

from data.core.pages import Row
from data.core.store import Work
from screens.areas import load
from screens.ledger_view import LedgerView
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog, ReasonDialog

RowT = TypeVar("RowT", bound=Row)


@dataclass(frozen=True, slots=True)
class Section:
    """One ledger of an area."""

    title: str
    view: str


class SectionView(LedgerView[RowT]):
    """A ledger that knows its neighbours in the area."""

    SECTIONS: ClassVar[tuple[Section, ...]] = ()

    @work
    async def action_section(self) -> None:
        """B: asks which ledger of the area to show."""
        await choose_section(self, self.SECTIONS)

    async def withdraw_asked(
        self, title: str, question: str, operation: Callable[[Work, str], object], done: str
    ) -> None:
        """Asks why a record is cancelled or withdrawn, does it and reads the list anew; Esc changes nothing."""
        reason = await self.app.push_screen_wait(ReasonDialog(title, question, 3))
        if reason is not None:
            await self.do(lambda work: operation(work, reason), done)
            self.reload()


async def choose_section(view: View, sections: tuple[Section, ...]) -> None:
    """Asks which part of the area to show, and shows it."""
    options = tuple((section.view, section.title) for section in sections)
    chosen = await view.app.push_screen_wait(ChooseDialog("Bölüm", options))
    if chosen:
        view.frame.swap(load(chosen[0])(view.frame))
