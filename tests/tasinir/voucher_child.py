"""A second desk in a process of its own: books the vouchers that it is told to and prints each answer."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from data.core.actors import actor_by_username
from data.core.errors import MasaError
from data.core.permissions import PROGRAM
from data.core.store import Store
from data.tasinir.operations.approving import approve
from data.tasinir.operations.reversing import reverse


def main(path: str, username: str, day: str) -> None:
    """Each line of the input is ``onay KEY …`` or ``ters KEY …``: those keys in turn, then ``bitti``."""
    with Store.open(Path(path)) as store:
        with store.look(PROGRAM) as look:
            actor = actor_by_username(look, username)
        print("hazır", flush=True)  # noqa: T201
        for typed in sys.stdin:
            what, *keys = typed.split()
            for key in keys:
                try:
                    with store.work(actor) as work:
                        if what == "onay":
                            made = approve(work, int(key), 1)
                        else:
                            made = reverse(work, int(key), date.fromisoformat(day), "Yanlış kayıt", "Olur 2026/12")
                    print(f"{key} {made.number}", flush=True)  # noqa: T201
                except MasaError as refused:
                    print(f"{key} {type(refused).__name__} {' '.join(str(refused).split())}", flush=True)  # noqa: T201
            print("bitti", flush=True)  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
