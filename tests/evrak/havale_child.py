"""Another desk in a process of its own that receives one havale when it is told to."""

from __future__ import annotations

import sys
from pathlib import Path

from data.core.actors import actor_by_username
from data.core.errors import Conflict
from data.core.permissions import PROGRAM
from data.core.store import Store
from data.evrak.operations import havale


def say(word: str) -> None:
    sys.stdout.buffer.write(f"{word}\n".encode())
    sys.stdout.buffer.flush()


def main(path: Path, who: str, havale_id: int) -> None:
    with Store.open(path) as store:
        with store.look(PROGRAM) as look:
            actor = actor_by_username(look, who)
        say("hazır")
        sys.stdin.readline()
        try:
            with store.work(actor) as work:
                havale.receive(work, (havale_id,))
            say("alındı")
        except Conflict:
            say("çakışma")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
