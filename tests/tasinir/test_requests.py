"""İstek belgesi: asked, met in steps, refused; what is given follows the vouchers and deliveries behind it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from data.core.errors import BadFields, BadInput, Conflict, NotAllowed, RuleBroken
from data.core.pages import LedgerQuery
from data.core.permissions import PROGRAM
from data.tasinir.hand_drafts import GoodsLineDraft, MeetDraft, MeetLine, RequestDraft
from data.tasinir.models import IstekBirimi
from data.tasinir.models_items import TasinirTeslim
from data.tasinir.models_vouchers import Vif, VifSatir
from data.tasinir.operations import requests
from data.tasinir.operations.approving import approve
from data.tasinir.operations.meeting import Met, meet
from data.tasinir.operations.reversing import reverse
from data.tasinir.operations.vouchers import drop_draft
from data.tasinir.request_views import RequestCard, request_card, request_window
from data.tasinir.rules.values import RequestState
from tests.puantaj.puantaj_office import Desk
from tests.tasinir.hand_office import (
    CHAIR,
    COMPANY,
    LAPTOP,
    MEMUR,
    OTHER,
    PAPER,
    TODAY,
    ambar,
    goods,
    items,
    key,
    row,
    seen,
)


def _draft(hand: Desk, **more: Any) -> RequestDraft:
    values: dict[str, Any] = {
        "istek_birimi_id": key(hand, IstekBirimi, name="İdari İşler Servisi"),
        "ambar_id": ambar(hand),
        "day": date(2026, 11, 16),
        "asked_by": "Mehmet Kaya",
    }
    return RequestDraft(**(values | more))


def _line(hand: Desk, name: str, quantity: str) -> GoodsLineDraft:
    return GoodsLineDraft(tasinir_id=goods(hand, name), quantity=quantity)


def _open(hand: Desk, *lines: tuple[str, str]) -> int:
    with hand.work() as work:
        return requests.open_request(work, _draft(hand), [_line(hand, *one) for one in lines]).id


def _card(hand: Desk, istek_id: int) -> RequestCard:
    with hand.look() as look:
        return request_card(look, istek_id)


def _meet(hand: Desk, istek_id: int, *lines: MeetLine, **more: Any) -> Met:
    version = _card(hand, istek_id).row.version
    with hand.work() as work:
        return meet(work, istek_id, MeetDraft(day=TODAY, **more), lines, version)


def _approve(hand: Desk, vif_id: int | None) -> None:
    assert vif_id is not None
    with hand.work("mehmet") as work:
        approve(work, vif_id, 1)


def test_a_request_gets_its_number_and_keeps_its_lines_in_order(hand: Desk) -> None:
    first = _open(hand, (PAPER, "2,5"), (LAPTOP, "2"))
    second = _open(hand, (CHAIR, "1"))

    card = _card(hand, first)
    assert (card.row.no, _card(hand, second).row.no) == ("2026/1", "2026/2")
    assert [(line.name, line.wanted, line.met) for line in card.lines] == [(PAPER, 2_500, 0), (LAPTOP, 2_000, 0)]
    assert card.row.state is RequestState.ACIK


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([], "kalem yok"),
        ([(LAPTOP, "1,5")], "tam sayı değil"),
        ([(PAPER, "0")], "sıfır"),
        ([(PAPER, "beş")], "miktar değil"),
        ([(PAPER, "1"), (PAPER, "2")], "iki kez"),
    ],
)
def test_lines_that_cannot_be_are_refused_with_their_place(
    hand: Desk, lines: list[tuple[str, str]], words: str
) -> None:
    with pytest.raises(BadInput, match=words) as caught, hand.work() as work:
        requests.open_request(work, _draft(hand), [_line(hand, *one) for one in lines])
    assert caught.value.row == len(lines)


def test_a_head_that_cannot_be_is_refused_field_by_field(hand: Desk) -> None:
    wrong = _draft(hand, day=date(2026, 11, 21), istek_birimi_id=0, asked_by=" ")
    with pytest.raises(BadFields) as caught, hand.work() as work:
        requests.open_request(work, wrong, [_line(hand, PAPER, "1")])
    assert set(caught.value.problems) == {"day", "istek_birimi_id", "asked_by"}
    with pytest.raises(BadFields, match="harcama biriminden"), hand.work() as work:
        requests.open_request(work, _draft(hand, ambar_id=ambar(hand, unit=OTHER)), [_line(hand, PAPER, "1")])


def test_what_is_consumed_counts_as_given_only_when_its_voucher_is_approved(hand: Desk) -> None:
    istek_id = _open(hand, (PAPER, "6"))

    met = _meet(hand, istek_id, MeetLine(1, "4"))
    card = _card(hand, istek_id)
    assert (met.state, card.lines[0].met, card.lines[0].prepared, card.lines[0].missing) == (
        RequestState.ACIK,
        0,
        4_000,
        2_000,
    )
    with hand.store.look(PROGRAM) as look:
        vif = look.session.get_one(Vif, met.vif_id)
        assert (vif.kind, vif.state, vif.istek_id, vif.number) == ("tuketim", "taslak", istek_id, None)
        assert (vif.to_person, vif.to_place) == ("Mehmet Kaya", "İdari İşler Servisi")

    _approve(hand, met.vif_id)
    card = _card(hand, istek_id)
    assert (card.row.state, card.lines[0].met, card.lines[0].prepared) == (RequestState.KISMEN, 4_000, 0)

    _approve(hand, _meet(hand, istek_id, MeetLine(1, "2")).vif_id)
    assert _card(hand, istek_id).row.state is RequestState.KARSILANDI
    assert len(_card(hand, istek_id).papers) == 2


def test_a_reversed_voucher_opens_the_request_again(hand: Desk) -> None:
    istek_id = _open(hand, (PAPER, "6"))
    met = _meet(hand, istek_id, MeetLine(1, "6"))
    _approve(hand, met.vif_id)
    assert _card(hand, istek_id).row.state is RequestState.KARSILANDI

    with hand.work("mehmet") as work:
        reverse(work, met.vif_id or 0, TODAY, "Yanlış birime yazıldı", "Olur 2026/12")

    card = _card(hand, istek_id)
    assert (card.row.state, card.lines[0].met, card.lines[0].missing) == (RequestState.ACIK, 0, 6_000)


def test_a_draft_that_is_given_up_frees_what_it_was_to_give(hand: Desk) -> None:
    istek_id = _open(hand, (PAPER, "6"))
    met = _meet(hand, istek_id, MeetLine(1, "6"))
    with pytest.raises(RuleBroken, match=r"0 Paket kaldı.*m\.10/1-c"):
        _meet(hand, istek_id, MeetLine(1, "1"))

    with hand.work() as work:
        drop_draft(work, met.vif_id or 0, "Yanlış miktar")

    assert _meet(hand, istek_id, MeetLine(1, "1")).vif_id is not None


def test_durables_and_consumables_of_one_request_go_their_own_ways_at_once(hand: Desk) -> None:
    istek_id = _open(hand, (PAPER, "1"), (LAPTOP, "2"))
    laptops = items(hand)[:2]

    met = _meet(
        hand, istek_id, MeetLine(1, "1"), MeetLine(2, items=tuple(seen(hand, *laptops))),
        personel_id=hand.person(MEMUR),
    )  # fmt: skip

    card = _card(hand, istek_id)
    assert (met.state, [line.met for line in card.lines]) == (RequestState.KISMEN, [0, 2_000])
    assert {row(hand, one).state for one in laptops} == {"kiside"}
    with hand.store.look(PROGRAM) as look:
        assert look.session.get_one(TasinirTeslim, met.teslim_id).istek_id == istek_id
        lines = look.session.execute(select(VifSatir).where(col(VifSatir.vif_id) == met.vif_id)).scalars()
        assert [(one.tasinir_id, one.quantity) for one in lines] == [(goods(hand, PAPER), 1_000)]


def test_items_of_another_kind_another_unit_or_out_already_do_not_meet_a_request(hand: Desk) -> None:
    istek_id = _open(hand, (LAPTOP, "2"))
    person = {"personel_id": hand.person(MEMUR)}
    with pytest.raises(BadInput, match="istenen cinsten değil"):
        _meet(hand, istek_id, MeetLine(1, items=tuple(seen(hand, items(hand, CHAIR)[0]))), **person)
    with pytest.raises(RuleBroken, match=r"m\.12/1"):
        _meet(hand, istek_id, MeetLine(1, items=tuple(seen(hand, items(hand, unit=OTHER)[0]))), **person)
    with pytest.raises(RuleBroken, match="2 Adet kaldı; 3"):
        _meet(hand, istek_id, MeetLine(1, items=tuple(seen(hand, *items(hand)[:3]))), **person)
    _meet(hand, istek_id, MeetLine(1, items=tuple(seen(hand, items(hand)[0]))), **person)
    with pytest.raises(RuleBroken, match=r"m\.5/4"):
        _meet(hand, istek_id, MeetLine(1, items=tuple(seen(hand, items(hand)[0]))), **person)


def test_durables_need_a_receiver_and_a_company_worker_needs_a_reason(hand: Desk) -> None:
    istek_id = _open(hand, (LAPTOP, "1"))
    line = MeetLine(1, items=tuple(seen(hand, items(hand)[0])))
    with pytest.raises(BadFields, match="teslim alan kişi ya da ortak alan"):
        _meet(hand, istek_id, line)
    with pytest.raises(BadInput, match="gerekçe"):
        _meet(hand, istek_id, line, personel_id=hand.person(COMPANY))
    assert _meet(hand, istek_id, line, personel_id=hand.person(COMPANY), reason="Koordinatör onayı").teslim_id


def test_a_refusal_that_fails_writes_neither_draft_nor_delivery(hand: Desk) -> None:
    istek_id = _open(hand, (PAPER, "1"), (LAPTOP, "1"))
    with pytest.raises(RuleBroken):
        _meet(
            hand, istek_id, MeetLine(1, "5"), MeetLine(2, items=tuple(seen(hand, items(hand)[0]))),
            personel_id=hand.person(MEMUR),
        )  # fmt: skip
    assert row(hand, items(hand)[0]).state == "ambarda"
    assert _card(hand, istek_id).papers == ()


def test_a_request_is_refused_or_taken_back_once_with_a_reason(hand: Desk) -> None:
    refused, cancelled = _open(hand, (PAPER, "1")), _open(hand, (PAPER, "1"))
    with pytest.raises(BadInput, match="Ret gerekçesi"), hand.work() as work:
        requests.refuse(work, refused, " ", 1)
    with hand.work() as work:
        requests.refuse(work, refused, "Stokta yok", 1)
        requests.cancel(work, cancelled, "Vazgeçildi", 1)

    assert (_card(hand, refused).row.state, _card(hand, refused).reason) == (RequestState.RED, "Stokta yok")
    assert _card(hand, cancelled).row.state is RequestState.IPTAL
    for one in (refused, cancelled):
        with pytest.raises(RuleBroken):
            _meet(hand, one, MeetLine(1, "1"))
    with pytest.raises(Conflict), hand.work() as work:
        requests.refuse(work, refused, "Yeniden", 1)


def test_what_was_met_in_part_is_not_taken_back_but_the_rest_can_be_refused(hand: Desk) -> None:
    istek_id = _open(hand, (PAPER, "5"))
    met = _meet(hand, istek_id, MeetLine(1, "2"))
    version = _card(hand, istek_id).row.version
    with pytest.raises(RuleBroken, match=r"onay bekleyen.*m\.22/3"), hand.work() as work:
        requests.refuse(work, istek_id, "Stokta yok", version)
    _approve(hand, met.vif_id)
    version = _card(hand, istek_id).row.version
    with pytest.raises(RuleBroken, match="kısmen"), hand.work() as work:
        requests.cancel(work, istek_id, "Vazgeçildi", version)
    with hand.work() as work:
        requests.refuse(work, istek_id, "Stokta yok", version)
    card = _card(hand, istek_id)
    assert (card.row.state, card.lines[0].met) == (RequestState.RED, 2_000)


def test_the_ledger_shows_requests_by_where_they_stand_and_only_in_sight(hand: Desk) -> None:
    waiting, refused = _open(hand, (PAPER, "1")), _open(hand, (LAPTOP, "1"))
    with hand.work() as work:
        requests.refuse(work, refused, "Stokta yok", 1)

    def shown(who: str = "ayse", **query: Any) -> list[int]:
        with hand.look(who) as look:
            return [one.id for one in request_window(look, LedgerQuery(**query), 0, 10).rows]

    assert shown() == [waiting]
    assert shown(view="red") == [refused]
    assert shown(view="tumu") == [refused, waiting]
    assert shown(view="tumu", text="taşınır:dizüstü") == [refused]
    assert shown(view="tumu", text="no:2026/1") == [waiting]
    assert shown(view="tumu", text="mehmet birim:idari") == [refused, waiting]
    assert shown(view="tumu", text="no:x") == []
    assert shown("kadir", view="tumu") == []
    with pytest.raises(NotAllowed), hand.look("kadir") as look:
        request_card(look, waiting)
