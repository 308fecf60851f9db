"""The trail as a ledger: who did what, newest first."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import or_, select
from sqlmodel import col

from data.core import filters, trail
from data.core.errors import NotAllowed
from data.core.models import TrailEntry
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold
from data.core.windows import window

_FIELDS = frozenset({"kim", "islem", "tarih"})
_LOGINS = ("login", "login.refuse", "logout")


def may_read_trail(look: Look) -> bool:
    """Auditors and administrators read the trail; nobody else does."""
    return look.actor.can("denetim", Verb.VIEW) or look.actor.can("yonetim", Verb.ADMIN)


def trail_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[trail.Entry]:
    """Entries of the trail, newest first; the rows of a window are reached by key, not by counting.

    Views: empty for all, ``bugun``, ``giris`` (logins), ``bakma`` (looks at masked data), ``aktarim`` (exports,
    imports and backups). The filter line takes words and ``kim:``, ``işlem:``, ``tarih:2026-10``; fields from F3
    have the same names.

    Raises:
        NotAllowed: the actor is neither auditor nor administrator.
        BadInput: a date in the filter cannot be read.
    """
    if not may_read_trail(look):
        raise NotAllowed("Denetim izini görme yetkiniz yok.", "Denetçiye veya sistem yöneticisine başvurun.")
    statement = _of_view(select(TrailEntry).where(trail.readable(look)), query.view, look.today)
    typed = filters.parse(query.text, _FIELDS)
    for field, value in (*typed.pairs, *((field, fold(text)) for field, text in query.fields)):
        statement = statement.where(_pair(field, value))
    for word in typed.words.split():
        statement = statement.where(
            or_(filters.holds(TrailEntry.summary, word), filters.holds(TrailEntry.actor_name, word))
        )
    return window(
        look,
        statement,
        (col(TrailEntry.id),),
        lambda found: trail.entry_of(found[0]),
        start=start,
        limit=limit,
        anchor=anchor,
        descending=True,
    )


def _of_view(statement: Any, view: str, today: date) -> Any:
    action = col(TrailEntry.action)
    match view:
        case "bugun":
            return statement.where(col(TrailEntry.at) >= _utc(today))
        case "giris":
            return statement.where(action.in_(_LOGINS))
        case "bakma":
            return statement.where(or_(action.endswith(".unmask"), action.endswith(".look")))
        case "aktarim":
            return statement.where(
                or_(action.endswith(".export"), action.endswith(".import"), action.in_(("backup", "restore")))
            )
        case _:
            return statement


def _pair(field: str, value: str) -> Any:
    if field == "kim":
        return filters.holds(TrailEntry.actor_name, value)
    if field == "islem":
        return col(TrailEntry.action).contains(value, autoescape=True)
    first, after = filters.span(value)
    return (col(TrailEntry.at) >= _utc(first)) & (col(TrailEntry.at) < _utc(after))


def _utc(day: date) -> datetime:
    """The instant at which a day of the office begins."""
    return datetime.combine(day, time()).astimezone(UTC)
