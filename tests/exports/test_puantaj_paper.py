"""The printed puantaj cetveli: what the clerk compares with the screen before signing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader
from sheets import LONG_NAME, TITLES, sheet, with_first_row

from data.core.paper import Signature
from data.puantaj.rules.period import Period
from data.puantaj.sheet import PuantajSheet
from exports.puantaj import Paper, puantaj_pdf
from exports.puantaj_layout import paginate
from exports.values import number_text

PERIODS = (
    Period.of_month(2026, 2),
    Period.of_month(2028, 2),
    Period.of_month(2026, 4),
    Period.of_month(2026, 10),
    Period.of_month(2026, 2, 15),
)
HOSTILE = (
    '=HYPERLINK("http://x.test";"tıkla")', "+1", "@SUM(A1)", "-2+3", "<b>Ali</b>", "</para>", "AT&T &amp;",
    "Ömer (x) \\ ) (", "<img src='/etc/passwd'>",
)  # fmt: skip


def _pages(path: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(path).pages]


def _words(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _row_numbers(page: str, base: PuantajSheet) -> list[int]:
    """Which persons stand on that page, found by their sicil no."""
    return [row.number for row in base.rows if row.sicil in page.split()]


@pytest.mark.parametrize("period", PERIODS, ids=lambda period: f"{len(period)}-{period.start}")
def test_every_value_of_the_sheet_is_on_the_paper(tmp_path: Path, period: Period) -> None:
    base = sheet(9, period)
    text = "\n".join(_pages(puantaj_pdf(base, tmp_path / "p.pdf")))
    for row in base.rows:
        totals = (total if isinstance(total, str) else number_text(total) for total in row.totals)
        line = (str(row.number), row.sicil, row.tckn, row.name, row.duty, *row.cells, *totals, row.remark)
        assert _words("".join(line)) in _words(text)
    for part in (*base.office_lines, base.title, "2026/17", *(f"{day.day.day:02d}" for day in base.days)):
        assert part in text
    for title in TITLES:
        assert _words(title) in _words(text)


def test_dates_of_a_period_over_two_months_stand_under_their_months(tmp_path: Path) -> None:
    (text,) = _pages(puantaj_pdf(sheet(2, Period.of_month(2026, 2, 15)), tmp_path / "p.pdf"))
    assert "ŞUBAT 2026" in text and "MART 2026" in text
    assert "15.02.2026–14.03.2026" in text
    head = text.partition("MART 2026")[2]
    dates = [int(word) for word in head.split() if re.fullmatch(r"\d\d", word)]
    assert dates[:28] == [*range(15, 29), *range(1, 15)]


@pytest.mark.parametrize("people", [0, 1, 2, 3, 17, 24, 25, 26, 27, 28, 29, 30, 40, 59, 60, 120, 300])
def test_nobody_signs_an_empty_page(tmp_path: Path, people: int) -> None:
    base = sheet(people)
    pages = _pages(puantaj_pdf(base, tmp_path / "p.pdf"))
    signed = [number for number, page in enumerate(pages) if "Onaylayan" in page]
    assert signed == [len(pages) - 1]
    assert len(_row_numbers(pages[-1], base)) >= min(2, people)
    assert [number for page in pages for number in _row_numbers(page, base)] == list(range(1, people + 1))


@pytest.mark.parametrize("tall", [8.0, 30.0, 90.0])
@pytest.mark.parametrize("count", range(60))
def test_page_breaks_keep_all_rows_in_order_and_never_overfill(count: int, tall: float) -> None:
    heights = [tall if place % 5 == 4 else 8.0 for place in range(count)]
    first, later, carry, closing = 300.0, 360.0, 8.0, 85.0
    pages = paginate(heights, first, later, carry, closing)
    assert [row for start, end in pages for row in range(start, end)] == list(range(count))
    for number, (start, end) in enumerate(pages):
        used = sum(heights[start:end]) + (carry if number else 0)
        used += closing if number == len(pages) - 1 else carry
        assert used <= (later if number else first)
    assert pages[-1][1] - pages[-1][0] >= min(2, count)


def test_each_page_says_which_of_how_many_it_is(tmp_path: Path) -> None:
    pages = _pages(puantaj_pdf(sheet(120), tmp_path / "p.pdf"))
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert f"Sayfa {number} / {len(pages)}" in page
        assert "Adı soyadı" in page and "Açıklama" in page
        assert "Yazılım Şube Müdürlüğü" in page and "Belge no: 2026/17" in page


def test_carried_totals_add_up_to_the_grand_total(tmp_path: Path) -> None:
    base = sheet(120)
    pages = _pages(puantaj_pdf(base, tmp_path / "p.pdf"))
    seen = 0
    for number, page in enumerate(pages):
        before = _after(page, "Önceki sayfadan devreden") if number else None
        if before is not None:
            assert before == number_text(_worked(base, seen))
        seen += len(_row_numbers(page, base))
        label = "GENEL TOPLAM" if number == len(pages) - 1 else "Devreden toplam"
        assert _after(page, label) == number_text(_worked(base, seen))


def _after(page: str, label: str) -> str:
    return page.partition(f"{label} ")[2].split()[0]


def _worked(base: PuantajSheet, count: int) -> Decimal:
    return sum((Decimal(row.totals[0]) for row in base.rows[:count]), Decimal(0))


def test_a_name_of_sixty_letters_is_printed_whole(tmp_path: Path) -> None:
    assert len(LONG_NAME) >= 60
    for name in (LONG_NAME, "Ş" * 60):
        (text,) = _pages(puantaj_pdf(with_first_row(sheet(3), name=name), tmp_path / "p.pdf"))
        assert _words(name) in _words(text)


def test_an_endless_remark_is_shortened_with_a_mark_and_stays_inside_its_cell(tmp_path: Path) -> None:
    base = with_first_row(sheet(3), remark="uzun açıklama " * 700)
    (text,) = _pages(puantaj_pdf(base, tmp_path / "p.pdf"))
    assert "uzun" in text and "…\n" in text
    assert text.count("açıklama") < 20


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_printed_as_they_are_typed(tmp_path: Path, name: str) -> None:
    (text,) = _pages(puantaj_pdf(with_first_row(sheet(2), name=name), tmp_path / "p.pdf"))
    assert _words(name) in _words(text)


def test_control_and_direction_marks_do_not_reach_the_paper(tmp_path: Path) -> None:
    base = with_first_row(sheet(2), name="Ali\u202e\x00\x07 Ve\u200bli\nCan")
    (text,) = _pages(puantaj_pdf(base, tmp_path / "p.pdf"))
    assert _words("Ali Veli Can") in _words(text)


def test_letters_outside_the_main_font_are_printed(tmp_path: Path) -> None:
    (text,) = _pages(puantaj_pdf(with_first_row(sheet(2), remark="5 ₺ ☐"), tmp_path / "p.pdf"))
    assert "5 ₺ ☐" in text.replace("\n", "")


def test_a_draft_says_so_on_every_page_and_a_closed_sheet_does_not(tmp_path: Path) -> None:
    draft = _pages(puantaj_pdf(sheet(70, draft=True), tmp_path / "taslak.pdf"))
    assert len(draft) > 1 and all("TASLAK" in page.splitlines() for page in draft)
    assert "Kesinleşmemiştir." in draft[-1]
    assert not any("TASLAK" in page for page in _pages(puantaj_pdf(sheet(70), tmp_path / "p.pdf")))


def test_a_correction_names_its_version(tmp_path: Path) -> None:
    base = replace(sheet(2), version=2, notes=("Düzeltme gerekçesi: geç gelen rapor.",))
    (text,) = _pages(puantaj_pdf(base, tmp_path / "p.pdf"))
    assert "Sürüm: 2 (düzeltme)" in text and "Düzeltme gerekçesi: geç gelen rapor." in text


def test_unknown_signer_is_left_to_the_pen(tmp_path: Path) -> None:
    base = replace(sheet(2), signatures=(Signature("Düzenleyen"), Signature("Onaylayan", on=date(2026, 11, 5))))
    (text,) = _pages(puantaj_pdf(base, tmp_path / "p.pdf"))
    assert "…………" in text and "…./…./20…." in text and "Tarih: 05.11.2026" in text


def test_paper_grows_to_a3_for_sixty_people_unless_told(tmp_path: Path) -> None:
    sizes = {}
    for people, paper in ((59, None), (60, None), (60, Paper.A4), (3, Paper.A3)):
        box = PdfReader(puantaj_pdf(sheet(people), tmp_path / "p.pdf", paper=paper)).pages[0].mediabox
        sizes[people, paper] = (round(box.width / 72 * 25.4), round(box.height / 72 * 25.4))
    assert sizes[59, None] == (297, 210)
    assert sizes[60, None] == (420, 297)
    assert sizes[60, Paper.A4] == (297, 210)
    assert sizes[3, Paper.A3] == (420, 297)


def test_masked_numbers_stay_masked_and_no_column_stands_empty(tmp_path: Path) -> None:
    (masked,) = _pages(puantaj_pdf(sheet(2), tmp_path / "p.pdf"))
    (without,) = _pages(puantaj_pdf(sheet(2, tckn=False), tmp_path / "q.pdf"))
    assert "100******19" in masked and "kimlik" in masked
    assert "kimlik" not in without and "Grubu" not in without
    (grouped,) = _pages(puantaj_pdf(sheet(2, group="TİS 2"), tmp_path / "r.pdf"))
    assert "Grubu" in grouped and "TİS 2" in grouped


def test_the_same_sheet_gives_the_same_file(tmp_path: Path) -> None:
    one = puantaj_pdf(sheet(40), tmp_path / "a.pdf").read_bytes()
    assert one == puantaj_pdf(sheet(40), tmp_path / "b.pdf").read_bytes()
    assert one != puantaj_pdf(sheet(41), tmp_path / "c.pdf").read_bytes()
    assert PdfReader(tmp_path / "a.pdf").metadata["/CreationDate"] == "D:20261103090507"


def test_fonts_travel_inside_the_file(tmp_path: Path) -> None:
    reader = PdfReader(puantaj_pdf(sheet(2), tmp_path / "p.pdf"))
    fonts = [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].values()]
    used = [font for font in fonts if "FontDescriptor" in str(font)]
    assert len(used) >= 3
    assert all("/FontFile2" in font["/FontDescriptor"].get_object() for font in used)
