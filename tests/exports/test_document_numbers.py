"""Long numbers, long names and sums over many pages: whole, in the type of their neighbours, and adding up."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from data.core.paper import Block, CellKind, Heading, Paper, PaperColumn, Signature, Signatures, Table, Text
from exports.document import document_pdf, document_xlsx
from exports.pdf import font, wrap

PRINTED = datetime(2026, 11, 3, 9, 5, 7)  # noqa: DTZ001 - the wall clock of the office
LONG_NAME = "Muhammed Abdurrahman Şehabettin Çelebioğullarındanzade Öztürk"
COLUMNS = (
    PaperColumn("Sıra", CellKind.INT, 5),
    PaperColumn("Kodu", width=16),
    PaperColumn("Adı", width=30),
    PaperColumn("Miktarı", CellKind.QUANTITY, 8),
    PaperColumn("Birim fiyatı", CellKind.PRICE, 9),
    PaperColumn("Tutarı", CellKind.MONEY, 9),
)
CODE = "255.02.01.01.02.01.99"
AMOUNT = 123_456_789_012


def _paper(*blocks: Block) -> Paper:
    return Paper("deneme", ("T.C.", "ÖRNEK BELEDİYE"), "DENEME", blocks, PRINTED)


def _table(count: int, *, subtotals: bool = False) -> Table:
    rows = tuple((n, CODE, f"Taşınır{n} {LONG_NAME}", n * 1_000_125, 1_234_567_890 + n, AMOUNT + n)
                 for n in range(1, count + 1))  # fmt: skip
    total = ("TOPLAM", "", "", "", "", sum(row[5] for row in rows))
    return Table(COLUMNS, rows, total=total, subtotals=subtotals)


def _shown(kurus: int) -> str:
    return f"{kurus // 100:,}".replace(",", ".") + f",{kurus % 100:02d}"


def _pages(paper: Paper, folder: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(document_pdf(paper, folder / "p.pdf")).pages]


def test_twelve_digits_stand_whole_and_as_large_as_the_names_beside_them(tmp_path: Path) -> None:
    sizes: dict[str, set[float]] = {}
    page = PdfReader(document_pdf(_paper(_table(6)), tmp_path / "p.pdf")).pages[0]

    def visit(text: str, _cm: object, _tm: object, _font: object, size: float) -> None:
        for part in text.split():
            sizes.setdefault(part, set()).add(size)

    page.extract_text(visitor_text=visit)
    total = _shown(6 * AMOUNT + 21)
    assert sizes["1.234.567.890,13"] == sizes[total] == sizes["6.000,75"] == sizes["Taşınır6"]
    assert sizes["1.234,567896"] == sizes["Taşınır6"]


def test_unit_prices_are_numbers_in_excel_with_the_places_they_have(tmp_path: Path) -> None:
    columns = (PaperColumn("Adı", width=20), PaperColumn("Fiyat", CellKind.PRICE, 10))
    table = Table(columns, (("Kâğıt", 90_000_000), ("Vida", 123_456), ("İade", -1_500_000)))
    sheet = load_workbook(document_xlsx(_paper(table), tmp_path / "p.xlsx")).active
    assert sheet is not None
    cells = [one for row in sheet.iter_rows() for one in row if isinstance(one.value, (int, float))]
    assert [float(one.value) for one in cells] == [90.0, 0.123456, -1.5]
    assert {one.number_format for one in cells} == {"#,##0.00####"}
    (page,) = _pages(_paper(table), tmp_path)
    assert all(text in page for text in ("90,00", "0,123456", "-1,50"))


def test_excel_columns_are_as_wide_as_their_longest_number(tmp_path: Path) -> None:
    sheet = load_workbook(document_xlsx(_paper(_table(40)), tmp_path / "p.xlsx")).active
    assert sheet is not None
    assert sheet.column_dimensions["F"].width >= len(_shown(40 * AMOUNT))
    assert sheet.column_dimensions["E"].width >= len("1.234,567896")


@pytest.mark.parametrize("count", [1, 25, 40, 41, 42, 43, 44, 45, 300])
def test_each_page_ends_with_the_sum_so_far_and_the_next_one_begins_with_it(tmp_path: Path, count: int) -> None:
    signs = Signatures((Signature("Taşınır Kayıt Yetkilisi", "Kadriye Kayıt"),))
    pages = _pages(_paper(_table(count, subtotals=True), signs), tmp_path)
    done = 0
    for place, page in enumerate(pages):
        text = page.replace("\n", " ")
        begun, done = done, max(int(one) for one in re.findall(r"Taşınır(\d+) ", text))
        first = begun * AMOUNT + begun * (begun + 1) // 2
        last = done * AMOUNT + done * (done + 1) // 2
        assert (f"Önceki sayfadan devir {_shown(first)}" in text) == (place > 0)
        assert (f"Ara toplam {_shown(last)}" in text) == (place < len(pages) - 1)
        assert (f"TOPLAM {_shown(last)}" in text) == (place == len(pages) - 1)
    assert done == count


def test_a_table_that_wants_none_has_no_sums_between(tmp_path: Path) -> None:
    pages = _pages(_paper(_table(120)), tmp_path)
    assert len(pages) > 2 and not any("Ara toplam" in page or "devir" in page for page in pages)


def test_long_names_of_signers_are_wrapped_and_not_made_small(tmp_path: Path) -> None:
    roles = ("Başkan", "Üye", "Uzman üye", "OLUR")
    paper = _paper(_table(2), Signatures(tuple(Signature(role, LONG_NAME, "Şube Müdürü") for role in roles)))
    sizes = set()

    def visit(text: str, _cm: object, _tm: object, _font: object, size: float) -> None:
        if any(part in text for part in ("Abdurrahman", "Çelebioğullarındanzade")) and "Taşınır" not in text:
            sizes.add(size)

    PdfReader(document_pdf(paper, tmp_path / "p.pdf")).pages[0].extract_text(visitor_text=visit)
    assert sizes == {9.0}
    sheet = load_workbook(document_xlsx(paper, tmp_path / "p.xlsx")).active
    assert sheet is not None
    (row,) = {one.row for line in sheet.iter_rows() for one in line if one.value == LONG_NAME}
    assert sheet.row_dimensions[row].height > 13


def test_a_code_too_long_for_its_line_parts_at_its_own_signs() -> None:
    face = font()
    for text in (CODE, "255.02.01.01.02.01.99-26-00012", "Taşınır/Kayıt-2026/0001.0002"):
        parts = wrap(text, face, 9, face.width(text, 9) * 0.6, 9)
        assert "".join(parts) == text and len(parts) > 1
        assert all(one[-1] in ".-/" for one, _ in pairwise(parts))
    word = "Bilgisayardestekliuzunbirsözcük"
    assert "".join(wrap(word, face, 9, 60, 9)) == word


@pytest.mark.parametrize("count", [3, 58, 59, 60, 61, 62, 63, 64, 200])
def test_a_heading_among_the_rows_is_bold_and_never_the_last_of_its_page(tmp_path: Path, count: int) -> None:
    columns = (PaperColumn("Sıra", CellKind.INT, 5), PaperColumn("Adı", width=30))
    rows = tuple(Heading((None, f"Grup{n}")) if n % 3 == 0 else (n, f"Taşınır{n}") for n in range(count))
    paper = _paper(Table(columns, rows, total=("TOPLAM", "")))
    pages = PdfReader(document_pdf(paper, tmp_path / "p.pdf")).pages
    faces: dict[str, set[str]] = {"Grup": set(), "Taşınır": set()}

    def visit(text: str, _cm: object, _tm: object, face: dict[str, object] | None, _size: float) -> None:
        for begin, found in faces.items():
            if begin in text and face:
                found.add(str(face["/BaseFont"]).partition("+")[2])

    for page in pages:
        told = re.findall(r"(?:Grup|Taşınır)\d+", page.extract_text(visitor_text=visit))
        assert told[-1].startswith("Taşınır") or told[-1] == f"Grup{count - 1}"
    assert faces == {"Grup": {"LiberationSans-Bold"}, "Taşınır": {"LiberationSans"}}
    sheet = load_workbook(document_xlsx(paper, tmp_path / "p.xlsx")).active
    assert sheet is not None
    bold = {str(one.value).rstrip("0123456789"): one.font.b for row in sheet.iter_rows() for one in row}
    assert bold["Grup"] and not bold["Taşınır"]


@pytest.mark.parametrize(("count", "sheets"), [(30, 1), (31, 2), (200, 2)])
def test_every_long_table_repeats_its_own_headings_in_excel(tmp_path: Path, count: int, sheets: int) -> None:
    signs = Signatures((Signature("Teslim alan", "Zehra Ünal"),))
    back = Table((PaperColumn("Kodu", width=16), PaperColumn("İade tarihi", CellKind.DATE, 12)),
                 tuple((CODE, None) for _ in range(count)), "İADE BÖLÜMÜ")  # fmt: skip
    head = Text("İade edilenler", heading=True)
    book = load_workbook(document_xlsx(_paper(_table(count), signs, head, back, signs), tmp_path / "p.xlsx"))
    assert len(book.worksheets) == sheets
    texts = [[str(cell.value) for row in sheet.iter_rows() for cell in row] for sheet in book.worksheets]
    assert sum(some.count(CODE) for some in texts) == 2 * count
    assert all("Teslim alan" in some for some in texts)
    if sheets == 2:
        assert book.sheetnames[1] == "İADE BÖLÜMÜ" and "İade edilenler" in texts[1]
        for sheet, title in zip(book.worksheets, ("Tutarı", "İade tarihi"), strict=True):
            row = int(sheet.print_title_rows.strip("$").split(":")[0])
            assert title in [cell.value for cell in sheet[row]]
