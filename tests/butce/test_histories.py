"""Whatever is written, by whom and in what order: each lira is in one state, nothing is ever below nothing."""

from __future__ import annotations

import random
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import col

from data.butce import course, views
from data.butce.drafts import ReverseDraft, UseDraft, WorkDraft
from data.butce.models import OdenekHareket, Tertip
from data.butce.operations import movements, works
from data.butce.operations.posting import Posting, post
from data.butce.rules.balance import available
from data.butce.rules.states import NOTHING, PARTS
from data.butce.rules.values import MovementKind
from data.core import trail
from data.core.errors import BadInput, RuleBroken
from data.core.store import Look
from tests.butce.butce_office import Desk, tertip_id, yil_id

K = MovementKind
CODES = ("03.2.1.01", "03.2.3.02", "03.7.3.03")
FREE = (K.EK, K.TENKIS, K.HARCAMA, K.HARCAMA_IADE, K.BLOKE, K.IPTAL, K.GONDERILEN)
OF_WORK = (K.BLOKE, K.TAAHHUT, K.HARCAMA, K.HARCAMA_IADE, K.BLOKE_COZME, K.TAAHHUT_COZME)


def written_at_random(desk: Desk, dice: random.Random, steps: int) -> int:
    """Movements of all sorts on any day, reversals among them; returns how many were refused."""
    keys = {code: tertip_id(desk, code) for code in CODES}
    year, refused = yil_id(desk), 0
    with desk.work() as work:
        ids = [works.open_work(work, year, WorkDraft(kind="mal", subject=f"İş {n}")) for n in range(2)]
    done: list[int] = []
    for _ in range(steps):
        day = date(2026, 1, 2) + timedelta(days=dice.randrange(320))
        code, amount, way = dice.choice(CODES), dice.randint(1, 300_000_00), dice.random()
        draft = UseDraft(tertip_id=keys[code], amount=amount, day=day)
        try:
            with desk.work() as work:
                if way < 0.15 and done:
                    movements.reverse(work, dice.choice(done), ReverseDraft(day=day, reason="Deneme"))
                elif way < 0.6:
                    done += works.use(work, dice.choice(ids), dice.choice(OF_WORK), draft).ids
                else:
                    kind = dice.choice(FREE)
                    done += post(work, [Posting(tertip_id=keys[code], kind=kind, amount=amount, day=day)]).ids
                    trail.record(work, "butce.test", "Deneme hareketi")
        except (RuleBroken, BadInput):
            refused += 1
    return refused


def require_sound(look: Look, year: int) -> None:
    """On every day of the year, for every control level and tertip."""
    for kontrol in set(look.session.execute(select(col(Tertip.kontrol))).scalars()):
        running = NOTHING
        for _, changed in sorted(course.changes(look, course.of_control(year, kontrol)), key=lambda one: one[0]):
            running += changed
            assert available(running) >= 0
            assert running.used + available(running) == running.odenek
    for row in views.odenek_rows(look, year):
        assert min(row.held.part(part) for part in PARTS) >= 0


@pytest.mark.parametrize("seed", range(4))
def test_no_order_of_entries_leaves_less_than_nothing_on_any_day(desk: Desk, seed: int) -> None:
    refused = written_at_random(desk, random.Random(seed), 70)
    with desk.look() as look:
        require_sound(look, yil_id(desk))
        numbers = sorted(look.session.execute(select(col(OdenekHareket.number))).scalars())
    assert 0 < refused < 70
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_same_entries_in_any_order_hold_the_same(desk: Desk) -> None:
    keys = [tertip_id(desk, code) for code in CODES]
    entries = [
        Posting(tertip_id=key, kind=kind, amount=amount, day=date(2026, 3, 2))
        for key, kind, amount in (
            (keys[0], K.HARCAMA, 700_000_00), (keys[1], K.EK, 50_000_00), (keys[0], K.HARCAMA, 250_000_00),
            (keys[2], K.BLOKE, 10_000_00), (keys[2], K.GONDERILEN, 30_000_00),
        )
    ]  # fmt: skip
    found = set()
    for seed in range(3):
        random.Random(seed).shuffle(entries)
        with pytest.raises(ZeroDivisionError), desk.work() as work:
            post(work, entries)
            trail.record(work, "butce.test", "Deneme")
            found.add(tuple(row.held for row in views.odenek_rows(work, 1)))
            _ = 1 / 0  # nothing of it stays: the next order begins from the same books
    assert len(found) == 1
    with desk.look() as look:
        assert all(not row.held.used for row in views.odenek_rows(look, 1))


def test_of_two_desks_that_spend_the_last_lira_one_wins_and_the_other_is_told_why(desk: Desk) -> None:
    paper = tertip_id(desk, CODES[0])
    command = [sys.executable, str(Path(__file__).with_name("spending_child.py")), str(desk.folder / "masa.db")]
    desks = [
        subprocess.Popen(
            [*command, str(paper), str(500_000_00)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2],
            env={"PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONIOENCODING": "utf-8", "LC_ALL": "C.UTF-8"},
        )
        for _ in range(2)
    ]  # fmt: skip
    for one in desks:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in desks:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    said = sorted(one.communicate(timeout=60)[0] for one in desks)
    assert said[1] == "spent\n"
    assert said[0].startswith("refused")
    assert "100.000,00 TL eksik" in said[0]
    assert "Ödeneği tutanlar" in said[0]
    with desk.look() as look:
        assert views.odenek_rows(look, yil_id(desk))[1].held.harcanan == 500_000_00
