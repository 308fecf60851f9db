"""The calendar of leave: people down, five weeks of days across, how many are left on top."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from data.core.calendar import format_date
from data.core.drafts import FieldKind, FieldSpec, entry
from data.core.money import format_int
from data.core.permissions import Verb
from data.puantaj import leave_calendar
from data.puantaj.leave_calendar import CalendarCell, LeaveCalendar
from data.puantaj.rules.codes import CodeGroup
from screens.actions import keys, quiet_keys
from screens.forms import ask_draft
from screens.frame import Frame
from screens.puantaj.leave_asking import ask_for_leave
from screens.puantaj.leave_view import LeaveView
from screens.puantaj.sections import SECTIONS
from screens.sections import choose_section
from screens.view import View
from screens.widgets.month_grid import MonthGrid
from screens.widgets.month_grid_model import GridCell, GridDay, GridRow, Shade
from screens.widgets.tones import Tone

PRESENT, SHORT = -1, -2
"""Keys of the two lines on top that are nobody's."""
_TONES = {
    CodeGroup.izin: Tone.LEAVE,
    CodeGroup.rapor: Tone.WARN,
    CodeGroup.ucretsiz: Tone.BAD,
    CodeGroup.tatil: Tone.DIM,
    CodeGroup.disi: Tone.DIM,
}
_BIGGEST = 999
"""A count that fits a day's cell; a larger one is said in the status line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarFilter:
    """Whom the calendar shows."""

    birim_id: int | None = entry(
        FieldSpec("Birim", FieldKind.PICK, required=False, lookup="birim", help="Boşsa gördüğünüz bütün birimler")
    )
    text: str | None = entry(FieldSpec("Adı", required=False, length=60, help="Adın ya da soyadın başı"))


class LookGrid(MonthGrid, inherit_bindings=False):
    """The month grid for looking only: keys that move, no letter is a code, pages are the screen's weeks."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1, 0)", "Önceki kişi", show=False),
        Binding("down", "move(1, 0)", "Sonraki kişi", show=False),
        Binding("left", "move(0, -1)", "Önceki gün", show=False),
        Binding("right", "move(0, 1)", "Sonraki gün", show=False),
        Binding("home", "edge(0, -1)", "İlk gün", show=False),
        Binding("end", "edge(0, 1)", "Son gün", show=False),
        Binding("ctrl+home", "edge(-1, 0)", "İlk kişi", show=False),
        Binding("ctrl+end", "edge(1, 0)", "Son kişi", show=False),
        Binding("ctrl+up", "page(-1)", "Önceki kişiler", show=False),
        Binding("ctrl+down", "page(1)", "Sonraki kişiler", show=False),
        Binding("enter", "accept(True)", "İzni aç", show=False),
        Binding("f10,ctrl+n", "ask_next", "Sonraki istek", show=False),
    ]

    async def on_key(self, event: events.Key) -> None:
        """Own keys are carried out at once, as in the month; every other one is the screen's."""
        event.prevent_default()
        own = self._bindings.key_to_bindings.get(event.key)
        if own:
            event.stop()
            await self.run_action(own[0].action)


def _cell(cell: CalendarCell) -> GridCell:
    tone = _TONES.get(cell.group, Tone.NORMAL)
    return GridCell(cell.letter, Tone.ACCENT if cell.pending else tone, question=cell.pending)


def _count(count: int) -> str:
    return str(count) if count <= _BIGGEST else "…"


