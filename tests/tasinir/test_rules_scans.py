"""What a scanner typed: keyboard layouts that differ, signs that scanners add, code and quantity in one line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.core.scans import LONGEST, readings
from data.tasinir.rules.scans import code_and_quantity

SICIL = "255.02.01.01.02-26-00001"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (SICIL, SICIL),
        ("255ç02ç01ç01ç02*26*00001", SICIL),
        ("255Ç02Ç01Ç01Ç02*26*00001", SICIL),
        ("255.02.01.01.02/26/00001", SICIL),
        (f"]C1{SICIL}", SICIL),
        ("üC1255ç02ç01ç01ç02*26*00001", SICIL),
        ("\x1d0000000017\n", "0000000017"),
        ("46ç34ç12ç05ç01", "46.34.12.05.01"),
        ("dıstan 12", "distan 12"),
    ],
)
def test_a_scanner_of_another_layout_is_understood(typed: str, meant: str) -> None:
    assert meant in readings(typed)


@given(st.text(max_size=150))
def test_the_first_reading_is_what_was_typed_and_none_is_longer_than_a_barcode(typed: str) -> None:
    found = readings(typed)
    assert len(set(found)) == len(found) <= 3
    assert all(len(one) <= LONGEST for one in found)
    if typed.isascii() and typed.isdigit() and len(typed) <= LONGEST:
        assert found == (typed,)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("150.01.03.01 12,5", ("150.01.03.01", "12,5")),
        ("150.01.03.01  0", ("150.01.03.01", "0")),
        ("150 01 03 01 7", None),
        ("150.01.03.01", None),
        ("150.01.03.01 beş", None),
        ("A4 kâğıt 5", None),
        ("", None),
    ],
)
def test_code_and_quantity_in_one_line(typed: str, found: tuple[str, str] | None) -> None:
    assert code_and_quantity(typed) == found
