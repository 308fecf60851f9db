"""Two desks give out the same folder at the same moment: one gets it, the other is told, no number is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import select
from sqlmodel import col

from data.arsiv.models import Klasor, KlasorOlay, Odunc
from data.core import trail
from data.core.errors import RuleBroken
from data.core.permissions import PROGRAM
from data.core.store import Store
from tests.arsiv.archive_office import Desk
from tests.arsiv.test_folders import opened
from tests.arsiv.test_holds_and_loans import lent
from tests.puantaj.puantaj_office import NOW

DESKS = 4


def test_a_folder_is_lent_once_however_many_desks_give_it_at_once(desk: Desk) -> None:
    keys = [opened(desk) for _ in range(3)]
    path = desk.store.path
    assert path is not None
    ready = Barrier(DESKS)

    def give(_number: int) -> list[str]:
        said = []
        with Store.open(path, clock=lambda: NOW) as store:
            mine = Desk(store, path.parent)
            ready.wait()
            for key in keys:
                try:
                    lent(mine, key)
                    said.append("verildi")
                except RuleBroken as refused:
                    said.append(refused.message)
        return said

    with ThreadPoolExecutor(DESKS) as pool:
        answers = [one for said in pool.map(give, range(DESKS)) for one in said]
    assert answers.count("verildi") == len(keys)
    assert sum("başka birinde" in one for one in answers) == len(keys) * (DESKS - 1)
    with desk.store.look(PROGRAM) as look:
        numbers = look.session.execute(select(col(Odunc.number)).order_by(col(Odunc.id))).scalars()
        assert list(numbers) == [1, 2, 3]
        out = look.session.execute(select(col(Klasor.loan_id)).order_by(col(Klasor.id))).scalars()
        assert set(out) == {1, 2, 3}
        events = look.session.execute(select(col(KlasorOlay.number)).where(col(KlasorOlay.kind) == "odunc"))
        assert list(events.scalars()) == [2, 2, 2]
        assert trail.walk(look).broken_id is None
