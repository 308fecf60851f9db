"""What the months say of people's days: of every day the code of its newest revision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import col

from data.core.store import Look
from data.puantaj.models import Puantaj, PuantajDay
from data.puantaj.rules.codes import YOK, Codes
from data.puantaj.rules.period import Period
from data.puantaj.rules.values import Seen, Source
from data.puantaj.setup import codes_in_use


@dataclass(frozen=True, slots=True)
class MonthState:
    """A month in which a person has days: its period and whether it is closed."""

    period: Period
    closed: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What the months say of one person: a code a day, of the newest revision, and how those months stand."""

    days: Mapping[date, Seen]
    months: tuple[MonthState, ...]


def known_days(look: Look, people: Collection[int], start: date, end: date) -> Mapping[int, Known]:
    """The months' days of people; of two revisions the newer one holds, and a sheet on which somebody is not
    (``-``) says nothing."""
    codes = codes_in_use(look)
    found: dict[tuple[int, date], dict[int, tuple[str, str, MonthState]]] = defaultdict(dict)
    statement = (
        select(
            col(PuantajDay.personel_id), col(PuantajDay.day), col(PuantajDay.code), col(PuantajDay.source),
            col(Puantaj.group_id), col(Puantaj.start), col(Puantaj.end), col(Puantaj.closed),
        )
        .join(Puantaj, col(Puantaj.id) == col(PuantajDay.puantaj_id))
        .where(
            col(PuantajDay.personel_id).in_(list(people)), col(PuantajDay.day) >= start, col(PuantajDay.day) <= end
        )
        .order_by(col(Puantaj.revision))
    )  # fmt: skip
    for person, day, code, source, group, first, last, closed in look.session.execute(statement):
        found[person, day][group] = (code, source, MonthState(Period(first, last), closed))
    return _by_person(found, codes)


def _by_person(
    found: Mapping[tuple[int, date], Mapping[int, tuple[str, str, MonthState]]], codes: Codes
) -> Mapping[int, Known]:
    days: dict[int, dict[date, Seen]] = defaultdict(dict)
    months: dict[int, dict[MonthState, None]] = defaultdict(dict)
    for (person, day), sheets in found.items():
        code, source, month = next((one for one in sheets.values() if one[0] != YOK), next(iter(sheets.values())))
        days[person][day] = Seen(day, codes.by_key(code), Source(source))
        if code != YOK:
            months[person][month] = None
    return {person: Known(days[person], tuple(months[person])) for person in days}
