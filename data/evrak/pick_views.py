"""Choices of the pickers for documents and for the desk's users."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import col

from data.core.models import User
from data.core.pages import LedgerQuery
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold
from data.evrak.sight import AREA
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


def find_users(look: Look, typed: str, limit: int) -> tuple[Choice, ...]:
    """The desk's active users by any part of name or title, in Turkish order."""
    look.actor.require(AREA, Verb.VIEW)
    words = fold(typed).split()
    rows = look.session.execute(
        select(User).where(col(User.active)).order_by(col(User.sira), col(User.id))
    ).scalars()
    found = [row for row in rows if all(word in fold(f"{row.full_name} {row.job_title}") for word in words)]
    return tuple(Choice(row.id or 0, row.full_name, row.job_title) for row in found[:limit])


def user_choice(look: Look, user_id: int) -> Choice | None:
    """The picker's line of one user."""
    row = look.session.get(User, user_id)
    return Choice(user_id, row.full_name, row.job_title) if row else None
