"""A desk of its own process that closes a year and is waited for at the last moment before the commit."""

from __future__ import annotations

import sys
from pathlib import Path
from unittest import mock

from data.core import engine as engines
from data.core.actors import actor_by_username
from data.core.approvals import Stage
from data.core.permissions import PROGRAM
from data.core.store import Store
from data.tasinir.operations import years
from tests.tasinir.ending_office import in_january


def main(path: str, yil_id: int) -> None:
    """Says ``yazıldı`` when all rows are written and nothing is committed, then waits for a word."""
    write = engines.insert_many

    def stopped(*args: object) -> None:
        write(*args)  # type: ignore[arg-type]
        sys.stdout.write("yazıldı\n")
        sys.stdout.flush()
        sys.stdin.readline()

    with Store.open(Path(path), clock=in_january) as store:
        with store.look(PROGRAM) as look:
            actor = actor_by_username(look, "kayit")
        with mock.patch.object(years.engines, "insert_many", stopped), store.work(actor) as work:
            years.advance(work, yil_id, expected=Stage.ONAYLANDI)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