class LeaveCalendarView(View):
    """Who is away when."""

    HELP = (
        "Satırlar kişiler, sütunlar günlerdir; beş hafta görünür. PgDn ve PgUp bir hafta ileri, geri alır, "
        "Ctrl ile oklar kişiler arasında sayfa atlar. ? işaretli izin henüz istektir. En üstte o gün işbaşında "
        "kalanların sayısı ve asgari kadronun altına düşen günlerde ! durur. Enter izni açar, N o gün için izin "
        "ister, F3 birime ve ada göre süzer, F10 sıradaki isteğe gider."
    )
    DEFAULT_CSS = """
    LeaveCalendarView { layout: vertical; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys("new", "earlier", "later", "filter_fields", "section"),
        *quiet_keys("refresh"),
        *keys("leave"),
    ]

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._grid = LookGrid(empty="Bu görünümde kimse yok.")
        self._weeks = 0
        self._filter = CalendarFilter()
        self._calendar: LeaveCalendar | None = None

    def compose(self) -> ComposeResult:
        """The grid alone."""
        yield self._grid

    def on_mount(self) -> None:
        """Reads the window."""
        self.reload()

    def title(self) -> str:
        """For the frame."""
        found = self._calendar
        return f"İzin takvimi · {found.period.label}" if found else "İzin takvimi"

    def start(self) -> None:
        """The grid has the focus."""
        self._grid.focus()
        self._tell()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Asking for leave only by those who may."""
        return self.desk.actor.can("puantaj", Verb.PREPARE) if action == "new" else True

    def reload(self) -> None:
        """The window from the store."""
        self._read()

    @work(exclusive=True, group="calendar")
    async def _read(self) -> None:
        period = leave_calendar.window_of(self.desk.today, self._weeks)
        wanted = self._filter
        found = await self.ask(
            lambda look: leave_calendar.leave_calendar(look, period, wanted.birim_id or 0, wanted.text or "")
        )
        if found is None:
            return
        self._calendar = found
        made: dict[tuple[CalendarCell, ...], tuple[GridCell, ...]] = {}
        rows = [self._counts(found), self._below(found)]
        for row in found.rows:
            cells = made.get(row.cells)
            if cells is None:
                cells = made[row.cells] = tuple(_cell(cell) for cell in row.cells)
            rows.append(GridRow(row.personel_id, row.name, row.sicil, cells, ()))
        days = tuple(
            GridDay(head.day, f"{head.day.day:02d}", head.weekday, Shade(head.shade.value)) for head in found.heads
        )
        first = self._grid.cursor is None
        self._grid.show(days, rows if found.rows else (), (), read_only=False, letters=lambda _: ())
        if first:
            self._grid.go_to(PRESENT, self.desk.today)
        self._tell()
        self.frame.refresh_bindings()

    @staticmethod
    def _counts(found: LeaveCalendar) -> GridRow:
        cells = tuple(GridCell(_count(day.present), Tone.DIM) for day in found.days)
        return GridRow(PRESENT, "İşbaşında", "", cells, ())

    @staticmethod
    def _below(found: LeaveCalendar) -> GridRow:
        cells = tuple(GridCell("!" if day.short else "", Tone.BAD) for day in found.days)
        return GridRow(SHORT, "Asgari kadro altı", "", cells, ())

    def _tell(self) -> None:
        self.say(self._words())

    def _words(self) -> str:
        found, here = self._calendar, self._grid.cursor
        if found is None or here is None:
            return ""
        place = (here[1] - found.period.start).days
        head, day = found.heads[place], found.days[place]
        words = [f"{format_date(head.day)} {head.weekday}" + (f" {head.name}" if head.name else "")]
        words.append(f"{format_int(day.present)} işbaşında, {format_int(day.away)} izinli")
        words += [f"! {text}" for text in day.short]
        if found.unit:
            words.append(found.unit)
        words.append(f"{format_int(len(found.rows))} kişi")
        return " · ".join(words)

    @on(MonthGrid.CellHighlighted)
    def _highlighted(self, event: MonthGrid.CellHighlighted) -> None:
        event.stop()
        if self.frame.view is self:
            self.frame.say(self._words())

    @on(MonthGrid.CodeRefused)
    def _refused(self, event: MonthGrid.CodeRefused) -> None:
        event.stop()
        self.say("Bu görünümde bekleyen izin isteği yok.")

    @on(MonthGrid.QuestionAsked)
    @on(MonthGrid.WhyAsked)
    def _opened(self, event: MonthGrid.QuestionAsked | MonthGrid.WhyAsked) -> None:
        event.stop()
        self._open(event.person_id, event.day)

    @work(group="open")
    async def _open(self, person_id: int, day: date) -> None:
        found = self._calendar
        row = next((one for one in found.rows if one.personel_id == person_id), None) if found else None
        if found is None or row is None:
            return
        cell = row.cells[(day - found.period.start).days]
        if cell.leave_id:
            await self.frame.push(LeaveView(self.frame, cell.leave_id))

    # ------------------------------------------------------------ actions

    @work
    async def action_new(self) -> None:
        """N: leave for the person and the day under the cursor."""
        here = self._grid.cursor
        values: dict[str, object] = {}
        if here is not None and here[0] > 0:
            values = {"personel_id": here[0], "start": here[1]}
        await ask_for_leave(self, values)
        self.reload()

    def action_later(self) -> None:
        """PgDn."""
        self._weeks += 1
        self.reload()

    def action_earlier(self) -> None:
        """PgUp."""
        self._weeks -= 1
        self.reload()

    @work
    async def action_filter_fields(self) -> None:
        """F3: a unit, a name."""
        values = {"birim_id": self._filter.birim_id, "text": self._filter.text}
        chosen = await ask_draft(self, "Takvimi süz", CalendarFilter, key="izin-takvimi", values=values)
        if chosen is not None:
            self._filter = chosen
            self.reload()

    @work
    async def action_section(self) -> None:
        """B."""
        await choose_section(self, SECTIONS)

    def action_refresh(self) -> None:
        """F5."""
        self.reload()

    def action_leave(self) -> None:
        """Esc."""
        self.frame.go_back()
