"""The year's end: what of an ödenek is cancelled, and until when advances of the year may still be settled."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

LAW_CANCEL: Final = "5018 s. K. m.20"
"""What was not used is cancelled at the year's end."""
LAW_MAHSUP: Final = "MİBMY m.137"
"""The mahsup dönemi, for advances that were reported in writing."""
_DECEMBER: Final = 12


def year_end(year: int) -> date:
    """The day as of which the rest is cancelled."""
    return date(year, _DECEMBER, 31)


def mahsup_end(year: int, months: int) -> date:
    """Last day of the mahsup dönemi."""
    return date.fromordinal(date(year + 1, months + 1, 1).toordinal() - 1)


def cancellation(unused: Mapping[int, int]) -> dict[int, int]:
    """What is cancelled of each tertip of a level that is checked together; kuruş, nothing for none.

    One that used more than its own ödenek lived on the others of its level: they have that much less to give back.

    Args:
        unused: Ödenek less what is used, by tertip.
    """
    rest = max(sum(unused.values()), 0)
    found = {}
    for key, amount in sorted(unused.items()):
        taken = min(max(amount, 0), rest)
        if taken:
            found[key] = taken
        rest -= taken
    return found
