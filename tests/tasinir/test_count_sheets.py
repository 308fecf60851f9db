"""Count sheets: written as Excel, filled in with another program, read back; changed files are told apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlmodel import func, select

from data.core.errors import BadInput, NotAllowed, RuleBroken
from data.core.intake.tables import read_table
from data.core.paper import Paper, Table
from data.tasinir.count_drafts import CountPlace
from data.tasinir.count_papers import differences
from data.tasinir.count_sheets import SheetReading, levels_to_count, parts_words, read_sheets, sheets_for_export
from data.tasinir.hand_drafts import PlaceDraft, Seen
from data.tasinir.models_counts import SayimGiris
from data.tasinir.operations.concluding import cancel_count
from data.tasinir.operations.counts import begin_second
from data.tasinir.operations.deliveries import give_to_place
from data.tasinir.operations.sheets import Rehearsed, SheetsTaken, rehearse, take_sheets
from exports.document import papers_xlsx
from tests.tasinir import tasinir_office as office
from tests.tasinir.ending_office import (
    CHAIR,
    LAPTOP,
    PAPER,
    PEN,
    TODAY,
    everything,
    in_ambar,
    items,
    opened,
    started,
    stock,
    version,
)
from tests.tasinir.tasinir_office import Desk


def written(desk: Desk, key: int, where: CountPlace | None = None, **options: Any) -> Path:
    with desk.work("kayit") as work:
        papers = sheets_for_export(work, key, where, **options)
    return papers_xlsx(papers, desk.folder / "sayfa.xlsx")


def filled(path: Path, said: Mapping[str, object], change: Callable[[Any, int], None] | None = None) -> Path:
    """Fills in the last column of every sheet: name of goods, or sicil no, to what stands there."""
    workbook = load_workbook(path)
    for sheet in workbook.worksheets:
        heading = next(row for row in sheet.iter_rows() if row[0].value == "Satır")
        last = next(cell for cell in heading if cell.value == "Sayılan").column
        for row in sheet.iter_rows(min_row=heading[0].row + 1):
            if not str(row[0].value or "").startswith(("D", "T")):
                continue
            wanted = said.get(str(row[2].value or ""), said.get(str(row[3].value)))
            if wanted is not None:
                sheet.cell(row[0].row, last).value = wanted
        if change is not None:
            change(sheet, heading[0].row)
    workbook.save(path)
    return path


def read(desk: Desk, key: int, path: Path) -> SheetReading:
    table = read_table(path)
    with desk.look("kayit") as look:
        return read_sheets(look, key, table)


def taken(desk: Desk, key: int, reading: SheetReading, *, skip: bool = False) -> SheetsTaken:
    with desk.work("kayit") as work:
        return take_sheets(work, key, reading, skip_refused=skip)


def entries(desk: Desk) -> int:
    with desk.look() as look:
        found: int = look.session.exec(select(func.count()).select_from(SayimGiris)).one()
        return found


def columns(paper: Paper) -> list[str]:
    return [one.title for block in paper.blocks if isinstance(block, Table) for one in block.columns]


def whole(desk: Desk) -> dict[str, object]:
    numbers: dict[str, object] = {one.sicil_no: 1 for one in (*items(desk), *items(desk, CHAIR))}
    return numbers | {PAPER: 100, PEN: 50}


# ---------------------------------------------------------------- to be filled in


def test_each_place_has_its_sheet_with_or_without_what_is_expected(desk: Desk) -> None:
    stock(desk)
    with desk.work("kayit") as work:
        give_to_place(work, [Seen(items(desk)[0].id or 0, 1)], PlaceDraft(yer_id=office.room(desk), day=TODAY))
    key = started(desk)
    with desk.work("kayit") as work:
        papers = sheets_for_export(work, key)
        assert [one.name.split()[-1] for one in papers] == ["01", "02", "101"]
        assert "Kayıtlı miktar" not in columns(papers[0])
        (told,) = sheets_for_export(work, key, in_ambar(desk), level="150.01.03", with_recorded=True)
        assert "Kayıtlı miktar" in columns(told)
        table = next(block for block in told.blocks if isinstance(block, Table))
        assert [row[1:] for row in table.rows] == [("150.01.03.01", "", PAPER, "", "Paket", 100_000, None)]
    with desk.look("kayit") as look:
        assert levels_to_count(look, key) == ("150.01.01", "150.01.03", "255.02.01", "255.03.01")


def test_there_is_no_sheet_before_counting_begins_nor_for_who_may_not_export(desk: Desk) -> None:
    stock(desk)
    key = opened(desk)
    with pytest.raises(BadInput, match="Sayım sürmüyor"), desk.work("kayit") as work:
        sheets_for_export(work, key)
    with pytest.raises(NotAllowed), desk.work("kadir") as work:
        sheets_for_export(work, key)


# ---------------------------------------------------------------- read back


def test_a_filled_in_sheet_counts_its_place(desk: Desk) -> None:
    stock(desk)
    key = started(desk)
    said = whole(desk) | {PAPER: 99.5, items(desk)[3].sicil_no: "yok", items(desk)[2].sicil_no: "✓"}
    reading = read(desk, key, filled(written(desk, key, in_ambar(desk)), said))
    assert parts_words(reading.parts) == ("01 Merkez Ambarı: 8 satır dolu, 0 boş",)
    with pytest.raises(Rehearsed) as rehearsed, desk.work("kayit") as work:
        rehearse(work, key, reading)
    assert (rehearsed.value.taken.words, entries(desk)) == ("5 taşınır, 2 miktar alındı", 0)
    assert taken(desk, key, reading).words == "5 taşınır, 2 miktar alındı"
    with desk.look() as look:
        found = {(one.name, one.ambar[:2]): one.result for one in differences(look, key)}
        assert {name: one.shortage for name, one in found.items()} == {
            (LAPTOP, "01"): 1_000,
            (PAPER, "01"): 500,
            (PEN, "02"): 30_000,
        }
    again = taken(desk, key, reading)
    assert again.words == "0 taşınır, 2 miktar alındı (2 eski miktarın yerine)"


def _number(sheet: Any, heading: int) -> None:
    sheet.cell(heading + 1, 2).value = "150.01.01.99"


def _twice(sheet: Any, heading: int) -> None:
    for column in range(1, 8):
        sheet.cell(heading + 2, column).value = sheet.cell(heading + 1, column).value


def _two_ways(sheet: Any, heading: int) -> None:
    sheet.cell(heading + 1, 7).value = "1.250"


def _words(sheet: Any, heading: int) -> None:
    sheet.cell(heading + 1, 7).value = "çok"


def _formula(sheet: Any, heading: int) -> None:
    sheet.cell(heading + 1, 7).value = "=1+1"


def _foreign_key(sheet: Any, heading: int) -> None:
    sheet.cell(heading + 1, 1).value = "T999-0000"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_number, "değiştirilmiş"),
        (_twice, "iki kez"),
        (_two_ways, "iki türlü okunur"),
        (_words, "miktar değil"),
        (_foreign_key, "değiştirilmiş"),
    ],
)
def test_a_row_that_cannot_be_read_for_certain_is_refused_and_the_rest_only_taken_on_a_word(
    desk: Desk, change: Callable[[Any, int], None], said: str
) -> None:
    stock(desk)
    key = started(desk)
    reading = read(desk, key, filled(written(desk, key, in_ambar(desk)), whole(desk), change))
    with pytest.raises(BadInput, match=said):
        taken(desk, key, reading)
    assert entries(desk) == 0
    made = taken(desk, key, reading, skip=True)
    assert len(made.refused) == 1
    assert made.words.endswith("; 1 satır alınmadı")
    assert entries(desk) == 7


def test_a_formula_is_not_reckoned(desk: Desk) -> None:
    stock(desk)
    key = started(desk)
    reading = read(desk, key, filled(written(desk, key, in_ambar(desk)), whole(desk), _formula))
    assert reading.parts[0].blank == 1


def test_rows_may_be_sorted_left_out_and_added(desk: Desk) -> None:
    stock(desk)
    key = started(desk)
    other = written(desk, key, in_ambar(desk, office.SECOND))

    def change(sheet: Any, heading: int) -> None:
        sheet.delete_rows(heading + 1)
        sheet.cell(heading + 1, 3).value = items(desk)[0].sicil_no
        sheet.cell(heading + 1, 7).value = 1

    reading = read(desk, key, filled(other, {}, change))
    assert parts_words(reading.parts) == ("02 Bilişim Ambarı: 1 satır dolu, 0 boş; 1 satır dosyadan silinmiş",)
    assert taken(desk, key, reading).words == "1 taşınır, 0 miktar alındı"


def test_a_sheet_of_another_count_or_round_is_not_taken(desk: Desk) -> None:
    stock(desk)
    key = started(desk)
    first = filled(written(desk, key), whole(desk))
    with pytest.raises(BadInput, match="sayfa 2026/1 sayılı ara sayımın değil"):
        read(desk, key, _of_another(desk, first, key))
    everything(desk, key, but=[PAPER])
    with desk.work("kayit") as work:
        begin_second(work, key, version(desk, key))
    with pytest.raises(BadInput, match="birinci sayımın; o tur bitti"):
        read(desk, key, first)
    second = written(desk, key)
    reading = read(desk, key, filled(second, {PAPER: 98}))
    assert taken(desk, key, reading).words == "0 taşınır, 1 miktar alındı"


def _of_another(desk: Desk, path: Path, key: int) -> Path:
    """The same file, as if it were of the next count."""
    workbook = load_workbook(path)
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows(max_row=20):
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("SAYIM-"):
                    cell.value = cell.value.replace(f"SAYIM-{key}-", f"SAYIM-{key + 1}-")
    copy = desk.folder / "baska.xlsx"
    workbook.save(copy)
    return copy


def test_a_file_without_a_sheet_and_one_that_says_nothing_are_refused(desk: Desk, tmp_path: Path) -> None:
    stock(desk)
    key = started(desk)
    stray = tmp_path / "liste.csv"
    stray.write_text("Kod;Ad;Miktar\n150.01;Kalem;5\n", encoding="utf-8")
    with pytest.raises(BadInput, match="sayım sayfası yok"):
        read(desk, key, stray)
    reading = read(desk, key, written(desk, key))
    with pytest.raises(BadInput, match="doldurulmuş satır yok"):
        taken(desk, key, reading)


def test_nothing_is_taken_when_the_count_is_over(desk: Desk) -> None:
    stock(desk)
    key = started(desk)
    reading = read(desk, key, filled(written(desk, key), whole(desk)))
    with desk.work("kayit") as work:
        cancel_count(work, key, "Yanlış gün", version(desk, key))
    with pytest.raises(RuleBroken):
        taken(desk, key, reading)
