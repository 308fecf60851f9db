"""A month: the grid, the day under the cursor, and the way from typing to the closed sheet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from data.core.approvals import Stage
from data.core.calendar import format_date
from data.core.permissions import Verb
from data.core.reasons import Reason
from data.core.store import Look
from data.puantaj import day_views, fix_views, overtime_views, views
from data.puantaj.day_views import DayView, QuestionLine
from data.puantaj.operations import months
from data.puantaj.views import PersonRow
from screens.actions import keys, quiet_keys
from screens.frame import Frame
from screens.history import show_history
from screens.puantaj.asking import ask_question
from screens.puantaj.checks_dialog import GoOn
from screens.puantaj.month_drawing import day_detail, day_name, grid_row
from screens.puantaj.month_typing import MonthTyping
from screens.widgets.detail import DetailPane
from screens.widgets.month_grid import MonthGrid
from screens.widgets.month_grid_model import GridDay, Shade
from screens.widgets.read_dialogs import WhyDialog

_ROOM_FOR_DETAIL = 170


def open_month_view(frame: Frame, record_id: int) -> PuantajMonth:
    """The view of a month, for the registry."""
    return PuantajMonth(frame, record_id)


class PuantajMonth(MonthTyping):
    """One group's month."""

    HELP = (
        "Satırlar kişiler, sütunlar günlerdir. Kodu doğrudan yazın: Yİ, R, D… Aralık seçmek için Shift ile oklar; "
        "yazdığınız kod aralığı doldurur. Del elle yazılanı kaldırır, Ctrl+Z geri alır. ? işaretli gün bir soru "
        "bekler: Enter ile yanıtlayın; F3 hepsini listeler. F4 günün gerekçesini gösterir. F7 onaya sunar; "
        "sunulan puantaj iade edilmeden değişmez, kesinleşen puantaj yalnız düzeltme sürümüyle değişir."
    )

    DEFAULT_CSS = """
    PuantajMonth { layout: vertical; }
    PuantajMonth > Horizontal { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("mark_many", "checks", "why", "export", "hand_on", "send_back", "next_question"),
        *quiet_keys("refresh", "history_alt", "undo", "differences", "overtime", "control", "import_alt"),
        *keys("correct", "leave"),
    ]

    def __init__(self, frame: Frame, puantaj_id: int, at: tuple[int, date] | None = None) -> None:
        super().__init__(frame, puantaj_id)
        self._at = at
        self._note = ""
        self._noted_at: tuple[int, date] | None = None
        self._heads: dict[date, str] = {}
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
        self._heads = {head.day: day_name(head) for head in month.days}
        letters = dict(month.letters)
        self._grid.show(
            tuple(
                GridDay(head.day, f"{head.day.day:02d}", head.weekday, Shade(head.shade.value))
                for head in month.days
            ),
            tuple(grid_row(person) for person in month.rows),
            month.total_titles,
            read_only=not (month.open and self.desk.actor.can("puantaj", Verb.PREPARE)),
            letters=lambda personel_id: letters[self._people[personel_id].kind],
        )
        if self._at is not None:
            self._grid.go_to(*self._at)
            self._at = None
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

    async def reread(self, ids: set[int]) -> None:
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
                self._grid.replace_row(grid_row(person))
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
        passed = await self.desk.look(lambda look: fix_views.day_passes(look, self.puantaj_id, personel_id, day))
        self._detail.show(day_detail(found, passed))

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
        passed = await self.ask(lambda look: fix_views.day_passes(look, self.puantaj_id, personel_id, found.day))
        reasons += tuple(Reason(f"Hareket: {one.words}") for one in passed or () if one.note)
        heading = f"{found.name} · {format_date(found.day)}"
        value = f"{found.letter} {found.code_name} ({found.source.label})"
        if found.first_in and found.last_out:
            value += f"\nKapı saati: {found.first_in:%H:%M}–{found.last_out:%H:%M}"
        ref = await self.app.push_screen_wait(WhyDialog(heading, value, reasons, day_views.ref_name))
        if ref is not None:
            self.frame.go_to_record(ref.kind, ref.id)

    @work
    async def action_checks(self) -> None:
        """F3: what this month asks, as the list that is worked through."""
        from screens.puantaj.questions import QuestionLedger

        await self.frame.push(QuestionLedger(self.frame, only=self.puantaj_id))

    @work
    async def action_control(self) -> None:
        """Alt+K: what the clock files cover of this month."""
        from screens.puantaj.control import ControlLedger

        await self.frame.push(ControlLedger(self.frame, self.puantaj_id))

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
        from screens.puantaj.exporting import export_month

        await export_month(self, self.puantaj_id)

    @work
    async def action_import_alt(self) -> None:
        """Alt+A: a clock file, or a filled sheet for this month."""
        from screens.puantaj.importing import import_file

        await import_file(self, self.puantaj_id)

    def action_history_alt(self) -> None:
        """Alt+H: letters are codes here."""
        show_history(self, "puantaj", self.puantaj_id, self.title())

    def action_leave(self) -> None:
        """Esc: back to the list; what was typed is saved already."""
        self.frame.go_back()
