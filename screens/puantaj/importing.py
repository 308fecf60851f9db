"""Taking a clock file: choose, look, take."""

from __future__ import annotations

from pathlib import Path

from data.core.calendar import format_date
from data.core.errors import MasaError
from data.core.money import format_int
from data.puantaj.intake import PunchReading
from data.puantaj.operations import punches
from screens.problems import show_problem
from screens.view import View
from screens.widgets.ask_dialogs import ConfirmDialog
from screens.widgets.file_dialogs import FileDialog

_ENDINGS = (".dat", ".txt", ".csv", ".tsv", ".xls", ".xlsx")
_SHOWN_ERRORS = 6


async def import_clock_file(view: View) -> None:
    """The whole way of one file; nothing is written before it was seen."""
    path = await view.app.push_screen_wait(FileDialog("Kapı saati dosyası", Path.home(), _ENDINGS))
    if path is None:
        return
    view.say(f"{path.name} okunuyor…")
    today = view.desk.today

    def read() -> tuple[PunchReading, bytes]:
        from data.puantaj.intake import read_punches

        return read_punches(path, today=today), path.read_bytes()

    try:
        reading, content = await view.desk.thread(read)
    except MasaError as problem:
        await show_problem(view.app, problem)
        return
    skip = bool(reading.errors)
    take = "Bu satırlar olmadan al" if skip else "Al"
    answer = await view.app.push_screen_wait(
        ConfirmDialog("Kapı saati dosyası", _summary(reading), (("al", take), ("hayir", "Vazgeç")), "al")
    )
    if answer != "al":
        view.say("Dosya alınmadı.")
        return
    await view.do(
        lambda work: punches.import_punches(work, reading, content, skip_refused=skip),
        lambda taken: f"{reading.file}: {format_int(taken.written)} hareket alındı",
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
