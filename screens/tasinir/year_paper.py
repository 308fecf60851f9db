"""F6 on the account of a year: each paper alone, all of them as a package, or the list that is seen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from data.core.paper import Paper
from data.core.store import Work
from data.tasinir.papers_books import BookKind, BookOrder, book_for_export, books_of
from data.tasinir.papers_count import count_papers_for_export
from data.tasinir.papers_year import YearPaper, account_for_export, year_papers_for_export
from data.tasinir.year_ledger import YearCard
from screens.forms import ask_draft
from screens.ledger_view import LedgerView
from screens.listing import write_files
from screens.paper_export import FORMATS, endings_of, write_papers
from screens.view import View
from screens.widgets.file_dialogs import ExportChoice, ExportDialog
from screens.widgets.read_dialogs import ProgressDialog

_WHOLE, _SEEN, _DIFFERING, _BOOK = "hesap", "liste", "farklar", "defter:"


async def export_year(view: LedgerView[Any], card: YearCard) -> None:
    """Asks for the paper, the format and the folder."""
    books = await view.ask(lambda look: books_of(look, card.line.unit_id))
    if books is None:
        return
    options = [(_WHOLE, "Hesabın tamamı: bütün belgeler, bir klasörde")]
    options += [(one.value, one.label) for one in YearPaper]
    if card.sayim_id is not None:
        options.append((_DIFFERING, "Sayım Tutanağı: yalnız fazla ve noksanlar"))
    options += [(f"{_BOOK}{one.value}", f"{one.label} (dönem sorulur)") for one in books]
    options.append((_SEEN, "Görünen liste"))
    dialog = ExportDialog("Dışa aktar", tuple(options), FORMATS, await view.desk.export_folder())
    choice = await view.app.push_screen_wait(dialog)
    if choice is None:
        return
    if choice.form == _SEEN:
        await view.export_list()
    elif choice.form.startswith(_BOOK):
        await _book(view, card, BookKind(choice.form.removeprefix(_BOOK)), choice)
    elif choice.form == _WHOLE:
        await write_files(view, lambda progress: [_whole(view, card, choice, progress)])
    else:
        await write_files(view, lambda progress: _alone(view, card, choice, progress))


async def _book(view: View, card: YearCard, kind: BookKind, choice: ExportChoice) -> None:
    """A defter of any period; the year is offered first."""
    year = card.line.year
    values = {"harcama_birimi_id": card.line.unit_id, "start": date(year, 1, 1), "end": date(year, 12, 31)}
    order = await ask_draft(view, kind.label, BookOrder, key="tasinir.defter", values=values)
    if order is None:
        return
    name = f"{kind.label} {order.start:%Y-%m-%d} {order.end:%Y-%m-%d}"
    await write_files(
        view,
        lambda progress: write_papers(
            view, lambda work: book_for_export(work, kind, order, view.desk.look_here), name, choice, progress
        ),
    )


def _whole(view: View, card: YearCard, choice: ExportChoice, progress: ProgressDialog) -> Path:
    from exports.papers_package import papers_folder, rows_of

    line = card.line
    made = view.desk.work_here(lambda work: account_for_export(work, line.unit_id, line.year))
    endings = endings_of(choice)
    total = sum(rows_of(papers) for _, papers in made) * len(endings)
    first = made[0][1][0]
    return papers_folder(
        f"tasinir hesabi {line.year} {line.unit} {first.printed_at:%Y-%m-%d %H%M%S}",
        (
            "TAŞINIR MAL YÖNETİM HESABI",
            f"harcama birimi: {line.unit}",
            f"yıl: {line.year}",
            f"durum: {line.state}" + (f", sırada {line.waits}" if line.waits else ""),
            f"son fiş: {line.year}/{line.last}",
        ),
        made,
        choice.folder,
        endings,
        lambda done: progress.advance(done, total, "Satırlar yazılıyor"),
        lambda: progress.cancelled,
    )


def _alone(view: View, card: YearCard, choice: ExportChoice, progress: ProgressDialog) -> list[Path]:
    line, key = card.line, card.sayim_id
    if choice.form == _DIFFERING and key is not None:
        return write_papers(
            view,
            lambda work: count_papers_for_export(work, key, differing=True),
            f"sayım farkları {line.year}",
            choice,
            progress,
        )
    which = YearPaper(choice.form)

    def make(work: Work) -> Sequence[Paper]:
        ((_, papers),) = year_papers_for_export(work, line.unit_id, line.year, (which,))
        return papers

    return write_papers(view, make, f"{which.label} {line.year}", choice, progress)
