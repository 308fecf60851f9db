"""Every page of the imha list is signed by each member or who stands in then; anew once the list changes."""

from __future__ import annotations

from datetime import date

import pytest

from data.arsiv import disposal_views
from data.arsiv.disposal_drafts import BackDraft, PagesDraft, SeatDraft, SeatEndDraft, SignDraft
from data.arsiv.operations import disposal, disposal_list, disposal_signing
from data.arsiv.operations.disposal_parts import seats_of
from data.arsiv.rules.disposal import PageHand
from data.core import approvals, trail
from data.core.approvals import Stage
from data.core.errors import BadFields, BadInput, Conflict, NotAllowed, RuleBroken
from data.core.pages import LedgerQuery
from tests.arsiv.archive_office import Desk
from tests.arsiv.disposal_office import (
    LISTED,
    SIGNED,
    aged,
    approved,
    before_commission,
    destroyed,
    handed_in,
    imha,
    judged,
    lines,
    listed,
    opinion,
    sign,
    signed,
    started,
)

BACK = BackDraft(reason="Görüş yazısı eksik")


def in_signing(desk: Desk, *ids: int) -> int:
    """A work whose list of these folders is made."""
    key = started(desk)
    before_commission(desk, key, *ids)
    judged(desk, key, *ids)
    listed(desk, key)
    return key


def seat_of(desk: Desk, key: int, name: str) -> int:
    with desk.look() as look:
        return next(one.id for one in seats_of(look, key) if one.name == name)


def hands(desk: Desk, key: int) -> dict[str, PageHand]:
    with desk.look() as look:
        return {one.seat.name: one for one in disposal_views.disposal_card(look, key).hands}


def step_back(desk: Desk, key: int) -> None:
    with desk.work("mehmet") as work:
        disposal.step_back(work, key, BACK, imha(desk, key).version)


def take_off(desk: Desk, key: int, folder: int) -> None:
    line = lines(desk, key)[folder]
    with desk.work("mehmet") as work:
        disposal_list.take_off(work, key, line.id or 0, BackDraft(reason="Özelliği var"), line.version)


def test_each_member_signs_on_a_day_and_only_once(desk: Desk) -> None:
    key = in_signing(desk, aged(desk))
    chair = seat_of(desk, key, "Zeynep Demir")
    with pytest.raises(RuleBroken, match="sayfa sayısı yazılmadı"):
        sign(desk, key, chair)
    signed(desk, key, 4, missing=5)
    for day in (date(2026, 3, 19), date(2026, 11, 21)):
        with pytest.raises(BadFields):
            sign(desk, key, chair, day)
    assert sign(desk, key, chair) == ("Ayşe Yılmaz", "Fatih Ergün", "Ali Çınar", "Işıl Öztürk")
    with pytest.raises(RuleBroken, match="liste imzalı"):
        sign(desk, key, chair)
    with desk.work() as work, pytest.raises(Conflict):
        disposal_signing.sign(work, key, chair, SignDraft(day=SIGNED), 1)
    with desk.work("denetci") as work, pytest.raises(NotAllowed):
        disposal_signing.sign(work, key, chair, SignDraft(day=SIGNED), imha(desk, key).version)
    with desk.look() as look:
        card = disposal_views.disposal_card(look, key)
        assert (card.all_signed, len(card.unsigned)) == (False, 4)
        assert (card.hands[0].by, card.hands[0].day) == (card.seats[0], SIGNED)
        assert disposal_views.signatures_told(card).startswith("4 sayfa, 1/5 üye imzaladı; eksik: Ayşe Yılmaz")
        last = trail.history(look, "imha", key)[0].summary
        assert last.endswith("Zeynep Demir (Başkan) listenin 4 sayfasını imzaladı, 23.03.2026")


def test_a_mark_by_mistake_is_taken_back_with_a_reason(desk: Desk) -> None:
    key = in_signing(desk, aged(desk))
    signed(desk, key)
    ali = seat_of(desk, key, "Ali Çınar")
    for reason, wrong in ((" ", "gerekçesi"), ("Yanlış satır", "")):
        with desk.work() as work:
            draft = BackDraft(reason=reason)
            if wrong:
                with pytest.raises(BadInput, match=wrong):
                    disposal_signing.unsign(work, key, ali, draft, imha(desk, key).version)
            else:
                disposal_signing.unsign(work, key, ali, draft, imha(desk, key).version)
    with pytest.raises(RuleBroken, match="imzası olmayan: Ali Çınar"):
        handed_in(desk, key)
    with desk.work() as work, pytest.raises(BadInput, match="işaretli değil"):
        disposal_signing.unsign(work, key, ali, BACK, imha(desk, key).version)
    assert sign(desk, key, ali) == ()
    handed_in(desk, key)


