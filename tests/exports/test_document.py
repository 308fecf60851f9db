"""Any paper as PDF and Excel: every value, in order, literal, and never a signature on an empty page."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from data.core.paper import (
    Block,
    CellKind,
    Fields,
    Paper,
    PaperColumn,
    Signature,
    Signatures,
    Table,
    Text,
)
from exports.document import document_pdf, document_xlsx, papers_pdf, papers_xlsx
from exports.files import ExportCancelled

PRINTED = datetime(2026, 11, 3, 9, 5, 7)  # noqa: DTZ001 - the wall clock of the office
OFFICE = ("T.C.", "ÖRNEK BÜYÜKŞEHİR BELEDİYE BAŞKANLIĞI", "Yazılım Şube Müdürlüğü")
LONG_NAME = "Muhammed Abdurrahman Şehabettin Çelebioğullarındanzade Öztürk"
COLUMNS = (
    PaperColumn("Sıra", CellKind.INT, 5),
    PaperColumn("Adı soyadı", CellKind.TEXT, 24),
    PaperColumn("Tarih", CellKind.DATE, 10),
    PaperColumn("Gün", CellKind.DAYS, 6),
    PaperColumn("Süre", CellKind.MINUTES, 7),
    PaperColumn("Kod", CellKind.CENTRED, 5, shaded=True),
)
SIGNS = Signatures(
    (Signature("Düzenleyen", "Fatma Şimşek", "Puantör", date(2026, 11, 2)), Signature("Birim amiri"))
)
HOSTILE = (
    '=HYPERLINK("http://x.test";"tıkla")', "+1", "@SUM(A1)", "-2+3", "<b>Ali</b>", "</para>", "AT&T &amp;",
    "<img src='/etc/passwd'>",
)  # fmt: skip
WRITERS = (document_pdf, document_xlsx)


def _row(number: int, name: str = "") -> tuple[object, ...]:
    return (
        number,
        name or f"Kişi{number} Yılmaz",
        date(2026, 10, 1 + number % 31),
        Decimal(number % 40) / 2,
        number * 7 % 900,
        "X",
    )


def _table(count: int, name: str = "") -> Table:
    rows = tuple(_row(number, name) for number in range(1, count + 1))
    total = ("TOPLAM", None, None, sum(row[3] for row in rows), sum(row[4] for row in rows), None)  # type: ignore[misc]
    return Table(COLUMNS, rows, total=total)


def _paper(*blocks: Block, **more: object) -> Paper:
    base = Paper("deneme", OFFICE, "DENEME ÇİZELGESİ", blocks, PRINTED, "Dönem: Ekim 2026", "2026/17")
    return replace(base, **more)  # type: ignore[arg-type]


def _pages(path: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(path).pages]


def _words(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _numbers(page: str) -> list[int]:
    return [int(found) for found in re.findall(r"Kişi(\d+) ", page)]


def _cells(path: Path, sheet: int = 0) -> list[list[object]]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(sheet).to_python(skip_empty_area=False)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 30, 31, 36, 37, 38, 39, 40, 41, 42, 44, 500])
@pytest.mark.parametrize("between", [(), (Text("Kısa bir açıklama."),)])
def test_pdf_has_every_row_in_order_and_nobody_signs_an_empty_page(
    tmp_path: Path, count: int, between: tuple[Block, ...]
) -> None:
    pages = _pages(document_pdf(_paper(_table(count), *between, SIGNS, notes=("Bir not.",)), tmp_path / "p.pdf"))
    assert [number for page in pages for number in _numbers(page)] == list(range(1, count + 1))
    signed = [place for place, page in enumerate(pages) if "Birim amiri" in page]
    assert signed == [len(pages) - 1]
    assert len(_numbers(pages[-1])) >= min(3, count)
    assert "Bir not." in pages[-1] and "TOPLAM" in pages[-1]
    for place, page in enumerate(pages, 1):
        assert f"Sayfa {place} / {len(pages)}" in page.replace("\n", "")
        assert "Adı soyadı" in page and "Belge no: 2026/17" in page and "Yazdırma: 03.11.2026 09:05" in page


def test_pdf_prints_every_value_as_the_office_writes_it(tmp_path: Path) -> None:
    (page,) = _pages(document_pdf(_paper(_table(12)), tmp_path / "p.pdf"))
    for number in range(1, 13):
        minutes = number * 7
        days = f"{Decimal(number) / 2:f}".replace(".", ",").removesuffix(",0")
        line = f"{number}Kişi{number}Yılmaz{1 + number:02d}.10.2026{days}{minutes // 60}:{minutes % 60:02d}X"
        assert line in _words(page)
    assert "TOPLAM399:06" in _words(page)


@pytest.mark.parametrize("count", [0, 1, 40, 500])
def test_excel_has_every_value_as_a_real_one(tmp_path: Path, count: int) -> None:
    cells = _cells(document_xlsx(_paper(_table(count), SIGNS), tmp_path / "p.xlsx"))
    head = cells.index([column.title for column in COLUMNS])
    for found, number in zip(cells[head + 1 :], range(1, count + 1), strict=False):
        row = _row(number)
        minutes = row[4]
        assert isinstance(minutes, int)
        assert found[:4] == [row[0], row[1], row[2], float(row[3]) if row[3] else ""]  # type: ignore[arg-type]
        assert found[4] == (timedelta(minutes=minutes) if minutes else "") and found[5] == "X"
    assert cells[head + 1 + count][0] == "TOPLAM"


def test_quantities_show_no_bare_comma_in_excel(tmp_path: Path) -> None:
    columns = (PaperColumn("Adı", CellKind.TEXT, 20), PaperColumn("Miktar", CellKind.QUANTITY, 10))
    table = Table(columns, (("Kâğıt", 20_000), ("Kablo", 2_500), ("Boya", 1_234_567)), total=("Toplam", 1_257_067))
    path = document_xlsx(_paper(table), tmp_path / "m.xlsx")
    cells = [
        cell
        for row in load_workbook(path).active.iter_rows()
        for cell in row
        if isinstance(cell.value, (int, float))
    ]
    shown = [(float(cell.value), cell.number_format) for cell in cells]
    assert shown == [(20, "#,##0"), (2.5, "#,##0.###"), (1234.567, "#,##0.###"), (1257.067, "#,##0.###")]


def test_excel_prints_on_one_page_width_with_repeated_headings(tmp_path: Path) -> None:
    page = load_workbook(document_xlsx(_paper(_table(90), SIGNS), tmp_path / "p.xlsx")).active
    assert page is not None
    head = next(row[0].row for row in page.iter_rows() if row[0].value == "Sıra")
    assert page.print_title_rows == f"${head}:${head}"
    assert page.page_setup.fitToWidth == 1 and page.page_setup.fitToHeight == 0
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.oddFooter.center.text == "Sayfa &P / &N" and "03.11.2026" in page.oddFooter.left.text
    assert page.print_area == f"'DENEME ÇİZELGESİ'!$A$1:$F${page.max_row + 1}"  # with the room to sign in


@pytest.mark.parametrize("count", range(30, 75))
def test_excel_breaks_the_page_with_rows_above_the_signatures(tmp_path: Path, count: int) -> None:
    page = load_workbook(document_xlsx(_paper(_table(count), SIGNS), tmp_path / "p.xlsx")).active
    assert page is not None
    signs = next(row[0].row for row in page.iter_rows() if any(cell.value == "Düzenleyen" for cell in row))
    for found in page.row_breaks.brk:
        above = [str(page.cell(row, 2).value) for row in range(found.id + 1, signs)]
        assert sum(name.startswith("Kişi") for name in above) >= 2


def test_excel_foresees_a_torn_sign_block(tmp_path: Path) -> None:
    broken = [
        count
        for count in range(30, 75)
        if load_workbook(document_xlsx(_paper(_table(count), SIGNS), tmp_path / "p.xlsx")).active.row_breaks.brk  # type: ignore[union-attr]
    ]
    assert broken and len(broken) < 20


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_taken_literally_everywhere(tmp_path: Path, text: str) -> None:
    boxes, signs = Fields((("Ad", text), (text, "değer"))), Signatures((Signature(text, text, text),))
    blocks = (Text(text), boxes, _table(2, text), signs)
    paper = _paper(*blocks, title=text, subtitle=text, number=text, notes=(text,))
    pages = _pages(document_pdf(paper, tmp_path / "p.pdf"))
    assert _words("".join(pages)).count(_words(text)) >= 10
    page = load_workbook(document_xlsx(paper, tmp_path / "p.xlsx")).active
    assert page is not None
    same = [cell for row in page.iter_rows() for cell in row if cell.value == text]
    assert len(same) >= 9 and {cell.data_type for cell in same} == {"s"}
    assert b"<f>" not in zipfile.ZipFile(tmp_path / "p.xlsx").read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("write", WRITERS)
def test_ten_thousand_letters_end_somewhere(tmp_path: Path, write: Callable[..., Path]) -> None:
    huge = "Ali\u202e\x00 " + "ş" * 10_000
    blocks = (Fields((("Ad", huge), (huge, "x"))), _table(3, huge), Text(huge), SIGNS)
    path = write(_paper(*blocks, title=huge, subtitle=huge, number=huge, notes=(huge,)), tmp_path / "p")
    if write is document_pdf:
        pages = _pages(path)
        assert len(pages) < 20 and "Birim amiri" in pages[-1]
        assert not any("\u202e" in page or "\x00" in page for page in pages)


@pytest.mark.parametrize("write", WRITERS)
def test_names_of_sixty_letters_stand_whole(tmp_path: Path, write: Callable[..., Path]) -> None:
    paper = _paper(Fields((("Adı soyadı", LONG_NAME),)), _table(4, LONG_NAME))
    path = write(paper, tmp_path / "p")
    if write is document_pdf:
        assert _words(_pages(path)[0]).count(_words(LONG_NAME)) == 5
    else:
        assert sum(row.count(LONG_NAME) for row in _cells(path)) == 5


def test_a_letter_is_wrapped_into_lines_of_even_width_and_keeps_its_words(tmp_path: Path) -> None:
    body = "Müdürlüğümüz personelinin cetvelleri ekte gönderilmiş olup gereğini arz ederim. " * 9
    paper = _paper(Text(f"{body}\nİkinci paragraf.", indent=True), SIGNS, title="", subtitle="", number="")
    (page,) = _pages(document_pdf(paper, tmp_path / "p.pdf"))
    assert " ".join(page.split()).count("cetvelleri ekte gönderilmiş olup gereğini arz ederim.") == 9
    assert "İkinci paragraf." in page and "Belge no" not in page


def test_a_long_letter_goes_on_over_pages_and_is_signed_below_its_last_lines(tmp_path: Path) -> None:
    body = "\n".join(f"{number}. fıkra burada uzun uzun anlatılır. " * 6 for number in range(1, 60))
    pages = _pages(document_pdf(_paper(Text(body), SIGNS), tmp_path / "p.pdf"))
    assert len(pages) > 2
    assert "Birim amiri" in pages[-1] and "59. fıkra" in pages[-1]


def test_a_draft_says_so_on_every_page(tmp_path: Path) -> None:
    pages = _pages(document_pdf(_paper(_table(120), draft=True), tmp_path / "p.pdf"))
    assert len(pages) > 2 and all("TASLAK" in page.splitlines() for page in pages)
    assert not any("TASLAK" in page for page in _pages(document_pdf(_paper(_table(2)), tmp_path / "q.pdf")))
    cells = _cells(document_xlsx(_paper(_table(1), draft=True), tmp_path / "p.xlsx"))
    assert [row[0] for row in cells if "TASLAK" in str(row[0])] == ["TASLAK – KESİNLEŞMEMİŞTİR"]


def test_paper_stands_lies_or_grows_as_its_table_needs(tmp_path: Path) -> None:
    sizes = {}
    for count in (4, 12, 40):
        table = Table(tuple(PaperColumn(f"Sütun {place}", width=12) for place in range(count)), ())
        for landscape in (None, True):
            box = PdfReader(document_pdf(_paper(table, landscape=landscape), tmp_path / "p.pdf")).pages[0].mediabox
            sizes[count, landscape] = (round(box.width / 72 * 25.4), round(box.height / 72 * 25.4))
    assert sizes[4, None] == (210, 297) and sizes[4, True] == (297, 210)
    assert sizes[12, None] == (297, 210)
    assert sizes[40, None] == (420, 297)


def test_several_papers_share_a_file_with_pages_and_sheets_of_their_own(tmp_path: Path) -> None:
    papers = [_paper(_table(count), title=f"KART {count}") for count in (2, 60, 1)]
    pages = _pages(papers_pdf(papers, tmp_path / "p.pdf"))
    assert len(pages) == 4
    feet = [re.search(r"Sayfa (\d) / \n?(\d)", page) for page in pages]
    assert [found.groups() for found in feet if found] == [("1", "1"), ("1", "2"), ("2", "2"), ("1", "1")]
    book = CalamineWorkbook.from_path(str(papers_xlsx(papers, tmp_path / "p.xlsx")))
    assert len(book.sheet_names) == len(set(book.sheet_names)) == 3
    assert [_cells(tmp_path / "p.xlsx", place)[3][0] for place in range(3)] == ["KART 2", "KART 60", "KART 1"]


@pytest.mark.parametrize("write", WRITERS)
def test_the_same_paper_gives_the_same_file(tmp_path: Path, write: Callable[..., Path]) -> None:
    blocks = (Fields((("Ad", "değer"),)), _table(40), Text("Bir açıklama."), SIGNS)
    one = write(_paper(*blocks), tmp_path / "a").read_bytes()
    assert one == write(_paper(*blocks), tmp_path / "b").read_bytes()
    assert one != write(_paper(*blocks, number="2026/18"), tmp_path / "c").read_bytes()


@pytest.mark.parametrize("write", WRITERS)
def test_progress_ends_with_the_rows_and_a_stop_leaves_no_file(tmp_path: Path, write: Callable[..., Path]) -> None:
    told: list[int] = []
    write(_paper(_table(1_200), _table(34)), tmp_path / "p", told.append)
    assert told[-1] == 1_234 and told == sorted(told) and len(told) >= 3
    before = (tmp_path / "p").read_bytes()
    asked = iter([False, False, True])
    with pytest.raises(ExportCancelled):
        write(_paper(_table(1_200)), tmp_path / "p", None, lambda: next(asked, True))
    assert (tmp_path / "p").read_bytes() == before and [path.name for path in tmp_path.iterdir()] == ["p"]


@pytest.mark.parametrize(("hands", "beside", "rows"), [(2, True, 1), (2, False, 2), (5, True, 2)])
def test_sign_blocks_stand_in_the_row_before_them_only_where_all_have_room(
    tmp_path: Path, hands: int, beside: bool, rows: int
) -> None:
    first = Signatures((Signature("Devreden", "A"), Signature("Devralan", "B")))
    board = Signatures(tuple(Signature(f"Üye {place}", "C") for place in range(hands)), beside=beside)
    paper = Paper(
        name="tutanak", office_lines=OFFICE, title="TUTANAK", blocks=(Table(COLUMNS, (_row(1),)), first, board),
        printed_at=PRINTED, landscape=True,
    )  # fmt: skip
    (page,) = PdfReader(document_pdf(paper, tmp_path / "t.pdf")).pages
    text = page.extract_text(extraction_mode="layout")
    lines = [line for line in text.splitlines() if "Devralan" in line or "Üye" in line]
    assert len(lines) == rows, text
    assert sum(line.count("Üye") for line in lines) == hands
