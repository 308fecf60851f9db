"""Neden? in the budget: an amount with its reasons, and the way to the records behind them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from data.butce import views
from data.butce.lookup import MOVEMENT_KIND, TERTIP_KIND, WORK_KIND
from data.butce.movement_views import MovementRow
from data.butce.refusal import AVANS_KIND
from data.core.money import format_kurus
from data.core.reasons import Explained, Ref
from data.core.store import Look
from screens.view import View
from screens.widgets.read_dialogs import WhyDialog

_NAMES: Final = {TERTIP_KIND: "tertip", WORK_KIND: "harcama işi", MOVEMENT_KIND: "hareket", AVANS_KIND: "avans"}


async def show_why(
    view: View, title: str, question: Callable[[Look], Explained[int]], what: str = "Kullanılabilir"
) -> None:
    """Neden?: an amount with its reasons; goes to the record that is chosen there."""
    found = await view.ask(question)
    if found is None:
        return
    dialog = WhyDialog(title, f"{what} {format_kurus(found.value)}", found.reasons, lambda ref: ref_name(ref))
    if (chosen := await view.app.push_screen_wait(dialog)) is not None:
        view.frame.go_to_record(chosen.kind, chosen.id)


def ref_name(ref: Ref) -> str:
    """What a record behind a reason is called."""
    return _NAMES.get(ref.kind, "kayıt")


async def why_tertip(view: View, row: MovementRow) -> None:
    """What may still be used of the tertip that a movement is on."""
    await show_why(view, f"{row.kod} {row.name}", lambda look: views.why_available(look, row.tertip_id))
