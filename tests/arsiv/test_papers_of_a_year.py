"""Every paper of the archive with one row and with forty, as PDF and as Excel, read back by other libraries.

What its totals say is compared with what the tables hold.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from sqlalchemy import text

from data.arsiv import papers_parts
from data.arsiv.paper_forms import FORMS
from data.arsiv.paper_forms_shelf import SHELF_FORMS
from data.core.paper import CellKind, Paper, Signatures, Table
from data.core.store import Store
from exports.document import document_pdf, document_xlsx
from tests.arsiv.archive_office import Desk
from tests.arsiv.paper_year import GONE, HANDED, Year
from tests.core.paper_agreement import agreement
from tests.puantaj.puantaj_office import NOW

SUMS = {
    "klasorler": f"SELECT count(*), sum(pages) FROM klasor WHERE code = '{GONE}' AND opened_year = 2010",
    "ayiklanacak": f"SELECT count(*), sum(pages) FROM klasor WHERE code = '{GONE}' AND due_on = '2021-01-01'",
    "imha_edilen": "SELECT count(*), sum(pages) FROM klasor WHERE stage = 'imha'",
    "envanter": "SELECT count(*) FROM klasor JOIN arsiv_yer y ON y.id = yer_id WHERE y.full_code LIKE 'K1%'",
    "icerik": "SELECT count(*), sum(pages), sum(enclosures) FROM klasor_belge",
    "devir": f"SELECT count(*), sum(pages) FROM klasor WHERE code = '{HANDED}' AND stage = 'kurum_arsivi'",
    "imha_listesi": "SELECT count(*), sum(pages) FROM klasor WHERE stage = 'imha_listesi'",
    "imha_tutanagi": "SELECT count(*), sum(pages) FROM klasor WHERE stage = 'imha'",
}
"""What the numbers of a totals line are in the tables, in the order in which it has them."""
WORDED = {"klasorler", "ayiklanacak", "imha_edilen", "envanter"}
"""Papers that tell the count in words: ``40 klasör``."""
LETTERS = {"imha_komisyonu", "imha_gorusu", "imha_onayi", "hatirlatma", "istek", "odunc"}
PAGE = re.compile(r"Sayfa(\d+)/(\d+)")


@pytest.fixture(scope="module", params=[1, 40])
def made(
    request: pytest.FixtureRequest, archive_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, tuple[Paper, tuple[int, ...]]]]:
    """Every paper by its form, with the sums of its moment."""
    folder = tmp_path_factory.mktemp("belgeler")
    shutil.copyfile(archive_file, folder / "masa.db")
    found: dict[str, tuple[Paper, tuple[int, ...]]] = {}
    with pytest.MonkeyPatch.context() as patch, Store.open(folder / "masa.db", clock=lambda: NOW) as store:
        patch.setattr(papers_parts, "arranged", agreement(FORMS))
        desk = Desk(store, folder)
        for form, paper in Year(desk, request.param).papers():
            with desk.look() as look:
                sums = look.session.execute(text(SUMS[form])).one() if form in SUMS else ()
            # Rows that are read while a file is written are read now: the next step changes the tables.
            found[form] = (_at_hand(paper), tuple(map(int, sums)))
        yield found


def _at_hand(paper: Paper) -> Paper:
    blocks = (replace(one, rows=tuple(one.rows)) if isinstance(one, Table) else one for one in paper.blocks)
    return replace(paper, blocks=tuple(blocks))


def table_of(paper: Paper) -> Table | None:
    return next((one for one in paper.blocks if isinstance(one, Table)), None)


def squeezed(words: str) -> str:
    return "".join(words.split())


def test_no_form_of_the_archive_is_left_out(made: dict[str, Any]) -> None:
    shelf = {one.key for one in SHELF_FORMS}
    assert {f"arsiv.{form}" for form in made} == {one.key for one in FORMS} - shelf
    for form, (paper, _) in made.items():
        assert paper.form == f"arsiv.{form}" and paper.office_lines[0] == "T.C.", form
        assert any(isinstance(one, Signatures) for one in paper.blocks) or paper.page_hands, form
        assert paper.notes[-1].startswith("Biçimi mevzuattaki"), form


def test_each_pdf_has_its_rows_numbered_pages_and_no_signature_alone(
    made: dict[str, tuple[Paper, tuple[int, ...]]], tmp_path: Path
) -> None:
    for form, (paper, _) in made.items():
        read = PdfReader(document_pdf(paper, tmp_path / "b.pdf"))
        pages = [squeezed(page.extract_text()) for page in read.pages]
        numbers = [PAGE.search(page) for page in pages]
        assert [one and one.groups() for one in numbers] == [
            (str(place), str(len(pages))) for place in range(1, len(pages) + 1)
        ], form
        whole, table = "".join(pages), table_of(paper)
        for line in (*paper.office_lines, paper.title):
            assert squeezed(line) in pages[0], (form, line)
        for page in pages[1:]:
            assert squeezed(f"{paper.office_lines[-1]} · {paper.title}") in page, form
        for hand in paper.page_hands:
            assert all(squeezed(hand.name) in page for page in pages), form
        if table is None:
            continue
        texts = [place for place, column in enumerate(table.columns) if column.kind is CellKind.TEXT]
        for row in table.rows:
            assert all(squeezed(str(row[place])) in whole for place in texts), (form, row)
        for page in pages:
            heads = "".join(squeezed(column.title) for column in table.columns)
            assert heads in page or "İmza:" not in page, form


def test_each_sheet_holds_numbers_and_days_as_such_and_its_sums_are_those_of_the_tables(
    made: dict[str, tuple[Paper, tuple[int, ...]]], tmp_path: Path
) -> None:
    for form, (paper, sums) in made.items():
        path = document_xlsx(paper, tmp_path / "b.xlsx")
        book = CalamineWorkbook.from_path(str(path))
        lines = book.get_sheet_by_index(0).to_python()
        table = table_of(paper)
        if table is None or form in LETTERS - {"hatirlatma"}:
            assert paper.title in {cell for line in lines for cell in line}, form
            continue
        titles = [column.title for column in table.columns]
        head = next(place for place, line in enumerate(lines) if line[: len(titles)] == titles)
        body = lines[head + 1 : head + 1 + len(table.rows)]
        for row, line in zip(table.rows, body, strict=True):
            for column, value, cell in zip(table.columns, row, line, strict=False):
                assert _same(column.kind, value, cell), (form, column.title, value, cell)
        if form in SUMS:
            total = lines[head + 1 + len(table.rows)]
            assert total[0] == "TOPLAM", form
            told = [int(cell) for cell in total if isinstance(cell, float | int)]
            if form in WORDED:
                assert any(str(cell).startswith(f"{sums[0]} klasör") for cell in total), (form, total)
                assert told == list(sums[1:]), form
            else:
                assert told[-len(sums) :] == list(sums), form


def _same(kind: CellKind, value: object, cell: object) -> bool:
    if value is None or value == "":
        return cell == ""
    if isinstance(value, date) and kind is CellKind.DATE:
        return (cell.date() if isinstance(cell, datetime) else cell) == value
    if isinstance(value, str):
        return isinstance(cell, str) and cell == value
    return isinstance(cell, float | int) and float(cell) == float(str(value))


def test_each_sheet_prints_on_one_page_width_with_its_headings_on_every_page(
    made: dict[str, tuple[Paper, tuple[int, ...]]], tmp_path: Path
) -> None:
    for form, (paper, _) in made.items():
        sheet = load_workbook(document_xlsx(paper, tmp_path / "b.xlsx")).active
        assert sheet is not None
        setup = sheet.page_setup
        assert sheet.sheet_properties.pageSetUpPr.fitToPage and (setup.fitToWidth, setup.fitToHeight) == (1, 0), (
            form
        )
        assert int(setup.paperSize) == 9, form
        assert "Sayfa &P / &N" in sheet.oddFooter.center.text, form
        table = table_of(paper)
        if table is not None:
            first = re.match(r"\$(\d+):", sheet.print_title_rows or "")
            assert first and sheet.cell(int(first[1]), 1).value == table.columns[0].title, form
        assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line), form
