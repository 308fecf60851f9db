"""Papers of advances, read back from PDF and Excel and compared with the records; each agrees with its form."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlmodel import select

from data.avans.drafts import RequestLineDraft
from data.avans.models import Mutemet
from data.avans.paper_forms import FORMS
from data.avans.papers_open import open_for_export, open_paper
from data.avans.papers_request import letter_for_export, letter_paper, request_for_export, request_paper
from data.avans.papers_settlement import (
    pieces_for_export,
    pieces_paper,
    settlement_for_export,
    settlement_paper,
    voucher_for_export,
    voucher_paper,
)
from data.core import trail
from data.core.errors import BadInput, NotAllowed, RuleBroken
from data.core.paper import Fields, Paper, Plot, Signatures, Table, Text
from data.core.paper_layout import filled, path_of
from data.core.paper_layout_parts import parts_of
from exports.document import document_pdf, document_xlsx
from tests.avans.avans_office import (
    Desk,
    approved,
    given,
    handed,
    paid,
    refunded,
    settled,
    travelling,
    unit_id,
    wanted,
)

_FORMS = {form.key: form for form in FORMS}


def both(paper: Paper, folder: Path) -> tuple[list[object], str]:
    """All cells of the Excel file, and the text of the PDF; the paper has only the parts of its form."""
    agrees(paper)
    sheet = load_workbook(document_xlsx(paper, folder / "t.xlsx")).active
    assert sheet is not None
    cells = [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]
    pages = PdfReader(document_pdf(paper, folder / "t.pdf")).pages
    return cells, "\n".join(page.extract_text() for page in pages)


def agrees(paper: Paper) -> None:
    """What an office arranges is what is printed: every keyed part in its standard wording."""
    form = _FORMS[paper.form]
    assert {name for name, _ in form.slots} == {name for name, _ in paper.slots}
    known = {part.path: part.standard for part in parts_of(form)}
    said = {paper.title: form.blanks[0].title, paper.subtitle: form.blanks[0].subtitle}
    for block in paper.blocks:
        assert not isinstance(block, Plot)
        if isinstance(block, Text):
            said[block.text] = known[block.key]
        elif isinstance(block, Signatures):
            said |= {one.role: known[path_of(block.key, one.key)] for one in block.blocks}
        elif isinstance(block, Fields):
            pairs = zip(block.keys, block.rows, strict=True)
            said |= {label: known[path_of(block.key, key)] for key, (label, _) in pairs}
        else:
            assert isinstance(block, Table)
            said |= {one.title: known[path_of(block.key, one.key)] for one in block.columns}
    for words, standard in said.items():
        assert words == filled(standard, paper.slots)


def shows(found: tuple[list[object], str], *words: str) -> None:
    """Both files say it."""
    cells, text = found
    lines = " ".join(text.split())
    for part in words:
        assert part in lines, part
        assert any(part in str(cell) for cell in cells), part


def test_the_request_has_the_money_in_words_the_check_and_who_signed(desk: Desk, tmp_path: Path) -> None:
    earlier = given(desk, 1_000_10, date(2026, 3, 2), subject="Önceki iş")
    lines = (RequestLineDraft(name="A4 <kâğıt> & zarf", quantity="10 koli", amount=1_500_00),)
    key = approved(desk, wanted(desk, 1_500_00, date(2026, 3, 2), subject="Kırtasiye"), lines)
    refunded(desk, earlier, 1_000_10, date(2026, 3, 4))
    with desk.look() as look:
        paper = request_paper(look, key)
    assert not paper.draft
    found = both(paper, tmp_path)
    shows(
        found, "AVANS TALEP FORMU", "2026/2", "Yalnız; binbeşyüz TL", "20.000,00 TL · İl merkezi", "sınır içinde",
        "A4 <kâğıt> & zarf", "160 İş avans ve kredileri", "2026/1: 1.000,10 TL",
        "898.999,90 TL",
        "Zehra ÜNAL", "Hasan Harcama", "Gülay Gerçek", "Ayşe Yılmaz", "resmî örneğe göre ayarlanır",
    )  # fmt: skip
    assert 1500 in found[0]
    with desk.work() as work:
        request_for_export(work, key)
        last = trail.history(work, "avans", key)[0]
    assert (last.action, last.summary) == ("avans.export", "Avans talep formu 2026-2 dışa aktarıldı")
    with pytest.raises(NotAllowed), desk.look("kadir") as look:
        request_paper(look, key)


def test_identity_numbers_are_masked_unless_somebody_who_may_asks(desk: Desk, tmp_path: Path) -> None:
    key = approved(desk, travelling(desk, 2_000_05, date(2026, 3, 2), date(2026, 3, 5), date(2026, 3, 9)))
    with desk.look() as look:
        shown = both(request_paper(look, key), tmp_path)
        shows(shown, "100******46", "ikibin TL beş kr.", "05.03.2026 – 09.03.2026", "Ali ÇINAR")
        assert "10000000146" not in shown[1]
        shows(both(request_paper(look, key, with_tckn=True), tmp_path), "10000000146")
    with pytest.raises(NotAllowed), desk.work() as work:
        request_for_export(work, key, with_tckn=True)
    with desk.work("mehmet") as work:
        request_for_export(work, key, with_tckn=True)
        assert "T.C. kimlik no açık" in trail.history(work, "avans", key)[0].summary


def test_the_mahsup_cetveli_adds_up_and_the_dizi_pusulası_names_every_paper(desk: Desk, tmp_path: Path) -> None:
    key = given(desk, 12_000_00, date(2026, 3, 3))
    handed(desk, key, 4_720_00, date(2026, 3, 11), matrah=3_933_33, kdv_percent=20, no="A-1")
    handed(desk, key, 5_310_50, date(2026, 3, 20), no="A-2", seller="Çınar Büro <Ltd>")
    with desk.look() as look:
        assert settlement_paper(look, key).draft, "nothing is settled yet"
    settled(desk, key, date(2026, 3, 27))
    refunded(desk, key, 1_969_50, date(2026, 3, 27))
    with desk.look() as look:
        paper, pieces = settlement_paper(look, key), pieces_paper(look, key)
    assert not paper.draft
    found = both(paper, tmp_path)
    shows(
        found, "Fatura A-1", "Çınar Büro <Ltd>", "03.04.2026", "03.03.2026, MİF", "Mahsup", "İade", "ÖEB 2703",
        "10.030,50 TL", "1.969,50 TL", "Yalnız; onbinotuz TL elli kr.", "Zehra ÜNAL", "Gülay Gerçek",
        "Hasan Harcama",
    )  # fmt: skip
    for kurus in (3_933_33 + 5_310_50, 786_67, 10_030_50, 4_720_00):
        assert kurus / 100 in [cell for cell in found[0] if isinstance(cell, (int, float))]
    filed = both(pieces, tmp_path)
    shows(filed, "Avans talep formu ve onayı", "Fatura", "Muhasebe işlem fişi (Verilmesi)", "6 parça evrak")
    with desk.work("gercek") as work:
        settlement_for_export(work, key)
        pieces_for_export(work, key)
        assert len([one for one in trail.history(work, "avans", key) if one.action == "avans.export"]) == 2


def test_a_harcama_pusulası_is_printed_for_its_own_kind_only(desk: Desk, tmp_path: Path) -> None:
    key = given(desk, 3_000_00, date(2026, 3, 3))
    bill = handed(desk, key, 1_000_00, date(2026, 3, 5))
    slip = handed(
        desk, key, 500_00, date(2026, 3, 6), kind="harcama_pusulasi", seller="Veli Usta",
        seller_tax_no="10000000146", subject="Kapı kilidi onarımı", deduction=50_00,
    )  # fmt: skip
    with pytest.raises(BadInput, match="Bu belge Fatura"), desk.look() as look:
        voucher_paper(look, bill)
    with desk.work("gercek") as work:
        paper = voucher_for_export(work, slip)
    found = both(paper, tmp_path)
    shows(
        found, "Veli Usta", "100******46", "Kapı kilidi onarımı", "450,00 TL tarafıma ödenmiştir", "dörtyüzelli TL"
    )
    assert [one for one in (450, 500, 50) if one in found[0]] == [450, 500, 50]


def test_open_advances_are_listed_with_their_sum_and_a_request_alone_is_no_file(
    desk: Desk, tmp_path: Path
) -> None:
    unit = unit_id(desk)
    with desk.look() as look:
        shows(both(open_paper(look, unit), tmp_path), "Açık avans yoktur.")
    given(desk, 1_000_00, date(2026, 3, 2), subject="Birinci")
    paid(desk, approved(desk, travelling(desk, 700_00, date(2026, 3, 2), date(2026, 3, 5))), date(2026, 3, 2))
    waiting = approved(desk, wanted(desk, 100_00, date(2026, 3, 2), subject="Bekleyen"))
    with desk.work() as work:
        found = both(open_for_export(work, unit), tmp_path)
    shows(found, "2026/1", "2026/2", "Geçici görev yolluğu avansı", "31 gün kaldı")
    assert "02.04.2026" in found[1]
    assert 1700 in found[0]
    with pytest.raises(RuleBroken, match="verilmemiş"), desk.look() as look:
        pieces_paper(look, waiting)
    with pytest.raises(BadInput, match="belge verilmemiş"), desk.look() as look:
        settlement_paper(look, 1)


def test_the_letter_names_the_mutemet_to_muhasebe(desk: Desk, tmp_path: Path) -> None:
    with desk.look() as look:
        key = look.session.exec(select(Mutemet.id)).one() or 0
        found = both(letter_paper(look, key), tmp_path)
    shows(
        found, "HARCAMA YETKİLİSİ MUTEMEDİ", "2026/7", "Zehra ÜNAL", "İmza örneği", "Sürekli",
        "Dağıtım: Örnek Büyükşehir Muhasebe Birimi", "Her harcama biriminde bir mutemet",
    )  # fmt: skip
    with desk.work() as work:
        letter_for_export(work, key)
