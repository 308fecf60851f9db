"""A: filled-in count sheets: choose the file, see what it brings and what is refused, take it whole."""

from __future__ import annotations

from pathlib import Path

from data.core.errors import MasaError
from data.core.intake.tables import read_table
from data.core.money import format_int
from data.tasinir.count_sheets import SheetReading, parts_words, read_sheets
from data.tasinir.operations.sheets import Rehearsed, SheetsTaken, rehearse, take_sheets
from screens.problems import show_problem
from screens.view import View
from screens.widgets.ask_dialogs import ConfirmDialog
from screens.widgets.intake_dialog import IntakeDialog

_TITLE = "Doldurulmuş sayım sayfası"
_ENDINGS = (".xlsx", ".xlsm", ".xls", ".csv")
_UNTAKEN = "Sayfa alınmadı."


async def import_sheet(view: View, sayim_id: int) -> None:
    """The whole way of one file; nothing is written before it was seen."""
    path = await view.choose_file(_TITLE, _ENDINGS)
    if path is None:
        return
    view.say(f"{path.name} okunuyor…")
    try:
        reading, found = await view.desk.thread(lambda: _rehearsed(view, sayim_id, path))
        if await _agreed(view, reading, found):
            taken = await view.desk.work(
                lambda work: take_sheets(work, sayim_id, reading, skip_refused=bool(found.refused))
            )
            view.say(f"{reading.name}: {taken.words}")
            view.post_message(View.Changed())
        else:
            view.say(_UNTAKEN)
    except MasaError as problem:
        view.say(_UNTAKEN)
        await show_problem(view.app, problem)


def _rehearsed(view: View, sayim_id: int, path: Path) -> tuple[SheetReading, SheetsTaken]:
    """The file, and what taking it would come to; runs in a worker thread and writes nothing."""
    table = read_table(path)
    reading = view.desk.look_here(lambda look: read_sheets(look, sayim_id, table))
    try:
        view.desk.work_here(lambda work: rehearse(work, sayim_id, reading))
    except Rehearsed as rehearsal:
        return reading, rehearsal.taken
    raise AssertionError("a rehearsal ends in what it came to")


async def _agreed(view: View, reading: SheetReading, found: SheetsTaken) -> bool:
    refused = [f"× {sheet}, {row}. satır alınmaz: {why}" for sheet, row, why in found.refused]
    text = f"{reading.name}\n{found.words}"
    dialog = IntakeDialog(_TITLE, text, (*refused, *parts_words(reading.parts)), (), {})
    if not await view.app.push_screen_wait(dialog):
        return False
    if not refused:
        return True
    question = f"{format_int(len(refused))} satır alınamıyor. Sayfa bu satırlar olmadan alınsın mı?"
    choices = (("vazgec", "Vazgeç; dosyayı düzelteceğim"), ("al", "Al; bu satırlar olmadan"))
    return await view.app.push_screen_wait(ConfirmDialog(_TITLE, question, choices, "vazgec")) == "al"
