"""Taking files into the area: a clock file, or a filled sheet of another office.

A clock file: choose, map the columns if its headings do not tell, look, take.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from data.core import taken
from data.core.calendar import format_date
from data.core.errors import MasaError
from data.core.intake.formats import load
from data.core.intake.mapping import ColumnMapping, ColumnsNotFound
from data.core.intake.tables import Sheet, read_table
from data.core.money import format_int
from data.puantaj import intake
from data.puantaj.intake import PunchReading
from data.puantaj.operations import punches
from screens.problems import show_problem
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog, ConfirmDialog
from screens.widgets.mapping_dialog import MappingDialog

_ENDINGS = (".dat", ".txt", ".csv", ".tsv", ".xls", ".xlsx")
_SHOWN_ERRORS = 6
_TABLE = "tablo"


@dataclass(frozen=True, slots=True)
class _Try:
    """What came of reading: the passes, or nothing if a person must map the columns first."""

    reading: PunchReading | None
    mapping: ColumnMapping | None


async def import_file(view: View, puantaj_id: int | None = None) -> None:
    """Asks what kind of file comes, and takes it.

    Args:
        puantaj_id: The open month that a sheet is for; without it one is chosen.
    """
    chosen = await view.app.push_screen_wait(
        ChooseDialog("Dosya al", (("kapi", "Kapı saati dosyası"), ("cetvel", "Doldurulmuş puantaj cetveli")))
    )
    if not chosen:
        return
    if chosen[0] == "kapi":
        await import_clock_file(view)
        view.reload()
    else:
        from screens.puantaj.sheet_result import take_in

        await take_in(view, puantaj_id)


async def import_clock_file(view: View) -> None:
    """The whole way of one file; nothing is written before it was seen."""
    path = await view.choose_file("Kapı saati dosyası", _ENDINGS)
    if path is None:
        return
    view.say(f"{path.name} okunuyor…")
    try:
        found: _Try | None = await view.desk.thread(lambda: _first_try(view, path))
        while found is not None:
            if found.reading is None:
                found = await _map_and_read(view, path, found.mapping)
                continue
            answer = await _ask(view, found.reading)
            if answer == "al":
                await _take(view, path, found.reading, found.mapping)
                return
            found = await _map_and_read(view, path, found.mapping) if answer == "esle" else None
    except MasaError as problem:
        await show_problem(view.app, problem)
    view.say("Dosya alınmadı.")


def _first_try(view: View, path: Path) -> _Try:
    """Reads by the remembered columns of this device, else by the headings; runs in a worker thread."""
    today = view.desk.today
    try:
        reading = intake.read_punches(path, today=today)
    except ColumnsNotFound:
        reading = None
    if reading is not None and reading.layout != _TABLE:
        return _Try(reading, None)
    sheet = _sheet(path)
    kept = view.desk.look_here(lambda look: taken.saved_mapping(look, punches.TARGET, sheet))
    if kept is None:
        return _Try(reading, None)
    return _Try(intake.read_punches(path, mapping=kept, today=today), kept)


def _sheet(path: Path) -> Sheet:
    """The sheet that a mapping is about: the first that holds anything, as the reader takes it."""
    sheets = read_table(path).sheets
    return next((sheet for sheet in sheets if sheet.rows), sheets[0])


async def _map_and_read(view: View, path: Path, present: ColumnMapping | None) -> _Try | None:
    """Asks for the columns, starting from the present ones, and reads by them; ``None`` to go back."""

    def known() -> tuple[Sheet, ColumnMapping]:
        sheet = _sheet(path)
        return sheet, view.desk.look_here(
            lambda look: taken.mapping_for(look, punches.TARGET, sheet, intake.PUNCH_HEADINGS)
        )

    sheet, start = await view.desk.thread(known)
    mapping = await view.app.push_screen_wait(
        MappingDialog(
            f"Sütunlar: {path.name}", sheet, intake.PUNCH_COLUMNS, present or start, intake.missing_columns
        )
    )
    if mapping is None:
        return None
    today = view.desk.today
    reading = await view.desk.thread(lambda: intake.read_punches(path, mapping=mapping, today=today))
    return _Try(reading, mapping)


async def _ask(view: View, reading: PunchReading) -> str | None:
    take = "Bu satırlar olmadan al" if reading.errors else "Al"
    choices = [("al", take), ("hayir", "Vazgeç")]
    if reading.layout == _TABLE:
        choices.insert(1, ("esle", "Sütunları elle eşle"))
    if not reading.punches:
        choices = choices[1:]
    return await view.app.push_screen_wait(
        ConfirmDialog("Kapı saati dosyası", _summary(reading), choices, choices[0][0])
    )


async def _take(view: View, path: Path, reading: PunchReading, mapping: ColumnMapping | None) -> None:
    content = await view.desk.thread(lambda: load(path))
    await view.do(
        lambda work: punches.import_punches(
            work, reading, content, skip_refused=bool(reading.errors), mapping=mapping
        ),
        lambda written: f"{reading.file}: {format_int(written.written)} hareket alındı",
    )


def _summary(reading: PunchReading) -> str:
    lines = [reading.file, f"{format_int(len(reading.punches))} hareket"]
    if reading.first and reading.last:
        lines.append(f"Kapsam: {format_date(reading.first.date())}–{format_date(reading.last.date())}")
    cards = len({punch.card for punch in reading.punches})
    lines.append(f"{format_int(cards)} kart")
    if reading.errors:
        lines.append(f"\n{format_int(len(reading.errors))} satır alınamıyor:")
        lines += [f"{error.row}. satır: {error.message}" for error in reading.errors[:_SHOWN_ERRORS]]
        if len(reading.errors) > _SHOWN_ERRORS:
            lines.append("…")
    return "\n".join(lines)
