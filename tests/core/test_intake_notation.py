"""Numbers and days of foreign tables: each column tells how it is written, and nothing is guessed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.core.errors import BadInput
from data.core.intake.notation import (
    DayOrder,
    Notation,
    days_in,
    numbers_in,
    read_day,
    read_number,
)

TR, EN = Notation.TURKISH, Notation.ENGLISH
TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("cells", "notation", "mixed", "unsure"),
    [
        (["1.234,50", "12", "5.000"], TR, False, ("5.000",)),
        (["1,234.50", "12", "5,000"], EN, False, ("5,000",)),
        (["12,5", "7"], TR, False, ()),
        (["2266.13", "1292.9"], EN, False, ()),
        (["1.234.567", "0,5"], TR, False, ()),
        (["5.000", "12.500"], None, False, ("5.000", "12.500")),
        (["5", "12", "", "kilo"], None, False, ()),
        (["1.234,50", "2266.13"], None, True, ()),
        (["0.125", "0,125"], None, True, ()),
    ],
)
def test_a_column_tells_its_notation(
    cells: list[str], notation: Notation | None, mixed: bool, unsure: tuple[str, ...]
) -> None:
    found = numbers_in(cells)
    assert (found.notation, found.mixed, found.unsure) == (notation, mixed, unsure)


@pytest.mark.parametrize(
    ("cell", "notation", "value"),
    [
        ("1.234,50", None, "1234.50"), ("1,234.50", None, "1234.50"), ("5.000", TR, "5000"), ("5.000", EN, "5"),
        ("5,125", TR, "5.125"), ("5,125", EN, "5125"), ("12,5 TL", None, "12.5"), ("₺ 12", None, "12"),
        ("1 234 567,5", None, "1234567.5"), ("'42", None, "42"), ("-3,5", None, "-3.5"), ("0.125", None, "0.125"),
        ("33.3333333333333", None, "33.3333333333333"),
    ],
)  # fmt: skip
def test_a_number_is_read_exactly(cell: str, notation: Notation | None, value: str) -> None:
    assert read_number(cell, notation) == Decimal(value)


@pytest.mark.parametrize("cell", ["5.000", "1,234"])
def test_a_number_that_two_notations_read_is_never_guessed(cell: str) -> None:
    with pytest.raises(BadInput, match="iki türlü"):
        read_number(cell, None)


@pytest.mark.parametrize("cell", ["", "on", "1.2.3", "1,23,4", "=1+1", "12a", "--5", "1e9", "٣", "1" * 60])
def test_what_is_no_number_is_refused(cell: str) -> None:
    with pytest.raises(BadInput, match="bir sayı değil"):
        read_number(cell, TR)


@given(st.integers(0, 10**12), st.integers(0, 99))
def test_every_amount_comes_back_from_both_notations(lira: int, rest: int) -> None:
    plain = f"{lira:,}.{rest:02d}"
    turkish = plain.replace(",", "\0").replace(".", ",").replace("\0", ".")
    wanted = Decimal(lira) + Decimal(rest) / 100
    assert read_number(turkish, None) == read_number(plain, None) == wanted
    assert numbers_in([turkish]).notation is TR and numbers_in([plain]).notation is EN


@pytest.mark.parametrize(
    ("cells", "order", "unsure"),
    [
        (["3/4/2020", "25/3/2020"], DayOrder.DAY_FIRST, ("3/4/2020",)),
        (["1/23/23", "3/1/23"], DayOrder.MONTH_FIRST, ("3/1/23",)),
        (["3/4/2020", "5/5/2020"], None, ("3/4/2020",)),
        (["03.04.2020", "2020-04-03"], None, ()),
        (["25/3/2020", "3/25/2020", "3/4/2020"], None, ("3/4/2020",)),
    ],
)
def test_a_column_tells_the_order_of_its_days(
    cells: list[str], order: DayOrder | None, unsure: tuple[str, ...]
) -> None:
    found = days_in(cells)
    assert (found.order, found.unsure) == (order, unsure)


@pytest.mark.parametrize(
    ("cell", "order", "day"),
    [
        ("05.03.2019", None, date(2019, 3, 5)), ("5/3/2019", DayOrder.DAY_FIRST, date(2019, 3, 5)),
        ("5/3/2019", DayOrder.MONTH_FIRST, date(2019, 5, 3)), ("1/23/23", None, date(2023, 1, 23)),
        ("1.2.98", None, date(1998, 2, 1)), ("1.2.26", None, date(2026, 2, 1)),
        ("7/7/2020", None, date(2020, 7, 7)), ("2019-03-05 00:00:00", None, date(2019, 3, 5)),
        ("43529", None, date(2019, 3, 5)), ("2019", None, date(2019, 1, 1)),
    ],
)  # fmt: skip
def test_a_day_is_read(cell: str, order: DayOrder | None, day: date) -> None:
    assert read_day(cell, order, TODAY) == day


@pytest.mark.parametrize("cell", ["3/4/2020", "31.02.2020", "13/13/2020", "dün", "", "00.01.2020", "5/6/20"])
def test_a_day_is_never_guessed(cell: str) -> None:
    with pytest.raises(BadInput):
        read_day(cell, None, TODAY)
