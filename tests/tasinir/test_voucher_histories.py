"""Random histories of vouchers on a real file agree with slow books: what is taken, what is refused, every day."""

from __future__ import annotations

import shutil
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from data.core.pages import LedgerQuery
from data.core.store import Look
from data.tasinir import books, stock_views
from data.tasinir.item_events import events_of, value_on, whereabouts
from data.tasinir.models_items import Demirbas
from data.tasinir.models_vouchers import LotHareket, TasinirLot, Vif
from tests.tasinir.history_office import DAYS, Office, Step
from tests.tasinir.slow_fifo import periods
from tests.tasinir.tasinir_office import unit

STEPS = st.lists(
    st.builds(
        Step,
        what=st.sampled_from(
            (
                *["entry"] * 4,
                *["use"] * 3,
                "lot",
                *["exit"] * 2,
                *["move"] * 2,
                *["gain"] * 2,
                *["back"] * 4,
                "correct",
            )
        ),
        kind=st.integers(0, 30),
        of=st.sampled_from((0, 0, 1)),
        where=st.sampled_from((0, 0, 1)),
        day=st.integers(0, len(DAYS) - 1),
        quantity=st.one_of(st.integers(1, 9), st.integers(1, 3).map(lambda whole: whole * 1000)),
        price=st.one_of(st.integers(1, 30_000_000), st.integers(1, 5).map(lambda lira: lira * 1_000_000)),
        pick=st.integers(0, 20),
        more=st.integers(0, 3),
    ),
    min_size=8,
    max_size=24,
)


# Shrinking a history takes minutes; what was tried is written out as it is.
@settings(max_examples=40, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(steps=STEPS)
def test_any_history_is_what_slow_books_make_of_it(tasinir_file: Path, steps: list[Step]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "masa.db"
        shutil.copyfile(tasinir_file, path)
        office = Office(path)
        with office.store:
            for step in steps:
                office.play(step)
            lots, items = office.lots(), office.items()
            with office.store.look(office.clerk) as look:
                _balances_agree(look, office)
                _lots_agree(look, office, lots)
                _items_agree(look, office, items)
                _numbers_have_no_gap(look, office)
                _every_period_adds_up(look, office)


def _balances_agree(look: Look, office: Office) -> None:
    own = unit(office.desk)
    for day in DAYS:
        slow = office.slow.balance(day)
        held = {key: (one.quantity, one.kurus) for key, one in books.held_on(look, own, day).items()}
        assert held == slow, day
        rows = stock_views.stock_window(look, LedgerQuery(), 0, 50, day=day).rows
        assert {(row.ambar_id, row.tasinir_id): (row.quantity, row.kurus) for row in rows} == slow
        levels = stock_views.by_second_level(look, own, day)
        assert sum(row.kurus for row in levels) == sum(kurus for _, kurus in slow.values())
        assert all(quantity > 0 and kurus >= 0 for quantity, kurus in slow.values())


def _lots_agree(look: Look, office: Office, keys: list[int]) -> None:
    slow = office.slow
    assert len(keys) == len(slow.lots)
    for place, (key, (goods, ambar, day)) in enumerate(zip(keys, slow.lots, strict=True)):
        lot = look.session.get_one(TasinirLot, key)
        assert (lot.tasinir_id, lot.ambar_id, lot.day) == (goods, ambar, day)
        assert (lot.left_quantity, lot.left_kurus) == slow.held("lot", place, date.max)
    moves = look.session.exec(select(LotHareket)).all()
    assert Counter((one.lot_id, one.day, one.quantity, one.kurus) for one in moves) == Counter(
        (keys[row.key], row.day, row.quantity, row.kurus) for row in slow.rows if row.what == "lot"
    )
    for goods in {goods for goods, _, _ in slow.lots}:
        shown = stock_views.lots_left(look, goods)
        left = sorted((keys[place] for place, (one, _, _) in enumerate(slow.lots)
                       if one == goods and slow.held("lot", place, date.max)[0]))  # fmt: skip
        assert sorted(one.id for one in shown) == left


def _items_agree(look: Look, office: Office, keys: list[int]) -> None:
    slow = office.slow
    assert len(keys) == len(slow.items)
    lives = events_of(look, keys)
    for place, key in enumerate(keys):
        row = look.session.get_one(Demirbas, key)
        for day in DAYS:
            where = {ambar: slow.held("item", place, day, ambar) for ambar in office.ambars}
            stood = {ambar: kurus for ambar, (quantity, kurus) in where.items() if quantity}
            found = whereabouts(lives[key], day)
            assert (found.ambar_id if found else None) == next(iter(stood), None), day
            if stood:
                assert value_on(lives[key], day) == next(iter(stood.values()))
        assert (row.state == "ambarda") == bool(stood)
        assert not stood or stood == {row.ambar_id: row.value_kurus}


def _numbers_have_no_gap(look: Look, office: Office) -> None:
    given: dict[int, list[int]] = defaultdict(list)
    for row in look.session.exec(select(Vif).where(col(Vif.number).is_not(None))):
        assert row.year == row.day.year
        given[row.year or 0].append(row.number or 0)
    assert {year: sorted(numbers) for year, numbers in given.items()} == {
        year: list(range(1, count + 1)) for year, count in office.numbers.items() if count
    }


def _every_period_adds_up(look: Look, office: Office) -> None:
    for goods in office.goods:
        for ambar in office.ambars:
            rows = stock_views.goods_movements(look, goods, DAYS[0], DAYS[-1], ambar)
            for first, last in periods(DAYS):
                start = office.slow.balance(date.fromordinal(first.toordinal() - 1)).get((ambar, goods), (0, 0))
                end = office.slow.balance(last).get((ambar, goods), (0, 0))
                inside = [row for row in rows if first <= row.day <= last]
                came = [row for row in inside if row.quantity > 0 or (row.quantity == 0 and row.kurus > 0)]
                went = [row for row in inside if row not in came]
                assert start[0] + sum(row.quantity for row in came) - sum(-row.quantity for row in went) == end[0]
                assert start[1] + sum(row.kurus for row in came) - sum(-row.kurus for row in went) == end[1]
                if inside:
                    assert (inside[-1].balance, inside[-1].balance_kurus) == end
            shown = stock_views.goods_movements(look, goods, DAYS[2], DAYS[4], ambar)
            assert shown == tuple(row for row in rows if DAYS[2] <= row.day <= DAYS[4])
