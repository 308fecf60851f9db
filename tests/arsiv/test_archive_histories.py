"""Whatever anybody does over years: nothing guarded is destroyed, each folder is in one place and one state."""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from datetime import date
from itertools import groupby, pairwise, product
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import col

from data.arsiv import folder_card
from data.arsiv.models import ArsivBloke, ArsivYer, Klasor, KlasorOlay, Odunc
from data.arsiv.models_papers import Imha, ImhaImza, ImhaSatir, ImhaUye
from data.arsiv.rules.stages import may_go
from data.arsiv.rules.values import EventKind, FolderStage
from data.core.permissions import PROGRAM
from data.core.store import Look, Store
from tests.arsiv.archive_clerk import Clerk, Clock
from tests.arsiv.archive_office import Desk
from tests.arsiv.disposal_office import aged
from tests.arsiv.filing_office import cleared

STEPS = 320
GONE = (FolderStage.IMHA.value, FolderStage.DEVLET_ARSIVI.value)


def guards(look: Look) -> dict[int, tuple[str, ...]]:
    """What keeps each folder on a list from being destroyed now, reckoned anew from the bare rows."""
    held = set(
        look.session.execute(
            select(col(ArsivBloke.klasor_id)).where(col(ArsivBloke.lifted_on).is_(None))
        ).scalars()
    )
    out = select(col(Odunc.klasor_id)).where(col(Odunc.returned_on).is_(None), col(Odunc.kind) == "asil")
    lent = set(look.session.execute(out).scalars())
    missing = {key for key, kind in last_of_shelf(look).items() if kind == "kayip"}
    found = {}
    for row in look.session.execute(select(Klasor)).scalars():
        wrong = [
            name
            for name, is_so in (
                ("bloke", row.id in held), ("ödünç", row.id in lent), ("gizli", row.secrecy > 0),
                ("kayıp", row.id in missing),
                ("A ya da B", row.outcome in ("A", "B") or row.period == "B"),
                ("süre", row.due_on is None or row.due_on > look.today),
            )
            if is_so
        ]  # fmt: skip
        found[row.id or 0] = tuple(wrong)
    return found


def last_of_shelf(look: Look) -> dict[int, str]:
    """What happened last to each folder that a shelf check ever missed: missed, found or explained."""
    kinds = ("kayip", "bulundu", "aciklandi")
    events = select(col(KlasorOlay.klasor_id), col(KlasorOlay.kind)).where(col(KlasorOlay.kind).in_(kinds))
    found = look.session.execute(events.order_by(col(KlasorOlay.number)))
    return {row[0]: row[1] for row in found}


def destroyed_ids(look: Look) -> set[int]:
    return set(look.session.execute(select(col(Klasor.id)).where(col(Klasor.stage) == "imha")).scalars())


def whole(look: Look) -> None:
    """Every folder is where and what its last event says, and each event goes on from the one before."""
    events = look.session.execute(
        select(KlasorOlay).order_by(col(KlasorOlay.klasor_id), col(KlasorOlay.number))
    ).scalars()
    last = {key: chained(list(some)) for key, some in groupby(events, lambda one: one.klasor_id)}
    loans = {
        one.klasor_id: one.id
        for one in look.session.execute(select(Odunc).where(col(Odunc.returned_on).is_(None))).scalars()
    }
    missed = last_of_shelf(look)
    rows = look.session.execute(select(Klasor)).scalars().all()
    assert {row.id for row in rows} == set(last)
    for row in rows:
        event = last[row.id or 0]
        assert (row.stage, row.yer_id) == (event.to_stage, event.to_yer_id)
        assert row.loan_id == loans.get(row.id or 0)
        assert (row.missing_id is not None) is (missed.get(row.id or 0) == "kayip")
        if row.stage in GONE:
            assert row.yer_id is None
            assert row.loan_id is None


def chained(events: Sequence[KlasorOlay]) -> KlasorOlay:
    assert [one.number for one in events] == list(range(1, len(events) + 1))
    assert events[0].kind == "acildi"
    for before, after in pairwise(events):
        assert (after.from_stage, after.from_yer_id, after.day >= before.day) == (
            before.to_stage, before.to_yer_id, True,
        )  # fmt: skip
        stages = FolderStage(after.from_stage), FolderStage(after.to_stage)
        assert stages[0] is stages[1] or may_go(EventKind(after.kind), *stages)
        assert before.to_stage not in GONE
    return events[-1]


