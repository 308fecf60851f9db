"""The formula, the states and the codes of the budget, by the worked examples and as properties."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.butce.rules.balance import available, explain_available, shortfall, spent_percent
from data.butce.rules.codes import (
    DEFAULT_CONTROL,
    DEFAULT_PATTERN,
    Segments,
    control_key,
    control_levels,
    economic_key,
    old_style,
    printed,
    read_code,
    tertip_key,
)
from data.butce.rules.states import NOTHING, Amounts, effect
from data.butce.rules.values import MovementKind, ReleaseControl
from data.core.errors import BadInput, RuleBroken

DAY = date(2026, 3, 2)


def test_the_worked_check_of_the_formula() -> None:
    held = Amounts(
        odenek=500_000_00,
        serbest=300_000_00,
        harcanan=120_450_75,
        avans=12_000_00,
        bloke=60_000_00,
        taahhut=35_000_00,
    )
    assert available(held, ReleaseControl.ENGELLE) == 72_549_25
    assert held.remaining == 379_549_25
    assert spent_percent(held) == Decimal("24.09")
    explained = explain_available(held, ReleaseControl.ENGELLE, {MovementKind.BASLANGIC: 500_000_00})
    words = " / ".join(reason.text for reason in explained.reasons)
    for part in ("Toplam ödenek 500.000,00 TL", "Serbest bırakılan 300.000,00 TL", "Harcanan 120.450,75 TL",
                 "Açık avans 12.000,00 TL", "Kullanılabilir: 72.549,25 TL"):  # fmt: skip
        assert part in words
    assert "5018" in explained.reasons[-1].law


def test_a_block_is_consumed_by_its_commitment_and_a_commitment_by_its_invoice() -> None:
    held = effect(MovementKind.BLOKE, 1_000)
    held += effect(MovementKind.TAAHHUT, 900, held)
    assert (held.bloke, held.taahhut, held.used) == (100, 900, 1_000)
    held += effect(MovementKind.HARCAMA, 950, held)
    assert (held.bloke, held.taahhut, held.harcanan, held.used) == (50, 0, 950, 1_000)
    with pytest.raises(RuleBroken, match="blokesi 0,50 TL; 0,51 TL alınamaz"):
        effect(MovementKind.BLOKE_COZME, 51, held)


@pytest.mark.parametrize(
    ("code", "key", "old"),
    [
        ("03.2.1.05", "03.02.10.05", "03.2.1.05"),
        ("03.02.10.05", "03.02.10.05", "03.2.1.05"),
        ("03.5", "03.05", "03.5"),
        ("06", "06", "06"),
        ("03.02.15.01", "03.02.15.01", "03.2.15.01"),
    ],
)
def test_both_digit_styles_of_an_economic_code_find_each_other(code: str, key: str, old: str) -> None:
    assert economic_key(code) == key
    assert old_style(code) == old


def test_a_tertip_is_read_printed_and_checked_in_its_segments() -> None:
    code = read_code("46.34.12.05-01.3.9.00-5-03.2.1.01", DEFAULT_PATTERN)
    assert code == Segments(kurumsal="46.34.12.05", fonksiyonel="01.3.9.00", finansman="5", ekonomik="03.2.1.01")
    assert printed(code, DEFAULT_PATTERN) == "46.34.12.05-01.3.9.00-5-03.2.1.01"
    assert tertip_key(code) == tertip_key(read_code("46.34.12.05-01.3.9.00-5-03.02.10.01", DEFAULT_PATTERN))
    levels = control_levels(DEFAULT_CONTROL)
    other = read_code("46.34.12.05-01.3.9.00-5-03.2.3.02", DEFAULT_PATTERN)
    third = read_code("46.34.12.05-01.3.9.00-5-03.7.3.03", DEFAULT_PATTERN)
    assert control_key(code, levels) == control_key(other, levels) != control_key(third, levels)
    program = read_code("12-3-456-46.34.12.05-01.3.9.00-5-03.02.10.01", DEFAULT_PATTERN)
    assert (program.program, program.alt_program, program.faaliyet) == ("12", "3", "456")


@pytest.mark.parametrize("text", ["", "abc", "03.2.1.05.07.01", "1-2-3-4-5-6-7-8", "03,2,1,05", "03.2.1.", "-5-"])
def test_what_is_no_tertip_is_refused_in_words(text: str) -> None:
    if text in ("03.2.1.", "-5-"):
        assert read_code(text, DEFAULT_PATTERN).ekonomik in ("03.2.1", "5")
        return
    with pytest.raises(BadInput, match="değil"):
        read_code(text, DEFAULT_PATTERN)


_KINDS = st.sampled_from([kind for kind in MovementKind if kind is not MovementKind.TERS])


@given(st.lists(st.tuples(_KINDS, st.integers(1, 10_000)), max_size=40))
def test_whatever_is_written_no_state_is_ever_below_nothing(steps: list[tuple[MovementKind, int]]) -> None:
    held = NOTHING
    for kind, amount in steps:
        try:
            changed = effect(kind, amount, held)
        except RuleBroken:
            continue
        held += changed
        assert min(held.bloke, held.taahhut, held.avans, held.harcanan, held.devir) >= 0
    assert held.used == held.bloke + held.taahhut + held.avans + held.harcanan + held.devir
    assert available(held) + held.used == held.odenek


_CHANGES = st.lists(
    st.tuples(
        st.integers(0, 20).map(lambda days: DAY + timedelta(days)),
        st.builds(
            Amounts, odenek=st.integers(-500, 500), serbest=st.integers(-500, 500), bloke=st.integers(-300, 300)
        ),
    ),
    max_size=8,
)


@given(_CHANGES, _CHANGES, st.sampled_from(list(ReleaseControl)), st.randoms())
def test_the_order_of_entries_within_a_day_does_not_matter(before, new, control, random) -> None:  # type: ignore[no-untyped-def]
    shuffled, other = list(before), list(new)
    random.shuffle(shuffled)
    random.shuffle(other)
    assert shortfall(before, new, control) == shortfall(shuffled, other, control)


def test_what_is_dated_back_must_leave_enough_on_every_later_day() -> None:
    course = [(DAY, Amounts(odenek=1_000)), (DAY + timedelta(10), Amounts(harcanan=900))]
    missing = shortfall(course, [(DAY + timedelta(3), Amounts(harcanan=200))], ReleaseControl.YOK)
    assert missing is not None
    assert (missing.day, missing.before, missing.missing) == (DAY + timedelta(10), 100, 100)
    assert shortfall(course, [(DAY + timedelta(3), Amounts(harcanan=100))], ReleaseControl.YOK) is None
