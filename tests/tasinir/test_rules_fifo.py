"""First in, first out: against a slow reference that takes one thousandth at a time, and never below zero."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.core.errors import RuleBroken
from data.tasinir.rules.fifo import Allocation, Held, Lot, Movement, first_short_day, lowest_from, take

START = date(2026, 1, 1)
days = st.integers(0, 20).map(lambda count: START + timedelta(days=count))


@st.composite
def lots(draw: st.DrawFn) -> list[Lot]:
    rows = draw(st.lists(st.tuples(days, st.integers(0, 30), st.integers(0, 10_000)), max_size=8))
    made = [Lot(key, day, left, kurus if left else 0) for key, (day, left, kurus) in enumerate(rows, 1)]
    return draw(st.permutations(made))


movements = st.lists(st.builds(Movement, day=days, quantity=st.integers(-50, 50)), max_size=15)


def one_at_a_time(held: list[Lot], quantity: int, day: date) -> dict[int, int]:
    """How much of each lot leaves, by the plainest reading of the rule."""
    left = {lot.id: lot.left for lot in held}
    taken: dict[int, int] = {}
    for _ in range(quantity):
        candidates = [lot for lot in held if lot.day <= day and left[lot.id]]
        oldest = min(candidates, key=lambda lot: (lot.day, lot.id))
        left[oldest.id] -= 1
        taken[oldest.id] = taken.get(oldest.id, 0) + 1
    return taken


def test_the_oldest_lot_goes_first_at_its_own_price() -> None:
    held = [Lot(2, date(2026, 2, 1), 5_000, 1_500), Lot(1, date(2026, 1, 5), 3_000, 1_000)]
    found = take(held, 4_000, date(2026, 3, 1))
    assert found.value == (Allocation(1, 3_000, 1_000), Allocation(2, 1_000, 300))
    assert [reason.text for reason in found.reasons] == [
        "İlk giren ilk çıkar: en eski girişten başlandı, giriş fiyatı kullanıldı.",
        "05.01.2026 girişinden 3 çıktı; lotun kalanı olduğundan kalan değerin tamamı: 10,00 TL.",
        "01.02.2026 girişinden 1 çıktı: 15,00 TL × 1 / 5 = 3,00 TL.",
    ]
    assert found.reasons[1].refs[0].id == 1
    assert {reason.law for reason in found.reasons} == {"Taşınır Mal Y. m.22/4"}


@given(lots(), days, st.data())
def test_what_is_taken_agrees_with_the_slow_reference(held: list[Lot], day: date, data: st.DataObject) -> None:
    there = sum(lot.left for lot in held if lot.day <= day)
    if not there:
        with pytest.raises(RuleBroken):
            take(held, 1, day)
        return
    quantity = data.draw(st.integers(1, there))
    found = take(held, quantity, day).value
    assert {part.lot_id: part.quantity for part in found} == one_at_a_time(held, quantity, day)
    by_id = {lot.id: lot for lot in held}
    for part in found:
        lot = by_id[part.lot_id]
        assert 0 <= part.kurus <= lot.left_kurus
        assert abs(part.kurus - Fraction(lot.left_kurus * part.quantity, lot.left)) <= Fraction(1, 2)


@given(lots(), st.data())
def test_taking_bit_by_bit_empties_every_lot_to_the_last_kurus(held: list[Lot], data: st.DataObject) -> None:
    last = START + timedelta(days=30)
    value = sum(lot.left_kurus for lot in held)
    taken = 0
    while there := sum(lot.left for lot in held):
        by_id = {lot.id: lot for lot in held}
        for part in take(held, data.draw(st.integers(1, there)), last).value:
            lot = by_id[part.lot_id]
            by_id[lot.id] = Lot(lot.id, lot.day, lot.left - part.quantity, lot.left_kurus - part.kurus)
            taken += part.kurus
        held = list(by_id.values())
        assert all(lot.left >= 0 and lot.left_kurus >= 0 for lot in held)
    assert taken == value


@given(lots(), days)
def test_more_than_there_is_on_the_day_is_refused(held: list[Lot], day: date) -> None:
    there = sum(lot.left for lot in held if lot.day <= day)
    with pytest.raises(RuleBroken, match="isteniyor"):
        take(held, there + 1, day)


def test_a_later_entry_does_not_cover_an_earlier_exit() -> None:
    with pytest.raises(RuleBroken) as refused:
        take([Lot(1, date(2026, 5, 2), 9_000, 900)], 1_000, date(2026, 5, 1))
    assert str(refused.value) == (
        "01.05.2026 tarihinde lotlarda 0 var, 1 isteniyor. Miktarı azaltın ya da önce girişi kaydedin. "
        "(Dayanak: Taşınır Mal Y. m.22/4)"
    )


def test_a_chosen_lot_goes_before_an_older_one_with_its_reason_shown() -> None:
    held = [Lot(1, START, 5_000, 500), Lot(2, START, 5_000, 1_000)]
    found = take(held, 6_000, START, chosen=(2, 1, 2), reason="Son kullanma tarihi yakın")
    assert found.value == (Allocation(2, 5_000, 1_000), Allocation(1, 1_000, 100))
    assert found.reasons[0].text.endswith("Gerekçe: Son kullanma tarihi yakın")


@pytest.mark.parametrize(
    ("chosen", "reason", "quantity"),
    [
        ((2, 2), "Proje alımı", 5_001),
        ((2,), "", 1_000),
        ((2,), "  .", 1_000),
        ((3,), "Proje alımı", 1_000),
        ((2,), "Proje alımı", 5_001),
    ],
)
def test_a_choice_without_reason_or_of_a_lot_that_cannot_give_is_refused(
    chosen: tuple[int, ...], reason: str, quantity: int
) -> None:
    held = [Lot(1, START, 9_000, 900), Lot(2, START, 5_000, 1_000), Lot(3, START + timedelta(days=1), 1_000, 9)]
    with pytest.raises(RuleBroken):
        take(held, quantity, START, chosen=chosen, reason=reason)


def test_nothing_cannot_be_taken() -> None:
    with pytest.raises(ValueError, match="nothing"):
        take([], 0, START)


@given(movements, days)
def test_the_lowest_balance_agrees_with_adding_up_every_day(history: list[Movement], day: date) -> None:
    later = [day + timedelta(days=count) for count in range(22)]
    slow = min(sum(move.quantity for move in history if move.day <= on) for on in later)
    assert lowest_from(history, day) == slow


@given(movements, days, st.integers(1, 200))
def test_what_may_leave_is_what_leaves_no_day_short(history: list[Movement], day: date, quantity: int) -> None:
    short = first_short_day(history, day, quantity)
    assert (short is None) == (lowest_from(history, day) >= quantity)
    if short is not None:
        balance = sum(move.quantity for move in history if move.day <= short)
        assert short >= day
        assert balance < quantity


def test_an_exit_dated_back_is_held_up_by_a_later_exit() -> None:
    history = [Movement(date(2026, 1, 1), 10), Movement(date(2026, 3, 1), -8)]
    assert lowest_from(history, date(2026, 2, 1)) == 2
    assert first_short_day(history, date(2026, 2, 1), 3) == date(2026, 3, 1)
    assert first_short_day(history, date(2026, 2, 1), 2) is None


# ---------------------------------------------------------------- lots that changed later


@st.composite
def moved_lots(draw: st.DrawFn) -> Lot:
    """A lot of which something was put back later, at other kuruş than were taken of it."""
    held = draw(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 40)), min_size=1, max_size=4))
    days = [Held(START + timedelta(days=at), *one) for at, one in enumerate(held)]
    return Lot(1, START, days[-1].quantity, days[-1].kurus, days=tuple(days))


@given(moved_lots(), st.integers(1, 12))
def test_what_leaves_a_lot_leaves_it_whole_or_empty_on_every_day(lot: Lot, quantity: int) -> None:
    try:
        (part,) = take([lot], quantity, START).value
    except RuleBroken:
        even = {one.kurus for one in lot.days if one.quantity == quantity}
        short = quantity > min(one.quantity for one in lot.days)
        assert short or len(even) > 1 or max(even) > min(one.kurus for one in lot.days)
        return
    rest = lot.less(part)
    assert (rest.left, rest.left_kurus) == (lot.left - part.quantity, lot.left_kurus - part.kurus)
    for one in rest.days:
        assert one.quantity >= 0
        assert one.kurus >= 0
        assert one.quantity > 0 or one.kurus == 0
    proportional = Fraction(lot.left_kurus * quantity, lot.left)
    if quantity not in {one.quantity for one in lot.days} and proportional <= min(one.kurus for one in lot.days):
        assert abs(part.kurus - proportional) <= Fraction(1, 2)


def test_a_lot_of_uneven_kurus_says_from_which_day_it_may_leave() -> None:
    days = (Held(START, 8, 3), Held(START + timedelta(days=5), 8, 4))
    with pytest.raises(RuleBroken, match=r"06\.01\.2026 ya da sonraki"):
        take([Lot(1, START, 8, 4, days=days)], 8, START)
    assert take([Lot(1, START, 8, 4)], 8, START).value == (Allocation(1, 8, 4),)
    assert take([Lot(1, START, 8, 4, days=days)], 7, START).value == (Allocation(1, 7, 3),)
