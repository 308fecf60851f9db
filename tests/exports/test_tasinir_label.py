"""Labels of items, rooms and ambars read back: texts, karekod and Code 128, their places, hostile words."""

from __future__ import annotations

import time
import zipfile
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from bars_reading import Drawn, codes, read_bars
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from PIL import Image
from pypdf import PdfReader
from qr_reading import read

from data.core.label_sheet import LabelSheet
from data.tasinir.papers_label import ItemLabel, ItemLabels, LabelCodes, LabelKind, LabelPaper, sheet_of
from data.tasinir.rules.codes import barcode
from exports.code128 import bars
from exports.files import ExportCancelled
from exports.tasinir_label import labels_pdf, labels_xlsx

HEADING = ("ÖRNEK BÜYÜKŞEHİR BELEDİYE BAŞKANLIĞI", "Yazılım Şube Müdürlüğü")
NAMES = ("Dizüstü bilgisayar", "Çalışma koltuğu", "Lazer yazıcı", "Kablosuz ığüşöç İĞÜŞÖÇ telefon")
MM = 72 / 25.4
NAMED = (LabelPaper.A4_2X7, LabelPaper.A4_3X8, LabelPaper.A4_5X13, LabelPaper.TEK_50X30)
EPS = 0.05


def item(number: int = 1, **more: object) -> ItemLabel:
    fields = (
        ("Sicil no", f"255.02.01.01.02-26-{number:05}"),
        ("Taşınır", NAMES[number % len(NAMES)]),
        ("Marka / model", f"Örnek X{number}"),
    )
    return replace(ItemLabel(HEADING, fields, barcode(number)), **more)  # type: ignore[arg-type]


def labels(
    *some: ItemLabel,
    paper: LabelPaper = LabelPaper.A4_2X7,
    read_by: LabelCodes = LabelCodes.IKISI,
    place: int = 1,
    kind: LabelKind = LabelKind.DEMIRBAS,
    sheet: LabelSheet | None = None,
) -> ItemLabels:
    moment = datetime(2026, 11, 20, 9, 6)  # noqa: DTZ001 - the wall clock of the office
    return ItemLabels(kind, some, sheet or sheet_of(paper), read_by, place, paper.single, moment)


def drawn(made: ItemLabels, folder: Path) -> tuple[list[list[Drawn]], PdfReader]:
    """The codes of each page, and the file."""
    reader = PdfReader(labels_pdf(made, folder / "e.pdf"))
    return [codes(page) for page in reader.pages], reader


def texts(reader: PdfReader, page: int = 0) -> list[tuple[float, float, str]]:
    """Left end, baseline and words of every line of a page."""
    found: list[tuple[float, float, str]] = []

    def seen(text: str, _cm: object, tm: list[float], _font: object, _size: object) -> None:
        if text.strip():
            found.append((tm[4], tm[5], text.strip()))

    reader.pages[page].extract_text(visitor_text=seen)
    return found


def box(made: ItemLabels, number: int) -> tuple[float, float, float, float]:
    """Left, lower, right, upper edge that the sheet gives to a label of the first page."""
    sheet = made.sheet
    width, height = float(sheet.genislik) * MM, float(sheet.yukseklik) * MM
    if made.single:
        return 0, 0, width, height
    row, column = divmod(made.place - 1 + number, sheet.sutun)
    left = float(sheet.sol + column * (sheet.genislik + sheet.yatay_aralik)) * MM
    top = 297 * MM - float(sheet.ust + row * (sheet.yukseklik + sheet.dikey_aralik)) * MM
    return left, top - height, left + width, top


# ---------------------------------------------------------------- what a label says


@pytest.mark.parametrize("paper", NAMED)
def test_a_label_of_every_size_says_what_it_is_and_both_codes_hold_its_number(
    paper: LabelPaper, tmp_path: Path
) -> None:
    (found, *_), reader = drawn(labels(item(7), paper=paper), tmp_path)
    text = reader.pages[0].extract_text().replace("\n", " ")
    for words in ("Yazılım Şube Müdürlüğü", "255.02.01.01.02-26-00007", NAMES[3], "Örnek X7", barcode(7)):
        assert words in text
    assert [(one.is_bars, one.text) for one in found] == [(True, barcode(7)), (False, barcode(7))]


