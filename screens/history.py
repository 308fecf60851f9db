"""The history of a record, from the trail."""

from __future__ import annotations

from textual.worker import Worker

from data.core import trail
from screens.view import View
from screens.widgets.read_dialogs import HistoryDialog, HistoryLine


def show_history(view: View, kind: str, record_id: int, title: str) -> Worker[None]:
    """Shows who changed what, when, from what to what."""

    async def run() -> None:
        entries = await view.ask(lambda look: trail.history(look, kind, record_id))
        lines = tuple(
            HistoryLine(
                f"{entry.at.astimezone():%d.%m.%Y %H:%M}",
                entry.who,
                entry.summary,
                tuple((change.field, change.old, change.new) for change in entry.changes),
            )
            for entry in entries or ()
        )
        await view.app.push_screen_wait(HistoryDialog(title, lines))

    return view.run_worker(run())
