"""A voucher dated back meets what was written of later days: no lot, item or ambar is short on any of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlmodel import select

from data.core.errors import BadFields, BadInput, RuleBroken
from data.core.permissions import PROGRAM
from data.tasinir import books
from data.tasinir.hand_drafts import PlaceDraft, ReturnDraft, Seen
from data.tasinir.models_items import Demirbas
from data.tasinir.operations.approving import Approved, approve
from data.tasinir.operations.deliveries import give_to_place, take_back
from data.tasinir.operations.reversing import correct, reverse
from data.tasinir.stock_views import lots_left
from data.tasinir.voucher_drafts import Line, VoucherDraft
from tests.tasinir.tasinir_office import FIRST, SECOND, Desk, ambar, goods, key, room, row, unit
from tests.tasinir.voucher_office import approved, bought, drafted, head, line, used

DAY = date(2026, 11, 2)
ITEM = "Lazer yazıcı"


def on(after: int) -> date:
    return DAY + timedelta(days=after)


def taken_back(desk: Desk, made: Approved, day: date) -> Approved:
    with desk.work("kayit") as work:
        return reverse(work, made.id, day, "Yanlış kayıt", "Olur 2026/12")


def moved(desk: Desk, day: date, *lines: Line) -> Approved:
    draft = head(desk, "ambar_cikis", day, other_ambar_id=ambar(desk, SECOND))
    return approved(desk, draft, *lines)


def printer(desk: Desk, price: int = 100) -> int:
    bought(desk, ITEM, 1, price, DAY)
    with desk.store.look(PROGRAM) as look:
        return look.session.exec(select(Demirbas.id)).one() or 0


def gained(desk: Desk, item: int, day: date, price: int = 50, where: str = FIRST) -> Approved:
    return approved(desk, head(desk, "deger_artisi", day, where), line(desk, ITEM, 1, price, demirbas_id=item))


def sold(desk: Desk, item: int, day: date, where: str = FIRST) -> Approved:
    return approved(desk, head(desk, "satis", day, where), line(desk, ITEM, 1, 0, demirbas_id=item))


def held(desk: Desk, day: date, name: str, where: str = FIRST) -> tuple[int, int]:
    with desk.look("clerk") as look:
        found = books.held_on(look, unit(desk), day).get((ambar(desk, where), goods(desk, name)))
        return (found.quantity, found.kurus) if found else (0, 0)


def test_what_was_put_back_later_is_not_there_before(desk: Desk) -> None:
    bought(desk, "A4 kâğıt", 10, 100, on(0))
    first = used(desk, "A4 kâğıt", 10, on(4))
    bought(desk, "A4 kâğıt", 10, 1, on(1))
    taken_back(desk, first, on(8))
    assert used(desk, "A4 kâğıt", 5, on(6)).total_kurus == 5 * 100, "of the second lot, the first came back later"
    assert held(desk, on(6), "A4 kâğıt") == (5_000, 500)
    assert used(desk, "A4 kâğıt", 5, on(8)).total_kurus == 5 * 10_000


def test_an_entry_is_not_taken_back_on_a_day_on_which_it_was_used(desk: Desk) -> None:
    entry = bought(desk, "A4 kâğıt", 10, 100, on(0))
    out = used(desk, "A4 kâğıt", 10, on(2))
    bought(desk, "A4 kâğıt", 10, 1, on(1))
    taken_back(desk, out, on(6))
    with pytest.raises(RuleBroken, match=r"08\.11\.2026 gününde geri konmuş"):
        taken_back(desk, entry, on(4))
    taken_back(desk, entry, on(6))
    assert held(desk, on(4), "A4 kâğıt") == held(desk, on(6), "A4 kâğıt") == (10_000, 1_000)


def test_an_item_does_not_leave_with_a_value_that_it_gained_later(desk: Desk) -> None:
    item = printer(desk)
    gained(desk, item, on(5))
    with pytest.raises(RuleBroken, match=r"07\.11\.2026"):
        sold(desk, item, on(3))
    with pytest.raises(RuleBroken, match=r"07\.11\.2026"):
        moved(desk, on(3), line(desk, ITEM, 1, 0, demirbas_id=item))
    assert sold(desk, item, on(5)).total_kurus == 15_000
    assert held(desk, on(5), ITEM) == (0, 0)
    assert held(desk, on(4), ITEM) == (1_000, 10_000)


def test_a_gain_is_booked_where_the_item_stands(desk: Desk) -> None:
    item = printer(desk)
    key = drafted(desk, head(desk, "deger_artisi", on(6)), line(desk, ITEM, 1, 50, demirbas_id=item))
    moved(desk, on(4), line(desk, ITEM, 1, 0, demirbas_id=item))
    with pytest.raises(RuleBroken, match="bu ambarın kayıtlarında değil"), desk.work("kayit") as work:
        approve(work, key, 1)
    with pytest.raises(RuleBroken, match="bu ambarın kayıtlarında değil"):
        gained(desk, item, on(2), where=SECOND)
    gained(desk, item, on(4), where=SECOND)
    assert held(desk, on(4), ITEM, SECOND) == (1_000, 15_000)
    assert held(desk, on(18), ITEM) == (0, 0)


def test_a_gain_of_a_time_in_which_the_item_was_out_is_refused(desk: Desk) -> None:
    item = printer(desk)
    taken_back(desk, sold(desk, item, on(2)), on(8))
    with pytest.raises(RuleBroken, match=r"05\.11\.2026 gününden beri"):
        gained(desk, item, on(3))
    gained(desk, item, on(8))


def test_nothing_is_no_gain(desk: Desk) -> None:
    item = printer(desk)
    with pytest.raises(BadInput, match="değeri yok"):
        gained(desk, item, on(1), price=0)


def test_a_gain_is_not_taken_back_from_an_ambar_that_the_item_left(desk: Desk) -> None:
    item = printer(desk)
    gain = gained(desk, item, on(1))
    move = moved(desk, on(2), line(desk, ITEM, 1, 0, demirbas_id=item))
    with pytest.raises(RuleBroken, match="bu ambarın kayıtlarında değil"):
        taken_back(desk, gain, on(3))
    taken_back(desk, move, on(5))
    with pytest.raises(RuleBroken, match="bu ambarın kayıtlarında değil"):
        taken_back(desk, gain, on(4))
    taken_back(desk, gain, on(5))
    assert held(desk, on(5), ITEM) == (1_000, 10_000)


def test_a_move_is_not_taken_back_past_what_happened_since(desk: Desk) -> None:
    item = printer(desk)
    move = moved(desk, on(1), line(desk, ITEM, 1, 0, demirbas_id=item))
    gain = gained(desk, item, on(4), where=SECOND)
    with pytest.raises(RuleBroken, match="değeri değişmiş"):
        taken_back(desk, move, on(6))
    taken_back(desk, gain, on(6))
    with pytest.raises(RuleBroken, match=r"08\.11\.2026"):
        taken_back(desk, move, on(5))
    taken_back(desk, move, on(6))
    assert held(desk, on(6), ITEM) == (1_000, 10_000)
    assert held(desk, on(6), ITEM, SECOND) == (0, 0)


def test_a_move_that_was_handed_out_since_is_not_taken_back_on_an_earlier_day(desk: Desk) -> None:
    item = printer(desk)
    move = moved(desk, on(1), line(desk, ITEM, 1, 0, demirbas_id=item))
    with desk.work() as work:
        version = work.session.get_one(Demirbas, item).version
        give_to_place(work, [Seen(item, version)], PlaceDraft(yer_id=room(desk), day=on(2)))
    with desk.work() as work:
        take_back(work, [Seen(item, version + 1)], ReturnDraft(day=on(6)))
    with pytest.raises(RuleBroken, match=r"08\.11\.2026"):
        taken_back(desk, move, on(4))
    taken_back(desk, move, on(6))
    assert row(desk, Demirbas, item).ambar_id == ambar(desk)


def test_an_entry_of_an_item_is_taken_back_when_all_that_followed_is(desk: Desk) -> None:
    entry = bought(desk, ITEM, 1, 100, DAY)
    item = key(desk, Demirbas, satir_id=1)
    move = moved(desk, on(1), line(desk, ITEM, 1, 0, demirbas_id=item))
    taken_back(desk, move, on(3))
    gain = gained(desk, item, on(3))
    with pytest.raises(RuleBroken, match="değer kazanmış"):
        taken_back(desk, entry, on(4))
    taken_back(desk, gain, on(5))
    with pytest.raises(RuleBroken, match=r"07\.11\.2026"):
        taken_back(desk, entry, on(4))
    taken_back(desk, entry, on(5))
    assert held(desk, on(5), ITEM) == (0, 0)


def test_an_item_says_since_when_it_is_where_it_is(desk: Desk) -> None:
    item = printer(desk)
    move = moved(desk, on(1), line(desk, ITEM, 1, 0, demirbas_id=item))
    assert row(desk, Demirbas, item).since == on(1)
    taken_back(desk, move, on(2))
    assert row(desk, Demirbas, item).since == on(2)
    out = sold(desk, item, on(3))
    assert (row(desk, Demirbas, item).since, row(desk, Demirbas, item).left_on) == (on(3), on(3))
    taken_back(desk, out, on(4))
    assert (row(desk, Demirbas, item).since, row(desk, Demirbas, item).left_on) == (on(4), None)


def test_an_entry_is_not_taken_back_while_its_item_is_elsewhere(desk: Desk) -> None:
    entry = bought(desk, ITEM, 1, 100, DAY)
    item = key(desk, Demirbas, satir_id=1)
    move = moved(desk, on(1), line(desk, ITEM, 1, 0, demirbas_id=item))
    with pytest.raises(RuleBroken, match="başka bir ambara geçmiş"):
        taken_back(desk, entry, on(2))
    back = head(desk, "ambar_cikis", on(2), SECOND, other_ambar_id=ambar(desk))
    approved(desk, back, line(desk, ITEM, 1, 0, demirbas_id=item))
    with pytest.raises(RuleBroken, match="başka bir ambara geçmiş"):
        taken_back(desk, move, on(3))
    again = moved(desk, on(3), line(desk, ITEM, 1, 0, demirbas_id=item))
    with desk.work() as work:
        seen = Seen(item, work.session.get_one(Demirbas, item).version)
        give_to_place(work, [seen], PlaceDraft(yer_id=room(desk), day=on(3)))
    with pytest.raises(RuleBroken, match="ortak alanda"):
        taken_back(desk, again, on(3))


# ---------------------------------------------------------------- moves and corrections


def test_lots_keep_their_price_their_order_and_their_expiry_in_another_ambar(desk: Desk) -> None:
    soon, late = date(2027, 1, 1), date(2028, 1, 1)
    bought(desk, "Sıvı sabun", 2, 10, on(0), expires_on=late)
    bought(desk, "Sıvı sabun", 4, 30, on(1), expires_on=soon)
    moved(desk, on(2), line(desk, "Sıvı sabun", 3, 0))
    with desk.look("clerk") as look:
        left = lots_left(look, goods(desk, "Sıvı sabun"), ambar(desk, SECOND))
    assert [(one.left_quantity, one.left_kurus, one.expires_on) for one in left] == [
        (2_000, 2_000, late),
        (1_000, 3_000, soon),
    ]
    assert used(desk, "Sıvı sabun", 2, on(3), SECOND).total_kurus == 2_000


def corrected(desk: Desk, wrong: Approved, draft: VoucherDraft, *lines: Line) -> Approved:
    with desk.work("harcama") as work:
        return correct(work, wrong.id, draft, lines, draft.day, "Miktar yanlış yazılmış")


def test_a_corrected_move_is_a_move(desk: Desk) -> None:
    bought(desk, "A4 kâğıt", 10, 100, on(0))
    wrong = moved(desk, on(1), line(desk, quantity=4, price=0))
    draft = head(desk, "ambar_cikis", on(2), other_ambar_id=ambar(desk, SECOND))
    made = corrected(desk, wrong, draft, line(desk, quantity=3, price=0))
    assert made.pair
    assert held(desk, on(2), "A4 kâğıt") == (7_000, 70_000)
    assert held(desk, on(2), "A4 kâğıt", SECOND) == (3_000, 30_000)


def test_a_corrected_gain_is_a_gain_and_makes_no_new_item(desk: Desk) -> None:
    item = printer(desk)
    wrong = gained(desk, item, on(1))
    corrected(desk, wrong, head(desk, "deger_artisi", on(2)), line(desk, ITEM, 1, 5, demirbas_id=item))
    assert row(desk, Demirbas, item).value_kurus == 10_500
    assert held(desk, on(2), ITEM) == (1_000, 10_500)


@pytest.mark.parametrize("kind", ["satis", "ambar_cikis", "deger_artisi"])
def test_an_entry_is_not_corrected_by_something_else(desk: Desk, kind: str) -> None:
    wrong = bought(desk, "A4 kâğıt", 10, 100, on(0))
    draft = head(desk, kind, on(2), other_ambar_id=ambar(desk, SECOND))
    with pytest.raises(BadFields) as refused:
        corrected(desk, wrong, draft, line(desk, quantity=3, price=0))
    assert "kind" in refused.value.problems
    assert held(desk, on(2), "A4 kâğıt") == (10_000, 100_000)