@pytest.mark.parametrize(("read_by", "wanted"), [(LabelCodes.KAREKOD, False), (LabelCodes.CODE_128, True)])
@pytest.mark.parametrize("paper", NAMED)
def test_one_code_alone_is_printed_with_the_number_to_read(
    paper: LabelPaper, read_by: LabelCodes, wanted: bool, tmp_path: Path
) -> None:
    (found, *_), reader = drawn(labels(item(7), paper=paper, read_by=read_by), tmp_path)
    assert [(one.is_bars, one.text) for one in found] == [(wanted, barcode(7))]
    assert reader.pages[0].extract_text().count(barcode(7)) == 1


def test_rooms_and_ambars_have_their_code_and_name(tmp_path: Path) -> None:
    room = ItemLabel(HEADING, (("Oda kodu", "B-12"), ("Oda", "Arşiv ve Şartname Odası")), "B-12")
    (found, *_), reader = drawn(labels(room, kind=LabelKind.YER, paper=LabelPaper.A4_5X13), tmp_path)
    assert "Arşiv ve Şartname" in reader.pages[0].extract_text().replace("\n", " ")
    assert {one.text for one in found} == {"B-12"}
    store = ItemLabel(HEADING, (("Ambar kodu", "46.34.12.05.01"), ("Ambar", "Merkez Ambarı")), "46.34.12.05.01")
    (found, *_), reader = drawn(labels(store, kind=LabelKind.AMBAR), tmp_path)
    assert "Merkez Ambarı" in reader.pages[0].extract_text()
    assert {one.text for one in found} == {"46.34.12.05.01"}


@pytest.mark.parametrize("number", ["Şube-1", "46.34.12.05.01.AMBAR-ARKA-KAPI-01"])
def test_what_bars_cannot_hold_or_have_no_room_for_gets_a_karekod_instead(number: str, tmp_path: Path) -> None:
    one = ItemLabel(HEADING, (("Oda kodu", number), ("Oda", "Arşiv")), number)
    for read_by in (LabelCodes.CODE_128, LabelCodes.IKISI):
        (found, *_), reader = drawn(labels(one, paper=LabelPaper.A4_5X13, read_by=read_by), tmp_path)
        assert [(code.is_bars, code.text) for code in found] == [(False, number)]
        assert "Arşiv" in reader.pages[0].extract_text()


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=24))
def test_bars_of_every_printable_text_are_read_back(text: str) -> None:
    assert read_bars(bars(text)) == text


@pytest.mark.parametrize("text", ["", "ığüşöç", "B\t12", "x\x7f", "é"])
def test_a_text_that_bars_would_hold_only_in_part_has_none(text: str) -> None:
    assert bars(text) == ()


# ---------------------------------------------------------------- where it lies


@pytest.mark.parametrize("read_by", list(LabelCodes))
@pytest.mark.parametrize("paper", NAMED)
def test_codes_lie_in_their_label_with_their_quiet_zones_and_are_not_too_fine(
    paper: LabelPaper, read_by: LabelCodes, tmp_path: Path
) -> None:
    count = 1 if paper.single else min(sheet_of(paper).places, 24)
    made = labels(*map(item, range(1, count + 1)), paper=paper, read_by=read_by)
    (found, *_), _ = drawn(made, tmp_path)
    each = len(found) // count
    assert each == (2 if read_by is LabelCodes.IKISI else 1)
    for number in range(count):
        left, low, right, high = box(made, number)
        for code in found[number * each : (number + 1) * each]:
            quiet = code.step * (10 if code.is_bars else 4)
            x, y, end, top = code.edges
            assert left <= x - quiet + EPS and end + quiet - EPS <= right
            assert low < y and top < high
            assert code.step >= (0.33 if code.is_bars else 0.25) * MM - 1e-3
        if each == 2:
            lines, square = found[number * 2 : number * 2 + 2]
            beside = square.edges[0] - 4 * square.step >= lines.edges[2] + 10 * lines.step - EPS
            assert beside or square.edges[1] - 4 * square.step >= lines.edges[3] - EPS


