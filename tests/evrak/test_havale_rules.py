"""The state of a document by its havale, and which way a letter may leave: the rules alone."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.core.secrecy import Secrecy
from data.evrak.rules.hand_over import Hand, day_caution, day_problem, sent_on_problem, state_after, way_problem
from data.evrak.rules.values import Dispatch, HandOver, Purpose, State

WAITING, TAKEN = HandOver.BEKLIYOR, HandOver.ALINDI
ACT, KNOW = Purpose.GEREGI, Purpose.BILGI
HANDS = st.lists(st.builds(Hand, st.sampled_from(Purpose), st.sampled_from(HandOver)), max_size=6)


@pytest.mark.parametrize(
    ("present", "hands", "rest", "after"),
    [
        (State.KAYITLI, [Hand(ACT, WAITING)], State.KAYITLI, State.HAVALE),
        (State.KAYITLI, [Hand(KNOW, WAITING)], State.KAYITLI, State.HAVALE),
        (State.HAVALE, [Hand(ACT, TAKEN), Hand(KNOW, WAITING)], State.KAYITLI, State.ISLEMDE),
        (State.HAVALE, [Hand(ACT, WAITING), Hand(KNOW, TAKEN)], State.KAYITLI, State.HAVALE),
        (State.ISLEMDE, [Hand(ACT, HandOver.IADE)], State.KAYITLI, State.KAYITLI),
        (State.ISLEMDE, [Hand(ACT, HandOver.BITTI), Hand(ACT, WAITING)], State.KAYITLI, State.HAVALE),
        (State.ISLEMDE, [Hand(KNOW, WAITING)], State.ISLEMDE, State.ISLEMDE),
        (State.IMZADA, [Hand(ACT, WAITING)], State.KAYITLI, State.IMZADA),
        (State.IPTAL, [Hand(ACT, TAKEN)], State.KAYITLI, State.IPTAL),
    ],
)
def test_work_begins_when_one_who_is_to_act_has_it(
    present: State, hands: list[Hand], rest: State, after: State
) -> None:
    assert state_after(present, hands, rest) is after


@given(st.sampled_from(State), HANDS, st.sampled_from([State.KAYITLI, State.ISLEMDE]))
def test_what_is_over_or_at_signature_never_moves_and_nothing_open_means_rest(
    present: State, hands: list[Hand], rest: State
) -> None:
    after = state_after(present, hands, rest)
    if present not in (State.KAYITLI, State.HAVALE, State.ISLEMDE):
        assert after is present
    elif not any(hand.open for hand in hands):
        assert after is rest
    else:
        assert after in (State.HAVALE, State.ISLEMDE)
    assert state_after(after, hands, rest) is after


def test_a_day_of_ones_own_may_not_have_passed_and_is_warned_of_behind_the_deadline() -> None:
    today = date(2026, 11, 20)
    assert day_problem(None, today) == day_problem(today, today) == ""
    assert "geçmiş" in day_problem(date(2026, 11, 19), today)
    assert day_caution(date(2026, 12, 1), None) == day_caution(today, today) == ""
    assert "01.12.2026" in day_caution(date(2026, 12, 1), today) and "20.11.2026" in day_caution(
        date(2026, 12, 1), today
    )


@pytest.mark.parametrize("way", Dispatch)
@pytest.mark.parametrize("level", Secrecy)
def test_above_hizmete_ozel_only_paper_leaves(way: Dispatch, level: Secrecy) -> None:
    forbidden = level >= Secrecy.GIZLI and way in (Dispatch.EBYS, Dispatch.KEP, Dispatch.EPOSTA)
    assert bool(way_problem(way, level)) is forbidden


def test_a_letter_leaves_neither_in_the_future_nor_before_it_was_written() -> None:
    today, written = date(2026, 11, 20), date(2026, 11, 18)
    assert "sonra" in sent_on_problem(date(2026, 11, 21), written, today)
    assert "18.11.2026" in sent_on_problem(date(2026, 11, 17), written, today)
    assert sent_on_problem(written, written, today) == sent_on_problem(today, None, today) == ""
    assert sent_on_problem(None, written, today) == ""
