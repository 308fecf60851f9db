"""A desk with two faults in it: F12 raises in an action, F11 in a worker. Run in a terminal of its own.

Arguments: database file, folder for everything else.
"""

from __future__ import annotations

import sys
from pathlib import Path

from textual.binding import Binding

from app import desk_app
from app.logs import start_log
from app.settings import Settings

QUOTED = "Ayşe 12345678901"
"""What the exceptions quote; it must not reach the log."""


class FaultyDesk(desk_app.DeskApp):
    """The desk, and two keys too many."""

    BINDINGS = [  # noqa: RUF012 - Textual's own way of saying it
        Binding("f12", "fault", priority=True),
        Binding("f11", "late_fault", priority=True),
    ]

    def action_fault(self) -> None:
        raise ValueError(QUOTED)

    def action_late_fault(self) -> None:
        async def fail() -> None:
            raise ValueError(QUOTED)

        self.run_worker(fail())


if __name__ == "__main__":
    database, folder = Path(sys.argv[1]), Path(sys.argv[2])
    desk_app.DeskApp = FaultyDesk  # type: ignore[misc]
    settings = Settings(
        database=database,
        state=folder,
        drafts=folder / "taslaklar",
        logs=folder / "gunluk",
        log_file=folder / "gunluk" / "masa.log",
        keymap=folder / "tuslar.toml",
        keys={},
        idle_minutes=0,
        exports=folder,
    )
    start_log(settings)
    sys.exit(desk_app.run_desk(settings))
