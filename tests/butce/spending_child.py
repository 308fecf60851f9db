"""Another desk in a process of its own that spends from one tertip, told on the command line how much."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from data.butce.drafts import UseDraft
from data.butce.operations.movements import spend
from data.core import actors
from data.core.errors import RuleBroken
from data.core.permissions import PROGRAM
from data.core.store import Store


def main(path: Path, tertip_id: int, amount: int) -> None:
    with Store.open(path) as store:
        with store.look(PROGRAM) as look:
            actor = actors.actor_by_username(look, "fatih")
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()
        try:
            with store.work(actor) as work:
                spend(work, UseDraft(tertip_id=tertip_id, amount=amount, day=date(2026, 11, 20)))
            word = "spent"
        except RuleBroken as refused:
            word = f"refused {refused}"
    sys.stdout.write(word + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
