"""A filled sheet on its way in: file, sheet, month, columns, letters; then what is found is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from data.core import taken
from data.core.errors import BadInput, MasaError
from data.core.intake.mapping import ColumnMapping
from data.core.intake.tables import Sheet, TabularFile
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import visible
from data.puantaj import sheet_cells, sheet_columns, sheet_intake, sheet_views
from data.puantaj.operations import sheets
from data.puantaj.rules import codes as code_keys
from data.puantaj.rules.codes import Codes
from data.puantaj.setup import codes_in_use
from data.puantaj.sheet_cells import BLANK, NUMBER, Guess
from data.puantaj.sheet_columns import Layout
from data.puantaj.sheet_intake import SheetReading, Told
from data.puantaj.sheet_views import SheetAudit, SheetMonth
from screens.problems import show_problem
from screens.puantaj.letters_dialog import LettersDialog, Options
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog
from screens.widgets.mapping_dialog import MappingDialog
from screens.widgets.read_dialogs import ProgressDialog

T = TypeVar("T")
_ENDINGS = (".xlsx", ".xls", ".xlsm", ".csv", ".txt")


class Stopped(BadInput):
    """The person stopped it; nothing was written."""

    def __init__(self) -> None:
        super().__init__("Durduruldu; hiçbir kayıt yazılmadı.")


@dataclass(frozen=True, slots=True)
class SheetCase:
    """A sheet with everything that was said about it.

    Attributes:
        office: The name that a clerk gave its source; empty where the headings alone tell it.
        letters: What its letters mean. ``audit`` is empty until they are known.
    """

    table: TabularFile
    content: bytes
    sheet: Sheet
    layout: Layout
    month: SheetMonth
    mapping: ColumnMapping
    reading: SheetReading
    office: str
    letters: dict[str, str]
    audit: SheetAudit


async def import_sheet(view: View, puantaj_id: int | None = None) -> SheetCase | None:
    """Asks for a file and all that must be known to read it; ``None`` if it was given up.

    Args:
        puantaj_id: The month that it is for; without it one is chosen.
    """
    path = await view.choose_file("Doldurulmuş puantaj cetveli", _ENDINGS)
    if path is None:
        return None
    try:
        return await _opened(view, path, puantaj_id)
    except Stopped as stopped:
        view.say(stopped.message)
    except MasaError as problem:
        view.say("Cetvel alınmadı.")
        await show_problem(view.app, problem)
    return None


async def _opened(view: View, path: Path, puantaj_id: int | None) -> SheetCase | None:
    table, content = await with_progress(view, "Cetvel okunuyor", "Dosya okunuyor", lambda _: _load(view, path))
    found = await view.desk.thread(lambda: sheet_columns.sheets_of(table))
    chosen = await _one_sheet(view, found)
    month = await _one_month(view, chosen[1], puantaj_id) if chosen is not None else None
    if chosen is None or month is None:
        view.say("Cetvel alınmadı.")
        return None
    sheet, layout = chosen
    mapping = await view.desk.look(lambda look: _known_mapping(look, layout))
    if sheet_columns.missing_columns(layout, frozenset(dict(mapping.columns))):
        return await map_columns(view, table, content, sheet, layout, month, mapping)
    return await _read(view, table, content, sheet, layout, month, mapping)


def _load(view: View, path: Path) -> tuple[TabularFile, bytes]:
    table, content = sheet_intake.open_file(path)
    view.desk.look_here(lambda look: taken.refuse_second_time(look, sheet_views.TARGET, table.sha256, table.name))
    return table, content


async def _one_sheet(view: View, found: Sequence[tuple[Sheet, Layout]]) -> tuple[Sheet, Layout] | None:
    if len(found) == 1:
        return found[0]
    options = [(str(place), visible(sheet.name)) for place, (sheet, _) in enumerate(found)]
    chosen = await view.app.push_screen_wait(ChooseDialog("Hangi sayfa alınacak?", options))
    return found[int(chosen[0])] if chosen else None


async def _one_month(view: View, layout: Layout, puantaj_id: int | None) -> SheetMonth | None:
    months = await view.desk.look(lambda look: sheet_views.months_for_sheets(look, puantaj_id))
    if puantaj_id is not None:
        return months[0] if months else None
    months = tuple(sorted((one for one in months if _fits(layout, one)), key=lambda one: _strange(layout, one)))
    if not months:
        raise BadInput("Cetvelin dönemi için açılmış puantaj yok.", "Önce N ile grubun dönemini açın.")
    if len(months) == 1:
        return months[0]
    options = [(str(month.id), month.title + ("" if month.open else " (yalnız denetim)")) for month in months]
    chosen = await view.app.push_screen_wait(ChooseDialog("Cetvel hangi puantajın?", options))
    return next(month for month in months if str(month.id) == chosen[0]) if chosen else None


def _fits(layout: Layout, month: SheetMonth) -> bool:
    """Whether the sheet can be of that month's period, as far as its headings tell."""
    if layout.days:
        first = layout.days[0]
        return first.day in month.period if first.day is not None else first.number == month.period.start.day
    return layout.hint is None or layout.hint == month.period


def _strange(layout: Layout, month: SheetMonth) -> bool:
    """Whether the sheet's title or its names of weekdays speak against the month; such months come last."""
    by_number = {day.day: day for day in month.period.days}
    days = [(one.column, one.day or by_number.get(one.number)) for one in layout.days]
    other = layout.hint is not None and layout.hint != month.period
    return other or sheet_columns.stale_weekday(layout, days) is not None


def _known_mapping(look: Look, layout: Layout) -> ColumnMapping:
    if not layout.days:
        return taken.mapping_for(look, sheet_views.TARGET, layout.plain, sheet_columns.HEADINGS)
    kept = taken.saved_mapping(look, sheet_views.TARGET, layout.plain)
    return kept if kept is not None else sheet_columns.guessed(layout)


