"""Choices of the picker for documents."""

from __future__ import annotations

from dataclasses import dataclass

from data.core.pages import LedgerQuery
from data.core.store import Look
from data.evrak.views import EvrakRow, evrak_window


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a picker."""

    id: int
    title: str
    subtitle: str


def find_documents(look: Look, typed: str, limit: int) -> tuple[Choice, ...]:
    """Documents in sight by number, sayı, sender or subject, newest first."""
    return tuple(_document(row) for row in evrak_window(look, LedgerQuery(text=typed), 0, limit).rows)


def document_choice(look: Look, evrak_id: int) -> Choice | None:
    """The picker's line of one document; nothing for one out of sight."""
    rows = evrak_window(look, LedgerQuery(), 0, 1, only=evrak_id).rows
    return _document(rows[0]) if rows else None


def _document(row: EvrakRow) -> Choice:
    return Choice(
        row.id, f"{row.book.label} {row.kayit_no} {row.subject}", f"{row.muhatap} {row.letter_no}".strip()
    )
