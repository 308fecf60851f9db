"""F6 in the archive: the list that is seen, or one of the papers; K: labels."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, Final

from data.arsiv import papers_due, papers_folder, papers_places, papers_spine
from data.arsiv.folder_views import FolderRow
from data.arsiv.papers_due import DueListDraft
from data.arsiv.papers_folder import FolderListDraft
from data.arsiv.papers_spine import SpineDraft, Spines
from data.core.store import Work
from screens.arsiv.folder_words import name_of
from screens.forms import ask_draft
from screens.ledger_view import LedgerView
from screens.listing import write_files
from screens.paper_export import export_together
from screens.view import View
from screens.widgets.ask_dialogs import ChooseDialog
from screens.widgets.file_dialogs import ExportChoice, ExportDialog
from screens.widgets.read_dialogs import ProgressDialog
from screens.yonetim.vault import ensure_open

_SEEN: Final = "liste"
_FORMATS: Final = (("pdf", "PDF"), ("ikisi", "Excel ve PDF"), ("xlsx", "Excel (.xlsx)"))
Way = tuple[str, Callable[[], Awaitable[None]]]
"""What is offered, and what then happens."""


async def choose_paper(view: LedgerView[Any], ways: Sequence[Way]) -> None:
    """Asks for one of the papers or the list that is seen, and writes it; without papers the list at once."""
    options = [*((str(place), title) for place, (title, _) in enumerate(ways)), (_SEEN, "Görünen liste")]
    chosen = await view.app.push_screen_wait(ChooseDialog("Ne aktarılsın?", options)) if ways else (_SEEN,)
    if chosen and chosen[0] == _SEEN:
        await view.export_list()
    elif chosen:
        await ways[int(chosen[0])][1]()


async def export_folders(view: LedgerView[Any], row: FolderRow | None) -> None:
    """Lists of a unit's folders, content lists of those chosen or under the cursor, or the list that is seen."""
    ways: list[Way] = [
        ("Klasör listesi: bir birimin, bir yılın", lambda: _folder_list(view)),
        ("Ayıklamaya gelen, geciken ya da imha edilen klasörler", lambda: _due_list(view)),
    ]
    chosen = list(view.rows.selected_rows)
    if chosen:
        title = f"Dosya içerik listeleri (EK-2), ikişer nüsha: {len(chosen)} klasör"
        ways.append((title, lambda: _copies(view, chosen)))
    elif row is not None:
        ways += _content_ways(view, row, f": {name_of(row)}")
    await choose_paper(view, ways)


async def export_folder(view: LedgerView[Any], row: FolderRow) -> None:
    """The content list of a folder."""
    await choose_paper(view, _content_ways(view, row))


def _content_ways(view: View, row: FolderRow, whose: str = "") -> list[Way]:
    return [
        (f"Dosya içerik listesi (EK-2){whose}", lambda: _content(view, row)),
        ("Dosya içerik listesi (EK-2), iki nüsha", lambda: _copies(view, [row])),
    ]


async def _content(view: View, row: FolderRow) -> None:
    if not row.secrecy or await ensure_open(view):
        await export_together(
            view, "Dosya içerik listesi", lambda job: (papers_folder.content_for_export(job, row.id),)
        )


async def _copies(view: View, rows: Sequence[FolderRow]) -> None:
    """A copy for the folder and one for the unit, of each."""
    if not any(row.secrecy for row in rows) or await ensure_open(view):
        keys = [row.id for row in rows]
        await export_together(
            view, "Dosya içerik listesi", lambda job: papers_folder.contents_for_export(job, keys)
        )


async def _folder_list(view: View) -> None:
    values = {"year": view.desk.today.year}
    asked = await ask_draft(view, "Klasör listesi", FolderListDraft, key="klasor-listesi", values=values)
    if asked is not None:
        await export_together(
            view,
            "Klasör listesi",
            lambda job: (papers_folder.folder_list_for_export(job, view.desk.look_here, asked),),
        )


async def _due_list(view: View) -> None:
    values = {"year": view.desk.today.year}
    asked = await ask_draft(view, "Süreye göre klasörler", DueListDraft, key="klasor-sure-listesi", values=values)
    if asked is not None:
        await export_together(
            view,
            "Süreye göre klasörler",
            lambda job: (papers_due.due_list_for_export(job, view.desk.look_here, asked),),
        )


# ---------------------------------------------------------------- labels


async def write_labels(view: View, rows: Sequence[FolderRow]) -> None:
    """Labels of folders (EK-3); those of secret ones once the vault is open."""
    if not rows:
        view.say("Etiketi basılacak klasör yok.")
    elif not any(row.secrecy for row in rows) or await ensure_open(view):
        keys = [row.id for row in rows]
        title = f"Dosya etiketi: {len(rows)} klasör"
        await _labels(view, title, lambda job, asked: papers_spine.spines_for_export(job, keys, asked))


async def write_place_labels(view: View, rows: Sequence[int]) -> None:
    """Labels of places."""
    if rows:
        title = f"Yer etiketi: {len(rows)} yer"
        await _labels(view, title, lambda job, asked: papers_places.place_labels_for_export(job, rows, asked))
    else:
        view.say("Etiketi basılacak yer yok.")


async def _labels(view: View, title: str, make: Callable[[Work, SpineDraft], Spines]) -> None:
    """Asks for the paper of the labels and the place of the first, then writes them in a thread."""
    asked = await ask_draft(view, title, SpineDraft, key="arsiv-etiket")
    if asked is None:
        return
    choice = await view.app.push_screen_wait(
        ExportDialog("Dışa aktar", (("etiket", title),), _FORMATS, await view.desk.export_folder())
    )
    if choice is not None:
        name, _, _ = title.partition(":")
        await write_files(
            view,
            lambda progress: _files(name, view.desk.work_here(lambda job: make(job, asked)), choice, progress),
            "Etiketler yazılıyor",
        )


def _files(name: str, labels: Spines, choice: ExportChoice, progress: ProgressDialog) -> list[Path]:
    from exports.arsiv_spine import spines_pdf, spines_xlsx
    from exports.files import safe_name

    count = len(labels.labels)
    return [
        writer(
            labels,
            choice.folder / safe_name(name, f"{count} etiket", suffix=f".{ending}"),
            lambda done: progress.advance(done, count, "Etiketler yazılıyor"),
            lambda: progress.cancelled,
        )
        for ending, writer in (("xlsx", spines_xlsx), ("pdf", spines_pdf))
        if choice.format in (ending, "ikisi")
    ]
