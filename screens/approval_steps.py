"""What a screen asks before a step of the approval path: a yes, or the reason of a return or a correction."""

from __future__ import annotations

from collections.abc import Callable

from data.core.store import Work
from screens.view import View
from screens.widgets.ask_dialogs import ConfirmDialog, ReasonDialog


async def step_confirmed(view: View, step: str, text: str) -> bool:
    """Whether the step named ``step`` is really wanted; Enter says yes."""
    dialog = ConfirmDialog(step, text, (("evet", step), ("hayir", "Vazgeç")), "evet")
    return await view.app.push_screen_wait(dialog) == "evet"


async def send_back(view: View, subject: str, operation: Callable[[Work, str], None]) -> None:
    """Returns a record to its preparer.

    Args:
        subject: The record, as the subject of ``… iade edildi``.
        operation: Gets the reason.
    """
    reason = await view.app.push_screen_wait(ReasonDialog("İade", f"{subject} neden iade ediliyor?"))
    if reason is None:
        return
    await view.do(lambda work: operation(work, reason), f"{subject} iade edildi")
    view.reload()


async def open_correction(view: View, kind: str, title: str, operation: Callable[[Work, str], int]) -> None:
    """Opens a new revision of a closed record and goes to it.

    Args:
        kind: Registry name of the record.
        operation: Gets the reason, answers with the key of the new revision.
    """
    reason = await view.app.push_screen_wait(ReasonDialog("Düzeltme", f"{title} neden düzeltiliyor?"))
    if reason is None:
        return
    fresh = await view.do(lambda work: operation(work, reason))
    if fresh is not None:
        view.frame.go_to_record(kind, fresh, instead=True)
