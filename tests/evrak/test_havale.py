"""Havale: who may send a document to whom, who receives it, and how it comes back."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from data.core import search
from data.core.errors import BadFields, BadInput, Conflict, NotAllowed, RuleBroken
from data.core.models import SearchEntry
from data.evrak import havale_views
from data.evrak.hand_over_drafts import HavaleDraft
from data.evrak.operations import closing, havale
from data.evrak.rules.values import State
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

# ---------------------------------------------------------------- sending


def test_the_director_sends_to_several_and_the_first_to_act_has_it_in_hand(desk: Desk) -> None:
    key = incoming(desk).id
    done = refer(
        desk,
        key,
        first=person(desk, "fatih"),
        second=person(desk, "mehmet"),
        know=place(desk, OTHER_UNIT),
        instruction="İnceleyip görüş bildirin",
        due_on=date(2026, 11, 27),
    )
    assert done.names == ("Fatih Ergün", "Mehmet Kaya", OTHER_UNIT)
    found = row(desk, key)
    assert (found.state, found.responsible_id, found.birim_id) == (
        State.HAVALE.value,
        user(desk, "fatih"),
        unit(desk, OWN_UNIT),
    )
    rows = havales(desk)
    assert [(one.to_name, one.purpose, one.state) for one in rows] == [
        ("Fatih Ergün", "geregi", "bekliyor"),
        ("Mehmet Kaya", "geregi", "bekliyor"),
        (OTHER_UNIT, "bilgi", "bekliyor"),
    ]
    assert {(one.from_name, one.from_title, one.instruction) for one in rows} == {
        ("Zeynep Demir", "Yazılım Şube Müdürü", "İnceleyip görüş bildirin")
    }
    # Who is only to know owes nothing by any day.
    assert [one.due_on for one in rows] == [date(2026, 11, 27), date(2026, 11, 27), None]
    (told,) = [words for words in history(desk, key) if words.startswith("Havale")]
    assert "Fatih Ergün (Gereği)" in told and f"{OTHER_UNIT} (Bilgi)" in told and "27.11.2026" in told


def test_a_unit_that_is_to_act_gets_the_document_and_its_words_in_the_search(desk: Desk) -> None:
    key = incoming(desk).id
    with desk.look("kadir") as look:
        assert search.find(look, "lisanslarının") == ()
    refer(desk, key, first=place(desk, OTHER_UNIT))
    found = row(desk, key)
    assert (found.birim_id, found.responsible_id) == (unit(desk, OTHER_UNIT), None)
    with desk.look("kadir") as look:
        assert [one.record_id for one in search.find(look, "lisanslarının")] == [key]
        places = look.session.exec(
            select(SearchEntry.birim_id).where(SearchEntry.kind == "evrak", SearchEntry.record_id == key)
        ).all()
        assert set(places) == {unit(desk, OTHER_UNIT)}


@pytest.mark.parametrize(
    ("who", "may"), [("zeynep", True), ("mehmet", True), ("ayse", False), ("denetci", False), ("kadir", False)]
)
def test_only_director_and_chief_have_the_right_of_havale(desk: Desk, who: str, may: bool) -> None:
    key = incoming(desk).id
    if may:
        refer(desk, key, who, first=person(desk, "fatih"))
        assert row(desk, key).state == State.HAVALE.value
    else:
        with pytest.raises(NotAllowed, match="Havale yetkiniz yok"):
            refer(desk, key, who, first=person(desk, "fatih"))
        assert havales(desk) == [] and row(desk, key).state == State.KAYITLI.value


def test_many_documents_go_at_once_and_each_says_so_in_its_own_history(desk: Desk) -> None:
    keys = tuple(incoming(desk, letter_no=f"E-1-702-{number}").id for number in range(5))
    done = refer(desk, keys, first=person(desk, "fatih"))
    assert done.words == "5 evrak havale edildi: Fatih Ergün"
    assert len(havales(desk)) == 5
    for key in keys:
        assert sum(words.startswith("Havale edildi") for words in history(desk, key)) == 1


def test_one_that_has_ended_stops_the_whole_batch_and_nothing_is_half_sent(desk: Desk) -> None:
    first, second = incoming(desk).id, incoming(desk, letter_no="2").id
    with desk.work() as work:
        closing.close_without_answer(work, second, "Gereksiz")
    with pytest.raises(RuleBroken, match="işi bitmiş"):
        refer(desk, (first, second), first=person(desk, "fatih"))
    assert havales(desk) == [] and row(desk, first).state == State.KAYITLI.value


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        ({}, "first"),
        ({"first": "fatih", "know": "fatih"}, "know"),
        ({"first": "fatih", "due_on": date(2026, 11, 19)}, "due_on"),
        ({"first": "yok"}, "first"),
    ],
)
def test_a_havale_without_or_with_wrong_receivers_is_refused_field_by_field(
    desk: Desk, draft: dict[str, object], field: str
) -> None:
    keys = {"fatih": person(desk, "fatih"), "yok": "k:9999"}
    values = {name: keys.get(str(value), value) for name, value in draft.items()}
    key = incoming(desk).id
    with pytest.raises(BadFields) as problem:
        refer(desk, key, **values)
    assert set(problem.value.problems) == {field}


def test_who_may_not_see_documents_gets_none(desk: Desk) -> None:
    with pytest.raises(NotAllowed, match="evrakı göremez"):
        refer(desk, incoming(desk).id, first=person(desk, "yonetici"))


def test_a_day_behind_the_deadline_wants_a_reason(desk: Desk) -> None:
    key = incoming(desk, doc_kind="bilgi_edinme").id
    last = row(desk, key).due_on
    assert last is not None
    late = date(2027, 1, 29)
    assert late > last
    with desk.look("zeynep") as look:
        warned = havale.refer_warnings(look, (key,), HavaleDraft(first=person(desk, "fatih"), due_on=late))
    assert len(warned) == 1 and "yasal son gün" in warned[0]
    with pytest.raises(BadInput, match="gerekçe"):
        refer(desk, key, first=person(desk, "fatih"), due_on=late)
    refer(desk, key, reason="Süre uzatıldı", first=person(desk, "fatih"), due_on=late)
    assert any("Uyarıya rağmen: Süre uzatıldı" in words for words in history(desk, key))


def test_the_same_receiver_is_not_sent_the_same_document_twice(desk: Desk) -> None:
    key = incoming(desk).id
    to_fatih(desk, key)
    with pytest.raises(RuleBroken, match="zaten Fatih Ergün"):
        to_fatih(desk, key)


def test_a_chief_hands_on_what_was_sent_to_him_and_has_it_no_longer(desk: Desk) -> None:
    key = incoming(desk).id
    refer(desk, key, first=person(desk, "mehmet"))
    refer(desk, key, "mehmet", first=person(desk, "fatih"))
    assert states(desk) == [("Mehmet Kaya", "bitti"), ("Fatih Ergün", "bekliyor")]
    assert havales(desk)[0].received_name == "Mehmet Kaya"
    assert row(desk, key).responsible_id == user(desk, "fatih")
    assert listed(desk, "mehmet") == [] and len(listed(desk, "fatih")) == 1


def test_assigning_anew_takes_it_from_whoever_has_it(desk: Desk) -> None:
    key = incoming(desk).id
    (first,) = to_fatih(desk, key)
    refer(desk, key, second=person(desk, "mehmet"))
    receive(desk, first)
    refer(desk, key, first=person(desk, "ayse"), instead=True)
    assert states(desk) == [
        ("Fatih Ergün", "bitti"),
        ("Mehmet Kaya", "geri_alindi"),
        ("Ayşe Yılmaz", "bekliyor"),
    ]
    assert row(desk, key).responsible_id == user(desk, "ayse")
    assert row(desk, key).state == State.HAVALE.value


def test_who_has_it_only_to_know_cannot_let_others_act(desk: Desk) -> None:
    scope_of(desk, "mehmet", unit(desk, OTHER_UNIT))
    key = incoming(desk).id
    refer(desk, key, know=place(desk, OTHER_UNIT))
    with pytest.raises(NotAllowed, match="yalnız bilgi için"):
        refer(desk, key, "mehmet", first=person(desk, "kadir"))
    refer(desk, key, "mehmet", know=person(desk, "kadir"))
    assert row(desk, key).responsible_id is None


def test_hostile_words_are_kept_as_data(desk: Desk) -> None:
    key = incoming(desk).id
    words = "[b]=HYPERLINK('x')[/b] %s {0} <script>" + "ş" * 300
    to_fatih(desk, key, instruction=words)
    with desk.look("fatih") as look:
        (one,) = havale_views.of_document(look, key)
    assert one.instruction == words


# ---------------------------------------------------------------- receiving


def test_the_receiver_confirms_and_work_begins(desk: Desk) -> None:
    key = incoming(desk).id
    (one,) = to_fatih(desk, key)
    assert receive(desk, one) == 1
    (found,) = havales(desk)
    assert (found.state, found.received_name, found.received_by) == ("alindi", "Fatih Ergün", user(desk, "fatih"))
    assert found.received_at is not None
    assert row(desk, key).state == State.ISLEMDE.value
    assert sum("Teslim alındı" in words for words in history(desk, key)) == 1


@pytest.mark.parametrize("who", ["ayse", "mehmet", "zeynep", "denetci"])
def test_nobody_but_the_addressee_receives_or_returns(desk: Desk, who: str) -> None:
    (one,) = to_fatih(desk, incoming(desk).id)
    with pytest.raises(NotAllowed, match="size havale edilmemiş"):
        receive(desk, one, who=who)
    with pytest.raises(NotAllowed, match="size havale edilmemiş"), desk.work(who) as work:
        havale.return_havale(work, one, "Benim değil")
    assert states(desk) == [("Fatih Ergün", "bekliyor")]


def test_for_a_user_out_of_sight_the_havale_is_not_there(desk: Desk) -> None:
    (one,) = to_fatih(desk, incoming(desk).id)
    with pytest.raises(BadInput, match="bulunamadı"):
        receive(desk, one, who="kadir")


def test_somebody_of_the_unit_receives_for_it_and_has_it_in_hand(desk: Desk) -> None:
    key = incoming(desk).id
    refer(desk, key, first=place(desk, OTHER_UNIT))
    (one,) = [found.id for found in havales(desk)]
    assert receive(desk, one or 0, who="kadir") == 1
    assert row(desk, key).responsible_id == user(desk, "kadir")


def test_receiving_to_know_begins_no_work(desk: Desk) -> None:
    key = incoming(desk).id
    refer(desk, key, first=person(desk, "fatih"), know=person(desk, "ayse"))
    act, know = (one.id or 0 for one in havales(desk))
    receive(desk, know, who="ayse")
    assert row(desk, key).state == State.HAVALE.value
    receive(desk, act)
    assert row(desk, key).state == State.ISLEMDE.value


def test_receiving_all_at_once_takes_only_what_was_sent_here(desk: Desk) -> None:
    keys = [incoming(desk, letter_no=f"E-1-702-{number}").id for number in range(3)]
    to_fatih(desk, keys[0], keys[1])
    refer(desk, keys[2], first=person(desk, "ayse"))
    with desk.look("fatih") as look:
        waiting = havale_views.to_receive(look, keys)
    assert receive(desk, *waiting) == 2
    assert [one.state for one in havales(desk)] == ["alindi", "alindi", "bekliyor"]


def test_who_is_named_in_person_leaves_the_copy_of_a_unit_to_the_unit(desk: Desk) -> None:
    key = incoming(desk).id
    refer(desk, key, first=person(desk, "ayse"), know=place(desk, OWN_UNIT))
    with desk.look("ayse") as look:
        waiting = havale_views.to_receive(look, [key])
    assert [one.id for one in havales(desk) if one.to_user_id] == list(waiting)
    assert receive(desk, *waiting, who="ayse") == 1
    with desk.look("ayse") as look:
        assert len(havale_views.to_receive(look, [key])) == 1


def test_the_second_desk_learns_that_another_was_quicker(desk: Desk) -> None:
    key = incoming(desk).id
    refer(desk, key, first=place(desk, OWN_UNIT))
    one = havales(desk)[0].id or 0
    receive(desk, one, who="ayse")
    with pytest.raises(Conflict, match="başka bir masada") as problem:
        receive(desk, one, who="fatih")
    assert "Ayşe Yılmaz" in problem.value.theirs


def test_of_two_processes_that_receive_the_same_one_gets_it_and_the_other_a_conflict(desk: Desk) -> None:
    key = incoming(desk).id
    refer(desk, key, first=place(desk, OWN_UNIT))
    one = havales(desk)[0].id or 0
    child = Path(__file__).with_name("havale_child.py")
    root = Path(__file__).resolve().parents[2]
    desks = [
        subprocess.Popen(
            [sys.executable, str(child), str(desk.folder / "masa.db"), who, str(one)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root, env={"PYTHONPATH": str(root)},
        )
        for who in ("ayse", "fatih")
    ]  # fmt: skip
    for process in desks:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "hazır"
    said = [process.communicate("şimdi\n")[0].strip() for process in desks]
    assert sorted(said) == ["alındı", "çakışma"]
    assert [found.state for found in havales(desk)] == ["alindi"]
    assert sum("Teslim alındı" in words for words in history(desk, key)) == 1
