"""Papers of folders, read back from both files: içerik listesi by transaction, list of folders, labels."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from pypdf import PdfReader

from data.arsiv import papers_parts
from data.arsiv.filing_drafts import FileDraft, PaperLineDraft
from data.arsiv.operations import filing
from data.arsiv.paper_forms import FORMS
from data.arsiv.papers_folder import FolderListDraft, content_for_export, folder_list_for_export
from data.arsiv.papers_spine import SpineDraft, spines_for_export
from data.arsiv.rules.scan_codes import folder_marks
from data.arsiv.rules.transactions import transactions
from data.core import trail
from data.core.errors import BadFields, BadInput, NotAllowed
from data.core.paper import Paper
from data.evrak.operations.closing import link
from data.evrak.rules.values import Tie
from exports.arsiv_spine import spines_pdf, spines_xlsx
from exports.document import document_pdf, document_xlsx
from tests.arsiv.archive_office import Desk, place_id, unit_id
from tests.arsiv.filing_office import SUBJECT, cleared, document, folder, opened, secret
from tests.arsiv.test_imha_units import of_unit, servis
from tests.core.paper_agreement import agreement

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _papers_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every paper has the parts and the wording that its form says it has."""
    monkeypatch.setattr(papers_parts, "arranged", agreement(FORMS))


@pytest.fixture
def office(desk: Desk) -> Iterator[Desk]:
    with cleared(desk):
        yield desk


def both(paper: Paper, to: Path) -> tuple[list[object], str]:
    """All cells of the Excel file, and the text of the PDF."""
    sheet = load_workbook(document_xlsx(paper, to / "t.xlsx")).active
    assert sheet is not None
    cells = [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]
    pages = PdfReader(document_pdf(paper, to / "t.pdf")).pages
    return cells, " ".join("\n".join(page.extract_text() for page in pages).split())


def file(desk: Desk, evrak_id: int, key: int) -> None:
    with desk.work() as work:
        filing.file_document(work, evrak_id, FileDraft(klasor_id=key))


def content(desk: Desk, key: int, who: str = "ayse") -> Paper:
    with desk.work(who) as work:
        return content_for_export(work, key)


@given(st.lists(st.tuples(st.integers(1, 9), st.dates(date(2026, 1, 1), date(2026, 2, 1)))), st.data())
def test_every_document_is_in_one_transaction_and_these_come_by_their_latest(
    lines: list[tuple[int, date]], data: st.DataObject
) -> None:
    days = dict(lines)
    ties = data.draw(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 12))))
    found = transactions(days.items(), ties)
    assert sorted(key for keys in found for key in keys) == sorted(days)
    latest = [days[keys[-1]] for keys in found]
    assert latest == sorted(latest)
    where = {key: place for place, keys in enumerate(found) for key in keys}
    assert all(where[one] == where[other] for one, other in ties if one in days and other in days)


def test_the_content_list_has_a_line_a_transaction_by_its_latest_document(desk: Desk, tmp_path: Path) -> None:
    key = opened(desk, special="2. kat")
    asked = document(desk, number="S-1", letter_date=date(2026, 3, 1))
    other = document(desk, number="S-2", letter_date=date(2026, 4, 1))
    answer = document(desk, number="S-3", letter_date=date(2026, 5, 1))
    with desk.work() as work:
        link(work, answer, asked, Tie.ILGI)
    for evrak_id in (answer, other, asked):
        file(desk, evrak_id, key)
    with desk.work() as work:
        filing.add_paper_line(work, key, PaperLineDraft(day=date(2026, 2, 1), subject="=SUM(A1)", pages=1))
    cells, text = both(content(desk, key), tmp_path)
    assert [one for one in cells if str(one).startswith("S-")] == ["S-2", "S-3"]
    assert text.index("=SUM(A1)") < text.index("S-2") < text.index("S-3")
    for words in ("DOSYA İÇERİK LİSTESİ", "622.01 Bilgi Edinme", "2. kat", "Birim belge yöneticisi", "TOPLAM"):
        assert words in text, words
    assert "resmî örneğe göre ayarlanır" in text
    assert [one for one in cells if isinstance(one, int)][-3:] == [4, 10, 6]
    with desk.look() as look:
        assert trail.history(look, "klasor", key)[0].summary.startswith("Dışa aktarıldı: İçerik listesi 622.01")
    with pytest.raises(BadInput), desk.work("kadir") as work:
        content_for_export(work, key)


