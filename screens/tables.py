"""What is asked of a table that is taken from a file, whatever it holds: its sheet, how a column is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from data.core.calendar import format_date
from data.core.intake.column_styles import StyleQuestion, Styles, answered
from data.core.intake.notation import DayOrder, Notation, read_day, read_number
from data.core.intake.tables import Sheet, TabularFile
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog

TABLE_ENDINGS = (".csv", ".tsv", ".txt", ".xls", ".xlsx", ".xlsm")
"""Files that tables are read from."""


async def choose_sheet(view: View, table: TabularFile) -> Sheet | None:
    """The sheet that is meant; asked only where several hold something."""
    filled = [one for one in table.sheets if any(len(row) > 1 for row in one.rows)]
    if len(filled) < 2:
        return filled[0] if filled else table.sheets[0]
    options = tuple((str(place), f"{one.name} · {len(one.rows)} satır") for place, one in enumerate(filled))
    fullest = max(range(len(filled)), key=lambda place: len(filled[place].rows))
    chosen = await view.app.push_screen_wait(ChooseDialog("Hangi sayfa?", options, chosen=(str(fullest),)))
    return filled[int(chosen[0])] if chosen else None


async def ask_styles(
    view: View, styles: Styles, questions: Sequence[StyleQuestion], label_of: Callable[[str], str]
) -> Styles | None:
    """Asks how each column is written that can be read in two ways; ``None`` if the person gave it up."""
    answers: dict[str, str] = {}
    for question in questions:
        label = label_of(question.field)
        text = f"{label} sütununda iki türlü okunabilen hücreler var. Sütun nasıl yazılmış?"
        chosen = await view.app.push_screen_wait(
            ChooseDialog(f"{label}: yazım", _ways(question, view.desk.today), text=text)
        )
        if not chosen:
            return None
        answers[question.field] = chosen[0]
    return answered(styles, questions, answers)


def _ways(question: StyleQuestion, today: date) -> tuple[tuple[str, str], ...]:
    sample = question.samples[0]
    if question.is_day:
        return tuple(
            (one.value, f"{one.label}: {sample} = {format_date(read_day(sample, one, today))}") for one in DayOrder
        )
    return tuple(
        (one.value, f"{one.label}: {sample} = {f'{read_number(sample, one):f}'.replace('.', ',')}")
        for one in Notation
    )
