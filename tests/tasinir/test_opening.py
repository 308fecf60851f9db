"""Opening files: read, refused in words, booked whole or not at all, and the same as any entry would be."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from data.core import trail
from data.core.errors import BadFields, BadInput, NotAllowed, RuleBroken
from data.core.permissions import PROGRAM
from data.tasinir.models import Tasinir
from data.tasinir.models_counts import TasinirYil
from data.tasinir.models_vouchers import LotHareket, TasinirHareket, TasinirLot, Vif, VifSatir
from data.tasinir.opening_drafts import Asked
from data.tasinir.opening_intake import OpeningKind, guess_kind
from data.tasinir.operations.opening import import_opening, opening_warnings, require_possible
from data.tasinir.operations.reversing import reverse
from data.tasinir.stock_views import by_second_level
from data.tasinir.voucher_drafts import Line
from data.tasinir.voucher_why import why_line
from data.tasinir.year_views import account, rows_of
from tests.tasinir import tasinir_office as office
from tests.tasinir.opening_files import (
    DAY,
    DAYANIKLI,
    NOTEBOOK,
    STOCK,
    TUKETIM,
    count_of_everything,
    draft,
    items_file,
    messages,
    read,
    rows,
    same_by_voucher,
    table,
    take,
)
from tests.tasinir.tasinir_office import Desk, ambar, goods
from tests.tasinir.voucher_office import approved, bought, head, used

PAPER = ("150.01.03.01", "A4 kâğıt", "Paket")


def paper(desk: Desk, *more: Any) -> Any:
    """Twenty and ten packets that came at different prices, the younger lot first in the file."""
    return table(STOCK, (*PAPER, "10", "120,00", "1.200,00", "05.03.2025"),
                 (*PAPER, "20", "100,00", "2.000,00", "01.02.2024"), *more)  # fmt: skip


# ---------------------------------------------------------------- consumables


def test_lots_come_in_at_their_prices_and_leave_the_oldest_first(desk: Desk) -> None:
    done = take(desk, read(desk, TUKETIM, paper(desk)))
    assert (done.numbers, done.lines, done.kurus, done.new_goods) == (("2026/1",), 2, 320_000, 0)
    assert rows(desk, TasinirLot, "day", "quantity", "value_kurus") == [
        (DAY, 20_000, 200_000),
        (DAY, 10_000, 120_000),
    ]
    assert rows(desk, Vif, "kind", "state", "day", "number", "total_kurus") == [
        ("acilis", "onayli", DAY, 1, 320_000)
    ]
    assert used(desk, "A4 kâğıt", 25, date(2026, 2, 2)).total_kurus == 200_000 + 5 * 12_000


def test_what_an_opening_writes_is_what_an_approved_entry_would(desk: Desk) -> None:
    """But for the first entry's day, which only an opening knows."""
    take(
        desk, read(desk, TUKETIM, table(STOCK, (*PAPER, "2,5", "12,3456", "", ""), (*PAPER, "3", "0,10", "", "")))
    )
    lines = [Line(tasinir_id=goods(desk), quantity=2_500, unit_price=12_345_600),
             Line(tasinir_id=goods(desk), quantity=3_000, unit_price=100_000)]  # fmt: skip
    approved(
        desk, head(desk, "acilis", DAY, from_text="Önceki kayıtlardan devir", to_person="", to_place=""), *lines
    )
    same_by_voucher(
        desk, VifSatir, "line_no", "tasinir_id", "quantity", "unit_price", "price_kurus", "kdv_permille",
        "kdv_kurus", "share_kurus", "total_kurus", "lot_id", "demirbas_id", "brand", "model", "features",
        "serials", "expires_on", "note",
    )  # fmt: skip
    same_by_voucher(desk, TasinirLot, "tasinir_id", "ambar_id", "day", "quantity", "value_kurus", "left_quantity",
                     "left_kurus", "expires_on")  # fmt: skip
    same_by_voucher(desk, LotHareket, "tasinir_id", "ambar_id", "day", "quantity", "kurus")
    same_by_voucher(desk, TasinirHareket, "tasinir_id", "ambar_id", "demirbas_id", "day", "quantity", "kurus")
    with desk.store.look(PROGRAM) as look:
        assert look.session.get_one(Tasinir, goods(desk)).uses == 4


