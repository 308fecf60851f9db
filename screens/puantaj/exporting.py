"""The cetvel of a month and every other paper of the area as a file."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from data.core.permissions import Verb
from data.core.store import Work
from data.puantaj import papers, reports
from data.puantaj.reports import REPORTS, Printout, Report
from screens.forms import ask_draft
from screens.listing import write_files
from screens.view import View
from screens.widgets.file_dialogs import ExportChoice, ExportDialog
from screens.widgets.read_dialogs import ProgressDialog

FORMATS = (("ikisi", "Excel ve PDF"), ("xlsx", "Excel (.xlsx)"), ("pdf", "PDF"))
_MASKED, _OPEN = "maskeli", "acik"


async def export_month(view: View, puantaj_id: int) -> None:
    """F6 on a month: the cetvel, or another form that fits a month; asks for format and folder."""
    forms = [(_MASKED, "Puantaj cetveli")]
    if view.desk.actor.can("personel", Verb.UNMASK):
        forms.append((_OPEN, "Puantaj cetveli, T.C. kimlik no açık"))
    forms += [(report.key, report.title) for report in REPORTS if report.of_month]
    choice = await _ask(view, "Dışa aktar", forms)
    if choice is None:
        return
    if choice.form not in (_MASKED, _OPEN):
        await _export(view, reports.report_of(choice.form), {"puantaj_id": puantaj_id}, choice)
        return
    await write_files(view, lambda progress: _cetvel(view, puantaj_id, choice))


async def export_report(view: View, key: str) -> None:
    """Asks what a report needs, then format and folder, and writes it."""
    report = reports.report_of(key)
    asked = await _asked(view, report, {})
    if asked is None:
        return
    choice = await _ask(view, report.title, [(report.key, report.title)])
    if choice is not None:
        await _write_papers(view, key, lambda work: reports.papers_for_export(work, key, asked), choice)


async def export_cards(view: View, people: Sequence[int], year: int) -> None:
    """The cards of some people in one file."""
    key = "kisi-karti"
    choice = await _ask(view, f"Kişi kartı {year}", [(key, "Kişi kartı")])
    if choice is not None:
        await _write_papers(view, key, lambda work: reports.cards_for_export(work, people, year), choice)


async def _ask(view: View, title: str, forms: Sequence[tuple[str, str]]) -> ExportChoice | None:
    dialog = ExportDialog(title, forms, FORMATS, await view.desk.export_folder())
    return await view.app.push_screen_wait(dialog)


async def _asked(view: View, report: Report, known: dict[str, object]) -> Any:
    """The draft of a report: nothing is asked that is known already."""
    if {field.name for field in dataclasses.fields(report.asks)} == set(known):
        return report.asks(**known)
    first, today = view.desk.today.replace(day=1), view.desk.today
    usual = {
        "year": today.year,
        "month": f"{_before(first):%Y-%m}",
        "start": first,
        "end": today,
        "day": today if report.asks is reports.DayAsked else None,
        "addressee": reports.ADDRESSEE,
    }
    names = {field.name for field in dataclasses.fields(report.asks)}
    values = {name: value for name, value in usual.items() if name in names and value is not None} | known
    return await ask_draft(view, report.title, report.asks, key=f"rapor:{report.key}", values=values)


def _before(first: date) -> date:
    return (first - timedelta(days=1)).replace(day=1)


async def _export(view: View, report: Report, known: dict[str, object], choice: ExportChoice) -> None:
    asked = await _asked(view, report, known)
    if asked is not None:
        await _write_papers(
            view, report.key, lambda work: reports.papers_for_export(work, report.key, asked), choice
        )


async def _write_papers(view: View, key: str, make: Callable[[Work], Printout], choice: ExportChoice) -> None:
    def write(progress: ProgressDialog) -> list[Path]:
        from exports.document import papers_pdf, papers_xlsx
        from exports.files import safe_name

        printout = view.desk.work_here(make)
        writers = [("xlsx", papers_xlsx), ("pdf", papers_pdf)]
        chosen = [(ending, writer) for ending, writer in writers if choice.format in (ending, "ikisi")]
        total = printout.rows * len(chosen)
        paths: list[Path] = []
        for place, (ending, writer) in enumerate(chosen):
            path = choice.folder / safe_name(key, *printout.parts, suffix=f".{ending}")
            before = printout.rows * place

            def told(done: int, before: int = before) -> None:
                progress.advance(before + done, total, "Satırlar yazılıyor")

            paths.append(writer(printout.papers, path, told, lambda: progress.cancelled))
        return paths

    await write_files(view, write)


def _cetvel(view: View, puantaj_id: int, choice: ExportChoice) -> list[Path]:
    from exports.files import safe_name
    from exports.puantaj import puantaj_pdf, puantaj_xlsx

    sheet = view.desk.work_here(
        lambda work: papers.sheet_for_export(work, puantaj_id, with_tckn=choice.form == _OPEN)
    )
    again = (f"surum {sheet.version}",) if sheet.version > 1 else ()
    paths = []
    for ending, writer in (("xlsx", puantaj_xlsx), ("pdf", puantaj_pdf)):
        if choice.format in (ending, "ikisi"):
            name = safe_name("puantaj", f"{sheet.period.start:%Y-%m}", sheet.group, *again, suffix=f".{ending}")
            paths.append(writer(sheet, choice.folder / name))
    return paths
