"""A desk in a process of its own: gives as it is told, or settles and stops before the commit to be killed."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from unittest import mock

from data.avans.drafts import GiveDraft, SettleDraft
from data.avans.models import Avans
from data.avans.operations import giving, settling
from data.core import trail
from data.core.actors import actor_by_username
from data.core.errors import MasaError
from data.core.permissions import PROGRAM, Actor
from data.core.store import Store
from tests.avans.avans_office import Clock


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def version(store: Store, key: int) -> int:
    with store.look(PROGRAM) as look:
        return look.session.get_one(Avans, key).version


def give(store: Store, actor: Actor, key: int, day: date) -> None:
    """Waits for a word, gives, and says what came of it."""
    seen = version(store, key)
    say("hazır")
    sys.stdin.readline()
    try:
        with store.work(actor) as work:
            giving.give(work, key, GiveDraft(day=day, mif_no=f"MİF {key}"), seen)
        say("verildi")
    except MasaError as refused:
        say(f"{type(refused).__name__} {' '.join(str(refused).split())}")


def settle(store: Store, actor: Actor, key: int, day: date) -> None:
    """Says ``yazıldı`` when all rows are written and nothing is committed, then waits for ever."""
    write, seen = trail.record, version(store, key)

    def stopped(*args: object, **more: object) -> int:
        done = write(*args, **more)  # type: ignore[arg-type]
        say("yazıldı")
        sys.stdin.readline()
        return done

    with mock.patch.object(trail, "record", stopped), store.work(actor) as work:
        settling.settle_documents(work, key, (), SettleDraft(day=day, belge_no="ÖEB 1"), seen)


def main(what: str, path: str, username: str, key: str, day: str) -> None:
    clock = Clock()
    clock.day = date.fromisoformat(day)
    with Store.open(Path(path), clock=clock) as store:
        with store.look(PROGRAM) as look:
            actor = actor_by_username(look, username)
        (give if what == "ver" else settle)(store, actor, int(key), clock.day)


if __name__ == "__main__":
    main(*sys.argv[1:])
