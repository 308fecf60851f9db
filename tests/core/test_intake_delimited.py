"""Text tables: encoding, delimiter and quoting are found without being told."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.core.errors import BadInput
from data.core.intake.delimited import guess_delimiter, read_delimited
from data.core.intake.encoding import decode
from data.core.intake.formats import sniff
from data.core.intake.tables import read_table, table_of
from data.core.text import clean_block

_CSV = Path(__file__).resolve().parents[3] / "shared" / "samples" / "csv" / "csvs"
_NAMES = sorted(path.stem for path in _CSV.glob("*.csv")) if _CSV.is_dir() else []
_OTHER_PHONE = "1234567890"
"""``location_coordinates.json`` names another telephone number than its csv does."""

_WORDS = re.findall(
    r"\S+",
    "Şükrü Çağlayan IŞIK İğdır GÜMÜŞHANE öğretmen müdürlüğü Ağustos çalışma günü başlangıç ÜNVANI ŞOFÖR işçi "
    "sözleşmeli ÇAĞRI Gürsel öz kılıç yıllık izin çıkış giriş Muğla Beyoğlu Üsküdar şube",
)


@pytest.mark.parametrize("name", _NAMES)
def test_corner_cases_agree_with_their_expected_reading(samples: Path, name: str) -> None:
    rows = read_table(samples / "csv" / "csvs" / f"{name}.csv").sheets[0].rows
    expected = json.loads((samples / "csv" / "json" / f"{name}.json").read_text(encoding="utf-8"))
    if isinstance(expected, dict):
        expected = [expected | {"Contact Phone Number": "2095257564"}]
        assert _OTHER_PHONE in (samples / "csv" / "json" / f"{name}.json").read_text(encoding="utf-8")
    # Line breaks inside a cell are stored as one sign on every system, as all text of the house is.
    cleaned = [{key: clean_block(value) for key, value in row.items()} for row in expected]
    assert [dict(zip(rows[0], row, strict=True)) for row in rows[1:]] == cleaned


def test_the_asset_lists_are_read_whole(samples: Path) -> None:
    good = read_table(samples / "assets" / "assets-sample.csv").sheets[0].rows
    assert good[0][0] == "Company"
    assert {len(row) for row in good} == {21}
    bad = read_table(samples / "assets" / "assets-sample-BAD.csv").sheets[0].rows
    assert bad[0][:3] == ("Full Name", "Email", "Username")
    assert bad[1][0] == "Bonnie Nelson"


_CELL = st.text(
    alphabet=st.sampled_from("abcçğıİöşüÜĞ 0129.,;|\t\"'\n-/"), max_size=12
)  # a cell of blanks is a cell, a row without any is not told from a blank line
_TABLE = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(_CELL, min_size=width, max_size=width), min_size=1, max_size=8)
)


@given(table=_TABLE, delimiter=st.sampled_from(";,\t|"), end=st.sampled_from(["\n", "\r\n", "\r"]))
def test_what_the_csv_library_writes_is_read_back(table: list[list[str]], delimiter: str, end: str) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(table)
    text = f"sep={delimiter}{end}{written.getvalue()}"
    rows, found = read_delimited(text, 100)
    assert found == delimiter
    assert rows == [tuple(row) for row in table]


_PLAIN = st.text(alphabet=st.sampled_from("abcçğıİöşü 0129.-"), min_size=1, max_size=8).map(
    lambda cell: f"x{cell}"
)


@given(
    table=st.integers(2, 5).flatmap(
        lambda width: st.lists(st.lists(_PLAIN, min_size=width, max_size=width), min_size=1, max_size=8)
    ),
    delimiter=st.sampled_from(";,\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_the_delimiter_is_found_from_the_rows(table: list[list[str]], delimiter: str, encoding: str) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter).writerows(table)
    read = table_of(written.getvalue().encode(encoding), "liste.csv")
    assert read.delimiter == delimiter
    assert read.sheets[0].rows == tuple(tuple(row) for row in table)


@settings(max_examples=200)
@given(
    words=st.lists(st.sampled_from(_WORDS), min_size=1, max_size=30),
    encoding=st.sampled_from(
        ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1254", "iso-8859-9", "cp857"]
    ),
)
def test_turkish_words_are_read_whatever_page_they_were_written_in(words: list[str], encoding: str) -> None:
    text = "Sicil;Ad Soyad\r\n" + "\r\n".join(f"{place};{word}" for place, word in enumerate(words))
    assert decode(text.encode(encoding))[0] == text


def test_every_single_turkish_word_is_enough() -> None:
    for word in _WORDS:
        for encoding in ("cp1254", "iso-8859-9", "cp857"):
            assert decode(word.encode(encoding))[0] == word, (word, encoding)


def test_an_assumed_encoding_is_said_and_a_certain_one_is_not() -> None:
    assert decode("Şükrü".encode("cp857"))[1:] == ("cp857", "Karakter kodlaması DOS-857 sayıldı.")
    assert decode("Şükrü".encode())[1:] == ("utf-8", "")


def test_windows_quotation_marks_are_not_taken_for_dos_letters() -> None:
    text = "“Ağrı” – Iğdır’da 5°; tutar…"
    assert decode(text.encode("cp1254"))[:2] == (text, "cp1254")


def test_a_damaged_place_in_utf8_does_not_turn_the_whole_file_into_another_page() -> None:
    text, codec, note = decode("Şükrü Çağlayan öğretmen".encode() + b"\xff")
    assert (text[:5], codec) == ("Şükrü", "utf-8")
    assert note.startswith("1 karakter")


def test_device_memory_is_not_taken_for_text() -> None:
    with pytest.raises(BadInput, match="okunur bir tablo"):
        decode(bytes(range(256)) * 4)


def test_a_decimal_comma_does_not_win_over_the_semicolon() -> None:
    assert guess_delimiter("12,5;13,5\n1,5;2,75\n") == ";"
    assert guess_delimiter("Kurum\n\nSicil;Tutar\n1;2,5\n2;3,5\n3;4,5\n") == ";"


def test_sentences_with_commas_stay_one_column() -> None:
    assert guess_delimiter("bir\niki\nüç, dört\nbeş\naltı\n") == ""
    assert read_delimited("bir\niki\n", 10) == ([("bir",), ("iki",)], "")


def test_blank_lines_keep_the_row_numbers_that_a_person_counts() -> None:
    rows, _ = read_delimited("a;b\r\n\r\n1;2\r\n", 10)
    assert rows == [("a", "b"), (), ("1", "2")]


@pytest.mark.parametrize("tail", ['3;"açık\nson;satır\n', '3;"' + "a\n" * 20_000])
def test_a_quote_that_is_never_closed_is_told_with_its_row(tail: str) -> None:
    with pytest.raises(BadInput, match=r"Kapanmamış (bir )?tırnak") as caught:
        read_delimited("a;b\n1;2\n" + tail, 100)
    assert caught.value.row == 3


def test_a_quote_inside_a_cell_is_a_quote() -> None:
    assert read_delimited('a;b\n1;5" vida\n2;"8""" \n', 10)[0][1] == ("1", '5" vida')


def test_ceilings_hold_for_text_too() -> None:
    with pytest.raises(BadInput, match="satırdan fazlası"):
        read_delimited("a;b\n" * 11, 10)
    with pytest.raises(BadInput, match="sütundan fazlası"):
        read_delimited(";".join("a" * 600) + "\n", 10)


def test_plain_text_is_not_taken_for_markup() -> None:
    assert sniff(b"a<b;c\n") == "metin"