@pytest.mark.parametrize("paper", NAMED)
def test_no_text_lies_on_a_code_or_outside_its_label(paper: LabelPaper, tmp_path: Path) -> None:
    made = labels(item(3, heading=HEADING), paper=paper)
    (found, *_), reader = drawn(made, tmp_path)
    left, low, right, high = box(made, 0)
    lines, square = found
    for x, y, text in texts(reader):
        assert left < x < right and low < y < high, text
        assert not (square.edges[0] < x < square.edges[2] and square.edges[1] < y < square.edges[3]), text
        assert not lines.edges[1] - EPS < y < lines.edges[3] + EPS, text


@pytest.mark.parametrize("place", [1, 5, 65])
def test_labels_begin_at_the_chosen_place_and_go_on_on_the_next_sheet(place: int, tmp_path: Path) -> None:
    made = labels(*map(item, range(1, 68)), paper=LabelPaper.A4_5X13, place=place)
    pages, reader = drawn(made, tmp_path)
    assert len(reader.pages) == 1 + (place + 65) // 65
    numbers = [code.text for page in pages for code in page if code.is_bars]
    assert numbers == [barcode(number) for number in range(1, 68)]
    left, low, right, high = box(made, 0)
    x, y, end, top = pages[0][0].edges
    assert left < x < end < right and low < y < top < high


def test_single_labels_have_pages_of_their_own_as_large_as_a_label(tmp_path: Path) -> None:
    _, reader = drawn(labels(item(1), item(2), paper=LabelPaper.TEK_50X30, place=9), tmp_path)
    assert [tuple(round(float(side) / MM) for side in page.mediabox[2:]) for page in reader.pages] == [
        (50, 30)
    ] * 2


@pytest.mark.parametrize("read_by", list(LabelCodes))
def test_the_smallest_own_label_keeps_its_number_and_a_code(read_by: LabelCodes, tmp_path: Path) -> None:
    sheet = LabelSheet(1, 1, Decimal(30), Decimal(18), Decimal(0), Decimal(0))
    (found, *_), reader = drawn(
        labels(item(5), paper=LabelPaper.KURUM_TEK, sheet=sheet, read_by=read_by), tmp_path
    )
    assert found and {one.text for one in found} == {barcode(5)}
    assert all(one.step >= 0.25 * MM - 1e-3 for one in found)
    text = reader.pages[0].extract_text()
    assert barcode(5) in text and "255.02.01.01.02-26-00005" in text


# ---------------------------------------------------------------- hostile and many


