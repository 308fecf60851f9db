"""Labels read back: fields of RY Örnek 23, the karekod, places on the sheet, hostile words."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import Image
from pypdf import PdfReader
from qr_reading import read

from data.core.label_sheet import LabelSheet
from data.evrak.papers_label import Label, Labels
from exports.evrak_label import labels_pdf, labels_xlsx
from exports.files import ExportCancelled
from exports.label_sheet import karekod

HEADING = ("T.C.", "ÖRNEK BÜYÜKŞEHİR BELEDİYE BAŞKANLIĞI", "Yazılım Şube Müdürlüğü")
MM = 72 / 25.4


def label(number: int = 1, **more: object) -> Label:
    plain = Label(HEADING, f"2026/{number}", "20.11.2026", "09:05", ("Destek Servisi",), ("Ayşe Yılmaz",))
    return replace(plain, **more)  # type: ignore[arg-type]


def labels(*some: Label, place: int = 1, stamp: bool = False, single: bool = False, **sheet: object) -> Labels:
    moment = datetime(2026, 11, 20, 9, 6)  # noqa: DTZ001 - the wall clock of the office
    return Labels(some, LabelSheet(**sheet), place, stamp, single, moment)  # type: ignore[arg-type]


def where(path: Path, words: str) -> list[tuple[int, float, float]]:
    """Page and place of each line with these words, in points from the lower left corner."""
    found: list[tuple[int, float, float]] = []
    for number, page in enumerate(PdfReader(path).pages):

        def seen(text: str, _cm: object, tm: list[float], _font: object, _size: object, at: int = number) -> None:
            if words in text:
                found.append((at, tm[4], tm[5]))

        page.extract_text(visitor_text=seen)
    return found


def test_the_label_has_every_field_and_a_karekod_with_the_same(tmp_path: Path) -> None:
    made = labels(label())
    text = PdfReader(labels_pdf(made, tmp_path / "e.pdf")).pages[0].extract_text()
    fields = ("Belgenin Kayıt Sayısı", "2026/1", "Belgenin Kayıt Tarihi ve Saati", "20.11.2026 09:05")
    sent = ("Havale Edilen Birim/Birimler", "Destek Servisi, Ayşe Yılmaz (bilgi)")
    for words in (*HEADING, *fields, *sent):
        assert words in text
    assert read(karekod(label().code)) == (
        "Belgeyi Kaydeden Birim: Yazılım Şube Müdürlüğü\nKayıt Sayısı: 2026/1\n"
        "Kayıt Tarihi ve Saati: 20.11.2026 09:05\nHavale Edilen Birim/Birimler: Destek Servisi, Ayşe Yılmaz"
    )


def test_the_stamp_has_receivers_in_two_columns_and_no_karekod(tmp_path: Path) -> None:
    path = labels_pdf(labels(label(), stamp=True), tmp_path / "k.pdf")
    text = PdfReader(path).pages[0].extract_text()
    for words in ("Kayıt Sayısı", "Kayıt Tarihi", "Kayıt Saati", "09:05", "Havale Edilecek Birim/Birimler",
                  "Gereği", "Bilgi"):  # fmt: skip
        assert words in text
    ((_, act, _),), ((_, know, _),) = where(path, "Destek Servisi"), where(path, "Ayşe Yılmaz")
    assert know - act > 40 * MM
    assert "Belgenin" not in text
    plain = labels_pdf(labels(label()), tmp_path / "e.pdf")
    assert len(PdfReader(plain).pages[0].get_contents().get_data()) > 3 * len(
        PdfReader(path).pages[0].get_contents().get_data()
    )


@pytest.mark.parametrize("place", [1, 4, 14])
def test_labels_lie_where_the_sheet_has_them_and_go_on_on_the_next(tmp_path: Path, place: int) -> None:
    made = labels(*(label(number) for number in range(1, 17)), place=place)
    path = labels_pdf(made, tmp_path / "e.pdf")
    sheet = made.sheet
    assert len(PdfReader(path).pages) == 1 + (place + 14) // 14
    for number in (1, 2, 16):
        page, x, y = where(path, f"2026/{number}")[0]
        wanted_page, at = divmod(place - 2 + number, 14)
        row, column = divmod(at, 2)
        left = float(sheet.sol + column * (sheet.genislik + sheet.yatay_aralik)) * MM
        top = 297 * MM - float(sheet.ust + row * sheet.yukseklik) * MM
        assert page == wanted_page
        assert left < x < left + float(sheet.genislik) * MM
        assert top - float(sheet.yukseklik) * MM < y < top


def test_single_labels_have_pages_of_their_own_as_large_as_a_label(tmp_path: Path) -> None:
    path = labels_pdf(labels(label(1), label(2), single=True, place=9), tmp_path / "e.pdf")
    pages = PdfReader(path).pages
    assert len(pages) == 2
    assert float(pages[0].mediabox.width) == pytest.approx(99.1 * MM, abs=0.1)
    assert float(pages[0].mediabox.height) == pytest.approx(38.1 * MM, abs=0.1)
    assert "2026/2" in pages[1].extract_text()


@pytest.mark.parametrize("stamp", [False, True])
def test_hostile_and_endless_receivers_stay_text_inside_the_label(tmp_path: Path, stamp: bool) -> None:
    names = ('=HYPERLINK("http://x")', "<b>Kalın</b>", "\u202eTers\u202c", "ı" * 10_000)
    one = label(act=names, know=names)
    made = labels(one, label(2), stamp=stamp, genislik=Decimal(70), sutun=1)
    path = labels_pdf(made, tmp_path / "e.pdf")
    text = PdfReader(path).pages[0].extract_text()
    assert "<b>Kalın</b>" in text.replace("\n", "")
    assert "\u202e" not in text
    assert "…" in text
    (_, _, next_one), *_ = where(path, "2026/2")
    assert min(y for _, _, y in where(path, "ııı")) > next_one
    book = load_workbook(labels_xlsx(made, tmp_path / "e.xlsx"))
    cells = [cell for row in book.active.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert any("<b>Kalın</b>" in cell.value for cell in cells)


def test_a_karekod_with_many_receivers_counts_those_that_it_cannot_name() -> None:
    code = label(act=tuple(f"{number}. Servis Müdürlüğü" for number in range(60)), know=()).code
    assert read(karekod(code)) == code
    named = code.count("Servis Müdürlüğü")
    assert code.endswith(f" ve {60 - named} alıcı")
    assert 3 < named < 60


def test_excel_has_a_bordered_block_with_the_same_fields_and_karekod(tmp_path: Path) -> None:
    path = labels_xlsx(labels(label(1), label(2)), tmp_path / "e.xlsx")
    sheet = load_workbook(path).active
    held = {cell.value for row in sheet.iter_rows() for cell in row if cell.value}
    assert {
        "\n".join(HEADING),
        "2026/1",
        "2026/2",
        "20.11.2026 09:05",
        "Destek Servisi, Ayşe Yılmaz (bilgi)",
    } <= held
    assert all(sheet.cell(row, 1).border.left.style == "thin" for row in range(1, 5))
    with zipfile.ZipFile(path) as book:
        pictures = sorted(name for name in book.namelist() if name.endswith(".png"))
        assert len(pictures) == 2
        picture = Image.open(BytesIO(book.read(pictures[0]))).convert("L")
    side = picture.width // 4
    modules = [
        [picture.getpixel((4 * column + 2, 4 * row + 2)) == 0 for column in range(4, side - 4)]
        for row in range(4, side - 4)
    ]
    assert read(modules) == label(1).code


def test_a_stopped_export_leaves_no_file(tmp_path: Path) -> None:
    for writer, name in ((labels_pdf, "e.pdf"), (labels_xlsx, "e.xlsx")):
        with pytest.raises(ExportCancelled):
            writer(labels(label()), tmp_path / name, None, lambda: True)
    assert not list(tmp_path.iterdir())


def test_equal_labels_give_equal_bytes(tmp_path: Path) -> None:
    made = labels(label())
    for writer, ending in ((labels_pdf, "pdf"), (labels_xlsx, "xlsx")):
        first, second = (writer(made, tmp_path / f"{name}.{ending}").read_bytes() for name in "ab")
        assert first == second
