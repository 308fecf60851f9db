"""An office begins in mid-year: what it blocked, committed and spent so far comes from its own Excel."""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlmodel import col

from data.butce import course, past_rows
from data.butce.models import HarcamaIsi, OdenekHareket
from data.butce.operations.past import TakenPast, import_past
from data.butce.past_drafts import PastDraft, PastReading
from data.butce.past_reading import read_past
from data.butce.rules.states import Amounts
from data.butce.rules.values import MovementKind
from data.core import taken
from data.core.errors import BadInput, NotAllowed
from data.core.intake.column_styles import answered
from data.core.intake.mapping import ColumnMapping
from data.core.intake.tables import TabularFile, read_table
from data.core.store import Look
from tests.butce.butce_office import HEAD, Desk, tertip_id
from tests.butce.cetvel_files import csv, unit_id

HEADING = ("Tarih", "Ekonomik kod", "Türü", "Tutar", "Belge no", "İşin konusu", "Firma", "Açıklama")
ROWS = (
    ("05.01.2026", "03.2.1.01", "Onay belgesi", "10.000,00", "2026/1", "Kırtasiye alımı", "", ""),
    ("12.01.2026", "03.2.1.01", "Sözleşme", "9.000,00", "S-1", "Kırtasiye alımı", "Örnek Ltd.", ""),
    ("20.02.2026", "03.02.10.01", "Ödeme emri", "4.500,50", "114", "Kırtasiye alımı", "Örnek Ltd.", ""),
    ("01.02.2026", HEAD + "03.5.2.02", "harcama", "1.250,00", "88", "", "Türk Telekom", "Ocak faturası"),
    ("15.02.2026", "03.5.2.02", "İade", "250,00", "D-3", "", "", ""),
    ("10.03.2026", "06.1.2.01", "Aktarma (-)", "5.000,00", "E-7", "", "", ""),
    ("10.03.2026", "06.5.7.01", "Aktarma (+)", "5.000,00", "E-7", "", "", ""),
    ("11.03.2026", "03.3.1.01", "Bloke", "700,00", "", "", "", "Kurs yolluğu"),
)  # fmt: skip


def file(*rows: tuple[str, ...]) -> TabularFile:
    return csv([HEADING, *rows], name="hareketler.csv")


def mapped(look: Look, one: TabularFile) -> ColumnMapping:
    return taken.mapping_for(look, past_rows.TARGET, one.sheets[0], past_rows.HEADINGS)


def read(
    desk: Desk, one: TabularFile, kind: str | None = None, who: str = "ayse", year: int = 2026
) -> PastReading:
    draft = PastDraft(harcama_birimi_id=unit_id(desk), year=year, kind=kind)
    with desk.look(who) as look:
        spreadsheet = one.format != "metin"
        mapping = mapped(look, one)
        found = past_rows.scan(one.name, one.sha256, one.sheets[0], mapping, spreadsheet=spreadsheet)
        return read_past(look, found, draft, answered(found.styles, found.questions, {}))


def take(desk: Desk, one: TabularFile) -> TakenPast:
    reading = read(desk, one)
    with desk.look() as look:
        mapping = mapped(look, one)
    with desk.work("ayse") as work:
        return import_past(work, reading, mapping)


def held(desk: Desk, kod: str) -> Amounts:
    key = tertip_id(desk, kod)
    with desk.look() as look:
        return course.held(look, col(OdenekHareket.tertip_id) == key)


def test_movements_of_the_year_so_far_are_taken_each_lira_in_one_state(desk: Desk) -> None:
    reading = read(desk, file(*ROWS, ("", "", "", "TOPLAM", "", "", "", "")))
    assert not reading.errors, reading.errors
    assert [(one.kind.label, one.lines, one.kurus) for one in reading.sums] == [
        ("Kesin harcama", 2, 5_750_50), ("Harcamanın iadesi", 1, 250_00), ("Bloke", 2, 10_700_00),
        ("Taahhüt", 1, 9_000_00), ("Aktarmayla eklenen", 1, 5_000_00), ("Aktarmayla düşülen", 1, 5_000_00),
    ]  # fmt: skip
    done = take(desk, file(*ROWS))
    assert done.words == "8 hareket alındı · 2 harcama işi açıldı"
    paper = held(desk, "03.2.1.01")
    assert (paper.bloke, paper.taahhut, paper.harcanan) == (1_000_00, 4_499_50, 4_500_50)
    assert held(desk, "03.5.2.02").harcanan == 1_000_00
    assert (held(desk, "06.1.2.01").odenek, held(desk, "06.5.7.01").odenek) == (395_000_00, 905_000_00)
    with desk.look() as look:
        works = look.session.execute(select(col(HarcamaIsi.subject), col(HarcamaIsi.onay_no))).all()
        numbers = look.session.execute(select(col(OdenekHareket.number)).order_by(col(OdenekHareket.id))).scalars()
        assert [tuple(one) for one in works] == [("Kırtasiye alımı", "2026/1"), ("Kurs yolluğu", "")]
        assert list(numbers) == list(range(1, 20))


