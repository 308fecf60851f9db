"""Taking a Taşınır Kod Listesi: choose the file, map its columns, name the list, see what it changes, take."""

from __future__ import annotations

from pathlib import Path

from data.core import taken
from data.core.calendar import format_date
from data.core.errors import BadInput, MasaError
from data.core.intake.mapping import ColumnMapping
from data.core.intake.tables import Sheet, TabularFile
from data.core.money import format_int
from data.tasinir import code_intake
from data.tasinir.code_intake import TARGET, CodesReading
from data.tasinir.operations import codes
from data.tasinir.operations.codes import CodeChanges
from data.tasinir.setup_drafts import CodeListDraft
from screens.forms import ask_draft
from screens.problems import show_problem
from screens.view import View
from screens.widgets.ask_dialogs import ConfirmDialog
from screens.widgets.intake_dialog import IntakeDialog
from screens.widgets.mapping_dialog import MappingDialog
from screens.widgets.read_dialogs import ProgressDialog

_TITLE = "Taşınır Kod Listesi"
_ENDINGS = (".csv", ".tsv", ".txt", ".json", ".xls", ".xlsx", ".xlsm")
_UNTAKEN = "Liste alınmadı."


async def import_list(view: View) -> None:
    """The whole way of one list; nothing is written before it was seen, refused rows only left out on a word."""
    path = await view.choose_file(_TITLE, _ENDINGS)
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
    table = code_intake.read_list(path)
    sheet = max(table.sheets, key=lambda one: len(one.rows))
    return (
        table,
        sheet,
        view.desk.look_here(lambda look: taken.mapping_for(look, TARGET, sheet, code_intake.HEADINGS)),
    )


async def _take(view: View, table: TabularFile, sheet: Sheet, start: ColumnMapping) -> None:
    labels = code_intake.column_labels()
    mapping = await view.app.push_screen_wait(
        MappingDialog(f"Sütunlar: {table.name}", sheet, labels, start, code_intake.missing_columns)
    )
    if mapping is None:
        view.say(_UNTAKEN)
        return
    view.say(f"{table.name} denetleniyor…")
    reading = await view.desk.look(lambda look: code_intake.read_codes(look, table, sheet, mapping))
    values: dict[str, object] = {"day": view.desk.today}
    draft = await ask_draft(view, "Listenin adı ve günü", CodeListDraft, key="tasinir_kod.al", values=values)
    if draft is None:
        view.say(_UNTAKEN)
        return
    changes = await view.desk.look(lambda look: codes.changes_of(look, reading, whole=bool(draft.whole)))
    if changes.nothing and not reading.errors:
        view.say(f"{table.name}: liste kayıtlı kodlarla aynı; değişen kod yok.")
    elif await _agreed(view, draft, reading, changes):
        await _write(view, draft, reading, mapping, len(changes.new))
    else:
        view.say(_UNTAKEN)


async def _agreed(view: View, draft: CodeListDraft, reading: CodesReading, changes: CodeChanges) -> bool:
    """Shows what is refused and what would change; refused rows are left out only if that is said."""
    refused = [f"× {error.row}. satır alınmaz: {error.message}" for error in reading.errors]
    text = f"{draft.name}, {format_date(draft.day)} gününden itibaren\n"
    text += f"{reading.name}: {format_int(len(reading.codes))} kod okundu; {changes.words}"
    if refused:
        text += f"\n{format_int(len(refused))} satır alınmıyor. Dosyayı düzeltip yeniden de alabilirsiniz."
    dialog = IntakeDialog(_TITLE, text, (*refused, *changes.lines, *reading.lines), (), {})
    if not await view.app.push_screen_wait(dialog):
        return False
    if not refused:
        return True
    question = f"{format_int(len(refused))} satır okunamadı. Liste bu satırlar olmadan alınsın mı?"
    choices = (("vazgec", "Vazgeç; dosyayı düzelteceğim"), ("al", "Al; bu satırlar olmadan"))
    return await view.app.push_screen_wait(ConfirmDialog(_TITLE, question, choices, "vazgec")) == "al"


async def _write(
    view: View, draft: CodeListDraft, reading: CodesReading, mapping: ColumnMapping, total: int
) -> None:
    progress = ProgressDialog(f"{_TITLE} alınıyor")
    view.app.push_screen(progress)

    def told(done: int) -> None:
        progress.advance(done, total, "Kodlar yazılıyor")
        if progress.cancelled:
            raise BadInput("Liste alınmadı: durduruldu; hiçbir kayıt yazılmadı.")

    try:
        found = await view.desk.work(
            lambda job: codes.import_codes(job, draft, reading, mapping, told, skip_refused=bool(reading.errors))
        )
    finally:
        progress.dismiss(None)
    view.say(f"{draft.name} alındı: {found.words}")
    view.post_message(View.Changed())
