"""What the ledger of folders writes by F6, an empty office takes over as the same folders."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from sqlalchemy import select

from data.arsiv import folder_views, lookup
from data.arsiv.folder_drafts import CloseDraft
from data.arsiv.models import ArsivYer, SaklamaSuresi
from data.arsiv.operations import folders as operations
from data.arsiv.operations.events import Event, happen
from data.arsiv.rules.values import EventKind, FolderStage
from data.core import trail
from data.core.pages import LedgerQuery
from data.core.stamps import wall_clock
from data.core.store import Store
from exports.listing import Listing, ListingColumn, listing_csv, listing_xlsx
from screens.arsiv.folders import FolderLedger
from tests.arsiv.archive_office import CODES, Desk, place_id
from tests.arsiv.disposal_office import to_archive
from tests.arsiv.filing_office import opened
from tests.arsiv.import_office import folders, took
from tests.puantaj.puantaj_office import NOW

TODAY: Final = date(2026, 11, 20)
PLANS: Final = (("622", "3", date(2014, 7, 1)), ("040", "B", date(2012, 3, 1)), ("934.01", "20", date(2018, 1, 1)))
KEPT: Final = next(one.min_screen for one in FolderLedger.COLUMNS if one.key == "kept")
WORDS: Final = ("Şikâyet", "ığdır", "İhale", "[b]kalın[/b]", "=1+1", "toplam", "çöp", "Üçüncü", "a;b", "“alıntı”")


@contextmanager
def office(archive_file: Path, folder: Path, *, plans: bool) -> Iterator[Desk]:
    folder.mkdir()
    shutil.copyfile(archive_file, folder / "masa.db")
    with Store.open(folder / "masa.db", clock=lambda: NOW) as store:
        desk = Desk(store, folder)
        with desk.work("mehmet") as work:
            for code, period, first in PLANS if plans else ():
                work.session.add(
                    SaklamaSuresi(code=code, period=period, outcome="C", first_day=first, source="Plan",
                                  made_by=work.actor.user_id, made_at=work.now)
                )  # fmt: skip
            for place in work.session.execute(select(ArsivYer)).scalars():
                place.capacity = 0
            trail.record(work, "arsiv.test", "Plan ve yer")
        yield desk


def filled(desk: Desk, dice: random.Random, count: int) -> None:
    """Folders of all years and the four states, opened and closed by the desk's own steps."""
    for _ in range(count):
        code = dice.choice(CODES)[0]
        day = date(dice.randint(2006, 2026), 1, 1) + timedelta(days=dice.randrange(300))
        stage = dice.choice(
            [FolderStage.ACIK, FolderStage.KAPALI, FolderStage.BIRIM_ARSIVI, FolderStage.KURUM_ARSIVI]
        )
        case = dice.random() < 0.3
        more: dict[str, Any] = {"title": " ".join(dice.choices(WORDS, k=3))}
        more |= {"case": True, "case_no": f"{dice.randint(1, 99)}"} if case else {}
        if stage is FolderStage.ACIK or dice.random() < 0.3:
            more["yer_id"] = place_id(desk, "B1-01")
        key = opened(desk, code, day, **more)
        if stage is not FolderStage.ACIK:
            closed = day + timedelta(days=dice.randrange((TODAY - day).days + 1))
            _closed(desk, key, stage, closed if case or dice.random() < 0.5 else day)


def _closed(desk: Desk, key: int, stage: FolderStage, day: date) -> None:
    with desk.work() as work:
        row = lookup.folder_row(work, key)
        operations.close_folder(work, key, CloseDraft(day=day), row.version)
        if stage is FolderStage.KURUM_ARSIVI:
            to_archive(work, row, day, place_id(desk, "K1-01"))
        elif stage is FolderStage.BIRIM_ARSIVI:
            place = place_id(desk, "B1-01")
            happen(work, row, Event(kind=EventKind.KONTROL, day=day, to_stage=FolderStage.DEVRE_HAZIR))
            happen(work, row, Event(kind=EventKind.TASINDI, day=day, to_stage=stage, to_yer_id=place, moves=True))
        trail.record(work, "arsiv.test", "Yerine konuldu")


def exported(desk: Desk, ending: str, width: int, *, whole: bool) -> Path:
    """The list as F6 writes it on a ledger that wide, or with all columns that can be chosen."""
    columns = [one for one in FolderLedger.COLUMNS if whole or (not one.optional and one.min_screen <= width)]
    with desk.look() as look:
        rows = folder_views.folder_window(look, LedgerQuery(view="tumu", whole=True), 0, 10_000).rows
    listing = Listing(
        title="Klasörler",
        office_lines=("T.C.", "Örnek Büyükşehir Belediye Başkanlığı"),
        subtitle="Tümü",
        columns=tuple(ListingColumn(one.title) for one in columns),
        rows=[tuple(one.text(row) for one in columns) for row in rows],
        summary=f"Toplam {len(rows)} kayıt",
        printed_at=wall_clock(NOW),
        printed_by="Ayşe Yılmaz",
    )
    path = desk.folder / f"klasorler.{ending}"
    return {"csv": listing_csv, "xlsx": listing_xlsx}[ending](listing, path)


def told(desk: Desk) -> list[tuple[Any, ...]]:
    with desk.look() as look:
        places = {one.id: one.full_code for one in look.session.execute(select(ArsivYer)).scalars()}
    return sorted(
        (
            one.code,
            one.opened_year,
            one.birim_id,
            one.stage,
            places.get(one.yer_id, ""),
            str(one.due_on),
            one.pages,
        )
        for one in folders(desk)
    )


@pytest.mark.parametrize(
    ("seed", "ending", "width", "whole"),
    [(1, "xlsx", 160, False), (2, "csv", 160, False), (3, "csv", 80, False), (4, "xlsx", 160, True),
     (5, "csv", 160, True)],
)  # fmt: skip
def test_the_ledger_s_own_list_becomes_the_same_folders_in_an_empty_office(
    archive_file: Path, tmp_path: Path, seed: int, ending: str, width: int, whole: bool
) -> None:
    # A narrow list does not say how long its folders are kept: there the periods never changed.
    plans = whole or width >= KEPT
    with (
        office(archive_file, tmp_path / "eski", plans=plans) as old,
        office(archive_file, tmp_path / "yeni", plans=plans) as new,
    ):
        filled(old, random.Random(seed), 25)
        path = exported(old, ending, width, whole=whole)
        if whole:
            before = {f"{one.opened_year}-{one.number}": one for one in folders(old)}
        took(new, path, stage="acik")
        assert told(new) == told(old)
        numbers = {(one.opened_year, one.number) for one in folders(new)}
        assert numbers == {(one.opened_year, one.number) for one in folders(old)}
        if whole:
            for one in folders(new):
                was = before[one.old_no]
                assert (one.opened_on, one.closed_on, one.title, one.case_no) == (
                    was.opened_on, was.closed_on, was.title, was.case_no
                )  # fmt: skip
