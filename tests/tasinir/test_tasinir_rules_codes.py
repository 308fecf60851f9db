"""Codes, registry numbers, and the short numbers of labels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.core.errors import BadInput
from data.tasinir.rules.codes import (
    SicilScope,
    account,
    barcode,
    first_level,
    is_durable,
    level,
    own_number,
    parent,
    path,
    read_barcode,
    repair,
    require_code,
    second_level,
    sicil_counter,
    sicil_no,
)

codes = st.builds(
    lambda head, groups: ".".join([head, *groups]),
    st.sampled_from(["150", "253", "254", "255"]),
    st.lists(st.integers(0, 99).map(lambda group: f"{group:02d}"), max_size=6),
)
numbers = st.integers(1, 999_999_999)


@given(codes)
def test_a_code_is_its_path_and_a_right_one_stays_as_it_is(code: str) -> None:
    assert path(code)[-1] == require_code(code) == code
    assert len(path(code)) == level(code) + 1
    assert path(code)[0] == account(code)
    assert parent(code) == (path(code)[-2] if level(code) else None)
    found = repair(code)
    assert (found.value, found.reasons) == (code, ())


def test_levels_of_a_code() -> None:
    assert first_level("255.02.01.01.02.01") == "255.02"
    assert second_level("255.02.01.01.02.01") == "255.02.01"
    assert second_level("150.01.04") == "150.01.04"
    assert [is_durable(code) for code in ("150.01", "253.01", "254.01", "255.02")] == [False, True, True, True]
    with pytest.raises(BadInput, match=r"II\. düzey"):
        second_level("150.01")


@pytest.mark.parametrize(
    ("typed", "code", "mended"),
    [
        (" 253.03.06 .02.30", "253.03.06.02.30", 1),
        ("253.03..06.03.", "253.03.06.03", 1),
        ("150 01 02", "150.01.02", 1),
        ("150-01-02", "150.01.02", 1),
        ("150,01", "150.01", 1),
        ("150.1.2", "150.01.02", 1),
        ("2550201", "255.02.01", 1),
        ("25502", "255.02", 1),
        ("150\u00a0.1", "150.01", 2),
        ("255.02.01.001", "255.02.01.001", 0),
        ("\u200e150.01", "150.01", 1),
    ],
)
def test_damaged_codes_are_mended_and_it_is_said(typed: str, code: str, mended: int) -> None:
    found = repair(typed)
    assert found.value == code
    assert len(found.reasons) == mended


def test_a_cell_of_numbers_lost_its_zero_at_the_end() -> None:
    assert repair("150.1", number=True).value == "150.10"
    assert repair("150.01", number=True).value == "150.01"
    assert "sonda" in repair("150.1", number=True).reasons[0].text


@pytest.mark.parametrize("typed", ["", "15", "1500", "150.001", "150.01.002", "A150.01", "150.0l", "=150"])
def test_what_cannot_be_made_a_code_without_guessing_is_refused(typed: str) -> None:
    with pytest.raises(BadInput, match="taşınır kodu değil"):
        repair(typed)


@pytest.mark.parametrize("typed", ["150.01.02.12345", "1" * 5000, "150.01" * 12, "١٥٠", "\u202e150\x00"])
def test_outside_text_that_only_looks_like_a_code_is_refused(typed: str) -> None:
    with pytest.raises(BadInput, match="taşınır kodu değil") as refused:
        require_code(typed)
    assert len(str(refused.value)) < 200


def test_a_registry_number_has_the_three_groups_of_the_law() -> None:
    code = "255.02.01.01.02.01"
    found = sicil_no(SicilScope.KOD_YIL, code, 2018, 252, width=5, unit_code="38.1")
    assert found.value == "255.02.01.01.02.01-18-00252"
    joined = sicil_no(SicilScope.KOD_YIL, code, 2018, 252, width=5, unit_code="38.1", separator="")
    assert joined.value == "255.02.01.01.02.011800252"
    assert [reason.law for reason in found.reasons] == ["Taşınır Mal Y. m.36"] * 3
    of_unit = sicil_no(SicilScope.BIRIM_YIL, "255.02", 2005, 123_456, width=5, unit_code="38.1")
    assert of_unit.value == "255.02-05-123456/38.1"
    with pytest.raises(ValueError, match="1"):
        sicil_no(SicilScope.TEK, "255.02", 2005, 0, width=5, unit_code="38.1")


@given(st.sampled_from(SicilScope), st.data())
def test_no_registry_number_is_given_twice_whatever_the_counter_runs_over(
    scope: SicilScope, data: st.DataObject
) -> None:
    asked = st.tuples(
        st.sampled_from(["255.02", "255.02.01"]), st.sampled_from(["38.1", "38.2"]), st.integers(2025, 2027)
    )
    counters: dict[tuple[str, int], int] = {}
    given_out = []
    for code, unit, year in data.draw(st.lists(asked, max_size=30)):
        counter = sicil_counter(scope, code, unit, year)
        counters[counter] = counters.get(counter, 0) + 1
        given_out.append(sicil_no(scope, code, year, counters[counter], width=3, unit_code=unit).value)
    assert len(set(given_out)) == len(given_out)


@given(numbers)
def test_a_label_reads_back_also_through_a_scanner_that_adds_to_it(number: int) -> None:
    made = barcode(number)
    assert len(made) == 10
    assert made.isascii()
    for typed in (made, f" {made}\r", f"]C1{made}", f"{made[:5]} {made[5:]}"):
        assert read_barcode(typed) == made


@given(numbers, st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(number: int, place: int, more: int) -> None:
    made = barcode(number)
    wrong = made[:place] + str((int(made[place]) + more) % 10) + made[place + 1 :]
    assert read_barcode(wrong) is None


@given(numbers, st.integers(0, 8))
def test_two_digits_that_changed_places_are_noticed(number: int, place: int) -> None:
    made = barcode(number)
    swapped = made[:place] + made[place + 1] + made[place] + made[place + 2 :]
    assert swapped == made or read_barcode(swapped) is None


@given(numbers, numbers)
def test_labels_of_two_numbers_differ(one: int, other: int) -> None:
    assert (barcode(one) == barcode(other)) == (one == other)


@pytest.mark.parametrize("typed", ["", "1234567890123", "ABCDEFGHIJ", "0000000000", "١٢٣٤٥٦٧٨٩٠", "9" * 5000])
def test_other_barcodes_are_none_of_ours(typed: str) -> None:
    assert read_barcode(typed) is None


@pytest.mark.parametrize("number", [0, -1, 1_000_000_000])
def test_a_number_out_of_range_gets_no_label(number: int) -> None:
    with pytest.raises(ValueError, match="range"):
        barcode(number)


def test_what_tells_an_item_from_others_of_its_code_stands_alone() -> None:
    assert own_number("255.02.01-26-00004", "255.02.01") == "…26-00004"
    assert own_number("255.02.01.011800252", "255.02.01.01") == "…1800252"
    assert own_number("D-17", "255.02.01") == "D-17"
