"""Taking an içerik listesi, a saklama planı or an existing archive: choose the file, map its columns, see what it
brings, take."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

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
from screens.tables import TABLE_ENDINGS, ask_styles, choose_sheet
from screens.view import View
from screens.widgets.intake_dialog import IntakeDialog
from screens.widgets.mapping_dialog import MappingDialog
from screens.widgets.read_dialogs import ProgressDialog

if TYPE_CHECKING:
    from data.arsiv.archive_drafts import ArchiveFileDraft, ArchiveReading

_UNTAKEN: Final = "Dosya alınmadı."
_STOPPED: Final = "Dosya alınmadı: durduruldu; hiçbir satır yazılmadı."
_LONG: Final = 5_000
"""Rows whose reading takes longer than a moment."""
Reader = Callable[[View, TabularFile, Sheet, ColumnMapping], Awaitable[Any]]
"""Answers with the reading, or ``None`` if the person gave it up."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """How one kind of file is read and written.

    Attributes:
        target: Under which its mappings are remembered.
        read: Its reading's ``lines`` begin with the count, its ``errors`` are refused rows.
        write: Answers with how many were written.
        total: How many a reading brings.
    """

    title: str
    target: str
    headings: Mapping[str, tuple[str, ...]]
    labels: Sequence[tuple[str, str]]
    missing: Callable[[frozenset[str]], str]
    read: Reader
    write: Callable[[Work, Any, ColumnMapping, Callable[[int], None]], int]
    total: Callable[[Any], int]


async def import_lines(view: View, row: FolderRow) -> None:
    """An içerik listesi into an open folder; nothing is written while a row is refused."""
    kind = _Kind(
        title=f"Dosya içerik listesi: {name_of(row)}",
        target=filing.LINES_TARGET,
        headings=filing_intake.HEADINGS,
        labels=filing_intake.column_labels(),
        missing=filing_intake.missing_columns,
        read=_at_once(
            lambda look, table, sheet, mapping: filing_intake.read_lines(look, table, sheet, mapping, row.id)
        ),
        write=lambda job, reading, mapping, told: filing.import_lines(
            job, row.id, reading.drafts, (reading.name, reading.sha256), mapping, told
        ),
        total=lambda reading: len(reading.rows),
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
        read=_at_once(
            lambda look, table, sheet, mapping: retention_intake.read_retention(look, table, sheet, mapping, draft)
        ),
        write=lambda job, reading, mapping, told: retention.import_retention(
            job, draft, reading.plan, mapping, told
        ),
        total=lambda reading: len(reading.plan.rows),
    )
    await _import(view, kind)


async def import_archive(view: View) -> None:
    """The folders that an office has already, from its list; what it brings is compared with the shelf first."""
    from data.arsiv import archive_drafts, archive_scan
    from data.arsiv.operations import archive_import

    draft = await ask_draft(view, "Var olan arşiv", archive_drafts.ArchiveFileDraft, key="klasor.al")
    if draft is None:
        return
    kind = _Kind(
        title="Var olan arşiv",
        target=archive_drafts.TARGET,
        headings=archive_scan.HEADINGS,
        labels=archive_scan.column_labels(),
        missing=archive_scan.missing_columns,
        read=lambda view, table, sheet, mapping: _read_archive(view, table, sheet, mapping, draft),
        write=archive_import.import_archive,
        total=lambda reading: len(reading.folders),
    )
    await _import(view, kind)


async def _read_archive(
    view: View, table: TabularFile, sheet: Sheet, mapping: ColumnMapping, draft: ArchiveFileDraft
) -> ArchiveReading | None:
    """Asks how its days are written where that is not plain, then holds it against the store."""
    from data.arsiv import archive_intake, archive_scan

    scanned = await view.desk.thread(lambda: archive_scan.scan(table, sheet, mapping))
    styles = await ask_styles(view, scanned.styles, scanned.questions, lambda field: archive_scan.LABELS[field])
    if styles is None:
        return None
    rows = len(scanned.rows)
    progress = ProgressDialog("Dosya denetleniyor") if rows > _LONG else None
    if progress is not None:
        view.app.push_screen(progress)
    told = _telling(progress, rows, "Satırlar denetleniyor")
    try:
        return await view.desk.look(lambda look: archive_intake.read_archive(look, scanned, draft, styles, told))
    finally:
        if progress is not None:
            progress.dismiss(None)


def _at_once(read: Callable[[Look, TabularFile, Sheet, ColumnMapping], Any]) -> Reader:
    """Reads a short file without asking anything more."""

    async def reader(view: View, table: TabularFile, sheet: Sheet, mapping: ColumnMapping) -> Any:
        return await view.desk.look(lambda look: read(look, table, sheet, mapping))

    return reader


def _telling(progress: ProgressDialog | None, total: int, words: str) -> Callable[[int], None]:
    """Shows how far it is; stops everything by raising once the person wants it."""

    def told(done: int) -> None:
        if progress is not None:
            progress.advance(done, total, words)
            if progress.cancelled:
                raise BadInput(_STOPPED)

    return told


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
    reading = await kind.read(view, table, sheet, mapping)
    if reading is None:
        return False
    label_of = {column + 1: dict(kind.labels)[name] for name, column in mapping.columns}
    count, *lines = reading.lines or ("",)
    dialog = IntakeDialog(kind.title, f"{table.name}\n{count}", lines, reading.errors, label_of)
    if not await view.app.push_screen_wait(dialog):
        return False
    await _write(view, kind, reading, mapping)
    return True


async def _write(view: View, kind: _Kind, reading: Any, mapping: ColumnMapping) -> None:
    progress = ProgressDialog(f"{kind.title} alınıyor")
    view.app.push_screen(progress)
    told = _telling(progress, kind.total(reading), "Satırlar yazılıyor")
    try:
        count = await view.desk.work(lambda job: kind.write(job, reading, mapping, told))
    finally:
        progress.dismiss(None)
    view.say(f"{kind.title}: {format_int(count)} satır alındı")
    view.post_message(View.Changed())
