"""The Excel file of the puantaj cetveli, read back with two other readers."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from sheets import LONG_NAME, TITLES, sheet, with_first_row

from data.puantaj.rules.period import Period
from data.puantaj.sheet import PuantajSheet
from exports.puantaj import Paper, puantaj_pdf, puantaj_xlsx


def _rows(path: Path) -> list[list[Any]]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)


def _first_row(rows: list[list[Any]]) -> int:
    """The line of the first person: three lines of headings stand above it."""
    return next(at for at, row in enumerate(rows) if row[0] == "Sıra") + 3


def _expected(base: PuantajSheet, row: int) -> list[object]:
    person = base.rows[row]
    lead: list[object] = [person.number, person.sicil]
    lead += [person.tckn] if person.tckn else []
    lead += [person.name, person.duty]
    lead += [person.group] if person.group else []
    totals = [float(total) if isinstance(total, Decimal | int) else total for total in person.totals]
    return [*lead, *person.cells, *totals, person.remark]


@pytest.mark.parametrize(
    "base",
    [
        sheet(1),
        sheet(40, Period.of_month(2026, 2, 15), group="TİS 2"),
        sheet(25, Period.of_month(2026, 4), tckn=False),
        sheet(7, Period.of_month(2028, 2)),
    ],
    ids=["one", "15-14", "thirty", "leap"],
)
def test_every_cell_equals_the_sheet(tmp_path: Path, base: PuantajSheet) -> None:
    rows = _rows(puantaj_xlsx(base, tmp_path / "p.xlsx"))
    first = _first_row(rows)
    for place in range(len(base.rows)):
        assert rows[first + place] == _expected(base, place)
    head, dates, weekdays = rows[first - 3 : first]
    left = head.index("Görevi") + (2 if base.rows[0].group else 1)
    right = left + len(base.days)
    assert dates[left:right] == [f"{day.day.day:02d}" for day in base.days]
    assert weekdays[left:right] == [day.weekday for day in base.days]
    assert tuple(head[right:]) == (*TITLES, "Açıklama")


def test_grand_total_is_the_sum_of_the_column(tmp_path: Path) -> None:
    base = sheet(40)
    rows = _rows(puantaj_xlsx(base, tmp_path / "p.xlsx"))
    last = next(row for row in rows if row[0] == "GENEL TOPLAM")
    numbers = last[-1 - len(TITLES) : -1]
    for place, title in enumerate(TITLES):
        column = [row.totals[place] for row in base.rows]
        texts = any(isinstance(total, str) for total in column)
        assert numbers[place] == ("" if texts else float(sum(column))), title  # type: ignore[arg-type]


def test_head_legend_and_signatures_are_there(tmp_path: Path) -> None:
    base = sheet(5)
    texts = [cell for row in _rows(puantaj_xlsx(base, tmp_path / "p.xlsx")) for cell in row if cell]
    for text in (*base.office_lines, base.title, "Belge no: 2026/17", "Yİ: Yıllık ücretli izin", *base.notes):
        assert text in texts
    for text in ("Düzenleyen", "Kontrol eden", "Onaylayan", "Fatma Şimşek", "Şube Müdürü", "Tarih: 02.11.2026"):
        assert text in texts


@pytest.mark.parametrize(
    "text",
    ['=HYPERLINK("http://x.test";"tıkla")', "=1+1", "+1", "-1", "@SUM(1)", "<b>Ali</b> & Veli", "#REF!", "007"],
)
def test_text_is_never_a_formula_or_a_number(tmp_path: Path, text: str) -> None:
    base = with_first_row(sheet(2), name=text, duty=text, sicil=text, remark=text, group=text)
    base = replace(base, title=text, notes=(text,), legend=((text, text),), office_lines=(text,))
    page = load_workbook(puantaj_xlsx(base, tmp_path / "p.xlsx")).active
    assert page is not None
    found = [cell for row in page.iter_rows() for cell in row if cell.value == text]
    assert len(found) >= 8
    assert all(cell.data_type == "s" for cell in found)
    assert all(cell.quotePrefix == text.startswith(("=", "+", "-", "@")) for cell in found)
    xml = zipfile.ZipFile(tmp_path / "p.xlsx").read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in xml and b"<f " not in xml


def test_control_and_direction_marks_are_removed(tmp_path: Path) -> None:
    base = with_first_row(sheet(2), name="Ali\u202e\x00\x07 Ve\u200bli", remark="a\u2066b\ud800c")
    rows = _rows(puantaj_xlsx(base, tmp_path / "p.xlsx"))
    person = rows[_first_row(rows)]
    assert person[3] == "Ali Veli" and person[-1] == "abc"


def test_long_texts_are_kept_as_far_as_excel_holds_them(tmp_path: Path) -> None:
    for letters, kept in ((10_000, 10_000), (32_767, 32_767), (40_000, 32_767)):
        base = with_first_row(sheet(2), name=LONG_NAME, remark="ş" * letters)
        rows = _rows(puantaj_xlsx(base, tmp_path / "p.xlsx"))
        person = rows[_first_row(rows)]
        assert person[3] == LONG_NAME
        assert len(person[-1]) == kept
        assert person[-1].endswith("…") == (letters > kept)


def test_it_prints_like_the_paper(tmp_path: Path) -> None:
    base = sheet(12)
    page = load_workbook(puantaj_xlsx(base, tmp_path / "p.xlsx")).active
    assert page is not None
    head = next(cell.row for cell in page["A"] if cell.value == "Sıra")
    assert page.print_title_rows == f"${head}:${head + 2}"
    assert page.freeze_panes == f"F{head + 3}"
    assert page.page_setup.orientation == "landscape" and int(page.page_setup.paperSize) == 9
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.oddFooter.center.text == "Sayfa &P / &N"
    last = max(cell.row for row in page.iter_rows() for cell in row if cell.value == "İmza:")
    assert page.print_area.endswith(f"${last}")
    large = load_workbook(puantaj_xlsx(sheet(60), tmp_path / "q.xlsx")).active
    assert large is not None and int(large.page_setup.paperSize) == 8
    small = load_workbook(puantaj_xlsx(sheet(60), tmp_path / "r.xlsx", paper=Paper.A4)).active
    assert small is not None and int(small.page_setup.paperSize) == 9


def test_free_days_are_shaded_down_the_column(tmp_path: Path) -> None:
    base = sheet(4)
    page = load_workbook(puantaj_xlsx(base, tmp_path / "p.xlsx")).active
    assert page is not None
    first = next(cell.row for cell in page["A"] if cell.value == 1)
    fills = {}
    for place, day in enumerate(base.days, 6):
        column = {page.cell(row, place).fill.fgColor.rgb for row in range(first, first + 4)}
        assert len(column) == 1
        fills.setdefault(day.shade, set()).update(column)
    assert all(len(colours) == 1 for colours in fills.values())
    assert len({next(iter(colours)) for colours in fills.values()}) == 4


def test_a_footer_sign_does_not_become_a_field(tmp_path: Path) -> None:
    page = load_workbook(puantaj_xlsx(replace(sheet(1), number="A&P"), tmp_path / "p.xlsx")).active
    assert page is not None
    xml = zipfile.ZipFile(tmp_path / "p.xlsx").read("xl/worksheets/sheet1.xml").decode()
    assert "Belge no: A&amp;&amp;P" in xml


def test_the_same_sheet_gives_the_same_file(tmp_path: Path) -> None:
    one = puantaj_xlsx(sheet(30), tmp_path / "a.xlsx").read_bytes()
    assert one == puantaj_xlsx(sheet(30), tmp_path / "b.xlsx").read_bytes()
    assert one != puantaj_xlsx(sheet(31), tmp_path / "c.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 11, 3, 9, 5, 6)}


def test_nobody_on_the_sheet_still_gives_a_file(tmp_path: Path) -> None:
    rows = _rows(puantaj_xlsx(sheet(0), tmp_path / "p.xlsx"))
    assert any("Onaylayan" in row for row in rows)


@pytest.mark.parametrize(("people", "breaks"), [(2, 0), (20, 0), (36, 1), (40, 1)])
def test_excel_takes_the_last_three_people_along_to_the_page_of_the_signatures(
    tmp_path: Path, people: int, breaks: int
) -> None:
    page = load_workbook(puantaj_xlsx(sheet(people), tmp_path / "p.xlsx")).active
    assert page is not None
    third_last = next(cell.row for cell in page["A"] if cell.value == max(1, people - 2))
    assert [found.id for found in page.row_breaks.brk] == [third_last - 1] * breaks


def test_all_notes_are_in_the_file_even_where_paper_has_no_room(tmp_path: Path) -> None:
    notes = tuple(f"{number}. not: " + "uzun bir gerekçe " * 60 for number in range(1, 13))
    base = replace(sheet(30), notes=notes)
    texts = [cell for row in _rows(puantaj_xlsx(base, tmp_path / "p.xlsx")) for cell in row if cell]
    assert all(note.strip() in [str(text).strip() for text in texts] for note in notes)
    last = PdfReader(puantaj_pdf(base, tmp_path / "p.pdf")).pages[-1].extract_text()
    assert "1. not:" in last and "notların tamamı Excel dosyasındadır" in last and "Onaylayan" in last
