"""Destroys what is approved in a process of its own, killed midway: ``disposal_child.py DB IMHA VERSION``."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from data.arsiv.disposal_drafts import DestroyDraft
from data.arsiv.operations import disposal_final, events
from data.core import actors
from data.core.permissions import PROGRAM
from data.core.store import Store
from tests.arsiv.disposal_office import BURNT
from tests.puantaj.puantaj_office import NOW

if __name__ == "__main__":
    database, imha_id, version = sys.argv[1:]
    written = events.happen
    count = 0

    def killed(*told: Any) -> Any:
        """The second folder is written and flushed, then the power goes."""
        global count
        made = written(*told)
        count += 1
        if count == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return made

    disposal_final.happen = killed  # type: ignore[attr-defined,assignment]
    with Store.open(Path(database), clock=lambda: NOW) as store:
        with store.look(PROGRAM) as look:
            actor = actors.actor_by_username(look, "mehmet")
        draft = DestroyDraft(day=BURNT, tutanak_no="2026/4", witnesses="Ayşe Yılmaz\nFatih Ergün")
        with store.work(actor) as work:
            disposal_final.destroy(work, int(imha_id), draft, int(version))
