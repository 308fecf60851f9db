"""Papers of devir, ödünç, places and the year, read back from both files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from data.arsiv import papers_parts
from data.arsiv.models import Klasor
from data.arsiv.operations import loans, places, transfers
from data.arsiv.paper_forms import FORMS
from data.arsiv.papers_loan import request_for_export, slip_for_export
from data.arsiv.papers_places import inventory_for_export, occupancy_for_export, place_labels_for_export
from data.arsiv.papers_spine import SpineDraft
from data.arsiv.papers_transfer import transfer_for_export
from data.arsiv.papers_year import YearDraft, year_for_export
from data.arsiv.place_drafts import ManyPlacesDraft
from data.arsiv.rules.scan_codes import place_marks
from data.arsiv.use_drafts import BringBackDraft
from data.arsiv.year_views import year_in_numbers
from data.core import trail
from data.core.errors import BadFields, BadInput, NotAllowed
from data.core.paper import Paper
from data.core.store import Look
from exports.arsiv_spine import spines_pdf, spines_xlsx
from tests.arsiv.archive_office import Desk, place_id
from tests.arsiv.test_controls import appointed, closed, looked
from tests.arsiv.test_devir import decided, handed, listed, ready_folder, received
from tests.arsiv.test_folder_papers import both
from tests.arsiv.test_folders import opened
from tests.arsiv.test_holds_and_loans import lent
from tests.core.paper_agreement import agreement


@pytest.fixture(autouse=True)
def _papers_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every paper has the parts and the wording that its form says it has."""
    monkeypatch.setattr(papers_parts, "arranged", agreement(FORMS))


def made(desk: Desk, make: Callable[..., Paper], *more: Any, user: str = "ayse") -> Paper:
    with desk.work(user) as work:
        return make(work, *more)


def asked(desk: Desk) -> Callable[[Callable[[Look], Any]], Any]:
    def ask(question: Callable[[Look], Any]) -> Any:
        with desk.look() as look:
            return question(look)

    return ask


def secret(desk: Desk, key: int) -> None:
    with desk.work("yonetici") as work:
        work.session.get_one(Klasor, key).secrecy = 2
        trail.record(work, "arsiv.test", "Gizli")


def test_the_form_of_a_hand_over_names_both_and_says_what_came_back(desk: Desk, tmp_path: Path) -> None:
    appointed(desk)
    first, second = ready_folder(desk, "040"), ready_folder(desk)
    key = listed(desk)
    with desk.work() as work:
        transfers.fill(work, key, 1)
    draft = made(desk, transfer_for_export, key)
    assert draft.draft
    handed(desk, key)
    decided(desk, key, [first])
    decided(desk, key, [second], answer="iade", reason="Etiketi eksik")
    received(desk, key)
    paper = made(desk, transfer_for_export, key)
    assert not paper.draft
    cells, text = both(paper, tmp_path)
    for words in ("040 / 2025-1", "622.01 / 2025-2", "K1-01", "İade: Etiketi eksik", "Ayşe Yılmaz"):
        assert words in cells or any(words in str(cell) for cell in cells), words
        assert words in text, words
    assert "Mehmet Kaya" in text
    with desk.work("kadir") as work, pytest.raises(NotAllowed):
        transfer_for_export(work, key)


def test_a_loan_has_its_request_and_its_slip(desk: Desk, tmp_path: Path) -> None:
    key = lent(desk, opened(desk))
    cells, text = both(made(desk, request_for_export, key), tmp_path)
    assert {"622.01 / 2025-1", "Dava savunması", "20.05.2026"} <= {str(cell) for cell in cells}
    assert "BELGE / DOSYA İSTEK FORMU" in text
    with desk.work() as work:
        loans.bring_back(work, key, BringBackDraft(day=date(2026, 5, 18), condition="Bir sayfa yırtık"), 1)
    _, text = both(made(desk, slip_for_export, key), tmp_path)
    for words in ("En geç 20.05.2026 gününde", "Bir sayfa yırtık", "İade eden"):
        assert words in text
    copy = lent(desk, opened(desk, "040"), "kopya")
    _, text = both(made(desk, slip_for_export, copy), tmp_path)
    assert "İade eden" not in text and "Kopya" in text


