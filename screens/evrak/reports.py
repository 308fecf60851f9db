"""The area's books, lists, statistics and labels: what each needs is asked, then it is written."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual import work

from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.evrak import papers, papers_label
from data.evrak.papers import ReportRow
from data.evrak.papers_label import LabelDraft
from data.evrak.rules.values import Book
from data.evrak.sight import AREA
from screens.actions import keys
from screens.evrak.sections import SECTIONS
from screens.forms import ask_draft
from screens.listing import write_files
from screens.sections import SectionView
from screens.view import View
from screens.widgets.detail import Detail
from screens.widgets.file_dialogs import ExportChoice, ExportDialog
from screens.widgets.ledger_columns import Column
from screens.widgets.read_dialogs import ProgressDialog

LABEL = "etiket"
_LABEL_TITLE = "Kayıt etiketi / kaşesi"
_FORMATS = (("ikisi", "Excel ve PDF"), ("pdf", "PDF"), ("xlsx", "Excel (.xlsx)"))


def offered(view: View) -> list[tuple[str, str]]:
    """The papers that F6 offers on a ledger of documents, as (key, title)."""
    options = [(report.key, report.title) for report in papers.REPORTS]
    return [*options, (LABEL, _LABEL_TITLE)] if _chosen(view) else options


async def write(view: View, key: str) -> None:
    """Asks what the paper of that key needs, then format and folder, and writes it."""
    if key == LABEL:
        await _write_labels(view, _chosen(view))
    else:
        await write_report(view, key, {})


async def write_report(view: View, key: str, known: dict[str, object]) -> None:
    """A book, a list or the statistics.

    Args:
        known: Values that the form starts with besides the usual ones.
    """
    report = papers.report_of(key)
    names = {field.name for field in dataclasses.fields(report.asks)}
    usual = _usual(view) | known
    values = {name: value for name, value in usual.items() if name in names}
    asked = await ask_draft(view, report.title, report.asks, key=f"evrak.rapor:{key}", values=values)
    if asked is None:
        return
    choice = await _choose(view, report.key, report.title)
    if choice is not None:
        await write_files(view, lambda progress: _report_files(view, key, asked, choice, progress))


def _usual(view: View) -> dict[str, object]:
    today, book = view.desk.today, getattr(view, "BOOK", None)
    usual: dict[str, object] = {"start": today.replace(day=1), "end": today}
    if isinstance(book, Book):
        usual["book"] = book.value
    if type(view).__name__ == "StatisticsView":
        usual["year"] = today.year
    return usual


def _chosen(view: View) -> tuple[int, ...]:
    """The selected documents of a ledger of documents, else the one under the cursor."""
    from screens.evrak.ledger import EvrakLedger

    return view.chosen if isinstance(view, EvrakLedger) else ()


async def _choose(view: View, key: str, title: str) -> ExportChoice | None:
    dialog = ExportDialog("Dışa aktar", ((key, title),), _FORMATS, await view.desk.export_folder())
    return await view.app.push_screen_wait(dialog)


def _report_files(view: View, key: str, asked: Any, choice: ExportChoice, progress: ProgressDialog) -> list[Path]:
    from exports.document import document_pdf, document_xlsx
    from exports.files import safe_name

    printout = view.desk.work_here(lambda job: papers.paper_for_export(job, key, asked, view.desk.look_here))
    writers = [
        (ending, writer)
        for ending, writer in (("xlsx", document_xlsx), ("pdf", document_pdf))
        if choice.format in (ending, "ikisi")
    ]
    total, paths = printout.rows * len(writers), list[Path]()
    for place, (ending, writer) in enumerate(writers):
        path = choice.folder / safe_name(printout.paper.name, *printout.parts, suffix=f".{ending}")
        told = _told(progress, printout.rows * place, total, "Satırlar yazılıyor")
        paths.append(writer(printout.paper, path, told, lambda: progress.cancelled))
    return paths


def _told(progress: ProgressDialog, before: int, total: int, words: str) -> Callable[[int], None]:
    return lambda done: progress.advance(before + done, total, words)


async def _write_labels(view: View, rows: tuple[int, ...]) -> None:
    asked = await ask_draft(view, _LABEL_TITLE, LabelDraft, key="evrak.etiket")
    if asked is None:
        return
    choice = await _choose(view, LABEL, _LABEL_TITLE)
    if choice is not None:
        await write_files(view, lambda progress: _label_files(view, rows, asked, choice, progress))


def _label_files(
    view: View, rows: tuple[int, ...], asked: LabelDraft, choice: ExportChoice, progress: ProgressDialog
) -> list[Path]:
    from exports.evrak_label import labels_pdf, labels_xlsx
    from exports.files import safe_name

    labels = view.desk.work_here(lambda job: papers_label.labels_for_export(job, rows, asked))
    name = "kayıt kaşesi" if labels.stamp else "kayıt etiketi"
    parts = (labels.labels[0].number.replace("/", "-"), f"{len(labels.labels)} etiket")
    told = _told(progress, 0, len(labels.labels), "Etiketler yazılıyor")
    return [
        writer(
            labels, choice.folder / safe_name(name, *parts, suffix=f".{ending}"), told, lambda: progress.cancelled
        )
        for ending, writer in (("xlsx", labels_xlsx), ("pdf", labels_pdf))
        if choice.format in (ending, "ikisi")
    ]


class ReportView(SectionView[ReportRow]):
    """The papers of the area with their last export."""

    KEY = "evrak_rapor"
    SECTIONS = SECTIONS
    HELP = (
        "Evrak defterleri, bekleyen ve geciken listeleri ve evrak hareket istatistikleri. Enter gerekenleri "
        "sorar, Excel ve PDF olarak yazar; uzun defter yazılırken Esc durdurur. Kayıt etiketi ve "
        "kaşesi evrak listesinde F6 ile basılır. Gizlilik derecelileri yalnız yetkisi olan yazdırır."
    )
    EMPTY = "Bu ada uyan rapor yok. Esc süzgeci temizler."
    COLUMNS = (
        Column("title", "Rapor", 30, lambda row: row.title, grows=True),
        Column("needs", "Sorulanlar", 22, lambda row: row.needs, grows=True),
        Column("last", "Son yazdırma", 16, lambda row: row.last),
        Column("by", "Yazdıran", 18, lambda row: row.by, min_screen=96),
    )
    BINDINGS = keys("section")

    def title(self) -> str:
        """For the frame."""
        return "Evrak raporları"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Files only for those who may export."""
        if action == "export":
            return self.desk.actor.can(AREA, Verb.EXPORT)
        return super().check_action(action, parameters)

    def fetch(
        self, look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None
    ) -> Window[ReportRow]:
        """From the program and the trail."""
        return papers.report_window(look, query, start, limit)

    def detail(self, look: Look, row: ReportRow) -> Detail:
        """What it asks for and when it was last written."""
        return Detail(
            row.title,
            (("Sorulanlar", row.needs), ("Son yazdırma", row.last or "—"), ("Yazdıran", row.by or "—")),
        )

    async def opened(self, row: ReportRow) -> None:
        """Enter: asks and writes."""
        await write(self, row.key)
        self.reload()

    @work
    async def action_export(self) -> None:
        """F6: as Enter."""
        if self.current is not None:
            await self.opened(self.current)
