"""Random histories of advances agree with the ödenek; a kill leaves all or nothing; two desks, one last lira."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from data.avans.books import balances_for, disagreements
from data.avans.drafts import CarryDraft, ReportDraft
from data.avans.models import Avans, AvansBelge
from data.avans.operations import refunds, reversing, year_end
from data.avans.rules.balances import state_of
from data.avans.rules.values import AvansState
from data.butce import course
from data.butce.drafts import ReverseDraft
from data.butce.models import OdenekHareket
from data.core import trail
from data.core.errors import MasaError
from tests.avans.avans_office import (
    PAPER,
    PRINT,
    TRAVEL,
    Desk,
    approved,
    charged,
    given,
    handed,
    held,
    money,
    odenek,
    refunded,
    row,
    set_day,
    settled,
    state,
    step_ids,
    travelling,
)

ROOT = Path(__file__).resolve().parents[2]


# ---------------------------------------------------------------- random histories


def one_step(desk: Desk, key: int, day: date, chance: random.Random) -> None:
    """Something a clerk might do with an advance on a day; the law may refuse it."""
    amount = chance.randint(1, 500_00)
    kod = chance.choice([PAPER, PRINT])
    match chance.randrange(9):
        case 0 | 1 | 8:
            handed(desk, key, amount, chance.choice([day, date(2026, 12, 20)]), kod, handed_day=day)
        case 2:
            settled(desk, key, day)
        case 3:
            refunded(desk, key, amount, day)
        case 4:
            charged(desk, key, day)
        case 5:
            with desk.work() as work:
                refunds.collect(work, key, money(amount, day), row(desk, key).version)
        case 6:
            with desk.work("gercek") as work:
                why = ReverseDraft(day=day, reason="Yanlış kayıt")
                reversing.reverse(work, (step_ids(desk, key) or [0])[-1], why)
        case _:
            with desk.work() as work:
                year_end.report(work, key, ReportDraft(report_day=day, report_no="1"), row(desk, key).version)
            with desk.work("gercek") as work:
                year_end.carry(work, key, CarryDraft(day=day, belge_no="MİF 5"), row(desk, key).version)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_done_the_sum_of_open_advances_is_the_saklı_ödenek(desk: Desk, seed: int) -> None:
    chance = random.Random(seed)
    keys = [
        given(desk, chance.randint(1_500_00, 3_000_00), date(2026, 11, 10), subject=f"İş {at}") for at in range(3)
    ]
    day, done = date(2026, 11, 10), 0
    for _ in range(60):
        day += timedelta(chance.choice([0, 0, 1, 3]))
        set_day(desk, day)
        with suppress(MasaError):
            one_step(desk, chance.choice(keys), day, chance)
            done += 1
    assert done > 8, "the law did not refuse everything"
    with desk.look("denetci") as look:
        books = balances_for(look, keys)
        assert disagreements(look) == ()
        whole = course.held(look, OdenekHareket.avans_id.in_(keys))  # type: ignore[union-attr]
        assert (whole.avans, whole.devir) == (
            sum(one.acik for one in books.values()),
            sum(one.devir for one in books.values()),
        )
        assert whole.harcanan == sum(one.mahsup for one in books.values())
        for key in keys:
            assert books[key].whole
            assert look.session.get_one(Avans, key).state == state_of(books[key]).value
        assert trail.walk(look).broken_id is None


# ---------------------------------------------------------------- other processes


@contextmanager
def child(what: str, desk: Desk, username: str, key: int, day: date) -> Iterator[subprocess.Popen[str]]:
    """A desk of its own process."""
    made = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tests.avans.avans_child",
            what,
            str(desk.store.path),
            username,
            str(key),
            f"{day}",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
    )
    try:
        yield made
    finally:
        if made.poll() is None:
            made.kill()
        made.communicate(timeout=30)


def heard(made: subprocess.Popen[str]) -> str:
    assert made.stdout is not None
    return made.stdout.readline().strip()


def test_a_mahsup_that_is_killed_before_its_commit_is_not_there_and_can_be_done_again(desk: Desk) -> None:
    key = given(desk, 5_000_00, date(2026, 3, 3))
    handed(desk, key, 2_000_00, date(2026, 3, 5), PRINT)
    handed(desk, key, 1_000_00, date(2026, 3, 5))
    before = held(desk, key), odenek(desk), row(desk, key).version
    with child("mahsup", desk, "gercek", key, date(2026, 3, 6)) as made:
        assert heard(made) == "yazıldı"
        made.kill()
    assert (held(desk, key), odenek(desk), row(desk, key).version) == before
    with desk.look() as look:
        assert {one.state for one in look.session.exec(select(AvansBelge))} == {"bekliyor"}
        assert disagreements(look) == ()
    settled(desk, key, date(2026, 3, 6))
    assert (odenek(desk).avans, odenek(desk).harcanan) == (2_000_00, 3_000_00)


def test_two_desks_give_the_last_lira_at_once_and_one_gets_a_reason(desk: Desk) -> None:
    draft = travelling(desk, 40_000_00, date(2026, 3, 2), date(2026, 3, 5))
    keys = [approved(desk, replace(draft, subject=place)) for place in ("Ankara", "İzmir")]
    day = date(2026, 3, 2)
    with child("ver", desk, "ayse", keys[0], day) as one, child("ver", desk, "fatih", keys[1], day) as other:
        assert (heard(one), heard(other)) == ("hazır", "hazır")
        for made in (one, other):
            assert made.stdin is not None
            made.stdin.write("\n")
            made.stdin.flush()
        answers = sorted((heard(one), heard(other)), key=lambda answer: answer != "verildi")
    assert answers[0] == "verildi"
    for part in ("RuleBroken", "kullanılabilir ödenek 20.000,00 TL", "20.000,00 TL eksik", "Ödeneği tutanlar"):
        assert part in answers[1]
    assert odenek(desk, TRAVEL).avans == 40_000_00
    assert sorted(state(desk, key).value for key in keys) == [AvansState.ONAYLI.value, AvansState.VERILDI.value]
