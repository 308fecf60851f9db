"""Papers of who has what, reopened with another library and compared with what the database holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from data.core.errors import NotAllowed
from data.core.paper import Paper
from data.tasinir import papers_hands as papers
from data.tasinir.hand_drafts import GoodsLineDraft, ReceiptDraft, RequestDraft
from data.tasinir.models import IstekBirimi
from data.tasinir.operations import deliveries, receipts, requests
from exports.document import document_pdf, document_xlsx
from tests.puantaj.puantaj_office import Desk
from tests.tasinir.hand_office import MEMUR, PAPER, TODAY, ambar, back, give, goods, items, key, place, row, seen


def words(paper: Paper, folder: Path) -> list[str]:
    """Every text and number of the sheet; the PDF is written too."""
    assert document_pdf(paper, folder / "kagit.pdf").stat().st_size > 4_000
    sheet = CalamineWorkbook.from_path(document_xlsx(paper, folder / "kagit.xlsx")).get_sheet_by_index(0)
    return [str(value) for one in sheet.to_python() for value in one if value != ""]


def test_a_delivery_to_a_person_has_its_items_and_a_return_part(hand: Desk, tmp_path: Path) -> None:
    first, second = items(hand)[:2]
    with hand.work() as work:
        done = deliveries.give_to_person(work, seen(hand, first, second), give(hand, MEMUR, TODAY))
    with hand.work() as work:
        deliveries.take_back(work, seen(hand, second), back(TODAY))
    with hand.work() as work:
        paper = papers.delivery_for_export(work, done.id)
    assert (paper.title, paper.number) == ("TAŞINIR TESLİM BELGESİ", "2026/1")
    found = words(paper, tmp_path)
    assert found.count(row(hand, first).sicil_no) == found.count(row(hand, second).sicil_no) == 2
    assert "İADE BÖLÜMÜ" in found and "Teslim alan" in found
    assert str((row(hand, first).value_kurus + row(hand, second).value_kurus) / 100) in found
    assert any("resmî örneğe göre ayarlanır" in one for one in found)
    with pytest.raises(NotAllowed), hand.work("kadir") as work:
        papers.delivery_for_export(work, done.id)


def test_a_rooms_list_names_the_room_and_who_answers_for_it(hand: Desk, tmp_path: Path) -> None:
    (one,) = items(hand)[:1]
    with hand.work() as work:
        done = deliveries.give_to_place(work, seen(hand, one), place(hand))
    with hand.work() as work:
        found = words(papers.delivery_for_export(work, done.id), tmp_path)
    assert any(text.endswith("Toplantı odası") for text in found)
    assert "İADE BÖLÜMÜ" not in found and row(hand, one).sicil_no in found


def test_a_request_and_a_receipt_print_what_was_asked_and_what_came(hand: Desk, tmp_path: Path) -> None:
    line = GoodsLineDraft(tasinir_id=goods(hand, PAPER), quantity="2,5")
    asking: dict[str, Any] = {"istek_birimi_id": key(hand, IstekBirimi, name="İdari İşler Servisi")}
    with hand.work() as work:
        asked = requests.open_request(
            work, RequestDraft(ambar_id=ambar(hand), day=TODAY, asked_by="Mehmet Kaya", **asking), [line]
        )
    with hand.work() as work:
        came = receipts.open_receipt(
            work, ReceiptDraft(ambar_id=ambar(hand), day=TODAY, from_name="Örnek Kırtasiye"), [line]
        )
    with hand.work() as work:
        request = words(papers.request_for_export(work, asked.id), tmp_path)
        receipt = words(papers.receipt_for_export(work, came.id), tmp_path)
    assert {"TAŞINIR İSTEK BELGESİ", "2.5", "Mehmet Kaya"} <= set(request)
    assert {"TAŞINIR GEÇİCİ ALINDISI", "2.5", "Örnek Kırtasiye"} <= set(receipt)
