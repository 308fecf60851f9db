"""What the limits of work say of one person's month: days, free days and the year (4857 s. K. m.41, m.63)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from data.core.reasons import Explained
from data.puantaj.rules.checks import Check
from data.puantaj.rules.orders import FREE_WORK
from data.puantaj.rules.overtime import Week, hours_text, year_overtime
from data.puantaj.rules.person import Person
from data.puantaj.rules.settings import PuantajSettings
from data.puantaj.rules.values import Day, Severity, Source


def overtime_checks(
    person: Person, days: Sequence[Day], weeks: Sequence[Explained[Week]], settings: PuantajSettings
) -> tuple[Check, ...]:
    """The limits that the month passes; nothing is cut off, the hours stay due."""
    return (
        *_of_days(person, days, settings),
        *_of_free_days(person, days),
        *_of_years(person, [week.value for week in weeks], settings),
    )


def _of_days(person: Person, days: Sequence[Day], settings: PuantajSettings) -> Iterator[Check]:
    for day in days:
        total = day.normal_minutes + day.fm_minutes + day.fsc_minutes + day.gt_minutes + day.ht_minutes
        if total > settings.daily_limit_minutes:
            limit = hours_text(settings.daily_limit_minutes)
            text = f"Günlük çalışma {hours_text(total)} saat; azami {limit} saat."
            yield Check(Severity.AMBER, text, "4857 s. K. m.63", day.day, person.id, "gunluk_sinir")


def _of_free_days(person: Person, days: Sequence[Day]) -> Iterator[Check]:
    """Work on a rest day or holiday that has its olur but no hours."""
    for day in days:
        known = day.gt_minutes or day.ht_minutes or day.normal_minutes or day.fm_minutes
        if day.code in FREE_WORK and day.source is Source.OLUR and not known:
            text = "Tatil çalışmasının süresi bilinmiyor: kapı saati ya da fazla mesai kaydı yok."
            yield Check(Severity.AMBER, text, "4857 s. K. m.46, m.47", day.day, person.id, "tatil_suresi")


def _of_years(person: Person, weeks: Sequence[Week], settings: PuantajSettings) -> Iterator[Check]:
    before = dict(person.year_minutes)
    for year, of_year in groupby(weeks, key=lambda week: week.end.year):
        counted = [week.counted for week in of_year]
        if not any(counted):
            continue
        found = year_overtime(before.get(year, 0), counted, settings)
        hours = found.value.total / 60
        if hours < settings.year_warning_hours:
            continue
        severity = Severity.AMBER if hours >= settings.year_alarm_hours else Severity.GREY
        yield Check(
            severity, f"{year}: {found.reasons[0].text}", "4857 s. K. m.41", None, person.id, "yillik_sinir"
        )
