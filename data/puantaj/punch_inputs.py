"""Reads what clerks decided about passes: those written or set aside by hand, and cards that are nobody's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import col

from data.core.store import Look
from data.puantaj.models import IgnoredCard, PunchFix
from data.puantaj.rules.person import PunchTime

_FEW = 500


@dataclass(frozen=True, slots=True)
class HandWork:
    """What stands beside the clock's own passes.

    Attributes:
        aside: Keys of the clock's passes that are not counted: set aside, or another stands in their place.
        added: The passes written by hand, by person; their keys are below zero.
    """

    aside: frozenset[int]
    added: dict[int, tuple[PunchTime, ...]]


def hand_work(look: Look, ids: Collection[int]) -> HandWork:
    """The standing corrections of these people's passes."""
    statement = select(PunchFix).where(col(PunchFix.withdrawn_at).is_(None)).order_by(col(PunchFix.id))
    if len(ids) <= _FEW:
        statement = statement.where(col(PunchFix.personel_id).in_(list(ids)))
    wanted, aside, added = set(ids), set(), defaultdict(list)
    for row in look.session.execute(statement).scalars():
        if row.personel_id not in wanted:
            continue
        if row.punch_id is not None:
            aside.add(row.punch_id)
        if row.at:
            added[row.personel_id].append(PunchTime(-(row.id or 0), datetime.fromisoformat(row.at), row.direction))
    return HandWork(frozenset(aside), {key: tuple(passes) for key, passes in added.items()})


def ignored_cards(look: Look, start: date, end: date) -> dict[str, list[tuple[date, date]]]:
    """Cards that are nobody's on purpose, with the days of that, as far as they touch the span."""
    found: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for row in look.session.execute(
        select(IgnoredCard).where(
            col(IgnoredCard.withdrawn_at).is_(None), col(IgnoredCard.start) <= end, col(IgnoredCard.end) >= start
        )
    ).scalars():
        found[row.card_no].append((row.start, row.end))
    return found
