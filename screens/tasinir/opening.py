"""Taking an opening: choose the file, map its columns, say what its names stand for, agree its totals, take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.core import taken
from data.core.drafts import specs
from data.core.errors import BadFields, BadInput, MasaError
from data.core.intake.column_styles import Styles
from data.core.intake.mapping import ColumnMapping
from data.core.intake.tables import Sheet, TabularFile, read_table
from data.core.store import Look, Work
from data.tasinir import opening_intake, opening_reading, papers_opening
from data.tasinir.opening_drafts import Answers, Asked, ItemOpeningDraft, OpeningDraft, OpeningReading, Unknown
from data.tasinir.opening_intake import OpeningKind, Scan
from data.tasinir.operations import opening, opening_answers
from screens.forms import ask_draft
from screens.paper_export import export_paper
from screens.problems import show_problem
from screens.tables import TABLE_ENDINGS, ask_styles, choose_sheet
from screens.tasinir.opening_answers import Chooser
from screens.tasinir.opening_dialogs import OpeningDialog, ResolveDialog
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog, ReasonDialog
from screens.widgets.mapping_dialog import MappingDialog
from screens.widgets.read_dialogs import ProgressDialog

_TITLE = "Açılış dosyası"
_UNTAKEN = "Dosya alınmadı."
_NAMES = "adlar"
_LONG = 5_000
"""Rows whose reading takes longer than a moment."""


async def import_opening(view: View) -> None:
    """The whole way of one file; nothing is written before its totals were seen, nor while a row is refused."""
    path = await view.choose_file(_TITLE, TABLE_ENDINGS)
    if path is None:
        return
    view.say(f"{path.name} okunuyor…")
    try:
        done = await _take(view, await view.desk.thread(lambda: read_table(path)))
    except MasaError as problem:
        view.say(_UNTAKEN)
        await show_problem(view.app, problem)
        return
    view.say(done or _UNTAKEN)
    if done:
        view.reload()
        view.post_message(View.Changed())


@dataclass(frozen=True, slots=True)
class _Ready:
    """What was said of a file before it is read against the store."""

    scanned: Scan
    mapping: ColumnMapping
    styles: Styles
    draft: OpeningDraft


async def _take(view: View, table: TabularFile) -> str:
    """The quiet line of what was taken; empty if the person gave it up."""
    ready = await _ask(view, table)
    if ready is None:
        return ""
    ambar_id = ready.draft.ambar_id
    answers = await view.desk.look(lambda look: opening_answers.remembered_answers(look, ambar_id))
    reading = await _read(view, ready, answers)
    while True:
        # A file with refused rows has to be mended anyway: those are seen before its names are asked.
        if not reading.unknowns or reading.errors:
            done = await _agree(view, reading, ready.mapping)
            if done != _NAMES:
                return done
        found = await _resolve(view, ready, reading.unknowns or reading.answered)
        if found is None and reading.unknowns and not reading.errors:
            return ""
        answers |= found or {}
        reading = await _read(view, ready, answers)


async def _resolve(view: View, ready: _Ready, names: Sequence[Unknown]) -> dict[tuple[Asked, str], int] | None:
    """Asks what names stand for and remembers it for the next file; ``None`` if the person gave it up."""
    chooser = Chooser(view, ready.draft)
    chosen = await view.app.push_screen_wait(ResolveDialog("Dosyadaki adlar", names, chooser.choose))
    if chosen is None:
        return None
    found = {key: answer for key, (answer, _) in chosen.items()}
    await view.desk.work(lambda work: opening_answers.remember_answers(work, ready.draft.ambar_id, found))
    return found


async def _ask(view: View, table: TabularFile) -> _Ready | None:
    sheet = await choose_sheet(view, table)
    kind = await _kind(view, sheet) if sheet is not None else None
    if sheet is None or kind is None:
        return None
    start = await view.desk.look(
        lambda look: taken.mapping_for(look, kind.target, sheet, opening_intake.headings(kind))
    )
    labels = opening_intake.column_labels(kind)
    mapping = await view.app.push_screen_wait(
        MappingDialog(f"Sütunlar: {table.name}", sheet, labels, start,
                      lambda fields: opening_intake.missing_columns(kind, fields))
    )  # fmt: skip
    if mapping is None:
        return None
    spreadsheet = table.format != "metin"
    scanned = await view.desk.thread(
        lambda: opening_intake.scan(kind, table.name, table.sha256, sheet, mapping, spreadsheet=spreadsheet)
    )
    styles = await ask_styles(view, scanned.styles, scanned.questions, opening_intake.label_of)
    draft = await _draft(view, kind) if styles is not None else None
    return _Ready(scanned, mapping, styles, draft) if styles is not None and draft is not None else None


async def _kind(view: View, sheet: Sheet) -> OpeningKind | None:
    options = tuple((kind.value, kind.label) for kind in OpeningKind)
    likely = opening_intake.guess_kind(sheet).value
    chosen = await view.app.push_screen_wait(ChooseDialog("Dosyada ne var?", options, chosen=(likely,)))
    return OpeningKind(chosen[0]) if chosen else None


async def _draft(view: View, kind: OpeningKind) -> OpeningDraft | None:
    """Ambar, day and paper of the opening; asked again with what was typed while the dates do not fit."""
    form = ItemOpeningDraft if kind is OpeningKind.DAYANIKLI else OpeningDraft
    values: dict[str, object] = {"day": view.desk.today}
    while True:
        typed = await ask_draft(view, "Açılış bilgileri", form, key=f"{kind.target}.bilgi", values=values)
        if typed is None:
            return None
        draft = typed
        try:
            await view.desk.look(lambda look: opening.require_possible(look, draft))  # noqa: B023 - awaited at once
        except BadFields as problem:
            await show_problem(view.app, problem)
            values = {name: getattr(draft, name) for name in specs(form)}
            continue
        return draft


async def _read(view: View, ready: _Ready, answers: Answers) -> OpeningReading:
    """Holds a file against the store; of a long one it is told how far that is."""
    view.say(f"{ready.scanned.name} denetleniyor…")
    rows = len(ready.scanned.rows)
    progress = ProgressDialog("Dosya denetleniyor") if rows > _LONG else None
    if progress is not None:
        view.app.push_screen(progress)

    def told(done: int) -> None:
        if progress is not None:
            progress.advance(done, rows, "Satırlar denetleniyor")
            if progress.cancelled:
                raise BadInput("Dosya alınmadı: durduruldu; hiçbir kayıt yazılmadı.")

    def read(look: Look) -> OpeningReading:
        return opening_reading.read_opening(look, ready.scanned, ready.draft, ready.styles, answers, told)

    try:
        return await view.desk.look(read)
    finally:
        if progress is not None:
            progress.dismiss(None)


async def _agree(view: View, reading: OpeningReading, mapping: ColumnMapping) -> str:
    """Shows what the file brings until it is taken or given up; its list can be printed on the way.

    Answers with the quiet line, empty for given up, or :data:`_NAMES` where its names are to be looked at.
    """
    warnings = await view.desk.look(lambda look: opening.opening_warnings(look, reading))
    while True:
        answer = await view.app.push_screen_wait(OpeningDialog(reading, warnings))
        if answer == _NAMES:
            return _NAMES
        if answer != "aktar":
            break
        title = "Alınmayan satırlar" if reading.errors else "Mutabakat listesi"
        await export_paper(view, title, lambda work: papers_opening.totals_for_export(work, reading))
    if answer is None:
        return ""
    reason = ""
    if warnings:
        said = await view.app.push_screen_wait(ReasonDialog(_TITLE, "\n".join(warnings)))
        if said is None:
            return ""
        reason = said
    return await _write(view, reading, mapping, reason)


async def _write(view: View, reading: OpeningReading, mapping: ColumnMapping, reason: str) -> str:
    progress = ProgressDialog("Açılış kaydediliyor")
    view.app.push_screen(progress)

    def told(done: int, what: str) -> None:
        progress.advance(done, len(reading.lines), what)
        if progress.cancelled:
            raise BadInput("Dosya alınmadı: durduruldu; hiçbir kayıt yazılmadı.")

    def write(work: Work) -> opening.Opened:
        return opening.import_opening(work, reading, mapping, told, reason=reason)

    try:
        done = await view.desk.work(write)
    finally:
        progress.dismiss(None)
    return done.words
