"""A on the document desk: an e-Yazışma package fills the form, a list is registered at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from data.core import taken
from data.core.drafts import FieldKind, FieldSpec, entry
from data.core.errors import BadInput, MasaError
from data.core.intake.mapping import ColumnMapping
from data.core.intake.tables import Sheet, TabularFile, read_table
from data.core.money import format_int
from data.core.store import Look
from data.core.text import fold
from data.evrak import intake
from data.evrak.intake import DocumentsReading
from data.evrak.operations import bulk
from screens.evrak.package import register_package
from screens.forms import ask_draft
from screens.problems import show_problem
from screens.view import View
from screens.widgets.intake_dialog import IntakeDialog
from screens.widgets.mapping_dialog import MappingDialog
from screens.widgets.read_dialogs import ProgressDialog

_PACKAGES = (".eyp", ".eyps")
_LISTS = (".csv", ".tsv", ".txt", ".xls", ".xlsx", ".xlsm")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDraft:
    """The unit that the documents of a list belong to."""

    birim_id: int = entry(FieldSpec("İlgili birim", FieldKind.PICK, lookup="birim", repeats=True))


async def import_file(view: View) -> None:
    """Asks for the file; its ending says which way it goes. Nothing is written before it was seen."""
    path = await view.choose_file("Paket ya da liste", (*_PACKAGES, *_LISTS))
    if path is None:
        return
    try:
        if fold(path.suffix) in _PACKAGES:
            await register_package(view, path)
        else:
            await _import_list(view, path)
    except MasaError as problem:
        view.say("Dosya alınmadı.")
        await show_problem(view.app, problem)


async def _import_list(view: View, path: Path) -> None:
    view.say(f"{path.name} okunuyor…")
    table, sheet, start = await view.desk.thread(lambda: _open(view, path))
    labels = intake.column_labels()
    mapping = await view.app.push_screen_wait(
        MappingDialog(f"Sütunlar: {table.name}", sheet, labels, start, intake.missing_columns)
    )
    unit = await ask_draft(view, "Hangi birimin evrakı?", UnitDraft, key="evrak.liste") if mapping else None
    if mapping is None or unit is None:
        view.say("Dosya alınmadı.")
        return
    view.say(f"{table.name} denetleniyor…")
    reading = await view.desk.look(lambda look: intake.read_documents(look, table, sheet, mapping, unit.birim_id))
    label_of = {column + 1: dict(labels)[name] for name, column in mapping.columns}
    text = f"{table.name}: {format_int(len(reading.documents.drafts))} yeni evrak"
    dialog = IntakeDialog("EBYS listesi", text, reading.lines, reading.errors, label_of)
    if await view.app.push_screen_wait(dialog):
        await _write(view, reading, mapping)
    else:
        view.say("Dosya alınmadı.")


def _open(view: View, path: Path) -> tuple[TabularFile, Sheet, ColumnMapping]:
    """The file, its fullest sheet, and how its columns map as far as it is known; runs in a worker thread."""
    table = read_table(path)
    sheet = max(table.sheets, key=lambda one: len(one.rows))

    def known(look: Look) -> ColumnMapping:
        taken.refuse_second_time(look, bulk.TARGET, table.sha256, table.name)
        return taken.mapping_for(look, bulk.TARGET, sheet, intake.HEADINGS)

    return table, sheet, view.desk.look_here(known)


async def _write(view: View, reading: DocumentsReading, mapping: ColumnMapping) -> None:
    total = len(reading.documents.drafts)
    progress = ProgressDialog("Evrak kaydediliyor")
    view.app.push_screen(progress)

    def told(done: int) -> None:
        progress.advance(done, total, "Kayıtlar yazılıyor")
        if progress.cancelled:
            raise BadInput("Liste alınmadı: durduruldu; hiçbir kayıt yazılmadı.")

    try:
        done = await view.desk.work(lambda work: bulk.register_list(work, reading.documents, mapping, told))
    finally:
        progress.dismiss(None)
    view.say(f"{reading.documents.name}: {format_int(len(done))} evrak, {done[0].kayit_no} – {done[-1].kayit_no}")
    view.post_message(View.Changed())
