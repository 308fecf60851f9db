"""A desk of its own process that registers documents until it has enough or its time is over; prints its work."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path

from data.core.actors import actor_by_username
from data.core.bulk import keep_what_is_loaded
from data.core.permissions import PROGRAM
from data.core.store import Store
from data.evrak.operations.register import register_incoming
from tests.evrak.evrak_office import Desk, draft


def main(path: str, name: str, count: int, seconds: float, think: float) -> None:
    """Registers, one after the other, and waits ``think`` seconds between two as a person would."""
    with Store.open(Path(path)) as store:
        desk = Desk(store, Path(path).parent)
        with store.look(PROGRAM) as look:
            actor = actor_by_username(look, "ayse")
        first = draft(desk)
        keep_what_is_loaded()  # as a desk does when it has opened
        sys.stdout.write("hazır\n")
        sys.stdout.flush()
        sys.stdin.readline()
        ends = time.monotonic() + seconds
        for place in range(count):
            one = replace(first, letter_no=f"{name}-{place}")
            begun = time.monotonic()
            if begun > ends:
                break
            with store.work(actor) as work:
                made = register_incoming(work, one, "Sekiz masa")
            sys.stdout.write(f"{made.kayit_no} {(time.monotonic() - begun) * 1000:.1f}\n")
            if think:
                time.sleep(think)  # the person at the desk, not the test
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4]), float(sys.argv[5]))
