"""The course of an ödenek through its year: what was used by each month's end beside what should be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from data.butce import lookup, movement_views, views
from data.butce.rules.forecast import Pace, pace, projected, should_be
from data.butce.rules.states import NOTHING, Amounts
from data.butce.rules.values import ReleaseControl
from data.butce.views import OdenekRow
from data.butce.year_before import YearBefore, years_before
from data.core.money import format_kurus
from data.core.reasons import Explained, Reason, Ref
from data.core.store import Look

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class CourseMonth:
    """A month's end: kuruş spent and kuruş reserved by then (``None`` for a month to come), and what should be."""

    month: int
    spent: int | None
    reserved: int | None
    expected: int


@dataclass(frozen=True, slots=True)
class Course:
    """A year's course of one tertip, of some, or of all.

    Attributes:
        rows: The tertips that it is of, as they stand today.
        held: What they hold together.
        projected: What comes to be spent by the year's end; ``None`` where there is nothing to go by.
    """

    yil_id: int
    year: int
    unit: str
    rows: tuple[OdenekRow, ...]
    months: tuple[CourseMonth, ...]
    held: Amounts
    expected: int
    projected: int | None

    @property
    def pace(self) -> Pace:
        """Whether more or less was spent than should be."""
        return pace(self.held, self.expected)


def course(look: Look, yil_id: int, tertip_ids: tuple[int, ...] = ()) -> Course:
    """The course of some tertips of a year, or of all.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such year.
    """
    year = lookup.year_row(look, yil_id)
    unit = lookup.unit_row(look, year.harcama_birimi_id)
    rows = tuple(row for row in views.odenek_rows(look, yil_id) if not tertip_ids or row.id in tertip_ids)
    held = sum((row.held for row in rows), NOTHING)
    released = ReleaseControl(year.release) is not ReleaseControl.YOK
    months, last = [], NOTHING
    for point in movement_views.month_course(look, yil_id, tertip_ids):
        last = point.held or last
        end = date(year.year + point.month // _MONTHS, point.month % _MONTHS + 1, 1) - timedelta(days=1)
        months.append(
            CourseMonth(
                point.month,
                point.held.harcanan if point.held else None,
                point.held.used - point.held.harcanan if point.held else None,
                should_be(last, end, year.year, released=released).value,
            )
        )
    known = [row.projected for row in rows if row.projected is not None]
    return Course(
        yil_id=yil_id,
        year=year.year,
        unit=unit.name,
        rows=rows,
        months=tuple(months),
        held=held,
        expected=sum(row.expected for row in rows),
        projected=sum(known) if known else None,
    )


def why_odenek(look: Look, row: OdenekRow, day: date | None = None) -> Explained[int]:
    """Neden?: what may still be used, what holds the rest, where the course should be and what it comes to.

    Lines that stand for several tertips name each with what may still be used there.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such tertip.
    """
    if len(row.tertip_ids) > 1:
        return _why_several(look, row, day)
    found = views.why_available(look, row.tertip_ids[0], day)
    tertip = lookup.tertip_row(look, row.tertip_ids[0])
    year = lookup.year_row(look, tertip.yil_id)
    on = day or views.day_of(look, year.year)
    released = ReleaseControl(year.release) is not ReleaseControl.YOK
    even = should_be(row.held, on, year.year, released=released)
    past = years_before(look, (tertip,), on).get(row.tertip_ids[0])
    ahead = projected(row.held, on, year.year, last_year=(past.by_then, past.spent) if past else None)
    own = f"Yalnız bu tertibin ödeneği {format_kurus(row.held.odenek)}, kalanı {format_kurus(row.free)}"
    return found.because(
        Reason(own),
        *_before(past),
        *(Reason(f"Bugün olması gereken: {reason.text}", reason.law) for reason in even.reasons),
        *ahead.reasons,
    )


def _before(past: YearBefore | None) -> tuple[Reason, ...]:
    if past is None:
        return ()
    refs = tuple(Ref(lookup.TERTIP_KIND, key) for key in past.old_ids)
    words = f"Geçen yılın ödeneği {format_kurus(past.odenek)}, harcanan {format_kurus(past.spent)}"
    return (Reason(words, refs=refs),)


def _why_several(look: Look, row: OdenekRow, day: date | None) -> Explained[int]:
    year_id = lookup.tertip_row(look, row.tertip_ids[0]).yil_id
    mine = set(row.tertip_ids)
    reasons = [
        Reason(f"{len(mine)} tertibin toplamı; denetim düzeyi aynı olanlar birlikte denetlenir", "MİBMY m.36/2")
    ]
    reasons += [
        Reason(
            f"{one.short} {one.name}: ödenek {format_kurus(one.held.odenek)}, "
            f"kullanılabilir {format_kurus(one.control)}",
            refs=(Ref(lookup.TERTIP_KIND, one.id),),
        )
        for one in views.odenek_rows(look, year_id, day)
        if one.id in mine
    ]
    return Explained(row.control, tuple(reasons))
