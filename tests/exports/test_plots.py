"""Plots: the numbers stand in the PDF's axis and in Excel's own cells, whatever the labels say."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from data.core.paper import CellKind, Paper, PaperColumn, Plot, Signature, Signatures, Table
from exports.document import document_pdf, document_xlsx

LABELS = ("Ocak", '=HYPERLINK("http://x")', "<b>Kalın</b> etiket", "\u202eters\u202c", "ı" * 10_000)
PLOT = Plot(
    "Gelen ve giden", LABELS, (("Gelen", (12, 0, None, 40, 7)), ("Giden", (3, Decimal("1.5"), 2, None, 1)))
)


def paper(*plots: Plot) -> Paper:
    table = Table((PaperColumn("Ay", width=30), PaperColumn("Sayı", CellKind.INT, 9)), (("Ocak", 12),))
    return Paper(
        name="deneme",
        office_lines=("T.C.",),
        title="DENEME",
        blocks=(table, *plots, Signatures((Signature("Düzenleyen"),))),
        printed_at=datetime(2026, 11, 20, 9),  # noqa: DTZ001 - the wall clock of the office
    )


@pytest.mark.parametrize("lines", [False, True])
def test_a_plot_has_its_title_names_axis_and_labels_as_plain_text(tmp_path: Path, lines: bool) -> None:
    plot = Plot(PLOT.title, PLOT.labels, PLOT.series, lines)
    (page,) = PdfReader(document_pdf(paper(plot), tmp_path / "p.pdf")).pages
    words = page.extract_text()
    for part in ("Gelen ve giden", "Gelen", "Giden", "Ocak", "40", "<b>Kalın</b>", "ters", "…"):
        assert part in words
    assert "\u202e" not in words


def test_a_chart_in_excel_is_drawn_from_its_own_cells_beside_the_print(tmp_path: Path) -> None:
    sheet = load_workbook(document_xlsx(paper(PLOT), tmp_path / "p.xlsx")).active
    (chart,) = sheet._charts
    first, second = (series.val.numRef.f.split("!")[1].replace("$", "") for series in chart.series)
    assert [cell.value for (cell,) in sheet[first]] == [12, 0, None, 40, 7]
    assert [cell.value for (cell,) in sheet[second]] == [3, 1.5, 2, None, 1]
    names = chart.series[0].cat.numRef or chart.series[0].cat.strRef
    labels = [cell.value for (cell,) in sheet[names.f.split("!")[1].replace("$", "")]]
    assert labels == ["Ocak", LABELS[1], LABELS[2], "ters", LABELS[4]]
    last_printed = sheet.print_area.split("!")[1].replace("$", "").split(":")[1]
    assert sheet[first][0][0].column > sheet[last_printed].column
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


@pytest.mark.parametrize(
    "plot",
    [
        Plot("Boş", (), (("Gelen", ()),)),
        Plot("Sıfır", ("Ocak",), (("Gelen", (0,)),)),
        Plot("Hiç", ("Ocak", "Şubat"), (("Gelen", (None, None)),)),
        Plot("Eksi", ("Ocak", "Şubat"), (("Değişim", (-5, 3)),)),
    ],
)
def test_a_plot_of_nothing_much_is_still_a_plot(tmp_path: Path, plot: Plot) -> None:
    assert plot.title in PdfReader(document_pdf(paper(plot), tmp_path / "p.pdf")).pages[0].extract_text()
    assert len(load_workbook(document_xlsx(paper(plot), tmp_path / "p.xlsx")).active._charts) == 1
