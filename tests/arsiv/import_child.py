"""A desk of its own process that takes over a list of folders; says when it is ready, writing and done."""

from __future__ import annotations

import sys
from pathlib import Path

from data.arsiv.operations.archive_import import import_archive
from data.core.errors import MasaError
from data.core.store import Store
from tests.arsiv.archive_office import Desk
from tests.arsiv.import_office import read
from tests.puantaj.puantaj_office import NOW


def main(path: str, listed: str) -> None:
    """Reads the list, waits for a line, then takes it."""
    with Store.open(Path(path), clock=lambda: NOW) as store:
        desk = Desk(store, Path(path).parent)
        reading = read(desk, Path(listed))
        _say("hazır")
        sys.stdin.readline()
        try:
            with desk.work() as work:
                _say(f"alındı {import_archive(work, reading, None, lambda done: _say(f'yazıldı {done}'))}")
                sys.stdin.readline()
        except MasaError as problem:
            _say(str(problem))


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:3])
