"""What screens ask about ordered overtime, agreements and weeks; answers are frozen rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from data.core import filters
from data.core.models import Birim
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.reasons import Explained
from data.core.store import Look
from data.core.text import fold
from data.core.units import in_scope
from data.core.windows import window
from data.personel.models import Personel
from data.puantaj.lookup import month_row
from data.puantaj.models import Balancing, Group, Overtime, PuantajWeek, Why
from data.puantaj.stored import reasons_of

AREA = "puantaj"


@dataclass(frozen=True, slots=True)
class OvertimeRow:
    """Ordered work of a person on a day; ``cancelled`` holds the reason of a cancelled one."""

    id: int
    personel_id: int
    name: str
    sicil: str
    day: date
    start: time | None
    end: time | None
    break_minutes: int
    minutes: int
    work: str
    document: str
    as_time: bool
    cancelled: str


@dataclass(frozen=True, slots=True)
class BalancingRow:
    """An agreement that evens out a group's weeks."""

    id: int
    group: str
    start: date
    end: date
    document: str
    cancelled: str


@dataclass(frozen=True, slots=True)
class WeekView:
    """A counted week, all in minutes."""

    start: date
    end: date
    minutes: int
    fm: int
    fsc: int
    time_minutes: int


@dataclass(frozen=True, slots=True)
class GroupChoice:
    """A group in a picker."""

    id: int
    title: str
    subtitle: str


def overtime_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None, *, only: int = 0
) -> Window[OvertimeRow]:
    """Ordered overtime in sight, the latest day first.

    Views: empty for standing orders, ``serbest`` for those turned into free time, ``iptal``, ``tumu``.
    """
    look.actor.require(AREA, Verb.VIEW)
    statement: Any = (
        select(Overtime, Personel)
        .join(Personel, col(Personel.id) == col(Overtime.personel_id))
        .join(Birim, col(Birim.id) == col(Personel.birim_id))
        .where(in_scope(look))
    )
    if only:
        statement = statement.where(col(Overtime.id) == only)
    elif query.view == "iptal":
        statement = statement.where(col(Overtime.cancelled_at).is_not(None))
    elif query.view != "tumu":
        statement = statement.where(col(Overtime.cancelled_at).is_(None))
        if query.view == "serbest":
            statement = statement.where(col(Overtime.as_time))
    for word in filters.parse(query.text, frozenset()).words.split():
        statement = statement.where(col(Personel.arama).contains(word, autoescape=True))

    def build(found: Any) -> OvertimeRow:
        row, person = found[0], found[1]
        return OvertimeRow(
            id=row.id,
            personel_id=row.personel_id,
            name=f"{person.ad} {person.soyad}",
            sicil=person.sicil,
            day=row.day,
            start=row.start,
            end=row.end,
            break_minutes=row.break_minutes,
            minutes=row.minutes,
            work=row.work,
            document=row.document,
            as_time=row.as_time,
            cancelled=row.cancelled_reason,
        )

    return window(
        look,
        statement,
        (col(Overtime.day), col(Overtime.id)),
        build,
        start=start,
        limit=limit,
        anchor=anchor,
        descending=not query.descending,
    )


def balancing_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[BalancingRow]:
    """Agreements in sight, the latest first."""
    look.actor.require(AREA, Verb.VIEW)
    statement: Any = (
        select(Balancing, col(Group.name))
        .join(Group, col(Group.id) == col(Balancing.group_id))
        .join(Birim, col(Birim.id) == col(Group.birim_id))
        .where(in_scope(look))
    )

    def build(found: Any) -> BalancingRow:
        row = found[0]
        return BalancingRow(row.id, found[1], row.start, row.end, row.document, row.cancelled_reason)

    return window(
        look,
        statement,
        (col(Balancing.start), col(Balancing.id)),
        build,
        start=start,
        limit=limit,
        anchor=anchor,
        descending=True,
    )


def week_detail(look: Look, puantaj_id: int, personel_id: int, day: date) -> Explained[WeekView] | None:
    """The counted week of a day with its reasons; ``None`` where nothing beyond the usual was worked.

    Raises:
        NotAllowed: no permission, or out of sight.
    """
    look.actor.require(AREA, Verb.VIEW)
    month_row(look, puantaj_id)
    row = look.session.execute(
        select(PuantajWeek).where(
            col(PuantajWeek.puantaj_id) == puantaj_id,
            col(PuantajWeek.personel_id) == personel_id,
            col(PuantajWeek.start) <= day,
            col(PuantajWeek.end) >= day,
        )
    ).scalar()
    if row is None:
        return None
    found = WeekView(row.start, row.end, row.minutes, row.fm, row.fsc, row.time_minutes)
    return Explained(found, reasons_of(look.session.get_one(Why, row.why_id).body))


def find_groups(look: Look, text: str, limit: int) -> tuple[GroupChoice, ...]:
    """Active groups in sight whose name holds the typed text."""
    rows = look.session.execute(
        select(Group, col(Birim.name))
        .join(Birim, col(Birim.id) == col(Group.birim_id))
        .where(col(Group.active), in_scope(look))
        .order_by(col(Group.id))
    )
    wanted = fold(text)
    found = (GroupChoice(group.id, group.name, unit) for group, unit in rows if wanted in fold(group.name))
    return tuple(choice for _, choice in zip(range(limit), found, strict=False))


def group_choice(look: Look, group_id: int) -> GroupChoice | None:
    """The choice of a key."""
    row = look.session.get(Group, group_id)
    return None if row is None else GroupChoice(row.id or 0, row.name, "")
