"""Papers of documents made, written and read back, for tests."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from pypdf import PdfReader

from data.core.store import Look
from data.evrak import papers
from data.evrak.papers import Printout
from exports.document import document_pdf, document_xlsx
from tests.evrak.evrak_office import Desk

NOVEMBER = {"start": date(2026, 11, 1), "end": date(2026, 11, 30)}


def made(desk: Desk, key: str, asked: Any, who: str = "ayse") -> Printout:
    """The paper as an export makes it; its rows are read through readings of their own."""

    def ask(question: Any) -> Any:
        with desk.look(who) as look:
            return question(look)

    with desk.work(who) as work:
        return papers.paper_for_export(work, key, asked, ask)


def cells(printout: Printout, folder: Path) -> list[list[object]]:
    """All rows of the Excel file, empty cells left out; dates without a clock."""
    path = document_xlsx(printout.paper, folder / "kagit.xlsx")
    found = []
    for row in load_workbook(path).active.iter_rows(values_only=True):
        values = [one.date() if isinstance(one, datetime) else one for one in row]
        if any(one is not None for one in values):
            found.append(values)
    return found


def text(printout: Printout, folder: Path) -> str:
    """The text of all pages of the PDF."""
    path = document_pdf(printout.paper, folder / "kagit.pdf")
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def flat(rows: list[list[object]]) -> str:
    """All cells as one text."""
    return "\n".join(str(one) for row in rows for one in row if one is not None)


def last_trail(look: Look) -> Any:
    from sqlmodel import col, select

    from data.core.models import TrailEntry

    return look.session.exec(select(TrailEntry).order_by(col(TrailEntry.id).desc()).limit(1)).one()
