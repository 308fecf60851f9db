"""What is asked before a folder is opened, corrected, closed, opened again, and before a period is filed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from data.arsiv.filing_drafts import FilePeriodDraft, LowerDraft, PeriodPlan
from data.arsiv.filing_plan import plan_period
from data.arsiv.folder_card import FolderCard
from data.arsiv.folder_drafts import (
    CloseDraft,
    CloseYearDraft,
    FolderDraft,
    FolderTextDraft,
    ReasonDraft,
    SecretFolderDraft,
)
from data.arsiv.folder_views import FolderRow, one_folder
from data.arsiv.lookup import FOLDER_KIND
from data.arsiv.operations import filing, folders, secrecy
from data.core.calendar import format_date
from data.core.errors import BadInput, MasaError
from data.core.money import format_int
from data.core.store import Work
from screens.arsiv.folder_words import name_of
from screens.arsiv.own_unit import own_unit
from screens.forms import ask_draft, open_form
from screens.problems import show_problem
from screens.view import View
from screens.widgets.ask_dialogs import ConfirmDialog, MessageDialog
from screens.widgets.read_dialogs import ProgressDialog

_SHOWN = 200


async def new_folder(view: View) -> None:
    """N: folders one after the other; unit, code and day start as they were typed last."""

    await open_form(
        view,
        "Yeni klasör",
        FolderDraft,
        _opened,
        lambda row: f"Klasör açıldı: {name_of(row)}",
        key=FOLDER_KIND,
        values={"birim_id": await own_unit(view), "opened_on": view.desk.today},
        next_record=True,
    )


def _opened(work: Work, draft: FolderDraft | SecretFolderDraft) -> FolderRow:
    return one_folder(work, folders.open_folder(work, draft))


async def new_secret_folder(view: View) -> None:
    """M: a folder that is secret from its first day; what is typed is kept nowhere until it is sealed."""
    from screens.yonetim.vault import ensure_open

    if await ensure_open(view):
        await open_form(
            view,
            "Gizlilik dereceli yeni klasör",
            SecretFolderDraft,
            _opened,
            lambda row: f"Gizlilik dereceli klasör açıldı: {name_of(row)}",
            key="klasor.gizli",
            values={"opened_on": view.desk.today},
            kept=False,
        )


async def amend_folder(view: View, card: FolderCard) -> None:
    """F2: what the label says; the words of a secret folder are never kept half-typed."""
    row = card.row
    await open_form(
        view,
        f"Düzelt: {name_of(row)}",
        FolderTextDraft,
        lambda job, draft: folders.amend_folder(job, row.id, draft, row.version),
        "Klasör düzeltildi",
        key=f"{FOLDER_KIND}:{row.id}",
        values={
            "title": row.title,
            "case_no": row.case_no or None,
            "special": row.special or None,
            "old_no": row.old_no or None,
        },
        kept=not row.secrecy,
    )


async def close_folders(view: View, rows: Sequence[FolderRow]) -> bool:
    """P: closes one folder, or all that are chosen on one day; either all of them close or none."""
    what = name_of(rows[0]) if len(rows) == 1 else f"{len(rows)} klasör"
    asked = await ask_draft(
        view, f"Kapat: {what}", CloseDraft, key="klasor-kapat", values={"day": view.desk.today}
    )
    if asked is None:
        return False

    def close(job: Work) -> list[date | None]:
        return [folders.close_folder(job, row.id, asked, row.version) for row in rows]

    def said(due: list[date | None]) -> str:
        ends = f"; süresi {format_date(due[0])} gününde dolar" if len(due) == 1 and due[0] else ""
        return f"{what} kapandı{ends}"

    return await view.do(close, said) is not None


async def close_year(view: View, birim_id: int | None = None, year: int | None = None) -> None:
    """Ö: all subject files of a unit and year; cases go on (m.11/1)."""
    await open_form(
        view,
        "Yıl sonu: konu dosyaları 31 Aralık'ta kapanır",
        CloseYearDraft,
        folders.close_year,
        lambda done: f"{format_int(done[0])} klasör kapandı; {format_int(done[1])} vaka dosyası sürüyor",
        key="klasor-yil",
        values={"birim_id": birim_id or await own_unit(view), "year": year or view.desk.today.year - 1},
    )


async def reopen(view: View, row: FolderRow) -> None:
    """F12: opened again with a reason; its period begins anew with its next closing."""
    await open_form(
        view,
        f"Yeniden aç: {name_of(row)}",
        ReasonDraft,
        lambda job, draft: folders.reopen(job, row.id, draft, row.version),
        f"{name_of(row)} yeniden açıldı",
        key=f"klasor-ac:{row.id}",
        values={"day": view.desk.today},
        kept=not row.secrecy,
    )


async def lower_level(view: View, row: FolderRow) -> None:
    """M: the paper that lifts a folder's secrecy."""
    await open_form(
        view,
        f"Gizlilik derecesi: {name_of(row)}",
        LowerDraft,
        lambda job, draft: secrecy.lower_secrecy(job, row.id, draft, row.version),
        "Derece değişti",
        key=f"klasor-derece:{row.id}",
        values={"day": view.desk.today},
        kept=False,
    )


# ---------------------------------------------------------------- a period at once


async def file_period(view: View) -> None:
    """L: all finished documents of a unit and period; what goes where and what fits nowhere is seen first."""
    today = view.desk.today
    values = {"birim_id": await own_unit(view), "first": date(today.year, 1, 1), "last": today}
    draft = await ask_draft(view, "Dönem evrakını dosyala", FilePeriodDraft, key="klasor-donem", values=values)
    if draft is None:
        return
    plan = await view.ask(lambda look: plan_period(look, draft))
    if plan is None or not await _agreed(view, plan):
        return
    progress = ProgressDialog("Evrak dosyalanıyor")
    view.app.push_screen(progress)

    def told(done: int) -> None:
        progress.advance(done, len(plan.fitting), "Evrak dosyalanıyor")
        if progress.cancelled:
            raise BadInput("Dosyalama durduruldu; hiçbir evrak dosyalanmadı.")

    try:
        done = await view.desk.work(lambda job: filing.file_period(job, draft, told))
    except MasaError as problem:
        progress.dismiss(None)
        await show_problem(view.app, problem)
        return
    progress.dismiss(None)
    view.say(f"{format_int(len(done.fitting))} evrak {format_int(done.folders)} klasöre kondu")
    view.post_message(View.Changed())


async def _agreed(view: View, plan: PeriodPlan) -> bool:
    lines = [f"× {format_int(count)} evrak: {reason}" for reason, count in plan.reasons()]
    lines += [f"   {one.kayit_no}: {one.reason}" for one in plan.left[:_SHOWN]]
    if not plan.fitting:
        words = "\n".join(["Bu dönemde dosyalanacak evrak yok.", *lines])
        await view.app.push_screen_wait(MessageDialog("Dönem evrakı", words))
        return False
    text = f"{format_int(len(plan.fitting))} evrak {format_int(plan.folders)} klasöre konacak."
    if lines:
        text += f"\n{format_int(len(plan.left))} evrak dışarıda kalır:\n" + "\n".join(lines[:10])
    choices = (("al", "Dosyala"), ("vazgec", "Vazgeç"))
    return await view.app.push_screen_wait(ConfirmDialog("Dönem evrakı", text, choices, "al")) == "al"
