"""Clock files: what the device wrote is read whole, what cannot be is told by line, nothing is made up."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from data.core.errors import BadInput
from data.core.intake.mapping import ColumnMapping
from data.puantaj.intake import PunchReading, RawPunch, read_punches

_TODAY = date(2026, 11, 20)


def _read(path: Path, text: str, *, encoding: str = "utf-8", mapping: ColumnMapping | None = None) -> PunchReading:
    path.write_bytes(text.encode(encoding))
    return read_punches(path, mapping=mapping, today=_TODAY)


def _short(punches: tuple[RawPunch, ...]) -> list[tuple[int, str, str, str]]:
    return [(punch.row, punch.card, f"{punch.at:%d.%m %H:%M}", punch.direction) for punch in punches]


@pytest.mark.parametrize(
    ("name", "count", "layout", "cards"),
    [
        ("attlog_5_columns.dat", 560, "attlog-5", 18),
        ("test_file_data_part_2.dat", 52, "attlog-6", 1),
        ("test_file_data_part_ALL.dat", 62, "attlog-6", 1),
        ("test_file_data_part_LOSS.dat", 60, "attlog-6", 1),
        ("test_file_data_part_MARK.dat", 62, "attlog-6", 1),
        ("test_read_file.dat", 35, "attlog-6", 11),
    ],
)
def test_real_clock_files_are_read_whole(samples: Path, name: str, count: int, layout: str, cards: int) -> None:
    read = read_punches(samples / "puantaj" / name, today=_TODAY)
    assert (len(read.punches), read.errors, read.layout) == (count, (), layout)
    assert len({punch.card for punch in read.punches}) == cards
    # Every line carries the same state, so the key was never pressed and says nothing.
    assert {punch.direction for punch in read.punches} == {"?"}
    assert [punch.row for punch in read.punches] == list(range(1, count + 1))
    assert read.first == min(punch.at for punch in read.punches)
    assert read.last == max(punch.at for punch in read.punches)


def test_a_repeated_touch_stays_as_it_is_in_the_file(samples: Path) -> None:
    read = read_punches(samples / "puantaj" / "test_file_data_part_LOSS.dat", today=_TODAY)
    assert read.punches[0].at == read.punches[1].at == datetime.fromisoformat("2021-03-01 07:23:12")
    assert read.punches[0].raw == "        3\t2021-03-01 07:23:12\t1\t255\t1\t0"


_LINES = "1\t2026-10-05 08:00:00\t0\t1\t0\t0\r\n\r\n1\t2026-10-05 17:00:00\t1\t1\t0\t0\r\n"


def test_states_are_believed_where_they_change(tmp_path: Path) -> None:
    read = _read(tmp_path / "1_attlog.dat", _LINES + "1\t2026-10-06 08:00:00\t255\t1\t0\t0\n")
    assert [punch.direction for punch in read.punches] == ["G", "C", "?"]
    assert [punch.row for punch in read.punches] == [1, 3, 4]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_a_clock_file_in_another_encoding_is_the_same(tmp_path: Path, encoding: str) -> None:
    assert len(_read(tmp_path / "a.dat", _LINES, encoding=encoding).punches) == 2


def test_impossible_and_out_of_range_lines_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.dat"
    bad = (
        "2\t2026-02-31 08:00:00\t0\t1\t0\t0\n"
        "2\t2027-01-01 08:00:00\t0\t1\t0\t0\n2\t2019-01-01 08:00:00\t0\t1\t0\t0\n"
        "2\t2026-10-05 08:0\n2\t2026-10-05 24:10:00\t0\t1\t0\t0\n"
        "2\t2026-10-05 08:00+03\t0\t1\t0\t0\n"
    )
    path.write_text(_LINES * 10 + bad, encoding="ascii")
    read = read_punches(path, today=_TODAY, earliest=date(2020, 1, 1))
    assert len(read.punches) == 20
    assert [error.row for error in read.errors] == [31, 32, 33, 34, 35, 36]
    said = [error.message for error in read.errors]
    assert "takvimde olmayan" in said[0]
    assert "bugünden sonra" in said[1]
    assert "ilk günden (01.01.2020) önce" in said[2]
    assert "yarım ya da bozuk" in said[3]
    assert "geçerli bir saat değil" in said[4]


def test_a_punch_of_today_is_read(tmp_path: Path) -> None:
    read = _read(tmp_path / "a.dat", "1\t2026-11-20 23:59:59\t0\t1\t0\t0\n")
    assert (len(read.punches), read.errors) == (1, ())


def test_a_list_with_date_and_clock_columns_is_mapped_by_its_headings(tmp_path: Path) -> None:
    text = (
        "PDKS HAREKET LİSTESİ\r\n\r\nKart No;Adı Soyadı;Tarih;Saat;Yön;Kapı\r\n"
        "'0012;Şükrü Işık;05.10.2026;08:01;Giriş;Ana kapı\r\n"
        "'0012;Şükrü Işık;05.10.2026;17:00:30;ÇIKIŞ;Arka kapı\r\n"
        "'0012;Şükrü Işık;06.10.2026;08:00;Bilinmiyor;\r\n"
    )
    read = _read(tmp_path / "hareket.csv", text, encoding="cp1254")
    assert _short(read.punches) == [
        (4, "0012", "05.10 08:01", "G"),
        (5, "0012", "05.10 17:00", "C"),
        (6, "0012", "06.10 08:00", "?"),
    ]
    assert read.punches[1].device == "Arka kapı"
    assert read.punches[0].raw == "'0012 | Şükrü Işık | 05.10.2026 | 08:01 | Giriş | Ana kapı"
    assert read.layout == "tablo"


def test_a_direction_that_never_changes_is_not_believed(tmp_path: Path) -> None:
    text = "USERID,CHECKTIME,CHECKTYPE\n7,2026-10-05 08:00:00,i\n7,2026-10-05 17:00:00,i\n"
    assert [punch.direction for punch in _read(tmp_path / "a.csv", text).punches] == ["?", "?"]


def test_entry_and_exit_columns_give_two_punches(tmp_path: Path) -> None:
    text = (
        "Sicil No;Ad Soyad;Tarih;Giriş;Çıkış;Süre\n"
        "7;A;05.10.2026;08:00;17:00;9\n"
        "7;A;06.10.2026;08:00;;\n"
        "7;A;07.10.2026;00:00;00:00;\n"
        "7;A;08.10.2026;22:00;06:00;8\n"
        "7;A;09.10.2026;08:00;08:00;\n"
        "7;A;10.10.2026;17:00;16:00;\n"
        "7;A;11.10.2026;05.10.2026 08:00;05.10.2026 17:00;\n"
    )
    read = _read(tmp_path / "giris_cikis.csv", text)
    assert _short(read.punches) == [
        (2, "7", "05.10 08:00", "G"),
        (2, "7", "05.10 17:00", "C"),
        (3, "7", "06.10 08:00", "G"),
        (5, "7", "08.10 22:00", "G"),
        (5, "7", "09.10 06:00", "C"),
        (6, "7", "09.10 08:00", "?"),
        (8, "7", "05.10 08:00", "G"),
        (8, "7", "05.10 17:00", "C"),
    ]
    assert [(error.row, error.column, error.message[:19]) for error in read.errors] == [
        (7, 5, "Çıkış girişten önce")
    ]


def test_excel_lists_are_read_with_true_dates_and_times(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Sicil", "Tarih Saat"])
    sheet.append([7, datetime.fromisoformat("2026-10-05 00:00:00")])
    sheet.append([7, datetime.fromisoformat("2026-10-05 08:30:00")])
    sheet.append([7, "31.02.2026 08:00"])
    sheet.append([None, "05.10.2026 08:00"])
    book.save(tmp_path / "liste.xlsx")
    read = read_punches(tmp_path / "liste.xlsx", today=_TODAY)
    assert _short(read.punches) == [(2, "7", "05.10 00:00", "?"), (3, "7", "05.10 08:30", "?")]
    assert [(error.row, error.column) for error in read.errors] == [(4, 2), (5, 0)]


def test_a_kept_mapping_reads_a_file_without_headings(tmp_path: Path) -> None:
    mapping = ColumnMapping("Kapı", -1, (("card", 3), ("date", 1), ("time", 2)))
    read = _read(
        tmp_path / "tr4020.txt", "1\t05-10-2026\t08:00:00\t'7\n2\t05-10-2026\t17:00:00\t'7\n", mapping=mapping
    )
    assert _short(read.punches) == [(1, "7", "05.10 08:00", "?"), (2, "7", "05.10 17:00", "?")]


@pytest.mark.parametrize("heading", ["Parmak İzi Şablonu", "FINGERPRINT TEMPLATE", "Yüz verisi"])
def test_biometric_columns_are_refused(tmp_path: Path, heading: str) -> None:
    with pytest.raises(BadInput, match="2020/915") as caught:
        _read(tmp_path / "a.csv", f"Sicil;Tarih Saat;{heading}\n7;05.10.2026 08:00;\n")
    assert (caught.value.column, caught.value.file) == (3, "a.csv")


def test_coded_templates_are_refused_without_a_heading_too(tmp_path: Path) -> None:
    template = "TZlTUzIxAAADiIsECAUHCc7QAAAbiWkBAACDEQ" * 8
    with pytest.raises(BadInput, match="biyometrik"):
        _read(tmp_path / "a.csv", f"Sicil;Tarih Saat;Veri\n7;05.10.2026 08:00;{template}\n")
    with pytest.raises(BadInput, match="biyometrik"):
        _read(tmp_path / "a.dat", _LINES * 4 + f"1\t2026-10-05 17:00:00\t1\t1\t0\t{template}\n")


def test_how_a_person_was_known_is_not_a_template(tmp_path: Path) -> None:
    read = _read(tmp_path / "a.csv", "Sicil;Tarih Saat;Doğrulama\n7;05.10.2026 08:00;Parmak izi\n")
    assert len(read.punches) == 1


def test_a_table_without_cards_or_times_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="başlıklardan bulunamadı"):
        _read(tmp_path / "a.csv", "Ad;Soyad\nAli;Işık\n")


def test_the_same_content_has_the_same_hash(samples: Path, tmp_path: Path) -> None:
    source = samples / "puantaj" / "test_read_file.dat"
    (tmp_path / "baska_ad.dat").write_bytes(source.read_bytes())
    again = read_punches(tmp_path / "baska_ad.dat", today=_TODAY)
    assert again.sha256 == read_punches(source, today=_TODAY).sha256
    assert Counter(punch.card for punch in again.punches).total() == 35
