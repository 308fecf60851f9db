"""What a proposal stands on: its lines, this year's course of the tertips that they go on from, its ceilings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import col

from data.butce import lookup, views
from data.butce.models import ButceTavan, ButceTeklif, ButceTeklifSatir, ButceYil
from data.butce.rules.proposals import Asked, Ceiling, CeilingStand, Years, against_ceilings, needs_reason
from data.butce.rules.states import NOTHING, Amounts
from data.butce.settings import Settings, settings_on
from data.core.reasons import Explained
from data.core.store import Look


@dataclass(frozen=True, slots=True)
class TertipCourse:
    """This year's course of a tertip: what it holds today and what will be spent by the year's end, kuruş."""

    held: Amounts
    projected: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a proposal with the course of the tertip that it goes on from; none for a new tertip."""

    row: ButceTeklifSatir
    course: TertipCourse | None
    reason: Explained[bool]

    @property
    def years(self) -> Years:
        """What it asks."""
        return Years(self.row.first, self.row.second, self.row.third)

    @property
    def unreasoned(self) -> bool:
        """It must say why and does not."""
        return self.reason.value and not self.row.reason


@dataclass(frozen=True, slots=True)
class Facts:
    """A proposal with all that decides about it."""

    row: ButceTeklif
    lines: tuple[Line, ...]
    ceilings: tuple[CeilingStand, ...]
    settings: Settings

    @property
    def total(self) -> Years:
        """What all lines ask."""
        found = Years()
        for line in self.lines:
            found += line.years
        return found

    @property
    def passed(self) -> tuple[str, ...]:
        """Ceilings that are passed, each in a sentence."""
        return tuple(one.sentence(self.row.year) for one in self.ceilings if one.passed)


def facts_of(look: Look, row: ButceTeklif) -> Facts:
    """All of a proposal; whether the actor may see it is not asked."""
    settings = settings_on(look, date(row.year, 1, 1))
    course = course_of(look, this_year(look, row.harcama_birimi_id, row.year))
    lines = []
    for line in lines_of(look, row.id or 0):
        own = course.get(line.onceki_id or 0)
        needs = needs_reason(line.first, own.held.odenek if own else None, settings.teklif_gerekce)
        lines.append(Line(line, own, needs))
    asked = (Asked(one.row.ekonomik, one.years) for one in lines)
    stands = against_ceilings(asked, ceilings_of(look, row.harcama_birimi_id, row.year))
    return Facts(row, tuple(lines), stands, settings)


def lines_of(look: Look, teklif_id: int) -> tuple[ButceTeklifSatir, ...]:
    """The lines of a proposal in the order of their codes."""
    statement = (
        select(ButceTeklifSatir)
        .where(col(ButceTeklifSatir.teklif_id) == teklif_id)
        .order_by(col(ButceTeklifSatir.anahtar))
    )
    return tuple(look.session.execute(statement).scalars())


def this_year(look: Look, harcama_birimi_id: int, year: int) -> ButceYil | None:
    """The budget year before the one that is proposed, if it was opened."""
    return lookup.year_of(look, harcama_birimi_id, year - 1)


def course_of(look: Look, year: ButceYil | None) -> dict[int, TertipCourse]:
    """The course of a year's tertips until today, or until its end; nothing where it was never opened."""
    if year is None:
        return {}
    day = min(look.today, date(year.year, 12, 31))
    rows = views.odenek_rows(look, year.id or 0, day)
    return {row.id: TertipCourse(row.held, row.projected) for row in rows}


def ceilings_of(look: Look, harcama_birimi_id: int, year: int) -> tuple[Ceiling, ...]:
    """The ceilings of a unit's proposal for a year."""
    return tuple(
        Ceiling(row.ekonomik, (row.first, row.second, row.third), row.source)
        for row in ceiling_rows(look, harcama_birimi_id, year)
    )


def ceiling_rows(look: Look, harcama_birimi_id: int, year: int) -> Iterable[ButceTavan]:
    """The same as they are kept, the one in all first."""
    statement = (
        select(ButceTavan)
        .where(col(ButceTavan.harcama_birimi_id) == harcama_birimi_id, col(ButceTavan.year) == year)
        .order_by(col(ButceTavan.ekonomik))
    )
    return look.session.execute(statement).scalars()


def held_of(line: Line) -> Amounts:
    """What the tertip of a line holds this year; nothing for a new one."""
    return line.course.held if line.course else NOTHING
