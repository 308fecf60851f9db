"""Rows of an existing archive that cannot be taken: each says where it stands, what is wrong and what to do."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from data.arsiv import archive_scan
from data.arsiv.models import ArsivYer
from data.arsiv.rules.taken import TAKEN, Closing, ClosingKnown, Listed, closing_of, stage_of
from data.arsiv.rules.values import FolderStage
from data.core import trail
from data.core.errors import BadFields, BadInput
from data.core.intake.mapping import guess_mapping
from data.core.intake.tables import Sheet
from data.sdp.models import SdpKod, SdpSurum
from tests.arsiv.archive_office import OTHER_UNIT, Desk, place_id
from tests.arsiv.filing_office import opened
from tests.arsiv.import_office import HEAD, folders, read, refusals, row, scanned, took, written

TODAY = date(2026, 11, 20)
COLUMN = {name: place for place, name in enumerate(HEAD, 1)}

BAD: tuple[tuple[dict[str, str], str, str, str], ...] = (
    # cells, column, what is wrong, what to do
    ({"Birim": "Yazlm Şube Müdürlüğü"}, "Birim", "gördüğünüz birimler arasında yok", "formda seçin"),
    ({"Dosya_Kodu": "999.99"}, "Dosya Kodu", "“999.99” kodu hiçbir dosya planında yok", "Dosya planı bölümünde A"),
    ({"Dosya_Kodu": ""}, "Dosya Kodu", "Dosya kodu boş", "Kodu yazın"),
    ({"Konusu": ""}, "Konusu", "Konusu boş bırakılamaz", ""),
    ({"Konusu": "a" * 10_000}, "Konusu", "en çok 200 karakter olabilir; 10.000 karakter yazılmış", ""),
    ({"Konusu": "[Gizli] Enter ile açılır"}, "Konusu", "yalnız yeri var", "derecesini yazın"),
    ({"Yılı": "20155"}, "Yılı", "“20155” yıl değil", "2015-2018 gibi yazın"),
    ({"Yılı": "2018-2015"}, "Yılı", "yıl değil", ""),
    ({"Yılı": "1850"}, "Yılı", "1850 bir klasörün yılı olamaz", "1900 ile 2026 arasında"),
    ({"Yılı": "2027"}, "Yılı", "2027 bir klasörün yılı olamaz", ""),
    ({"Yılı": ""}, "Yılı", "açılış tarihi yazılmamış", "Klasörün yılını"),
    ({"Açılış_Tarihi": "31.02.2015"}, "Açılış Tarihi", "takvimde olmayan bir gün", "Tarihi düzeltin"),
    ({"Açılış_Tarihi": "ocak ayı"}, "Açılış Tarihi", "tarih olarak okunamadı", "gg.aa.yyyy"),
    ({"Açılış_Tarihi": "03.03.2016"}, "Açılış Tarihi", "Yılı 2015, açılış tarihi ise 2016", "birini düzeltin"),
    ({"Yılı": "", "Açılış_Tarihi": "21.11.2026"}, "Açılış Tarihi", "bugünden sonra olamaz", ""),
    ({"Kapanış_Tarihi": "01.01.2014"}, "Kapanış Tarihi", "01.01.2014 gününde kapanamaz", "Tarihleri düzeltin"),
    ({"Kapanış_Tarihi": "21.11.2026"}, "Kapanış Tarihi", "21.11.2026 henüz gelmedi", ""),
    ({"Durumu": "Açık", "Kapanış_Tarihi": "2015"}, "Kapanış Tarihi", "Açık klasörün kapanış tarihi olmaz", ""),
    ({"Vaka_No": "2015/4"}, "Kapanış Tarihi", "Vaka dosyası iş bitince kapanır", "Kapanış tarihini"),
    ({"Durumu": "Bilinmiyor"}, "Durumu", "bilinen bir durum değil", "Açık, Kapalı, Birim arşivinde"),
    ({"Durumu": "Devre hazır"}, "Durumu", "listeyle alınmaz", "“Kapalı” yazın"),
    ({"Durumu": "İmha edildi"}, "Durumu", "listeyle alınmaz", "satırı çıkarın"),
    ({"Cilt_No": "son"}, "Cilt No", "cilt numarası değil", "1, 2, 3 gibi"),
    ({"Cilt_No": "0"}, "Cilt No", "cilt numarası değil", ""),
    ({"Gizlilik": "Kişiye özel"}, "Gizlilik", "bilinen bir derece değil", "Hizmete özel, Gizli, Çok gizli"),
    ({"Yeri": "K9-01"}, "Yeri", "“K9-01” yeri yok", "Yerleşim bölümünde N ile depoyu, L ile içindekileri"),
    ({"Yeri": "K1-01-7"}, "Yeri", "K1-01 var, altındaki yok", "Yerleşim bölümünde K1-01 üzerinde N ile"),
    ({"Yeri": "K1-01"}, "Yeri", "Durumu “Kapalı”, K1-01 ise kurum arşivinin yeri", "Durumu ya da yeri"),
    ({"Durumu": "Kurum arşivinde", "Yeri": "B1-01"}, "Yeri", "birim arşivinin yeri", ""),
    ({"Birim": OTHER_UNIT, "Yeri": "B1-01"}, "Yeri", "B1-01 başka birimin arşivi", "kendi biriminden"),
    ({"Sayfa": "çok"}, "Sayfa", "“çok” adet değil", "Yalnız sayı"),
    ({"Sayfa": "-5"}, "Sayfa", "adet değil", ""),
    ({"Arşiv_No": "9" * 61}, "Arşiv No", "Eski no en çok 60 karakter", ""),
    ({"Açıklama": "b" * 301}, "Açıklama", "Açıklama en çok 300 karakter", ""),
)  # fmt: skip


@pytest.mark.parametrize(("cells", "column", "wrong", "remedy"), BAD, ids=[f"{one[1]}: {one[2]}" for one in BAD])
def test_a_bad_row_names_its_row_its_column_and_what_to_do(
    desk: Desk, cells: dict[str, str], column: str, wrong: str, remedy: str
) -> None:
    found = refusals(desk, written(desk.folder, [row(Konusu="Doğru satır"), row(**cells)]))
    assert [one[:2] for one in found] == [(3, COLUMN[column])]
    assert wrong in found[0][2] and remedy in found[0][2]


def test_all_faults_of_a_row_are_said_and_equal_ones_of_many_rows_are_one(desk: Desk) -> None:
    rows = [row(Konusu=f"Konu {place}", Birim="Yok Müdürlüğü", Yeri="K9", Sayfa="x") for place in range(3)]
    found = refusals(desk, written(desk.folder, rows))
    assert [one[:2] for one in found] == [(2, COLUMN["Birim"]), (2, COLUMN["Yeri"]), (2, COLUMN["Sayfa"])]
    assert all(one[2].endswith("(3 satırda)") for one in found)


def test_a_folder_twice_in_the_list_or_in_the_store_is_refused(desk: Desk) -> None:
    opened(desk, day=date(2015, 5, 5), title="Bilgi edinme başvuruları")
    rows = [
        row(), row(Konusu="BİLGİ EDİNME BAŞVURULARI", Cilt_No="1"), row(Cilt_No="2"),
        row(Konusu="Ayrı"), row(Konusu="AYRI"), row(Konusu="Ayrı", Arşiv_No="7"), row(Konusu="ayrı", Yılı="2016"),
    ]  # fmt: skip
    assert refusals(desk, written(desk.folder, rows)) == [
        (2, 3, "Kayıtlarda var: 622.01 / 2015-1 klasörü. Satırı silin; ayrı klasörse cilt no yazın."),
        (3, 3, "Kayıtlarda var: 622.01 / 2015-1 klasörü. Satırı silin; ayrı klasörse cilt no yazın."),
        (6, 3, "5. satırdaki klasörle aynı. Satırı silin; ayrı klasörse cilt ya da eski no yazın."),
    ]


def test_a_folder_of_the_same_name_with_another_old_number_is_another(desk: Desk) -> None:
    took(desk, written(desk.folder, [row(Arşiv_No="A-1")], name="bir.csv"))
    assert refusals(desk, written(desk.folder, [row(Arşiv_No="A-2")], name="iki.csv")) == []
    for old_no in ("a-1", "2015-1", ""):
        (fault,) = refusals(desk, written(desk.folder, [row(Arşiv_No=old_no)], name="üç.csv"))
        assert "Kayıtlarda var: 622.01 / 2015-1" in fault[2]


def test_a_place_that_overflows_is_said_once_and_may_be_filled_all_the_same(desk: Desk) -> None:
    with desk.work() as work:
        work.session.get_one(ArsivYer, place_id(desk, "B1-01")).capacity = 3
        trail.record(work, "arsiv.test", "Kapasite")
    opened(desk, yer_id=place_id(desk, "B1-01"))
    path = written(desk.folder, [row(Konusu=f"Konu {place}", Yeri="B1-01") for place in range(3)])
    (fault,) = refusals(desk, path)
    assert fault[:2] == (2, COLUMN["Yeri"])
    assert "B1-01 en çok 3 klasör alır; dosyadan gelen 3 klasör sığmıyor" in fault[2]
    assert [one.ordering for one in took(desk, path, over=True)] == [1, 2, 3]


@pytest.mark.parametrize(
    "text", ["B1-01", "b1 1", "B1/01", "Depo B1, Raf 01", "B1 01", "Birim rafı"]
)  # fmt: skip
def test_a_place_is_known_however_its_path_is_joined(desk: Desk, text: str) -> None:
    with desk.work() as work:
        work.session.get_one(ArsivYer, place_id(desk, "B1-01")).name = "Birim rafı"
        trail.record(work, "arsiv.test", "Ad")
    (one,) = took(desk, written(desk.folder, [row(Yeri=text)]))
    assert one.yer_id == place_id(desk, "B1-01")


def test_a_place_may_stand_in_several_columns(desk: Desk) -> None:
    path = written(
        desk.folder, [("622.01", "Konu", "2015", "K1", "", "01")], ("Kod", "Konu", "Yıl", "Depo", "Dolap", "Raf")
    )
    (one,) = took(desk, path, stage="kurum_arsivi")
    assert one.yer_id == place_id(desk, "K1-01")


@pytest.mark.parametrize(
    ("text", "code"),
    [("622.01", "622.01"), ("62201", "622.01"), ("622-01", "622.01"), ("622,01", "622.01"), ("40", "040"),
     ("934.01 Mal Alım İşleri", "934.01"), ("50.04", "050.04"), ("44", "044")],
)  # fmt: skip
def test_a_code_is_read_as_lists_write_it(desk: Desk, text: str, code: str) -> None:
    reading = read(desk, written(desk.folder, [row(Dosya_Kodu=text)]))
    assert not reading.errors and reading.folders[0].code == code
    assert ("1 dosya kodunun yazımı düzeltildi" in reading.lines) == (text != code)


def test_a_code_that_lost_its_last_zero_in_a_number_cell_is_put_back(desk: Desk) -> None:
    with desk.work() as work:
        plan = work.session.execute(select(col(SdpSurum.id))).scalar_one()
        work.session.add(
            SdpKod(surum_id=plan or 0, code="622.10", title="Diğer", use="asil", period="5", outcome="D", arama="",
                   sira="")
        )  # fmt: skip
        trail.record(work, "arsiv.test", "Kod")
    assert read(desk, written(desk.folder, [row(Dosya_Kodu="622.1")])).folders[0].code == "622.10"


def test_a_code_of_an_older_plan_files_folders_of_its_time_and_older_ones_alone(desk: Desk) -> None:
    with desk.work() as work:
        current = work.session.execute(select(SdpSurum)).scalar_one()
        current.first_day = date(2024, 1, 1)
        old = SdpSurum(name="SDP 2005", first_day=date(2005, 1, 1), last_day=date(2023, 12, 31), source="Deneme",
                       made_by=work.actor.user_id, made_at=work.now)  # fmt: skip
        work.session.add(old)
        work.session.flush()
        for code, period in (("622.01", "7"), ("700.05", "3")):
            work.session.add(SdpKod(surum_id=old.id or 0, code=code, title="Eski", use="asil", period=period,
                                    outcome="D", arama="", sira=""))  # fmt: skip
        trail.record(work, "arsiv.test", "Eski plan")
    rows = [
        row(Konusu="1998", Yılı="1998"), row(Konusu="2015", Yılı="2015"), row(Konusu="2024", Yılı="2024"),
        row(Konusu="Eski kod", Dosya_Kodu="700.05", Yılı="1999"),
    ]  # fmt: skip
    found = took(desk, written(desk.folder, rows))
    assert [(one.period, one.kept_by) for one in found] == [
        ("7", "SDP 2005"), ("7", "SDP 2005"), ("10", "SSDP 2024 V.4"), ("3", "SDP 2005")
    ]  # fmt: skip
    late = written(desk.folder, [row(Dosya_Kodu="700.05", Yılı="2024")], name="geç.csv")
    (fault,) = refusals(desk, late)
    assert fault[1] == COLUMN["Dosya Kodu"] and "31.12.2023 gününden sonra kullanılmıyor" in fault[2]


def test_days_that_may_be_read_two_ways_are_asked_never_guessed(desk: Desk) -> None:
    path = written(desk.folder, [row(Yılı="", Açılış_Tarihi="3/4/2015", Kapanış_Tarihi="05.06.2015")])
    assert [(one.field, one.samples) for one in scanned(path).questions] == [("opened", ("3/4/2015",))]
    (fault,) = refusals(desk, path)
    assert fault[1] == COLUMN["Açılış Tarihi"] and "03.04.2015 mi 04.03.2015 mi belli değil" in fault[2]
    for answer, day in (("gun", date(2015, 4, 3)), ("ay", date(2015, 3, 4))):
        assert read(desk, path, answers={"opened": answer}).folders[0].opened_on == day


def test_markup_formulas_and_control_signs_are_plain_text(desk: Desk) -> None:
    rows = [
        row(Konusu="[red]x[/red] <b>", Açıklama="=1+1"), row(Konusu="=HYPERLINK(\"http://x\";\"y\")"),
        row(Konusu="İki\u202e\x07 \u200b satır\nalt", Arşiv_No="+90"),
    ]  # fmt: skip
    found = took(desk, written(desk.folder, rows))
    assert [one.title for one in found] == ["[red]x[/red] <b>", '=HYPERLINK("http://x";"y")', "İki satır alt"]
    (fault,) = refusals(desk, written(desk.folder, [row(Konusu="\u200b\x07")], name="boş.csv"))
    assert "Konusu boş bırakılamaz" in fault[2]


def test_headings_totals_and_cells_alone_are_no_folders(desk: Desk) -> None:
    rows: list[tuple[str, ...]] = [
        row(), ("", "", "2016 YILI"), row(Yılı="2016"), ("", "", "Toplam", "2"), ("", "", "", "", "Hazırlayan"),
    ]  # fmt: skip
    reading = read(desk, written(desk.folder, rows))
    assert len(reading.folders) == 2 and not reading.errors
    assert "Klasör olmadığı için alınmayan (başlık, toplam): 3., 5., 6. satır" in reading.lines


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        (("SDP", "Dosya Adı", "Yıl"), "code title year"),
        (("Sıra No", "Standart Dosya Kodu", "Klasör Adı", "Açılış", "Kapanış", "Raf", "Kutu No"),
         "code title opened closed raf kutu"),
        (("Müdürlük", "Desimal No", "Konu", "Dosya Yılı", "Arşiv No", "Arşiv Yer No", "Durum", "Belge Adedi"),
         "code title year old_no stage place unit documents"),
        (("Kod", "Yıl-No", "Konusu", "Durum", "Yeri", "Dolar", "Süre", "Parça", "Sayfa", "Birim"),
         "code title due kept part no stage place unit pages"),
        (("Dosya kodu", "Klasör no", "Konusu", "Vaka no", "Parça", "Aşaması", "Yeri", "Sayfa", "Dolduğu gün"),
         "code title due case_no part no stage place pages"),
    ],
)  # fmt: skip
def test_headings_as_offices_write_them_are_known(head: tuple[str, ...], fields: str) -> None:
    mapping = guess_mapping(Sheet("", (head, ("x",) * len(head))), archive_scan.HEADINGS)
    assert " ".join(name for name, _ in mapping.columns) == fields
    assert archive_scan.missing_columns(frozenset(fields.split())) == ""


def test_what_a_mapping_lacks_is_said() -> None:
    said = [
        archive_scan.missing_columns(frozenset(one.split()))
        for one in ("", "code", "code title", "code title year")
    ]
    assert said == [
        "Dosya kodu sütununu seçin.", "Konusu sütununu seçin.",
        "Yıl, açılış ya da kapanış tarihi sütunundan birini seçin.", "",
    ]  # fmt: skip


def test_a_file_without_folders_and_one_with_too_many_are_refused(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(BadInput, match="Dosyada klasör yok"):
        scanned(written(desk.folder, [("", "", "tek")]))
    monkeypatch.setattr(archive_scan, "MOST", 1)
    with pytest.raises(BadInput, match="Dosyada 2 klasör var; bir kerede en çok 1 alınır"):
        scanned(written(desk.folder, [row(), row(Konusu="b")]))
    with pytest.raises(BadFields), desk.look():
        read(desk, written(desk.folder, [row()]), stage="imha")


def test_a_unit_may_be_named_with_the_one_above(desk: Desk) -> None:
    rows = [
        row(Konusu="a", Birim="Bilgi İşlem Dairesi Başkanlığı / Donanım Şube Müdürlüğü"),
        row(Konusu="b", Birim="DONANIM ŞUBE MÜDÜRLÜĞÜ"),
    ]  # fmt: skip
    first, second = took(desk, written(desk.folder, rows))
    assert first.birim_id == second.birim_id and (first.number, second.number) == (1, 2)


def test_a_unit_out_of_sight_is_answered_like_none(desk: Desk) -> None:
    path = written(desk.folder, [row()], name="k.csv")
    own = {one.birim_id for one in took(desk, written(desk.folder, [row(Birim=OTHER_UNIT)], name="d.csv"))}
    assert refusals(desk, written(desk.folder, [row(Birim="Yazılım Şube Müdürlüğü")]), "kadir", birim_id=own.pop())
    (fault,) = refusals(desk, path, "kadir")  # the unit of the form
    assert "Birim bulunamadı" in fault[2]
    assert len(folders(desk)) == 1


# ---------------------------------------------------------------- the rule


def listed(**more: Any) -> Listed:
    return Listed(**{"stage": FolderStage.KAPALI, "case": False, "opened_on": date(2015, 1, 1), **more})


def test_a_closing_follows_from_what_the_list_says_in_this_order() -> None:
    reckoned = Closing(date(2019, 12, 31), ClosingKnown.DOLUS)
    cases = (
        (listed(closed_on=date(2016, 2, 1)), reckoned, date(2016, 2, 1), ClosingKnown.GUN),
        (listed(closed_on=date(2016, 12, 31), year_alone=True), reckoned, date(2016, 12, 31), ClosingKnown.YIL),
        (listed(), reckoned, date(2019, 12, 31), ClosingKnown.DOLUS),
        (listed(case=True), reckoned, date(2019, 12, 31), ClosingKnown.DOLUS),
        (listed(), None, date(2015, 12, 31), ClosingKnown.DOSYA),
        (listed(opened_on=date(2026, 2, 2)), None, TODAY, ClosingKnown.BU_YIL),
        (listed(opened_on=date(2026, 2, 2), case=True), None, TODAY, ClosingKnown.BU_YIL),
    )
    for one, found, day, known in cases:
        assert closing_of(one, TODAY, lambda: found) == Closing(day, known)  # noqa: B023 - called at once
    assert closing_of(listed(stage=FolderStage.ACIK), TODAY, lambda: reckoned) is None


def test_what_the_list_keeps_for_ever_never_becomes_due(desk: Desk) -> None:
    head = ("Kod", "Konu", "Yıl", "Durum", "Süre", "Dolar")
    rows = [
        ("903.05", "İzin", "2015", "Kapalı", "B/D", ""), ("622.01", "Başvuru", "2015", "Kapalı", "B/D", ""),
        ("622.01", "Başka", "2015", "Kapalı", "10/D", "süresiz"),
        ("044", "Anket", "2015", "Kapalı", "", "01.01.2024"),
    ]  # fmt: skip
    reading = read(desk, written(desk.folder, rows, head))
    assert [(one.row, one.column) for one in reading.errors] == [(3, 5)]
    said = "Listede süresiz yazılı, SSDP 2024 V.4 ise 10 yıl diyor"
    assert said in reading.errors[0].message and "(2 satırda)" in reading.errors[0].message
    assert reading.folders[-1].closing == Closing(date(2018, 12, 31), ClosingKnown.DOLUS)


def test_every_state_is_known_by_its_label_and_only_those_of_a_list_are_taken() -> None:
    for stage in FolderStage:
        if stage in TAKEN:
            assert stage_of(stage.label) is stage
        else:
            with pytest.raises(BadInput):
                stage_of(stage.label)
    assert stage_of("  ") is None
