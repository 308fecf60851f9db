"""Lists of any day: what they say of places, values and lots is what the books held then, and no more."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import func, select
from sqlmodel import col

from data.core.errors import BadFields, BadInput, NotAllowed
from data.core.money import Money
from data.core.pages import LedgerQuery
from data.core.permissions import PROGRAM
from data.core.trail_views import trail_window
from data.tasinir.hand_drafts import ReturnDraft, Seen
from data.tasinir.item_views import item_row
from data.tasinir.models_vouchers import TasinirHareket
from data.tasinir.operations.deliveries import take_back
from data.tasinir.papers_lists import ListKind, ListOrder, list_for, note_list
from data.tasinir.voucher_drafts import Line
from exports.listing import ColumnKind, Listing, ListingColumn, listing_xlsx
from tests.puantaj.puantaj_office import NOW
from tests.tasinir import tasinir_office as office
from tests.tasinir.opening_files import DAY, DAYANIKLI, STOCK, TUKETIM, items_file, read, table, take
from tests.tasinir.tasinir_office import Desk, ambar, goods
from tests.tasinir.voucher_office import approved, bought, head, used

MARCH, JUNE, JULY = date(2026, 3, 1), date(2026, 6, 1), date(2026, 7, 1)
DAYS = (DAY, MARCH - timedelta(days=1), MARCH, JUNE - timedelta(days=1), JUNE, JULY, date(2026, 11, 20))


@pytest.fixture
def history(desk: Desk) -> Desk:
    """An opening; an item comes back, gains value, moves to another ambar; paper is bought and used."""
    take(desk, read(desk, DAYANIKLI, items_file()))
    paper = ("150.01.03.01", "A4 kâğıt", "Paket", "10", "100,00", "", "01.02.2024")
    take(desk, read(desk, TUKETIM, table(STOCK, paper)))
    with desk.work("clerk") as work:
        take_back(work, [Seen(1, item_row(work, 1).version)], ReturnDraft(day=MARCH))
    notebook = goods(desk, "Dizüstü bilgisayar")
    more = Line(tasinir_id=notebook, quantity=1000, unit_price=50_000_000, demirbas_id=1)
    approved(desk, head(desk, "deger_artisi", JUNE), more)
    moved = Line(tasinir_id=notebook, quantity=1000, demirbas_id=1)
    approved(desk, head(desk, "ambar_cikis", JULY, other_ambar_id=ambar(desk, office.SECOND)), moved)
    bought(desk, "A4 kâğıt", 5, 200, MARCH)
    used(desk, "A4 kâğıt", 12, JUNE)
    return desk


def listed(desk: Desk, kind: ListKind, day: date, **more: Any) -> list[tuple[Any, ...]]:
    with desk.look("kayit") as look:
        return list(list_for(look, order(desk, kind, day, **more)).rows)


def order(desk: Desk, kind: ListKind, day: date, **more: Any) -> ListOrder:
    return ListOrder(kind=kind, harcama_birimi_id=office.unit(desk), day=day, **more)


def in_books(desk: Desk, day: date, *, durable: bool) -> tuple[int, int]:
    item = col(TasinirHareket.demirbas_id)
    with desk.store.look(PROGRAM) as look:
        sums = select(func.sum(col(TasinirHareket.quantity)), func.sum(col(TasinirHareket.kurus))).where(
            col(TasinirHareket.day) <= day, item.is_not(None) if durable else item.is_(None)
        )
        held, worth = look.session.execute(sums).one()
        return int(held), int(worth)


def test_every_list_adds_up_to_the_books_of_its_day(history: Desk) -> None:
    for day in DAYS:
        items, stock = in_books(history, day, durable=True), in_books(history, day, durable=False)
        found = listed(history, ListKind.DEMIRBAS, day)
        assert (len(found) * 1000, sum(row[9] for row in found)) == items
        lots = listed(history, ListKind.LOTLAR, day)
        assert (sum(row[8] for row in lots), sum(row[9] for row in lots)) == stock
        held = listed(history, ListKind.MEVCUT, day)
        assert sum(row[4] for row in held) == items[0] + stock[0]
        assert sum(row[5] for row in held) == items[1] + stock[1]


def test_an_item_is_where_it_was_and_worth_what_it_was(history: Desk) -> None:
    said = [
        next(
            (row[6], row[7], row[8], row[9])
            for row in listed(history, ListKind.DEMIRBAS, day)
            if row[1] == "ESKİ-1"
        )
        for day in (DAY, MARCH, JUNE, JULY)
    ]
    assert said == [
        ("01 Merkez Ambarı", "Zehra ÜNAL (301)", DAY, 1_234_567),
        ("01 Merkez Ambarı", "Ambarda", MARCH, 1_234_567),
        ("01 Merkez Ambarı", "Ambarda", MARCH, 1_239_567),
        ("02 Bilişim Ambarı", "Ambarda", JULY, 1_239_567),
    ]
    of_second = listed(history, ListKind.DEMIRBAS, JULY, ambar_id=ambar(history, office.SECOND))
    assert [row[1] for row in of_second] == ["ESKİ-1"]


def test_todays_list_of_items_says_what_their_events_say(history: Desk) -> None:
    today = NOW.date()
    found = listed(history, ListKind.DEMIRBAS, today)
    assert found
    assert found == listed(history, ListKind.DEMIRBAS, today - timedelta(days=1)), "nothing moved in between"


def test_lots_tell_when_goods_first_came_in_and_what_is_left_of_them(history: Desk) -> None:
    assert [row[4:10] for row in listed(history, ListKind.LOTLAR, MARCH)] == [
        (DAY, "2026/2", date(2024, 2, 1), 10_000, 10_000, 100_000), (MARCH, "2026/6", None, 5_000, 5_000, 100_000),
    ]  # fmt: skip
    assert [row[4:10] for row in listed(history, ListKind.LOTLAR, JUNE)] == [
        (MARCH, "2026/6", None, 5_000, 3_000, 60_000)
    ]


def test_movements_carry_the_balance_from_before_their_first_day(history: Desk) -> None:
    found = listed(history, ListKind.HAREKET, JULY, first=MARCH, tasinir_id=goods(history))
    assert [(row[0], row[4], row[5], row[6], row[7], row[8]) for row in found] == [
        (MARCH, 5_000, None, 100_000, 15_000, 200_000), (JUNE, None, 12_000, -140_000, 3_000, 60_000),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("more", "refused"),
    [
        ({"day": date(2026, 11, 21)}, BadFields), ({"day": date(2025, 12, 31)}, BadInput),
        ({"day": JULY, "ambar_id": 99}, BadInput),
    ],
)  # fmt: skip
def test_what_cannot_be_listed_is_refused(history: Desk, more: dict[str, Any], refused: type[Exception]) -> None:
    with pytest.raises(refused), history.look("kayit") as look:
        list_for(look, order(history, ListKind.MEVCUT, **more))
    with pytest.raises(BadFields), history.look("kayit") as look:
        list_for(look, order(history, ListKind.HAREKET, JUNE, first=JULY, tasinir_id=goods(history)))


def test_lists_are_only_for_who_may_export_in_sight_and_are_in_the_trail(history: Desk) -> None:
    wanted = order(history, ListKind.MEVCUT, JULY)
    with pytest.raises(NotAllowed), history.look("kadir") as look:
        list_for(look, wanted)
    with history.work("kontrol") as work:
        note_list(work, wanted, "Ambar mevcudu")
    with history.look("denetci") as look:
        last = trail_window(look, LedgerQuery(), 0, 1).rows[0]
    assert "Ambar mevcudu" in last.summary


def test_a_name_like_a_formula_stays_a_text_in_the_file(desk: Desk, tmp_path: Path) -> None:
    name = '=HYPERLINK("http://x","tıkla")'
    file = table(STOCK, ("150.01.03.02", name.replace('"', "'"), "Adet", "1", "5", "", ""))
    take(desk, read(desk, TUKETIM, file))
    rows = listed(desk, ListKind.MEVCUT, DAY)
    assert rows[0][2].startswith("=HYPERLINK")
    made = Listing(
        "Ambar mevcudu", (), "", (ListingColumn("Adı"), ListingColumn("Tutarı", ColumnKind.MONEY)),
        ((row[2], Money(row[5])) for row in rows), "", datetime(2026, 11, 20, 9, 0), "Deneme",  # noqa: DTZ001
    )  # fmt: skip
    sheet = openpyxl.load_workbook(listing_xlsx(made, tmp_path / "mevcut.xlsx")).active
    cell = next(cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=HYPERLINK"))
    assert cell.data_type == "s" and cell.quotePrefix
