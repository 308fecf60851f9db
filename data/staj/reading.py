"""A staj with everything that follows from the months of its trainee: attendance, expected end, findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlmodel import col

from data.core import holidays
from data.core.models import Birim
from data.core.reasons import Explained
from data.core.store import Look
from data.personel.models import Personel
from data.puantaj.known_days import Known, MonthState, known_days
from data.puantaj.rules.period import Period
from data.puantaj.rules.settings import PuantajSettings
from data.puantaj.setup import settings_on
from data.staj import rules
from data.staj.models import Staj, StajSheet
from data.staj.rules import Attendance, Ending, Finding, Terms


@dataclass(frozen=True, slots=True)
class StajFacts:
    """One staj, judged on what is known now."""

    staj: Staj
    person: Personel
    birim: str
    supervisor: str
    terms: Terms
    known: Known
    attendance: Explained[Attendance]
    end: Explained[date]
    findings: tuple[Finding, ...]

    @property
    def over(self) -> Ending | None:
        """How it ended; ``None`` while it goes on."""
        return Ending(self.staj.ended_as) if self.staj.ended_as else None

    @property
    def name(self) -> str:
        """The trainee's name."""
        return f"{self.person.ad} {self.person.soyad}"


def terms_of(row: Staj) -> Terms:
    """What was agreed, up to its real last day where it is over."""
    return Terms(row.required_days, row.start, row.ended_on or row.end, row.weekdays)


def read_facts(look: Look, rows: Sequence[Staj]) -> tuple[StajFacts, ...]:
    """Every staj with what follows from the store, in the same order."""
    if not rows:
        return ()
    keys = {key for row in rows for key in (row.personel_id, row.supervisor_id) if key}
    people = {
        row.id: row for row in look.session.execute(select(Personel).where(col(Personel.id).in_(keys))).scalars()
    }
    wanted = {person.birim_id for person in people.values()}
    found = look.session.execute(select(Birim).where(col(Birim.id).in_(wanted))).scalars()
    units = {unit.id: unit.name for unit in found}
    known = known_days(
        look, {row.personel_id for row in rows}, min(row.start for row in rows), max(_ends(row) for row in rows)
    )
    sheets = _sheets(look, [row.id or 0 for row in rows])
    judge = _Judge(look)
    return tuple(
        judge.facts(
            row,
            people[row.personel_id],
            units[people[row.personel_id].birim_id],
            people.get(row.supervisor_id),
            known.get(row.personel_id, Known({}, ())),
            sheets.get(row.id or 0, frozenset()),
        )
        for row in rows
    )


def _ends(row: Staj) -> date:
    return row.ended_on or row.end


def _sheets(look: Look, ids: Iterable[int]) -> Mapping[int, frozenset[date]]:
    found: dict[int, set[date]] = defaultdict(set)
    for key, start in look.session.execute(
        select(col(StajSheet.staj_id), col(StajSheet.start)).where(col(StajSheet.staj_id).in_(list(ids)))
    ):
        found[key].add(start)
    return {key: frozenset(starts) for key, starts in found.items()}


class _Judge:
    """Calendar, settings and today, read once for any number of stajs."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._today = look.today
        self._calendar = holidays.calendar(look)
        self._settings: dict[date, PuantajSettings] = {}

    def facts(
        self,
        row: Staj,
        person: Personel,
        birim: str,
        supervisor: Personel | None,
        known: Known,
        sheets: frozenset[date],
    ) -> StajFacts:
        """One staj; a cancelled one is not asked about."""
        terms = terms_of(row)
        settings = self._on(min(terms.end, self._today))
        found = rules.attendance(terms, known.days.values(), self._today, settings)
        end = rules.expected_end(terms, found.value, self._calendar, settings)
        asked: tuple[Finding, ...] = ()
        if row.cancelled_at is None:
            passed = [month for month in months_of(terms, self._today) if month.end < self._today]
            asked = rules.findings(
                terms,
                found.value,
                end.value,
                today=self._today,
                exit_day=person.exit,
                over=Ending(row.ended_as) if row.ended_as else None,
                open_months=[one.period for one in known.months if not one.closed and self._passed(one, terms)],
                sheets_due=[(month, self._due(month)) for month in passed if month.start not in sheets],
            )
        name = f"{supervisor.ad} {supervisor.soyad}" if supervisor is not None else ""
        return StajFacts(row, person, birim, name, terms, known, found, end, asked)

    def _passed(self, month: MonthState, terms: Terms) -> bool:
        period = month.period
        return period.end < self._today and period.start <= terms.end and period.end >= terms.start

    def _due(self, month: Period) -> date:
        """The last day on which the month's sheet is in time at the school."""
        return month.end + timedelta(days=self._on(month.end).staj_teslim_gun)

    def _on(self, day: date) -> PuantajSettings:
        if day not in self._settings:
            self._settings[day] = settings_on(self._look, day)
        return self._settings[day]


def months_of(terms: Terms, today: date) -> tuple[Period, ...]:
    """The calendar months that the staj touches, up to today's."""
    found, last = [], min(terms.end, today)
    month = Period.of_month(terms.start.year, terms.start.month)
    while month.start <= last:
        found.append(month)
        following = month.end + timedelta(days=1)
        month = Period.of_month(following.year, following.month)
    return tuple(found)
