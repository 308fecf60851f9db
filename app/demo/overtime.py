"""Overtime that the demo's chief orders: a Saturday and an evening each month, passed at the door as ordered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

from app.demo.calendar import StoryDates
from app.demo.people import DemoPerson
from data.core.calendar import WorkCalendar
from data.personel.rules import StaffKind
from data.puantaj.rules.period import Period

_SATURDAY = (time(9), time(15))
_EVENING = (time(17), time(20))


@dataclass(frozen=True, slots=True)
class DemoOrder:
    """What one olur orders a person."""

    person: DemoPerson
    day: date
    start: time
    end: time
    work: str
    document: str
    as_time: bool


def draw_orders(people: list[DemoPerson], dates: StoryDates, calendar: WorkCalendar) -> list[DemoOrder]:
    """The orders of the months; each person's :attr:`DemoPerson.orders` is filled as well."""
    crew = [person for person in people if person.pattern == "isci5" and not _has_another_fate(person)][:4]
    clerk = [person for person in people if person.kind is StaffKind.MEMUR][1:2]
    orders: list[DemoOrder] = []
    for number, month in enumerate(dates.months, 1):
        saturday = _weekday(month, 5, 2)
        wednesday = _weekday(month, 2, 3)
        plans = (
            (saturday, _SATURDAY, crew[:3], "Sunucu odası taşınması"),
            (wednesday, _EVENING, [*crew[2:], *clerk], "Veri tabanı sürüm yükseltmesi"),
        )
        for place, (day, span, those, work) in enumerate(plans):
            if calendar.holiday(day) is not None:
                continue
            document = f"{day - timedelta(days=5):%d.%m.%Y}/{number * 10 + place}"
            for person in those:
                if person.is_away(day) or day == person.absent_on or person.present_though_sick:
                    continue
                as_time = place == 1 and person is crew[-1]
                person.orders[day] = span
                orders.append(DemoOrder(person, day, *span, work, document, as_time))
    return orders


def _has_another_fate(person: DemoPerson) -> bool:
    return person.changes_on is not None or person.hired_in_story or person.exit is not None


def _weekday(month: Period, weekday: int, which: int) -> date:
    first = month.start + timedelta(days=(weekday - month.start.weekday()) % 7)
    return first + timedelta(weeks=which - 1)
