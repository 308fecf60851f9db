"""Taking a list of people: choose the file, map its columns, look, take."""

from __future__ import annotations

from pathlib import Path

from data.core import taken
from data.core.calendar import format_date
from data.core.drafts import specs
from data.core.errors import BadInput, MasaError
from data.core.intake.mapping import ColumnMapping
from data.core.intake.tables import Sheet, TabularFile, read_table
from data.core.money import format_int
from data.core.store import Look
from data.core.text import upper
from data.personel import intake, operations, views
from data.personel.drafts import PersonelDraft
from data.personel.intake import PeopleDefaults, PeopleReading
from data.personel.rules import StaffKind
from screens.forms import ask_draft
from screens.problems import show_problem
from screens.view import View
from screens.widgets.intake_dialog import IntakeDialog
from screens.widgets.mapping_dialog import MappingDialog
from screens.widgets.read_dialogs import ProgressDialog

_ENDINGS = (".csv", ".tsv", ".txt", ".xls", ".xlsx", ".xlsm")


async def import_people(view: View) -> None:
    """The whole way of one list; nothing is written before it was seen, and nothing while a row is refused."""
    path = await view.choose_file("Personel listesi", _ENDINGS)
    if path is None:
        return
    view.say(f"{path.name} okunuyor…")
    try:
        table, sheet, start = await view.desk.thread(lambda: _open(view, path))
        await _take(view, table, sheet, start)
    except MasaError as problem:
        view.say("Dosya alınmadı.")
        await show_problem(view.app, problem)


def _open(view: View, path: Path) -> tuple[TabularFile, Sheet, ColumnMapping]:
    """The file, its fullest sheet, and how its columns map as far as it is known; runs in a worker thread."""
    table = read_table(path)
    sheet = max(table.sheets, key=lambda one: len(one.rows))

    def known(look: Look) -> ColumnMapping:
        taken.refuse_second_time(look, operations.TARGET, table.sha256, table.name)
        return taken.mapping_for(look, operations.TARGET, sheet, intake.PEOPLE_HEADINGS)

    return table, sheet, view.desk.look_here(known)


async def _take(view: View, table: TabularFile, sheet: Sheet, start: ColumnMapping) -> None:
    labels = intake.column_labels()
    mapping = await view.app.push_screen_wait(
        MappingDialog(f"Sütunlar: {table.name}", sheet, labels, start, intake.missing_columns)
    )
    defaults = await _defaults(view, mapping) if mapping is not None else None
    if mapping is None or defaults is None:
        view.say("Dosya alınmadı.")
        return
    view.say(f"{table.name} denetleniyor…")
    reading = await view.desk.look(lambda look: intake.read_people(look, table, sheet, mapping, defaults))
    label_of = {column + 1: dict(labels)[name] for name, column in mapping.columns}
    rows = len({error.row for error in reading.errors} | {row for row, _ in reading.people.drafts})
    dialog = IntakeDialog(
        "Personel listesi", f"{table.name}: {format_int(rows)} kişi", _lines(reading), reading.errors, label_of
    )
    if await view.app.push_screen_wait(dialog):
        await _write(view, reading, mapping)
    else:
        view.say("Dosya alınmadı.")


async def _defaults(view: View, mapping: ColumnMapping) -> PeopleDefaults | None:
    """What holds where the file is silent; asked only if it has no column of its own for something."""
    mapped = {name for name, _ in mapping.columns}
    if mapped >= specs(PeopleDefaults).keys():
        return PeopleDefaults()
    patterns = await view.desk.look(views.patterns)
    return await ask_draft(
        view,
        "Dosyada olmayan bilgiler",
        PeopleDefaults,
        key="personel-liste",
        values={"pattern_id": patterns[0].id} if len(patterns) == 1 and "pattern_id" not in mapped else {},
    )


def _lines(reading: PeopleReading) -> list[str]:
    return [_line(draft) for _, draft in reading.people.drafts[:500]]


def _line(draft: PersonelDraft) -> str:
    parts = (draft.sicil, f"{draft.ad} {upper(draft.soyad)}", StaffKind(draft.kind).label, format_date(draft.hire))
    return " · ".join(parts)


async def _write(view: View, reading: PeopleReading, mapping: ColumnMapping) -> None:
    total = len(reading.people.drafts)
    progress = ProgressDialog("Personel listesi alınıyor")
    view.app.push_screen(progress)

    def told(done: int) -> None:
        progress.advance(done, total, "Kişiler yazılıyor")
        if progress.cancelled:
            raise BadInput("Dosya alınmadı: durduruldu; hiçbir kayıt yazılmadı.")

    try:
        count = await view.desk.work(lambda work: operations.import_people(work, reading.people, mapping, told))
    finally:
        progress.dismiss(None)
    view.say(f"{reading.people.name}: {format_int(count)} kişi alındı")
    view.post_message(View.Changed())
