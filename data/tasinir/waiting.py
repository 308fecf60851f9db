"""What waits in the area for the person at the desk, as counted beside its name."""

from __future__ import annotations

from data.core.pages import LedgerQuery
from data.core.permissions import Verb
from data.core.store import Look
from data.tasinir import duty_views, holder_views, meeting_views, voucher_views
from data.tasinir.lookup import AREA


def count_waiting(look: Look) -> int:
    """For the kayıt yetkilisi drafts to approve, requests to meet and leavers to ask; for those who may write that
    it is done, what muhasebe or idareler still get."""
    count = 0
    if look.actor.can(AREA, Verb.CLOSE):
        count += voucher_views.voucher_window(look, LedgerQuery(view="taslak"), 0, 0).total
        count += meeting_views.count_open(look) + holder_views.count_leavers(look)
    if look.actor.can(AREA, Verb.PREPARE):
        count += len(duty_views.duties(look))
    return count
