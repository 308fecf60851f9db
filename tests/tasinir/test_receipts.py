"""Geçici alındı: goods that are here before they are accepted, and what became of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from data.core import search, trail
from data.core.errors import BadFields, BadInput, Conflict, NotAllowed, RuleBroken
from data.core.models import HarcamaBirimi
from data.core.pages import LedgerQuery
from data.tasinir.hand_drafts import GoodsLineDraft, ReceiptDraft, ReceiptRefusalDraft
from data.tasinir.models_counts import Sayim, TasinirYil
from data.tasinir.operations import receipts
from data.tasinir.operations.approving import approve
from data.tasinir.operations.reversing import reverse
from data.tasinir.operations.vouchers import drop_draft, save_draft
from data.tasinir.receipt_views import ReceiptCard, receipt_card, receipt_window
from data.tasinir.rules.values import ReceiptState
from data.tasinir.voucher_drafts import Line, VoucherDraft
from tests.puantaj.puantaj_office import Desk, dump
from tests.tasinir.hand_office import OTHER, OWN, PAPER, TODAY, ambar, goods, key

ARRIVED = date(2026, 11, 10)


def _draft(hand: Desk, **more: Any) -> ReceiptDraft:
    values: dict[str, Any] = {"ambar_id": ambar(hand), "day": ARRIVED, "from_name": "Örnek Kırtasiye Ltd. Şti."}
    return ReceiptDraft(**(values | more))


def _open(hand: Desk, **more: Any) -> int:
    with hand.work() as work:
        line = GoodsLineDraft(tasinir_id=goods(hand, PAPER), quantity="20")
        return receipts.open_receipt(work, _draft(hand, **more), [line]).id


def _bought(hand: Desk, day: date = TODAY, unit: str = "", **more: Any) -> int:
    """A draft of an entry without a muayene kabul tutanağı."""
    values: dict[str, Any] = {
        "ambar_id": ambar(hand, unit=unit) if unit else ambar(hand),
        "kind": "satin_alma",
        "day": day,
        "dayanak_day": day,
        "dayanak_no": "F-1",
        "from_text": "Örnek Kırtasiye Ltd. Şti.",
        "to_person": "Ayşe Yılmaz",
        "to_place": "Ambar",
    }
    with hand.work() as work:
        line = Line(tasinir_id=goods(hand, PAPER), quantity=20_000, unit_price=100_000_000)
        return save_draft(work, VoucherDraft(**(values | more)), [line])


def _accept(hand: Desk, alindi_id: int, vif_id: int) -> None:
    version = _card(hand, alindi_id).row.version
    with hand.work() as work:
        receipts.accept(work, alindi_id, vif_id, version)


def _card(hand: Desk, alindi_id: int) -> ReceiptCard:
    with hand.look() as look:
        return receipt_card(look, alindi_id)


def test_a_receipt_has_its_number_and_lines_and_leaves_the_books_alone(hand: Desk) -> None:
    before = dump(hand.store, "tasinir_hareket", "tasinir_lot")
    first, second = _open(hand, dayanak_day=date(2026, 11, 9), dayanak_no="IRS-7"), _open(hand)

    card = _card(hand, first)
    assert (card.row.no, _card(hand, second).row.no) == ("2026/1", "2026/2")
    assert [(line.name, line.quantity) for line in card.lines] == [(PAPER, 20_000)]
    assert (card.row.state, card.row.dayanak) == (ReceiptState.BEKLIYOR, "09.11.2026 · IRS-7")
    assert dump(hand.store, "tasinir_hareket", "tasinir_lot") == before
    with hand.look() as look:
        found = [one.record_id for one in search.find(look, "gecici irs-7") if one.kind == "gecici_alindi"]
    assert found == [first]


def test_a_head_that_cannot_be_is_refused(hand: Desk) -> None:
    with pytest.raises(BadFields) as caught:
        _open(hand, day=date(2026, 11, 21), from_name="", dayanak_day=date(2026, 11, 22))
    assert set(caught.value.problems) == {"day", "from_name", "dayanak_day"}


def test_what_arrives_during_a_count_is_taken_in_but_not_in_a_closed_year(hand: Desk) -> None:
    unit = key(hand, HarcamaBirimi, code=OWN)
    with hand.work() as work:
        made: dict[str, Any] = {"made_by": work.actor.user_id, "made_at": work.now}
        counted: dict[str, Any] = {
            "year": 2026,
            "number": 1,
            "kind": "ara",
            "day": TODAY,
            "frozen": True,
            "state": "sayiliyor",
        }
        work.session.add(Sayim(harcama_birimi_id=unit, **counted, **made))
        closed: dict[str, Any] = {"closed_by": work.actor.user_id, "closed_at": work.now}
        work.session.add(TasinirYil(harcama_birimi_id=unit, year=2025, last_number=1, **closed))
        trail.record(work, "tasinir.test", "Sayım başladı")

    assert _card(hand, _open(hand)).row.state is ReceiptState.BEKLIYOR
    with pytest.raises(RuleBroken, match=r"2025.*m\.39/2"):
        _open(hand, day=date(2025, 12, 31))


def test_the_voucher_that_takes_the_goods_in_may_rest_on_the_receipt(hand: Desk) -> None:
    alindi_id, vif_id = _open(hand), _bought(hand)
    with pytest.raises(BadFields, match="Geçici Alındısı"), hand.work("mehmet") as work:
        approve(work, vif_id, 1)

    _accept(hand, alindi_id, vif_id)
    assert _card(hand, alindi_id).row.state is ReceiptState.BEKLIYOR
    with hand.work("mehmet") as work:
        number = approve(work, vif_id, 1).number

    card = _card(hand, alindi_id)
    assert (card.row.state, card.row.vif) == (ReceiptState.KABUL, f"20.11.2026 · {number}")


def test_an_approved_voucher_accepts_the_receipt_at_once_and_its_reversal_makes_it_wait_again(hand: Desk) -> None:
    alindi_id = _open(hand)
    vif_id = _bought(hand, muayene_day=TODAY, muayene_no="MK-1")
    with hand.work("mehmet") as work:
        approve(work, vif_id, 1)

    _accept(hand, alindi_id, vif_id)
    assert _card(hand, alindi_id).row.state is ReceiptState.KABUL

    with hand.work("mehmet") as work:
        reverse(work, vif_id, TODAY, "Yanlış fiyat", "Olur 2026/12")
    assert _card(hand, alindi_id).row.state is ReceiptState.BEKLIYOR


def test_only_a_standing_entry_of_the_same_unit_after_the_receipt_fits(hand: Desk) -> None:
    alindi_id = _open(hand)
    dropped = _bought(hand)
    with hand.work() as work:
        drop_draft(work, dropped, "Yanlış")
    unfit = {
        _bought(hand, day=date(2026, 11, 9)): "alındıdan önceki",
        _bought(hand, unit=OTHER): "başka bir harcama biriminin",
        dropped: "vazgeçildi",
    }
    with hand.work() as work:
        head = VoucherDraft(ambar_id=ambar(hand), kind="tuketim", day=TODAY)
        unfit[save_draft(work, head, [Line(tasinir_id=goods(hand, PAPER), quantity=1_000)])] = "giriş fişi değil"
    for vif_id, words in unfit.items():
        with pytest.raises(RuleBroken, match=words):
            _accept(hand, alindi_id, vif_id)
    with pytest.raises(BadInput):
        _accept(hand, alindi_id, 99_999)


@pytest.mark.parametrize("back", [True, False])
def test_a_refusal_says_whether_the_deliverers_copy_came_back_and_is_final(hand: Desk, back: bool) -> None:
    alindi_id = _open(hand)
    with pytest.raises(BadFields, match="gerekçesi"), hand.work() as work:
        receipts.refuse(work, alindi_id, ReceiptRefusalDraft(reason=" "), 1)
    with hand.work() as work:
        receipts.refuse(work, alindi_id, ReceiptRefusalDraft(copy_back=back, reason="Numuneye uymuyor"), 1)

    card = _card(hand, alindi_id)
    assert (card.row.state, card.copy_back, card.reason) == (ReceiptState.RED, back, "Numuneye uymuyor")
    with pytest.raises(RuleBroken, match=r"reddedildi.*m\.10/1-d"):
        _accept(hand, alindi_id, _bought(hand))


def test_the_later_desk_gets_a_conflict_and_other_units_see_nothing(hand: Desk) -> None:
    alindi_id = _open(hand)
    _accept(hand, alindi_id, _bought(hand))
    with pytest.raises(Conflict), hand.work("fatih") as work:
        receipts.refuse(work, alindi_id, ReceiptRefusalDraft(reason="Numuneye uymuyor"), 1)
    with pytest.raises(NotAllowed), hand.look("kadir") as look:
        receipt_card(look, alindi_id)


def test_the_ledger_shows_receipts_by_where_they_stand(hand: Desk) -> None:
    waiting, refused = _open(hand), _open(hand, from_name="Başka Firma")
    with hand.work() as work:
        receipts.refuse(work, refused, ReceiptRefusalDraft(reason="Numuneye uymuyor"), 1)

    def shown(who: str = "ayse", **query: Any) -> list[int]:
        with hand.look(who) as look:
            return [one.id for one in receipt_window(look, LedgerQuery(**query), 0, 10).rows]

    assert shown() == [waiting]
    assert shown(view="red") == [refused]
    assert shown(view="kabul") == []
    assert shown(view="tumu", text="başka") == [refused]
    assert shown(view="tumu", text="taşınır:fotokopi tarih:2026-11 no:1") == [waiting]
    assert shown("kadir", view="tumu") == []