def test_a_secret_folders_paper_carries_its_mark_and_none_gets_it_who_need_not_know(
    office: Desk, tmp_path: Path
) -> None:
    key = opened(office)
    file(office, secret(office), key)
    with pytest.raises(BadInput), office.work("mehmet") as work:
        content_for_export(work, key)
    paper = content(office, key)
    _, text = both(paper, tmp_path)
    assert "GİZLİ · Yazılım Şube Müdürlüğü" in text and SUBJECT in text and SUBJECT not in paper.name
    for place in range(60):
        with office.work() as work:
            line = PaperLineDraft(day=date(2026, 2, 1), subject=f"Ek belge {place}", pages=1)
            filing.add_paper_line(work, key, line)
    several = document_pdf(content(office, key), tmp_path / "u.pdf")
    printed = [page.extract_text().splitlines() for page in PdfReader(several).pages]
    assert len(printed) > 2
    assert all(page.count("GİZLİ") >= 2 for page in printed)
    sheet = load_workbook(document_xlsx(content(office, key), tmp_path / "u.xlsx")).active
    assert sheet is not None
    assert sheet.oddHeader.center.text == "GİZLİ" and sheet.oddFooter.center.text.startswith("GİZLİ\n")
    office.store.vault, kept = None, office.store.vault
    with pytest.raises(BadInput), office.work() as work:
        content_for_export(work, key)
    office.store.vault = kept


def test_the_list_of_folders_leaves_out_what_is_out_of_sight(office: Desk, tmp_path: Path) -> None:
    opened(office, yer_id=place_id(office, "B1-01"), title="Açık başlık")
    hidden = opened(office, "040", title="Gizlenecek başlık")
    file_into = secret(office, code="040")
    file(office, file_into, hidden)

    def texts(who: str, year: int | None = 2026) -> str:
        with office.work(who) as work:

            def ask(question):  # type: ignore[no-untyped-def]
                with office.look(who) as look:
                    return question(look)

            paper = folder_list_for_export(work, ask, FolderListDraft(birim_id=unit_id(office), year=year))
        return both(paper, tmp_path)[1]

    mine, theirs = texts("ayse"), texts("fatih")
    assert "Açık başlık" in mine and "B1-01" in mine and "GİZLİ" in mine and "Gizlenecek" not in mine
    assert "Açık başlık" in theirs and "GİZLİ" not in theirs and "040" not in theirs
    assert "Açık başlık" not in texts("fatih", 2020)
    assert "Birimi" not in mine
    of_unit(office, opened(office, title="Servisin klasörü"), servis(office))
    mine = texts("ayse")
    assert "Birimi" in mine and "Yazılım Arşiv Servisi" in mine and "TOPLAM 3 klasör" in mine


def test_a_label_shows_code_subject_year_unit_and_secrecy_and_is_read_by_the_scanner(
    office: Desk, tmp_path: Path
) -> None:
    key = opened(
        office, special="2. kat", title="Bilgi edinme <b>başvuruları</b> ve şikâyetler, çok uzun bir konu " * 2
    )
    hidden = opened(office, "040")
    file(office, secret(office, code="040"), hidden)
    with office.work() as work:
        labels = spines_for_export(work, [hidden, key], SpineDraft(place=2))
    assert [(one.code, one.mark) for one in labels.labels] == [("040", "GİZLİ"), ("622.01", "")]
    assert folder_marks(labels.labels[1].scan) == (key,)
    text = " ".join(PdfReader(spines_pdf(labels, tmp_path / "e.pdf")).pages[0].extract_text().split())
    for words in ("622.01", "2026", "<b>başvuruları</b>", "Yazılım Şube Müdürlüğü (12345678)", "2. kat"):
        assert words in text, words
    assert text.count("GİZLİ") == 2
    sheet = load_workbook(spines_xlsx(labels, tmp_path / "e.xlsx")).active
    assert sheet is not None
    cells = [cell.value for row in sheet.iter_rows() for cell in row if cell.value]
    assert {"Dosya kodu", "622.01", "GİZLİ", "Özel bilgi"} <= set(cells)
    with pytest.raises(BadInput, match="bulunamadı"), office.work("mehmet") as work:
        spines_for_export(work, [hidden, key], SpineDraft())
    with pytest.raises(BadInput, match="etiket yeri"), office.work() as work:
        spines_for_export(work, [key], SpineDraft(place=5))
    with pytest.raises(BadInput, match="seçilmedi"), office.work() as work:
        spines_for_export(work, [], SpineDraft())
    with pytest.raises(BadFields), office.work() as work:
        spines_for_export(work, [key], SpineDraft(paper="yok"))
    assert folder(office, key).pages == 0


def test_who_may_not_export_gets_no_paper(desk: Desk) -> None:
    key = opened(desk)
    with pytest.raises(NotAllowed), desk.work("yonetici") as work:
        content_for_export(work, key)
