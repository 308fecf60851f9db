"""A month: the grid, the day under the cursor, and the way from typing to the closed sheet."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from data.core.approvals import Stage
from data.core.calendar import format_date
from data.core.errors import MasaError
from data.core.permissions import Verb
from data.core.reasons import Reason
from data.core.store import Look, Work
from data.puantaj import day_views, overtime_views, views
from data.puantaj.day_views import DayView, QuestionLine
from data.puantaj.operations import months
from data.puantaj.rules.codes import CodeGroup
from data.puantaj.rules.values import Source
from data.puantaj.views import CellRow, DayHead, PersonRow
from screens.actions import keys, quiet_keys
from screens.frame import Frame
from screens.history import show_history
from screens.problems import show_problem
from screens.puantaj.asking import ask_code, ask_order, ask_question, overtime_draft
from screens.puantaj.checks_dialog import ChecksDialog, GoOn
from screens.puantaj.exporting import export_month
from screens.puantaj.importing import import_file
from screens.puantaj.steps import MonthSteps
from screens.view import View
from screens.widgets.detail import Detail, DetailPane
from screens.widgets.month_grid import MonthGrid
from screens.widgets.month_grid_model import GridCell, GridDay, GridRow, Shade
from screens.widgets.read_dialogs import WhyDialog
from screens.widgets.tones import Tone

_ROOM_FOR_DETAIL = 170
_TONES = {
    CodeGroup.calisma: Tone.NORMAL,
    CodeGroup.tatil: Tone.REST,
    CodeGroup.izin: Tone.LEAVE,
    CodeGroup.rapor: Tone.WARN,
    CodeGroup.ucretsiz: Tone.BAD,
    CodeGroup.saat: Tone.NORMAL,
    CodeGroup.disi: Tone.DIM,
    CodeGroup.eksik: Tone.BAD,
}


@dataclass(frozen=True, slots=True)
class _Step:
    """What one typing replaced, for taking it back: the cells with the code typed there before."""

    cells: tuple[tuple[int, date, str], ...]


def open_month_view(frame: Frame, record_id: int) -> PuantajMonth:
    """The view of a month, for the registry."""
    return PuantajMonth(frame, record_id)


def _row(person: PersonRow) -> GridRow:
    return GridRow(
        id=person.personel_id,
        title=person.name,
        subtitle=person.sicil,
        cells=tuple(_cell(cell) for cell in person.cells),
        totals=person.totals,
        questions=person.questions,
    )


def _day_name(head: DayHead) -> str:
    """A day for the status line: ``29.10.2026 Pe · Cumhuriyet Bayramı``."""
    half = " (yarım gün)" if head.shade.value == Shade.HALF.value else ""
    return f"{format_date(head.day)} {head.weekday}" + (f" · {head.name}{half}" if head.name else "")


def _cell(cell: CellRow) -> GridCell:
    return GridCell(cell.letter, _TONES[cell.group], question=cell.question, manual=cell.source is Source.ELLE)


class PuantajMonth(MonthSteps):
    """One group's month."""

    HELP = (
        "Satırlar kişiler, sütunlar günlerdir. Kodu doğrudan yazın: Yİ, R, D… Aralık seçmek için Shift ile oklar; "
        "yazdığınız kod aralığı doldurur. Del elle yazılanı kaldırır, Ctrl+Z geri alır. ? işaretli gün bir soru "
        "bekler: Enter ile yanıtlayın. F4 günün gerekçesini gösterir. F7 onaya sunar; sunulan puantaj iade "
        "edilmeden değişmez, kesinleşen puantaj yalnız düzeltme sürümüyle değişir."
    )

    DEFAULT_CSS = """
    PuantajMonth { layout: vertical; }
    PuantajMonth > Horizontal { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("mark_many", "checks", "why", "export", "hand_on", "send_back", "next_question"),
        *quiet_keys("refresh", "history_alt", "undo", "differences", "overtime", "import_alt"),
        *keys("correct", "leave"),
    ]

    def __init__(self, frame: Frame, puantaj_id: int) -> None:
        super().__init__(frame, puantaj_id)
        self._note = ""
        self._noted_at: tuple[int, date] | None = None
        self._heads: dict[date, str] = {}
        self._people: dict[int, PersonRow] = {}
        self._steps: list[_Step] = []
        self._saving = asyncio.Lock()
        self._unsaved: Counter[int] = Counter()
        self._grid = MonthGrid()
        self._detail = DetailPane()

    def compose(self) -> ComposeResult:
        """The grid, and the day beside it where there is room."""
        with Horizontal():
            yield self._grid
            yield self._detail

    def on_mount(self) -> None:
        """Reads the month."""
        self.reload()

    def on_resize(self) -> None:
        """The detail pane needs room beside 31 days."""
        self._detail.display = self.app.size.width >= _ROOM_FOR_DETAIL

    def title(self) -> str:
        """Group, period and stage."""
        return f"{self.month.title} · {self.month.stage.label}" if self.month else "Puantaj"

    def start(self) -> None:
        """The grid has the focus."""
        self._grid.focus()
        self._tell()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only the keys that can do something at this stage."""
        month, actor = self.month, self.desk.actor
        if month is None:
            return action in ("leave", "refresh")
        if action in ("mark_many", "undo", "overtime"):
            return month.open and actor.can("puantaj", Verb.PREPARE)
        if action == "send_back":
            return month.stage not in (Stage.TASLAK, Stage.KESINLESTI)
        if action == "hand_on":
            return month.stage is not Stage.KESINLESTI
        if action == "correct":
            return month.closed and actor.can("puantaj", Verb.PREPARE)
        if action == "differences":
            return month.revision > 1
        if action == "export":
            return actor.can("puantaj", Verb.EXPORT)
        if action == "import_alt":
            return actor.can("puantaj", Verb.IMPORT)
        return True

    # ------------------------------------------------------------ reading

    def reload(self) -> None:
        """The whole month from the store."""
        self._read()

    @work(exclusive=True, group="month")
    async def _read(self) -> None:
        month = await self.ask(lambda look: views.month(look, self.puantaj_id))
        if month is None:
            return
        self.month = month
        self._people = {person.personel_id: person for person in month.rows}
        self._heads = {head.day: _day_name(head) for head in month.days}
        letters = dict(month.letters)
        self._grid.show(
            tuple(
                GridDay(head.day, f"{head.day.day:02d}", head.weekday, Shade(head.shade.value))
                for head in month.days
            ),
            tuple(_row(person) for person in month.rows),
            month.total_titles,
            read_only=not (month.open and self.desk.actor.can("puantaj", Verb.PREPARE)),
            letters=lambda personel_id: letters[self._people[personel_id].kind],
        )
        self._tell()
        self.frame.refresh_bindings()

    def say(self, words: str) -> None:
        """What happened last stands before the counts, until the cursor goes on."""
        self._note, self._noted_at = words, self._grid.cursor
        self._tell()

    def _tell(self) -> None:
        super().say(self._words())

    def _words(self) -> str:
        """What happened last, the day under the cursor, and how the month stands."""
        month, here = self.month, self._grid.cursor
        if month is None:
            return self._note
        if here != self._noted_at:
            self._note = ""
        day = self._heads.get(here[1], "") if here else ""
        bound = "" if month.open or month.closed else "değişiklik için iade gerekir"
        asked = f"{month.questions} soru" if month.questions else "soru yok"
        parts = (self._note, day, bound, f"{len(month.rows)} kişi", asked, month.stage.label)
        return " · ".join(part for part in parts if part)

    async def _reread(self, ids: set[int]) -> None:
        """Only the rows that a typing touched."""
        month = self.month
        assert month is not None
        kinds = tuple(kind for kind, _ in month.letters)

        def ask(look: Look) -> tuple[list[PersonRow], int]:
            rows = [row for one in ids for row in views.people_rows(look, self.puantaj_id, kinds, one)]
            return rows, views.question_count(look, self.puantaj_id)

        rows, questions = await self.desk.look(ask)
        for person in rows:
            self._people[person.personel_id] = person
            if not self._unsaved[person.personel_id]:
                # A later code of the same person is on its way: its answer will hold this one too.
                self._grid.replace_row(_row(person))
        self.month = replace(month, questions=questions)

    @on(MonthGrid.CellHighlighted)
    def _highlighted(self, event: MonthGrid.CellHighlighted) -> None:
        event.stop()
        if self.frame.view is self:
            # Straight to the line: a held arrow key must not draw the head and the rail anew.
            self.frame.say(self._words())
        if self._detail.display:
            self._show_day(event.person_id, event.day)

    @work(exclusive=True, group="day")
    async def _show_day(self, personel_id: int, day: date) -> None:
        found = await self.desk.look(lambda look: day_views.day_detail(look, self.puantaj_id, personel_id, day))
        self._detail.show(_day_detail(found))

    # ------------------------------------------------------------ typing

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
                await self._reread(ids)
                await show_problem(self.app, problem)
                return
            self._unsaved.subtract(ids)
            await self._reread(ids)
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
            await self._reread({personel_id for personel_id, _, _ in step.cells})
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

    # ------------------------------------------------------------ questions, checks, reasons

    @on(MonthGrid.QuestionAsked)
    def _question(self, event: MonthGrid.QuestionAsked) -> None:
        event.stop()
        self._answer(event.person_id, event.day)

    @work
    async def _answer(self, personel_id: int, day: date) -> None:
        month = self.month
        found = await self.ask(lambda look: day_views.day_detail(look, self.puantaj_id, personel_id, day))
        if found is None or month is None:
            return
        if not month.open:
            await self._why(personel_id, found)
            return
        answer = await ask_question(self, found, dict(month.letters)[self._people[personel_id].kind])
        if answer is not None:
            cells = ((personel_id, day),)
            self._remember(cells)
            self._save(cells, answer.letter, answer.reason, answer.document)

    def action_next_question(self) -> None:
        """F10, where the footer was clicked or the focus is elsewhere."""
        self._grid.action_ask_next()

    @on(MonthGrid.WhyAsked)
    def _why_asked(self, event: MonthGrid.WhyAsked) -> None:
        event.stop()
        self.action_why()

    @work
    async def action_why(self) -> None:
        """F4: the day under the cursor."""
        here = self._grid.cursor
        if here is None:
            return
        personel_id, day = here
        found = await self.ask(lambda look: day_views.day_detail(look, self.puantaj_id, personel_id, day))
        if found is not None:
            await self._why(personel_id, found)

    async def _why(self, personel_id: int, found: DayView) -> None:
        prim = await self.ask(lambda look: day_views.prim_detail(look, self.puantaj_id, personel_id))
        reasons: tuple[Reason, ...] = found.reasons + tuple(Reason(f"Soru: {text}") for text in found.questions)
        if prim is not None:
            reasons += tuple(Reason(f"Prim günü: {one.text}", one.law, one.refs) for one in prim.reasons)
        week = await self.ask(
            lambda look: overtime_views.week_detail(look, self.puantaj_id, personel_id, found.day)
        )
        if week is not None:
            reasons += tuple(Reason(f"Hafta: {one.text}", one.law, one.refs) for one in week.reasons)
        heading = f"{found.name} · {format_date(found.day)}"
        value = f"{found.letter} {found.code_name} ({found.source.label})"
        if found.first_in and found.last_out:
            value += f"\nKapı saati: {found.first_in:%H:%M}–{found.last_out:%H:%M}"
        ref = await self.app.push_screen_wait(WhyDialog(heading, value, reasons, day_views.ref_name))
        if ref is not None:
            self.frame.go_to_record(ref.kind, ref.id)

    @work
    async def action_checks(self) -> None:
        """F3: questions and checks; Enter goes to the day."""
        lines = await self.ask(lambda look: day_views.questions(look, self.puantaj_id))
        if lines is None:
            return
        self.go_to(await self.app.push_screen_wait(ChecksDialog("Kontroller", lines)))

    def forget_typing(self) -> None:
        """After a step there is nothing left to take back."""
        self._steps.clear()

    def go_to(self, line: QuestionLine | GoOn | None) -> None:
        """To the day that a question or a check is about."""
        if isinstance(line, QuestionLine) and line.personel_id is not None and line.day is not None:
            self._grid.go_to(line.personel_id, line.day)

    # ------------------------------------------------------------ the rest

    @work
    async def action_refresh(self) -> None:
        """F5: computes again from what is now known, or just reads again if that is not allowed."""
        month = self.month
        if month is not None and month.open and self.desk.actor.can("puantaj", Verb.PREPARE):
            self.say("Hesaplanıyor…")
            await self.do(lambda work: months.compute(work, self.puantaj_id))
        self.reload()

    @work
    async def action_export(self) -> None:
        """F6: the cetvel as Excel or PDF."""
        await export_month(self, self.puantaj_id)

    @work
    async def action_import_alt(self) -> None:
        """Alt+A: a clock file, or a filled sheet for this month."""
        await import_file(self, self.puantaj_id)

    def action_history_alt(self) -> None:
        """Alt+H: letters are codes here."""
        show_history(self, "puantaj", self.puantaj_id, self.title())

    def action_leave(self) -> None:
        """Esc: back to the list; what was typed is saved already."""
        self.frame.go_back()


