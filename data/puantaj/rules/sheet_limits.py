"""Limits of work that a sheet's hours pass: the day, the week and the year (4857 s. K. m.41, m.63)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from data.puantaj.rules.base import Base
from data.puantaj.rules.codes import Codes
from data.puantaj.rules.overtime import hours_text, year_overtime
from data.puantaj.rules.person import Person
from data.puantaj.rules.settings import PuantajSettings
from data.puantaj.rules.sheet_values import Said
from data.puantaj.rules.values import Severity

Note = tuple[Severity, str, str, str, tuple[date, ...]]


def limit_notes(
    said: Sequence[tuple[Said, Base]], person: Person, codes: Codes, settings: PuantajSettings
) -> Iterator[Note]:
    """What the sheet's hours pass; only whoever has hours in the sheet is asked about.

    A day without hours counts with its shift. Worked rest days and holidays stay apart from the week.
    """
    workers = [(one, base) for one, base in said if base.kind is not None and base.kind.under_4857]
    if not any(one.extra or one.hours is not None for one, _ in workers):
        return
    weeks: dict[date, int] = defaultdict(int)
    told: dict[date, list[date]] = defaultdict(list)
    for one, base in workers:
        minutes = _minutes(one, base, codes)
        if minutes > settings.daily_limit_minutes:
            text = f"Günlük çalışma {hours_text(minutes)} saat, azami {hours_text(settings.daily_limit_minutes)}"
            yield Severity.AMBER, "gunluk_sinir", f"{text} saat: {{gün}}.", "4857 s. K. m.63", (one.day,)
        if base.work:
            monday = one.day - timedelta(days=one.day.weekday())
            weeks[monday] += minutes
            if one.extra or one.hours is not None:
                told[monday].append(one.day)
    over: dict[int, int] = defaultdict(int)
    for monday, minutes in weeks.items():
        above = minutes - settings.weekly_limit_minutes
        if above > 0 and told[monday]:
            limit = hours_text(settings.weekly_limit_minutes)
            text = f"Hafta toplamı {hours_text(minutes)} saat, haftalık sınır {limit} saat: {{gün}}."
            yield Severity.AMBER, "haftalik_sinir", text, "4857 s. K. m.41, m.63", tuple(told[monday])
            over[(monday + timedelta(days=6)).year] += above
    for year, minutes in over.items():
        found = year_overtime(dict(person.year_minutes).get(year, 0), [minutes], settings)
        if found.value.total > settings.year_warning_hours * 60:
            severity = Severity.RED if found.value.over else Severity.AMBER
            yield severity, "yillik_sinir", f"{year}: {found.reasons[0].text}", "4857 s. K. m.41", ()


def _minutes(one: Said, base: Base, codes: Codes) -> int:
    if one.hours is not None:
        return one.hours + one.extra
    worked = bool(one.code) and bool(codes.by_key(one.code).work)
    return (base.entry.minutes if worked and base.work else 0) + one.extra
