"""Hands October over in a process of its own: ``handover_child.py DB USER FOLDER HOUR``."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from data.core import actors
from data.core.permissions import PROGRAM
from data.core.store import Store
from data.puantaj.handover_plan import outlook
from data.puantaj.handover_views import orders_of
from exports.handing_over import hand_over
from tests.puantaj.handover_office import MONTH, Seat

if __name__ == "__main__":
    database, username, folder, now = sys.argv[1:]
    moment = datetime.fromisoformat(now)
    with Store.open(Path(database), clock=lambda: moment) as store:
        with store.look(PROGRAM) as look:
            actor = actors.actor_by_username(look, username)
        with store.look(actor) as look:
            orders = orders_of(look, outlook(look, MONTH))
        for order in orders:
            hand_over(Seat(store, actor), order, Path(folder))
