"""An office brings its own ödenek cetveli: read in every shape that offices write, agreed, taken once."""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlmodel import col

from data.butce import cetvel_columns, cetvel_rows
from data.butce.cetvel_drafts import CetvelReading
from data.butce.drafts import TertipDraft, YearDraft
from data.butce.level_names import level_names
from data.butce.models import ButceYil, OdenekHareket, Tertip
from data.butce.operations.cetvel import import_cetvel
from data.butce.operations.tertips import add_tertip
from data.butce.operations.years import open_year
from data.butce.rules.cetvel_lines import Item, cetvel_lines
from data.butce.rules.codes import DEFAULT_PATTERN, Segments, printed
from data.core.errors import BadFields, BadInput, NotAllowed
from data.core.intake.mapping import ColumnMapping
from data.core.intake.tables import read_table
from data.core.models import TrailEntry
from tests.butce.butce_office import Desk
from tests.butce.cetvel_files import (
    BLANK,
    GROUPS,
    LEVELS,
    OFFICE,
    PRINTED,
    ROMAN,
    csv,
    mapped,
    read,
    take,
    unit_id,
    xlsx,
)

CODES = [
    ("46.34.12.05-01.3.9.00-5-03.2.1.01", 250_000_25),
    ("46.34.12.05-01.3.9.00-5-03.2.1.05", 150_000_25),
    ("46.34.12.05-01.3.9.00-5-03.5.2.02", 200_000_00),
    ("46.34.12.05-01.3.9.00-5-06.1.2.01", 399_999_50),
]
WHOLE = ("Tertip", "Açıklama", "2027 Yılı Ödeneği")


def lines(reading: CetvelReading) -> list[tuple[str, int]]:
    assert not reading.errors, reading.errors
    return [(one.kod, one.kurus) for one in reading.lines]


def everything(desk: Desk) -> tuple[int, ...]:
    with desk.look() as look:
        return tuple(
            look.session.execute(select(func.count()).select_from(model)).scalar_one()
            for model in (ButceYil, Tertip, OdenekHareket, TrailEntry)
        )


def test_a_printed_cetvel_with_codes_in_heads_is_read_and_its_sums_are_checked(desk: Desk) -> None:
    reading = read(desk, csv(PRINTED), agreed=1_000_000_00)
    assert lines(reading) == CODES
    assert [(one.kod, one.kurus, one.name) for one in reading.sums] == [
        ("03", 600_000_50, "Mal ve hizmet alım giderleri"),
        ("03.02", 400_000_50, "Tüketime yönelik mal ve malzeme"),
        ("03.05", 200_000_00, "Hizmet alımları"),
        ("06", 399_999_50, "Sermaye giderleri"),
        ("06.01", 399_999_50, "Mamul mal alımları"),
    ]
    words = " / ".join(reading.notes)
    assert "✓ 15. satırdaki toplam satırlarla aynı: 1.000.000,00 TL" in words
    assert "✓ 5 ara toplam satırı altındakilerle aynı" in words and "üst satırlardaki başlıktan" in words


