"""A fictional month of any number of people for tests of the grid."""

from __future__ import annotations

from datetime import date

from textual.app import App, ComposeResult
from textual.message import Message

from data.core.calendar import WEEKDAYS_SHORT
from screens.widgets.month_grid import MonthGrid
from screens.widgets.month_grid_model import GridCell, GridDay, GridRow, Shade
from screens.widgets.tones import Tone

ISCI = ("X", "HT", "HTK", "HTÇ", "GT", "GTÇ", "Yİ", "YL", "YG", "İİ", "İK", "ÖL", "Üİ", "R", "D", "DG", "-")
MEMUR = ("X", "HS", "GT", "Yİ", "YL", "YG", "İİ", "Mİ", "R", "RF")
TOTALS = ("Çalış", "HT", "GT", "Yİ", "R", "Prim")


def month_days() -> tuple[GridDay, ...]:
    """October 2026: Sundays rest, the 28th half, the 29th holiday."""
    days = []
    for number in range(1, 32):
        day = date(2026, 10, number)
        shade = Shade.REST if day.weekday() == 6 else Shade.NONE
        shade = {28: Shade.HALF, 29: Shade.HOLIDAY}.get(number, shade)
        days.append(GridDay(day, f"{number:02d}", WEEKDAYS_SHORT[day.weekday()], shade))
    return tuple(days)


def month_rows(people: int) -> list[GridRow]:
    """Everybody worked; every third person has a question on the 6th."""
    plain = tuple(GridCell("HT", Tone.REST) if day.shade is Shade.REST else GridCell("X") for day in month_days())
    asked = (*plain[:5], GridCell("X", question=True), *plain[6:])
    totals = ("26", "4", "1", "0", "0", "30")
    return [
        GridRow(n, f"Kişi {n:04d} IŞIK ÇETİNKAYA", f"S-{n}", plain if n % 3 else asked, totals, 0 if n % 3 else 1)
        for n in range(1, people + 1)
    ]


class MonthApp(App[None]):
    """One grid on the whole screen; keeps what it was told."""

    def __init__(self, people: int, *, read_only: bool = False) -> None:
        super().__init__()
        self.people = people
        self.read_only = read_only
        self.told: list[Message] = []

    def compose(self) -> ComposeResult:
        yield MonthGrid(id="ay")

    def on_mount(self) -> None:
        self.grid.show(
            month_days(),
            month_rows(self.people),
            TOTALS,
            read_only=self.read_only,
            letters=lambda person: MEMUR if person % 2 == 0 else ISCI,
        )
        self.grid.focus()

    @property
    def grid(self) -> MonthGrid:
        return self.query_one("#ay", MonthGrid)

    def on_month_grid_code_typed(self, message: MonthGrid.CodeTyped) -> None:
        self.told.append(message)

    def on_month_grid_code_refused(self, message: MonthGrid.CodeRefused) -> None:
        self.told.append(message)

    def on_month_grid_undo_asked(self, message: MonthGrid.UndoAsked) -> None:
        self.told.append(message)

    def on_month_grid_why_asked(self, message: MonthGrid.WhyAsked) -> None:
        self.told.append(message)

    def on_month_grid_question_asked(self, message: MonthGrid.QuestionAsked) -> None:
        self.told.append(message)

    def on_month_grid_cell_highlighted(self, message: MonthGrid.CellHighlighted) -> None:
        self.told.append(message)
