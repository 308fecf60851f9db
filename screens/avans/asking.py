"""What the screens of advances share in asking: a form whose outcome is shown before it is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from data.core.errors import RuleBroken
from data.core.store import Look, Work
from screens.forms import ask_draft
from screens.view import View
from screens.widgets.ask_dialogs import ConfirmDialog

DraftT = TypeVar("DraftT")
T = TypeVar("T")


async def open_previewed(
    view: View,
    title: str,
    draft_type: type[DraftT],
    operation: Callable[[Work, DraftT], T],
    done: Callable[[T], str],
    *,
    preview: Callable[[Look, DraftT], str],
    key: str,
    values: dict[str, object],
) -> T | None:
    """Asks for a draft, tells what it will do if there is anything to tell, and writes it; a no keeps the form.

    Args:
        preview: What will come of the draft, in words; empty if nothing needs to be seen before.
        done: The quiet line after writing.
    """
    results: list[T] = []

    async def write(draft: DraftT) -> None:
        told = await view.desk.look(lambda look: preview(look, draft))
        if told:
            dialog = ConfirmDialog(title, told, (("yaz", "Yaz"), ("don", "Forma dön")), "yaz")
            if await view.app.push_screen_wait(dialog) != "yaz":
                raise RuleBroken("Yazılmadı.", "Tarihi ya da tutarı düzeltip yeniden kaydedin.")
        results.append(await view.desk.work(lambda job: operation(job, draft)))
        view.say(done(results[-1]))
        view.post_message(View.Changed())

    await ask_draft(view, title, draft_type, key=key, values=values, taken=write)
    return results[-1] if results else None
