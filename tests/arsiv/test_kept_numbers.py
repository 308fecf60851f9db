"""The numbers that the store keeps of folders are those that a count finds, whoever asks and whatever happened."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import bindparam, func, select, text
from sqlmodel import col

from data.arsiv import disposal_views, folder_views, place_views
from data.arsiv.duty_counts import folder_counts, holds_standing, loans_due
from data.arsiv.lookup import in_sight
from data.arsiv.models import ArsivBloke, ArsivYer, Klasor, KlasorOlay, Odunc
from data.arsiv.models_tally import NEVER
from data.arsiv.operations.transfers import ready
from data.arsiv.rules.values import TransferKind
from data.arsiv.tally import folders_seen, shelves_seen
from data.arsiv.year_views import year_in_numbers
from data.core.pages import LedgerQuery
from data.core.store import Look, Store
from tests.arsiv.archive_clerk import Clerk, Clock
from tests.arsiv.archive_office import OTHER_UNIT, Desk
from tests.arsiv.disposal_office import aged
from tests.arsiv.filing_office import cleared

STEPS, LOOKS = 120, 2
PEOPLE = ("ayse", "mehmet", "zeynep", "denetci", "kadir")
VIEWS = ("", "acik", "bekleyen", "birim", "kurum", "dolan", "odunc", "bloke", "kayip", "giden", "tumu")
TYPED = ("yıl:2027", "yıl:20", "aşama:kapalı", "aşama:yok", "birim:yazılım", "dolar:2028", "yıl:2010 aşama:kurum")


def rows_in_sight(look: Look) -> list[Klasor]:
    return list(look.session.execute(select(Klasor).where(in_sight(look))).scalars())


def kept(look: Look, columns: Any) -> Counter[tuple[Any, ...]]:
    found: Counter[tuple[Any, ...]] = Counter()
    for *values, total in look.session.execute(select(*columns)):
        assert total > 0
        found[tuple(values)] += total
    return found


def folders_and_shelves(look: Look) -> None:
    rows = rows_in_sight(look)
    assert kept(look, folders_seen(look)) == Counter(
        (
            row.stage, row.birim_id, row.secrecy, row.case, row.opened_year, row.closed_year or 0,
            (row.closed_year or 0) + (row.birim_yil or 0), row.due_on or NEVER, row.outcome, row.keep_until or 0,
            row.loan_id is not None,
        )
        for row in rows
    )  # fmt: skip
    assert kept(look, shelves_seen(look)) == Counter((row.yer_id or 0, row.secrecy, row.birim_id) for row in rows)
    for place in look.session.execute(select(ArsivYer)).scalars():
        below = select(col(ArsivYer.id)).where(col(ArsivYer.path).startswith(place.path))
        keys = set(look.session.execute(below).scalars())
        assert place_views.row_of(look, place).folders == sum(row.yer_id in keys for row in rows)


def duties_counted(look: Look) -> None:
    rows, last = rows_in_sight(look), look.today.year - 1
    found = folder_counts(look, (last,))
    assert set(found) == {row.birim_id for row in rows}
    for unit, counts in found.items():
        mine = [row for row in rows if row.birim_id == unit]
        done = [row for row in mine if row.closed_year and row.closed_year <= last]
        wanted = {
            "waits": sum(row.stage == "kapali" for row in done),
            "fit": sum(row.stage == "devre_hazir" for row in done),
            f"open{last}": sum(row.stage == "acik" and not row.case and row.opened_year <= last for row in mine),
            "ready": _total(look, ready(look, TransferKind.KURUM, unit, look.today)),
            "candidates": disposal_views.candidate_window(look, LedgerQuery(), 0, 9, birim_id=unit).total,
        }
        assert {name: counts[name] for name in wanted} == wanted
    of_unit = {row.id: row.birim_id for row in rows}
    out = select(Odunc).where(col(Odunc.returned_on).is_(None), col(Odunc.due_on) <= look.today)
    loans = [one for one in look.session.execute(out).scalars() if one.klasor_id in of_unit]
    assert {unit: one.late + one.today for unit, one in loans_due(look).items()} == Counter(
        of_unit[one.klasor_id] for one in loans
    )
    stand = select(ArsivBloke).where(col(ArsivBloke.lifted_on).is_(None))
    holds = [one for one in look.session.execute(stand).scalars() if one.klasor_id in of_unit]
    old = Counter(of_unit[one.klasor_id] for one in holds if one.first_day.year <= last)
    assert holds_standing(look, last) == old


def ledgers(look: Look) -> None:
    for query in (
        *(LedgerQuery(view=view) for view in VIEWS),
        *(LedgerQuery(view=view, text=typed) for view, typed in product(("", "tumu", "acik"), TYPED)),
    ):
        found = folder_views.folder_window(look, query, 0, 1000)
        assert found.total == len(found.rows), query


def year_told(look: Look, year: int) -> None:
    after = date(year + 1, 1, 1)
    gone = set(
        look.session.execute(
            select(col(KlasorOlay.klasor_id)).where(
                col(KlasorOlay.kind).in_(("imha", "devlet")), col(KlasorOlay.day) < after
            )
        ).scalars()
    )
    rows = rows_in_sight(look)
    stay, due = Counter[int](), Counter[tuple[int, str]]()
    for row in rows:
        stay[row.birim_id] += row.opened_on < after and row.id not in gone
        due[row.birim_id, row.outcome[:1]] += bool(row.due_on and date(year, 1, 1) < row.due_on <= after)
    for told in year_in_numbers(look, year):
        assert told.kept == stay[told.birim_id]
        assert (told.due_a, told.due_c, told.due_d) == tuple(due[told.birim_id, letter] for letter in "ACD")


def _total(look: Look, statement: Any) -> int:
    return int(look.session.execute(select(func.count()).select_from(statement.subquery())).scalar_one())


@pytest.mark.parametrize("seed", [5, 34])
def test_whatever_a_clerk_does_the_kept_numbers_are_those_of_a_count(
    archive_file: Path, tmp_path: Path, seed: int
) -> None:
    path, clock = tmp_path / "masa.db", Clock()
    shutil.copyfile(archive_file, path)
    with Store.open(path, clock=clock) as store, cleared(Desk(store, tmp_path)):
        desk = Desk(store, tmp_path)
        for code, year in product(("622.01", "044", "050.04"), (2008, 2010)):
            aged(desk, code, year)
        clerk, secret = Clerk(desk, clock, random.Random(seed)), 0
        for step in range(1, STEPS + 1):
            clerk.step()
            if step == STEPS // 3:
                _written(desk, "birim_id = (SELECT id FROM birim WHERE name = :other) WHERE id % 3 = 0")
            if step == STEPS:
                _written(desk, "secrecy = id % 3 WHERE id % 4 > 0")
            if step % (STEPS // LOOKS):
                continue
            for who in PEOPLE:
                with desk.look(who) as look:
                    folders_and_shelves(look)
                    duties_counted(look)
                    ledgers(look)
                    secret += sum(row.secrecy > 1 for row in rows_in_sight(look))
            with desk.look() as look:
                for year in (2010, look.today.year - 1, look.today.year):
                    year_told(look, year)
        assert secret, "no secret folder was ever seen"
        assert {"open_one", "hold_one", "bring_before"} <= set(clerk.done), clerk.done


def _written(desk: Desk, what: str) -> None:
    """By direct SQL, as nobody should write it; the numbers follow all the same."""
    with desk.store.raw() as connection:
        connection.execute(text(f"UPDATE klasor SET {what}").bindparams(*_named(what)))
        connection.commit()


def _named(what: str) -> list[Any]:
    return [bindparam("other", OTHER_UNIT)] if ":other" in what else []


def test_what_is_rolled_back_was_never_counted(desk: Desk) -> None:
    aged(desk)
    with desk.look() as look:
        before = kept(look, folders_seen(look)), kept(look, shelves_seen(look))
    with pytest.raises(KeyError), desk.work() as work:
        row = work.session.execute(select(Klasor)).scalars().one()
        row.stage, row.yer_id, row.secrecy = "imha", None, 1
        work.session.flush()
        assert work.session.execute(select(folders_seen(work).stage)).scalars().all() == []
        raise KeyError
    with desk.look() as look:
        assert (kept(look, folders_seen(look)), kept(look, shelves_seen(look))) == before
