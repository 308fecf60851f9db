"""Labels in bulk: of the selected items, rooms or ambars, on the paper that is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from data.core.money import format_int
from data.tasinir import papers_label
from data.tasinir.papers_label import ItemLabelDraft, LabelKind
from screens.forms import ask_draft
from screens.listing import write_files
from screens.view import View
from screens.widgets.file_dialogs import ExportChoice, ExportDialog
from screens.widgets.read_dialogs import ProgressDialog

_FORMATS = (("pdf", "PDF"), ("ikisi", "Excel ve PDF"), ("xlsx", "Excel (.xlsx)"))


async def write_labels(view: View, kind: LabelKind, rows: Sequence[int]) -> None:
    """Asks for paper, codes and place, then writes the labels in a thread, with progress and a way to stop."""
    if not rows:
        view.say("Etiketi basılacak kayıt yok.")
        return
    title = f"{kind.label}: {format_int(len(rows))} kayıt"
    asked = await ask_draft(view, title, ItemLabelDraft, key=f"tasinir.etiket:{kind.value}")
    if asked is None:
        return
    choice = await view.app.push_screen_wait(
        ExportDialog("Dışa aktar", (("etiket", kind.label),), _FORMATS, await view.desk.export_folder())
    )
    if choice is None:
        return
    await write_files(
        view, lambda progress: _files(view, kind, rows, asked, choice, progress), "Etiketler yazılıyor"
    )


def _files(
    view: View,
    kind: LabelKind,
    rows: Sequence[int],
    asked: ItemLabelDraft,
    choice: ExportChoice,
    progress: ProgressDialog,
) -> list[Path]:
    from exports.files import safe_name
    from exports.tasinir_label import labels_pdf, labels_xlsx

    labels = view.desk.work_here(lambda job: papers_label.labels_for_export(job, kind, rows, asked))
    count = len(labels.labels)
    parts = (kind.label, labels.labels[0].fields[0][1], f"{format_int(count)} etiket")
    return [
        writer(
            labels,
            choice.folder / safe_name(*parts, suffix=f".{ending}"),
            lambda done: progress.advance(done, count, "Etiketler yazılıyor"),
            lambda: progress.cancelled,
        )
        for ending, writer in (("xlsx", labels_xlsx), ("pdf", labels_pdf))
        if choice.format in (ending, "ikisi")
    ]