def test_the_totals_that_were_agreed_are_those_of_the_books_and_of_the_years_account(desk: Desk) -> None:
    soap = ("150.05.01", "Sıvı sabun", "Litre", "2,5", "", "7,01", "")
    reading = read(desk, TUKETIM, paper(desk, soap))
    take(desk, reading)
    with desk.look("kayit") as look:
        held = by_second_level(look, office.unit(desk), DAY)
        year = rows_of(account(look, office.unit(desk), 2026))
    assert [(one.code, one.quantity, one.kurus) for one in reading.totals] == [
        (one.code, one.quantity, one.kurus) for one in held
    ]
    assert [(one.code, one.opening.quantity, one.opening.kurus, one.entered.kurus) for one in year] == [
        (one.code, one.quantity, one.kurus, 0) for one in held
    ]


@pytest.mark.parametrize(
    ("heading", "row", "kind"),
    [
        ((*STOCK, "Marka"), ("150.01.03.01", "Kâğıt"), TUKETIM),
        (STOCK, ("255 02 01 01", "Kâğıt"), DAYANIKLI),
        (STOCK, ("Kırtasiye", "Kâğıt"), TUKETIM),
        (("Kategori", "Sicil No"), ("Yazıcı", "1"), DAYANIKLI),
    ],
)
def test_the_kind_of_a_file_is_guessed_by_its_codes_then_by_its_headings(
    heading: tuple[str, ...], row: tuple[str, ...], kind: OpeningKind
) -> None:
    assert guess_kind(table(heading, row).sheets[0]) is kind


def test_missing_goods_are_added_once_under_their_code(desk: Desk) -> None:
    reading = read(desk, TUKETIM, table(
        STOCK, ("150.01.03.02", "Plastik klasör", "ADET", "3", "10", "", ""),
        ("150.01.03.02", "PLASTİK KLASÖR", "adet", "4", "11", "", ""), (*PAPER, "1", "1", "", ""),
    ))  # fmt: skip
    assert reading.new_goods == 1
    take(desk, reading)
    made = rows(desk, Tasinir, "name", "unit", "durable", "code", "uses")[-1]
    assert made == ("Plastik klasör", "Adet", False, "150.01.03.02", 2)


def test_codes_are_mended_and_told(desk: Desk) -> None:
    reading = read(desk, TUKETIM, table(STOCK, ("150.1.3. 1", *PAPER[1:], "1", "5", "", "")))
    assert [one.code for one in reading.lines] == ["150.01.03.01"] and not reading.unknowns
    assert any(note.startswith("~ 2. satır, 150.01.03.01") for note in reading.notes)


def test_a_row_of_totals_is_checked_and_not_taken(desk: Desk) -> None:
    total = ("", "GENEL TOPLAM", "", "30", "", "3.200,00", "")
    reading = read(desk, TUKETIM, paper(desk, total))
    assert len(reading.lines) == 2 and not reading.errors
    assert {note for note in reading.notes if note.startswith("✓")} == {
        "✓ 4. satırdaki toplam satırlarla aynı: 3.200,00 TL", "✓ 4. satırdaki toplam satırlarla aynı: 30",
    }  # fmt: skip


def test_goods_that_are_called_like_a_total_are_no_total(desk: Desk) -> None:
    reading = read(desk, TUKETIM, table(
        STOCK, ("150.01.03.01", "Toplam kalite föyü", "Adet", "1", "5", "", ""),
        ("Kırtasiye", "Toplam defteri", "Adet", "1", "5", "", ""), ("", "Toplam", "", "", "", "5", ""),
    ))  # fmt: skip
    assert [one.name for one in reading.lines] == ["Toplam kalite föyü"] and len(reading.unknowns) == 1
    assert "Toplam satırı olduğu için alınmayan: 4. satır" in reading.notes


def test_a_total_that_does_not_add_up_refuses_the_file(desk: Desk) -> None:
    reading = read(desk, TUKETIM, paper(desk, ("", "Toplam", "", "", "", "3.200,01", "")))
    assert messages(reading) == [
        (4, "Toplam satırı “3.200,01”, satırların toplamı 3.200,00 TL. Dosyayı denetleyin.")
    ]
    with pytest.raises(BadInput, match="satırların toplamı"):
        take(desk, reading)


