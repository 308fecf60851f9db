"""What is asked before documents go into a folder, out of it, or into another one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from data.arsiv.filing_drafts import FileDraft, MoveDraft, PaperLineDraft
from data.arsiv.filing_plan import against_filing, against_level
from data.arsiv.folder_card import LineRow
from data.arsiv.folder_views import FolderRow
from data.arsiv.operations import filing
from data.core.drafts import FieldKind, FieldSpec, entry
from data.core.secrecy import Secrecy
from data.core.store import Look, Work
from screens.arsiv.folder_words import name_of
from screens.forms import open_warned_form
from screens.view import View
from screens.widgets.ask_dialogs import ReasonDialog


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDraft:
    """A document of the register on its way into the open folder."""

    evrak_id: int = entry(FieldSpec("Evrak", FieldKind.PICK, lookup="evrak"))
    note: str | None = entry(
        FieldSpec("Açıklama", required=False, length=200, help="Kodu klasörünkinden başkaysa nedeni")
    )


async def add_paper(view: View, row: FolderRow) -> None:
    """N: documents on paper, one after the other; where secrets may be typed nothing is kept half-typed."""
    plain = not row.secrecy and view.desk.actor.clearance is Secrecy.YOK

    def warn(look: Look, draft: PaperLineDraft) -> tuple[str, ...]:
        return against_level(look, row.id, Secrecy(int(draft.secrecy)))

    await open_warned_form(
        view,
        f"Kâğıt belge: {name_of(row)}",
        PaperLineDraft,
        lambda job, draft, reason: filing.add_paper_line(job, row.id, draft, reason),
        "Satır eklendi",
        key=f"klasor-satir:{row.id}",
        warn=warn,
        next_record=True,
        kept=plain,
    )


async def file_document(view: View, row: FolderRow) -> None:
    """L: documents of the register, one after the other; before one makes the folder secret that is said."""

    def put(job: Work, draft: DocumentDraft, reason: str) -> int:
        return filing.file_document(job, draft.evrak_id, FileDraft(klasor_id=row.id, note=draft.note), reason)

    await open_warned_form(
        view,
        f"Evrak dosyala: {name_of(row)}",
        DocumentDraft,
        put,
        "Evrak dosyalandı",
        key=f"klasor-evrak:{row.id}",
        warn=lambda look, draft: against_filing(look, draft.evrak_id, row.id),
        next_record=True,
        # While the vault is open the picked document may be a secret one.
        kept=not row.secrecy and view.desk.store.vault is None,
    )


async def move_line(view: View, folder: FolderRow, line: LineRow) -> None:
    """İ: a line that stands in the wrong folder; before the other one becomes secret by it that is said."""

    def move(job: Work, draft: MoveDraft, reason: str) -> int:
        return filing.move_line(
            job, line.id, replace(draft, reason="; ".join(filter(None, (draft.reason, reason))))
        )

    await open_warned_form(
        view,
        f"Satırı taşı: {name_of(folder)}",
        MoveDraft,
        move,
        "Satır taşındı",
        key=f"klasor-satir-tasi:{line.id}",
        warn=lambda look, draft: against_level(look, draft.klasor_id, line.secrecy),
        kept=not (folder.secrecy or line.secrecy),
    )


async def withdraw_line(view: View, folder: FolderRow, line: LineRow) -> None:
    """Del: taken out with a reason; the line stays."""
    question = f"{name_of(folder)}: imleçteki belge içerik listesinden neden çıkarılıyor?"
    reason = await view.app.push_screen_wait(ReasonDialog("Satırı çıkar", question, 3))
    if reason is not None:
        await view.do(lambda job: filing.withdraw_line(job, line.id, reason), "Satır çıkarıldı")
