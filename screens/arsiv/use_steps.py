"""What is asked before folders are controlled, moved, lent and held."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from data.arsiv.control_drafts import AllFitDraft, ControlDraft
from data.arsiv.folder_views import FolderRow
from data.arsiv.lookup import HOLD_KIND, LOAN_KIND
from data.arsiv.operations import controls, holds, loans, moves
from data.arsiv.place_drafts import MoveDraft
from data.arsiv.rules.values import LoanKind
from data.arsiv.use_drafts import HoldDraft, LoanDraft
from data.core.store import Look
from data.personel import views as personel
from screens.arsiv.folder_words import name_of
from screens.forms import open_form
from screens.view import View
from screens.widgets.ask_dialogs import MessageDialog


def words_of(rows: Sequence[FolderRow]) -> str:
    """Chosen folders in words."""
    return name_of(rows[0]) if len(rows) == 1 else f"{len(rows)} klasör"


def _kept(rows: Sequence[FolderRow]) -> bool:
    """What is typed about secret folders is not kept half-typed."""
    return not any(row.secrecy for row in rows)


async def control(view: View, rows: Sequence[FolderRow]) -> None:
    """Ü: the checklist of one folder, or many in which nothing is wrong (m.13)."""
    if len(rows) == 1:
        await _control_one(view, rows[0])
    elif rows:
        await _all_fit(view, rows)


async def _control_one(view: View, row: FolderRow) -> None:
    def said(fit: bool) -> str:
        return f"{name_of(row)} {'uygun: devre hazır' if fit else 'uygun değil: düzeltilip yeniden bakılır'}"

    await open_form(
        view,
        f"Uygunluk kontrolü: {name_of(row)}",
        ControlDraft,
        lambda job, draft: controls.control(job, row.id, draft, row.version),
        said,
        key=f"klasor-kontrol:{row.id}",
        values={"day": view.desk.today},
        kept=_kept((row,)),
    )


async def _all_fit(view: View, rows: Sequence[FolderRow]) -> None:
    left: list[controls.LeftOut] = []

    def write(job: Any, draft: AllFitDraft) -> int:
        count, out = controls.all_fit(job, [row.id for row in rows], draft)
        left[:] = out
        return count

    await open_form(
        view,
        f"Uygun bulunan {words_of(rows)}",
        AllFitDraft,
        write,
        lambda count: f"{count} klasör uygun: devre hazır",
        key="klasor-uygun",
        values={"day": view.desk.today},
        kept=_kept(rows),
    )
    if left:
        lines = "\n".join(f"× {one.name}: {one.why}" for one in left)
        await view.app.push_screen_wait(MessageDialog(f"Dışarıda kalan {len(left)} klasör", lines))


async def move(view: View, rows: Sequence[FolderRow], yer_id: int | None = None) -> None:
    """T: chosen folders to another place."""
    if rows:
        await open_form(
            view,
            f"Taşı: {words_of(rows)}",
            MoveDraft,
            lambda job, draft: moves.move(job, [row.id for row in rows], draft),
            lambda count: f"{count} klasör taşındı",
            key="klasor-tasi",
            values={"day": view.desk.today} | ({"yer_id": yer_id} if yer_id else {}),
        )


async def lend(view: View, row: FolderRow) -> None:
    """Ç: given out, shown on the spot or copied."""
    await open_form(
        view,
        f"Ödünç: {name_of(row)}",
        LoanDraft,
        lambda job, draft: loans.lend(job, row.id, draft),
        "Ödünç yazıldı",
        key=f"{LOAN_KIND}:{row.id}",
        values={"kind": LoanKind.ASIL.value, "asked_on": view.desk.today, "given_on": view.desk.today},
        kept=_kept((row,)),
        fill=_unit_of,
    )


def _unit_of(look: Look, picked: str, chosen: object) -> dict[str, object]:
    """The asking person's unit of today."""
    if picked != "personel_id" or not isinstance(chosen, int):
        return {}
    parts = personel.person(look, chosen).parts
    today = next((one for one in parts if one.valid_from <= look.today), None)
    return {"birim_id": today.birim_id} if today is not None else {}


async def hold(view: View, rows: Sequence[FolderRow]) -> None:
    """Z: a hold on one folder, or the same on all that are chosen."""
    if rows:
        await open_form(
            view,
            f"Bloke: {words_of(rows)}",
            HoldDraft,
            lambda job, draft: [holds.hold(job, row.id, draft) for row in rows],
            f"{words_of(rows)} bloke edildi",
            key=HOLD_KIND,
            values={"day": view.desk.today},
            kept=_kept(rows),
        )
