"""Counts: their board and snapshot, the freeze, the entries of counters, quantities and sheets."""

from __future__ import annotations

from datetime import date

import pytest

from data.core.errors import BadFields, BadInput, NotAllowed, RuleBroken
from data.core.paper import Table
from data.tasinir.boards import SeatDraft
from data.tasinir.count_drafts import CountPlace, SheetRow, UnknownDraft
from data.tasinir.count_papers import differences, misplaced, tutanak
from data.tasinir.count_views import entries, progress, sheet
from data.tasinir.hand_drafts import GiveDraft, PlaceDraft, Seen
from data.tasinir.operations.approving import approve
from data.tasinir.operations.concluding import conclude
from data.tasinir.operations.count_unknown import say_what
from data.tasinir.operations.counting import from_sheet, take_back
from data.tasinir.operations.counts import set_frozen
from data.tasinir.operations.deliveries import give_to_person, give_to_place
from data.tasinir.rules.values import CountAnswer
from data.tasinir.unknown_paper import unknown_scans, whole_count_for_export
from tests.tasinir import tasinir_office as office
from tests.tasinir.ending_office import (
    BOARD,
    CHAIR,
    LAPTOP,
    PAPER,
    PEN,
    TODAY,
    everything,
    in_ambar,
    in_room,
    items,
    opened,
    scanned,
    started,
    stock,
    typed,
    version,
)
from tests.tasinir.tasinir_office import SECOND, Desk
from tests.tasinir.voucher_office import bought, drafted, head, line, used

# ---------------------------------------------------------------- order and snapshot


@pytest.mark.parametrize(
    ("seats", "said"),
    [
        (BOARD[:2], "en az 3"),
        ((BOARD[0], BOARD[2], SeatDraft(name="Ali Veli")), "Kayıt Yetkilisi yok"),
        ((BOARD[1], *BOARD[1:]), "iki kez"),
        ((SeatDraft(name=""), *BOARD[1:]), "1. üye"),
    ],
)
def test_a_board_that_the_yonetmelik_does_not_know_counts_nothing(
    desk: Desk, seats: tuple[SeatDraft, ...], said: str
) -> None:
    with pytest.raises(BadFields, match=said) as refused:
        opened(desk, seats=seats)
    assert set(refused.value.problems) == {"members"}


def test_a_count_is_not_ordered_for_tomorrow_nor_beside_another(desk: Desk) -> None:
    with pytest.raises(BadFields, match="bugünden sonra"):
        opened(desk, day=date(2026, 11, 21))
    opened(desk)
    with pytest.raises(RuleBroken, match="2026/1 sayılı ara sayım bitmedi"):
        opened(desk)


def test_the_snapshot_holds_the_books_of_the_day_and_where_each_item_is(desk: Desk) -> None:
    stock(desk)
    first, second, *_ = items(desk)
    with desk.work("kayit") as work:
        give_to_person(work, [Seen(first.id or 0, 1)], GiveDraft(personel_id=desk.person("301"), day=TODAY))
        give_to_place(work, [Seen(second.id or 0, 1)], PlaceDraft(yer_id=office.room(desk), day=TODAY))
    key = started(desk, day=date(2026, 11, 19))
    used(desk, PAPER, 10, TODAY)
    with desk.look("kayit") as look:
        groups = {group.code: group for group in tutanak(look, key)}
        paper = groups["150.01.03"].rows[0]
        assert (paper.store, paper.kurus) == (100_000, 900_000)
        laptop = groups["255.02.01"].rows[0]
        assert (laptop.store, laptop.common, laptop.people) == (2_000, 1_000, 1_000)
        assert groups["255.02.01"].name == "Bilgisayarlar ve Sunucular"
        # What people have is found without being looked for.
        assert laptop.result.found == 1_000


def test_a_frozen_count_stops_vouchers_until_it_is_let_go(desk: Desk) -> None:
    stock(desk)
    key = started(desk, freeze=True)
    draft = drafted(desk, head(desk, "tuketim", TODAY), line(desk, PAPER, 1, 0))
    with pytest.raises(RuleBroken, match="durduruldu"), desk.work("kayit") as work:
        approve(work, draft, 1)
    with desk.work("kayit") as work:
        set_frozen(work, key, False, "Ekmek dağıtımı sürmeli", version(desk, key))
    with desk.work("kayit") as work:
        approve(work, draft, 1)
    with pytest.raises(RuleBroken, match="zaten böyle"), desk.work("kayit") as work:
        set_frozen(work, key, False, "Yine", version(desk, key))


# ---------------------------------------------------------------- scans


