"""How a refusal is shown: it stays until it is read, and says what to do."""

from __future__ import annotations

from typing import Any

from textual.app import App

from data.core.errors import Conflict, MasaError
from screens.widgets.ask_dialogs import MessageDialog


async def show_problem(app: App[Any], problem: MasaError) -> None:
    """Shows a refusal and waits until it is read; must run in a worker."""
    words = str(problem)
    if isinstance(problem, Conflict) and (problem.mine or problem.theirs):
        words += f"\n\nSizin yazdığınız: {problem.mine or '—'}\nKayıtlı olan: {problem.theirs or '—'}"
    await app.push_screen_wait(MessageDialog("Yapılamadı", words))
