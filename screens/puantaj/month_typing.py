"""Typing into a month: codes and overtime for cells, saved in the order of typing and taken back."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import partial

from textual import on, work

from data.core.errors import MasaError
from data.core.store import Work
from data.puantaj.operations import months
from data.puantaj.rules.values import Source
from data.puantaj.views import PersonRow
from screens.frame import Frame
from screens.problems import show_problem
from screens.puantaj.asking import ask_code, ask_order, overtime_draft
from screens.puantaj.steps import MonthSteps
from screens.view import View
from screens.widgets.month_grid import MonthGrid


@dataclass(frozen=True, slots=True)
class _Step:
    """What one typing replaced, for taking it back: the cells with the code typed there before."""

    cells: tuple[tuple[int, date, str], ...]


class MonthTyping(MonthSteps):
    """A month whose grid is typed into."""

    def __init__(self, frame: Frame, puantaj_id: int) -> None:
        super().__init__(frame, puantaj_id)
        self._people: dict[int, PersonRow] = {}
        self._steps: list[_Step] = []
        self._saving = asyncio.Lock()
        self._unsaved: Counter[int] = Counter()
        self._grid = MonthGrid()

    async def reread(self, ids: set[int]) -> None:
        """Reads only the rows that a typing touched."""
        raise NotImplementedError

    def forget_typing(self) -> None:
        """After a step there is nothing left to take back."""
        self._steps.clear()

    @on(MonthGrid.CodeTyped)
    def _typed(self, event: MonthGrid.CodeTyped) -> None:
        event.stop()
        self._remember(event.cells)
        self._save(event.cells, event.letter)

    @on(MonthGrid.CodeRefused)
    def _refused(self, event: MonthGrid.CodeRefused) -> None:
        event.stop()
        self.say(event.text)

    def _remember(self, cells: tuple[tuple[int, date], ...]) -> None:
        month = self.month
        assert month is not None
        first = month.period.start
        step = []
        for personel_id, day in cells:
            old = self._people[personel_id].cells[(day - first).days]
            step.append((personel_id, day, old.letter if old.source is Source.ELLE else ""))
        self._steps.append(_Step(tuple(step)))

    @work(group="save")
    async def _save(
        self, cells: tuple[tuple[int, date], ...], letter: str, reason: str = "", document: str = ""
    ) -> None:
        """Writes what was typed; one after another, in the order of typing."""
        days = [months.TypedDay(personel_id, day) for personel_id, day in cells]
        ids = {personel_id for personel_id, _ in cells}
        self._unsaved.update(ids)
        async with self._saving:
            try:
                await self.desk.work(
                    lambda work: months.type_days(
                        work, self.puantaj_id, days, letter, reason=reason, document=document
                    )
                )
            except MasaError as problem:
                self._unsaved.subtract(ids)
                self._steps.pop()
                await self.reread(ids)
                await show_problem(self.app, problem)
                return
            self._unsaved.subtract(ids)
            await self.reread(ids)
        done = f"{len(cells)} güne {letter} yazıldı" if letter else f"{len(cells)} günden elle yazılan kaldırıldı"
        self.say(done)
        self.post_message(View.Changed())

    @work(group="save")
    async def action_undo(self) -> None:
        """Ctrl+Z: what the last typing replaced comes back."""
        if not self._steps:
            self.say("Geri alınacak bir şey yok.")
            return
        step = self._steps.pop()
        by_letter: dict[str, list[months.TypedDay]] = {}
        for personel_id, day, letter in step.cells:
            by_letter.setdefault(letter, []).append(months.TypedDay(personel_id, day))
        async with self._saving:
            try:
                for letter, days in by_letter.items():
                    await self.desk.work(partial(_take_back, self.puantaj_id, letter, days))
            except MasaError as problem:
                await show_problem(self.app, problem)
            await self.reread({personel_id for personel_id, _, _ in step.cells})
        self.say(f"{len(step.cells)} gün geri alındı")

    @on(MonthGrid.UndoAsked)
    def _undo_asked(self, event: MonthGrid.UndoAsked) -> None:
        event.stop()
        self.action_undo()

    @work
    async def action_mark_many(self) -> None:
        """F2: a code with its reason and document for the selected days."""
        cells = self._grid.selected
        month = self.month
        if not cells or month is None:
            return
        letters = dict(month.letters)[self._people[cells[0][0]].kind]
        typed = await ask_code(self, len(cells), letters)
        if typed is not None:
            self._remember(cells)
            self._save(cells, typed.letter, typed.reason, typed.document)

    @work
    async def action_overtime(self) -> None:
        """Alt+G: one olur for the selected days."""
        cells = self._grid.selected
        if not cells or self.month is None:
            return
        draft = await ask_order(self, len(cells))
        if draft is None:
            return
        drafts = [overtime_draft(draft, personel_id, day) for personel_id, day in cells]
        done = await self.do(
            lambda work: months.order_days(work, self.puantaj_id, drafts), f"{len(cells)} güne fazla mesai yazıldı"
        )
        if done is not None:
            self.forget_typing()
            self.reload()


def _take_back(puantaj_id: int, letter: str, days: list[months.TypedDay], work: Work) -> None:
    months.type_days(work, puantaj_id, days, letter)