async def map_columns(
    view: View,
    table: TabularFile,
    content: bytes,
    sheet: Sheet,
    layout: Layout,
    month: SheetMonth,
    start: ColumnMapping,
) -> SheetCase | None:
    """Asks for the columns, then reads by them; ``None`` if it was given up."""
    mapping = await view.app.push_screen_wait(
        MappingDialog(
            f"Sütunlar: {table.name}",
            layout.plain,
            sheet_columns.column_labels(layout),
            start,
            partial(sheet_columns.missing_columns, layout),
        )
    )
    if mapping is None:
        view.say("Cetvel alınmadı.")
        return None
    return await _read(view, table, content, sheet, layout, month, mapping)


async def _read(
    view: View,
    table: TabularFile,
    content: bytes,
    sheet: Sheet,
    layout: Layout,
    month: SheetMonth,
    mapping: ColumnMapping,
) -> SheetCase | None:
    reading = await with_progress(
        view, "Cetvel okunuyor", "Satırlar okunuyor",
        lambda told: sheet_intake.read_sheet(table, layout, mapping, month.period, told),
    )  # fmt: skip
    office = await _office(view, mapping.source)
    if office is None:
        view.say("Cetvel alınmadı.")
        return None
    none_yet = SheetAudit(month.id, month.title, 0, (), (), (), ())
    case = SheetCase(table, content, sheet, layout, month, mapping, reading, office, {}, none_yet)
    found = await with_letters(view, case)
    if found is None:
        view.say("Cetvel alınmadı.")
    return found


async def _office(view: View, source: str) -> str | None:
    """Which office sent it, asked only where several send sheets with the same headings."""
    names = await view.desk.look(lambda look: sheet_views.source_names(look, source))
    if not names:
        return ""
    options = [*((name, visible(name)) for name in names), ("", "Adı verilmemiş kaynak")]
    chosen = await view.app.push_screen_wait(
        ChooseDialog("Cetvel hangi kaynaktan?", options, text="Harfler her kaynak için ayrı saklanır.")
    )
    return chosen[0] if chosen else None


async def with_letters(view: View, case: SheetCase, *, ask: bool = False) -> SheetCase | None:
    """The case with what its letters mean, audited; asks where a letter of its source is not known yet.

    Args:
        ask: Ask in any case.
    """
    reading, source = case.reading, case.mapping.source
    kept = await view.desk.look(lambda look: sheet_views.kept_letters(look, source, case.office)) | case.letters
    letters = kept
    if ask or any(use.key not in kept for use in reading.letters):
        answer = await _ask_letters(view, case, kept)
        if answer is None:
            return None
        asked = {use.key for use in reading.letters}
        letters = {key: meaning for key, meaning in kept.items() if key not in asked} | answer
    (month,) = await view.desk.look(lambda look: sheet_views.months_for_sheets(look, case.month.id))
    case = replace(case, letters=letters, month=month)
    return replace(case, audit=await _audited(view, case))


async def _ask_letters(view: View, case: SheetCase, known: dict[str, str]) -> dict[str, str] | None:
    """Asks what the sheet's letters mean, starting from what is known of the source."""
    reading, month = case.reading, case.month
    codes = await view.desk.look(codes_in_use)
    guesses = {use.key: sheet_cells.guess(use.key, codes, month.kinds) for use in reading.letters}
    options = {use.key: _options(use.key, codes, month) for use in reading.letters}
    start = {key: found.meaning for key, found in guesses.items() if found.sure} | known
    return await view.app.push_screen_wait(
        LettersDialog(
            f"Harfler: {case.office or reading.file}", reading.letters, options, start, _offered(guesses)
        )
    )


def _offered(guesses: dict[str, Guess]) -> dict[str, Guess]:
    return {key: found for key, found in guesses.items() if found.meaning}


def _options(key: str, codes: Codes, month: SheetMonth) -> Options:
    nothing = (sheet_cells.NOTHING, "Yok say: programın hesabı kalsın")
    if key == NUMBER:
        return (
            (sheet_cells.HOURS, "Saat: o gün çalışılan süre"),
            (sheet_cells.DAYS, "Gün: 1 tam, 0,5 yarım gün çalışıldı"),
            nothing,
        )
    named = [(code.key, f"{code.letter} {code.name}") for code in sheet_cells.choices(codes, month.kinds)]
    if key == BLANK:
        return (nothing, *named)
    half = (f"{code_keys.CALISTI}{sheet_cells.HALF}", "½ Yarım gün çalıştı")
    return (*named, half, nothing)


async def _audited(view: View, case: SheetCase) -> SheetAudit:
    """Remembers what the source means, and audits."""
    reading, letters, month_id = case.reading, case.letters, case.month.id
    if view.desk.actor.can(sheet_views.AREA, Verb.IMPORT):
        await view.desk.work(lambda work: sheets.remember_source(work, reading.mapping, letters, case.office))
    return await with_progress(
        view, "Cetvel denetleniyor", "Kişiler denetleniyor",
        lambda told: view.desk.look_here(
            lambda look: sheet_views.audit_sheet(look, month_id, reading, letters, told)
        ),
    )  # fmt: skip


async def with_progress(view: View, title: str, words: str, run: Callable[[Told], T]) -> T:
    """Runs something long in a thread with its progress in sight; Esc stops it.

    Raises:
        Stopped: the person did.
    """
    progress = ProgressDialog(title)
    view.app.push_screen(progress)

    def told(done: int, total: int) -> None:
        progress.advance(done, total, words)
        if progress.cancelled:
            raise Stopped

    try:
        return await view.desk.thread(lambda: run(told))
    finally:
        progress.dismiss(None)
