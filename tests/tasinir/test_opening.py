"""Opening files: read, refused in words, booked whole or not at all, and the same as any entry would be."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlmodel import SQLModel, col

from data.core import trail
from data.core.errors import BadFields, BadInput, NotAllowed, RuleBroken
from data.core.intake.tables import read_table
from data.core.permissions import PROGRAM
from data.tasinir.hand_drafts import ReturnDraft, Seen
from data.tasinir.item_views import item_row
from data.tasinir.models import Tasinir, TasinirKod, TasinirYer
from data.tasinir.models_counts import TasinirYil
from data.tasinir.models_items import Demirbas, DemirbasHareket, TasinirTeslim
from data.tasinir.models_vouchers import LotHareket, TasinirHareket, TasinirLot, Vif, VifSatir
from data.tasinir.opening_drafts import LEAVE, Asked
from data.tasinir.opening_intake import OpeningKind
from data.tasinir.operations.deliveries import take_back
from data.tasinir.operations.opening import import_opening, opening_warnings, require_possible
from data.tasinir.operations.opening_answers import remember_answers, remembered_answers
from data.tasinir.operations.reversing import reverse
from data.tasinir.voucher_drafts import Line
from tests.tasinir import tasinir_office as office
from tests.tasinir.opening_files import DAY, ITEMS, NOTEBOOK, STOCK, draft, messages, read, table, take
from tests.tasinir.tasinir_office import Desk, ambar, goods, kod, room
from tests.tasinir.voucher_office import approved, bought, head, used

TUKETIM, DAYANIKLI = OpeningKind.TUKETIM, OpeningKind.DAYANIKLI
PAPER = ("150.01.03.01", "A4 kâğıt", "Paket")


def rows(desk: Desk, model: Any, *names: str) -> list[tuple[Any, ...]]:
    with desk.store.look(PROGRAM) as look:
        found = look.session.execute(select(model).order_by(model.id)).scalars()
        return [tuple(getattr(one, name) for name in names) for one in found]


def count_of_everything(desk: Desk) -> dict[str, int]:
    with desk.store.look(PROGRAM) as look:
        return {
            name: look.session.execute(text(f"SELECT COUNT(*) FROM {name}")).scalar_one()
            for name in SQLModel.metadata.tables
        }


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
    _same_by_voucher(
        desk, VifSatir, "line_no", "tasinir_id", "quantity", "unit_price", "price_kurus", "kdv_permille",
        "kdv_kurus", "share_kurus", "total_kurus", "lot_id", "demirbas_id", "brand", "model", "features",
        "serials", "expires_on", "note",
    )  # fmt: skip
    _same_by_voucher(desk, TasinirLot, "tasinir_id", "ambar_id", "day", "quantity", "value_kurus", "left_quantity",
                     "left_kurus", "expires_on")  # fmt: skip
    _same_by_voucher(desk, LotHareket, "tasinir_id", "ambar_id", "day", "quantity", "kurus")
    _same_by_voucher(desk, TasinirHareket, "tasinir_id", "ambar_id", "demirbas_id", "day", "quantity", "kurus")
    with desk.store.look(PROGRAM) as look:
        assert look.session.get_one(Tasinir, goods(desk)).uses == 4


def _same_by_voucher(desk: Desk, model: Any, *names: str) -> None:
    found = rows(desk, model, *names)
    half = len(found) // 2
    assert found and found[:half] == found[half:]


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
        ((NOTEBOOK, "Dizüstü bilgisayar", "Adet", "2", "5", "", ""), "bu dosyayla alınmaz"),
    ],
)
def test_a_row_that_cannot_be_is_named_with_its_reason(desk: Desk, row: tuple[str, ...], said: str) -> None:
    reading = read(desk, TUKETIM, table(STOCK, row))
    (number, message), = messages(reading)  # fmt: skip
    assert number == 2 and said in message and not reading.lines


def test_a_price_rounded_to_kurus_agrees_with_its_amount_which_counts(desk: Desk) -> None:
    reading = read(desk, TUKETIM, table(STOCK, (*PAPER, "300", "33,33", "10.000,00", "")))
    assert [one.kurus for one in reading.lines] == [1_000_000] and not reading.errors
    take(desk, reading)
    assert rows(desk, TasinirLot, "value_kurus") == [(1_000_000,)]


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


# ---------------------------------------------------------------- names


def test_an_unknown_code_is_told_with_those_near_it(desk: Desk) -> None:
    reading = read(desk, TUKETIM, table(
        STOCK, ("150.01.77", "Renkli toner", "Adet", "1", "5", "", ""),
        ("Kırtasiye", "Tükenmez kalem", "Adet", "1", "5", "", ""),
        ("150.01", "Karton", "Adet", "1", "5", "", ""), ("Kırtasiye", "Silgi", "Adet", "1", "5", "", ""),
    ))  # fmt: skip
    found = {one.text: one for one in reading.unknowns}
    assert found["150.01.77"].near[0] == (kod(desk, "150.01.04.01"), "150.01.04.01 Tonerler")
    assert found["150.01.77"].why == "kod listesinde yok" and found["Kırtasiye"].rows == 2
    assert found["Kırtasiye"].near[0][1] == "150.01.01.04 Tükenmez Kalemler"
    assert "grup kodu" in found["150.01"].why and not reading.lines
    with pytest.raises(BadInput, match="karşılığı seçilmedi"):
        take(desk, reading)


def test_a_withdrawn_code_is_asked_and_the_answer_is_taken(desk: Desk) -> None:
    with desk.work("yonetici") as work:
        row = work.session.get_one(TasinirKod, kod(desk, "150.01.03.01"))
        row.withdrawn_on = date(2026, 1, 1)
        trail.record(work, "deneme", "Kod kaldırıldı")
    file = table(STOCK, ("150.01.03.01", "Kuşe kâğıt", "Paket", "1", "5", "", ""))
    asked = read(desk, TUKETIM, file).unknowns[0]
    assert asked.why == "01.01.2026 gününde kaldırıldı"
    answers = {(Asked.KOD, asked.key): kod(desk, "150.01.03.02")}
    reading = read(desk, TUKETIM, file, answers)
    assert [one.code for one in reading.lines] == ["150.01.03.02"]
    assert [(one.text, one.answer) for one in reading.answered] == [
        ("150.01.03.01", (kod(desk, "150.01.03.02"), "150.01.03.02 Dosya ve Klasörler"))
    ]


def test_answers_are_remembered_for_the_harcama_birimi_and_newer_ones_win(desk: Desk) -> None:
    first = {(Asked.KOD, "kirtasiye"): 1, (Asked.KISI, "ali"): LEAVE}
    with desk.work("kayit") as work:
        remember_answers(work, ambar(desk), first)
        remember_answers(work, ambar(desk, office.SECOND), {(Asked.KOD, "kirtasiye"): 2})
    with desk.look("kayit") as look:
        assert remembered_answers(look, ambar(desk)) == first | {(Asked.KOD, "kirtasiye"): 2}
    with pytest.raises(NotAllowed), desk.work("clerk") as work:
        remember_answers(work, ambar(desk), first)


# ---------------------------------------------------------------- durables


def items_file(*more: tuple[str, ...]) -> Any:
    return table(
        ITEMS,
        (NOTEBOOK, "ESKİ-1", "Dizüstü bilgisayar", "Örnek", "S1", "12.345,67", "05.03.2019", "", "Zehra Ünal"),
        (NOTEBOOK, "ESKİ-2", "Dizüstü bilgisayar", "Örnek", "S2", "12.345,67", "05.03.2019", "101", ""),
        (NOTEBOOK, "", "Dizüstü bilgisayar", "Örnek", "S3", "100,01", "06.03.2019", "Merkez Ambarı", ""),
        *more,
    )


def test_items_come_with_number_value_day_and_place(desk: Desk) -> None:
    reading = read(desk, DAYANIKLI, items_file())
    assert (reading.out, reading.kurus) == (2, 2_479_135)
    done = take(desk, reading)
    assert done.deliveries == 2
    assert rows(desk, Demirbas, "sicil_no", "state", "entered_on", "since", "value_kurus", "serial") == [
        ("ESKİ-1", "kiside", date(2019, 3, 5), DAY, 1_234_567, "S1"),
        ("ESKİ-2", "yerde", date(2019, 3, 5), DAY, 1_234_567, "S2"),
        (f"{NOTEBOOK}-19-00001", "ambarda", date(2019, 3, 6), DAY, 10_001, "S3"),
    ]
    assert sorted(rows(desk, TasinirTeslim, "kind", "day", "receiver_name")) == [
        ("belge", DAY, "Zehra ÜNAL"), ("liste", DAY, "Zehra Ünal"),
    ]  # fmt: skip
    assert Counter(rows(desk, DemirbasHareket, "what")) == {("giris",): 3, ("teslim",): 2}


def test_an_item_of_an_opening_is_returned_and_used_like_any_other(desk: Desk) -> None:
    take(desk, read(desk, DAYANIKLI, items_file()))
    with desk.work("clerk") as work:
        take_back(work, [Seen(1, item_row(work, 1).version)], ReturnDraft(day=date(2026, 3, 1)))
        assert item_row(work, 1).where == "Merkez Ambarı"
    line = Line(tasinir_id=goods(desk, "Dizüstü bilgisayar"), quantity=1000, unit_price=50_000_000, demirbas_id=1)
    with pytest.raises(RuleBroken, match="kayıtlarında değil"):
        approved(desk, head(desk, "deger_artisi", date(2025, 6, 1)), line)
    approved(desk, head(desk, "deger_artisi", date(2026, 6, 1)), line)
    with desk.look("kayit") as look:
        assert item_row(look, 1).value_kurus == 1_234_567 + 5_000


def test_what_an_item_of_an_opening_writes_is_what_an_approved_entry_would(desk: Desk) -> None:
    file = table(
        (*ITEMS[:5], "Miktar", "Değeri"), (NOTEBOOK, "", "Dizüstü bilgisayar", "Örnek", "S1;S2", "2", "100,01")
    )
    take(desk, read(desk, DAYANIKLI, file))
    line = Line(tasinir_id=goods(desk, "Dizüstü bilgisayar"), quantity=2_000, unit_price=50_005_000, brand="Örnek",
                serials="S1\nS2")  # fmt: skip
    approved(desk, head(desk, "acilis", DAY), line)
    _same_by_voucher(
        desk, Demirbas, "tasinir_id", "brand", "model", "serial", "features", "ambar_id", "state", "personel_id",
        "yer_id", "since", "entered_on", "value_kurus", "left_on", "version",
    )  # fmt: skip
    _same_by_voucher(
        desk, DemirbasHareket, "day", "what", "ambar_id", "personel_id", "yer_id", "teslim_id", "kurus", "note",
        "made_by",
    )  # fmt: skip
    _same_by_voucher(desk, TasinirHareket, "tasinir_id", "ambar_id", "day", "quantity", "kurus")
    numbers = [number for number, in rows(desk, Demirbas, "sicil_no")]  # fmt: skip
    assert numbers == [f"{NOTEBOOK}-26-{place:05d}" for place in (1, 2, 3, 4)]
    assert len(set(rows(desk, Demirbas, "barcode"))) == 4


def test_old_numbers_may_go_and_are_still_found(desk: Desk) -> None:
    take(desk, read(desk, DAYANIKLI, items_file(), keep_sicil=False))
    assert [one for one, in rows(desk, Demirbas, "sicil_no")] == [
        f"{NOTEBOOK}-19-{place:05d}" for place in (1, 2, 3)
    ]  # fmt: skip
    assert [one for one, in rows(desk, Demirbas, "arama") if "eski-1" in one]  # fmt: skip
    assert ("Eski sicil no: ESKİ-1",) in rows(desk, DemirbasHareket, "note")


def test_doubled_numbers_are_told(desk: Desk) -> None:
    twice = (NOTEBOOK, "eski-1", "Dizüstü bilgisayar", "Örnek", "S1", "5", "", "", "")
    reading = read(desk, DAYANIKLI, items_file(twice))
    assert messages(reading) == [
        (5, "eski-1 sicil numarası 2. satırda da var. Yinelenen satırı silin ya da numarayı düzeltin.")
    ]
    take(desk, read(desk, DAYANIKLI, items_file()))
    new = table(ITEMS, (NOTEBOOK, "ESKİ-2", "Dizüstü bilgisayar", "", "S9", "5", "", "", ""),
                (NOTEBOOK, "Y-1", "Dizüstü bilgisayar", "", "S1", "5", "", "", ""))  # fmt: skip
    again = read(desk, DAYANIKLI, new)
    assert [row for row, _ in messages(again)] == [2] and "kayıtlarda var" in again.errors[0].message
    assert "! 1 seri no kayıtlarda da var: S1" in again.notes


def test_people_and_rooms_that_are_not_certain_are_asked(desk: Desk) -> None:
    def item(number: str, where: str, who: str) -> tuple[str, ...]:
        return (NOTEBOOK, number, "Dizüstü bilgisayar", "", "", "5", "", where, who)

    file = table(ITEMS, item("1", "", "301"), item("2", "", "ÜNAL Zehra"), item("3", "", "Zehra Ünel"),
                 item("4", "", "Kamil"), item("5", "Bodrum", ""), item("6", "toplanti odasi", ""),
                 item("7", "201", "Zehra Ünal"))  # fmt: skip
    reading = read(desk, DAYANIKLI, file)
    assert [(one.asked, one.text) for one in reading.unknowns] == [
        (Asked.ODA, "Bodrum"), (Asked.KISI, "Zehra Ünel"), (Asked.KISI, "Kamil"),
    ]  # fmt: skip
    assert reading.unknowns[1].near == ((desk.person("301"), "Zehra ÜNAL (301)"),)
    answers = {
        (Asked.ODA, "bodrum"): LEAVE,
        (Asked.KISI, "zehra unel"): desk.person("301"),
        (Asked.KISI, "kamil"): LEAVE,
    }
    done = read(desk, DAYANIKLI, file, answers)
    assert [(one.personel_id, one.yer_id) for one in done.lines] == [
        (desk.person("301"), 0), (desk.person("301"), 0), (desk.person("301"), 0), (0, 0), (0, 0),
        (0, room(desk, "101")), (desk.person("301"), 0),
    ]  # fmt: skip
    assert "! 1 satırda hem kişi hem oda yazılı; kişi esas alındı" in done.notes


def test_who_has_left_and_a_room_without_a_keeper_are_refused_before_anything_is_written(desk: Desk) -> None:
    with desk.work("yonetici") as work:
        place = work.session.get_one(TasinirYer, room(desk, "101"))
        place.keeper_name, place.istek_birimi_id = "", None
        trail.record(work, "deneme", "Sorumlu silindi")
    gone = (NOTEBOOK, "9", "Dizüstü bilgisayar", "", "", "5", "", "", "Osman Yıldız")
    reading = read(desk, DAYANIKLI, items_file(gone), day=date(2026, 11, 1))
    assert [one.why for one in reading.unknowns] == ["01.11.2026 gününde görevde değil"]
    assert ["sorumlu yok" in message for _, message in messages(reading)] == [True]


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
    done = take(desk, read(desk, TUKETIM, file))
    assert done.numbers == ("2026/1", "2026/2", "2026/3") and done.words.startswith("Açılış 2026/1-3 · 5 kalem")
    first, second = ambar(desk), ambar(desk, office.SECOND)
    assert rows(desk, Vif, "ambar_id", "total_kurus") == [(first, 1_000), (first, 500), (second, 1_000)]


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
        reverse(work, 1, date(2026, 1, 2), "Yanlış dosya alındı")
    with desk.store.look(PROGRAM) as look:
        sums = select(func.sum(col(TasinirHareket.quantity)), func.sum(col(TasinirHareket.kurus)))
        assert look.session.execute(sums).one() == (0, 0)


# ---------------------------------------------------------------- files of other programs


def test_the_list_of_another_program_is_taken_once_its_names_are_answered(desk: Desk, samples: Path) -> None:
    file = read_table(samples / "assets" / "assets-sample.csv")
    asked = read(desk, DAYANIKLI, file)
    assert not asked.errors and "Giriş tarihi: ay/gün/yıl (03/25/2020)" in asked.notes
    answers = {
        (one.asked, one.key): kod(desk, NOTEBOOK) if one.asked is Asked.KOD else LEAVE for one in asked.unknowns
    }
    reading = read(desk, DAYANIKLI, file, answers)
    take(desk, reading)
    assert len(reading.lines) == 22
    assert ("ICC-2065556", date(2023, 1, 23), 226_613) in rows(
        desk, Demirbas, "sicil_no", "entered_on", "value_kurus"
    )


def test_a_broken_list_is_refused_row_by_row_and_nothing_is_written(desk: Desk, samples: Path) -> None:
    before = count_of_everything(desk)
    reading = read(desk, DAYANIKLI, read_table(samples / "assets" / "assets-sample-BAD.csv"))
    assert len(reading.errors) > 50 and all(2 <= one.row <= 201 for one in reading.errors)
    with pytest.raises(BadInput):
        take(desk, reading)
    assert count_of_everything(desk) == before
