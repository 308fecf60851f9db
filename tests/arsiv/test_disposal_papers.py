"""The papers of ayıklama ve imha, read back: every page has its signers, nothing is told that was not recorded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from data.arsiv import papers_disposal, papers_disposal_letters, papers_parts
from data.arsiv.models import Klasor
from data.arsiv.paper_forms import FORMS
from data.core import trail
from data.core.errors import NotAllowed, RuleBroken
from data.core.paper import Paper
from data.core.store import Work
from exports.document import document_pdf, document_xlsx
from tests.arsiv.archive_office import Desk
from tests.arsiv.disposal_office import (
    MEMBERS,
    aged,
    approved,
    before_commission,
    destroyed,
    handed_in,
    judged,
    listed,
    many,
    opinion,
    ready_to_destroy,
    signed,
    started,
)
from tests.arsiv.filing_office import cleared
from tests.arsiv.test_imha_units import of_unit, servis
from tests.core.paper_agreement import agreement


@pytest.fixture(autouse=True)
def _papers_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every paper has the parts and the wording that its form says it has."""
    monkeypatch.setattr(papers_parts, "arranged", agreement(FORMS))


def made(desk: Desk, key: int, build: Callable[[Work, int], Paper], who: str = "ayse") -> Paper:
    with desk.work(who) as work:
        return build(work, key)


def pages(paper: Paper, to: Path) -> list[str]:
    """The text of each PDF page."""
    read = PdfReader(document_pdf(paper, to / "t.pdf"))
    return [" ".join(page.extract_text().split()) for page in read.pages]


def cells(paper: Paper, to: Path) -> list[str]:
    sheet = load_workbook(document_xlsx(paper, to / "t.xlsx")).active
    assert sheet is not None
    return [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]


def test_every_page_of_the_list_carries_all_its_signers(desk: Desk, tmp_path: Path) -> None:
    keys = many(desk, 60)
    key = started(desk)
    before_commission(desk, key, *keys)
    judged(desk, key, *keys)
    assert made(desk, key, papers_disposal.list_for_export).draft
    listed(desk, key)
    paper = made(desk, key, papers_disposal.list_for_export)
    assert not paper.draft
    printed = pages(paper, tmp_path)
    assert len(printed) > 2
    for text in printed:
        assert all(name in text for _, name in MEMBERS)
        assert "Başkan" in text
    assert "60. klasör: bilgi edinme" in " ".join(printed)
    foot = load_workbook(document_xlsx(paper, tmp_path / "t.xlsx")).active.oddFooter.center.text
    assert all(name in foot for _, name in MEMBERS)
    assert "Sayfa &P / &N" in foot
    told = cells(paper, tmp_path)
    assert "İMHA LİSTESİ" in told
    assert told.count("622.01") == 60
    assert "7830" in told


def test_like_kinds_of_a_year_may_stand_in_one_line(desk: Desk, tmp_path: Path) -> None:
    keys = [*many(desk, 5), *many(desk, 3, "804.01", 2011)]
    key = started(desk)
    before_commission(desk, key, *keys)
    judged(desk, key, *keys)
    listed(desk, key)
    with desk.work() as work:
        paper = papers_disposal.list_for_export(work, key, grouped=True)
    rows = cells(paper, tmp_path)
    at = rows.index("622.01")
    assert rows[at + 2 : at + 5] == ["2010", "2010-1001…1005", "5"]
    assert "Tür ve yıla göre toplu" in rows


def test_a_list_of_several_units_names_the_unit_and_a_gap_in_the_numbers_shows(desk: Desk, tmp_path: Path) -> None:
    keys = many(desk, 6)
    own = servis(desk)
    of_unit(desk, keys[5], own)
    key = started(desk)
    before_commission(desk, key, *keys)
    judged(desk, key, *keys[:2], *keys[3:])
    judged(desk, key, keys[2], decision="sakla", day=date(2026, 3, 18))
    text = " ".join(pages(made(desk, key, papers_disposal.decision_for_export), tmp_path))
    assert "Komisyon 16.03.2026 ve 18.03.2026 günlerinde tam toplanmış, 6 klasörü" in text
    listed(desk, key)
    told = cells(made(desk, key, papers_disposal.list_for_export), tmp_path)
    assert told.count("Birimi") == 1 and told.count("Yazılım Arşiv Servisi") == 1
    with desk.work() as work:
        grouped = papers_disposal.list_for_export(work, key, grouped=True)
    told = cells(grouped, tmp_path)
    assert {"2010-1001…1002, 1004…1005", "2010-1006", "Bilgi Edinme, Talep ve Şikayetler"} <= set(told)
    with desk.work("yonetici") as work:
        work.session.get_one(Klasor, keys[0]).secrecy = 1
        trail.record(work, "arsiv.test", "Gizli")
    with cleared(desk):
        told = cells(made(desk, key, papers_disposal.list_for_export), tmp_path)
    assert "HİZMETE ÖZEL" in told and not any("Enter ile" in cell for cell in told)


