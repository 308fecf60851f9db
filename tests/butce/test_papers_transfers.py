"""Papers of moved and released ödenek, read back from both files and compared with the records."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from data.butce.operations.releases import plan_equally, release_quarter
from data.butce.operations.transfers import give_up
from data.butce.paper_forms import FORMS
from data.butce.papers_release import course_paper, plan_for_export, plan_paper
from data.butce.papers_transfers import summary_paper, transfer_for_export, transfer_paper
from data.butce.release_drafts import ReleasePaperDraft
from data.butce.transfer_drafts import TransferLineDraft
from data.core import trail
from data.core.errors import BadInput, NotAllowed, RuleBroken
from data.core.paper import Fields, Paper, Signatures, Table
from data.core.paper_layout_parts import parts_of
from exports.document import document_pdf, document_xlsx
from tests.butce.butce_office import HEAD, Desk, yil_id
from tests.butce.transfer_office import (
    MACHINES,
    PAPER,
    PHONE,
    RESERVE,
    UPKEEP,
    approve,
    decide,
    form,
    line,
    lines,
    moved,
)


def both(paper: Paper, folder: Path) -> tuple[list[object], str]:
    """All cells of the Excel file, and the text of the PDF."""
    sheet = load_workbook(document_xlsx(paper, folder / "t.xlsx")).active
    assert sheet is not None
    cells = [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]
    pages = PdfReader(document_pdf(paper, folder / "t.pdf")).pages
    return cells, " ".join("\n".join(page.extract_text() for page in pages).split())


def has(cells: list[object], text: str, *words: str) -> None:
    for one in words:
        assert one in text, one
        assert any(one in str(cell) for cell in cells), one


def test_the_form_shows_both_sides_with_what_they_held_and_its_decision(desk: Desk, tmp_path: Path) -> None:
    key = form(desk, *lines(desk, [(PAPER, 30_000_00), (UPKEEP, 5_000_00)], [(PHONE, 35_000_00)]))
    with desk.look() as look:
        assert transfer_paper(look, key).draft, "before the office's approval it is a draft"
    approve(desk, key)
    with desk.look() as look:
        asked = transfer_paper(look, key)
    assert not asked.draft, "what waits for its decision goes out as it is"
    decide(desk, key, mif=date(2026, 5, 15))
    with desk.work() as work:
        (paper,) = transfer_for_export(work, key)
        assert trail.history(work, "aktarma", key)[0].action == "butce.export"
    cells, text = both(paper, tmp_path)
    has(
        cells, text, "ÖDENEK AKTARMA FORMU", "Üst yönetici onayı", "11.05.2026", "2026/118", "15.05.2026 · 4411",
        "Telefon giderleri arttı", "otuzbeşbin lira", "Gülay Gerçek", "Hasan Harcama",
        "Ekonomik II. düzey ayrılıyor", "Düşülen toplam 35.000,00 TL, eklenen toplam 35.000,00 TL",
    )  # fmt: skip
    numbers = [one for one in cells if isinstance(one, int | float)]
    for lira in (500_000, 150_000, 120_000, 30_000, 5_000, 35_000, 155_000):
        assert lira in numbers, lira
    assert "resmî örneğe göre ayarlanır" in text
    assert paper.blocks[1:3] == asked.blocks[1:3], "the figures stay those of before the transfer"


def test_what_is_booked_elsewhere_leaves_room_for_the_pen_and_what_is_given_up_is_not_printed(
    desk: Desk, tmp_path: Path
) -> None:
    other = TransferLineDraft(
        side="dusulen", amount=1_234_56, dis_kod="46.34.12.09-01.3.9.00-5-03.2.1.01", dis_ad="<b>Donanım & Ş.</b>"
    )
    key = form(desk, other, line(desk, "eklenen", PHONE, 1_234_56))
    with desk.look() as look:
        paper = transfer_paper(look, key)
    _, text = both(paper, tmp_path)
    assert "<b>Donanım & Ş.</b>" in text
    assert "Meclis kararı" in text
    table = paper.blocks[1]
    assert isinstance(table, Table)
    assert next(iter(table.rows))[3:7] == (None,) * 4
    with desk.work() as work:
        give_up(work, key, "Gerek kalmadı")
    with desk.look() as look, pytest.raises(RuleBroken, match="Vazgeçilmiş"):
        transfer_paper(look, key)
    empty = form(desk)
    with desk.look() as look, pytest.raises(BadInput, match="satır yok"):
        transfer_paper(look, empty)


def test_the_summary_has_every_transfer_and_comes_to_nothing_over_all_tertips(desk: Desk, tmp_path: Path) -> None:
    moved(desk, [(UPKEEP, 40_000_00)], [(PHONE, 40_000_00)])
    moved(desk, [(RESERVE, 10_000_00)], [(PHONE, 10_000_00)])
    moved(desk, [(MACHINES, 7_00)], [(PHONE, 7_00)])
    form(desk, *lines(desk, [(PAPER, 1)], [(PHONE, 1)]))
    year = yil_id(desk)
    with desk.look() as look:
        paper = summary_paper(look, year)
    cells, text = both(paper, tmp_path)
    has(cells, text, "2026/1", "2026/3", "Encümen kararı", "Üst yönetici onayı", "3 aktarma", f"{HEAD}09.6.1.01")
    assert "2026/4" not in text
    of_transfers, of_tertips = (one for one in paper.blocks if isinstance(one, Table))
    assert of_transfers.total is not None
    assert of_transfers.total[-1] == 50_007_00
    assert of_tertips.total is not None
    assert of_tertips.total[3:] == (50_007_00, 50_007_00, 0)
    assert [row[1] for row in of_tertips.rows][-2:] == [f"{HEAD}{MACHINES}", f"{HEAD}{RESERVE}"]


def test_the_harcama_programi_shows_its_quarters_and_what_does_not_agree(desk: Desk, tmp_path: Path) -> None:
    year = yil_id(desk)
    with desk.look() as look, pytest.raises(BadInput, match="yazılmamış"):
        plan_paper(look, year)
    papers = ReleasePaperDraft(day=date(2026, 1, 5), belge="Meclis kararı", belge_no="2025/413")
    with desk.work() as work:
        plan_equally(work, year, papers)
    for quarter in (1, 2):
        with desk.work() as work:
            release_quarter(work, year, quarter, papers)
    moved(desk, [(UPKEEP, 40_000_00)], [(PHONE, 40_000_00)])
    with desk.look() as look:
        plan, course = plan_paper(look, year), course_paper(look, year)
    cells, text = both(plan, tmp_path)
    has(cells, text, "AYRINTILI HARCAMA PROGRAMI", "(Ocak-Mart)", "(Ekim-Aralık)", "Örnek-27")
    assert f"Programı ödeneğine eşit olmayan tertipler: {HEAD}{PHONE} (40.000,00 TL)" in text
    assert {30_000, 120_000, 5_780_000} <= {one for one in cells if isinstance(one, int | float)}
    table = course.blocks[0]
    assert isinstance(table, Table)
    assert table.total == ("TOPLAM", "", "", 5_780_000_00, 2_890_000_00, 2_890_000_00, 0, 2_890_000_00)
    assert "II. dönem dahil serbest bırakıldı." in both(course, tmp_path)[1]
    with pytest.raises(NotAllowed), desk.work("kadir") as work:
        plan_for_export(work, year)


def test_every_paper_consists_of_the_parts_that_its_form_lets_be_arranged(desk: Desk) -> None:
    year = yil_id(desk)
    key = moved(desk, [(UPKEEP, 40_000_00)], [(PHONE, 40_000_00)])
    with desk.work() as work:
        plan_equally(work, year, ReleasePaperDraft(day=date(2026, 6, 5), belge="AHP"))
    with desk.look() as look:
        made = (
            transfer_paper(look, key),
            summary_paper(look, year),
            plan_paper(look, year),
            course_paper(look, year),
        )
    forms = {one.key: one for one in FORMS}
    for paper in made:
        known = {part.path for part in parts_of(forms[paper.form])}
        assert set(forms[paper.form].required) <= known
        assert {name for name, _ in paper.slots} == {name for name, _ in forms[paper.form].slots}
        for block in paper.blocks:
            if isinstance(block, Table):
                assert {f"{block.key}.{one.key}" for one in block.columns} <= known
            elif isinstance(block, Fields):
                assert {f"{block.key}.{one}" for one in block.keys} <= known
            elif isinstance(block, Signatures):
                assert {f"{block.key}.{one.key}" for one in block.blocks} <= known
