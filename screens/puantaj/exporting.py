"""The cetvel of a month as a file."""

from __future__ import annotations

from pathlib import Path

from data.core.errors import MasaError
from data.core.permissions import Verb
from data.puantaj import papers
from screens.listing import written
from screens.problems import show_problem
from screens.view import View
from screens.widgets.file_dialogs import ExportDialog

_FORMATS = (("ikisi", "Excel ve PDF"), ("xlsx", "Excel (.xlsx)"), ("pdf", "PDF"))


async def export_month(view: View, puantaj_id: int) -> None:
    """Asks for form, format and folder; writes in a thread; says where it went."""
    forms = [("maskeli", "Puantaj cetveli")]
    if view.desk.actor.can("personel", Verb.UNMASK):
        forms.append(("acik", "Puantaj cetveli, T.C. kimlik no açık"))
    choice = await view.app.push_screen_wait(
        ExportDialog("Dışa aktar", forms, _FORMATS, await view.desk.export_folder())
    )
    if choice is None:
        return
    view.say("Yazılıyor…")

    def write() -> list[Path]:
        from exports.files import safe_name
        from exports.puantaj import puantaj_pdf, puantaj_xlsx

        sheet = view.desk.work_here(
            lambda work: papers.sheet_for_export(work, puantaj_id, with_tckn=choice.form == "acik")
        )
        again = (f"surum {sheet.version}",) if sheet.version > 1 else ()
        paths = []
        for ending, writer in (("xlsx", puantaj_xlsx), ("pdf", puantaj_pdf)):
            if choice.format in (ending, "ikisi"):
                paths.append(
                    writer(
                        sheet,
                        choice.folder
                        / safe_name(
                            "puantaj", f"{sheet.period.start:%Y-%m}", sheet.group, *again, suffix=f".{ending}"
                        ),
                    )
                )
        return paths

    try:
        paths = await view.desk.thread(write)
    except MasaError as problem:
        await show_problem(view.app, problem)
        return
    await written(view, *paths)