def test_each_scan_has_its_own_word_and_sign(desk: Desk) -> None:
    stock(desk)
    first, second, *_ = items(desk)
    key = started(desk)
    assert scanned(desk, key, first.barcode).words == f"✓ Bulundu: {LAPTOP} ({first.sicil_no})"
    assert scanned(desk, key, first.sicil_no).answer is CountAnswer.SAYILMISTI
    elsewhere = scanned(desk, key, f"]C1{second.barcode}", in_room(desk))
    assert elsewhere.answer is CountAnswer.BASKA_YER
    assert "01 Merkez Ambarı içinde, 101 Toplantı odası içinde" in elsewhere.reasons[0].text
    unknown = scanned(desk, key, "8690000000012")
    assert (unknown.answer, unknown.quantity) == (CountAnswer.BILINMIYOR, 0)
    with desk.look() as look:
        assert [row.answer for row in entries(look, key, 10)] == [
            CountAnswer.BILINMIYOR,
            CountAnswer.BASKA_YER,
            CountAnswer.SAYILMISTI,
            CountAnswer.BULUNDU,
        ]
        assert [row.typed for row in entries(look, key, 10, where=in_room(desk))] == [f"]C1{second.barcode}"]
        assert [(row.sicil_no, row.found) for row in misplaced(look, key)] == [
            (second.sicil_no, "101 Toplantı odası")
        ]


def test_an_unknown_scan_says_what_it_was_and_goods_chosen_for_it_are_a_surplus(desk: Desk) -> None:
    stock(desk)
    key = started(desk)
    first, second = scanned(desk, key, "8690000000012"), scanned(desk, key, "ETİKET-7", in_room(desk))
    known = scanned(desk, key, items(desk)[0].barcode)
    with desk.work("clerk") as work:
        assert say_what(work, first.id, UnknownDraft(note="Çelik dolap, kapının yanında")) is None
    with pytest.raises(NotAllowed), desk.work("denetci") as work:
        say_what(work, first.id, UnknownDraft(note="Masa"))
    for wrong in ({"note": " "}, {"note": "Masa", "tasinir_id": office.goods(desk, PAPER)}):
        with pytest.raises((BadFields, BadInput)), desk.work("kayit") as work:
            say_what(work, second.id, UnknownDraft(**wrong))
    with pytest.raises(RuleBroken, match="bilinmeyen bir okutma değil"), desk.work("clerk") as work:
        say_what(work, known.id, UnknownDraft(note="Bilinen"))
    draft = UnknownDraft(note="Etiketi sökük koltuk", tasinir_id=office.goods(desk, CHAIR), quantity="3")
    with desk.work("kayit") as work:
        made = say_what(work, second.id, draft)
    assert made is not None
    assert (made.quantity, made.tasinir_id) == (3_000, office.goods(desk, CHAIR))
    with pytest.raises(RuleBroken), desk.work("kayit") as work:
        say_what(work, second.id, draft)
    with desk.look() as look:
        (left,) = unknown_scans(look, key)
        assert (left.typed, left.note, left.where) == (
            "8690000000012", "Çelik dolap, kapının yanında", "01 Merkez Ambarı"
        )  # fmt: skip
        chairs = next(row for row in differences(look, key) if row.name == CHAIR)
        assert (chairs.found_common, chairs.result.surplus) == (3_000, 1_000)
        assert entries(look, key, 1)[0].note == "Etiketi sökük koltuk"
    with desk.work("kayit") as work:
        *tutanak_papers, listed = whole_count_for_export(work, key)
    assert tutanak_papers
    table = listed.blocks[0]
    assert isinstance(table, Table)
    assert next(iter(table.rows))[1:4] == ("8690000000012", "Çelik dolap, kapının yanında", "01 Merkez Ambarı")


def test_the_code_of_goods_counts_one_piece_a_scan(desk: Desk) -> None:
    stock(desk)
    key = started(desk)
    scanned(desk, key, "150.01.03.01")
    made = scanned(desk, key, "150 01 03 01")
    assert (made.answer, made.quantity, made.tasinir_id) == (CountAnswer.BULUNDU, 1_000, office.goods(desk, PAPER))
    with desk.look() as look:
        paper = next(row for row in differences(look, key) if row.name == PAPER)
        assert (paper.found_store, paper.result.shortage) == (2_000, 98_000)


def test_an_item_that_left_is_unknown_and_one_that_entered_later_is_out_of_the_count(
    desk: Desk,
) -> None:
    stock(desk)
    gone = items(desk)[0]
    sold = head(desk, "satis", date(2026, 4, 1))
    key = drafted(desk, sold, line(desk, LAPTOP, 1, 0, demirbas_id=gone.id))
    with desk.work("kayit") as work:
        approve(work, key, 1)
    count = started(desk)
    bought(desk, LAPTOP, 1, 1000, TODAY)
    assert scanned(desk, count, gone.barcode).answer is CountAnswer.BILINMIYOR
    fresh = scanned(desk, count, items(desk)[-1].barcode)
    assert (fresh.answer, fresh.quantity) == (CountAnswer.BASKA_YER, 0)
    assert "kapsamında değil" in fresh.reasons[0].text


