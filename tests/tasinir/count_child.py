"""A counter in a process of its own: scans the numbers that it is told, or scans for ever; prints each answer."""

from __future__ import annotations

import sys
from pathlib import Path

from data.core.actors import actor_by_username
from data.core.permissions import PROGRAM
from data.core.store import Store
from data.tasinir.count_drafts import CountPlace
from data.tasinir.operations.counting import scan


def main(path: str, username: str, sayim_id: int, ambar_id: int, typed: str) -> None:
    """Scans each of the numbers once, in their order, as fast as the store takes it."""
    with Store.open(Path(path)) as store:
        with store.look(PROGRAM) as look:
            actor = actor_by_username(look, username)
        sys.stdout.write("hazır\n")
        sys.stdout.flush()
        sys.stdin.readline()
        for one in Path(typed).read_text().split():
            with store.work(actor) as work:
                made = scan(work, sayim_id, CountPlace(ambar_id=ambar_id), one)
            sys.stdout.write(f"{one} {made.answer.value}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5])