def test_the_judged_list_and_the_decision_tell_votes_and_reasons(desk: Desk, tmp_path: Path) -> None:
    first, second, third = aged(desk, year=2009), aged(desk, "804.01"), aged(desk, "050.04", 2008)
    key = started(desk)
    with pytest.raises(RuleBroken, match="önünde klasör yok"):
        made(desk, key, papers_disposal.judged_for_export)
    before_commission(desk, key, first, second, third)
    text = " ".join(pages(made(desk, key, papers_disposal.judged_for_export), tmp_path))
    assert "Devlet Arşivlerine devir" in text
    assert "24.02.2026 tarih ve E-77" in text
    with pytest.raises(RuleBroken, match="kararı yazılmamış"):
        made(desk, key, papers_disposal.decision_for_export)
    judged(desk, key, first)
    judged(desk, key, second, votes_for=4, votes_against=1, doubt=True)
    judged(desk, key, third, decision="devlet")
    text = " ".join(pages(made(desk, key, papers_disposal.decision_for_export), tmp_path))
    assert "3 klasörü incelemiştir: 1 İmha, 1 Saklamaya devam, 1 Devlet Arşivlerine devir." in text
    assert "4 / 1" in text
    assert "Bir üyenin kuşkusu var" in text


def test_letters_name_the_office_the_pages_and_the_method(desk: Desk, tmp_path: Path) -> None:
    old = aged(desk)
    key = started(desk)
    text = " ".join(pages(made(desk, key, papers_disposal_letters.naming_for_export), tmp_path))
    assert "BAŞKANLIK MAKAMINA" in text
    assert all(name in text for _, name in MEMBERS)
    before_commission(desk, key, old)
    with pytest.raises(RuleBroken, match="listesi yapılmamış"):
        made(desk, key, papers_disposal_letters.opinion_for_export)
    judged(desk, key, old)
    listed(desk, key)
    signed(desk, key)
    handed_in(desk, key)
    text = " ".join(pages(made(desk, key, papers_disposal_letters.opinion_for_export), tmp_path))
    assert "DEVLET ARŞİVLERİ BAŞKANLIĞINA" in text
    assert "2 sayfalık imha listesi" in text
    with pytest.raises(RuleBroken, match="görüş yazılmamış"):
        made(desk, key, papers_disposal_letters.approval_for_export)
    opinion(desk, key)
    text = " ".join(pages(made(desk, key, papers_disposal_letters.approval_for_export), tmp_path))
    assert "04.05.2026 tarihli ve E-4471 sayılı uygun görüş" in text
    assert "OLUR" in text
    approved(desk, key)
    with pytest.raises(RuleBroken, match="Kaydedilmiş bir imha yok"):
        made(desk, key, papers_disposal.tutanak_for_export)


def test_the_tutanak_is_of_what_was_recorded_and_goes_to_the_trail(desk: Desk, tmp_path: Path) -> None:
    old, other = aged(desk), aged(desk, "044", 2012)
    key = ready_to_destroy(desk, old, other)
    destroyed(desk, key)
    paper = made(desk, key, papers_disposal.tutanak_for_export)
    text = " ".join(pages(paper, tmp_path))
    assert "2 klasör, 18.05.2026 günü" in text
    assert "“Okunamaz duruma getirilip geri dönüşüme verme” yoluyla imha edilmiştir" in text
    assert "11.05.2026 tarih ve E-5012, Genel Sekreter" in text
    assert "elektronik kopyaların silindiği anlamına gelmez" in text
    assert "Fatih Ergün" in text
    assert "18.05.2026 tarih ve 2026/4" in cells(paper, tmp_path)
    with desk.look() as look:
        assert trail.history(look, "imha", key)[0].summary == "Dışa aktarıldı: imha tutanağı 2026-1"
    with pytest.raises(NotAllowed):
        made(desk, key, papers_disposal.tutanak_for_export, "kadir")
