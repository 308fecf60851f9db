"""Havale that come back: returned, taken back, ended; and the lists and the picker of receivers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from data.core import trail
from data.core.errors import BadInput, Conflict, NotAllowed
from data.core.pages import LedgerQuery
from data.core.permissions import PROGRAM, Actor, StandIn
from data.evrak import havale_views, views
from data.evrak.hand_over_drafts import HavaleDraft
from data.evrak.operations import closing, havale
from data.evrak.rules.values import HandOver, State
from tests.evrak.evrak_office import OTHER_UNIT, OWN_UNIT, Desk, incoming, row, unit, user
from tests.evrak.hand_overs import (
    havales,
    history,
    listed,
    person,
    place,
    receive,
    refer,
    scope_of,
    states,
    to_fatih,
)


@pytest.mark.parametrize("received", [False, True])
def test_a_return_goes_to_who_sent_it_with_its_reason(desk: Desk, received: bool) -> None:
    key = incoming(desk).id
    (one,) = to_fatih(desk, key)
    if received:
        receive(desk, one)
    with pytest.raises(BadInput, match="gerekçe"), desk.work("fatih") as work:
        havale.return_havale(work, one, " ")
    with desk.work("fatih") as work:
        havale.return_havale(work, one, "Görev alanım değil")
    (found,) = havales(desk)
    assert (found.state, found.reason) == ("iade", "Görev alanım değil")
    assert (row(desk, key).state, row(desk, key).responsible_id) == (State.KAYITLI.value, user(desk, "zeynep"))
    assert any("Görev alanım değil" in words for words in history(desk, key))
    with pytest.raises(Conflict), desk.work("fatih") as work:
        havale.return_havale(work, one, "Yeniden")


def test_while_another_still_acts_a_return_leaves_the_document_at_work(desk: Desk) -> None:
    key = incoming(desk).id
    refer(desk, key, first=person(desk, "fatih"), second=person(desk, "ayse"))
    first, second = (one.id or 0 for one in havales(desk))
    receive(desk, second, who="ayse")
    with desk.work("fatih") as work:
        havale.return_havale(work, first, "Ayşe Hanım yürütüyor")
    assert row(desk, key).state == State.ISLEMDE.value


def test_a_unit_that_returns_gives_the_document_home_to_a_sender_who_could_not_see_it_there(desk: Desk) -> None:
    scope_of(desk, "zeynep", unit(desk, OWN_UNIT))
    key = incoming(desk).id
    refer(desk, key, first=place(desk, OTHER_UNIT))
    one = havales(desk)[0].id or 0
    assert row(desk, key).birim_id == unit(desk, OTHER_UNIT)
    with desk.work("kadir") as work:
        havale.return_havale(work, one, "Bizim işimiz değil")
    found = row(desk, key)
    assert (found.birim_id, found.responsible_id) == (unit(desk, OWN_UNIT), user(desk, "zeynep"))


def test_the_sender_alone_takes_back_what_nobody_received(desk: Desk) -> None:
    key = incoming(desk).id
    (one,) = to_fatih(desk, key)
    with pytest.raises(NotAllowed, match="yalnız gönderen"), desk.work("mehmet") as work:
        havale.recall(work, one, "Başkasına gidecek")
    with desk.work("zeynep") as work:
        havale.recall(work, one, "Başkasına gidecek")
    assert states(desk) == [("Fatih Ergün", "geri_alindi")]
    assert row(desk, key).state == State.KAYITLI.value


def test_what_was_taken_back_unread_is_out_of_sight_again(desk: Desk) -> None:
    key = incoming(desk).id
    refer(desk, key, know=place(desk, OTHER_UNIT))
    assert [one.evrak_id for one in listed(desk, "kadir")] == [key]
    with desk.work("zeynep") as work:
        havale.recall(work, havales(desk)[0].id or 0, "Onları ilgilendirmiyor")
    assert listed(desk, "kadir", "tumu") == []


def test_what_was_received_cannot_be_taken_back(desk: Desk) -> None:
    (one,) = to_fatih(desk, incoming(desk).id)
    receive(desk, one)
    with pytest.raises(Conflict, match="Teslim alındı"), desk.work("zeynep") as work:
        havale.recall(work, one, "Yanlış oldu")


def test_the_end_of_a_document_ends_its_havale(desk: Desk) -> None:
    key = incoming(desk).id
    (one,) = to_fatih(desk, key)
    receive(desk, one)
    with desk.work() as work:
        closing.close_without_answer(work, key, "Cevap gerekmiyor")
    assert states(desk) == [("Fatih Ergün", HandOver.BITTI.value)]


# ---------------------------------------------------------------- lists and pickers


def test_what_waits_is_listed_for_receiver_and_sender(desk: Desk) -> None:
    first, second = incoming(desk).id, incoming(desk, letter_no="2").id
    to_fatih(desk, first)
    to_fatih(desk, second)
    assert [one.evrak_id for one in listed(desk, "fatih")] == [first, second]
    assert [one.evrak_id for one in listed(desk, "zeynep", "gonderdigim")] == [first, second]
    assert listed(desk, "zeynep") == listed(desk, "ayse") == []
    receive(desk, havales(desk)[0].id or 0)
    assert [one.evrak_id for one in listed(desk, "fatih")] == [second]
    assert [one.evrak_id for one in listed(desk, "fatih", "tumu")] == [second, first]
    assert [one.evrak_id for one in listed(desk, "ayse", "bekleyen", "kime:fatıh no:2")] == [second]
    assert listed(desk, "ayse", "bekleyen", "kimden:mehmet") == []
    assert len(listed(desk, "ayse", "bekleyen", "LISANS")) == 1
    assert listed(desk, "kadir", "tumu") == []


def test_the_picker_offers_the_most_used_receivers_first_and_only_who_sees_documents(desk: Desk) -> None:
    for number in range(2):
        refer(desk, incoming(desk, letter_no=str(number)).id, first=person(desk, "mehmet"))
    refer(desk, incoming(desk, letter_no="9").id, first=place(desk, OTHER_UNIT))
    with desk.look("zeynep") as look:
        found = [one.title for one in havale_views.find_recipients(look, "", 50)]
        assert found[:2] == ["Mehmet Kaya", OTHER_UNIT]
        assert "Ayla Yönetici" not in found
        assert [one.title for one in havale_views.find_recipients(look, "fat", 5)] == ["Fatih Ergün"]
        first, *others = [one.title for one in havale_views.find_recipients(look, "me", 50)]
        assert first == "Mehmet Kaya" and "Fatih Ergün" in others
        chosen = havale_views.recipient_choice(look, person(desk, "fatih"))
        assert chosen is not None and chosen.title == "Fatih Ergün"
        assert havale_views.recipient_choice(look, "k:x") is None
    with desk.look("kadir") as look:
        assert OWN_UNIT not in [one.title for one in havale_views.find_recipients(look, "", 50)]


def test_the_trail_stays_whole(desk: Desk) -> None:
    (one,) = to_fatih(desk, incoming(desk).id)
    receive(desk, one)
    with desk.store.look(PROGRAM) as look:
        assert trail.walk(look).broken_id is None


# ---------------------------------------------------------------- vekâlet


def standing_in(desk: Desk, deputy: str, principal: str) -> Actor:
    """The deputy as the actor of a day on which he or she stands in."""
    absent = desk.actor(principal)
    place_taken = StandIn(absent.user_id, absent.name, absent.title, absent.roles)
    own = desk.actor(deputy)
    return replace(own, roles=own.roles | absent.roles, stands_in_for=(place_taken,))


def test_who_stands_in_sees_receives_returns_and_takes_back_in_the_place_of_the_absent(desk: Desk) -> None:
    scope_of(desk, "ayse", unit(desk, OTHER_UNIT))
    key = incoming(desk, "fatih").id
    refer(desk, key, "mehmet", first=person(desk, "zeynep"))
    one = havales(desk)[0].id or 0
    with pytest.raises(BadInput, match="bulunamadı"):
        receive(desk, one, who="ayse")
    deputy = standing_in(desk, "ayse", "zeynep")
    with desk.store.look(deputy) as look:
        assert [found.evrak_id for found in havale_views.havale_window(look, LedgerQuery(), 0, 9).rows] == [key]
        assert views.count_waiting(look) == 1
    with desk.store.work(deputy) as work:
        assert havale.receive(work, (one,)) == 1
    assert havales(desk)[0].received_name == "Ayşe Yılmaz"
    with desk.store.work(deputy) as work:
        havale.refer(work, (key,), HavaleDraft(first=person(desk, "fatih")))
    assert states(desk) == [("Zeynep Demir", "bitti"), ("Fatih Ergün", "bekliyor")]
    sent = havales(desk)[1]
    assert (sent.from_name, sent.from_title) == ("Ayşe Yılmaz", "Yazılım Şube Müdürü V.")
    with desk.work("zeynep") as work, pytest.raises(NotAllowed):
        havale.recall(work, havales(desk)[1].id or 0, "Vekilim göndermiş")
    with desk.store.work(standing_in(desk, "mehmet", "ayse")) as work:
        havale.recall(work, havales(desk)[1].id or 0, "Yanlış kişi")
    assert states(desk)[1] == ("Fatih Ergün", "geri_alindi")
