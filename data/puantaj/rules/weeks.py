"""The weeks of one person's period, and what they make of its days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from data.core.reasons import Explained
from data.puantaj.rules import codes as keys
from data.puantaj.rules.base import Base
from data.puantaj.rules.orders import FREE_WORK
from data.puantaj.rules.overtime import DayShare, FreeDay, Week, WorkedDay, week_of, weeks_of
from data.puantaj.rules.period import Period
from data.puantaj.rules.person import Person
from data.puantaj.rules.settings import PuantajSettings
from data.puantaj.rules.values import Day


def counted_weeks(
    days: tuple[Day, ...],
    bases: Sequence[Base],
    period: Period,
    person: Person,
    extras: Mapping[date, int],
    settings: PuantajSettings,
) -> tuple[tuple[Day, ...], tuple[Explained[Week], ...]]:
    """The days with their overtime, and the weeks that end in the period.

    Args:
        days: From six days before the period to its end; ``bases`` one more.
        extras: Of the days' minutes, those that an olur ordered beyond the shift.
    """
    as_time = {order.day for order in person.orders if order.as_time}
    worked = [
        _worked(day, base, extras.get(day.day, 0), day.day in as_time, settings)
        for day, base in zip(days, bases, strict=False)
    ]
    after = bases[len(days)].kind
    shares: dict[date, DayShare] = {}
    weeks: list[Explained[Week]] = []
    earlier = {even: even.earlier for even in person.evens}
    for stretch, over in weeks_of(worked, after):
        last = stretch[-1].day
        if not over or last < period.start:
            continue
        even = next((one for one in earlier if one.start <= stretch[0].day and last <= one.end), None)
        week = week_of(stretch, settings, person.evens, earlier[even] if even else 0)
        if even is not None:
            earlier[even] += week.value.within
        weeks.append(week)
        shares.update(week.value.shares)
    return tuple(_shared(day, shares.get(day.day)) for day in days), tuple(weeks)


def _worked(day: Day, base: Base, extra: int, as_time: bool, settings: PuantajSettings) -> WorkedDay | None:
    if base.kind is None:
        return None
    free, apart = FreeDay.NONE, 0
    minutes = day.normal_minutes
    if day.code in FREE_WORK and not base.work:
        minutes += day.gt_minutes + day.ht_minutes
        if not (day.code == keys.AT_CALISMA and settings.atc_weekly):
            free = FreeDay.HOLIDAY if day.code == keys.GT_CALISMA else FreeDay.REST
    else:
        apart = day.gt_minutes
    night = day.night_minutes * 2 > minutes if day.first_in is not None else base.night
    return WorkedDay(day.day, base.kind, minutes, base.entry.minutes, extra, apart, night, free, as_time)


def _shared(day: Day, share: DayShare | None) -> Day:
    if share is None:
        return day
    return day._replace(
        normal_minutes=share.normal, fm_minutes=share.fm, fsc_minutes=share.fsc, gt_minutes=share.gt,
        ht_minutes=share.ht,
    )  # fmt: skip
