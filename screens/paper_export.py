"""Writes a paper as Excel and PDF into a folder that the person chooses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from data.core.errors import MasaError
from data.core.paper import Paper
from data.core.store import Work
from screens.listing import written
from screens.problems import show_problem
from screens.view import View
from screens.widgets.file_dialogs import ExportDialog

_FORMATS = (("ikisi", "Excel ve PDF"), ("pdf", "PDF"), ("xlsx", "Excel (.xlsx)"))


async def export_paper(view: View, title: str, make: Callable[[Work], Paper], *name: str) -> None:
    """Asks for format and folder; makes the paper and writes it in a thread; says where it went.

    Args:
        make: The operation that makes the paper and writes the export to the trail.
        name: Parts of the file's name behind the paper's own; never an identity number.
    """
    await export_papers(view, title, (make,), *name)


async def export_papers(view: View, title: str, makes: Sequence[Callable[[Work], Paper]], *name: str) -> None:
    """As :func:`export_paper`, for any number of papers, each in files of its own."""
    choice = await view.app.push_screen_wait(
        ExportDialog("Dışa aktar", (("form", title),), _FORMATS, await view.desk.export_folder())
    )
    if choice is None:
        return
    view.say("Yazılıyor…")
    try:
        paths = await view.desk.thread(
            lambda: [path for make in makes for path in _write(view, make, choice.folder, choice.format, name)]
        )
    except MasaError as problem:
        await show_problem(view.app, problem)
        return
    await written(view, *paths)


def _write(
    view: View, make: Callable[[Work], Paper], folder: Path, chosen: str, name: Sequence[str]
) -> list[Path]:
    from exports.document import document_pdf, document_xlsx
    from exports.files import safe_name

    paper = view.desk.work_here(make)
    writers = (("xlsx", document_xlsx), ("pdf", document_pdf))
    return [
        writer(paper, folder / safe_name(paper.name, *name, suffix=f".{ending}"))
        for ending, writer in writers
        if chosen in (ending, "ikisi")
    ]
