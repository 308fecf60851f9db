"""Ambar devir ve teslim: recorded and handed over, its board, the offices that change with it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from data.core.errors import BadFields, BadInput, NotAllowed, RuleBroken
from data.core.pages import LedgerQuery
from data.tasinir.boards import SeatDraft
from data.tasinir.ending_drafts import HandOverDraft
from data.tasinir.ending_views import hand_over_card, hand_over_window
from data.tasinir.models import TasinirGorevli
from data.tasinir.officer_views import officers_on
from data.tasinir.operations.handovers import hand_over
from data.tasinir.rules.values import OfficeRole
from tests.tasinir import tasinir_office as office
from tests.tasinir.ending_office import BOARD, PAPER, PEN, TODAY, stock
from tests.tasinir.tasinir_office import FIRST, SECOND, Desk
from tests.tasinir.voucher_office import used

NEW = "Nermin Yeni"


def _draft(desk: Desk, code: str = FIRST, **more: Any) -> HandOverDraft:
    values: dict[str, Any] = {
        "ambar_id": office.ambar(desk, code),
        "day": TODAY,
        "gorevli_id": office.key(desk, TasinirGorevli, role="kayit_yetkilisi"),
        "to_name": NEW,
        "to_title": "Memur",
    }
    return HandOverDraft(**(values | more))


def test_the_paper_says_what_the_ambar_held_that_day_and_what_was_handed_over(desk: Desk) -> None:
    stock(desk)
    used(desk, PAPER, 10, TODAY)
    handed = {office.goods(desk, PAPER): "99", office.goods(desk, PEN): "0", office.goods(desk, "Klasör"): "2"}
    with desk.work("kayit") as work:
        key = hand_over(work, _draft(desk, day=date(2026, 11, 19)), handed)
    with desk.look("kayit") as look:
        card = hand_over_card(look, key)
        lines = {one.name: (one.recorded, one.handed, one.surplus, one.shortage) for one in card.lines}
        assert lines[PAPER] == (100_000, 99_000, 0, 1_000)
        assert lines[PEN] == (50_000, 0, 0, 50_000)
        assert lines["Klasör"] == (0, 2_000, 2_000, 0)
        assert lines["Dizüstü bilgisayar"] == (4_000, 4_000, 0, 0)
        assert (card.row.no, card.row.from_name, card.row.to_name) == ("2026/1", "Kadriye Kayıt", NEW)
        assert hand_over_window(look, LedgerQuery(), 0, 10).total == 1


def test_offices_change_with_the_last_ambar_and_only_by_whoever_appoints(desk: Desk) -> None:
    stock(desk)
    change: dict[str, Any] = {"change_office": True, "source": "18.11.2026 / 77"}
    with pytest.raises(NotAllowed), desk.work("kayit") as work:
        hand_over(work, _draft(desk, **change))
    with pytest.raises(RuleBroken, match="Bilişim Ambarı"), desk.work("harcama") as work:
        hand_over(work, _draft(desk, **change))
    with desk.work("harcama") as work:
        hand_over(work, _draft(desk, SECOND))
    with desk.work("harcama") as work:
        hand_over(work, _draft(desk, **change))
    with desk.look("kayit") as look:
        unit = office.unit(desk)
        after = officers_on(look, unit, OfficeRole.KAYIT_YETKILISI, date(2026, 11, 21))
        before = officers_on(look, unit, OfficeRole.KAYIT_YETKILISI, date(2026, 11, 19))
        assert [one.name for one in after] == [NEW]
        assert [one.name for one in before] == ["Kadriye Kayıt"]


def test_a_refused_change_of_offices_writes_no_paper(desk: Desk) -> None:
    stock(desk)
    with pytest.raises(RuleBroken), desk.work("harcama") as work:
        hand_over(work, _draft(desk, change_office=True, source="18.11.2026 / 77"))
    with desk.look("kayit") as look:
        assert hand_over_window(look, LedgerQuery(), 0, 10).total == 0


def test_where_the_leaving_one_cannot_a_board_with_the_new_one_hands_over(desk: Desk) -> None:
    stock(desk)
    with pytest.raises(BadFields, match="yeni Taşınır Kayıt Yetkilisi yok"), desk.work("kayit") as work:
        hand_over(work, _draft(desk, by_board=True), None, (BOARD[0], BOARD[2], SeatDraft(name="Ali Veli")))
    seats = (BOARD[0], BOARD[2], SeatDraft(name=NEW, seat="kayit_yetkilisi"))
    with desk.work("kayit") as work:
        key = hand_over(work, _draft(desk, by_board=True), None, seats)
    with desk.look("kayit") as look:
        assert [one.name for one in hand_over_card(look, key).board] == [one.name for one in seats]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"day": date(2026, 11, 21)}, "day"),
        ({"day": date(2019, 1, 1)}, "day"),
        ({"to_name": None}, "to_name"),
        ({"change_office": True}, "source"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(desk: Desk, more: dict[str, Any], field: str) -> None:
    with pytest.raises(BadFields) as refused, desk.work("harcama") as work:
        hand_over(work, _draft(desk, **more))
    assert set(refused.value.problems) == {field}


def test_a_quantity_that_is_none_is_named_with_its_goods(desk: Desk) -> None:
    stock(desk)
    with pytest.raises(BadInput, match="A4 kâğıt: “çok”"), desk.work("kayit") as work:
        hand_over(work, _draft(desk), {office.goods(desk, PAPER): "çok"})


def test_whoever_only_looks_or_sits_elsewhere_hands_nothing_over(desk: Desk) -> None:
    for who in ("denetci", "kadir"):
        with desk.work(who) as work, pytest.raises(NotAllowed):
            hand_over(work, _draft(desk))
