"""Random histories: the year's account is what a slow reckoning says, and its equalities hold."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from data.core.errors import MasaError
from data.core.permissions import PROGRAM
from data.core.store import Store
from data.tasinir.count_tally import tallies
from data.tasinir.models_counts import Sayim
from data.tasinir.models_vouchers import TasinirHareket, Vif
from data.tasinir.operations.reversing import reverse
from data.tasinir.rules.year_checks import Amount, CheckKind
from data.tasinir.year_checking import checks
from data.tasinir.year_views import account, rows_of
from tests.tasinir import tasinir_office as office
from tests.tasinir.ending_office import PAPER, PEN, in_january, started, typed
from tests.tasinir.tasinir_office import FIRST, SECOND, Desk
from tests.tasinir.voucher_office import approved, bought, head, line, used

START = date(2025, 11, 1)
NAMES = (PAPER, PEN, "Klasör")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(("al", "kullan", "tasi", "geri")),
        st.sampled_from(NAMES),
        st.integers(1, 9),
        st.integers(0, 420),
        st.integers(1, 999),
    ),
    min_size=3,
    max_size=14,
)
LIMITS = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _play(desk: Desk, steps: Sequence[tuple[str, str, int, int, int]]) -> None:
    """Does what is asked; what the books forbid is refused and changes nothing."""
    booked: list[tuple[int, date]] = []
    for what, name, quantity, later, price in steps:
        day = START + timedelta(days=later)
        try:
            if what == "al":
                booked.append((bought(desk, name, quantity, price, day).id, day))
            elif what == "kullan":
                booked.append((used(desk, name, quantity, day).id, day))
            elif what == "tasi":
                draft = head(desk, "ambar_cikis", day, FIRST, other_ambar_id=office.ambar(desk, SECOND))
                booked.append((approved(desk, draft, line(desk, name, quantity, 0)).id, day))
            elif booked:
                key, since = booked[price % len(booked)]
                with desk.work("kayit") as work:
                    reverse(work, key, max(since, day), "Yanlış kayıt", "Olur 2026/12")
        except MasaError:
            continue


def _desk(file: Path, folder: Path) -> Desk:
    path = folder / "rastgele.db"
    shutil.copyfile(file, path)
    return Desk(Store.open(path, clock=in_january), folder)


def _slowly(desk: Desk, year: int) -> dict[str, tuple[Amount, Amount]]:
    """II. düzey to what was carried in and what is carried on, movement by movement."""
    codes = {office.goods(desk, name): code for name, code in
             ((PAPER, "150.01.03"), (PEN, "150.01.01"), ("Klasör", "150.01.03"))}  # fmt: skip
    found: dict[str, tuple[Amount, Amount]] = defaultdict(lambda: (Amount(), Amount()))
    with desk.store.look(PROGRAM) as look:
        for row in look.session.execute(select(TasinirHareket)).scalars():
            if row.day > date(year, 12, 31):
                continue
            opening, closing = found[codes[row.tasinir_id]]
            moved = Amount(row.quantity, row.kurus)
            found[codes[row.tasinir_id]] = (opening + moved if row.day.year < year else opening, closing + moved)
    return dict(found)


@LIMITS
@given(steps=STEPS)
def test_carried_entered_left_and_remaining_add_up_in_every_year_of_any_history(
    tasinir_file: Path, tmp_path: Path, steps: list[tuple[str, str, int, int, int]]
) -> None:
    desk = _desk(tasinir_file, tmp_path)
    with desk.store:
        _play(desk, steps)
        for year in (2025, 2026):
            slow = _slowly(desk, year)
            with desk.look("kayit") as look:
                rows = {row.code: row for row in rows_of(account(look, office.unit(desk), year))}
                held = {one.kind: one.holds for one in checks(look, office.unit(desk), year)}
            assert held[CheckKind.DENGE] and held[CheckKind.EKSI] and held[CheckKind.NUMARA]
            for code, (opening, closing) in slow.items():
                row = rows.get(code)
                assert (row.opening if row else Amount(), row.closing if row else Amount()) == (opening, closing)
                assert row is None or min(row.entered.quantity, row.left.quantity) >= 0
            assert set(rows) <= set(slow)


@LIMITS
@given(steps=STEPS, counted=st.lists(st.tuples(st.sampled_from(NAMES), st.integers(0, 30)), max_size=6))
def test_a_count_finds_what_was_typed_whatever_the_history_was(
    tasinir_file: Path,
    tmp_path: Path,
    steps: list[tuple[str, str, int, int, int]],
    counted: list[tuple[str, int]],
) -> None:
    desk = _desk(tasinir_file, tmp_path)
    with desk.store:
        _play(desk, steps)
        day = date(2026, 12, 31)
        key = started(desk, "yil_sonu", day)
        sums: dict[int, int] = defaultdict(int)
        for name, quantity in counted:
            typed(desk, key, name, str(quantity))
            sums[office.goods(desk, name)] += quantity * 1000
        with desk.store.look(PROGRAM) as look:
            found = tallies(look, look.session.get_one(Sayim, key))
            assert look.session.execute(select(Vif.id).where(Vif.sayim_id == key)).first() is None
        first = office.ambar(desk)
        recorded = {pair: one.result.recorded for pair, one in found.items()}
        assert {pair: held for pair, held in recorded.items() if held} == _held(desk, day)
        here = {goods: one.result.found for (ambar, goods), one in found.items() if ambar == first}
        assert {goods: held for goods, held in here.items() if held} == {
            key: sums[key] for key in sums if sums[key]
        }
        for one in found.values():
            assert one.result.surplus - one.result.shortage == one.result.found - one.result.recorded
            assert not (one.result.surplus and one.result.shortage)


def _held(desk: Desk, day: date) -> dict[tuple[int, int], int]:
    found: dict[tuple[int, int], int] = defaultdict(int)
    with desk.store.look(PROGRAM) as look:
        for row in look.session.execute(select(TasinirHareket)).scalars():
            if row.day <= day:
                found[row.ambar_id, row.tasinir_id] += row.quantity
    return {pair: quantity for pair, quantity in found.items() if quantity}


def _whole(found: Mapping[int, int]) -> dict[int, int]:
    return {goods: held for goods, held in found.items() if held}
