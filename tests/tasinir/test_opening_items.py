"""Opening files of durables: their numbers, values, places and holders; and what their names stand for."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from data.core import trail
from data.core.errors import BadInput, NotAllowed, RuleBroken
from data.tasinir.hand_drafts import ReturnDraft, Seen
from data.tasinir.item_views import item_row
from data.tasinir.models import TasinirKod, TasinirYer
from data.tasinir.models_items import Demirbas, DemirbasHareket, TasinirTeslim
from data.tasinir.models_vouchers import TasinirHareket
from data.tasinir.opening_drafts import LEAVE, Asked
from data.tasinir.operations.deliveries import take_back
from data.tasinir.operations.opening_answers import remember_answers, remembered_answers
from data.tasinir.voucher_drafts import Line
from tests.tasinir import tasinir_office as office
from tests.tasinir.opening_files import (
    DAY,
    DAYANIKLI,
    ITEMS,
    NOTEBOOK,
    STOCK,
    TUKETIM,
    items_file,
    messages,
    read,
    rows,
    same_by_voucher,
    table,
    take,
)
from tests.tasinir.tasinir_office import Desk, ambar, goods, kod, room
from tests.tasinir.voucher_office import approved, head

PAPER = ("150.01.03.01", "A4 kâğıt", "Paket")


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
    same_by_voucher(
        desk, Demirbas, "tasinir_id", "brand", "model", "serial", "features", "ambar_id", "state", "personel_id",
        "yer_id", "since", "entered_on", "value_kurus", "left_on", "version",
    )  # fmt: skip
    same_by_voucher(
        desk, DemirbasHareket, "day", "what", "ambar_id", "personel_id", "yer_id", "teslim_id", "kurus", "note",
        "made_by",
    )  # fmt: skip
    same_by_voucher(desk, TasinirHareket, "tasinir_id", "ambar_id", "day", "quantity", "kurus")
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


def test_a_plant_in_an_ambar_of_walls_is_told(desk: Desk) -> None:
    file = table(ITEMS, ("253.01.02", "", "Güneş enerjisi tesisi", "", "", "5", "", "", ""))
    told = "! Tesisler (253.01) sanal ambarda izlenir; 01 Merkez Ambarı fiziksel"
    assert told in read(desk, DAYANIKLI, file).notes
    assert told not in read(desk, DAYANIKLI, file, ambar_id=ambar(desk, office.SANAL)).notes


def test_who_is_no_public_officer_is_warned_of(desk: Desk) -> None:
    file = table(ITEMS, (NOTEBOOK, "1", "Dizüstü bilgisayar", "", "", "5", "", "", "Ali Çınar"))
    reading = read(desk, DAYANIKLI, file)
    with pytest.raises(BadInput, match="gerekçe"):
        take(desk, reading)
    take(desk, reading, reason="Ortak kullanım tutanağı ekte")
    assert rows(desk, Demirbas, "state", "personel_id") == [("kiside", desk.person("101"))]


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
