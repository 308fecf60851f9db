"""Exports what a ledger shows, every row of it, with progress and a way to stop."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.core import trail
from data.core.errors import MasaError
from data.core.pages import Anchor, LedgerQuery
from data.core.stamps import wall_clock
from screens.problems import show_problem
from screens.widgets.read_dialogs import ProgressDialog

if TYPE_CHECKING:
    from exports.listing import Listing
    from screens.ledger_view import LedgerView
    from screens.view import View

_CHUNK = 1_000
_FORMATS = (("xlsx", "Excel (.xlsx)"), ("pdf", "PDF"), ("csv", "CSV (.csv)"))


async def export_ledger(view: LedgerView[Any], title: str) -> None:
    """Asks for format and folder, writes the file in a thread, says where it went."""
    from screens.widgets.file_dialogs import ExportDialog

    desk = view.desk
    forms = (("liste", title),)
    choice = await view.app.push_screen_wait(
        ExportDialog("Dışa aktar", forms, _FORMATS, await desk.export_folder())
    )
    if choice is None:
        return
    query, columns = replace(view.rows.ledger_query, whole=True), view.rows.shown_columns

    def write(progress: ProgressDialog) -> list[Path]:
        from exports.files import safe_name

        listing = _listing(view, title, query, [placed.column for placed in columns])
        path = choice.folder / safe_name(title, f"{desk.today:%Y-%m-%d}", suffix=f".{choice.format}")
        write_listing(listing, path, choice.format, view.rows.total, progress)
        words = f"Liste dışa aktarıldı: {title}"
        desk.work_here(lambda work: trail.record(work, "listing.export", words))
        return [path]

    await write_files(view, write)


async def write_files(
    view: View, make: Callable[[ProgressDialog], list[Path]], heading: str = "Dışa aktarılıyor"
) -> None:
    """Writes in a thread, with its progress and a way to stop; says where the files went."""
    progress = ProgressDialog(heading)
    view.app.push_screen(progress)
    try:
        paths = await view.desk.thread(lambda: make(progress))
    except MasaError as problem:
        progress.dismiss(None)
        if progress.cancelled:
            view.say("Aktarma durduruldu; dosya yazılmadı.")
        else:
            await show_problem(view.app, problem)
        return
    progress.dismiss(None)
    await written(view, *paths)


def write_listing(listing: Listing, path: Path, ending: str, total: int, progress: ProgressDialog) -> Path:
    """Writes a list in the format of its ending, row by row with its progress; runs in a thread.

    Raises:
        MasaError: the disk refused, or the person stopped it; nothing of the file is left.
    """
    from exports.listing import listing_csv, listing_xlsx
    from exports.listing_pdf import listing_pdf

    writer = {"xlsx": listing_xlsx, "pdf": listing_pdf, "csv": listing_csv}[ending]
    return writer(
        listing,
        path,
        progress=lambda done: progress.advance(done, total, "Satırlar yazılıyor"),
        cancelled=lambda: progress.cancelled,
    )


def _listing(view: LedgerView[Any], title: str, query: LedgerQuery, columns: list[Any]) -> Listing:
    from exports.listing import ColumnKind, Listing, ListingColumn

    desk = view.desk
    parts = [dict(view.VIEWS).get(query.view, "")]
    if query.text:
        parts.append(f"süzgeç: {query.text}")
    parts += [f"{name}: {value}" for name, value in query.fields]
    return Listing(
        title=title,
        office_lines=desk.office.lines,
        subtitle=" · ".join(part for part in parts if part),
        columns=tuple(ListingColumn(column.title, ColumnKind.TEXT, max(column.width, 6)) for column in columns),
        rows=_rows(view, query, columns),
        summary=f"Toplam {view.rows.total} kayıt",
        printed_at=wall_clock(desk.store.clock()),
        printed_by=desk.actor.name,
    )


def _rows(view: LedgerView[Any], query: LedgerQuery, columns: list[Any]) -> Iterator[tuple[object, ...]]:
    start, anchor = 0, None
    while True:
        window = view.desk.look_here(lambda look: view.fetch(look, query, start, _CHUNK, anchor))  # noqa: B023
        for row in window.rows:
            yield tuple(column.text(row) for column in columns)
        start = window.start + len(window.rows)
        if not window.rows or start >= window.total:
            return
        anchor = Anchor(start - 1, window.keys[-1])


async def written(view: Any, *paths: Path) -> None:
    """Says where the files went, and offers to open their folder."""
    from screens.widgets.ask_dialogs import ConfirmDialog

    names = "\n".join(path.name for path in paths)
    answer = await view.app.push_screen_wait(
        ConfirmDialog(
            "Dosya yazıldı",
            f"{names}\n\nKlasör: {paths[0].parent}",
            (("tamam", "Tamam"), ("ac", "Klasörü aç")),
            "tamam",
        )
    )
    if answer == "ac":
        open_folder(paths[0].parent)
    view.say(f"Yazıldı: {paths[0].name}")


def open_folder(folder: Path) -> None:
    """Opens a folder in the platform's own file manager; a machine without one changes nothing."""
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            os.startfile(folder)
        else:
            program = "open" if sys.platform == "darwin" else "xdg-open"
            subprocess.Popen(
                [program, str(folder)],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
