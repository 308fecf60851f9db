"""A desk of its own process that closes a budget year and is waited for at the last moment before the commit."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from unittest import mock

from data.butce.operations.closing import close_year
from data.core import trail
from data.core.actors import actor_by_username
from data.core.permissions import PROGRAM
from data.core.store import Store


def in_january() -> datetime:
    return datetime(2027, 1, 4, 9, 0, tzinfo=UTC)


def main(path: str, yil_id: int, version: int) -> None:
    """Says ``yazıldı`` when all rows are written and nothing is committed, then waits for a word."""
    record = trail.record

    def stopped(*args: object, **named: object) -> int:
        done = record(*args, **named)  # type: ignore[arg-type]
        sys.stdout.write("yazıldı\n")
        sys.stdout.flush()
        sys.stdin.readline()
        return done

    with Store.open(Path(path), clock=in_january) as store:
        with store.look(PROGRAM) as look:
            actor = actor_by_username(look, "mehmet")
        with mock.patch.object(trail, "record", stopped), store.work(actor) as work:
            close_year(work, yil_id, version)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
