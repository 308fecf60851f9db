"""A desk in a process of its own that stops in the middle of an import, to be ended there."""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path

from data.core import attachments
from data.core.actors import actor_by_username
from data.core.permissions import PROGRAM
from data.core.store import Store, Work
from data.puantaj.intake import read_punches
from data.puantaj.operations.punches import import_punches


def _stop(work: Work, kind: str, record_id: int, name: str, content: bytes) -> int:
    """Stands where the punches are written and the file is not yet kept."""
    sys.stdout.write("yarıda\n")
    sys.stdout.flush()
    time.sleep(600)  # the parent ends this process long before
    return 0


def main(database: str, clock_file: str) -> None:
    path = Path(clock_file)
    with Store.open(Path(database)) as store:
        with store.look(PROGRAM) as look:
            actor = actor_by_username(look, "ayse")
        attachments.keep = _stop
        with store.work(actor) as work:
            import_punches(work, read_punches(path, today=date(2026, 11, 20)), path.read_bytes())


if __name__ == "__main__":
    main(*sys.argv[1:])