def _take_back(puantaj_id: int, letter: str, days: list[months.TypedDay], work: Work) -> None:
    months.type_days(work, puantaj_id, days, letter)


def _day_detail(found: DayView) -> Detail:
    lines = [("Kod", f"{found.letter} {found.code_name}"), ("Kaynak", found.source.label)]
    if found.first_in and found.last_out:
        lines.append(("Kapı saati", f"{found.first_in:%H:%M}–{found.last_out:%H:%M}"))
        lines.append(("Süre", day_views.worked_hours(found.worked_minutes)))
    headings = (
        ("Normal", found.normal_minutes), ("Fazla çalışma", found.fm_minutes), ("Fazla süreli", found.fsc_minutes),
        ("Genel tatil", found.gt_minutes), ("Hafta tatili", found.ht_minutes), ("Gece", found.night_minutes),
    )  # fmt: skip
    lines += [(label, day_views.worked_hours(minutes)) for label, minutes in headings if minutes]
    if found.halves[0]:
        lines.append(("Öğleden önce", found.halves[0]))
        lines.append(("Öğleden sonra", found.halves[1]))
    if found.document:
        lines.append(("Belge", found.document))
    if found.note:
        lines.append(("Açıklama", found.note))
    if found.late_minutes:
        lines.append(("Geç kalma", f"{found.late_minutes} dakika"))
    if found.early_minutes:
        lines.append(("Erken çıkma", f"{found.early_minutes} dakika"))
    if found.questions:
        lines += [("", "Sorular"), *(("•", text) for text in found.questions)]
    lines.append(("", "Neden?"))
    lines += [("•", f"{one.text}" + (f" ({one.law})" if one.law else "")) for one in found.reasons]
    return Detail(f"{found.name} · {format_date(found.day)}", tuple(lines))
