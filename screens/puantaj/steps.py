"""The way of a month: handed on, returned, corrected, compared."""

from __future__ import annotations

from textual import work

from data.core.approvals import Stage, next_step_name
from data.core.calendar import format_date
from data.puantaj import day_views
from data.puantaj.day_views import QuestionLine
from data.puantaj.operations import months
from data.puantaj.views import MonthView
from screens.approval_steps import open_correction, send_back, step_confirmed
from screens.frame import Frame
from screens.puantaj.checks_dialog import ChecksDialog, GoOn
from screens.view import View
from screens.widgets.read_dialogs import HistoryDialog, HistoryLine


class MonthSteps(View):
    """A view of one month that can take it along the approval path."""

    def __init__(self, frame: Frame, puantaj_id: int) -> None:
        super().__init__(frame)
        self.puantaj_id = puantaj_id
        self.month: MonthView | None = None

    def forget_typing(self) -> None:
        """After a step there is nothing left to take back."""
        raise NotImplementedError

    def go_to(self, line: QuestionLine | GoOn | None) -> None:
        """To the day that a question or a check is about."""
        raise NotImplementedError

    @work
    async def action_differences(self) -> None:
        """F11: what a correction changed, old → new."""
        found = await self.ask(lambda look: day_views.differences(look, self.puantaj_id))
        if found is None:
            return
        lines = tuple(
            HistoryLine(format_date(one.day), one.name, "", (("Kod", one.old, one.new),)) for one in found
        )
        await self.app.push_screen_wait(HistoryDialog("Önceki sürümden farklar", lines))

    @work
    async def action_hand_on(self) -> None:
        """F7: the next step of the approval path, after the checks were seen."""
        month = self.month
        if month is None:
            return
        lines = await self.ask(lambda look: day_views.questions(look, self.puantaj_id)) or ()
        step = next_step_name(month.stage)
        if lines and month.stage is not Stage.ONAYLANDI:
            chosen = await self.app.push_screen_wait(ChecksDialog(step, lines))
            if not isinstance(chosen, GoOn):
                self.go_to(chosen)
                return
        if not await step_confirmed(self, step, f"{month.title}\n{len(month.rows)} kişi"):
            return
        reached = await self.do(
            lambda work: months.advance(work, self.puantaj_id, expected=month.stage),
            lambda stage: f"{month.title}: {stage.label}",
        )
        if reached is not None:
            self.forget_typing()
            self.reload()

    @work
    async def action_send_back(self) -> None:
        """F8: back to the preparer."""
        month = self.month
        if month is not None:
            await send_back(
                self,
                month.title,
                lambda work, why: months.send_back(work, self.puantaj_id, expected=month.stage, reason=why),
            )

    @work
    async def action_correct(self) -> None:
        """F12: a new revision of the closed month."""
        month = self.month
        if month is not None:
            await open_correction(
                self, "puantaj", month.title, lambda work, why: months.open_correction(work, self.puantaj_id, why)
            )
