"""Requests and receipts are put right until something follows; a correction keeps what it rests on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, func, select

from data.core.errors import BadFields, BadInput, Conflict, NotAllowed, RuleBroken
from data.core.permissions import PROGRAM
from data.core.trail import history
from data.tasinir import meeting_views, receipt_views, request_views, waiting
from data.tasinir.correcting import correction_lines, correction_of
from data.tasinir.hand_drafts import GoodsLineDraft, MeetDraft, MeetLine, ReceiptDraft, RequestDraft, Seen
from data.tasinir.lookup import REQUEST_KIND
from data.tasinir.models_items import TasinirIstek
from data.tasinir.models_vouchers import GeciciAlindi, TasinirLot, Vif, VifSatir
from data.tasinir.operations import amending, receipts, taking_in
from data.tasinir.operations.approving import approve
from data.tasinir.operations.meeting import meet
from data.tasinir.operations.reversing import correct
from data.tasinir.operations.vouchers import choose_lot, drop_draft, lines_of
from data.tasinir.rules.values import ReceiptState, RequestState
from tests.tasinir.asking_office import FOLDER, LAPTOP, PAPER, TONER, asked, came, stock
from tests.tasinir.tasinir_office import SECOND, Desk, ambar, asking, goods, row
from tests.tasinir.voucher_office import bought, drafted, head, line

DAY = date(2026, 11, 20)


def _request(desk: Desk, **more: Any) -> RequestDraft:
    values: dict[str, Any] = {"istek_birimi_id": asking(desk), "ambar_id": ambar(desk), "day": DAY}
    return RequestDraft(**(values | {"asked_by": "Hülya Aydın"} | more))


def _receipt(desk: Desk, **more: Any) -> ReceiptDraft:
    values: dict[str, Any] = {"ambar_id": ambar(desk), "day": DAY, "from_name": "Yeni Kırtasiye"}
    return ReceiptDraft(**(values | more))


def _line(desk: Desk, name: str, quantity: str) -> GoodsLineDraft:
    return GoodsLineDraft(tasinir_id=goods(desk, name), quantity=quantity)


def _meet(desk: Desk, key: int, *lines: MeetLine) -> int:
    with desk.work("kayit") as work:
        made = meet(work, key, MeetDraft(day=DAY), lines, row(desk, TasinirIstek, key).version)
    assert made.vif_id is not None
    return made.vif_id


def _approve(desk: Desk, vif_id: int) -> None:
    with desk.work("kayit") as work:
        approve(work, vif_id, row(desk, Vif, vif_id).version)


# ---------------------------------------------------------------- requests


def test_a_request_is_put_right_with_old_and_new_in_its_history(desk: Desk) -> None:
    key = asked(desk, DAY, (PAPER, "3"), (TONER, "1"))
    with desk.work("clerk") as work:
        amending.amend_request(work, key, _request(desk, istek_birimi_id=asking(desk, "Yazılım Servisi")), 1)
    with desk.work("clerk") as work:
        lines = [_line(desk, PAPER, "4"), _line(desk, FOLDER, "2")]
        assert amending.put_request_lines(work, key, lines, 2) == 2
    with desk.look() as look:
        card = request_views.request_card(look, key)
        assert (card.row.no, card.row.asking, card.row.asked_by) == ("2026/1", "Yazılım Servisi", "Hülya Aydın")
        assert [(one.name, one.wanted) for one in card.lines] == [(PAPER, 4_000), (FOLDER, 2_000)]
        changes = [
            (one.field, one.old, one.new) for entry in history(look, REQUEST_KIND, key) for one in entry.changes
        ]
    assert ("İstek yapan birim", "İdari İşler Servisi", "Yazılım Servisi") in changes
    assert {(PAPER, "3", "4"), (TONER, "1", "—"), (FOLDER, "—", "2")} <= set(changes)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"day": date(2025, 12, 31)}, "day"),
        ({"day": date(2026, 11, 21)}, "day"),
        ({"istek_birimi_id": 0}, "istek"),
    ],
)
def test_the_number_keeps_its_year_and_its_unit(desk: Desk, more: dict[str, Any], field: str) -> None:
    key = asked(desk, DAY, (PAPER, "3"))
    with pytest.raises(BadFields) as told, desk.work("clerk") as work:
        amending.amend_request(work, key, _request(desk, **more), 1)
    assert any(name.startswith(field) for name in told.value.problems)


def test_a_request_stays_as_it_is_once_something_is_on_its_way(desk: Desk) -> None:
    stock(desk, DAY)
    key = asked(desk, DAY, (PAPER, "3"))
    vif_id = _meet(desk, key, MeetLine(1, "2"))
    version = row(desk, TasinirIstek, key).version
    for change in (
        lambda work: amending.amend_request(work, key, _request(desk), version),
        lambda work: amending.put_request_lines(work, key, [_line(desk, PAPER, "1")], version),
    ):
        with pytest.raises(RuleBroken), desk.work("clerk") as work:
            change(work)
    with desk.work("clerk") as work:
        drop_draft(work, vif_id, "Vazgeçildi")
    with pytest.raises(Conflict), desk.work("clerk") as work:
        amending.amend_request(work, key, _request(desk), version - 1)
    with desk.work("clerk") as work:
        amending.amend_request(work, key, _request(desk), version)


def test_who_only_checks_changes_neither(desk: Desk) -> None:
    key, other = asked(desk, DAY, (PAPER, "3")), came(desk, DAY, (PAPER, "3"))
    for change in (
        lambda work: amending.amend_request(work, key, _request(desk), 1),
        lambda work: amending.put_request_lines(work, key, [_line(desk, PAPER, "1")], 1),
        lambda work: amending.amend_receipt(work, other, _receipt(desk), 1),
        lambda work: amending.put_receipt_lines(work, other, [_line(desk, PAPER, "1")], 1),
        lambda work: taking_in.take_in(work, [Seen(other, 1)], head(desk, "satin_alma", DAY)),
    ):
        with pytest.raises(NotAllowed), desk.work("kontrol") as work:
            change(work)


# ---------------------------------------------------------------- stock beside the lines


def test_the_sheet_offers_what_nobody_was_promised(desk: Desk) -> None:
    stock(desk, DAY)
    first = asked(desk, DAY, (PAPER, "40"), (TONER, "5"), (FOLDER, "1"), (LAPTOP, "2"))
    second = asked(desk, DAY, (PAPER, "30"), unit="Yazılım Servisi")
    with desk.look() as look:
        paper, toner, folder, laptop = meeting_views.meeting_lines(look, first)
        assert waiting.count_open(look) == 2
        items = meeting_views.free_items(look, first, goods(desk, LAPTOP))
    assert [one.offered for one in (paper, toner, folder, laptop)] == [40_000, 2_000, 0, 0]
    assert (laptop.free, len(items)) == (3_000, 3)
    assert paper.runs_short(31_000) and not paper.runs_short(30_000)
    _meet(desk, first, MeetLine(1, "40"))
    with desk.look() as look:
        (line_of_second,) = meeting_views.meeting_lines(look, second)
        assert waiting.count_open(look) == 1
    assert (line_of_second.held, line_of_second.promised, line_of_second.offered) == (50_000, 40_000, 10_000)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps=st.lists(st.integers(1, 30), min_size=1, max_size=4))
def test_steps_of_meeting_never_give_more_than_was_asked_for(stocked: Desk, steps: list[int]) -> None:
    key = asked(stocked, DAY, (PAPER, "20"))
    given_so_far = 0
    for step in steps:
        left = 20 - given_so_far
        if step > left or not left:
            with pytest.raises(RuleBroken):
                _meet(stocked, key, MeetLine(1, str(step)))
            continue
        _meet(stocked, key, MeetLine(1, str(step)))
        given_so_far += step
    with stocked.look() as look:
        (one,) = request_views.request_lines(look, key)
    assert (one.prepared, one.met, one.missing) == (given_so_far * 1000, 0, (20 - given_so_far) * 1000)


@pytest.fixture
def stocked(desk: Desk) -> Desk:
    stock(desk, DAY)
    return desk


# ---------------------------------------------------------------- receipts


def test_receipts_are_taken_in_together_and_accepted_by_the_approval(desk: Desk) -> None:
    first, second = came(desk, DAY, (PAPER, "3"), (TONER, "1")), came(desk, DAY, (TONER, "4"))
    seen = [Seen(first, 1), Seen(second, 1)]
    with desk.look() as look:
        values = taking_in.head_of(look, seen)
    assert values["note"] == "Taşınır Geçici Alındısı 2026/1, 2026/2"
    with desk.work("clerk") as work:
        draft = replace(head(desk, "satin_alma", DAY), muayene_day=None, muayene_no=None)
        vif_id = taking_in.take_in(work, seen, draft)
    with desk.look() as look:
        assert [(one.tasinir_id, one.quantity) for one in lines_of(look, vif_id)] == [
            (goods(desk, PAPER), 3_000),
            (goods(desk, TONER), 5_000),
        ]
    with pytest.raises(RuleBroken), desk.work("clerk") as work:
        amending.put_receipt_lines(work, first, [_line(desk, PAPER, "1")], row(desk, GeciciAlindi, first).version)
    with pytest.raises(RuleBroken), desk.work("clerk") as work:
        taking_in.take_in(work, [Seen(first, row(desk, GeciciAlindi, first).version)], draft)
    with desk.work("clerk") as work:
        drop_draft(work, vif_id, "Fatura yanlış")
    with desk.look() as look:
        card = receipt_views.receipt_card(look, first)
        assert (card.row.vif, card.vif_id, card.on_draft) == ("", None, False)
    with desk.work("clerk") as work:
        amending.amend_receipt(work, first, _receipt(desk), row(desk, GeciciAlindi, first).version)
    assert row(desk, GeciciAlindi, first).from_name == "Yeni Kırtasiye"


def test_receipts_enter_their_own_ambar_by_an_entry(desk: Desk) -> None:
    here, there = came(desk, DAY, (PAPER, "3")), came(desk, DAY, (PAPER, "3"), ambar_id=ambar(desk, SECOND))
    with pytest.raises(BadInput), desk.work("clerk") as work:
        taking_in.take_in(work, [Seen(here, 1), Seen(there, 1)], head(desk, "satin_alma", DAY))
    with pytest.raises(BadFields) as told, desk.work("clerk") as work:
        taking_in.take_in(work, [Seen(there, 1)], head(desk, "tuketim", DAY))
    assert set(told.value.problems) == {"ambar_id", "kind"}


# ---------------------------------------------------------------- corrections and lots


def test_a_corrected_consumption_stays_the_requests(desk: Desk) -> None:
    stock(desk, DAY)
    key = asked(desk, DAY, (PAPER, "10"))
    vif_id = _meet(desk, key, MeetLine(1, "10"))
    _approve(desk, vif_id)
    with desk.work("harcama") as work:
        start = correction_of(work, vif_id)
        assert (start.number, start.head.kind, start.lines[0].quantity) == ("2026/4", "tuketim", 10_000)
        lines = [replace(start.lines[0], quantity=8_000)]
        made = correct(work, vif_id, start.head, lines, DAY, "İki paket fazla yazılmış")
    with desk.look() as look:
        card = request_views.request_card(look, key)
        assert (card.row.state, card.lines[0].met) == (RequestState.KISMEN, 8_000)
    with desk.work("harcama") as work:
        again = correction_of(work, made.id)
        assert again.head.kind == "tuketim" and again.number == "2026/6"
    with pytest.raises(RuleBroken), desk.work("harcama") as work:
        correction_of(work, vif_id)
    with pytest.raises(NotAllowed), desk.work("kayit") as work:
        correction_of(work, made.id)


def test_a_corrected_entry_takes_its_receipts_over_and_shows_what_it_comes_to(desk: Desk) -> None:
    key = came(desk, DAY, (PAPER, "3"))
    entry = bought(desk, PAPER, 3, 100, DAY)
    with desk.work("kayit") as work:
        receipts.accept(work, key, entry.id, 1)
    with desk.work("harcama") as work:
        start = correction_of(work, entry.id)
        right = [replace(start.lines[0], unit_price=120_000_000)]
        shown = correction_lines(work, start.head, right)
        made = correct(work, entry.id, start.head, right, DAY, "Fiyat yanlış yazılmış")
    receipt = row(desk, GeciciAlindi, key)
    assert (receipt.state, receipt.vif_id) == (ReceiptState.KABUL.value, made.id)
    assert shown[0].total_kurus == row(desk, Vif, made.id).total_kurus == 36_000


def test_a_lot_is_chosen_by_hand_only_with_a_reason_and_only_where_it_is_enough(desk: Desk) -> None:
    bought(desk, PAPER, 10, 100, DAY)
    bought(desk, PAPER, 3, 120, DAY)
    with desk.store.look(PROGRAM) as look:
        late = look.session.exec(select(func.max(col(TasinirLot.id)))).one()
    vif_id = drafted(desk, head(desk, "tuketim", DAY), line(desk, PAPER, 3, 0), line(desk, PAPER, 4, 0))
    for place, reason, refused in (
        (1, "", BadInput),
        (2, "Son kullanma tarihi", RuleBroken),
        (3, "x y z", BadInput),
    ):
        with pytest.raises(refused), desk.work("clerk") as work:
            choose_lot(work, vif_id, place, late, reason, 1)
    with desk.work("clerk") as work:
        choose_lot(work, vif_id, 1, late, "Son kullanma tarihi yaklaştı", 1)
    _approve(desk, vif_id)
    with desk.store.look(PROGRAM) as look:
        found = look.session.exec(
            select(VifSatir).where(VifSatir.vif_id == vif_id).order_by(col(VifSatir.line_no))
        ).all()
        assert [(one.total_kurus, one.lot_id) for one in found] == [(36_000, late), (40_000, None)]


def test_the_order_of_entry_comes_back_with_one_choice(desk: Desk) -> None:
    bought(desk, PAPER, 10, 100, DAY)
    with desk.store.look(PROGRAM) as look:
        lot = look.session.exec(select(TasinirLot)).one().id
    vif_id = drafted(desk, head(desk, "tuketim", DAY), line(desk, PAPER, 3, 0))
    with desk.work("clerk") as work:
        choose_lot(work, vif_id, 1, lot, "Proje alımı", 1)
    with desk.work("clerk") as work:
        choose_lot(work, vif_id, 1, None, "", 2)
    with desk.look() as look:
        (one,) = lines_of(look, vif_id)
    assert (one.lot_id, one.note) == (None, "")
