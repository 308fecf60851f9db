"""Several counters at once, each a process of its own, and a counter that the power takes away."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter

from sqlalchemy import select
from sqlmodel import SQLModel, col

from data.core import engine as engines
from data.core import trail
from data.core.permissions import PROGRAM
from data.core.store import Work
from data.tasinir.count_papers import differences
from data.tasinir.models_counts import Sayim, SayimGiris
from data.tasinir.models_items import Demirbas
from data.tasinir.models_vouchers import TasinirHareket
from data.tasinir.rules.codes import barcode
from tests.core.office_people import ROOT
from tests.tasinir import tasinir_office as office
from tests.tasinir.ending_office import BOUGHT, LAPTOP, items, started
from tests.tasinir.tasinir_office import Desk
from tests.tasinir.voucher_office import bought

MANY = 60


def many(desk: Desk, count: int) -> list[str]:
    """So many laptops in the books of the first ambar, as an import leaves them; their barcodes."""
    bought(desk, LAPTOP, 1, 1000, BOUGHT)
    first = items(desk)[0]
    numbers = [barcode(100_000 + place) for place in range(count - 1)]
    with desk.work("kayit") as work:
        moved = (
            work.session.execute(select(TasinirHareket).order_by(col(TasinirHareket.id).desc())).scalars().first()
        )
        assert moved is not None
        _copy(work, Demirbas, first, [{"sicil_no": f"S-{one}", "barcode": one} for one in numbers])
        work.touched = True
        keys = _keys(work, numbers)
        _copy(work, TasinirHareket, moved, [{"demirbas_id": key} for key in keys])
        trail.record(work, "tasinir.test", "Deneme demirbaşları yazıldı")
    return [first.barcode, *numbers]


def _keys(work: Work, numbers: list[str]) -> list[int]:
    rows = work.session.execute(select(col(Demirbas.id), col(Demirbas.barcode)))
    wanted = set(numbers)
    return [key for key, number in rows if number in wanted]


def _copy(work: Work, model: type[SQLModel], like: SQLModel, changes: list[dict[str, object]]) -> None:
    table = SQLModel.metadata.tables[str(model.__tablename__)]
    columns = [one.name for one in table.columns if one.name != "id"]
    base = like.model_dump()
    rows = [[(base | change)[name] for name in columns] for change in changes]
    engines.insert_many(work.connection, table, rows, columns)


def _counter(desk: Desk, username: str, count: int, typed: list[str], name: str) -> subprocess.Popen[str]:
    sheet = desk.folder / name
    sheet.write_text("\n".join(typed))
    where = (str(desk.store.path), username, str(count), str(office.ambar(desk)), str(sheet))
    return subprocess.Popen(
        [sys.executable, "-m", "tests.tasinir.count_child", *where],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def _go(child: subprocess.Popen[str]) -> None:
    assert child.stdout is not None and child.stdin is not None
    assert child.stdout.readline() == "hazır\n"
    child.stdin.write("\n")
    child.stdin.flush()


def test_two_counters_of_the_same_shelves_lose_no_scan_and_count_nothing_twice(desk: Desk) -> None:
    numbers = many(desk, MANY)
    key = started(desk)
    children = [
        _counter(desk, "clerk", key, numbers, "once.txt"),
        _counter(desk, "ayse", key, numbers[::-1], "again.txt"),
    ]
    for child in children:
        _go(child)
    said: Counter[str] = Counter()
    for child in children:
        out, _ = child.communicate(timeout=120)
        assert child.returncode == 0
        said.update(line.split()[1] for line in out.splitlines())
    assert said == {"bulundu": MANY, "sayilmisti": MANY}
    with desk.look() as look:
        assert differences(look, key) == ()
        kept = look.session.execute(select(col(SayimGiris.demirbas_id), col(SayimGiris.counted_by))).all()
        assert len(kept) == 2 * MANY
        assert len({by for _, by in kept}) == 2
    with desk.store.look(PROGRAM) as look:
        assert trail.walk(look).broken_id is None


def test_a_counter_that_is_killed_loses_no_scan_that_was_answered_and_the_count_is_taken_up_again(
    desk: Desk,
) -> None:
    numbers = many(desk, MANY)
    key = started(desk, freeze=True)
    child = _counter(desk, "clerk", key, numbers, "all.txt")
    _go(child)
    assert child.stdout is not None
    answered = [child.stdout.readline().split()[0] for _ in range(MANY // 3)]
    child.kill()
    rest = child.stdout.read()
    child.wait(timeout=60)
    answered += [line.split()[0] for line in rest.splitlines() if line.endswith("bulundu")]
    with desk.look() as look:
        kept = set(look.session.execute(select(col(SayimGiris.typed))).scalars())
        assert set(answered) <= kept
        assert len(kept) < MANY
        assert look.session.get_one(Sayim, key).frozen
    again = _counter(desk, "ayse", key, numbers, "rest.txt")
    _go(again)
    out, _ = again.communicate(timeout=120)
    told = Counter(line.split()[1] for line in out.splitlines())
    assert told == {"sayilmisti": len(kept), "bulundu": MANY - len(kept)}
    with desk.look() as look:
        assert differences(look, key) == ()
    with desk.store.look(PROGRAM) as look:
        assert trail.walk(look).broken_id is None
