"""What waits in the area for the person at the desk, as counted beside its name."""

from __future__ import annotations

from data.core.permissions import Verb
from data.core.store import Look
from data.puantaj.handover_views import AREA, late_count
from data.puantaj.leave_views import open_questions


def count_waiting(look: Look) -> int:
    """Open questions of the months that this person prepares, and months that HR should have by now."""
    asked = open_questions(look) if look.actor.can(AREA, Verb.PREPARE) else 0
    return asked + late_count(look)
