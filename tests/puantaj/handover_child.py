"""Hands October over in a process of its own: ``handover_child.py DB USER FOLDER HOUR [kill]``.

Told so, it is killed when the sheets are written and the files for payroll programs are not.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import datetime
from pathlib import Path

from data.core import actors
from data.core.permissions import PROGRAM
from data.core.store import Store
from data.puantaj.handover_plan import outlook
from data.puantaj.handover_views import orders_of
from exports import handover
from exports.handing_over import hand_over
from tests.puantaj.handover_office import MONTH, Seat

if __name__ == "__main__":
    database, username, folder, now, *kill = sys.argv[1:]
    if kill:
        handover.flat_csv = lambda *_: os.kill(os.getpid(), signal.SIGKILL)  # type: ignore[assignment]
    moment = datetime.fromisoformat(now)
    with Store.open(Path(database), clock=lambda: moment) as store:
        with store.look(PROGRAM) as look:
            actor = actors.actor_by_username(look, username)
        with store.look(actor) as look:
            orders = orders_of(look, outlook(look, MONTH))
        for order in orders:
            hand_over(Seat(store, actor), order, Path(folder))