def test_subtotals_and_the_grand_total_are_each_checked(desk: Desk) -> None:
    sub = ("", "Ara toplam", "", "", "", "3.200,00", "")
    again = ("", "Ara Toplam:", "", "", "", "50,00", "")
    grand = ("", "Genel toplam", "", "", "", "3.250,00", "")
    file = paper(desk, sub, ("150.05.01", "Sıvı sabun", "Litre", "5", "10", "50", ""), again, grand)
    reading = read(desk, TUKETIM, file)
    assert len(reading.lines) == 3 and not reading.errors


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ((*PAPER, "", "5", "", ""), "Miktar boş"),
        ((*PAPER, "0", "5", "", ""), "sıfırdan büyük"),
        ((*PAPER, "-3", "5", "", ""), "sıfırdan büyük"),
        ((*PAPER, "1,2345", "5", "", ""), "üç ondalık"),
        ((*PAPER, "iki", "5", "", ""), "bir sayı değil"),
        ((*PAPER, "2", "", "", ""), "Değer boş"),
        ((*PAPER, "2", "5,00", "11,00", ""), "Miktar × birim fiyat 10,00 TL eder, tutar 11,00 TL yazılı"),
        ((*PAPER, "2", "", "-1", ""), "eksi olamaz"),
        ((*PAPER, "2", "5", "", "31.02.2024"), "takvimde olmayan"),
        ((*PAPER, "2", "5", "", "02.01.2026"), "açılış gününden sonra"),
        (("", "A4 kâğıt", "Paket", "2", "5", "", ""), "Taşınır kodu boş"),
        ((*PAPER[:2], "Koli", "2", "5", "", ""), "Paket ile izleniyor, satırda Koli yazılı"),
    ],
)
def test_a_row_that_cannot_be_is_named_with_its_reason(desk: Desk, row: tuple[str, ...], said: str) -> None:
    reading = read(desk, TUKETIM, table(STOCK, row))
    (number, message), = messages(reading)  # fmt: skip
    assert number == 2 and said in message and not reading.lines


def test_rows_of_the_other_kind_are_set_aside_but_count_in_the_total(desk: Desk) -> None:
    item = (NOTEBOOK, "Dizüstü bilgisayar", "Adet", "2", "5", "", "")
    file = table(STOCK, (*PAPER, "1", "7", "", ""), item, ("", "Toplam", "", "3", "", "17,00", ""))
    reading = read(desk, TUKETIM, file)
    assert (len(reading.lines), reading.kurus, reading.errors) == (1, 700, ())
    assert "! 1 satır dayanıklı taşınır; alınmaz, aynı dosyayı bir de o türle alın" in reading.notes
    take(desk, reading)
    other = read(desk, DAYANIKLI, file)
    assert (len(other.lines), other.quantity, other.kurus) == (1, 2_000, 1_000)
    take(desk, other)


def test_a_price_rounded_to_kurus_agrees_with_its_amount_which_counts(desk: Desk) -> None:
    reading = read(desk, TUKETIM, table(STOCK, (*PAPER, "300", "33,33", "10.000,00", "")))
    assert [one.kurus for one in reading.lines] == [1_000_000] and not reading.errors
    take(desk, reading)
    assert rows(desk, TasinirLot, "value_kurus") == [(1_000_000,)]
    with desk.look("kayit") as look:
        why = why_line(look, 1, 1)
    assert why is not None and "Önceki kayıtlardaki tutarıyla alındı: 10.000,00 TL." in why.reasons[0].text


def test_two_ways_of_writing_are_asked_and_each_answer_counts(desk: Desk) -> None:
    file = table(STOCK, (*PAPER, "1", "1.250", "", "3/4/2024"))
    assert [message for _, message in messages(read(desk, TUKETIM, file))] == [
        "“1.250” iki türlü okunabilir. Sütunun nasıl yazıldığını seçin.",
        "“3/4/2024” 03.04.2024 mi 04.03.2024 mi belli değil. Sütunun nasıl yazıldığını seçin.",
    ]
    turkish = read(desk, TUKETIM, file, styles={"price": "tr", "entered": "gun"}).lines[0]
    english = read(desk, TUKETIM, file, styles={"price": "en", "entered": "ay"}).lines[0]
    assert (turkish.kurus, turkish.entered) == (125_000, date(2024, 4, 3))
    assert (english.kurus, english.entered) == (125, date(2024, 3, 4))


# ---------------------------------------------------------------- when and by whom


@pytest.mark.parametrize("who", ["clerk", "kontrol", "harcama", "kadir"])
def test_only_a_kayit_yetkilisi_takes_an_opening(desk: Desk, who: str) -> None:
    with pytest.raises(NotAllowed):
        read(desk, TUKETIM, paper(desk), by=who)
    reading = read(desk, TUKETIM, paper(desk))
    with pytest.raises(NotAllowed):
        take(desk, reading, by=who)
    assert rows(desk, Vif, "id") == []


