"""Eight desks, each a process of its own, register at once: no gap, no number twice, nothing lost."""

from __future__ import annotations

import os
import subprocess
import sys

from sqlmodel import col, select

from data.core import trail
from data.core.permissions import PROGRAM
from data.evrak.models import Evrak, EvrakSure
from tests.core.office_people import ROOT
from tests.evrak.evrak_office import Desk

DESKS, EACH = 8, 12
LIMITS = (str(EACH), "600", "0")
"""Documents, seconds, seconds of thought between two."""


def test_eight_desks_at_once_leave_no_gap_and_no_number_twice(desk: Desk) -> None:
    children = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.evrak.register_child", str(desk.store.path), f"M{place}", *LIMITS],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for place in range(DESKS)
    ]
    for child in children:
        assert child.stdout is not None and child.stdout.readline() == "hazır\n"
    for child in children:
        assert child.stdin is not None
        child.stdin.write("\n")
        child.stdin.flush()
    given: list[int] = []
    for child in children:
        said, _ = child.communicate(timeout=300)
        assert child.returncode == 0
        given += [int(line.split()[0].partition("/")[2]) for line in said.splitlines()]
    assert sorted(given) == list(range(1, DESKS * EACH + 1))
    with desk.store.look(PROGRAM) as look:
        kept = look.session.exec(select(Evrak.number).order_by(col(Evrak.id))).all()
        assert list(kept) == list(range(1, DESKS * EACH + 1))
        assert look.session.exec(select(EvrakSure.id)).all() == []
        assert trail.walk(look).broken_id is None
