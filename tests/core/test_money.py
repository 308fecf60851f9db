"""Amounts: read as they are typed, shown as forms show them, never a kuruş off."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data.core.errors import BadInput
from data.core.money import Money, Wording, format_int, number_words

AMOUNTS = st.integers(min_value=-(10**15), max_value=10**15)


@given(AMOUNTS)
def test_what_is_shown_can_be_typed_again(kurus: int) -> None:
    shown = str(Money(kurus))
    assert Money.parse(shown) == Money(kurus)
    assert Money.parse(shown.removesuffix(" TL").replace(".", "")) == Money(kurus)
    assert isinstance(Money.parse(shown).kurus, int)


@pytest.mark.parametrize(
    ("typed", "kurus"),
    [
        ("0", 0),
        ("1234,5", 123_450),
        ("1.234,56", 123_456),
        ("1.234.567,89 TL", 123_456_789),
        (" 12 ₺", 1_200),
        ("-0,05", -5),
        ("1.000", 100_000),
    ],
)
def test_amounts_are_read_as_turks_write_them(typed: str, kurus: int) -> None:
    assert Money.parse(typed) == Money(kurus)


@pytest.mark.parametrize(
    "typed",
    ["", "TL", "1.5", "12.34", "1,234.56", "1,", ",5", "1,234", "12a", "--1", "1 000", "١٢", "１２", "1e3", "nan"],
)
def test_anything_doubtful_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(BadInput, match=r"1\.234,50") as refused:
        Money.parse(typed, field="tutar")
    assert refused.value.field == "tutar"


@pytest.mark.parametrize(
    ("kurus", "words"),
    [
        (0, "sıfır lira"),
        (5, "beş kuruş"),
        (100, "bir lira"),
        (1_234, "oniki lira otuzdört kuruş"),
        (100_000, "bin lira"),
        (110_001, "binyüz lira bir kuruş"),
        (123_450, "binikiyüzotuzdört lira elli kuruş"),
        (10_010_000_000, "yüzmilyonyüzbin lira"),
        (-123_450, "eksi binikiyüzotuzdört lira elli kuruş"),
        (-5, "eksi beş kuruş"),
    ],
)
def test_amounts_in_words_as_forms_write_them(kurus: int, words: str) -> None:
    assert Money(kurus).in_words() == words


@pytest.mark.parametrize(
    ("kurus", "words"),
    [
        (0, "sıfır TL"),
        (5, "sıfır TL beş kr."),
        (1_000_00, "bin TL"),
        (1_001_10, "binbir TL on kr."),
        (21_100_00, "yirmibirbinyüz TL"),
        (101_000_00, "yüzbirbin TL"),
        (1_234_567_89, "birmilyonikiyüzotuzdörtbinbeşyüzaltmışyedi TL seksendokuz kr."),
        (1_000_000_00, "birmilyon TL"),
        (1_001_000_00, "birmilyonbin TL"),
        (-111_01, "eksi yüzonbir TL bir kr."),
    ],
)
def test_payment_papers_write_amounts_by_the_table(kurus: int, words: str) -> None:
    assert Money(kurus).official_words() == words


def test_an_office_words_amounts_its_own_way() -> None:
    own = Wording(apart=True, lira="Türk lirası", kurus="kuruş", hide_zero=False)
    assert Money(21_101_00).official_words(own) == "yirmi bir bin yüz bir Türk lirası sıfır kuruş"
    assert Money(1_000_05).official_words(own) == "bin Türk lirası beş kuruş"


_VALUES = {
    "bir": 1, "iki": 2, "üç": 3, "dört": 4, "beş": 5, "altı": 6, "yedi": 7, "sekiz": 8, "dokuz": 9, "on": 10,
    "yirmi": 20, "otuz": 30, "kırk": 40, "elli": 50, "altmış": 60, "yetmiş": 70, "seksen": 80, "doksan": 90,
}  # fmt: skip
_STEPS = {"bin": 10**3, "milyon": 10**6, "milyar": 10**9, "trilyon": 10**12, "katrilyon": 10**15}


def read_back(words: str) -> int:
    """A number said in words, as a person adds it up."""
    whole = group = 0
    for word in words.split():
        if word in _STEPS:
            whole, group = whole + (group or 1) * _STEPS[word], 0
        elif word == "yüz":
            group = (group or 1) * 100
        else:
            group += _VALUES.get(word, 0)
    return whole + group


@given(st.integers(0, 10**15))
@example(101_001)
@example(791_001)
def test_an_amount_in_words_adds_up_to_the_amount(lira: int) -> None:
    words = number_words(lira, apart=True)
    assert read_back(words) == lira
    assert number_words(lira) == words.replace(" ", "")
    assert Money(lira * 100).in_words() == f"{number_words(lira)} lira"
    assert not words.startswith(("bir bin", "bir yüz"))


def test_rounding_is_half_up_and_floats_are_refused() -> None:
    assert Money(5).times(Decimal("0.5")) == Money(3)
    assert Money(-5).times(Decimal("0.5")) == Money(-3)
    assert Money(10**15).times(Decimal("0.00759")) == Money(7_590_000_000_000)
    with pytest.raises(TypeError):
        Money(5).times(0.5)  # type: ignore[arg-type]


@given(AMOUNTS, AMOUNTS)
def test_sums_and_differences_undo_each_other(one: int, other: int) -> None:
    assert Money(one) + Money(other) - Money(other) == Money(one)
    assert bool(Money(one)) is (one != 0)
    assert Money(0) - Money(one) == -Money(one)


def test_whole_numbers_are_grouped() -> None:
    assert format_int(1_234_567) == "1.234.567"
