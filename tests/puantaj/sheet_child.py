"""A desk in a process of its own that stops in the middle of taking a sheet, to be ended there."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from data.core import attachments
from data.core.actors import actor_by_username
from data.core.permissions import PROGRAM
from data.core.store import Store, Work
from data.puantaj.models import Puantaj
from data.puantaj.operations.sheets import take_sheet
from tests.puantaj.sheet_files import read, sure_letters


def _stop(work: Work, kind: str, record_id: int, name: str, content: bytes) -> int:
    """Stands where the days are written and the file is not yet kept."""
    sys.stdout.write("yarıda\n")
    sys.stdout.flush()
    time.sleep(600)  # the parent ends this process long before
    return 0


def main(database: str, sheet: str, month: str) -> None:
    reading, content = read(Path(sheet))
    with Store.open(Path(database)) as store:
        with store.look(PROGRAM) as look:
            actor = actor_by_username(look, "ayse")
        letters = sure_letters(store, reading, int(month))
        attachments.keep = _stop
        with store.work(actor) as work:
            version = work.session.get_one(Puantaj, int(month)).version
            take_sheet(work, reading, content, letters, int(month), expected=version)


if __name__ == "__main__":
    main(*sys.argv[1:])
