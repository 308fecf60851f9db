"""Papers of leaving the books and of hand-overs, read back from both files and compared with the records."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from data.core.approvals import Stage
from data.core.errors import BadInput, NotAllowed, RuleBroken
from data.core.money import Money
from data.core.paper import Paper
from data.tasinir.ending_drafts import FaultDraft, HandOverDraft, OutcomeDraft, WriteOffDraft, WriteOffLineDraft
from data.tasinir.ending_views import write_off_card, yearly_totals
from data.tasinir.models import TasinirGorevli
from data.tasinir.models_counts import KayittanDusme
from data.tasinir.operations.approving import approve
from data.tasinir.operations.compensation import record_decision
from data.tasinir.operations.handovers import hand_over
from data.tasinir.operations.scrap import record_outcome
from data.tasinir.operations.write_offs import advance, cancel, propose
from data.tasinir.papers_endings import (
    destruction_paper,
    hand_over_paper,
    reasons_paper,
    write_off_for_export,
    write_off_paper,
)
from exports.document import document_pdf, document_xlsx
from tests.tasinir import tasinir_office as office
from tests.tasinir.ending_office import LAPTOP, PAPER, PEN, SCRAP_BOARD, TODAY, items, stock, version
from tests.tasinir.tasinir_office import Desk
from tests.tasinir.voucher_office import bought

WAY = (("clerk", Stage.TASLAK), ("kontrol", Stage.SUNULDU), ("harcama", Stage.KONTROL_EDILDI))


def both(paper: Paper, folder: Path) -> tuple[list[object], str]:
    """All cells of the Excel file, and the text of the PDF."""
    sheet = load_workbook(document_xlsx(paper, folder / "t.xlsx")).active
    assert sheet is not None
    cells = [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]
    pages = PdfReader(document_pdf(paper, folder / "t.pdf")).pages
    return cells, "\n".join(page.extract_text() for page in pages)


def proposed(desk: Desk, count: int, why: str = "kaybolma", first: int = 0) -> int:
    """``count`` laptops and some paper on one proposal."""
    lines = [WriteOffLineDraft(demirbas_id=one.id) for one in items(desk)[first : first + count]]
    lines.append(WriteOffLineDraft(tasinir_id=office.goods(desk, PAPER), quantity="2,5"))
    draft = WriteOffDraft(
        ambar_id=office.ambar(desk), day=TODAY, reason_kind=why, reason="Depoda <b>bulunamadı</b> & arandı.",
        proof="Rapor 12", proof_day=date(2026, 11, 19),
    )  # fmt: skip
    with desk.work("clerk") as work:
        return propose(work, draft, lines, SCRAP_BOARD if why.startswith("hurda") else ())


def through(desk: Desk, key: int) -> int:
    for who, stage in WAY:
        with desk.work(who) as work:
            made = advance(work, key, expected=stage)
    return made.vif_id


@pytest.mark.parametrize("count", [1, 40])
def test_the_tutanak_has_every_line_its_total_and_who_signs(desk: Desk, tmp_path: Path, count: int) -> None:
    stock(desk)
    bought(desk, LAPTOP, 40, 1200, date(2026, 3, 3))
    key = proposed(desk, count)
    with desk.look("clerk") as look:
        draft = write_off_paper(look, key)
    assert draft.draft, "before the approval it is a draft"
    through(desk, key)
    with desk.look("clerk") as look:
        paper, card = write_off_paper(look, key), write_off_card(look, key)
    assert not paper.draft
    cells, text = both(paper, tmp_path)
    assert len(card.lines) == count + 1
    for line in card.lines:
        assert line.sicil_no in text
        assert not line.sicil_no or line.sicil_no in cells
    assert card.row.kurus == 120_000 * count + 22_500
    assert card.row.kurus / 100 in [one for one in cells if isinstance(one, (int, float))]
    for words in (
        "Hasan Harcama",
        "OLUR",
        "1. grup: Kaybolma",
        "Depoda <b>bulunamadı</b> & arandı.",
        "Rapor 12",
    ):
        assert words in text, words
        assert any(words in str(one) for one in cells), words


def test_the_decision_on_fault_stands_on_the_paper(desk: Desk, tmp_path: Path) -> None:
    stock(desk)
    key = proposed(desk, 1)
    through(desk, key)
    draft = FaultDraft(
        decision="gorevli", day=TODAY, paper="2026/412", charged="Zehra <b>Ünal</b>, Memur", amount=Money(95_050)
    )
    with desk.work("kayit") as work:
        record_decision(work, key, draft, version(desk, key, KayittanDusme))
    with desk.look("clerk") as look:
        cells, text = both(write_off_paper(look, key), tmp_path)
    for words in ("Zehra <b>Ünal</b>, Memur, 950,50 TL", "2026/412 sayılı karar"):
        assert words in " ".join(text.split()), words
        assert any(words in str(one) for one in cells), words


def test_what_was_given_up_or_is_empty_is_not_printed(desk: Desk) -> None:
    stock(desk)
    key = proposed(desk, 1)
    with desk.work("clerk") as work:
        cancel(work, key, "Yanlış yazıldı")
    with pytest.raises(RuleBroken, match="İptal edilmiş"), desk.look("clerk") as look:
        write_off_paper(look, key)
    draft = WriteOffDraft(
        ambar_id=office.ambar(desk), day=TODAY, reason_kind="fire", reason="Döküldü", proof="T-1", proof_day=TODAY
    )
    with desk.work("clerk") as work:
        empty = propose(work, draft)
    with pytest.raises(BadInput, match="kalem yok"), desk.look("clerk") as look:
        write_off_paper(look, empty)
    with pytest.raises(NotAllowed), desk.work("kadir") as work:
        write_off_for_export(work, empty)


def test_the_destruction_of_scrap_is_written_before_its_commission(desk: Desk, tmp_path: Path) -> None:
    stock(desk)
    key = proposed(desk, 2, "hurda_omur")
    vif = through(desk, key)
    with pytest.raises(RuleBroken, match="imha yazılmamış"), desk.look("clerk") as look:
        destruction_paper(look, key)
    with desk.work("kayit") as work:
        approve(work, vif, version=1)
    outcome = OutcomeDraft(outcome="imha", outcome_on=TODAY, paper="İmha tutanağı 3")
    with desk.work("clerk") as work:
        record_outcome(work, key, outcome, version(desk, key, KayittanDusme))
    with desk.look("clerk") as look:
        cells, text = both(destruction_paper(look, key), tmp_path)
    for words in ("İMHA TUTANAĞI", "Ufuk Uzman", "imha edilmiştir", items(desk)[0].sicil_no):
        assert words in text, words
        assert any(words in str(one) for one in cells), words


def test_the_report_of_the_year_sums_what_was_booked_by_reason(desk: Desk, tmp_path: Path) -> None:
    stock(desk)
    vif = through(desk, proposed(desk, 2))
    proposed(desk, 1, "calinma", first=3)
    with desk.work("kayit") as work:
        approve(work, vif, version=1)
    with desk.look("kayit") as look:
        totals = yearly_totals(look, office.unit(desk), 2026)
        cells, text = both(reasons_paper(look, office.unit(desk), 2026), tmp_path)
        none = both(reasons_paper(look, office.unit(desk), 2025), tmp_path)[1]
    assert [(one.reason.value, one.papers, one.amount.kurus) for one in totals] == [("kaybolma", 1, 262_500)]
    assert 2625 in cells
    assert "2.625,00" in text
    assert "Çalınma" not in text
    assert "2025 yılında kayıttan düşülen taşınır yoktur." in none


@pytest.mark.parametrize("board", [False, True])
def test_a_hand_over_shows_recorded_found_and_both_hands(desk: Desk, tmp_path: Path, board: bool) -> None:
    stock(desk)
    seats = (SCRAP_BOARD[0], SCRAP_BOARD[1].__class__(name="Nermin Yeni", title="Memur", seat="kayit_yetkilisi"),
             SCRAP_BOARD[2].__class__(name="Zehra Ünal", title="Memur", seat="uye"))  # fmt: skip
    draft = HandOverDraft(
        ambar_id=office.ambar(desk), day=TODAY, to_name="Nermin Yeni", to_title="Memur", by_board=board,
        gorevli_id=office.key(desk, TasinirGorevli, role="kayit_yetkilisi"),
    )  # fmt: skip
    handed = {office.goods(desk, PAPER): "99,5", office.goods(desk, PEN): "52"}
    with desk.work("kayit") as work:
        key = hand_over(work, draft, handed, seats if board else ())
    with desk.look("kayit") as look:
        cells, text = both(hand_over_paper(look, key), tmp_path)
    assert len(PdfReader(tmp_path / "t.pdf").pages) == 1, "four lines and a board have room on one page"
    assert {99.5, 0.5, 52, 2} <= {one for one in cells if isinstance(one, (int, float))}
    for words in ("AMBAR DEVİR VE TESLİM TUTANAĞI", "2 kalemde fark bulunmuştur.", "Nermin Yeni", "Üç nüshadır"):
        assert words in text, words
        assert any(words in str(one) for one in cells), words
    assert ("kurulca yapılmıştır" in text, "Zehra Ünal" in text, "Devreden" in text) == (board, board, True)