def test_a_deputy_signs_in_the_members_place_while_he_stands_in(desk: Desk) -> None:
    key = in_signing(desk, aged(desk))
    signed(desk, key, missing=1)
    stead = {"stands_for": "Işıl Öztürk", "name": "Fatma Şahin"}
    days = {"first_day": SIGNED, "last_day": date(2026, 3, 25)}
    with desk.work() as work, pytest.raises(BadFields, match="Birim temsilcisi"):
        disposal.seat(work, key, SeatDraft(role="uye", **stead, **days), imha(desk, key).version)
    with desk.work() as work:
        deputy = disposal.seat(work, key, SeatDraft(role="birim", **stead, **days), imha(desk, key).version)
    with pytest.raises(BadFields, match="yerine vekili"):
        sign(desk, key, seat_of(desk, key, "Işıl Öztürk"), date(2026, 3, 24))
    with pytest.raises(BadFields, match="o gün komisyonda değil"):
        sign(desk, key, deputy, date(2026, 3, 26))
    assert sign(desk, key, deputy, date(2026, 3, 24)) == ()
    found = hands(desk, key)["Işıl Öztürk"]
    assert found.by is not None
    assert (found.by.name, found.day, len(hands(desk, key))) == ("Fatma Şahin", date(2026, 3, 24), 5)
    with pytest.raises(RuleBroken, match="liste imzalı"):
        sign(desk, key, seat_of(desk, key, "Işıl Öztürk"), date(2026, 3, 26))
    handed_in(desk, key)


def test_who_comes_into_the_commission_signs_the_list_that_is_still_here(desk: Desk) -> None:
    key = in_signing(desk, aged(desk))
    signed(desk, key)
    with desk.work() as work:
        end = SeatEndDraft(last_day=date(2026, 4, 1), reason="Tayin")
        disposal.end_seat(work, key, seat_of(desk, key, "Ali Çınar"), end, imha(desk, key).version)
    with desk.work() as work:
        new = SeatDraft(role="birim", name="Nur Ak", first_day=date(2026, 4, 2))
        disposal.seat(work, key, new, imha(desk, key).version)
    with pytest.raises(RuleBroken, match="imzası olmayan: Nur Ak"):
        handed_in(desk, key)
    sign(desk, key, seat_of(desk, key, "Nur Ak"), date(2026, 4, 3))
    handed_in(desk, key)


def test_a_list_that_changes_is_signed_anew(desk: Desk) -> None:
    old, other, third = aged(desk), aged(desk), aged(desk)
    key = in_signing(desk, old, other, third)
    signed(desk, key, 3)
    with desk.work() as work:
        disposal_signing.mark_pages(work, key, PagesDraft(pages=3), imha(desk, key).version)
    assert all(one.by for one in hands(desk, key).values())
    with desk.work() as work:
        disposal_signing.mark_pages(work, key, PagesDraft(pages=4), imha(desk, key).version)
    row = imha(desk, key)
    assert (row.pages, row.listed_on, [one.by for one in hands(desk, key).values()]) == (
        4, date(2026, 11, 20), [None] * 5,
    )  # fmt: skip
    for one in hands(desk, key).values():
        sign(desk, key, one.seat.id, date(2026, 11, 20))
    take_off(desk, key, other)
    assert (imha(desk, key).pages, any(one.by for one in hands(desk, key).values())) == (0, False)
    with desk.look() as look:
        assert "liste yeniden imzalanır" in trail.history(look, "klasor", other)[0].summary


def test_what_the_opinion_left_out_is_asked_for_again_only_when_the_list_comes_back(desk: Desk) -> None:
    old, other = aged(desk), aged(desk)
    key = in_signing(desk, old, other)
    signed(desk, key)
    handed_in(desk, key)
    step_back(desk, key)
    assert (imha(desk, key).pages, imha(desk, key).sent_on) == (2, None)
    handed_in(desk, key)
    take_off(desk, key, other)
    opinion(desk, key)
    assert imha(desk, key).state == "onay"
    step_back(desk, key)
    step_back(desk, key)
    assert (imha(desk, key).state, imha(desk, key).pages) == ("liste", 0)
    with pytest.raises(RuleBroken, match="sayfa sayısı ve imzaları"):
        handed_in(desk, key)


def test_the_opinion_is_not_older_than_the_last_signature(desk: Desk) -> None:
    key = in_signing(desk, aged(desk))
    signed(desk, key, missing=1)
    sign(desk, key, seat_of(desk, key, "Işıl Öztürk"), date(2026, 5, 5))
    handed_in(desk, key)
    with pytest.raises(BadFields, match=r"05\.05\.2026"):
        opinion(desk, key)


def test_back_from_the_approval_nothing_waits_on_the_path_and_a_new_opinion_begins_it_again(desk: Desk) -> None:
    key = in_signing(desk, aged(desk))
    signed(desk, key)
    handed_in(desk, key)
    opinion(desk, key)

    def waiting(who: str) -> list[str]:
        with desk.look(who) as look:
            return [row.title for row in approvals.waiting(look)]

    assert waiting("ayse") == ["İmha listesi 2026/1"]
    step_back(desk, key)
    assert (waiting("ayse"), waiting("mehmet"), imha(desk, key).state) == ([], [], "gorus")
    opinion(desk, key)
    assert waiting("ayse") == ["İmha listesi 2026/1"]
    with desk.look() as look:
        assert approvals.state(look, "imha", key).stage is Stage.TASLAK
    with desk.work() as work:
        approvals.advance(work, "imha", key, expected=Stage.TASLAK)
    assert waiting("mehmet") == ["İmha listesi 2026/1"]
    with desk.work() as work, pytest.raises(RuleBroken, match="zaten onay yolunda"):
        approvals.begin_again(work, "imha", key, reason="Deneme")
    approved(desk, key)
    assert (waiting("mehmet"), destroyed(desk, key).count) == ([], 1)


def test_a_list_stands_on_its_own_day(desk: Desk) -> None:
    key = in_signing(desk, aged(desk))
    assert imha(desk, key).listed_on == LISTED
    with desk.look() as look:
        assert disposal_views.disposal_window(look, LedgerQuery(view="suren"), 0, 5).total == 1
