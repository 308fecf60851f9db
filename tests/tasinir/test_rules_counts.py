"""The count: answers to scans, the figures of the tutanak, and the equalities of the year's account."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.tasinir.rules.counts import CountedGoods, Place, ScannedItem, classify, result, to_count_again
from data.tasinir.rules.fifo import Movement
from data.tasinir.rules.values import CountAnswer
from data.tasinir.rules.year_checks import (
    Amount,
    CheckKind,
    YearRow,
    check_balances,
    check_count,
    check_days,
    check_never_negative,
    check_numbers,
    check_opening,
    check_sent,
)

STORE = Place(1, None, "Ana ambar")
OTHER_STORE = Place(2, None, "Tesis ambarı")
ROOM = Place(1, 7, "101 nolu oda")
OTHER_ROOM = Place(1, 8, "102 nolu oda")
some = st.integers(0, 10**6)
goods = st.builds(CountedGoods, st.just(1), some, some, some, some, some)
amounts = st.builds(Amount, st.integers(0, 10**6), st.integers(0, 10**9))


@pytest.mark.parametrize(
    ("place", "stand", "answer"),
    [
        (STORE, STORE, CountAnswer.BULUNDU),
        (ROOM, ROOM, CountAnswer.BULUNDU),
        (ROOM, Place(None, 7, "101"), CountAnswer.BULUNDU),
        (ROOM, STORE, CountAnswer.BASKA_YER),
        (STORE, ROOM, CountAnswer.BASKA_YER),
        (STORE, OTHER_STORE, CountAnswer.BASKA_YER),
        (OTHER_ROOM, ROOM, CountAnswer.BASKA_YER),
        (None, ROOM, CountAnswer.BASKA_YER),
    ],
)
def test_an_item_is_found_only_where_it_is_recorded(
    place: Place | None, stand: Place, answer: CountAnswer
) -> None:
    assert classify(ScannedItem(5, "Dizüstü", place), stand, counted=False).value is answer


def test_each_answer_says_why() -> None:
    with_person = ScannedItem(5, "Dizüstü 255-26-00005", None, person="Ayşe Işık")
    found = classify(with_person, ROOM, counted=False)
    text = "Dizüstü 255-26-00005 kayıtlarda Ayşe Işık üzerinde, 101 nolu oda içinde bulundu."
    assert found.reasons[0].text == text
    assert found.reasons[0].refs[0].id == 5
    assert classify(None, ROOM, counted=False).value is CountAnswer.BILINMIYOR
    assert classify(ScannedItem(5, "Dizüstü", ROOM), ROOM, counted=True).value is CountAnswer.SAYILMISTI


def test_a_written_off_item_is_unknown_to_the_books_and_one_of_another_unit_is_not_of_this_count() -> None:
    gone = classify(ScannedItem(5, "Dizüstü", ROOM, left=True), ROOM, counted=True)
    assert gone.value is CountAnswer.BILINMIYOR
    assert "düşülmüş" in gone.reasons[0].text
    foreign = classify(ScannedItem(5, "Dizüstü", ROOM, in_count=False), ROOM, counted=False)
    assert foreign.value is CountAnswer.BASKA_YER
    assert "kapsamında değil" in foreign.reasons[0].text


def test_the_figures_of_a_row() -> None:
    found = result(
        CountedGoods(1, store=10_000, common=5_000, people=2_000, found_store=9_000, found_common=5_000)
    )
    assert (found.value.recorded, found.value.found) == (17_000, 16_000)
    assert (found.value.surplus, found.value.shortage) == (0, 1_000)
    assert [reason.text for reason in found.reasons] == [
        "Kayıtlı: ambarda 10 + ortak alanda 5 + kişilerde 2 = 17.",
        "Bulunan: ambarda 9 + ortak alanda 5 + kişilerde kayda göre 2 = 16.",
        "Kişilere verilenler sayılmaz, kayıtlardan alınır.",
        "Noksan: 17 − 16 = 1.",
    ]


@given(goods)
def test_books_made_equal_to_the_count_hold_what_was_found(row: CountedGoods) -> None:
    found = result(row).value
    assert found.recorded + found.surplus - found.shortage == found.found
    assert found.surplus == 0 or found.shortage == 0
    assert min(found.surplus, found.shortage) >= 0


@given(st.lists(goods, max_size=6))
def test_goods_without_a_difference_are_not_counted_again(rows: list[CountedGoods]) -> None:
    again = to_count_again(rows).value
    differ = [row for row in rows if row.store + row.common != row.found_store + row.found_common]
    assert len(again) == len(differ)


def test_a_right_and_a_wrong_row_of_the_account() -> None:
    right = YearRow("255.02.01", Amount(5, 500), Amount(2, 300), Amount(1, 100), Amount(6, 700))
    wrong = YearRow("150.01.03", Amount(5_000, 500), Amount(), Amount(), Amount(5_000, 501))
    assert check_balances([right]).holds
    found = check_balances([right, wrong])
    assert not found.holds
    assert [reason.text for reason in found.reasons] == [
        "150.01.03: 5 / 5,00 TL + 0 / 0,00 TL − 0 / 0,00 TL = 5 / 5,00 TL, kalan 5 / 5,01 TL."
    ]


@given(st.lists(st.tuples(amounts, amounts, amounts), min_size=1, max_size=5), st.data())
def test_any_single_wrong_figure_is_noticed(
    rows: list[tuple[Amount, Amount, Amount]], data: st.DataObject
) -> None:
    made = [
        YearRow(f"150.01.{place:02d}", opening, entered, left, opening + entered - left)
        for place, (opening, entered, left) in enumerate(rows)
    ]
    assert check_balances(made).holds
    place = data.draw(st.integers(0, len(made) - 1))
    row = made[place]
    off = data.draw(st.sampled_from([Amount(1, 0), Amount(0, 1)]))
    made[place] = YearRow(row.code, row.opening, row.entered, row.left, row.closing + off)
    found = check_balances(made)
    assert not found.holds
    assert found.reasons[0].text.startswith(row.code)


def test_the_opening_and_the_count_are_compared_code_by_code_both_ways() -> None:
    assert check_opening({"150.01.03": Amount(1, 2)}, {"150.01.03": Amount(1, 2)}).holds
    assert not check_opening({"150.01.03": Amount(1, 2)}, {"150.01.03": Amount(1, 3)}).holds
    assert not check_opening({}, {"150.01.03": Amount(1, 3)}).holds
    assert check_opening({"150.01.03": Amount()}, {}).holds
    assert check_count({"255.02.01": 3_000}, {"255.02.01": 3_000}).holds
    found = check_count({"255.02.01": 3_000}, {"255.03.01": 1_000})
    assert [reason.text for reason in found.reasons] == [
        "255.02.01: sayımda bulunan 3, gelecek yıla devir 0.",
        "255.03.01: sayımda bulunan 0, gelecek yıla devir 1.",
    ]


@given(st.integers(0, 60), st.data())
def test_numbers_hold_only_without_gap_and_repeat(last: int, data: st.DataObject) -> None:
    numbers = data.draw(st.permutations(range(1, last + 1)))
    assert check_numbers(numbers).holds
    if last > 1:
        lost = data.draw(st.integers(1, last - 1))
        found = check_numbers([number for number in numbers if number != lost])
        assert [reason.text for reason in found.reasons] == [f"{lost} numaralı fiş yok."]
    if last:
        twice = data.draw(st.integers(1, last))
        assert check_numbers([*numbers, twice]).reasons[0].text == f"{twice} numarası 2 fişte."


def test_many_faults_are_counted_and_the_first_are_named() -> None:
    found = check_numbers([50])
    assert len(found.reasons) == 21
    assert found.reasons[-1].text == "Bunlardan başka 29 fark daha var."
    assert not check_numbers([0, 1]).holds


def test_days_sending_and_what_never_is_negative() -> None:
    on = date(2026, 5, 4)
    assert check_days([("1", on, on), ("2", on, None)]).holds
    assert (
        check_days([("3", on, on + timedelta(days=1))]).reasons[0].text == "3: fiş 04.05.2026, dayanak 05.05.2026."
    )
    assert check_sent([]).holds
    assert check_sent(["2026/4"]).kind is CheckKind.GONDERME
    assert not check_sent(["2026/4"]).holds
    same_day = {"A4 kağıt, ana ambar": [Movement(on, -5), Movement(on, 5)]}
    assert check_never_negative(same_day).holds
    late = {"A4 kağıt, ana ambar": [Movement(on + timedelta(days=1), 5_000), Movement(on, -5_000)]}
    assert check_never_negative(late).reasons[0].text == "A4 kağıt, ana ambar: 04.05.2026 günü -5."
    worth = {"A4 kağıt, ana ambar": [Movement(on, 100), Movement(on + timedelta(days=1), -101)]}
    found = check_never_negative(same_day, worth=worth)
    assert found.reasons[0].text == "A4 kağıt, ana ambar: 05.05.2026 günü değeri -0,01 TL."


def test_every_check_has_its_label() -> None:
    assert len({kind.label for kind in CheckKind}) == len(CheckKind)
