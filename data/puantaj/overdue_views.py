"""Months that HR should have by now, for the ledger of handovers and for the count beside the area."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import exists, select
from sqlmodel import col

from data.core import holidays
from data.core.models import Birim
from data.core.permissions import Verb
from data.core.store import Look
from data.core.units import in_scope
from data.puantaj.models import Group, HandoverMonth, Puantaj
from data.puantaj.rules.period import Period
from data.puantaj.setup import settings_on

AREA = "puantaj"
_REMINDED = timedelta(days=62)
"""So long after a period's end one is reminded of it."""


@dataclass(frozen=True, slots=True)
class OverdueLine:
    """A month that should have been handed over by ``due``."""

    puantaj_id: int
    title: str
    unit: str
    due: date


def month_title(month: Puantaj, group: str) -> str:
    """A month in words: group, period and the revision if there was an earlier one."""
    again = f" · {month.revision}. sürüm" if month.revision > 1 else ""
    return f"{group} · {Period(month.start, month.end).label}{again}"


def overdue(look: Look) -> tuple[OverdueLine, ...]:
    """Months in sight whose period ended more than ``teslim_gun`` working days ago and that did not go: not closed
    yet, or closed in a revision that HR does not have. Oldest first."""
    look.actor.require(AREA, Verb.VIEW)
    handed = exists().where(col(HandoverMonth.puantaj_id) == col(Puantaj.id))
    rows = look.session.execute(
        select(Puantaj, col(Group.name), col(Birim.name), handed)
        .join(Group, col(Group.id) == col(Puantaj.group_id))
        .join(Birim, col(Birim.id) == col(Group.birim_id))
        .where(col(Puantaj.end) < look.today, in_scope(look))
        .order_by(col(Puantaj.end), col(Group.name), col(Puantaj.revision))
    ).all()
    return tuple(_late(look, _waiting(rows, look.today - _REMINDED)))


def _waiting(rows: Iterable[Any], since: date) -> list[tuple[Puantaj, str, str]]:
    """The newest revision of each period unless HR has the newest closed one.

    What ended before ``since`` and never went at all is left in peace: it went on paper before this was kept.
    """
    newest: dict[tuple[int, date], tuple[Puantaj, str, str]] = {}
    known: set[tuple[int, date]] = set()
    for month, group, unit, gone in rows:
        key = (month.group_id, month.start)
        if gone:
            newest.pop(key, None)
            known.add(key)
        elif month.closed or month.revision == 1:
            newest[key] = (month, group, unit)
    return [found for key, found in newest.items() if key in known or found[0].end >= since]


def _late(look: Look, waiting: list[tuple[Puantaj, str, str]]) -> Iterable[OverdueLine]:
    if not waiting:
        return
    calendar = holidays.calendar(look)
    for month, group, unit in waiting:
        due = calendar.add_working_days(month.end, settings_on(look, month.end).teslim_gun)
        if due < look.today:
            yield OverdueLine(month.id or 0, month_title(month, group), unit, due)
