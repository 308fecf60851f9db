"""Taking a filing plan: choose the file, map its columns, name the version, look, take."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from data.core import taken
from data.core.calendar import format_date
from data.core.errors import BadInput, MasaError
from data.core.intake.mapping import ColumnMapping
from data.core.intake.tables import Sheet, TabularFile, read_table
from data.core.money import format_int
from data.core.store import Look
from data.sdp import intake, operations
from data.sdp.drafts import PlanDraft
from data.sdp.intake import PlanReading
from data.sdp.plan_file import TARGET
from data.sdp.version_views import replaced_by
from data.sdp.versions import check_plan
from screens.forms import ask_draft
from screens.problems import show_problem
from screens.view import View
from screens.widgets.intake_dialog import IntakeDialog
from screens.widgets.mapping_dialog import MappingDialog
from screens.widgets.read_dialogs import ProgressDialog

_ENDINGS = (".csv", ".tsv", ".txt", ".xls", ".xlsx", ".xlsm")
_UNTAKEN = "Dosya alınmadı."


async def import_plan(view: View) -> None:
    """The whole way of one plan; nothing is written before it was seen, and nothing while a row is refused."""
    path = await view.choose_file("Dosya planı", _ENDINGS)
    if path is None:
        return
    view.say(f"{path.name} okunuyor…")
    try:
        table, sheet, start = await view.desk.thread(lambda: _open(view, path))
        await _take(view, table, sheet, start)
    except MasaError as problem:
        view.say(_UNTAKEN)
        await show_problem(view.app, problem)


def _open(view: View, path: Path) -> tuple[TabularFile, Sheet, ColumnMapping]:
    """The file, its fullest sheet, and how its columns map as far as it is known; runs in a worker thread."""
    table = read_table(path)
    sheet = max(table.sheets, key=lambda one: len(one.rows))

    def known(look: Look) -> ColumnMapping:
        taken.refuse_second_time(look, TARGET, table.sha256, table.name)
        return taken.mapping_for(look, TARGET, sheet, intake.HEADINGS)

    return table, sheet, view.desk.look_here(known)


async def _take(view: View, table: TabularFile, sheet: Sheet, start: ColumnMapping) -> None:
    labels = intake.column_labels()
    mapping = await view.app.push_screen_wait(
        MappingDialog(f"Sütunlar: {table.name}", sheet, labels, start, intake.missing_columns)
    )
    if mapping is None:
        view.say(_UNTAKEN)
        return
    view.say(f"{table.name} denetleniyor…")
    reading = await view.desk.look(lambda look: intake.read_plan(look, table, sheet, mapping))
    label_of = {column + 1: dict(labels)[name] for name, column in mapping.columns}
    draft = None if reading.errors else await _ask_version(view, reading)
    if draft is None and not reading.errors:
        view.say(_UNTAKEN)
        return
    text = f"{table.name}: {format_int(len(reading.plan.rows))} kod"
    if draft is not None:
        columns = dict(mapping.columns)
        reading = await view.desk.look(lambda look: intake.held_against(look, reading, draft, columns))
        text = f"{draft.name}, {format_date(draft.first_day)} gününden itibaren\n{text}"
    dialog = IntakeDialog("Dosya planı", text, reading.lines, reading.errors, label_of)
    if await view.app.push_screen_wait(dialog) and draft is not None:
        await _write(view, draft, reading, mapping)
    else:
        view.say(_UNTAKEN)


async def _ask_version(view: View, reading: PlanReading) -> PlanDraft | None:
    codes = frozenset(values.code for _, values in reading.plan.rows)
    replaced = await view.desk.look(lambda look: replaced_by(look, codes))
    values: dict[str, object] = {"first_day": view.desk.today, "replaces_id": replaced}
    while True:
        draft = await ask_draft(view, "Planın sürümü", PlanDraft, key="sdp.al", values=values)
        if draft is None:
            return None
        try:
            await view.desk.look(lambda look: check_plan(look, draft))  # noqa: B023 - awaited before the next turn
        except MasaError as problem:
            await show_problem(view.app, problem)
            values = asdict(draft)
        else:
            return draft


async def _write(view: View, draft: PlanDraft, reading: PlanReading, mapping: ColumnMapping) -> None:
    total = len(reading.plan.rows)
    progress = ProgressDialog("Dosya planı alınıyor")
    view.app.push_screen(progress)

    def told(done: int) -> None:
        progress.advance(done, total, "Kodlar yazılıyor")
        if progress.cancelled:
            raise BadInput("Dosya alınmadı: durduruldu; hiçbir kayıt yazılmadı.")

    try:
        await view.desk.work(lambda job: operations.import_codes(job, draft, reading.plan, mapping, told))
    finally:
        progress.dismiss(None)
    view.say(f"{draft.name}: {format_int(total)} kod alındı")
    view.post_message(View.Changed())
