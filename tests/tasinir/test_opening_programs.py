"""Opening files that other programs made: spreadsheets, odd ones, lists of assets."""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from data.core import taken
from data.core.errors import BadInput
from data.core.intake.tables import read_table
from data.tasinir.models_items import Demirbas
from data.tasinir.opening_drafts import LEAVE, Asked
from data.tasinir.opening_intake import OpeningKind, column_labels, headings
from tests.tasinir.opening_files import (
    DAYANIKLI,
    NOTEBOOK,
    STOCK,
    TUKETIM,
    count_of_everything,
    read,
    rows,
    scanned,
    table,
    take,
)
from tests.tasinir.tasinir_office import Desk, kod

PAPER = ("150.01.03.01", "A4 kâğıt", "Paket")


def test_a_spreadsheet_brings_numbers_and_days_as_such(desk: Desk, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["2025 yılı mevcudu"])
    sheet.append(STOCK)
    sheet.append(["150.01.03.01", "A4 kâğıt", "Paket", 2.5, 112.505, None, date(2024, 3, 5)])
    sheet.append(["150.01.03.01", "A4 kâğıt", "Paket", 3, 0.1, None, date(2023, 3, 5)])
    sheet.append([None, "TOPLAM", None, 5.5, None, 281.56, None])
    book.save(tmp_path / "mevcut.xlsx")
    reading = read(desk, TUKETIM, read_table(tmp_path / "mevcut.xlsx"), styles={"price": "en"})
    assert not reading.errors and [(one.row, one.quantity, one.kurus, one.entered) for one in reading.lines] == [
        (3, 2_500, 28_126, date(2024, 3, 5)), (4, 3_000, 30, date(2023, 3, 5)),
    ]  # fmt: skip
    assert "✓ 5. satırdaki toplam satırlarla aynı: 281,56 TL" in reading.notes


def test_a_number_of_a_spreadsheet_with_three_places_is_asked(desk: Desk, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(STOCK)
    sheet.append(["150.05.01", "Sıvı sabun", "Litre", 1.125, 2.5, None, None])
    sheet.append(["150.05.01", "Sıvı sabun", "Litre", 2.5, 2.5, None, None])
    book.save(tmp_path / "mevcut.xlsx")
    with desk.look("kayit") as look:
        asked = scanned(look, TUKETIM, read_table(tmp_path / "mevcut.xlsx")).questions
    assert [(one.field, one.samples) for one in asked] == [("quantity", ("1.125",))]


def test_odd_spreadsheets_are_read_or_refused_in_words(desk: Desk, samples: Path) -> None:
    for path in sorted((samples / "spreadsheets").glob("*.xls*"))[::24]:
        try:
            file = read_table(path)
        except BadInput as refused:
            assert refused.message
            continue
        for kind in OpeningKind:
            with contextlib.suppress(BadInput):
                read(desk, kind, file)


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


@pytest.mark.parametrize("kind", list(OpeningKind))
def test_the_headings_that_are_offered_are_known_again(desk: Desk, kind: OpeningKind) -> None:
    fields = column_labels(kind)
    file = table([label for _, label in fields], ["1"] * len(fields))
    with desk.look("kayit") as look:
        found = taken.mapping_for(look, kind.target, file.sheets[0], headings(kind)).columns
    assert found == tuple((field, place) for place, (field, _) in enumerate(fields))
