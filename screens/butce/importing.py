"""Taking the office's own files: its ödenek cetveli with which a year opens, and what it did so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from data.butce import (
    cetvel_columns,
    cetvel_reading,
    cetvel_rows,
    continuing_views,
    past_reading,
    past_rows,
    pick_views,
)
from data.butce.cetvel_drafts import CetvelDraft
from data.butce.operations import cetvel, past
from data.butce.papers_intake import cetvel_for_export, past_for_export
from data.butce.past_drafts import PastDraft
from data.core import taken
from data.core.errors import MasaError
from data.core.intake.column_styles import Styles
from data.core.intake.mapping import ColumnMapping
from data.core.intake.tables import Sheet, TabularFile, read_table
from data.core.paper import Paper
from data.core.store import Look, Work
from screens.butce.asking import show_warnings
from screens.butce.intake_dialog import (
    PRINT,
    TAKE,
    AgreeDialog,
    cetvel_items,
    cetvel_text,
    past_items,
    past_text,
    refused_items,
)
from screens.butce.year import remember_year
from screens.forms import ask_draft
from screens.paper_export import export_together
from screens.problems import show_problem
from screens.tables import TABLE_ENDINGS, ask_styles, choose_sheet
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog
from screens.widgets.dialog import Dialog
from screens.widgets.mapping_dialog import MappingDialog
from screens.widgets.read_dialogs import ProgressDialog

_UNTAKEN: Final = "Dosya alınmadı."


@dataclass(frozen=True, slots=True)
class _Kind:
    """How one kind of file is read, agreed and written.

    Attributes:
        draft: What holds for the whole file.
        possible: Refuses a draft that cannot be.
        dialog: What is agreed.
        write: Answers with the quiet line, what stays until it is read, and the year it went into.
    """

    title: str
    draft: type[Any]
    labels: Callable[[], tuple[tuple[str, str], ...]]
    label_of: Callable[[str], str]
    missing: Callable[[frozenset[str]], str]
    mapping: Callable[[Look, Sheet], ColumnMapping]
    scan: Callable[..., Any]
    possible: Callable[[Look, Any], object]
    read: Callable[[Look, Any, Any, Styles], Any]
    dialog: Callable[[str, Any], Dialog[str | None]]
    paper: Callable[[Work, Any], tuple[Paper, ...]]
    write: Callable[[Work, Any, ColumnMapping], tuple[str, tuple[str, ...], int]]


def _cetvel_dialog(title: str, reading: Any) -> Dialog[str | None]:
    if reading.errors:
        columns = {column: cetvel_columns.label_of(field) for field, column in reading.columns}
        return AgreeDialog(title, cetvel_text(reading), refused_items(reading.errors, columns), refused=True)
    return AgreeDialog(title, cetvel_text(reading), cetvel_items(reading), refused=False)


def _past_dialog(title: str, reading: Any) -> Dialog[str | None]:
    if reading.errors:
        columns = {column: past_rows.label_of(field) for field, column in reading.columns}
        return AgreeDialog(title, past_text(reading), refused_items(reading.errors, columns), refused=True)
    return AgreeDialog(title, past_text(reading), past_items(reading), refused=False)


def _write_cetvel(work: Work, reading: Any, mapping: ColumnMapping) -> tuple[str, tuple[str, ...], int]:
    done = cetvel.import_cetvel(work, reading, mapping)
    alone = continuing_views.unlinked(work, done.yil_id)
    told = (f"{alone} tertip geçen yılınkine bağlanmadı: B ile Yıllar arası karşılıklar bölümünde bağlanır.",)
    return done.words, told if alone else (), done.yil_id


def _write_past(work: Work, reading: Any, mapping: ColumnMapping) -> tuple[str, tuple[str, ...], int]:
    done = past.import_past(work, reading, mapping)
    return done.words, done.warnings, reading.yil_id


_KINDS: Final = {
    "cetvel": _Kind(
        title="Ödenek cetveli",
        draft=CetvelDraft,
        labels=cetvel_columns.column_labels,
        label_of=cetvel_columns.label_of,
        missing=cetvel_columns.missing_columns,
        mapping=cetvel_columns.mapping_for,
        scan=cetvel_rows.scan,
        possible=cetvel_reading.require_possible,
        read=cetvel_reading.read_cetvel,
        dialog=_cetvel_dialog,
        paper=cetvel_for_export,
        write=_write_cetvel,
    ),
    "hareket": _Kind(
        title="Hareket dosyası",
        draft=PastDraft,
        labels=past_rows.column_labels,
        label_of=past_rows.label_of,
        missing=past_rows.missing_columns,
        mapping=lambda look, sheet: taken.mapping_for(look, past_rows.TARGET, sheet, past_rows.HEADINGS),
        scan=past_rows.scan,
        possible=past_reading.require_possible,
        read=past_reading.read_past,
        dialog=_past_dialog,
        paper=past_for_export,
        write=_write_past,
    ),
}
_OPTIONS: Final = (
    ("cetvel", "Ödenek cetveli (A, Örnek-14): tertipler ve başlangıç ödenekleri"),
    ("hareket", "Yıl içinde yapılanlar: harcama, bloke, taahhüt, ek, aktarma…"),
)


async def import_file(view: View) -> None:
    """The whole way of one file; nothing is written before its sums were seen, nor while a row is refused."""
    chosen = await view.app.push_screen_wait(ChooseDialog("Dosyada ne var?", _OPTIONS))
    if not chosen:
        return
    kind = _KINDS[chosen[0]]
    path = await view.choose_file(kind.title, TABLE_ENDINGS)
    if path is None:
        return
    view.say(f"{path.name} okunuyor…")
    try:
        done = await _take(view, kind, await view.desk.thread(lambda: read_table(path)))
    except MasaError as problem:
        view.say(_UNTAKEN)
        await show_problem(view.app, problem)
        return
    view.say(done or _UNTAKEN)
    if done:
        view.post_message(View.Changed())


async def _take(view: View, kind: _Kind, table: TabularFile) -> str:
    """The quiet line of what was taken; empty if the person gave it up."""
    sheet = await choose_sheet(view, table)
    if sheet is None:
        return ""
    start = await view.desk.look(lambda look: kind.mapping(look, sheet))
    mapping = await view.app.push_screen_wait(
        MappingDialog(f"Sütunlar: {table.name}", sheet, kind.labels(), start, kind.missing)
    )
    if mapping is None:
        return ""
    spreadsheet = table.format != "metin"
    scanned = await view.desk.thread(
        lambda: kind.scan(table.name, table.sha256, sheet, mapping, spreadsheet=spreadsheet)
    )
    styles = await ask_styles(view, scanned.styles, scanned.questions, kind.label_of)
    draft = await _draft(view, kind) if styles is not None else None
    if styles is None or draft is None:
        return ""
    view.say(f"{table.name} denetleniyor…")
    reading = await view.desk.look(lambda look: kind.read(look, scanned, draft, styles))
    return await _agree(view, kind, reading, mapping)


async def _draft(view: View, kind: _Kind) -> Any:
    """Unit, year and paper of the file; what cannot be is said in the form."""
    units = await view.desk.look(lambda look: pick_views.find_units(look, "", 2))

    async def possible(draft: Any) -> None:
        await view.desk.look(lambda look: kind.possible(look, draft))

    values = {
        "harcama_birimi_id": units[0].id if len(units) == 1 else None,
        "year": view.desk.today.year,
    }
    key = f"butce.dosya.{kind.draft.__name__}"
    return await ask_draft(view, kind.title, kind.draft, key=key, values=values, taken=possible)


async def _agree(view: View, kind: _Kind, reading: Any, mapping: ColumnMapping) -> str:
    """Shows what the file brings until it is taken or given up; its list can be printed on the way."""
    answer = await view.app.push_screen_wait(kind.dialog(kind.title, reading))
    while answer == PRINT:
        title = "Alınmayan satırlar" if reading.errors else "Mutabakat listesi"
        await export_together(view, title, lambda job: kind.paper(job, reading))
        answer = await view.app.push_screen_wait(kind.dialog(kind.title, reading))
    if answer != TAKE:
        return ""
    progress = ProgressDialog(f"{kind.title} kaydediliyor")
    view.app.push_screen(progress)
    try:
        words, warnings, yil_id = await view.desk.work(lambda job: kind.write(job, reading, mapping))
    finally:
        progress.dismiss(None)
    await remember_year(view, yil_id)
    await show_warnings(view, warnings)
    return words