def test_a_second_file_goes_on_with_the_works_of_the_first_and_none_is_taken_twice(desk: Desk) -> None:
    take(desk, file(*ROWS))
    with pytest.raises(BadInput, match="tarafından alınmış"):
        read(desk, file(*ROWS))
    again = read(
        desk, file(ROWS[2], ("21.02.2026", "03.2.1.01", "Harcama", "4.499,50", "115", "kırtasiye ALIMI", "", ""))
    )
    assert [one.row for one in again.errors] == [2] and "kayıtlarda var" in again.errors[0].message
    take(desk, file(("21.02.2026", "03.2.1.01", "Harcama", "4.499,50", "115", "kırtasiye ALIMI", "", "")))
    paper = held(desk, "03.2.1.01")
    assert (paper.bloke, paper.taahhut, paper.harcanan) == (1_000_00, 0, 9_000_00)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("05.01.2025", "03.2.1.01", "Harcama", "1,00", "", "", "", ""), "arasında değil"),
        (("25.11.2026", "03.2.1.01", "Harcama", "1,00", "", "", "", ""), "arasında değil"),
        (("05.01.2026", "03.9.9.99", "Harcama", "1,00", "", "", "", ""), "tertipleri arasında yok"),
        (("05.01.2026", "03.2.1.01", "Hibe", "1,00", "", "", "", ""), "bilinen bir hareket türü değil"),
        (("05.01.2026", "03.2.1.01", "Başlangıç ödeneği", "1,00", "", "", "", ""), "bu dosyayla alınmaz"),
        (("05.01.2026", "03.2.1.01", "Harcama", "-1,00", "", "", "", ""), "sıfırdan büyük"),
        (("05.01.2026", "03.3.1.01", "Harcama", "60.000,01", "", "", "", ""), "0,01 TL eksik"),
        (("05.01.2026", "03.3.1.01", "İade", "1,00", "", "", "", ""), "harcaması 0,00 TL"),
        (("05.01.2026", "03.2.1.01", "", "1,00", "", "", "", ""), "Hareket türü yazılmamış"),
        (("31.02.2026", "03.2.1.01", "Harcama", "1,00", "", "", "", ""), "takvimde olmayan"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why_and_nothing_is_written(
    desk: Desk, row: tuple[str, ...], said: str
) -> None:
    reading = read(desk, file(ROWS[3], row))
    assert [one.row for one in reading.errors] == [3] and said in reading.errors[0].message
    with pytest.raises(BadInput, match="hiçbir kayıt yazılmadı"):
        take(desk, file(ROWS[3], row))
    assert held(desk, "03.5.2.02").harcanan == 0


class _Undone(Exception):
    pass


_WORDS = ("Onay belgesi", "Sözleşme", "Harcama", "İade", "Aktarma (-)", "Aktarma (+)", "Tenkis", "Ek ödenek")
_FILE_ROWS = st.lists(
    st.tuples(
        st.integers(1, 28),
        st.sampled_from(["03.3.1.01", "06.1.2.01"]),
        st.sampled_from(_WORDS),
        st.sampled_from([100, 20_000_00, 30_000_00, 60_000_00]),
        st.sampled_from(["", "Birinci iş", "İkinci iş"]),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(_FILE_ROWS)
def test_what_is_shown_as_right_is_taken_and_leaves_no_state_below_nothing(
    desk: Desk, rows: list[tuple[int, str, str, int, str]]
) -> None:
    one = file(*((f"{day:02}.03.2026", kod, kind, f"{kurus // 100},{kurus % 100:02}", "", work, "", "")
                 for day, kod, kind, kurus, work in rows))  # fmt: skip
    reading = read(desk, one)
    with desk.look() as look:
        mapping = mapped(look, one)
    with contextlib.suppress(_Undone), desk.work("ayse") as work:
        if reading.errors:
            with pytest.raises(BadInput):
                import_past(work, reading, mapping)
            raise _Undone
        import_past(work, reading, mapping)
        for kod in ("03.3.1.01", "06.1.2.01"):
            key = tertip_id(desk, kod)
            now = course.held(work, col(OdenekHareket.tertip_id) == key)
            assert min(now.odenek, now.bloke, now.taahhut, now.harcanan) >= 0
        raise _Undone


def test_a_plain_list_of_payments_in_a_spreadsheet_takes_its_kind_from_the_form(
    desk: Desk, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    for row in (["Ödeme listesi"], ["Tarih", "Tertip", "Ödenen"], [date(2026, 4, 3), HEAD + "03.2.1.01", 1500.25]):
        book.active.append(row)
    book.save(tmp_path / "odemeler.xlsx")
    reading = read(desk, read_table(tmp_path / "odemeler.xlsx"), kind="harcama")
    assert [(one.day, one.kind, one.amount, one.belge) for one in reading.lines] == [
        (date(2026, 4, 3), MovementKind.HARCAMA, 1_500_25, "Ödeme emri belgesi")
    ]


def test_a_year_that_was_never_opened_and_a_stranger_take_nothing(desk: Desk) -> None:
    with pytest.raises(BadInput, match="2025 bütçe yılı açılmamış"):
        read(desk, file(*ROWS), year=2025)
    with pytest.raises(NotAllowed):
        read(desk, file(*ROWS), who="kadir")
