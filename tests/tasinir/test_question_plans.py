"""Questions of movable property are answered by their indexes, whatever the office holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import event

from data.core.pages import LedgerQuery
from data.core.store import Look
from data.tasinir.duty_views import duties
from data.tasinir.hand_drafts import GoodsLineDraft, ReceiptDraft, RequestDraft
from data.tasinir.hand_views import delivery_window
from data.tasinir.holder_views import holder_window
from data.tasinir.item_views import item_window
from data.tasinir.models import IstekBirimi
from data.tasinir.operations import deliveries
from data.tasinir.operations.receipts import open_receipt
from data.tasinir.operations.requests import open_request
from data.tasinir.receipt_views import receipt_window
from data.tasinir.request_views import request_window
from data.tasinir.stock_views import stock_window
from data.tasinir.voucher_views import voucher_window
from tests.tasinir import hand_office as office
from tests.tasinir.ending_office import PAPER, stock
from tests.tasinir.tasinir_office import Desk
from tests.tasinir.voucher_office import bought, used


def _asked(desk: Desk, ask: Callable[[Look], object]) -> list[list[str]]:
    """The engine's steps of each question that is asked."""
    asked: list[tuple[str, Any]] = []
    with desk.look() as look:
        event.listen(
            look.connection,
            "before_cursor_execute",
            lambda _connection, _cursor, words, values, *_more: asked.append((words, values)),
        )
        ask(look)
        plain: Any = look.connection.connection.dbapi_connection
        return [
            [row[3] for row in plain.execute(f"EXPLAIN QUERY PLAN {words}", values).fetchall()]
            for words, values in asked
        ]


def _plan(desk: Desk, ask: Callable[[Look], object]) -> list[str]:
    """The steps of all of them."""
    return [step for steps in _asked(desk, ask) for step in steps]


def _first_page(ask: Callable[..., object], typed: str, look: Look) -> object:
    return ask(look, LedgerQuery(text=typed), 0, 50)


def test_what_months_used_is_summed_from_an_index_alone(desk: Desk) -> None:
    steps = _plan(desk, duties)
    assert any(step.startswith("SEARCH vif USING COVERING INDEX ix_vif_used") for step in steps)
    assert not [step for step in steps if step.startswith(("SCAN vif", "SCAN tasinir_hareket"))]


def test_what_each_person_and_each_room_has_is_summed_from_an_index_alone(hand: Desk) -> None:
    steps = _plan(hand, partial(_first_page, holder_window, ""))
    for index in ("person", "room"):
        assert any(step.endswith(f"USING COVERING INDEX ix_demirbas_{index}") for step in steps), steps


def test_what_is_held_is_summed_once_for_the_first_page_and_its_number(desk: Desk) -> None:
    stock(desk)
    summed = [
        steps for steps in _asked(desk, partial(_first_page, stock_window, "")) if "tasinir_lot" in str(steps)
    ]
    assert len(summed) == 1
    with desk.look() as look:
        first, rest = stock_window(look, LedgerQuery(), 0, 2), stock_window(look, LedgerQuery(), 2, 50)
        whole = stock_window(look, LedgerQuery(), 0, 50)
        none = stock_window(look, LedgerQuery(text="böyle bir taşınır yok"), 0, 50)
    assert first.total == rest.total == whole.total == len(whole.rows) > 2
    assert first.rows + rest.rows == whole.rows
    assert first.keys + rest.keys == whole.keys
    assert (none.rows, none.total) == ((), 0)


def test_pages_of_items_and_vouchers_come_by_their_key_and_are_never_sorted(desk: Desk) -> None:
    for ask in (item_window, voucher_window):
        for typed in ("", "ka", "f-99 ö"):
            steps = _plan(desk, partial(_first_page, ask, typed))
            assert not [step for step in steps if step.startswith("USE TEMP")], (ask, typed)
            whole = [step for step in steps if step in ("SCAN demirbas", "SCAN vif")]
            assert len(whole) <= (not typed), (ask, typed)  # A page from the table's own end.


def test_a_page_asks_no_more_for_a_hundred_rows_than_for_a_few(desk: Desk) -> None:
    stock(desk)
    few = {ask: len(_asked(desk, partial(_first_page, ask, ""))) for ask in (item_window, voucher_window)}
    for day in range(1, 9):
        used(desk, PAPER, 1, date(2026, 10, day))
    bought(desk, "Dizüstü bilgisayar", 9, 100_000, date(2026, 10, 9))
    for ask, before in few.items():
        assert len(_asked(desk, partial(_first_page, ask, ""))) <= before, ask


def test_a_page_asks_no_more_for_several_persons_rooms_and_papers_than_for_one(hand: Desk) -> None:
    items = office.items(hand)
    asks = (delivery_window, item_window, request_window, receipt_window)
    counts = []
    for sicil, code in ((office.MEMUR, "204"), (office.WORKER, "205")):
        with hand.work() as work:
            deliveries.give_to_person(work, office.seen(hand, items.pop()), office.give(hand, sicil))
            deliveries.give_to_place(work, office.seen(hand, items.pop()), office.place(hand, code))
            wanted = [GoodsLineDraft(tasinir_id=office.goods(hand, office.PAPER), quantity="2")]
            head = {"ambar_id": office.ambar(hand), "day": office.TODAY}
            unit = office.key(hand, IstekBirimi)
            open_request(work, RequestDraft(istek_birimi_id=unit, asked_by="Hülya Aydın", **head), wanted)
            open_receipt(work, ReceiptDraft(from_name="Örnek Ltd.", **head), wanted)
        counts.append([len(_asked(hand, partial(_first_page, ask, ""))) for ask in asks])
    assert counts[0] == counts[1]
    with hand.look() as look:
        assert [ask(look, LedgerQuery(), 0, 50).total for ask in asks] == [4, 9, 2, 2]
