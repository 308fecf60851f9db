"""Columns are found by their headings, and every bad row is named."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.core.errors import BadFields, BadInput
from data.core.intake.mapping import (
    ColumnMapping,
    RowError,
    guess_mapping,
    parse_date,
    parse_datetime,
    parse_time,
    take,
)
from data.core.intake.tables import Sheet

_WANTED = {"sicil": ("sicil no", "sicil"), "ad": ("ad", "adi"), "giris": ("ise giris tarihi", "giris")}


def _sheet(*rows: tuple[str, ...]) -> Sheet:
    return Sheet("Liste", rows)


def test_headings_are_found_below_titles_and_whatever_their_letters() -> None:
    sheet = _sheet(
        ("T.C. BELEDİYESİ",), (), ("SIRA", "SİCİL NO.", "Adı", "İşe Giriş Tarihi"), ("1", "7", "Ali", "")
    )
    assert guess_mapping(sheet, _WANTED) == ColumnMapping("Liste", 2, (("sicil", 1), ("ad", 2), ("giris", 3)))


def test_an_equal_heading_wins_over_one_that_only_holds_the_words() -> None:
    sheet = _sheet(("Eski Sicil No", "Sicil No"))
    assert guess_mapping(sheet, {"sicil": ("sicil no",)}).columns == (("sicil", 1),)
    assert guess_mapping(_sheet(("Personel Sicil No",)), _WANTED).columns == (("sicil", 0),)


def test_without_any_known_heading_nothing_is_mapped() -> None:
    assert guess_mapping(_sheet(("x", "y")), _WANTED) == ColumnMapping("Liste", -1, ())


def test_a_mapping_is_kept_and_comes_back() -> None:
    mapping = ColumnMapping("Kapı saati", 3, (("sicil", 0), ("ad", 4)))
    assert ColumnMapping.from_json(mapping.to_json()) == mapping


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"source":"a","header_row":0,"columns":[["a",-1]]}',
        '{"source":"a","header_row":0,"columns":5}',
    ],
)
def test_a_broken_kept_mapping_says_so(text: str) -> None:
    with pytest.raises(BadInput, match="eşleme"):
        ColumnMapping.from_json(text)


def _build(values: Mapping[str, str]) -> tuple[str, date]:
    if not values["sicil"]:
        raise BadFields({"sicil": "Sicil boş bırakılamaz.", "ad": "Ad boş bırakılamaz."})
    return values["sicil"], parse_date(values["giris"])


def test_good_rows_are_read_and_bad_ones_named_by_row_and_column() -> None:
    sheet = _sheet(
        ("Sicil", "Giriş", "Ad"), ("7 ", "05.10.2026"), (), ("", " "), ("8", "31.02.2026"), ("", "x", "y")
    )
    taken = take(sheet, guess_mapping(sheet, _WANTED), _build, file="liste.csv")
    assert taken.items == ((2, ("7", date(2026, 10, 5))),)
    assert [(error.row, error.column) for error in taken.errors] == [(5, 0), (6, 1), (6, 3)]
    assert "takvimde olmayan" in taken.errors[0].message


def test_an_error_that_names_its_field_is_put_to_its_column() -> None:
    def build(values: Mapping[str, str]) -> str:
        raise BadInput("Olmaz.", field="ad")

    taken = take(_sheet(("1", "2")), ColumnMapping("", -1, (("ad", 1),)), build, file="")
    assert taken.errors == (RowError(1, 2, "Olmaz."),)


@pytest.mark.parametrize("columns", [(), (("sicil", 9),)])
def test_a_mapping_of_another_file_is_refused(columns: tuple[tuple[str, int], ...]) -> None:
    with pytest.raises(BadInput, match="elle eşleyin") as caught:
        take(_sheet(("a", "b")), ColumnMapping("", 0, columns), lambda values: values, file="liste.csv")
    assert caught.value.file == "liste.csv"


@pytest.mark.parametrize(
    "text", ["05.10.2026", "5/10/2026", "05-10-2026", "2026-10-05", " 2026-10-05 00:00:00 ", "05.10.2026 00:00"]
)  # fmt: skip
def test_dates_as_turkish_programs_write_them(text: str) -> None:
    assert parse_date(text) == date(2026, 10, 5)


@pytest.mark.parametrize(
    "text", ["", "46300", "05.10.26", "10/27/2026", "31.02.2026", "05.10/2026", "05.10.2026 08:00",
             "٠٥.١٠.٢٠٢٦", "0000-01-01"]
)  # fmt: skip
def test_no_date_is_guessed(text: str) -> None:
    with pytest.raises(BadInput):
        parse_date(text)


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("05.10.2026 08:01", 0),
        ("5/10/2026 8:01:30", 30),
        ("2026-10-05 08:01:30", 30),
        ("2026-10-05T08:01:30.000", 30),
    ],
)
def test_moments_in_every_usual_shape(text: str, second: int) -> None:
    assert parse_datetime(text) == datetime.combine(date(2026, 10, 5), time(8, 1, second))


@pytest.mark.parametrize(
    "text",
    [
        "05.10.2026",
        "2026-10-05 25:00:00",
        "2026-10-05 08:61",
        "46300.33",
        "2026-02-31 08:00:00",
        "2026-10-05 08:00+03",
    ],
)
def test_a_missing_or_impossible_clock_time_is_never_filled_in(text: str) -> None:
    with pytest.raises(BadInput):
        parse_datetime(text)


@pytest.mark.parametrize(("text", "hour"), [("8:05", 8), ("08.05", 8), ("17:05:00", 17)])
def test_clock_times(text: str, hour: int) -> None:
    assert parse_time(text) == time(hour, 5)


@pytest.mark.parametrize("text", ["", "24:00", "8", "0.35", "08:5"])
def test_no_clock_time_is_guessed(text: str) -> None:
    with pytest.raises(BadInput):
        parse_time(text)


@given(st.datetimes(min_value=datetime.fromisoformat("1900-01-01")))
def test_every_moment_comes_back_from_its_turkish_and_its_iso_text(moment: datetime) -> None:
    whole = moment.replace(microsecond=0)
    assert parse_datetime(f"{whole.day:02}.{whole.month:02}.{whole.year:04} {whole:%H:%M:%S}") == whole
    assert parse_datetime(whole.isoformat(" ")) == whole
    assert parse_date(whole.date().isoformat()) == whole.date()
