"""What one hand or one room has: the same rows by either way of asking, narrowed by words, told by number."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from data.core.pages import LedgerQuery
from data.core.store import Look
from data.tasinir.holding_views import Holding, holding_window, leaver_check, person_holds, place_holds
from data.tasinir.operations import deliveries
from tests.tasinir.hand_office import (
    CHAIR,
    LAPTOP,
    OTHER,
    WORKER,
    Desk,
    back,
    give,
    items,
    place,
    room,
    seen,
)

_GIVEN = date(2026, 7, 1)


@pytest.fixture
def held(hand: Desk) -> Desk:
    """A worker has two laptops and a chair, on two papers; a third laptop came back; a room has a chair."""
    first, second, third = items(hand)[:3]
    chair, other = items(hand, CHAIR)[:2]
    with hand.work() as work:
        deliveries.give_to_person(work, seen(hand, second, first, third), give(hand, WORKER, _GIVEN))
        deliveries.give_to_place(work, seen(hand, other), place(hand, day=_GIVEN))
    with hand.work() as work:
        deliveries.give_to_person(work, seen(hand, chair), give(hand, WORKER, _GIVEN + timedelta(1)))
        deliveries.take_back(work, seen(hand, third), back(_GIVEN + timedelta(2)))
    return hand


def _numbers(look: Look, held: Holding, typed: str) -> tuple[list[str], int, str]:
    found = holding_window(look, held, LedgerQuery(text=typed), 0, 50)
    return [row.name for row in found.rows], found.total, found.summary


def test_today_and_an_earlier_day_with_the_same_end_have_the_same_rows(held: Desk) -> None:
    with held.look() as look:
        worker = held.person(WORKER)
        now, then = person_holds(look, worker), person_holds(look, worker, _GIVEN + timedelta(2))
        before = person_holds(look, worker, _GIVEN)
        in_room, in_room_then = place_holds(look, room(held)), place_holds(look, room(held), _GIVEN)
    assert now.rows == then.rows
    assert in_room.rows == in_room_then.rows
    assert [row.paper[-6:] for row in now.rows] == ["2026/1", "2026/1", "2026/2"]
    assert (len(before.rows), before.items, before.total_kurus) == (3, 3, 360_000)
    assert (now.items, now.total_kurus, in_room.items) == (3, 360_000, 1)


def test_a_page_is_narrowed_by_words_of_the_item_and_by_the_number_of_its_paper(held: Desk) -> None:
    with held.look() as look:
        now = person_holds(look, held.person(WORKER), most=0)
        assert now.rows == ()
        assert _numbers(look, now, "") == ([LAPTOP, LAPTOP, CHAIR], 3, "toplam 3.600,00 TL")
        assert _numbers(look, now, "ÇALIŞMA örnek") == ([CHAIR], 1, "toplam 1.200,00 TL")
        assert _numbers(look, now, "2026/1")[0] == [LAPTOP, LAPTOP]
        assert _numbers(look, now, "2026/1 koltuğu") == ([], 0, "toplam 0,00 TL")
        then = person_holds(look, held.person(WORKER), _GIVEN, most=0)
        assert _numbers(look, then, "2026/1")[1] == 3
        second = holding_window(look, now, LedgerQuery(), 1, 1)
    assert (second.start, [row.id for row in second.rows]) == (1, [items(held)[1]])


def test_few_rows_are_named_and_all_are_counted(held: Desk) -> None:
    with held.look() as look:
        check = leaver_check(look, held.person(WORKER), most=1)
        room_check = place_holds(look, room(held), most=0)
    assert len(check.holding.rows) == len(check.reasons[0].refs) == 1
    assert check.reasons[0].text.startswith("Üzerinde 3 taşınır var")
    assert (room_check.rows, room_check.items) == ((), 1)


def test_what_is_out_of_sight_is_told_by_its_number_beside_the_total(held: Desk) -> None:
    (foreign,) = items(held, LAPTOP, OTHER)[:1]
    with held.work() as work:
        deliveries.give_to_person(work, seen(held, foreign), give(held, WORKER, reason="Koordinatör onayı"))
    with held.look("kadir") as look:
        seen_there = person_holds(look, held.person(WORKER), most=0)
        told = holding_window(look, seen_there, LedgerQuery(), 0, 50).summary
    assert told == "toplam 1.200,00 TL · 3 taşınır başka birimin kaydında"
