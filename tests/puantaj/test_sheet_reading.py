"""Filled sheets read: the variants that offices use, their headings, their cells, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.core.calendar import WEEKDAYS_SHORT
from data.core.errors import BadInput
from data.personel.rules import StaffKind
from data.puantaj.rules import codes as keys
from data.puantaj.rules.codes import DEFAULT_CODES, Codes
from data.puantaj.rules.period import Period
from data.puantaj.sheet_cells import (
    BLANK,
    DAYS,
    HALF_SIGN,
    HOURS,
    NOTHING,
    NUMBER,
    CellText,
    Meaning,
    guess,
    letter_key,
    letters_of,
    letters_text,
    meaning_of,
    parse_cell,
)
from data.puantaj.sheet_columns import guessed, layout_of, missing_columns, sheets_of
from data.puantaj.sheet_intake import open_file, read_sheet
from tests.puantaj.sheet_files import OCTOBER, Line, october, read, row_of, sheet_rows, write_csv, write_xlsx

CODES = Codes(DEFAULT_CODES)
MID = Period.of_month(2026, 10, 15)
WORKERS = (StaffKind.ISCI, StaffKind.SIRKET)

VARIANTS = {
    "masaustu": ("Ç", "İ", "R", "Y", "D", "Ü", "Dİ"),
    "santiye": ("M", "O", "Y", "B", "Z", "R", "A"),
    "bordro": ("Ç", "T", "G", "İ", "GÇ", "GÇT", "R"),
    "web": ("Ç", "Yİ", "Üİ", "ÜZİ", "R", "RT", "H"),
    "sirket": ("X", "HT"),
    "durum": ("CALISTI", "IZINLI", "RAPORLU", "GELMEDI", "TATIL", "HAFTA_TATILI"),
    "istekte": ("ÜY", "ÜS"),
}
SURE = {
    "Ç": keys.CALISTI, "X": keys.CALISTI, "CALISTI": keys.CALISTI, "R": keys.RAPOR, "RAPORLU": keys.RAPOR,
    "D": keys.DEVAMSIZ, "GELMEDI": keys.DEVAMSIZ, "Dİ": keys.DOGUM, "Yİ": "YILLIK_ISCI", "ÜZİ": keys.UCRETSIZ,
    "RT": keys.GENEL_TATIL, "HT": keys.HAFTA_TATILI, "HAFTA_TATILI": keys.HAFTA_TATILI,
}  # fmt: skip


@pytest.mark.parametrize("name", VARIANTS)
def test_every_variant_is_read_and_only_what_all_sheets_agree_on_is_answered(name: str, tmp_path: Path) -> None:
    letters = VARIANTS[name]
    cells = {day: letters[day % len(letters)] for day in range(1, 32)}
    reading, _ = read(write_xlsx(tmp_path / "a.xlsx", sheet_rows([Line("101", "Ali Çınar", cells)])))
    assert reading.errors == ()
    assert {use.key for use in reading.letters} == {letter_key(letter) for letter in letters}
    for letter in letters:
        found = guess(letter_key(letter), CODES, WORKERS)
        assert (found.meaning if found.sure else None) == SURE.get(letter)


@pytest.mark.parametrize("letter", ["Y", "Üİ", "İ", "T", "G", "M", "O", "A", "B", "Z", "Ü", "H", "C", "½", "#"])
def test_a_letter_that_clashes_between_offices_is_never_answered_for_the_clerk(letter: str) -> None:
    assert not guess(letter if letter == NUMBER else letter_key(letter), CODES, WORKERS).sure
    with pytest.raises(BadInput, match="belirtilmemiş"):
        meaning_of(CellText(letter_key(letter)), {"X": keys.CALISTI})


def test_the_same_letters_mean_another_code_for_a_memur() -> None:
    memur = (StaffKind.MEMUR,)
    assert guess("YI", CODES, memur).meaning == "YILLIK_MEMUR"
    assert guess("HT", CODES, memur).meaning == keys.HAFTA_SONU


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ç", CellText("Ç")),
        ("ç", CellText("Ç")),
        ("c", CellText("C")),
        ("yi", CellText("YI")),
        ("Yİ", CellText("YI")),
        ("yı", CellText("YI")),
        ("H.T.", CellText("HT")),
        ("Ç+1,5", CellText("Ç", extra=90)),
        ("Ç + 1.5", CellText("Ç", extra=90)),
        ("X+2", CellText("X", extra=120)),
        ("X+2:30", CellText("X", extra=150)),
        ("X+2 saat", CellText("X", extra=120)),
        ("8", CellText(NUMBER, number=Decimal(8))),
        ("8,5", CellText(NUMBER, number=Decimal("8.5"))),
        ("8+2", CellText(NUMBER, extra=120, number=Decimal(8))),
        ("0,5", CellText(NUMBER, number=Decimal("0.5"))),
        ("½", CellText(HALF_SIGN, half=True)),
        ("1/2", CellText(HALF_SIGN, half=True)),
        ("R/2", CellText("R", half=True)),
        ("½ Yİ", CellText("YI", half=True)),
        ("X/R", CellText("X/R")),
        ("HAFTA_TATILI", CellText("HAFTA_TATILI")),
        ("-", CellText("-")),
        ("–", CellText("-")),
        ("  ", CellText(BLANK)),
        ("", CellText(BLANK)),
    ],
)
def test_a_cell_is_taken_apart(text: str, expected: CellText) -> None:
    assert parse_cell(text) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ç1,5", "artı işaretiyle"),
        ("+2", "kod yok"),
        ("X+0", "sıfır"),
        ("X+17", "16 saatten çok"),
        ("2026-02-01", "tarihe dönüşmüş"),
        ("=cmd()", "gün kodu değil"),
        ("[b]X[/b]", "gün kodu değil"),
        ("8½", "anlaşılmıyor"),
        ("Ç" * 10_000, "gün kodu değil"),
        ("-8", "gün kodu değil"),
    ],
)
def test_what_is_no_day_code_is_refused_with_what_to_write(text: str, said: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_cell(text)
    assert said in str(refused.value)
    assert len(str(refused.value)) < 200


@given(st.text(max_size=30))
def test_any_text_is_a_cell_or_a_plain_refusal(text: str) -> None:
    try:
        cell = parse_cell(text)
    except BadInput as refused:
        assert refused.message
        assert refused.remedy
    else:
        assert 0 <= cell.extra <= 16 * 60
        assert cell.letter == BLANK or text.strip()


def test_numbers_are_hours_or_days_only_once_the_clerk_said_which() -> None:
    assert meaning_of(parse_cell("8,5"), {NUMBER: HOURS}) == Meaning(keys.CALISTI, hours=510)
    assert meaning_of(parse_cell("1"), {NUMBER: DAYS}) == Meaning(keys.CALISTI)
    assert meaning_of(parse_cell("0,5"), {NUMBER: DAYS}) == Meaning(keys.CALISTI, half=True)
    assert meaning_of(parse_cell("0"), {NUMBER: HOURS}) == Meaning("")
    with pytest.raises(BadInput, match="24 saatten"):
        meaning_of(parse_cell("25"), {NUMBER: HOURS})
    with pytest.raises(BadInput, match="1, 0,5 ya da 0"):
        meaning_of(parse_cell("8"), {NUMBER: DAYS})
    assert meaning_of(parse_cell("Y"), {"Y": f"{keys.CALISTI}/2"}) == Meaning(keys.CALISTI, half=True)
    assert meaning_of(parse_cell("Q"), {"Q": NOTHING}) == Meaning("")
    assert meaning_of(parse_cell(""), {BLANK: keys.DEVAMSIZ}) == Meaning(keys.DEVAMSIZ)


def test_what_is_remembered_of_letters_comes_back_and_what_no_code_is_does_not() -> None:
    letters = {"Ç": keys.CALISTI, "Y": f"{keys.CALISTI}/2", NUMBER: HOURS, BLANK: NOTHING}
    assert letters_of(letters_text(letters), CODES) == letters
    assert letters_of(letters_text({"Q": "ESKI_KOD"}), CODES) == {}
    assert letters_of("", CODES) == {}
    assert letters_of("[]", CODES) == {}


# ---------------------------------------------------------------- headings


def test_the_usual_sheet_is_read_with_its_rows_columns_and_totals(tmp_path: Path) -> None:
    lines = [
        Line("101", "Ali Çınar", row_of(OCTOBER, {5: "X+1,5"}), totals=[19.5, "", "30"], hours={6: 2, 7: "1,5"}),
        Line("102", "Fatma Şahin", row_of(OCTOBER, {1: "=HYPERLINK(1)"}), totals=["20,5", "", 30]),
    ]
    rows = sheet_rows(lines, totals=["Çalışılan", "Devamsız", "Prim Günü"])
    reading, _ = read(write_xlsx(tmp_path / "a.xlsx", rows))
    first, second = reading.people
    assert (first.row, first.sicil, first.name) == (6, "101", "Ali Çınar")
    assert dict(first.declared) == {"worked": Decimal("19.5"), "prim": Decimal(30)}  # nobody declares absence
    assert dict(second.declared) == {"worked": Decimal("20.5"), "prim": Decimal(30)}
    extra = {cell.day: cell.value.extra for cell in first.cells if cell.value.extra}
    assert extra == {october(5): 90, october(6): 120, october(7): 90}
    assert [cell.column for cell in first.cells] == list(range(5, 36))
    # A formula without a stored result reads as nothing: the cell says nothing.
    assert second.cells[0].value == CellText(BLANK)
    assert reading.errors == ()


def headings() -> Iterator[tuple[str, list[list[Any]]]]:
    people = [[1, "101", "Ali Çınar", *row_of(OCTOBER).values()]]
    days, who = list(range(1, 32)), ["Sıra", "Sicil", "Adı Soyadı"]
    weekdays = [WEEKDAYS_SHORT[day.weekday()] for day in OCTOBER.days]
    blank = ["", "", ""]
    yield "one row", [[*who, *days], *people]
    yield "texts", [[*who, *[f"{day:02d}" for day in days]], *people]
    both = [f"{day.day} {name}" for day, name in zip(OCTOBER.days, weekdays, strict=True)]
    yield "with weekday", [[*who, *both], *people]
    yield "dates", [[*who, *[f"{day:%d.%m.%Y}" for day in OCTOBER.days]], *people]
    yield "real dates", [[*who, *OCTOBER.days], *people]
    yield "month names", [[*who, *[f"{day} Eki" for day in days]], *people]
    yield "weekdays above", [[*blank, *weekdays], [*who, *days], *people]
    yield "weekdays below", [[*who, *days], [*blank, *weekdays], *people]
    yield "letters below", [[*who, *days], [*blank, *[name[0] for name in weekdays]], *people]
    yield "people below", [["", "", "GÜNLER", *days], who, *people]
    yield "merged above", [[*who, "GÜNLER"], [*blank, *days], *people]
    split = [["Sıra", "T.C.", "Adı Soyadı", "GÜNLER"], ["", "Kimlik No", "", *days], [*blank, *weekdays]]
    yield "tckn only", [*split, [1, "10000000146", "Ali Çınar", *row_of(OCTOBER).values()]]
    yield "two names", [["Ad", "Soyad", "Görevi", *days], ["Ali", "Çınar", "Şoför", *row_of(OCTOBER).values()]]


@pytest.mark.parametrize("name", [name for name, _ in headings()])
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_headings_are_found_however_they_are_laid_out(name: str, ending: str, tmp_path: Path) -> None:
    titled = [["T.C."], ["ÖRNEK BELEDİYESİ", "", "Ekim 2026"], [], *dict(headings())[name]]
    path = tmp_path / f"a.{ending}"
    reading, _ = read(write_xlsx(path, titled) if ending == "xlsx" else write_csv(path, titled))
    (person,) = reading.people
    assert person.name == "Ali Çınar"
    assert [cell.value.letter for cell in person.cells] == [str(one) for one in row_of(OCTOBER).values()]
    assert [cell.day for cell in person.cells] == list(OCTOBER.days)
    assert person.row == len(titled)
    assert reading.notes == ()


def test_a_period_from_the_15th_has_its_days_in_two_months(tmp_path: Path) -> None:
    cells = {day.day: "X" for day in MID.days} | {15: "R", 14: "D"}
    for dates in (False, True):
        rows = sheet_rows([Line("201", "Hasan Güneş", cells)], MID, dates=dates)
        reading, _ = read(write_xlsx(tmp_path / f"{dates}.xlsx", rows), MID)
        (person,) = reading.people
        said = {cell.day: cell.value.letter for cell in person.cells}
        assert (said[date(2026, 10, 15)], said[date(2026, 11, 14)], len(said)) == ("R", "D", 31)


def test_a_sheet_of_another_period_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", sheet_rows([Line("101", "Ali Çınar", row_of(OCTOBER))]))
    with pytest.raises(BadInput, match=r"15\.10\.2026 ile başlar"):
        read(path, MID)
    dated = write_xlsx(tmp_path / "b.xlsx", sheet_rows([Line("101", "Ali Çınar", row_of(OCTOBER))], dates=True))
    with pytest.raises(BadInput, match=r"01\.10\.2026"):
        read(dated, Period.of_month(2026, 11))


def test_headings_left_from_another_month_are_told(tmp_path: Path) -> None:
    rows = sheet_rows([Line("101", "Ali Çınar", {1: "X"})], title=["PUANTAJ", "EYLÜL 2026"])
    reading, _ = read(write_xlsx(tmp_path / "a.xlsx", rows), Period.of_month(2026, 12))
    assert any("Eylül 2026" in note for note in reading.notes)
    assert any("gün adları" in note for note in reading.notes)
    fitting = sheet_rows([Line("101", "Ali Çınar", {1: "X"})], title=["PUANTAJ", "01.10.2026 - 31.10.2026"])
    assert read(write_xlsx(tmp_path / "b.xlsx", fitting))[0].notes == ()


def test_a_day_that_the_month_lacks_must_be_empty(tmp_path: Path) -> None:
    november = Period.of_month(2026, 11)
    rows: list[list[Any]] = [["Sicil", "Adı Soyadı", *range(1, 32)]]
    rows += [["101", "Ali", *["X"] * 31], ["102", "Ayşe", *["X"] * 30, "-"]]
    reading, _ = read(write_xlsx(tmp_path / "a.xlsx", rows), november)
    (error,) = reading.errors
    assert (error.row, error.column) == (2, 33)
    assert "Dönemde böyle bir gün yok" in error.message
    assert [len(person.cells) for person in reading.people] == [30, 30]


def test_furniture_is_passed_over_and_a_second_page_goes_on(tmp_path: Path) -> None:
    page = sheet_rows([Line("101", "Ali Çınar", row_of(OCTOBER))])
    second = sheet_rows([Line("102", "Fatma Şahin", row_of(OCTOBER))])
    total: list[Any] = [None, None, None, "TOPLAM", *[2] * 31]
    legend: list[list[Any]] = [["X: Çalıştı", "HT: Hafta tatili"], [None] * 4 + ["R: Raporlu gün sayısı"]]
    reading, _ = read(write_xlsx(tmp_path / "a.xlsx", [*page[:-2], total, *page[-2:], *legend, *second]))
    assert [person.sicil for person in reading.people] == ["101", "102"]
    assert reading.errors == ()


def test_cells_and_rows_that_are_refused_name_row_column_person_and_day(tmp_path: Path) -> None:
    rows = sheet_rows([Line("101", "Ali Çınar", row_of(OCTOBER, {5: "Ç1,5"}), hours={6: 17})])
    rows.insert(7, [None, None, None, None, *["X"] * 31])
    reading, _ = read(write_xlsx(tmp_path / "a.xlsx", rows))
    cell, hours, row = reading.errors
    assert (cell.row, cell.column) == (6, 9)
    assert "Ali Çınar, 05.10.2026" in cell.message
    assert "Ç+1,5" in cell.message
    assert (hours.row, hours.column) == (7, 10)
    assert "16 saatten" in hours.message
    assert (row.row, row.column, row.message) == (8, 0, "Satırda kişi yok. Sicil ya da ad soyad yazın.")


def test_a_total_that_is_no_number_is_refused_and_a_code_behind_it_is_not(tmp_path: Path) -> None:
    lines = [Line("101", "Ali", row_of(OCTOBER), totals=["yirmi", "2/01"])]
    reading, _ = read(write_xlsx(tmp_path / "a.xlsx", sheet_rows(lines, totals=["Çalışılan", "Eksik gün/kod"])))
    assert dict(reading.people[0].declared) == {"missing": Decimal(2)}
    (error,) = reading.errors
    assert (error.row, error.column) == (6, 36)
    assert "yirmi" in error.message


def test_the_belge_no_of_the_sheet_is_read(tmp_path: Path) -> None:
    rows = sheet_rows([Line("101", "Ali", row_of(OCTOBER))], title=["PUANTAJ CETVELİ", "Belge No: E-12/345"])
    assert read(write_xlsx(tmp_path / "a.xlsx", rows))[0].number == "E-12/345"


def test_a_sheet_without_day_numbers_is_read_from_the_first_day_that_is_shown(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Sicil", "Adı Soyadı", "Günler"], ["101", "Ali Çınar", *["X"] * 31]]
    table, _ = open_file(write_xlsx(tmp_path / "a.xlsx", rows))
    ((_, layout),) = sheets_of(table)
    mapping = guessed(layout)
    assert missing_columns(layout, frozenset(dict(mapping.columns))) == "Dönemin ilk gününün sütununu seçin."
    mapped = replace(mapping, columns=(*mapping.columns, ("ilk_gun", 2)))
    (person,) = read_sheet(table, layout, mapped, OCTOBER).people
    assert [cell.day for cell in person.cells] == list(OCTOBER.days)


def test_columns_are_remembered_for_months_of_any_length(tmp_path: Path) -> None:
    """The totals stand behind 28 or 31 days, and both sheets are of one source."""
    found = set()
    for name, period in (("a", OCTOBER), ("b", Period.of_month(2027, 2))):
        line = Line("101", "Ali", {day.day: "X" for day in period.days}, totals=[20])
        path = write_xlsx(tmp_path / f"{name}.xlsx", sheet_rows([line], period, totals=["Çalışılan"]))
        reading, _ = read(path, period)
        assert dict(reading.people[0].declared) == {"worked": Decimal(20)}
        found.add((reading.source, reading.mapping.columns))
    assert len(found) == 1


def test_hostile_spreadsheets_are_read_or_refused_in_words(samples: Path) -> None:
    for path in sorted((samples / "spreadsheets").iterdir())[::4]:
        try:
            table, _ = open_file(path)
        except BadInput as refused:
            assert refused.message
            continue
        for sheet in table.sheets:
            layout = layout_of(sheet)
            mapping = guessed(layout)
            if missing_columns(layout, frozenset(dict(mapping.columns))):
                continue
            try:
                read_sheet(table, layout, mapping, OCTOBER)
            except BadInput as refused:
                assert refused.message


def test_direction_marks_and_control_characters_are_gone_from_names_and_letters(tmp_path: Path) -> None:
    cells = row_of(OCTOBER, {5: "\u200bÇ\u200e", 6: "C\u0327"})
    rows = sheet_rows([Line("\u202e101\u200b", "Ali\u200f Çınar", cells)])
    reading, _ = read(write_csv(tmp_path / "a.csv", rows, "utf-8"))
    (person,) = reading.people
    assert (person.sicil, person.name) == ("101", "Ali Çınar")
    assert {person.cells[4].value.letter, person.cells[5].value.letter} == {"Ç"}