@pytest.mark.parametrize("paper", NAMED)
def test_hostile_and_endless_words_stay_text_inside_their_label(paper: LabelPaper, tmp_path: Path) -> None:
    fields = (
        ("Sicil no", "=HYPERLINK(1)"),
        ("Taşınır", "\u202e<b>Ters</b> " + "ı" * 10_000),
        ("Marka / model", "'+cmd " * 500),
    )
    made = labels(item(1, fields=fields, heading=("Ş" * 3_000, "Ğ" * 3_000)), item(2), paper=paper)
    _, reader = drawn(made, tmp_path)
    left, low, right, high = box(made, 0)
    page = texts(reader)
    if not made.single:
        page = [one for one in page if one[0] < right and one[1] > low]
    words = " ".join(text for _, _, text in page)
    assert "=HYPERLINK(1)" in words and "…" in words and "<b>Ters</b>" in words
    assert "\u202e" not in words
    assert all(left < x < right and low < y < high for x, y, _ in page)
    book = load_workbook(labels_xlsx(made, tmp_path / "e.xlsx"))
    cells = [cell for row in book.active.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert any("<b>Ters</b>" in cell.value for cell in cells)


def test_a_stopped_export_leaves_no_file_and_progress_counts_labels(tmp_path: Path) -> None:
    made = labels(*map(item, range(1, 6)))
    for writer, name in ((labels_pdf, "e.pdf"), (labels_xlsx, "e.xlsx")):
        told: list[int] = []
        with pytest.raises(ExportCancelled):
            writer(made, tmp_path / name, told.append, lambda told=told: len(told) == 3)
        assert told == [1, 2, 3]
    assert not list(tmp_path.iterdir())
    told = []
    labels_pdf(made, tmp_path / "e.pdf", told.append)
    assert told == [1, 2, 3, 4, 5]


def test_equal_labels_give_equal_bytes(tmp_path: Path) -> None:
    made = labels(item(1), item(2))
    for writer, ending in ((labels_pdf, "pdf"), (labels_xlsx, "xlsx")):
        first, second = (writer(made, tmp_path / f"{name}.{ending}").read_bytes() for name in "ab")
        assert first == second


def test_a_thousand_labels_are_all_there(tmp_path: Path) -> None:
    made = labels(*map(item, range(1, 1001)), paper=LabelPaper.A4_5X13)
    begun = time.perf_counter()
    reader = PdfReader(labels_pdf(made, tmp_path / "e.pdf"))
    # Told, not asserted: a machine may be slow.
    print(f"1000 etiket: {time.perf_counter() - begun:.1f} s")  # noqa: T201
    assert len(reader.pages) == 16
    last = [code.text for code in codes(reader.pages[15])]
    assert last == [text for number in range(976, 1001) for text in (barcode(number),) * 2]


# ---------------------------------------------------------------- Excel


def test_excel_has_a_bordered_block_with_texts_and_both_codes(tmp_path: Path) -> None:
    path = labels_xlsx(labels(item(1), item(2)), tmp_path / "e.xlsx")
    sheet = load_workbook(path).active
    held = {cell.value for row in sheet.iter_rows() for cell in row if cell.value}
    assert {
        "\n".join(HEADING),
        "255.02.01.01.02-26-00001",
        "Lazer yazıcı",
        "Örnek X2",
        barcode(1),
        barcode(2),
    } <= held
    assert all(sheet.cell(row, 1).border.left.style == "thin" for row in range(1, 7))
    assert {"A1:C1", "C2:C6", "A6:B6"} <= {str(merged) for merged in sheet.merged_cells.ranges}
    with zipfile.ZipFile(path) as book:
        names = [name for name in book.namelist() if name.endswith(".png")]
        pictures = [Image.open(BytesIO(book.read(name))).convert("L") for name in names]
    square = [one for one in pictures if one.width == one.height]
    wide = [one for one in pictures if one.width != one.height]
    assert {_karekod(one) for one in square} == {_bars(one) for one in wide} == {barcode(1), barcode(2)}


def _karekod(picture: Image.Image) -> str:
    side = picture.width // 4
    inner = range(4, side - 4)
    return read([[picture.getpixel((4 * column + 2, 4 * row + 2)) == 0 for column in inner] for row in inner])


def _bars(picture: Image.Image) -> str:
    row = [picture.getpixel((2 * place + 1, picture.height // 2)) == 0 for place in range(picture.width // 2)]
    assert not any(row[:10]) and not any(row[-10:])
    return read_bars(row[10:-10])


def test_excel_writes_one_code_alone_and_a_karekod_where_bars_cannot(tmp_path: Path) -> None:
    room = ItemLabel(HEADING, (("Oda kodu", "Şube-1"), ("Oda", "Arşiv")), "Şube-1")
    for one, read_by, wanted in (
        (item(1), LabelCodes.KAREKOD, [True]),
        (item(1), LabelCodes.CODE_128, [False]),
        (room, LabelCodes.CODE_128, [True]),
    ):
        path = labels_xlsx(labels(one, read_by=read_by), tmp_path / "e.xlsx")
        with zipfile.ZipFile(path) as book:
            sizes = [Image.open(BytesIO(book.read(n))).size for n in book.namelist() if n.endswith(".png")]
        assert [width == height for width, height in sizes] == wanted
