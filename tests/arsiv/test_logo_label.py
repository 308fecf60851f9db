"""Labels of folders with the office's logo and long words, drawn and read again by other libraries."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import Image
from pypdf import PdfReader

from data.arsiv.models import Klasor
from data.arsiv.papers_spine import SpineDraft, SpinePaper, Spines, spines_for_export
from data.arsiv.rules.scan_codes import folder_marks
from data.core import logo, trail
from data.core.models import Birim
from exports.arsiv_spine import spines_pdf, spines_xlsx
from tests.arsiv.archive_office import Desk, unit_id
from tests.arsiv.disposal_office import many

LONG_UNIT = "Coğrafî Bilgi Sistemleri ve Akıllı Şehir Uygulamaları Dairesi Başkanlığı Destek Şube Müd."
LONG_TITLE = (
    "İlçe genelindeki park, bahçe ve çevre düzenlemesine ilişkin şikâyetler, bunlara verilen cevaplar, yerinde "
    "yapılan incelemelerin tutanakları, ığüşöç İĞÜŞÖÇ harfli ekler, hak ediş belgeleri ve bunlara ilişkin üst "
    "yazılar ile Valilik görüşleri ve sonuç raporları"
)


def labels(desk: Desk, keys: list[int], paper: str) -> Spines:
    with desk.work() as work:
        return spines_for_export(work, keys, SpineDraft(paper=paper))


def worded(desk: Desk) -> int:
    """A folder with as long words as there may be, in a unit with a long name."""
    (key,) = many(desk, 1)
    with desk.work("yonetici") as work:
        row = work.session.get_one(Klasor, key)
        row.title, row.special, row.case_no = LONG_TITLE, "2. kat, 3. oda, iki cilt", "2026/1234-Esas"
        trail.record(work, "arsiv.test", "Uzun sözler")
    return key


def renamed(desk: Desk) -> None:
    with desk.work("yonetici") as work:
        work.session.get_one(Birim, unit_id(desk)).name = LONG_UNIT
        trail.record(work, "arsiv.test", "Uzun ad")


def pictured(desk: Desk) -> None:
    held = BytesIO()
    Image.new("RGB", (300, 200), (0, 80, 160)).save(held, "PNG")
    with desk.work("yonetici") as work:
        logo.set_logo(work, "logo.png", held.getvalue())


@pytest.mark.parametrize("paper", [SpinePaper.GENIS, SpinePaper.DAR, SpinePaper.KUTU])
def test_no_word_of_a_long_label_is_lost_and_none_is_too_small_to_read(
    desk: Desk, tmp_path: Path, paper: SpinePaper
) -> None:
    key = worded(desk)
    renamed(desk)
    pictured(desk)
    made = labels(desk, [key], paper.value)
    sizes: list[float] = []
    words: list[str] = []

    def read(text: str, _ctm: object, matrix: list[float], _font: object, size: float) -> None:
        if text.strip():
            sizes.append(size * abs(matrix[3]))
            words.append(text)

    PdfReader(spines_pdf(made, tmp_path / "e.pdf")).pages[0].extract_text(visitor_text=read)
    told = "".join("".join(words).split())
    for whole in (LONG_TITLE, LONG_UNIT, "ÖRNEK BÜYÜKŞEHİR BELEDİYE BAŞKANLIĞI", "2026/1234-Esas", "K1-01"):
        assert "".join(whole.split()) in told, whole
    assert min(sizes) >= 5.0
    assert folder_marks(made.labels[0].scan) == (key,)


def test_the_logo_stands_on_every_label_and_once_in_the_file(desk: Desk, tmp_path: Path) -> None:
    keys = many(desk, 40)
    plain = labels(desk, keys, "dar")
    bare = PdfReader(spines_pdf(plain, tmp_path / "a.pdf"))
    assert not any(page.images for page in bare.pages)
    pictured(desk)
    made = labels(desk, keys, "dar")
    path = spines_pdf(made, tmp_path / "b.pdf")
    read = PdfReader(path)
    assert len(read.pages) == 6
    assert sum(page.get_contents().get_data().count(b"/FormXob") for page in read.pages) == 40  # type: ignore[union-attr]
    pictures = [one for one in map(read.get_object, range(1, len(read.xref[0]) + 1)) if _is_picture(one)]
    assert [(one["/Width"], one["/Height"]) for one in pictures] == [(300, 200)]
    sheet = load_workbook(spines_xlsx(made, tmp_path / "b.xlsx")).active
    assert sheet is not None
    assert len(sheet._images) == 80
    without = load_workbook(spines_xlsx(plain, tmp_path / "a.xlsx")).active
    assert without is not None
    assert len(without._images) == 40


def _is_picture(found: object) -> bool:
    """A picture that is no mask of another one."""
    return (
        isinstance(found, dict) and found.get("/Subtype") == "/Image" and found.get("/ColorSpace") == "/DeviceRGB"
    )
