"""The ledger of transfers, the card with what the tertips held before, Neden? and what a reviewer reads."""

from __future__ import annotations

import pytest

from data.butce.rules.values import Decider, TransferSide, TransferState
from data.butce.transfer_views import sum_up, transfer_card, transfer_rows, transfer_window, why_transfer
from data.core.errors import NotAllowed
from data.core.pages import LedgerQuery
from tests.butce.butce_office import Desk, yil_id
from tests.butce.transfer_office import FUEL, PAPER, PHONE, RESERVE, UPKEEP, form, lines, moved


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        (LedgerQuery(), ["2026/3", "2026/2", "2026/1"]),
        (LedgerQuery(descending=True), ["2026/1", "2026/2", "2026/3"]),
        (LedgerQuery(view="bekleyen"), ["2026/3"]),
        (LedgerQuery(view="islenen"), ["2026/2", "2026/1"]),
        (LedgerQuery(view="encumen"), []),
        (LedgerQuery(text="karar:encümen"), ["2026/2"]),
        (LedgerQuery(text="no:2026/3"), ["2026/3"]),
        (LedgerQuery(text="durum:taslak tarih:2026-05"), ["2026/3"]),
        (LedgerQuery(text="akaryakıt"), ["2026/3"]),
        (LedgerQuery(text="TELEFON abonelik"), ["2026/2", "2026/1"]),
        (LedgerQuery(text="tarih:2025"), []),
        (LedgerQuery(sort="tarih"), ["2026/1", "2026/2", "2026/3"]),
    ],
)
def test_the_ledger_finds_transfers_by_what_a_clerk_types(
    three: Desk, query: LedgerQuery, numbers: list[str]
) -> None:
    year = yil_id(three)
    with three.look() as look:
        found = transfer_window(look, query, 0, 50, yil_id=year)
    assert [one.number for one in found.rows] == numbers
    assert found.total == len(numbers)


@pytest.fixture
def three(desk: Desk) -> Desk:
    moved(desk, [(UPKEEP, 40_000_00)], [(PHONE, 40_000_00)])
    moved(desk, [(RESERVE, 10_000_00)], [(PHONE, 10_000_00)])
    form(desk, *lines(desk, [(PAPER, 5_000_00)], [(FUEL, 4_000_00)]))
    return desk


def test_the_card_says_what_each_tertip_held_before_and_holds_after(three: Desk) -> None:
    year = yil_id(three)
    with three.look() as look:
        rows = transfer_rows(look, year, TransferState.ISLENDI)
        second = transfer_card(look, rows[1].id)
        draft = transfer_card(look, 3)
    (phone,) = second.side(TransferSide.EKLENEN)
    assert phone.held is not None
    assert (phone.held.odenek, phone.after) == (160_000_00, 170_000_00)
    assert second.row.decider is Decider.ENCUMEN
    assert len(second.movements) == 2
    assert not second.problems
    assert (draft.out_total, draft.in_total) == (5_000_00, 4_000_00)
    words = " / ".join(one.text for one in why_transfer(draft))
    assert "onay gerekmez" in words
    assert "denk değil" in words
    assert [ref.id for ref in why_transfer(second)[-1].refs] == list(second.movements)


def test_the_reviewer_reads_both_sides_and_what_is_wrong(three: Desk) -> None:
    with three.look("harcama") as look:
        read = dict(sum_up(look, 3))
    assert read["Düşülen toplam"] == "5.000,00 TL"
    assert "Fark" not in read
    assert "denk değil" in read["Engel"]
    assert any("Akaryakıt" in value for value in read.values())
    with pytest.raises(NotAllowed), three.look("kadir") as look:
        sum_up(look, 3)
