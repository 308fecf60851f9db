"""Papers of vouchers, reopened with other libraries and compared with what the database holds."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from data.core.errors import BadInput, NotAllowed, RuleBroken
from data.core.money import format_kurus
from data.tasinir import papers_vouchers as papers
from data.tasinir.models_vouchers import Vif
from data.tasinir.operations.reversing import reverse
from data.tasinir.operations.vouchers import drop_draft
from exports.document import document_pdf, document_xlsx
from tests.tasinir.tasinir_office import Desk, unit
from tests.tasinir.voucher_office import approved, bought, drafted, head, line, used

DAY = date(2026, 11, 2)


def cells(path: Path) -> list[list[object]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def test_a_voucher_on_paper_says_what_the_books_took(desk: Desk, tmp_path: Path) -> None:
    made = approved(
        desk,
        head(desk, "satin_alma", DAY, joint_kurus=300),
        line(desk, "A4 kâğıt", 2, 100, kdv_permille=200),
        line(desk, "Dizüstü bilgisayar", 2, 5_000, brand="=Örnek", model="<b>X1</b>", serials="A\nB"),
    )
    with desk.work("kayit") as work:
        paper = papers.voucher_for_export(work, made.id)
    assert (paper.title, paper.number, paper.draft) == ("VARLIK İŞLEM FİŞİ", "2026/1", False)
    sheet = cells(document_xlsx(paper, tmp_path / "fis.xlsx"))
    text = [str(value) for one in sheet for value in one if value != ""]
    assert "Dizüstü bilgisayar =Örnek <b>X1</b>" in text
    assert any("2 kalem taşınırın GİRİŞ KAYDI YAPILMIŞTIR" in one for one in text)
    assert made.total_kurus / 100 in [value for one in sheet for value in one]
    book = load_workbook(tmp_path / "fis.xlsx")
    assert not [cell for one in book.active.iter_rows() for cell in one if cell.data_type == "f"]
    assert document_pdf(paper, tmp_path / "fis.pdf").stat().st_size > 5_000


def test_a_voucher_of_many_pages_carries_its_sum_from_page_to_page(desk: Desk, tmp_path: Path) -> None:
    lines = [line(desk, "Klasör", place, 1_000 + place) for place in range(1, 61)]
    made = approved(desk, head(desk, "satin_alma", DAY), *lines)
    with desk.look("kayit") as look:
        paper = papers.voucher_paper(look, made.id)
        booked = look.session.get_one(Vif, made.id).total_kurus
    pages = [page.extract_text().replace("\n", " ") for page in
             PdfReader(document_pdf(paper, tmp_path / "fis.pdf")).pages]  # fmt: skip
    shown = format_kurus(booked).removesuffix(" TL")
    assert len(pages) > 2 and f"TOPLAM {shown}" in pages[-1]
    left = [re.search(r"Ara toplam ([\d.,]+)", page) for page in pages[:-1]]
    begun = [re.search(r"Önceki sayfadan devir ([\d.,]+)", page) for page in pages[1:]]
    assert [one.group(1) for one in left if one] == [one.group(1) for one in begun if one]
    assert len([one for one in left if one]) == len(pages) - 1
    rows = [one for one in cells(document_xlsx(paper, tmp_path / "fis.xlsx")) if "Klasör" in one]
    assert len(rows) == 60 and all(isinstance(one[-2], float) for one in rows)
    assert sum(round(one[-3] * one[-2] * 100) for one in rows) == booked  # type: ignore[operator]


def test_a_draft_is_marked_and_one_that_was_given_up_is_not_printed(desk: Desk) -> None:
    key = drafted(desk, head(desk, "satin_alma", DAY), line(desk))
    with desk.look("clerk") as look:
        paper = papers.voucher_paper(look, key)
        assert paper.draft and paper.number == "TASLAK"
    with pytest.raises(NotAllowed), desk.work("kadir") as work:
        papers.voucher_for_export(work, key)
    with desk.work("clerk") as work:
        drop_draft(work, key, "Fatura gelmedi")
    with desk.look("clerk") as look, pytest.raises(RuleBroken):
        papers.voucher_paper(look, key)


def test_the_monthly_list_holds_what_was_consumed_less_what_was_taken_back(desk: Desk) -> None:
    bought(desk, "A4 kâğıt", 10, 100, DAY)
    bought(desk, "Tükenmez kalem", 10, 5, DAY)
    used(desk, "A4 kâğıt", 3, DAY)
    used(desk, "Tükenmez kalem", 4, DAY)
    wrong = used(desk, "A4 kâğıt", 2, DAY + timedelta(days=1))
    with desk.work("kayit") as work:
        reverse(work, wrong.id, DAY + timedelta(days=2), "Yanlış birime yazılmış", "Olur 2026/12")
    with desk.work("kayit") as work:
        paper = papers.consumption_for_export(work, unit(desk), 2026, 11)
    (table,) = [block for block in paper.blocks if isinstance(block, papers.Table)]
    assert [one[1:] for one in table.rows] == [
        ("150.01.01", "Yazı Araçları", 2_000),
        ("150.01.03", "Kağıt Ürünler", 30_000),
    ]
    assert table.total == ("TOPLAM", "", "", 32_000)
    with desk.look("kayit") as look, pytest.raises(BadInput):
        papers.consumption_paper(look, unit(desk), 2026, 10)


def test_what_is_held_at_second_level_adds_up_to_the_books(desk: Desk, tmp_path: Path) -> None:
    bought(desk, "A4 kâğıt", 10, 100, DAY)
    bought(desk, "Lazer yazıcı", 2, 500, DAY)
    used(desk, "A4 kâğıt", 1, DAY)
    with desk.work("kayit") as work:
        paper = papers.holdings_for_export(work, unit(desk), date(2026, 11, 20))
    values = [value for one in cells(document_xlsx(paper, tmp_path / "m.xlsx")) for value in one]
    assert 1_900.0 in values and 900.0 in values and 1_000.0 in values and 9.0 in values
