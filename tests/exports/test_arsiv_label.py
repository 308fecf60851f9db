"""Labels of folders on every sheet: the karekod that is drawn says which folder it is, on paper and in Excel."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from bars_reading import Drawn, codes
from PIL import Image
from pypdf import PdfReader
from qr_reading import read

from data.arsiv.papers_spine import Spine, Spines
from data.arsiv.rules.scan_codes import folder_mark
from data.core.label_sheet import LabelSheet
from exports.arsiv_spine import spines_pdf, spines_xlsx

WIDE = LabelSheet(1, 4, Decimal(192), Decimal(61), Decimal(9), Decimal("26.5"), Decimal(0), Decimal(0))
NARROW = LabelSheet(1, 7, Decimal(192), Decimal(38), Decimal(9), Decimal("15.5"), Decimal(0), Decimal(0))
SMALL = LabelSheet(2, 7)
PRINTED = datetime(2026, 11, 20, 9, 0)  # noqa: DTZ001 - the clock on the office's wall


def spines(sheet: LabelSheet, count: int, place: int = 1) -> Spines:
    labels = tuple(
        Spine(
            mark="GİZLİ" if number % 5 == 0 else "",
            heading=("ÖRNEK BÜYÜKŞEHİR BELEDİYE BAŞKANLIĞI", "Yazılım Şube Müdürlüğü"),
            code="622.01",
            year="2026",
            no=f"2026-{number}",
            title="Bilgi edinme başvuruları ve şikâyetler " * (1 + number % 7),
            special="2. kat" if number % 3 else "",
            place="K1-01-2" if number % 2 else "",
            scan=folder_mark(number),
        )
        for number in range(1, count + 1)
    )
    return Spines(labels, sheet, place, single=False, printed_at=PRINTED)


@pytest.mark.parametrize("sheet", [WIDE, NARROW, SMALL])
def test_every_karekod_of_forty_labels_is_read_from_the_pages(sheet: LabelSheet, tmp_path: Path) -> None:
    made = spines(sheet, 40, place=3)
    pages = PdfReader(spines_pdf(made, tmp_path / "e.pdf")).pages
    assert len(pages) == -(-42 // made.sheet.places)
    found = []
    for page in pages:
        for drawn in codes(page):
            # The frame of a label is drawn as a rectangle too.
            modules = Drawn(tuple(one for one in drawn.stretches if one[3] < 10))
            found.append(modules.text)
            assert modules.step >= 0.6
    assert found == [one.scan for one in made.labels]


def test_every_karekod_of_the_sheet_is_read_in_the_order_of_the_labels(tmp_path: Path) -> None:
    made = spines(SMALL, 12)
    with ZipFile(spines_xlsx(made, tmp_path / "e.xlsx")) as book:
        names = sorted((one for one in book.namelist() if one.endswith(".png")), key=lambda one: (len(one), one))
        pictures = [Image.open(BytesIO(book.read(name))).convert("L") for name in names]
    assert [_read(one) for one in pictures] == [one.scan for one in made.labels]


def _read(picture: Image.Image) -> str:
    count = picture.width // 4
    inner = range(4, count - 4)
    return read([[picture.getpixel((4 * column + 2, 4 * row + 2)) == 0 for column in inner] for row in inner])