def test_a_printed_cetvel_of_a_municipality_with_english_amounts_is_read(desk: Desk) -> None:
    rows = [
        ("ÖRNEK BELEDİYESİ",),
        ("KURUMSAL SINIFLANDIRMA", *[""] * 3, "FONKSİYONEL SINIFLANDIRMA", *[""] * 3, "FİN. TİPİ",
         "EKONOMİK SINIFLANDIRMA", *[""] * 3, "AÇIKLAMA", "2014 YILI ÖDENEĞİ"),
        (*ROMAN, *ROMAN, "I", *ROMAN, "", ""),
        ("46", *[""] * 12, "BELEDİYE", "2,001,500.00"),
        ("", "42", *[""] * 11, "KONYA", "2,001,500.00"),
        ("", "", "28", *[""] * 10, "MERAM", "2,001,500.00"),
        ("", "", "", "02", *[""] * 9, "ÖZEL KALEM MÜDÜRLÜĞÜ", "2,000,500.00"),
        (*[""] * 4, "01", *[""] * 8, "GENEL KAMU HİZMETLERİ", "2,000,500.00"),
        (*[""] * 5, "1", *[""] * 7, "Yasama ve yürütme", "2,000,500.00"),
        (*[""] * 6, "1", *[""] * 6, "Yasama ve yürütme organları", "2,000,500.00"),
        (*[""] * 8, "5", *[""] * 4, "MAHALLİ İDARELER", "2,000,500.00"),
        (*BLANK, "01", "", "", "", "PERSONEL GİDERLERİ", "2,000,000.00"),
        (*BLANK, "", "5", "", "", "DİĞER PERSONEL", "2,000,000.00"),
        (*BLANK, "", "", "1", "", "Ücret ve diğer ödemeler", "2,000,000.00"),
        (*BLANK, "", "", "", "51", "Belediye başkanına", "1,500,000.00"),
        (*BLANK, "", "", "", "52", "Meclis üyelerine", "500,000.00"),
        (*BLANK, "03", "", "", "", "MAL VE HİZMET", "500.00"),
        (*BLANK, "", "2", "", "", "TÜKETİME YÖNELİK", "500.00"),
        (*BLANK, "", "", "1", "", "Kırtasiye", "500.00"),
        (*BLANK, "", "", "", "05", "Baskı ve cilt", "500.00"),
        (*BLANK, "", "", "2", "", "Su ve temizlik", ""),
        ("", "", "", "03", *[""] * 9, "YAZI İŞLERİ MÜDÜRLÜĞÜ", "1,000.00"),
        (*[""] * 4, "01", "3", "9", "", "5", "03", "2", "1", "01", "Kırtasiye", "1,000.00"),
    ]  # fmt: skip
    reading = read(desk, xlsx(rows), kurumsal="46.42.28.02")
    head = "46.42.28.02-01.1.1-5-"
    assert lines(reading) == [
        (head + "01.5.1.51", 1_500_000_00), (head + "01.5.1.52", 500_000_00), (head + "03.2.1.05", 500_00),
    ]  # fmt: skip
    assert "1 satır başka birimlerin (1.000,00 TL); alınmaz" in reading.notes
    assert "✓ 15 ara toplam satırı altındakilerle aynı" in reading.notes


