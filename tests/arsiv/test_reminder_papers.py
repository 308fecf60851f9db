"""Papers about time, read back from both files: who is reminded of what is overdue, and which period is over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select
from sqlmodel import col

from data.arsiv import papers_parts
from data.arsiv.operations import loans
from data.arsiv.paper_forms import FORMS
from data.arsiv.papers_due import DueListDraft, due_list_for_export
from data.arsiv.papers_folder import contents_for_export
from data.arsiv.papers_reminder import ReminderDraft, reminders_for_export
from data.arsiv.use_drafts import BringBackDraft
from data.core import trail
from data.core.errors import BadFields, BadInput, NotAllowed, RuleBroken
from data.core.models import Birim
from data.core.paper import Paper, Table
from data.core.store import Look
from exports.document import papers_pdf, papers_xlsx
from tests.arsiv.archive_office import OTHER_UNIT, Desk, unit_id
from tests.arsiv.disposal_office import aged, destroyed, many, ready_to_destroy
from tests.arsiv.filing_office import opened as opened_now
from tests.arsiv.test_folder_papers import both
from tests.arsiv.test_holds_and_loans import lent
from tests.arsiv.test_imha_units import of_unit, servis
from tests.arsiv.test_use_papers import secret
from tests.core.paper_agreement import agreement

NEXT_WEEK = ReminderDraft(until=date(2026, 11, 27))


@pytest.fixture(autouse=True)
def _papers_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every paper has the parts and the wording that its form says it has."""
    monkeypatch.setattr(papers_parts, "arranged", agreement(FORMS))


def opened(desk: Desk, code: str = "622.01", **more: Any) -> int:
    """A folder of last year."""
    return opened_now(desk, code, date(2025, 3, 3), **more)


def reminded(desk: Desk, draft: ReminderDraft = NEXT_WEEK, who: str = "ayse") -> tuple[Paper, ...]:
    with desk.work(who) as work:
        return reminders_for_export(work, draft)


def rows_of(paper: Paper) -> list[tuple[object, ...]]:
    (table,) = (block for block in paper.blocks if isinstance(block, Table))
    return list(table.rows)


def other_unit(desk: Desk) -> int:
    with desk.work("yonetici") as work:
        found = work.session.execute(select(col(Birim.id)).where(col(Birim.name) == OTHER_UNIT))
        return found.scalar_one() or 0


def due(desk: Desk, kind: str, year: int = 2021, who: str = "ayse", *, below: bool = True) -> Paper:
    def ask(question: Callable[[Look], Any]) -> Any:
        with desk.look(who) as look:
            return question(look)

    with desk.work(who) as work:
        return due_list_for_export(
            work, ask, DueListDraft(birim_id=unit_id(desk), kind=kind, year=year, below=below)
        )


def test_each_unit_that_is_late_gets_one_letter_with_what_it_holds(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="Geciken ödünç yok"):
        reminded(desk)
    other = other_unit(desk)
    first, second, third = (opened(desk, title=f"Konu {place}") for place in (1, 2, 3))
    lent(desk, first, due_on=date(2026, 5, 20))
    lent(desk, second, due_on=date(2026, 11, 19))
    lent(desk, third, birim_id=other, due_on=date(2026, 6, 1))
    lent(desk, opened(desk), due_on=date(2026, 11, 20))
    lent(desk, opened(desk), "kopya")
    back = lent(desk, opened(desk), due_on=date(2026, 5, 20))
    with desk.work() as work:
        loans.bring_back(work, back, BringBackDraft(day=date(2026, 7, 1), condition="Tam"), 1)
    papers = reminded(desk)
    assert [len(rows_of(one)) for one in papers] in ([2, 1], [1, 2])
    mine = next(one for one in papers if len(rows_of(one)) == 2)
    assert [(row[2], row[3], row[7]) for row in rows_of(mine)] == [
        ("622.01 / 2025-1", "Konu 1", 184), ("622.01 / 2025-2", "Konu 2", 1)
    ]  # fmt: skip
    cells, text = both(mine, tmp_path)
    for words in ("YAZILIM ŞUBE MÜDÜRLÜĞÜNE", "2 klasör, kurum içinde", "27.11.2026 gününe kadar", "arz ederim"):
        assert words in text, words
    assert {184, 1} <= {cell for cell in cells if isinstance(cell, int)}
    sheets = CalamineWorkbook.from_path(str(papers_xlsx(papers, tmp_path / "h.xlsx"))).sheet_names
    assert len(sheets) == 2 and OTHER_UNIT[:20] in " ".join(sheets)
    assert papers_pdf(papers, tmp_path / "h.pdf").stat().st_size
    with desk.look() as look:
        told = trail.history(look, "odunc", 0)
    assert [one.summary for one in told] == ["Dışa aktarıldı: Gecikmiş ödünç hatırlatma yazısı 2 birim"]
    assert len(reminded(desk, ReminderDraft(until=date(2026, 11, 21), birim_id=other))) == 1


