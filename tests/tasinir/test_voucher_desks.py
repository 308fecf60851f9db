"""Two desks in two processes book at once: one clear refusal where both do not fit, no gap, nothing below zero."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from sqlmodel import col, select

from data.core import trail
from data.core.permissions import PROGRAM
from data.tasinir.models_vouchers import TasinirHareket, TasinirLot, Vif
from tests.tasinir.tasinir_office import SECOND, Desk, ambar
from tests.tasinir.voucher_office import bought, drafted, head, line

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 11, 2)


@contextmanager
def desks(desk: Desk) -> Iterator[list[subprocess.Popen[str]]]:
    """Two processes that stand ready."""
    made = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.tasinir.voucher_child", str(desk.store.path), "kayit", DAY.isoformat()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        )
        for _ in range(2)
    ]
    try:
        for one in made:
            assert one.stdout is not None
            assert one.stdout.readline().strip() == "hazır"
        yield made
    finally:
        for one in made:
            one.communicate(timeout=30)


def at_once(children: Sequence[subprocess.Popen[str]], *told: str) -> list[list[str]]:
    """What each answers to what it is told, all told before any answer is read."""
    for child, what in zip(children, told, strict=True):
        assert child.stdin is not None
        child.stdin.write(what + "\n")
        child.stdin.flush()
    found = []
    for child in children:
        assert child.stdout is not None
        lines = iter(child.stdout.readline, "bitti\n")
        found.append([answer.strip().partition(" ")[2] for answer in lines])
    return found


def test_two_desks_book_at_once_without_a_gap_or_a_shortage(desk: Desk) -> None:
    bought(desk, "A4 kâğıt", 10, 100, DAY)
    bought(desk, "Klasör", 40, 3, DAY)
    same = drafted(desk, head(desk, "satin_alma", DAY), line(desk, "Siyah toner", 5))
    rivals = [drafted(desk, head(desk, "tuketim", DAY), line(desk, quantity=6, price=0)) for _ in range(2)]
    uses = head(desk, "tuketim", DAY), line(desk, "Klasör", 3, 0)
    moves = head(desk, "ambar_cikis", DAY, other_ambar_id=ambar(desk, SECOND)), line(desk, "Klasör", 2, 0)
    many = [drafted(desk, *(uses if place % 2 else moves)) for place in range(24)]
    with desks(desk) as children:
        both = [answer for (answer,) in at_once(children, f"onay {same}", f"onay {same}")]
        assert sorted(both)[0] == "2026/3"
        assert sorted(both)[1].startswith("RuleBroken Onaylanmış ya da vazgeçilmiş fiş değişmez.")

        fitting = sorted(answer for (answer,) in at_once(children, f"onay {rivals[0]}", f"onay {rivals[1]}"))
        assert fitting[0] == "2026/4"
        assert fitting[1].startswith("RuleBroken A4 kâğıt: 02.11.2026 gününde ambarda 4 var, 6 çıkılamaz.")

        entry = bought(desk, "Sıvı sabun", 5, 10, DAY)
        use = drafted(desk, head(desk, "tuketim", DAY), line(desk, "Sıvı sabun", 1, 0))
        (taken,), (back,) = at_once(children, f"onay {use}", f"ters {entry.id}")
        assert taken.startswith("2026/") != back.startswith("2026/"), (taken, back)

        answers = at_once(children, *(" ".join(map(str, ["onay", *many[at::2]])) for at in (0, 1)))
        assert sum(answer.startswith("2026/") for answer in (*answers[0], *answers[1])) >= 13
        assert all("çıkılamaz" in one for side in answers for one in side if not one.startswith("2026/"))
    _books_are_whole(desk)


def _books_are_whole(desk: Desk) -> None:
    with desk.store.look(PROGRAM) as look:
        numbers = look.session.exec(
            select(Vif.number).where(col(Vif.number).is_not(None)).order_by("number")
        ).all()
        moves = look.session.exec(select(TasinirHareket)).all()
        left = look.session.exec(select(TasinirLot)).all()
        assert list(numbers) == list(range(1, len(numbers) + 1))
        assert trail.walk(look).broken_id is None
        for lot_of in {(one.tasinir_id, one.ambar_id) for one in left}:
            held = [one for one in left if (one.tasinir_id, one.ambar_id) == lot_of]
            moved = [one for one in moves if (one.tasinir_id, one.ambar_id) == lot_of]
            assert sum(one.left_quantity for one in held) == sum(one.quantity for one in moved) >= 0
            assert sum(one.left_kurus for one in held) == sum(one.kurus for one in moved) >= 0
