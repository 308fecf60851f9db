"""Another desk in a process of its own, told on the command line what to do."""

from __future__ import annotations

import sys
from pathlib import Path

from data.core import search, trail
from data.core.numbers import next_number
from data.core.permissions import PROGRAM
from data.core.store import Store


def register(store: Store) -> int:
    """One registration: number, row, words and trail in one transaction."""
    with store.work(PROGRAM) as work:
        number = next_number(work, "deneme", 2026)
        search.index(
            work,
            kind="deneme",
            record_id=number,
            area="personel",
            birim_id=None,
            title=f"Kayıt {number}",
            subtitle="",
            words="imar",
        )
        trail.record(work, "deneme.add", f"Kayıt {number}", kind="deneme", record_id=number)
    return number


def say(word: object) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def main(verb: str, path: Path, *rest: str) -> None:
    if verb == "fast":
        with Store.open(path):
            say("alembic" in sys.modules)
        return
    if verb == "open":
        sys.stdin.readline()
        with Store.open(path) as store, store.look(PROGRAM):
            say("opened")
        return
    with Store.open(path) as store:
        if verb == "hold":
            with store.look(PROGRAM) as look:
                trail.walk(look)
            say("held")
            sys.stdin.readline()
        elif verb == "number":
            sys.stdin.readline()
            for _ in range(int(rest[0])):
                say(register(store))
        elif verb == "forever":
            while True:
                say(register(store))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])