def test_a_reminder_is_for_a_day_to_come_and_tells_nothing_of_what_one_need_not_know(desk: Desk) -> None:
    hidden, seen = opened(desk), opened(desk, "040")
    lent(desk, hidden, due_on=date(2026, 6, 1))
    lent(desk, seen, due_on=date(2026, 6, 2))
    secret(desk, hidden)
    (paper,) = reminded(desk)
    assert [row[2] for row in rows_of(paper)] == ["040 / 2025-2"]
    with pytest.raises(BadFields, match="Bugünden sonraki"):
        reminded(desk, ReminderDraft(until=date(2026, 11, 20)))
    with pytest.raises(NotAllowed):
        reminded(desk, who="yonetici")


def test_a_year_lists_what_it_brings_what_is_left_over_and_what_it_saw_destroyed(
    desk: Desk, tmp_path: Path
) -> None:
    old, new = aged(desk, year=2009), aged(desk, year=2010)
    lasting = aged(desk, "050.04", year=2005)
    opened(desk)
    assert [row[2] for row in rows_of(due(desk, "gelen"))] == ["2010-1"]
    assert [row[2] for row in rows_of(due(desk, "geciken"))] == ["2009-1"]
    assert rows_of(due(desk, "geciken", 2020)) == [] and lasting
    cells, text = both(due(desk, "geciken", 2027), tmp_path)
    assert "AYIKLANMASI GECİKEN KLASÖRLER LİSTESİ" in text and "2 klasör" in cells
    assert due(desk, "gelen").form != due(desk, "imha").form
    destroyed(desk, ready_to_destroy(desk, old, new))
    assert rows_of(due(desk, "geciken", 2027)) == [] and rows_of(due(desk, "imha", 2025)) == []
    paper = due(desk, "imha", 2026)
    assert [(row[2], row[7], row[8]) for row in rows_of(paper)] == [
        ("2009-1", date(2026, 5, 18), "18.05.2026 tarih ve 2026/4"),
        ("2010-1", date(2026, 5, 18), "18.05.2026 tarih ve 2026/4"),
    ]
    _, text = both(paper, tmp_path)
    assert "İMHA EDİLEN KLASÖRLER LİSTESİ" in text and "2 klasör" in text
    with pytest.raises(NotAllowed):
        due(desk, "imha", 2026, "kadir")
    below = of_unit(desk, aged(desk, year=2011), servis(desk))
    several = due(desk, "gelen", 2022)
    assert [row[1] for row in rows_of(several)] == ["Yazılım Arşiv Servisi"] and below
    cells, _ = both(several, tmp_path)
    assert "Birimi" in cells and "1 klasör" in cells
    assert rows_of(due(desk, "gelen", 2022, below=False)) == []
    with pytest.raises(BadFields, match="dört rakam"):
        due(desk, "imha", 26)


def test_content_lists_of_many_folders_come_in_two_copies_and_one_export(desk: Desk, tmp_path: Path) -> None:
    keys = [opened(desk, "934.01"), opened(desk)]
    with desk.work() as work:
        papers = contents_for_export(work, keys)
    assert [one.tab for one in papers] == [
        "622.01 2025-2 (1)", "622.01 2025-2 (2)", "934.01 2025-1 (1)", "934.01 2025-1 (2)"
    ]  # fmt: skip
    _, text = both(papers[1], tmp_path)
    assert "2. nüsha: birimde kalır." in text and "resmî örneğe göre ayarlanır" in text
    book = CalamineWorkbook.from_path(str(papers_xlsx(papers, tmp_path / "i.xlsx")))
    assert book.sheet_names == [one.tab for one in papers]
    with desk.look() as look:
        told = trail.history(look, "klasor", 0)
        assert [one.summary for one in told] == ["Dışa aktarıldı: İçerik listeleri 2 klasör"]
    for wrong in ([], many(desk, 201)):
        with desk.work() as work, pytest.raises(BadInput, match="1 ile 200 klasör"):
            contents_for_export(work, wrong)
