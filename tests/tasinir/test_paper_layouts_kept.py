"""Layouts that an office keeps: from their day on, with their source, and printed as they were kept."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlmodel import select

from data.core.errors import BadFields, BadInput, Conflict, NotAllowed, RuleBroken
from data.core.models import TrailEntry
from data.core.paper import Paper
from data.core.paper_layout import STANDARD, UNSEEN, UNSEEN_WORDS, Change, Layout
from data.core.paper_layout_parts import PaperForm, changed, moved, parts_of
from data.core.paper_layout_rows import LayoutDraft, form_rows, keep_layout, layout_on
from data.core.paper_layout_text import written
from data.core.parameters import rows, set_parameter
from data.tasinir import papers_vouchers
from data.tasinir.models_vouchers import Vif
from data.tasinir.paper_forms import FORMS, forms_today
from data.tasinir.papers_lists import ListKind, ListOrder, as_arranged, list_for, list_form
from exports.document import document_pdf, document_xlsx
from tests.tasinir.tasinir_office import Desk, unit
from tests.tasinir.voucher_office import approved, head, line

BEFORE, DAY, LATER = date(2026, 10, 5), date(2026, 11, 2), date(2026, 11, 16)
FIS = next(form for form in FORMS if form.key == "tasinir.fis")


def keep(desk: Desk, form: PaperForm, layout: Layout, day: date = DAY, source: str = "Bakanlık örneği") -> None:
    with desk.work("yonetici") as work:
        seen = form_rows(work, (form,))[0].layout
        keep_layout(work, form, seen, layout, LayoutDraft(valid_from=day, source=source))


def arranged_voucher() -> Layout:
    """Another title, the value before the name, a wider name, no sicil no, other words, one more signature."""
    layout = STANDARD
    for path, change in (
        ("baslik", Change("<fiş adı> (Belediye)")), ("tasinirlar.ad", Change("Cinsi", 40)),
        ("tasinirlar.sicil", Change(hidden=True)),
        ("kayit", Change("<kalem> kalemin <kayıt> <tarih> günü yapıldı.")),
        ("imza.ek_1", Change("Gören")), ("bilgiler.nereden", Change("Kimden alındığı")),
    ):  # fmt: skip
        layout = changed(FIS, layout, path, change)
    for _ in range(5):
        layout = moved(FIS, layout, "tasinirlar.tutar", -1)
    return layout


def voucher(desk: Desk, day: date) -> Paper:
    made = approved(desk, head(desk, "satin_alma", day), line(desk, "A4 kâğıt", 2, 12_345, kdv_permille=0))
    with desk.look("kayit") as look:
        return papers_vouchers.voucher_paper(look, made.id)


def test_a_voucher_of_the_day_and_after_prints_as_the_office_wants_and_an_older_one_as_before(
    desk: Desk, tmp_path: Path
) -> None:
    keep(desk, FIS, arranged_voucher())
    old, new = voucher(desk, BEFORE), voucher(desk, DAY)
    assert [column.title for column in old.blocks[2].columns][:3] == ["Sıra", "Kodu", "Sicil no"]  # type: ignore[union-attr]
    book = load_workbook(document_xlsx(new, tmp_path / "fis.xlsx")).active
    sheet = [[cell.value for cell in one if cell.value is not None] for one in book.iter_rows()]
    assert ["VARLIK İŞLEM FİŞİ (Belediye)"] in sheet
    assert ["Sıra", "Kodu", "Tutarı", "Cinsi", "Ölçü birimi", "Miktarı", "Birim fiyatı"] in sheet
    (total,) = [one for one in sheet if "TOPLAM" in one]
    assert total == ["TOPLAM", 24_690]
    said = [str(value) for one in sheet for value in one]
    assert "1 kalemin GİRİŞ KAYDI 02.11.2026 günü yapıldı." in said
    assert "Gören" in said and "Kimden alındığı" in said and "Sicil no" not in said
    page = PdfReader(document_pdf(new, tmp_path / "fis.pdf")).pages[0].extract_text()
    assert "VARLIK İŞLEM FİŞİ (Belediye)" in page and "Gören" in page and "Cinsi" in page
    assert "Sicil no" not in page and "24.690,00" in page


def test_a_sum_that_stands_first_is_carried_from_page_to_page_as_well(desk: Desk, tmp_path: Path) -> None:
    layout = STANDARD
    for _ in range(7):
        layout = moved(FIS, layout, "tasinirlar.tutar", -1)
    keep(desk, FIS, layout)
    lines = [line(desk, "Klasör", 1, 1_000, kdv_permille=0) for _ in range(60)]
    made = approved(desk, head(desk, "satin_alma", DAY), *lines)
    with desk.look("kayit") as look:
        paper = papers_vouchers.voucher_paper(look, made.id)
    pages = [page.extract_text() for page in PdfReader(document_pdf(paper, tmp_path / "uzun.pdf")).pages]
    told = [re.findall(r"([\d.]+,\d\d) (Ara toplam|Önceki sayfadan devir|TOPLAM)", page) for page in pages]
    assert len(pages) > 2 and told[-1][-1] == ("60.000,00", "TOPLAM")
    for before, after in pairwise(told):
        assert (before[-1][1], after[0][1]) == ("Ara toplam", "Önceki sayfadan devir")
        assert before[-1][0] == after[0][0] != "1.000,00"


def test_a_kept_layout_has_its_day_its_source_and_one_entry_in_the_trail_part_by_part(desk: Desk) -> None:
    keep(desk, FIS, arranged_voucher())
    keep(desk, FIS, STANDARD, LATER, "Vazgeçme yazısı")
    with desk.look("yonetici") as look:
        assert layout_on(look, FIS.key, BEFORE) == STANDARD == layout_on(look, FIS.key, LATER)
        assert layout_on(look, FIS.key, DAY) == arranged_voucher()
        assert layout_on(look, "tasinir.teslim", DAY) == STANDARD
        found = next(row for row in form_rows(look, forms_today(look)) if row.form.key == FIS.key)
        entries = look.session.exec(
            select(TrailEntry.summary, TrailEntry.changes).where(TrailEntry.action == "parameter.set")
        ).all()
    assert (found.form.number, found.since, found.layout) == ("5", LATER, STANDARD)
    assert [row.source for row in found.past] == ["Vazgeçme yazısı", "Bakanlık örneği"]
    assert len(entries) == 2 and "Form biçimi 02.11.2026" in entries[0][0]
    assert "Sütun: Sicil no" in entries[0][1] and "Kimden alındığı" in entries[0][1]


def test_a_layout_that_names_what_a_form_no_longer_has_still_prints_and_is_told(desk: Desk) -> None:
    older = Layout({"tasinirlar.ad": Change("Cinsi"), "tasinirlar.raf": Change("Raf")}, {"eski": ("a", "b")})
    with desk.work("yonetici") as work:
        set_parameter(work, "bicim.tasinir.fis", DAY, written(older), "Önceki sürüm", default="")
    assert [column.title for column in voucher(desk, DAY).blocks[2].columns][3] == "Cinsi"  # type: ignore[union-attr]
    with desk.look("yonetici") as look:
        found = next(row for row in form_rows(look, FORMS) if row.form.key == FIS.key)
    assert found.strays == ("eski.a", "eski.b", "tasinirlar.raf")


def test_a_list_of_a_day_follows_its_layout_for_people_and_keeps_its_columns_for_programs(desk: Desk) -> None:
    form = next(one for one in FORMS if one.key == list_form(ListKind.MEVCUT))
    assert {part.kind.value for part in parts_of(form)} == {"Başlık", "Alt başlık", "Sütun", "Ek sütun"}
    approved(desk, head(desk, "satin_alma", BEFORE), line(desk, "A4 kâğıt", 2, 100, kdv_permille=0))
    layout = changed(form, STANDARD, "baslik", Change("DEPO MEVCUDU"))
    layout = changed(form, layout, "satirlar.ambar", Change(hidden=True))
    layout = changed(form, layout, "satirlar.ek_1", Change("Raf"))
    keep(desk, form, moved(form, layout, "satirlar.tutar", -1))
    with desk.look("kayit") as look:
        for day, title in ((BEFORE, "Ambar mevcudu"), (DAY, "DEPO MEVCUDU")):
            order = ListOrder(kind=ListKind.MEVCUT, harcama_birimi_id=unit(desk), day=day)
            made = list_for(look, order)
            assert (made.title, made.columns[0].title) == ("Ambar mevcudu", "Ambar")
            shown = as_arranged(look, order, made)
            assert (shown.title, shown.subtitle) == (title, made.subtitle)
        assert [one.title for one in shown.columns] == [
            "Taşınır kodu",
            "Adı",
            "Ölçü birimi",
            "Tutarı",
            "Miktarı",
            "Raf",
        ]
        (row,) = shown.rows
        assert row[1:] == ("A4 kâğıt", "Paket", 200_00, 2_000, "")


def test_only_an_administrator_keeps_a_layout_and_only_one_that_changes_something_on_somebodys_word(
    desk: Desk,
) -> None:
    draft = LayoutDraft(valid_from=DAY, source="Bakanlık örneği")
    with pytest.raises(NotAllowed), desk.work("kayit") as work:
        keep_layout(work, FIS, STANDARD, arranged_voucher(), draft)
    with pytest.raises(BadInput, match="o gün de böyle"):
        keep(desk, FIS, STANDARD)
    with pytest.raises(BadFields, match="Dayanak"):
        keep(desk, FIS, arranged_voucher(), source=" ")
    with pytest.raises(RuleBroken, match=r"m\.12/2"):
        keep(desk, FIS, Layout({"tasinirlar.tutar": Change(hidden=True)}))
    with desk.look("yonetici") as look:
        assert not [row for row in rows(look) if row.name.startswith("bicim.")]


def test_a_layout_that_another_desk_kept_meanwhile_is_not_overwritten(desk: Desk) -> None:
    keep(desk, FIS, arranged_voucher())
    mine = changed(FIS, STANDARD, "baslik", Change("FİŞ"))
    with pytest.raises(Conflict, match="İşlem fişi") as refused, desk.work("yonetici") as work:
        keep_layout(work, FIS, STANDARD, mine, LayoutDraft(valid_from=DAY, source="Bakanlık örneği"))
    assert "FİŞ" in refused.value.mine and "Belediye" in refused.value.theirs


def test_the_note_of_an_unseen_layout_goes_once_the_office_says_that_it_matches(desk: Desk) -> None:
    form = next(one for one in FORMS if one.key == "tasinir.tuketim_cikisi")
    for day in (BEFORE, DAY):
        approved(desk, head(desk, "satin_alma", day), line(desk, "A4 kâğıt", 5, 100))
        approved(desk, head(desk, "tuketim", day), line(desk, "A4 kâğıt", 1, 0))
    keep(desk, form, changed(form, STANDARD, UNSEEN, Change(hidden=True)))
    with desk.look("kayit") as look:
        unit_id = look.session.exec(select(Vif.harcama_birimi_id)).first() or 0
        before, after = (papers_vouchers.consumption_paper(look, unit_id, 2026, month) for month in (10, 11))
    assert UNSEEN_WORDS in before.notes and UNSEEN_WORDS not in after.notes
    assert before.notes[0] == after.notes[0]