def signed_by_all(look: Look, work: Imha) -> None:
    """Every member who sat when the list was sent signed it as it was then, reckoned from the bare rows."""
    assert work.pages > 0
    assert work.listed_on <= work.sent_on <= work.tutanak_day
    standing = select(ImhaImza).where(col(ImhaImza.imha_id) == work.id, col(ImhaImza.withdrawn_at).is_(None))
    signatures = look.session.execute(standing).scalars().all()
    seats = select(col(ImhaUye.id)).where(
        col(ImhaUye.imha_id) == work.id, col(ImhaUye.role) != "sahit", col(ImhaUye.first_day) <= work.sent_on
    )
    assert {one.uye_id for one in signatures} == set(look.session.execute(seats).scalars())
    assert all(work.listed_on <= one.day <= work.sent_on for one in signatures)


def recorded(look: Look) -> None:
    """Each destroyed folder has its work with list, opinion, approval and tutanak, and was decided on there."""
    for key in destroyed_ids(look):
        lines = look.session.execute(
            select(Imha, ImhaSatir)
            .join(ImhaSatir, col(ImhaSatir.imha_id) == col(Imha.id))
            .where(col(ImhaSatir.klasor_id) == key, col(Imha.state) == "imha", col(ImhaSatir.decision) == "imha")
        ).all()
        assert len(lines) == 1
        work, line = lines[0]
        signed_by_all(look, work)
        assert work.opinion_no
        assert work.approval_no
        assert work.tutanak_no
        assert work.opinion_day <= work.approval_day <= work.tutanak_day
        assert not line.sample
        assert line.votes_for > line.votes_against


@pytest.mark.parametrize("seed", [7, 9])
def test_no_path_destroys_a_guarded_folder_and_the_past_is_what_it_was(
    archive_file: Path, tmp_path: Path, seed: int
) -> None:
    path, clock = tmp_path / "masa.db", Clock()
    shutil.copyfile(archive_file, path)
    past: dict[date, dict[int, tuple[str, int | None]]] = {}
    with Store.open(path, clock=clock) as store, cleared(Desk(store, tmp_path)):
        desk = Desk(store, tmp_path)
        for code, year in product(("622.01", "044", "804.01", "040", "050.04"), (2008, 2010)):
            aged(desk, code, year)
        clerk = Clerk(desk, clock, random.Random(seed))
        for _ in range(STEPS):
            with store.look(PROGRAM) as look:
                before, gone = guards(look), destroyed_ids(look)
            clerk.step()
            with store.look(PROGRAM) as look:
                for key in destroyed_ids(look) - gone:
                    # Time may have passed within the step, but nothing else happened in it.
                    assert not [why for why in before[key] if why != "süre"], (key, before[key])
                    assert guards(look)[key] == ()
                now = look.session.execute(select(col(Klasor.id), col(Klasor.stage), col(Klasor.yer_id))).all()
            past[clock.day] = {key or 0: (stage, yer) for key, stage, yer in now}
        with store.look(PROGRAM) as look:
            whole(look)
            recorded(look)
            assert destroyed_ids(look)
        _as_it_was(desk, past, clerk)
        wanted = {"burn", "lend_one", "begin_transfer", "check_shelf", "settle_one", "sign_list", "open_again"}
        assert wanted <= set(clerk.done), clerk.done
        assert "move_lent" not in clerk.done


def _as_it_was(desk: Desk, past: dict[date, dict[int, tuple[str, int | None]]], clerk: Clerk) -> None:
    with desk.look("mehmet") as look:
        codes = {row.id: row.full_code for row in look.session.execute(select(ArsivYer)).scalars()}
        for day in clerk.dice.sample(sorted(past), min(12, len(past))):
            for key, (stage, yer) in list(past[day].items())[:12]:
                # What was written later for an earlier day changes that day, as it should.
                events = folder_card.folder_events(look, key, day)
                if any(one.at.date() > day for one in events):
                    continue
                told = folder_card.where_on(look, key, day)
                assert told is not None
                assert (told.stage.value, told.place) == (stage, codes[yer] if yer else "")
