"""The separations of duties, and the make-up of each board."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.tasinir.rules.officers import (
    Holding,
    Member,
    Person,
    appointment_problems,
    board_problems,
    holders,
    leaving_problems,
)
from data.tasinir.rules.values import BoardKind, BoardSeat, OfficeRole

AYSE = Person("Ayşe IŞIK", personel_id=1)
BURAK = Person("Burak Çınar", personel_id=2)
CEM = Person("Cem Öz", user_id=9)
DENIZ = Person("Deniz Su")
START = date(2026, 1, 1)
HY, TKY = OfficeRole.HARCAMA_YETKILISI, OfficeRole.KAYIT_YETKILISI
TKOY, MY = OfficeRole.KONTROL_YETKILISI, OfficeRole.MUHASEBE_YETKILISI
days = st.integers(0, 30).map(lambda count: START + timedelta(days=count))


def laws(new: Holding, *held: Holding, other_managers: bool = True, apart: bool = True) -> list[str]:
    """The articles of what blocks an appointment."""
    found = appointment_problems(new, held, other_managers=other_managers, apart_from_accounts=apart)
    return [one.law for one in found if one.blocking]


def test_people_are_the_same_by_record_else_by_user_else_by_name() -> None:
    assert AYSE.same(Person("Başka ad", personel_id=1))
    assert not AYSE.same(Person("Ayşe Işık", personel_id=3))
    assert AYSE.same(Person("ayşe  ışık"))
    assert CEM.same(Person("C. Öz", personel_id=5, user_id=9))
    assert not CEM.same(DENIZ)


def test_nobody_records_and_checks_on_one_day() -> None:
    keeper = Holding(TKY, AYSE, START, date(2026, 6, 30))
    assert laws(Holding(TKOY, AYSE, date(2026, 6, 30)), keeper) == ["Taşınır Mal Y. m.6/3"]
    assert laws(Holding(TKOY, AYSE, date(2026, 7, 1)), keeper) == []
    assert laws(Holding(TKOY, BURAK, START), keeper) == []
    assert laws(Holding(TKY, AYSE, START), Holding(TKOY, AYSE, START)) == ["Taşınır Mal Y. m.6/3"]


def test_the_spender_checks_only_where_there_is_no_other_manager() -> None:
    spender = Holding(HY, AYSE, START)
    assert laws(Holding(TKOY, AYSE, START), spender) == ["Taşınır Mal Y. m.6/2"]
    assert laws(Holding(TKOY, AYSE, START), spender, other_managers=False) == []


def test_the_spender_keeps_no_ledger_unless_the_office_says_so() -> None:
    spender = Holding(HY, AYSE, START)
    assert laws(Holding(MY, AYSE, START), spender) == ["5018 s. K."]
    assert laws(Holding(MY, AYSE, START), spender, apart=False) == []


def test_there_is_one_spender_but_there_may_be_several_keepers() -> None:
    assert laws(Holding(HY, BURAK, START), Holding(HY, AYSE, START)) == ["Taşınır Mal Y. m.6"]
    assert laws(Holding(TKY, BURAK, START), Holding(TKY, AYSE, START)) == []
    (second,) = appointment_problems(
        Holding(TKOY, BURAK, START), [Holding(TKOY, AYSE, START)], other_managers=True
    )
    assert not second.blocking


def test_an_office_does_not_end_before_it_begins() -> None:
    (found,) = appointment_problems(Holding(TKY, AYSE, START, date(2025, 12, 31)), [], other_managers=True)
    assert found.field == "last_day"


@given(days, st.none() | days, days, st.none() | days)
def test_two_offices_meet_exactly_when_they_share_a_day(
    one_first: date, one_last: date | None, other_first: date, other_last: date | None
) -> None:
    one, other = Holding(TKY, AYSE, one_first, one_last), Holding(TKOY, AYSE, other_first, other_last)
    shared = any(
        one.holds(day) and other.holds(day) for day in (START + timedelta(days=count) for count in range(32))
    )
    in_order = all(
        last is None or first <= last for first, last in ((one_first, one_last), (other_first, other_last))
    )
    if in_order:
        assert one.meets(other) == other.meets(one) == shared


def test_who_held_an_office_that_day() -> None:
    held = [
        Holding(TKY, BURAK, date(2026, 3, 1)),
        Holding(TKY, AYSE, START, date(2026, 3, 15)),
        Holding(HY, CEM, START),
    ]
    assert holders(held, TKY, date(2026, 3, 10)) == (AYSE, BURAK)
    assert holders(held, TKY, date(2026, 3, 16)) == (BURAK,)
    assert holders(held, TKOY, START) == ()


def board(*seats: tuple[BoardSeat, Person]) -> list[Member]:
    """Members in the order given."""
    return [Member(place, seat, person) for place, (seat, person) in enumerate(seats, 1)]


FULL = board((BoardSeat.BASKAN, BURAK), (BoardSeat.KAYIT_YETKILISI, AYSE), (BoardSeat.UZMAN, CEM))


@pytest.mark.parametrize("kind", BoardKind)
def test_a_full_board_stands(kind: BoardKind) -> None:
    assert board_problems(kind, FULL, [AYSE]) == ()


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        (BoardKind.SAYIM, ["Taşınır Kayıt Yetkilisi yok"]),
        (BoardKind.DEGER, ["Taşınır Kayıt Yetkilisi yok", "uzman yok"]),
        (BoardKind.DEVIR, ["yeni Taşınır Kayıt Yetkilisi yok"]),
        (BoardKind.HURDA, ["uzman yok"]),
        (BoardKind.DUSME, []),
    ],
)
def test_each_board_asks_for_its_own_members(kind: BoardKind, missing: list[str]) -> None:
    three = board((BoardSeat.BASKAN, BURAK), (BoardSeat.UYE, CEM), (BoardSeat.UYE, DENIZ))
    found = board_problems(kind, three, [AYSE])
    assert len(found) == len(missing)
    for one, words in zip(found, missing, strict=True):
        assert words in one.message


def test_a_seat_named_after_the_keeper_does_not_make_one() -> None:
    pretended = board((BoardSeat.BASKAN, BURAK), (BoardSeat.KAYIT_YETKILISI, CEM), (BoardSeat.UYE, DENIZ))
    assert len(board_problems(BoardKind.SAYIM, pretended, [AYSE])) == 1


def test_two_are_too_few_and_the_same_one_twice_is_not_two() -> None:
    assert "en az 3" in board_problems(BoardKind.SAYIM, FULL[:2], [AYSE])[0].message
    twice = board((BoardSeat.BASKAN, BURAK), (BoardSeat.KAYIT_YETKILISI, AYSE), (BoardSeat.UYE, AYSE))
    assert [one.message for one in board_problems(BoardKind.SAYIM, twice, [AYSE])] == [
        "Ayşe IŞIK kurulda iki kez var."
    ]
    assert board_problems(BoardKind.SAYIM, FULL, [AYSE], least=5)[0].law == "Taşınır Mal Y. m.32/2"


def test_a_board_has_one_chair_and_it_comes_first() -> None:
    no_chair = board((BoardSeat.UYE, BURAK), (BoardSeat.UYE, AYSE), (BoardSeat.UYE, CEM))
    late_chair = board((BoardSeat.UYE, BURAK), (BoardSeat.BASKAN, AYSE), (BoardSeat.UYE, CEM))
    for members in (no_chair, late_chair):
        assert "başkan" in board_problems(BoardKind.DUSME, members)[0].message


def test_a_proven_loss_needs_no_commission_and_an_unproven_one_does() -> None:
    assert board_problems(BoardKind.DUSME, [], proof=True) == ()
    assert board_problems(BoardKind.DUSME, [], proof=False)
    assert board_problems(BoardKind.HURDA, [], proof=True)


def test_who_holds_goods_or_an_ambar_cannot_leave() -> None:
    assert leaving_problems("Ayşe Işık", [], []) == ()
    found = leaving_problems("Ayşe Işık", ["Ana ambar"], ["255-26-1", "255-26-2"])
    assert [one.law for one in found] == ["Taşınır Mal Y. m.33/1", "Taşınır Mal Y. m.5/4"]
    assert "2 taşınır" in found[1].message
