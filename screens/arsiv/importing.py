"""Taking an içerik listesi or a saklama planı: choose the file, map its columns, see what it brings, take."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from data.arsiv import filing_intake, retention_intake
from data.arsiv.folder_views import FolderRow
from data.arsiv.operations import filing, retention
from data.arsiv.retention_drafts import RetentionFileDraft
from data.core import taken
from data.core.errors import BadInput, MasaError
from data.core.intake.mapping import ColumnMapping
from data.core.intake.tables import Sheet, TabularFile, read_table
from data.core.money import format_int
from data.core.store import Look, Work
from screens.arsiv.folder_words import name_of
from screens.forms import ask_draft
from screens.problems import show_problem
from screens.tables import TABLE_ENDINGS, choose_sheet
from screens.view import View
from screens.widgets.intake_dialog import IntakeDialog
from screens.widgets.mapping_dialog import MappingDialog
from screens.widgets.read_dialogs import ProgressDialog

_UNTAKEN: Final = "Dosya alınmadı."


@dataclass(frozen=True, slots=True)
class _Kind:
    """How one kind of file is read and written.

    Attributes:
        target: Under which its mappings are remembered.
        read: Answers with the reading, whose ``lines`` begin with the count and whose ``errors`` are refused rows.
        write: Answers with how many were written.
    """

    title: str
    target: str
    headings: Mapping[str, tuple[str, ...]]
    labels: Sequence[tuple[str, str]]
    missing: Callable[[frozenset[str]], str]
    read: Callable[[Look, TabularFile, Sheet, ColumnMapping], Any]
    write: Callable[[Work, Any, ColumnMapping, Callable[[int], None]], int]


async def import_lines(view: View, row: FolderRow) -> None:
    """An içerik listesi into an open folder; nothing is written while a row is refused."""
    kind = _Kind(
        title=f"Dosya içerik listesi: {name_of(row)}",
        target=filing.LINES_TARGET,
        headings=filing_intake.HEADINGS,
        labels=filing_intake.column_labels(),
        missing=filing_intake.missing_columns,
        read=lambda look, table, sheet, mapping: filing_intake.read_lines(look, table, sheet, mapping, row.id),
        write=lambda job, reading, mapping, told: filing.import_lines(
            job, row.id, reading.drafts, (reading.name, reading.sha256), mapping, told
        ),
    )
    await _import(view, kind)


async def import_plan(view: View) -> None:
    """The institution's saklama planı, for all units or one, from a day on."""
    values = {"first_day": view.desk.today}
    draft = await ask_draft(view, "Saklama planı dosyası", RetentionFileDraft, key="saklama.al", values=values)
    if draft is None:
        return
    kind = _Kind(
        title="Saklama planı",
        target=retention.KIND,
        headings=retention_intake.HEADINGS,
        labels=retention_intake.column_labels(),
        missing=retention_intake.missing_columns,
        read=lambda look, table, sheet, mapping: retention_intake.read_retention(
            look, table, sheet, mapping, draft
        ),
        write=lambda job, reading, mapping, told: retention.import_retention(
            job, draft, reading.plan, mapping, told
        ),
    )
    await _import(view, kind)


async def _import(view: View, kind: _Kind) -> None:
    path = await view.choose_file(kind.title, TABLE_ENDINGS)
    if path is None:
        return
    view.say(f"{path.name} okunuyor…")
    try:
        table = await view.desk.thread(lambda: read_table(path))
        if not await _take(view, kind, table):
            view.say(_UNTAKEN)
    except MasaError as problem:
        view.say(_UNTAKEN)
        await show_problem(view.app, problem)


async def _take(view: View, kind: _Kind, table: TabularFile) -> bool:
    """Whether it was written."""
    sheet = await choose_sheet(view, table)
    if sheet is None:
        return False
    start = await view.desk.look(lambda look: taken.mapping_for(look, kind.target, sheet, kind.headings))
    mapping = await view.app.push_screen_wait(
        MappingDialog(f"Sütunlar: {table.name}", sheet, kind.labels, start, kind.missing)
    )
    if mapping is None:
        return False
    view.say(f"{table.name} denetleniyor…")
    reading = await view.desk.look(lambda look: kind.read(look, table, sheet, mapping))
    label_of = {column + 1: dict(kind.labels)[name] for name, column in mapping.columns}
    count, *lines = reading.lines or ("",)
    dialog = IntakeDialog(kind.title, f"{table.name}\n{count}", lines, reading.errors, label_of)
    if not await view.app.push_screen_wait(dialog):
        return False
    await _write(view, kind, reading, mapping, len(lines))
    return True


async def _write(view: View, kind: _Kind, reading: Any, mapping: ColumnMapping, total: int) -> None:
    progress = ProgressDialog(f"{kind.title} alınıyor")
    view.app.push_screen(progress)

    def told(done: int) -> None:
        progress.advance(done, total, "Satırlar yazılıyor")
        if progress.cancelled:
            raise BadInput("Dosya alınmadı: durduruldu; hiçbir satır yazılmadı.")

    try:
        count = await view.desk.work(lambda job: kind.write(job, reading, mapping, told))
    finally:
        progress.dismiss(None)
    view.say(f"{kind.title}: {format_int(count)} satır alındı")
    view.post_message(View.Changed())
