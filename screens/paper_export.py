"""Writes a paper as Excel and PDF into a folder that the person chooses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from data.core.errors import MasaError
from data.core.paper import Paper
from data.core.store import Work
from screens.listing import write_files, written
from screens.problems import show_problem
from screens.view import View
from screens.widgets.file_dialogs import ExportChoice, ExportDialog
from screens.widgets.read_dialogs import ProgressDialog

FORMATS = (("ikisi", "Excel ve PDF"), ("pdf", "PDF"), ("xlsx", "Excel (.xlsx)"))
"""In what papers are written."""
Make = Callable[[Work], Sequence[Paper]]
"""The operation that makes papers which belong into one file."""


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
        ExportDialog("Dışa aktar", (("form", title),), FORMATS, await view.desk.export_folder())
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


async def export_together(view: View, title: str, make: Make, name: str = "") -> None:
    """Asks for format and folder, and writes papers into one file a format with its progress.

    Args:
        name: Of the file; the first paper's own if empty.
    """
    dialog = ExportDialog("Dışa aktar", (("form", title),), FORMATS, await view.desk.export_folder())
    choice = await view.app.push_screen_wait(dialog)
    if choice is not None:
        await write_files(view, lambda progress: write_papers(view, make, name, choice, progress))


def write_papers(view: View, make: Make, name: str, choice: ExportChoice, progress: ProgressDialog) -> list[Path]:
    """Papers of one kind into one file a format; runs in a worker thread."""
    from exports.document import papers_pdf, papers_xlsx
    from exports.files import safe_name
    from exports.papers_package import rows_of

    papers = view.desk.work_here(make)
    endings, paths = endings_of(choice), list[Path]()
    rows = rows_of(papers)
    for place, (ending, writer) in enumerate(
        one for one in (("xlsx", papers_xlsx), ("pdf", papers_pdf)) if one[0] in endings
    ):
        before = rows * place

        def told(done: int, before: int = before) -> None:
            progress.advance(before + done, rows * len(endings), "Satırlar yazılıyor")

        path = choice.folder / safe_name(name or papers[0].name, suffix=f".{ending}")
        paths.append(writer(papers, path, told, lambda: progress.cancelled))
    return paths


def endings_of(choice: ExportChoice) -> tuple[str, ...]:
    """The endings of a chosen format."""
    return ("xlsx", "pdf") if choice.format == "ikisi" else (choice.format,)
