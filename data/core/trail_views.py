"""The trail as a ledger: who did what, newest first."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlmodel import col

from data.core import filters, trail
from data.core.errors import BadInput, NotAllowed
from data.core.models import TrailEntry
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold
from data.core.windows import window

_FIELDS = frozenset({"kim", "islem", "tarih"})
_LOGINS = ("login", "login.refuse", "logout")
_VARIANTS = {
    "a": "aAâÂ", "c": "cCçÇ", "g": "gGğĞ", "i": "iIıİîÎ", "o": "oOöÖ", "s": "sSşŞ", "u": "uUüÜûÛ",
}  # fmt: skip
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?|(\d{1,2})\.(\d{1,2})\.(\d{4})")


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
    statement = _of_view(select(TrailEntry), query.view, look.today)
    typed = filters.parse(query.text, _FIELDS)
    for field, value in (*typed.pairs, *((field, fold(text)) for field, text in query.fields)):
        statement = statement.where(_pair(field, value))
    for word in typed.words.split():
        statement = statement.where(or_(_holds(TrailEntry.summary, word), _holds(TrailEntry.actor_name, word)))
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
        return _holds(TrailEntry.actor_name, value)
    if field == "islem":
        return col(TrailEntry.action).contains(value, autoescape=True)
    first, after = _span(value)
    return (col(TrailEntry.at) >= _utc(first)) & (col(TrailEntry.at) < _utc(after))


def _holds(column: Any, folded: str) -> Any:
    """Whether a column holds folded text, whatever Turkish letters or case stand in it."""
    pattern = "".join(
        f"[{_VARIANTS.get(sign, sign + sign.upper())}]" if sign.isalpha() else re.escape(sign) for sign in folded
    )
    return col(column).regexp_match(pattern)


def _span(value: str) -> tuple[date, date]:
    """A year, month or day as its first day and the day after it."""
    found = _DATE.fullmatch(value)
    try:
        if found is None:
            raise ValueError
        if found[4]:
            day = date(int(found[6]), int(found[5]), int(found[4]))
            return day, day + timedelta(days=1)
        year, month = int(found[1]), int(found[2] or 1)
        day = date(year, month, int(found[3] or 1))
        if found[3]:
            return day, day + timedelta(days=1)
        return day, date(year + 1, 1, 1) if not found[2] else date(year + month // 12, month % 12 + 1, 1)
    except (ValueError, OverflowError):
        raise BadInput(
            f"“{value[:20]}” bir tarih değil.", "2026, 2026-10 ya da 20.11.2026 gibi yazın.", field="tarih"
        ) from None


def _utc(day: date) -> datetime:
    """The instant at which a day of the office begins."""
    return datetime.combine(day, time()).astimezone(UTC)
