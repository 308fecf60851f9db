"""A desk of its own process that opens folders, and files one document; prints their keys."""

from __future__ import annotations

import sys
from pathlib import Path

from data.arsiv.filing_drafts import FileDraft
from data.arsiv.operations.filing import file_document
from data.core.errors import MasaError
from data.core.store import Store
from tests.arsiv.archive_office import Desk
from tests.arsiv.filing_office import opened
from tests.puantaj.puantaj_office import NOW


def main(path: str, count: int, evrak_id: int, klasor_id: int) -> None:
    """Opens folders one after the other, then tries to file the document that the other desk files too."""
    with Store.open(Path(path), clock=lambda: NOW) as store:
        desk = Desk(store, Path(path).parent)
        sys.stdout.write("hazır\n")
        sys.stdout.flush()
        sys.stdin.readline()
        for _ in range(count):
            sys.stdout.write(f"{opened(desk)}\n")
        try:
            with desk.work() as work:
                file_document(work, evrak_id, FileDraft(klasor_id=klasor_id))
            sys.stdout.write("dosyaladı\n")
        except MasaError as problem:
            sys.stdout.write(f"{problem.message}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:5]))
