"""Our account beside the books of muhasebe: typed, taken from a mizan, compared, printed."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from data.core.errors import BadFields, BadInput, NotAllowed
from data.core.intake.mapping import guess_mapping
from data.core.money import Money
from data.core.paper import Table
from data.tasinir.muhasebe_intake import HEADINGS, FiguresReading, read_figures, read_file
from data.tasinir.muhasebe_views import Comparison, FigureDraft, comparison
from data.tasinir.operations.muhasebe import take_figures, write_figure
from data.tasinir.papers_muhasebe import comparison_for_export
from exports.document import document_xlsx
from tests.tasinir import tasinir_office as office
from tests.tasinir.ending_office import TODAY, stock
from tests.tasinir.tasinir_office import Desk

OURS = {"150.01.01": 43_000, "150.01.03": 900_000, "255.02.01": 480_000, "255.03.01": 240_000}


def compared(desk: Desk, day: date = TODAY) -> Comparison:
    with desk.look("kayit") as look:
        return comparison(look, office.unit(desk), day)


def write(desk: Desk, code: str, kurus: int | None, day: date = TODAY) -> None:
    with desk.work("kayit") as work:
        write_figure(
            work,
            office.unit(desk),
            day,
            FigureDraft(code=code, amount=Money(kurus) if kurus is not None else None),
        )


def mizan(path: Path, rows: list[tuple[object, ...]]) -> FiguresReading:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Hesap Kodu", "Hesap Adı", "Borç Bakiyesi"), *rows):
        sheet.append(row)
    book.save(path)
    table = read_file(path)
    return read_figures(table, table.sheets[0], guess_mapping(table.sheets[0], HEADINGS))


def test_a_figure_agrees_differs_or_is_missing_and_the_last_one_written_stands(desk: Desk) -> None:
    stock(desk)
    assert {row.code: row.ours for row in compared(desk).rows} == OURS
    assert compared(desk).words == "tutarlar yazılmadı"
    write(desk, "150.01.03", 900_005)
    write(desk, "150 01 01", 43_000)
    write(desk, "150.05.01", 1_000)
    found = {row.code: row for row in compared(desk).rows}
    assert found["150.01.01"].agrees and found["150.01.03"].difference == -5
    assert found["150.05.01"].ours == 0 and found["255.02.01"].difference is None
    assert "yuvarlanmasından" in found["150.01.03"].reasons[1].text
    assert compared(desk).words == "! 2 fark, toplam -10,05 TL, 2 tutar yok"
    write(desk, "150.01.03", 900_000)
    write(desk, "150.05.01", None)
    assert [row.code for row in compared(desk).differing] == []
    assert "150.05.01" not in {row.code for row in compared(desk).rows}
    assert compared(desk, TODAY - timedelta(days=1)).written == 0


def test_only_second_level_codes_of_days_gone_by_are_written_by_who_prepares(desk: Desk) -> None:
    for code in ("150", "150.01", "150.01.03.01", "kırtasiye"):
        with pytest.raises(BadFields):
            write(desk, code, 1)
    with pytest.raises(BadFields, match="Gelecek"):
        write(desk, "150.01.03", 1, TODAY + timedelta(days=1))
    for who in ("kadir", "denetci"):
        with pytest.raises(NotAllowed), desk.work(who) as work:
            write_figure(work, office.unit(desk), TODAY, FigureDraft(code="150.01.03", amount=Money(1)))


def test_a_mizan_is_read_at_second_level_whatever_levels_it_has(tmp_path: Path) -> None:
    found = mizan(
        tmp_path / "mizan.xlsx",
        [
            ("100", "Kasa", "5.000,00"),
            ("150", "İlk Madde", "943.000,25"),
            ("150.01.03", "Kağıt", "9.000,05"),
            ("150.01.03.01", "Baskı kağıdı", "9.000,05"),
            ("255.02.01.01.01", "Masaüstü", 1200.5),
            ("255.02.01.01.02", "Dizüstü", "3.600,00"),
            ("255.02.01.01", "Bilgisayarlar", "4.800,50"),
            ("Toplam", "", "999,00"),
        ],
    )
    assert found.figures == {"150.01.03": 900_005, "255.02.01": 480_050}
    assert not found.errors and found.passed == 7


def test_amounts_that_may_be_read_in_two_ways_or_are_none_are_not_guessed(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="iki türlü"):
        mizan(tmp_path / "a.xlsx", [("150.01.03", "Kağıt", "9.000")])
    with pytest.raises(BadInput, match="düzey tutarı yok"):
        mizan(tmp_path / "b.xlsx", [("100", "Kasa", "9.000,00")])
    found = mizan(tmp_path / "c.xlsx", [("150.01.03", "Kağıt", "dokuz"), ("150.01.01", "Kalem", "1,00")])
    assert [error.row for error in found.errors] == [2] and found.figures == {"150.01.01": 100}


def test_what_a_file_said_is_compared_and_the_differences_printed(desk: Desk, tmp_path: Path) -> None:
    stock(desk)
    with desk.work("kayit") as work:
        assert take_figures(work, office.unit(desk), TODAY, {**OURS, "150.01.03": 899_998}, "mizan.xlsx") == 4
    assert {row.source for row in compared(desk).rows} == {"mizan.xlsx"}
    with desk.work("kayit") as work:
        (whole,) = comparison_for_export(work, office.unit(desk), TODAY)
        (only,) = comparison_for_export(work, office.unit(desk), TODAY, differing=True)
    (table,) = [block for block in only.blocks if isinstance(block, Table)]
    assert [row[1:] for row in table.rows] == [("150.01.03", "Kağıt Ürünler", 900_000, 899_998, 2)]
    sheet = load_workbook(document_xlsx(whole, tmp_path / "k.xlsx")).active
    assert sheet is not None
    (total,) = [row for row in sheet.iter_rows(values_only=True) if row[0] == "TOPLAM"]
    numbers = [value for value in total if isinstance(value, int | float)]
    assert numbers == [16_630, 16_629.98, 0.02]
    with pytest.raises(NotAllowed), desk.work("kadir") as work:
        comparison_for_export(work, office.unit(desk), TODAY)


def test_without_figures_or_differences_there_is_no_paper(desk: Desk) -> None:
    stock(desk)
    with desk.work("kayit") as work, pytest.raises(BadInput, match="yazılmadı"):
        comparison_for_export(work, office.unit(desk), TODAY)
    write(desk, "150.01.03", 900_000)
    with desk.work("kayit") as work, pytest.raises(BadInput, match="Fark yok"):
        comparison_for_export(work, office.unit(desk), TODAY, differing=True)
