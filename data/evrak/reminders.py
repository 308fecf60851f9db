"""What of a person's documents ends soon or is late, for Bugün."""

from __future__ import annotations

from data.core import holidays
from data.core.lights import Light, days_left
from data.core.pages import LedgerQuery
from data.core.permissions import Verb
from data.core.reminders import Reminder
from data.core.store import Look
from data.evrak.sight import AREA, KIND
from data.evrak.views import EvrakRow, evrak_window

_MOST = 100
"""Documents told of at once, the nearest last days; the ledger has them all."""
_URGENT = (Light.GECIKTI, Light.KIRMIZI)


def reminders(look: Look) -> tuple[Reminder, ...]:
    """Documents in hand, or sent to this person, that are late or have at most two working days left."""
    if not look.actor.can(AREA, Verb.VIEW):
        return ()
    calendar = holidays.calendar(look)

    def told(row: EvrakRow) -> Reminder:
        last, light = row.due_on or look.today, row.light or Light.YESIL
        return Reminder(
            kind=KIND, id=row.id, title=f"{row.kayit_no} {row.muhatap}: {row.subject}", step="Sonuçlandırma",
            last_day=last, sign=light.sign, left=days_left(last, look.today, calendar, working_days=False),
            who=row.responsible, unit=row.birim,
        )  # fmt: skip

    found = evrak_window(look, LedgerQuery(view="yakin", sort="due"), 0, _MOST)
    return tuple(told(row) for row in found.rows if row.light in _URGENT)