_LEVELS = st.tuples(st.sampled_from(["01", "03", "06"]), st.integers(1, 9), st.integers(1, 9), st.integers(1, 99))
_BUDGET = st.dictionaries(
    st.tuples(st.sampled_from(["05", "07"]), st.sampled_from(["01.3.9.00", "04.1.1.00"]), _LEVELS),
    st.integers(1, 10**9),
    min_size=1,
    max_size=12,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(_BUDGET, st.booleans(), st.booleans())
def test_any_budget_printed_with_heads_is_read_back_to_the_kuruş(
    desk: Desk, budget: dict[tuple[str, str, tuple[str, int, int, int]], int], newer: bool, sparse: bool
) -> None:
    items = []
    for (office, function, (first, second, third, fourth)), kurus in budget.items():
        code = f"{first}.{second:02}.{third}0.{fourth:02}" if newer else f"{first}.{second}.{third}.{fourth:02}"
        parts = Segments(kurumsal=f"46.34.12.{office}", fonksiyonel=function, finansman="5", ekonomik=code)
        items.append(Item(parts, "Ad", (kurus,)))
    blocks = ("kurumsal", "fonksiyonel", "finansman", "ekonomik")
    rows: list[tuple[str, ...]] = [GROUPS, LEVELS]
    before = ("",) * 13
    for one in cetvel_lines(items, lambda block, code: f"{block} {code}"):
        whole = tuple(level for block in blocks for level in one.columns(block))
        # A printed cetvel leaves out what did not change, up to the first level that did.
        at = next(place for place in range(13) if whole[place] != before[place])
        shown = tuple("" if sparse and place < at else level for place, level in enumerate(whole))
        lira = f"{one.values[0] // 100:,}".replace(",", ".")
        rows.append((*shown, one.name, f"{lira},{one.values[0] % 100:02}"))
        before = whole
    reading = read(desk, csv(rows))
    wanted = {printed(item.segments, DEFAULT_PATTERN): item.values[0] for item in items}
    assert dict(lines(reading)) == wanted


def test_one_operation_opens_year_and_tertips_with_their_ödenek_and_knows_the_file_again(desk: Desk) -> None:
    before = everything(desk)
    done = take(desk, csv(PRINTED))
    assert done.words == "2027 cetveli alındı · 4 tertip · 1.000.000,00 TL"
    assert [now - then for now, then in zip(everything(desk), before, strict=True)] == [1, 4, 4, 1]
    with desk.look() as look:
        moved = OdenekHareket
        rows = look.session.execute(
            select(col(Tertip.kod), col(moved.amount), col(moved.kind), col(moved.belge_no), col(moved.day))
            .join(moved, col(moved.tertip_id) == col(Tertip.id))
            .where(col(Tertip.yil_id) == done.yil_id)
        ).all()
        names = level_names(look, done.yil_id)
    assert {tuple(row) for row in rows} == {
        (kod, kurus, "baslangic", "2026/511", date(2027, 1, 1)) for kod, kurus in CODES
    }
    assert names.of("ekonomik", "03.2.1") == names.of("ekonomik", "03.02.10") == "Kırtasiye ve büro malzemesi"
    assert names.of("ekonomik", "06.1") == "Mamul mal alımları"
    assert names.of("kurumsal", "46.34.12.05") == "Yazılım Şube Müdürlüğü"
    with pytest.raises(BadInput, match="tarafından alınmış"):
        read(desk, csv(PRINTED))
    again = read(desk, csv(PRINTED[1:]))
    assert len(again.errors) == 4 and "yılında var; başlangıç ödeneği 250.000,25 TL" in again.errors[0].message


@pytest.mark.parametrize(
    "rows",
    [
        [WHOLE, *((kod, f"Ad {kod[-2:]}", f"{kurus // 100},{kurus % 100:02}") for kod, kurus in CODES)],
        [WHOLE, *((kod.replace("-", "."), "Ad", f"{kurus // 100},{kurus % 100:02}") for kod, kurus in CODES)],
        [("Kurumsal", "Fonksiyonel", "Finansman", "Ekonomik", "Açıklama", "Ödenek"),
         *((*kod.split("-"), "Ad", f"{kurus // 100},{kurus % 100:02}") for kod, kurus in CODES)],
        [("Gider kodu", "Adı", "TL", "Kr"),
         *((kod.rpartition("-")[2], "Ad", str(kurus // 100), f"{kurus % 100:02}") for kod, kurus in CODES)],
    ],
    ids=["whole", "dots alone", "a column a block", "economic alone"],
)  # fmt: skip
def test_other_shapes_of_a_cetvel_say_the_same(desk: Desk, rows: list[tuple[str, ...]]) -> None:
    if "TL" in rows[0]:
        rows[0] = ("Gider kodu", "Adı", "Tutar", "Kr")
    more = {"kurumsal": "46.34.12.05", "fonksiyonel": "01.3.9.00", "finansman": "5"} if len(rows[0]) == 4 else {}
    assert lines(read(desk, csv(rows, encoding="cp1254"), **more)) == CODES


def test_a_spreadsheet_that_dropped_zeros_and_writes_new_digits_is_completed(desk: Desk) -> None:
    head = [(*LEVELS[:-2], "Açıklama", "Tutar")]
    office = [46, 34, 12, 5, 1, 3, 9, 0, 5]
    rows = [*head, [*office, 3, 2, 10, 1, "Kırtasiye", 250000.25], [*office, 6, 1, 20, 1, "Makine", 100]]
    reading = read(desk, xlsx(rows))
    assert lines(reading) == [
        ("46.34.12.05-01.3.9.00-5-03.02.10.01", 250_000_25), ("46.34.12.05-01.3.9.00-5-06.01.20.01", 100_00),
    ]  # fmt: skip
    assert any("düşen sıfırı tamamlandı" in note for note in reading.notes)


def test_columns_of_a_program_stand_before_the_rest(desk: Desk) -> None:
    rows = [
        ("Program", "Alt program", "Faaliyet", "Kurumsal", "Fonksiyonel", "Finans", "Ekonomik", "Adı", "Ödenek"),
        ("12", "3", "456", "46.34.12.05", "01.3.9.00", "5", "03.02.10.01", "Kırtasiye", "1.000"),
    ]  # fmt: skip
    found = read(desk, csv(rows), {"amount": "tr"})
    assert lines(found) == [("12-3-456-46.34.12.05-01.3.9.00-5-03.02.10.01", 1_000_00)]


def test_what_does_not_add_up_is_refused_with_its_row_and_nothing_is_written(desk: Desk) -> None:
    broken = [list(row) for row in PRINTED]
    broken[7][14] = "400.000,00"
    broken[14][14] = "999.999,00"
    before = everything(desk)
    reading = read(desk, csv(broken))
    assert [(one.row, one.column) for one in reading.errors] == [(8, 15), (15, 15)]
    assert "satırda 400.000,00 TL, altındakilerin toplamı 400.000,50 TL" in reading.errors[0].message
    with pytest.raises(BadInput, match="hiçbir kayıt yazılmadı"):
        take(desk, csv(broken))
    assert everything(desk) == before
    differs = read(desk, csv(PRINTED), agreed=1_000_000_01)
    assert "Karardaki toplam 1.000.000,01 TL" in differs.errors[0].message


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("2001-02-03", "Kırtasiye", "5"), "tarihe dönüşmüş"),
        (("46.34.12.05-01.3.9.00-5-06", "Sermaye", "5"), "en az II. düzeyi"),
        (("46.34.12.05-01.3.9.00-5-03.2.1.09", "", "5"), "Açıklama boş"),
        (("46.34.12.05-01.3.9.00-5-03.2.1.09", "Ad", "-5,00"), "eksi olamaz"),
        (("46.34.12.05-01.3.9.00-5-03.2.1.09", "Ad", "5,005"), "kuruşun altı"),
        (("46.34.12.05-01.3.9.00-5-03.2.1.09", "Ad", "beş 5"), "sayı değil"),
        (("", "Kırtasiye", "5,00"), "kod yok"),
        (("46.34.12.05-01.3.9.00-5-03.2.1.01", "Ad", "5,00"), "2. satırda da var"),
        (("1.2.3.4.5.6.7.8.9.10.11", "Ad", "5,00"), "ayrılamadı"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(desk: Desk, row: tuple[str, ...], said: str) -> None:
    good = (CODES[0][0], "Kırtasiye", "1,50")
    reading = read(desk, csv([WHOLE, good, row]))
    assert [one.row for one in reading.errors] == [3] and said in reading.errors[0].message


def test_only_the_own_rows_of_a_whole_municipality_s_cetvel_are_taken(desk: Desk) -> None:
    other = ("46", "34", "12", "07", *OFFICE[4:])
    rows = [
        (*LEVELS[:-2], "Açıklama", "Tutar"),
        ("46", "34", *("",) * 11, "Belediye", "300,00"),
        (*OFFICE, "03", "2", "1", "01", "Kırtasiye", "100,00"),
        (*other, "03", "2", "1", "01", "Kırtasiye", "200,00"),
        (*("",) * 13, "TOPLAM", "300,00"),
    ]
    reading = read(desk, csv(rows), kurumsal="46.34.12.05")
    assert lines(reading) == [(CODES[0][0], 100_00)]
    assert "1 satır başka birimlerin (200,00 TL); alınmaz" in reading.notes
    nothing = read(desk, csv(rows), kurumsal="46.34.12.09")
    assert "46.34.12.09 ile başlayan tertip yok" in nothing.errors[0].message
    all_of_them = read(desk, csv(rows))
    assert len(all_of_them.lines) == 2 and any("2 kurumsal kod var" in note for note in all_of_them.notes)


def test_a_page_heading_in_the_middle_and_a_numbering_row_are_passed_over(desk: Desk) -> None:
    again = ("", "", "", "", "", "", "", "", "", "", "", "", "", "AÇIKLAMA", "2027 YILI ÖDENEĞİ (TL)")
    numbers = tuple(str(place) for place in range(1, 16))
    rows = [*PRINTED[:4], numbers, *PRINTED[4:9], PRINTED[2], PRINTED[3], again, *PRINTED[9:]]
    assert lines(read(desk, csv(rows))) == CODES


def test_a_budget_at_level_two_and_a_tertip_without_ödenek_are_taken(desk: Desk) -> None:
    rows = [WHOLE, ("46.34.12.05-01.3.9.00-5-03.2", "Tüketim", "100,00"),
            ("46.34.12.05-01.3.9.00-5-03.5.1.03", "Bilgisayar hizmeti", "")]  # fmt: skip
    reading = read(desk, csv(rows))
    assert [kurus for _, kurus in lines(reading)] == [100_00, 0] and "1 tertip ödeneksiz açılır" in reading.notes
    take(desk, csv(rows))


def test_a_tertip_that_was_opened_by_hand_gets_its_ödenek_and_what_came_in_between_is_told(desk: Desk) -> None:
    rows = [WHOLE, (CODES[0][0], "Kırtasiye", "250,00"), (CODES[2][0], "Telefon", "200,00")]
    file = csv(rows)
    stale = read(desk, file)
    with desk.work("ayse") as work:
        year = open_year(work, YearDraft(harcama_birimi_id=unit_id(desk), year=2027))
    with desk.work("ayse") as work:
        by_hand = add_tertip(work, year, TertipDraft(kod="46.34.12.05-01.3.9.00-5-03.02.10.01", name="Elle"))
    with desk.look() as look:
        mapping = mapped(look, file)
    with desk.work("ayse") as work, pytest.raises(BadInput, match="dosya okunduktan sonra açılmış"):
        import_cetvel(work, stale, mapping)
    reading = read(desk, file)
    assert [one.tertip_id for one in reading.lines] == [by_hand, 0] and not reading.opens_year
    assert "1 tertip yılda açılmış; yalnız ödeneği yazılır" in reading.notes
    take(desk, file)
    with desk.look() as look:
        kept = select(func.sum(col(OdenekHareket.amount))).where(col(OdenekHareket.tertip_id) == by_hand)
        assert look.session.execute(kept).scalar_one() == 250_00


def test_who_may_not_prepare_or_sees_another_unit_takes_no_cetvel(desk: Desk) -> None:
    for who in ("denetci", "kadir"):
        with pytest.raises(NotAllowed):
            read(desk, csv(PRINTED), who=who)
    with pytest.raises(BadFields, match="bugünden sonra"):
        read(desk, csv(PRINTED), karar_day=date(2026, 12, 1))


def test_the_headings_that_are_offered_are_known_again(desk: Desk) -> None:
    fields = cetvel_columns.column_labels()
    file = csv([[label for _, label in fields], ["1"] * len(fields)])
    with desk.look() as look:
        found = mapped(look, file).columns
    assert dict(found) == {field: place for place, (field, _) in enumerate(fields)}


def test_hostile_spreadsheets_give_a_preview_or_one_plain_message(desk: Desk, samples: Path) -> None:
    before = everything(desk)
    for path in sorted((samples / "spreadsheets").iterdir())[::20]:
        try:
            file = read_table(path)
        except BadInput as refused:
            assert refused.message
            continue
        with contextlib.suppress(BadInput):
            read(desk, file)
        width = max((len(row) for row in file.sheets[0].rows), default=0)
        if width >= 3:
            mapping = ColumnMapping("", 0, (("kod", 0), ("name", 1), ("amount", 2)))
            with contextlib.suppress(BadInput):
                cetvel_rows.scan(file.name, file.sha256, file.sheets[0], mapping, spreadsheet=True)
    assert everything(desk) == before
