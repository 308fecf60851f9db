"""Quantities, prices and the value of a line: nothing is lost or made to the last kuruş."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.core.errors import BadInput
from data.tasinir.rules.amounts import (
    MAX_PRICE,
    MAX_QUANTITY,
    LineInput,
    format_price,
    format_quantity,
    half_up,
    is_whole,
    item_values,
    line_values,
    parse_price,
    parse_quantity,
    price_kurus,
    shares,
    unit_price_of,
)

weights = st.lists(st.integers(0, 10**12), min_size=1, max_size=30)
lines = st.builds(
    LineInput,
    quantity=st.integers(1, 10**8),
    unit_price=st.integers(0, 10**11),
    kdv_permille=st.sampled_from([0, 10, 100, 200]),
)


@pytest.mark.parametrize(
    ("typed", "thousandths"),
    [("2", 2000), ("2,5", 2500), (" 0,001 ", 1), ("1.250,125", 1_250_125), ("12,500000", 12500)],
)
def test_quantities_are_read_as_they_are_typed(typed: str, thousandths: int) -> None:
    assert parse_quantity(typed) == thousandths


@pytest.mark.parametrize(
    "typed", ["", "0", "-1", "2,5555", "2.5", "iki", "1.00", "٢", "1" * 5000, "9999999999", "=1+1", "1,", "2 5"]
)
def test_what_is_no_quantity_is_refused_with_its_field(typed: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_quantity(typed, field="miktar")
    assert refused.value.field == "miktar"
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("typed", "millionths"),
    [("12", 12_000_000), ("12,505", 12_505_000), ("1.234,567891 TL", 1_234_567_891), ("0", 0), ("0,5 ₺", 500_000)],
)
def test_unit_prices_are_read_with_up_to_six_places(typed: str, millionths: int) -> None:
    assert parse_price(typed) == millionths


@pytest.mark.parametrize("typed", ["", "-1", "1,1234567", "1.5", "TL", "99999999999", "9" * 5000])
def test_what_is_no_unit_price_is_refused(typed: str) -> None:
    with pytest.raises(BadInput):
        parse_price(typed)


@given(st.integers(1, MAX_QUANTITY))
def test_a_shown_quantity_reads_back(quantity: int) -> None:
    assert parse_quantity(format_quantity(quantity)) == quantity


@given(st.integers(0, MAX_PRICE))
def test_a_shown_price_reads_back(price: int) -> None:
    assert parse_price(format_price(price)) == price


def test_shown_numbers_are_turkish() -> None:
    assert format_quantity(1_250_000) == "1.250"
    assert format_quantity(-2500) == "-2,5"
    assert format_price(12_500_000) == "12,50"
    assert format_price(1_234_567_891) == "1.234,567891"
    assert is_whole(3000)
    assert not is_whole(3001)


@given(st.integers(-(10**20), 10**20), st.integers(1, 10**12))
def test_half_up_is_never_further_than_a_half(numerator: int, denominator: int) -> None:
    away = abs(Fraction(numerator, denominator) - half_up(numerator, denominator))
    assert away <= Fraction(1, 2)


def test_halves_go_away_from_zero() -> None:
    assert (half_up(5, 2), half_up(-5, 2), half_up(249, 100)) == (3, -3, 2)


def test_a_price_of_a_part_of_a_kurus_is_rounded_once_for_the_line() -> None:
    # 3 × 0,335 = 1,005 → 1,01; rounded each would be 3 × 0,34 = 1,02.
    assert price_kurus(3000, 335_000) == 101
    assert unit_price_of(101, 3000) == 336_667


@given(st.integers(0, 10**14), weights)
def test_shares_add_up_and_each_is_within_a_kurus_of_its_exact_part(total: int, parts: list[int]) -> None:
    found = shares(total, parts)
    assert sum(found) == total
    used = parts if any(parts) else [1] * len(parts)
    for share, weight in zip(found, used, strict=True):
        assert share >= 0
        assert abs(share - Fraction(total * weight, sum(used))) < 1


@given(st.integers(0, 10**12), weights)
def test_the_dearer_line_never_gets_the_smaller_share(total: int, parts: list[int]) -> None:
    found = shares(total, parts)
    ranked = sorted(zip(parts, found, strict=True))
    assert all(low[1] <= high[1] for low, high in pairwise(ranked) if low[0] < high[0])


def test_shares_of_nothing_and_impossible_shares() -> None:
    assert shares(0, []) == ()
    assert shares(100, [1, 1, 1]) == (34, 33, 33)
    assert shares(5, [0, 0]) == (3, 2)
    for total, parts in ((1, []), (-1, [1]), (1, [-1])):
        with pytest.raises(ValueError, match="share"):
            shares(total, parts)


def test_an_invoice_with_transport_and_kdv() -> None:
    paper, toner = line_values(
        [LineInput(10_000, 100_000_000, 200), LineInput(1_000, 500_000_000, 200)], joint_kurus=10_001
    )
    assert (paper.value.price, paper.value.kdv, paper.value.share) == (100_000, 20_000, 6_667)
    assert (toner.value.price, toner.value.kdv, toner.value.share) == (50_000, 10_000, 3_334)
    assert paper.value.total == 126_667
    assert toner.value.total == 63_334
    texts = [reason.text for reason in paper.reasons]
    assert texts == [
        "10 × 100,00 TL = 1.000,00 TL.",
        "KDV %20: 200,00 TL; maliyete eklendi.",
        "Ortak gider 100,01 TL satın alma bedeliyle orantılı bölündü (1.000,00 TL / 1.500,00 TL pay): 66,67 TL.",
        "Kayda alınan değer: 1.266,67 TL.",
    ]
    assert paper.reasons[2].law == "Taşınır Mal Y. m.13/4"


def test_deductible_kdv_is_shown_and_left_out_of_the_value() -> None:
    (line,) = line_values([LineInput(2_000, 10_000_000, 100)], kdv_included=False)
    assert (line.value.price, line.value.kdv, line.value.total) == (2_000, 200, 2_000)
    assert any("eklenmedi" in reason.text for reason in line.reasons)


def test_prices_that_hold_kdv_come_to_what_was_paid() -> None:
    (line,) = line_values([LineInput(1_000, 120_000_000, 200)], price_has_kdv=True)
    assert (line.value.price, line.value.kdv, line.value.total) == (10_000, 2_000, 12_000)


@given(st.lists(lines, min_size=1, max_size=12), st.integers(0, 10**9), st.booleans(), st.booleans())
def test_the_lines_come_to_price_and_kdv_and_joint_costs(
    typed: list[LineInput], joint: int, included: bool, has_kdv: bool
) -> None:
    found = line_values(typed, joint_kurus=joint, kdv_included=included, price_has_kdv=has_kdv)
    kdv = sum(line.value.kdv for line in found) if included else 0
    assert sum(line.value.share for line in found) == joint
    assert sum(line.value.total for line in found) == sum(line.value.price for line in found) + kdv + joint
    for line, source in zip(found, typed, strict=True):
        assert min(line.value.price, line.value.kdv, line.value.share) >= 0
        if has_kdv:
            assert line.value.price + line.value.kdv == price_kurus(source.quantity, source.unit_price)


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (LineInput(0, 1), "quantity"),
        (LineInput(1, -1), "unit_price"),
        (LineInput(1, 1, 1001), "kdv_permille"),
        (LineInput(MAX_QUANTITY + 1, 1), "quantity"),
    ],
)
def test_an_impossible_line_is_refused_with_its_place(line: LineInput, field: str) -> None:
    with pytest.raises(BadInput, match=r"2\. kalem") as refused:
        line_values([LineInput(1, 1), line])
    assert refused.value.field == field


def test_a_line_that_no_database_could_sum_is_refused() -> None:
    for line, joint in ((LineInput(MAX_QUANTITY, MAX_PRICE), 0), (LineInput(1, 1), 10**14)):
        with pytest.raises(BadInput, match=r"1\. kalemin tutarı çok büyük"):
            line_values([line], joint_kurus=joint)


def test_joint_costs_need_lines_and_are_not_negative() -> None:
    for typed, joint in (([], 1), ([LineInput(1, 1)], -1)):
        with pytest.raises(BadInput):
            line_values(typed, joint_kurus=joint)


def test_items_of_a_line_share_its_value_exactly() -> None:
    assert item_values(100, 3) == (34, 33, 33)
