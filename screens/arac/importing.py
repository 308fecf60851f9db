"""Taking a list of vehicles' days: choose the file, map its columns, look, take."""

from __future__ import annotations

from pathlib import Path

from data.arac import intake
from data.arac.intake import DaysReading
from data.arac.operations import days
from data.core import taken
from data.core.errors import BadInput, MasaError
from data.core.intake.mapping import ColumnMapping
from data.core.intake.tables import Sheet, TabularFile, read_table
from data.core.money import format_int
from data.core.store import Look
from screens.problems import show_problem
from screens.view import View
from screens.widgets.intake_dialog import IntakeDialog
from screens.widgets.mapping_dialog import MappingDialog
from screens.widgets.read_dialogs import ProgressDialog

_ENDINGS = (".csv", ".tsv", ".txt", ".xls", ".xlsx", ".xlsm")


async def import_days(view: View, month_id: int, title: str) -> None:
    """The whole way of one list; nothing is written before it was seen, and nothing while a row is refused."""
    path = await view.choose_file("Araç günleri", _ENDINGS)
    if path is None:
        return
    view.say(f"{path.name} okunuyor…")
    try:
        table, sheet, start = await view.desk.thread(lambda: _open(view, path))
        await _take(view, month_id, title, table, sheet, start)
    except MasaError as problem:
        view.say("Dosya alınmadı.")
        await show_problem(view.app, problem)


def _open(view: View, path: Path) -> tuple[TabularFile, Sheet, ColumnMapping]:
    """The file, its fullest sheet, and how its columns map as far as it is known; runs in a worker thread."""
    table = read_table(path)
    sheet = max(table.sheets, key=lambda one: len(one.rows))

    def known(look: Look) -> ColumnMapping:
        taken.refuse_second_time(look, days.TARGET, table.sha256, table.name)
        return taken.mapping_for(look, days.TARGET, sheet, intake.DAY_HEADINGS)

    return table, sheet, view.desk.look_here(known)


async def _take(
    view: View, month_id: int, title: str, table: TabularFile, sheet: Sheet, start: ColumnMapping
) -> None:
    labels = intake.column_labels()
    mapping = await view.app.push_screen_wait(
        MappingDialog(f"Sütunlar: {table.name}", sheet, labels, start, intake.missing_columns)
    )
    if mapping is None:
        view.say("Dosya alınmadı.")
        return
    view.say(f"{table.name} denetleniyor…")
    reading = await view.desk.look(lambda look: intake.read_days(look, table, sheet, mapping, month_id))
    label_of = {column + 1: dict(labels)[name] for name, column in mapping.columns}
    text = f"{title}\n{table.name}: {format_int(len(reading.lines))} gün"
    dialog = IntakeDialog("Araç günleri", text, reading.lines, reading.errors, label_of)
    if await view.app.push_screen_wait(dialog):
        await _write(view, month_id, reading, mapping)
    else:
        view.say("Dosya alınmadı.")


async def _write(view: View, month_id: int, reading: DaysReading, mapping: ColumnMapping) -> None:
    total = len(reading.days.drafts)
    progress = ProgressDialog("Araç günleri alınıyor")
    view.app.push_screen(progress)

    def told(done: int) -> None:
        progress.advance(done, total, "Günler yazılıyor")
        if progress.cancelled:
            raise BadInput("Dosya alınmadı: durduruldu; hiçbir kayıt yazılmadı.")

    try:
        count = await view.desk.work(lambda work: days.import_days(work, month_id, reading.days, mapping, told))
    finally:
        progress.dismiss(None)
    view.say(f"{reading.days.name}: {format_int(count)} gün alındı")
    view.post_message(View.Changed())
