"""Deliveries: who may get what, on which paper, and that an item never goes from hand to hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlmodel import col

from data.core import search, trail
from data.core.errors import BadFields, BadInput, Conflict, NotAllowed, RuleBroken
from data.core.models import HarcamaBirimi
from data.core.permissions import PROGRAM
from data.core.store import Work
from data.tasinir.hand_drafts import Seen
from data.tasinir.models import TasinirYer
from data.tasinir.models_counts import Sayim
from data.tasinir.models_items import DemirbasHareket, TasinirTeslim, TasinirTeslimSatir
from data.tasinir.models_vouchers import TasinirHareket
from data.tasinir.operations import deliveries
from tests.puantaj.puantaj_office import Desk, dump
from tests.tasinir.hand_office import (
    CHAIR,
    COMPANY,
    ENTERED,
    LEFT,
    MEMUR,
    OTHER,
    OWN,
    TODAY,
    WORKER,
    back,
    give,
    items,
    key,
    place,
    room,
    row,
    seen,
)

_TABLES = ("demirbas", "demirbas_hareket", "tasinir_teslim", "tasinir_teslim_satir", "counter", "trail_entry")


def _given(hand: Desk, *item_ids: int, sicil: str = MEMUR, day: date = TODAY) -> deliveries.Delivered:
    with hand.work() as work:
        return deliveries.give_to_person(work, seen(hand, *item_ids), give(hand, sicil, day))


def test_items_of_several_kinds_and_ambars_go_to_a_person_on_one_numbered_paper(hand: Desk) -> None:
    laptop, chair = items(hand)[0], items(hand, CHAIR)[0]

    done = _given(hand, laptop, chair)

    assert (done.no, done.items, done.words) == (
        "2026/1",
        2,
        "Taşınır Teslim Belgesi 2026/1: 2 taşınır, Zehra ÜNAL",
    )
    for one in (laptop, chair):
        now = row(hand, one)
        assert (now.state, now.personel_id, now.yer_id, now.since) == ("kiside", hand.person(MEMUR), None, TODAY)
    assert _given(hand, items(hand)[1]).no == "2026/2"


def test_lists_of_places_and_each_unit_count_their_own_numbers(hand: Desk) -> None:
    own, other = items(hand), items(hand, unit=OTHER)
    _given(hand, own[0])

    with hand.work() as work:
        listed = deliveries.give_to_place(work, seen(hand, own[1]), place(hand))
    elsewhere = _given(hand, other[0])

    assert (listed.no, listed.kind.value) == ("2026/1", "liste")
    assert listed.receiver == "Toplantı odası (Zehra Ünal)"
    assert row(hand, own[1]).yer_id == room(hand)
    assert elsewhere.no == "2026/1"


def test_a_delivery_moves_nothing_in_the_books(hand: Desk) -> None:
    laptop = items(hand)[0]
    before = dump(hand.store, "tasinir_hareket", "tasinir_lot")
    ambar_id = row(hand, laptop).ambar_id

    _given(hand, laptop)
    with hand.work() as work:
        deliveries.take_back(work, seen(hand, laptop), back())

    assert dump(hand.store, "tasinir_hareket", "tasinir_lot") == before
    assert row(hand, laptop).ambar_id == ambar_id
    with hand.store.look(PROGRAM) as look:
        assert look.session.execute(select(col(TasinirHareket.id)).limit(1)).scalar() is not None


def test_a_return_signs_the_return_part_and_puts_the_item_into_its_ambar(hand: Desk) -> None:
    first, second = items(hand)[:2]
    done = _given(hand, first, second)

    with hand.work("fatih") as work:
        returned = deliveries.take_back(work, seen(hand, first), back(note="Şarj aleti eksik"))

    assert (returned.items, returned.teslim_ids) == (1, (done.id,))
    assert row(hand, first).state == "ambarda"
    assert row(hand, second).state == "kiside"
    with hand.store.look(PROGRAM) as look:
        lines = (
            look.session.execute(select(TasinirTeslimSatir).order_by(col(TasinirTeslimSatir.id))).scalars().all()
        )
        assert [(one.returned_on, one.return_note) for one in lines] == [(TODAY, "Şarj aleti eksik"), (None, "")]
        what = select(col(DemirbasHareket.what)).where(col(DemirbasHareket.demirbas_id) == first)
        assert list(look.session.execute(what).scalars()) == ["giris", "teslim", "iade"]


def test_what_a_person_has_is_not_given_to_another_but_goes_through_the_ambar(hand: Desk) -> None:
    laptop = items(hand)[0]
    first = _given(hand, laptop)

    with pytest.raises(RuleBroken, match=r"Zehra ÜNAL üzerinde.*m\.5/4"):
        _given(hand, laptop, sicil=WORKER)
    with hand.work() as work:
        second = deliveries.hand_over(work, seen(hand, laptop), give(hand, WORKER))

    assert row(hand, laptop).personel_id == hand.person(WORKER)
    with hand.store.look(PROGRAM) as look:
        old, new = look.session.execute(select(TasinirTeslimSatir).order_by(col(TasinirTeslimSatir.id))).scalars()
        assert (old.teslim_id, old.returned_on, old.next_id) == (first.id, TODAY, second.id)
        assert (new.teslim_id, new.returned_on) == (second.id, None)
        events = select(DemirbasHareket).where(col(DemirbasHareket.demirbas_id) == laptop)
        told = [(one.what, one.teslim_id) for one in look.session.execute(events).scalars()]
        assert told == [("giris", None), ("teslim", first.id), ("iade", first.id), ("teslim", second.id)]
        entries = trail.history(look, "tasinir_teslim", second.id)
        assert len(entries) == 1
        assert (entries[0].changes[0].old, entries[0].changes[0].new) == ("Zehra ÜNAL üzerinde", "Hasan GÜNEŞ")


def test_a_move_between_rooms_writes_return_and_new_list(hand: Desk) -> None:
    chair = items(hand, CHAIR)[0]
    with hand.work() as work:
        deliveries.give_to_place(work, seen(hand, chair), place(hand))
    with hand.work() as work:
        moved = deliveries.move_place(work, seen(hand, chair), place(hand, "205"))

    assert moved.receiver == "Arşiv (Mehmet Kaya)"
    assert row(hand, chair).yer_id == room(hand, "205")
    with pytest.raises(RuleBroken, match=r"zaten Arşiv listesinde.*m\.23/6"), hand.work() as work:
        deliveries.move_place(work, seen(hand, chair), place(hand, "205"))
    with hand.work() as work:
        deliveries.hand_over(work, seen(hand, chair), give(hand))
    assert (row(hand, chair).state, row(hand, chair).yer_id) == ("kiside", None)


def test_a_hand_over_is_written_wholly_or_not_at_all(hand: Desk) -> None:
    first, second = items(hand)[:2]
    _given(hand, first)
    before = dump(hand.store, *_TABLES)

    with pytest.raises(RuleBroken, match="ambarda"), hand.work() as work:
        deliveries.hand_over(work, seen(hand, first, second), give(hand, WORKER))

    assert dump(hand.store, *_TABLES) == before


def test_handing_over_to_who_has_it_already_is_refused(hand: Desk) -> None:
    laptop = items(hand)[0]
    _given(hand, laptop)

    with pytest.raises(RuleBroken, match=r"zaten Zehra ÜNAL üzerinde.*m\.5/4"), hand.work() as work:
        deliveries.hand_over(work, seen(hand, laptop), give(hand))


def test_what_is_in_the_ambar_is_not_taken_back_and_what_left_the_books_is_not_given(hand: Desk) -> None:
    laptop = items(hand)[0]
    with pytest.raises(RuleBroken, match=r"ambarda.*m\.18/3"), hand.work() as work:
        deliveries.take_back(work, seen(hand, laptop), back())
    with hand.store.work(PROGRAM) as work:
        work.session.get_one(type(row(hand, laptop)), laptop).state = "dustu"
        trail.record(work, "tasinir.test", "Düşüldü")

    with pytest.raises(RuleBroken, match="kayıtlardan çıkmış"):
        _given(hand, laptop)


def test_the_later_of_two_desks_gets_a_conflict_that_says_where_the_item_is(hand: Desk) -> None:
    laptop = items(hand)[0]
    as_seen = seen(hand, laptop)
    _given(hand, laptop)

    with pytest.raises(Conflict) as caught, hand.work("fatih") as work:
        deliveries.give_to_person(work, as_seen, give(hand, WORKER))

    assert caught.value.theirs == "Zehra ÜNAL üzerinde"
    assert row(hand, laptop).personel_id == hand.person(MEMUR)


def test_the_day_lies_between_the_items_last_event_and_today(hand: Desk) -> None:
    laptop = items(hand)[0]
    for day, words in ((date(2026, 11, 21), "bugünden sonra"), (date(2026, 1, 4), "05.01.2026")):
        with pytest.raises(BadFields, match=words):
            _given(hand, laptop, day=day)
    assert _given(hand, laptop, day=ENTERED).no == "2026/1"

    with hand.work() as work:
        deliveries.take_back(work, seen(hand, laptop), back(date(2026, 3, 2)))
    with pytest.raises(BadFields, match=r"02\.03\.2026"):
        _given(hand, laptop, day=date(2026, 3, 1))


def test_who_is_not_in_service_on_that_day_gets_nothing(hand: Desk) -> None:
    laptop = items(hand)[0]
    with pytest.raises(BadFields, match=r"20\.10\.2026 günü ayrılmış.*m\.5/4"):
        _given(hand, laptop, sicil=LEFT)
    with pytest.raises(BadFields, match="o gün görevde değildi"):
        _given(hand, laptop, sicil="103", day=date(2026, 10, 11))
    assert _given(hand, laptop, sicil=LEFT, day=date(2026, 10, 20)).items == 1


def test_who_is_no_public_officer_gets_items_only_with_a_reason(hand: Desk) -> None:
    laptop = items(hand)[0]
    draft = give(hand, COMPANY)
    with hand.look() as look:
        (warning,) = deliveries.give_warnings(look, draft)
        assert "m.23/7" in warning
        assert deliveries.give_warnings(look, give(hand)) == ()

    with pytest.raises(BadInput, match="gerekçe"), hand.work() as work:
        deliveries.give_to_person(work, seen(hand, laptop), draft)
    with hand.work() as work:
        reasoned = give(hand, COMPANY, note="Not", reason="Saha görevi, koordinatör onayı var")
        done = deliveries.give_to_person(work, seen(hand, laptop), reasoned)
    with hand.store.look(PROGRAM) as look:
        assert look.session.get_one(TasinirTeslim, done.id).note == "Not\nSaha görevi, koordinatör onayı var"


def test_a_place_without_anybody_who_signs_gets_no_list(hand: Desk) -> None:
    laptop = items(hand)[0]
    with pytest.raises(RuleBroken, match=r"Koridor.*m\.23/6"), hand.work() as work:
        deliveries.give_to_place(work, seen(hand, laptop), place(hand, "206"))


def test_a_place_of_another_harcama_birimi_or_out_of_use_is_refused(hand: Desk) -> None:
    laptop = items(hand)[0]
    with pytest.raises(BadFields, match="harcama biriminden"), hand.work() as work:
        deliveries.give_to_place(work, seen(hand, laptop), place(hand, "101"))
    with hand.store.work(PROGRAM) as work:
        work.session.get_one(TasinirYer, room(hand)).active = False
        trail.record(work, "tasinir.test", "Kapatıldı")
    with pytest.raises(BadFields, match="kullanımda değil"), hand.work() as work:
        deliveries.give_to_place(work, seen(hand, laptop), place(hand))


def test_one_paper_holds_items_of_one_harcama_birimi(hand: Desk) -> None:
    with pytest.raises(RuleBroken, match=r"m\.12/1"):
        _given(hand, items(hand)[0], items(hand, unit=OTHER)[0])


def test_nothing_and_too_much_are_refused_and_twice_the_same_counts_once(hand: Desk) -> None:
    laptop = items(hand)[0]
    with pytest.raises(BadInput, match="seçilmedi"), hand.work() as work:
        deliveries.give_to_person(work, [], give(hand))
    many = [Seen(number, 1) for number in range(501)]
    with pytest.raises(BadInput, match="501"), hand.work() as work:
        deliveries.give_to_person(work, many, give(hand))
    assert _given(hand, laptop, laptop).items == 1


def test_who_may_not_prepare_or_does_not_see_the_unit_gives_nothing(hand: Desk) -> None:
    laptop = items(hand)[0]
    for who in ("denetci", "kadir"):
        with pytest.raises(NotAllowed), hand.work(who) as work:
            deliveries.give_to_person(work, seen(hand, laptop), give(hand, "901"))
    with pytest.raises(NotAllowed), hand.work("kadir") as work:
        deliveries.give_to_person(work, seen(hand, items(hand, unit=OTHER)[0]), give(hand))


def test_a_frozen_count_holds_up_deliveries_and_returns_of_its_own_unit(hand: Desk) -> None:
    first, second = items(hand)[:2]
    _given(hand, first)
    with hand.work() as work:
        work.session.add(
            Sayim(
                harcama_birimi_id=key(hand, HarcamaBirimi, code=OWN), year=2026, number=1, kind="ara", day=TODAY,
                frozen=True, state="sayiliyor", made_by=work.actor.user_id, made_at=work.now,
            )
        )  # fmt: skip
        trail.record(work, "tasinir.test", "Sayım başladı")

    with pytest.raises(RuleBroken, match=r"m\.32/3"):
        _given(hand, second)
    with pytest.raises(RuleBroken, match=r"m\.32/3"), hand.work() as work:
        deliveries.take_back(work, seen(hand, first), back())
    assert _given(hand, items(hand, unit=OTHER)[0]).items == 1


def test_a_delivery_is_found_by_its_receiver_and_by_what_was_given(hand: Desk) -> None:
    laptop = items(hand)[0]
    done = _given(hand, laptop)

    with hand.look() as look:
        for typed in ("zehra unal teslim", row(hand, laptop).sicil_no):
            assert ("tasinir_teslim", done.id) in {(one.kind, one.record_id) for one in search.find(look, typed)}
        by_serial = search.find(look, row(hand, laptop).serial)
        assert [(one.kind, one.record_id) for one in by_serial] == [("demirbas", laptop)]
    with hand.look("kadir") as look:
        assert search.find(look, "zehra unal teslim") == ()


def test_every_operation_leaves_one_entry_in_the_trail(hand: Desk) -> None:
    first, second = items(hand)[:2]
    chain: list[Callable[[Work], object]] = [
        lambda work: deliveries.give_to_person(work, seen(hand, first, second), give(hand)),
        lambda work: deliveries.hand_over(work, seen(hand, first), give(hand, WORKER)),
        lambda work: deliveries.move_place(work, seen(hand, second), place(hand)),
        lambda work: deliveries.take_back(work, seen(hand, first, second), back()),
    ]
    for step in chain:
        with hand.work() as work:
            step(work)
            assert work.recorded == 1
