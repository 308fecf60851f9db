"""Lists of folders as offices have them, read against a store and taken."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import col

from data.arsiv import archive_intake, archive_scan
from data.arsiv.archive_drafts import ArchiveFileDraft, ArchiveReading
from data.arsiv.archive_scan import Scan
from data.arsiv.models import Klasor, KlasorOlay
from data.arsiv.operations.archive_import import import_archive
from data.core.intake.column_styles import answered
from data.core.intake.mapping import guess_mapping
from data.core.intake.tables import read_table
from data.core.permissions import PROGRAM
from tests.arsiv.archive_office import Desk, unit_id

HEAD: Final = (
    "Birim", "Dosya Kodu", "Konusu", "Yılı", "Açılış Tarihi", "Kapanış Tarihi", "Vaka No", "Cilt No", "Arşiv No",
    "Gizlilik", "Durumu", "Yeri", "Sayfa", "Açıklama",
)  # fmt: skip
GOOD: Final = {"Dosya Kodu": "622.01", "Konusu": "Bilgi edinme başvuruları", "Yılı": "2015", "Durumu": "Kapalı"}
"""A row with which nothing is wrong."""


def written(
    folder: Path, rows: Iterable[Sequence[str]], head: Sequence[str] = HEAD, name: str = "arsiv.csv"
) -> Path:
    """A list as Excel writes it."""
    path = folder / name
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows([head, *rows])
    return path


def row(**cells: str) -> tuple[str, ...]:
    """A good row with other cells; names of headings with ``_`` for their blanks."""
    named = GOOD | {name.replace("_", " "): text for name, text in cells.items()}
    assert named.keys() <= set(HEAD), named.keys() - set(HEAD)
    return tuple(named.get(name, "") for name in HEAD)


def scanned(path: Path) -> Scan:
    """A list with its columns found by their headings."""
    table = read_table(path)
    sheet = table.sheets[0]
    return archive_scan.scan(table, sheet, guess_mapping(sheet, archive_scan.HEADINGS))


def read(
    desk: Desk, path: Path, who: str = "ayse", answers: Mapping[str, str] | None = None, **more: Any
) -> ArchiveReading:
    """A list held against the store."""
    found = scanned(path)
    draft = ArchiveFileDraft(**{"birim_id": unit_id(desk), "stage": "kapali", **more})
    styles = answered(found.styles, found.questions, answers or {})
    with desk.look(who) as look:
        return archive_intake.read_archive(look, found, draft, styles)


def took(desk: Desk, path: Path, who: str = "ayse", **more: Any) -> list[Klasor]:
    """The folders of a list that was taken, in its order."""
    reading = read(desk, path, who, **more)
    assert not reading.errors, reading.errors
    with desk.work(who) as work:
        assert import_archive(work, reading) == len(reading.folders)
    return folders(desk)[-len(reading.folders) :]


def folders(desk: Desk) -> list[Klasor]:
    """All folders of the store."""
    with desk.store.look(PROGRAM) as look:
        found = list(look.session.execute(select(Klasor).order_by(col(Klasor.id))).scalars())
        look.session.expunge_all()
        return found


def events(desk: Desk, key: int | None) -> list[KlasorOlay]:
    """What happened to a folder, the first first."""
    with desk.store.look(PROGRAM) as look:
        wanted = select(KlasorOlay).where(col(KlasorOlay.klasor_id) == key).order_by(col(KlasorOlay.number))
        found = list(look.session.execute(wanted).scalars())
        look.session.expunge_all()
        return found


def refusals(desk: Desk, path: Path, who: str = "ayse", **more: Any) -> list[tuple[int, int, str]]:
    """Row, column and words of every fault of a list."""
    return [(one.row, one.column, one.message) for one in read(desk, path, who, **more).errors]