def test_an_opening_is_not_dated_after_today_nor_before_its_paper(desk: Desk) -> None:
    for more, field in (
        ({"day": date(2026, 11, 21)}, "day"),
        ({"dayanak_day": date(2026, 1, 2)}, "day"),
        ({"dayanak_no": ""}, "dayanak_no"),
    ):
        with pytest.raises(BadFields) as refused, desk.look("kayit") as look:
            require_possible(look, draft(desk, TUKETIM, **more))
        assert field in refused.value.problems


def test_a_closed_year_leaves_no_room_for_an_opening(desk: Desk) -> None:
    with desk.work("kayit") as work:
        work.session.add(TasinirYil(harcama_birimi_id=office.unit(desk), year=2024, closed_at=work.now))
        trail.record(work, "deneme", "Yıl kapatıldı")
    with pytest.raises(RuleBroken, match="2024 yılının hesabı kapatıldı") as refused:
        take(desk, read(desk, TUKETIM, paper(desk)))
    assert refused.value.law == "Taşınır Mal Y. m.17"


def test_a_further_opening_of_the_same_sort_wants_a_reason(desk: Desk) -> None:
    bought(desk, "A4 kâğıt", 1, 1, date(2026, 2, 2))
    reading = read(desk, TUKETIM, paper(desk))
    with desk.look("kayit") as look:
        assert opening_warnings(look, reading) == (
            "01 Merkez Ambarı ambarında 1 çeşit tüketim malzemesi kayıtlı; bu kayıt ek açılış olur. Aynı taşınırı "
            "ikinci kez almadığınızı denetleyin.",
        )
        assert opening_warnings(look, read(desk, DAYANIKLI, items_file())) == ()
    with pytest.raises(BadInput, match="gerekçe"):
        take(desk, reading)
    assert take(desk, reading, reason="İkinci dosya").numbers == ("2026/2",)


def test_the_same_file_is_not_taken_twice(desk: Desk) -> None:
    take(desk, read(desk, TUKETIM, paper(desk)))
    with pytest.raises(BadInput, match="alınmış"):
        read(desk, TUKETIM, paper(desk))


def test_each_ambar_gets_its_own_voucher_and_a_long_file_several(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.tasinir.operations.opening.MOST_LINES", 2)
    places = ("01", "Bilişim Ambarı", "", "02", "01")
    file = table((*STOCK, "Ambar"), *((*PAPER, "1", "5", "", f"0{one}.01.2020", where)
                                      for one, where in enumerate(places, 1)))  # fmt: skip
    reading = read(desk, TUKETIM, file)
    done = take(desk, reading)
    assert done.numbers == ("2026/1", "2026/2", "2026/3") and done.words.startswith("Açılış 2026/1-3 · 5 kalem")
    first, second = ambar(desk), ambar(desk, office.SECOND)
    assert rows(desk, Vif, "ambar_id", "total_kurus") == [(first, 1_000), (first, 500), (second, 1_000)]
    assert {"01 Merkez Ambarı: 3 satır · 15,00 TL", "02 Bilişim Ambarı: 2 satır · 10,00 TL"} <= set(reading.notes)


def test_an_ambar_of_no_known_name_is_asked(desk: Desk) -> None:
    reading = read(desk, TUKETIM, table((*STOCK, "Ambar"), (*PAPER, "1", "5", "", "", "Depo")))
    asked, = reading.unknowns  # fmt: skip
    assert asked.asked is Asked.AMBAR and len(asked.near) == 3


def test_stopping_leaves_nothing(desk: Desk) -> None:
    reading = read(desk, DAYANIKLI, items_file())
    before = count_of_everything(desk)

    def stop(_done: int, what: str) -> None:
        if what == "Teslim belgeleri yazılıyor":
            raise BadInput("durduruldu")

    with pytest.raises(BadInput, match="durduruldu"), desk.work("kayit") as work:
        import_opening(work, reading, progress=stop)
    assert count_of_everything(desk) == before


def test_an_opening_can_be_reversed_while_nothing_was_used(desk: Desk) -> None:
    take(desk, read(desk, TUKETIM, paper(desk)))
    with desk.work("kayit") as work:
        reverse(work, 1, date(2026, 1, 2), "Yanlış dosya alındı", "Olur 2026/12")
    with desk.store.look(PROGRAM) as look:
        sums = select(func.sum(col(TasinirHareket.quantity)), func.sum(col(TasinirHareket.kurus)))
        assert look.session.execute(sums).one() == (0, 0)