def test_a_secret_folder_is_on_no_paper_of_those_not_cleared(desk: Desk, tmp_path: Path) -> None:
    shelf = place_id(desk, "B1-01")
    hidden, seen = opened(desk, yer_id=shelf), opened(desk, "040", yer_id=shelf)
    loan = lent(desk, hidden)
    secret(desk, hidden)
    with desk.work() as work, pytest.raises(BadInput):
        request_for_export(work, loan)
    cells, text = both(made(desk, inventory_for_export, asked(desk), shelf), tmp_path)
    assert "040" in cells and "622.01" not in cells and "622.01" not in text
    cells, _ = both(made(desk, occupancy_for_export, place_id(desk, "B1")), tmp_path)
    assert 39 in cells
    assert seen


def test_an_archive_is_listed_shelf_by_shelf_and_told_how_full_it_is(desk: Desk, tmp_path: Path) -> None:
    with desk.work() as work:
        places.add_places(work, ManyPlacesDraft(parent_id=place_id(desk, "B1"), dolap=1, raf=2, capacity=10))
    keys = [opened(desk, yer_id=place_id(desk, code)) for code in ("B1-02-1", "B1-01", "B1-02-1")]
    lent(desk, keys[2])
    cells, text = both(made(desk, inventory_for_export, asked(desk), place_id(desk, "B1")), tmp_path)
    shelves = [cell for cell in cells if str(cell).startswith("B1-0")]
    assert shelves == ["B1-01", "B1-02-1", "B1-02-1"]
    assert "ödünçte" in cells and "ARŞİV ENVANTERİ" in text
    cells, _ = both(made(desk, occupancy_for_export, place_id(desk, "B1")), tmp_path)
    depo = cells.index("B1")
    assert cells[depo : depo + 6] == ["B1", "Depo", 60, 3, 57, 5]


def test_the_year_is_told_in_numbers_a_line_a_unit(desk: Desk, tmp_path: Path) -> None:
    appointed(desk)
    fit = closed(desk)
    looked(desk, fit)
    looked(desk, closed(desk), ek="H", note="Ek yok")
    lent(desk, fit)
    with desk.look() as look:
        (row,) = year_in_numbers(look, 2026)
        assert (row.opened, row.controls, row.unfit, row.loans, row.late, row.kept) == (0, 2, 1, 1, 1, 2)
        (row,) = year_in_numbers(look, 2025)
        assert (row.opened, row.closed, row.kept) == (2, 2, 2)
        (row,) = year_in_numbers(look, 2035)
        assert row.due_d == 2
    with desk.look("kadir") as look:
        assert year_in_numbers(look, 2026) == ()
    cells, text = both(made(desk, year_for_export, YearDraft(year=2026)), tmp_path)
    assert cells.count("Yazılım Şube Müdürlüğü") >= 1 and "2026 yılı" in text
    with desk.work() as work, pytest.raises(BadFields):
        year_for_export(work, YearDraft(year=2027))


def test_shelves_have_labels_that_a_scanner_reads(desk: Desk, tmp_path: Path) -> None:
    keys = [place_id(desk, "B1-01"), place_id(desk, "K1-01")]
    with desk.work() as work:
        labels = place_labels_for_export(work, keys, SpineDraft(paper="kutu"))
    assert [place_marks(one.scan) for one in labels.labels] == [("B1-01",), ("K1-01",)]
    text = PdfReader(spines_pdf(labels, tmp_path / "y.pdf")).pages[0].extract_text()
    assert "B1-01" in text and "Klasör" not in text and "40 klasör alır" in text
    assert spines_xlsx(labels, tmp_path / "y.xlsx").stat().st_size
    with desk.work("kadir") as work, pytest.raises(BadInput, match="bulunamadı"):
        place_labels_for_export(work, keys, SpineDraft())
