"""What the budget's calendar asks of each unit today, as far as it is not done yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import func, select
from sqlmodel import col

from data.butce import lookup
from data.butce.closing_views import open_items
from data.butce.lookup import AREA, DUTY_KIND, PROPOSAL_KIND, UNIT_KIND, YEAR_KIND
from data.butce.models import ButceTavan, ButceTeklif, ButceYil
from data.butce.operations.opening import opened_tertips
from data.butce.rules.duties import BudgetDuty, Due, due_between
from data.butce.rules.values import ProposalState, YearState
from data.butce.settings import calendar_on
from data.core import holidays
from data.core.calendar import WorkCalendar, format_date
from data.core.lights import Light, days_left, light
from data.core.models import HarcamaBirimi
from data.core.pages import Anchor, LedgerQuery, Window
from data.core.permissions import Verb
from data.core.reasons import Reason, Ref
from data.core.reminders import Reminder
from data.core.store import Look
from data.core.text import fold
from data.core.units import of_units_in_sight

_APART: Final = 100_000
"""Between the keys of two units' duties, which have none of their own."""
_PLACES: Final = {kind: place for place, kind in enumerate(BudgetDuty)}


@dataclass(frozen=True, slots=True)
class BudgetDutyRow:
    """A duty of a unit by a last day; ``id`` tells it from every other one.

    Attributes:
        year: The budget year that it is about.
        yil_id: That year, if it is open; else 0. Likewise ``teklif_id``, the unit's proposal for it.
        left: How many days are left or how late it is, in words.
    """

    id: int
    kind: BudgetDuty
    unit_id: int
    unit: str
    year: int
    last_day: date
    light: Light
    left: str
    yil_id: int
    teklif_id: int
    reasons: tuple[Reason, ...]


def duties(look: Look) -> tuple[BudgetDutyRow, ...]:
    """All that the calendar asks of units in sight today, the earliest last day first.

    A duty that records show as done is not told; one that they cannot show is told until some days after its day.
    Units that keep no budget here have none.

    Raises:
        NotAllowed: no permission.
    """
    look.actor.require(AREA, Verb.VIEW)
    year = calendar_on(look, look.today)
    due = due_between(year.days, look.today, year.ahead, year.after)
    if not due:
        return ()
    calendar = holidays.calendar(look)
    rows = [_row(look, unit, one, calendar) for unit in _units(look) for one in due if not _done(look, unit, one)]
    return tuple(sorted(rows, key=lambda row: (row.last_day, row.unit, row.id)))


def duty_window(
    look: Look, query: LedgerQuery, start: int, limit: int, anchor: Anchor | None = None
) -> Window[BudgetDutyRow]:
    """A part of :func:`duties`; they are few, so they are read at once.

    Views: empty for all, ``geciken``. The filter's words stand in what is to be done or in the unit.

    Raises:
        NotAllowed: no permission.
    """
    words = fold(query.text).split()
    rows = [
        one
        for one in duties(look)
        if (query.view != "geciken" or one.light is Light.GECIKTI)
        and all(word in fold(f"{one.kind.label} {one.unit} {one.year}") for word in words)
    ]
    late = sum(1 for one in rows if one.light is Light.GECIKTI)
    part = tuple(rows[start : start + limit])
    return Window(start, part, tuple((one.id,) for one in part), len(rows), f"{late} geciken" if late else "")


def reminders(look: Look) -> tuple[Reminder, ...]:
    """Duties whose last day is near or over, for whoever prepares the budget."""
    if not look.actor.can(AREA, Verb.PREPARE):
        return ()
    return tuple(
        Reminder(
            kind=DUTY_KIND, id=row.id, title=f"{row.year} bütçesi: {row.kind.label}", step="Bütçe takvimi",
            last_day=row.last_day, sign=row.light.sign, left=row.left, who="", unit=row.unit,
        )
        for row in duties(look)
        if row.light in (Light.GECIKTI, Light.KIRMIZI)
    )  # fmt: skip


def _units(look: Look) -> tuple[HarcamaBirimi, ...]:
    """Units in sight that keep a budget here."""
    kept = select(col(ButceYil.harcama_birimi_id))
    statement = (
        select(HarcamaBirimi)
        .where(
            col(HarcamaBirimi.active),
            col(HarcamaBirimi.id).in_(kept),
            *of_units_in_sight(look, col(HarcamaBirimi.id)),
        )
        .order_by(col(HarcamaBirimi.code))
    )
    return tuple(look.session.execute(statement).scalars())


def _done(look: Look, unit: HarcamaBirimi, due: Due) -> bool:
    year = lookup.year_of(look, unit.id or 0, due.year)
    match due.rule.kind:
        case BudgetDuty.ACILIS | BudgetDuty.MECLIS:
            return any(kurus for _, kurus in opened_tertips(look, year).values())
        case BudgetDuty.CAGRI:
            limits = select(func.count()).where(
                col(ButceTavan.harcama_birimi_id) == unit.id, col(ButceTavan.year) == due.year
            )
            return bool(look.session.execute(limits).scalar_one()) or _proposal(look, unit, due.year) is not None
        case BudgetDuty.TEKLIF | BudgetDuty.ENCUMEN:
            found = _proposal(look, unit, due.year)
            voted = any(kurus for _, kurus in opened_tertips(look, year).values())
            ready = (ProposalState.ONAYLI.value, ProposalState.BUTCE.value)
            handed = found is not None and found.state in ready and due.rule.kind is BudgetDuty.TEKLIF
            return handed or voted
        case BudgetDuty.YILSONU:
            closed = year is None or year.state == YearState.KAPALI.value
            return closed or (year is not None and not open_items(look, year.id or 0))
        case _:
            return False


def _proposal(look: Look, unit: HarcamaBirimi, year: int) -> ButceTeklif | None:
    """The last proposal of a unit for a year that was not given up."""
    statement = (
        select(ButceTeklif)
        .where(
            col(ButceTeklif.harcama_birimi_id) == unit.id,
            col(ButceTeklif.year) == year,
            col(ButceTeklif.state) != ProposalState.IPTAL.value,
        )
        .order_by(col(ButceTeklif.number).desc())
    )
    return look.session.execute(statement).scalars().first()


def _row(look: Look, unit: HarcamaBirimi, due: Due, calendar: WorkCalendar) -> BudgetDutyRow:
    year = lookup.year_of(look, unit.id or 0, due.year)
    proposal = _proposal(look, unit, due.year) if due.rule.ahead else None
    refs = [Ref(UNIT_KIND, unit.id or 0)]
    if proposal is not None:
        refs = [Ref(PROPOSAL_KIND, proposal.id or 0)]
    elif year is not None:
        refs = [Ref(YEAR_KIND, year.id or 0)]
    reasons = [Reason(due.reason.text, due.reason.law, tuple(refs))]
    if not calendar.is_working_day(due.last_day):
        next_day = format_date(calendar.next_working_day(due.last_day))
        reasons.append(Reason(f"Son gün çalışma günü değil; izleyen iş günü {next_day}"))
    return BudgetDutyRow(
        id=((unit.id or 0) * _APART + due.year) * len(_PLACES) + _PLACES[due.rule.kind],
        kind=due.rule.kind,
        unit_id=unit.id or 0,
        unit=unit.name,
        year=due.year,
        last_day=due.last_day,
        light=light(due.last_day, due.start, look.today, calendar),
        left=days_left(due.last_day, look.today, calendar, working_days=False),
        yil_id=(year.id or 0) if year else 0,
        teklif_id=(proposal.id or 0) if proposal else 0,
        reasons=tuple(reasons),
    )
