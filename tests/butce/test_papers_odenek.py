"""The papers of ödenek: what they say is what the database holds, in PDF and in Excel."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from data.butce import papers_odenek, views
from data.butce.operations.posting import Posting
from data.butce.rules.values import MovementKind
from data.core.errors import BadInput
from data.core.paper import Paper, Table
from exports.document import document_pdf, document_xlsx
from tests.butce.butce_office import Desk, posted, tertip_id, yil_id

DAY = date(2026, 11, 20)
PAPER, FUEL = "03.2.1.01", "03.2.3.02"


@pytest.fixture
def spent(desk: Desk) -> Desk:
    paper, fuel = tertip_id(desk, PAPER), tertip_id(desk, FUEL)
    posted(
        desk,
        Posting(tertip_id=paper, kind=MovementKind.HARCAMA, amount=120_450_75, day=date(2026, 2, 10), text="=1+1"),
        Posting(tertip_id=paper, kind=MovementKind.BLOKE, amount=95_000_00, day=date(2026, 3, 1), text="Alım"),
        Posting(tertip_id=fuel, kind=MovementKind.HARCAMA, amount=10_000_01, day=date(2026, 5, 4), belge_no="7"),
        Posting(
            tertip_id=fuel, kind=MovementKind.EK, amount=5_000_00, day=date(2026, 6, 1), belge="Meclis kararı"
        ),
    )
    return desk


def table(paper: Paper) -> Table:
    return next(block for block in paper.blocks if isinstance(block, Table))


def test_the_tracking_list_agrees_with_the_desk_to_the_kurus(spent: Desk) -> None:
    year = yil_id(spent)
    with spent.look() as look:
        paper = papers_odenek.tracking_paper(look, year, DAY)
        rows = views.odenek_rows(look, year, DAY)
    lines = list(table(paper).rows)
    assert [line[12] for line in lines] == [row.free for row in rows]
    for line in lines:
        made = [int(str(cell)) for cell in line[3:8]]
        assert made[0] + made[1] + made[2] - made[3] == made[4]
    total = table(paper).total or ()
    assert total[7] == sum(row.held.odenek for row in rows)
    by_code = {str(line[1]).rpartition("-")[2]: line for line in lines}
    assert by_code[PAPER][-1] == Decimal("24.09")


def test_months_and_quarters_sum_to_what_was_spent(spent: Desk) -> None:
    year = yil_id(spent)
    with spent.look() as look:
        for quarters, count in ((False, 12), (True, 4)):
            paper = papers_odenek.course_paper(look, year, DAY, quarters=quarters, level="ekonomik2")
            for line in table(paper).rows:
                assert sum(int(str(cell)) for cell in line[4 : 4 + count]) == line[4 + count]


def test_the_sheet_of_a_tertip_ends_with_what_is_left(spent: Desk) -> None:
    with spent.look() as look:
        paper = papers_odenek.tertip_paper(look, tertip_id(spent, PAPER), date(2026, 1, 1), DAY)
        with pytest.raises(BadInput, match="önce olamaz"):
            papers_odenek.tertip_paper(look, tertip_id(spent, PAPER), DAY, date(2026, 1, 1))
    last = list(table(paper).rows)[-1]
    assert last[-1] == 500_000_00 - 120_450_75 - 95_000_00


def test_files_say_the_same_and_obey_nothing(spent: Desk, tmp_path: Path) -> None:
    with spent.work() as work:
        (paper,) = papers_odenek.tertip_for_export(work, tertip_id(spent, PAPER), date(2026, 1, 1), DAY)
    document_pdf(paper, tmp_path / "d.pdf")
    document_xlsx(paper, tmp_path / "d.xlsx")
    text = "\n".join(page.extract_text() for page in PdfReader(tmp_path / "d.pdf").pages)
    cells = [
        cell
        for row in CalamineWorkbook.from_path(tmp_path / "d.xlsx").get_sheet_by_index(0).to_python()
        for cell in row
    ]
    for word in ("TERTİP DÖKÜMÜ", "Kesin harcama", "=1+1"):
        assert word in text
        assert any(word in str(cell) for cell in cells)
    assert "120.450,75" in text
    assert 120450.75 in cells


def test_open_works_are_listed_with_what_they_hold(spent: Desk) -> None:
    with spent.work() as work:
        (paper,) = papers_odenek.open_works_for_export(work, yil_id(spent))
    assert (table(paper).total or ())[4:] == (0, 0, 0)
