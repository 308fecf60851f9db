"""What waits in the area for the person at the desk, as counted beside its name."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlmodel import col

from data.butce import duty_views, release_views, views
from data.butce.lookup import AREA
from data.butce.models import AhpPlan, Tertip
from data.butce.rules.release import QUARTERS, first_day
from data.butce.rules.values import TransferState, YearState
from data.butce.transfer_views import transfer_rows
from data.core.permissions import Verb
from data.core.store import Look


def count_waiting(look: Look) -> int:
    """For who prepares: approved transfers to be carried out, quarters that began and are not released, duties."""
    if not look.actor.can(AREA, Verb.PREPARE):
        return 0
    count = len(duty_views.duties(look))
    for year in views.years(look):
        if year.state is YearState.ACIK:
            count += len(transfer_rows(look, year.id, TransferState.ONAYLI))
            count += due_quarters(look, year.id, year.year)
    return count


def due_quarters(look: Look, yil_id: int, year: int) -> int:
    """How many quarters of a year with plans have begun and are not released.

    Raises:
        NotAllowed: no permission, or out of sight.
        BadInput: no such year.
    """
    planned = select(func.count()).select_from(AhpPlan).join(Tertip, col(Tertip.id) == col(AhpPlan.tertip_id))
    if not look.session.execute(planned.where(col(Tertip.yil_id) == yil_id)).scalar_one():
        return 0
    done = len(release_views.released_quarters(look, yil_id))
    return sum(1 for quarter in QUARTERS if quarter > done and first_day(year, quarter) <= look.today)
