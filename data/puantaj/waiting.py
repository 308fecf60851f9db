"""What waits in the area for the person at the desk, as counted beside its name."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlmodel import col

from data.core import holidays
from data.core.lights import Light, days_left
from data.core.models import Birim
from data.core.permissions import Verb
from data.core.reminders import Reminder
from data.core.store import Look
from data.core.units import in_scope
from data.puantaj.models import Group, Puantaj
from data.puantaj.overdue_views import AREA, overdue


def count_waiting(look: Look) -> int:
    """Open questions of the months that this person prepares, and months that HR should have by now."""
    if not look.actor.can(AREA, Verb.PREPARE):
        return 0
    late = len(overdue(look)) if look.actor.can(AREA, Verb.EXPORT) else 0
    return open_questions(look) + late


def open_questions(look: Look) -> int:
    """Questions of the open months in sight."""
    return int(
        look.session.execute(
            select(func.coalesce(func.sum(col(Puantaj.questions)), 0))
            .join(Group, col(Group.id) == col(Puantaj.group_id))
            .join(Birim, col(Birim.id) == col(Group.birim_id))
            .where(
                col(Puantaj.closed).is_(False),
                col(Puantaj.locked).is_(False),
                in_scope(look),
            )
        ).scalar_one()
    )


def reminders(look: Look) -> tuple[Reminder, ...]:
    """Months that HR should have by now, for who hands them over."""
    if not (look.actor.can(AREA, Verb.PREPARE) and look.actor.can(AREA, Verb.EXPORT)):
        return ()
    calendar = holidays.calendar(look)
    return tuple(
        Reminder(
            kind="puantaj", id=line.puantaj_id, title=line.title, step="Teslim",
            last_day=line.due, sign=Light.GECIKTI.sign,
            left=days_left(line.due, look.today, calendar, working_days=True), who="", unit=line.unit,
        )
        for line in overdue(look)
    )  # fmt: skip
