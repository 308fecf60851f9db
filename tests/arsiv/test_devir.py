"""Folders are handed over with both signatures: those taken stand on new places, the others come back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from data.arsiv import lookup
from data.arsiv.folder_drafts import ReasonDraft
from data.arsiv.models import Klasor
from data.arsiv.models_papers import ArsivDevir, ArsivDevirSatir
from data.arsiv.operations import moves, places, transfer_steps, transfers
from data.arsiv.operations.events import Event, happen
from data.arsiv.place_drafts import MoveDraft, PlaceTextDraft
from data.arsiv.rules.values import EventKind, FolderStage
from data.arsiv.transfer_drafts import HandDraft, LineDraft, ReceiveDraft, TransferDraft
from data.core import trail
from data.core.errors import BadFields, BadInput, Conflict, NotAllowed, RuleBroken
from tests.arsiv.archive_office import Desk, place_id, unit_id
from tests.arsiv.test_controls import appointed, closed, looked
from tests.arsiv.test_folders import opened, row
from tests.arsiv.test_holds_and_loans import held, lent

DAY = date(2026, 2, 10)
WHY = ReasonDraft(day=date(2026, 11, 20), reason="Yanlış liste")


def listed(desk: Desk, kind: str = "kurum", day: date = DAY) -> int:
    with desk.work() as work:
        return transfers.start(work, TransferDraft(kind=kind, birim_id=unit_id(desk), day=day, paper="E-9"))


def devir(desk: Desk, key: int) -> ArsivDevir:
    with desk.look() as look:
        found = lookup.transfer_row(look, key)
        look.session.expunge(found)
        return found


def ready_folder(desk: Desk, code: str = "622.01", **more: Any) -> int:
    key = closed(desk, code, **more)
    assert looked(desk, key)
    return key


def handed(desk: Desk, key: int) -> None:
    draft = HandDraft(giver_name="Ayşe Yılmaz", giver_title="Memur", no_prints=True)
    with desk.work() as work:
        transfer_steps.hand_over(work, key, draft, devir(desk, key).version)


def decided(desk: Desk, key: int, folders: list[int], place: str = "K1-01", **more: Any) -> None:
    values = {"answer": "teslim", "yer_id": place_id(desk, place) if place else None, **more}
    with desk.work() as work:
        transfer_steps.decide(work, key, folders, LineDraft(**values), devir(desk, key).version)


def received(desk: Desk, key: int, name: str = "Mehmet Kaya", **more: Any) -> tuple[int, int]:
    values = {"taken_on": date(2026, 11, 20), "taker_name": name, "taker_title": "Arşiv sorumlusu", **more}
    with desk.work("mehmet") as work:
        return transfer_steps.receive(work, key, ReceiveDraft(**values), devir(desk, key).version)


def at_the_institution(desk: Desk, key: int, due: date | None = None) -> None:
    """Takes a folder to the kurum arşivi by its own events."""
    with desk.work() as work:
        found = work.session.get_one(Klasor, key)
        found.due_on = due or found.due_on
        for kind, stage in (
            (EventKind.DEVRE, FolderStage.DEVIRDE),
            (EventKind.DEVREDILDI, FolderStage.KURUM_ARSIVI),
        ):
            place = place_id(desk, "K1-01")
            happen(work, found, Event(kind=kind, day=DAY, to_stage=stage, to_yer_id=place, moves=True))
        trail.record(work, "arsiv.test", "Devir")


def test_what_is_fit_is_handed_over_in_february_and_stands_in_the_kurum_arsivi(desk: Desk) -> None:
    appointed(desk)
    keys = [ready_folder(desk, "934.01"), ready_folder(desk, "040", yer_id=place_id(desk, "B1-01"))]
    unfit = closed(desk)
    key = listed(desk)
    with desk.work() as work:
        assert transfers.fill(work, key, 1) == 2
    with desk.look() as look:
        lines = [line.klasor_id for line in transfers.lines_of(look, lookup.transfer_row(look, key))]
        assert lines == [keys[1], keys[0]]
    assert [row(desk, one).stage for one in (*keys, unfit)] == ["devirde", "devirde", "kapali"]
    with desk.work() as work, pytest.raises(RuleBroken, match="hazırlanıyor"):
        transfer_steps.decide(work, key, keys, LineDraft(answer="iade", reason="Eksik"), devir(desk, key).version)
    handed(desk, key)
    with pytest.raises(RuleBroken, match="karar bekleyen"):
        received(desk, key)
    decided(desk, key, [keys[0]])
    with pytest.raises(BadFields, match="İade gerekçesi"):
        decided(desk, key, [keys[1]], answer="iade")
    decided(desk, key, [keys[1]], answer="iade", reason="Etiketi eksik")
    with pytest.raises(BadFields, match="aynı kişi"):
        received(desk, key, "ayşe yılmaz")
    assert received(desk, key) == (1, 1)
    taken, returned = row(desk, keys[0]), row(desk, keys[1])
    assert (taken.stage, taken.yer_id) == ("kurum_arsivi", place_id(desk, "K1-01"))
    assert (returned.stage, returned.yer_id) == ("kapali", place_id(desk, "B1-01"))
    found = devir(desk, key)
    assert (found.state, found.giver_name, found.taker_name) == ("tamam", "Ayşe Yılmaz", "Mehmet Kaya")
    with desk.work("mehmet") as work, pytest.raises(RuleBroken):
        transfer_steps.cancel(work, key, WHY, found.version)


def test_a_folder_that_may_not_go_says_why(desk: Desk) -> None:
    appointed(desk)
    out, unfit, running, twice = ready_folder(desk), closed(desk), opened(desk), ready_folder(desk)
    lent(desk, out)
    first, key = listed(desk), listed(desk)
    with desk.work() as work:
        transfers.take_in(work, first, [twice], 1)
    for one, words in (
        (out, "ödünçte"),
        (unfit, "uygun bulunmuş"),
        (running, "açık"),
        (twice, "bir devir listesinde"),
    ):
        with desk.work() as work, pytest.raises(RuleBroken, match=words):
            transfers.take_in(work, key, [one], 1)
    with desk.work() as work:
        assert transfers.fill(work, key, 1) == 0
    with desk.work() as work, pytest.raises(RuleBroken, match="boş"):
        draft = HandDraft(giver_name="Ayşe Yılmaz", giver_title="Memur", no_prints=True)
        transfer_steps.hand_over(work, key, draft, 1)
    with desk.work() as work, pytest.raises(BadFields, match="basılı malzeme"):
        transfer_steps.hand_over(work, key, HandDraft(giver_name="A B", giver_title="Memur"), 1)


def test_what_a_unit_keeps_by_its_own_plan_waits_for_its_years(desk: Desk) -> None:
    appointed(desk)
    key = ready_folder(desk)
    with desk.work() as work:
        work.session.get_one(Klasor, key).birim_yil = 2
        trail.record(work, "arsiv.test", "Plan")
    early, late = listed(desk), listed(desk, day=date(2028, 2, 1))
    with desk.work() as work:
        assert transfers.fill(work, early, 1) == 0
    with desk.work() as work:
        assert transfers.fill(work, late, 1) == 1


def test_a_list_given_up_leaves_every_folder_where_it_was(desk: Desk) -> None:
    appointed(desk)
    fit, kept = ready_folder(desk), ready_folder(desk, yer_id=place_id(desk, "B1-01"))
    with desk.work() as work:
        shelf = place_id(desk, "B1-01")
        moves.move(work, [kept], MoveDraft(yer_id=shelf, day=date(2026, 1, 20), archive=True))
    assert row(desk, kept).stage == "birim_arsivi"
    key = listed(desk)
    with desk.work() as work:
        assert transfers.fill(work, key, 1) == 2
    with desk.work() as work, pytest.raises(Conflict):
        transfers.take_out(work, key, [fit], WHY, 1)
    with desk.work() as work:
        transfers.take_out(work, key, [fit], WHY, 2)
    assert row(desk, fit).stage == "devre_hazir"
    handed(desk, key)
    with desk.work() as work, pytest.raises(NotAllowed):
        transfer_steps.cancel(work, key, WHY, devir(desk, key).version)
    with desk.work("mehmet") as work:
        transfer_steps.cancel(work, key, WHY, devir(desk, key).version)
    assert (row(desk, kept).stage, row(desk, fit).stage) == ("birim_arsivi", "devre_hazir")
    with desk.look() as look:
        assert look.session.execute(select(col(ArsivDevirSatir.klasor_id))).scalars().all() == [kept]


def test_a_new_place_has_room_and_belongs_to_the_kurum_arsivi(desk: Desk) -> None:
    appointed(desk)
    keys = [ready_folder(desk) for _ in range(2)]
    key = listed(desk)
    with desk.work() as work:
        transfers.fill(work, key, 1)
    handed(desk, key)
    with pytest.raises(RuleBroken, match="birim arşivi"):
        decided(desk, key, keys, "B1-01")
    with pytest.raises(BadFields, match="yerini seçin"):
        decided(desk, key, keys, "")
    with desk.work() as work:
        places.amend_place(work, place_id(desk, "K1-01"), PlaceTextDraft(name=None, capacity=1), 1)
    with pytest.raises(RuleBroken, match="en çok 1 klasör"):
        decided(desk, key, keys)
    with pytest.raises(BadInput, match="listede değil"):
        decided(desk, key, [closed(desk)])


def test_only_what_is_due_for_devlet_arsivleri_goes_there_and_a_hold_keeps_it_here(desk: Desk) -> None:
    appointed(desk)
    lasting, due, early = (ready_folder(desk, "050.04") for _ in range(3))
    destroyed = ready_folder(desk)
    at_the_institution(desk, due, date(2026, 1, 1))
    at_the_institution(desk, lasting, date(2026, 1, 1))
    at_the_institution(desk, early)
    at_the_institution(desk, destroyed, date(2026, 1, 1))
    key = listed(desk, "devlet", date(2026, 11, 1))
    held(desk, lasting, "2025/17 E.")
    for one, words in ((lasting, "Bloke"), (early, "Saklama süresi dolmadı"), (destroyed, "komisyon")):
        with desk.work() as work, pytest.raises(RuleBroken, match=words):
            transfers.take_in(work, key, [one], 1)
    with desk.work() as work:
        assert transfers.fill(work, key, 1) == 1
    handed(desk, key)
    decided(desk, key, [due], "")
    with pytest.raises(BadFields, match="kabul yazısı"):
        received(desk, key)
    assert received(desk, key, paper="20.11.2026 tarih ve E-77") == (1, 0)
    gone = row(desk, due)
    assert (gone.stage, gone.yer_id) == ("devlet_arsivi", None)


def test_another_unit_sees_no_list(desk: Desk) -> None:
    key = listed(desk)
    with desk.work("kadir") as work, pytest.raises(NotAllowed):
        transfers.fill(work, key, 1)
