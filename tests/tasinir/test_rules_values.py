"""The closed sets: every member has its Turkish label, and the kinds of vouchers know their way and their pair."""

from __future__ import annotations

from enum import StrEnum

import pytest

from data.tasinir.rules import values
from data.tasinir.rules.values import (
    CountAnswer,
    CountState,
    Direction,
    ItemState,
    VoucherKind,
    VoucherState,
    WriteOffReason,
    kinds_of,
    law,
)

SETS = [
    made
    for made in vars(values).values()
    if isinstance(made, type) and issubclass(made, StrEnum) and not made.__name__.startswith("_") and len(made)
]


@pytest.mark.parametrize("labelled", SETS)
def test_every_member_is_found_by_its_value_and_has_a_label_of_its_own(labelled: type[StrEnum]) -> None:
    assert [labelled(member.value) for member in labelled] == list(labelled)
    labels = [member.label for member in labelled]  # type: ignore[attr-defined]
    assert all(labels)
    assert len(set(labels)) == len(labels)


def test_every_kind_goes_one_way_and_both_sides_of_a_pair_go_opposite_ways() -> None:
    assert len(kinds_of(Direction.GIRIS)) == 15
    assert len(kinds_of(Direction.CIKIS)) == 13
    for kind in VoucherKind:
        assert kind.counter.direction is kind.direction.opposite
        if kind.other_side is not None:
            assert kind.other_side.direction is kind.direction.opposite
            assert kind.other_side.other_side is kind
    assert VoucherKind.AMBAR_CIKIS.other_side is VoucherKind.AMBAR_GIRIS
    assert VoucherKind.TUKETIM.other_side is None


def test_the_first_and_last_entry_kinds_are_entries_and_the_first_exit_is_an_exit() -> None:
    assert VoucherKind.SATIN_ALMA.direction.sign == 1
    assert VoucherKind.DUZELTME_GIRIS.direction is Direction.GIRIS
    assert VoucherKind.TUKETIM.direction.sign == -1


def test_a_reversed_voucher_stays_in_the_books_and_a_draft_is_not_in_them() -> None:
    assert [state.booked for state in VoucherState] == [False, True, True, False]


def test_write_off_reasons_fall_in_two_groups_and_each_leads_to_an_exit() -> None:
    scrap = {reason for reason in WriteOffReason if reason.group == 2}
    assert scrap == {WriteOffReason.HURDA_OMUR, WriteOffReason.HURDA_TEKNIK, WriteOffReason.KASKO}
    assert all(reason.kind.direction is Direction.CIKIS for reason in WriteOffReason)
    assert WriteOffReason.CALINMA.kind is VoucherKind.DUSME
    assert WriteOffReason.MIAT.kind is VoucherKind.GARANTI_DEGISIM
    assert WriteOffReason.KASKO.article == "Taşınır Mal Y. m.28/9"
    assert law("10/1-e") == "Taşınır Mal Y. m.10/1-e"


def test_a_written_off_item_is_in_no_books_and_only_two_states_of_a_count_count() -> None:
    assert [state.value for state in ItemState if not state.in_books] == ["dustu"]
    assert [state.value for state in CountState if state.counting] == ["sayiliyor", "ikinci"]


def test_each_answer_to_a_scan_has_its_own_sign() -> None:
    assert len({answer.sign for answer in CountAnswer}) == len(CountAnswer)
