"""Two desks, each a process of its own, open folders and file at once: no gap, nothing twice."""

from __future__ import annotations

import os
import subprocess
import sys

from sqlalchemy import select
from sqlmodel import col

from data.arsiv.models import Klasor, KlasorBelge
from data.core import trail
from data.core.permissions import PROGRAM
from tests.arsiv.archive_office import Desk
from tests.arsiv.filing_office import document, opened
from tests.core.office_people import ROOT

DESKS, EACH = 2, 12


def test_two_desks_at_once_leave_no_gap_and_file_a_document_once(desk: Desk) -> None:
    key, evrak_id = opened(desk), document(desk)
    limits = (str(EACH), str(evrak_id), str(key))
    children = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.arsiv.folder_child", str(desk.store.path), *limits],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        for _ in range(DESKS)
    ]
    for child in children:
        assert child.stdout is not None and child.stdout.readline() == "hazır\n"
    for child in children:
        assert child.stdin is not None
        child.stdin.write("\n")
        child.stdin.flush()
    said: list[str] = []
    for child in children:
        out, _ = child.communicate(timeout=300)
        assert child.returncode == 0
        said.append(out.splitlines()[-1])
    assert said.count("dosyaladı") == 1
    assert any("zaten dosyalanmış" in one for one in said)
    with desk.store.look(PROGRAM) as look:
        statement = select(col(Klasor.number), col(Klasor.part)).order_by(col(Klasor.number))
        every = list(range(1, DESKS * EACH + 2))
        assert [tuple(row) for row in look.session.execute(statement)] == [(one, one) for one in every]
        lines = look.session.execute(select(col(KlasorBelge.klasor_id))).scalars()
        assert list(lines) == [key]
        assert trail.walk(look).broken_id is None