@pytest.mark.parametrize(
    ("hostile", "kept"),
    [("  <b>A-1</b>\x00\x1b[31m ", "<b>A-1</b>[31m"), ("=HYPERLINK(1)", "=HYPERLINK(1)"), ("\u202eX9", "X9")],
)
def test_hostile_scans_are_kept_as_plain_text(desk: Desk, hostile: str, kept: str) -> None:
    key = started(desk)
    scanned(desk, key, hostile)
    with desk.look() as look:
        assert entries(look, key, 1)[0].typed == kept


@pytest.mark.parametrize("nothing", ["", "   ", "\x00", "9" * 10_000])
def test_nothing_and_too_much_are_refused(desk: Desk, nothing: str) -> None:
    key = started(desk)
    with pytest.raises(BadInput):
        scanned(desk, key, nothing)


def test_counting_needs_a_place_of_the_unit_and_a_count_that_goes_on(desk: Desk) -> None:
    key = started(desk)
    for where in (CountPlace(), CountPlace(ambar_id=office.ambar(desk), yer_id=office.room(desk))):
        with pytest.raises(BadInput, match="Nerede"):
            scanned(desk, key, "1", where)
    with pytest.raises(BadInput, match="sanal"):
        scanned(desk, key, "1", in_ambar(desk, office.SANAL))
    with pytest.raises(NotAllowed):
        scanned(desk, key, "1", who="denetci")
    with desk.work("kayit") as work:
        conclude(work, key, version(desk, key))
    with pytest.raises(RuleBroken, match="Sonuçlandı"):
        scanned(desk, key, "1")


def test_an_entry_is_taken_back_by_its_counter_or_the_kayit_yetkilisi(desk: Desk) -> None:
    stock(desk)
    first = items(desk)[0]
    key = started(desk)
    made = scanned(desk, key, first.barcode)
    with pytest.raises(NotAllowed, match="başka bir sayıcı"), desk.work("ayse") as work:
        take_back(work, made.id, "Yanlış oda")
    with desk.work("clerk") as work:
        take_back(work, made.id, "Yanlış oda")
    with pytest.raises(RuleBroken, match="geri alınamaz"), desk.work("kayit") as work:
        take_back(work, made.id, "Yine")
    assert scanned(desk, key, first.barcode).answer is CountAnswer.BULUNDU


# ---------------------------------------------------------------- quantities and sheets


def test_quantities_of_several_counters_add_up_and_consumables_stay_in_ambars(desk: Desk) -> None:
    stock(desk)
    key = started(desk)
    typed(desk, key, PAPER, "60")
    assert typed(desk, key, PAPER, "40").answer is CountAnswer.BULUNDU
    with desk.look() as look:
        assert PAPER not in {row.name for row in differences(look, key)}
    with pytest.raises(BadInput, match="odada değil"):
        typed(desk, key, PAPER, "1", in_room(desk))
    with pytest.raises(BadInput, match="tane ile"):
        typed(desk, key, LAPTOP, "1,5")
    assert typed(desk, key, "Sıvı sabun", "3").answer is CountAnswer.BILINMIYOR
    assert typed(desk, key, PAPER, "1", in_ambar(desk, SECOND)).answer is CountAnswer.BASKA_YER


def test_a_sheet_can_be_taken_twice_and_its_bad_rows_are_named(desk: Desk) -> None:
    stock(desk)
    first, second, *_ = items(desk)
    key = started(desk)
    rows = [
        SheetRow(5, number=first.sicil_no, quantity="1"),
        SheetRow(6, number=second.sicil_no, quantity=""),
        SheetRow(7, number="yok-1", quantity="1"),
        SheetRow(8, code="150.01.03.01", name=PAPER, quantity="98"),
        SheetRow(9, code="999.01.01", name="?", quantity="4"),
        SheetRow(10, code="150.01.01.04", name=PEN, quantity="on"),
    ]
    for _ in range(2):
        with desk.work("clerk") as work:
            taken = from_sheet(work, key, in_ambar(desk), rows)
    assert (taken.items, taken.quantities, taken.replaced, taken.blank, taken.refused_count) == (0, 1, 1, 1, 3)
    assert [row for row, _ in taken.refused] == [7, 9, 10]
    with desk.look() as look:
        assert next(row for row in differences(look, key) if row.name == PAPER).result.found == 98_000
        laptop = next(row for row in differences(look, key) if row.name == LAPTOP)
        assert first.sicil_no not in laptop.missing and second.sicil_no in laptop.missing


def test_the_sheets_and_the_progress_say_what_is_left_to_count(desk: Desk) -> None:
    stock(desk)
    key = started(desk)
    with desk.look() as look:
        lines = sheet(look, key, in_ambar(desk), with_recorded=False)
        assert {one.recorded for one in lines} == {None}
        assert [one.recorded for one in sheet(look, key, in_ambar(desk, SECOND), with_recorded=True)] == [30_000]
        assert [(one.code, one.rows, one.counted) for one in progress(look, key)][:2] == [
            ("01", 8, 0),
            ("02", 1, 0),
        ]
    everything(desk, key)
    with desk.look() as look:
        assert all(one.done for one in progress(look, key))
        assert differences(look, key) == ()
