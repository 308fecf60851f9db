"""Reads what the weeks of a month are counted from besides passes: orders, agreements, the year's hours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, time

from sqlalchemy import func, select
from sqlmodel import col

from data.core.store import Look
from data.puantaj.models import Balancing, Group, Overtime, Puantaj, PuantajWeek
from data.puantaj.rules.period import Period
from data.puantaj.rules.person import Even, Ordered
from data.puantaj.rules.shifts import DAY_MINUTES

_FEW = 500


def orders(look: Look, ids: Sequence[int], start: date, end: date) -> dict[int, list[Ordered]]:
    """The standing orders of these people by day, in the order in which they were written."""
    statement = (
        select(Overtime)
        .where(col(Overtime.cancelled_at).is_(None), col(Overtime.day) >= start, col(Overtime.day) <= end)
        .order_by(col(Overtime.id))
    )
    if len(ids) <= _FEW:
        statement = statement.where(col(Overtime.personel_id).in_(ids))
    wanted, found = set(ids), defaultdict(list)
    for row in look.session.execute(statement).scalars():
        if row.personel_id in wanted:
            found[row.personel_id].append(plain_order(row))
    return found


def plain_order(row: Overtime) -> Ordered:
    """An order as the rules take it; one that ends past midnight ends after 24:00."""
    begin, finish = clock_span(row.start, row.end)
    return Ordered(
        row.id or 0, row.day, begin, finish, row.break_minutes, row.minutes, row.document, as_time=row.as_time
    )


def clock_span(start: time | None, end: time | None) -> tuple[int | None, int | None]:
    """Minutes from the day's midnight; an end at or before the start lies on the next day."""
    if start is None or end is None:
        return None, None
    begin, finish = start.hour * 60 + start.minute, end.hour * 60 + end.minute
    return begin, finish + DAY_MINUTES if finish <= begin else finish


def evens(look: Look, group: Group, period: Period) -> tuple[tuple[Even, dict[int, int]], ...]:
    """Agreements of the group that touch the period, each with what was worked in its earlier weeks by person."""
    found = []
    for row in look.session.execute(
        select(Balancing).where(
            col(Balancing.group_id) == group.id,
            col(Balancing.cancelled_at).is_(None),
            col(Balancing.start) <= period.end,
            col(Balancing.end) >= period.start,
        )
    ).scalars():
        found.append((Even(row.start, row.end, row.document), _earlier(look, row.start, period.start)))
    return tuple(found)


def evens_of(found: Sequence[tuple[Even, dict[int, int]]], personel_id: int) -> tuple[Even, ...]:
    """The agreements as one person has them."""
    return tuple(Even(even.start, even.end, even.document, earlier.get(personel_id, 0)) for even, earlier in found)


def _newest(look: Look, start: date, end: date) -> list[int]:
    """The newest revisions of all sheets with a day in the span: a correction stands for what it corrects."""
    rows = look.session.execute(
        select(col(Puantaj.group_id), col(Puantaj.start), func.max(col(Puantaj.id)))
        .where(col(Puantaj.start) <= end, col(Puantaj.end) >= start)
        .group_by(col(Puantaj.group_id), col(Puantaj.start))
    )
    return [key for _, _, key in rows]


def _earlier(look: Look, start: date, before: date) -> dict[int, int]:
    rows = look.session.execute(
        select(col(PuantajWeek.personel_id), func.sum(col(PuantajWeek.within)))
        .where(
            col(PuantajWeek.puantaj_id).in_(_newest(look, start, before)),
            col(PuantajWeek.start) >= start,
            col(PuantajWeek.end) < before,
        )
        .group_by(col(PuantajWeek.personel_id))
    )
    return {key: int(total) for key, total in rows}


def year_minutes(look: Look, ids: Sequence[int], period: Period) -> dict[int, tuple[tuple[int, int], ...]]:
    """Fazla çalışma of the calendar years in the period, from the weeks that ended before it."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for year in sorted({period.start.year, period.end.year}):
        first = date(year, 1, 1)
        if first >= period.start:
            continue
        statement = (
            select(col(PuantajWeek.personel_id), func.sum(col(PuantajWeek.counted)))
            .where(
                col(PuantajWeek.puantaj_id).in_(_newest(look, first, period.start)),
                col(PuantajWeek.counted) > 0,
                col(PuantajWeek.end) >= first,
                col(PuantajWeek.end) < period.start,
            )
            .group_by(col(PuantajWeek.personel_id))
        )
        wanted = set(ids)
        for key, total in look.session.execute(statement):
            if key in wanted:
                found[key].append((year, int(total)))
    return {key: tuple(rows) for key, rows in found.items()}
