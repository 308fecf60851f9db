"""A ledger as Excel, PDF and CSV: all rows, in order, exactly as on the screen."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from data.core.errors import BadInput
from data.core.money import Money
from exports import listing as listing_room
from exports.files import ExportCancelled
from exports.listing import ColumnKind, Listing, ListingColumn, listing_csv, listing_xlsx
from exports.listing_pdf import listing_pdf

COLUMNS = (
    ListingColumn("Kayıt no", ColumnKind.INT, 8),
    ListingColumn("Tarih", ColumnKind.DATE, 11),
    ListingColumn("Konu", ColumnKind.TEXT, 40),
    ListingColumn("Tutar", ColumnKind.MONEY, 14),
    ListingColumn("Son değişme", ColumnKind.DATETIME, 17),
)
PRINTED = datetime(2026, 11, 3, 9, 5, 7)  # noqa: DTZ001 - the wall clock of the office
CHANGED = datetime(2026, 10, 3, 14, 5)  # noqa: DTZ001
WRITERS = (listing_csv, listing_xlsx, listing_pdf)


def _rows(count: int, subject: str = "Yazılım lisansı {}. yenileme") -> Iterator[tuple[object, ...]]:
    for number in range(1, count + 1):
        day = date(2026, 10, 1 + number % 31)
        yield number, day, subject.format(number), Money(number * 123_456), CHANGED


def _listing(rows: object, summary: str = "bir özet") -> Listing:
    return Listing(
        title="GELEN EVRAK LİSTESİ",
        office_lines=("T.C.", "ÖRNEK BÜYÜKŞEHİR BELEDİYE BAŞKANLIĞI", "Yazılım Şube Müdürlüğü"),
        subtitle="Süzgeç: konu lisans",
        columns=COLUMNS,
        rows=rows,  # type: ignore[arg-type]
        summary=summary,
        printed_at=PRINTED,
        printed_by="A. Yılmaz",
    )


@pytest.mark.parametrize("count", [0, 1, 499, 501, 2_000])
def test_excel_has_every_row_as_a_real_value(tmp_path: Path, count: int) -> None:
    path = listing_xlsx(_listing(_rows(count)), tmp_path / "l.xlsx")
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert [row[0] for row in rows[:5]] == [
        "T.C.", "ÖRNEK BÜYÜKŞEHİR BELEDİYE BAŞKANLIĞI", "Yazılım Şube Müdürlüğü", "GELEN EVRAK LİSTESİ",
        "Süzgeç: konu lisans",
    ]  # fmt: skip
    assert rows[5] == [column.title for column in COLUMNS]
    for row, (number, day, subject, money, changed) in zip(rows[6:-1], _rows(count), strict=True):
        assert isinstance(money, Money)
        assert row == [number, day, subject, money.kurus / 100, changed]
    assert rows[-1][0] == "bir özet"


@pytest.mark.parametrize("count", [1, 40, 400])
def test_pdf_has_every_row_once_and_in_order(tmp_path: Path, count: int) -> None:
    path = listing_pdf(_listing(_rows(count)), tmp_path / "l.pdf")
    pages = [page.extract_text() for page in PdfReader(path).pages]
    lines = [line for page in pages for line in page.splitlines()]
    wanted = [
        f"{number} {day:%d.%m.%Y} {subject} {str(money).removesuffix(' TL')} 03.10.2026 14:05"
        for number, day, subject, money, _ in _rows(count)
    ]
    assert [line for line in lines if "yenileme" in line] == wanted
    for number, page in enumerate(pages, 1):
        assert f"Sayfa {number} / {len(pages)}" in page.replace("\n", "")
        assert "Kayıt no" in page and "Son değişme" in page


@pytest.mark.parametrize("count", range(40, 56))
def test_the_summary_is_never_alone_on_a_page(tmp_path: Path, count: int) -> None:
    path = listing_pdf(_listing(_rows(count)), tmp_path / "l.pdf")
    at: dict[str, float] = {}

    def see(text: str, _page: object, place: list[float], _font: object, _size: object) -> None:
        for word in ("bir özet", "yenileme", "Yazdırma"):
            if word in text:
                at[word] = place[5]

    PdfReader(path).pages[-1].extract_text(visitor_text=see)
    assert at["yenileme"] > at["bir özet"] > at["Yazdırma"] + 16


def test_long_texts_wrap_and_numbers_stay_whole(tmp_path: Path) -> None:
    rows = [(1, None, "çok uzun bir konu " * 12, Money(-123_456_789_012_345), None)]
    text = PdfReader(listing_pdf(_listing(rows), tmp_path / "l.pdf")).pages[0].extract_text()
    assert "".join(text.split()).count("çokuzunbirkonu") == 12
    assert "-1.234.567.890.123,45" in text


def test_a_row_taller_than_the_rest_of_the_page_moves_on_whole(tmp_path: Path) -> None:
    rows = [(n, None, f"başı{n} " + "uzun metin " * 30 + f"sonu{n}", None, None) for n in range(60)]
    pages = [page.extract_text() for page in PdfReader(listing_pdf(_listing(rows), tmp_path / "l.pdf")).pages]
    for number in range(60):
        assert [f"başı{number} " in page for page in pages] == [f"sonu{number}\n" in page for page in pages]


@pytest.mark.parametrize("text", ["=1+1", "+90 312", "-", "@x", "<b>x", "AT&T; &lt;", 'a;b"c'])
def test_text_is_taken_literally_everywhere(tmp_path: Path, text: str) -> None:
    rows = [(1, None, text, None, None)]
    page = load_workbook(listing_xlsx(_listing(rows), tmp_path / "l.xlsx")).active
    assert page is not None
    assert page["C7"].value == text and page["C7"].data_type == "s"
    assert b"<f>" not in zipfile.ZipFile(tmp_path / "l.xlsx").read("xl/worksheets/sheet1.xml")
    assert text in PdfReader(listing_pdf(_listing(rows), tmp_path / "l.pdf")).pages[0].extract_text()
    with listing_csv(_listing(rows), tmp_path / "l.csv").open(encoding="utf-8-sig", newline="") as file:
        cell = list(csv.reader(file, delimiter=";"))[1][2]
    assert cell == (f"'{text}" if text[0] in "=+-@" else text)


def test_csv_opens_in_a_turkish_excel(tmp_path: Path) -> None:
    rows = [(12_345, date(2026, 10, 3), "Şube\tıĞ\x00\u202eİ", Money(-123_456), CHANGED)]
    data = listing_csv(_listing(rows), tmp_path / "l.csv").read_bytes()
    assert data.decode("utf-8-sig") == (
        "Kayıt no;Tarih;Konu;Tutar;Son değişme\r\n12345;03.10.2026;Şube ıĞİ;-1234,56;03.10.2026 14:05\r\n"
    )
    assert data.startswith(b"\xef\xbb\xbf")


def test_stored_instants_appear_as_the_wall_clock_shows_them(tmp_path: Path) -> None:
    moment = datetime(2026, 10, 3, 11, 5, tzinfo=UTC)
    local = moment.astimezone().replace(tzinfo=None)
    page = load_workbook(listing_xlsx(_listing([(1, None, "x", None, moment)]), tmp_path / "l.xlsx")).active
    assert page is not None and page["E7"].value == local


@pytest.mark.parametrize("write", WRITERS)
def test_progress_is_told_and_ends_with_the_number_of_rows(tmp_path: Path, write: Callable[..., Path]) -> None:
    told: list[int] = []
    write(_listing(_rows(1_234)), tmp_path / "l", told.append)
    assert told[-1] == 1_234 and told == sorted(told) and len(told) >= 2


@pytest.mark.parametrize("stop_at", [0, 3])
@pytest.mark.parametrize("write", WRITERS)
def test_a_stopped_export_leaves_no_file_and_keeps_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Callable[..., Path], stop_at: int
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    folder = tmp_path / "out"
    folder.mkdir()
    target = folder / "l"
    target.write_bytes(b"eski")
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > stop_at

    with pytest.raises(ExportCancelled, match="durduruldu"):
        write(_listing(_rows(5_000)), target, None, cancelled)
    assert target.read_bytes() == b"eski"
    assert [path.name for path in folder.iterdir()] == ["l"]
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize("write", WRITERS)
def test_the_same_listing_gives_the_same_file(tmp_path: Path, write: Callable[..., Path]) -> None:
    one = write(_listing(_rows(300)), tmp_path / "a").read_bytes()
    assert one == write(_listing(_rows(300)), tmp_path / "b").read_bytes()
    assert one != write(_listing(_rows(301)), tmp_path / "c").read_bytes()


def test_more_rows_than_excel_holds_are_refused_with_a_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing_room, "EXCEL_ROWS", 50)
    with pytest.raises(BadInput, match="CSV olarak"):
        listing_xlsx(_listing(_rows(100)), tmp_path / "l.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_excel_shows_the_headings_while_scrolling_and_on_each_page(tmp_path: Path) -> None:
    page = load_workbook(listing_xlsx(_listing(_rows(20)), tmp_path / "l.xlsx")).active
    assert page is not None
    assert page.freeze_panes == "A7" and page.print_title_rows == "$6:$6"
    assert page.auto_filter.ref == "A6:E26"
    assert page["D7"].number_format == "#,##0.00"
    assert page.oddFooter.center.text == "Sayfa &P / &N"


def test_sheet_tabs_have_a_name_that_excel_takes(tmp_path: Path) -> None:
    names = {}
    for title in ("[Gelen]/Giden: *2026*?", "", "x" * 60, "'Liste'", "History"):
        listing = Listing(title, (), "", COLUMNS, [], "", PRINTED, "")
        names[title] = load_workbook(listing_xlsx(listing, tmp_path / "l.xlsx")).sheetnames[0]
    assert names["[Gelen]/Giden: *2026*?"] == "Gelen Giden 2026"
    assert names[""] == "Sayfa1" and names["x" * 60] == "x" * 31
    assert names["'Liste'"] == "Liste" and names["History"] == "Sayfa1"
