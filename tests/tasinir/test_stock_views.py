"""What the ambars hold on any day, what moved, what runs short, and why a line has its value."""

from __future__ import annotations

from datetime import date, timedelta

from data.core.pages import LedgerQuery
from data.tasinir import stock_views, voucher_views
from data.tasinir.voucher_why import why_line
from tests.tasinir.tasinir_office import SECOND, Desk, ambar, goods, unit
from tests.tasinir.voucher_office import approved, bought, drafted, head, line, used

DAY = date(2026, 11, 2)


def stock(desk: Desk, day: date | None = None, view: str = "", typed: str = "") -> list[tuple[str, str, int, int]]:
    with desk.look("clerk") as look:
        found = stock_views.stock_window(look, LedgerQuery(view=view, text=typed), 0, 50, day=day)
    assert found.total == len(found.rows)
    return [(one.name, one.ambar[:2], one.quantity, one.kurus) for one in found.rows]


def test_the_stock_of_any_day_is_what_had_come_less_what_had_gone(desk: Desk) -> None:
    bought(desk, "A4 kâğıt", 10, 100, DAY)
    used(desk, "A4 kâğıt", 4, DAY + timedelta(days=3))
    bought(desk, "Lazer yazıcı", 2, 500, DAY + timedelta(days=5), SECOND)
    assert stock(desk, DAY) == [("A4 kâğıt", "01", 10_000, 100_000)]
    assert stock(desk) == [("A4 kâğıt", "01", 6_000, 60_000), ("Lazer yazıcı", "02", 2_000, 100_000)]
    assert stock(desk, view="dayanikli") == [("Lazer yazıcı", "02", 2_000, 100_000)]
    assert stock(desk, typed="ambar:02") == stock(desk, typed="lazer") == stock(desk, view="dayanikli")
    assert stock(desk, typed="kod:150.01.03") == [("A4 kâğıt", "01", 6_000, 60_000)]


def test_goods_below_their_least_quantity_are_told_also_where_there_are_none(desk: Desk) -> None:
    bought(desk, "A4 kâğıt", 15, 100, DAY)
    bought(desk, "A4 kâğıt", 4, 100, DAY, SECOND)
    assert [(name, held) for name, _, held, _ in stock(desk, view="azalan")] == [
        ("A4 kâğıt", 19_000),
        ("Tükenmez kalem", 0),
    ]
    bought(desk, "A4 kâğıt", 1, 100, DAY)
    with desk.look("clerk") as look:
        assert stock_views.count_short(look) == 1


def test_a_unit_out_of_sight_shows_nothing_of_its_ambars(desk: Desk) -> None:
    bought(desk, "A4 kâğıt", 15, 100, DAY)
    with desk.look("kadir") as look:
        assert stock_views.stock_window(look, LedgerQuery(), 0, 50).total == 0
        assert voucher_views.voucher_window(look, LedgerQuery(), 0, 50).total == 0


def test_movements_carry_the_balance_and_lots_what_is_left(desk: Desk) -> None:
    bought(desk, "A4 kâğıt", 10, 100, DAY)
    bought(desk, "A4 kâğıt", 5, 120, DAY + timedelta(days=1))
    used(desk, "A4 kâğıt", 12, DAY + timedelta(days=2))
    with desk.look("clerk") as look:
        moves = stock_views.goods_movements(look, goods(desk), DAY + timedelta(days=1), date(2026, 12, 31))
        left = stock_views.lots_left(look, goods(desk), ambar(desk))
        levels = stock_views.by_second_level(look, unit(desk), date(2026, 11, 30))
    assert [(one.quantity, one.balance, one.balance_kurus) for one in moves] == [
        (5_000, 15_000, 160_000),
        (-12_000, 3_000, 36_000),
    ]
    assert [(one.voucher, one.left_quantity, one.left_kurus) for one in left] == [("2026/2", 3_000, 36_000)]
    assert [(one.code, one.quantity, one.kurus) for one in levels] == [("150.01.03", 3_000, 36_000)]


def test_the_ledger_of_vouchers_knows_its_views_and_fields(desk: Desk) -> None:
    bought(desk, "A4 kâğıt", 10, 100, DAY)
    used(desk, "A4 kâğıt", 4, DAY + timedelta(days=3))
    drafted(desk, head(desk, "satin_alma", DAY), line(desk))

    def numbers(view: str = "", typed: str = "") -> list[str]:
        with desk.look("clerk") as look:
            return [
                one.number
                for one in voucher_views.voucher_window(look, LedgerQuery(view=view, text=typed), 0, 9).rows
            ]

    assert numbers() == ["Taslak", "2026/2", "2026/1"]
    assert numbers("taslak") == ["Taslak"]
    assert numbers("gonderilecek") == ["2026/1"]
    assert numbers("cikis") == numbers(typed="no:2026/2") == numbers(typed="çeşit:tüketim") == ["2026/2"]
    assert numbers(typed="tarih:05.11.2026") == ["2026/2"]
    assert numbers(typed="örnek kırtasiye a4", view="giris") == ["2026/1"]
    assert numbers(typed="no:x") == []


def test_a_line_says_why_it_has_its_value(desk: Desk) -> None:
    entry = approved(
        desk, head(desk, "satin_alma", DAY, joint_kurus=100), line(desk, quantity=2, kdv_permille=200)
    )
    out = used(desk, "A4 kâğıt", 1, DAY)
    with desk.look("clerk") as look:
        cost = why_line(look, entry.id, 1)
        left = why_line(look, out.id, 1)
        card = voucher_views.voucher_card(look, entry.id)
        assert why_line(look, out.id, 2) is None
    assert cost is not None and cost.value == 24_100 and any("KDV" in one.text for one in cost.reasons)
    assert left is not None and left.value == 12_050 and "2026/1" in left.reasons[0].text
    assert dict(card.head)["Ortak gider"] == "1,00 TL"
    assert [one.total_kurus for one in card.lines] == [24_100]
