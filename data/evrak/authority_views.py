"""What screens ask about those who may sign."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, or_, select
from sqlmodel import col

from data.core.calendar import format_date
from data.core.models import User
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.store import Look
from data.core.text import fold
from data.core.windows import window
from data.evrak.models import ImzaYetkilisi
from data.evrak.pick_views import Choice
from data.evrak.sight import AREA


@dataclass(frozen=True, slots=True)
class AuthorityRow:
    """Somebody who may sign, in the ledger."""

    id: int
    full_name: str
    title: str
    on_behalf: str
    user_id: int | None
    user: str
    gives_olur: bool
    first_day: date
    last_day: date | None
    source: str
    version: int

    def valid_on(self, day: date) -> bool:
        """Whether he or she may sign that day."""
        return self.first_day <= day and (self.last_day is None or self.last_day >= day)


def authority_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[AuthorityRow]:
    """Those who may sign, the newest entry first.

    Views: empty for those who may sign today, ``biten`` for those whose time is over, ``tumu`` for all.
    """
    look.actor.require(AREA, Verb.VIEW)
    statement: Any = select(ImzaYetkilisi)
    if query.view == "biten":
        statement = statement.where(col(ImzaYetkilisi.last_day) < look.today)
    elif query.view != "tumu":
        statement = statement.where(_valid(look.today))
    for word in fold(query.text).split():
        statement = statement.where(col(ImzaYetkilisi.arama).contains(word, autoescape=True))
    return window(
        look, statement, (col(ImzaYetkilisi.id),), lambda found: _row(look, found[0]),
        start=start, limit=limit, anchor=anchor, descending=True,
    )  # fmt: skip


def _valid(day: date) -> Any:
    ended = col(ImzaYetkilisi.last_day)
    return and_(col(ImzaYetkilisi.first_day) <= day, or_(ended.is_(None), ended >= day))


def _row(look: Look, row: ImzaYetkilisi) -> AuthorityRow:
    user = look.session.get(User, row.user_id) if row.user_id else None
    return AuthorityRow(
        id=row.id or 0,
        full_name=row.full_name,
        title=row.title,
        on_behalf=row.on_behalf,
        user_id=row.user_id,
        user=user.full_name if user else "",
        gives_olur=row.gives_olur,
        first_day=row.first_day,
        last_day=row.last_day,
        source=row.source,
        version=row.version,
    )


def find_authorities(look: Look, typed: str, limit: int) -> tuple[Choice, ...]:
    """Choices of the picker of signers: those who may sign today, by any part of name or title."""
    return _find(look, typed, limit, olur=False)


def find_olur_givers(look: Look, typed: str, limit: int) -> tuple[Choice, ...]:
    """As :func:`find_authorities`, but only those who may give an OLUR."""
    return _find(look, typed, limit, olur=True)


def _find(look: Look, typed: str, limit: int, *, olur: bool) -> tuple[Choice, ...]:
    look.actor.require(AREA, Verb.VIEW)
    statement = select(ImzaYetkilisi).where(_valid(look.today))
    if olur:
        statement = statement.where(col(ImzaYetkilisi.gives_olur))
    for word in fold(typed).split():
        statement = statement.where(col(ImzaYetkilisi.arama).contains(word, autoescape=True))
    rows = look.session.execute(statement.order_by(col(ImzaYetkilisi.id)).limit(limit)).scalars()
    return tuple(_choice(row) for row in rows)


def authority_choice(look: Look, authority_id: int) -> Choice | None:
    """The picker's line of one signer, also of one whose time is over."""
    row = look.session.get(ImzaYetkilisi, authority_id)
    return _choice(row) if row else None


def _choice(row: ImzaYetkilisi) -> Choice:
    until = f", {format_date(row.last_day)} gününe kadar" if row.last_day else ""
    return Choice(row.id or 0, row.full_name, f"{row.title}{until}")
