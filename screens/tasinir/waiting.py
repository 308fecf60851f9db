"""What waits in the area for the person at the desk, as counted beside its name."""

from __future__ import annotations

from data.core.store import Look
from screens.tasinir import duties, holders, requests, vouchers


def count_waiting(look: Look) -> int:
    """Drafts, requests and leavers that wait for this kayıt yetkilisi, and what muhasebe or idareler still get."""
    waiting = vouchers.count_waiting(look) + requests.count_waiting(look) + holders.count_leavers(look)
    return waiting + duties.count_due(look)
